// The network: which actors and arrows are drawn, where, and how they look.
// It opens no panel and asks no server; positions come with the file.

const EGO = 40;
const CURVE = data.network.options.edges.smooth.roundness;

// --- What is drawn -------------------------------------------------------------------------------------------------

const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const css = (key) => getComputedStyle(document.documentElement).getPropertyValue(`--${key}`).trim();
let palette = {};
let totals = [0, 0];
const readPalette = () => {
  const keys = ["back", "text", "quiet", "dim", "dimtext", "state", "statetext", "body", "bodytext", "open", "opentext", "edge", "line", "tone2", "tone1", "tone0", "tone-1", "tone-2"];
  palette = Object.fromEntries(keys.map((key) => [key, css(key)]));
};
const FILL = new Map(Object.entries({ State: "state", Organisation: "open", Body: "body", Place: "body", Person: "open", Group: "open", Company: "body" }));

function choose() {
  const weight = new Map();
  const add = (id, n) => id && weight.set(id, (weight.get(id) ?? 0) + n);
  for (const row of rows) for (const id of new Set([row.dyad.from, row.dyad.to])) add(id, row.fact ? 0.2 : row.dyad.to ? row.events : 0.1);
  const ranked = [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a) || (a < b ? -1 : 1));
  const focus = state.actor;
  const near = focus ? rows.filter((row) => row.dyad.to && (row.dyad.from === focus || row.dyad.to === focus)) : [];
  const neighbours = [...new Set(near.flatMap((row) => [row.dyad.from, row.dyad.to]))].filter((id) => id !== focus).slice(0, EGO);
  let ids = ranked.slice(0, cap.actors);
  if (focus && state.only) ids = [focus, ...neighbours];
  else if (focus && !ids.includes(focus)) ids = [...new Set([...ids, focus, ...neighbours])];
  if (state.dyad) ids = [...new Set([...ids, DYADS.get(state.dyad).from, DYADS.get(state.dyad).to].filter(Boolean))];
  const among = new Set(ids);
  const pairs = rows.filter((row) => row.dyad.to && among.has(row.dyad.from) && among.has(row.dyad.to));
  const chosen = pairs.filter((row, i) => i < cap.dyads || row.dyad.from === focus || row.dyad.to === focus || row.dyad.id === state.dyad);
  totals = [ranked.length, rows.filter((row) => row.dyad.to).length];
  return { ids, pairs: chosen };
}

/** Actors around the chosen one on an ellipse (two when many), in the order in which they stand in the whole network. */
function star(ids) {
  const [centre, ...around] = ids;
  const from = HOME.get(centre);
  const angle = (id) => Math.atan2(HOME.get(id).y - from.y, HOME.get(id).x - from.x);
  around.sort((a, b) => angle(a) - angle(b) || (a < b ? -1 : 1));
  const spots = new Map([[centre, { x: 0, y: 0 }]]);
  around.forEach((id, i) => {
    const size = around.length > 14 && i % 2 ? 1.45 : 1;
    const turn = -Math.PI + (2 * Math.PI * (i + 0.5)) / around.length;
    const reach = Math.max(1, around.length / 20);
    spots.set(id, { x: 430 * reach * size * Math.cos(turn), y: 270 * reach * size * Math.sin(turn) });
  });
  return spots;
}

function lit(pairs) {
  if (state.dyad) return new Set([DYADS.get(state.dyad).from, DYADS.get(state.dyad).to]);
  if (!state.actor) return null;
  const touching = pairs.filter((row) => row.dyad.from === state.actor || row.dyad.to === state.actor);
  return new Set([state.actor, ...touching.flatMap((row) => [row.dyad.from, row.dyad.to])]);
}

function nodeLook(id, spots, shining) {
  const home = HOME.get(id);
  const kind = ACTORS.get(id).kind;
  const fill = FILL.get(kind) ?? "open";
  const dim = shining && !shining.has(id);
  const chosen = id === state.actor;
  const colour = { background: dim ? palette.back : palette[fill], border: dim ? palette.dim : chosen ? palette.text : palette.edge };
  return {
    id, label: nameOf(id), shape: "box", ...(spots.get(id) ?? moved.get(id) ?? { x: home.x, y: home.y }),
    color: { ...colour, highlight: colour, hover: { ...colour, border: palette.text } },
    borderWidth: chosen ? 4 : kind === "Organisation" ? 2 : 1, borderWidthSelected: chosen ? 4 : 2,
    font: { size: home.font.size, color: dim ? palette.dimtext : palette[`${fill}text`] },
    shapeProperties: { borderDashes: kind === "Group" ? [5, 3] : false, borderRadius: kind === "Person" ? 14 : kind === "Place" ? 0 : 5 },
  };
}

function edgeLook(row, shining, labelled) {
  const { id, from, to } = row.dyad;
  const dim = shining && !(state.dyad ? id === state.dyad : from === state.actor || to === state.actor);
  const colour = dim ? palette.dim : row.fact ? palette.quiet : palette[`tone${step(row.tone)}`];
  return {
    id, from, to, ...(labelled.has(id) && { label: sayTop(row) }),
    color: { color: colour, highlight: colour, hover: colour },
    width: row.fact ? 1 : Math.min(9, 1.2 + 1.5 * Math.log2(row.events)) + (id === state.dyad ? 2 : 0),
    dashes: row.fact ? [1, 4] : row.certain ? false : [8, 6],
    arrows: { to: { enabled: row.directed && !row.fact } },
    font: { size: 13, color: palette.text, background: palette.back, strokeWidth: 0, align: "horizontal" },
  };
}

/** The dyads whose label fits on the canvas without covering an actor or another label; strongest first. */
function fitLabels(pairs, places, shining) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = "13px arial";
  const taken = [...places].map(([id, { x, y }]) => ({ x, y, w: HOME.get(id).box[0], h: HOME.get(id).box[1] }));
  const clear = (box) => taken.every((other) => Math.abs(box.x - other.x) >= (box.w + other.w) / 2 || Math.abs(box.y - other.y) >= (box.h + other.h) / 2);
  const wanted = shining ? pairs.filter(({ dyad }) => (state.dyad ? dyad.id === state.dyad : dyad.from === state.actor || dyad.to === state.actor)) : pairs;
  const found = new Set();
  const most = wanted.length > 150 ? 15 : 40;
  for (const row of wanted.slice(0, 400)) {
    if (found.size >= most || row.fact) break;
    const a = places.get(row.dyad.from);
    const b = places.get(row.dyad.to);
    const box = { ...middle(a, b), w: pen.measureText(sayTop(row)).width + 8, h: 20 };
    if (row.dyad.id !== state.dyad && (row.dyad.from === row.dyad.to || Math.hypot(a.x - b.x, a.y - b.y) < 0.8 * box.w || !clear(box))) continue;
    found.add(row.dyad.id);
    taken.push(box);
  }
  return found;
}

/** The middle of a "curvedCW" edge, by the formula of vis-network. */
function middle(a, b) {
  const share = 0.5 * CURVE + 0.5;
  const length = Math.hypot(b.x - a.x, a.y - b.y);
  const angle = Math.atan2(a.y - b.y, b.x - a.x) + share * Math.PI;
  const via = { x: a.x + share * length * Math.sin(angle), y: a.y + share * length * Math.cos(angle) };
  return { x: (a.x + b.x) / 4 + via.x / 2, y: (a.y + b.y) / 4 + via.y / 2 };
}

/** Bring a DataSet to `items` in two calls: one at a time would redraw for each. */
function sync(set, items) {
  const keep = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !keep.has(id)));
  set.update(items);
}

function draw() {
  const { ids, pairs } = choose();
  const spots = state.only && state.actor ? star(ids) : new Map();
  const shining = lit(pairs);
  const nodeLooks = ids.map((id) => nodeLook(id, spots, shining));
  const places = new Map(nodeLooks.map(({ id, x, y }) => [id, { x, y }]));
  const labelled = fitLabels(pairs, places, shining);
  sync(edges, []);
  sync(nodes, nodeLooks);
  // What shines is drawn last, on top of the rest.
  const looks = pairs.map((row) => edgeLook(row, shining, labelled)).reverse();
  sync(edges, looks.sort((a, b) => (a.color.color !== palette.dim) - (b.color.color !== palette.dim)));
  byId("drawn").textContent = t("drawn", ids.length, Math.max(ids.length, totals[0]), pairs.length, totals[1]);
  byId("more").hidden = Boolean(state.only) || (totals[0] <= cap.actors && totals[1] <= cap.dyads);
  byId("only").disabled = !state.actor;
  byId("only").setAttribute("aria-pressed", String(Boolean(state.only)));
  byId("facts").setAttribute("aria-pressed", String(Boolean(state.facts)));
}
