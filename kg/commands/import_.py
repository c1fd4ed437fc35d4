"""``kg import``: tables of events into the graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.commands.shared import ACTORS, BASE_IRI, STORE, examples
from kg.settings import Settings


@click.command(
    name="import",
    epilog=examples(
        "kg import gdelt events.export.CSV",
        "kg import csv mine.csv --mapping mapping.yaml --name Mine",
    ),
)
@click.argument("form", metavar="FORMAT", type=click.Choice(["gdelt", "icews", "polecat", "phoenix", "csv"]))
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="What the dataset is called; the format otherwise.")
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="For csv: which column is what."
)
@STORE
@ACTORS
@BASE_IRI
def import_(
    form: str, files: tuple[Path, ...], name: str | None, mapping: Path | None, store: Path, actors: tuple[Path, ...],
    base: str,
) -> None:  # fmt: skip
    """Add tables of events to the graph, to be asked beside what articles say.

    FORMAT is gdelt (GDELT 2.0 events), icews, polecat, phoenix (Phoenix and PETRARCH), or csv. A .zip file is read as the
    table in it. What was imported is not imported again; an interrupted import goes on where it stopped. The mapping is
    YAML: `date: day`, `actor: who` and, where there are such columns, recipient, actor_country, recipient_country, cameo,
    type, mode, relation, id, place, url, publisher; and delimiter.
    """
    from kg.imports import import_events

    settings = Settings(base=base, store=store, actors=actors)
    seen = 0

    def progress(lines: int) -> None:
        nonlocal seen
        seen += lines
        if sys.stderr.isatty():
            click.echo(f"\r\033[K{seen:10,} lines", err=True, nl=False)

    report = import_events(files, form, settings, name=name, mapping=mapping, progress=progress)
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)
    for why, count in report.left_out.most_common(10):
        click.echo(f"skipped: {count} lines: {why}", err=True)
    if (rest := len(report.left_out) - 10) > 0:
        click.echo(f"skipped: {rest} more reasons", err=True)
    done = f"{report.records} records, {report.unchanged} unchanged, {sum(report.left_out.values())} skipped"
    click.echo(f"{report.lines} lines read: {done}", err=True)
