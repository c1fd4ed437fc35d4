"""Measures a large graph: import, conclusions, every named question, exports, memory.

The events are made up (``--events N``, by default a million); figures are seconds of this machine, now.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg.graph import Store, fill, named_queries
from kg.graph.export import export
from kg.settings import ontology_dir

CODES = ("010", "020", "036", "040", "042", "043", "051", "057", "060", "071", "084", "111", "112", "120", "130", "138", "141",
         "150", "163", "166", "172", "180", "190", "193")  # fmt: skip
VALUES = {"actor": "Russia", "type": "SANCTION"}


def main() -> None:
    """Make a table, import it, ask, export; a line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where to work and leave the graph; a temporary folder otherwise")
    arguments = parser.parse_args()
    if arguments.folder:
        arguments.folder.mkdir(parents=True, exist_ok=True)
        measure(arguments.folder, arguments.events)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), arguments.events)


def measure(folder: Path, events: int) -> None:
    """All figures of one graph."""
    table, store = folder / "events.tsv", folder / "graph"
    if not store.exists():
        write(table, events)
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "kg", "import", "gdelt", str(table), "--store", str(store)], check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        seconds = time.monotonic() - started
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        say("import", f"{seconds:.0f} s, {60 * events / seconds:,.0f} events a minute, peak {peak:,.0f} MB")
        say("", done.stderr.strip().splitlines()[-1])
    with Store.open(store, read_only=True) as graph:
        say("quads", f"{len(graph.quads):,}")
        for name, asked in named_queries(ontology_dir() / "queries").items():
            values = {p.name: VALUES.get(p.kind, "") for p in asked.parameters if p.required}
            if "b" in values:
                values["b"] = "United States"
            sparql = fill(asked, values, graph)
            started = time.monotonic()
            rows = len(graph.query(sparql))
            say(name, f"{time.monotonic() - started:.2f} s, {rows} rows")
        for form in ("turtle", "csv"):
            started = time.monotonic()
            with open(os.devnull, "w", encoding="utf-8") as out:  # noqa: PTH123 - no path of ours
                export(graph, form, out)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            say(f"export {form}", f"{time.monotonic() - started:.0f} s, peak so far {peak:,.0f} MB")


def write(table: Path, events: int) -> None:
    """A table of GDELT 2.0 between all states, most of it between a few."""
    chance = random.Random(1)
    lines = (ontology_dir() / "countries.csv").read_text(encoding="utf-8").splitlines()[1:]
    countries = [line.partition(",")[0] for line in lines]
    weights = [1 / (1 + place) for place in range(len(countries))]
    with table.open("w", encoding="utf-8") as out:
        for number in range(events):
            one, two = chance.choices(countries, weights, k=2)
            day = f"{chance.randint(2015, 2024)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
            line = [""] * 61
            line[0], line[1], line[5], line[7], line[15], line[17] = str(number), day, one, one, two, two
            line[6], line[16], line[26] = one, two, chance.choice(CODES)
            line[60] = f"https://example.org/{number}"
            out.write("\t".join(line) + "\n")


def say(what: str, figure: str) -> None:
    """One line."""
    print(f"{what:17} {figure}", flush=True)


if __name__ == "__main__":
    main()
