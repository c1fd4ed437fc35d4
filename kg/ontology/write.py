"""Actors as the Turtle files of the ontology write them.

It writes what it is given; whether that is complete is checked when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.model import slug
from kg.ontology.records import ID, IR, Actor, Office

_PREFIXES = (
    "@prefix wd: <http://www.wikidata.org/entity/> .", f"@prefix ir: <{IR}> .", f"@prefix id: <{ID}> .",
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
)  # fmt: skip
_PROPERTIES = {
    "label": "rdfs:label", "alias": "skos:altLabel", "acronym": "skos:altLabel", "demonym": "ir:demonym",
    "people": "ir:people", "metonym": "ir:metonym", "description": "ir:definiteDescription",
}  # fmt: skip


def write_turtle(actors: Iterable[Actor], known: Mapping[str, Actor]) -> bytes:
    """Some actors as Turtle; of those that are `known` already, the new offices alone."""
    lines = [*_PREFIXES]
    for actor in actors:
        lines += _actor(actor, known.get(actor.entity.id))
    return "\n".join(lines).encode() + b"\n"


def _actor(actor: Actor, known: Actor | None) -> Iterator[str]:
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
