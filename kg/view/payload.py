"""The records that the page carries: actors, relations, articles, and the statements of each dyad.

It keeps every statement countable but not every sentence: past `SENTENCES` a dyad, a record has none. It draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.graph.data import EdgeStatement, GraphData

FACTS = ("ROLE", "MEMBER")
QUADS = {
    "verbalCooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "materialCooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbalConflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "materialConflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""The four quad classes in which analysts read the sixteen event types."""
SENTENCES = 20
"""Statements a dyad whose sentence is in the file; evidence decides the size of the page."""


def dyad_id(subject_id: str, object_id: str | None) -> str:
    """The name of a directed dyad in the page and its address.

    >>> dyad_id("russia", "nato"), dyad_id("russia", None)
    ('russia>nato', 'russia>')
    """
    return f"{subject_id}>{object_id or ''}"


def records(data: GraphData) -> dict[str, Any]:
    """Everything the page shows, as JSON values in a fixed order.

    >>> sorted(records(GraphData(actors=(), edges=())))
    ['actors', 'articles', 'dyads', 'facts', 'quads', 'relations', 'types']
    """
    sources = sorted({_article(edge) for edge in data.edges})
    numbers = {source: i for i, source in enumerate(sources)}
    return {
        "actors": [
            _plain(id=a.id, iri=a.iri, labels=a.labels, kind=a.kind, parent=a.parent_id, qid=a.qid)
            for a in sorted(data.actors, key=lambda a: a.id)
        ],
        "relations": _relations(data.edges),
        "types": {edge.type: edge.type_labels for edge in sorted(data.edges, key=lambda e: (e.type, e.id))},
        "articles": [
            _plain(title=title, publisher=publisher, date=date, url=url) for _, title, publisher, date, url in sources
        ],
        "dyads": _dyads(data.edges, numbers),
        "quads": QUADS,
        "facts": FACTS,
    }


def _relations(edges: Iterable[EdgeStatement]) -> dict[str, Any]:
    return {
        e.relation_id: {"labels": e.relation_labels, "type": e.type, "intensity": e.intensity, "symmetric": e.symmetric}
        for e in sorted(edges, key=lambda e: (e.relation_id, e.id))
    }


def _dyads(edges: Iterable[EdgeStatement], numbers: dict[Source, int]) -> list[dict[str, Any]]:
    """Dyads with the statements a reader wants first: actual before the rest, then late before early."""
    pairs: dict[tuple[str, str], list[EdgeStatement]] = {}
    for edge in sorted(edges, key=lambda e: (e.confidence, e.id), reverse=True):
        pairs.setdefault((edge.subject_id, edge.object_id or ""), []).append(edge)
    dyads = []
    for (subject, object_), members in sorted(pairs.items()):
        members.sort(key=lambda e: e.date or e.article_date or "", reverse=True)
        members.sort(key=lambda e: e.status != "actual")
        rows = [_statement(e, numbers[_article(e)], sentence=i < SENTENCES) for i, e in enumerate(members)]
        dyads.append({"id": dyad_id(subject, object_ or None), "from": subject, "to": object_, "statements": rows})
    return dyads


def _statement(edge: EdgeStatement, article: int, *, sentence: bool) -> dict[str, Any]:
    counted = {
        "relation": edge.relation_id, "status": edge.status, "date": edge.date, "event": edge.event_id,
        "confidence": round(edge.confidence, 3), "former": edge.former, "article": article,
    }  # fmt: skip
    if not sentence:
        return _plain(**counted)
    return _plain(
        **counted, id=edge.id, quote=edge.quote, span=edge.trigger_span, lang=edge.lang, agent=edge.agent_label,
        objectAgent=edge.object_agent_label, source=edge.source_label, theme=edge.theme, count=edge.count,
        place=edge.place_label, office=edge.office_title,
    )  # fmt: skip


Source = tuple[str, str, str, str, str]


def _article(edge: EdgeStatement) -> Source:
    return edge.article_id, edge.article_title, edge.publisher or "", edge.article_date or "", edge.url or ""


def _plain(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and value != ""}
