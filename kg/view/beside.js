// What stands beside the network: the dated list or the table, the room it has, and where the chosen arrow stands in it.
// On a phone there is no room beside: list and table take the place of the network.

/** What a row opens is what its arrow opens; the drawing stays as it is when it holds that arrow. */
function goRow(event, id, statement) {
  opener = event.currentTarget;
  const elsewhere = edges.get(id) ? {} : { only: "", path: "", open: "" };
  go({ dyad: id, pattern: "", ...elsewhere }, { focus: true, centre: true });
  byId(`card-${statement}`)?.scrollIntoView({ block: "nearest" });
}

function moreRows() {
  cap.rows += GROW.rows;
  fillBeside();
}

let filledWith = "";
const besideBox = () => byId(state.view === "table" ? "dyads" : "list");
const chosenRows = () => (state.dyad ? [...besideBox().querySelectorAll("[data-dyad]")].filter((row) => (row.dyads ?? [row.dataset.dyad]).includes(state.dyad)) : []);

/** The rows are made anew only when others pass: a list that jumps at each click cannot be read. */
function fillBeside() {
  document.body.dataset.view = state.view;
  byId("list").hidden = state.view !== "timeline";
  byId("dyads").hidden = state.view !== "table";
  byId("hide").hidden = byId("sash").hidden = state.view === "map";
  if (state.view === "map") return;
  const key = JSON.stringify([cap.rows, ...[...FILTERS, "facts", "view", "lang", "actor", "path", "sort"].map((each) => state[each])]);
  if (key !== filledWith || (state.dyad && !chosenRows().length)) state.view === "table" ? fillTable() : fillTimeline();
  filledWith = key;
  markChosen();
}

let marked = "";
function markChosen() {
  for (const row of besideBox().querySelectorAll("[aria-current]")) row.removeAttribute("aria-current");
  const found = chosenRows();
  for (const row of found) row.setAttribute("aria-current", "true");
  if (found.length && !PHONE.matches && marked !== state.dyad) scrollList(found);
  marked = state.dyad;
}

/** Scroll the list alone, and only when none of the rows is in sight. */
function scrollList(found) {
  const { top, bottom } = besideBox().getBoundingClientRect();
  const head = 40;
  const seen = found.some((row) => row.getBoundingClientRect().top >= top + head && row.getBoundingClientRect().bottom <= bottom);
  if (!seen) besideBox().scrollTop += found[0].getBoundingClientRect().top - top - head;
}

// --- How much room it has --------------------------------------------------------------------------------------------

const GRIPS = [
  ["grip", "side", (event, { right, width }) => (100 * (right - event.clientX)) / width, { ArrowLeft: 2, ArrowRight: -2 }, () => [byId("side").offsetWidth, document.body.clientWidth]],
  ["sash", "split", (event, { top, height }) => (100 * (event.clientY - top)) / height, { ArrowUp: -2, ArrowDown: 2 }, () => [byId("panel").offsetHeight, byId("side").offsetHeight]],
];

function fillSizes() {
  const { style } = byId("side");
  [style.width, style.maxWidth] = state.side ? [`${state.side}%`, "none"] : ["", ""];
  byId("panel").style.flex = state.split && state.view !== "map" ? `0 0 ${state.split}%` : "";
  for (const [id, key, , , measure] of GRIPS) {
    const [part, whole] = measure();
    const [least, most] = SHARES[key];
    const now = Math.max(least, Math.min(most, Math.round((100 * part) / (whole || 1))));
    for (const [name, value] of [["min", least], ["max", most], ["now", now]]) byId(id).setAttribute(`aria-value${name}`, value);
  }
}

/** Give a share of the page, in percent; nothing gives back what the page would take. */
function resize(key, share) {
  const [least, most] = SHARES[key];
  state[key] = share === "" ? "" : String(Math.round(Math.max(least, Math.min(most, share))));
  writeHash(false);
  fillSizes();
  if (key === "split") return;
  fillTime();
  fit({ keep: true });
}

function listenGrips() {
  for (const [id, key, shareOf, keys, measure] of GRIPS) {
    const grip = byId(id);
    let frame = 0;
    grip.addEventListener("pointerdown", (event) => { grip.setPointerCapture(event.pointerId); event.preventDefault(); grip.focus({ focusVisible: false }); });
    grip.addEventListener("pointermove", (event) => {
      if (!grip.hasPointerCapture(event.pointerId)) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => resize(key, shareOf(event, grip.parentElement.getBoundingClientRect())));
    });
    grip.addEventListener("dblclick", () => resize(key, ""));
    grip.addEventListener("keydown", (event) => {
      const [least, most] = SHARES[key];
      const [part, whole] = measure();
      const to = { Home: least, End: most }[event.key] ?? (keys[event.key] && (100 * part) / whole + keys[event.key]);
      if (event.key === "Enter") resize(key, "");
      else if (to !== undefined) resize(key, to);
      else return;
      event.preventDefault();
    });
  }
}
