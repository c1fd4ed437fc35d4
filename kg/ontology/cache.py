"""Keeps the parsed ontology as JSON in the user's cache, named by the hash of all bytes and code it depends on.

It can never do harm: JSON holds data and no code, a file that is damaged is read as if it were not there, and a cache
that cannot be written only costs time.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kg import __version__, model
from kg.model import Entity, Relation
from kg.ontology.records import Actor, Name, Office, OfficeKind, Ontology

KEPT = 32
"""Files of other states of the ontology that stay, the youngest; older ones are removed."""

Json = dict[str, Any]


def cached(blobs: Mapping[Path, bytes], build: Callable[[], Ontology]) -> Ontology:
    """The ontology that `build` makes of some files, from the cache where exactly these bytes were read before."""
    file = _file(blobs.values())
    known = _load(file)
    if known is None:
        known = build()
        _save(file, known)
    return known


def _file(blobs: Iterable[bytes]) -> Path:
    """Where the parsed form of exactly these bytes, read by exactly this code, would lie."""
    digest = hashlib.sha256(__version__.encode())
    for blob in (*_code(), *blobs):
        digest.update(hashlib.sha256(blob).digest())
    return _folder() / f"ontology-{digest.hexdigest()[:32]}.json"


def _folder() -> Path:
    """The cache folder of the platform: $XDG_CACHE_HOME, or what the system has for it."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or ""
    return (Path(home) if Path(home).is_absolute() else Path("~/.cache").expanduser()) / "irkg"


def _code() -> Iterator[bytes]:
    """The code that shapes the records."""
    yield Path(model.__file__).read_bytes()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        yield source.read_bytes()


def _load(file: Path) -> Ontology | None:
    """The cached ontology; None when there is none, or its own digest shows that it is damaged."""
    try:
        digest, payload = file.read_bytes().split(b"\n", 1)
        if hashlib.sha256(payload).hexdigest().encode() != digest:
            return None
        with uncollected():
            return _ontology(json.loads(payload))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many small records that all stay, without the garbage collector going through them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _save(file: Path, ontology: Ontology) -> None:
    """Write whole or not at all."""
    payload = json.dumps(_plain(ontology), ensure_ascii=False, separators=(",", ":")).encode()
    part = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload)
        part.replace(file)
        _tidy(file.parent)
    except OSError:
        with suppress(OSError):
            part.unlink()


def _tidy(folder: Path) -> None:
    """Every change of a file leaves a cache that nobody will ask for again."""
    files = sorted(folder.glob("ontology-*.json"), key=lambda f: f.stat().st_mtime, reverse=True)
    for file in files[KEPT:]:
        with suppress(OSError):
            file.unlink()


def _plain(ontology: Ontology) -> Json:
    return {
        "relations": [
            [r.id, r.type, r.labels, r.mode, r.cameo, r.intensity, r.symmetric, r.definitions]
            for r in ontology.relations.values()
        ],
        "offices": [[k.id, k.labels, k.relation, k.single, k.titles] for k in ontology.offices.values()],
        "actors": [
            [
                a.entity.id, a.entity.kind, a.entity.labels, a.entity.aliases, a.entity.parent and a.entity.parent.id,
                [[n.text, n.lang, n.role] for n in a.names], a.gender, a.qid,
                [[o.kind, o.of, o.start, o.end, o.labels] for o in a.offices], a.members_of, a.prominence,
            ]
            for a in ontology.actors.values()
        ],
        "notes": ontology.notes,
    }  # fmt: skip


def _ontology(plain: Json) -> Ontology:
    rows = {row[0]: row for row in plain["actors"]}
    entities: dict[str, Entity] = {}

    def entity(slug: str) -> Entity:
        if slug not in entities:
            _, kind, labels, aliases, parent, *_ = rows[slug]
            entities[slug] = Entity(slug, kind, labels, tuple(aliases), parent and entity(parent))
        return entities[slug]

    actors = {
        slug: Actor(
            entity(slug), tuple(Name(*n) for n in names), gender, qid, tuple(Office(*o) for o in offices),
            tuple(members), prominence,
        )
        for slug, _, _, _, _, names, gender, qid, offices, members, prominence in plain["actors"]
    }  # fmt: skip
    kinds = {
        key: OfficeKind(key, labels, relation, single, tuple(titles))
        for key, labels, relation, single, titles in plain["offices"]
    }
    return Ontology({r[0]: Relation(*r) for r in plain["relations"]}, actors, kinds, tuple(plain["notes"]))
