from __future__ import annotations

import csv
import io
import shutil
import subprocess
import warnings
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import StoreError
from kg.graph import Store
from kg.graph.export import FORMATS, export
from kg.graph.names import Names
from kg.graph.turtle import turtle
from tests.unit.graph.build import FRANCE, MEETS, MINISTER, MISSION, SENTENCE, article, elsewhere, reference, statement

ODD = 'a "quoted"\\ back\nslash,\ttab \x0b \x7f é 中 🙂'


@pytest.fixture
def told(store: Store) -> Store:
    fill(store, (1, 2, 3))
    return store


def fill(store: Store, order: tuple[int, ...]) -> None:
    for number in order:
        item = article(number, title=ODD if number == 3 else "Plain")
        store.put(item, [
            statement(item, theme=ODD, count=8, confidence=1.0),
            statement(item, relation=MEETS, subject=reference(MISSION, "Moscow"), object=elsewhere(FRANCE), date=None),
            statement(item, relation=MINISTER, former=True, title="minister", date=None),
            statement(item, relation=MEETS, object=None, status="planned", date="2022"),
        ], fingerprint="x")  # fmt: skip
    store.derive()


def text(store: Store, format: str) -> str:
    stream = io.StringIO()
    export(store, format, stream)
    return stream.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes(tmp_path: Path, informed: Path, format: str) -> None:
    texts = []
    for order in ((1, 2, 3), (3, 1, 2)):
        path = tmp_path / f"{order[0]}"
        shutil.copytree(informed, path)
        with Store.open(path) as store:
            fill(store, order)
        with Store.open(path, read_only=True) as store:
            texts.append(text(store, format))
    assert texts[0] == texts[1]
    assert len(texts[0]) > 1000


def test_turtle_says_everything_that_articles_say_and_we_conclude(told: Store) -> None:
    exported = {quad.triple for quad in ox.parse(text(told, "turtle"), format=ox.RdfFormat.TURTLE)}
    known = {told.names.graph("vocabulary"), told.names.graph("actors")}
    assert {quad.triple for quad in told.quads if quad.graph_name not in known} <= exported
    assert exported <= {quad.triple for quad in told.quads}


def test_turtle_stands_alone(told: Store) -> None:
    exported = text(told, "turtle")
    graph = rdflib.Graph().parse(data=exported, format="turtle")
    spaces = (f"{Names().base}id/", f"{Names().base}ontology#")
    own = {term for triple in graph for term in triple if str(term).startswith(spaces)}
    label = rdflib.RDFS.label
    assert {str(t) for t in own if {lit.language for lit in graph.objects(t, label)} != {"en", "fr"}} == set()
    assert "id:france\n" in exported  # acts in it
    assert "id:germany" not in exported
    assert "_:" not in exported and "[" not in exported.replace(SENTENCE, "")


def test_turtle_declares_the_prefixes_it_uses_and_no_other(told: Store) -> None:
    lines = text(told, "turtle").splitlines()
    declared = {line.split()[1].rstrip(":") for line in lines if line.startswith("@prefix")}
    body = "\n".join(line for line in lines if not line.startswith("@prefix"))
    assert all(f"{prefix}:" in body for prefix in declared)
    assert "vann" not in declared


@pytest.mark.parametrize(("tool", "format", "flags"), [
    ("rapper", "turtle", ["-q", "-i", "turtle", "-o", "ntriples"]), ("serdi", "turtle", ["-i", "turtle"]),
    ("serdi", "trig", ["-i", "trig"]), ("serdi", "nquads", ["-i", "nquads"]),
])  # fmt: skip
def test_other_tools_read_it_without_a_warning(
    told: Store, tmp_path: Path, tool: str, format: str, flags: list[str]
) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed (apt-get install raptor2-utils serdi)")
    file = tmp_path / "export"
    exported = text(told, format)
    file.write_text(exported, encoding="utf-8")
    result = subprocess.run([tool, *flags, str(file)], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    kind = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS}[format]
    assert len(result.stdout.splitlines()) == len(set(ox.parse(exported, format=kind)))


def test_rdflib_reads_turtle_without_a_warning(told: Store) -> None:
    exported = text(told, "turtle")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        graph = rdflib.Graph().parse(data=exported, format="turtle")
    assert len(graph) == len(set(ox.parse(exported, format=ox.RdfFormat.TURTLE)))
    themes = graph.objects(None, rdflib.URIRef(f"{Names().base}ontology#theme"))
    assert {str(theme) for theme in themes} == {ODD}


@pytest.mark.parametrize(("format", "kind"), [
    ("trig", ox.RdfFormat.TRIG), ("nquads", ox.RdfFormat.N_QUADS), ("jsonld", ox.RdfFormat.JSON_LD),
])  # fmt: skip
def test_formats_with_graphs_lose_nothing(told: Store, format: str, kind: ox.RdfFormat) -> None:
    assert set(ox.parse(text(told, format), format=kind)) == set(told.quads)


def test_csv_has_one_line_for_each_statement(told: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(text(told, "csv"), newline="")))
    assert len(rows) == 12
    row = next(r for r in rows if r["relation"] == "suspendsDialogueWith" and r["title"] == ODD)
    assert (row["subject"], row["object"], row["status"], row["date"]) == ("russia", "nato", "actual", "2021-11-01")
    assert (row["theme"], row["count"], row["quote"]) == (ODD, "8", SENTENCE)


def test_graphml_is_a_network_of_actors(told: Store) -> None:
    root = ElementTree.fromstring(text(told, "graphml"))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nodes = {node.get("id") for node in root.findall(".//g:node", space)}
    assert nodes == {"russia", "nato", "france", "russian-mission-to-nato"}
    assert len(root.findall(".//g:edge", space)) == 9


def test_an_unknown_format_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="use one of turtle"):
        export(store, "rdfxml", io.StringIO())


def test_names_that_need_escapes_are_written_in_full() -> None:
    iris = [f"https://w3id.org/irkg/id/{local}" for local in ("a.b", "-a", "a%20b", "a/b", "", "é", "7f", "a_b-c")]
    triples = [ox.Triple(ox.NamedNode(iri), ox.NamedNode("http://x/p"), ox.NamedNode(iri)) for iri in iris]
    written = turtle(triples, Names())
    assert {q.triple for q in ox.parse(written, format=ox.RdfFormat.TURTLE)} == set(triples)
    assert "id:7f" in written and "id:a_b-c" in written and "<https://w3id.org/irkg/id/a.b>" in written
