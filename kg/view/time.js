// Time: the histogram that can be dragged and played, the small charts, and the dated list.
// It changes the state through go() alone.

const UNITS = [["day", 10, 120], ["month", 7, 180], ["year", 4, 200]];

/** Days, months or years from the first date to the last, as the beginnings of ISO dates, at most `most` of them. */
function bins(first, last, most = 1) {
  if (!first) return { cut: 4, keys: [] };
  const [begin, end] = [first.padEnd(10, "-01"), last.padEnd(10, "-01")];
  for (const [unit, cut, limit] of UNITS) {
    const keys = [];
    for (let at = new Date(`${begin.slice(0, cut).padEnd(10, "-01")}T00:00Z`); keys.length <= limit * most;) {
      const key = at.toISOString().slice(0, cut);
      if (key > end.slice(0, cut) || Number.isNaN(at.getTime())) break;
      keys.push(key);
      if (unit === "day") at.setUTCDate(at.getUTCDate() + 1);
      else if (unit === "month") at.setUTCMonth(at.getUTCMonth() + 1);
      else at.setUTCFullYear(at.getUTCFullYear() + 1);
    }
    if (keys.length <= limit * most) return { cut, keys };
  }
  return { cut: 4, keys: [] };
}

/** The span in which all but a few statements lie: one treaty of 1949 must not press a year of news into one bar. */
function span(statements, tail = 0.02) {
  const dates = statements.map((s) => s.date).filter(Boolean).sort();
  const skip = Math.floor(dates.length * tail);
  return [dates[skip], dates[dates.length - 1 - skip]];
}

/** Events of cooperation above the line and of conflict below it, one bar a bin; null without a date. */
function chart(statements, { cut, keys }, width, height) {
  if (!keys.length) return null;
  const at = new Map(keys.map((key, i) => [key, i]));
  const seen = new Set();
  const counts = keys.map(() => ({ up: 0, down: 0, flat: 0 }));
  for (const s of statements) {
    if (!s.date || s.fact) continue;
    const key = s.date.padEnd(10, "-01").slice(0, cut);
    const i = at.get(key) ?? (key < keys[0] ? 0 : keys.length - 1);
    const once = `${s.event} ${i}`;
    if (seen.has(once)) continue;
    seen.add(once);
    const sign = Math.sign(stepOf(s));
    counts[i][sign > 0 ? "up" : sign < 0 ? "down" : "flat"] += 1;
  }
  const most = Math.max(1, ...counts.map(({ up, down, flat }) => Math.max(up + flat / 2, down + flat / 2)));
  const unit = (height / 2 - 1) / most;
  const wide = width / keys.length;
  const bar = (i, y, h, kind) => h > 0 && svg.append(shape("rect", { x: (i * wide + wide * 0.1).toFixed(1), y: y.toFixed(1), width: Math.max(1, wide * 0.8).toFixed(1), height: Math.max(1, h).toFixed(1), class: kind }));
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "chart", preserveAspectRatio: "none" });
  const zero = height / 2;
  counts.forEach(({ up, down, flat }, i) => {
    const half = (flat * unit) / 2;
    bar(i, zero - half, 2 * half, "flat");
    bar(i, zero - half - up * unit, up * unit, "up");
    bar(i, zero + half, down * unit, "down");
  });
  svg.append(shape("line", { x1: 0, x2: width, y1: zero, y2: zero, class: "zero" }));
  return svg;
}

// --- The histogram under the network -------------------------------------------------------------------------------

const WHOLE = bins(...span(STATEMENTS));
const lastDay = (key) => (key.length === 10 ? key : key.length === 7 ? new Date(Date.UTC(Number(key.slice(0, 4)), Number(key.slice(5)), 0)).toISOString().slice(0, 10) : `${key}-12-31`);
const indexOf = (iso, otherwise) => {
  if (!iso) return otherwise;
  const found = WHOLE.keys.findIndex((key) => key >= iso.slice(0, WHOLE.cut));
  return found < 0 ? WHOLE.keys.length - 1 : found;
};
const windowOf = () => [indexOf(state.from, 0), indexOf(state.to, WHOLE.keys.length - 1)];

function setWindow(begin, end) {
  const top = WHOLE.keys.length - 1;
  const [a, b] = [Math.max(0, Math.min(begin, end)), Math.min(top, Math.max(begin, end))];
  go({ from: a === 0 ? "" : WHOLE.keys[a].padEnd(10, "-01"), to: b === top ? "" : lastDay(WHOLE.keys[b]) });
}

function fillTime() {
  byId("time").hidden = WHOLE.keys.length < 2;
  if (byId("time").hidden) return;
  const [begin, end] = windowOf();
  const width = Math.max(200, byId("histogram").clientWidth || 800);
  const svg = chart(timeless(), WHOLE, width, 46);
  const wide = width / WHOLE.keys.length;
  svg.prepend(shape("rect", { x: begin * wide, y: 0, width: (end - begin + 1) * wide, height: 46, class: state.from || state.to ? "window" : "none" }));
  const every = Math.max(1, Math.ceil(WHOLE.keys.length / (width / 74)));
  const ticks = WHOLE.keys.map((key, i) => [key, i]).filter(([key, i]) => (WHOLE.cut === 7 && WHOLE.keys.length > 18 ? key.endsWith("-01") && (i / 12) % Math.ceil(every / 12) < 1 : i % every === 0));
  const marks = ticks.filter(([, i]) => width - i * wide > 40).map(([key, i]) => shape("text", { x: (i * wide + 2).toFixed(1), y: 11 }, WHOLE.cut === 7 && WHOLE.keys.length > 18 ? key.slice(0, 4) : sayDate(key, "short")));
  const axis = shape("svg", { viewBox: `0 0 ${width} 14`, width, height: 14, class: "axis" }, ...marks);
  byId("bars").replaceChildren(svg, axis);
  for (const [id, value, key] of [["begin", begin, WHOLE.keys[begin]], ["end", end, WHOLE.keys[end]]]) {
    Object.assign(byId(id), { min: 0, max: WHOLE.keys.length - 1, step: 1, value });
    byId(id).setAttribute("aria-valuetext", sayDate(key));
  }
  const said = begin === end ? sayDate(WHOLE.keys[begin]) : `${sayDate(WHOLE.keys[begin], "short")} – ${sayDate(WHOLE.keys[end], "short")}`;
  byId("range").textContent = state.from || state.to ? said : t("wholeTime");
  byId("whole").hidden = !state.from && !state.to;
}

/** The selection of all times; kept while only the window moves. */
let kept = { key: "", statements: [] };
function timeless() {
  const key = JSON.stringify([...FILTERS.filter((each) => each !== "from" && each !== "to"), "facts", "actor", "dyad", ...(state.path ? ["path", "from", "to"] : [])].map((each) => state[each]));
  if (key !== kept.key) kept = { key, statements: selected(sieve({ time: false })) };
  return kept.statements;
}

let player = 0;
function play() {
  if (player) return stop();
  let [begin, end] = windowOf();
  const top = WHOLE.keys.length - 1;
  const wide = begin === 0 && end === top ? Math.max(1, Math.round(top / 12)) : end - begin + 1;
  if (end === top) begin = -1;
  const busy = new Set(timeless().map((s) => s.date && indexOf(s.date, -1)));
  // Where nothing happened for long, there is nothing to wait for.
  const empty = () => ![...Array(wide).keys()].some((i) => busy.has(begin + i));
  player = setInterval(() => {
    do begin += 1; while (empty() && begin + wide - 1 < top);
    setWindow(begin, begin + wide - 1);
    if (begin + wide - 1 >= top) stop();
  }, 700);
  byId("play").setAttribute("aria-pressed", "true");
  byId("play").textContent = "❚❚";
}
function stop() {
  clearInterval(player);
  player = 0;
  byId("play").setAttribute("aria-pressed", "false");
  byId("play").textContent = "▶";
}

function listenTime() {
  const box = byId("histogram");
  const at = (event) => {
    const { left, width } = byId("bars").getBoundingClientRect();
    return Math.max(0, Math.min(WHOLE.keys.length - 1, Math.floor(((event.clientX - left) / width) * WHOLE.keys.length)));
  };
  let drag = null;
  let frame = 0;
  const soon = (begin, end) => { cancelAnimationFrame(frame); frame = requestAnimationFrame(() => setWindow(begin, end)); };
  byId("bars").addEventListener("pointerdown", (event) => {
    stop();
    const [begin, end] = windowOf();
    const from = at(event);
    const inside = (state.from || state.to) && from >= begin && from <= end;
    drag = inside ? { from, begin, end } : { from };
    box.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  box.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const to = at(event);
    if (drag.end === undefined) return soon(drag.from, to);
    const by = Math.max(-drag.begin, Math.min(WHOLE.keys.length - 1 - drag.end, to - drag.from));
    soon(drag.begin + by, drag.end + by);
  });
  box.addEventListener("pointerup", (event) => { if (drag && drag.end === undefined && at(event) === drag.from) setWindow(drag.from, drag.from); drag = null; });
  byId("begin").addEventListener("input", (event) => setWindow(Math.min(Number(event.target.value), windowOf()[1]), windowOf()[1]));
  byId("end").addEventListener("input", (event) => setWindow(windowOf()[0], Math.max(Number(event.target.value), windowOf()[0])));
  byId("play").addEventListener("click", play);
  byId("whole").addEventListener("click", () => { stop(); go({ from: "", to: "" }); });
}

// --- The dated list ------------------------------------------------------------------------------------------------

/** The statements that the reader looks at: those that pass, of the chosen dyad, paths or actor if there are. */
function selected(passes = sieve()) {
  const dyads = state.dyad ? [DYADS.get(state.dyad)] : chosenDyads();
  return dyads.flatMap((dyad) => dyad.statements.filter((s) => (state.facts || !s.fact) && passes(s)));
}

let newest = null;
/** Events as lists of what is said of them, the newest first; the first rows, those of the chosen dyad, and how many in all. */
function newestEvents() {
  newest ??= [...STATEMENTS].sort((a, b) => compare(b.date, a.date) || compare(a.dyad.id, b.dyad.id) || a.n - b.n);
  const passes = sieve();
  const mine = state.actor ? new Set(chosenDyads()) : null;
  const shown = new Map();
  const seen = new Set();
  for (const s of newest) {
    if ((s.fact && !state.facts) || (mine && !mine.has(s.dyad)) || !passes(s)) continue;
    seen.add(s.event);
    if (shown.has(s.event)) shown.get(s.event).push(s);
    else if (shown.size < cap.rows || s.dyad.id === state.dyad) shown.set(s.event, [s]);
  }
  return { shown: [...shown.values()], all: seen.size };
}

/** Whether plans, demands and denials are left out, so that nobody takes the list for all that was said. */
const leftOut = () => state.status === "actual" && STATEMENTS.some((s) => s.status !== "actual");

function fillTimeline() {
  const { shown, all } = newestEvents();
  const months = new Map();
  for (const group of shown) {
    const month = group[0].date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), group]);
  }
  const item = ([s, ...others]) => {
    const { from, to, id } = s.dyad;
    const row = el("li", { class: `tone${stepOf(s)}`, "data-dyad": id },
      el("span", { class: "quiet when" }, s.date ? sayDay(s.date) : t("undated")),
      el("span", {}, button([name(from), " – ", sayRelation(s.relation), to ? [" – ", name(to)] : null], (event) => goRow(event, id, s.n), { id: `event-${s.n}`, class: "plain" }), " ", badges(s, others.length + 1, { brief: true })));
    // A meeting is one event, whichever of the two an article names first.
    row.dyads = [s, ...others].map((each) => each.dyad.id);
    return row;
  };
  const more = all > shown.length ? button(t("rows"), moreRows) : null;
  byId("list").replaceChildren(
    el("p", { class: "quiet" }, [all ? plural("events", all) : t("empty"), ...(leftOut() ? [t("onlyActual")] : [])].join(" · ")),
    ...[...months].map(([month, groups]) => el("section", {}, el("h2", {}, month ? sayDate(month) : t("undated")), el("ol", { class: "events" }, groups.map(item)))), more ?? "");
}
