"""Answers a query of the SPARQL 1.1 Protocol as bytes in a format that its sender accepts.

It reads only, asks no other server, and stops at a number of bytes; how long it may take is its caller's business.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.query import depth, explain, has_dataset, has_keyword
from kg.graph.store import Store

ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
}
"""Media types of the answers to SELECT and ASK; the first is the default."""
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
}
"""Media types of the answers to CONSTRUCT and DESCRIBE; the first is the default."""


_DEEPEST = 500
"""Brackets within brackets that a query may have."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Media type and body."""

    media_type: str
    body: bytes


class NotAcceptable(QueryError):  # noqa: N818 - it is about the answer, not about us
    """The answer has no form that its sender accepts."""


class TooLarge(QueryError):  # noqa: N818 - it is about the answer, not about us
    """The answer has more bytes than its sender may get."""


def calls_out(sparql: str) -> bool:
    """Whether the query asks another server.

    >>> calls_out("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    True
    >>> calls_out("SELECT ?service { ?service ex:service 'SERVICE' } # SERVICE")
    False
    """
    return has_keyword(sparql, "SERVICE")


def answer(
    store: Store, sparql: str, accepted: Sequence[str], *,
    default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = (), most: int = 0,
) -> Answer:  # fmt: skip
    """Ask, and write the answer in the first media type of `accepted` that fits its form.

    Without a dataset of its own, a query is asked over all graphs as one. `most` is the number of bytes that the body
    may have; 0 means any.

    Raises:
        QueryError: the query is no valid query, is nested too deeply, or calls another server.
        NotAcceptable: no media type that the answer can have is accepted.
        TooLarge: the answer has more than `most` bytes.
    """
    if calls_out(sparql):
        raise QueryError("SERVICE is not allowed here: this endpoint asks no other server")
    if (deep := depth(sparql)) > _DEEPEST:
        raise QueryError(f"brackets lie {deep:,} deep in one another; a query may have {_DEEPEST}")
    try:
        if default_graphs or named_graphs:
            found = store.quads.query(
                sparql, prefixes=store.names.prefixes,
                default_graph=[ox.NamedNode(iri) for iri in default_graphs],
                named_graphs=[ox.NamedNode(iri) for iri in named_graphs],
            )  # fmt: skip
        else:
            union = not has_dataset(sparql)
            found = store.quads.query(sparql, prefixes=store.names.prefixes, use_default_graph_as_union=union)
        return _written(found, accepted, _Limited(most), store.names.prefixes)
    except SyntaxError as error:
        raise QueryError(explain(sparql, str(error))) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered ({error})") from error


def to_format(turtle: str, media_type: str) -> bytes:
    """Turtle in one of the media types of `GRAPHS`."""
    form = GRAPHS[media_type]
    prefixes = dict(re.findall(r"@prefix (\S*): <(\S+)>", turtle))
    triples = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    return ox.serialize((quad.triple for quad in triples), format=form, prefixes=prefixes) or b""


class _Limited(io.BytesIO):
    """A buffer that takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, data: object, /) -> int:
        written = super().write(data)  # type: ignore[arg-type]  # whatever the engine hands over is bytes
        if self.most and self.tell() > self.most:
            raise TooLarge(f"the answer has more than {self.most:,} bytes; ask for less, or add LIMIT")
        return written


def _written(
    found: ox.QueryBoolean | ox.QuerySolutions | ox.QueryTriples, accepted: Sequence[str], out: _Limited,
    prefixes: dict[str, str],
) -> Answer:  # fmt: skip
    if isinstance(found, ox.QueryTriples):
        media = _first(accepted, GRAPHS)
        ox.serialize(found, out, format=GRAPHS[media], prefixes=prefixes)
        media = {"application/json": "application/ld+json", "application/xml": "application/rdf+xml"}.get(media, media)
    else:
        media = _first(accepted, ROWS)
        found.serialize(out, format=ROWS[media])
        media = {"application/json": next(iter(ROWS))}.get(media, media)
    return Answer(media, out.getvalue())


def _first(accepted: Sequence[str], offered: dict[str, ox.RdfFormat] | dict[str, ox.QueryResultsFormat]) -> str:
    for media in accepted:
        if media in offered:
            return media
    raise NotAcceptable(f"the answer can be {', '.join(offered)}, and none of these is accepted")
