"""Draws the conclusions: events, direct triples, and who the entities are that only texts know.

It rests on the statements alone, so it can be thrown away and drawn again; it adds nothing no article says. It holds one
event at a time, as lines of N-Triples: statements are sorted by event on disk, and what differs is found by `kg.graph.renew`.

When is a direct triple ``id:russia ir:suspendsDialogueWith id:nato`` drawn?
- From an event that at least one statement calls actual and none denies. If both happen the event is ``ir:disputed``
  and gives no triple: an analyst who asks a careless question must not get one side's version as fact. Planned,
  demanded or merely possible beside actual is no dispute: plans come true. A denial counts against the same
  who–what–whom–when only, so an undated denial leaves dated acts alone.
- From a ROLE or MEMBER fact under the same rule, unless the newest article that speaks of it calls it former.
- A symmetric relation holds both ways, so both triples are drawn; its event still exists once, with actor and
  recipient in the order of their slugs (``sem:hasActor`` names both, for queries that do not care).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Store, Triple

from kg.graph import rdf
from kg.graph.names import SEM, Names, local_name
from kg.graph.profiles import described
from kg.graph.said import SEP, Said
from kg.graph.tallies import Direct, Happening, Tallies
from kg.model import STATUSES

_SEM_EVENT, _SEM_TYPE, _HAS_ACTOR = f"<{SEM}Event>", f"<{SEM}eventType>", f"<{SEM}hasActor>"
_TOLD = """SELECT {event} ?s ?g ?a ?r ?o ?st ?t ?d {last} {{ GRAPH ?g {{
  {first} rdf:subject ?a ; ir:status ?st ; ir:eventType ?t .
  OPTIONAL {{ ?s rdf:object ?o }} OPTIONAL {{ ?s ir:date ?d }} OPTIONAL {{ ?s {optional} {last} }}
  {filter}
}} }}"""
_OF_EVENTS = _TOLD.format(
    event="?e", first="?s ir:reportsEvent ?e ; rdf:predicate ?r ;", optional="ir:place", last="?x", filter=""
)
_OF_FACTS = _TOLD.format(
    event="(\"\" AS ?e)", first="?s rdf:predicate ?r ;", optional="ir:former", last="?x",
    filter="FILTER NOT EXISTS { ?s ir:reportsEvent ?e }",
)  # fmt: skip

Row = list[str]
"""Of one statement: statement, graph, subject, relation, object, status, type, date, place or former; “” for nothing."""
_S, _GRAPH, _SUBJECT, _RELATION, _OBJECT, _STATUS, _TYPE, _DATE, _LAST = range(9)
Block = tuple[str, list[str]]
"""The IRI of an event, and all lines about it; none if nothing reports it any more."""


def derived_triples(quads: Store, names: Names) -> set[Triple]:
    """Everything the derived graph is to hold, at once: for graphs that fit into memory."""
    conclusions = Conclusions(quads, names)
    lines = [line for _, block in conclusions.events() for line in block]
    return parsed([*lines, *conclusions.rest()])


def parsed(lines: Iterable[str]) -> set[Triple]:
    """Lines as triples."""
    text = "".join(f"{line} .\n" for line in lines)
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}


class Conclusions:
    """All that is concluded: first `events`, to their end; then `rest` and `tallies`, which build up meanwhile.

    Every event is counted; of those that nothing new is said about, no lines are given.
    """

    def __init__(self, quads: Store, names: Names, said: Said | None = None) -> None:
        self.quads, self.names = quads, names
        self.said = said or Said()
        self.labels = self._labels()
        self.relations: set[str] = set()
        """Those that statements have, or had when conclusions were last drawn."""
        self._facts: list[Row] = []
        known = set(self.labels)
        self.described = list(described(quads, names, self.labels))
        """Lines about minted entities; labels of events need their names."""
        self.renamed = set() if self.said.whole else self._renamed(self.labels.keys() - known)
        """Minted entities that have another name than when conclusions were last drawn."""
        self.published = self._values(rdf.DATE_PUBLISHED)
        self.publisher = self._values(rdf.PUBLISHER)
        self.symmetric = {s for s, o in self._values(names.term("symmetric")).items() if o == "true"}
        self.direct: set[Direct] = set()
        self.tallies = Tallies(quads, names, self.labels)
        self._line = _lines_of(names)

    def events(self) -> Iterator[Block]:
        """Each event with its lines, in the order of their IRIs; then those that are no longer reported."""
        seen: set[str] = set()
        for event, group in groupby(self.said.rows(self._read), key=lambda parts: parts[0]):
            rows = [parts[1:] for parts in group]
            self.relations.update(row[_RELATION] for row in rows)
            if not event:
                self._facts = rows
                continue
            self._count(event, rows)
            if self.said.whole or event in self.said.touched or not self.renamed.isdisjoint(self._sides(rows[0])):
                seen.add(event)
                yield event, self._event(event, rows)
        self.relations |= self.said.dropped
        yield from ((event, []) for event in sorted(self.said.touched - seen - {""}))

    def rest(self) -> set[str]:
        """Direct triples and the descriptions of entities."""
        self._tell(self._facts, unique=False)
        keyed: dict[Direct, list[Row]] = {}
        for row in self._facts:
            subject, object_ = self._sides(row)
            keyed.setdefault((subject, row[_RELATION], object_), []).append(row)
        for (subject, relation, object_), rows in keyed.items():
            if self._stands(rows):
                self._conclude(subject, relation, object_)
        self.tallies.facts(self.direct)
        self.tallies.told.name(self._identifier)
        return {*self.described, *(f"<{s}> <{r}> <{o}>" for s, r, o in self.direct)}

    def _read(self, graph: str | None) -> Iterator[str]:
        """The rows of one graph, or of all; those of facts have no event."""
        for sparql in (_OF_FACTS, _OF_EVENTS):
            asked = sparql if graph is None else sparql.replace("GRAPH ?g", f"BIND(<{graph}> AS ?g) GRAPH <{graph}>")
            for row in self.quads.query(asked, prefixes=self.names.prefixes):  # type: ignore[union-attr]
                yield SEP.join(["" if term is None else term.value for term in row])

    def _renamed(self, now: Iterable[tuple[str, str]]) -> set[str]:
        derived, before = self.names.graph("derived"), {}
        for quad in self.quads.quads_for_pattern(None, rdf.DERIVED_FROM, None, derived):
            for label in self.quads.quads_for_pattern(quad.subject, rdf.LABEL, None, derived):
                if isinstance(quad.subject, NamedNode) and isinstance(label.object, Literal) and label.object.language:
                    before[quad.subject.value, label.object.language] = label.object.value
        return {key[0] for key in {*now, *before} if before.get(key) != self.labels.get(key)}

    def _identifier(self, article: str) -> str | None:
        found = self.quads.quads_for_pattern(NamedNode(article), rdf.IDENTIFIER, None, None)
        return next((q.object.value for q in found if isinstance(q.object, Literal)), None)

    def _sides(self, row: Row) -> tuple[str, str]:
        subject, object_ = row[_SUBJECT], row[_OBJECT]
        if object_ and object_ < subject and row[_RELATION] in self.symmetric:
            return object_, subject
        return subject, object_

    def _event(self, iri: str, rows: list[Row]) -> list[str]:
        line, first, lines = self._line, rows[0], []
        subject, object_ = self._sides(first)
        relation, date = first[_RELATION], first[_DATE]
        status = _summary(rows)
        articles = _articles(rows)
        lines = [line("type", iri, "Event"), f"<{iri}> {rdf.TYPE} {_SEM_EVENT}"]
        for role, participant in (("actor", subject), ("recipient", object_)):
            if participant:
                lines += [line(role, iri, participant), f"<{iri}> {_HAS_ACTOR} <{participant}>"]
        lines += [
            line("relation", iri, relation), line("eventType", iri, first[_TYPE]), f"<{iri}> {_SEM_TYPE} <{first[_TYPE]}>",
            line("eventStatus", iri, self.names.term(status).value),
            *(line("place", iri, place) for place in sorted({row[_LAST] for row in rows} - {""})),
        ]  # fmt: skip
        reported = sorted({self.published[a] for a in articles if a in self.published})
        lines += map(str, self._when(iri, date, status, reported))
        lines += map(str, self._coverage(iri, articles, reported))
        for lang in ("en", "fr"):
            parts = " – ".join(self.labels.get((i, lang)) or local_name(i) for i in (subject, relation, object_) if i)
            lines.append(f"<{iri}> {rdf.LABEL} {Literal(f'{parts} ({date})' if date else parts, language=lang)}")
        return lines

    def _count(self, iri: str, rows: list[Row]) -> None:
        """Count an event, and remember what follows from it."""
        first = rows[0]
        subject, object_ = self._sides(first)
        relation, date, status, articles = first[_RELATION], first[_DATE], _summary(rows), _articles(rows)
        if status == "actual":
            self._conclude(subject, relation, object_)
        reported = min((self.published[a] for a in articles if a in self.published), default="")
        publishers = {self.publisher[a] for a in articles if a in self.publisher}
        told = self._tell(rows, unique=self.tallies.unique(subject, relation, object_))
        self.tallies.add(
            Happening(
                iri, subject, relation, object_, first[_TYPE], status == "actual", date or reported, bool(date),
                len(articles), len(publishers), told,
            )
        )  # fmt: skip

    def _tell(self, rows: list[Row], *, unique: bool) -> bool:
        """Count the statements of an act that have a sentence; whether there is any. A place is no second statement."""
        home, told = self.names.hashed("statement", "").value, self.tallies.told
        seen: dict[tuple[str, str, str], set[str]] = {}
        for row in {row[_S]: row for row in rows if row[_S].startswith(home)}.values():
            key = (row[_TYPE], row[_STATUS], row[_DATE])
            told.add(row[_S], row[_GRAPH], *key)
            articles = seen.setdefault(key, set())
            if unique and row[_GRAPH] not in articles:
                told.count(row[_GRAPH], *key, again=bool(articles))
                articles.add(row[_GRAPH])
        return bool(seen)

    def _when(self, iri: str, date: str, status: str, reported: list[str]) -> Iterator[Triple]:
        """Its date; an undated act that happened, happened no later than its first report."""
        if date:
            yield from rdf.when(NamedNode(iri), date, self.names)
        elif status == "actual" and reported:
            yield Triple(NamedNode(iri), rdf.LATEST, rdf.dated(rdf.bounds(reported[0])[1]))

    def _coverage(self, iri: str, articles: set[str], reported: list[str]) -> Iterator[Triple]:
        term, node = self.names.term, NamedNode(iri)
        publishers = {self.publisher[a] for a in articles if a in self.publisher}
        yield Triple(node, term("articleCount"), Literal(len(articles)))
        yield Triple(node, term("publisherCount"), Literal(len(publishers)))
        if reported:
            yield Triple(node, term("firstReported"), rdf.dated(reported[0]))
            yield Triple(node, term("lastReported"), rdf.dated(reported[-1]))

    def _conclude(self, subject: str, relation: str, object_: str) -> None:
        if object_:
            self.direct.add((subject, relation, object_))
            if relation in self.symmetric:
                self.direct.add((object_, relation, subject))

    def _stands(self, rows: list[Row]) -> bool:
        """Whether a fact holds: affirmed, not denied, and not called former by the newest article."""
        if _summary(rows) != "actual":
            return False
        newest = {former: max((self.published.get(row[_GRAPH], "") for row in rows if local_name(row[_STATUS]) == "actual"
                               and (row[_LAST] == "true") is former), default=None)
                  for former in (True, False)}  # fmt: skip
        now, before = newest[False], newest[True]
        return now is not None and (before is None or now >= before)

    def _labels(self) -> dict[tuple[str, str], str]:
        """Labels of everything that is known beforehand."""
        found = {}
        for graph in ("vocabulary", "actors"):
            for quad in self.quads.quads_for_pattern(None, rdf.LABEL, None, self.names.graph(graph)):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal) and quad.object.language:
                    found[quad.subject.value, quad.object.language] = quad.object.value
        return found

    def _values(self, predicate: NamedNode) -> dict[str, str]:
        """The value of each subject."""
        found: dict[str, str] = {}
        for quad in self.quads.quads_for_pattern(None, predicate, None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                found.setdefault(quad.subject.value, quad.object.value)
        return found


def _lines_of(names: Names) -> Callable[[str, str, str], str]:
    """What writes a line whose object is an IRI; making triples of them would take three times as long."""
    verbs = {local: str(names.term(local)) for local in
             ("actor", "recipient", "relation", "eventType", "eventStatus", "place")}  # fmt: skip
    verbs["type"], home = str(rdf.TYPE), names.term("").value

    def line(local: str, subject: str, object_: str) -> str:
        return f"<{subject}> {verbs[local]} <{home + object_ if local == 'type' else object_}>"

    return line


def _articles(rows: list[Row]) -> set[str]:
    """The graphs that report an event; one statement counts once, wherever its act took place."""
    return {
        row[_GRAPH] for row, before in zip(rows, [None, *rows], strict=False) if before is None or row[_S] != before[_S]
    }


def _summary(rows: list[Row]) -> str:
    """One word for what the statements say together: the most real status, or disputed."""
    found = {local_name(row[_STATUS]) for row in rows}
    return "disputed" if {"actual", "denied"} <= found else min(found, key=STATUSES.index)
