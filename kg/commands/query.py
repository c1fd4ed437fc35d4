"""``kg query``: questions to the graph, in SPARQL or by name."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.commands.shared import BASE_IRI, STORE, examples, is_file, open_store
from kg.errors import InputError, QueryError
from kg.settings import ontology_dir


@click.command(
    epilog=examples(
        "kg query",
        "kg query sanctions",
        "kg query 'SELECT ?state WHERE { ?state ir:suspendsDialogueWith id:nato }' --format csv",
        "kg query mine.rq --format json",
    )
)
@click.argument("query", required=False)
@STORE
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "tsv", "json"]), default="table", show_default=True
)
@BASE_IRI
def query(query: str | None, store: Path, form: str, base: str) -> None:
    """Ask the graph, all of its graphs as one.

    QUERY is SPARQL, a file with SPARQL, - for standard input, or the name of a query that ships with kg. Without
    QUERY, list those names. The prefixes ir:, id: and the usual ones are known.
    """
    from kg.graph import named_queries, render_rows

    named = named_queries(ontology_dir() / "queries", base)
    if query is None:
        for name, item in named.items():
            click.echo(f"{name:14} {item.title}")
        return
    sparql = named[query].text if query in named else _sparql(query, list(named))
    with open_store(store, base) as graph:
        # A terminal gets what fits, a file or a pipe gets it all.
        click.echo(render_rows(graph.query(sparql), form, width=None if sys.stdout.isatty() else 0), nl=False)


def _sparql(query: str, names: list[str]) -> str:
    """The text of a query that is not a named one."""
    if query == "-":
        return sys.stdin.read()
    if is_file(query):
        try:
            return Path(query).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{query}: cannot be read ({error}); give a UTF-8 file with SPARQL") from error
    if not any(character in query for character in " \n{"):
        raise QueryError(f"{query}: no such file, and no query of that name; the names are {', '.join(names)}")
    return query
