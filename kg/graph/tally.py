"""Writes one count as a node with its values, and says where things stand in an order.

It knows nothing of what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.graph import rdf
from kg.graph.names import Names

Value = str | int | Decimal | Literal
"""An IRI, a number, or a literal as it is."""

_VERBS = {"of": "tallyOf", "against": "tallyAgainst", "period": "tallyPeriod", "language": "tallyLanguage", "quads": "tallyClass",
          "articles": "tallyArticles", "publishers": "tallyPublishers", "type": "tallyType", "status": "tallyStatus"}  # fmt: skip


def tally(names: Names, kind: str, *key: object, **values: Value) -> Iterator[str]:
    """A count of a kind as lines of N-Triples; the key is what makes it another one than the others of its kind."""
    node = tally_node(names, kind, *key)
    yield f"{node} {rdf.TYPE} {names.term(f'{kind}Tally')}"
    for local, value in values.items():
        verb = names.term(_VERBS.get(local, local))
        if isinstance(value, str):
            yield f"{node} {verb} <{value}>"
        else:
            yield f"{node} {verb} {value if isinstance(value, Literal) else _number(value)}"


def tally_node(names: Names, kind: str, *key: object) -> NamedNode:
    """The IRI of such a count."""
    return names.node("tally", kind, *key)


def before(counts: Mapping[Any, int], *, most_first: bool = False) -> Iterator[tuple[Any, int]]:
    """Each key in order, with the sum of those that come earlier.

    >>> list(before({"b": 2, "a": 5, "c": 1}))
    [('a', 0), ('b', 5), ('c', 7)]
    """
    total = 0
    for key, count in sorted(counts.items(), reverse=most_first):
        yield key, total
        total += count


def day(when: str) -> Literal:
    """A date of any precision as it is compared; “” for none."""
    return rdf.dated(when) if when else Literal("")


def _number(value: int | Decimal) -> Literal:
    return Literal(value) if isinstance(value, int) else rdf.decimal(value)
