"""``kg view``: the network as one page."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.shared import BASE_IRI, STORE_OR_URL, examples, open_store


@click.command(epilog=examples("kg view", "kg view --store graph -o network.html"))
@STORE_OR_URL
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default="exports/graph.html", show_default=True,
    help="File to write.",
)  # fmt: skip
@BASE_IRI
def view(store: Path | str, output: Path, base: str) -> None:
    """Write the network as one HTML page that opens offline."""
    from kg.graph import graph_data
    from kg.pipeline import write_whole
    from kg.view import render

    with open_store(store, base) as graph:
        page = render(graph_data(graph))
    write_whole(output, lambda stream: click.echo(page, file=stream, nl=False))
    click.echo(f"wrote {output}", err=True)
