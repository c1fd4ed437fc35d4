// What the page knows and what passes the filters: the records, the shared address, the words.
// It draws nothing. Text from articles only ever becomes text nodes; nothing here parses markup.

const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);
const words = read("words");
const data = read("data");

const ACTORS = new Map(data.actors.map((actor) => [actor.id, actor]));
const RELATIONS = new Map(Object.entries(data.relations));
const TYPES = new Map(Object.entries(data.types));
const DYADS = new Map(data.dyads.map((dyad) => [dyad.id, dyad]));
const HOME = new Map(data.network.nodes.map((node) => [node.id, node]));
const STATUSES = ["actual", "planned", "demanded", "possible", "denied"];
const STEP = { actors: 80, dyads: 400, rows: 200 };

for (const dyad of data.dyads) for (const s of dyad.statements) s.dyad = dyad;
const OF = new Map(data.actors.map((actor) => [actor.id, []]));
for (const dyad of data.dyads) for (const id of new Set([dyad.from, dyad.to])) OF.get(id)?.push(dyad);

// --- State: everything that a shared address restores --------------------------------------------------------------

const browserLang = () => ((navigator.language || "en").toLowerCase().startsWith("fr") ? "fr" : "en");
const DEFAULTS = { lang: browserLang(), view: "map", actor: "", dyad: "", only: "", facts: "", off: "", status: "actual", from: "", to: "", confidence: "" };
const state = { ...DEFAULTS };
const cap = { ...STEP };
const moved = new Map();
let opener = null;

function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const [key, value] of Object.entries(DEFAULTS)) state[key] = given.get(key) ?? value;
  if (!Object.hasOwn(words, state.lang)) state.lang = DEFAULTS.lang;
  if (!ACTORS.has(state.actor)) state.actor = "";
  if (!DYADS.has(state.dyad)) state.dyad = "";
}

function writeHash() {
  const differing = Object.entries(state).filter(([key, value]) => value !== DEFAULTS[key]);
  // Whoever opens the address sees it in the language in which it was shared.
  const hash = differing.length ? new URLSearchParams([...differing.filter(([key]) => key !== "lang"), ["lang", state.lang]]).toString() : "";
  if (hash !== location.hash.slice(1)) history.replaceState(null, "", `#${hash}`);
}

// --- Words ---------------------------------------------------------------------------------------------------------

const t = (key, ...values) => values.reduce((text, value, i) => text.replace(`{${i}}`, () => value), Object.hasOwn(words[state.lang], key) ? words[state.lang][key] : key);
const plural = (key, n) => t(`${key}.${new Intl.PluralRules(state.lang).select(n) === "one" ? "one" : "other"}`, n);
const inLang = (labels, otherwise) => labels?.[state.lang] || labels?.en || otherwise;
const nameOf = (id) => (id ? inLang(ACTORS.get(id)?.labels, id) : t("noObject"));
const relationOf = (s) => RELATIONS.get(s.relation);
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const article = (s) => data.articles[s.article];
const dateOf = (s) => s.date || article(s).date || "";

function sayDate(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const date = new Date(Date.UTC(year, (month || 1) - 1, day || 1));
  if (Number.isNaN(date.getTime())) return iso;
  const style = { timeZone: "UTC", year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }) };
  return new Intl.DateTimeFormat(state.lang, style).format(date);
}

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}
const button = (text, click, attributes = {}) => el("button", { type: "button", click, ...attributes }, text);
const name = (id) => el("bdi", {}, nameOf(id));

/** A link to another site, or plain text when the address is none that a browser should follow. */
function link(address, text) {
  if (!/^https?:\/\/[^/]/i.test(address)) return el("bdi", {}, text);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, text);
}

// --- Filters -------------------------------------------------------------------------------------------------------

const isFact = (s) => data.facts.includes(relationOf(s).type);

function inTime(s) {
  if (!state.from && !state.to) return true;
  const date = dateOf(s);
  // A year or a month passes when any of its days does.
  return date !== "" && (!state.to || date.padEnd(10, "-01") <= state.to) && (!state.from || date + "-12-31".slice(date.length - 4) >= state.from);
}

function passes(s, off = new Set(state.off.split(" ")), statuses = state.status.split(" ")) {
  return statuses.includes(s.status) && s.confidence >= Number(state.confidence) && inTime(s) && (isFact(s) || !off.has(relationOf(s).type));
}

const countEvents = (statements) => new Set(statements.map((s) => s.event ?? s)).size;
const step = (tone) => (Math.abs(tone) < 0.5 ? 0 : Math.sign(tone) * (Math.abs(tone) < 4 ? 1 : 2));
const stepOf = (s) => (isFact(s) ? 0 : step(relationOf(s).intensity));

/** What the drawn arrow or table row says about the statements of a dyad that pass; null when none does. */
function summarise(dyad, off, statuses) {
  const kept = dyad.statements.filter((s) => (state.facts || !isFact(s)) && passes(s, off, statuses));
  if (!kept.length) return null;
  const acts = kept.filter((s) => !isFact(s));
  const tally = new Map();
  for (const s of kept) tally.set(s.relation, (tally.get(s.relation) ?? 0) + (isFact(s) ? 0.01 : 1));
  const [top] = [...tally].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0];
  return {
    dyad, kept, top, others: tally.size - 1,
    fact: !acts.length,
    events: countEvents(acts.length ? acts : kept),
    tone: acts.length ? acts.reduce((sum, s) => sum + relationOf(s).intensity, 0) / acts.length : 0,
    certain: kept.some((s) => s.status === "actual"),
    directed: kept.some((s) => !relationOf(s).symmetric),
    last: kept.map(dateOf).sort().at(-1),
  };
}
const sayTop = (row) => inLang(RELATIONS.get(row.top).labels, row.top) + (row.others ? ` (+${row.others})` : "");

let rows = [];
function sift() {
  const off = new Set(state.off.split(" "));
  const statuses = state.status.split(" ");
  rows = data.dyads.map((dyad) => summarise(dyad, off, statuses)).filter(Boolean);
  rows.sort((a, b) => a.fact - b.fact || b.events - a.events || (a.dyad.id < b.dyad.id ? -1 : 1));
}
