"""Questions with parameters: what their files say, whom names mean, and that no value changes what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.graph import Store, fill, named_queries, question
from kg.graph.questions import KINDS
from kg.graph.resolve import Directory, fold
from kg.settings import ontology_dir

QUERIES = named_queries(ontology_dir() / "queries")


@pytest.fixture(scope="module")
def known(informed: Path) -> Iterator[Store]:
    """What the ontology knows, to read."""
    with Store.open(informed, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def directory(known: Store) -> Directory:
    """Its names, read once."""
    return Directory(known)


def test_a_header_says_what_can_be_told() -> None:
    asked = question(
        "# Who?\n# $a (actor): one\n# a remark\n# $n (number, = 5): rows\n# $t (text, optional): words\nSELECT *"
    )
    assert asked.title == "Who?"
    assert asked.usage == "--a ACTOR [--n NUMBER] [--t TEXT]"
    assert [p.required for p in asked.parameters] == [True, False, False]
    assert question("SELECT * { ?s ?p ?o }").parameters == ()


def test_a_kind_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.rq").write_text("# Who?\n# $a (colour): which\nASK {}\n")
    with pytest.raises(QueryError, match=r"odd\.rq: \$a is of kind 'colour'; use one of actor, relation"):
        named_queries(tmp_path)


def test_lines_without_value_are_left_out_and_defaults_are_filled_in(known: Store) -> None:
    asked = question("# Q.\n# $a (actor, optional): who\n# $n (number, = 5): rows\nSELECT * {\n?s ?p $a .\n}\nLIMIT $n")
    assert fill(asked, {}, known) == "SELECT * {\n}\nLIMIT 5\n"
    assert fill(asked, {"a": "id:nato", "n": "7"}, known) == (
        "SELECT * {\n?s ?p <https://w3id.org/irkg/id/nato> .\n}\nLIMIT 7\n"
    )


def test_plain_sparql_stays_as_it_is(known: Store) -> None:
    text = "# mine\nSELECT $a { ?s ?p $a }"
    assert fill(question(text), {}, known) == text


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, r"--a is missing \(one\); it takes --a ACTOR"),
        ({"a": "nato", "x": "1"}, "--x: no such parameter"),
        ({"a": "nato", "n": "5; DROP ALL"}, "--n 5; DROP ALL: is no number"),
        ({"a": "nato", "n": "٣"}, "is no number"),
        ({"a": "nato", "from": "last year"}, "is no date; write 2021"),
        ({"a": "nato", "from": "2021-02-30"}, "is no date"),
        ({"a": "nato", "type": "PARTY"}, "is none of AGREE, CONSULT"),
        ({"a": "nato", "lang": "de"}, "say en or fr"),
        ({"a": "Freedonia"}, "no actor of the graph has that name"),
        ({"a": "Rusia"}, r"did you mean .*russia"),
    ],
)
def test_what_a_value_is_not_is_said(known: Store, values: dict[str, str], message: str) -> None:
    asked = question(
        "# Q.\n# $a (actor): one\n# $n (number, optional): n\n# $from (from, optional): f\n"
        "# $type (type, optional): t\n# $lang (lang, = en): l\nASK { $a ?p ?o }"
    )
    with pytest.raises(QueryError, match=message):
        fill(asked, values, known)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Russia", "russia"), ("russie", "russia"), ("RUSSIE", "russia"), ("Q159", "russia"), ("q159", "russia"),
        ("https://w3id.org/irkg/id/russia", "russia"), ("id:russia", "russia"), ("the Kremlin", "russia"),
        ("Moscou", "russia"), ("OTAN", "nato"), ("Otan", "nato"), ("Cote d'Ivoire", "cote-d-ivoire"),
        ("Côte d’Ivoire", "cote-d-ivoire"), ("Paris", "france"), ("Washington", "united-states"),
    ],
)  # fmt: skip
def test_actors_are_named_as_people_write_them(directory: Directory, name: str, slug: str) -> None:
    assert directory.actor(name).value.rpartition("/")[2] == slug


def test_relations_are_named_by_label_or_local_name(directory: Directory) -> None:
    for name in ("imposesSanctionsOn", "imposes sanctions on", "ir:imposesSanctionsOn"):
        assert directory.relation(name).value.endswith("#imposesSanctionsOn")
    with pytest.raises(ValueError, match="no relation of the graph"):
        directory.relation("paints")


def test_two_of_one_name_are_never_guessed(store: Store) -> None:
    for slug in ("one", "two"):
        store.quads.update(
            f"PREFIX id: <https://w3id.org/irkg/id/> INSERT DATA {{ GRAPH <https://w3id.org/irkg/graph/actors> {{"
            f" id:{slug} a <https://w3id.org/irkg/ontology#Group> ;"
            f' <http://www.w3.org/2000/01/rdf-schema#label> "Smith"@en }} }}'
        )
    with pytest.raises(ValueError, match="may be one or two; say which"):
        Directory(store).actor("smith")


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name) or fold(name).startswith(("the ", "le ", "la ", "les ", "l'"))


_HOSTILE = ['" } ; DROP ALL ; #', "'''\n}", "\\", '"^^<x:y>', "$from", "} UNION { ?s ?p ?o", "\u2028", "<a> <b>"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.one_of(st.sampled_from(_HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=40)))
@example("x\ny")
def test_no_value_changes_what_is_asked(told_text: str) -> None:
    """Whatever the words, the query finds exactly the literal with these words, and nothing else."""
    asked = question("# Q.\n# $t (text): words\n# $from (from, optional): f\nSELECT ?s {\n?s <x:says> $t .\n}")
    graph = _Graph()
    want = told_text.strip()
    graph.store.add(ox.Quad(ox.NamedNode("x:right"), ox.NamedNode("x:says"), ox.Literal(want)))
    graph.store.add(ox.Quad(ox.NamedNode("x:wrong"), ox.NamedNode("x:says"), ox.Literal(f"not {want}")))
    sparql = fill(asked, {"t": told_text}, graph)  # type: ignore[arg-type]
    answer = graph.store.query(sparql)
    assert isinstance(answer, ox.QuerySolutions)
    assert [str(row["s"]) for row in answer] == ["<x:right>"]


class _Graph:
    names = None

    def __init__(self) -> None:
        self.store = ox.Store()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_takes_no_hostile_value_but_text_does_harmlessly(directory: Directory, kind: str) -> None:
    for hostile in _HOSTILE:
        if kind == "text":
            assert KINDS[kind](hostile, directory) == ox.Literal(hostile)
            continue
        with pytest.raises(ValueError, match=r"\w"):
            KINDS[kind](hostile, directory)


def test_files_run_elsewhere_once_filled_in(known: Store) -> None:
    """Every prefix is declared, so the text that `kg query --show` prints is complete."""
    for name, asked in QUERIES.items():
        values = {p.name: "nato" if p.kind == "actor" else "SANCTION" for p in asked.parameters if p.required}
        sparql = fill(asked, values, known)
        assert not re.search(r"\$\w", sparql), name
        ox.Store().query(sparql)
