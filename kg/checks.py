"""What lexicons, actors and ontology must agree on; the findings of ``kg check``.

It reads data only: whether an entry's sentences match is the conformance suite's work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

from kg.lexicon import load_lexicon
from kg.lexicon.records import Lexicon
from kg.ontology import Ontology

LANGUAGES = ("en", "fr")
HANDOVER = 31
"""Days for which lists show two holders of one office, since the old one stays until the new one begins."""


def check_lexicons(ontology: Ontology, folder: Path) -> list[str]:
    """Findings in plain words: unknown relations and owners of offices, body labels missing in a language, entries without an example."""
    lexicons = {lang: load_lexicon(lang, folder) for lang in LANGUAGES}
    findings = [f for lexicon in lexicons.values() for f in _relations(lexicon, ontology)]
    findings += [
        f"{lang}: office {' '.join(office.words)!r} is of {office.of!r}, which is no actor"
        for lang, lexicon in lexicons.items()
        for office in lexicon.offices
        if office.of and office.of not in ontology.actors
    ]
    return findings + list(_bodies(lexicons))


def check_actors(ontology: Ontology) -> Iterator[str]:
    """What people should look at in the actors: names that nothing decides between, and offices with two holders."""
    yield from _clashes(ontology)
    yield from _overlaps(ontology)


def _clashes(ontology: Ontology) -> Iterator[str]:
    """Actors that share a name in a language and have equal prominence: which one is meant is then a matter of their ids."""
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for slug, actor in ontology.actors.items():
        for name in actor.names:
            if name.role not in {"description", "demonym", "people"}:
                owners[name.text.lower(), name.lang].add(slug)
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (text, lang), named in sorted(owners.items()):
        best = max(ontology.actors[s].prominence for s in named)
        first = tuple(sorted(s for s in named if ontology.actors[s].prominence == best))
        if len(first) > 1:
            found.setdefault((text, first), []).append(lang)
    for (text, slugs), langs in found.items():
        yield f"“{text}” ({', '.join(langs)}) is the name of {' and '.join(slugs)} alike; give one more ir:prominence"


def _overlaps(ontology: Ontology) -> Iterator[str]:
    """Two persons in an office of one holder at once, by days that both are known to have held it."""
    for (kind, of), terms in sorted(ontology.terms.by_office.items()):
        if kind not in ontology.terms.single:
            continue
        dated = sorted(((o.start or "", o.end or "", slug) for slug, o in terms if o.start and o.end))
        for (start, end, slug), (start_2, end_2, other) in pairwise(dated):
            precise = min(len(d) for d in (start, end, start_2, end_2)) == 10
            if slug != other and precise and _days(start_2, min(end, end_2)) > HANDOVER:
                yield f"{kind} of {of}: {slug} ({start} – {end}) and {other} ({start_2} – {end_2}) overlap; correct a date"


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _relations(lexicon: Lexicon, ontology: Ontology) -> Iterator[str]:
    seen: set[int] = set()
    for entry in lexicon.entries:
        if entry.number in seen:
            continue
        seen.add(entry.number)
        if entry.relation and entry.relation not in ontology.relations:
            yield f"{lexicon.lang}: {entry.name} names the unknown relation {entry.relation}; add it to relations.ttl or correct it"
        if entry.relation and not (entry.yes or entry.misses):
            yield f"{lexicon.lang}: {entry.name} ({entry.relation}) has no sentence under `yes`"
    for office in lexicon.offices:
        if office.relation not in ontology.relations:
            yield f"{lexicon.lang}: office {'/'.join(sorted(office.heads))} names the unknown relation {office.relation}"


def _bodies(lexicons: dict[str, Lexicon]) -> Iterator[str]:
    everywhere = {body.id for lexicon in lexicons.values() for body in lexicon.bodies}
    for lang, lexicon in lexicons.items():
        for missing in sorted(everywhere - {body.id for body in lexicon.bodies}):
            yield f"{lang}: body {missing} has no label in this language"
