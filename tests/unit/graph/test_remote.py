"""Graphs on real servers: the Oxigraph server and Virtuoso."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.errors import QueryError, StoreError
from kg.graph import RemoteStore, Store, fill, named_queries
from kg.graph.tallies import GRAPH as COUNTS
from kg.settings import ontology_dir
from tests.unit.graph.build import CHINA, FRANCE, MEETS, article, elsewhere, statement

VIRTUOSO_INI = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = {sql}
DirsAllowed = .
NumberOfBuffers = 10000
ThreadsPerQuery = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000
"""


@dataclass(frozen=True, slots=True)
class Server:
    name: str
    url: str


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            httpx.get(url, params={"query": "ASK {}"}, timeout=5)
            return
        time.sleep(0.2)
    pytest.fail(f"{url} does not start")


@contextlib.contextmanager
def oxigraph(path: Path, port: int) -> Iterator[str]:
    """The Oxigraph server over a folder."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("oxigraph is not installed (pip install oxigraph)")
    command = [str(program), "serve", "--location", str(path), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/query", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


@contextlib.contextmanager
def virtuoso(path: Path) -> Iterator[str]:
    """Virtuoso in a folder of its own, with the password that it has when new."""
    if shutil.which("virtuoso-t") is None:
        pytest.skip("virtuoso-t is not installed (apt-get install virtuoso-opensource)")
    sql, port = _free_port(), _free_port()
    path.mkdir(parents=True, exist_ok=True)
    (path / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=sql, http=port))
    command = ["virtuoso-t", "-f", "-c", str(path / "virtuoso.ini")]
    with subprocess.Popen(command, cwd=path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/sparql", process)
            yield f"http://dba:dba@127.0.0.1:{port}"
        finally:
            process.kill()


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path = tmp_path_factory.mktemp(request.param)
    running = oxigraph(path / "data", _free_port()) if request.param == "oxigraph" else virtuoso(path)
    with running as url:
        yield Server(request.param, url)


@pytest.fixture(scope="module")
def local(informed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """What the server is to hold."""
    path = tmp_path_factory.mktemp("local") / "graph"
    Store.snapshot(informed, path)
    with Store.open(path) as store:
        _tell(store)
        store.derive()
        yield store


def _tell(store: Store | RemoteStore) -> None:
    for number in (1, 2):
        item = article(number, title='L’été "chaud"\n')
        meet = statement(item, relation=MEETS, subject=elsewhere(CHINA), object=elsewhere(FRANCE), date="2021-10")
        store.put(item, [statement(item), meet], fingerprint="x")


@pytest.fixture(scope="module")
def remote(server: Server) -> Iterator[RemoteStore]:
    """The same, told to the server."""
    with RemoteStore.open(server.url) as store:
        store.load_known(ontology_dir())
        _tell(store)
        assert store.stale
        store.derive()
        assert not store.stale
        yield store


def _comparable(quads: Iterator[ox.Quad] | ox.Store) -> set[str]:
    """Without what servers write in their own way: Virtuoso knows no xsd:boolean and shortens no year."""
    return {
        re.sub(r'"\^\^<[^>]*(boolean|gYear|gYearMonth|integer|decimal|anyURI)>', '"', str(q))
        .replace('"1"', '"true"')
        .replace('"0"', '"false"')
        for q in quads
    }


def test_the_server_holds_what_a_folder_would(remote: RemoteStore, local: Store, server: Server) -> None:
    with remote.fetch() as copy:
        there, here = set(copy.quads), set(local.quads)
        if server.name == "oxigraph":
            assert there == here
            return
        assert len(there) == len(here)
        assert _comparable(copy.quads) == _comparable(local.quads)


def test_what_is_current_is_not_sent_again(remote: RemoteStore, server: Server) -> None:
    item = article(1, title='L’été "chaud"\n')
    with RemoteStore.open(server.url) as again:
        assert again.is_current(item, "x")
        assert not again.put(item, [], fingerprint="x")
        assert not again.load_known(ontology_dir())
        assert again.derive().changed == 0
        assert not again.is_current(item, "y")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("dyad-timeline", {"a": "Moscou", "b": "NATO"}), ("facts", {}), ("dyads", {}), ("partners", {"a": "Russia"}),
        ("monthly-counts", {}), ("evidence", {"a": "China"}), ("articles", {"a": "France"}), ("sources", {}),
    ],
)  # fmt: skip
def test_named_questions_have_the_same_answers(
    remote: RemoteStore, local: Store, name: str, values: dict[str, str]
) -> None:
    asked = named_queries(ontology_dir() / "queries")[name]
    there, here = (s.query(fill(asked, values, s)).values() for s in (remote, local))
    assert [[_number(v) for v in row] for row in there] == [[_number(v) for v in row] for row in here]


def _number(value: str | None) -> object:
    try:
        return float(value or "")
    except ValueError:
        return value


def test_all_forms_of_queries(remote: RemoteStore) -> None:
    assert remote.query("ASK { id:russia a ir:State }").truth
    assert not remote.query("ASK { id:russia a ir:Place }").truth
    graph = remote.query("CONSTRUCT WHERE { id:russia ir:suspendsDialogueWith ?x }")
    assert [str(t.object) for t in graph.triples] == ["<https://w3id.org/irkg/id/nato>"]
    with pytest.raises(QueryError, match="refuses the query"):
        remote.query("SELECT {")


def test_an_article_is_replaced_and_removed(remote: RemoteStore) -> None:
    item = article(7)
    remote.put(item, [statement(item), statement(item, trigger="other")], fingerprint="x")
    remote.put(item, [statement(item)], fingerprint="y")
    node = remote.names.article(item)
    asked = f"SELECT ?s {{ GRAPH {node} {{ ?s a ir:Statement }} }}"
    assert len(remote.query(asked)) == 1
    assert remote.stale
    assert remote.remove(node.value)
    assert not remote.remove(node.value)
    assert len(remote.query(asked)) == 0
    remote.derive()
    assert not remote.stale
    remote._delete(remote.names.graph(COUNTS))
    assert remote.stale, "an older irkg counted nothing"
    remote.derive()
    assert not remote.stale


def test_a_server_that_is_away_for_a_while_is_waited_for(tmp_path: Path) -> None:
    port, path = _free_port(), tmp_path / "data"
    with oxigraph(path, port) as url:
        store = RemoteStore.open(url)
        item = article(1)
        store.put(item, [statement(item)], fingerprint="x")
    waits: list[float] = []
    with contextlib.ExitStack() as stack:

        def back(seconds: float) -> None:
            waits.append(seconds)
            if len(waits) == 2:
                stack.enter_context(oxigraph(path, port))

        store.wait = back  # type: ignore[method-assign]
        two = article(2)
        assert store.put(two, [statement(two)], fingerprint="x")
        assert waits == [0.25, 0.5]
        assert len(store.query("SELECT ?a { GRAPH ?a { ?a a schema:NewsArticle } }")) == 2
    store.wait = waits.append  # type: ignore[method-assign]
    with pytest.raises(StoreError, match=r"does not answer .* it goes on where it stopped"):
        store.query("ASK {}")
    store.close()


def test_what_is_no_server_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemoteStore, "wait", staticmethod(lambda seconds: None))
    with pytest.raises(StoreError, match=r"no SPARQL 1\.1 server with a graph store"):
        RemoteStore.open(f"http://127.0.0.1:{_free_port()}")


@pytest.mark.models
@pytest.mark.slow
def test_commands_work_against_a_server(tmp_path: Path) -> None:
    """Build, query, export and view, as against a folder."""
    (tmp_path / "a.md").write_text(
        "---\ndate: 2024-01-28\nurl: https://example.org/a\n---\nMali has condemned France.\n", encoding="utf-8"
    )
    with oxigraph(tmp_path / "data", _free_port()) as url:

        def kg(*arguments: str) -> subprocess.CompletedProcess[str]:
            command = [sys.executable, "-m", "kg", *arguments, "--store", url]
            done = subprocess.run(
                command, cwd=tmp_path, capture_output=True, text=True, check=False, env=dict(os.environ)
            )
            assert done.returncode == 0, done.stderr
            return done

        assert "1 new or changed" in kg("build", "a.md").stderr
        assert "nothing changed" in kg("build", "a.md").stderr
        assert "Mali" in kg("query", "facts").stdout
        assert "id:mali\n" in kg("export", "turtle").stdout
        kg("view", "-o", "page.html")
        assert "Mali" in (tmp_path / "page.html").read_text(encoding="utf-8")
