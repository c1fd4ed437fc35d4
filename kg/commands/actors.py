"""``kg actors``: whom a name means, and why."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from kg.commands.shared import ACTORS, BASE_IRI, examples
from kg.errors import InputError


@click.command(
    name="actors",
    epilog=examples(
        "kg actors Georgia",
        'kg actors "the French president" --date 2015-05-08',
        "kg actors Lavrov --lang fr --format json",
        "kg actors Freedonia --actors mine.ttl",
    ),
)
@click.argument("search")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="The day whose office holders are meant; * marks them.")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="The language of the name; both otherwise.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@ACTORS
@BASE_IRI
def actors_(
    search: str, date: datetime | None, lang: str | None, form: str, actors: tuple[Path, ...], base: str
) -> None:
    """Show whom a name means, and why.

    SEARCH is a name, a description ("the nuclear watchdog"), an office ("the French president") or an id. Shown are
    all readings in the order in which they are tried, with what kind of name it is, and the offices with their dates:
    of a person those held, of a state or organisation those filled on --date. A missing date (?) is not known.
    """
    from kg.lookup import look_up, render, to_dict
    from kg.ontology import load_ontology

    ontology = load_ontology(None, actors)
    answer = look_up(search, ontology, lang=lang, date=f"{date:%Y-%m-%d}" if date else None)
    if form == "json":
        click.echo(json.dumps(to_dict(answer, ontology, base), ensure_ascii=False, indent=1))
    elif answer.found or answer.similar:
        click.echo(render(answer, ontology))
    if not answer.found and not answer.similar:
        raise InputError(f"{search}: no actor has such a name; add one with --actors (see ontology/README.md)")
