"""Reads the graph back as plain records: actors and statements with their evidence, for the view and for exports.

It leaves out nothing that was said; what counts as fact is the reader's question, each statement has its status.
"""

from __future__ import annotations

from collections.abc import Callable, Set

from pyoxigraph import Literal, NamedNode

from kg.graph import rdf
from kg.graph.data import ActorNode, Dyad, EdgeStatement, GraphData
from kg.graph.export.select import Selection, statements
from kg.graph.names import SKOS, WIKIDATA, local_name
from kg.graph.store import Store

_EXACT_MATCH = NamedNode(f"{SKOS}exactMatch")
_KNOWN = ("vocabulary", "actors", "derived")
FEW = 2
"""When fewer than one in so many statements is wanted, the others are not read."""


def graph_data(store: Store, selection: Selection | None = None) -> GraphData:
    """All statements, or those of a selection, and every actor that is subject, object or parent of one."""
    chosen: Set[str] | None = None
    if selection is not None and not selection.everything:
        chosen = {told.node.value for told in statements(store, selection)}
    reader = _Reader(store, chosen)
    told_of = reader.subject.keys() if chosen is None else chosen
    edges = sorted((reader.edge(s) for s in told_of if s in reader.span), key=_order)  # records have no sentence
    return GraphData(reader.actors(edges), tuple(edges))


def dyads(store: Store) -> tuple[Dyad, ...]:
    """All statements that have an object, by directed pair."""
    return graph_data(store).dyads()


def _order(edge: EdgeStatement) -> tuple[str, ...]:
    date = edge.date or edge.article_date or ""
    return date, edge.subject_id, edge.relation_id, edge.object_id or "", edge.id


class _Lookup:
    """A column of which only the values that are asked for are read."""

    def __init__(self, read: Callable[[NamedNode], dict[str, str]]) -> None:
        self._read = read

    def __getitem__(self, subject: str) -> str:
        return self._read(NamedNode(subject))[subject]

    def __contains__(self, subject: str) -> bool:
        return subject in self._read(NamedNode(subject))

    def get(self, subject: str, default: str | None = None) -> str | None:
        return self._read(NamedNode(subject)).get(subject, default)


class _Reader:
    """Columns of the graph, subject → value: each read once, or value by value when few statements are wanted."""

    def __init__(self, store: Store, chosen: Set[str] | None = None) -> None:
        self.store, self.names = store, store.names
        self.narrow = False
        term = store.names.term
        self.labels: dict[str, dict[str, str]] = {}
        for graph in _KNOWN:
            self._read_labels(graph)
        self.subject = self._whole(rdf.RDF_SUBJECT)
        self.narrow = chosen is not None and FEW * len(chosen) < len(self.subject)
        self.object = self._column(rdf.RDF_OBJECT)
        self.relation = self._column(rdf.RDF_PREDICATE)
        self.article = self._column(rdf.QUOTED_FROM)
        self.intensity = self._whole(term("intensity"), "vocabulary")
        self.symmetric = self._whole(term("symmetric"), "vocabulary")
        self.span = self._column(rdf.HAS_TARGET)
        self.span_field = self._column(term("field"))
        self.exact = self._column(rdf.EXACT)
        locals_ = (
            "reportsEvent", "status", "date", "former", "trigger", "agent", "objectAgent", "claimedBy",
            "theme", "count", "place", "officeTitle", "confidence",
        )  # fmt: skip
        self.own = {local: self._column(term(local)) for local in locals_}
        self.type = self._column(term("eventType"), skip=self.names.graph("derived"))
        article = (rdf.HEADLINE, rdf.PUBLISHER, rdf.DATE_PUBLISHED, rdf.URL, rdf.IN_LANGUAGE)
        self.of_article = {predicate: self._column(predicate) for predicate in article}

    def edge(self, statement: str) -> EdgeStatement:
        """One statement as a record."""
        article, relation = self.article[statement], self.relation[statement]
        of, of_article = self.own, self.of_article
        span, lang = self.span[statement], of_article[rdf.IN_LANGUAGE].get(article) or ""
        quote, trigger = self.exact[span.replace("/span/", "/quote/")], of["trigger"][statement]
        at = quote.find(trigger) if trigger else -1
        event, former = of["reportsEvent"].get(statement), of["former"].get(statement)
        count = of["count"].get(statement)
        return EdgeStatement(
            id=local_name(statement),
            event_id=local_name(event) if event else None,
            subject_id=local_name(self.subject[statement]),
            object_id=local_name(self.object[statement]) if statement in self.object else None,
            relation_id=local_name(relation),
            relation_labels=self.label(relation),
            type=local_name(self.type[statement]),
            type_labels=self.label(self.type[statement]),
            intensity=float(self.intensity.get(relation, 0)),
            symmetric=self.symmetric.get(relation) == "true",
            status=local_name(of["status"][statement]),
            date=of["date"].get(statement),
            former=None if former is None else former == "true",
            quote=quote,
            trigger=trigger,
            trigger_span=None if at < 0 else (at, at + len(trigger)),
            lang=lang,
            field=self.span_field[span],
            agent_label=self._name(of["agent"].get(statement), lang),
            object_agent_label=self._name(of["objectAgent"].get(statement), lang),
            source_label=self._name(of["claimedBy"].get(statement), lang),
            theme=of["theme"].get(statement),
            count=None if count is None else int(count),
            place_label=self._name(of["place"].get(statement), lang),
            office_title=of["officeTitle"].get(statement),
            article_id=local_name(article),
            article_title=of_article[rdf.HEADLINE].get(article) or "",
            publisher=of_article[rdf.PUBLISHER].get(article),
            article_date=of_article[rdf.DATE_PUBLISHED].get(article),
            url=of_article[rdf.URL].get(article),
            confidence=float(of["confidence"][statement]),
            source_labels=self.label(source) if (source := of["claimedBy"].get(statement)) else None,
        )

    def actors(self, edges: list[EdgeStatement]) -> tuple[ActorNode, ...]:
        """The actors of these statements and their parents, sorted by slug."""
        parent = self.names.term("parent")
        parents = self._whole(parent, "actors") | self._whole(parent, "derived")
        matches = self._whole(_EXACT_MATCH, "actors")
        aliases = self._aliases()
        wanted = {self.names.entity(slug).value for e in edges for slug in (e.subject_id, e.object_id) if slug}
        queue = sorted(wanted)
        while queue:
            if (above := parents.get(queue.pop())) and above not in wanted:
                wanted.add(above)
                queue.append(above)
        return tuple(
            ActorNode(
                id=local_name(iri),
                iri=iri,
                labels=self.label(iri),
                kind=self._kind(iri),
                parent_id=local_name(parents[iri]) if iri in parents else None,
                qid=matches[iri].removeprefix(WIKIDATA) if matches.get(iri, "").startswith(WIKIDATA) else None,
                aliases=tuple(sorted(aliases.get(iri, set()) - set(self.label(iri).values()))),
            )
            for iri in sorted(wanted)
        )

    def label(self, iri: str) -> dict[str, str]:
        """Labels in both languages; the local name where the graph knows none."""
        found = self.labels.get(iri, {})
        return {lang: found.get(lang) or found.get("en") or local_name(iri) for lang in ("en", "fr")}

    def _kind(self, iri: str) -> str:
        prefix = self.names.term("").value
        for graph in ("actors", "derived"):
            pattern = (NamedNode(iri), rdf.TYPE, None, self.names.graph(graph))
            for quad in self.store.quads.quads_for_pattern(*pattern):
                if isinstance(quad.object, NamedNode) and quad.object.value.startswith(prefix):
                    return local_name(quad.object.value)
        return "Actor"

    def _name(self, iri: str | None, lang: str) -> str | None:
        """A name in the language of the article, to stand beside its quote."""
        return None if iri is None else self.label(iri)["fr" if lang.startswith("fr") else "en"]

    def _aliases(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for graph in ("actors", "derived"):
            pattern = (None, rdf.ALT_LABEL, None, self.names.graph(graph))
            for quad in self.store.quads.quads_for_pattern(*pattern):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                    found.setdefault(quad.subject.value, set()).add(quad.object.value)
        return found

    def _read_labels(self, graph: str) -> None:
        for quad in self.store.quads.quads_for_pattern(None, rdf.LABEL, None, self.names.graph(graph)):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal) and quad.object.language:
                self.labels.setdefault(quad.subject.value, {})[quad.object.language] = quad.object.value

    def _column(self, predicate: NamedNode, skip: NamedNode | None = None) -> dict[str, str] | _Lookup:
        """Whole, or a way to ask: reading a value costs the same either way."""
        if self.narrow:
            return _Lookup(lambda subject: self._read(subject, predicate, None, skip))
        return self._read(None, predicate, None, skip)

    def _whole(self, predicate: NamedNode, graph: str | None = None) -> dict[str, str]:
        return self._read(None, predicate, None if graph is None else self.names.graph(graph), None)

    def _read(
        self, subject: NamedNode | None, predicate: NamedNode, graph: NamedNode | None, skip: NamedNode | None
    ) -> dict[str, str]:
        return {
            quad.subject.value: quad.object.value
            for quad in self.store.quads.quads_for_pattern(subject, predicate, None, graph)
            if quad.graph_name != skip and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode | Literal)
        }  # fmt: skip
