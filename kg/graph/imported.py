"""Writes events of a table as records in a named graph of their own, by hundreds, each lot whole or not at all.

Their provenance is what it is: a record is reported by its dataset, and has no sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import rdf
from kg.graph.names import SCHEMA, XSD, Names, local_name
from kg.model import Entity, Relation, content_hash

_DATASET_KIND = "dataset"


@dataclass(frozen=True, slots=True)
class Record:
    """An event of a table whose names and codes were understood."""

    id: str
    """The event's own id in its dataset."""
    date: str
    subject: Entity
    relation: Relation
    object: Entity | None
    url: str = ""
    publisher: str = ""
    code: str = ""
    """What the table says was done, in its own code."""


def codes(vocabulary: Path) -> tuple[dict[str, str], dict[str, str]]:
    """What the vocabulary says of event types: CAMEO root code → type, and type → its general relation (local names)."""
    roots, general = {}, {}
    for quad in ox.parse(vocabulary.read_bytes(), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            match local_name(quad.predicate.value):
                case "cameoRoot":
                    roots[quad.object.value] = local_name(quad.subject.value)
                case "generalRelation":
                    general[local_name(quad.subject.value)] = local_name(quad.object.value)
    return roots, general


def dataset_node(names: Names, name: str, part: str) -> NamedNode:
    """A part of a dataset, which is also the name of its graph."""
    return names.node(_DATASET_KIND, name, part)


def record_triples(
    node: NamedNode, name: str, part: str, digest: str, records: Sequence[Record], names: Names
) -> Iterator[Triple]:
    """Everything the graph of a part holds."""
    term = names.term
    yield Triple(node, rdf.TYPE, term("Dataset"))
    yield Triple(node, rdf.IDENTIFIER, Literal(part))
    yield Triple(node, rdf.PUBLISHER, Literal(name))
    yield Triple(node, rdf.SHA256, Literal(digest))
    for record in records:
        yield from _record(node, name, record, names)


def _record(dataset: NamedNode, name: str, record: Record, names: Names) -> Iterator[Triple]:
    term, subject, object_ = names.term, record.subject.id, record.object.id if record.object else ""
    if record.relation.symmetric and object_:
        subject_key, object_key = sorted((subject, object_))
    else:
        subject_key, object_key = subject, object_
    node = names.node("record", name, record.id, record.date, subject, record.relation.id, object_)
    yield Triple(node, rdf.TYPE, term("Record"))
    yield Triple(node, term("reportedBy"), dataset)
    yield Triple(node, rdf.RDF_SUBJECT, names.entity(subject))
    yield Triple(node, rdf.RDF_PREDICATE, term(record.relation.id))
    if record.object:
        yield Triple(node, rdf.RDF_OBJECT, names.entity(object_))
    yield Triple(node, term("eventType"), term(record.relation.type))
    yield Triple(node, term("status"), term("actual"))
    event = content_hash(subject_key, record.relation.id, object_key, record.date)
    yield Triple(node, term("reportsEvent"), names.hashed("event", event))
    yield from rdf.when(node, record.date, names)
    if record.id:
        yield Triple(node, rdf.IDENTIFIER, Literal(record.id))
    if record.code:
        yield Triple(node, term("code"), Literal(record.code))
    if record.url:
        yield Triple(node, NamedNode(f"{SCHEMA}url"), Literal(record.url, datatype=NamedNode(f"{XSD}anyURI")))
    for entity in (record.subject, record.object):
        while entity is not None:
            if entity.minted:
                yield from _profile(dataset, entity, names)
            entity = entity.parent


def _profile(dataset: NamedNode, entity: Entity, names: Names) -> Iterator[Triple]:
    """What this dataset takes an unknown actor to be."""
    node = names.node("profile", dataset.value, entity.id)
    yield Triple(node, rdf.SPECIALIZATION_OF, names.entity(entity.id))
    yield Triple(node, names.term("reportedBy"), dataset)
    yield Triple(node, names.term("kind"), names.term(entity.kind))
    labels: Mapping[str, str] = entity.labels
    for lang, label in labels.items():
        yield Triple(node, rdf.LABEL, Literal(label, language=lang))
    if entity.parent is not None:
        yield Triple(node, names.term("parent"), names.entity(entity.parent.id))
