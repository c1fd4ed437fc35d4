// What a reader opens: the sentences and sources behind an arrow, and how to cite them.
// It changes the state through go() alone.

/** What opened the panel, so that closing it gives the keyboard back. */
let opener = null;
let lastShown = "";
/** An actor outside the drawing gets a drawing of its own: there is no place for it in the whole. */
const goActor = (id) => go({ actor: id, dyad: "", path: "", open: "", pattern: "", only: state.only || (seesMap() && !nodes.get(id)) ? "1" : "" }, { focus: true, centre: true });
const goDyad = (id) => go({ dyad: id, actor: "", only: "", path: "", open: "", pattern: "" }, { focus: true, centre: true });
const toActor = (id) => button(name(id), () => goActor(id));

function quote(s) {
  const { quote: text, span = [], lang } = evidence(s);
  const points = Array.from(text);
  // Between the bounds of the marks lie, by turns, plain and marked words.
  const bounds = [0, ...span, points.length];
  const parts = bounds.slice(1).map((end, i) => { const part = points.slice(bounds[i], end).join(""); return i % 2 ? el("mark", {}, part) : part; });
  return el("blockquote", { lang, dir: "auto" }, parts);
}

function cite(s) {
  const { title, publisher, date, url } = s.article;
  const where = [publisher, date && sayDate(date)].filter(Boolean).join(", ");
  return el("cite", {}, link(url ?? "", title || url || t("source")), where ? el("bdi", {}, ` – ${where}`) : "");
}

function badges(s, reports, { brief = false } = {}) {
  return [
    el("span", { class: "badge" }, sayType(s.relation.type)),
    brief && s.status === "actual" ? null : el("span", { class: s.status === "actual" ? "badge" : "badge doubt" }, t(s.status)),
    s.former === undefined ? null : el("span", { class: "badge" }, t(s.former ? "former" : "current")),
    reports > 1 ? el("span", { class: "badge" }, t("reports", reports)) : null,
  ];
}

/** The statement as a line that can stand in a footnote. */
function citation(s) {
  const { title, publisher, date, url } = s.article;
  const source = [title && t("quoted", title), publisher, date && sayDate(date), url].filter(Boolean).join(", ");
  const whom = s.dyad.to ? ` – ${nameOf(s.dyad.to)}` : "";
  return `${nameOf(s.dyad.from)} – ${sayRelation(s.relation)}${whom} (${[s.date && sayDate(s.date), t(s.status)].filter(Boolean).join(", ")})${t("whose", "")}${t("quoted", evidence(s).quote)} ${source}.`;
}

/** A query that asks the graph for every statement from one actor to another, with its sentence. */
function sparql(dyad) {
  const [from, to] = [ACTORS.get(dyad.from), ACTORS.get(dyad.to)];
  const base = from.iri.slice(0, from.iri.length - `id/${from.id}`.length);
  const iri = (text) => `<${text.replace(/[\x00-\x20<>"{}|\\^`]/g, encodeURIComponent)}>`;
  return [
    `PREFIX ir: ${iri(`${base}ontology#`)}`, "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>", "PREFIX prov: <http://www.w3.org/ns/prov#>",
    "PREFIX schema: <https://schema.org/>", "PREFIX oa: <http://www.w3.org/ns/oa#>", "SELECT ?relation ?status ?date ?sentence ?headline ?url WHERE {",
    `  ?statement rdf:subject ${iri(from.iri)} ; rdf:predicate ?relation ; ir:status ?status ;`,
    ...(to ? [`    rdf:object ${iri(to.iri)} ;`] : []),
    "    prov:wasQuotedFrom ?article ; oa:hasTarget ?span .", "  ?span oa:hasSelector ?selector . ?selector oa:exact ?sentence .",
    ...(to ? [] : ["  FILTER NOT EXISTS { ?statement rdf:object ?object }"]),
    "  OPTIONAL { ?statement ir:date ?date }", "  OPTIONAL { ?article schema:headline ?headline }", "  OPTIONAL { ?article schema:url ?url }", "} ORDER BY ?date",
  ].join("\n");
}

function copyButton(key, text) {
  return button(t(key), async () => { await copy(text()); say(t("copied")); }, { class: "small" });
}

/** The clipboard may be closed to a file; the old way needs no permission. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { "aria-hidden": "true" });
    area.value = text;
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    before?.focus();
  }
}
function say(text) {
  byId("word").textContent = text;
  setTimeout(() => { byId("word").textContent = ""; }, 2500);
}

function card(s, reports) {
  const { agent, objectAgent, theme, count, place, office } = evidence(s);
  const { from, to } = s.dyad;
  const detail = [
    ["date", s.stated ? sayDate(s.stated) : ""], ["saidBy", inLang(s.source, "")], ["through", agent], ["towards", objectAgent], ["office", office],
    ["theme", theme], ["count", count], ["place", place], ["sure", `${Math.round(s.confidence * 100)} %`],
  ].filter(([, value]) => value !== undefined && value !== "");
  return el("article", { class: `card tone${stepOf(s)}`, id: `card-${s.n}` },
    el("p", { class: "what" }, name(from), " – ", sayRelation(s.relation), to ? [" – ", name(to)] : null),
    el("div", {}, badges(s, reports)), quote(s),
    el("dl", {}, detail.map(([key, value]) => [el("dt", {}, t(key)), el("dd", {}, el("bdi", {}, String(value)))])),
    cite(s), " ", copyButton("citation", () => citation(s)));
}

function cards(statements) {
  const reports = new Map();
  for (const s of statements) reports.set(s.event, (reports.get(s.event) ?? 0) + 1);
  const full = statements.filter((s) => evidence(s).quote !== undefined);
  const bare = statements.filter((s) => evidence(s).quote === undefined);
  const sources = [...new Map(bare.map((s) => [s.article, s])).values()];
  return [
    ...full.map((s) => card(s, reports.get(s.event))),
    bare.length ? el("p", { class: "quiet" }, plural("moreStatements", bare.length), " ", t("askGraph")) : null,
    bare.length ? el("ul", {}, sources.slice(0, 50).map((s) => el("li", {}, cite(s)))) : null,
  ];
}

/** A group that fills itself when it is opened: an actor may have thousands of statements. */
function group(title, statements) {
  const box = el("details", {}, el("summary", {}, title, ` (${sayNumber(statements.length)})`));
  box.addEventListener("toggle", () => box.childElementCount === 1 && box.append(...cards(statements).filter(Boolean)));
  return box;
}

function dyadPanel(id) {
  const dyad = DYADS.get(id);
  const passes = sieve();
  const statements = dyad.statements.filter(passes);
  const back = DYADS.get(`${dyad.to}>${dyad.from}`);
  const tally = new Map();
  for (const s of statements) tally.set(s.relation, (tally.get(s.relation) ?? 0) + 1);
  const relations = [...tally].sort((a, b) => b[1] - a[1] || compare(a[0].id, b[0].id));
  return [
    el("p", { class: "quiet" }, `${plural("events", countEvents(statements))} · ${plural("statements", statements.length)}`),
    relations.length > 1 ? el("ul", { class: "relations" }, relations.map(([relation, n]) => el("li", { class: `tone${FACTS.has(relation.type) ? 0 : step(relation.intensity)}` }, sayRelation(relation), n > 1 ? el("span", { class: "quiet" }, ` × ${n}`) : null))) : null,
    el("p", { class: "links ways" },
      toActor(dyad.from), dyad.to ? toActor(dyad.to) : null, back && back !== dyad ? button(t("back"), () => goDyad(back.id)) : null,
      copyButton("sparql", () => sparql(dyad))),
    ...(statements.length ? cards(statements) : [el("p", {}, t("empty"))]),
  ];
}

function fillPanel(focus) {
  const panel = byId("panel");
  const title = el("h2", { tabindex: "-1" });
  const open = state.dyad || state.actor || state.pattern;
  if (state.dyad) title.append(name(DYADS.get(state.dyad).from), " → ", name(DYADS.get(state.dyad).to));
  else if (state.actor) title.append(name(state.actor), ...(state.path ? [" ⋯ ", name(state.path)] : []));
  else title.append(t(state.pattern || "standsOut"));
  // On a phone, list and table stand below: what nobody has opened must not hide them.
  panel.hidden = !seesMap() && !open;
  const body = state.dyad ? dyadPanel(state.dyad) : state.actor && state.path ? pathPanel() : state.actor ? actorPanel(state.actor)
    : state.pattern === "groups" ? groupsPanel() : state.pattern === "triads" ? triadsPanel() : startPanel();
  panel.replaceChildren(el("header", {}, title, open ? button(t("close"), close, { id: "close" }) : ""), ...body.filter(Boolean));
  panel.scrollTop = 0;
  // On a phone the panel lies below: what was tapped must not open out of sight.
  const shown = state.dyad || state.actor;
  if (PHONE.matches && shown && shown !== lastShown) panel.scrollIntoView({ block: "start" });
  lastShown = shown;
  if (focus) title.focus();
}

function close() {
  if (state.path) go({ path: "", dyad: "" });
  else if (state.dyad && state.actor) go({ dyad: "" });
  else go({ actor: "", dyad: "", only: "", open: "", pattern: "" });
  // The table was drawn again: what opened the panel is there under its id.
  if (opener?.id) byId(opener.id)?.focus();
  else if (PHONE.matches) document.querySelector("main").scrollIntoView({ block: "start" });
}
