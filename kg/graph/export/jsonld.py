"""JSON-LD with short keys: a node a subject, in its graph, spans and selectors inside the statements they belong to.

The context is made from the vocabulary, so that it cannot fall behind; it stands in every file, which is thus complete.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, TextIO

import pyoxigraph as ox
from pyoxigraph import NamedNode

from kg.graph import rdf
from kg.graph.export.documents import grouped
from kg.graph.export.select import Selection
from kg.graph.names import OA, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, XSD, Names, local_name
from kg.graph.sorting import in_order
from kg.graph.store import Store
from kg.graph.turtle import triples

_TYPE = f"{RDF}type"
_OBJECT_PROPERTY = "http://www.w3.org/2002/07/owl#ObjectProperty"
_LINKS = {
    "subject": f"{RDF}subject", "predicate": f"{RDF}predicate", "object": f"{RDF}object",
    "target": f"{OA}hasTarget", "source": f"{OA}hasSource", "selector": f"{OA}hasSelector",
    "wasQuotedFrom": f"{PROV}wasQuotedFrom", "wasDerivedFrom": f"{PROV}wasDerivedFrom",
    "specializationOf": f"{PROV}specializationOf", "hasActor": f"{SEM}hasActor", "semEventType": f"{SEM}eventType",
    "broader": f"{SKOS}broader", "inScheme": f"{SKOS}inScheme", "exactMatch": f"{SKOS}exactMatch",
    "closeMatch": f"{SKOS}closeMatch",
}  # fmt: skip
"""Keys of properties of others that lead to things."""
_WORDS = {"label": f"{RDFS}label", "altLabel": f"{SKOS}altLabel", "definition": f"{SKOS}definition",
          "comment": f"{RDFS}comment"}  # fmt: skip
"""Keys of properties that hold texts by language."""
_VALUES = {
    "exact": f"{OA}exact", "start": f"{OA}start", "end": f"{OA}end", "headline": f"{SCHEMA}headline",
    "datePublished": f"{SCHEMA}datePublished", "publisher": f"{SCHEMA}publisher", "inLanguage": f"{SCHEMA}inLanguage",
    "url": f"{SCHEMA}url", "identifier": f"{SCHEMA}identifier", "sha256": f"{SCHEMA}sha256",
    "timeStamp": f"{SEM}hasTimeStamp", "earliestBegin": f"{SEM}hasEarliestBeginTimeStamp",
    "latestEnd": f"{SEM}hasLatestEndTimeStamp",
}  # fmt: skip
_INSIDE = ("span", "position", "quote")
"""Kinds of things that are written where they are first named."""
_CLASH = {"start", "end", "source", "object", "subject"}
"""Own properties whose short name is taken; they keep their prefix."""


def context(store: Store) -> dict[str, Any]:
    """The JSON-LD context: prefixes, and a short key for each property of statements, events and actors."""
    names = store.names
    terms: dict[str, Any] = {"@version": 1.1, **names.prefixes}
    terms |= {key: {"@id": _short(names, iri), "@type": "@id"} for key, iri in _LINKS.items()}
    terms |= {key: {"@id": _short(names, iri), "@container": "@language"} for key, iri in _WORDS.items()}
    terms |= {key: _short(names, iri) for key, iri in _VALUES.items()}
    home, vocabulary = names.term("").value, names.graph("vocabulary")
    relation = names.term("Relation")
    for kind in ("ObjectProperty", "DatatypeProperty"):
        owl = NamedNode(f"http://www.w3.org/2002/07/owl#{kind}")
        for quad in sorted(store.quads.quads_for_pattern(None, rdf.TYPE, owl, vocabulary), key=str):
            node = quad.subject
            if not isinstance(node, NamedNode) or ox.Quad(node, rdf.TYPE, relation, vocabulary) in store.quads:
                continue
            local = local_name(node.value)
            if node.value.startswith(home) and local not in terms and local not in _CLASH:
                terms[local] = {"@id": f"ir:{local}", "@type": "@id"} if kind == "ObjectProperty" else f"ir:{local}"
    return dict(sorted(terms.items()))


def write_context(store: Store, selection: Selection, stream: TextIO) -> None:
    """The context as a document of its own."""
    json.dump({"@context": context(store)}, stream, indent=1, ensure_ascii=False)
    stream.write("\n")


def jsonld(store: Store, selection: Selection, stream: TextIO) -> None:
    """Everything in its graphs, a node a line."""
    terms = context(store)
    nodes = _Nodes(store.names, terms)
    stream.write('{"@context":' + json.dumps(terms, ensure_ascii=False) + ',\n"@graph":[')
    for number, (graph, lines) in enumerate(groupby(triples(in_order(grouped(store, selection))), lambda p: p[0])):
        stream.write(",\n" if number else "\n")
        stream.write('{"@id":' + json.dumps(nodes.iri(graph)) + ',"@graph":[\n')
        article = graph.startswith(f"{store.names.base}article/")
        found = nodes.nested(lines) if article else nodes.flat(lines)
        for place, node in enumerate(found):
            stream.write((",\n" if place else "") + json.dumps(node, ensure_ascii=False, separators=(",", ":")))
        stream.write("\n]}")
    stream.write("\n]}\n")


class _Nodes:
    """Turns the lines of subjects into JSON objects."""

    def __init__(self, names: Names, terms: dict[str, Any]) -> None:
        self.names = names
        full = {
            key: term["@id"] if isinstance(term, dict) else term
            for key, term in terms.items() if not key.startswith("@") and key not in names.prefixes
        }  # fmt: skip
        expanded = {key: self._expand(iri) for key, iri in full.items()}
        self.keys = {iri: key for key, iri in expanded.items()}
        self.links = {key for key, term in terms.items() if isinstance(term, dict) and term.get("@type") == "@id"}
        self.words = set(_WORDS)

    def flat(self, lines: Iterable[tuple[str, str, str, str]]) -> Iterator[dict[str, Any]]:
        """One object a subject."""
        for subject, group in groupby(lines, key=lambda p: p[1]):
            yield self._node(subject, group)

    def nested(self, lines: Iterable[tuple[str, str, str, str]]) -> Iterator[dict[str, Any]]:
        """One object a subject, but spans and selectors inside the first that names them."""
        nodes = {node["@id"]: node for node in self.flat(lines)}
        waiting = {iri for iri in nodes if iri.partition(":")[0] in _INSIDE}

        def embed(value: Any) -> Any:
            if isinstance(value, list):
                return [embed(v) for v in value]
            if isinstance(value, str) and value in waiting:
                waiting.discard(value)
                return fill(nodes[value])
            return value

        def fill(node: dict[str, Any]) -> dict[str, Any]:
            return {key: embed(v) if key in self.links else v for key, v in node.items()}

        tops = [iri for iri in nodes if iri not in waiting]
        yield from [fill(nodes[iri]) for iri in tops]
        yield from (nodes[iri] for iri in sorted(waiting))

    def iri(self, iri: str) -> str:
        return self.names.shorten(iri) or iri

    def _node(self, subject: str, triples: Iterable[tuple[str, str, str, str]]) -> dict[str, Any]:
        node: dict[str, Any] = {"@id": self._subject(subject)}
        for predicate, group in groupby(triples, key=lambda p: p[2]):
            objects = [p[3] for p in group]
            if predicate == _TYPE:
                node["@type"] = [self._subject(o) for o in objects]
                continue
            key = self.keys.get(predicate, self.iri(predicate))
            if key in self.words and all(o.startswith('"') for o in objects):
                node[key] = _by_language(objects)
                continue
            values = [self._value(key, o) for o in objects]
            node[key] = values[0] if len(values) == 1 else values
        return node

    def _subject(self, term: str) -> str:
        return self.iri(term[1:-1]) if term.startswith("<") else term

    def _value(self, key: str, term: str) -> Any:
        if not term.startswith('"'):
            iri = self._subject(term)
            return iri if key in self.links else {"@id": iri}
        text, language, datatype = _literal(term)
        if language:
            return {"@value": text, "@language": language}
        if datatype == f"{XSD}boolean" and text in ("true", "false"):
            return text == "true"
        if datatype == f"{XSD}integer" and str(int(text)) == text:
            return int(text)
        if datatype and datatype != f"{XSD}string":
            return {"@value": text, "@type": self.iri(datatype)}
        return {"@value": text} if key in self.links else text

    def _expand(self, iri: str) -> str:
        prefix, _, local = iri.partition(":")
        return self.names.prefixes[prefix] + local if prefix in self.names.prefixes else iri


def _by_language(terms: list[str]) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    for term in terms:
        text, language, _ = _literal(term)
        found.setdefault(language or "@none", []).append(text)
    return {lang: texts[0] if len(texts) == 1 else texts for lang, texts in sorted(found.items())}


def _literal(term: str) -> tuple[str, str | None, str | None]:
    """The text, language and datatype of a literal of N-Triples."""
    (quad,) = ox.parse(f"<a:a> <a:a> {term} .", format=ox.RdfFormat.N_TRIPLES)
    value = quad.object
    assert isinstance(value, ox.Literal)
    return value.value, value.language, value.datatype.value


def _short(names: Names, iri: str) -> str:
    return names.shorten(iri) or iri
