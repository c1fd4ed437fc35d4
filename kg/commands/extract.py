"""``kg extract``: the statements of articles, one a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.shared import ACTORS, BASE_IRI, MIN_CONFIDENCE, examples, extracted
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.model import Statement


@click.command(
    epilog=examples(
        "kg extract article.txt --format table",
        "kg extract - < article.txt",
        "kg extract feed.jsonl --min-confidence 0.7 > statements.jsonl",
    )
)
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["jsonl", "table"]), default="jsonl", show_default=True)
@MIN_CONFIDENCE
@ACTORS
@BASE_IRI
def extract(paths: tuple[str, ...], form: str, min_confidence: float, actors: tuple[Path, ...], base: str) -> None:
    """Print the statements of articles; store nothing.

    PATHS are files, folders, or - for standard input; each statement is one JSON object on a line of its own.
    """
    from kg.jsonl import to_json

    articles = 0
    for article, statements in extracted(paths, actors):
        articles += 1
        kept = [statement for statement in statements if statement.confidence >= min_confidence]
        if form == "table" and kept:
            click.echo(article.id)
        for statement in kept:
            line = _row(statement) if form == "table" else json.dumps(to_json(statement, base), ensure_ascii=False)
            click.echo(line)
    if articles == 0:
        raise InputError(f"{' '.join(paths)}: no article could be read; see above, or give other files")


def _row(s: Statement) -> str:
    object_ = s.object.entity.label if s.object else "–"
    act = f"{s.subject.entity.label} – {s.relation.label} – {object_}"
    return f"  {s.type:9} {s.status:8} {s.date or '':10}  {act}  “{s.trigger}”"
