"""What is known before the first article is read: relations, actors with all their names, and who held which office.

The one door is `load_ontology`; it reads Turtle, and tables of actors and of offices, and never guesses.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology.cache import cached, uncollected
from kg.ontology.records import ID, IR, Actor, Name, Office, OfficeKind, Ontology, Role
from kg.ontology.tables import TABLES, add_tables, table_turtle
from kg.ontology.turtle import read_turtle
from kg.settings import ontology_dir

__all__ = [
    "ID", "IR", "Actor", "Name", "Office", "OfficeKind", "Ontology", "Role", "actor_files", "actor_turtle", "load_ontology", "uncollected",
]  # fmt: skip

log = logging.getLogger(__name__)


def load_ontology(path: Path | None = None, extra: Sequence[Path] = ()) -> Ontology:
    """Read an ontology folder (default: the one irkg ships), and `extra` files or folders of actors after it.

    An extra Turtle file may define new actors, or add names to known ones by their IRI alone (without type); a table
    (.tsv, .csv) holds actors or offices (`ontology/README.md` has the columns). The result is kept in the user's cache
    under the hash of all that was read. What a table holds that cannot be used is logged, and kept in `notes`.

    Raises:
        OntologyError: a file is missing, is no Turtle or table, or an entry is incomplete or contradicts another.
    """
    folder = path or ontology_dir()
    turtle = _files(folder)
    tables: list[Path] = []
    for file in actor_files(extra):
        (tables if file.suffix in TABLES else turtle).append(file)
    blobs = {file: _read(file) for file in (*turtle, *tables)}
    base = {file: blobs[file] for file in turtle}
    known = cached(
        blobs, lambda: add_tables(read_turtle(base), {t: blobs[t] for t in tables}) if tables else read_turtle(base)
    )
    for note in known.notes:
        log.warning(note)
    return known


def actor_files(extra: Sequence[Path]) -> list[Path]:
    """The files that `--actors` names, those of folders in an order that does not depend on the file system."""
    found: list[Path] = []
    for place in extra:
        kinds = ("*.ttl", *(f"*{suffix}" for suffix in TABLES))
        inside = sorted(file for kind in kinds for file in place.glob(kind)) if place.is_dir() else [place]
        if not inside:
            raise OntologyError(f"{place}: holds no actors; put .ttl, .tsv or .csv files there")
        found += inside
    return found


def actor_turtle(file: Path, blob: bytes, path: Path) -> bytes:
    """A file of actors as Turtle: as it is, or made from a table with the help of the ontology in `path`."""
    return table_turtle(load_ontology(path), file, blob) if file.suffix in TABLES else blob


def _files(folder: Path) -> list[Path]:
    """All Turtle files of an ontology, in a fixed order."""
    if not folder.is_dir():
        raise OntologyError(f"{folder}: no such ontology folder; give a folder with relations.ttl and actors/*.ttl")
    found = [*sorted(folder.glob("*.ttl")), *sorted((folder / "actors").glob("*.ttl"))]
    if not found:
        raise OntologyError(f"{folder}: holds no Turtle file; give a folder with relations.ttl and actors/*.ttl")
    return found


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise OntologyError(f"{file}: cannot be read ({error.strerror}); check the path and its permissions") from error
