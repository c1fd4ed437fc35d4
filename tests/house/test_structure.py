"""The rules of the house: who may import whom, what is public, and what lies in the root folder."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kg
from tests.conftest import ROOT

FILES = {
    ".ci", ".gitignore", "CHANGELOG.md", "DECISIONS.md", "LICENSE", "Makefile", "README.md", "docs", "exports", "kg",
    "ontology", "pyproject.toml", "requirements-dev.lock", "requirements.lock", "scripts", "seeds", "tests",
}  # fmt: skip
MODULES = sorted(module.name for module in pkgutil.walk_packages(kg.__path__, "kg."))
TOO_SMALL = {"kg.settings"}
"""Modules whose job leaves nothing to refuse."""
PACKAGES = ["kg", *(f"kg.{name}" for name in ("extract", "graph", "read", "serve", "view"))]


def _git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"not a git checkout: {done.stderr.strip()}")
    return done.stdout.splitlines()


def test_imports_keep_to_their_floors() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_root_folder_holds_only_what_is_listed() -> None:
    tracked = {name.split("/")[0] for name in _git("ls-files")}
    assert tracked <= FILES, f"new in the root folder: {sorted(tracked - FILES)}; find it a place, or list it here"


def test_nothing_that_a_build_makes_is_tracked() -> None:
    made = re.compile(r"(^|/)(__pycache__|\.venv|graph/quads|dist|build)/|\.py[co]$|\.part$|\.egg-info/")
    assert [name for name in _git("ls-files") if made.search(name)] == []


@pytest.mark.parametrize("name", PACKAGES)
def test_public_names_exist_and_are_all(name: str) -> None:
    package = importlib.import_module(name)
    assert list(package.__all__) == sorted(package.__all__, key=lambda n: (not n.isupper(), n)), (
        "constants, then the rest"
    )
    for public in package.__all__:
        assert hasattr(package, public), f"{name}.__all__ names {public}, which is not there"


@pytest.mark.parametrize("name", [module for module in MODULES if not module.endswith("__main__")])
def test_a_module_says_its_job_and_its_limit(name: str) -> None:
    text = importlib.import_module(name).__doc__
    assert text, f"{name} has no docstring"
    first, *rest = text.strip().split("\n\n")
    assert len(first.splitlines()) == 1, f"{name}: the first line says the job, alone"
    if name.startswith("kg.commands."):
        return  # what a command refuses is said by its --help
    assert rest or name in TOO_SMALL, f"{name}: a second paragraph says what it refuses to do, or what holds throughout"


def test_loading_the_command_line_loads_no_stage() -> None:
    code = "import json, sys, kg.cli; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {
        "spacy",
        "rdflib",
        "pyoxigraph",
        "pyshacl",
        "pyvis",
        "networkx",
        "trafilatura",
        "pydantic",
        "yaml",
        "starlette",
        "uvicorn",
    }
    assert heavy.isdisjoint(json.loads(done.stdout))


def test_asking_the_graph_does_not_load_the_parser() -> None:
    code = "import json, sys, kg.graph; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"spacy", "pyshacl", "pyvis", "trafilatura"}.isdisjoint(json.loads(done.stdout))


def test_there_is_no_catch_all_module() -> None:
    words = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "handler"}
    assert [module for module in MODULES if words & set(module.split("."))] == []


def test_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == kg.__version__
    releases = re.findall(r"^## \[?([^\]\s]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert releases[0] == "Unreleased", "what comes next always has its place"
    assert kg.__version__ in releases


def test_decisions_are_numbered_and_complete() -> None:
    text = (ROOT / "DECISIONS.md").read_text(encoding="utf-8")
    numbers = [int(n) for n in re.findall(r"^## (\d+)\. ", text, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    for entry in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title = entry.splitlines()[0]
        for part in ("Decision", "What we give up", "When to look again"):
            assert f"**{part}" in entry, f"{title}: lacks “{part}”"
