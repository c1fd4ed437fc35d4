"""What commands have in common: options, and how they open a graph and say what was left out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.settings import BASE

if TYPE_CHECKING:
    from kg.graph import RemoteStore, Selection, Store
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


_FILTERS = (
    click.option("--from", "first", metavar="DATE", help="Acts (or undated, articles) of this day, month or year and later."),
    click.option("--to", "last", metavar="DATE", help="Acts up to this day, month or year."),
    click.option("--actor", "actors", multiple=True, metavar="NAME", help="Statements with this subject, object or agent."),
    click.option("--type", "types", multiple=True, metavar="TYPE", help="Event types, such as SANCTION."),
    click.option("--status", "statuses", multiple=True, metavar="STATUS", help="How real: actual, planned, … denied."),
    MIN_CONFIDENCE,
)  # fmt: skip


def filters(command: Callable[..., object]) -> Callable[..., object]:
    """The options that choose statements, the same wherever a graph is shown or written."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def selection(
    graph: Store, first: str | None, last: str | None, actors: tuple[str, ...], types: tuple[str, ...],
    statuses: tuple[str, ...], min_confidence: float, graphs: tuple[str, ...] = (),
) -> Selection:  # fmt: skip
    """What these options choose; names are looked up in the graph."""
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
