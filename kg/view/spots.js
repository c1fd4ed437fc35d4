// Where actors stand: at home, in a star around one of them, in layers along paths, or beside whom they know.
// It takes positions from the file and moves nothing that has one.

const FACE = data.network.options.nodes.font.face;
const CURVE = data.network.options.edges.smooth.roundness;
const NARROW = matchMedia("(max-width: 800px)").matches;
const pen = document.createElement("canvas").getContext("2d");

/** Width and height of an actor's box. */
function boxOf(id) {
  const home = HOME.get(id);
  if (home) return home.box;
  pen.font = `14px ${FACE}`;
  return [Math.min(170, pen.measureText(nameOf(id)).width) + 14, 30];
}

const homeOf = (id) => {
  const home = HOME.get(id);
  if (!home) return null;
  if (NARROW) return home.narrow ? { x: home.narrow[0], y: home.narrow[1] } : null;
  return { x: home.x, y: home.y };
};

/** Home for those who have one, and the nearest free spot beside their strongest neighbour for the rest. */
function atHome(ids, pairs) {
  const spots = new Map();
  for (const id of ids) { const spot = moved.get(id) ?? homeOf(id); if (spot) spots.set(id, spot); }
  for (const id of ids) if (!spots.has(id)) spots.set(id, beside(id, pairs, spots));
  return spots;
}

function beside(id, pairs, spots) {
  const row = pairs.find(({ dyad }) => (dyad.from === id && spots.has(dyad.to)) || (dyad.to === id && spots.has(dyad.from)));
  const { x, y } = row ? spots.get(row.dyad.from === id ? row.dyad.to : row.dyad.from) : { x: 0, y: 0 };
  const [w, h] = boxOf(id);
  const clear = (spot) => [...spots].every(([other, at]) => {
    const [ow, oh] = boxOf(other);
    return Math.abs(spot.x - at.x) > (w + ow) / 2 + 16 || Math.abs(spot.y - at.y) > (h + oh) / 2 + 14;
  });
  for (let turn = 1; ; turn += 1) {
    const angle = turn * 2.39996;
    const spot = { x: x + 54 * Math.sqrt(turn) * Math.cos(angle), y: y + 34 * Math.sqrt(turn) * Math.sin(angle) };
    if (turn > 3000 || clear(spot)) return spot;
  }
}

/** Actors around the chosen one on an ellipse (two when many); those that an opened one brings stand behind it. */
function star(centre, around, brought) {
  const from = homeOf(centre) ?? { x: 0, y: 0 };
  const angle = (id) => { const at = homeOf(id); return at ? Math.atan2(at.y - from.y, at.x - from.x) : Math.PI; };
  const ring = [...around].sort((a, b) => angle(a) - angle(b) || compare(a, b));
  const spots = new Map([[centre, { x: 0, y: 0 }]]);
  const reach = Math.max(1, ring.length / 20);
  const [wide, high] = NARROW ? [190, 260] : [430, 260];
  ring.forEach((id, i) => {
    const size = (ring.length > 14 && i % 2 ? 1.45 : 1) * reach;
    const turn = -Math.PI + (2 * Math.PI * (i + 0.5)) / ring.length;
    spots.set(id, { x: wide * size * Math.cos(turn), y: high * size * Math.sin(turn) });
  });
  const outer = 1.5 * reach * (ring.length > 14 ? 1.45 : 1);
  for (const [parent, ids] of brought) {
    const at = spots.get(parent);
    const turn = Math.atan2(at.y / high, at.x / wide);
    const fan = Math.min(1.6, 0.3 * ids.length);
    ids.forEach((id, i) => {
      const to = turn + (ids.length > 1 ? fan * (i / (ids.length - 1) - 0.5) : 0);
      const far = outer * (1 + 0.35 * (i % 2));
      spots.set(id, { x: wide * far * Math.cos(to), y: high * far * Math.sin(to) });
    });
  }
  return spots;
}

/** One column for each step of the paths. */
function layers(paths) {
  const columns = paths[0].map((_, i) => [...new Set(paths.map((path) => path[i]))]);
  const spots = new Map();
  columns.forEach((ids, i) => ids.forEach((id, j) => {
    const across = (i - (columns.length - 1) / 2) * 300;
    const down = (j - (ids.length - 1) / 2) * 70;
    spots.set(id, NARROW ? { x: down * 2, y: across * 0.5 } : { x: across, y: down });
  }));
  return spots;
}

/** The middle of a "curvedCW" edge, by the formula of vis-network; `via` is the point its curve bends to. */
function bend(a, b) {
  const share = 0.5 * CURVE + 0.5;
  const length = Math.hypot(b.x - a.x, a.y - b.y);
  const angle = Math.atan2(a.y - b.y, b.x - a.x) + share * Math.PI;
  const via = { x: a.x + share * length * Math.sin(angle), y: a.y + share * length * Math.cos(angle) };
  return { via, middle: { x: (a.x + b.x) / 4 + via.x / 2, y: (a.y + b.y) / 4 + via.y / 2 } };
}

/** The dyads whose label fits on the canvas without covering an actor or another label; strongest first. */
function fitLabels(wanted, spots, most) {
  pen.font = `14px ${FACE}`;
  const boxAt = (id, { x, y }) => ({ x, y, w: boxOf(id)[0], h: boxOf(id)[1] });
  const apart = (box, other) => Math.abs(box.x - other.x) >= (box.w + other.w) / 2 || Math.abs(box.y - other.y) >= (box.h + other.h) / 2;
  const taken = [...spots].map(([id, at]) => boxAt(id, at));
  const clear = (box) => taken.every((other) => apart(box, other));
  const found = new Set();
  for (const row of wanted.slice(0, 400)) {
    if (found.size >= most) break;
    const { from, to, id } = { ...row.dyad };
    if (row.fact && !state.facts) continue;
    const [a, b] = [spots.get(from), spots.get(to)];
    const box = { ...bend(a, b).middle, w: pen.measureText(sayTop(row)).width + 8, h: 20 };
    // The others are pale behind the chosen one, but its own two ends would cover its label.
    const fits = id === state.dyad ? apart(box, boxAt(from, a)) && apart(box, boxAt(to, b)) : Math.hypot(a.x - b.x, a.y - b.y) >= 0.8 * box.w && clear(box);
    if (from === to || !fits) continue;
    found.add(id);
    taken.push(box);
  }
  return found;
}
