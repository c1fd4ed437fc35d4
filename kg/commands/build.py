"""``kg build``: articles in, a graph and its exports out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.shared import ACTORS, BASE_IRI, STORE_OR_URL, examples, skips
from kg.errors import InputError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.model import Article

UNLINKED = 5
"""Unlinked names that the summary shows, the commonest first."""


@click.command(
    epilog=examples(
        "kg build seeds", "kg build news/ feed.jsonl --store graph --exports exports", "kg build - < article.txt"
    )
)
@click.argument("sources", nargs=-1, required=True)
@STORE_OR_URL
@click.option(
    "--exports", type=click.Path(path_type=Path, file_okay=False), default="exports", show_default=True,
    envvar="KG_EXPORTS", help="Folder for graph.ttl and graph.html.",
)  # fmt: skip
@click.option("--no-exports", is_flag=True, help="Build the store only.")
@ACTORS
@BASE_IRI
@click.option("--strict", is_flag=True, help="Exit with 1 if anything was left out.")
@click.option("--force", is_flag=True, help="Extract unchanged articles again, too.")
def build(
    sources: tuple[str, ...], store: Path | str, exports: Path, no_exports: bool, actors: tuple[Path, ...], base: str,
    strict: bool, force: bool,
) -> None:  # fmt: skip
    """Read articles; build or update the graph and its exports.

    SOURCES are .txt, .md, .html and .jsonl files, folders of them, or - for standard input. Articles that the graph
    has already are not read again; an article that changed replaces its older version.
    """
    from kg import pipeline

    settings = Settings(base=base, store=store, exports=exports, actors=actors)
    with counter() as progress:
        report = pipeline.build(sources, settings, progress=progress, force=force)
    with skips() as tell:
        for skip in report.skips:
            tell(skip)
    done = f"{report.new} new or changed with {report.statements} statements" if report.new else "nothing changed"
    click.echo(f"{report.read} articles read: {done}, {report.unchanged} unchanged; {report.skipped} skipped", err=True)
    if report.unlinked:
        often = ", ".join(
            f"{name} ({n})" for name, n in sorted(report.unlinked.items(), key=lambda u: (-u[1], u[0]))[:UNLINKED]
        )
        click.echo(
            f"{len(report.unlinked)} names that no known actor bears: {often} …; `kg query unlinked` lists them",
            err=True,
        )
    if report.read == 0:
        raise InputError(f"{' '.join(sources)}: no article could be read; see above, or give other files")
    if not no_exports:
        for path in pipeline.write_exports(settings):
            click.echo(f"wrote {path}", err=True)
    if strict and report.skipped:
        raise InputError(f"{report.skipped} left out, and --strict allows none; see above")


@contextmanager
def counter() -> Iterator[Callable[[Article], None]]:
    """A line that counts articles on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda article: None
        return
    count = 0

    def show(article: Article) -> None:
        nonlocal count
        count += 1
        click.echo(f"\r\033[K{count:6}  {(article.title or article.id)[:60]}", err=True, nl=False)

    try:
        yield show
    finally:
        click.echo("\r\033[K", err=True, nl=False)
