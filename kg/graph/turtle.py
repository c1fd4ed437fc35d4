"""Writes Turtle and TriG whose bytes depend on the triples alone: sorted, with only the prefixes that are used.

It writes no blank node and no shorthand that older parsers stumble on. Terms are handled as N-Triples text, so that
a graph of any size passes through as lines.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import TextIO

from pyoxigraph import Triple

from kg.graph.names import RDF, XSD, Names

_TYPE = f"{RDF}type"
_BARE = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
"""Literals that Turtle reads as this datatype without quotes."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LITERAL = re.compile(r'"(.*)"(?:@([\w-]+)|\^\^<([^>]+)>)?', re.DOTALL)
SEP = "\x01"
"""Between the parts of a line: less than every character of a term, so that lines sort as their parts do."""
_MORE = "\x02"
"""Between the parts of an item that stand for triples of one subject."""
_SHORT = 40
_AGAIN = 100
"""Terms longer than this are texts, which hardly come twice."""


class Verbs(dict[str, str]):
    """A predicate as N-Triples write it → how it stands in a line: types first, without brackets."""

    def __missing__(self, predicate: str) -> str:
        bare = predicate[1:-1]
        self[predicate] = verb = f"{'0' if bare == _TYPE else '1'}{bare}"
        return verb


def line(subject: object, predicate: str, object_: object, graph: str = "") -> str:
    """A triple as a line whose order is that of the file: by graph, by subject, types first, by predicate and object.

    `predicate` and `graph` are bare IRIs; the others are written as in N-Triples. A line is an item of one triple.
    """
    return f"{graph}{SEP}{subject}{SEP}{'0' if predicate == _TYPE else '1'}{predicate}{SEP}{object_}"


def item(graph: str, subject: str, rest: Iterable[str]) -> str:
    """Several lines of one subject in one: a tenth of the lines is sorted ten times as fast. `rest` are their ends."""
    return f"{graph}{SEP}{subject}{SEP}{_MORE.join(rest)}"


def subjects(items: Iterable[str]) -> Iterator[tuple[str, str, list[str]]]:
    """Of sorted items, each graph and subject with the ends of its lines, sorted, each once."""
    for (graph, subject), group in groupby((text.split(SEP, 2) for text in items), key=lambda p: (p[0], p[1])):
        yield graph, subject, sorted({end for _, _, rest in group for end in rest.split(_MORE)})


def triples(items: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Of sorted items, each graph, subject, predicate and object: bare IRIs for graph and predicate."""
    for graph, subject, ends in subjects(items):
        for end in ends:
            predicate, _, object_ = end.partition(SEP)
            yield graph, subject, predicate[1:], object_


def turtle(triples: Iterable[Triple], names: Names) -> str:
    """The triples as Turtle."""
    lines = sorted({line(t.subject, t.predicate.value, _checked(t)) for t in triples})
    out = io.StringIO()
    write_turtle(lines, names, out)
    return out.getvalue()


def write_turtle(items: Iterable[str], names: Names, stream: TextIO) -> None:
    """Sorted lines or items without graph, as Turtle."""
    _write(items, names, stream, named=False)


def write_trig(items: Iterable[str], names: Names, stream: TextIO) -> None:
    """Sorted lines or items with graphs, as TriG."""
    _write(items, names, stream, named=True)


def _checked(triple: Triple) -> object:
    if isinstance(triple.object, Triple):
        raise TypeError(f"{triple.object} cannot be written as Turtle 1.1")
    return triple.object


def _write(items: Iterable[str], names: Names, stream: TextIO, *, named: bool) -> None:
    """The body first, to learn which prefixes it needs; then the header and the body."""
    writer = _Writer(names)
    with tempfile.SpooledTemporaryFile(1 << 20, "w+", encoding="utf-8", newline="\n") as body:
        for number, (graph, group) in enumerate(groupby(subjects(items), key=lambda p: p[0])):
            gap = "\n" if number else ""
            if named:
                body.write(f"{gap}{writer.iri(graph)} {{\n")
            for block in writer.subjects(group, "    " if named else ""):
                body.write(block)
            if named:
                body.write("}\n")
        stream.write(writer.header())
        body.seek(0)
        shutil.copyfileobj(body, stream, 1 << 20)


class _Writer:
    """Formats terms and remembers which prefixes they needed."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.used: set[str] = set()
        self.iri = lru_cache(maxsize=4_000)(self._iri)
        self.again = lru_cache(maxsize=20_000)(self.term)
        """The same for what comes again: objects that are things or values."""
        self.verb = lru_cache(maxsize=1_000)(self._verb)

    def header(self) -> str:
        lines = [f"@prefix {prefix}: <{self.names.prefixes[prefix]}> .\n" for prefix in sorted(self.used)]
        return "".join(lines) + ("\n" if lines else "")

    def subjects(self, found: Iterable[tuple[str, str, list[str]]], indent: str) -> Iterator[str]:
        for number, (_, subject, ends) in enumerate(found):
            gap = "\n" if number else ""
            yield f"{gap}{indent}{self.term(subject)}\n{self._predicates(ends, indent + '    ')} .\n"

    def _predicates(self, ends: list[str], indent: str) -> str:
        found: dict[str, list[str]] = {}
        for end in ends:
            verb, _, term = end.partition(SEP)
            found.setdefault(verb, []).append(self.again(term) if len(term) <= _AGAIN else self.term(term))
        return " ;\n".join(f"{indent}{self.verb(verb)} {_together(objects, indent)}" for verb, objects in found.items())

    def _verb(self, verb: str) -> str:
        return "a" if verb[1:] == _TYPE else self.iri(verb[1:])

    def term(self, term: str) -> str:
        """A term of N-Triples as Turtle; whatever is neither IRI nor literal stays (only a CONSTRUCT can make it)."""
        if term[0] == "<" and term[:2] != "<<":
            return self.iri(term[1:-1])
        found = _LITERAL.fullmatch(term)
        return self._literal(*found.groups()) if found else term

    def _iri(self, iri: str) -> str:
        short = self.names.shorten(iri)
        if short is None:
            return f"<{iri}>"
        self.used.add(short.partition(":")[0])
        return short

    def _literal(self, text: str, language: str | None, datatype: str | None) -> str:
        if datatype and (bare := _BARE.get(datatype)) and bare.fullmatch(text):
            return text
        quoted = '"' + _CONTROL.sub(lambda m: f"\\u{ord(m[0]):04X}", text) + '"'
        if language:
            return f"{quoted}@{language}"
        return f"{quoted}^^{self.iri(datatype)}" if datatype else quoted


def _together(objects: list[str], indent: str) -> str:
    """Objects of one predicate: short ones in a line."""
    if len(objects) == 1:
        return objects[0]
    return (", " if all(len(o) < _SHORT for o in objects) else f",\n{indent}    ").join(objects)
