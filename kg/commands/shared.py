"""What commands have in common: options, and how they open a graph and say what was left out."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.model import EVENT_TYPES, FACT_TYPES, STATUSES
from kg.settings import BASE

if TYPE_CHECKING:
    from kg.graph import RemoteStore, Store
    from kg.model import Article, Statement
    from kg.read import Skip

log = logging.getLogger("kg")

NOTES_SHOWN = 10
"""Doubts about single articles that are printed before the rest is only counted; -v prints all."""


STORE = click.option(
    "--store", type=click.Path(path_type=Path), default="graph", show_default=True, envvar="KG_STORE",
    help="Folder of the graph.",
)  # fmt: skip


class _Place(click.ParamType[Path | str]):
    """A folder, or the address of a server."""

    name = "store"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        return value if isinstance(value, str) and value.startswith(("http://", "https://")) else Path(str(value))


STORE_OR_URL = click.option(
    "--store", type=_Place(), default="graph", show_default=True, envvar="KG_STORE", metavar="PLACE",
    help="Folder of the graph, or address of a SPARQL 1.1 server.",
)  # fmt: skip
BASE_IRI = click.option(
    "--base", default=BASE, show_default=True, envvar="KG_BASE", metavar="IRI", help="What all IRIs begin with."
)
ACTORS = click.option(
    "--actors", type=click.Path(exists=True, path_type=Path), multiple=True, envvar="KG_ACTORS",
    help="More actors: a file of Turtle, a table (.tsv, .csv), or a folder of them. May be given several times.",
)  # fmt: skip
MIN_CONFIDENCE = click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, show_default=True, envvar="KG_MIN_CONFIDENCE",
    help="Leave out statements below this.",
)  # fmt: skip


def _iso_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value and not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", value):
        raise click.BadParameter(f"“{value}” is no date; write 2021, 2021-11 or 2021-11-05")
    return value


_FILTERS = (
    click.option("--actor", "actor", multiple=True, metavar="NAME",
                 help="Only what this actor does or undergoes, by name in either language. May be given several times."),
    click.option("--from", "start", metavar="DATE", callback=_iso_date, help="Only from this year, month or day on."),
    click.option("--to", "end", metavar="DATE", callback=_iso_date, help="Only up to and with this year, month or day."),
    click.option("--type", "types", multiple=True, type=click.Choice((*EVENT_TYPES, *FACT_TYPES), case_sensitive=False),
                 help="Only this type. May be given several times."),
    click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES),
                 help="Only this status. May be given several times."),
    MIN_CONFIDENCE,
)  # fmt: skip


def filters(command: Callable[..., object]) -> Callable[..., object]:
    """The options that choose statements, the same wherever a graph is shown or written."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def examples(*lines: str) -> str:
    """The end of a command's help: lines to type."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@contextmanager
def open_store(store: Path | str, base: str) -> Iterator[Store]:
    """The graph in a folder, or a copy of that on a server, to read; with a word when its last build did not end."""
    from kg.graph import RemoteStore, Store

    if isinstance(store, str):
        with RemoteStore.open(store, base) as remote, remote.fetch() as graph:
            _tell_if_stale(graph)
            yield graph
        return
    with Store.open(store, base, read_only=True) as graph:
        _tell_if_stale(graph)
        yield graph


@contextmanager
def open_to_ask(store: Path | str, base: str) -> Iterator[Store | RemoteStore]:
    """The graph in a folder or on a server, to ask it in SPARQL."""
    from kg.graph import RemoteStore

    if isinstance(store, str):
        with RemoteStore.open(store, base) as remote:
            _tell_if_stale(remote)
            yield remote
        return
    with open_store(store, base) as graph:
        yield graph


def _tell_if_stale(graph: Store | RemoteStore) -> None:
    if graph.stale:
        click.echo("note: the last build was interrupted; run it again to bring the conclusions up to date", err=True)


def extracted(paths: tuple[str, ...], actors: tuple[Path, ...]) -> Iterator[tuple[Article, list[Statement]]]:
    """Articles and what they say, read from the paths of a command line."""
    from kg.extract import extract
    from kg.ontology import load_ontology
    from kg.read import read

    with skips() as tell:
        yield from extract(read(paths, report=tell), load_ontology(None, actors))


@contextmanager
def skips() -> Iterator[Callable[[Skip], None]]:
    """Says what is left out, all of it, and what is doubtful, the first of it."""
    notes = 0

    def tell(skip: Skip) -> None:
        nonlocal notes
        if skip.severity == "error":
            click.echo(f"skipped: {skip}", err=True)
            return
        notes += 1
        if notes <= NOTES_SHOWN or log.isEnabledFor(logging.INFO):
            click.echo(f"note: {skip}", err=True)

    yield tell
    if notes > NOTES_SHOWN and not log.isEnabledFor(logging.INFO):
        click.echo(f"note: {notes - NOTES_SHOWN} more of this kind (kg -v shows them)", err=True)


def is_file(name: str) -> bool:
    """Whether there is a file of that name; False too where no file could be called so."""
    try:
        return Path(name).is_file()
    except OSError:  # too long for a name
        return False
