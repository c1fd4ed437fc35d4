"""``kg query``: questions to the graph, in SPARQL or by name."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.shared import BASE_IRI, STORE_OR_URL, examples, is_file, open_to_ask
from kg.errors import InputError, QueryError
from kg.settings import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.graph import Question


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": True},
    epilog=examples(
        "kg query --list",
        "kg query sanctions --from 2021",
        'kg query dyad-timeline --a Russia --b "European Union" --from 2021',
        "kg query partners --a Algérie --lang fr --format csv",
        "kg query 'SELECT ?state WHERE { ?state ir:suspendsDialogueWith id:nato }' --format csv",
        "kg query mine.rq --format json",
    ),
)
@click.argument("query", required=False)
@click.argument("parameters", nargs=-1, type=click.UNPROCESSED)
@STORE_OR_URL
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "tsv", "json", "turtle"]), default="table",
    show_default=True,
)  # fmt: skip
@click.option("--list", "list_", is_flag=True, help="List the named queries with their parameters.")
@click.option("--show", is_flag=True, help="Print the SPARQL, ready to be sent, instead of asking.")
@BASE_IRI
def query(
    query: str | None, parameters: tuple[str, ...], store: Path | str, form: str, list_: bool, show: bool, base: str
) -> None:
    """Ask the graph, all of its graphs as one.

    QUERY is SPARQL, a file with SPARQL, - for standard input, or the name of a query that ships with kg; PARAMETERS
    are its own, such as --a Russia. Actors are named as people write them: Russie, the Kremlin, Q159. The prefixes
    ir:, id: and the usual ones are known. A terminal gets a table that fits, a file or pipe one that is not wrapped.
    """
    from kg.graph import fill, named_queries, question, render_rows

    named = named_queries(ontology_dir() / "queries", base)
    if list_ or query is None:
        for name, item in named.items():
            click.echo(f"{name:17} {item.title}")
            if list_ and item.parameters:
                click.echo(f"{'':17} {item.usage}")
        return
    asked = named[query] if query in named else question(_sparql(query, list(named)))
    values = _values(query, parameters, asked)
    with open_to_ask(store, base) as graph:
        sparql = fill(asked, values, graph)
        if show:
            click.echo(sparql, nl=False)
            return
        at_terminal = sys.stdout.isatty()
        answer = graph.query(sparql)
        colour = at_terminal and "NO_COLOR" not in os.environ
        click.echo(render_rows(answer, form, width=None if at_terminal else 0, colour=colour), nl=False, color=colour)


def _values(query: str, words: Sequence[str], asked: Question) -> Mapping[str, str]:
    """``--a Russia --from=2021`` as a table; wrong usage where it is something else."""
    names = {parameter.name for parameter in asked.parameters}
    offer = f"kg query {query} takes {asked.usage}" if names else "this query takes no parameters"
    values: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, given, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or name not in names:
            raise click.UsageError(f"{word}: is no parameter; {offer}")
        if name in values:
            raise click.UsageError(f"--{name} is given twice")
        if not given and not rest:
            raise click.UsageError(f"--{name} wants a value; {offer}")
        values[name] = value if given else rest.pop(0)
    for parameter in asked.parameters:
        if parameter.required and parameter.name not in values:
            raise click.UsageError(f"--{parameter.name} is missing ({parameter.help}); {offer}")
    return values


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
        from difflib import get_close_matches

        near = get_close_matches(query, names, n=2)
        offer = f"did you mean {' or '.join(near)}?" if near else f"the names are {', '.join(names)}"
        raise QueryError(f"{query}: no such file, and no query of that name; {offer}")
    return query
