"""``kg check``: whether ontology, lexicons and graph are sound."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from kg.commands.shared import ACTORS, BASE_IRI, STORE, examples, open_store
from kg.errors import KGError
from kg.settings import ontology_dir

log = logging.getLogger("kg")

SHOWN = 20
"""Doubts about actors that are printed before the rest is only counted; kg -v prints all."""


@click.command(epilog=examples("kg check", "kg check --store graph --actors mine.ttl"))
@STORE
@ACTORS
@BASE_IRI
def check(store: Path, actors: tuple[Path, ...], base: str) -> None:
    """Check the ontology, the lexicons, the actors and the graph.

    The lexicons are checked against the ontology and, if there is a graph, the graph against the SHACL shapes: what is
    wrong there is an error. Actors that share a name, and offices that two held at once, are shown to be looked at.
    """
    from kg.checks import check_actors, check_lexicons
    from kg.graph import validate
    from kg.ontology import load_ontology

    ontology = load_ontology(None, actors)
    findings = check_lexicons(ontology, ontology_dir())
    click.echo(f"ontology: {len(ontology.relations)} relations, {len(ontology.actors)} actors")
    for finding in findings:
        click.echo(f"lexicon: {finding}")
    if not findings:
        click.echo("lexicon: all sound")
    doubts = list(check_actors(ontology))
    shown = len(doubts) if log.isEnabledFor(logging.INFO) else SHOWN
    for doubt in doubts[:shown]:
        click.echo(f"actors: {doubt}")
    more = f", {len(doubts) - shown} more of them with kg -v" if len(doubts) > shown else ""
    click.echo(f"actors: {len(doubts)} doubts{more}" if doubts else "actors: all sound")
    if store.is_dir():
        with open_store(store, base) as graph:
            report = validate(graph)
        click.echo(f"graph: {report}")
        report.raise_if_invalid()
    if findings:
        raise KGError(f"{len(findings)} findings in the lexicons; mend them in {ontology_dir() / 'lexicon'}")
