// Words, names, dates and elements: how anything is said in the language of the reader.
// It decides nothing about what is said.

const t = (key, ...values) => values.reduce((text, value, i) => text.replaceAll(`{${i}}`, () => value), Object.hasOwn(words[state.lang], key) ? words[state.lang][key] : key);
const plural = (key, n) => t(`${key}.${new Intl.PluralRules(state.lang).select(n) === "one" ? "one" : "other"}`, sayNumber(n));
const inLang = (labels, otherwise) => labels?.[state.lang] || labels?.en || otherwise;
const nameOf = (id) => (id ? inLang(ACTORS.get(id)?.labels, id) : t("noObject"));
const sayRelation = (relation) => inLang(relation.labels, relation.id);
const sayType = (type) => inLang(TYPES.get(type), type);
const sayNumber = (n) => new Intl.NumberFormat(state.lang).format(n);
const sayTop = (row) => sayRelation(row.top) + (row.others ? ` (+${row.others})` : "");
const sayDyad = (row) => [name(row.dyad.from), ` – ${sayTop(row)} – `, name(row.dyad.to)];

function sayDate(iso, month = "long") {
  const [year, m, day] = iso.split("-").map(Number);
  const date = new Date(Date.UTC(year, (m || 1) - 1, day || 1));
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(state.lang, { timeZone: "UTC", year: "numeric", ...(m && { month }), ...(day && { day: "numeric" }) }).format(date);
}

/** The day alone, where month and year stand above it; what has no day is said in full. */
function sayDay(iso) {
  const date = new Date(`${iso}T00:00Z`);
  if (iso.length < 10 || Number.isNaN(date.getTime())) return sayDate(iso, "short");
  return new Intl.DateTimeFormat(state.lang, { timeZone: "UTC", month: "short", day: "numeric" }).format(date);
}

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}
function shape(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined) node.setAttribute(key, value);
  node.append(...children);
  return node;
}
const button = (text, click, attributes = {}) => el("button", { type: "button", click, ...attributes }, text);
const name = (id) => el("bdi", {}, nameOf(id));

/** A link to another site, or plain text when the address is none that a browser should follow. */
function link(address, text) {
  if (!/^https?:\/\/[^/]/i.test(address)) return el("bdi", {}, text);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, text);
}

function fillWords() {
  const root = document.documentElement;
  root.lang = state.lang;
  if (state.theme) root.dataset.theme = state.theme;
  else delete root.dataset.theme;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = t(node.dataset.hint);
  for (const node of document.querySelectorAll("button[data-lang]")) node.setAttribute("aria-pressed", String(node.dataset.lang === state.lang));
  for (const node of document.querySelectorAll("button[data-view], button[data-beside]")) node.setAttribute("aria-pressed", String((node.dataset.view ?? node.dataset.beside) === state.view));
  for (const key of ["facts", "names", "only"]) byId(key).setAttribute("aria-pressed", String(Boolean(state[key])));
  for (const key of ["groups", "triads"]) byId(key).setAttribute("aria-pressed", String(state.pattern === key));
  document.title = data.title || t("start");
  byId("title").textContent = document.title;
  byId("about").textContent = sayAbout();
  byId("stage").hidden = !seesMap();
  byId("only").hidden = !state.actor || Boolean(state.path);
  byId("undo").hidden = steps === 0;
}

function sayAbout() {
  const { statements, articles, publishers, from, to } = data.about;
  const when = from ? [from.slice(0, 7) === to.slice(0, 7) ? sayDate(to) : `${sayDate(from.slice(0, 7), "short")} – ${sayDate(to.slice(0, 7), "short")}`] : [];
  return [...when, plural("articles", articles), plural("publishers", publishers), plural("statements", statements)].join(" · ");
}
