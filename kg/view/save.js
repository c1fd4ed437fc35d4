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

/** The drawing as shapes and text, for print and for editing by hand. */
function svgText() {
  const [pad, foot] = [24, 44];
  const seen = extent();
  const [left, top, width, height] = [seen.left - pad, seen.top - pad, seen.width + 2 * pad, seen.height + 2 * pad + foot];
  const arrow = (key) => shape("marker", { id: `arrow-${key}`, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" }, shape("path", { d: "M0 0L10 5L0 10z", fill: palette[key] }));
  const svg = shape("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: [left, top, width, height].map(Math.round).join(" "), width: Math.round(width), height: Math.round(height), "font-family": FACE },
    shape("title", {}, document.title), shape("desc", {}, sayAbout()),
    shape("defs", {}, ...["tone2", "tone1", "tone0", "tone-1", "tone-2", "quiet"].map(arrow)),
    shape("rect", { x: left, y: top, width, height, fill: palette.back }));
  svg.append(...[...drawn.pairs].reverse().map(svgEdge), ...drawn.ids.map(svgNode), ...drawn.pairs.filter((row) => drawn.labelled.has(row.dyad.id)).map(svgName));
  captions().forEach((line, i) => svg.append(shape("text", { x: left + 16, y: top + height - 32 + 18 * i, "font-size": 14, fill: palette.text }, line)));
  return new XMLSerializer().serializeToString(svg);
}

function svgEdge(row) {
  const { from, to } = row.dyad;
  const [a, b] = [drawnBox(from), drawnBox(to)];
  const { via } = bend(a, b);
  const end = onBorder(via, b);
  const dash = dashOf(row);
  const line = { fill: "none", stroke: palette[toneOf(row)], "stroke-width": widthOf(row).toFixed(1), "stroke-dasharray": dash ? dash.join(" ") : null, "stroke-linecap": "round" };
  if (from === to) return shape("circle", { ...line, cx: a.x + a.w / 2, cy: a.y - a.h / 2, r: 22 });
  return shape("path", { ...line, d: `M${a.x} ${a.y}Q${via.x.toFixed(1)} ${via.y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`, "marker-end": row.directed && !row.fact ? `url(#arrow-${toneOf(row)})` : null });
}

/** The name of a relation, over all arrows. */
function svgName(row) {
  const { middle: { x, y } } = bend(drawnBox(row.dyad.from), drawnBox(row.dyad.to));
  return shape("text", { x: x.toFixed(1), y: (y + 4).toFixed(1), "font-size": 13, "text-anchor": "middle", fill: palette.text, stroke: palette.back, "stroke-width": 4, "paint-order": "stroke" }, sayTop(row));
}

/** Where the line from a point to the middle of a box meets its border. */
function onBorder(from, { x, y, w, h }) {
  const [dx, dy] = [from.x - x, from.y - y];
  const share = Math.min((w / 2 + 2) / Math.abs(dx || 1e-9), (h / 2 + 2) / Math.abs(dy || 1e-9), 1);
  return { x: x + dx * share, y: y + dy * share };
}

function svgNode(id) {
  const { x, y, w, h } = drawnBox(id);
  const [fill, border, dashes, radius] = lookOf(id);
  const size = HOME.get(id)?.font.size ?? 14;
  const lines = wrap(nameOf(id), size);
  const text = lines.map((line, i) => shape("tspan", { x, y: (y + (i - (lines.length - 1) / 2) * size * 1.15 + size * 0.35).toFixed(1) }, line));
  return shape("g", {},
    shape("rect", { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: Math.min(radius, h / 2), fill: palette[fill], stroke: palette.edge, "stroke-width": border, "stroke-dasharray": dashes ? dashes.join(" ") : null }),
    shape("text", { "font-size": size, "text-anchor": "middle", fill: palette[fill === "firm" ? "bodytext" : `${fill}text`] }, ...text));
}
function wrap(text, size) {
  pen.font = `${size}px ${FACE}`;
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && pen.measureText(longer).width > 158) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
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
