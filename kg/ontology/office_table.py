"""A table of offices, a row a term → persons with the offices they held, as the ontology knows them or new.

Whose offices they are and what kind a title means is looked up in the ontology; who is meant by a name, by item or spelling.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from kg.errors import OntologyError
from kg.model import Entity, slug
from kg.ontology.cells import ITEM, Owners, Row, day, item
from kg.ontology.records import Actor, Name, Office, Ontology
from kg.ontology.terms import cut
from kg.spelling import alike, consonants

OFFICE_TABLE = frozenset({"of", "office", "person"})
"""Columns that it needs."""
OTHER_OFFICE = "officeHolder"
RESHUFFLE = timedelta(days=7)
"""Terms of one person in one office that are not further apart are one term: the government changed, not the holder."""
SHOWN = 5
"""Unknown states that a note names; the others are counted."""


@dataclass(frozen=True, slots=True)
class _Term:
    """One row of a table of offices."""

    person: str
    qid: str | None
    gender: str
    office: Office


def office_table(base: Ontology, file: Path, rows: list[Row]) -> tuple[list[Actor], list[str]]:
    """The persons of a table, and notes on the rows that were left out."""
    owners, titles = Owners(base), _Titles(base)
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
        qid = item(row.get("qid") or "", where)
        start, end = (day(row.get(side) or "", side, where) for side in ("start", "end"))
        if start and end and cut(start, end) > cut(end, start):
            backwards.append(line)
            continue
        if ITEM.fullmatch(person) or owners.is_state(person):
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
                by_name[consonants(name)].append(actor)
    taken = set(base.actors)
    for held in terms:
        first = held[0]
        served = {t.office.of for t in held}
        known = by_item.get(first.qid) if first.qid else None
        if known is None:
            near = by_name.get(consonants(first.person), ())
            same = [a for a in near if not (a.qid and first.qid) and _is_called(a, first.person)]
            known = next((a for a in same if served & {o.of for o in a.offices}), None)
        if known is None:
            known = _new_person(first, base, taken, served)
        yield replace(known, offices=_joined(known.offices, (t.office for t in held)))


def _is_called(actor: Actor, name: str) -> bool:
    return any(n.text == name or alike(n.text, name) for n in actor.names)


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
