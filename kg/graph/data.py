"""The values that leave the graph for the view and for exports: plain records, no RDF terms.

They hold what a reader needs to judge a claim; they decide nothing about how it looks.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActorNode:
    """An entity that is subject or object of at least one statement, or the parent of one that is.

    >>> ActorNode("nato", "https://w3id.org/irkg/id/nato", {"en": "NATO", "fr": "OTAN"}, "Organisation").labels["fr"]
    'OTAN'
    """

    id: str
    """Slug: ``russian-mission-to-nato``."""
    iri: str
    labels: dict[str, str] = dataclasses.field(hash=False)
    """Always has ``en`` and ``fr``."""
    kind: str
    """One of `kg.model.KINDS`."""
    parent_id: str | None = None
    qid: str | None = None
    """Wikidata item (``Q7184``) where it is certain."""
    aliases: tuple[str, ...] = ()
    """Other names in any language, sorted."""


@dataclass(frozen=True, slots=True)
class EdgeStatement:
    """One statement of one article, with its evidence, ready to be shown."""

    id: str
    """`Statement.id`; unique in the graph."""
    event_id: str | None
    """`Statement.event_id`: what articles that report the same act share; None for ROLE and MEMBER."""
    subject_id: str
    object_id: str | None
    """None: an act without a recipient."""
    relation_id: str
    relation_labels: dict[str, str] = dataclasses.field(hash=False)
    type: str
    """PLOVER event type, or ROLE, or MEMBER."""
    type_labels: dict[str, str] = dataclasses.field(hash=False)
    intensity: float
    symmetric: bool
    status: str
    date: str | None
    """ISO date of the act: YYYY-MM-DD, YYYY-MM or YYYY."""
    former: bool | None
    quote: str
    trigger: str
    trigger_span: tuple[int, int] | None
    """Where the trigger stands in `quote` (code points, end exclusive); None when it does not occur there literally."""
    lang: str
    field: str
    """``text`` or ``title``."""
    agent_label: str | None
    object_agent_label: str | None
    source_label: str | None
    """Who is quoted as saying so."""
    theme: str | None
    count: int | None
    place_label: str | None
    office_title: str | None
    article_id: str
    article_title: str
    publisher: str | None
    article_date: str | None
    url: str | None
    confidence: float
    source_labels: dict[str, str] | None = dataclasses.field(default=None, hash=False)
    """Who is quoted, in both languages; `source_label` is the one of the article."""

    @property
    def year(self) -> int | None:
        """The year of the act, else of the article."""
        date = self.date or self.article_date
        return int(date[:4]) if date else None


@dataclass(frozen=True, slots=True)
class Dyad:
    """One direction between two actors: everything the subject did to the object."""

    subject_id: str
    object_id: str
    statements: tuple[EdgeStatement, ...]

    @property
    def relation_ids(self) -> tuple[str, ...]:
        """Ids of the relations, sorted, each once."""
        return tuple(sorted({s.relation_id for s in self.statements}))


@dataclass(frozen=True, slots=True)
class GraphData:
    """Everything the view needs, sorted: actors by id; statements by date, subject, relation, object, id."""

    actors: tuple[ActorNode, ...]
    edges: tuple[EdgeStatement, ...]

    def actor(self, actor_id: str) -> ActorNode:
        """The actor with that slug; KeyError if the graph does not mention it."""
        for actor in self.actors:
            if actor.id == actor_id:
                return actor
        raise KeyError(actor_id)

    def dyads(self) -> tuple[Dyad, ...]:
        """Statements with an object, grouped by directed pair and sorted by it."""
        pairs: dict[tuple[str, str], list[EdgeStatement]] = {}
        for edge in self.edges:
            if edge.object_id is not None:
                pairs.setdefault((edge.subject_id, edge.object_id), []).append(edge)
        return tuple(Dyad(s, o, tuple(pairs[s, o])) for s, o in sorted(pairs))
