"""What the ontology is made of: actors with all their names, offices with their dates, kinds of office.

Plain frozen records; who holds what on a day is worked out by `kg.ontology.terms`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from kg.model import Entity, Relation
from kg.ontology.terms import Terms, cut
from kg.settings import BASE

Role = Literal["label", "alias", "acronym", "demonym", "people", "metonym", "description", "namesake"]

IR = f"{BASE}ontology#"
ID = f"{BASE}id/"


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name an actor in one language, and what kind of name it is."""

    text: str
    lang: str
    role: Role


@dataclass(frozen=True, slots=True)
class Office:
    """An office somebody held: what, of whom, and from when to when (ISO dates of any precision, None if not known)."""

    kind: str
    of: str
    start: str | None = None
    end: str | None = None
    labels: dict[str, str] = field(default_factory=dict, hash=False)

    def held_on(self, date: str) -> bool:
        """Whether the known dates allow a date; they are compared at the coarser precision of the two.

        A date that is not known allows all: whether somebody else held the office, `Ontology.holder` knows.

        >>> Office("foreignMinister", "russia", "2004-03-09").held_on("2021-11")
        True
        >>> Office("foreignMinister", "turkey", "2014-08-29", "2023-06-03").held_on("2023-06-04")
        False
        """
        started = self.start is None or cut(self.start, date) <= cut(date, self.start)
        return started and (self.end is None or cut(date, self.end) <= cut(self.end, date))


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """A kind of office (foreign minister), and the relation of its holder to what it is held for."""

    id: str
    labels: dict[str, str] = field(hash=False)
    relation: str = ""
    """Local name of a relation of type ROLE: ``isForeignMinisterOf``."""
    single: bool = False
    """One person holds it at a time."""
    titles: tuple[str, ...] = ()
    """How tables call it, in small letters; a final ``…`` lets more words follow."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An entity of the ontology with everything a text may call it."""

    entity: Entity
    names: tuple[Name, ...] = ()
    gender: str = ""
    """French grammatical gender: ``m``, ``f``, ``mp``, ``fp``, or empty when unknown."""
    qid: str | None = None
    offices: tuple[Office, ...] = ()
    """Persons: the offices they held, oldest first."""
    members_of: tuple[str, ...] = ()
    """Slugs of the organisations it belongs to."""
    prominence: int = 0
    """Ranks actors that share a name; the higher is meant more often."""


@dataclass(frozen=True)
class Ontology:
    """What is known before the first article is read."""

    relations: dict[str, Relation] = field(hash=False)
    """By local name in the ontology namespace."""
    actors: dict[str, Actor] = field(hash=False)
    """By slug."""
    offices: dict[str, OfficeKind] = field(default_factory=dict, hash=False)
    """Kinds of office, by local name in the ontology namespace."""
    notes: tuple[str, ...] = ()
    """What tables of actors held that could not be used, for people to read."""

    @cached_property
    def terms(self) -> Terms:
        """All terms of office, by office."""
        single = {kind.id for kind in self.offices.values() if kind.single}
        return Terms(((slug, o) for slug, actor in self.actors.items() for o in actor.offices), single)

    @cached_property
    def kinds_by_relation(self) -> dict[str, str]:
        """Kind of office for each relation of type ROLE that has one."""
        return {kind.relation: kind.id for kind in self.offices.values()}

    def holders(self, kind: str, of: str, date: str) -> tuple[str, ...]:
        """Slugs of the persons whose known dates allow that they held an office on a date, sorted."""
        return tuple(sorted({slug for slug, o in self.terms.of(kind, of) if o.held_on(date)}))

    def holder(self, kind: str, of: str, date: str) -> str | None:
        """Slug of the one person who held an office on a date; None where the data do not tell."""
        return self.terms.holder(kind, of, date)

    def held(self, slug: str, office: Office, date: str) -> bool:
        """Whether somebody held an office on a date, as far as is known of all its holders."""
        return self.terms.held(slug, office, date)
