"""``kg explain``: why sentences became statements or did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.shared import ACTORS, examples, is_file, skips
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.model import Article


@click.command(
    epilog=examples(
        'kg explain "La Pologne a expulsé trois diplomates russes."',
        "kg explain article.txt",
        'kg explain --lang en --date 2022-01-09 "Mali left the bloc on Sunday."',
    )
)
@click.argument("text")
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language; found out otherwise.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), help="What relative dates count from.")
@ACTORS
def explain(text: str, lang: str | None, date: datetime | None, actors: tuple[Path, ...]) -> None:
    """Say why sentences became statements or did not.

    TEXT is a sentence or more, the path of a file, or - for standard input. For each sentence: the names and what
    they stand for, the triggers, and what became of each.
    """
    from kg.extract import explain as run
    from kg.ontology import load_ontology

    ontology = load_ontology(None, actors)
    for article in _articles(text, lang):
        click.echo(run(article if date is None else replace(article, date=f"{date:%Y-%m-%d}"), ontology))


def _articles(text: str, lang: str | None) -> Iterator[Article]:
    """The articles of a file, or the text itself as one."""
    from kg.model import Article
    from kg.read import read
    from kg.read.language import detect

    if text != "-" and not is_file(text):
        found = lang or detect(text)[0]
        if found not in ("fr", "en"):
            raise InputError(f"the text reads like {found!r}, not French or English; say --lang fr or --lang en")
        yield Article("text", text, lang=found)
        return
    with skips() as tell:
        for article in read([text], report=tell):
            yield article if lang is None else replace(article, lang=lang)
