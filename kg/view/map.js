// The network: which actors and arrows are drawn, and how they look.
// It opens no panel and asks no server.

const EGO = 40;
const ALWAYS_NAMED = 8;
const NAME_SIZE = 14;
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
let palette = {};
/** What is on the canvas: {ids, pairs, spots, labelled, groups}, for the exports and the tests. */
let drawn = { ids: [], pairs: [], spots: new Map(), groups: [] };

const COLOURS = ["back", "text", "quiet", "dim", "dimtext", "state", "statetext", "body", "bodytext", "firm", "open", "opentext", "edge", "line", "tone2", "tone1", "tone0", "tone-1", "tone-2", "group0", "group1", "group2", "group3", "group4", "group5"];
function readPalette() {
  const probe = el("span", { hidden: true });
  document.body.append(probe);
  palette = Object.fromEntries(COLOURS.map((key) => { probe.style.color = `var(--${key})`; return [key, getComputedStyle(probe).color]; }));
  probe.remove();
}
/** How a kind of actor looks: fill, border width, dashes, radius of its corners. */
const LOOKS = {
  State: ["state", 1, false, 4], Organisation: ["open", 2.5, false, 4], Body: ["body", 1, false, 4], Person: ["open", 1, false, 14],
  Group: ["open", 1.5, [5, 3], 4], Company: ["firm", 1, false, 0], Place: ["body", 0, false, 0],
};
const kindOf = (id) => (Object.hasOwn(LOOKS, ACTORS.get(id)?.kind) ? ACTORS.get(id).kind : "Group");
const lookOf = (id) => LOOKS[kindOf(id)];
/** Conflict is dashed, so that it can be told from cooperation without colour; round ends fill as much of a gap as the line is wide. */
function dashOf(row) {
  if (row.fact) return [1, 4];
  const gap = Math.round(widthOf(row));
  return !row.certain ? [3, 5 + gap] : step(row.tone) < 0 ? [12, 5 + gap] : false;
}
const toneOf = (row) => (row.fact ? "quiet" : `tone${step(row.tone)}`);
const touches = (row, id) => row.dyad.from === id || row.dyad.to === id;
const otherEnd = (row, id) => (row.dyad.from === id ? row.dyad.to : row.dyad.from);

function choose() {
  if (state.actor && state.path) return choosePaths();
  return state.actor && state.only ? chooseEgo() : chooseWhole();
}

function choosePaths() {
  const paths = shortestPaths(state.actor, state.path);
  if (!paths.length) return { ids: [state.actor, state.path], pairs: [], spots: new Map([[state.actor, { x: -150, y: 0 }], [state.path, { x: 150, y: 0 }]]) };
  const steps = stepsOf(paths);
  return { ids: [...new Set(paths.flat())], pairs: rows.filter((row) => steps.has(row.dyad.id)), spots: layers(paths) };
}

function neighbours(id) {
  const near = rows.filter((row) => row.dyad.to && touches(row, id)).map((row) => otherEnd(row, id));
  return [...new Set(near)].filter((other) => other !== id).slice(0, EGO);
}

function chooseEgo() {
  const centre = state.actor;
  const around = neighbours(centre);
  const known = new Set([centre, ...around]);
  const brought = opens().filter((id) => around.includes(id)).map((id) => {
    const fresh = neighbours(id).filter((other) => !known.has(other));
    fresh.forEach((other) => known.add(other));
    return [id, fresh];
  });
  const own = rows.filter((row) => row.dyad.to && known.has(row.dyad.from) && known.has(row.dyad.to));
  const open = new Set([centre, ...opens()]);
  const pairs = own.filter((row, i) => i < 150 || open.has(row.dyad.from) || open.has(row.dyad.to));
  return { ids: [...known], pairs, spots: star(centre, around, brought) };
}

function chooseWhole() {
  const weight = new Map();
  const add = (id, n) => id && weight.set(id, (weight.get(id) ?? 0) + n);
  for (const row of rows) for (const id of new Set([row.dyad.from, row.dyad.to])) add(id, row.fact ? 0.2 : row.dyad.to ? row.events : 0.1);
  const rank = new Map(data.network.nodes.map(({ id }, i) => [id, i]));
  const ranked = [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a) || (rank.get(a) ?? 1e9) - (rank.get(b) ?? 1e9) || compare(a, b));
  let ids = ranked.slice(0, allowed("actors"));
  const wanted = state.dyad ? [DYADS.get(state.dyad).from, DYADS.get(state.dyad).to] : [state.actor];
  ids = [...new Set([...ids, ...wanted.filter(Boolean)])];
  if (state.facts) ids = withHolders(ids);
  const among = new Set(ids);
  const all = rows.filter((row) => row.dyad.to && among.has(row.dyad.from) && among.has(row.dyad.to));
  const degree = new Map();
  const pairs = all.filter((row, i) => {
    const { from, to } = row.dyad;
    const keep = i < allowed("arrows") || row.fact || (degree.get(from) ?? 0) < 2 || (degree.get(to) ?? 0) < 2 || touches(row, state.actor) || row.dyad.id === state.dyad;
    if (keep) for (const id of new Set([from, to])) degree.set(id, (degree.get(id) ?? 0) + 1);
    return keep;
  });
  // Who deals only with actors that are not drawn would stand alone.
  ids = ids.filter((id) => degree.has(id) || wanted.includes(id));
  return { ids, pairs, spots: atHome(ids, pairs), actors: ranked.length };
}

/** Those who hold offices of, or are members of, actors that are drawn. */
function withHolders(ids) {
  const among = new Set(ids);
  const near = rows.filter((row) => row.fact && row.dyad.to && among.has(row.dyad.from) !== among.has(row.dyad.to));
  return [...new Set([...ids, ...near.flatMap((row) => [row.dyad.from, row.dyad.to]).slice(0, 2 * EGO)])];
}

/** Who stands out while something is chosen: null when everything does. */
function lit(pairs) {
  if (state.dyad) return new Set([DYADS.get(state.dyad).from, DYADS.get(state.dyad).to]);
  if (!state.actor || state.path) return null;
  return new Set([state.actor, ...pairs.filter(shines).flatMap((row) => [row.dyad.from, row.dyad.to])]);
}
const shines = (row) => (state.dyad ? row.dyad.id === state.dyad : touches(row, state.actor) || (state.only && opens().some((id) => touches(row, id))));

function nodeLook(id, spot, shining) {
  const [fill, border, dashes, radius] = lookOf(id);
  const dim = shining && !shining.has(id);
  const chosen = id === state.actor || id === state.path;
  const colour = { background: dim ? palette.back : palette[fill], border: dim ? palette.dim : chosen ? palette.text : palette.edge };
  return {
    id, label: nameOf(id), shape: "box", ...spot,
    color: { ...colour, highlight: colour, hover: { ...colour, border: palette.text } },
    borderWidth: chosen ? 4 : border, borderWidthSelected: chosen ? 4 : Math.max(2, border),
    font: { size: HOME.get(id)?.font.size ?? 14, color: dim ? palette.dimtext : palette[fill === "firm" ? "bodytext" : `${fill}text`] },
    shapeProperties: { borderDashes: dashes, borderRadius: radius },
  };
}

function edgeLook(row, shining, labelled) {
  const { id, from, to } = row.dyad;
  const dim = shining && !shines(row);
  const colour = dim ? palette.dim : palette[toneOf(row)];
  return {
    id, from, to, named: labelled.has(id) ? sayTop(row) : "",
    color: { color: colour, highlight: colour, hover: colour }, width: widthOf(row) + (id === state.dyad ? 2 : 0),
    dashes: dashOf(row), arrows: { to: { enabled: row.directed && !row.fact } },
  };
}
const widthOf = (row) => (row.fact ? 1.2 : Math.min(9, 1.4 + 1.6 * Math.log2(row.events)));

/** Bring a DataSet to `items` in two calls: one at a time would redraw for each. */
function sync(set, items) {
  const keep = new Set(items.map((item) => item.id));
  set.remove(set.getIds().filter((id) => !keep.has(id)));
  set.update(items);
}

function draw() {
  drawn = choose();
  const { ids, pairs, spots } = drawn;
  const shining = lit(pairs);
  const wanted = shining ? pairs.filter(shines) : pairs;
  drawn.labelled = fitLabels(wanted, spots, state.names || state.path ? 60 : shining ? 25 : NARROW ? 0 : ALWAYS_NAMED);
  drawn.groups = state.pattern === "groups" ? communities() : [];
  sync(edges, []);
  sync(nodes, ids.map((id) => nodeLook(id, spots.get(id), shining)));
  // What shines is drawn last, on top of the rest.
  const looks = pairs.map((row) => edgeLook(row, shining, drawn.labelled)).reverse();
  sync(edges, looks.sort((a, b) => (a.color.color !== palette.dim) - (b.color.color !== palette.dim)));
  byId("nothing").hidden = ids.length > 0;
  byId("clear").hidden = !STATEMENTS.length;
  byId("why").textContent = t(rows.length ? "noArrow" : STATEMENTS.length ? "empty" : "noStatement");
  const actors = drawn.actors ?? ids.length;
  const dyads = rows.filter((row) => row.dyad.to).length;
  byId("amount").textContent = t("drawn", sayNumber(ids.length), sayNumber(Math.max(ids.length, actors)), sayNumber(pairs.length), sayNumber(dyads));
  byId("grow").hidden = !drawn.actors || (actors <= allowed("actors") && dyads <= pairs.length) || (allowed("actors") >= data.network.most && pairs.length >= 5000);
}

/** The middle and the size of a box as it is drawn; until then, as large as it may become. */
function drawnBox(id) {
  const { width, height } = network.body.nodes[id].shape;
  const [w, h] = boxOf(id);
  return { ...network.getPosition(id), w: width || w, h: height || h };
}

/** The rectangle in which all boxes and arcs lie. */
function extent() {
  const boxes = drawn.ids.map(drawnBox);
  const arcs = drawn.pairs.map(({ dyad: { from, to } }) => ({ ...bend(network.getPosition(from), network.getPosition(to)).middle, w: 0, h: 0 }));
  const all = [...boxes, ...arcs];
  if (!all.length) return { left: -100, top: -100, width: 200, height: 200 };
  const [left, top] = [Math.min(...all.map((b) => b.x - b.w / 2)), Math.min(...all.map((b) => b.y - b.h / 2))];
  return { left, top, width: Math.max(...all.map((b) => b.x + b.w / 2)) - left, height: Math.max(...all.map((b) => b.y + b.h / 2)) - top };
}

/** The names of relations, over all arrows: the library would let the next arrow strike them through. */
function relationNames(canvas) {
  if (network.getScale() * NAME_SIZE < 5) return;
  canvas.font = `${NAME_SIZE}px ${FACE}`;
  canvas.textAlign = "center";
  canvas.textBaseline = "middle";
  for (const { id, named } of edges.get({ filter: (edge) => edge.named })) {
    const { x, y } = network.body.edges[id].edgeType.getPoint(0.5);
    const width = canvas.measureText(named).width + 4;
    canvas.fillStyle = palette.back;
    canvas.fillRect(x - width / 2, y - NAME_SIZE / 2 - 1, width, NAME_SIZE + 2);
    canvas.fillStyle = palette.text;
    canvas.fillText(named, x, y);
  }
}

const groupLetter = (i) => String.fromCharCode(65 + (i % 26));

/** Halos of the groups behind their actors, and a letter on each for those who see no colours. */
function haloes(canvas) {
  drawn.groups.forEach((ids, i) => ids.forEach((id) => {
    if (!nodes.get(id)) return;
    const { x, y, w, h } = drawnBox(id);
    canvas.fillStyle = palette[`group${i % 6}`];
    canvas.beginPath();
    canvas.roundRect(x - w / 2 - 9, y - h / 2 - 9, w + 18, h + 18, 14);
    canvas.fill();
    canvas.fillStyle = palette.text;
    canvas.font = `bold 13px ${FACE}`;
    canvas.textAlign = "center";
    canvas.fillText(groupLetter(i), x + w / 2 + 4, y - h / 2 - 4);
  }));
}
