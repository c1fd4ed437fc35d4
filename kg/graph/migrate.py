"""Brings a store of an older format up to date, a step a format, each in one transaction.

What cannot be brought up to date is refused before it is opened, by `kg.graph.folder`.
"""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Store

from kg.graph.names import PROV, Names
from kg.graph.renew import recount


def migrate(quads: Store, names: Names, version: int) -> None:
    """Do all steps from `version` on; doing one twice changes nothing."""
    for start, step in sorted(_STEPS.items()):
        if start >= version:
            step(quads, names)


def _say_what_made_each_article(quads: Store, names: Names) -> None:
    """Format 2: an article says by which run its statements were extracted."""
    fingerprint = names.term("fingerprint")
    quads.update(
        f"INSERT {{ GRAPH ?article {{ ?article <{PROV}wasGeneratedBy> ?run }} }} "
        f"WHERE {{ GRAPH ?article {{ ?article {fingerprint} ?mark }} "
        f'BIND(IRI(CONCAT("{names.base}run/", ENCODE_FOR_URI(?mark))) AS ?run) }}'
    )


def _count(quads: Store, names: Names) -> None:
    """Formats 3 and 4: what named questions count is counted beforehand."""
    recount(quads, names)


_STEPS: dict[int, Callable[[Store, Names], None]] = {1: _say_what_made_each_article, 3: _count}
