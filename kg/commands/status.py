"""``kg status``: what a graph holds."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import click

from kg.commands.shared import BASE_IRI, STORE, examples


@click.command(epilog=examples("kg status", "kg status --store graph --json"))
@STORE
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@BASE_IRI
def status(store: Path, as_json: bool, base: str) -> None:
    """Say what the graph holds: articles, statements, events, actors, size, last build.

    A build may run meanwhile; the figures are those from before it.
    """
    from kg.graph import Store
    from kg.graph import status as count
    from kg.pipeline import last_build

    with Store.open(store, base, read_only=True) as graph:
        found = dataclasses.asdict(count(graph, store))
    found["last_build"] = last_build(store)
    if as_json:
        click.echo(json.dumps(found))
        return
    for name in ("articles", "statements", "events", "actors", "direct", "triples"):
        click.echo(f"{name.replace('direct', 'direct triples'):15} {found[name]:>10,}")
    click.echo(f"{'size':15} {found['bytes'] / 1e6:>10,.1f} MB, format {found['format']}")
    built = found["last_build"]
    if built:
        click.echo(f"{'last build':15} {built['ended']} by irkg {built['version']}, fingerprint {built['fingerprint']}")
    if found["writer"]:
        click.echo(f"{'being written':15} by {found['writer']}; these figures are from before that")
    elif found["stale"]:
        click.echo(f"{'conclusions':15} out of date: the last build was interrupted; run it again")
