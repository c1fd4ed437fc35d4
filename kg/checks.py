"""What lexicons and ontology must agree on; the findings of ``kg check``.

It reads data only: whether an entry's sentences match is the conformance suite's work.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.lexicon import Lexicon, load_lexicon
from kg.ontology import Ontology

LANGUAGES = ("en", "fr")


def check_lexicons(ontology: Ontology, folder: Path) -> list[str]:
    """Findings in plain words: unknown relations, body labels missing in a language, entries without an example."""
    lexicons = {lang: load_lexicon(lang, folder) for lang in LANGUAGES}
    findings = [f for lexicon in lexicons.values() for f in _relations(lexicon, ontology)]
    return findings + list(_bodies(lexicons))


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
