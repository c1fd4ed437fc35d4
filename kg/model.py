"""The value types that flow between stages; they know no library and no storage.

A type marks a stage: Article (read) → Mention (a name found) → Candidate (a frame filled) → Statement
(linked, typed, dated, with evidence). Mention and Candidate live in `kg.extract`, which alone uses them.
All offsets are Unicode code points into the field as it was given, end exclusive.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["fr", "en"]
Field = Literal["text", "title"]

EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The sixteen event types of the PLOVER manual (v0.8), in its order."""
FACT_TYPES = ("ROLE", "MEMBER")
STATUSES = ("actual", "planned", "demanded", "possible", "denied")
KINDS = ("State", "Organisation", "Group", "Person", "Body", "Company", "Place")


def content_hash(*parts: object) -> str:
    """The first 16 hex digits of the SHA-256 of the parts, for IRIs that depend on content alone.

    >>> content_hash("russia", "nato") == content_hash("russia", "nato")
    True
    >>> len(content_hash("x"))
    16
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def slug(name: str) -> str:
    """A readable ASCII identifier for a name.

    >>> slug("Côte d’Ivoire")
    'cote-d-ivoire'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or content_hash(name)


@dataclass(frozen=True, slots=True)
class Article:
    """One news item as it was given: nothing in `text` or `title` has been cleaned."""

    id: str
    """The item's own id in a .jsonl input, else the file's name."""
    text: str
    title: str = ""
    lang: str = ""
    date: str | None = None
    """ISO date (YYYY-MM-DD, YYYY-MM or YYYY) of publication."""
    publisher: str | None = None
    url: str | None = None
    origin: str = ""
    """Where it was read (path, or path:line), for messages."""

    @property
    def sha256(self) -> str:
        """Hash of everything that extraction sees; equal hashes give equal statements."""
        seen = (self.id, self.lang, self.date or "", self.publisher or "", self.url or "", self.title, self.text)
        return hashlib.sha256("\x1f".join(seen).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the world, known from `ontology/` or minted from a text."""

    id: str
    """Slug, the last part of its IRI: ``russia``, ``sergey-lavrov``, ``russian-mission-to-nato``."""
    kind: str
    labels: dict[str, str] = field(hash=False)
    """Preferred label a language; always has ``en`` and ``fr``."""
    aliases: tuple[str, ...] = ()
    parent: Entity | None = None
    """What it is a part of or acts for (the Russian mission to NATO: Russia)."""
    minted: bool = False
    """True when it comes from the text, not from the ontology."""

    @property
    def label(self) -> str:
        return self.labels["en"]


@dataclass(frozen=True, slots=True)
class Reference:
    """An entity as one place in an article names it (``il``, ``l'Alliance``, ``Moscow``)."""

    entity: Entity
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of `ontology/relations.ttl`: an object property, and a SKOS concept under a PLOVER type."""

    id: str
    """Local name in the ontology namespace: ``suspendsDialogueWith``."""
    type: str
    labels: dict[str, str] = field(hash=False)
    mode: str | None = None
    cameo: str | None = None
    intensity: float = 0.0
    symmetric: bool = False
    definitions: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def label(self) -> str:
        return self.labels["en"]


@dataclass(frozen=True, slots=True)
class Statement:
    """Who did what to whom, with the words that say so. Design §3 is the contract of its JSON form."""

    document: str
    """`Article.id`."""
    article: str
    """`Article.sha256`: two articles may share an id, never a hash."""
    lang: str
    subject: Reference
    relation: Relation
    object: Reference | None
    status: str
    field: Field
    start: int
    end: int
    quote: str
    """The sentence: always ``article.text[start:end]`` (or of the title, by `field`)."""
    trigger: str
    confidence: float
    agent: Reference | None = None
    object_agent: Reference | None = None
    theme: str | None = None
    count: int | None = None
    place: Reference | None = None
    source: Reference | None = None
    date: str | None = None
    """ISO date of the act: YYYY-MM-DD, YYYY-MM or YYYY."""
    date_text: str | None = None
    former: bool | None = None
    """For ROLE only: the person no longer holds the office."""
    title: str | None = None
    """For ROLE only: the office in the words of the text."""
    told_by: str = ""
    """What told the act: ``verb``, ``noun`` or ``adj`` of an entry, ``speech`` (a charge or pledge that somebody's words
    are), or ``open`` where no entry does; not part of the JSON form."""

    @property
    def type(self) -> str:
        return self.relation.type

    @property
    def id(self) -> str:
        """Content hash of the claim and its evidence span."""
        return content_hash(
            self.article, self.field, self.start, self.end, self.trigger, self.subject.entity.id,
            self.relation.id, self.object.entity.id if self.object else None, self.status, self.former,
        )  # fmt: skip

    @property
    def event_id(self) -> str | None:
        """Content hash of who–what–whom–when, shared by every article that reports the act; None for facts."""
        if self.type in FACT_TYPES:
            return None
        subject = self.subject.entity.id
        object_ = self.object.entity.id if self.object else ""
        if self.relation.symmetric and object_:
            subject, object_ = sorted((subject, object_))
        return content_hash(subject, self.relation.id, object_, self.date)
