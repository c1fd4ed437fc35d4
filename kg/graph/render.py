"""Prints answers: a table for people, the W3C result formats for programs, Turtle for graphs.

It never shortens anything; the table breaks long cells into lines that fit the terminal.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import unicodedata
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.names import XSD, Names
from kg.graph.query import Rows, Term, plain
from kg.graph.turtle import turtle

FORMATS = ("table", "csv", "tsv", "json", "turtle")
_GAP = 2
_NARROWEST = 8
_READABLE = 12
"""Columns that a wrapped cell needs to be read with ease."""


def render_rows(rows: Rows, format: str = "table", *, width: int | None = None, colour: bool = False) -> str:
    """The answer as text that ends with a newline.

    A table is wrapped to `width` columns (default: of the terminal; 0: not at all), and where that would leave columns
    too narrow to read, each row becomes a block of lines. CSV, TSV and JSON are the SPARQL 1.1 result formats. The
    triples of a CONSTRUCT are printed as Turtle.

    Raises:
        QueryError: no such format, or one that this form of answer cannot have.
    """
    if format not in FORMATS:
        raise QueryError(f"{format!r} is no output format; use one of {', '.join(FORMATS)}")
    if rows.form == "construct":
        if format in ("csv", "tsv", "json"):
            raise QueryError(f"the answer is a graph, which {format} cannot hold; use --format turtle")
        return turtle(rows.triples, rows.names)
    if format == "turtle":
        raise QueryError("the answer is a table, not a graph; ask with CONSTRUCT, or use --format csv")
    if rows.form == "ask":
        return _ask(rows.truth, format)
    if format == "table":
        room = shutil.get_terminal_size((120, 24)).columns if width is None else width
        return _Table(rows, room, colour=colour).text()
    return {"csv": _csv, "tsv": _tsv, "json": _json}[format](rows)


def _ask(truth: bool, format: str) -> str:
    word = str(truth).lower()
    return json.dumps({"head": {}, "boolean": truth}) + "\n" if format == "json" else word + "\n"


def _csv(rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.writer(out)  # CRLF, as the W3C format asks
    writer.writerow(rows.variables)
    writer.writerows([["" if term is None else plain(term) for term in row] for row in rows.terms])
    return out.getvalue()


def _tsv(rows: Rows) -> str:
    lines = ["\t".join(f"?{name}" for name in rows.variables)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in rows.terms]
    return "\n".join(lines) + "\n"


def _json(rows: Rows) -> str:
    bindings = [
        {name: _json_term(term) for name, term in zip(rows.variables, row, strict=True) if term is not None}
        for row in rows.terms
    ]
    answer = {"head": {"vars": list(rows.variables)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.Literal):
        made = {"type": "literal", "value": term.value}
        if term.language:
            return made | {"xml:lang": term.language}
        return made if term.datatype.value == f"{XSD}string" else made | {"datatype": term.datatype.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {role: _json_term(part) for role, part in parts.items()}}
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": term.value}


class _Table:
    """Rows for people."""

    def __init__(self, rows: Rows, width: int, *, colour: bool) -> None:
        self.head, self.width, self.colour = rows.variables, width, colour
        self.cells = [[_cell(term, rows.names) for term in row] for row in rows.terms]

    def text(self) -> str:
        count = f"({_number(len(self.cells))})\n"
        if not self.head:
            return count
        widths = [max(map(_columns, column)) for column in zip(self.head, *self.cells, strict=True)]
        if self.width and sum(widths) + _GAP * (len(widths) - 1) > self.width:
            fitted = _fit(widths, self.width - _GAP * (len(widths) - 1))
            if any(new < min(old, _READABLE) for new, old in zip(fitted, widths, strict=True)):
                return "".join(map(self._block, self.cells)) + self._dim(count.rstrip()) + "\n"
            widths = fitted
        lines = [self._bold(line) for line in _lines(self.head, widths)]
        lines.append(self._dim("  ".join("─" * w for w in widths)))
        for row in self.cells:
            lines += _lines(row, widths)
        return "\n".join(lines) + "\n" + self._dim(count.rstrip()) + "\n"

    def _block(self, row: Sequence[str]) -> str:
        """A row as a line for each value that it has."""
        left = max(map(_columns, self.head))
        lines = []
        for name, cell in zip(self.head, row, strict=True):
            if cell:
                first, *more = _wrap(cell, max(self.width - left - _GAP, _NARROWEST))
                lines.append(self._bold(name + " " * (left - _columns(name))) + "  " + first)
                lines += [" " * (left + _GAP) + line for line in more]
        return "\n".join(lines) + "\n\n"

    def _bold(self, text: str) -> str:
        return f"\033[1m{text}\033[0m" if self.colour else text

    def _dim(self, text: str) -> str:
        return f"\033[2m{text}\033[0m" if self.colour else text


def _number(count: int) -> str:
    return f"{count} row" if count == 1 else f"{count} rows"


def _cell(term: Term | None, names: Names) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return names.shorten(term.value) or f"<{term.value}>"
    return " ".join(_visible(plain(term)).split())


def _visible(text: str) -> str:
    """Without control characters: news must not move the cursor of a terminal."""
    return "".join(c if not unicodedata.category(c).startswith("C") else " " for c in text)


def _fit(widths: list[int], room: int) -> list[int]:
    """Take from the widest columns until all fit, but leave each something."""
    widths = list(widths)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = widths.index(max(widths))
        second = max((w for w in widths if w < widths[widest]), default=_NARROWEST)
        widths[widest] = max(second, _NARROWEST, widths[widest] - (sum(widths) - room))
        if widths[widest] == second and sum(widths) > room:
            widths[widest] -= 1
    return [max(w, 1) for w in widths]


def _lines(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """One row, as many lines high as its highest cell."""
    wrapped = [_wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return [
        (" " * _GAP)
        .join(line + " " * (width - _columns(line)) for line, width in zip(parts, widths, strict=True))
        .rstrip()
        for parts in zip_longest(*wrapped, fillvalue="")
    ]


def _wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken between words, and within those that are longer."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and _columns(line) + 1 + _columns(word) <= width:
            line += f" {word}"
            continue
        if line:
            lines.append(line)
        while _columns(word) > width:
            cut = _cut(word, width)
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line]


def _cut(word: str, width: int) -> int:
    """How many letters fit, at least one."""
    count = 1
    while _columns(word[: count + 1]) <= width:
        count += 1
    return count


def _columns(text: str) -> int:
    """Columns of a terminal: wide letters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
