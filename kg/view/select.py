"""Which statements a reader asked for, by who, when, what and how sure; the page and the pictures show only those.

It drops statements and the actors that nothing mentions any more; it changes none.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from kg.errors import QueryError
from kg.graph.data import ActorNode, EdgeStatement, GraphData


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep; an empty field keeps everything."""

    actors: tuple[str, ...] = ()
    """Slugs, Wikidata items or names, in either language: statements with any of them as subject or object."""
    start: str | None = None
    end: str | None = None
    """ISO dates (YYYY, YYYY-MM or YYYY-MM-DD), both included; a statement counts by its date, else its article's."""
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    min_confidence: float = 0.0


def select(data: GraphData, wanted: Selection) -> GraphData:
    """The part of the graph that passes; QueryError when it knows no actor of a name.

    >>> select(GraphData(actors=(), edges=()), Selection(start="2021")).edges
    ()
    """
    ids = {_find(data, name) for name in wanted.actors}
    edges = tuple(e for e in data.edges if _passes(e, wanted) and (not ids or ids & {e.subject_id, e.object_id}))
    kept = {slug for e in edges for slug in (e.subject_id, e.object_id) if slug}
    parents = {a.id: a.parent_id for a in data.actors}
    for slug in sorted(kept):
        above = parents.get(slug)
        while above and above not in kept:
            kept.add(above)
            above = parents.get(above)
    return GraphData(tuple(a for a in data.actors if a.id in kept), edges)


def plain(text: str) -> str:
    """A name without case and accents, as people type it.

    >>> plain("Côte d'Ivoire")
    "cote d'ivoire"
    """
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()


def _passes(edge: EdgeStatement, wanted: Selection) -> bool:
    date = edge.date or edge.article_date or ""
    return (
        edge.confidence >= wanted.min_confidence
        and (not wanted.types or edge.type in wanted.types)
        and (not wanted.statuses or edge.status in wanted.statuses)
        # Dates are cut to the shorter of the two: a year passes when any of its days does.
        and (not wanted.start or (date != "" and date[: len(wanted.start)] >= wanted.start[: len(date)]))
        and (not wanted.end or (date != "" and date[: len(wanted.end)] <= wanted.end[: len(date)]))
    )


def _find(data: GraphData, name: str) -> str:
    sought = plain(name)
    for actor in data.actors:
        if name in (actor.id, actor.qid) or sought in _names(actor):
            return actor.id
    close = sorted(a.labels.get("en", a.id) for a in data.actors if any(sought in known for known in _names(a)))
    hint = f"; did you mean {', '.join(close[:5])}?" if close else "; `kg query actors` lists them"
    raise QueryError(f"the graph knows no actor “{name}”{hint}")


def _names(actor: ActorNode) -> set[str]:
    return {plain(text) for text in (*actor.labels.values(), *actor.aliases)}
