"""Brings the derived graph and the counts up to date with the statements: what differs is written, nothing else.

A small difference is one transaction. A large one is loaded in bulk, many times faster; a crash on the way leaves the
mark that conclusions are out of date, and the next time mends what is missing.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice

import pyoxigraph as ox
from pyoxigraph import NamedNode, Store

from kg.graph import rdf
from kg.graph.derive import Conclusions
from kg.graph.names import Names
from kg.graph.said import Said
from kg.graph.tallies import GRAPH

_BULK = 50_000
"""Lines above which a difference is loaded in bulk."""
_CHUNK = 20_000
"""Lines that are removed at once when there are very many."""
_OF_EVENTS = ("actor", "recipient", "relation", "eventType", "eventStatus", "place", "articleCount", "publisherCount",
              "firstReported", "lastReported", "date")  # fmt: skip


def renew(quads: Store, names: Names, said: Said | None = None) -> int:
    """Draw all conclusions and write what differs; how many triples of the derived graph that was.

    With what was said before, only events that changed graphs speak of are looked at.
    """
    conclusions = Conclusions(quads, names, said)
    derived = _Graph(quads, names.graph("derived"))
    old = _Old(derived, names)
    changed = derived.write(old.new_lines(conclusions), old.gone)
    _write_counts(conclusions)
    return changed


def recount(quads: Store, names: Names) -> None:
    """Count anew what is concluded, and leave the conclusions as they are."""
    conclusions = Conclusions(quads, names)
    for _ in conclusions.events():
        pass
    conclusions.rest()
    _write_counts(conclusions)


def _write_counts(conclusions: Conclusions) -> None:
    counts = _Graph(conclusions.quads, conclusions.names.graph(GRAPH))
    wanted, present = set(conclusions.tallies.lines()), set(counts.lines())
    counts.write(iter(sorted(wanted - present)), sorted(present - wanted))


def count(quads: Store, graph: NamedNode) -> int:
    """Triples of a graph, counted by the engine, which need not read their terms."""
    answer = quads.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
    return int(next(iter(answer))[0].value)  # type: ignore[arg-type]


class _Old:
    """What the derived graph holds so far, looked at as it is compared."""

    def __init__(self, graph: _Graph, names: Names) -> None:
        self.graph, self.names = graph, names
        self.empty = next(graph.quads.quads_for_pattern(None, None, None, graph.node), None) is None
        self.gone: list[str] = []
        """Lines that are no longer concluded; complete once `new_lines` has come to its end."""

    def new_lines(self, conclusions: Conclusions) -> Iterator[str]:
        """Lines that are not there yet."""
        for iri, block in conclusions.events():
            if self.empty:
                yield from block
                continue
            wanted, present = set(block), set(self.graph.about(iri))
            yield from (line for line in block if line not in present)
            self.gone += sorted(present - wanted)
        wanted, present = conclusions.rest(), set() if self.empty else self._rest(conclusions)
        yield from sorted(wanted - present)
        self.gone += sorted(present - wanted)
        if not self.empty and conclusions.said.whole:
            self._gone_events()

    def _rest(self, conclusions: Conclusions) -> set[str]:
        """Direct triples and descriptions of entities: all that is not about an event."""
        quads, home = self.graph.quads, self.names.hashed("event", "").value
        found: set[str] = set()
        verbs = self._verbs() if conclusions.said.whole else map(NamedNode, conclusions.relations)
        for verb in verbs:
            found.update(self.graph.lines(verb))
        for quad in quads.quads_for_pattern(None, rdf.DERIVED_FROM, None, self.graph.node):
            if isinstance(quad.subject, NamedNode) and not quad.subject.value.startswith(home):
                found.update(self.graph.about(quad.subject.value))
        return found

    def _verbs(self) -> Iterator[NamedNode]:
        """All predicates but those of events."""
        of_events = (
            {self.names.term(local).value for local in _OF_EVENTS}
            | {p.value for p in (rdf.TYPE, rdf.LABEL, rdf.TIME_STAMP, rdf.EARLIEST, rdf.LATEST)}
            | {"http://semanticweb.cs.vu.nl/2009/11/sem/eventType", "http://semanticweb.cs.vu.nl/2009/11/sem/hasActor"}
        )
        yield from (verb for verb in self.graph.distinct("?p") if verb.value not in of_events)

    def _gone_events(self) -> None:
        """Events that no statement reports any more."""
        home, reports = self.names.hashed("event", "").value, self.names.term("reportsEvent")
        for node in self.graph.distinct("?s"):
            if node.value.startswith(home) and not any(self.graph.quads.quads_for_pattern(None, reports, node, None)):
                self.gone += sorted(self.graph.about(node.value))


class _Graph:
    """One named graph of the store, as lines of N-Triples."""

    def __init__(self, quads: Store, node: NamedNode) -> None:
        self.quads, self.node = quads, node

    def distinct(self, variable: str) -> Iterator[NamedNode]:
        """All subjects or all predicates."""
        found = self.quads.query(f"SELECT DISTINCT {variable} {{ GRAPH {self.node} {{ ?s ?p ?o }} }}")
        yield from (row[0] for row in found if isinstance(row[0], NamedNode))  # type: ignore[union-attr]

    def lines(self, predicate: NamedNode | None = None) -> Iterator[str]:
        for quad in self.quads.quads_for_pattern(None, predicate, None, self.node):
            yield f"{quad.subject} {quad.predicate} {quad.object}"

    def about(self, iri: str) -> Iterator[str]:
        for quad in self.quads.quads_for_pattern(NamedNode(iri), None, None, self.node):
            yield f"{quad.subject} {quad.predicate} {quad.object}"

    def write(self, new: Iterator[str], gone: list[str]) -> int:
        """Add and remove lines; `gone` may grow until `new` has come to its end."""
        first = list(islice(new, _BULK))
        number = len(first)
        if number < _BULK and len(gone) <= _BULK:
            if first or gone:
                self.quads.update(f"DELETE DATA {self._block(gone)} ; INSERT DATA {self._block(first)}")
            return number + len(gone)
        more = _Counted(chain(first, new))
        load(self.quads, more, self.node)
        for start in range(0, len(gone), _CHUNK):
            self.quads.update(f"DELETE DATA {self._block(gone[start : start + _CHUNK])}")
        return more.number + len(gone)

    def _block(self, lines: Iterable[str]) -> str:
        return f"{{ GRAPH {self.node} {{\n" + " .\n".join(lines) + "\n} }"


def load(quads: Store, lines: Iterable[str], graph: NamedNode) -> None:
    """Load lines in bulk; up to a million of them are there whole or not at all."""
    source = io.BufferedReader(Lines(f"{line} {graph} .\n" for line in lines), 1 << 20)
    quads.bulk_load(source, format=ox.RdfFormat.N_QUADS, lenient=True)


class _Counted:
    """An iterator that knows how many it gave."""

    def __init__(self, items: Iterable[str]) -> None:
        self._items = iter(items)
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        for item in self._items:
            self.number += 1
            yield item


class Lines(io.RawIOBase):
    """Lines of text as a stream of bytes."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if len(self._rest) < len(buffer):
            parts, size = [self._rest], len(self._rest)
            while size < len(buffer) and (text := next(self._lines, None)) is not None:
                parts.append(text.encode())
                size += len(parts[-1])
            self._rest = b"".join(parts)
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)
