"""``kg export``: the graph for other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.shared import BASE_IRI, MIN_CONFIDENCE, STORE_OR_URL, examples, open_store

if TYPE_CHECKING:
    from kg.graph import Selection, Store

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
@click.option(
    "--from", "first", metavar="DATE", help="Acts (or undated, articles) of this day, month or year and later."
)
@click.option("--to", "last", metavar="DATE", help="Acts up to this day, month or year.")
@click.option("--actor", "actors", multiple=True, metavar="NAME", help="Statements with this subject, object or agent.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Event types, such as SANCTION.")
@click.option("--status", "statuses", multiple=True, metavar="STATUS", help="How real: actual, planned, … denied.")
@click.option(
    "--graph", "graphs", multiple=True, metavar="GRAPH", help="An article's IRI, or derived, actors, vocabulary."
)
@MIN_CONFIDENCE
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
        selection = _selection(graph, first, last, actors, types, statuses, graphs, min_confidence)
        if output is None:
            export(graph, form, sys.stdout, selection)
            return
        from kg.pipeline import write_whole

        write_whole(output, lambda stream: export(graph, form, stream, selection))
        click.echo(f"wrote {output}", err=True)


def _selection(
    graph: Store, first: str | None, last: str | None, actors: tuple[str, ...], types: tuple[str, ...],
    statuses: tuple[str, ...], graphs: tuple[str, ...], min_confidence: float,
) -> Selection:  # fmt: skip
    """What the options choose; names are looked up in the graph."""
    from kg.graph import Selection, read_value

    def read(kind: str, option: str, value: str) -> str:
        return read_value(kind, option, value, graph)

    return Selection(
        first=read("from", "from", first) if first else None,
        last=read("to", "to", last) if last else None,
        actors=tuple(read("actor", "actor", name) for name in actors),
        types=tuple(read("type", "type", name).rpartition("#")[2] for name in types),
        statuses=tuple(read("status", "status", name).rpartition("#")[2] for name in statuses),
        min_confidence=min_confidence,
        graphs=graphs,
    )
