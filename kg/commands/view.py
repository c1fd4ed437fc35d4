"""``kg view``: the network as one page, or as pictures for print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kg.commands.shared import BASE_IRI, STORE_OR_URL, examples, filters, open_store, selection
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.graph import GraphData


@click.command(
    epilog=examples(
        "kg view",
        "kg view --actor Mali --from 2021 -o mali.html --lang fr",
        "kg view --type SANCTION --title Sanctions -o sanctions.html",
        "kg view --picture pictures",
    )
)
@STORE_OR_URL
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default="exports/graph.html", show_default=True,
    help="File to write.",
)  # fmt: skip
@filters
@click.option("--graph", "graphs", multiple=True, metavar="IRI", help="An article: what it alone says.")
@click.option("--title", default="", metavar="TEXT", help="What stands above the network.")
@click.option("--lang", type=click.Choice(["en", "fr"]), help="Language it opens in; that of the browser otherwise.")
@click.option("--theme", type=click.Choice(["light", "dark"]), help="That of the system otherwise.")
@click.option(
    "--max-actors", type=click.IntRange(2, 1000), default=70, show_default=True, help="Actors drawn at first."
)  # fmt: skip
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--picture", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
    help="Write network, heatmap and timeline as SVG and PNG into this folder, and no page.",
)  # fmt: skip
@BASE_IRI
def view(
    store: Path | str,
    output: Path,
    first: str | None,
    last: str | None,
    actors: tuple[str, ...],
    types: tuple[str, ...],
    statuses: tuple[str, ...],
    min_confidence: float,
    graphs: tuple[str, ...],
    title: str,
    lang: Literal["en", "fr"] | None,
    theme: Literal["light", "dark"] | None,
    max_actors: int,
    show: bool,
    picture: Path | None,
    base: str,
) -> None:
    """Write the network as one HTML page that opens offline, or as pictures for print.

    The page holds what the options let through, and its reader can filter further. Pictures show actual acts unless
    --status says otherwise.
    """
    from kg.files import write_whole
    from kg.graph import graph_data
    from kg.view import Look, render

    if picture and not statuses:
        statuses = ("actual",)
    with open_store(store, base) as graph:
        data = graph_data(graph, selection(graph, first, last, actors, types, statuses, min_confidence, graphs))
    if not data.edges:
        click.echo("note: no statement passes these options", err=True)
    if picture:
        _write_pictures(data, picture, title, lang or "en")
        return
    page = render(data, title=title, look=Look(lang or "", theme or ""), max_actors=max_actors)
    write_whole(output, lambda stream: click.echo(page, file=stream, nl=False))
    click.echo(f"wrote {output}", err=True)
    if show:
        click.launch(output.resolve().as_uri())


def _write_pictures(data: GraphData, folder: Path, title: str, lang: str) -> None:
    from kg.view.picture import pictures

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in pictures(data, title=title, lang=lang):
            (folder / name).write_bytes(content)
            click.echo(f"wrote {folder / name}", err=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror or error}); give another folder") from error
