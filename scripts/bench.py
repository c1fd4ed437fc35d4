"""Measures what users wait for: start, models, extraction, storing, conclusions, a question, the exports.

It compares with nothing and decides nothing. Run `make bench`, before and after a change, on a machine that does
nothing else.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from kg.extract import extract
from kg.graph import Store, export, graph_data
from kg.model import Article
from kg.ontology import load_ontology
from kg.read import read
from kg.settings import ontology_dir
from kg.view import render

T = TypeVar("T")
SEEDS = Path(__file__).parent.parent / "seeds"
COPIES = 10
"""Each seed is read so many times, under other names, so that the models' loading does not hide the rest."""


def timed(title: str, job: Callable[[], T], amount: str = "") -> T:
    """Do a job and print how long it took."""
    start = time.perf_counter()
    result = job()
    print(f"{title:34} {time.perf_counter() - start:8.2f} s  {amount}")
    return result


def copies(articles: list[Article]) -> list[Article]:
    """Articles enough to measure."""
    return [replace(a, id=f"{a.id}-{n}", text=f"{a.text}\n\n{n}.") for n in range(COPIES) for a in articles]


def main() -> None:
    """Print one line a stage."""
    timed(
        "kg --version",
        lambda: subprocess.run([sys.executable, "-m", "kg", "--version"], check=True, stdout=subprocess.DEVNULL),
    )
    ontology = timed("ontology (cached)", load_ontology)
    seeds = timed("read seeds", lambda: list(read([SEEDS], report=lambda skip: print(skip, file=sys.stderr))))
    timed("models, first articles", lambda: list(extract(seeds, ontology)))
    articles = copies(seeds)
    size = f"{len(articles)} articles, {sum(len(a.text) for a in articles):,} characters"
    found = timed("extract", lambda: list(extract(articles, ontology)), size)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "graph") as store:
        timed("load the ontology into a store", lambda: store.load_known(ontology_dir()))
        timed("store", lambda: [store.put(a, s, fingerprint="bench") for a, s in found])
        timed("draw conclusions", store.derive, f"{sum(len(s) for _, s in found)} statements")
        timed("ask", lambda: store.query("SELECT ?who ?whom WHERE { ?who ir:condemns ?whom }"))
        timed("export turtle", lambda: export(store, "turtle", io.StringIO()))
        timed("page", lambda: render(graph_data(store)))


if __name__ == "__main__":
    main()
