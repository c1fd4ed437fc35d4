// What the reader has chosen; everything here is in the address, so that whoever opens it sees the same.
// It knows no element of the page.

const PHONE = matchMedia("(max-width: 960px)");
const browserLang = () => data.look.lang || ((navigator.language || "en").toLowerCase().startsWith("fr") ? "fr" : "en");
const DEFAULTS = {
  lang: browserLang(), theme: data.look.theme, view: PHONE.matches ? "map" : "timeline", actor: "", dyad: "", only: "", open: "", path: "", pattern: "",
  facts: "", names: "", off: "", kinds: "", status: "actual", relation: "", source: "", publisher: "", from: "", to: "", confidence: "",
  sort: "number-", more: "", at: "", side: "", split: "",
};
/** What the back button undoes; other changes replace the address. */
const STEPS = ["actor", "dyad", "only", "open", "path", "pattern", "view"];
const FILTERS = ["off", "kinds", "status", "relation", "source", "publisher", "from", "to", "confidence"];
/** What stands beside the network, "map" for nothing; on a phone, what stands in its place. */
const VIEWS = ["map", "timeline", "table"];
/** Least and most percent of the page that the reader may give to what stands beside the network, and to the details in it. */
const SHARES = { side: [18, 70], split: [15, 85] };
const state = { ...DEFAULTS };
let steps = 0;

const seesMap = () => !PHONE.matches || state.view === "map";
const GROW = { actors: 80, arrows: 400, rows: 200 };
const cap = { rows: GROW.rows };
/** How many actors or arrows are drawn, the more the oftener the reader asked for more. */
const allowed = (key) => Math.min({ actors: data.network.most, arrows: 5000 }[key], frame[key] + GROW[key] * Number(state.more));
/** Where the reader has dragged an actor. */
const moved = new Map();

/** Actors whose neighbours are added to those of the chosen one; a list in JSON, since an id may hold any character. */
function opens() {
  try {
    const ids = JSON.parse(state.open || "[]");
    return Array.isArray(ids) ? ids.filter((id) => ACTORS.has(id)) : [];
  } catch {
    return [];
  }
}

function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const [key, value] of Object.entries(DEFAULTS)) state[key] = given.get(key) ?? value;
  if (!Object.hasOwn(words, state.lang)) state.lang = DEFAULTS.lang;
  if (!VIEWS.includes(state.view)) state.view = DEFAULTS.view;
  if (!["", "light", "dark"].includes(state.theme)) state.theme = DEFAULTS.theme;
  if (!["", "groups", "triads"].includes(state.pattern)) state.pattern = "";
  if (!/^\d{1,2}$/.test(state.more)) state.more = "";
  if (!ACTORS.has(state.actor)) state.actor = "";
  if (!ACTORS.has(state.path) || !state.actor) state.path = "";
  if (!DYADS.has(state.dyad)) state.dyad = "";
  for (const [key, [least, most]] of Object.entries(SHARES)) if (!(state[key] >= least && state[key] <= most)) state[key] = "";
}

function writeHash(push) {
  const differing = Object.entries(state).filter(([key, value]) => value !== DEFAULTS[key]);
  // Whoever opens the address sees it in the language in which it was shared.
  const hash = differing.length ? new URLSearchParams([...differing.filter(([key]) => key !== "lang"), ["lang", state.lang]]).toString() : "";
  if (hash === location.hash.slice(1)) return;
  if (push) steps += 1;
  history[push ? "pushState" : "replaceState"](steps, "", `#${hash}`);
}
