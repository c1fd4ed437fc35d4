// Which statements pass the filters, and what is said of each dyad that they belong to.
// It knows no element of the page; everything that is shown starts from `rows`.

const list = (key) => state[key].split(" ").filter(Boolean);

function inTime(s) {
  if (!state.from && !state.to) return true;
  // A year or a month passes when any of its days does.
  return s.date !== "" && (!state.to || s.date.padEnd(10, "-01") <= state.to) && (!state.from || s.date + "-12-31".slice(s.date.length - 4) >= state.from);
}

/** The test that a statement must pass, made once for many. */
function sieve({ time = true } = {}) {
  const off = new Set(list("off"));
  const statuses = new Set(list("status"));
  const kinds = new Set(list("kinds"));
  const least = Number(state.confidence);
  const hidden = (id) => kinds.has(ACTORS.get(id)?.kind);
  return (s) => statuses.has(s.status) && s.confidence >= least && (!time || inTime(s)) && (s.fact || !off.has(s.relation.type))
    && (!state.relation || s.relation.id === state.relation) && (!state.source || s.source?.en === state.source)
    && (!state.publisher || s.article.publisher === state.publisher)
    && (!kinds.size || (!hidden(s.dyad.from) && !hidden(s.dyad.to)));
}

/** What the drawn arrow or table row says about the statements of a dyad that pass; null when none does. */
function summarise(dyad, passes) {
  const kept = dyad.statements.filter((s) => (state.facts || !s.fact) && passes(s));
  if (!kept.length) return null;
  const acts = kept.filter((s) => !s.fact);
  const tally = new Map();
  for (const s of kept) tally.set(s.relation, (tally.get(s.relation) ?? 0) + (s.fact ? 0.01 : 1));
  const tone = acts.length ? acts.reduce((sum, s) => sum + s.relation.intensity, 0) / acts.length : 0;
  // What names the arrow must say why it has its colour: one great deed may outweigh two small ones.
  const agrees = ({ intensity }) => Number(step(tone) !== 0 && Math.sign(intensity) === Math.sign(tone));
  const [[top]] = [...tally].sort((a, b) => agrees(b[0]) - agrees(a[0]) || b[1] - a[1] || compare(a[0].id, b[0].id));
  return {
    dyad, top, others: tally.size - 1, fact: !acts.length, events: countEvents(acts.length ? acts : kept),
    good: countEvents(acts.filter((s) => stepOf(s) > 0)), bad: countEvents(acts.filter((s) => stepOf(s) < 0)),
    tone, certain: kept.some((s) => s.status === "actual"), directed: kept.some((s) => !s.relation.symmetric),
    last: kept.reduce((last, s) => (s.date > last ? s.date : last), ""),
  };
}

/** The dyads that the reader looks at: along the paths between two actors, of the chosen actor, or all. */
function chosenDyads() {
  if (state.actor && state.path) return [...stepsOf(shortestPaths(state.actor, state.path))].map((id) => DYADS.get(id)).filter(Boolean);
  return state.actor ? OF.get(state.actor) : [...DYADS.values()];
}

let rows = [];
let rowOf = new Map();
/** Undirected: who deals with whom, with weight and sign. */
let ties = new Map();

let sifted = "";

/** What a question about `rows` was answered, until other rows pass the filters. */
function once(ask) {
  let asked = null;
  let answer;
  return () => {
    if (asked !== rows) [asked, answer] = [rows, ask()];
    return answer;
  };
}

function sift() {
  const key = JSON.stringify([...FILTERS, "facts"].map((each) => state[each]));
  if (key === sifted) return;
  sifted = key;
  const passes = sieve();
  rows = [...DYADS.values()].map((dyad) => summarise(dyad, passes)).filter(Boolean);
  rows.sort((a, b) => a.fact - b.fact || b.events - a.events || compare(a.dyad.id, b.dyad.id));
  rowOf = new Map(rows.map((row) => [row.dyad.id, row]));
  ties = null;
}

/** Neighbours of each actor: Map of id → Map of id → {weight, tone}; made when a pattern or a path is asked for. */
function tied() {
  if (ties) return ties;
  ties = new Map();
  const add = (one, other, row) => {
    if (!ties.has(one)) ties.set(one, new Map());
    const tie = ties.get(one).get(other) ?? { weight: 0, sum: 0 };
    tie.weight += row.events;
    tie.sum += row.tone * row.events;
    ties.get(one).set(other, tie);
  };
  for (const row of rows) {
    const { from, to } = row.dyad;
    if (!to || from === to) continue;
    add(from, to, row);
    add(to, from, row);
  }
  for (const near of ties.values()) for (const tie of near.values()) tie.sign = Math.sign(step(tie.sum / tie.weight));
  return ties;
}
