"""What a name resolves to and why: its readings in order, who holds which office on a date, and names that are like it.

It answers from the ontology as extraction does, and decides nothing that an article's context decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg.actors import NameIndex
from kg.extract import link
from kg.model import Article, slug
from kg.ontology import Actor, Office, Ontology

Json = dict[str, Any]
LANGUAGES = ("en", "fr")
ROLES = {
    "label": "its label", "alias": "another name", "acronym": "its acronym", "metonym": "a capital or seat of power",
    "demonym": "an adjective", "people": "its people", "description": "a description, once the article has named it",
    "spelling": "its name in another spelling", "office": "by an office",
    "id": "its id",
}  # fmt: skip
SIMILAR = 12
"""Actors shown whose names only contain what was asked for."""
_ARTICLES = ("the ", "le ", "la ", "les ", "l'", "l’")


@dataclass(frozen=True, slots=True)
class Reading:
    """One actor that a name may mean, the likeliest first."""

    actor: Actor
    role: str
    """Which kind of name it is: a key of `ROLES`."""
    own: bool = True
    """Whether it is a name in the language asked for, rather than in the other one."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of what was asked for, and what it may mean."""

    text: str
    langs: tuple[str, ...]
    """The languages in which it means just this."""
    readings: tuple[Reading, ...]


@dataclass(slots=True)
class Answer:
    """Everything about one question."""

    search: str
    date: str | None
    found: list[Found] = field(default_factory=list)
    similar: list[Actor] = field(default_factory=list)


def look_up(search: str, ontology: Ontology, *, lang: str | None = None, date: str | None = None) -> Answer:
    """What a name, a description or an office means in French and English (or in one of them), as of a date.

    Models are loaded only where no name, description or slug is all of what was asked for.
    """
    answer = Answer(search, date)
    index = NameIndex(ontology)
    langs: tuple[str, ...] = (lang,) if lang else LANGUAGES
    if search in ontology.actors:
        answer.found.append(Found(search, langs, (Reading(ontology.actors[search], "id"),)))
        return answer
    for one in langs:
        answer.found += _names(search, one, index, ontology)
    if not any(found.text == search for found in answer.found):
        for one in langs:
            answer.found += _described(search, one, index, ontology)
    if not any(len(found.text) >= len(search) for found in answer.found):
        for one in langs:
            answer.found += _office(search, one, ontology, date)
    answer.found = _joined(answer.found)
    if not answer.found:
        answer.similar = list(_similar(search, ontology))
    return answer


def _joined(found: list[Found]) -> list[Found]:
    """What means the same in both languages is said once."""
    once: dict[tuple[str, tuple[Reading, ...]], Found] = {}
    for one in found:
        known = once.get((one.text, one.readings))
        once[one.text, one.readings] = replace(known, langs=(*known.langs, *one.langs)) if known else one
    return list(once.values())


def _names(search: str, lang: str, index: NameIndex, ontology: Ontology) -> Iterator[Found]:
    for match in index.find(search, lang):
        readings = []
        for key, role in match.candidates:
            actor = ontology.actors[key]
            own = any(n.lang == lang and n.role == role for n in actor.names)
            readings.append(Reading(actor, role, own))
        yield Found(match.text, (lang,), tuple(readings))
    known = index.person(search)
    if known is not None and not index.find(search, lang):
        yield Found(search, (lang,), (Reading(ontology.actors[known], "spelling"),))


def _described(search: str, lang: str, index: NameIndex, ontology: Ontology) -> Iterator[Found]:
    text = search.lower()
    for article in _ARTICLES:
        text = text.removeprefix(article)
    slugs = index.definite(lang).get(text, ())
    if slugs:
        yield Found(search, (lang,), tuple(Reading(ontology.actors[s], "description") for s in slugs))


def _office(search: str, lang: str, ontology: Ontology, date: str | None) -> Iterator[Found]:
    """``the French president``: whoever extraction takes it for, with the state the office is of."""
    article = Article("search", search, lang=lang, date=date)
    for _, links in link([article], ontology):
        whole = min(links, key=lambda x: x.depth, default=None)
        entities = (*whole.agents, *whole.entities) if whole else ()
        actors = [ontology.actors[e.id] for e in dict.fromkeys(entities) if e.id in ontology.actors]
        if actors and whole is not None and whole.agents:
            yield Found(search, (lang,), tuple(Reading(actor, "office") for actor in actors))


def _similar(search: str, ontology: Ontology) -> Sequence[Actor]:
    """Actors one of whose names contains the words, the most prominent first."""
    wanted = slug(search)
    hits = [a for a in ontology.actors.values() if any(wanted in slug(n.text) for n in a.names)]
    return sorted(hits, key=lambda a: (-a.prominence, len(a.entity.label), a.entity.id))[:SIMILAR]


def offices_on(actor: Actor, ontology: Ontology, date: str | None) -> Iterator[tuple[str, str, Office, bool | None]]:
    """(Title, holder or whom it is of, the term, held on the date) of a person's offices, or of offices of an actor."""
    if actor.entity.kind == "Person":
        for term in actor.offices:
            held = ontology.held(actor.entity.id, term, date) if date else None
            yield term.labels["en"], ontology.actors[term.of].entity.label, term, held
        return
    for kind in ontology.offices.values():
        holder = ontology.holder(kind.id, actor.entity.id, date) if date else None
        if holder is not None:
            term = next(
                o for s, o in ontology.terms.of(kind.id, actor.entity.id) if s == holder and o.held_on(date or "")
            )
            yield kind.labels["en"], ontology.actors[holder].entity.label, term, True


def to_dict(answer: Answer, ontology: Ontology, base: str) -> Json:
    """The answer as plain JSON."""
    return {
        "search": answer.search, "date": answer.date,
        "found": [
            {"text": f.text, "langs": f.langs, "readings": [_reading(r, answer, ontology, base) for r in f.readings]}
            for f in answer.found
        ],
        "similar": [a.entity.id for a in answer.similar],
    }  # fmt: skip


def _reading(reading: Reading, answer: Answer, ontology: Ontology, base: str) -> Json:
    actor, entity = reading.actor, reading.actor.entity
    offices = [
        {"title": title, "with": other, "kind": term.kind, "start": term.start, "end": term.end, "held": held}
        for title, other, term, held in offices_on(actor, ontology, answer.date)
    ]
    return {
        "id": entity.id, "iri": f"{base}id/{entity.id}", "kind": entity.kind, "labels": entity.labels, "role": reading.role,
        "own_language": reading.own, "prominence": actor.prominence, "parent": entity.parent.id if entity.parent else None,
        "wikidata": actor.qid, "offices": offices,
    }  # fmt: skip


def render(answer: Answer, ontology: Ontology) -> str:
    """The answer for people."""
    lines: list[str] = []
    for found in answer.found:
        lines.append(f"“{found.text}” ({', '.join(found.langs)})")
        for rank, reading in enumerate(found.readings, 1):
            lines += _lines(rank, reading, answer, ontology)
        if len(found.readings) > 1 and found.readings[0].role not in {"office", "description"}:
            lines.append(
                "   An article means the reading it has named already, else the one in whose company the name stands "
                "(its other names, its parts, its people) or who is in office at its date, else the first: own language, then "
                "prominence."
            )
        if found.readings[0].role == "description":
            lines.append("   An article means the one of these that it named last; nobody if it named none.")
    if answer.similar:
        lines.append(f"“{answer.search}” is nobody's name; it is part of the names of")
        lines += [f"   {a.entity.id:40} {a.entity.label} ({a.entity.kind})" for a in answer.similar]
    return "\n".join(lines)


def _lines(rank: int, reading: Reading, answer: Answer, ontology: Ontology) -> Iterator[str]:
    actor, entity = reading.actor, reading.actor.entity
    why = ROLES[reading.role] + ("" if reading.own else ", in the other language")
    within = f", of {entity.parent.label}" if entity.parent else ""
    yield f"{rank:3}. {entity.id}: {entity.label} / {entity.labels['fr']} ({entity.kind}{within})"
    yield f"     {why}; prominence {actor.prominence}" + (f"; wikidata {actor.qid}" if actor.qid else "")
    for title, other, term, held in offices_on(actor, ontology, answer.date):
        mark = {True: "*", False: " ", None: "-"}[held]
        yield f"     {mark} {term.start or '?':10} – {term.end or '?':10}  {title} – {other}"
