"""The loader: what it makes of Turtle, what it refuses, and that its cache can never do harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import Name, Office, Ontology, load_ontology

PREFIXES = """
@prefix ir: <https://w3id.org/irkg/ontology#> .
@prefix id: <https://w3id.org/irkg/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
FREEDONIA = """
id:freedonia a ir:State ; rdfs:label "Freedonia"@en, "Libertanie"@fr ;
    skos:altLabel "Republic of Freedonia"@en, "ROF"@en, "Liberté-Land"@fr ;
    ir:demonym "Freedonian"@en, "libertanien"@fr ; ir:metonym "Freedom City"@en ;
    ir:definiteDescription "republic"@en ; ir:gender "f" ; ir:prominence 2 ; skos:exactMatch wd:Q1 ;
    ir:memberOf id:league .
id:league a ir:Organisation ; rdfs:label "League"@en, "Ligue"@fr .
id:army a ir:Body ; rdfs:label "Army"@en, "Armée"@fr ; ir:parent id:freedonia .
"""
FIREFLY = """
id:firefly a ir:Person ; rdfs:label "Rufus Firefly"@en, "Rufus Firefly"@fr ; ir:holds id:office-1, id:office-2 .
id:office-1 a ir:Office ; rdfs:label "leader"@en, "dirigeant"@fr ; ir:office ir:leader ; ir:of id:freedonia ;
    ir:start "1933-11-17"^^xsd:date .
id:office-2 a ir:Office ; rdfs:label "spokesperson"@en, "porte-parole"@fr ; ir:office ir:spokesperson ;
    ir:of id:league ; ir:start "1930"^^xsd:gYear ; ir:end "1931-05"^^xsd:gYearMonth .
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "irkg"


def load(folder: Path, **files: str) -> Ontology:
    actors = folder / "ontology" / "actors"
    actors.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (actors / f"{name}.ttl").write_text(PREFIXES + content, encoding="utf-8")
    return load_ontology(folder / "ontology")


def test_an_actor_has_all_its_names(tmp_path: Path) -> None:
    actor = load(tmp_path, a=FREEDONIA).actors["freedonia"]
    assert (actor.entity.kind, actor.entity.label, actor.entity.labels["fr"]) == ("State", "Freedonia", "Libertanie")
    assert actor.entity.aliases == ("Liberté-Land", "ROF", "Republic of Freedonia")
    assert set(actor.names) >= {
        Name("Freedonia", "en", "label"),
        Name("ROF", "en", "acronym"),
        Name("Liberté-Land", "fr", "alias"),
        Name("libertanien", "fr", "demonym"),
        Name("Freedom City", "en", "metonym"),
        Name("republic", "en", "description"),
    }
    assert (actor.gender, actor.qid, actor.prominence, actor.members_of) == ("f", "Q1", 2, ("league",))


def test_a_parent_is_an_entity(tmp_path: Path) -> None:
    actors = load(tmp_path, a=FREEDONIA).actors
    assert actors["army"].entity.parent == actors["freedonia"].entity


def test_offices_come_oldest_first_and_know_their_holders(tmp_path: Path) -> None:
    ontology = load(tmp_path, a=FREEDONIA, b=FIREFLY)
    assert [o.kind for o in ontology.actors["firefly"].offices] == ["spokesperson", "leader"]
    assert ontology.holders("leader", "freedonia", "1933-11-16") == ()
    assert ontology.holders("leader", "freedonia", "1933-11-17") == ("firefly",)
    assert "office-1" not in ontology.actors


@pytest.mark.parametrize(
    ("date", "held"),
    [("1929", False), ("1930-01-01", True), ("1931", True), ("1931-05-31", True), ("1931-06-01", False)],
)
def test_dates_of_different_precision_compare(date: str, held: bool) -> None:
    assert Office("spokesperson", "league", "1930", "1931-05").held_on(date) is held


def test_an_extra_file_adds_actors_and_names(tmp_path: Path) -> None:
    load(tmp_path, a=FREEDONIA)
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        PREFIXES + 'id:freedonia skos:altLabel "Freedom"@en . '
        'id:sylvania a ir:State ; rdfs:label "Sylvania"@en, "Sylvanie"@fr .',
        encoding="utf-8",
    )
    actors = load_ontology(tmp_path / "ontology", [mine]).actors
    assert "Freedom" in actors["freedonia"].entity.aliases
    assert actors["sylvania"].entity.labels["fr"] == "Sylvanie"


BAD = {
    "no label": ('id:x a ir:State ; rdfs:label "X"@en .', "x has no rdfs:label in fr"),
    "unknown parent": ('id:x a ir:Body ; rdfs:label "X"@en, "X"@fr ; ir:parent id:nowhere .', "unknown actor nowhere"),
    "parents in a circle": (
        'id:x a ir:Body ; rdfs:label "X"@en, "X"@fr ; ir:parent id:y . '
        'id:y a ir:Body ; rdfs:label "Y"@en, "Y"@fr ; ir:parent id:x .',
        "is its own ancestor",
    ),
    "two labels": ('id:x a ir:State ; rdfs:label "X"@en, "Z"@en, "X"@fr .', "two labels in en"),
    "two kinds": ('id:x a ir:State, ir:Place ; rdfs:label "X"@en, "X"@fr .', "two kinds (Place, State)"),
    "unknown kind": ('id:x a ir:Planet ; rdfs:label "X"@en, "X"@fr .', "unknown type Planet"),
    "no kind": ('id:x rdfs:label "X"@en, "X"@fr .', "names but no type"),
    "no language": ('id:x a ir:State ; rdfs:label "X"@en, "X"@fr ; skos:altLabel "Y" .', "without language"),
    "gender": ('id:x a ir:State ; rdfs:label "X"@en, "X"@fr ; ir:gender "n" .', "gender 'n'"),
    "two items": ('id:x a ir:State ; rdfs:label "X"@en, "X"@fr ; skos:exactMatch wd:Q1, wd:Q2 .', "Q1, Q2"),
    "bad syntax": ("id:x a ir:State ; .. ;", "not valid Turtle"),
    "office without holder's state": (
        'id:x a ir:Person ; rdfs:label "X"@en, "X"@fr ; ir:holds id:o . id:o a ir:Office ; ir:office ir:leader .',
        "lacks ir:office or ir:of",
    ),
    "office ends early": (
        'id:x a ir:Person ; rdfs:label "X"@en, "X"@fr ; ir:holds id:o . id:o a ir:Office ; ir:office ir:leader ; '
        'ir:of id:x ; rdfs:label "l"@en, "d"@fr ; ir:start "2001" ; ir:end "2000-01-01" .',
        "before it starts",
    ),
}


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD.keys())
def test_a_bad_entry_is_named_with_its_file(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(OntologyError) as error:
        load(tmp_path, bad=content)
    assert message in str(error.value)
    assert message == "names but no type" or "bad.ttl" in str(error.value)


def test_a_slug_in_two_files_is_named_with_both(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"two\.ttl: league is already defined in .*one\.ttl"):
        load(tmp_path, one=FREEDONIA, two='id:league a ir:Organisation ; rdfs:label "L"@en, "L"@fr .')


@pytest.mark.parametrize("missing", ["nowhere", "empty"])
def test_a_folder_without_ontology_is_refused(tmp_path: Path, missing: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(OntologyError, match=r"give a folder with relations\.ttl"):
        load_ontology(tmp_path / missing)


def test_the_cache_gives_the_same_and_notices_changes(tmp_path: Path, cache: Path) -> None:
    first = load(tmp_path, a=FREEDONIA)
    assert len(list(cache.glob("*.json"))) == 1
    assert load(tmp_path, a=FREEDONIA) == first
    changed = load(tmp_path, a=FREEDONIA.replace("Libertanie", "Libertonie"))
    assert changed.actors["freedonia"].entity.labels["fr"] == "Libertonie"


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"0" * 64 + b"\nnot what the digest says"])
def test_a_damaged_cache_is_read_again(tmp_path: Path, cache: Path, damage: bytes) -> None:
    first = load(tmp_path, a=FREEDONIA)
    (file,) = cache.glob("*.json")
    whole = file.read_bytes()
    file.write_bytes(damage)
    assert load(tmp_path, a=FREEDONIA) == first
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert "freedonia" in load(tmp_path, a=FREEDONIA).actors


def test_the_shipped_ontology_has_relations_offices_and_actors() -> None:
    ontology = load_ontology()
    assert ontology.relations["suspendsDialogueWith"].type == "SANCTION"
    assert ontology.offices["foreignMinister"].relation in ontology.relations
    assert ontology.actors["russia"].qid == "Q159"
