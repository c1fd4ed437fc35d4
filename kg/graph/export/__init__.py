"""Writes the graph for other tools: documents, tables, networks, whole or by what is chosen.

The same graph gives the same bytes, and memory does not grow with it. Nothing is left out by status unless that is
asked for: each statement carries its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from kg.errors import StoreError
from kg.graph.export import documents, jsonld, nanopubs, networks, tables
from kg.graph.export.select import Selection
from kg.graph.store import Store

_WRITERS: dict[str, Callable[[Store, Selection, TextIO], None]] = {
    "turtle": documents.turtle, "trig": documents.trig, "ntriples": documents.ntriples, "nquads": documents.nquads,
    "jsonld": jsonld.jsonld, "context": jsonld.write_context, "rdfxml": documents.rdfxml,
    "turtle12": documents.turtle12, "nanopubs": nanopubs.nanopubs, "csv": tables.statements, "actors": tables.actors,
    "edges": tables.edges, "events": tables.events, "graphml": networks.graphml, "gexf": networks.gexf,
}  # fmt: skip
FORMATS = tuple(_WRITERS)


def export(store: Store, format: str, stream: TextIO, selection: Selection | None = None) -> None:
    """Write the graph, or the statements of a selection with all that belongs to them, in one of `FORMATS`.

    ``turtle``, ``ntriples``, ``rdfxml`` and ``turtle12`` stand alone: all that is said and concluded, and the
    descriptions of the actors, relations, types and terms used; they have no graphs, so prov:wasQuotedFrom leads from
    a statement to its article. ``trig``, ``nquads`` and ``jsonld`` keep the graphs and hold everything, also what no
    article mentions; only the counts, which can be drawn again, are in no export.

    Raises:
        StoreError: there is no such format.
    """
    if format not in _WRITERS:
        raise StoreError(f"{format!r} is no export format; use one of {', '.join(FORMATS)}")
    _WRITERS[format](store, selection or Selection(), stream)


__all__ = ["FORMATS", "Selection", "export"]
