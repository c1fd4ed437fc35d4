"""Builds a graph and says after each step where it is, so that a test can kill it there."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.graph import Store
from tests.unit.graph.build import CHINA, FRANCE, LAVROV, MEETS, NATO, article, elsewhere, reference, statement

ARTICLES = 6
RELATIONS = """
@prefix ir: <https://w3id.org/irkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ir:suspendsDialogueWith a ir:Relation ; rdfs:label "suspends dialogue with"@en, "suspend le dialogue avec"@fr .
ir:meets a ir:Relation ; rdfs:label "meets"@en, "rencontre"@fr ; ir:symmetric true .
"""
ACTORS = """
@prefix id: <https://w3id.org/irkg/id/> .
@prefix ir: <https://w3id.org/irkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
id:russia a ir:State ; rdfs:label "Russia"@en, "Russie"@fr .
id:nato a ir:Organisation ; rdfs:label "NATO"@en, "OTAN"@fr .
"""


def build(path: Path, say: Callable[[str], None] = lambda step: None) -> None:
    ontology = path.with_name("ontology")
    (ontology / "actors").mkdir(parents=True, exist_ok=True)
    for name, text in (("irkg.ttl", ""), ("relations.ttl", RELATIONS), ("actors/all.ttl", ACTORS)):
        (ontology / name).write_text(text)
    with Store.open(path) as store:
        say("opened")
        store.load_known(ontology)
        say("known")
        for number in range(1, ARTICLES + 1):
            item = article(number)
            other = CHINA if number % 2 else FRANCE
            said = [
                statement(item, status="denied" if number == 4 else "actual", agent=reference(LAVROV, "dialogue")),
                statement(item, relation=MEETS, subject=elsewhere(other), object=elsewhere(NATO), date=None),
            ]
            store.put(item, said, fingerprint="x")
            say(f"put {number}")
        say("deriving")
        store.derive()
        say("derived")
    say("closed")


def quads(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        assert store.query("ASK { GRAPH graph:derived { ?e a ir:Event } }").truth, "no conclusions were drawn"
        return sorted(map(str, store.quads))


def _say(step: str) -> None:
    print(step, flush=True)  # noqa: T201
    if step == sys.argv[2]:
        time.sleep(60)  # to be killed


if __name__ == "__main__":
    build(Path(sys.argv[1]), _say)
