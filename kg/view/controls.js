// Filters and legend: what is chosen, and what colours and shapes mean.

const box = (id, label, checked, change) => el("label", {}, el("input", { type: "checkbox", id: `filter-${id}`, checked, change }), " ", label);
const SPEAKERS = [...new Map(data.sources.map((source) => [source.en, source])).values()];
const PUBLISHERS = [...new Set(data.articles.map((article) => article.publisher).filter(Boolean))].sort(compare);
const KINDS = [...new Set(data.actors.map((actor) => actor.kind))].sort(compare);

function fillFilters() {
  const focused = document.activeElement?.id;
  const off = new Set(list("off"));
  const kinds = new Set(list("kinds"));
  const chosen = new Set(list("status"));
  const flip = (set, keys, on) => { for (const key of keys) on ? set.delete(key) : set.add(key); return [...set].sort().join(" "); };
  const quads = Object.entries(data.quads).map(([quad, types]) => [quad, types.filter((type) => TYPES.has(type))]).filter(([, types]) => types.length);
  byId("types").replaceChildren(...quads.map(([quad, types]) => el("fieldset", {},
    el("legend", {}, box(quad, t(quad), types.some((type) => !off.has(type)), (event) => go({ off: flip(off, types, event.target.checked) }))),
    types.map((type) => box(type, sayType(type), !off.has(type), (event) => go({ off: flip(off, [type], event.target.checked) }))))));
  for (const [quad, types] of quads) byId(`filter-${quad}`).indeterminate = types.some((type) => off.has(type)) && types.some((type) => !off.has(type));
  byId("statuses").replaceChildren(...data.statuses.map((status) => box(status, t(status), chosen.has(status), (event) => {
    event.target.checked ? chosen.add(status) : chosen.delete(status);
    go({ status: data.statuses.filter((each) => chosen.has(each)).join(" ") });
  })));
  byId("kinds").replaceChildren(...KINDS.map((kind) => box(kind, t(kind), !kinds.has(kind), (event) => go({ kinds: flip(kinds, [kind], event.target.checked) }))));
  options("relation", data.relations.filter((each) => !FACTS.has(each.type)).map((each) => [each.id, sayRelation(each)]));
  options("source", SPEAKERS.map((source) => [source.en, inLang(source, source.en)]));
  options("publisher", PUBLISHERS.map((publisher) => [publisher, publisher]));
  // Keep the keyboard where it was: the boxes are new.
  if (focused?.startsWith("filter-")) byId(focused)?.focus();
  for (const key of ["from", "to"]) byId(key).value = state[key];
  byId("confidence").value = state.confidence || 0;
  byId("sure").textContent = `${Math.round(Number(state.confidence) * 100)} %`;
  const active = FILTERS.filter((key) => state[key] !== DEFAULTS[key]).length;
  byId("active").textContent = active ? `(${active})` : "";
}

function options(id, entries) {
  const sorted = [...entries].sort((a, b) => compare(plain(a[1]), plain(b[1])));
  byId(id).replaceChildren(el("option", { value: "" }, t("any")), ...sorted.map(([value, text]) => el("option", { value, selected: value === state[id] }, text)));
}

function fillLegend() {
  const sample = (row) => {
    const dash = dashOf(row);
    return shape("svg", { width: 34, height: 10, "aria-hidden": "true" }, shape("line", { x1: 0, y1: 5, x2: 34, y2: 5, stroke: palette[toneOf(row)], "stroke-width": row.fact ? 1.5 : 4, "stroke-dasharray": dash ? dash.join(" ") : null }));
  };
  const chip = (kind) => {
    const [fill, border, dashes, radius] = LOOKS[kind];
    return shape("svg", { width: 28, height: 16, "aria-hidden": "true" }, shape("rect", { x: 2, y: 2, width: 24, height: 12, rx: Math.min(6, radius), fill: palette[fill], stroke: palette.edge, "stroke-width": border, "stroke-dasharray": dashes ? "4 2" : null }));
  };
  const line = (row, key) => el("span", {}, sample({ tone: 0, certain: true, fact: false, events: 1, ...row }), t(key));
  const seen = new Set(drawn.ids.map((id) => kindOf(id)));
  const doubtful = list("status").some((status) => status !== "actual");
  byId("legend").hidden = !seesMap();
  byId("legend").replaceChildren(
    line({ tone: 5 }, "cooperation"), line({ tone: -5 }, "conflict"), line({}, "tone0"),
    ...(doubtful ? [line({ tone: -5, certain: false }, "uncertain")] : []), ...(state.facts ? [line({ fact: true }, "factLine")] : []),
    ...Object.keys(LOOKS).filter((kind) => seen.has(kind)).map((kind) => el("span", {}, chip(kind), t(kind))), el("span", { class: "quiet" }, t("edgeNote")));
}

function listenFilters() {
  const on = (id, type, act) => byId(id).addEventListener(type, act);
  for (const id of ["reset", "clear"]) on(id, "click", () => go(Object.fromEntries(FILTERS.map((key) => [key, DEFAULTS[key]]))));
  on("confidence", "input", (event) => go({ confidence: event.target.value === "0" ? "" : event.target.value }));
  for (const key of ["from", "to", "relation", "source", "publisher"]) on(key, "change", (event) => go({ [key]: event.target.value }));
  for (const key of ["facts", "names"]) on(key, "click", () => go({ [key]: state[key] ? "" : "1" }));
  document.querySelector("#filters form").addEventListener("submit", (event) => event.preventDefault());
}
