// What a reader opens: the sentences and sources behind an arrow, the acts of an actor, the table of dyads.
// It changes the state through go() alone.

// --- Panel ---------------------------------------------------------------------------------------------------------

/** An actor outside the drawing gets a drawing of its own: its place in the whole lies too far from its neighbours. */
const goActor = (id) => go({ actor: id, dyad: "", only: state.only || !nodes.get(id) ? "1" : "" }, { focus: true, centre: true });
const goDyad = (id) => go({ dyad: id, actor: "", only: "" }, { focus: true, centre: true });

function quote(s) {
  const points = Array.from(s.quote);
  const [start, end] = s.span ?? [0, 0];
  const part = (from, to) => points.slice(from, to).join("");
  return el("blockquote", { lang: s.lang, dir: "auto" }, part(0, start), end > start ? el("mark", {}, part(start, end)) : null, part(end));
}

function cite(s) {
  const { title, publisher, date, url } = article(s);
  const where = [publisher, date && sayDate(date)].filter(Boolean).join(", ");
  return el("cite", {}, link(url ?? "", title || url || t("source")), where ? el("bdi", {}, ` – ${where}`) : "");
}

function card(s, reports) {
  const relation = relationOf(s);
  const { from, to } = s.dyad;
  const detail = [
    ["date", s.date ? sayDate(s.date) : ""], ["through", s.agent], ["towards", s.objectAgent], ["saidBy", s.source], ["office", s.office],
    ["theme", s.theme], ["count", s.count], ["place", s.place], ["sure", s.confidence.toFixed(2)],
  ].filter(([, value]) => value !== undefined && value !== "");
  return el("article", { class: `card tone${stepOf(s)}` },
    el("p", { class: "what" }, name(from), " – ", inLang(relation.labels, s.relation), to ? [" – ", name(to)] : null),
    el("div", {},
      el("span", { class: "badge" }, inLang(TYPES.get(relation.type), relation.type)),
      el("span", { class: s.status === "actual" ? "badge" : "badge doubt" }, t(s.status)),
      s.former === undefined ? null : el("span", { class: "badge" }, t(s.former ? "former" : "current")),
      reports > 1 ? el("span", { class: "badge" }, t("reports", reports)) : null),
    quote(s),
    el("dl", {}, detail.map(([key, value]) => [el("dt", {}, t(key)), el("dd", {}, el("bdi", {}, String(value)))])),
    cite(s));
}

function cards(statements) {
  const reports = new Map();
  for (const s of statements) if (s.event) reports.set(s.event, (reports.get(s.event) ?? 0) + 1);
  const full = statements.filter((s) => s.quote !== undefined);
  const bare = statements.filter((s) => s.quote === undefined);
  const sources = [...new Map(bare.map((s) => [s.article, s])).values()];
  return [
    ...full.map((s) => card(s, reports.get(s.event) ?? 1)),
    bare.length ? el("p", { class: "quiet" }, plural("moreStatements", bare.length)) : null,
    bare.length ? el("ul", {}, sources.slice(0, 50).map((s) => el("li", {}, cite(s)))) : null,
  ];
}

/** A group that fills itself when it is opened: an actor may have thousands of statements. */
function group(title, statements, open) {
  const box = el("details", {}, el("summary", {}, title, ` (${statements.length})`));
  const fill = () => box.childElementCount === 1 && box.append(...cards(statements).filter(Boolean));
  box.addEventListener("toggle", fill);
  if (open) { box.open = true; fill(); }
  return box;
}

function actorPanel(id) {
  const actor = ACTORS.get(id);
  const passing = OF.get(id).map((dyad) => ({ dyad, all: dyad.statements.filter((s) => passes(s)) }));
  const pick = (test, facts) => passing
    .map(({ dyad, all }) => ({ dyad, all: test(dyad) ? all.filter((s) => isFact(s) === facts) : [] }))
    .filter(({ all }) => all.length)
    .sort((a, b) => b.all.length - a.all.length || (a.dyad.id < b.dyad.id ? -1 : 1));
  const sections = [
    ["actsOn", pick((dyad) => dyad.from === id && dyad.to, false), (dyad) => ["→ ", name(dyad.to)]],
    ["noRecipient", pick((dyad) => dyad.from === id && !dyad.to, false), () => [name(id)]],
    ["actedOn", pick((dyad) => dyad.to === id && dyad.from !== id, false), (dyad) => ["← ", name(dyad.from)]],
    ["offices", pick(() => true, true), (dyad) => [name(dyad.from === id ? dyad.to : dyad.from)]],
  ];
  const parts = data.actors.filter((other) => other.parent === id);
  let first = true;
  const shown = sections.filter(([, found]) => found.length).map(([key, found, title]) => [
    el("h3", {}, t(key)),
    found.map(({ dyad, all }) => { const open = first; first = false; return group(title(dyad), all, open); }),
  ]);
  const jump = (other) => button(name(other), () => goActor(other));
  return [
    el("p", { class: "quiet" }, t(actor.kind)),
    el("p", { class: "links" }, /^Q\d+$/.test(actor.qid) ? link(`https://www.wikidata.org/wiki/${actor.qid}`, t("wikidata")) : null, link(actor.iri, t("identifier"))),
    ACTORS.has(actor.parent) ? el("p", { class: "links" }, `${t("partOf")} `, jump(actor.parent)) : null,
    parts.length ? el("p", { class: "links" }, `${t("parts")} `, parts.map((part) => jump(part.id))) : null,
    ...(shown.length ? shown.flat(2) : [el("p", {}, t("empty"))]),
  ];
}

function dyadPanel(id) {
  const dyad = DYADS.get(id);
  const statements = dyad.statements.filter((s) => passes(s));
  const back = DYADS.get(`${dyad.to}>${dyad.from}`);
  return [
    el("p", { class: "quiet" }, `${plural("events", countEvents(statements))}, ${plural("statements", statements.length)}`),
    el("p", { class: "links" },
      button(name(dyad.from), () => goActor(dyad.from)), dyad.to ? button(name(dyad.to), () => goActor(dyad.to)) : null,
      back && back !== dyad ? button(t("back"), () => goDyad(back.id)) : null),
    ...(statements.length ? cards(statements) : [el("p", {}, t("empty"))]),
  ];
}

function fillPanel(focus) {
  const panel = byId("panel");
  const title = el("h2", { tabindex: "-1" });
  const open = state.dyad || state.actor;
  if (state.dyad) title.append(name(DYADS.get(state.dyad).from), " → ", name(DYADS.get(state.dyad).to));
  else title.append(state.actor ? name(state.actor) : t("start"));
  const body = state.dyad ? dyadPanel(state.dyad) : state.actor ? actorPanel(state.actor) : [el("p", {}, t("hint"))];
  panel.replaceChildren(el("header", {}, title, open ? button(t("close"), close, { id: "close" }) : ""), ...body.filter(Boolean));
  panel.scrollTop = 0;
  if (focus) title.focus();
}

function close() {
  go({ actor: "", dyad: "", only: "" });
  // The table was drawn again: what opened the panel is there under its id.
  if (opener?.id) byId(opener.id)?.focus();
}

// --- Table ---------------------------------------------------------------------------------------------------------

function fillTable() {
  if (state.view !== "table") return;
  const head = ["subject", "relation", "object", "number", "tone", "last"].map((key) => el("th", { scope: "col" }, t(key)));
  const lines = rows.slice(0, cap.rows).map((row) => {
    const { id, from, to } = row.dyad;
    const open = (event) => { opener = event.currentTarget; goDyad(id); };
    return el("tr", {},
      el("th", { scope: "row" }, name(from)), el("td", {}, button(sayTop(row), open, { id: `row-${id}` })), el("td", {}, name(to)),
      el("td", {}, String(row.events)), el("td", {}, row.fact ? t("factLine") : t(`tone${step(row.tone)}`)), el("td", {}, row.last ? sayDate(row.last) : t("undated")));
  });
  const more = rows.length > cap.rows ? button(t("rows"), () => { cap.rows += STEP.rows; fillTable(); }) : "";
  byId("dyads").replaceChildren(el("table", {}, el("caption", {}, t("caption")), el("thead", {}, el("tr", {}, head)), el("tbody", {}, lines)), more);
}
