"""Tables of offices and of actors, one row each: what a spreadsheet or a query of Wikidata gives.

A row that cannot be read is an OntologyError with its line. One that contradicts itself, or speaks of a state or
organisation nobody knows, is left out and counted, since lists from elsewhere hold more than a graph needs.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from kg.errors import OntologyError
from kg.model import KINDS, Entity, slug
from kg.ontology.records import ID, IR, Actor, Name, Office, Ontology, Role
from kg.ontology.terms import cut

TABLES = (".tsv", ".csv")
COLUMNS = {
    "jurisdiction": "of", "country": "of", "organisation": "of", "organization": "of",
    "title": "office", "position": "office", "name": "person", "holder": "person",
    "item": "qid", "wikidata": "qid", "from": "start", "to": "end", "type": "kind", "label_en": "en", "label_fr": "fr",
    "alias_en": "aliases_en", "alias_fr": "aliases_fr", "member_of": "members_of",
}  # fmt: skip
"""Other headings of a column."""
OFFICE_TABLE = frozenset({"of", "office", "person"})
ACTOR_TABLE = frozenset({"kind", "en", "fr"})
NAMES: dict[str, tuple[Role, str]] = {
    "en": ("label", "en"), "fr": ("label", "fr"), "aliases_en": ("alias", "en"), "aliases_fr": ("alias", "fr"),
    "demonyms_en": ("demonym", "en"), "demonyms_fr": ("demonym", "fr"), "metonyms_en": ("metonym", "en"),
    "metonyms_fr": ("metonym", "fr"), "descriptions_en": ("description", "en"), "descriptions_fr": ("description", "fr"),
}  # fmt: skip
"""Columns of names in a table of actors; several names in a cell are parted by ``|``."""
OTHER_OFFICE = "officeHolder"
RESHUFFLE = timedelta(days=7)
"""Terms of one person in one office that are not further apart are one term: the government changed, not the holder."""
SHOWN = 5
"""Unknown states that a note names; the others are counted."""
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
_DATE = re.compile(r"\+?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:.]+Z?)?")

Row = tuple[int, dict[str, str]]
"""The line in the file, and the cells by column."""


@dataclass(frozen=True, slots=True)
class _Term:
    """One row of a table of offices."""

    person: str
    qid: str | None
    gender: str
    office: Office


def add_tables(base: Ontology, tables: Mapping[Path, bytes]) -> Ontology:
    """An ontology with the actors and offices of some tables; persons it knows, by item or by name, get more offices.

    Raises:
        OntologyError: a table has no usable columns, or a row a wrong value.
    """
    grown = base
    for file, blob in tables.items():
        added, notes = _read_table(grown, file, blob)
        actors = dict(sorted({**grown.actors, **{a.entity.id: a for a in added}}.items()))
        grown = replace(grown, actors=actors, notes=(*grown.notes, *notes))
    return grown


def table_turtle(base: Ontology, file: Path, blob: bytes) -> bytes:
    """What a table adds to an ontology, as Turtle."""
    added, _ = _read_table(base, file, blob)
    lines = ["@prefix wd: <http://www.wikidata.org/entity/> .", f"@prefix ir: <{IR}> .", f"@prefix id: <{ID}> ."]
    lines += [
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
    ]
    lines.append("@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .")
    for actor in added:
        lines += _turtle(actor, base.actors.get(actor.entity.id))
    return "\n".join(lines).encode() + b"\n"


def _read_table(base: Ontology, file: Path, blob: bytes) -> tuple[list[Actor], list[str]]:
    columns, rows = _rows(file, blob)
    if columns >= OFFICE_TABLE:
        return _office_table(base, file, rows)
    if columns >= ACTOR_TABLE:
        return _actor_table(base, file, rows), []
    raise OntologyError(
        f"{file}:1: has the columns {', '.join(sorted(columns)) or 'of none'}; a table of offices needs jurisdiction, office and "
        "person, a table of actors needs kind, en and fr"
    )


def _rows(file: Path, blob: bytes) -> tuple[frozenset[str], list[Row]]:
    try:
        text = blob.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = blob[: error.start].count(b"\n") + 1
        raise OntologyError(f"{file}:{line}: is not UTF-8; save the table in that encoding") from error
    head = text.split("\n", 1)[0]
    delimiter = max("\t,;", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=delimiter != "\t",
                        quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL)  # fmt: skip
    rows: list[Row] = []
    try:
        columns = [_column(name) for name in next(reader, [])]
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(columns):
                raise OntologyError(
                    f"{file}:{reader.line_num}: has {len(cells)} cells, the first line {len(columns)}; quote or remove delimiters"
                )
            padded = [cell.strip() for cell in cells] + [""] * (len(columns) - len(cells))
            rows.append((reader.line_num, dict(zip(columns, padded, strict=True))))
    except csv.Error as error:
        raise OntologyError(f"{file}:{reader.line_num}: cannot be read ({error}); mend that line") from error
    return frozenset(columns), rows


def _column(heading: str) -> str:
    plain = heading.strip().strip('"').lower()
    return COLUMNS.get(plain, plain)


# -- offices --------------------------------------------------------------------


def _office_table(base: Ontology, file: Path, rows: list[Row]) -> tuple[list[Actor], list[str]]:
    owners, titles = _Owners(base), _Titles(base)
    unknown: Counter[str] = Counter()
    backwards: list[int] = []
    nameless: list[int] = []
    terms: defaultdict[str, list[_Term]] = defaultdict(list)
    for line, row in rows:
        where = f"{file}:{line}"
        person, title = row["person"], row["office"]
        if not person or not title:
            raise OntologyError(
                f"{where}: has no {'person' if not person else 'office'}; fill the cell or remove the row"
            )
        qid = _item(row.get("qid") or "", where)
        start, end = (_date(row.get(side) or "", side, where) for side in ("start", "end"))
        if start and end and cut(start, end) > cut(end, start):
            backwards.append(line)
            continue
        if _ITEM.fullmatch(person) or owners.is_state(person):
            nameless.append(line)
            continue
        owner = (
            owners.find(row["of"])
            or owners.find(title.rpartition(" of ")[2])
            or owners.find(title.rpartition(" of the ")[2])
        )
        if owner is None:
            unknown[row["of"]] += 1
            continue
        kind, label = titles.kind(title, owner)
        labels = {"en": label, "fr": base.offices[kind].labels["fr"] if kind in base.offices else label}
        gender = row.get("gender", "")
        if gender not in ("", "m", "f"):
            raise OntologyError(f"{where}: has gender {gender!r}; use m or f, or leave it empty")
        terms[qid or f"{slug(person)} {owner}"].append(
            _Term(person, qid, gender, Office(kind, owner, start, end, labels))
        )
    return list(_persons(base, terms.values())), [
        *_unknown(file, unknown),
        *_left_out(file, backwards, "end before they start"),
        *_left_out(file, nameless, "name no person"),
    ]


def _unknown(file: Path, unknown: Counter[str]) -> list[str]:
    if not unknown:
        return []
    first = ", ".join(f"{name or 'empty'} ({n})" for name, n in unknown.most_common(SHOWN))
    more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
    return [
        f"{file}: {unknown.total()} rows are of states or organisations that no actor is: {first}{more}; "
        "they are left out (add the actors with --actors to keep them)"
    ]


def _left_out(file: Path, lines: list[int], why: str) -> list[str]:
    if not lines:
        return []
    first = ", ".join(map(str, lines[:SHOWN])) + (" …" if len(lines) > SHOWN else "")
    return [f"{file}: {len(lines)} rows {why} (lines {first}); they are left out, correct them to keep them"]


class _Owners:
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
        item = _ITEM.fullmatch(name)
        return self._by_name.get(slug(item[1] if item else name))

    def is_state(self, name: str) -> bool:
        """A list may hold a state where a person belongs."""
        return self.find(name) in self._states


class _Titles:
    """Kinds of office by the titles that the ontology lists for them."""

    def __init__(self, base: Ontology) -> None:
        self._names = {
            key: a.entity.labels["en"].lower() for key, a in base.actors.items() if a.entity.kind != "Person"
        }
        self._whole: dict[str, str] = {}
        self._start: dict[str, str] = {}
        for kind in base.offices.values():
            for title in (
                *kind.titles,
                *(f"{t.lower()} …" for t in kind.labels.values() if t.lower() not in kind.titles),
            ):
                table, key = (self._start, title[:-2]) if title.endswith(" …") else (self._whole, title)
                table.setdefault(key, kind.id)

    def kind(self, title: str, owner: str) -> tuple[str, str]:
        """The kind of office, and the title without whom it is of."""
        label = re.sub(rf" (of|de|du) (the |la |l')?{re.escape(self._names[owner])}$", "", title, flags=re.IGNORECASE)
        for text in (title.lower(), label.lower()):
            if text in self._whole:
                return self._whole[text], label
        words = label.lower().split(" ")
        for n in range(len(words), 0, -1):
            if kind := self._start.get(" ".join(words[:n]).rstrip(",")):
                return kind, label
        return OTHER_OFFICE, label


def _persons(base: Ontology, terms: Iterable[list[_Term]]) -> Iterator[Actor]:
    """Each person of a table once, as the ontology knows it or made anew."""
    by_item = {a.qid: a for a in base.actors.values() if a.qid}
    by_name: dict[str, list[Actor]] = defaultdict(list)
    for actor in base.actors.values():
        if actor.entity.kind == "Person":
            for name in {n.text for n in actor.names if n.role in {"label", "alias"}}:
                by_name[slug(name)].append(actor)
    taken = set(base.actors)
    for held in terms:
        first = held[0]
        served = {t.office.of for t in held}
        known = by_item.get(first.qid) if first.qid else None
        if known is None:
            same = [a for a in by_name.get(slug(first.person), ()) if not (a.qid and first.qid)]
            known = next((a for a in same if served & {o.of for o in a.offices}), None)
        if known is None:
            known = _new_person(first, base, taken, served)
        yield replace(known, offices=_joined(known.offices, (t.office for t in held)))


def _new_person(term: _Term, base: Ontology, taken: set[str], served: set[str]) -> Actor:
    key = slug(term.person)
    if key in taken:
        key = f"{key}-{(term.qid or next(iter(served))).lower()}"
    taken.add(key)
    labels = {"en": term.person, "fr": term.person}
    parent = base.actors[next(iter(served))].entity if len(served) == 1 else None
    names = tuple(Name(term.person, lang, "label") for lang in ("en", "fr"))
    return Actor(Entity(key, "Person", labels, (), parent), names, term.gender, term.qid, prominence=-1)


def _joined(known: Sequence[Office], more: Iterable[Office]) -> tuple[Office, ...]:
    """Terms in order; one that another covers or goes on from is part of it, and a date is as precise as any tells it."""
    posts = {_post(o) for o in known if o.start or o.end}
    again = [
        o for o in known if not o.start and not o.end and _post(o) in posts
    ]  # a later term, whose dates nobody tells
    kept: list[Office] = []
    for office in sorted(
        (*(o for o in known if o not in again), *more), key=lambda o: (_post(o), o.start or "", o.end or "9999")
    ):
        last = kept[-1] if kept and _post(kept[-1]) == _post(office) else None
        if last is not None and _goes_on(last, office):
            start = _finer(last.start, office.start) or last.start
            end = _finer(last.end, office.end) or max(last.end or "", office.end or "")
            kept[-1] = replace(last, start=start, end=end)
        else:
            kept.append(office)
    return tuple(sorted((*kept, *again), key=lambda o: (o.start or "", o.end or "9999", o.kind, o.of)))


def _post(office: Office) -> tuple[str, str, str]:
    """A minister of health who becomes minister of labour has two offices of one kind."""
    several = office.kind in {"minister", "ambassador", "deputyMinister", OTHER_OFFICE}
    return office.kind, office.of, office.labels["en"] if several else ""


def _finer(left: str | None, right: str | None) -> str | None:
    """Of two dates that agree, the more precise; None where they do not."""
    if not left or not right:
        return left or right
    return max(left, right, key=len) if cut(left, right) == cut(right, left) else None


def _goes_on(left: Office, right: Office) -> bool:
    """Whether a term begins within, or right after, one that began before; an undated one is whichever is dated."""
    if left.start is None or right.start is None or left.end is None:
        return True
    return cut(left.end, right.start) >= cut(right.start, left.end) or (
        len(left.end) == len(right.start) == 10
        and date.fromisoformat(right.start) - date.fromisoformat(left.end) <= RESHUFFLE
    )


def _item(text: str, where: str) -> str | None:
    if not text:
        return None
    found = _ITEM.fullmatch(text)
    if not found:
        raise OntologyError(f"{where}: {text!r} is no Wikidata item; write it like Q42, or leave it empty")
    return found[1]


def _date(text: str, side: str, where: str) -> str | None:
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


# -- actors ---------------------------------------------------------------------


def _actor_table(base: Ontology, file: Path, rows: list[Row]) -> list[Actor]:
    owners = _Owners(base)
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
        added[key] = Actor(entity, names, gender, _item(row.get("qid") or "", where), (), members)
    return list(added.values())


def _cell(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _known(owners: _Owners, added: Mapping[str, Actor], name: str, where: str) -> str | None:
    if not name:
        return None
    found = owners.find(name) or next((k for k, a in added.items() if name in (k, *a.entity.labels.values())), None)
    if found is None:
        raise OntologyError(f"{where}: {name!r} is no actor; write its name or id, and put its own row above")
    return found


# -- Turtle ---------------------------------------------------------------------

_PROPERTIES = {
    "label": "rdfs:label", "alias": "skos:altLabel", "acronym": "skos:altLabel", "demonym": "ir:demonym",
    "people": "ir:people", "metonym": "ir:metonym", "description": "ir:definiteDescription",
}  # fmt: skip


def _turtle(actor: Actor, known: Actor | None) -> Iterator[str]:
    """An actor as the Turtle files write one; of one that is known, the new offices alone."""
    node = f"id:{actor.entity.id}"
    if known is None:
        yield f"{node} a ir:{actor.entity.kind} ."
        for name in actor.names:
            yield f"{node} {_PROPERTIES[name.role]} {_quoted(name.text)}@{name.lang} ."
        facts = (
            ("gender", actor.gender and _quoted(actor.gender)),
            ("parent", actor.entity.parent and f"id:{actor.entity.parent.id}"),
        )
        yield from (f"{node} ir:{name} {value} ." for name, value in facts if value)
        yield from (f"{node} ir:memberOf id:{member} ." for member in actor.members_of)
        if actor.qid:
            yield f"{node} skos:exactMatch wd:{actor.qid} ."
    for office in actor.offices:
        if known is None or office not in known.offices:
            yield from _office_turtle(node, actor.entity.id, office)


def _office_turtle(node: str, person: str, office: Office) -> Iterator[str]:
    parts = (office.of, office.kind, person, office.start or office.end or "", office.labels["en"])
    term = f"id:office-{slug(' '.join(parts))}"
    yield f"{node} ir:holds {term} ."
    yield f"{term} a ir:Office ; ir:office ir:{office.kind} ; ir:of id:{office.of} ."
    yield from (f"{term} rdfs:label {_quoted(text)}@{lang} ." for lang, text in office.labels.items())
    for side, day in (("start", office.start), ("end", office.end)):
        if day:
            datatype = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(day)]
            yield f'{term} ir:{side} "{day}"^^xsd:{datatype} .'


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
