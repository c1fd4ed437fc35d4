"""``kg export``: the graph for other tools."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.commands.shared import BASE_IRI, STORE_OR_URL, examples, filters, open_store, selection

FORMATS = (
    "turtle", "trig", "ntriples", "nquads", "jsonld", "context", "rdfxml", "turtle12", "nanopubs", "csv", "actors", "edges",
    "events", "graphml", "gexf",
)  # fmt: skip


@click.command(
    name="export",
    epilog=examples(
        "kg export turtle > graph.ttl",
        "kg export nquads -o graph.nq",
        "kg export gexf --from 2021 --status actual -o network.gexf",
        "kg export csv --actor Mali --type SANCTION --type ACCUSE | head",
    ),
)
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@STORE_OR_URL
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; standard output otherwise.")
@filters
@click.option(
    "--graph", "graphs", multiple=True, metavar="GRAPH", help="An article's IRI, or derived, actors, vocabulary."
)
@BASE_IRI
def export_(
    form: str, store: Path | str, output: Path | None, first: str | None, last: str | None, actors: tuple[str, ...],
    types: tuple[str, ...], statuses: tuple[str, ...], graphs: tuple[str, ...], min_confidence: float, base: str,
) -> None:  # fmt: skip
    """Write the graph, or what the options choose, for other tools.

    FORMAT is one of: turtle, ntriples, rdfxml (all that is said and concluded); trig, nquads, jsonld (everything, in its
    graphs; context is the JSON-LD context alone); turtle12 (RDF 1.2, with reified triples); nanopubs; csv (a row a
    statement), actors and edges (nodes and edges, for pandas and Neo4j), events (POLECAT's columns); graphml and gexf
    (the network of actors). Options that may be given several times mean any of their values.
    """
    from kg.graph import export

    with open_store(store, base) as graph:
        chosen = selection(graph, first, last, actors, types, statuses, min_confidence, graphs)
        if output is None:
            export(graph, form, sys.stdout, chosen)
            return
        from kg.files import write_whole

        write_whole(output, lambda stream: export(graph, form, stream, chosen))
        click.echo(f"wrote {output}", err=True)
