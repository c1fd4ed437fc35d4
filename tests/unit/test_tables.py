"""Tables of offices and of actors: what they add, whom they merge with, and how a wrong row is told."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import OntologyError
from kg.ontology import ID, IR, Office, Ontology, actor_turtle, load_ontology
from kg.settings import ontology_dir

HEAD = "jurisdiction\toffice\tperson\tqid\tstart\tend\n"
SHARED = ontology_dir().parents[1] / "shared" / "data" / "office-holders.tsv"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def load(folder: Path, content: str, name: str = "mine.tsv") -> Ontology:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return load_ontology(None, [file])


def offices(ontology: Ontology, slug: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(o.kind, o.of, o.start, o.end) for o in ontology.actors[slug].offices]


def test_a_new_person_holds_an_office(tmp_path: Path) -> None:
    ontology = load(tmp_path, HEAD + "France\tMinister of Foreign Affairs\tJeanne Exemple\tQ999999999\t2030-01-02\t\n")
    person = ontology.actors["jeanne-exemple"]
    assert (person.entity.kind, person.qid, person.entity.parent) == (
        "Person",
        "Q999999999",
        ontology.actors["france"].entity,
    )
    assert offices(ontology, "jeanne-exemple") == [("foreignMinister", "france", "2030-01-02", None)]
    assert ontology.holder("foreignMinister", "france", "2030-01-02") == "jeanne-exemple"


def test_a_person_known_by_item_or_by_name_gets_more_offices(tmp_path: Path) -> None:
    rows = "Russia\tAmbassador to Sweden\tС. Лавров\tQ58217\t1990\t1991\n"
    rows += "Ukraine\tMinister of Foreign Affairs\tDmitro Kuleba\t\t2020-03-04\t2024-09-05\n"
    ontology = load(tmp_path, HEAD + rows)
    assert ("ambassador", "russia", "1990", "1991") in offices(ontology, "sergey-lavrov")
    assert offices(ontology, "dmytro-kuleba") == [("foreignMinister", "ukraine", "2020-03-04", "2024-09-05")]


def test_terms_that_touch_are_one_and_the_finer_date_counts(tmp_path: Path) -> None:
    rows = "".join(
        f"Peru\tPrime Minister\tRosa Ejemplo\tQ999999998\t{start}\t{end}\n"
        for start, end in (
            ("2031-01-01", "2031-06-01"),
            ("2031-06-03", "2032-01-01"),
            ("2035", ""),
            ("2035-02-03", "2036"),
        )
    )
    ontology = load(tmp_path, HEAD + rows)
    assert offices(ontology, "rosa-ejemplo") == [
        ("primeMinister", "peru", "2031-01-01", "2032-01-01"),
        ("primeMinister", "peru", "2035-02-03", "2036"),
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("President of Peru", "president"),
        ("President of the Senate", "speaker"),
        ("Minister of Foreign Affairs and Worship", "foreignMinister"),
        ("Deputy Minister of Foreign Affairs", "deputyForeignMinister"),
        ("ministre de la Défense", "defenceMinister"),
        ("Minister of Tourism", "minister"),
        ("ambassador to Hungary", "ambassador"),
        ("Keeper of the Parrots", "officeHolder"),
    ],
)
def test_titles(tmp_path: Path, title: str, kind: str) -> None:
    ontology = load(tmp_path, HEAD + f"Peru\t{title}\tRosa Ejemplo\t\t2031\t\n")
    assert [o.kind for o in ontology.actors["rosa-ejemplo"].offices] == [kind]


def test_the_united_states_have_one_secretary_of_state(tmp_path: Path) -> None:
    rows = "Peru\tSecretary of State\tRosa Ejemplo\t\t2031\t\n"
    rows += "United States\tUnited States Secretary of State\tJo Example\t\t2031\t\n"
    ontology = load(tmp_path, HEAD + rows)
    assert [offices(ontology, s)[0][0] for s in ("rosa-ejemplo", "jo-example")] == ["minister", "secretaryOfState"]


def test_other_headings_delimiters_and_dates_of_a_query(tmp_path: Path) -> None:
    content = (
        'country;position;holder;item;from;to\n"Peru";"President";"Rosa ""La Voz"" Ejemplo";'
        "http://www.wikidata.org/entity/Q999999998;2031-05-14T00:00:00Z;http://www.wikidata.org/.well-known/genid/1\n"
    )
    ontology = load(tmp_path, content, "mine.csv")
    assert offices(ontology, "rosa-la-voz-ejemplo") == [("president", "peru", "2031-05-14", None)]


def test_what_cannot_be_used_is_counted(tmp_path: Path) -> None:
    rows = (
        "Atlantis\tKing\tNemo One\t\t\t\nAtlantis\tKing\tNemo Two\t\t\t\nPeru\tPresident\tRosa Ejemplo\t\t2032\t2031\n"
    )
    rows += "Peru\tPresident\tQ123456\t\t\t\nPeru\tPresident\tUruguay\t\t\t\n"
    notes = load(tmp_path, HEAD + rows).notes
    assert "2 rows are of states or organisations that no actor is: Atlantis (2)" in notes[0]
    assert "1 rows end before they start (lines 4)" in notes[1]
    assert "2 rows name no person (lines 5, 6)" in notes[2]
    assert load_ontology(None, [tmp_path / "mine.tsv"]).notes == notes


WRONG = {
    "columns": ("a\tb\n1\t2\n", ":1: has the columns a, b; a table of offices needs"),
    "person": (HEAD + "Peru\tPresident\t\t\t\t\n", ":2: has no person"),
    "office": (HEAD + "\n\nPeru\t\tRosa\t\t\t\n", ":4: has no office"),
    "item": (HEAD + "Peru\tPresident\tRosa\t42\t\t\n", ":2: '42' is no Wikidata item; write it like Q42"),
    "date": (HEAD + "Peru\tPresident\tRosa\t\t14.5.2031\t\n", ":2: '14.5.2031' is no date for start"),
    "day": (HEAD + "Peru\tPresident\tRosa\t\t\t2031-02-30\n", ":2: '2031-02-30' is no date for end"),
    "cells": (HEAD + "Peru\tPresident\tRosa\t\t\t\tmore\n", ":2: has 7 cells, the first line 6"),
    "gender": ("country\toffice\tperson\tgender\nPeru\tPresident\tRosa\tx\n", ":2: has gender 'x'"),
    "kind": ("kind\ten\tfr\nplanet\tMars\tMars\n", ":2: has the kind 'planet'; use one of State"),
    "label": ("kind\ten\tfr\ngroup\tThe Few\t\n", ":2: has no name in fr"),
    "known": ("kind\ten\tfr\nstate\tFrance\tFrance\n", ":2: france is an actor already"),
    "parent": ("kind\ten\tfr\tparent\ngroup\tFew\tRares\tAtlantis\n", ":2: 'Atlantis' is no actor"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_row_is_named_with_file_and_line(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(OntologyError) as error:
        load(tmp_path, content)
    assert f"mine.tsv{message}" in str(error.value)


def test_what_is_no_text_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mine.tsv").write_bytes(HEAD.encode() + b"Peru\tPr\xe9sident\tRosa\t\t\t\n")
    with pytest.raises(OntologyError, match=r"mine\.tsv:2: is not UTF-8"):
        load_ontology(None, [tmp_path / "mine.tsv"])


def test_a_folder_may_hold_turtle_and_tables(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    with pytest.raises(OntologyError, match="holds no actors"):
        load_ontology(None, [folder])
    (folder / "a.ttl").write_text(
        f'<{ID}freedonia> a <{IR}State> ; <http://www.w3.org/2000/01/rdf-schema#label> "Freedonia"@en, "Libertanie"@fr .',
        encoding="utf-8",
    )
    (folder / "b.tsv").write_text(HEAD + "Libertanie\tPresident\tRufus Firefly\t\t\t\n", encoding="utf-8")
    assert offices(load_ontology(None, [folder]), "rufus-firefly") == [("president", "freedonia", None, None)]


def test_actors_have_all_their_names(tmp_path: Path) -> None:
    content = (
        "id\tkind\ten\tfr\taliases_en\taliases_fr\tdemonyms_fr\tgender\tqid\tparent\tmembers_of\n"
        "freedonia\tstate\tFreedonia\tLibertanie\tFreedom | ROF\tRDL\tlibertanien|libertanienne\tf\tQ999999997\t\tNATO\n"
        "\tbody\tFreedonian Guard\tGarde libertanienne\t\t\t\tf\t\tfreedonia\t\n"
    )
    actors = load(tmp_path, content).actors
    state = actors["freedonia"]
    assert (state.entity.aliases, state.gender, state.members_of) == (("Freedom", "RDL", "ROF"), "f", ("nato",))
    assert {(n.text, n.role) for n in state.names if n.lang == "fr"} >= {
        ("Libertanie", "label"),
        ("libertanien", "demonym"),
    }
    assert actors["freedonian-guard"].entity.parent == state.entity


def test_a_table_as_turtle_says_the_same(tmp_path: Path) -> None:
    rows = HEAD + 'Peru\tPresident\tRosa "La Voz" Ejemplo\tQ999999998\t2031-05\t\n'
    rows += "Russia\tAmbassador to Sweden\tSergey Lavrov\tQ58217\t1990\t1991\n"
    table, turtle = tmp_path / "mine.tsv", tmp_path / "mine.ttl"
    table.write_text(rows, encoding="utf-8")
    turtle.write_bytes(actor_turtle(table, table.read_bytes(), ontology_dir()))
    assert all(quad for quad in ox.parse(turtle.read_bytes(), format=ox.RdfFormat.TURTLE))
    ours, theirs = load_ontology(None, [table]), load_ontology(None, [turtle])
    for slug in ("rosa-la-voz-ejemplo", "sergey-lavrov"):
        assert offices(ours, slug) == offices(theirs, slug)
        assert ours.actors[slug].entity == theirs.actors[slug].entity


def test_a_large_table_works_as_it_is() -> None:
    if not SHARED.is_file():
        pytest.skip(f"no {SHARED} beside the checkout")
    ontology = load_ontology(None, [SHARED])
    assert len(ontology.actors) > 9000
    assert sum(int(note.split(": ")[1].split()[0]) for note in ontology.notes) < 50
    kinds = [o.kind for a in ontology.actors.values() for o in a.offices]
    assert kinds.count("officeHolder") < len(kinds) / 7
    assert Office("president", "france", "2012-05-15", "2017-05-14").held_on("2015-01-01")
    assert ontology.holder("president", "france", "2015-01-01") == "francois-hollande"
