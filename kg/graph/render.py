"""Prints answers: a table for people, the W3C result formats for programs, Turtle for graphs.

It never shortens what a program reads; only the table cuts long cells to the width of the terminal.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import unicodedata
from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.names import XSD, Names
from kg.graph.query import Rows, Term, plain
from kg.graph.turtle import turtle

FORMATS = ("table", "csv", "tsv", "json")
_NARROWEST = 8


def render_rows(rows: Rows, format: str = "table", *, width: int | None = None) -> str:
    """The answer as text that ends with a newline.

    A table is cut to `width` columns (default: of the terminal; 0: not at all). CSV, TSV and JSON are the SPARQL 1.1
    result formats. The triples of a CONSTRUCT are printed as Turtle whatever the format.
    """
    if format not in FORMATS:
        raise QueryError(f"{format!r} is no output format; use one of {', '.join(FORMATS)}")
    if rows.form == "construct":
        return turtle(rows.triples, rows.names)
    if rows.form == "ask":
        return _ask(rows.truth, format)
    if format == "table":
        return _table(rows, shutil.get_terminal_size((120, 24)).columns if width is None else width)
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


def _table(rows: Rows, width: int) -> str:
    cells = [[_cell(term, rows.names) for term in row] for row in rows.terms]
    if not rows.variables:
        return f"({_number(len(cells))})\n"
    widths = [max(map(_columns, column)) for column in zip(rows.variables, *cells, strict=True)]
    if width:
        widths = _fit(widths, width - 2 * (len(widths) - 1))
    lines = [_line(rows.variables, widths), "  ".join("─" * w for w in widths)]
    lines += [_line(row, widths) for row in cells]
    return "\n".join(lines) + f"\n({_number(len(cells))})\n"


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


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(_pad(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _pad(text: str, width: int) -> str:
    if _columns(text) > width:
        cut = ""
        for char in text:
            if _columns(cut + char) > width - 1:
                break
            cut += char
        text = cut + "…"
    return text + " " * (width - _columns(text))


def _columns(text: str) -> int:
    """Columns of a terminal: wide letters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
