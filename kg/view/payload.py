"""The records that the page carries: actors, relations, articles, dyads, and the statements of each dyad in columns.

It keeps every statement countable but not every sentence: evidence decides the size of a page, so it lies apart, in
pieces that are read when a reader asks for them, and past `SENTENCES` a dyad or `BUDGET` in all there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from kg.graph.data import EdgeStatement, GraphData
from kg.model import FACT_TYPES, STATUSES

QUADS = {
    "verbalCooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "materialCooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbalConflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "materialConflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""The four quad classes in which analysts read the sixteen event types."""
SENTENCES = 20
"""Statements a dyad whose sentence is in the file."""
BUDGET = 25_000
"""Sentences a page, about 15 MB; beyond that each dyad keeps fewer."""
PIECE = 250
"""Statements a piece of evidence: small enough to parse within a click."""

_WORD = re.compile(r"\w+")

Source = tuple[str, str, str, str, str]
Members = list[tuple[tuple[str, str], list[EdgeStatement]]]


def dyad_id(subject_id: str, object_id: str | None) -> str:
    """The name of a directed dyad in the page and its address.

    >>> dyad_id("russia", "nato"), dyad_id("russia", None)
    ('russia>nato', 'russia>')
    """
    return f"{subject_id}>{object_id or ''}"


def records(data: GraphData) -> dict[str, Any]:
    """Everything the page counts and names, as JSON values in a fixed order.

    `statements` are columns, one value a statement, in the order of `dyads`: each dyad is [subject, object or -1,
    number of statements], subject and object as places in `actors`.

    >>> records(GraphData(actors=(), edges=()))["dyads"]
    []
    """
    actors = sorted(data.actors, key=lambda a: a.id)
    sources = sorted({_article(edge) for edge in data.edges})
    quoted = sorted({_quoted(edge) for edge in data.edges if edge.source_label})
    members = _members(data.edges)
    place = {actor.id: i for i, actor in enumerate(actors)}
    return {
        "actors": [
            _plain(id=a.id, iri=a.iri, labels=a.labels, kind=a.kind, parent=a.parent_id, qid=a.qid, aliases=a.aliases)
            for a in actors
        ],
        "relations": (relations := _relations(data.edges)),
        "types": {edge.type: edge.type_labels for edge in sorted(data.edges, key=lambda e: (e.type, e.id))},
        "articles": [
            _plain(title=title, publisher=publisher, date=date, url=url) for _, title, publisher, date, url in sources
        ],
        "sources": [{"en": en, "fr": fr} for en, fr in quoted],
        "dyads": [[place[subject], place[other] if other else -1, len(group)] for (subject, other), group in members],
        "statements": _columns(members, relations, sources, quoted),
        "quads": QUADS,
        "facts": FACT_TYPES,
        "statuses": STATUSES,
        "piece": PIECE,
    }


def evidence(data: GraphData) -> list[list[dict[str, Any]]]:
    """The sentences and what belongs to them, in pieces of `PIECE` statements; {} where the page keeps none.

    >>> evidence(GraphData(actors=(), edges=()))
    []
    """
    members = _members(data.edges)
    most = _most([len(group) for _, group in members])
    kept = [_evidence(e) if i < most else {} for _, group in members for i, e in enumerate(group)]
    left = BUDGET
    for i, each in enumerate(kept):  # at most one a dyad, and still too many
        left -= bool(each)
        if left < 0:
            kept[i] = {}
    return [kept[i : i + PIECE] for i in range(0, len(kept), PIECE)]


def _most(sizes: Sequence[int]) -> int:
    """How many sentences each dyad may keep, so that all stay within `BUDGET`."""
    return next((n for n in range(SENTENCES, 1, -1) if sum(min(n, size) for size in sizes) <= BUDGET), 1)


def _members(edges: Iterable[EdgeStatement]) -> Members:
    """Dyads with the statements a reader wants first: actual before the rest, then late before early."""
    pairs: dict[tuple[str, str], list[EdgeStatement]] = {}
    for edge in sorted(edges, key=lambda e: (e.confidence, e.id), reverse=True):
        pairs.setdefault((edge.subject_id, edge.object_id or ""), []).append(edge)
    for group in pairs.values():
        group.sort(key=lambda e: e.date or e.article_date or "", reverse=True)
        group.sort(key=lambda e: e.status != "actual")
    return sorted(pairs.items())


def _relations(edges: Iterable[EdgeStatement]) -> list[dict[str, Any]]:
    found = {e.relation_id: e for e in sorted(edges, key=lambda e: (e.relation_id, e.id))}
    return [
        {"id": key, "labels": e.relation_labels, "type": e.type, "intensity": e.intensity, "symmetric": e.symmetric}
        for key, e in found.items()
    ]


def _columns(
    members: Members, relations: list[dict[str, Any]], sources: list[Source], quoted: list[tuple[str, str]]
) -> dict[str, list[Any]]:
    edges = [edge for _, group in members for edge in group]
    events: dict[str, int] = {}
    relation = {each["id"]: i for i, each in enumerate(relations)}
    article = {each: i for i, each in enumerate(sources)}
    speaker = {each: i for i, each in enumerate(quoted)}
    return {
        "relation": [relation[e.relation_id] for e in edges],
        "status": [STATUSES.index(e.status) for e in edges],
        "date": [e.date or "" for e in edges],
        "event": [-1 if e.event_id is None else events.setdefault(e.event_id, len(events)) for e in edges],
        "confidence": [round(e.confidence, 3) for e in edges],
        "article": [article[_article(e)] for e in edges],
        "source": [speaker[_quoted(e)] if e.source_label else -1 for e in edges],
        "former": [-1 if e.former is None else int(e.former) for e in edges],
    }


def _evidence(edge: EdgeStatement) -> dict[str, Any]:
    return _plain(
        id=edge.id, quote=edge.quote, span=_marked(edge), lang=edge.lang, agent=edge.agent_label,
        objectAgent=edge.object_agent_label, theme=edge.theme, count=edge.count, place=edge.place_label,
        office=edge.office_title,
    )  # fmt: skip


def _marked(edge: EdgeStatement) -> tuple[int, ...]:
    """Begin and end of the words that tell the act, of each of their parts when others stand between them."""
    if edge.trigger_span:
        return edge.trigger_span
    parts: list[int] = []
    at = 0
    for word in _WORD.findall(edge.trigger):
        # "ministre russe des Affaires étrangères" tells that somebody is "ministre des Affaires étrangères".
        found = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE).search(edge.quote, at)
        if found is None:
            return ()
        if parts and not _WORD.search(edge.quote, parts[-1], found.start()):
            parts[-1] = found.end()
        else:
            parts += found.span()
        at = found.end()
    return tuple(parts)


def _article(edge: EdgeStatement) -> Source:
    return edge.article_id, edge.article_title, edge.publisher or "", edge.article_date or "", edge.url or ""


def _quoted(edge: EdgeStatement) -> tuple[str, str]:
    labels, name = edge.source_labels or {}, edge.source_label or ""
    return labels.get("en") or name, labels.get("fr") or name


def _plain(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and value != "" and value != ()}
