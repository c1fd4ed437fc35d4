from __future__ import annotations

import re

import pytest

from kg.graph import Selection, Store, dyads, graph_data, rdf
from kg.graph.names import Names
from kg.settings import ontology_dir
from tests.unit.graph.build import (
    CHINA,
    FRANCE,
    LAVROV,
    MEETS,
    MINISTER,
    MISSION,
    NATO,
    RUSSIA,
    SENTENCE,
    article,
    elsewhere,
    reference,
    statement,
)  # fmt: skip

NAMES = Names()


def full(number: int = 1):
    """A statement with everything a statement can have."""
    item = article(number)
    return item, statement(
        item, agent=reference(LAVROV, "dialogue"), object_agent=elsewhere(MISSION), theme="official dialogue", count=8,
        place=reference(FRANCE, "on"), source=reference(CHINA, "its"),
    )  # fmt: skip


def test_a_statement_has_everything_the_design_asks_for(store: Store) -> None:
    item, said = full()
    store.put(item, [said], fingerprint="x")
    query = f"""ASK {{ GRAPH ?article {{
      ?article a schema:NewsArticle ; schema:headline "{item.title}"@en ; schema:publisher "Daily" ;
        schema:datePublished "2021-11-01"^^xsd:date ; schema:inLanguage "en" ; schema:sha256 "{item.sha256}" ;
        schema:url "https://example.org/1"^^xsd:anyURI ; ir:fingerprint "x" .
      statement:{said.id} a ir:Statement ; rdf:subject id:russia ; rdf:predicate ir:suspendsDialogueWith ;
        rdf:object id:nato ; ir:eventType ir:SANCTION ; ir:eventMode "discontinue" ; ir:agent id:sergey-lavrov ;
        ir:objectAgent id:russian-mission-to-nato ; ir:theme "official dialogue" ; ir:count 8 ; ir:place id:france ;
        ir:status ir:actual ; ir:claimedBy id:china ; ir:confidence 0.87 ; ir:date "2021-11-01"^^xsd:date ;
        ir:dateText "on Monday" ; ir:trigger "suspended" ; ir:reportsEvent event:{said.event_id} ;
        sem:hasTimeStamp "2021-11-01"^^xsd:date ; prov:wasQuotedFrom ?article ; oa:hasTarget ?span .
      ?span a ir:Span ; oa:hasSource ?article ; ir:field "text" ; oa:hasSelector ?position, ?quote .
      ?position a oa:TextPositionSelector ; oa:start 0 ; oa:end {len(SENTENCE)} .
      ?quote a oa:TextQuoteSelector ; oa:exact "{SENTENCE}"@en .
    }} }}"""
    assert store.query(query).truth


def test_mentions_lead_to_the_words_that_name_an_entity(store: Store) -> None:
    item, said = full()
    store.put(item, [said], fingerprint="x")
    rows = store.query("""SELECT ?e ?words ?start { ?s ir:mention ?span . ?span ir:refersTo ?e ; oa:hasSelector ?p, ?q .
        ?p oa:start ?start . ?q oa:exact ?words }""").values()
    base = NAMES.entity("").value
    assert {(str(e).removeprefix(base), words) for e, words, _ in rows} == {
        ("russia", "Moscow"), ("nato", "Alliance"), ("sergey-lavrov", "dialogue"), ("france", "on"), ("china", "its")
    }  # fmt: skip
    assert all(SENTENCE[int(start or "") :].startswith(words or "?") for _, words, start in rows)


def test_there_is_no_blank_node_and_no_name_outside_the_article(store: Store) -> None:
    item, said = full()
    node = NAMES.article(item)
    triples = rdf.article_triples(item, [said], "x", NAMES)
    assert not any("_:" in str(triple.subject) + str(triple.object)[:2] for triple in triples)
    prefixes = tuple(f"{NAMES.base}{kind}/" for kind in ("statement", "span", "position", "quote", "profile"))
    assert {t.subject for t in triples if not t.subject.value.startswith(prefixes)} == {node}


def test_facts_report_no_event_and_roles_have_a_title() -> None:
    item = article()
    said = statement(item, relation=MINISTER, former=True, title="ex-minister", date=None)
    triples = {(t.predicate, str(t.object)) for t in rdf.article_triples(item, [said], "x", NAMES)}
    assert (NAMES.term("former"), '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>') in triples
    assert (NAMES.term("officeTitle"), '"ex-minister"') in triples
    assert not any(predicate in (NAMES.term("reportsEvent"), NAMES.term("date")) for predicate, _ in triples)


@pytest.mark.parametrize("date", ["soon", "2021-1-1", "2021-11-01T00:00", ""])
def test_what_is_no_iso_date_is_a_bug_and_not_stored(date: str) -> None:
    with pytest.raises(ValueError, match="is no ISO date"):
        rdf.dated(date)


def test_every_own_term_that_is_written_is_defined_in_the_ontology(store: Store) -> None:
    item, said = full()
    role = statement(item, relation=MINISTER, former=False, title="x", date=None)
    other = article(2)
    store.put(item, [said, role], fingerprint="x")
    store.put(other, [statement(other, status="denied")], fingerprint="x")
    store.derive()
    known = {store.names.graph("vocabulary"), store.names.graph("actors")}
    term = NAMES.term("").value
    used = {t.value for q in store.quads if q.graph_name not in known for t in q.triple
            if getattr(t, "value", "").startswith(term)}  # fmt: skip
    defined = {q.subject.value for q in store.quads if q.graph_name in known}
    assert {iri.removeprefix(term) for iri in used - defined} == set()
    shapes = (ontology_dir() / "shapes.ttl").read_text(encoding="utf-8")
    assert {name for name in re.findall(r"\bir:(\w+)", shapes) if term + name not in defined} == set()


def test_records_carry_the_evidence_of_each_statement(store: Store) -> None:
    item, said = full()
    role = statement(item, relation=MINISTER, subject=elsewhere(LAVROV), object=elsewhere(RUSSIA), former=False,
                     title="minister", date=None)  # fmt: skip
    alone = statement(item, relation=MEETS, object=None, subject=elsewhere(MISSION), date="2022", trigger="not there")
    store.put(item, [said, role, alone], fingerprint="x")
    store.derive()
    data = graph_data(store)
    assert [(e.date, e.relation_id) for e in data.edges] == [
        ("2021-11-01", "suspendsDialogueWith"), (None, "isForeignMinisterOf"), ("2022", "meets")
    ]  # fmt: skip
    edge, fact, last = data.edges
    assert (edge.subject_id, edge.object_id, edge.status, edge.type) == ("russia", "nato", "actual", "SANCTION")
    assert edge.relation_labels == {"en": "suspends dialogue with", "fr": "suspend le dialogue avec"}
    assert edge.type_labels["fr"] == "sanction"
    assert (edge.intensity, edge.symmetric, edge.confidence) == (-6.0, False, 0.87)
    assert (edge.quote, edge.trigger_span) == (SENTENCE, (7, 16))
    assert (edge.agent_label, edge.source_label, edge.place_label) == ("Sergey Lavrov", "China", "France")
    assert (edge.source_labels, fact.source_labels) == ({"en": "China", "fr": "Chine"}, None)
    assert (edge.object_agent_label, edge.theme, edge.count) == ("Russian mission to NATO", "official dialogue", 8)
    assert (edge.article_title, edge.publisher, edge.article_date, edge.url, edge.lang, edge.field) == (
        item.title, "Daily", "2021-11-01", "https://example.org/1", "en", "text"
    )  # fmt: skip
    assert edge.id == said.id and edge.event_id == said.event_id
    assert (fact.event_id, fact.former, fact.office_title, fact.year) == (None, False, "minister", 2021)
    assert (last.object_id, last.trigger_span, last.symmetric) == (None, None, True)
    assert {d.relation_ids for d in dyads(store)} == {("isForeignMinisterOf",), ("suspendsDialogueWith",)}


def test_records_of_a_selection_hold_its_statements_and_their_actors(store: Store) -> None:
    item, said = full()
    alone = statement(item, relation=MEETS, object=None, subject=elsewhere(MISSION), date="2022", trigger="not there")
    store.put(item, [said, alone], fingerprint="x")
    store.derive()
    data = graph_data(store, Selection(first="2022-01-01"))
    assert [e.id for e in data.edges] == [alone.id]
    assert [a.id for a in data.actors] == ["russia", "russian-mission-to-nato"]
    assert graph_data(store, Selection(statuses=("denied",))).edges == ()
    assert graph_data(store, Selection()) == graph_data(store)


class _Watched:
    """A store that notes whose confidence is read: None for everybody's."""

    def __init__(self, store: Store) -> None:
        self.names, self.quads, self.store = store.names, self, store
        self.asked: list[str | None] = []

    def quads_for_pattern(self, subject, predicate, *rest):
        if predicate == NAMES.term("confidence"):
            self.asked.append(subject and subject.value)
        return self.store.quads.quads_for_pattern(subject, predicate, *rest)


def test_few_statements_are_read_without_the_others_and_say_the_same(store: Store) -> None:
    item, said = full()
    days = [f"2023-01-{day:02}" for day in range(1, 9)]
    others = [statement(item, relation=MEETS, subject=elsewhere(MISSION), date=day, trigger=day) for day in days]
    store.put(item, [said, *others], fingerprint="x")
    store.derive()
    watched = _Watched(store)
    few, whole = graph_data(watched, Selection(last="2022-12-31")), graph_data(store)
    assert few.edges == tuple(e for e in whole.edges if e.id == said.id) != ()
    assert few.actors == tuple(a for a in whole.actors if a.id in {actor.id for actor in few.actors})
    assert [iri.rpartition("/")[2] for iri in watched.asked] == [said.id]
    watched = _Watched(store)
    assert len(graph_data(watched, Selection(first="2022-12-31")).edges) == len(days)
    assert watched.asked == [None]


def test_actors_are_known_with_kind_parent_and_wikidata(store: Store) -> None:
    item = article()
    store.put(item, [statement(item, subject=reference(MISSION, "Moscow"))], fingerprint="x")
    store.derive()
    data = graph_data(store)
    assert [a.id for a in data.actors] == ["nato", "russia", "russian-mission-to-nato"]
    assert (data.actor("nato").qid, data.actor("nato").kind) == ("Q7184", "Organisation")
    mission = data.actor("russian-mission-to-nato")
    assert (mission.parent_id, mission.kind, mission.labels["fr"]) == ("russia", "Body", MISSION.labels["fr"])
    assert mission.aliases == ("the mission",)
    assert "Fédération de Russie" in data.actor("russia").aliases
    with pytest.raises(KeyError):
        data.actor("france")
    assert NATO.id == data.edges[0].object_id
