from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import threading
import tracemalloc
import warnings
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import StoreError
from kg.graph import Store, rdf
from kg.graph.export import FORMATS, Selection, export, whole
from kg.graph.export.tables import POLECAT
from kg.graph.names import Names
from kg.graph.sorting import in_order
from kg.graph.turtle import line, triples, turtle, write_turtle
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


def text(store: Store, format: str, selection: Selection | None = None) -> str:
    stream = io.StringIO()
    export(store, format, stream, selection)
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
    assert len(texts[0]) > 300


def test_turtle_says_everything_that_articles_say_and_we_conclude(told: Store) -> None:
    exported = {quad.triple for quad in ox.parse(text(told, "turtle"), format=ox.RdfFormat.TURTLE)}
    left_out = {told.names.graph(name) for name in ("vocabulary", "actors", "counts")}
    assert {quad.triple for quad in told.quads if quad.graph_name not in left_out} <= exported
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
def test_formats_with_graphs_lose_nothing_but_counts(told: Store, format: str, kind: ox.RdfFormat) -> None:
    counts = told.names.graph("counts")
    kept = {quad for quad in told.quads if quad.graph_name != counts}
    assert set(ox.parse(text(told, format), format=kind)) == kept < set(told.quads)


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


@pytest.mark.parametrize(("format", "kind"), [
    ("ntriples", ox.RdfFormat.N_TRIPLES), ("rdfxml", ox.RdfFormat.RDF_XML),
])  # fmt: skip
def test_formats_without_graphs_agree_with_turtle(told: Store, format: str, kind: ox.RdfFormat) -> None:
    same = {quad.triple for quad in ox.parse(text(told, "turtle"), format=ox.RdfFormat.TURTLE)}
    read = {quad.triple for quad in ox.parse(text(told, format), format=kind)}
    if format == "rdfxml":  # XML cannot carry one of the odd characters
        ElementTree.fromstring(text(told, format))
        assert {str(t).replace("\\u000B", " ") for t in same} == {str(t) for t in read}
    else:
        assert read == same


def test_turtle12_reifies_every_statement_with_an_object_and_asserts_none_more(told: Store) -> None:
    plain = set(ox.parse(text(told, "turtle"), format=ox.RdfFormat.TURTLE))
    more = set(ox.parse(text(told, "turtle12"), format=ox.RdfFormat.TURTLE)) - plain
    assert len(more) == 9
    assert {quad.predicate.value.rpartition("#")[2] for quad in more} == {"reifies"}
    assert all(isinstance(quad.object, ox.Triple) for quad in more)


def test_nanopubs_have_four_graphs_and_assert_only_what_is_actual(told: Store) -> None:
    store = ox.Store()
    store.load(text(told, "nanopubs"), format=ox.RdfFormat.TRIG)
    np = "PREFIX np: <http://www.nanopub.org/nschema#> PREFIX ir: <https://w3id.org/irkg/ontology#> "
    head = "?n a np:Nanopublication ; np:hasAssertion ?a ; np:hasProvenance ?p ; np:hasPublicationInfo ?i"
    complete = f"{head} FILTER EXISTS {{ GRAPH ?p {{ ?a ?x ?y }} }} FILTER EXISTS {{ GRAPH ?i {{ ?n ?x ?y }} }}"
    answer = store.query(np + f"SELECT DISTINCT ?n {{ GRAPH ?h {{ {head} }} {complete.removeprefix(head)} }}")
    assert isinstance(answer, ox.QuerySolutions)
    assert len(list(answer)) == 12
    planned = store.query(np + "ASK { GRAPH ?g { ?s ir:status ir:planned . ?a ir:meets ?b } }")
    assert not planned
    assert store.query(np + "ASK { GRAPH ?g { ?s ir:status ir:actual . ?a ir:suspendsDialogueWith ?b } }")


def test_jsonld_is_framed_and_its_context_is_published(told: Store) -> None:
    document = json.loads(text(told, "jsonld"))
    assert document["@context"] == json.loads(text(told, "context"))["@context"]
    articles = [g for g in document["@graph"] if g["@id"].startswith("article:")]
    assert len(articles) == 3
    said = [node for node in articles[0]["@graph"] if "Statement" in str(node.get("@type"))]
    assert len(said) == 4
    targets = [node["target"] for node in said]
    (inside,) = [target for target in targets if isinstance(target, dict)]
    assert {s["@type"][0] for s in inside["selector"]} == {"oa:TextPositionSelector", "oa:TextQuoteSelector"}
    assert next(s["exact"]["@value"] for s in inside["selector"] if "exact" in s) == SENTENCE
    assert {node["status"] for node in said} == {"ir:actual", "ir:planned"}


def test_networks_load_in_networkx_with_the_same_nodes_and_edges(told: Store, tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx")
    (tmp_path / "n.graphml").write_text(text(told, "graphml"), encoding="utf-8")
    graph = networkx.read_graphml(tmp_path / "n.graphml", force_multigraph=True)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (4, 9)
    assert graph.nodes["nato"]["label_fr"] == "OTAN"
    root = ElementTree.fromstring(text(told, "gexf"))
    space = {"g": "http://gexf.net/1.3"}
    assert len(root.findall(".//g:edge", space)) == 9
    intervals = {(e.get("start"), e.get("end")) for e in root.findall(".//g:edge", space)}
    assert intervals == {("2021-11-01", "2021-11-01")}
    (tmp_path / "n.gexf").write_text(text(told, "gexf").replace("gexf.net/1.3", "www.gexf.net/1.2draft").replace(
        'version="1.3"', 'version="1.2"'), encoding="utf-8")  # fmt: skip
    older = networkx.read_gexf(tmp_path / "n.gexf")
    assert set(older) == set(graph)


GEXF = {
    "gexf": ({"version"}, {"graph"}),
    "graph": ({"defaultedgetype", "mode", "timeformat", "timerepresentation"}, {"attributes", "nodes", "edges"}),
    "attributes": ({"class", "mode"}, {"attribute"}), "attribute": ({"id", "title", "type"}, set()),
    "nodes": (set(), {"node"}), "node": ({"id", "label"}, {"attvalues"}),
    "edges": (set(), {"edge"}), "edge": ({"id", "source", "target", "label", "start", "end"}, {"attvalues"}),
    "attvalues": (set(), {"attvalue"}), "attvalue": ({"for", "value"}, set()),
}  # fmt: skip
"""Of the schema of GEXF 1.3: the elements that we write, what attributes and children they may have."""


def test_gexf_keeps_its_schema_and_dates_are_intervals(told: Store) -> None:
    """A dynamic graph whose edges last from a day to a day is what the timeline of Gephi reads."""
    item = article(9, date="2021-12-05")
    spans = {
        None: ("2021-12-05", "2021-12-05"),
        "2020": ("2020-01-01", "2020-12-31"),
        "2024-02": ("2024-02-01", "2024-02-29"),
    }
    told.put(item, [statement(item, start=n, date=day) for n, day in enumerate(spans)], fingerprint="x")
    root = ElementTree.fromstring(text(told, "gexf"))
    for element in root.iter():
        space, _, name = element.tag.rpartition("}")
        assert space == "{http://gexf.net/1.3"
        attributes, children = GEXF[name]
        assert set(element.attrib) <= attributes
        assert {child.tag.rpartition("}")[2] for child in element} <= children
    graph = root[0]
    assert graph.attrib == {
        "defaultedgetype": "directed",
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    assert [child.tag.rpartition("}")[2] for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    declared = {block.get("class"): {a.get("id"): a.get("type") for a in block} for block in graph[:2]}
    read = {"string": str, "boolean": {"true": True, "false": False}.__getitem__, "long": int, "double": float}
    for domain, block in (("node", graph[2]), ("edge", graph[3])):
        ids = [element.get("id") for element in block]
        assert len(set(ids)) == len(ids) > 3
        for value in block.iterfind(".//{*}attvalue"):
            read[declared[domain][value.get("for")]](value.attrib["value"])
    nodes = {node.get("id") for node in graph[2]}
    assert all(edge.get("source") in nodes and edge.get("target") in nodes for edge in graph[3])
    intervals = [
        (date.fromisoformat(edge.attrib["start"]), date.fromisoformat(edge.attrib["end"])) for edge in graph[3]
    ]
    assert all(first <= last for first, last in intervals)
    assert {tuple(map(date.fromisoformat, span)) for span in spans.values()} <= set(intervals)


def test_tables_of_actors_and_edges_fit_together(told: Store) -> None:
    actors, edges = (list(csv.DictReader(io.StringIO(text(told, f), newline=""))) for f in ("actors", "edges"))
    ids = {row["id"] for row in actors}
    assert {row[end] for row in edges for end in ("source", "target")} <= ids
    assert len(edges) == 9
    assert next(row for row in actors if row["id"] == "russian-mission-to-nato")["parent"] == "russia"


def test_events_have_the_columns_of_polecat(told: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(text(told, "events"), newline="")))
    assert tuple(rows[0]) == POLECAT
    assert {row["Event Type"] for row in rows} == {"SANCTION", "CONSULT"}
    one = next(row for row in rows if row["Event Type"] == "SANCTION")
    assert (one["Actor Name"], one["Actor Country"], one["Recipient Name"]) == ("Russia", "Russia", "NATO")
    assert (one["Event Date"], one["Quad Code"], one["Publication Date"]) == ("2021-11-01", "4", "2021-11-01")


class TestSelection:
    ID = "https://w3id.org/irkg/id/"

    def count(self, store: Store, **choice: Any) -> int:
        return len(list(csv.DictReader(io.StringIO(text(store, "csv", Selection(**choice)), newline=""))))

    @pytest.mark.parametrize(
        ("choice", "count"),
        [
            ({}, 12), ({"types": ("SANCTION",)}, 3), ({"types": ("SANCTION", "ROLE")}, 6), ({"statuses": ("planned",)}, 3),
            ({"min_confidence": 0.9}, 3), ({"first": "2022-01-01"}, 3), ({"last": "2021-12-31"}, 9),
            ({"first": "2021-11-01", "last": "2021-11-01"}, 9), ({"first": "2023-01-01"}, 0),
            ({"actors": (f"{ID}france",)}, 3), ({"actors": (f"{ID}russia",)}, 9),
            ({"actors": (f"{ID}france", f"{ID}russian-mission-to-nato")}, 3), ({"graphs": ("derived",)}, 0),
        ],
    )  # fmt: skip
    def test_it_chooses(self, told: Store, choice: dict[str, Any], count: int) -> None:
        assert self.count(told, **choice) == count

    def test_a_graph_by_its_name(self, told: Store) -> None:
        iri = next(told.articles()).iri
        assert self.count(told, graphs=(iri,)) == 4
        quads = set(ox.parse(text(told, "nquads", Selection(graphs=("derived",))), format=ox.RdfFormat.N_QUADS))
        assert quads == set(told.quads.quads_for_pattern(None, None, None, told.names.graph("derived")))

    def test_what_belongs_to_a_statement_comes_with_it(self, told: Store) -> None:
        written = text(told, "trig", Selection(statuses=("planned",)))
        quads = set(ox.parse(written, format=ox.RdfFormat.TRIG))
        assert quads < set(told.quads)
        store = ox.Store()
        store.extend(quads)
        prefixes = told.names.prefixes
        whole = "ASK { ?s ir:status ir:planned ; prov:wasQuotedFrom/schema:headline ?t ; ir:reportsEvent/ir:actor ?a ; oa:hasTarget/oa:hasSelector/oa:exact ?q }"
        assert store.query(whole, prefixes=prefixes, use_default_graph_as_union=True)
        assert not store.query("ASK { ?s ir:status ir:actual }", prefixes=prefixes, use_default_graph_as_union=True)

    def test_a_direct_triple_comes_with_the_statement_it_rests_on(self, told: Store) -> None:
        written = text(told, "ntriples", Selection(types=("SANCTION",)))
        assert "<https://w3id.org/irkg/id/russia> <https://w3id.org/irkg/ontology#suspendsDialogueWith>" in written
        assert "<https://w3id.org/irkg/id/france>" not in written


def filled(quads: Iterable[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


@given(st.lists(st.tuples(*[st.text(max_size=6)] * 2), max_size=9), st.booleans())
def test_reading_as_text_is_reading_quad_by_quad(values: list[tuple[str, str]], named: bool) -> None:
    """Whatever is in literals, and in whatever order the engine gives quads; left out is what is to be."""
    nodes = [ox.NamedNode(f"x:{name}") for name in "abc"]
    quads = [
        ox.Quad(nodes[len(one) % 3], rdf.TYPE if len(two) % 2 else nodes[0], value, nodes[len(two) % 3])
        for one, two in values for value in (ox.Literal(one), ox.Literal(two, language="en"), ox.NamedNode("x:g"))
    ]  # fmt: skip
    store = filled(quads)
    kept = [quad for quad in set(quads) if quad.graph_name != nodes[1]]
    assert sorted(whole.quads(store, {"x:b"})) == sorted(map(str, kept))
    noticed: set[str] = set()
    found = triples(sorted(whole.items(store, {"x:b"}, named=named, notice=noticed.add)))
    wanted = {
        (str(q.graph_name)[1:-1] if named else "", str(q.subject), q.predicate.value, str(q.object)) for q in kept
    }
    assert list(found) == sorted(wanted, key=lambda t: (t[0], t[1], t[2] != rdf.TYPE.value, t[2], t[3]))
    assert noticed >= {str(term) for quad in kept for term in quad.triple if isinstance(term, ox.NamedNode)}


def test_who_stops_reading_stops_the_engine() -> None:
    node = ox.NamedNode("x:a")
    store = filled(ox.Quad(node, node, ox.Literal("x" * 1000 + str(n)), node) for n in range(2_000))
    before = threading.active_count()
    reading = whole.quads(store, ())
    assert next(reading).startswith("<x:a> <x:a>")
    assert threading.active_count() == before + 1
    reading.close()
    assert threading.active_count() == before


def test_what_is_in_no_graph_is_refused() -> None:
    node = ox.NamedNode("x:a")
    with pytest.raises(StoreError, match="build it again"):
        list(whole.quads(filled([ox.Quad(node, node, node)]), ()))


@given(st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]))), st.integers(1, 500))
def test_sorting_on_disk_is_sorting(lines: list[str], run: int) -> None:
    assert list(in_order(iter(lines), run)) == sorted(set(lines))


def test_one_run_is_held_while_lines_are_sorted() -> None:
    tracemalloc.start()
    for _ in in_order((f"{n * 7919 % 20_000:0200}" for n in range(20_000)), run=1_000_000):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_600_000, "lines are five times as many, and one run after another is written"


def test_memory_does_not_grow_with_the_graph(tmp_path: Path) -> None:
    """Four times as many quads, the same peak."""
    peaks = []
    for size in (6_000, 24_000):
        names = Names()
        store = Store.open(tmp_path / str(size))
        graph = names.graph("derived")
        node, value = names.term("theme"), "x" * 200
        store.quads.bulk_extend(
            ox.Quad(ox.NamedNode(f"{names.base}event/{n}"), node, ox.Literal(f"{n} {value}"), graph)
            for n in range(size)
        )
        tracemalloc.start()
        with (tmp_path / "out").open("w") as out:
            write_turtle(
                in_order((line(q.subject, q.predicate.value, q.object) for q in store.quads), 150_000), names, out
            )
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        store.close()
        assert (tmp_path / "out").stat().st_size > size * 200
    assert peaks[1] < peaks[0] * 2, "the whole graph has four times as much"


def test_an_unknown_format_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="use one of turtle"):
        export(store, "pdf", io.StringIO())


def test_names_that_need_escapes_are_written_in_full() -> None:
    iris = [f"https://w3id.org/irkg/id/{local}" for local in ("a.b", "-a", "a%20b", "a/b", "", "é", "7f", "a_b-c")]
    triples = [ox.Triple(ox.NamedNode(iri), ox.NamedNode("http://x/p"), ox.NamedNode(iri)) for iri in iris]
    written = turtle(triples, Names())
    assert {q.triple for q in ox.parse(written, format=ox.RdfFormat.TURTLE)} == set(triples)
    assert "id:7f" in written and "id:a_b-c" in written and "<https://w3id.org/irkg/id/a.b>" in written
