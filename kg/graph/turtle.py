"""Writes Turtle and TriG whose bytes depend on the triples alone: sorted, with only the prefixes that are used.

It writes no blank node and no shorthand that older parsers stumble on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph.names import RDF, XSD, Names

_TYPE = f"{RDF}type"
_BARE = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
"""Literals that Turtle reads as this datatype without quotes."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def turtle(triples: Iterable[Triple], names: Names) -> str:
    """The triples as Turtle."""
    writer = _Writer(names)
    body = writer.subjects(triples, "")
    return writer.header() + body


def trig(graphs: Mapping[str, Iterable[Triple]], names: Names) -> str:
    """Named graphs as TriG, sorted by name."""
    writer = _Writer(names)
    bodies = [f"{writer.iri(name)} {{\n{writer.subjects(graphs[name], '    ')}}}\n" for name in sorted(graphs)]
    return writer.header() + "\n".join(bodies)


class _Writer:
    """Formats terms and remembers which prefixes they needed."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.used: set[str] = set()

    def header(self) -> str:
        lines = [f"@prefix {prefix}: <{self.names.prefixes[prefix]}> .\n" for prefix in sorted(self.used)]
        return "".join(lines) + ("\n" if lines else "")

    def subjects(self, triples: Iterable[Triple], indent: str) -> str:
        ordered = sorted(set(triples), key=_order)
        blocks = [
            f"{indent}{self.term(subject)}\n{self.predicates(list(group), indent + '    ')} .\n"
            for subject, group in groupby(ordered, key=lambda t: t.subject)
        ]
        return "\n".join(blocks)

    def predicates(self, triples: list[Triple], indent: str) -> str:
        parts = []
        for predicate, group in groupby(triples, key=lambda t: t.predicate):
            verb = "a" if predicate.value == _TYPE else self.term(predicate)
            objects = [self.term(t.object) for t in group]
            separator = ", " if all(len(o) < 40 for o in objects) else f",\n{indent}    "
            parts.append(f"{indent}{verb} {separator.join(objects)}")
        return " ;\n".join(parts)

    def term(self, term: object) -> str:
        if isinstance(term, NamedNode):
            return self.iri(term.value)
        if isinstance(term, Literal):
            return self.literal(term)
        if isinstance(term, BlankNode):
            return str(term)  # only a CONSTRUCT of the user can make one
        raise TypeError(f"{term} cannot be written as Turtle 1.1")

    def iri(self, iri: str) -> str:
        short = self.names.shorten(iri)
        if short is None:
            return f"<{iri}>"
        self.used.add(short.partition(":")[0])
        return short

    def literal(self, literal: Literal) -> str:
        datatype = literal.datatype.value
        if (bare := _BARE.get(datatype)) and bare.fullmatch(literal.value):
            return literal.value
        text = literal.value.replace("\\", "\\\\").replace('"', '\\"')
        quoted = '"' + _CONTROL.sub(lambda m: _ESCAPES.get(m[0]) or f"\\u{ord(m[0]):04X}", text) + '"'
        if literal.language:
            return f"{quoted}@{literal.language}"
        return quoted if datatype == f"{XSD}string" else f"{quoted}^^{self.iri(datatype)}"


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    """Subjects by IRI; of each the types first, then predicates and objects by their text."""
    predicate = triple.predicate.value
    return str(triple.subject), predicate != _TYPE, predicate, str(triple.object)
