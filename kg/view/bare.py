"""The table for readers without JavaScript: the strongest dyads, each with a sentence and its source.

It is built of plain values, which the template escapes; the page's own table, with filters, is `table.js`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.graph.data import EdgeStatement, GraphData
from kg.model import FACT_TYPES

ROWS = 300
_WEB = re.compile(r"https?://[^/]", re.IGNORECASE)
COUNTED = ("articles", "publishers", "statements")


@dataclass(frozen=True, slots=True)
class Row:
    """One directed dyad, as words."""

    subject: str
    relation: str
    object: str
    events: int
    latest: str
    quote: str
    lang: str
    """Of the sentence."""
    source: str
    url: str | None
    """None unless it is an address that a browser should follow."""


def rows(data: GraphData, lang: str) -> list[Row]:
    """What actually happened, most events first, in the language of the page.

    >>> rows(GraphData(actors=(), edges=()), "en")
    []
    """
    names = {actor.id: actor.labels.get(lang) or actor.id for actor in data.actors}
    pairs: dict[tuple[str, str], list[EdgeStatement]] = {}
    for edge in data.edges:
        if edge.object_id and edge.status == "actual" and edge.type not in FACT_TYPES:
            pairs.setdefault((edge.subject_id, edge.object_id), []).append(edge)
    found = sorted(pairs.items(), key=lambda item: (-len({e.event_id for e in item[1]}), item[0]))
    return [_row(group, names, lang) for _, group in found[:ROWS]]


def period(data: GraphData) -> tuple[str, str]:
    """The first and the last day on which the articles appeared; empty when none has a date.

    >>> period(GraphData(actors=(), edges=()))
    ('', '')
    """
    dates = sorted({e.article_date for e in data.edges if e.article_date})
    return (dates[0], dates[-1]) if dates else ("", "")


def counts(data: GraphData) -> tuple[int, int, int]:
    """Statements, articles and publishers."""
    return (
        len(data.edges),
        len({e.article_id for e in data.edges}),
        len({e.publisher for e in data.edges if e.publisher}),
    )


def about(data: GraphData, words: Mapping[str, str]) -> str:
    """Period and counts in words, for captions.

    >>> about(GraphData(actors=(), edges=()), {f"{key}.other": "{0} " + key for key in COUNTED})
    '0 articles · 0 publishers · 0 statements'
    """
    statements, articles, publishers = counts(data)
    found = dict(zip(COUNTED, (articles, publishers, statements), strict=True))
    said = [words[f"{key}.{'one' if n == 1 else 'other'}"].replace("{0}", str(n)) for key, n in found.items()]
    begin, end = period(data)
    return " · ".join([*([f"{begin} – {end}"] if begin else []), *said])


def _row(group: list[EdgeStatement], names: dict[str, str], lang: str) -> Row:
    tally = Counter(e.relation_id for e in group)
    top = min(tally, key=lambda key: (-tally[key], key))
    best = max((e for e in group if e.relation_id == top), key=lambda e: (e.confidence, e.id))
    where = (best.article_title or best.url or "", best.publisher or "", best.article_date or "")
    subject, other = best.subject_id, best.object_id or ""
    return Row(
        subject=names.get(subject, subject),
        relation=best.relation_labels.get(lang, top) + (f" (+{len(tally) - 1})" if len(tally) > 1 else ""),
        object=names.get(other, other),
        events=len({e.event_id for e in group}),
        latest=max(e.date or e.article_date or "" for e in group),
        quote=best.quote,
        lang=best.lang,
        source=", ".join(filter(None, where)),
        url=best.url if best.url and _WEB.match(best.url) else None,
    )
