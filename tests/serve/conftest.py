"""A real server over a small real graph, in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from kg.graph import Store
from kg.settings import ontology_dir
from tests.unit.graph.build import CHINA, FRANCE, LAVROV, MEETS, article, elsewhere, statement


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles: Russia suspends dialogue with NATO, China meets France."""
    path = tmp_path_factory.mktemp("served") / "graph"
    with Store.open(path) as store:
        store.load_known(ontology_dir())
        tell(store, 1)
        tell(store, 2)
        store.derive()
    return path


def tell(store: Store, number: int) -> None:
    """One more article."""
    item = article(number)
    meet = statement(item, relation=MEETS, subject=elsewhere(CHINA), object=elsewhere(FRANCE), date="2021-10-30")
    store.put(item, [statement(item, agent=elsewhere(LAVROV)), meet], fingerprint="x")


@contextmanager
def serving(graph: Path, *options: str) -> Iterator[str]:
    """``kg serve`` on a free port; its address, which ends in a slash."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(graph), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as p:
        try:
            assert p.stderr is not None
            line = p.stderr.readline()
            found = re.search(r"http://\S+/", line)
            assert found, line + p.stderr.read()
            yield found[0]
        finally:
            p.send_signal(signal.SIGINT)
            try:
                p.wait(30)
            except subprocess.TimeoutExpired:
                p.kill()
                raise


@pytest.fixture(scope="session")
def url(graph: Path) -> Iterator[str]:
    """A server with the limits that the hostile queries are to meet."""
    with serving(graph, "--timeout", "4", "--memory", "700", "--limit", "2000000", "--workers", "4") as address:
        yield address


@pytest.fixture(scope="session")
def web(url: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=url, timeout=60) as client:
        yield client
