"""``kg evaluate``: how good extraction is, by annotated articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kg.commands.shared import ACTORS, MIN_CONFIDENCE, examples, extracted, skips


@click.command(
    epilog=examples(
        "kg evaluate gold.jsonl", "kg evaluate gold.jsonl --errors 20 --json", "kg evaluate --linking mentions.jsonl"
    )
)
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--errors",
    type=click.IntRange(0),
    metavar="N",
    help="List so many misses and wrong finds (0; with --linking, all).",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object a file.")
@click.option("--linking", is_flag=True, help="GOLD holds mentions: score whom names and pronouns are linked to.")
@MIN_CONFIDENCE
@ACTORS
def evaluate(
    gold: tuple[Path, ...],
    errors: int | None,
    as_json: bool,
    linking: bool,
    min_confidence: float,
    actors: tuple[Path, ...],
) -> None:
    """Score extraction against annotated articles.

    GOLD is a .jsonl file: articles as for `kg build`, with the statements that should be found. The figures are
    precision, recall and F1, in all and by type, status and what told the act (a verb, noun or adjective of the lexicon,
    or an open word), and how often status and evidence are right.

    With --linking, the articles come with mentions (their form: tests/quality/README.md), and the figures are the
    share of mentions that are linked to the right actor, by category, with those that are not.
    """
    if linking:
        _linking(gold, errors, as_json, actors)
        return
    from kg import evaluate as scoring
    from kg.evaluate import figures
    from kg.jsonl import to_json

    for path in gold:
        items = scoring.load_gold(path)
        found: dict[str, list[dict[str, Any]]] = {}
        told_by: dict[str, str] = {}
        for article, statements in extracted((str(path),), actors):
            kept = [s for s in statements if s.confidence >= min_confidence]
            found[article.id] = [to_json(s) for s in kept]
            told_by |= {s.id: s.told_by for s in kept}
        scores = scoring.score(items, found, told_by)
        if as_json:
            click.echo(json.dumps({"gold": path.name, **figures.to_dict(scores)}))
        else:
            click.echo(f"== {path.name}\n{figures.render(scores, errors=errors or 0)}")


def _linking(gold: tuple[Path, ...], errors: int | None, as_json: bool, actors: tuple[Path, ...]) -> None:
    from kg import linking
    from kg.extract import link
    from kg.ontology import load_ontology
    from kg.read import read

    ontology = load_ontology(None, actors)
    for path in gold:
        items = linking.load_mentions(path)
        with skips() as tell:
            links = {article.id: found for article, found in link(read([str(path)], report=tell), ontology)}
        scores = linking.score(items, links)
        if as_json:
            click.echo(json.dumps({"gold": path.name, **linking.to_dict(scores)}))
        else:
            click.echo(f"== {path.name}\n{linking.render(scores, errors=errors)}")
