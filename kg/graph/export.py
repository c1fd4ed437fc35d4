"""Writes the graph for other tools: Turtle and its relatives, a table of statements, a network.

The same graph gives the same bytes; nothing is filtered by status, each statement carries its own.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import StoreError
from kg.graph.data import EdgeStatement
from kg.graph.names import RDFS, SKOS
from kg.graph.rdf import TYPE
from kg.graph.records import graph_data
from kg.graph.store import Store
from kg.graph.turtle import trig, turtle

_OF_ENTITY = {
    TYPE.value, f"{RDFS}label", f"{SKOS}altLabel", f"{SKOS}exactMatch",
}  # fmt: skip
"""What an export tells of a known entity besides its parent: who it is, not every way to say it."""
_SIDEWAYS = ("generalRelation", "roleRelation")
"""Own properties that lead from a term that is used to one that need not be; they are left out."""
_XML_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLUMNS = (
    "id", "date", "subject", "relation", "object", "type", "status", "former", "theme", "count", "place", "agent",
    "object_agent", "source", "office", "intensity", "confidence", "field", "trigger", "quote", "event", "article",
    "title", "publisher", "article_date", "lang", "url",
)  # fmt: skip


def export(store: Store, format: str, stream: TextIO) -> None:
    """Write the whole graph to a text stream in one of `FORMATS`.

    ``turtle`` stands alone: all that is said and concluded, and the descriptions of the actors, relations, types
    and terms used; it has no graphs, so prov:wasQuotedFrom leads from a statement to its article. ``trig``,
    ``nquads`` and ``jsonld`` keep the graphs and hold everything, also what no article mentions.
    """
    if format not in _WRITERS:
        raise StoreError(f"{format!r} is no export format; use one of {', '.join(FORMATS)}")
    _WRITERS[format](store, stream)


def _turtle(store: Store, stream: TextIO) -> None:
    known = {store.names.graph("vocabulary"), store.names.graph("actors")}
    triples = {quad.triple for quad in store.quads if quad.graph_name not in known}
    triples |= set(_descriptions(store, triples))
    stream.write(turtle(triples, store.names))


def _descriptions(store: Store, triples: Iterable[Triple]) -> Iterator[Triple]:
    """What is known of everything the triples name, and of what that leads to."""
    described: set[NamedNode] = set()
    queue = sorted({t for triple in triples for t in triple if isinstance(t, NamedNode)}, key=lambda t: t.value)
    own, entity, parent = store.names.base, store.names.entity("").value, store.names.term("parent")
    sideways = {store.names.term(local) for local in _SIDEWAYS}
    while queue:
        node = queue.pop()
        if node in described or not node.value.startswith(own):
            continue
        described.add(node)
        is_entity = node.value.startswith(entity)
        for triple in _known(store, node):
            predicate = triple.predicate
            if predicate in sideways or (is_entity and predicate.value not in _OF_ENTITY and predicate != parent):
                continue
            yield triple
            queue += [term for term in (predicate, triple.object) if isinstance(term, NamedNode)]


def _known(store: Store, node: NamedNode) -> Iterator[Triple]:
    for name in ("vocabulary", "actors"):
        for quad in store.quads.quads_for_pattern(node, None, None, store.names.graph(name)):
            yield quad.triple


def _trig(store: Store, stream: TextIO) -> None:
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in store.quads:
        if not isinstance(quad.graph_name, NamedNode):
            raise StoreError(f"the store holds {quad}, which irkg did not write; build it again")
        graphs[quad.graph_name.value].append(quad.triple)
    stream.write(trig(graphs, store.names))


def _nquads(store: Store, stream: TextIO) -> None:
    stream.writelines(f"{line} .\n" for line in sorted(str(quad) for quad in store.quads))


def _jsonld(store: Store, stream: TextIO) -> None:
    def order(quad: Quad) -> tuple[str, ...]:
        return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)

    quads = sorted(store.quads, key=order)
    text = ox.serialize(quads, format=ox.RdfFormat.JSON_LD, prefixes=store.names.prefixes)
    stream.write((text or b"").decode("utf-8"))


def _csv(store: Store, stream: TextIO) -> None:
    writer = csv.DictWriter(stream, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_row(edge) for edge in graph_data(store).edges)


def _row(edge: EdgeStatement) -> dict[str, Any]:
    return {
        "id": edge.id, "date": edge.date, "subject": edge.subject_id, "relation": edge.relation_id,
        "object": edge.object_id, "type": edge.type, "status": edge.status, "former": edge.former,
        "theme": edge.theme, "count": edge.count, "place": edge.place_label, "agent": edge.agent_label,
        "object_agent": edge.object_agent_label, "source": edge.source_label, "office": edge.office_title,
        "intensity": edge.intensity, "confidence": edge.confidence, "field": edge.field, "trigger": edge.trigger,
        "quote": edge.quote, "event": edge.event_id, "article": edge.article_id, "title": edge.article_title,
        "publisher": edge.publisher, "article_date": edge.article_date, "lang": edge.lang, "url": edge.url,
    }  # fmt: skip


def _graphml(store: Store, stream: TextIO) -> None:
    """Actors as nodes, statements with an object as edges; an act without one has no place in a network."""
    import networkx

    data = graph_data(store)
    network = networkx.MultiDiGraph()
    for actor in data.actors:
        labels = {f"label_{lang}": actor.labels[lang] for lang in ("en", "fr")}
        row = {"label": actor.labels["en"], **labels, "kind": actor.kind, "parent": actor.parent_id}
        network.add_node(actor.id, **_attributes(row | {"wikidata": actor.qid, "iri": actor.iri}))
    for edge in data.edges:
        if edge.object_id is not None:
            row = _row(edge) | {f"label_{lang}": edge.relation_labels[lang] for lang in ("en", "fr")}
            kept = {k: v for k, v in row.items() if k not in ("id", "subject", "object")}
            network.add_edge(edge.subject_id, edge.object_id, key=edge.id, **_attributes(kept))
    stream.writelines(f"{line}\n" for line in networkx.generate_graphml(network))


def _attributes(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown, and without characters that XML cannot carry."""
    return {k: _XML_ILLEGAL.sub(" ", v) if isinstance(v, str) else v for k, v in values.items() if v is not None}


_WRITERS: dict[str, Callable[[Store, TextIO], None]] = {
    "turtle": _turtle, "trig": _trig, "nquads": _nquads, "jsonld": _jsonld, "csv": _csv, "graphml": _graphml,
}  # fmt: skip
FORMATS = tuple(_WRITERS)
