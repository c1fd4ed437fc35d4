"""Statements as flat records in the order of their dates, one at a time, for tables and networks.

Only what every statement shares is remembered: labels of actors and relations, and the articles last met.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.graph import rdf
from kg.graph.export.select import Labels, Selection, Told, statements
from kg.graph.names import SKOS, WIKIDATA, local_name
from kg.graph.sorting import in_order
from kg.graph.store import Store

Row = dict[str, Any]
COLUMNS = (
    "id", "date", "subject", "relation", "object", "type", "status", "former", "theme", "count", "place", "agent",
    "object_agent", "source", "office", "intensity", "confidence", "field", "trigger", "quote", "event", "article",
    "title", "publisher", "article_date", "lang", "url",
)  # fmt: skip
"""Columns of the table of statements."""
_QUADS = {"verbalCooperation": 1, "materialCooperation": 2, "verbalConflict": 3, "materialConflict": 4}


class Rows:
    """Reads statements as records."""

    def __init__(self, store: Store) -> None:
        self.store, self.names = store, store.names
        self.label = Labels(store).label
        self.article = lru_cache(maxsize=10_000)(self._article)
        self.fact = lru_cache(maxsize=100_000)(self._fact)

    def read(self, selection: Selection) -> Iterator[Row]:
        """All of a selection, by date, subject, relation, object and id."""
        lines = (self._line(self.row(told)) for told in statements(self.store, selection))
        yield from (json.loads(line.rpartition("\x01")[2]) for line in in_order(lines))

    def row(self, told: Told) -> Row:
        """One statement: `COLUMNS`, and what networks and other tables need besides."""
        one, term = told.one, self.names.term
        article = self.article(one(rdf.QUOTED_FROM) or told.graph.value)
        relation, type_ = one(rdf.RDF_PREDICATE) or "", one(term("eventType")) or ""
        former, count, confidence = one(term("former")), one(term("count")), one(term("confidence"))
        event = one(term("reportsEvent"))
        field, quote = self._evidence(told)
        intensity = self.fact(relation, term("intensity").value)
        quad = self.fact(type_, term("quadClass").value)
        object_ = one(rdf.RDF_OBJECT)
        lang = article["lang"] or "en"
        return {
            "id": local_name(told.node.value), "date": one(term("date")),
            "subject": local_name(one(rdf.RDF_SUBJECT) or ""), "relation": local_name(relation),
            "object": local_name(object_) if object_ else None, "type": local_name(type_),
            "status": local_name(one(term("status")) or ""), "former": None if former is None else former == "true",
            "theme": one(term("theme")), "count": None if count is None else int(count),
            "place": self._name(one(term("place")), lang), "agent": self._name(one(term("agent")), lang),
            "object_agent": self._name(one(term("objectAgent")), lang),
            "source": self._name(one(term("claimedBy")), lang), "office": one(term("officeTitle")),
            "intensity": float(intensity or 0), "confidence": None if confidence is None else float(confidence),
            "field": field, "trigger": one(term("trigger")), "quote": quote,
            "event": local_name(event) if event else None, **article,
            "mode": one(term("eventMode")), "quad": _QUADS.get(local_name(quad or "")),
            "labels": self.label(relation),
        }  # fmt: skip

    def actor(self, slug: str) -> Row:
        """One actor, with its parent."""
        iri = self.names.entity(slug).value
        labels = self.label(iri)
        parent, match = self.fact(iri, self.names.term("parent").value), self.fact(iri, f"{SKOS}exactMatch") or ""
        return {
            "id": slug, "label": labels["en"], "label_en": labels["en"], "label_fr": labels["fr"],
            "kind": self._kind(iri), "parent": local_name(parent) if parent else None,
            "wikidata": match.removeprefix(WIKIDATA) if match.startswith(WIKIDATA) else None, "iri": iri,
        }  # fmt: skip

    def actors(self, slugs: set[str]) -> Iterator[Row]:
        """These actors and their parents, by slug."""
        queue, found = sorted(slugs), {}
        while queue:
            slug = queue.pop()
            if slug not in found:
                found[slug] = self.actor(slug)
                queue += [found[slug]["parent"]] if found[slug]["parent"] else []
        yield from (found[slug] for slug in sorted(found))

    def _line(self, row: Row) -> str:
        date = row["date"] or row["article_date"] or ""
        key = (date, row["subject"], row["relation"], row["object"] or "", row["id"])
        return "\x01".join((*key, json.dumps(row)))

    def _evidence(self, told: Told) -> tuple[str | None, str | None]:
        """The field and the words of the sentence, if there is one."""
        span = told.one(rdf.HAS_TARGET)
        if span is None:
            return None, None
        quads = list(self.store.quads.quads_for_pattern(NamedNode(span), None, None, told.graph))
        field = next((q.object.value for q in quads if q.predicate == self.names.term("field")
                      and isinstance(q.object, Literal)), None)  # fmt: skip
        for quad in quads:
            if quad.predicate == rdf.HAS_SELECTOR and isinstance(quad.object, NamedNode):
                for quote in self.store.quads.quads_for_pattern(quad.object, rdf.EXACT, None, told.graph):
                    if isinstance(quote.object, Literal):
                        return field, quote.object.value
        return field, None

    def _article(self, iri: str) -> Row:
        node = NamedNode(iri)
        values = {q.predicate: q.object.value for q in self.store.quads.quads_for_pattern(node, None, None, node)
                  if isinstance(q.object, Literal)}  # fmt: skip
        return {
            "article": local_name(iri), "title": values.get(rdf.HEADLINE, ""), "publisher": values.get(rdf.PUBLISHER),
            "article_date": values.get(rdf.DATE_PUBLISHED), "lang": values.get(rdf.IN_LANGUAGE, ""),
            "url": values.get(rdf.URL),
        }  # fmt: skip

    def _fact(self, iri: str, predicate: str) -> str | None:
        """The first value of a property of something known."""
        if not iri:
            return None
        found = self.store.quads.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, None)
        return min((q.object.value for q in found if isinstance(q.object, NamedNode | Literal)), default=None)

    def _kind(self, iri: str) -> str:
        home = self.names.term("").value
        found = self.store.quads.quads_for_pattern(NamedNode(iri), rdf.TYPE, None, None)
        kinds = (q.object.value for q in found if isinstance(q.object, NamedNode))
        return min((local_name(kind) for kind in kinds if kind.startswith(home)), default="Actor")

    def _name(self, iri: str | None, lang: str) -> str | None:
        """A name in the language of the article, to stand beside its quote."""
        return None if iri is None else self.label(iri)["fr" if lang.startswith("fr") else "en"]
