"""Tables of events that analysts have: GDELT 2, ICEWS, POLECAT, Phoenix and PETRARCH, and any CSV with a mapping.

Each reader knows the columns of one format, by its documentation, and nothing of what codes and names mean.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from kg.errors import InputError

GDELT = 61
"""Columns of a line of the GDELT 2.0 event table (Event Codebook V2.0), which has no header."""
_STATE_ROLES = frozenset({"", "GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""CAMEO roles in which an actor acts for its state."""
csv.field_size_limit(10_000_000)


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient as a table has it."""

    name: str = ""
    country: str = ""
    """Three-letter code, or the name of a state."""
    for_state: bool = True
    """Whether it acts for that state, so that the act counts for the state."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a table."""

    id: str
    date: str
    """ISO date."""
    actor: Party
    recipient: Party
    cameo: str = ""
    type: str = ""
    """PLOVER event type, where the table has no CAMEO code."""
    mode: str = ""
    relation: str = ""
    """Local name of a relation of the ontology."""
    place: str = ""
    url: str = ""
    publisher: str = ""


class Mapping_(BaseModel):  # noqa: N801 - the name without underscore is taken
    """Which column of a CSV file holds what; every value is the name of a column."""

    model_config = ConfigDict(extra="forbid", strict=True)
    date: str
    actor: str
    recipient: str = ""
    actor_country: str = ""
    recipient_country: str = ""
    cameo: str = ""
    type: str = ""
    mode: str = ""
    relation: str = ""
    id: str = ""
    place: str = ""
    url: str = ""
    publisher: str = ""
    delimiter: str = ","


Lines = Iterable[list[str]]
Row = Mapping[str, str]


def read_events(file: Path, form: str, mapping: Path | None = None) -> Iterator[tuple[int, Event | str]]:
    """The lines of a table (or of the one table in a .zip file), numbered: an event, or why there is none.

    Raises:
        InputError: the file cannot be read, is no such table, or the mapping is missing or wrong.
    """
    columns = _mapping(mapping) if form == "csv" else None
    with _opened(file) as stream:
        delimiter = columns.delimiter if columns else "\t"
        lines = (
            csv.reader(stream, delimiter=delimiter) if columns
            else csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        )  # fmt: skip
        try:
            if form in _WITHOUT_HEADER:
                yield from _numbered(lines, 1, _WITHOUT_HEADER[form])
                return
            header = [name.strip().lstrip("\ufeff") for name in next(lines, [])]
            read = _with_columns(columns) if columns else _WITH_HEADER[form]
            needed = [c for c in (columns.date, columns.actor) if columns] if columns else _NEEDED[form]
            if missing := [name for name in needed if name not in header]:
                raise InputError(
                    f"{file}: has no column {missing[0]!r}, so it is no {form} table; see `kg import --help`"
                )
            yield from _numbered(lines, 2, lambda line: read(dict(zip(header, line, strict=False))))
        except (csv.Error, UnicodeDecodeError) as error:
            raise InputError(f"{file}: cannot be read as a table ({error}); give a UTF-8 file") from error


FORMATS = ("gdelt", "icews", "polecat", "phoenix", "csv")


def _numbered(lines: Lines, start: int, read: Callable[[list[str]], Event | str]) -> Iterator[tuple[int, Event | str]]:
    for number, line in enumerate(lines, start):
        if line:
            yield number, read(line)


def _gdelt(line: list[str]) -> Event | str:
    if len(line) != GDELT:
        return f"has {len(line)} columns, a GDELT 2.0 event has {GDELT}"
    return _checked(
        Event(line[0], _compact(line[1]), _cameo_party(line[6], line[5], line[7]), _cameo_party(line[16], line[15], line[17]),
              cameo=line[26], place=line[52], url=line[60])
    )  # fmt: skip


def _phoenix(line: list[str]) -> Event | str:
    """Phoenix's 25 columns and more, or PETRARCH's four: date, source, target, code."""
    if len(line) >= 15 and re.fullmatch(r"\d{8}", line[1]):
        source, target = (Party(line[at].title(), line[at + 1], line[at + 2] in _STATE_ROLES) for at in (5, 9))
        source, target = (_cameo_party(party.name, line[at], line[at + 1]) for party, at in ((source, 5), (target, 9)))
        url = line[23].split(";")[0] if len(line) > 23 else ""
        return _checked(Event(line[0], _compact(line[1]), source, target, cameo=line[13], url=url))
    if len(line) >= 4 and re.fullmatch(r"\d{8}", line[0]):
        source, target = (_cameo_party("", code, code[:3]) for code in line[1:3])
        return _checked(Event(" ".join(line[:4]), _compact(line[0]), source, target, cameo=line[3]))
    return f"has {len(line)} columns and no date where Phoenix or PETRARCH have one"


def _icews(row: Row) -> Event | str:
    return _checked(
        Event(row.get("Event ID", ""), row["Event Date"][:10], _named(row, "Source"), _named(row, "Target"),
              cameo=row["CAMEO Code"], place=row.get("City", ""), publisher=row.get("Publisher", ""))
    )  # fmt: skip


def _polecat(row: Row) -> Event | str:
    return _checked(
        Event(row["Event ID"], row["Event Date"][:10], _named(row, "Actor"), _named(row, "Recipient"),
              type=row["Event Type"].upper(), mode=row.get("Event Mode", "").lower(), place=row.get("Placename", ""),
              publisher=row.get("Source", ""))
    )  # fmt: skip


def _with_columns(m: Mapping_) -> Callable[[Row], Event | str]:
    def read(row: Row) -> Event | str:
        def get(column: str) -> str:
            return row.get(column, "").strip() if column else ""

        date = get(m.date)
        return _checked(
            Event(get(m.id), _compact(date) if date.isdigit() and len(date) == 8 else date[:10],
                  Party(get(m.actor), get(m.actor_country), for_state=False),
                  Party(get(m.recipient), get(m.recipient_country), for_state=False),
                  cameo=get(m.cameo), type=get(m.type).upper(), mode=get(m.mode).lower(), relation=get(m.relation),
                  place=get(m.place), url=get(m.url), publisher=get(m.publisher))
        )  # fmt: skip

    return read


_WITHOUT_HEADER: dict[str, Callable[[list[str]], Event | str]] = {"gdelt": _gdelt, "phoenix": _phoenix}
_WITH_HEADER: dict[str, Callable[[Row], Event | str]] = {"icews": _icews, "polecat": _polecat}
_NEEDED = {
    "icews": ["Event Date", "Source Name", "Target Name", "CAMEO Code"],
    "polecat": ["Event ID", "Event Date", "Event Type", "Actor Name", "Recipient Name"],
}


def _named(row: Row, role: str) -> Party:
    """ICEWS and POLECAT name people and bodies, and the country each belongs to."""
    name, country = row.get(f"{role} Name", "").strip(), row.get(f"{role} Country", "").strip()
    sectors = f"{row.get(f'{role} Sectors', '')},{row.get(f'Primary {role} Sector', '')}".casefold()
    state = any(word in sectors for word in ("government", "military", "gov", "mil", "executive", "legis", "judic"))
    return Party("" if name == "None" else name, "" if country == "None" else country, state or name == country)


def _cameo_party(name: str, code: str, country: str) -> Party:
    """CAMEO codes begin with a country, if any, and go on with roles."""
    return Party(name.title(), country, code[3:6] in _STATE_ROLES if country else False)


def _checked(event: Event) -> Event | str:
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", event.date):
        return f"has no date ({event.date!r})"
    if not (event.actor.name or event.actor.country):
        return "has no actor"
    return event


def _compact(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}" if re.fullmatch(r"\d{8}", date) else date


def _mapping(file: Path | None) -> Mapping_:
    if file is None:
        raise InputError(
            "a csv table needs --mapping: a YAML file that says which column is date, actor, recipient, cameo …"
        )
    try:
        return Mapping_.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise InputError(f"{file}: is no mapping ({' '.join(str(error).split())}); see `kg import --help`") from error


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    try:
        if file.suffix.lower() == ".zip":
            with zipfile.ZipFile(file) as archive, archive.open(archive.namelist()[0]) as inside:
                yield TextIOWrapper(inside, encoding="utf-8", newline="")
        else:
            with file.open(encoding="utf-8-sig", newline="") as stream:
                yield stream
    except (OSError, zipfile.BadZipFile, IndexError) as error:
        raise InputError(f"{file}: cannot be read ({error}); check the path") from error
