"""Measures what knowing actors costs: loading them, from cache and anew, and finding their names beside parsing.

It prints ratios in one run, in processor time, so that figures from a busy machine still compare. Run `make bench`.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kg.actors import NameIndex
from kg.extract import extract
from kg.extract.annotate import annotate
from kg.extract.clean import clean
from kg.model import Article
from kg.ontology import Ontology, load_ontology
from kg.read import read

T = TypeVar("T")
SEEDS = Path(__file__).parent.parent / "seeds"
ROWS = 11_550
"""As many offices as a table of all states' leaders and ministers of twenty years has."""
ROUNDS = 5
SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "da",
    "de",
    "di",
    "do",
    "ka",
    "ke",
    "ki",
    "ko",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "ra",
    "re",
    "ri",
    "ro",
    "sa",
    "se",
    "si",
    "so",
    "ta",
    "te",
    "ti",
    "to",
]


def seconds(job: Callable[[], T], rounds: int = ROUNDS) -> tuple[float, T]:
    """The least processor time of some rounds, and the last result."""
    best, result = float("inf"), None
    for _ in range(rounds):
        start = time.process_time()
        result = job()
        best = min(best, time.process_time() - start)
    return best, result  # type: ignore[return-value]


def table(ontology: Ontology) -> str:
    """Invented persons in offices of all states."""
    chance = random.Random(1)
    states = sorted(a.entity.label for a in ontology.actors.values() if a.entity.kind == "State")
    titles = ("Minister of Foreign Affairs", "Prime Minister", "ambassador to France", "Minister of Tourism")

    def name() -> str:
        return "".join(chance.choices(SYLLABLES, k=3)).capitalize()

    rows = ["jurisdiction\toffice\tperson\tqid\tstart\tend"]
    for number in range(ROWS):
        year = chance.randint(2000, 2020)
        rows.append(
            f"{chance.choice(states)}\t{chance.choice(titles)}\t{name()} {name()}\tQ{10**9 + number}\t{year}-01-01\t{year + 3}-01-01"
        )
    return "\n".join(rows) + "\n"


def show(title: str, value: str) -> None:
    """One line of the report."""
    print(f"{title:52} {value}")


def main() -> None:
    """Print one line a measurement."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        more = Path(folder) / "offices.tsv"
        anew, ontology = seconds(load_ontology, 1)
        more.write_text(table(ontology), encoding="utf-8")
        anew_more, _ = seconds(lambda: load_ontology(None, [more]), 1)
        load, ontology = seconds(load_ontology)
        load_more, large = seconds(lambda: load_ontology(None, [more]))
    build, index = seconds(lambda: NameIndex(ontology))
    build_more, wide = seconds(lambda: NameIndex(large))
    show("actors, anew / from the cache", f"{anew:.2f} s / {load:.3f} s, and {build:.3f} s for the name index")
    show(f"with a table of {ROWS:,} offices", f"{anew_more:.2f} s / {load_more:.3f} s, and {build_more:.3f} s")

    articles = list(read([SEEDS], report=lambda skip: None))
    texts = [(a.lang, p.text) for a in articles for p in clean(a.text, a.lang)]
    list(annotate(texts))  # loads the models
    parse, _ = seconds(lambda: list(annotate(texts)))
    find, _ = seconds(lambda: [index.find(text, lang) for lang, text in texts])
    find_more, _ = seconds(lambda: [wide.find(text, lang) for lang, text in texts])
    show("finding names, of the time to parse", f"{find / parse:.1%}; with the table {find_more / parse:.1%}")
    whole, _ = seconds(lambda: run(articles, ontology))
    whole_more, _ = seconds(lambda: run(articles, large))
    show("extraction with the table, of that without", f"{whole_more / whole:.1%}")


def run(articles: list[Article], ontology: Ontology) -> int:
    """Read articles; how many statements they give."""
    return sum(len(statements) for _, statements in extract(articles, ontology))


if __name__ == "__main__":
    main()
