"""Cells of a table as values: Wikidata items, dates, and the states and organisations that a name means.

A value that is wrong is an OntologyError with its line; a name that nobody bears is None.
"""

from __future__ import annotations

import re
from datetime import date

from kg.errors import OntologyError
from kg.model import slug
from kg.ontology.records import Ontology

Row = tuple[int, dict[str, str]]
"""The line in the file, and the cells by column."""
ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
_DATE = re.compile(r"\+?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:.]+Z?)?")


def item(text: str, where: str) -> str | None:
    """The Wikidata item in a cell, None where it is empty."""
    if not text:
        return None
    found = ITEM.fullmatch(text)
    if not found:
        raise OntologyError(f"{where}: {text!r} is no Wikidata item; write it like Q42, or leave it empty")
    return found[1]


def day(text: str, side: str, where: str) -> str | None:
    """The ISO date in a cell, at the precision it has; None where it is not known."""
    if not text or text.startswith("http") or re.fullmatch(r"\d{4}s", text):
        return None  # an unknown value of a query's answer is an IRI, and a decade tells no date
    found = _DATE.fullmatch(text)
    try:
        if not found:
            raise ValueError(text)
        year, month, day = found[1], found[2] or "00", found[3] or "00"
        if month == "00":
            return year
        date(int(year), int(month), int(day) or 1)
        return f"{year}-{month}" if day == "00" else f"{year}-{month}-{day}"
    except ValueError as error:
        raise OntologyError(f"{where}: {text!r} is no date for {side}; write YYYY-MM-DD, YYYY-MM or YYYY") from error


class Owners:
    """States and organisations by all their names, by item and by slug."""

    def __init__(self, base: Ontology) -> None:
        self._by_name: dict[str, str] = {}
        self._states = {key for key, actor in base.actors.items() if actor.entity.kind == "State"}
        ranked = sorted(base.actors.items(), key=lambda a: (a[1].entity.kind != "State", -a[1].prominence))
        for key, actor in ranked:
            if actor.entity.kind in {"State", "Organisation", "Body", "Group", "Place"}:
                named = [n.text for n in actor.names if n.role in {"label", "alias", "acronym"}]
                for name in (*named, actor.qid or key, key):
                    self._by_name.setdefault(slug(name), key)

    def find(self, name: str) -> str | None:
        item = ITEM.fullmatch(name)
        return self._by_name.get(slug(item[1] if item else name))

    def is_state(self, name: str) -> bool:
        """A list may hold a state where a person belongs."""
        return self.find(name) in self._states
