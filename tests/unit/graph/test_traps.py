"""What RDF stores and libraries stumble over, and that this one does not."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import QueryError, StoreError
from kg.graph import Store, fill, named_queries, rdf
from kg.graph.folder import FORMAT
from kg.graph.names import Names
from kg.settings import ontology_dir
from tests.unit.graph.build import CHINA, FRANCE, MEETS, article, elsewhere, statement

ROOT = Path(__file__).parents[3]
NAMES = Names()


def test_a_triple_in_several_graphs_is_counted_once_by_named_queries(store: Store) -> None:
    for number in (1, 2, 3):
        item = article(number)
        store.put(item, [statement(item)], fingerprint="x")
    store.derive()
    rows = store.query("SELECT ?who { ?s rdf:subject ?x . ?x rdfs:label ?who FILTER(LANG(?who) = 'en') }")
    assert len(rows) == 3
    facts = named_queries(ontology_dir() / "queries")["facts"]
    assert len(store.query(fill(facts, {}, store))) == 1


def test_from_is_heard(store: Store) -> None:
    item = article()
    store.put(item, [statement(item)], fingerprint="x")
    graph = NAMES.article(item)
    assert store.query(f"SELECT ?s FROM {graph} {{ ?s a ir:Statement }}").values()
    assert not store.query(f"SELECT ?s FROM {NAMES.graph('actors')} {{ ?s a ir:Statement }}").values()
    assert not store.query(f"ASK FROM NAMED {NAMES.graph('actors')} {{ GRAPH ?g {{ ?s a ir:Statement }} }}").truth


def test_without_from_no_graph_is_overlooked(store: Store) -> None:
    item = article()
    store.put(item, [statement(item)], fingerprint="x")
    text = "SELECT ?from { ?s a ir:Statement ; ir:trigger ?from . id:russia a ir:State } # FROM <x:y>"
    assert store.query(text).values() == [("suspended",)]


def test_the_rdflib_view_sees_all_graphs_and_writes_to_none_by_mistake(store: Store) -> None:
    item = article()
    store.put(item, [statement(item)], fingerprint="x")
    before = len(store.quads)
    assert next(iter(store.dataset.query("ASK { ?s <https://w3id.org/irkg/ontology#trigger> ?t }")))
    with pytest.raises(ValueError, match="expected 4, got 3"):
        store.dataset.update("INSERT DATA { <a:a> <a:b> <a:c> }")
    assert len(store.quads) == before
    assert not any(isinstance(quad.graph_name, ox.BlankNode | ox.DefaultGraph) for quad in store.quads)


def test_a_write_that_fails_leaves_nothing(store: Store) -> None:
    before = set(store.quads)
    graph = NAMES.graph("derived")

    def failing() -> Iterator[ox.Quad]:
        yield ox.Quad(NamedNode("a:a"), NamedNode("a:b"), Literal("c"), graph)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.quads.extend(failing())
    broken = {Triple(NamedNode("a:a"), NamedNode("a:b"), Literal("c")), None}
    with pytest.raises(AttributeError):
        store._replace(graph, broken)  # type: ignore[arg-type]
    assert set(store.quads) == before


def test_an_answer_is_read_to_its_end_and_can_go_to_another_thread(store: Store) -> None:
    rows = store.query("SELECT ?s { ?s a ir:State }")
    seen: list[int] = []
    thread = threading.Thread(target=lambda: seen.append(len(rows.values())))
    thread.start()
    thread.join()
    assert seen[0] > 190


def test_no_query_is_parsed_by_the_slow_evaluator() -> None:
    sources = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "kg").rglob("*.py"))
    assert "prepareQuery" not in sources


def test_numbers_are_written_in_the_one_form_that_the_store_keeps(store: Store) -> None:
    item = article()
    said = [statement(item, confidence=0.5, count=7), statement(item, confidence=1.0, trigger="other")]
    store.put(item, said, fingerprint="x")
    graph = NAMES.article(item)
    stored = {quad.triple for quad in store.quads.quads_for_pattern(None, None, None, graph)}
    assert stored == rdf.article_triples(item, said, "x", NAMES)


def test_a_store_in_a_message_does_not_print_its_quads(store: Store) -> None:
    assert len(repr(store)) < 200
    assert len(str(store)) < 200


def test_a_query_that_no_engine_survives_is_not_asked_here(store: Store) -> None:
    with pytest.raises(QueryError):
        store.query("SELECT * { ?s ?p ?o FILTER(" + "(" * 100)


class TestReadersBesideAWriter:
    def test_they_see_the_graph_as_it_was(self, tmp_path: Path) -> None:
        path = tmp_path / "graph"
        with Store.open(path) as store:
            self._tell(store, 1)
        with Store.open(path) as store:
            self._tell(store, 2)
            for _ in range(2):
                assert self._count_elsewhere(path) == {"articles": 1, "beside": True}
            with Store.open(path, read_only=True) as reader:
                assert reader.beside_writer
                self._tell(store, 3)
                assert len(list(reader.articles())) == 1
        assert self._count_elsewhere(path) == {"articles": 3, "beside": False}
        assert not (path / "before").exists()

    def test_a_killed_writer_hides_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "graph"
        with Store.open(path) as store:
            self._tell(store, 1)
        code = (
            "import sys, os, signal; from pathlib import Path; from kg.graph import Store\n"
            "from tests.unit.graph.build import article\n"
            "store = Store.open(Path(sys.argv[1])); store.put(article(2), [], fingerprint='x')\n"
            "os.kill(os.getpid(), signal.SIGKILL)"
        )
        done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False)
        assert done.returncode == -9
        assert self._count_elsewhere(path) == {"articles": 2, "beside": False}
        Store.open(path).close()
        assert not (path / "before").exists()

    def test_the_first_build_of_all_keeps_readers_out(self, tmp_path: Path) -> None:
        with Store.open(tmp_path / "graph"), pytest.raises(StoreError, match="in use"):
            Store.open(tmp_path / "graph", read_only=True)

    def _tell(self, store: Store, number: int) -> None:
        item = article(number)
        meet = statement(item, relation=MEETS, subject=elsewhere(CHINA), object=elsewhere(FRANCE))
        store.put(item, [statement(item), meet], fingerprint="x")

    def _count_elsewhere(self, path: Path) -> dict[str, object]:
        code = (
            "import sys, json; from pathlib import Path; from kg.graph import Store\n"
            "with Store.open(Path(sys.argv[1]), read_only=True) as s:\n"
            "    print(json.dumps({'articles': len(list(s.articles())), 'beside': s.beside_writer}))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        found: dict[str, object] = json.loads(done.stdout)
        return found


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the system does not tell who holds a lock")
def test_the_message_says_who_has_the_store(tmp_path: Path) -> None:
    with Store.open(tmp_path / "graph"), pytest.raises(StoreError, match=r"process \d+: \S*python"):
        Store.open(tmp_path / "graph")


def test_an_older_format_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    generated = NamedNode("http://www.w3.org/ns/prov#wasGeneratedBy")
    with Store.open(path) as store:
        store.put(article(), [], fingerprint="a/b")
        now = set(store.quads)
        store.quads.update(
            f"DELETE {{ GRAPH ?g {{ ?s {generated} ?o }} }} WHERE {{ GRAPH ?g {{ ?s {generated} ?o }} }}"
        )
        assert set(store.quads) < now
    mark = {"format": 1, "base": NAMES.base}
    (path / "format.json").write_text(json.dumps(mark))
    with Store.open(path) as store:
        assert set(store.quads) == now
    assert json.loads((path / "format.json").read_text())["format"] == FORMAT


@pytest.mark.parametrize("version", [0, 99, "x"])
def test_a_format_that_is_not_known_is_refused(tmp_path: Path, version: object) -> None:
    Store.open(tmp_path / "graph").close()
    (tmp_path / "graph" / "format.json").write_text(json.dumps({"format": version, "base": NAMES.base}))
    with pytest.raises(
        StoreError, match=rf"format {version}, this irkg reads 1 to {FORMAT}; use the irkg that wrote it"
    ):
        Store.open(tmp_path / "graph")
