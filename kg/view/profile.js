// The profile of an actor, what stands out in the whole, and what paths, groups and triads there are.
// It counts what passes the filters and judges nothing.

const balanceOf = (statements) => {
  const good = countEvents(statements.filter((s) => stepOf(s) > 0));
  const bad = countEvents(statements.filter((s) => stepOf(s) < 0));
  return { good, bad };
};
const sayBalance = ({ good, bad }) => `${plural("cooperations", good)} · ${plural("conflicts", bad)}`;
/** The same in little room, in full for who does not see it. */
const shortBalance = (row) => el("span", { class: "quiet", role: "img", "aria-label": sayBalance(row) }, `+${row.good} −${row.bad}`);
/** Two parts of one bar; the words beside it say the same. */
function balanceBar({ good, bad }) {
  const all = good + bad || 1;
  return shape("svg", { viewBox: "0 0 100 8", width: 100, height: 8, class: "balance", "aria-hidden": "true" },
    shape("rect", { x: 0, y: 0, width: (100 * good) / all, height: 8, class: "up" }), shape("rect", { x: (100 * good) / all, y: 0, width: (100 * bad) / all, height: 8, class: "down" }));
}

/** How many events of which kind; the bar repeats what a screen reader is told. */
const barAndCount = (row) => [el("span", { role: "img", "aria-label": sayBalance(row) }, balanceBar(row)), ` ${sayNumber(row.events)}`];

function dyadButton(row, note = `· ${plural("events", row.events)}`) {
  const open = (event) => { opener = event.currentTarget; goDyad(row.dyad.id); };
  return el("li", { class: `tone${row.fact ? 0 : step(row.tone)}` }, button([name(row.dyad.from), " → ", name(row.dyad.to)], open, { id: `top-${row.dyad.id}`, class: "plain" }),
    el("span", { class: "quiet" }, ` ${sayTop(row)} `, el("span", { class: "note" }, note)));
}
/** Fewer where the dated list or the table stands below. */
const ranking = (title, found) => (found.length ? [el("h3", {}, t(title)), el("ul", { class: "tops" }, found.slice(0, state.view === "map" ? 5 : 3).map((row) => dyadButton(row, barAndCount(row))))] : []);

function startPanel() {
  const between = rows.filter((row) => row.dyad.to && !row.fact);
  const by = (key, sign) => between.filter((row) => row[key] && sign * step(row.tone) > 0).sort((a, b) => b[key] - a[key] || sign * (b.tone - a.tone));
  const events = new Map();
  for (const row of rows) for (const id of new Set([row.dyad.from, row.dyad.to])) if (id && !row.fact) events.set(id, (events.get(id) ?? 0) + row.events);
  const busiest = [...events].sort((a, b) => b[1] - a[1] || compare(a[0], b[0])).slice(0, 8);
  return [
    el("p", {}, between.length ? t("hint") : t(rows.length ? "noArrow" : STATEMENTS.length ? "empty" : "noStatement")),
    ...ranking("mostConflict", by("bad", -1)),
    ...ranking("mostCooperation", by("good", 1)),
    ...(busiest.length ? [el("h3", {}, t("mostActive")), el("p", { class: "links" }, busiest.map(([id, n]) => button([name(id), el("span", { class: "quiet" }, ` ${sayNumber(n)}`)], () => goActor(id), { class: "small" })))] : []),
  ];
}

const whose = (id) => t("whose").split("{0}").map((part, i) => [i ? name(id) : null, part]);
/** Offices and memberships in words, each once, with what it rests on. */
function offices(id, passes) {
  const facts = OF.get(id).flatMap((dyad) => dyad.statements.filter((s) => s.fact && passes(s)));
  const once = new Map(facts.map((s) => [`${s.relation.id} ${s.dyad.id} ${s.former}`, s]));
  const line = (s) => el("li", {}, s.dyad.from === id ? null : whose(s.dyad.from), sayRelation(s.relation), s.dyad.to && s.dyad.from === id ? [" – ", name(s.dyad.to)] : null,
    s.former ? ` (${t("former")})` : null, " ", button(t("source"), (event) => { opener = event.currentTarget; goDyad(s.dyad.id); }, { class: "small", "aria-label": `${t("source")}: ${sayRelation(s.relation)}` }));
  return once.size ? [el("h3", {}, t("offices")), el("ul", { class: "facts" }, [...once.values()].slice(0, 30).map(line))] : [];
}

function partners(id, passes) {
  const found = new Map();
  for (const dyad of OF.get(id)) {
    const other = dyad.from === id ? dyad.to : dyad.from;
    if (!other || other === id) continue;
    const acts = dyad.statements.filter((s) => !s.fact && passes(s));
    if (acts.length) found.set(other, [...(found.get(other) ?? []), ...acts]);
  }
  const top = [...found].map(([other, acts]) => ({ other, n: countEvents(acts), ...balanceOf(acts) })).sort((a, b) => b.n - a.n || compare(a.other, b.other)).slice(0, 8);
  const line = (row) => el("tr", {}, el("th", { scope: "row" }, button(name(row.other), () => goActor(row.other), { class: "plain" })), el("td", {}, balanceBar(row)), el("td", { class: "quiet" }, shortBalance(row)));
  return top.length ? [el("h3", {}, t("partners")), el("table", { class: "partners" }, el("tbody", {}, top.map(line)))] : [];
}

function pathFinder(id) {
  const field = el("input", { id: "goal", type: "text", list: "goals", autocomplete: "off", "aria-label": t("pathTo") });
  const names = el("datalist", { id: "goals" });
  const fill = () => names.childElementCount || names.append(...[...tied().keys()].filter((other) => other !== id).slice(0, 3000).map((other) => el("option", { value: nameOf(other) })));
  field.addEventListener("focus", fill);
  const submit = (event) => {
    event.preventDefault();
    const [goal] = findActors(field.value).filter((other) => other !== id);
    if (goal) go({ path: goal, dyad: "", only: "", open: "" }, { focus: true });
    else say(t("noMatch"));
  };
  return el("form", { class: "links", submit }, el("label", { for: "goal" }, `${t("pathTo")} `), field, names, el("button", { type: "submit", class: "small" }, t("show")));
}

function actorPanel(id) {
  const actor = ACTORS.get(id);
  const passes = sieve();
  const passing = OF.get(id).map((dyad) => ({ dyad, all: dyad.statements.filter((s) => !s.fact && passes(s)) }));
  const pick = (test) => passing.filter(({ dyad, all }) => all.length && test(dyad)).sort((a, b) => b.all.length - a.all.length || compare(a.dyad.id, b.dyad.id));
  const sections = [
    ["actsOn", pick((dyad) => dyad.from === id && dyad.to), (dyad) => ["→ ", name(dyad.to)]],
    ["noRecipient", pick((dyad) => dyad.from === id && !dyad.to), () => [name(id)]],
    ["actedOn", pick((dyad) => dyad.to === id && dyad.from !== id), (dyad) => ["← ", name(dyad.from)]],
  ];
  const acts = passing.flatMap(({ all }) => all);
  const parts = data.actors.filter((other) => other.parent === id);
  const times = bins(...span(acts, 0), 0.4);
  const graph = times.keys.length > 1 ? chart(acts, times, 330, 60) : null;
  const other = [...new Set([...Object.values(actor.labels), ...(actor.aliases ?? [])])].filter((text) => text !== nameOf(id));
  return [
    el("p", { class: "quiet" }, t(actor.kind)),
    other.length ? el("p", { class: "quiet aliases" }, `${t("alsoCalled")} `, other.slice(0, 12).map((text, i) => [i ? ", " : "", el("bdi", {}, text)])) : null,
    el("p", { class: "links" }, /^Q\d+$/.test(actor.qid) ? link(`https://www.wikidata.org/wiki/${actor.qid}`, t("wikidata")) : null, link(actor.iri, t("identifier"))),
    ACTORS.has(actor.parent) ? el("p", { class: "links" }, `${t("partOf")} `, toActor(actor.parent)) : null,
    acts.length ? el("p", {}, sayBalance(balanceOf(acts))) : null,
    graph ? el("figure", { role: "img", "aria-label": `${t("overTime")}: ${sayBalance(balanceOf(acts))}` }, graph, el("figcaption", { class: "quiet" }, `${span(acts, 0).map((date) => sayDate(date.slice(0, 7), "short")).join(" – ")} · ${t("upDown")}`)) : null,
    ...partners(id, passes),
    ...offices(id, passes),
    ...(parts.length ? [el("h3", {}, t("parts")), el("p", { class: "links" }, parts.slice(0, 20).map((part) => toActor(part.id)))] : []),
    pathFinder(id),
    ...(acts.length ? [] : [el("p", {}, t("empty"))]),
    ...sections.filter(([, found]) => found.length).flatMap(([key, found, title]) => [el("h3", {}, t(key)), ...found.map(({ dyad, all }) => group(title(dyad), all))]),
  ];
}

function pathPanel() {
  const paths = shortestPaths(state.actor, state.path);
  if (!paths.length) return [el("p", {}, t("noPath"))];
  const leg = (one, other) => [rowOf.get(`${one}>${other}`), rowOf.get(`${other}>${one}`)].filter(Boolean).map((row) => dyadButton(row));
  return [
    el("p", { class: "quiet" }, `${plural("paths", paths.length)} · ${plural("legs", paths[0].length - 1)}`),
    ...paths.map((path) => el("section", { class: "path" }, el("h3", {}, path.map((id, i) => [i ? " – " : "", name(id)])), el("ul", { class: "tops" }, path.slice(1).map((id, i) => leg(path[i], id))))),
  ];
}

function groupsPanel() {
  const weight = (id) => [...tied().get(id).values()].reduce((sum, tie) => sum + tie.weight, 0);
  const found = communities().map((ids) => [...ids].sort((a, b) => weight(b) - weight(a) || compare(a, b)));
  return [
    el("p", {}, t("groupsHint")),
    ...(found.length ? [] : [el("p", {}, t("empty"))]),
    ...found.slice(0, 12).flatMap((ids, i) => [
      el("h3", {}, el("span", { class: `group group${i % 6}` }, groupLetter(i)), ` ${plural("actors", ids.length)}`),
      el("p", { class: "links" }, ids.slice(0, 30).map((id) => toActor(id)))]),
  ];
}

function triadsPanel() {
  const { balanced, unbalanced } = signedTriads();
  const sign = (n) => (n > 0 ? "+" : "−");
  const line = ({ ids: [a, b, c], signs: [ab, bc, ac] }) => el("li", {}, [[a, b, ab], [b, c, bc], [a, c, ac]].map(([one, other, n], i) => {
    const row = rowOf.get(`${one}>${other}`) ?? rowOf.get(`${other}>${one}`);
    return [el("span", {}, button([name(one), ` ${sign(n)} `, name(other)], () => goDyad(row.dyad.id), { class: "plain" }), i < 2 ? "," : ""), i < 2 ? " " : ""];
  }));
  const part = (key, found) => [el("h3", {}, `${t(key)} (${sayNumber(found.length)})`), found.length ? el("ul", { class: "triads" }, found.slice(0, 20).map(line)) : el("p", { class: "quiet" }, t("none"))];
  return [el("p", {}, t("triadsHint")), ...part("unbalanced", unbalanced), ...part("balanced", balanced)];
}
