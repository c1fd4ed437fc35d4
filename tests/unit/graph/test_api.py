from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

import kg
from kg.errors import QueryError, StoreError
from kg.graph import Store
from kg.graph.api import Graph
from tests.unit.graph.build import CHINA, FRANCE, MEETS, SENTENCE, article, elsewhere, statement


@pytest.fixture(scope="module")
def graph(informed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    path = tmp_path_factory.mktemp("api") / "graph"
    Store.snapshot(informed, path)
    with Store.open(path) as store:
        one, two = article(1), article(2, date="2022-03-04", publisher="Weekly")
        store.put(one, [statement(one), statement(one, object=None, status="planned", date="2022")], fingerprint="x")
        meet = statement(
            two, relation=MEETS, subject=elsewhere(CHINA), object=elsewhere(FRANCE), date=None, confidence=0.5
        )
        store.put(two, [meet], fingerprint="x")
        store.derive()
    with kg.load(path) as opened:
        yield opened


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")  # rdflib warns of itself
def test_it_is_a_dataset(graph: Graph) -> None:
    assert isinstance(graph, rdflib.Dataset)
    ir, ids = rdflib.Namespace("https://w3id.org/irkg/ontology#"), rdflib.Namespace("https://w3id.org/irkg/id/")
    assert (ids.russia, ir.suspendsDialogueWith, ids.nato) in graph
    rows = graph.query("SELECT ?whom { id:russia ir:suspendsDialogueWith ?whom }")
    assert [str(row.whom) for row in rows] == [str(ids.nato)]
    assert graph.value(ids.nato, rdflib.RDFS.label) is not None


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({}, 3), ({"actor": "Moscou"}, 2), ({"since": "2022"}, 2), ({"until": "2021"}, 1), ({"type": "consult"}, 1),
        ({"status": "planned"}, 1), ({"min_confidence": 0.8}, 2), ({"actor": "Chine", "since": "2023"}, 0),
    ],
)  # fmt: skip
def test_statements_are_chosen(graph: Graph, choice: dict[str, str], found: int) -> None:
    assert len(list(graph.statements(**choice))) == found  # type: ignore[arg-type]


def test_a_statement_is_a_plain_dict(graph: Graph) -> None:
    row = next(iter(graph.statements(actor="Russia")))
    assert (row["subject"], row["label"], row["object"]) == ("russia", "suspends dialogue with", "nato")
    assert (row["quote"], row["confidence"], row["date"]) == (SENTENCE, 0.87, "2021-11-01")


def test_what_cannot_be_chosen_is_said(graph: Graph) -> None:
    with pytest.raises(QueryError, match="--actor Freedonia: no actor"):
        list(graph.statements(actor="Freedonia"))
    with pytest.raises(QueryError, match="--since soon: is no date"):
        list(graph.statements(since="soon"))


def test_a_network_has_labels_dates_and_sentences(graph: Graph) -> None:
    network = graph.networkx()
    assert sorted(network) == ["china", "france", "nato", "russia"]
    assert network.nodes["nato"]["label_fr"] == "OTAN"
    ((_, _, edge),) = network.edges("russia", data=True)
    assert (edge["date"], edge["quote"], edge["status"]) == ("2021-11-01", SENTENCE, "actual")


def test_questions_give_rows_of_plain_values(graph: Graph) -> None:
    (row,) = graph.ask("dyad-timeline", a="Russia", b="NATO", from_="2021")
    assert (row["type"], row["articles"], row["intensity"]) == ("SANCTION", 1, -6)
    assert graph.ask("ASK { id:russia a ir:State }") == [{"answer": True}]
    (triple,) = graph.ask("CONSTRUCT WHERE { id:russia ir:suspendsDialogueWith ?whom }")
    assert triple["object"] == "<https://w3id.org/irkg/id/nato>"


def test_a_frame_where_pandas_is(graph: Graph) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = graph.frame("partners", a="Russia")
    assert isinstance(frame, pandas.DataFrame)
    assert frame["conflict"].tolist() == [1]


def test_a_named_question_is_a_query_and_sparql_stays_that_of_rdflib(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = graph.query("partners", a="Russia")
    assert isinstance(frame, pandas.DataFrame)
    monkeypatch.setattr("kg.graph.api.find_spec", lambda name: None)
    assert graph.query("partners", a="Russia") == frame.to_dict("records")
    assert next(iter(graph.query("ASK { ?s a ir:Statement }"))) is True


def test_a_notebook_shows_what_there_is(graph: Graph) -> None:
    shown = graph._repr_html_()
    assert "2 articles, 3 statements" in shown
    assert "<td>China</td><td>France</td><td>1</td>" in shown
    assert len(repr(graph)) < 200


def test_no_graph_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph here"):
        kg.load(tmp_path)


def test_after_closing_others_may_write(graph: Graph, tmp_path: Path) -> None:
    Store.snapshot(graph.path, tmp_path / "graph")
    with kg.load(tmp_path / "graph") as opened:
        assert len(list(opened.statements())) == 3
    Store.open(tmp_path / "graph").close()
