"""The named queries answer in one order, on whatever store: servers break ties as they like."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.ontology import ontology_dir

QUERIES = sorted((ontology_dir() / "queries").glob("*.rq"))


def _projected(query: str) -> list[str]:
    """Variables that are selected as they are; what is computed over a group follows from them."""
    selected = query.partition("SELECT ")[2].partition("\n")[0].removeprefix("DISTINCT ")
    while "(" in selected:
        selected = re.sub(r"\([^()]*\)", "", selected)
    return re.findall(r"\?\w+", selected)


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.stem)
def test_no_two_answers_may_change_places(path: Path) -> None:
    query = path.read_text(encoding="utf-8")
    order = re.search(r"^ORDER BY (.*)$", query, re.MULTILINE)
    assert order, "without ORDER BY"
    assert set(_projected(query)) <= set(re.findall(r"\?\w+", order[1]))
