"""The recipes of ontology/README.md work: the table shown there loads, and the query gives a table that does."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.ontology import load_ontology
from kg.settings import ontology_dir

README = (ontology_dir() / "README.md").read_text(encoding="utf-8")
WIKIDATA = """
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
wd:Q900000001 wdt:P279 wd:Q83307 ; wdt:P1001 wd:Q419 ; rdfs:label "Minister of Foreign Affairs"@en, "canciller"@es .
wd:Q419 rdfs:label "Peru"@en .
wd:Q900000002 rdfs:label "Rosa Ejemplo"@en ; wdt:P21 wd:Q6581072 ; p:P39 wd:statement1, wd:statement2 .
wd:statement1 ps:P39 wd:Q900000001 ; pq:P580 "2031-03-01T00:00:00Z"^^xsd:dateTime ; pq:P582 "2032-04-01T00:00:00Z"^^xsd:dateTime .
wd:statement2 ps:P39 wd:Q900000001 ; pq:P580 "1999-03-01T00:00:00Z"^^xsd:dateTime .
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_the_answer_of_the_query_is_a_table_of_offices(tmp_path: Path) -> None:
    (query,) = re.findall(r"```sparql\n(.*?)```", README, re.DOTALL)
    store = ox.Store()
    store.load(WIKIDATA.encode(), format=ox.RdfFormat.TURTLE)
    answer = store.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    for suffix, form in (("csv", ox.QueryResultsFormat.CSV), ("tsv", ox.QueryResultsFormat.TSV)):
        rows = store.query(query).serialize(format=ox.QueryResultsFormat.CSV if suffix == "csv" else form)
        assert rows is not None
        (tmp_path / f"fresh.{suffix}").write_bytes(rows)
    actors = load_ontology(None, [tmp_path / "fresh.csv"]).actors
    person = actors["rosa-ejemplo"]
    assert (person.qid, person.gender) == ("Q900000002", "f")
    assert [(o.kind, o.of, o.start, o.end) for o in person.offices] == [
        ("foreignMinister", "peru", "2031-03-01", "2032-04-01")
    ]


def test_the_table_of_actors_loads(tmp_path: Path) -> None:
    block = re.search(r"(?:^    kind\t.*\n)(?:    .*\n)+", README, re.MULTILINE)
    assert block
    table = tmp_path / "mine.tsv"
    table.write_text(re.sub("^    ", "", block[0], flags=re.MULTILINE), encoding="utf-8")
    actors = load_ontology(None, [table]).actors
    assert {actors["lakeside-front"].entity.kind, actors["freeport-guard"].entity.parent} == {
        "Group",
        actors["bahamas"].entity,
    }
