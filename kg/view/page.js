// Controls, and the order in which everything is brought up to date.
// The page starts here: the last lines of this file.

// --- Controls ------------------------------------------------------------------------------------------------------

function fillFilters() {
  const off = new Set(state.off.split(" ").filter(Boolean));
  const groups = [...Object.entries(data.quads).map(([quad, types]) => [quad, types.filter((type) => TYPES.has(type))])];
  const focused = document.activeElement?.id;
  const box = (id, label, checked, change) => el("label", {}, el("input", { type: "checkbox", id: `filter-${id}`, checked, change }), " ", label);
  const setOff = (types, on) => {
    for (const type of types) on ? off.delete(type) : off.add(type);
    go({ off: [...off].sort().join(" ") });
  };
  byId("types").replaceChildren(...groups.filter(([, types]) => types.length).map(([quad, types]) => el("fieldset", {},
    el("legend", {}, box(quad, t(quad), types.some((type) => !off.has(type)), (event) => setOff(types, event.target.checked))),
    types.map((type) => box(type, inLang(TYPES.get(type), type), !off.has(type), (event) => setOff([type], event.target.checked))))));
  const chosen = new Set(state.status.split(" "));
  byId("statuses").replaceChildren(...STATUSES.map((status) => box(status, t(status), chosen.has(status), (event) => {
    event.target.checked ? chosen.add(status) : chosen.delete(status);
    go({ status: STATUSES.filter((each) => chosen.has(each)).join(" ") });
  })));
  // Keep the keyboard where it was: the boxes are new.
  if (focused?.startsWith("filter-")) byId(focused)?.focus();
  for (const key of ["from", "to"]) byId(key).value = state[key];
  byId("confidence").value = state.confidence || 0;
  byId("sure").textContent = Number(state.confidence).toFixed(2);
  const active = ["off", "status", "from", "to", "confidence"].filter((key) => state[key] !== DEFAULTS[key]).length;
  byId("active").textContent = active ? `(${active})` : "";
}

function fillLegend() {
  const swatch = (colour, dashes, width = 4) => {
    const make = (tag, attributes) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      return node;
    };
    const svg = make("svg", { width: 36, height: 10, "aria-hidden": "true" });
    svg.append(make("line", { x1: 0, y1: 5, x2: 36, y2: 5, stroke: colour, "stroke-width": width, ...(dashes && { "stroke-dasharray": dashes }) }));
    return svg;
  };
  const chip = (kind) => {
    const canvas = el("canvas", { width: 36, height: 16, "aria-hidden": "true" });
    const pen = canvas.getContext("2d");
    pen.fillStyle = palette[FILL.get(kind)];
    pen.strokeStyle = palette.edge;
    pen.lineWidth = kind === "Organisation" ? 2 : 1;
    pen.setLineDash(kind === "Group" ? [5, 3] : []);
    pen.beginPath();
    pen.roundRect(2, 2, 32, 12, kind === "Person" ? 6 : kind === "Place" ? 0 : 3);
    pen.fill();
    pen.stroke();
    return canvas;
  };
  const kinds = [...FILL.keys()].filter((kind) => data.actors.some((actor) => actor.kind === kind));
  byId("key").replaceChildren(
    el("p", {}, t("edges")), ...[2, 1, 0, -1, -2].map((tone) => el("div", {}, swatch(palette[`tone${tone}`]), t(`tone${tone}`))),
    el("div", {}, swatch(palette.text, "8 6"), t("uncertain")), el("div", {}, swatch(palette.quiet, "1 4", 1.5), t("factLine")),
    el("p", {}, t("kinds")), ...kinds.map((kind) => el("div", {}, chip(kind), t(kind))));
}

function fillWords() {
  document.documentElement.lang = state.lang;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  for (const node of document.querySelectorAll("button[data-lang]")) node.setAttribute("aria-pressed", String(node.dataset.lang === state.lang));
  for (const node of document.querySelectorAll("[data-view]")) node.setAttribute("aria-pressed", String(node.dataset.view === state.view));
  byId("stage").hidden = state.view !== "map";
  byId("dyads").hidden = state.view !== "table";
}

function searching() {
  const input = byId("search");
  const list = byId("matches");
  const index = data.actors.map(({ id, labels }) => ({ id, texts: Object.values(labels).map(plain), weight: OF.get(id).length }));
  let found = [];
  let at = -1;
  const score = (texts, q) => Math.max(...texts.map((text) => (text === q ? 4 : text.startsWith(q) ? 3 : text.includes(` ${q}`) ? 2 : text.includes(q) ? 1 : 0)));
  const hide = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const take = (id) => { input.value = nameOf(id); hide(); opener = input; goActor(id); };
  const mark = () => {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) { input.setAttribute("aria-activedescendant", `match${at}`); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  input.addEventListener("input", () => {
    const q = plain(input.value.trim());
    if (!q) return hide();
    found = index.map((entry) => ({ ...entry, rank: score(entry.texts, q) })).filter((entry) => entry.rank)
      .sort((a, b) => b.rank - a.rank || b.weight - a.weight || (a.id < b.id ? -1 : 1)).slice(0, 12);
    at = found.length ? 0 : -1;
    const items = found.map(({ id }, i) => el("li", { role: "option", id: `match${i}`, mousedown: (event) => { event.preventDefault(); take(id); } }, name(id), el("span", { class: "quiet" }, ` ${t(ACTORS.get(id).kind)}`)));
    list.replaceChildren(...(items.length ? items : [el("li", { role: "option", "aria-disabled": "true" }, t("noMatch"))]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark();
  });
  input.addEventListener("keydown", (event) => {
    const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (turn && found.length) { at = (at + turn + found.length) % found.length; mark(); event.preventDefault(); }
    if (event.key === "Enter" && at >= 0) { take(found[at].id); event.preventDefault(); }
    if (event.key === "Escape") hide();
  });
  input.addEventListener("blur", hide);
}

// --- Putting it together -------------------------------------------------------------------------------------------

const network = new vis.Network(byId("canvas"), { nodes, edges }, data.network.options);
network.canvas.frame.tabIndex = -1;

/** Fit the whole drawing, once its box on the page has a size. */
function fit() {
  if (byId("stage").hidden) return;
  network.setSize("100%", "100%");
  network.redraw();
  network.fit({ animation: false, maxZoomLevel: 1.3 });
}

function go(change, { focus = false, centre = false } = {}) {
  const relaid = ("only" in change && change.only !== state.only) || (state.only && "actor" in change);
  Object.assign(state, change);
  sift();
  fillWords();
  draw();
  fillTable();
  fillFilters();
  fillLegend();
  fillPanel(focus);
  writeHash();
  if (relaid || change.view === "map") fit();
  else if (centre && state.actor && state.view === "map") centreOn(state.actor);
}

/** Move the view only when the actor is out of sight: a map that jumps is hard to read. */
function centreOn(id) {
  const { x, y } = network.canvasToDOM(network.getPosition(id));
  const { clientWidth, clientHeight } = byId("canvas");
  const visible = x > 60 && y > 60 && x < clientWidth - 60 && y < clientHeight - 60;
  if (!visible) network.moveTo({ position: network.getPosition(id), scale: Math.max(network.getScale(), 0.8), animation: false });
}

function savePng() {
  const source = byId("canvas").querySelector("canvas");
  const sheet = el("canvas", { width: source.width, height: source.height });
  const pen = sheet.getContext("2d");
  pen.fillStyle = palette.back;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.drawImage(source, 0, 0);
  sheet.toBlob((blob) => {
    const address = URL.createObjectURL(blob);
    el("a", { href: address, download: `${plain(document.title).replace(/[^a-z0-9]+/g, "-") || "network"}.png` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
}

function tips() {
  const tip = byId("tip");
  const show = (text) => ({ pointer }) => {
    tip.textContent = text;
    tip.hidden = false;
    tip.style.left = `${Math.min(pointer.DOM.x + 14, byId("stage").clientWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${pointer.DOM.y + byId("canvas").offsetTop + 14}px`;
  };
  network.on("hoverEdge", (event) => {
    const row = rows.find(({ dyad }) => dyad.id === event.edge);
    if (row) show(`${nameOf(row.dyad.from)} – ${sayTop(row)} – ${nameOf(row.dyad.to)} · ${plural("events", row.events)}`)(event);
  });
  network.on("hoverNode", (event) => show(`${nameOf(event.node)} · ${t(ACTORS.get(event.node).kind)}`)(event));
  for (const end of ["blurEdge", "blurNode", "dragStart", "zoom"]) network.on(end, () => { tip.hidden = true; });
}

function listen() {
  network.on("click", ({ nodes: [actor], edges: [dyad] }) => {
    opener = null;
    if (actor !== undefined) go({ actor, dyad: "" });
    else if (dyad !== undefined) go({ dyad, actor: "", only: "" });
    else if (!state.only) go({ actor: "", dyad: "" });
  });
  network.on("doubleClick", ({ nodes: [actor] }) => actor !== undefined && go({ actor, dyad: "", only: "1" }));
  network.on("dragEnd", ({ nodes: dragged }) => {
    if (!state.only) for (const [id, spot] of Object.entries(network.getPositions(dragged))) moved.set(id, spot);
  });
  const on = (id, type, act) => byId(id).addEventListener(type, act);
  on("in", "click", () => network.moveTo({ scale: network.getScale() * 1.25 }));
  on("out", "click", () => network.moveTo({ scale: network.getScale() / 1.25 }));
  on("fit", "click", fit);
  on("only", "click", () => go({ only: state.only ? "" : "1", dyad: "" }));
  on("facts", "click", () => go({ facts: state.facts ? "" : "1" }));
  on("more", "click", () => { cap.actors += STEP.actors; cap.dyads += STEP.dyads; go({}); fit(); });
  on("png", "click", savePng);
  on("reset", "click", () => go({ off: "", status: DEFAULTS.status, from: "", to: "", confidence: "" }));
  on("skip", "click", () => { go({ view: "table" }); byId("dyads").focus(); });
  on("confidence", "input", (event) => go({ confidence: event.target.value === "0" ? "" : event.target.value }));
  for (const key of ["from", "to"]) on(key, "change", (event) => go({ [key]: event.target.value }));
  for (const node of document.querySelectorAll("button[data-lang]")) node.addEventListener("click", () => go({ lang: node.dataset.lang }));
  for (const node of document.querySelectorAll("[data-view]")) node.addEventListener("click", () => go({ view: node.dataset.view }));
  document.addEventListener("keydown", (event) => event.key === "Escape" && byId("matches").hidden && (state.actor || state.dyad) && close());
  addEventListener("hashchange", () => { readHash(); go({}); fit(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readPalette(); go({}); });
}

readPalette();
readHash();
searching();
tips();
listen();
go({});
fit();
// For the browser's console and the tests: where things stand, nothing to change them with.
globalThis.irkg = Object.freeze({ network, middle: (id) => middle(network.getPosition(DYADS.get(id).from), network.getPosition(DYADS.get(id).to)), state: () => ({ ...state }) });
