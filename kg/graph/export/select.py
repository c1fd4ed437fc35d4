"""Chooses statements by date, actor, type, status, confidence or graph, and walks to all that belongs to them.

It holds one statement at a time; only what every statement shares (actors, relations, labels) is remembered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import rdf
from kg.graph.names import RDFS, SKOS, local_name
from kg.graph.store import Store
from kg.graph.tallies import GRAPH as COUNTS

Values = dict[str, list[NamedNode | Literal]]
"""Predicate IRI → objects, of one subject."""

_OF_ENTITY = {rdf.TYPE.value, f"{RDFS}label", f"{SKOS}altLabel", f"{SKOS}exactMatch"}
"""What an export tells of a known entity besides its parent: who it is, not every way to say it."""
_SIDEWAYS = ("generalRelation", "roleRelation")
"""Own properties that lead from a term that is used to one that need not be; they are left out."""
_KNOWN = ("vocabulary", "actors")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which statements; without anything, all."""

    first: str | None = None
    """ISO day: acts (or, undated, articles) of that day and later."""
    last: str | None = None
    actors: tuple[str, ...] = ()
    """IRIs: statements with one of them as subject, object or agent."""
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    min_confidence: float = 0.0
    graphs: tuple[str, ...] = ()
    """IRIs of articles, or the names of graphs: ``derived``, ``actors``, ``vocabulary``."""

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()

    def named(self, store: Store) -> set[NamedNode]:
        """The graphs that are asked for, by IRI."""
        return {NamedNode(g) if ":" in g else store.names.graph(g) for g in self.graphs}


@dataclass(frozen=True, slots=True)
class Told:
    """One statement as it stands in the graph of its article."""

    node: NamedNode
    graph: NamedNode
    values: Values

    def one(self, predicate: NamedNode) -> str | None:
        """The only value."""
        found = self.values.get(predicate.value)
        return found[0].value if found else None


def statements(store: Store, selection: Selection) -> Iterator[Told]:
    """The statements of a selection, each once, in the order of the store."""
    graphs = selection.named(store)
    for node, graph in _candidates(store, selection):
        if graphs and graph not in graphs:
            continue
        told = Told(node, graph, _values(store, node, graph))
        if _fits(store, told, selection):
            yield told


def belongings(store: Store, told: Told) -> Iterator[Quad]:
    """All that belongs to a statement: itself, its spans, its article, its event, its direct triples.

    What several statements share comes with each of them.
    """
    term, derived = store.names.term, store.names.graph("derived")
    event, subject, relation, object_ = (
        told.one(p) for p in (term("reportsEvent"), rdf.RDF_SUBJECT, rdf.RDF_PREDICATE, rdf.RDF_OBJECT)
    )
    spans = (*told.values.get(rdf.HAS_TARGET.value, ()), *told.values.get(term("mention").value, ()))
    inside = [told.node, told.graph, *(span for span in spans if isinstance(span, NamedNode))]
    for node in inside:
        for quad in store.quads.quads_for_pattern(node, None, None, told.graph):
            yield quad
            if quad.predicate == rdf.HAS_SELECTOR and isinstance(quad.object, NamedNode):
                yield from store.quads.quads_for_pattern(quad.object, None, None, told.graph)
    if event:
        yield from store.quads.quads_for_pattern(NamedNode(event), None, None, derived)
    if subject and relation and object_:
        s, o = NamedNode(subject), NamedNode(object_)
        for pair in ((s, o), (o, s)):
            yield from store.quads.quads_for_pattern(pair[0], NamedNode(relation), pair[1], derived)


def chosen(store: Store, selection: Selection, *, known: bool) -> Iterator[Quad]:
    """The quads of a selection that leaves something out, some of them several times.

    Whole graphs that it names come with (`known`) or without those of vocabulary and actors.
    """
    graphs = selection.named(store)
    background = {store.names.graph(name) for name in _KNOWN}
    whole = graphs & {*background, store.names.graph("derived")}
    for graph in sorted(whole, key=lambda g: g.value):
        yield from store.quads.quads_for_pattern(None, None, None, graph)
    if graphs and graphs == whole:
        return
    for told in statements(store, selection):
        yield from belongings(store, told)


def unsaid(store: Store, *, known: bool) -> set[str]:
    """Graphs that belong to no export of everything: the counts, and unless they are `known` vocabulary and actors."""
    return {store.names.graph(name).value for name in (COUNTS, *(() if known else _KNOWN))}


class Described:
    """What is known of the things that an export names, and of what that leads to."""

    def __init__(self, store: Store) -> None:
        self.store = store
        names = store.names
        self._own = (names.entity("").value, names.term("").value)
        self._parent = names.term("parent")
        self._sideways = {names.term(local) for local in _SIDEWAYS}
        self._graphs = [names.graph(name) for name in _KNOWN]
        self._noticed = tuple(f"<{home}" for home in self._own)
        self._seen: set[str] = set()

    def notice(self, term: str) -> None:
        """A term that is exported, as N-Triples write it: it is to be described."""
        if term.startswith(self._noticed):
            self._seen.add(term)

    def quads(self) -> Iterator[Quad]:
        """The descriptions of all that was noticed."""
        queue, done = sorted(term[1:-1] for term in self._seen), set[str]()
        while queue:
            iri = queue.pop()
            if iri in done or not iri.startswith(self.store.names.base):
                continue
            done.add(iri)
            is_entity = iri.startswith(self._own[0])
            for graph in self._graphs:
                for quad in self.store.quads.quads_for_pattern(NamedNode(iri), None, None, graph):
                    p = quad.predicate
                    if p in self._sideways or (is_entity and p.value not in _OF_ENTITY and p != self._parent):
                        continue
                    yield quad
                    queue += [term.value for term in (p, quad.object) if isinstance(term, NamedNode)]


class Labels:
    """Labels and other short facts of actors and relations, remembered."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.label = lru_cache(maxsize=200_000)(self._label)

    def _label(self, iri: str) -> dict[str, str]:
        """In English and French; the local name where the graph knows none."""
        found = {}
        for quad in self.store.quads.quads_for_pattern(NamedNode(iri), rdf.LABEL, None, None):
            if isinstance(quad.object, Literal) and quad.object.language:
                found[quad.object.language] = quad.object.value
        return {lang: found.get(lang) or found.get("en") or local_name(iri) for lang in ("en", "fr")}


def _candidates(store: Store, selection: Selection) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Statements and their graphs, by the narrowest index."""
    if not selection.actors:
        for quad in store.quads.quads_for_pattern(None, rdf.RDF_PREDICATE, None, None):
            yield from _pair(quad)
        return
    roles = (rdf.RDF_SUBJECT, rdf.RDF_OBJECT, store.names.term("agent"))
    wanted = [(role, NamedNode(iri)) for iri in dict.fromkeys(selection.actors) for role in roles]
    for place, (role, actor) in enumerate(wanted):
        for quad in store.quads.quads_for_pattern(None, role, actor, None):
            for node, graph in _pair(quad):
                if not any(Quad(node, r, a, graph) in store.quads for r, a in wanted[:place]):
                    yield node, graph


def _pair(quad: Quad) -> Iterator[tuple[NamedNode, NamedNode]]:
    if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
        yield quad.subject, quad.graph_name


def _values(store: Store, node: NamedNode, graph: NamedNode) -> Values:
    values: Values = {}
    for quad in store.quads.quads_for_pattern(node, None, None, graph):
        if isinstance(quad.object, NamedNode | Literal):
            values.setdefault(quad.predicate.value, []).append(quad.object)
    return values


def _fits(store: Store, told: Told, selection: Selection) -> bool:
    term = store.names.term
    if selection.types and local_name(told.one(term("eventType")) or "") not in selection.types:
        return False
    if selection.statuses and local_name(told.one(term("status")) or "") not in selection.statuses:
        return False
    if float(told.one(term("confidence")) or 1) < selection.min_confidence:
        return False
    if selection.first is None and selection.last is None:
        return True
    date = told.one(term("date")) or _published(store, told.graph)
    if date is None:
        return False
    day_one, day_last = rdf.bounds(date)
    return (selection.first is None or day_last >= selection.first) and (
        selection.last is None or day_one <= selection.last
    )


def _published(store: Store, graph: NamedNode) -> str | None:
    found = store.quads.quads_for_pattern(graph, rdf.DATE_PUBLISHED, None, graph)
    return next((q.object.value for q in found if isinstance(q.object, Literal)), None)
