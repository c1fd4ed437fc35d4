"""Agreement of statements with an annotation: names, types, direction, options, status, evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate import Scores, load_gold, score
from kg.evaluate.figures import render, to_dict

TEXT = "Mali condemned Niger. Chad met Cuba."


def gold(**more: Any) -> dict[str, Any]:
    return {
        "subject": ["Mali"],
        "type": "ACCUSE",
        "object": ["Niger"],
        "status": "actual",
        "quote": "Mali condemned Niger",
        **more,
    }


def found(subject: str = "Mali", type: str = "ACCUSE", object: str | None = "Niger", **more: Any) -> dict[str, Any]:
    side = {"label": object, "labels": {}} if object else None
    return {
        "subject": {"label": subject, "labels": {"en": subject}}, "type": type, "object": side, "status": "actual",
        "start": 0, "end": 21, "quote": TEXT[:21], "trigger": "condemned", **more,
    }  # fmt: skip


def run(golds: list[dict[str, Any]], statements: list[dict[str, Any]]) -> Scores:
    return score([{"id": "x", "lang": "en", "text": TEXT, "statements": golds}], {"x": statements})


def counts(scores: Scores) -> tuple[int, int, int]:
    return scores.events.tp, scores.events.fp, scores.events.fn


@pytest.mark.parametrize(
    ("golds", "statements", "expected"),
    [
        ([gold()], [found()], (1, 0, 0)),
        ([gold()], [], (0, 0, 1)),
        ([gold()], [found(type="REQUEST")], (0, 1, 1)),
        ([gold()], [found("Niger", object="Mali")], (0, 1, 1)),
        ([gold(type="CONSULT")], [found("Niger", "CONSULT", "Mali")], (1, 0, 0)),
        ([gold(optional=True)], [found()], (0, 0, 0)),
        ([gold(optional=True)], [], (0, 0, 0)),
        ([gold(object=None)], [found(object=None)], (1, 0, 0)),
        ([gold(object=None)], [found()], (0, 1, 1)),
        ([gold(subject=["Sergey Lavrov"])], [found("Sergei Lavrov")], (1, 0, 0)),
        ([gold(subject=["Turkey"])], [found("Türkiye")], (1, 0, 0)),
        ([gold()], [found(field="title")], (0, 0, 1)),
    ],
)
def test_counts(golds: list[dict[str, Any]], statements: list[dict[str, Any]], expected: tuple[int, int, int]) -> None:
    assert counts(run(golds, statements)) == expected


def test_the_agent_or_the_parent_may_carry_the_name() -> None:
    agent = {"label": "Mali", "labels": {}}
    assert counts(run([gold()], [found("Malian army", agent=agent)])) == (1, 0, 0)


def test_status_and_evidence_count_where_events_agree() -> None:
    scores = run([gold(status="denied")], [found(start=22, end=36, quote=TEXT[22:])])
    assert (scores.status_accuracy, scores.evidence_accuracy) == (0.0, 0.0)
    assert scores.events_strict.tp == 0


def test_nothing_to_compare_has_no_accuracy() -> None:
    assert run([], []).status_accuracy is None
    assert "–" in render(run([], []))


def test_errors_are_listed_on_demand() -> None:
    text = render(run([gold()], [found(type="REQUEST")]), errors=5)
    assert "MISSED x: Mali ACCUSE Niger" in text
    assert "WRONG  x: Mali REQUEST Niger" in text


def test_a_broken_gold_file_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"id": "a", "text": "t", "statements": []}\nno json\n')
    with pytest.raises(InputError, match=r"gold\.jsonl:2: not JSON"):
        load_gold(file)
    file.write_text("[]\n")
    with pytest.raises(InputError, match=r"gold\.jsonl:1: the item lacks its keys"):
        load_gold(file)


def test_what_told_the_act_is_counted_of_what_was_found() -> None:
    """What told a missed act, nobody knows."""
    item = {"id": "x", "lang": "en", "text": TEXT, "statements": [gold(), gold(type="REQUEST")]}
    statements = [found(id="1"), found(type="AID", id="2"), found(type="THREATEN", id="3")]
    scores = score([item], {"x": statements}, {"1": "verb", "2": "verb", "3": "open"})
    assert {t: (c.tp, c.fp, c.fn) for t, c in scores.by_trigger.items()} == {"verb": (1, 1, 0), "open": (0, 1, 0)}
    assert to_dict(scores)["by_trigger"]["verb"] == {"p": 0.5, "tp": 1, "fp": 1}
    assert "told by verb" in render(scores)
