"""Counts what is concluded while it is concluded, so that the named questions need not count a million events each time.

The counts have a graph of their own, are drawn anew with the conclusions, and belong to no export. ``eventsBefore`` and
its like may be too small, never too large: who reads rows in that order up to a limit starts in the right place. Where each
statement with a sentence stands is for `kg.graph.told`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.names import SKOS, Names
from kg.graph.tally import Value, tally
from kg.graph.tally import before as _before
from kg.graph.tally import day as _day
from kg.graph.told import Told

GRAPH = "counts"
"""The name of the graph."""
Direct = tuple[str, str, str]
"""Subject, relation and object of a direct triple."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What is counted of an event; IRIs, “” for nothing."""

    iri: str
    subject: str
    relation: str
    object: str
    type: str
    actual: bool
    when: str
    """Its date, else that of its first report."""
    dated: bool
    articles: int
    publishers: int
    told: bool
    """Whether a sentence says so."""


@dataclass(slots=True)
class _Sum:
    """Events and how kind they were."""

    events: int = 0
    intensity: Decimal = field(default_factory=Decimal)
    friendly: int = 0

    def add(self, intensity: Decimal) -> None:
        self.events += 1
        self.intensity += intensity
        self.friendly += intensity >= 0


class Tallies:
    """`add` every event, then all `facts`; `lines` are what the graph of counts is to hold."""

    def __init__(self, quads: Store, names: Names, labels: dict[tuple[str, str], str]) -> None:
        self.names, self.labels = names, labels
        self._intensity = {s: Decimal(o) for s, o in _column(quads, names.term("intensity"))}
        self._symmetric = {s: o == "true" for s, o in _column(quads, names.term("symmetric"))}
        self._class = dict(_column(quads, names.term("quadClass")))
        self._relations = {
            s for s, o in _column(quads, NamedNode(f"{SKOS}inScheme")) if o == names.term("relations").value
        }
        self._shared_label = _ambiguous(labels)
        self._pairs: dict[tuple[str, str], _Sum] = defaultdict(_Sum)
        self._years: dict[tuple[str, str], _Sum] = defaultdict(_Sum)
        self._months: Counter[tuple[str, str]] = Counter()
        self._actors: dict[str, Counter[str]] = defaultdict(Counter)
        self._days: Counter[str] = Counter()
        self._undated: list[tuple[str, str]] = []
        self._coverage: Counter[tuple[int, int]] = Counter()
        self._cited: Counter[int] = Counter()
        self.told = Told(names)
        """Where statements stand, to be filled beside."""
        self._facts: Iterable[Direct] = ()

    def add(self, event: Happening) -> None:
        """Count one event."""
        unique = self.unique(event.subject, event.relation, event.object)
        self._coverage[event.publishers, event.articles] += unique
        if event.told:
            self._cited[event.articles] += unique
        self._days[event.when] += unique
        if not event.dated:
            self._undated.append((event.iri, event.when))
        if not event.actual:
            return
        if class_ := self._class.get(event.type):
            self._months[event.when[:7], class_] += 1
        if (intensity := self._intensity.get(event.relation)) is not None:
            self._years[event.subject, event.when[:4]].add(intensity)
            if event.object:
                self._pairs[event.subject, event.object].add(intensity)
        if (shared := self._symmetric.get(event.relation)) is not None:
            for local, actor in {"acts": event.subject, "received": event.object}.items():
                if actor and not (shared and local == "received" and actor == event.subject):
                    self._actors[actor]["shared" if shared else local] += 1

    def facts(self, direct: Iterable[Direct]) -> None:
        """Remember the direct triples, to be counted with `lines`."""
        self._facts = direct

    def lines(self) -> Iterator[str]:
        """Everything counted, as lines of N-Triples."""
        for actor, parts in self._actors.items():
            yield from self._tally("Actor", actor, of=actor, **{n: parts[n] for n in ("acts", "received", "shared")})
        for (one, two), pair in self._pairs.items():
            yield from self._tally(
                "Pair", one, two, of=one, against=two, events=pair.events, intensitySum=pair.intensity,
                friendly=pair.friendly, hostile=pair.events - pair.friendly,
            )  # fmt: skip
        for (actor, year), some in self._years.items():
            yield from self._tally("ActorYear", actor, year, of=actor, period=Literal(year), events=some.events,
                                   intensitySum=some.intensity)  # fmt: skip
        for (month, class_), count in self._months.items():
            yield from self._tally("Month", month, class_, period=Literal(month), quads=class_, events=count)
        yield from self._order_of_pairs()
        yield from self._order_of_coverage()
        yield from self._order_of_days()
        yield from self._order_of_facts()
        yield from self.told.lines()

    def _order_of_pairs(self) -> Iterator[str]:
        """By how many events they have; only pairs that have a name in each language count."""
        counts: Counter[int] = Counter()
        for (one, two), pair in self._pairs.items():
            counts[pair.events] += all((actor, lang) in self.labels for actor in (one, two) for lang in ("en", "fr"))
        for events, before in _before(counts, most_first=True):
            yield from self._tally("Rank", events, events=events, pairsBefore=before)

    def _order_of_coverage(self) -> Iterator[str]:
        several = {key: count for key, count in self._coverage.items() if key[1] > 1}
        for (publishers, articles), before in _before(several, most_first=True):
            yield from self._tally("Coverage", publishers, articles, articles=articles, publishers=publishers,
                                   eventsBefore=before)  # fmt: skip
        for articles, before in _before({n: count for n, count in self._cited.items() if n > 1}, most_first=True):
            yield from self._tally("Citation", articles, articles=articles, eventsBefore=before)

    def _order_of_days(self) -> Iterator[str]:
        yield from (f"<{iri}> {self.names.term('tallyDate')} {_day(when)}" for iri, when in self._undated)
        for when, before in _before(self._days):
            yield from self._tally("Day", when, period=_day(when), eventsBefore=before)

    def _order_of_facts(self) -> Iterator[str]:
        for lang in ("en", "fr"):
            counts: Counter[str] = Counter()
            for subject, relation, object_ in self._facts:
                if relation in self._relations and (subject, lang) in self.labels:
                    counts[subject] += self.unique(subject, relation, object_)
            before = 0
            by_name = sorted((self.labels[subject, lang], subject) for subject in counts)
            for _, named in groupby(by_name, key=lambda pair: pair[0]):
                subjects = [subject for _, subject in named]
                for subject in subjects:
                    yield from self._tally(
                        "Fact", lang, subject, of=subject, language=Literal(lang), factsBefore=before
                    )
                before += sum(counts[subject] for subject in subjects)

    def unique(self, *parts: str) -> bool:
        """Whether nothing else can have the same name as what consists of these."""
        return not any(
            part and (part in self._shared_label or (part, "en") not in self.labels or (part, "fr") not in self.labels)
            for part in parts
        )

    def _tally(self, kind: str, *key: object, **values: Value) -> Iterator[str]:
        return tally(self.names, kind, *key, **values)


def _ambiguous(labels: dict[tuple[str, str], str]) -> set[str]:
    """Things whose label in some language is another's, too."""
    found = Counter((lang, text) for (_, lang), text in labels.items())
    return {iri for (iri, lang), text in labels.items() if found[lang, text] > 1}


def _column(quads: Store, predicate: NamedNode) -> Iterator[tuple[str, str]]:
    for quad in quads.quads_for_pattern(None, predicate, None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            yield quad.subject.value, quad.object.value
