// Shortest paths, groups and triads among the actors that pass the filters.
// Plain graph algorithms in a fixed order: no random number, no element of the page.

/** All shortest paths between two actors, whatever the direction, strongest first, at most `most`. */
function shortestPaths(start, goal, most = 12) {
  const near = tied();
  const far = new Map([[start, 0]]);
  for (const queue = [start]; queue.length && !far.has(goal);) {
    const next = [];
    for (const id of queue.splice(0)) for (const other of near.get(id)?.keys() ?? []) if (!far.has(other)) { far.set(other, far.get(id) + 1); next.push(other); }
    queue.push(...next);
  }
  if (!far.has(goal)) return [];
  let paths = [[goal]];
  for (let left = far.get(goal); left > 0; left -= 1) {
    paths = paths.flatMap((path) => [...near.get(path[0])].filter(([id]) => far.get(id) === left - 1)
      .sort((a, b) => b[1].weight - a[1].weight || compare(a[0], b[0])).map(([id]) => [id, ...path])).slice(0, 500);
  }
  const strength = (path) => Math.min(...path.slice(1).map((id, i) => near.get(path[i]).get(id).weight));
  return paths.sort((a, b) => strength(b) - strength(a) || compare(a.join(), b.join())).slice(0, most);
}

/** The dyads along these paths, in both directions. */
const stepsOf = (paths) => new Set(paths.flatMap((path) => path.slice(1).flatMap((id, i) => [`${path[i]}>${id}`, `${id}>${path[i]}`])));

/** Groups of actors that deal more with each other than with the rest: the Louvain method, largest group first. */
const communities = once(() => {
  const near = tied();
  let members = [...near.keys()].sort(compare).map((id) => [id]);
  let links = members.map(([id]) => new Map());
  const at = new Map(members.map(([id], i) => [id, i]));
  for (const [id, others] of near) for (const [other, { weight }] of others) links[at.get(id)].set(at.get(other), weight);
  for (let changed = true; changed;) {
    const home = louvainLevel(links);
    const names = [...new Set(home)];
    changed = names.length < members.length;
    const number = new Map(names.map((each, i) => [each, i]));
    const merged = names.map(() => []);
    const joined = names.map(() => new Map());
    members.forEach((ids, i) => merged[number.get(home[i])].push(...ids));
    links.forEach((row, i) => row.forEach((weight, j) => {
      const [a, b] = [number.get(home[i]), number.get(home[j])];
      joined[a].set(b, (joined[a].get(b) ?? 0) + weight);
    }));
    [members, links] = [merged, joined];
  }
  return members.filter((ids) => ids.length > 2).sort((a, b) => b.length - a.length || compare(a[0], b[0]));
});

/** Each node moves to the neighbouring group that raises modularity most, until none does. */
function louvainLevel(links) {
  const home = links.map((_, i) => i);
  const degree = links.map((row) => [...row.values()].reduce((sum, weight) => sum + weight, 0));
  const total = degree.reduce((sum, each) => sum + each, 0) || 1;
  const inside = [...degree];
  for (let round = 0, moves = 1; moves && round < 30; round += 1) {
    moves = 0;
    links.forEach((row, i) => {
      const gain = new Map();
      for (const [j, weight] of row) if (j !== i) gain.set(home[j], (gain.get(home[j]) ?? 0) + weight);
      inside[home[i]] -= degree[i];
      const worth = (group) => (gain.get(group) ?? 0) - (inside[group] * degree[i]) / total;
      let best = home[i];
      for (const group of [...gain.keys()].sort((a, b) => a - b)) if (worth(group) > worth(best) + 1e-9) best = group;
      if (best !== home[i]) moves += 1;
      inside[best] += degree[i];
      home[i] = best;
    });
  }
  return home;
}

/** Triangles of cooperation and conflict: balanced when the product of their signs is positive (Heider). */
const signedTriads = once(() => {
  const near = tied();
  const found = { balanced: [], unbalanced: [] };
  const reach = new Map([...near].map(([id, others]) => [id, [...others].filter(([, tie]) => tie.sign)]));
  for (const [a, others] of reach) {
    for (const [b, ab] of others) {
      if (b <= a) continue;
      for (const [c, bc] of reach.get(b)) {
        const ac = c > b ? near.get(a).get(c) : null;
        if (!ac?.sign) continue;
        const ties = [ab, bc, ac];
        const product = ab.sign * bc.sign * ac.sign;
        found[product > 0 ? "balanced" : "unbalanced"].push({ ids: [a, b, c], signs: ties.map((tie) => tie.sign), weight: Math.min(...ties.map((tie) => tie.weight)) });
      }
    }
  }
  for (const triads of Object.values(found)) triads.sort((x, y) => y.weight - x.weight || compare(x.ids.join(), y.ids.join()));
  return found;
});
