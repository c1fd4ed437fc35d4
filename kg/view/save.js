// What a reader takes away: the drawing as PNG or SVG, the selection as CSV, the address, a printed page.

const fileName = (suffix) => `${plain(document.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "network"}.${suffix}`;
function download(blob, suffix) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: fileName(suffix) }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
const captions = () => [`${document.title} – ${sayAbout()}`, `${t("toneNote")} · ${t("edgeNote")}`];

const SHARP = 2;

/** The part of the drawing that is seen, at twice the size of the screen, over a line that says what it is. */
function savePng() {
  const frame = byId("canvas");
  const [width, height] = [frame.clientWidth, frame.clientHeight];
  const seen = { position: network.getViewPosition(), scale: network.getScale(), animation: false };
  network.setSize(`${width * SHARP}px`, `${height * SHARP}px`);
  network.moveTo({ ...seen, scale: seen.scale * SHARP });
  network.redraw();
  const source = frame.querySelector("canvas");
  const scale = source.width / width;
  const foot = 50 * scale;
  const sheet = el("canvas", { width: source.width, height: source.height + foot });
  const brush = sheet.getContext("2d");
  brush.fillStyle = palette.back;
  brush.fillRect(0, 0, sheet.width, sheet.height);
  brush.drawImage(source, 0, 0);
  brush.fillStyle = palette.text;
  brush.font = `${13 * scale}px sans-serif`;
  captions().forEach((line, i) => brush.fillText(line, 12 * scale, sheet.height - (30 - 18 * i) * scale, sheet.width - 24 * scale));
  network.setSize("100%", "100%");
  network.moveTo(seen);
  network.redraw();
  sheet.toBlob((blob) => download(blob, "png"));
}

/** The drawing as shapes and text, for print and for editing by hand: what the screen shows, pale what is pale there. */
function svgText() {
  const [pad, foot] = [24, 44];
  const seen = extent();
  const [left, top, width, height] = [seen.left - pad, seen.top - pad, seen.width + 2 * pad, seen.height + 2 * pad + foot];
  const svg = shape("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: [left, top, width, height].map(Math.round).join(" "), width: Math.round(width), height: Math.round(height), "font-family": FACE },
    shape("title", {}, legal(document.title)), shape("desc", {}, sayAbout()),
    shape("rect", { x: left, y: top, width, height, fill: palette.back }));
  svg.append(...drawn.groups.flatMap((ids, i) => ids.filter((id) => nodes.get(id)).map((id) => svgHalo(id, i))));
  svg.append(...edges.get().map(svgEdge), ...nodes.get().map(svgNode), ...edges.get({ filter: (edge) => edge.named }).map(svgName));
  captions().forEach((line, i) => svg.append(shape("text", { x: left + 16, y: top + height - 32 + 18 * i, "font-size": 14, fill: palette.text }, legal(line))));
  return new XMLSerializer().serializeToString(svg);
}

/** Text without the characters that no XML may hold. */
const legal = (text) => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
const dashed = (dashes) => (dashes ? dashes.join(" ") : null);
const rounded = (...numbers) => numbers.map((n) => n.toFixed(1)).join(" ");

function svgHalo(id, group) {
  const { x, y, w, h } = drawnBox(id);
  return shape("g", {},
    shape("rect", { x: x - w / 2 - 9, y: y - h / 2 - 9, width: w + 18, height: h + 18, rx: 14, fill: palette[`group${group % 6}`] }),
    shape("text", { x: x + w / 2 + 4, y: y - h / 2 - 4, "font-size": 13, "font-weight": "bold", "text-anchor": "middle", fill: palette.text }, groupLetter(group)));
}

function svgEdge({ from, to, color: { color }, width, dashes, arrows }) {
  const [a, b] = [drawnBox(from), drawnBox(to)];
  const line = { fill: "none", stroke: color, "stroke-width": width.toFixed(1), "stroke-dasharray": dashed(dashes), "stroke-linecap": "round" };
  if (from === to) return shape("circle", { ...line, cx: a.x + a.w / 2, cy: a.y - a.h / 2, r: 22 });
  const { via } = bend(a, b);
  const end = onBorder(via, b);
  if (!arrows.to.enabled) return shape("path", { ...line, d: `M${rounded(a.x, a.y)}Q${rounded(via.x, via.y, end.x, end.y)}` });
  // The head grows with the line, as on the screen, and the line ends in it.
  const turn = Math.atan2(end.y - via.y, end.x - via.x);
  const long = 8 + 3 * width;
  const at = (back, side) => [end.x - back * long * Math.cos(turn) - side * long * Math.sin(turn), end.y - back * long * Math.sin(turn) + side * long * Math.cos(turn)];
  return shape("g", {},
    shape("path", { ...line, d: `M${rounded(a.x, a.y)}Q${rounded(via.x, via.y, ...at(0.9, 0))}` }),
    shape("path", { fill: color, d: `M${rounded(end.x, end.y)}L${rounded(...at(1, 0.3))}L${rounded(...at(0.9, 0))}L${rounded(...at(1, -0.3))}z` }));
}

/** The name of a relation, over all arrows. */
function svgName({ from, to, named }) {
  const { middle: { x, y } } = bend(drawnBox(from), drawnBox(to));
  return shape("text", { x: x.toFixed(1), y: (y + 4).toFixed(1), "font-size": NAME_SIZE, "text-anchor": "middle", fill: palette.text, stroke: palette.back, "stroke-width": 4, "paint-order": "stroke" }, named);
}

/** Where the line from a point to the middle of a box meets its border. */
function onBorder(from, { x, y, w, h }) {
  const [dx, dy] = [from.x - x, from.y - y];
  const share = Math.min((w / 2 + 2) / Math.abs(dx || 1e-9), (h / 2 + 2) / Math.abs(dy || 1e-9), 1);
  return { x: x + dx * share, y: y + dy * share };
}

function svgNode({ id, color, font, borderWidth, shapeProperties: { borderDashes, borderRadius } }) {
  const { x, y, w, h } = drawnBox(id);
  // In the lines into which the library has broken the name.
  const lines = network.body.nodes[id].labelModule.lines.map(({ blocks }) => blocks.map(({ text }) => text).join(""));
  const text = lines.map((line, i) => shape("tspan", { x, y: (y + (i - (lines.length - 1) / 2) * font.size * 1.15 + font.size * 0.35).toFixed(1) }, legal(line)));
  return shape("g", {},
    shape("rect", { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: Math.min(borderRadius, h / 2), fill: color.background, stroke: color.border, "stroke-width": borderWidth, "stroke-dasharray": dashed(borderDashes) }),
    shape("text", { "font-size": font.size, "text-anchor": "middle", fill: font.color }, ...text));
}

function listenSave() {
  const on = (id, act) => byId(id).addEventListener("click", () => { byId("save").open = false; act(); });
  on("png", () => { if (!seesMap()) go({ view: "map" }); requestAnimationFrame(savePng); });
  on("svg", () => { if (!seesMap()) go({ view: "map" }); download(new Blob([svgText()], { type: "image/svg+xml" }), "svg"); });
  on("csv", () => download(new Blob([csvOf(csvLines())], { type: "text/csv;charset=utf-8" }), "csv"));
  on("link", async () => { await copy(location.href); say(t("copied")); });
  on("print", () => print());
  // Paper is white, whatever the screen.
  const paper = (theme) => () => { document.documentElement.dataset.theme = theme(); readPalette(); draw(); fillLegend(); network.redraw(); };
  addEventListener("beforeprint", paper(() => "light"));
  addEventListener("afterprint", () => { paper(() => state.theme)(); fillWords(); });
}
