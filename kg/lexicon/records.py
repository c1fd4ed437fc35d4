"""A language's lexicon, ready for matching: its entries, offices, bodies and people, and its word lists.

Word classes are expanded; nothing here knows how the files are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Entry:
    """One trigger ready for matching; word classes are expanded."""

    relation: str | None
    words: tuple[str, ...]
    pos: Literal["verb", "noun", "adj"]
    where: Mapping[str, frozenset[str]]
    unless: Mapping[str, frozenset[str]]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    status: str | None
    control: str | None
    embeds: str | None
    alone: bool
    repeats: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]
    misses: tuple[str, ...]
    number: int
    """Position in the file, for messages and for order."""
    idiom: bool = False
    """It comes from the phrase book."""

    @property
    def judged(self) -> str | None:
        """The slot of what is praised or blamed: the object of a verb, the subject of a predicate."""
        if self.pos == "verb":
            return "obj" if "obj" in self.recipient else None
        return "subj" if "subj" in self.recipient else None

    @property
    def names(self) -> bool:
        """Says what its object is called: ``called the raid hostile``."""
        return bool(self.where.keys() & {"pred", "as", "comme"}) and self.pos == "verb"

    @property
    def name(self) -> str:
        """What `kg explain` calls it."""
        conditions = ", ".join(f"{slot}={'/'.join(sorted(words)[:3])}" for slot, words in self.where.items())
        return f"{self.pos} {' '.join(self.words)}" + (f" [{conditions}]" if conditions else "")


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its nouns and the words around them."""

    relation: str
    heads: frozenset[str]
    words: frozenset[str]
    acts: bool
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that acts for its owner, by its nouns."""

    id: str
    heads: frozenset[str]
    words: frozenset[str]
    label: str
    to: bool
    acts: bool
    people: bool = False
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """People a noun stands for: English and French label in the plural; private ones do not act for their state, `several` have none."""

    label: str
    french: str
    private: bool
    armed: bool = False
    several: bool = False
    gender: str = ""
    """Gender and number of the French label, empty where it is only what the text says."""


@dataclass(frozen=True)
class Lexicon:
    """One language, indexed by first word for matching."""

    lang: str
    entries: tuple[Entry, ...]
    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, tuple[Entry, ...]]
    offices: tuple[Office, ...]
    office_heads: frozenset[str]
    bodies: tuple[Body, ...]
    body_heads: frozenset[str]
    people: Mapping[str, People]
    """Lemma of a noun for people (``manifestant``) → who they are."""
    collectives: Mapping[str, str]
    """Noun for any group or body (``movement``, ``institution``) → kind of actor."""
    things: frozenset[str]
    reporting: frozenset[str]
    alleging: frozenset[str]
    announcing: frozenset[str]
    according: frozenset[str]
    performing: frozenset[str]
    targeting: frozenset[str]
    """Verbs that tell whom the act of the noun before them hits: ``sanctions visant X``."""
    attributing: frozenset[str]
    """Participles that tell who did it: ``une frappe attribuée à X``."""
    ordering: frozenset[str]
    """Nouns for what a passive carries out: ``libéré sur ordre de X``."""
    suffering: frozenset[str]
    """Verbs and nouns whose subject is hit by the act behind them: ``subir``, ``faire l'objet de``, ``target of``."""
    involvement: frozenset[str]
    """Nouns that put their holder into the act after them: ``role in``, ``implication dans``."""
    affiliation: frozenset[str]
    """Participles that tie people to an actor: ``liés à l'État chinois``, ``linked to Iran``."""
    nationality: frozenset[str]
    """Participles behind the adjective of whose a thing is: ``British-flagged``, ``US-led``."""
    pastimes: frozenset[str]
    """Words of sport and culture; an article with several of them tells no acts between states."""
    events: frozenset[str]
    """Nouns for something done or said that the text has told before: ``decision``, ``accusation``."""
    embedding: Mapping[str, str]
    modals: Mapping[str, str]
    negation: frozenset[str]
    conditions: frozenset[str]
    former: frozenset[str]
    deputy: frozenset[str]
    counterpart: frozenset[str]
    treaties: frozenset[str]
    """Nouns of texts that bear the name of the city where they were signed: ``agreement``, ``convention``."""
    moments: frozenset[str]
    """Nouns in phrases of when: ``en marge de``, ``on the sidelines of``."""
    quantities: frozenset[str]
    """Nouns that count those behind ``of`` or ``de``: ``dozens of``, ``une poignée de``."""
    pairs: frozenset[str]
    """Nouns for a side of two or more: ``both sides``, ``les deux pays``."""
    localities: frozenset[str]
    """Nouns before the name of a place: ``the town of``."""
    untelling: frozenset[str]
    """Adjectives that say nothing of who a group is: ``other``, ``plusieurs``."""
    wishes: frozenset[str]
    """Nouns for what somebody wanted and another refuses: ``plan``, ``demande``."""
    appointing: frozenset[str]
    """Verbs that give an office: ``swear``, ``nommer``."""
    resigning: frozenset[str]
    """Verbs that end one: ``step``, ``oust``."""
    leading: frozenset[str]
    """Verbs that tell one by themselves: ``chair``, ``présider``."""
    pronouns: Mapping[str, str]
    body_labels: Mapping[str, str] = field(default_factory=dict)
