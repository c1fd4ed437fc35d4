"""The graph as RDF: Turtle, TriG, N-Triples, N-Quads, RDF/XML, Turtle 1.2 with reifiers.

The same graph gives the same bytes, whatever its size: quads become lines, which are sorted on disk.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO, TextIO, cast

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError
from kg.graph import rdf
from kg.graph.export import whole
from kg.graph.export.select import Described, Selection, chosen, statements, unsaid
from kg.graph.names import RDF
from kg.graph.renew import Lines
from kg.graph.sorting import in_order
from kg.graph.store import Store
from kg.graph.turtle import line, triples, write_trig, write_turtle

_ILLEGAL = re.compile("\\\\(?:u00(0[0-8BbCcEeFf]|1[0-9A-Fa-f])|.)|([\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff])")
"""Escapes of N-Triples (those that XML cannot carry in a group), and such characters themselves."""
_REIFIES = f"{RDF}reifies"


def turtle(store: Store, selection: Selection, stream: TextIO) -> None:
    """All that is said and concluded, with descriptions of what is named; no graphs."""
    write_turtle(in_order(_alone(store, selection)), store.names, stream)


def turtle12(store: Store, selection: Selection, stream: TextIO) -> None:
    """The same in RDF 1.2: each statement with an object also reifies its triple, which is not thereby asserted."""
    write_turtle(in_order(_reifying(store, selection)), store.names, stream)


def ntriples(store: Store, selection: Selection, stream: TextIO) -> None:
    """The triples of `turtle`, one a line."""
    for _, subject, predicate, object_ in triples(in_order(_alone(store, selection))):
        stream.write(f"{subject} <{predicate}> {object_} .\n")


def rdfxml(store: Store, selection: Selection, stream: TextIO) -> None:
    """The triples of `turtle` in RDF/XML, for tools that read nothing newer.

    A space stands for the control characters that XML cannot carry.
    """
    lines = triples(in_order(_alone(store, selection)))
    source = io.BufferedReader(Lines(f"{s} <{p}> {_ILLEGAL.sub(_mended, o)} .\n" for _, s, p, o in lines), 1 << 16)
    parsed = (quad.triple for quad in ox.parse(source, format=ox.RdfFormat.N_TRIPLES))
    sink = cast("IO[bytes]", _Text(stream))  # all that the engine needs of it is write
    ox.serialize(parsed, sink, format=ox.RdfFormat.RDF_XML, prefixes=store.names.prefixes)


def trig(store: Store, selection: Selection, stream: TextIO) -> None:
    """Everything in its graphs."""
    write_trig(in_order(grouped(store, selection)), store.names, stream)


def nquads(store: Store, selection: Selection, stream: TextIO) -> None:
    """The quads of `trig`, one a line."""
    everything = selection.everything
    quads = (
        whole.quads(store.quads, unsaid(store, known=True))
        if everything
        else map(str, chosen(store, selection, known=True))
    )
    stream.writelines(f"{text} .\n" for text in in_order(quads))


def grouped(store: Store, selection: Selection) -> Iterator[str]:
    """Everything as lines or items with graphs, unsorted."""
    if selection.everything:
        yield from whole.items(store.quads, unsaid(store, known=True), named=True)
        return
    for quad in chosen(store, selection, known=True):
        if not isinstance(quad.graph_name, NamedNode):
            raise StoreError(f"the store holds {quad}, which irkg did not write; build it again")
        yield line(quad.subject, quad.predicate.value, quad.object, quad.graph_name.value)


def _alone(store: Store, selection: Selection) -> Iterator[str]:
    """What a file needs to be understood without the graph: the selection, and descriptions of what it names."""
    described = Described(store)
    if selection.everything:
        yield from whole.items(store.quads, unsaid(store, known=False), named=False, notice=described.notice)
    else:
        for quad in chosen(store, selection, known=False):
            for term in quad.triple:
                described.notice(str(term))
            yield _line(quad)
    yield from map(_line, described.quads())


def _reifying(store: Store, selection: Selection) -> Iterator[str]:
    yield from _alone(store, selection)
    for told in statements(store, selection):
        subject, relation, object_ = (told.one(p) for p in (rdf.RDF_SUBJECT, rdf.RDF_PREDICATE, rdf.RDF_OBJECT))
        if subject and relation and object_:
            triple = f"<<( <{subject}> <{relation}> <{object_}> )>>"
            yield line(told.node, _REIFIES, triple)


def _line(quad: Quad) -> str:
    return line(quad.subject, quad.predicate.value, quad.object)


def _mended(found: re.Match[str]) -> str:
    return " " if found[1] or found[2] else found[0]


class _Text(io.RawIOBase):
    """A stream of text as one of bytes, for the engine."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._rest = b""

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        block = bytes(data)  # type: ignore[call-overload]  # whatever the engine hands over
        self._rest += block
        try:
            self._stream.write(self._rest.decode("utf-8"))
            self._rest = b""
        except UnicodeDecodeError:
            pass  # it ends within a character, whose rest comes with the next block
        return len(block)
