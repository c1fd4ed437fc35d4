// Puts it together: the order in which everything is brought up to date, and what a click does.
// The page starts here: the last lines of this file.

const network = new vis.Network(byId("canvas"), { nodes, edges }, data.network.options);
network.canvas.frame.tabIndex = -1;

/** Where all boxes and the arcs between them are seen, as large as the room allows: the library would leave a tenth of it empty. */
function wholeView() {
  const { left, top, width, height } = extent();
  const { clientWidth, clientHeight } = byId("canvas");
  const scale = Math.min(1.4, (clientWidth - 28) / width, (clientHeight - 28) / height);
  return { position: { x: left + width / 2, y: top + height / 2 }, scale: scale > 0 ? scale : 1 };
}

/** Fit the whole drawing, or what the address says of it, once its box on the page has a size. */
function fit({ keep = false } = {}) {
  if (byId("stage").hidden) return;
  network.setSize("100%", "100%");
  network.redraw();
  const [x, y, scale] = state.at.split(" ").map(Number);
  if (keep && scale > 0.01 && scale < 20 && Number.isFinite(x + y)) return network.moveTo({ position: { x, y }, scale, animation: false });
  network.moveTo({ ...wholeView(), animation: false });
  state.at = "";
  writeHash(false);
}

/** What part of the drawing is seen, for the address. */
function remember() {
  const { x, y } = network.getViewPosition();
  state.at = `${Math.round(x)} ${Math.round(y)} ${network.getScale().toFixed(3)}`;
  writeHash(false);
}
let later = 0;
const rememberSoon = () => { clearTimeout(later); later = setTimeout(remember, 250); };

/** What brings in actors that may stand out of sight. */
const whatIsDrawn = () => JSON.stringify([state.only && state.actor, state.open, state.path, state.facts, state.more]);

function go(change, { focus = false, centre = false } = {}) {
  const before = whatIsDrawn();
  const stepped = STEPS.some((key) => key in change && change[key] !== state[key]);
  Object.assign(state, change);
  writeHash(stepped);
  refresh(focus);
  if (before !== whatIsDrawn()) fit();
  else if ("view" in change) fit({ keep: true });
  else if (centre && seesMap()) bringIntoSight(state.dyad ? [DYADS.get(state.dyad).from, DYADS.get(state.dyad).to] : [state.actor]);
}

function refresh(focus) {
  sift();
  fillWords();
  fillSizes();
  if (seesMap()) draw();
  fillBeside();
  fillFilters();
  fillLegend();
  fillTime();
  fillPanel(focus);
  forgetSearch();
}

/** Move the view only when one of the actors is out of sight: a map that jumps is hard to read. */
function bringIntoSight(ids) {
  const there = ids.filter((id) => nodes.get(id));
  const { clientWidth, clientHeight } = byId("canvas");
  const visible = there.every((id) => {
    const { x, y } = network.canvasToDOM(network.getPosition(id));
    return x > 30 && y > 10 && x < clientWidth - 30 && y < clientHeight - 10;
  });
  if (visible) return;
  if (there.length > 1) network.fit({ nodes: there, maxZoomLevel: Math.max(network.getScale(), 0.8), animation: false });
  else network.moveTo({ position: network.getPosition(there[0]), scale: Math.max(network.getScale(), 0.8), animation: false });
  rememberSoon();
}

function tips() {
  const tip = byId("tip");
  const show = (...parts) => ({ pointer }) => {
    tip.replaceChildren(...parts);
    tip.hidden = false;
    tip.style.left = `${Math.max(0, Math.min(pointer.DOM.x + 14, byId("stage").clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${pointer.DOM.y + 14}px`;
  };
  network.on("hoverEdge", (event) => {
    const row = rowOf.get(event.edge);
    if (row) show(...sayDyad(row), ` · ${row.fact ? t("factLine") : sayBalance(row)}`)(event);
  });
  network.on("hoverNode", (event) => show(name(event.node), ` · ${t(ACTORS.get(event.node).kind)}`)(event));
  for (const end of ["blurEdge", "blurNode", "dragStart", "zoom"]) network.on(end, () => { tip.hidden = true; });
}

/** In a drawing of neighbours a second actor adds its own neighbours; elsewhere it is opened. */
function clickActor(actor) {
  const brought = opens();
  if (state.only && !state.path && actor !== state.actor && neighbours(state.actor).includes(actor)) {
    return go({ open: JSON.stringify(brought.includes(actor) ? brought.filter((id) => id !== actor) : [...brought, actor]) });
  }
  return go({ actor, dyad: "", path: "", pattern: "", ...(state.only && { open: "" }) });
}

function listenNetwork() {
  network.on("click", ({ nodes: [actor], edges: [dyad] }) => {
    opener = null;
    if (actor !== undefined) clickActor(actor);
    else if (dyad !== undefined) go(state.only || state.path ? { dyad } : { dyad, actor: "", pattern: "" });
    else if (state.dyad && (state.only || state.path)) go({ dyad: "" });
    else if (!state.only && !state.path) go({ actor: "", dyad: "" });
  });
  network.on("doubleClick", ({ nodes: [actor] }) => actor !== undefined && go({ actor, dyad: "", only: "1", open: "", path: "" }));
  network.on("zoom", rememberSoon);
  network.on("dragEnd", ({ nodes: dragged }) => {
    if (!dragged.length) rememberSoon();
    if (!state.only && !state.path) for (const [id, spot] of Object.entries(network.getPositions(dragged))) moved.set(id, spot);
  });
  network.on("beforeDrawing", haloes);
  network.on("afterDrawing", relationNames);
  const on = (id, act) => byId(id).addEventListener("click", act);
  const zoom = (by) => { network.moveTo({ scale: network.getScale() * by }); remember(); };
  on("in", () => zoom(1.25));
  on("out", () => zoom(0.8));
  on("fit", () => fit());
  on("only", () => go({ only: state.only ? "" : "1", dyad: "", open: "" }));
  on("grow", () => go({ more: String(Number(state.more) + 1) }));
  for (const key of ["groups", "triads"]) on(key, () => go({ pattern: state.pattern === key ? "" : key, actor: "", dyad: "", path: "", only: "", open: "" }));
}

function listen() {
  const on = (id, act) => byId(id).addEventListener("click", act);
  on("undo", () => history.back());
  on("skip", () => { go({ view: "table" }); byId("dyads").focus(); });
  on("hide", () => { go({ view: "map" }); byId("see-timeline").focus(); });
  on("theme", () => { go({ theme: dark() ? "light" : "dark" }); readPalette(); refresh(); });
  for (const node of document.querySelectorAll("button[data-lang]")) node.addEventListener("click", () => go({ lang: node.dataset.lang }));
  for (const node of document.querySelectorAll("button[data-view]")) node.addEventListener("click", () => go({ view: node.dataset.view }));
  for (const node of document.querySelectorAll("button[data-beside]")) node.addEventListener("click", () => go({ view: state.view === node.dataset.beside ? "map" : node.dataset.beside }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !byId("matches").hidden) return;
    const menu = document.querySelector("#save[open], #filters[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); } else if (state.actor || state.dyad || state.pattern) close();
  });
  // A menu closes when the reader goes elsewhere, by mouse or by keyboard.
  for (const type of ["click", "focusin"]) {
    document.addEventListener(type, (event) => { for (const menu of document.querySelectorAll("#save[open], #filters[open]")) if (!menu.contains(event.target) && event.target.isConnected) menu.open = false; });
  }
  addEventListener("popstate", () => { steps = history.state ?? 0; readHash(); readPalette(); refresh(); fit({ keep: true }); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readPalette(); refresh(); });
  PHONE.addEventListener("change", () => { refresh(); fit(); });
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    const other = chooseFrame();
    if (other !== frame) { frame = other; moved.clear(); refresh(); } else fillTime();
    fit();
  });
}
const dark = () => (state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);

document.body.classList.remove("bare");
readHash();
steps = history.state ?? 0;
fillWords();
readPalette();
listenSearch();
listenFilters();
listenTime();
listenSave();
listenGrips();
tips();
listenNetwork();
listen();
refresh();
fit({ keep: true });
// For the browser's console and the tests: where things stand, nothing to change them with.
globalThis.irkg = Object.freeze({ network, middle: (id) => bend(network.getPosition(DYADS.get(id).from), network.getPosition(DYADS.get(id).to)).middle, state: () => ({ ...state }) });
