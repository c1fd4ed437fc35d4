from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import Store
from kg.settings import ontology_dir


@pytest.fixture(scope="session")
def informed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that knows the ontology, made once and copied for each test."""
    path = tmp_path_factory.mktemp("informed") / "graph"
    with Store.open(path) as opened:
        opened.load_known(ontology_dir())
        opened.derive()
    return path


@pytest.fixture
def store(tmp_path: Path, informed: Path) -> Iterator[Store]:
    """An empty store that knows the ontology."""
    shutil.copytree(informed, tmp_path / "graph")
    with Store.open(tmp_path / "graph") as opened:
        yield opened
