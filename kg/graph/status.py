"""What a store holds: how much of what, how large it is, and whether its conclusions are up to date.

It counts and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from kg.graph import rdf
from kg.graph.folder import FORMAT, holder
from kg.graph.store import Store


@dataclass(frozen=True, slots=True)
class Status:
    """Figures of a store."""

    articles: int
    statements: int
    events: int
    actors: int
    """Entities that are subject or object of a statement."""
    direct: int
    """Direct triples, from actor to actor."""
    triples: int
    bytes: int
    """On disk."""
    format: int
    stale: bool
    """Whether conclusions are to be drawn again."""
    writer: str | None
    """Who has the store open for writing, if anybody."""


def status(store: Store, path: Path) -> Status:
    """Count; reads every statement once."""
    quads, term = store.quads, store.names.term

    def subjects(predicate: NamedNode, value: NamedNode | None = None) -> int:
        return sum(1 for _ in quads.quads_for_pattern(None, predicate, value, None))

    actors = {q.object for p in (rdf.RDF_SUBJECT, rdf.RDF_OBJECT) for q in quads.quads_for_pattern(None, p, None, None)}
    home = store.names.entity("").value
    derived = quads.quads_for_pattern(None, None, None, store.names.graph("derived"))
    direct = sum(
        1 for q in derived
        if str(q.subject).startswith(f"<{home}") and str(q.object).startswith(f"<{home}") and q.predicate != term("parent")
    )  # fmt: skip
    return Status(
        articles=subjects(rdf.TYPE, rdf.NEWS_ARTICLE), statements=subjects(rdf.TYPE, term("Statement")),
        events=subjects(rdf.TYPE, term("Event")), actors=len(actors), direct=direct, triples=len(quads),
        bytes=sum(f.stat().st_size for f in (path / "quads").glob("*") if f.is_file()), format=FORMAT, stale=store.stale,
        writer=holder(path) if store.beside_writer else None,
    )  # fmt: skip
