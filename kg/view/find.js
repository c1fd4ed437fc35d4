// Search by any name, in either language, without case and accents.

let index = null;
/** Actors whose name fits, best first; names are folded when somebody first searches. */
function findActors(text, most = 12) {
  index ??= data.actors.map(({ id, labels, aliases = [] }) => ({ id, texts: [...new Set([...Object.values(labels), ...aliases].map(plain))], weight: OF.get(id).reduce((sum, dyad) => sum + dyad.statements.length, 0) }));
  const q = plain(text.trim());
  if (!q) return [];
  const score = (one) => (one === q ? 4 : one.startsWith(q) ? 3 : one.includes(` ${q}`) ? 2 : one.includes(q) ? 1 : 0);
  return index.map((entry) => ({ ...entry, rank: Math.max(...entry.texts.map(score)) })).filter((entry) => entry.rank)
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
    const q = plain(input.value.trim());
    const { labels, aliases = [] } = ACTORS.get(id);
    const fits = plain(nameOf(id)).includes(q) ? null : [...Object.values(labels), ...aliases].find((text) => plain(text).includes(q));
    return fits ? [" (", el("bdi", {}, fits), ")"] : [];
  };
  input.addEventListener("input", () => {
    if (!input.value.trim()) return hide();
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
