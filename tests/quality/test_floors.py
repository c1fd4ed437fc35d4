"""The ratchet: extraction on annotated articles never sinks below `floors.json`, and floors only rise."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.evaluate import Scores, load_gold, score
from kg.evaluate.figures import to_dict
from kg.extract import extract
from kg.jsonl import to_json
from kg.ontology import load_ontology
from kg.read import read

HERE = Path(__file__).parent
GOLD = HERE.parents[2] / "shared" / "gold"
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


def gold(name: str) -> Path:
    """Our own annotated articles lie here, the development sets beside the checkout."""
    own = HERE / f"{name}.jsonl"
    return own if own.is_file() else GOLD / f"{name}.jsonl"


@cache
def results(name: str) -> tuple[Scores, list[dict[str, Any]]]:
    path = gold(name)
    if not path.is_file():
        pytest.skip(f"{path} is not there; the annotated sets live beside the checkout, in shared/gold")
    lines: list[dict[str, Any]] = []
    by_document: dict[str, list[dict[str, Any]]] = {}
    for article, statements in extract(read([path], report=lambda skip: None), load_ontology()):
        by_document[article.id] = [to_json(s) for s in statements]
        lines += by_document[article.id]
    return score(load_gold(path), by_document), lines


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_floor_sinks(name: str) -> None:
    scores, _ = results(name)
    found = {
        "events_p": scores.events.precision,
        "events_f1": scores.events.f1,
        "strict_f1": scores.events_strict.f1,
        "facts_f1": scores.facts.f1,
        "evidence": scores.evidence_accuracy or 0.0,
    }
    sunk = {key: (round(found[key], 3), floor) for key, floor in FLOORS[name].items() if found[key] < floor}
    assert not sunk, f"{name}: (now, floor) {sunk}"


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_offsets_hold_in_real_articles(name: str) -> None:
    _, lines = results(name)
    texts = {item["id"]: item for item in load_gold(gold(name))}
    for line in lines:
        given = texts[line["document"]][line["field"]]
        assert given[line["start"] : line["end"]] == line["quote"]
        for key in ("subject", "object", "agent", "object_agent", "source", "place"):
            part = line[key]
            assert part is None or given[part["start"] : part["end"]] == part["text"]


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_our_scores_are_those_of_the_reference_scorer(name: str, tmp_path: Path) -> None:
    scores, lines = results(name)
    scorer = GOLD / "score.py"
    if not scorer.is_file():
        pytest.skip(f"{scorer} is not there")
    found = tmp_path / "found.jsonl"
    found.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(scorer), str(gold(name)), str(found), "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    reference, ours = json.loads(run.stdout), to_dict(scores)
    assert {key: ours[key] for key in reference} == reference
