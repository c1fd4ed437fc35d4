"""Says once who an entity is that only texts know, by majority of the articles and datasets that name it.

What the ontology knows is left to the ontology.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Store

from kg.graph import rdf
from kg.graph.names import Names

Values = dict[NamedNode, list[NamedNode | Literal]]
"""Predicate → objects, of one profile."""


def described(quads: Store, names: Names, labels: dict[tuple[str, str], str]) -> Iterator[str]:
    """Lines about each minted entity; their labels are added to `labels`."""
    term = names.term
    held: dict[str, list[tuple[str, Values]]] = defaultdict(list)
    for quad in quads.quads_for_pattern(None, rdf.SPECIALIZATION_OF, None, None):
        node, iri = quad.subject, quad.object
        if isinstance(node, NamedNode) and isinstance(iri, NamedNode) and (iri.value, "en") not in labels:
            held[iri.value].append((node.value, _values(quads, node)))  # the ontology does not know it by now
    for entity, profiles in sorted(held.items()):
        found = [values for _, values in sorted(profiles, key=lambda p: p[0])]
        yield f"<{entity}> {rdf.TYPE} <{_majority(_all(found, term('kind')))}>"
        yield from _names(entity, found, labels)
        if parents := _all(found, term("parent")):
            yield f"<{entity}> {term('parent')} <{_majority(parents)}>"
        sources = {*_all(found, rdf.QUOTED_FROM), *_all(found, term("reportedBy"))}
        yield from (f"<{entity}> {rdf.DERIVED_FROM} <{source}>" for source in sorted(sources))


def _values(quads: Store, profile: NamedNode) -> Values:
    values: Values = defaultdict(list)
    for quad in quads.quads_for_pattern(profile, None, None, None):
        if isinstance(quad.object, NamedNode | Literal):
            values[quad.predicate].append(quad.object)
    return values


def _all(profiles: list[Values], predicate: NamedNode) -> list[str]:
    return [term.value for values in profiles for term in values.get(predicate, ())]


def _names(iri: str, profiles: list[Values], labels: dict[tuple[str, str], str]) -> Iterator[str]:
    known = [term for values in profiles for term in values.get(rdf.LABEL, ()) if isinstance(term, Literal)]
    chosen: set[str] = set()
    for lang in ("en", "fr"):
        if texts := [label.value for label in known if label.language == lang]:
            best = _majority(texts)
            chosen.add(best)
            labels[iri, lang] = best
            yield f"<{iri}> {rdf.LABEL} {Literal(best, language=lang)}"
    others = {*_all(profiles, rdf.ALT_LABEL), *(label.value for label in known)}
    yield from (f"<{iri}> {rdf.ALT_LABEL} {Literal(other)}" for other in sorted(others - chosen))


def _majority(values: Iterable[str]) -> str:
    """The most frequent; of equals the first in the alphabet."""
    return min(Counter(values).items(), key=lambda item: (-item[1], item[0]))[0]
