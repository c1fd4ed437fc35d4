"""A table of actors, a row each, with the names that a text may use.

A row that contradicts the ontology or another row is an OntologyError with its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.errors import OntologyError
from kg.model import KINDS, Entity, slug
from kg.ontology.cells import Owners, Row, item
from kg.ontology.records import Actor, Name, Ontology, Role

ACTOR_TABLE = frozenset({"kind", "en", "fr"})
"""Columns that it needs."""
NAMES: dict[str, tuple[Role, str]] = {
    "en": ("label", "en"), "fr": ("label", "fr"), "aliases_en": ("alias", "en"), "aliases_fr": ("alias", "fr"),
    "demonyms_en": ("demonym", "en"), "demonyms_fr": ("demonym", "fr"), "metonyms_en": ("metonym", "en"),
    "metonyms_fr": ("metonym", "fr"), "descriptions_en": ("description", "en"), "descriptions_fr": ("description", "fr"),
}  # fmt: skip
"""Columns of names in a table of actors; several names in a cell are parted by ``|``."""


def actor_table(base: Ontology, file: Path, rows: list[Row]) -> list[Actor]:
    """The actors of a table, in its order."""
    owners = Owners(base)
    added: dict[str, Actor] = {}
    for line, row in rows:
        where = f"{file}:{line}"
        kind = row["kind"].capitalize()
        if kind not in KINDS:
            raise OntologyError(f"{where}: has the kind {row['kind']!r}; use one of {', '.join(KINDS)}")
        if not row["en"] or not row["fr"]:
            raise OntologyError(f"{where}: has no name in {'en' if not row['en'] else 'fr'}; fill the cell")
        key = row.get("id") or slug(row["en"])
        if key in base.actors or key in added:
            raise OntologyError(f"{where}: {key} is an actor already; give another id, or add names to it in Turtle")
        gender = row.get("gender", "")
        if gender not in ("", "m", "f", "mp", "fp"):
            raise OntologyError(f"{where}: has gender {gender!r}; use m, f, mp or fp, or leave it empty")
        parent = _known(owners, added, row.get("parent", ""), where)
        members = tuple(_known(owners, added, m, where) or "" for m in _cell(row.get("members_of", "")))
        names = tuple(Name(t, lang, role) for c, (role, lang) in NAMES.items() for t in _cell(row.get(c, "")))
        labels = {"en": row["en"], "fr": row["fr"]}
        aliases = tuple(sorted({n.text for n in names if n.role == "alias"} - set(labels.values())))
        above = base.actors[parent].entity if parent in base.actors else added[parent].entity if parent else None
        entity = Entity(key, kind, labels, aliases, above)
        added[key] = Actor(entity, names, gender, item(row.get("qid") or "", where), (), members)
    return list(added.values())


def _cell(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _known(owners: Owners, added: Mapping[str, Actor], name: str, where: str) -> str | None:
    if not name:
        return None
    found = owners.find(name) or next((k for k, a in added.items() if name in (k, *a.entity.labels.values())), None)
    if found is None:
        raise OntologyError(f"{where}: {name!r} is no actor; write its name or id, and put its own row above")
    return found
