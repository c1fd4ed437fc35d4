"""From a table of events to records in the graph: read → understand names and codes → store → conclude.

It guesses nothing: a code that stands for no relation, or a line without actor, is counted and named.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from kg.actors import NameIndex
from kg.errors import InputError
from kg.graph import Record, Store, codes
from kg.model import Entity, Relation, slug
from kg.ontology import Ontology, load_ontology
from kg.read.events import Event, Party, read_events
from kg.settings import Settings

LOT = 5_000
"""Lines that are stored in one transaction."""


@dataclass(slots=True)
class ImportReport:
    """What an import did."""

    lines: int = 0
    records: int = 0
    unchanged: int = 0
    """Lines of lots that were stored already."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Why lines gave no record, and how many."""


def import_events(
    files: Sequence[Path], form: str, settings: Settings, *, name: str | None = None, mapping: Path | None = None,
    progress: Callable[[int], None] = lambda lines: None,
) -> ImportReport:  # fmt: skip
    """Read tables of events and store their records, a transaction a lot of lines; lots that are stored are not stored again.

    `name` is what the dataset is called (default: the format). `progress` is told how many lines each lot had.

    Raises:
        InputError: a file cannot be read, or is no such table.
        StoreError: the store cannot be opened or written.
    """
    if isinstance(settings.store, str):
        raise InputError(f"{settings.store}: events are imported into a folder; import there, and load an export of it")
    report = ImportReport()
    understood = Understanding(load_ontology(settings.ontology_path, settings.actors), settings.ontology_path)
    dataset = name or form.upper()
    with Store.open(settings.store, settings.base) as store:
        store.load_known(settings.ontology_path, settings.actors)
        for file in files:
            lines = read_events(file, form, mapping)
            for number, lot in enumerate(_lots(lines)):
                part = f"{file.name} {number + 1}"
                digest = hashlib.sha256(f"{understood.mark} {lot!r}".encode()).hexdigest()
                report.lines += len(lot)
                if store.has_part(dataset, part, digest):
                    report.unchanged += len(lot)
                else:
                    records = [r for line, event in lot if (r := understood.record(line, event, report.left_out))]
                    store.put_part(dataset, part, digest, records)
                    report.records += len(records)
                progress(len(lot))
        store.derive()
    return report


class Understanding:
    """Turns codes into relations and names into actors, by the ontology."""

    def __init__(self, ontology: Ontology, path: Path) -> None:
        self.ontology = ontology
        self.index = NameIndex(ontology)
        table = (path / "countries.csv").read_text(encoding="utf-8")
        self.countries = {row["code"]: row["state"] for row in csv.DictReader(table.splitlines())}
        self.mark = hashlib.sha256(f"{table}{sorted(ontology.relations)}{sorted(ontology.actors)}".encode()).hexdigest()
        self.by_code: dict[str, Relation] = {}
        self.by_mode: dict[tuple[str, str], Relation] = {}
        self.roots, names = codes(path / "irkg.ttl")
        general = {type_: ontology.relations[name] for type_, name in names.items() if name in ontology.relations}
        for relation in sorted(ontology.relations.values(), key=lambda r: (r != general.get(r.type), r.id)):
            if relation.cameo:
                self.by_code.setdefault(relation.cameo, relation)
            if relation.mode:
                self.by_mode.setdefault((relation.type, relation.mode), relation)
        self.general = general
        self._actors: dict[Party, Entity | None] = {}

    def record(self, line: int, event: Event | str, left_out: Counter[str]) -> Record | None:
        """The record of a line; None, and why, where it gives none."""
        if isinstance(event, str):
            left_out[event] += 1
            return None
        relation = self.relation(event)
        if relation is None:
            left_out[f"no relation for {event.cameo or event.relation or event.type or 'a line without code'}"] += 1
            return None
        subject, object_ = self.actor(event.actor), self.actor(event.recipient)
        if subject is None:
            left_out["no actor that has a name"] += 1
            return None
        if object_ == subject:
            object_ = None
        code = event.cameo or " ".join(filter(None, (event.type, event.mode)))
        return Record(
            event.id or f"line {line}", event.date, subject, relation, object_, event.url, event.publisher, code
        )

    def relation(self, event: Event) -> Relation | None:
        """By its own name, by CAMEO code (the nearest broader one that a relation has), or by PLOVER type and mode."""
        if event.relation:
            return self.ontology.relations.get(event.relation.removeprefix("ir:"))
        code = event.cameo
        while len(code) > 2:
            if code in self.by_code:
                return self.by_code[code]
            code = code[:-1]
        type_ = self.roots.get(code[:2], "") if event.cameo else event.type
        return self.by_mode.get((type_, event.mode)) or self.general.get(type_)

    def actor(self, party: Party) -> Entity | None:
        """The actor of the ontology, or a new one under the state it belongs to; None for nobody."""
        if party not in self._actors:
            self._actors[party] = self._find(party)
        return self._actors[party]

    def _find(self, party: Party) -> Entity | None:
        state = self._state(party.country)
        if state is not None and (party.for_state or not party.name):
            return state
        named = self._known(party.name)
        if named is not None or not party.name:
            return named
        label = party.name if state is None else f"{party.name} ({state.label})"
        return Entity(slug(label), "Group", {"en": label, "fr": label}, parent=state, minted=True)

    def _state(self, country: str) -> Entity | None:
        if slug_ := self.countries.get(country.upper()):
            return self.ontology.actors[slug_].entity
        return self._known(country)

    def _known(self, name: str) -> Entity | None:
        """Whoever bears exactly this name."""
        for match in self.index.find(name, "en"):
            if match.text == name:
                return self.ontology.actors[match.candidates[0][0]].entity
        return None


def _lots(lines: Iterator[tuple[int, Event | str]]) -> Iterator[list[tuple[int, Event | str]]]:
    while lot := list(islice(lines, LOT)):
        yield lot
