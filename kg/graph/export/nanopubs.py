"""Nanopublications: each statement as four small graphs in TriG – head, assertion, provenance, publication info.

The assertion is what one source says; only what it says is actual is also asserted as a direct triple.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from pyoxigraph import NamedNode

from kg.graph import rdf
from kg.graph.export.select import Selection, Told, statements
from kg.graph.names import PROV, RDF, local_name
from kg.graph.sorting import in_order
from kg.graph.store import Store
from kg.graph.turtle import line, write_trig

_NP = "http://www.nanopub.org/nschema#"
_DCTERMS = "http://purl.org/dc/terms/"
_EVIDENCE = {rdf.HAS_TARGET.value, rdf.QUOTED_FROM.value}
"""Properties of a statement that say where it comes from, not what it says."""


def nanopubs(store: Store, selection: Selection, stream: TextIO) -> None:
    """One nanopublication a statement."""
    lines = (each for told in statements(store, selection) for each in _one(store, told))
    write_trig(in_order(lines), store.names, stream)


def _one(store: Store, told: Told) -> Iterator[str]:
    base = f"{store.names.base}nanopub/{local_name(told.node.value)}"
    head, assertion, provenance, info = (f"{base}/{part}" for part in ("head", "assertion", "provenance", "pubinfo"))
    here = f"<{base}>"
    yield line(here, f"{RDF}type", f"<{_NP}Nanopublication>", head)
    for local, graph in (("Assertion", assertion), ("Provenance", provenance), ("PublicationInfo", info)):
        yield line(here, f"{_NP}has{local}", f"<{graph}>", head)
    term = store.names.term
    for predicate, values in told.values.items():
        inside = provenance if predicate in _EVIDENCE or predicate == term("confidence").value else assertion
        yield from (line(told.node, predicate, value, inside) for value in values if predicate != term("mention").value)
    s, p, o = (told.one(part) for part in (rdf.RDF_SUBJECT, rdf.RDF_PREDICATE, rdf.RDF_OBJECT))
    if s and p and o and told.one(term("status")) == term("actual").value:
        yield line(f"<{s}>", p, f"<{o}>", assertion)
    yield line(f"<{assertion}>", rdf.QUOTED_FROM.value, f"<{told.graph.value}>", provenance)
    if source := told.one(term("claimedBy")):
        yield line(f"<{assertion}>", f"{PROV}wasAttributedTo", f"<{source}>", provenance)
    yield from _place(store, told, provenance)
    yield line(here, f"{_DCTERMS}source", f"<{told.graph.value}>", info)
    yield line(here, f"{_DCTERMS}conformsTo", f"<{store.names.base}ontology>", info)


def _place(store: Store, told: Told, graph: str) -> Iterator[str]:
    """The sentence: its span, position and words."""
    span = told.one(rdf.HAS_TARGET)
    queue = [span] if span else []
    while queue:
        for quad in store.quads.quads_for_pattern(NamedNode(queue.pop()), None, None, told.graph):
            yield line(quad.subject, quad.predicate.value, quad.object, graph)
            if quad.predicate == rdf.HAS_SELECTOR and isinstance(quad.object, NamedNode):
                queue.append(quad.object.value)
