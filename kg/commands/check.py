"""``kg check``: whether ontology, lexicons and graph are sound."""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.shared import ACTORS, BASE_IRI, STORE, examples, open_store
from kg.errors import KGError
from kg.settings import ontology_dir


@click.command(epilog=examples("kg check", "kg check --store graph --actors mine.ttl"))
@STORE
@ACTORS
@BASE_IRI
def check(store: Path, actors: tuple[Path, ...], base: str) -> None:
    """Check the ontology, the lexicons and the graph.

    The lexicons are checked against the ontology and, if there is a graph, the graph against the SHACL shapes.
    """
    from kg.checks import check_lexicons
    from kg.graph import validate
    from kg.ontology import load_ontology

    ontology = load_ontology(None, actors)
    findings = check_lexicons(ontology, ontology_dir())
    click.echo(f"ontology: {len(ontology.relations)} relations, {len(ontology.actors)} actors")
    for finding in findings:
        click.echo(f"lexicon: {finding}")
    if not findings:
        click.echo("lexicon: all sound")
    if store.is_dir():
        with open_store(store, base) as graph:
            report = validate(graph)
        click.echo(f"graph: {report}")
        report.raise_if_invalid()
    if findings:
        raise KGError(f"{len(findings)} findings in the lexicons; mend them in {ontology_dir() / 'lexicon'}")
