from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.graph import Store
from kg.graph.names import Names
from kg.settings import ontology_dir
from tests.unit.graph import worker
from tests.unit.graph.build import FRANCE, LAVROV, NATO, SANCTIONS, article, elsewhere, reference, statement

ROOT = Path(__file__).parents[3]


def articles_of(store: Store) -> list[str]:
    return [a.id for a in store.articles()]


def test_an_article_is_stored_once_and_then_current(store: Store) -> None:
    item = article()
    assert not store.is_current(item, "x")
    assert store.put(item, [statement(item)], fingerprint="x")
    assert store.is_current(item, "x")
    assert not store.put(item, [statement(item)], fingerprint="x")
    assert store.put(item, [], fingerprint="a newer lexicon")
    assert not store.is_current(item, "x")


def test_an_edited_article_replaces_its_older_version(store: Store) -> None:
    old, new = article(text="Old."), article(text="New.", title="Other")
    store.put(old, [statement(old), statement(old, relation=SANCTIONS)], fingerprint="x")
    store.put(new, [statement(new)], fingerprint="x")
    assert [(a.id, a.title, a.sha256) for a in store.articles()] == [("en-001", "Other", new.sha256)]
    assert len(store.query("SELECT ?s { ?s a ir:Statement }")) == 1


def test_a_run_is_forgotten_with_the_last_article_it_read(store: Store) -> None:
    item = article()
    for fingerprint in ("older rules", "newer rules"):
        store.record(fingerprint, {"softwareVersion": ["1"]})
        store.put(item, [statement(item)], fingerprint=fingerprint)
        store.derive()
        runs = store.query("SELECT ?i { ?r a ir:Run ; schema:identifier ?i }").values()
        assert list(runs) == [(fingerprint,)]


def test_the_url_is_the_identity_and_its_fragment_is_not() -> None:
    names = Names()
    assert names.article(article(url="https://a.org/x#top")) == names.article(article(id="b", url="https://a.org/x"))
    assert names.article(article(url=None)) == names.article(article(url=None, text="edited", title="edited"))
    assert names.article(article(url=None)) != names.article(article(url=None, publisher="Other"))


def test_two_files_of_one_name_do_not_replace_each_other(store: Store) -> None:
    first = article(url=None, origin="a/report.txt")
    second = article(url=None, origin="b/report.txt", text="Something else.")
    store.put(first, [], fingerprint="x")
    with pytest.raises(StoreError, match=r"b/report\.txt: has the id 'en-001'.*a/report\.txt.*give each a url"):
        store.is_current(second, "x")


def test_articles_tell_what_was_given(store: Store) -> None:
    store.put(article(2, publisher=None, url=None, date="2021-11"), [], fingerprint="x")
    (stored,) = store.articles()
    assert (stored.id, stored.title, stored.date, stored.lang) == ("en-002", article().title, "2021-11", "en")
    assert (stored.publisher, stored.url, stored.fingerprint) == (None, None, "x")


def test_remove_forgets_an_article_and_its_conclusions(store: Store) -> None:
    item = article()
    store.put(item, [statement(item)], fingerprint="x")
    store.derive()
    (stored,) = store.articles()
    assert store.remove(stored.iri)
    assert not store.remove(stored.iri)
    assert store.stale
    store.derive()
    assert not store.stale
    assert articles_of(store) == []
    assert not store.query("ASK { ?e a ir:Event }").truth
    assert not store.query("ASK { id:russia ir:suspendsDialogueWith id:nato }").truth


def test_of_two_statements_with_one_id_the_more_confident_stays(store: Store) -> None:
    item = article()
    same = [statement(item, confidence=0.5, theme="weak"), statement(item, confidence=0.9, theme="strong")]
    assert same[0].id == same[1].id
    store.put(item, same, fingerprint="x")
    assert store.query("SELECT ?t { ?s ir:theme ?t }").values() == [("strong",)]


def test_known_graphs_are_loaded_only_when_their_files_changed(tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    (folder / "actors").mkdir(parents=True)
    for name in ("irkg.ttl", "relations.ttl"):
        (folder / name).write_bytes((ontology_dir() / name).read_bytes())
    actor = folder / "actors" / "a.ttl"
    actor.write_text("<https://w3id.org/irkg/id/x> a <https://w3id.org/irkg/ontology#State> .")
    with Store.open(tmp_path / "graph") as store:
        assert store.load_known(folder)
        assert not store.load_known(folder)
        actor.write_text("<https://w3id.org/irkg/id/y> a <https://w3id.org/irkg/ontology#State> .")
        assert store.load_known(folder)
        assert store.query("SELECT ?s { ?s a ir:State }").values() == [("https://w3id.org/irkg/id/y",)]


def test_another_base_renames_everything(tmp_path: Path) -> None:
    base = "https://example.org/kg/"
    item = article()
    with Store.open(tmp_path / "graph", base) as store:
        store.load_known(ontology_dir())
        store.put(item, [statement(item)], fingerprint="x")
        store.derive()
        assert store.query("ASK { id:russia ir:suspendsDialogueWith id:nato ; a ir:State }").truth
        assert not any("w3id.org/irkg" in str(quad) for quad in store.quads)
    with pytest.raises(StoreError, match=r"start with https://example\.org/kg/"):
        Store.open(tmp_path / "graph")


def test_the_rdflib_api_sees_the_same_graph(store: Store) -> None:
    item = article()
    store.put(item, [statement(item)], fingerprint="x")
    rows = store.dataset.query("SELECT ?q { ?s a ir:Statement ; ir:trigger ?q }", initNs={"ir": Names().prefixes["ir"]})
    assert [str(row.q) for row in rows] == ["suspended"]


def test_a_second_process_is_turned_away(tmp_path: Path) -> None:
    with Store.open(tmp_path / "graph") as store:
        store.put(article(), [], fingerprint="x")
        for read_only in (False, True):
            code = f"import sys; from kg.graph import Store; Store.open(sys.argv[1], read_only={read_only})"
            result = subprocess.run(
                [sys.executable, "-c", code, str(tmp_path / "graph")],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            assert result.returncode == 1
            assert "graph is in use by another process" in result.stderr
            assert "; wait until it has finished" in result.stderr
    with Store.open(tmp_path / "graph", read_only=True) as one, Store.open(tmp_path / "graph", read_only=True) as two:
        assert articles_of(one) == articles_of(two) == ["en-001"]


def test_reading_needs_a_graph_and_does_not_write(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph here; run `kg build` first"):
        Store.open(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()
    Store.open(tmp_path / "graph").close()
    with Store.open(tmp_path / "graph", read_only=True) as store, pytest.raises(StoreError, match="for reading only"):
        store.put(article(), [], fingerprint="x")


def test_unusable_folders_are_refused_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_text("miaow")
    with pytest.raises(StoreError, match=r"holds other things \(cat\.jpg\); give a new or empty folder"):
        Store.open(tmp_path / "photos")
    with pytest.raises(StoreError, match="cannot hold a graph"):
        Store.open(tmp_path / "photos" / "cat.jpg")
    Store.open(tmp_path / "old").close()
    mark = tmp_path / "old" / "format.json"
    mark.write_text(json.dumps(json.loads(mark.read_text()) | {"format": 0}))
    with pytest.raises(StoreError, match=r"is a graph of format 0.*delete the folder and build again"):
        Store.open(tmp_path / "old")
    mark.write_text("{")
    with pytest.raises(StoreError, match=r"is damaged.*build again"):
        Store.open(tmp_path / "old")


def test_a_damaged_database_is_a_store_error(tmp_path: Path) -> None:
    Store.open(tmp_path / "graph").close()
    (tmp_path / "graph" / "quads" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match=r"is damaged.*build again"):
        Store.open(tmp_path / "graph")


@pytest.mark.parametrize("step", ["opened", "known", "put 1", "put 4", "deriving", "derived"])
def test_a_killed_build_is_mended_by_the_next(tmp_path: Path, step: str) -> None:
    worker.build(tmp_path / "whole")
    command = [sys.executable, "-m", "tests.unit.graph.worker", str(tmp_path / "killed"), step]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == step:
                break
        process.kill()
    assert process.returncode == -9
    worker.build(tmp_path / "killed")
    assert worker.quads(tmp_path / "killed") == worker.quads(tmp_path / "whole")


def test_a_build_killed_at_any_moment_is_mended_by_the_next(tmp_path: Path) -> None:
    """Not between steps but inside them: the moments are spread over the whole run."""
    worker.build(tmp_path / "whole")
    for number in range(20):
        moment = 0.005 * number
        path = tmp_path / f"killed-{number}"
        command = [sys.executable, "-m", "tests.unit.graph.worker", str(path), "never"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()  # opened
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                process.kill()
        worker.build(path)
        assert worker.quads(path) == worker.quads(tmp_path / "whole")


def test_the_order_of_articles_does_not_matter(tmp_path: Path) -> None:
    items = [article(n) for n in range(1, 4)]
    for name, order in (("a", items), ("b", items[::-1])):
        with Store.open(tmp_path / name) as store:
            for item in order:
                said = [statement(item, agent=elsewhere(LAVROV)), statement(item, object=reference(FRANCE, "on"))]
                store.put(item, said, fingerprint="x")
                store.derive()
    assert worker.quads(tmp_path / "a") == worker.quads(tmp_path / "b")
    assert NATO.id in " ".join(worker.quads(tmp_path / "a"))
