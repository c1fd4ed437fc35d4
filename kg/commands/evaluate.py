"""``kg evaluate``: how good extraction is, by annotated articles."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.commands.shared import ACTORS, MIN_CONFIDENCE, examples, extracted


@click.command(epilog=examples("kg evaluate gold.jsonl", "kg evaluate gold.jsonl --errors 20 --json"))
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="List so many misses and wrong finds.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object a file.")
@MIN_CONFIDENCE
@ACTORS
def evaluate(
    gold: tuple[Path, ...], errors: int, as_json: bool, min_confidence: float, actors: tuple[Path, ...]
) -> None:
    """Score extraction against annotated articles.

    GOLD is a .jsonl file: articles as for `kg build`, with the statements that should be found. The figures are
    precision, recall and F1, in all and by type, and how often status and evidence are right.
    """
    from kg import evaluate as scoring
    from kg.jsonl import to_json

    for path in gold:
        items = scoring.load_gold(path)
        found = {
            article.id: [to_json(s) for s in statements if s.confidence >= min_confidence]
            for article, statements in extracted((str(path),), actors)
        }
        scores = scoring.score(items, found)
        if as_json:
            click.echo(json.dumps({"gold": path.name, **scoring.to_dict(scores)}))
        else:
            click.echo(f"== {path.name}\n{scoring.render(scores, errors=errors)}")
