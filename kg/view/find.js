// Search by any name, in either language, without case and accents.

/** A name as people type it: without accents, ligatures, hyphens and the kind of apostrophe that their keyboard has. */
const LETTERS = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i" };
const folded = (text) => plain(text).replace(/[œæßøłđðı]/g, (letter) => LETTERS[letter]).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

let index = null;
/** How well a folded name fits what was typed: 0 not at all; names in another order fit, too (Lavrov Sergey). */
function fits(one, q) {
  if (one === q) return 5;
  if (one.startsWith(q)) return 4;
  if (one.includes(` ${q}`)) return 3;
  if (one.includes(q)) return 2;
  return q.includes(" ") && q.split(" ").every((word) => ` ${one}`.includes(` ${word}`)) ? 1 : 0;
}

/** Actors whose name fits, best first; names are folded when somebody first searches. */
function findActors(text, most = 12) {
  index ??= data.actors.map(({ id, labels, aliases = [] }) => ({ id, texts: [...new Set([...Object.values(labels), ...aliases].map(folded))], weight: OF.get(id).reduce((sum, dyad) => sum + dyad.statements.length, 0) }));
  const q = folded(text);
  if (!q) return [];
  return index.map((entry) => ({ ...entry, rank: Math.max(...entry.texts.map((one) => fits(one, q))) })).filter((entry) => entry.rank)
    .sort((a, b) => b.rank - a.rank || b.weight - a.weight || compare(a.id, b.id)).slice(0, most).map(({ id }) => id);
}

/** The field names whom it found as long as that actor is the chosen one. */
function forgetSearch() {
  const input = byId("search");
  if (document.activeElement !== input && (!state.actor || input.value !== nameOf(state.actor))) input.value = "";
}

function listenSearch() {
  const input = byId("search");
  const list = byId("matches");
  let found = [];
  let at = -1;
  const hide = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const take = (id) => { input.value = nameOf(id); hide(); opener = input; goActor(id); };
  const mark = () => {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) { input.setAttribute("aria-activedescendant", `match${at}`); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  /** The name that fits stands in brackets when it is not the one shown. */
  const other = (id) => {
    const q = folded(input.value);
    const { labels, aliases = [] } = ACTORS.get(id);
    const found = fits(folded(nameOf(id)), q) ? null : [...Object.values(labels), ...aliases].find((text) => fits(folded(text), q));
    return found ? [" (", el("bdi", {}, found), ")"] : [];
  };
  input.addEventListener("input", () => {
    if (!folded(input.value)) return hide();
    found = findActors(input.value);
    at = found.length ? 0 : -1;
    const items = found.map((id, i) => el("li", { role: "option", id: `match${i}`, mousedown: (event) => { event.preventDefault(); take(id); } }, name(id), el("span", { class: "quiet" }, other(id), ` ${t(ACTORS.get(id).kind)}`)));
    list.replaceChildren(...(items.length ? items : [el("li", { role: "option", "aria-disabled": "true" }, t("noMatch"))]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark();
  });
  input.addEventListener("keydown", (event) => {
    const turn = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (turn && found.length) { at = (at + turn + found.length) % found.length; mark(); event.preventDefault(); }
    if (event.key === "Enter" && at >= 0) { take(found[at]); event.preventDefault(); }
    if (event.key === "Escape") hide();
  });
  input.addEventListener("blur", hide);
}
