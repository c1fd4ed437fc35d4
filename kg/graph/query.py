"""Asks SPARQL questions and returns answers that are complete before they are handed on.

It answers questions only: an update is an error, the graph changes by building.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal as OneOf

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.names import Names

Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_UPDATE = re.compile(
    r"(\s|#[^\n]*\n|(PREFIX|BASE)\b[^\n]*\n)*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE
)
_EXPECTED = re.compile(r"expected (?:one of )?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: rows of a SELECT, the truth of an ASK, or the triples of a CONSTRUCT or DESCRIBE."""

    form: OneOf["select", "ask", "construct"]
    names: Names
    variables: tuple[str, ...] = ()
    terms: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool = False
    triples: frozenset[ox.Triple] = frozenset()

    def values(self) -> list[tuple[str | None, ...]]:
        """The rows as plain strings: IRIs in full, literals without language or datatype."""
        return [tuple(None if term is None else plain(term) for term in row) for row in self.terms]

    def __len__(self) -> int:
        return len(self.triples) if self.form == "construct" else len(self.terms)


def run(quads: ox.Store, sparql: str, names: Names) -> Rows:
    """Ask; the answer is read to its end here, because the engine ties it to this thread."""
    try:
        answer = quads.query(sparql, prefixes=names.prefixes, use_default_graph_as_union=not has_dataset(sparql))
        if isinstance(answer, ox.QueryBoolean):
            return Rows("ask", names, truth=bool(answer))
        if isinstance(answer, ox.QueryTriples):
            return Rows("construct", names, triples=frozenset(answer))
        variables = tuple(variable.value for variable in answer.variables)
        return Rows("select", names, variables, tuple(tuple(row) for row in answer))
    except SyntaxError as error:
        raise QueryError(explain(sparql, str(error))) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered ({error})") from error


_TOKEN = re.compile(
    r"""'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*" """.strip()
    + r"""|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n\r]*""",
    re.DOTALL,
)
"""What keywords cannot stand in: strings, IRIs, comments."""


def has_keyword(sparql: str, word: str) -> bool:
    """Whether a keyword stands in a query, outside of strings, IRIs, comments and names."""
    return re.search(rf"(?<![\w?$:.@-]){word}(?![\w:.-])", _TOKEN.sub(" ", sparql), re.IGNORECASE) is not None


def depth(sparql: str) -> int:
    """How deep brackets lie in one another; the engine's parser runs out of stack at some thousands.

    >>> depth("SELECT * { { ?s ?p '(((' } }")
    2
    """
    deepest = now = 0
    for bracket in re.findall(r"[][(){}]", _TOKEN.sub(" ", sparql)):
        now += 1 if bracket in "[({" else -1
        deepest = max(deepest, now)
    return deepest


def has_dataset(sparql: str) -> bool:
    """Whether a query says itself which graphs it asks; the engine ignores that when all graphs are taken as one.

    >>> has_dataset("SELECT * FROM <a:b> { ?s ?p 'FROM' }"), has_dataset("SELECT ?from { ?from ?p ?o }")
    (True, False)
    """
    return has_keyword(sparql, "FROM")


def plain(term: Term) -> str:
    """The bare text of a term."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def explain(sparql: str, message: str) -> str:
    """The message with the line of the query and a caret under the place."""
    found = _POSITION.match(message)
    if found is None:
        return f"the query is not valid SPARQL: {message}"
    line, column = int(found[1]), int(found[2])
    lines = sparql.rstrip().splitlines() or [""]
    if line > len(lines):  # something is missing at the end: point behind the last word, not at nothing
        line, column = len(lines), len(lines[-1]) + 1
    text = lines[line - 1]
    caret = "".join("\t" if c == "\t" else " " for c in text[: column - 1]) + "^"
    place = f"line {line}, column {column}"
    return f"the query is not valid SPARQL, {place}: {_reason(sparql, found[3])}\n  {text}\n  {caret}"


def _reason(sparql: str, message: str) -> str:
    if _UPDATE.match(sparql):
        return "this is an update; queries only read, `kg build` changes the graph"
    if "Prefix not found" in message:
        return "unknown prefix; declare it with PREFIX name: <…>"
    expected = _EXPECTED.match(message)
    if expected is None:
        return message
    # The engine lists every character class of a name; words and signs are what a reader can use.
    options = [o.strip(" []\n") for o in re.split(r",\s*(?=\[|[A-Z])", expected[1])]
    short = sorted({o for o in options if ".." not in o and len(o) < 24})
    return f"expected {' or '.join(short[:8])}" if short else "cannot go on here"
