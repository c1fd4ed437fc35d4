"""Measures a large graph: import, a thousand events more, every named question, exports, memory.

The events are made up (``--events N``, by default a million); figures are seconds of this machine, now.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg.graph import Store, fill, named_queries
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
        write(table, range(events))
        bring_in("import", table, store, events)
        write(folder / "more.tsv", range(events, events + 1_000))
        bring_in("import of more", folder / "more.tsv", store, 1_000)
    with Store.open(store, read_only=True) as graph:
        quads = len(graph.quads)
        say("quads", f"{quads:,}, {quads / events:.1f} an event")
        for name, asked in named_queries(ontology_dir() / "queries").items():
            values = {p.name: VALUES.get(p.kind, "") for p in asked.parameters if p.required}
            if "b" in values:
                values["b"] = "United States"
            started = time.monotonic()
            rows = len(graph.query(fill(asked, values, graph)))
            say(name, f"{time.monotonic() - started:.2f} s, {rows} rows")
    for form in ("turtle", "nquads", "jsonld", "csv", "graphml"):
        seconds, peak, _ = run("export", form, "--store", str(store), "--output", os.devnull)
        say(f"export {form}", f"{seconds:.0f} s, {1e6 * seconds / quads:.1f} µs a quad, peak {peak:,.0f} MB")


def bring_in(what: str, table: Path, store: Path, events: int) -> None:
    """Import a table."""
    seconds, peak, told = run("import", "gdelt", str(table), "--store", str(store))
    say(what, f"{seconds:.0f} s, {60 * events / seconds:,.0f} events a minute, peak {peak:,.0f} MB")
    say("", told.strip().splitlines()[-1])


def run(*words: str) -> tuple[float, float, str]:
    """A command in a process of its own: its seconds, the most memory it had in MB, and what it told."""
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen([sys.executable, "-m", "kg", *words], stderr=told)
        _, code, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(code)
        told.seek(0)
        if process.returncode:
            raise SystemExit(told.read())
        return time.monotonic() - started, used.ru_maxrss / 1024, told.read()


def write(table: Path, events: range) -> None:
    """A table of GDELT 2.0 between all states, most of it between a few."""
    chance = random.Random(1 + events.start)
    lines = (ontology_dir() / "countries.csv").read_text(encoding="utf-8").splitlines()[1:]
    countries = [line.partition(",")[0] for line in lines]
    weights = [1 / (1 + place) for place in range(len(countries))]
    with table.open("w", encoding="utf-8") as out:
        for number in events:
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
