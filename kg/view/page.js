// The network page: draws what passes the filters and opens the sentence behind every arrow.
// Text from articles only ever becomes text nodes or canvas text; nothing here parses markup.
"use strict";
(() => {
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
  const EGO = 40;
  const LABELS = 40;
  const CURVE = data.network.options.edges.smooth.roundness;
  for (const dyad of data.dyads) for (const s of dyad.statements) s.dyad = dyad;
  const OF = new Map(data.actors.map((actor) => [actor.id, []]));
  for (const dyad of data.dyads) for (const id of new Set([dyad.from, dyad.to])) OF.get(id)?.push(dyad);

  // --- State: everything that a shared address restores ---------------------------------------------------------

  const browserLang = () => ((navigator.language || "en").toLowerCase().startsWith("fr") ? "fr" : "en");
  const DEFAULTS = { lang: browserLang(), view: "map", actor: "", dyad: "", only: "", facts: "", off: "", status: "actual", from: "", to: "", confidence: "" };
  const state = { ...DEFAULTS };
  const cap = { ...STEP };
  const moved = new Map();
  let opener = null;

  function readHash() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const [key, value] of Object.entries(DEFAULTS)) state[key] = given.get(key) ?? value;
    if (!words[state.lang]) state.lang = DEFAULTS.lang;
    if (!ACTORS.has(state.actor)) state.actor = "";
    if (!DYADS.has(state.dyad)) state.dyad = "";
  }

  function writeHash() {
    const differing = Object.entries(state).filter(([key, value]) => value !== DEFAULTS[key] || (key === "lang" && location.hash));
    const hash = new URLSearchParams(differing).toString();
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", `#${hash}`);
  }

  // --- Words ------------------------------------------------------------------------------------------------------

  const t = (key, ...values) => values.reduce((text, value, i) => text.replace(`{${i}}`, () => value), words[state.lang][key] ?? key);
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
    const url = URL.canParse?.(address) ? new URL(address) : null;
    if (!url || !["http:", "https:"].includes(url.protocol)) return el("bdi", {}, text);
    return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, text);
  }

  // --- Filters ----------------------------------------------------------------------------------------------------

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

  // --- What is drawn ----------------------------------------------------------------------------------------------

  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const css = (key) => getComputedStyle(document.documentElement).getPropertyValue(`--${key}`).trim();
  let palette = {};
  let totals = [0, 0];
  const readPalette = () => {
    const keys = ["back", "text", "quiet", "dim", "dimtext", "state", "statetext", "body", "bodytext", "open", "opentext", "edge", "line", "tone2", "tone1", "tone0", "tone-1", "tone-2"];
    palette = Object.fromEntries(keys.map((key) => [key, css(key)]));
  };
  const FILL = { State: "state", Organisation: "open", Body: "body", Place: "body", Person: "open", Group: "open", Company: "body" };

  function choose() {
    const weight = new Map();
    const add = (id, n) => id && weight.set(id, (weight.get(id) ?? 0) + n);
    for (const row of rows) for (const id of new Set([row.dyad.from, row.dyad.to])) add(id, row.fact ? 0.2 : row.dyad.to ? row.events : 0.1);
    const ranked = [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a) || (a < b ? -1 : 1));
    const focus = state.actor;
    const near = focus ? rows.filter((row) => row.dyad.to && (row.dyad.from === focus || row.dyad.to === focus)) : [];
    const neighbours = [...new Set(near.flatMap((row) => [row.dyad.from, row.dyad.to]))].filter((id) => id !== focus).slice(0, EGO);
    let ids = ranked.slice(0, cap.actors);
    if (focus && state.only) ids = [focus, ...neighbours];
    else if (focus && !ids.includes(focus)) ids = [...new Set([...ids, focus, ...neighbours])];
    if (state.dyad) ids = [...new Set([...ids, DYADS.get(state.dyad).from, DYADS.get(state.dyad).to].filter(Boolean))];
    const among = new Set(ids);
    const pairs = rows.filter((row) => row.dyad.to && among.has(row.dyad.from) && among.has(row.dyad.to));
    const chosen = pairs.filter((row, i) => i < cap.dyads || row.dyad.from === focus || row.dyad.to === focus || row.dyad.id === state.dyad);
    totals = [ranked.length, rows.filter((row) => row.dyad.to).length];
    return { ids, pairs: chosen };
  }

  /** Actors around the chosen one on an ellipse (two when many), in the order in which they stand in the whole network. */
  function star(ids) {
    const [centre, ...around] = ids;
    const from = HOME.get(centre);
    const angle = (id) => Math.atan2(HOME.get(id).y - from.y, HOME.get(id).x - from.x);
    around.sort((a, b) => angle(a) - angle(b) || (a < b ? -1 : 1));
    const spots = new Map([[centre, { x: 0, y: 0 }]]);
    around.forEach((id, i) => {
      const size = around.length > 14 && i % 2 ? 1.45 : 1;
      const turn = -Math.PI + (2 * Math.PI * (i + 0.5)) / around.length;
      const reach = Math.max(1, around.length / 20);
      spots.set(id, { x: 430 * reach * size * Math.cos(turn), y: 270 * reach * size * Math.sin(turn) });
    });
    return spots;
  }

  function lit(pairs) {
    if (state.dyad) return new Set([DYADS.get(state.dyad).from, DYADS.get(state.dyad).to]);
    if (!state.actor) return null;
    const touching = pairs.filter((row) => row.dyad.from === state.actor || row.dyad.to === state.actor);
    return new Set([state.actor, ...touching.flatMap((row) => [row.dyad.from, row.dyad.to])]);
  }

  function nodeLook(id, spots, shining) {
    const home = HOME.get(id);
    const kind = ACTORS.get(id).kind;
    const fill = FILL[kind] ?? "open";
    const dim = shining && !shining.has(id);
    const chosen = id === state.actor;
    const colour = { background: dim ? palette.back : palette[fill], border: dim ? palette.dim : chosen ? palette.text : palette.edge };
    return {
      id, label: nameOf(id), shape: "box", ...(spots.get(id) ?? moved.get(id) ?? { x: home.x, y: home.y }),
      color: { ...colour, highlight: colour, hover: { ...colour, border: palette.text } },
      borderWidth: chosen ? 4 : kind === "Organisation" ? 2 : 1, borderWidthSelected: chosen ? 4 : 2,
      font: { size: home.font.size, color: dim ? palette.dimtext : palette[`${fill}text`] },
      shapeProperties: { borderDashes: kind === "Group" ? [5, 3] : false, borderRadius: kind === "Person" ? 14 : kind === "Place" ? 0 : 5 },
    };
  }

  function edgeLook(row, shining, labelled) {
    const { id, from, to } = row.dyad;
    const dim = shining && !(state.dyad ? id === state.dyad : from === state.actor || to === state.actor);
    const colour = dim ? palette.dim : row.fact ? palette.quiet : palette[`tone${step(row.tone)}`];
    return {
      id, from, to, ...(labelled.has(id) && { label: sayTop(row) }),
      color: { color: colour, highlight: colour, hover: colour },
      width: row.fact ? 1 : Math.min(9, 1.2 + 1.5 * Math.log2(row.events)) + (id === state.dyad ? 2 : 0),
      dashes: row.fact ? [1, 4] : row.certain ? false : [8, 6],
      arrows: { to: { enabled: row.directed && !row.fact } },
      font: { size: 13, color: palette.text, background: palette.back, strokeWidth: 0, align: "horizontal" },
    };
  }

  /** The dyads whose label fits on the canvas without covering an actor or another label; strongest first. */
  function fitLabels(pairs, places, shining) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = "13px arial";
    const taken = [...places].map(([id, { x, y }]) => ({ x, y, w: HOME.get(id).box[0], h: HOME.get(id).box[1] }));
    const clear = (box) => taken.every((other) => Math.abs(box.x - other.x) >= (box.w + other.w) / 2 || Math.abs(box.y - other.y) >= (box.h + other.h) / 2);
    const wanted = shining ? pairs.filter(({ dyad }) => (state.dyad ? dyad.id === state.dyad : dyad.from === state.actor || dyad.to === state.actor)) : pairs;
    const found = new Set();
    for (const row of wanted.slice(0, 400)) {
      if (found.size >= LABELS || row.fact) break;
      const a = places.get(row.dyad.from);
      const b = places.get(row.dyad.to);
      const box = { ...middle(a, b), w: pen.measureText(sayTop(row)).width + 8, h: 20 };
      if (row.dyad.id !== state.dyad && (row.dyad.from === row.dyad.to || Math.hypot(a.x - b.x, a.y - b.y) < 0.8 * box.w || !clear(box))) continue;
      found.add(row.dyad.id);
      taken.push(box);
    }
    return found;
  }

  /** The middle of a "curvedCW" edge, by the formula of vis-network. */
  function middle(a, b) {
    const share = 0.5 * CURVE + 0.5;
    const length = Math.hypot(b.x - a.x, a.y - b.y);
    const angle = Math.atan2(a.y - b.y, b.x - a.x) + share * Math.PI;
    const via = { x: a.x + share * length * Math.sin(angle), y: a.y + share * length * Math.cos(angle) };
    return { x: (a.x + b.x) / 4 + via.x / 2, y: (a.y + b.y) / 4 + via.y / 2 };
  }

  /** Bring a DataSet to `items` in two calls: one at a time would redraw for each. */
  function sync(set, items) {
    const keep = new Set(items.map((item) => item.id));
    set.remove(set.getIds().filter((id) => !keep.has(id)));
    set.update(items);
  }

  function draw() {
    const { ids, pairs } = choose();
    const spots = state.only && state.actor ? star(ids) : new Map();
    const shining = lit(pairs);
    const nodeLooks = ids.map((id) => nodeLook(id, spots, shining));
    const places = new Map(nodeLooks.map(({ id, x, y }) => [id, { x, y }]));
    const labelled = fitLabels(pairs, places, shining);
    sync(edges, []);
    sync(nodes, nodeLooks);
    // What shines is drawn last, on top of the rest.
    const looks = pairs.map((row) => edgeLook(row, shining, labelled)).reverse();
    sync(edges, looks.sort((a, b) => (a.color.color !== palette.dim) - (b.color.color !== palette.dim)));
    byId("drawn").textContent = t("drawn", ids.length, Math.max(ids.length, totals[0]), pairs.length, totals[1]);
    byId("more").hidden = Boolean(state.only) || (totals[0] <= cap.actors && totals[1] <= cap.dyads);
    byId("only").disabled = !state.actor;
    byId("only").setAttribute("aria-pressed", String(Boolean(state.only)));
    byId("facts").setAttribute("aria-pressed", String(Boolean(state.facts)));
  }

  // --- Panel ------------------------------------------------------------------------------------------------------

  const goActor = (id) => go({ actor: id, dyad: "", only: state.only && id ? "1" : "" }, { focus: true, centre: true });
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
      el("p", { class: "links" }, link(actor.qid ? `https://www.wikidata.org/wiki/${actor.qid}` : "", actor.qid ? t("wikidata") : ""), link(actor.iri, t("identifier"))),
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
    const target = opener?.isConnected ? opener : opener?.id ? byId(opener.id) : null;
    go({ actor: "", dyad: "", only: "" });
    target?.focus();
  }

  // --- Table ------------------------------------------------------------------------------------------------------

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

  // --- Controls ---------------------------------------------------------------------------------------------------

  function fillFilters() {
    const off = new Set(state.off.split(" ").filter(Boolean));
    const groups = [...Object.entries(data.quads).map(([quad, types]) => [quad, types.filter((type) => TYPES.has(type))])];
    const focused = document.activeElement?.id;
    const box = (id, label, checked, change) => el("label", {}, el("input", { type: "checkbox", id: `filter-${id}`, checked, change }), " ", label);
    const setOff = (types, on) => {
      for (const type of types) on ? off.delete(type) : off.add(type);
      go({ off: [...off].sort().join(" ") });
    };
    byId("types").replaceChildren(...groups.filter(([, types]) => types.length).map(([quad, types]) => el("fieldset", {},
      el("legend", {}, box(quad, t(quad), types.some((type) => !off.has(type)), (event) => setOff(types, event.target.checked))),
      types.map((type) => box(type, inLang(TYPES.get(type), type), !off.has(type), (event) => setOff([type], event.target.checked))))));
    const chosen = new Set(state.status.split(" "));
    byId("statuses").replaceChildren(...STATUSES.map((status) => box(status, t(status), chosen.has(status), (event) => {
      event.target.checked ? chosen.add(status) : chosen.delete(status);
      go({ status: STATUSES.filter((each) => chosen.has(each)).join(" ") });
    })));
    // Keep the keyboard where it was: the boxes are new.
    if (focused?.startsWith("filter-")) byId(focused)?.focus();
    for (const key of ["from", "to"]) byId(key).value = state[key];
    byId("confidence").value = state.confidence || 0;
    byId("sure").textContent = Number(state.confidence).toFixed(2);
    const active = ["off", "status", "from", "to", "confidence"].filter((key) => state[key] !== DEFAULTS[key]).length;
    byId("active").textContent = active ? `(${active})` : "";
  }

  function fillLegend() {
    const swatch = (colour, dashes, width = 4) => {
      const make = (tag, attributes) => {
        const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
        for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
        return node;
      };
      const svg = make("svg", { width: 36, height: 10, "aria-hidden": "true" });
      svg.append(make("line", { x1: 0, y1: 5, x2: 36, y2: 5, stroke: colour, "stroke-width": width, ...(dashes && { "stroke-dasharray": dashes }) }));
      return svg;
    };
    const chip = (kind) => {
      const canvas = el("canvas", { width: 36, height: 16, "aria-hidden": "true" });
      const pen = canvas.getContext("2d");
      pen.fillStyle = palette[FILL[kind]];
      pen.strokeStyle = palette.edge;
      pen.lineWidth = kind === "Organisation" ? 2 : 1;
      pen.setLineDash(kind === "Group" ? [5, 3] : []);
      pen.beginPath();
      pen.roundRect(2, 2, 32, 12, kind === "Person" ? 6 : kind === "Place" ? 0 : 3);
      pen.fill();
      pen.stroke();
      return canvas;
    };
    const kinds = Object.keys(FILL).filter((kind) => data.actors.some((actor) => actor.kind === kind));
    byId("key").replaceChildren(
      el("p", {}, t("edges")), ...[2, 1, 0, -1, -2].map((tone) => el("div", {}, swatch(palette[`tone${tone}`]), t(`tone${tone}`))),
      el("div", {}, swatch(palette.text, "8 6"), t("uncertain")), el("div", {}, swatch(palette.quiet, "1 4", 1.5), t("factLine")),
      el("p", {}, t("kinds")), ...kinds.map((kind) => el("div", {}, chip(kind), t(kind))));
  }

  function fillWords() {
    document.documentElement.lang = state.lang;
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
    for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
    for (const node of document.querySelectorAll("button[data-lang]")) node.setAttribute("aria-pressed", String(node.dataset.lang === state.lang));
    for (const node of document.querySelectorAll("[data-view]")) node.setAttribute("aria-pressed", String(node.dataset.view === state.view));
    byId("stage").hidden = state.view !== "map";
    byId("dyads").hidden = state.view !== "table";
  }

  function searching() {
    const input = byId("search");
    const list = byId("matches");
    const index = data.actors.map(({ id, labels }) => ({ id, texts: Object.values(labels).map(plain), weight: OF.get(id).length }));
    let found = [];
    let at = -1;
    const score = (texts, q) => Math.max(...texts.map((text) => (text === q ? 4 : text.startsWith(q) ? 3 : text.includes(` ${q}`) ? 2 : text.includes(q) ? 1 : 0)));
    const hide = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const take = (id) => { input.value = nameOf(id); hide(); opener = input; goActor(id); };
    const mark = () => {
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
      if (at >= 0) { input.setAttribute("aria-activedescendant", `match${at}`); list.children[at].scrollIntoView({ block: "nearest" }); }
    };
    input.addEventListener("input", () => {
      const q = plain(input.value.trim());
      if (!q) return hide();
      found = index.map((entry) => ({ ...entry, rank: score(entry.texts, q) })).filter((entry) => entry.rank)
        .sort((a, b) => b.rank - a.rank || b.weight - a.weight || (a.id < b.id ? -1 : 1)).slice(0, 12);
      at = found.length ? 0 : -1;
      const items = found.map(({ id }, i) => el("li", { role: "option", id: `match${i}`, mousedown: (event) => { event.preventDefault(); take(id); } }, name(id), el("span", { class: "quiet" }, ` ${t(ACTORS.get(id).kind)}`)));
      list.replaceChildren(...(items.length ? items : [el("li", { role: "option", "aria-disabled": "true" }, t("noMatch"))]));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark();
    });
    input.addEventListener("keydown", (event) => {
      const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (turn && found.length) { at = (at + turn + found.length) % found.length; mark(); event.preventDefault(); }
      if (event.key === "Enter" && at >= 0) { take(found[at].id); event.preventDefault(); }
      if (event.key === "Escape") hide();
    });
    input.addEventListener("blur", hide);
  }

  // --- Putting it together ----------------------------------------------------------------------------------------

  const network = new vis.Network(byId("canvas"), { nodes, edges }, data.network.options);
  network.canvas.frame.tabIndex = -1;

  const fit = () => network.fit({ animation: false, maxZoomLevel: 1.3 });

  function go(change, { focus = false, centre = false } = {}) {
    const relaid = ("only" in change && change.only !== state.only) || (state.only && "actor" in change);
    Object.assign(state, change);
    sift();
    fillWords();
    draw();
    fillTable();
    fillFilters();
    fillLegend();
    fillPanel(focus);
    writeHash();
    if (relaid) fit();
    else if (centre && state.actor && state.view === "map") centreOn(state.actor);
  }

  /** Move the view only when the actor is out of sight: a map that jumps is hard to read. */
  function centreOn(id) {
    const { x, y } = network.canvasToDOM(network.getPosition(id));
    const { clientWidth, clientHeight } = byId("canvas");
    const visible = x > 60 && y > 60 && x < clientWidth - 60 && y < clientHeight - 60;
    if (!visible) network.moveTo({ position: network.getPosition(id), scale: Math.max(network.getScale(), 0.8), animation: false });
  }

  function savePng() {
    const source = byId("canvas").querySelector("canvas");
    const sheet = el("canvas", { width: source.width, height: source.height });
    const pen = sheet.getContext("2d");
    pen.fillStyle = palette.back;
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.drawImage(source, 0, 0);
    sheet.toBlob((blob) => {
      const address = URL.createObjectURL(blob);
      el("a", { href: address, download: `${plain(document.title).replace(/[^a-z0-9]+/g, "-") || "network"}.png` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
    });
  }

  function tips() {
    const tip = byId("tip");
    const show = (text) => ({ pointer }) => {
      tip.textContent = text;
      tip.hidden = false;
      tip.style.left = `${Math.min(pointer.DOM.x + 14, byId("stage").clientWidth - tip.offsetWidth - 8)}px`;
      tip.style.top = `${pointer.DOM.y + 14}px`;
    };
    network.on("hoverEdge", (event) => {
      const row = rows.find(({ dyad }) => dyad.id === event.edge);
      if (row) show(`${nameOf(row.dyad.from)} – ${sayTop(row)} – ${nameOf(row.dyad.to)} · ${plural("events", row.events)}`)(event);
    });
    network.on("hoverNode", (event) => show(`${nameOf(event.node)} · ${t(ACTORS.get(event.node).kind)}`)(event));
    for (const end of ["blurEdge", "blurNode", "dragStart", "zoom"]) network.on(end, () => { tip.hidden = true; });
  }

  function listen() {
    network.on("click", ({ nodes: [actor], edges: [dyad] }) => {
      opener = null;
      if (actor !== undefined) go({ actor, dyad: "" });
      else if (dyad !== undefined) go({ dyad, actor: "", only: "" });
      else if (!state.only) go({ actor: "", dyad: "" });
    });
    network.on("doubleClick", ({ nodes: [actor] }) => actor !== undefined && go({ actor, dyad: "", only: "1" }));
    network.on("dragEnd", ({ nodes: dragged }) => {
      if (!state.only) for (const [id, spot] of Object.entries(network.getPositions(dragged))) moved.set(id, spot);
    });
    const on = (id, type, act) => byId(id).addEventListener(type, act);
    on("in", "click", () => network.moveTo({ scale: network.getScale() * 1.25 }));
    on("out", "click", () => network.moveTo({ scale: network.getScale() / 1.25 }));
    on("fit", "click", fit);
    on("only", "click", () => go({ only: state.only ? "" : "1", dyad: "" }));
    on("facts", "click", () => go({ facts: state.facts ? "" : "1" }));
    on("more", "click", () => { cap.actors += STEP.actors; cap.dyads += STEP.dyads; go({}); fit(); });
    on("png", "click", savePng);
    on("reset", "click", () => go({ off: "", status: DEFAULTS.status, from: "", to: "", confidence: "" }));
    on("skip", "click", () => { go({ view: "table" }); byId("dyads").focus(); });
    on("confidence", "input", (event) => go({ confidence: event.target.value === "0" ? "" : event.target.value }));
    for (const key of ["from", "to"]) on(key, "change", (event) => go({ [key]: event.target.value }));
    for (const node of document.querySelectorAll("button[data-lang]")) node.addEventListener("click", () => go({ lang: node.dataset.lang }));
    for (const node of document.querySelectorAll("[data-view]")) node.addEventListener("click", () => go({ view: node.dataset.view }));
    document.addEventListener("keydown", (event) => event.key === "Escape" && byId("matches").hidden && (state.actor || state.dyad) && close());
    addEventListener("hashchange", () => { readHash(); go({}); fit(); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readPalette(); go({}); });
  }

  readPalette();
  readHash();
  searching();
  tips();
  listen();
  go({});
  fit();
  // For the browser's console and the tests: where things stand, nothing to change them with.
  globalThis.irkg = Object.freeze({ network, middle: (id) => middle(network.getPosition(DYADS.get(id).from), network.getPosition(DYADS.get(id).to)), state: () => ({ ...state }) });
})();
