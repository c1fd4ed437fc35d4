"""From sources to a graph on disk and its exports: read → extract → store → conclude → export.

It decides the order and what may be left undone; every stage does its own work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from kg import __version__
from kg.extract import MODELS, extract
from kg.graph import Store
from kg.graph.export import export
from kg.graph.records import graph_data
from kg.model import Article
from kg.ontology import Ontology, load_ontology
from kg.read import Skip, read
from kg.settings import Settings
from kg.view import render


@dataclass(slots=True)
class BuildReport:
    """What a build did; `skips` names everything that was left out or read with a doubt."""

    read: int = 0
    new: int = 0
    unchanged: int = 0
    statements: int = 0
    events: int = 0
    skips: list[Skip] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)

    @property
    def errors(self) -> list[Skip]:
        return [s for s in self.skips if s.severity == "error"]


Progress = Callable[[str], None]


def fingerprint(settings: Settings) -> str:
    """Hash of everything but the article that statements depend on: program, ontology, lexicons, models.

    Two builds with equal fingerprints extract the same from the same article.
    """
    digest = hashlib.sha256(__version__.encode())
    package = Path(__file__).parent
    files = [
        *sorted((package / "extract").glob("*.py")),
        *(package / f"{name}.py" for name in ("actors", "dates", "lexicon", "model", "ontology")),
    ]
    folder = settings.ontology_path
    files += [
        folder / "relations.ttl",
        *sorted((folder / "actors").glob("*.ttl")),
        *sorted((folder / "lexicon").rglob("*.yaml")),
    ]
    for extra in settings.actors:
        files += sorted(extra.glob("*.ttl")) if extra.is_dir() else [extra]
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    for model in sorted(MODELS.values()):
        digest.update(f"{model} {_version(model)}".encode())
    return digest.hexdigest()[:16]


def _version(package: str) -> str:
    with suppress(metadata.PackageNotFoundError):
        return metadata.version(package)
    return ""


def build(sources: Sequence[str], settings: Settings, *, progress: Progress, force: bool = False) -> BuildReport:
    """Read the sources, store what is new or changed, draw conclusions; exports are `write_exports`' work.

    Each article is stored whole or not at all; a build that was interrupted goes on where it stopped.

    Raises:
        InputError: a source does not exist.
        StoreError: the store cannot be opened.
        OntologyError: the ontology or a lexicon cannot be used.
    """
    report = BuildReport()
    ontology = load_ontology(settings.ontology, settings.actors)
    mark = fingerprint(settings)
    with Store.open(settings.store, settings.base) as store:
        store.load_known(settings.ontology_path, settings.actors)
        changed = _changed(read(sources, report=report.skips.append), store, mark, report, force)
        for article, statements in extract(changed, ontology, path=settings.ontology_path):
            if force:
                _forget(store, article)
            store.put(article, statements, fingerprint=mark)
            report.new += 1
            report.statements += len(statements)
            progress(article.title or article.id)
        store.derive()
    return report


def _changed(
    articles: Iterable[Article], store: Store, mark: str, report: BuildReport, force: bool
) -> Iterator[Article]:
    for article in articles:
        report.read += 1
        if not force and store.is_current(article, mark):
            report.unchanged += 1
            continue
        yield article


def _forget(store: Store, article: Article) -> None:
    store.remove(store.names.article(article).value)


def write_exports(settings: Settings) -> list[Path]:
    """Write ``graph.ttl`` and ``graph.html`` to the exports folder, each whole or not at all."""
    settings.exports.mkdir(parents=True, exist_ok=True)
    with Store.open(settings.store, settings.base, read_only=True) as store:
        turtle = settings.exports / "graph.ttl"
        part = turtle.with_suffix(".part")
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            export(store, "turtle", stream)
        part.replace(turtle)
        page = settings.exports / "graph.html"
        part = page.with_suffix(".part")
        part.write_text(render(graph_data(store)), encoding="utf-8", newline="\n")
        part.replace(page)
    return [turtle, page]


def ontology_of(settings: Settings) -> Ontology:
    """The ontology that the settings name."""
    return load_ontology(settings.ontology, settings.actors)
