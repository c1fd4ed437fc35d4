"""What is concluded from what is said, and what is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.graph import Store
from tests.unit.graph.build import (
    CHINA,
    FRANCE,
    LAVROV,
    MEETS,
    MEMBER,
    MINISTER,
    MISSION,
    NATO,
    RUSSIA,
    SANCTIONS,
    article,
    elsewhere,
    reference,
    statement,
)  # fmt: skip

UNKNOWN = replace(LAVROV, id="ivan-petrov", labels={"en": "Ivan Petrov", "fr": "Ivan Petrov"})
DIRECT = "ASK { id:russia ir:suspendsDialogueWith id:nato }"


def tell(store: Store, number: int, *changes: dict[str, Any], **of_article: Any) -> None:
    """One article with a statement for each set of changes."""
    item = article(number, **of_article)
    store.put(item, [statement(item, **change) for change in changes], fingerprint="x")


def event(store: Store, prop: str) -> set[str | None]:
    return {row[0] for row in store.query(f"SELECT ?v {{ ?e a ir:Event ; {prop} ?v }}").values()}


@pytest.mark.parametrize("status", ["planned", "demanded", "possible", "denied"])
def test_only_what_happened_becomes_a_direct_triple(store: Store, status: str) -> None:
    tell(store, 1, {"status": status})
    store.derive()
    assert not store.query(DIRECT).truth
    assert store.query(f"ASK {{ ?e ir:eventStatus ir:{status} ; ir:actor id:russia ; ir:recipient id:nato }}").truth
    tell(store, 2, {"status": "actual"})
    store.derive()
    assert store.query(DIRECT).truth is (status != "denied")


def test_affirmed_here_and_denied_there_is_disputed_and_no_fact(store: Store) -> None:
    tell(store, 1, {}, publisher="A")
    tell(store, 2, {}, publisher="A")
    tell(store, 3, {"status": "denied"}, publisher="B")
    store.derive()
    assert event(store, "ir:eventStatus") == {"https://w3id.org/irkg/ontology#disputed"}
    assert not store.query(DIRECT).truth
    tell(store, 3, {"status": "actual"}, publisher="B", text="Corrected.")
    store.derive()
    assert store.query(DIRECT).truth


def test_one_event_however_many_articles_report_it(store: Store) -> None:
    tell(store, 1, {}, publisher="A", date="2021-11-02")
    tell(store, 2, {}, publisher="A", date="2021-11-05")
    tell(store, 3, {}, publisher="B", date="2021-11-01")
    tell(store, 4, {}, {"start": 1, "quote": "x"}, publisher=None, date=None)
    store.derive()
    assert len(store.query("SELECT ?e { ?e a ir:Event }")) == 1
    assert event(store, "ir:articleCount") == {"4"}
    assert event(store, "ir:publisherCount") == {"2"}
    assert event(store, "ir:firstReported") == {"2021-11-01"}
    assert event(store, "ir:lastReported") == {"2021-11-05"}
    assert event(store, "ir:relation/skos:broader") == {"https://w3id.org/irkg/ontology#SANCTION"}
    assert event(store, "rdfs:label") == {
        "Russia – suspends dialogue with – NATO (2021-11-01)", "Russie – suspend le dialogue avec – OTAN (2021-11-01)"
    }  # fmt: skip


def test_a_symmetric_relation_holds_both_ways_and_is_one_event(store: Store) -> None:
    tell(store, 1, {"relation": MEETS, "subject": elsewhere(RUSSIA), "object": elsewhere(CHINA)})
    tell(store, 2, {"relation": MEETS, "subject": elsewhere(CHINA), "object": elsewhere(RUSSIA)})
    store.derive()
    assert store.query("ASK { id:russia ir:meets id:china . id:china ir:meets id:russia }").truth
    assert len(store.query("SELECT ?e { ?e a ir:Event }")) == 1
    assert event(store, "sem:hasActor") == {f"https://w3id.org/irkg/id/{slug}" for slug in ("china", "russia")}


def test_an_act_without_recipient_is_an_event_without_direct_triple(store: Store) -> None:
    tell(store, 1, {"object": None, "relation": SANCTIONS})
    store.derive()
    assert event(store, "ir:actor") == {"https://w3id.org/irkg/id/russia"}
    assert event(store, "ir:recipient") == set()
    assert not store.query("ASK { id:russia ir:imposesSanctionsOn ?x }").truth


def test_dates_of_every_precision_can_be_compared(store: Store) -> None:
    tell(
        store,
        1,
        {"date": "2020"},
        {"date": "2021-02", "relation": SANCTIONS},
        {"date": "2024-02-29", "relation": MEETS},
    )
    store.derive()
    rows = store.query(
        "SELECT ?d ?a ?z { ?e a ir:Event ; ir:date ?d ; "
        "sem:hasEarliestBeginTimeStamp ?a ; sem:hasLatestEndTimeStamp ?z }"
    ).values()
    assert set(rows) == {
        ("2020", "2020-01-01", "2020-12-31"), ("2021-02", "2021-02-01", "2021-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
    }  # fmt: skip
    within = '?z < "2021-03-01"^^xsd:date && ?z > "2021-02-01"^^xsd:date'
    february = f"ASK {{ ?e sem:hasLatestEndTimeStamp ?z FILTER({within}) }}"
    assert store.query(february).truth


def test_an_undated_act_happened_by_its_first_report(store: Store) -> None:
    tell(store, 1, {"date": None}, date="2021-11")
    tell(store, 2, {"date": None, "status": "planned", "relation": SANCTIONS})
    store.derive()
    assert event(store, "sem:hasLatestEndTimeStamp") == {"2021-11-30"}


ROLE = {"relation": MINISTER, "subject": elsewhere(LAVROV), "object": elsewhere(RUSSIA), "date": None, "former": False}


@pytest.mark.parametrize(
    ("reports", "holds"),
    [
        ([("2020", {})], True),
        ([("2020", {"former": True})], False),
        ([("2020", {}), ("2021", {"former": True})], False),
        ([("2020", {"former": True}), ("2021", {})], True),
        ([("2020", {"status": "planned"})], False),
        ([("2020", {}), ("2021", {"status": "denied"})], False),
    ],
)
def test_a_role_holds_until_a_newer_article_calls_it_former(
    store: Store, reports: list[tuple[str, dict[str, Any]]], holds: bool
) -> None:
    for number, (date, changes) in enumerate(reports):
        tell(store, number, ROLE | changes, date=date)
    store.derive()
    assert store.query("ASK { id:sergey-lavrov ir:isForeignMinisterOf id:russia }").truth is holds
    assert not store.query("ASK { ?e a ir:Event }").truth


def test_membership_is_a_fact_and_no_event(store: Store) -> None:
    tell(store, 1, {"relation": MEMBER, "subject": elsewhere(FRANCE), "object": elsewhere(NATO), "date": None})
    store.derive()
    assert store.query("ASK { id:france ir:isMemberOf id:nato }").truth
    assert not store.query("ASK { ?e a ir:Event }").truth


def test_an_unknown_entity_is_described_once_by_majority(store: Store) -> None:
    longer = replace(UNKNOWN, labels={"en": "Ivan I. Petrov", "fr": "Ivan Petrov"}, kind="Group")
    tell(store, 1, {"agent": reference(UNKNOWN, "dialogue")})
    tell(store, 2, {"agent": reference(UNKNOWN, "dialogue")})
    tell(store, 3, {"agent": reference(longer, "dialogue")})
    store.derive()
    label = 'SELECT ?l { id:ivan-petrov a ir:Person ; ir:parent id:russia ; rdfs:label ?l FILTER(LANG(?l) = "en") }'
    assert store.query(label).values() == [("Ivan Petrov",)]
    assert store.query("SELECT ?l { id:ivan-petrov skos:altLabel ?l }").values() == [("Ivan I. Petrov",)]
    assert len(store.query("SELECT ?a { id:ivan-petrov prov:wasDerivedFrom ?a . ?a a schema:NewsArticle }")) == 3
    assert store.query("SELECT (COUNT(?x) AS ?n) { ?x a ir:Person FILTER(?x = id:ivan-petrov) }").values() == [("1",)]


def test_the_ontology_knows_better_than_an_article(store: Store) -> None:
    wrong = replace(NATO, kind="Place", labels={"en": "Nato town", "fr": "Nato"}, minted=True)
    tell(store, 1, {"object": reference(wrong, "Alliance")})
    store.derive()
    types = store.query("SELECT ?t { id:nato a ?t }").values()
    assert types == [("https://w3id.org/irkg/ontology#Organisation",)]


def test_parents_of_unknown_entities_are_described_too(store: Store) -> None:
    labels = {"en": "Petrov party", "fr": "parti Petrov"}
    parent = replace(UNKNOWN, id="petrov-party", kind="Group", labels=labels, parent=None)
    tell(store, 1, {"subject": reference(replace(MISSION, id="new-mission", parent=parent), "Moscow")})
    store.derive()
    found = store.query("ASK { id:new-mission a ir:Body ; ir:parent id:petrov-party . id:petrov-party a ir:Group }")
    assert found.truth


def test_deriving_twice_changes_nothing(store: Store) -> None:
    tell(store, 1, {"agent": reference(UNKNOWN, "dialogue")}, {"relation": MEETS}, ROLE)
    first = store.derive()
    assert first.changed == first.triples > 20
    before = sorted(map(str, store.quads))
    assert store.derive().changed == 0
    tell(store, 1, {"relation": MEETS}, text="Edited.")
    store.derive()
    tell(store, 1, {"agent": reference(UNKNOWN, "dialogue")}, {"relation": MEETS}, ROLE)
    store.derive()
    assert sorted(map(str, store.quads)) == before
