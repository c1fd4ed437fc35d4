"""`kg actors`: readings of a name in order, offices as of a date, and what becomes of a name that is nobody's."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from kg.checks import check_actors
from kg.cli import main
from kg.lookup import look_up, render, to_dict
from kg.model import Entity
from kg.ontology import Actor, Name, Office, OfficeKind, Ontology, load_ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def test_all_readings_come_in_order_and_both_languages_once(ontology: Ontology) -> None:
    (found,) = look_up("Georgia", ontology).found
    assert found.langs == ("en", "fr")
    assert [(r.actor.entity.id, r.role) for r in found.readings] == [("georgia", "label"), ("us-georgia", "alias")]
    assert "in whose company" in render(look_up("Georgia", ontology), ontology)


def test_kinds_of_name(ontology: Ontology) -> None:
    kinds = {
        "Kremlin": ("russia", "metonym"), "the nuclear watchdog": ("international-atomic-energy-agency", "description"),
        "Serguei Lavroff": ("sergey-lavrov", "spelling"), "l'alliance": ("nato", "description"), "sergey-lavrov": ("sergey-lavrov", "id"),
    }  # fmt: skip
    for search, expected in kinds.items():
        reading = look_up(search, ontology).found[0].readings[0]
        assert (reading.actor.entity.id, reading.role) == expected, search


@pytest.mark.models
def test_an_office_means_who_held_it(ontology: Ontology) -> None:
    answer = look_up("the French president", ontology, lang="en", date="2015-05-08")
    assert answer.found[-1].readings[0].actor.entity.id == "francois-hollande"
    assert "* 2012-05-15 – 2017-05-14  president – France" in render(answer, ontology)


def test_who_held_what_on_a_date(ontology: Ontology) -> None:
    told = to_dict(look_up("France", ontology, lang="en", date="2015-05-08"), ontology, "https://example.org/")
    (reading,) = told["found"][0]["readings"]
    assert reading["iri"] == "https://example.org/id/france"
    assert ("president", "François Hollande", True) in {(o["title"], o["with"], o["held"]) for o in reading["offices"]}


@pytest.mark.models
def test_a_part_of_a_name_shows_what_it_is_part_of(ontology: Ontology) -> None:
    answer = look_up("proliferation treaty organi", ontology)
    assert not answer.found
    assert answer.similar == [] or "is nobody's name" in render(answer, ontology)


@pytest.mark.models
def test_the_command_prints_tables_and_json() -> None:
    run = CliRunner().invoke(main, ["actors", "Kremlin", "--format", "json"])
    assert json.loads(run.stdout)["found"][0]["readings"][0]["id"] == "russia"
    run = CliRunner().invoke(main, ["actors", "Zzyzxland"])
    assert (run.exit_code, run.stdout) == (1, "")
    assert "no actor has such a name" in run.stderr


def person(slug: str, name: str, *offices: Office, prominence: int = 0) -> Actor:
    return Actor(
        Entity(slug, "Person", {"en": name, "fr": name}),
        (Name(name, "en", "label"),),
        offices=offices,
        prominence=prominence,
    )


def test_check_finds_names_that_nothing_decides_and_offices_with_two_holders() -> None:
    kinds = {"president": OfficeKind("president", {"en": "president", "fr": "président"}, single=True)}
    early = Office("president", "freedonia", "2001-01-01", "2004-01-01")
    late = Office("president", "freedonia", "2003-01-01", "2005-01-01")
    handed = Office("president", "freedonia", "2004-12-20", "2009-01-01")
    actors = [
        person("a", "Jo Li", early),
        person("b", "Jo Li", late),
        person("c", "Cy", handed),
        person("d", "Cy", prominence=1),
    ]
    doubts = list(check_actors(Ontology({}, {a.entity.id: a for a in actors}, kinds)))
    assert doubts == [
        "“jo li” (en) is the name of a and b alike; give one more ir:prominence",
        "president of freedonia: a (2001-01-01 – 2004-01-01) and b (2003-01-01 – 2005-01-01) overlap; correct a date",
    ]
