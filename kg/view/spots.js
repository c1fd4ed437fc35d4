// Where actors stand: at home, in a star around one of them, in layers along paths, or beside whom they know.
// It takes positions from the file and moves nothing that has one.

const FACE = data.network.options.nodes.font.face;
const CURVE = data.network.options.edges.smooth.roundness;
const NARROW = matchMedia("(max-width: 800px)").matches;
/** In pixels of the screen: what is smaller is not read. */
const LEGIBLE = 7.5;
const pen = document.createElement("canvas").getContext("2d");

/** Width and height of an actor's box. */
function boxOf(id) {
  const home = HOME.get(id);
  if (home) return home.box;
  pen.font = `14px ${FACE}`;
  return [Math.min(170, pen.measureText(nameOf(id)).width) + 14, 30];
}

const spotIn = ({ x, y, spots }, name) => (name === "wide" ? [x, y] : spots?.[name]);

/** How large the smallest name of a layout is, when all of it is seen in so much room. */
function letters({ name, actors }, [width, height]) {
  const all = data.network.nodes.slice(0, actors).filter((node) => spotIn(node, name));
  const reach = (i) => Math.max(...all.map((node) => spotIn(node, name)[i] + node.box[i] / 2)) - Math.min(...all.map((node) => spotIn(node, name)[i] - node.box[i] / 2));
  return 14 * Math.min(1.4, width / (reach(0) + 40), height / (reach(1) + 40));
}

/**
 * The layout with most actors whose names can be read in this window, else the one with the largest letters. It depends on
 * the window alone, not on what stands beside the network: the map must not jump when the reader drags or opens that.
 */
function chooseFrame() {
  const { frames, nodes: all } = data.network;
  const [wide] = frames;
  const room = PHONE.matches ? [innerWidth, Math.max(0.62 * innerHeight, 448) - 58] : [innerWidth - Math.min(416, 0.42 * innerWidth), innerHeight - 290];
  // Whoever asked for more actors than usual gets them, however small.
  if (!all.length || (data.network.asked && !NARROW)) return wide;
  const sized = frames.map((each) => ({ each, size: letters(each, room) }));
  return (sized.find(({ size }) => size >= LEGIBLE) ?? sized.reduce((best, one) => (one.size > best.size ? one : best))).each;
}
let frame = chooseFrame();

const homeOf = (id) => {
  const spot = HOME.has(id) && spotIn(HOME.get(id), frame.name);
  return spot ? { x: spot[0], y: spot[1] } : null;
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
  return pushApart(spots, centre);
}

/** Boxes that overlap give way to each other by the shorter way; one of them stays where it is. */
function pushApart(spots, fixed) {
  const all = [...spots].map(([id, spot]) => ({ id, spot, box: boxOf(id) }));
  for (let round = 0, moved = true; moved && round < 200; round += 1) {
    moved = false;
    all.forEach((a, i) => all.slice(i + 1).forEach((b) => {
      const over = [(a.box[0] + b.box[0]) / 2 + 12 - Math.abs(a.spot.x - b.spot.x), (a.box[1] + b.box[1]) / 2 + 10 - Math.abs(a.spot.y - b.spot.y)];
      if (over[0] <= 0.5 || over[1] <= 0.5) return;
      moved = true;
      const [axis, by] = over[1] <= over[0] ? ["y", over[1]] : ["x", over[0]];
      const way = a.spot[axis] <= b.spot[axis] ? 1 : -1;
      const share = a.id === fixed ? 0 : b.id === fixed ? 1 : 0.5;
      a.spot[axis] -= way * by * share;
      b.spot[axis] += way * by * (1 - share);
    }));
  }
  return spots;
}

/** One column for each step of the paths. */
function layers(paths) {
  const columns = paths[0].map((_, i) => [...new Set(paths.map((path) => path[i]))]);
  const spots = new Map();
  columns.forEach((ids, i) => ids.forEach((id, j) => {
    const across = (i - (columns.length - 1) / 2) * 420;
    const down = (j - (ids.length - 1) / 2) * 70;
    spots.set(id, NARROW ? { x: down * 2, y: across * 0.36 } : { x: across, y: down });
  }));
  return pushApart(spots, "");
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
