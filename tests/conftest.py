"""What several suites share: the ontology, a few short articles, and a graph built from them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import pipeline
from kg.ontology import Ontology, load_ontology
from kg.settings import Settings

ROOT = Path(__file__).parent.parent

ARTICLES = {
    "fr-poland.md": """---
title: Varsovie expulse trois diplomates
date: 2024-03-12
publisher: Le Matin
url: https://example.org/fr-poland
---
La Pologne a expulsé mardi trois diplomates russes. La Russie a condamné cette décision.
""",
    "en-mali.md": """---
title: Mali turns on France
date: 2024-01-28
publisher: Daily
url: https://example.org/en-mali
---
Mali has condemned France. Russia condemned the sanctions of the European Union against Mali.
""",
    "feed.jsonl": "".join(
        json.dumps(line, ensure_ascii=False) + "\n"
        for line in (
            {
                "id": "f1",
                "lang": "en",
                "date": "2024-05-02",
                "publisher": "Daily",
                "url": "https://example.org/f1",
                "title": "New measures",
                "text": "The European Union imposed sanctions on Russia on Thursday.",
            },
            {
                "id": "f2",
                "lang": "fr",
                "date": "2024-05-03",
                "publisher": "Le Matin",
                "url": "https://example.org/f2",
                "text": "L'Algérie a rompu ses relations diplomatiques avec le Maroc.",
            },
        )
    ),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder to work in: articles in ``news/``, their graph in ``graph/``, exports in ``exports/``."""

    path: Path

    @property
    def news(self) -> Path:
        return self.path / "news"

    @property
    def store(self) -> Path:
        return self.path / "graph"


def write_articles(folder: Path) -> None:
    """The articles, as files."""
    folder.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """The ontology that irkg ships."""
    return load_ontology()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A graph of the articles, built once by the real thing; look, but do not change it."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    write_articles(desk.news)
    settings = Settings(store=desk.store, exports=desk.path / "exports")
    pipeline.build([desk.news], settings)
    pipeline.write_exports(settings)
    return desk


@pytest.fixture
def desk(built: Desk, tmp_path: Path) -> Desk:
    """A copy of the built desk that a test may change."""
    shutil.copytree(built.path, tmp_path / "desk")
    return Desk(tmp_path / "desk")
