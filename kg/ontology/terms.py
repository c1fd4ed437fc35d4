"""Who held an office on a day, when some of its terms have no start, no end, or neither.

A missing date means that it is not known, never that the office was always held: what is known of the other holders
bounds it. Where that leaves two persons, nobody is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ontology.records import Office

Term = tuple[str, "Office"]
"""Slug of the holder, and the office."""


def cut(date: str, other: str) -> str:
    """An ISO date at the precision of another one, if that is coarser."""
    return date[: len(other)]


class Terms:
    """All terms of office, by office; `single` are the kinds that one person holds at a time."""

    def __init__(self, terms: Iterable[Term], single: Iterable[str] = ()) -> None:
        self.by_office: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
        for slug, office in terms:
            self.by_office[office.kind, office.of].append((slug, office))
        self.single = frozenset(single)
        self.known_to = max((o.start for held in self.by_office.values() for _, o in held if o.start), default="")
        """The last day on which any term begins: after it, an office without an end may have passed to somebody."""

    def of(self, kind: str, of: str) -> Sequence[Term]:
        """The terms of one office, in the order in which they were given."""
        return self.by_office.get((kind, of), ())

    def holder(self, kind: str, of: str, date: str) -> str | None:
        """The one who held an office of one holder on a date; on the day of a handover, the new one."""
        if kind not in self.single:
            return None
        terms = self.of(kind, of)
        begun = [(o.start, slug, o) for slug, o in terms if o.start and o.held_on(date)]
        if begun:
            start, slug, office = max(begun, key=lambda b: b[0])
            rivals = {s for other, s, _ in begun if s != slug and cut(other, start) == cut(start, other)}
            successor = date > self.known_to and any(not o.start and not o.end for _, o in terms)
            if not rivals and (office.end or not (successor or _later(start, date, terms))):
                return slug
        return None

    def held(self, slug: str, office: Office, date: str) -> bool:
        """Whether a term covers a date, or may: without end, until somebody else begins; undated, where nobody else is known."""
        if not office.held_on(date):
            return False
        if office.kind not in self.single or (office.start and office.end):
            return True
        terms = self.of(office.kind, office.of)
        if office.start:
            return not _later(office.start, date, terms)
        others = [o for s, o in terms if s != slug]
        if any(o.start and o.held_on(date) and (o.end or date <= self.known_to) for o in others):
            return False
        last = max((d for o in others for d in (o.start, o.end) if d), default="")
        return office.end is not None or cut(last, date) <= date


def _later(start: str, date: str, terms: Sequence[Term]) -> bool:
    """Whether a term without end has ended by a date, since somebody else's began."""
    return any(o.start and start < o.start and cut(o.start, date) <= date for _, o in terms)
