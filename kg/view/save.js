// What a reader takes away: the drawing as PNG or SVG, the selection as CSV, the address, a printed page.

const fileName = (suffix) => `${plain(document.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "network"}.${suffix}`;
function download(blob, suffix) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: fileName(suffix) }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
const caption = () => `${document.title} – ${sayAbout()}`;

function savePng() {
  const source = byId("canvas").querySelector("canvas");
  const scale = source.width / byId("canvas").clientWidth;
  const foot = 34 * scale;
  const sheet = el("canvas", { width: source.width, height: source.height + foot });
  const brush = sheet.getContext("2d");
  brush.fillStyle = palette.back;
  brush.fillRect(0, 0, sheet.width, sheet.height);
  brush.drawImage(source, 0, 0);
  brush.fillStyle = palette.text;
  brush.font = `${13 * scale}px sans-serif`;
  brush.fillText(`${caption()} · ${t("edgeNote")}`, 12 * scale, sheet.height - 12 * scale, sheet.width - 24 * scale);
  sheet.toBlob((blob) => download(blob, "png"));
}

/** The drawing as shapes and text, for print and for editing by hand. */
function svgText() {
  const boxes = drawn.ids.map((id) => network.getBoundingBox(id));
  const pad = 40;
  const [left, top] = [Math.min(...boxes.map((b) => b.left)) - pad, Math.min(...boxes.map((b) => b.top)) - pad];
  const [width, height] = [Math.max(...boxes.map((b) => b.right)) + pad - left, Math.max(...boxes.map((b) => b.bottom)) + pad + 30 - top];
  const arrow = (key) => shape("marker", { id: `arrow-${key}`, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" }, shape("path", { d: "M0 0L10 5L0 10z", fill: palette[key] }));
  const svg = shape("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: [left, top, width, height].map(Math.round).join(" "), width: Math.round(width), height: Math.round(height), "font-family": "arial, sans-serif" },
    shape("title", {}, document.title), shape("desc", {}, sayAbout()),
    shape("defs", {}, ...["tone2", "tone1", "tone0", "tone-1", "tone-2", "quiet"].map(arrow)),
    shape("rect", { x: left, y: top, width, height, fill: palette.back }));
  for (const row of [...drawn.pairs].reverse()) svg.append(...svgEdge(row));
  for (const id of drawn.ids) svg.append(svgNode(id));
  svg.append(shape("text", { x: left + 16, y: top + height - 14, "font-size": 14, fill: palette.text }, `${caption()} · ${t("edgeNote")}`));
  return new XMLSerializer().serializeToString(svg);
}

function svgEdge(row) {
  const { from, to } = row.dyad;
  const [a, b] = [network.getPosition(from), network.getPosition(to)];
  const { via, middle } = bend(a, b);
  const end = onBorder(via, b, boxOf(to));
  const dash = dashOf(row);
  const line = { fill: "none", stroke: palette[toneOf(row)], "stroke-width": widthOf(row).toFixed(1), "stroke-dasharray": dash ? dash.join(" ") : null };
  if (from === to) return [shape("circle", { ...line, cx: a.x + boxOf(from)[0] / 2, cy: a.y - boxOf(from)[1] / 2, r: 22 })];
  const path = shape("path", { ...line, d: `M${a.x} ${a.y}Q${via.x.toFixed(1)} ${via.y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`, "marker-end": row.directed && !row.fact ? `url(#arrow-${toneOf(row)})` : null });
  if (!drawn.labelled.has(row.dyad.id)) return [path];
  return [path, shape("text", { x: middle.x.toFixed(1), y: (middle.y + 4).toFixed(1), "font-size": 13, "text-anchor": "middle", fill: palette.text, stroke: palette.back, "stroke-width": 4, "paint-order": "stroke" }, sayTop(row))];
}

/** Where the line from a point to the middle of a box meets its border. */
function onBorder(from, middle, [w, h]) {
  const [dx, dy] = [from.x - middle.x, from.y - middle.y];
  const share = Math.min((w / 2 + 2) / Math.abs(dx || 1e-9), (h / 2 + 2) / Math.abs(dy || 1e-9), 1);
  return { x: middle.x + dx * share, y: middle.y + dy * share };
}

function svgNode(id) {
  const { left, right, top, bottom } = network.getBoundingBox(id);
  const [fill, border, dashes, radius] = lookOf(id);
  const size = HOME.get(id)?.font.size ?? 14;
  const lines = wrap(nameOf(id), size);
  const text = lines.map((line, i) => shape("tspan", { x: (left + right) / 2, y: ((top + bottom) / 2 + (i - (lines.length - 1) / 2) * size * 1.15 + size * 0.35).toFixed(1) }, line));
  return shape("g", {},
    shape("rect", { x: left, y: top, width: right - left, height: bottom - top, rx: radius, fill: palette[fill], stroke: palette.edge, "stroke-width": border, "stroke-dasharray": dashes ? dashes.join(" ") : null }),
    shape("text", { "font-size": size, "text-anchor": "middle", fill: palette[fill === "firm" ? "bodytext" : `${fill}text`] }, ...text));
}
function wrap(text, size) {
  pen.font = `${size}px arial`;
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
  on("png", () => { if (state.view !== "map") go({ view: "map" }); requestAnimationFrame(savePng); });
  on("svg", () => { if (state.view !== "map") go({ view: "map" }); download(new Blob([svgText()], { type: "image/svg+xml" }), "svg"); });
  on("csv", () => download(new Blob([csvOf(csvLines())], { type: "text/csv;charset=utf-8" }), "csv"));
  on("link", async () => { await copy(location.href); say(t("copied")); });
  on("print", () => print());
  // Paper is white, whatever the screen.
  const paper = (theme) => () => { document.documentElement.dataset.theme = theme(); readPalette(); draw(); network.redraw(); };
  addEventListener("beforeprint", paper(() => "light"));
  addEventListener("afterprint", () => { paper(() => state.theme)(); fillWords(); });
}
