"""``kg forget``: takes an article, and all that rests on it alone, out of the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.shared import BASE_IRI, STORE, examples
from kg.errors import StoreError


@click.command(epilog=examples("kg forget https://example.org/f1", "kg forget f2 --store graph"))
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@STORE
@BASE_IRI
def forget(articles: tuple[str, ...], store: Path, base: str) -> None:
    """Take articles out of the graph, with all they say and all that was concluded from them alone.

    ARTICLE is its URL, its own id, its title, or its IRI. The next build brings it back if its file is still there, and
    writes the exports anew.
    """
    from kg.graph import Store

    Store.open(store, base, read_only=True).close()  # a wrong folder is told, not made
    with Store.open(store, base) as graph:
        found = {}
        for name in articles:
            iris = graph.find(name)
            if len(iris) != 1:
                many = f"stands for {len(iris)} articles ({', '.join(iris)}); give the IRI of one"
                raise StoreError(
                    f"{name}: " + (many if iris else "the graph has no such article; `kg query sources` helps")
                )
            found[iris[0]] = name
        for iri, name in found.items():
            graph.remove(iri)
            click.echo(f"forgot {name}", err=True)
        graph.derive()
