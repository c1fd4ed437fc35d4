"""``kg export``: the graph for other tools."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.commands.shared import BASE_IRI, STORE, examples, open_store


@click.command(
    name="export",
    epilog=examples("kg export turtle > graph.ttl", "kg export nquads -o graph.nq", "kg export csv | head"),
)
@click.argument(
    "form", metavar="FORMAT", type=click.Choice(["turtle", "trig", "nquads", "jsonld", "csv", "graphml"])
)  # fmt: skip
@STORE
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; standard output otherwise.")
@BASE_IRI
def export_(form: str, store: Path, output: Path | None, base: str) -> None:
    """Write the graph for other tools.

    FORMAT is turtle, trig, nquads, jsonld, csv or graphml. Turtle holds what is said and concluded; trig, nquads and
    jsonld keep the graphs apart and hold everything; csv has a row a statement; graphml is the network of actors.
    """
    from kg.graph import export

    with open_store(store, base) as graph:
        if output is None:
            export(graph, form, sys.stdout)
            return
        from kg.pipeline import write_whole

        write_whole(output, lambda stream: export(graph, form, stream))
        click.echo(f"wrote {output}", err=True)
