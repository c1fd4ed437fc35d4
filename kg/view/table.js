// The table of dyads, which anybody can sort: the twin of the network for keyboard, screen reader and print.

const COLUMNS = {
  subject: (row) => plain(nameOf(row.dyad.from)), relation: (row) => plain(sayTop(row)), object: (row) => (row.dyad.to ? plain(nameOf(row.dyad.to)) : "\uffff"),
  number: (row) => row.events, tone: (row) => row.tone, last: (row) => row.last,
};

/** The rows of the selection, in the order that the reader chose. */
function sorted() {
  const [key, way] = [state.sort.slice(0, -1), state.sort.endsWith("-") ? -1 : 1];
  const value = Object.hasOwn(COLUMNS, key) ? COLUMNS[key] : COLUMNS.number;
  const mine = state.actor ? new Set(chosenDyads()) : null;
  return rows.filter((row) => !mine || mine.has(row.dyad)).map((row) => [value(row), row]).sort(([a], [b]) => way * compare(a, b)).map(([, row]) => row);
}

function fillTable() {
  const [sortKey, way] = [state.sort.slice(0, -1), state.sort.endsWith("-") ? "descending" : "ascending"];
  const head = Object.keys(COLUMNS).map((key) => {
    const turn = () => { go({ sort: sortKey === key ? `${key}${way === "descending" ? "+" : "-"}` : `${key}${["number", "last"].includes(key) ? "-" : "+"}` }); byId(`sort-${key}`).focus(); };
    return el("th", { scope: "col", "aria-sort": key === sortKey ? way : null }, button([t(key), key === sortKey ? (way === "descending" ? " ↓" : " ↑") : ""], turn, { id: `sort-${key}`, class: "plain" }));
  });
  const all = sorted();
  const lines = all.filter((row, i) => i < cap.rows || row.dyad.id === state.dyad).map((row) => {
    const { id, from, to } = row.dyad;
    return el("tr", { "data-dyad": id, class: `tone${row.fact ? 0 : step(row.tone)}` },
      el("th", { scope: "row" }, name(from)), el("td", {}, button(sayTop(row), (event) => goRow(event, id), { id: `row-${id}`, class: "plain" })), el("td", {}, name(to)),
      el("td", { class: "number" }, sayNumber(row.events)),
      el("td", {}, row.fact ? t("factLine") : [balanceBar(row), el("span", { class: "tone" }, ` ${t(`tone${step(row.tone)}`)}`)]), el("td", {}, row.last ? sayDate(row.last, "short") : t("undated")));
  });
  const more = all.length > lines.length ? button(t("rows"), moreRows) : "";
  byId("dyads").replaceChildren(el("table", {}, el("caption", {}, `${t("caption")} ${plural("dyads", all.length)}`), el("thead", {}, el("tr", {}, head)), el("tbody", {}, lines)), more);
}

/** Fields as RFC 4180 wants them; what a spreadsheet would run as a formula gets an apostrophe before it. */
function csvOf(lines) {
  const field = (value) => {
    const text = String(value ?? "");
    const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${lines.map((line) => line.map(field).join(",")).join("\r\n")}\r\n`;
}

/** What is shown: dyads beside the table, else the statements that pass. */
function csvLines() {
  if (state.view === "table") {
    return [["subject", "relation", "object", "events", "cooperation", "conflict", "tone", "last"],
      ...sorted().map((row) => [nameOf(row.dyad.from), sayTop(row), row.dyad.to && nameOf(row.dyad.to), row.events, row.good, row.bad, Math.round(row.tone * 10) / 10, row.last])];
  }
  return [["date", "subject", "relation", "object", "type", "status", "confidence", "claimed by", "sentence", "headline", "publisher", "published", "url"],
    ...selected().sort((a, b) => compare(a.date, b.date) || a.n - b.n).map((s) => [
      s.stated, nameOf(s.dyad.from), sayRelation(s.relation), s.dyad.to && nameOf(s.dyad.to), s.relation.type, s.status, s.confidence,
      inLang(s.source, ""), evidence(s).quote ?? "", s.article.title, s.article.publisher, s.article.date, s.article.url])];
}
