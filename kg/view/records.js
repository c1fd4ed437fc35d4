// What the file holds: actors, relations, articles, dyads and their statements; sentences only when somebody asks.
// It filters and draws nothing. Text from articles only ever becomes text nodes; nothing parses markup.

const byId = (id) => document.getElementById(id);
const parse = (node) => JSON.parse(node.textContent);
const words = parse(byId("words"));
const data = parse(byId("data"));

const ACTORS = new Map(data.actors.map((actor) => [actor.id, actor]));
const RELATIONS = new Map(data.relations.map((relation) => [relation.id, relation]));
const TYPES = new Map(Object.entries(data.types));
const HOME = new Map(data.network.nodes.map((node) => [node.id, node]));
const FACTS = new Set(data.facts);
const DYADS = new Map();
const STATEMENTS = [];
/** The dyads of each actor. */
const OF = new Map(data.actors.map((actor) => [actor.id, []]));

{
  const { relation, status, date, event, confidence, article, source, former } = data.statements;
  for (const [from, to, count] of data.dyads) {
    const dyad = { from: data.actors[from].id, to: to < 0 ? "" : data.actors[to].id, statements: [] };
    dyad.id = `${dyad.from}>${dyad.to}`;
    for (const end = STATEMENTS.length + count; STATEMENTS.length < end;) {
      const n = STATEMENTS.length;
      const of = data.relations[relation[n]];
      const s = {
        n, dyad, relation: of, fact: FACTS.has(of.type), status: data.statuses[status[n]], confidence: confidence[n],
        stated: date[n], date: date[n] || data.articles[article[n]].date || "", article: data.articles[article[n]],
        event: event[n] < 0 ? `s${n}` : event[n], source: data.sources[source[n]], former: [false, true][former[n]],
      };
      STATEMENTS.push(s);
      dyad.statements.push(s);
    }
    DYADS.set(dyad.id, dyad);
    for (const id of new Set([dyad.from, dyad.to])) OF.get(id)?.push(dyad);
  }
}

/** The sentence and its particulars; {} when the file keeps only that there is one. Pieces are parsed once, on demand. */
const pieces = document.querySelectorAll("script.evidence");
const opened = new Map();
function evidence(s) {
  const piece = Math.floor(s.n / data.piece);
  if (!opened.has(piece)) opened.set(piece, parse(pieces[piece]));
  return opened.get(piece)[s.n % data.piece];
}

/** −2 strong conflict … 2 strong cooperation. */
const step = (tone) => (Math.abs(tone) < 0.5 ? 0 : Math.sign(tone) * (Math.abs(tone) < 4 ? 1 : 2));
const stepOf = (s) => (s.fact ? 0 : step(s.relation.intensity));
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const countEvents = (statements) => new Set(statements.map((s) => s.event)).size;
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
