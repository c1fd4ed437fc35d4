from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import InvalidGraphError
from kg.graph import Store, validate
from kg.settings import ontology_dir
from tests.unit.graph.build import FRANCE, LAVROV, MEETS, MINISTER, MISSION, article, reference, statement


@pytest.fixture
def told(store: Store) -> Store:
    for number, status in enumerate(("actual", "denied")):
        item = article(number)
        store.put(item, [
            statement(item, status=status, agent=reference(LAVROV, "dialogue"), count=0, confidence=1.0),
            statement(item, relation=MEETS, subject=reference(MISSION, "Moscow"), date="2021", field="title"),
            statement(item, relation=MINISTER, former=False, title="x", date=None, object=reference(FRANCE, "on")),
            statement(item, relation=MEETS, object=None, status="planned", date="2021-02"),
        ], fingerprint="x")  # fmt: skip
    store.put(article(9, title="", date=None, publisher=None, url=None, lang="fr"), [], fingerprint="x")
    store.derive()
    return store


def break_it(store: Store, *updates: str) -> None:
    """Each update finds ?x ?p ?o in a graph ?g, takes it away, and may put something else in its place."""
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in store.names.prefixes.items())
    for update in updates:
        put, where = update.split(" WHERE ")
        new = f"GRAPH ?g {{ ?x ?p {put} }}" if put else ""
        store.quads.update(
            f"{prefixes}DELETE {{ GRAPH ?g {{ ?x ?p ?o }} }} INSERT {{ {new} }} WHERE {{ GRAPH ?g {{ {where} }} }}"
        )


def test_what_the_store_writes_is_sound_and_so_is_the_ontology(told: Store) -> None:
    report = validate(told)
    assert str(report).endswith("all sound")
    assert report.conforms and report.checked > 20_000
    report.raise_if_invalid()


BROKEN = {
    "Statement-subject": " WHERE ?x rdf:subject ?o BIND(rdf:subject AS ?p)",
    "Statement-predicate": "ir:unheardOf WHERE ?x rdf:predicate ?o BIND(rdf:predicate AS ?p)",
    "Statement-object": '"NATO" WHERE ?x rdf:object ?o BIND(rdf:object AS ?p)',
    "Statement-status": "ir:perhaps WHERE ?x ir:status ?o BIND(ir:status AS ?p)",
    "Statement-confidence": "1.5 WHERE ?x ir:confidence ?o BIND(ir:confidence AS ?p)",
    "Statement-hasTarget": " WHERE ?x oa:hasTarget ?o BIND(oa:hasTarget AS ?p)",
    "Statement-date": '"soon" WHERE ?x a ir:Statement ; ir:date ?o BIND(ir:date AS ?p)',
    "Span-hasSelector": " WHERE ?x oa:hasSelector ?o BIND(oa:hasSelector AS ?p)",
    "Position-start": "99999 WHERE ?x oa:start ?o BIND(oa:start AS ?p)",
    "Quote-exact": '"" WHERE ?x oa:exact ?o BIND(oa:exact AS ?p)',
    "NewsArticle-sha256": '"0" WHERE ?x a schema:NewsArticle ; schema:sha256 ?o BIND(schema:sha256 AS ?p)',
    "Profile-kind": " WHERE ?x ir:kind ?o BIND(ir:kind AS ?p)",
    "Event-actor": " WHERE ?x ir:actor ?o BIND(ir:actor AS ?p)",
    "Event-articleCount": "0 WHERE ?x ir:articleCount ?o BIND(ir:articleCount AS ?p)",
    "Actor-label": '"Otan"@en WHERE ?x rdfs:label ?o BIND(rdfs:label AS ?p) FILTER(?x = id:nato && LANG(?o) = "fr")',
    "Relation-intensity": "11.5 WHERE ?x a ir:Relation ; ir:intensity ?o BIND(ir:intensity AS ?p)",
}
NO_EVENTS = {"Statement-reportsEvent": " WHERE ?x a ?o BIND(rdf:type AS ?p) FILTER(?o = ir:Event)"}


@pytest.mark.parametrize("broken", [BROKEN, NO_EVENTS], ids=["many", "no events"])
def test_each_breach_is_found_by_its_rule_and_has_a_remedy(told: Store, broken: dict[str, str]) -> None:
    break_it(told, *broken.values())
    found = validate(told).violations
    assert broken.keys() <= {violation.rule for violation in found}
    assert all(violation.message.endswith(".") and "; " in violation.message and violation.focus for violation in found)


def test_a_report_names_what_is_wrong(told: Store) -> None:
    break_it(told, BROKEN["Statement-confidence"])
    report = validate(told)
    with pytest.raises(InvalidGraphError, match=r"statement:\w{16}: Statement-confidence \(found 1\.5\): A conf"):
        report.raise_if_invalid()
    assert report.violations == tuple(sorted(report.violations))


def test_shapes_have_no_blank_nodes_and_all_say_what_to_do() -> None:
    shacl = "http://www.w3.org/ns/shacl#"
    quads = list(ox.parse((ontology_dir() / "shapes.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in quad.triple)
    rules = {q.subject for q in quads if q.object == ox.NamedNode(f"{shacl}PropertyShape")}
    messages = {q.subject: q.object.value for q in quads if q.predicate.value == f"{shacl}message"}
    used = {q.object for q in quads if q.predicate.value == f"{shacl}property"}
    assert set(messages) == rules == used
    assert all("; " in message for message in messages.values())
