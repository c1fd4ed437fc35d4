"""Queries that mean harm, or do it anyway: each is refused or stopped, and others are answered meanwhile."""

from __future__ import annotations

import http.server
import itertools
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.serve.conftest import serving

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HOSTILE = {
    "cross product": CROSS,
    "sorted cross product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f",
    "distinct cross product": "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "grouped cross product": "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?d ?c ?f",
    "everything": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "all triples as a graph": "CONSTRUCT { ?a ?b ?c . ?d ?e ?f } { ?a ?b ?c . ?d ?e ?f }",
    "regex on a cross product": 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(a+)+$(b|c|d)*x{0,200}")) }',
    "regex of great size": 'SELECT * { ?a ?b ?c FILTER(REGEX(STR(?c), "((((a{1,90}){1,90}){1,90}){1,90})")) }',
    "deep paths": "SELECT (COUNT(*) AS ?n) { ?a (!a:b|^!a:b)* ?b . ?c (!a:b|^!a:b)+ ?d }".replace("a:b", "<a:b>"),
    "growing strings": "SELECT ?z { " + "BIND('0123456789' AS ?v0) " + " ".join(
        f"BIND(CONCAT({', '.join([f'?v{n}'] * 10)}) AS ?v{n + 1})" for n in range(9)) + " BIND(?v9 AS ?z) }",
    "deep nesting": "SELECT * " + "{" * 20_000 + "?s ?p ?o" + "}" * 20_000,
    "deep expression": "SELECT * { ?s ?p ?o FILTER(" + "(" * 20_000 + "true" + ")" * 20_000 + ") }",
    "many unions": "SELECT * { " + " UNION ".join(["{ ?a ?b ?c . ?d ?e ?f }"] * 500) + " } ORDER BY ?a",
    "cross product of VALUES": "SELECT (COUNT(*) AS ?n) { VALUES ?x { # } VALUES ?y { # } VALUES ?z { # } }".replace("#", "1 " * 10_000),
    "many signs": "SELECT * { ?s ?p ?o FILTER(" + "!" * 40_000 + "true) }",
}  # fmt: skip
REFUSED = {
    "service": ("SELECT * { SERVICE <%s> { ?s ?p ?o } }", 400),
    "silent service": ("SELECT * { service silent <%s> { ?s ?p ?o } }", 400),
    "service behind a comment": ("SELECT * { #'\nSERVICE#\n<%s> { ?s ?p ?o } }", 400),
    "service behind strings": ("SELECT * { BIND('''a'#\"''' AS ?x) SERVICE <%s> { ?s ?p \"SERVICE\" } }", 400),
    "service in a variable": ("SELECT * { VALUES ?x { <%s> } SERVICE ?x { ?s ?p ?o } }", 400),
    "service by escape": ("SELECT * { \\u0053ERVICE <%s> { ?s ?p ?o } }", 400),
    "service in EXISTS": ("ASK { ?a ?b ?c FILTER(?a<?b&&EXISTS{SERVICE<%s>{?s ?p ?o}}) }", 400),
    "load": ("LOAD <%s> INTO GRAPH <a:b>", 400),
    "drop": ("DROP ALL #%s", 400),
    "insert": ("INSERT { <a:a> <a:b> <%s> } WHERE { }", 400),
    "query and update": ("SELECT * { } ; CLEAR ALL #%s", 400),
}


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Another server, and what it was asked."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(500)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql", asked
    server.shutdown()
    server.server_close()


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_costly_query_is_stopped(web: httpx.Client, name: str) -> None:
    answer = web.post("/sparql", data={"query": HOSTILE[name]})
    assert answer.status_code in (400, 500, 503), answer.text[:200]
    assert answer.elapsed.total_seconds() < 4 + 10, "the time of a query is 4 seconds; the rest is for a slow machine"
    assert answer.text.strip()
    assert web.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize("name", REFUSED)
def test_what_changes_the_graph_or_calls_out_is_refused(
    web: httpx.Client, elsewhere: tuple[str, list[str]], name: str
) -> None:
    text, status = REFUSED[name]
    address, asked = elsewhere
    answer = web.post("/sparql", data={"query": text % address})
    assert answer.status_code == status, answer.text
    assert asked == [], "nobody else was asked"


def test_a_text_that_is_too_long_is_refused_before_it_is_read(web: httpx.Client) -> None:
    for size in (150_000, 10_000_000):
        text = "ASK {} #" + "x" * size
        direct = web.post("/sparql", content=text, headers={"Content-Type": "application/sparql-query"})
        assert direct.status_code == 413
        assert web.post("/sparql", data={"query": text}).status_code == 413


@pytest.mark.slow
def test_others_are_answered_while_every_place_is_taken(graph: Path) -> None:
    """Eight at a time ask cross products of four places; somebody else asks what takes no time."""
    waits, beside = [], []
    with serving(graph, "--timeout", "20", "--workers", "4") as url, ThreadPoolExecutor(8) as pool:
        hostile = [pool.submit(httpx.post, f"{url}sparql", data={"query": CROSS}, timeout=90) for _ in range(8)]
        time.sleep(1)
        for _ in range(10):
            started = time.monotonic()
            answer = httpx.get(f"{url}sparql", params={"query": "ASK { id:russia a ir:State }"}, timeout=60)
            waits.append(time.monotonic() - started)
            beside.append(sum(not future.done() for future in hostile))
            assert answer.status_code == 200, answer.text
        print(f"waits: {' '.join(f'{wait:.2f}' for wait in waits)} s, beside {beside} hostile queries")  # noqa: T201
        stopped = [future.result() for future in hostile]
    assert {answer.status_code for answer in stopped} == {503}
    assert any("gave way" in answer.text for answer in stopped)
    assert beside[0] > 0, "the first answer came while hostile queries were still running"
    assert max(waits) < 1, "who comes new is answered within a second"


@pytest.mark.slow
def test_others_are_answered_while_the_hostile_set_runs(graph: Path) -> None:
    """Eight clients ask one harmful query after another, another program takes a processor, and processes die."""
    waits, codes, over = [], set(), threading.Event()

    def harm(client: int) -> None:
        texts = [*HOSTILE.values()]
        for place in itertools.count(client):
            if over.is_set():
                return
            answer = httpx.post(f"{url}sparql", data={"query": texts[place % len(texts)]}, timeout=90)
            codes.add(answer.status_code)

    with (
        serving(graph, "--timeout", "4", "--memory", "700", "--workers", "4") as url,
        busy(),
        ThreadPoolExecutor(8) as pool,
    ):
        clients = [pool.submit(harm, number) for number in range(8)]
        try:
            for _ in range(40):
                started = time.monotonic()
                answer = httpx.get(f"{url}sparql", params={"query": "ASK { id:russia a ir:State }"}, timeout=60)
                waits.append(time.monotonic() - started)
                assert answer.status_code == 200 and answer.json()["boolean"] is True, (
                    f"{waits} {answer.status_code} {answer.text}"
                )
                time.sleep(0.25)
        finally:
            over.set()
        assert not any(client.done() and client.exception() for client in clients)
    print(f"waits: {' '.join(f'{wait:.2f}' for wait in waits)} s")  # noqa: T201
    assert codes <= {400, 500, 503}, "no harmful query was answered"
    assert max(waits) < 1, "everybody else is answered within a second, the first, too"


@contextmanager
def busy() -> Iterator[None]:
    """Another program that takes all it can get of a processor; the harmful queries take the rest."""
    program = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        program.kill()
        program.wait()


def test_one_crash_ends_one_query(web: httpx.Client) -> None:
    """A parser that runs out of stack takes its own process with it, nobody else's."""
    assert web.post("/sparql", data={"query": HOSTILE["many signs"]}).status_code == 500
    assert web.get("/sparql", params={"query": "ASK {}"}).status_code == 200
