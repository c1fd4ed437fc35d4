"""The measure of links: heads of phrases, bodies and their parents, pairs, names that nobody may be linked to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.linking import load_mentions, render, score, to_dict
from kg.model import Entity

MALI = Entity("mali", "State", {"en": "Mali", "fr": "Mali"})
NIGER = Entity("niger", "State", {"en": "Niger", "fr": "Niger"})
ARMY = Entity("malian-army", "Body", {"en": "Malian army", "fr": "armée malienne"}, parent=MALI, minted=True)
KEITA = Entity("keita", "Person", {"en": "Keita", "fr": "Keita"})
TOURE = Entity("toure", "Person", {"en": "Toure", "fr": "Toure"}, minted=True)


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    depth: int
    entities: tuple[Entity, ...]
    agents: tuple[Entity, ...] = ()


def accuracy(entity: list[str] | None, category: str, *found: Found) -> float:
    mention = {"start": 10, "end": 30, "surface": "x" * 20, "entity": entity, "category": category}
    item = {"id": "1", "text": "x" * 40, "mentions": [mention]}
    return score([item], {"1": found}).accuracy()


def test_the_head_of_a_phrase_decides() -> None:
    inside, outside = Found(12, 15, 2, (NIGER,)), Found(31, 35, 0, (NIGER,))
    assert accuracy(["mali"], "state", inside, Found(20, 24, 1, (MALI,)), outside) == 1
    assert accuracy(["mali"], "state", inside) == 0
    assert accuracy(["mali"], "state") == 0


def test_the_parent_of_a_body_is_right_where_a_body_is_meant() -> None:
    assert accuracy(["mali"], "body", Found(10, 30, 0, (ARMY,))) == 1
    assert accuracy(["mali"], "state", Found(10, 30, 0, (ARMY,))) == 0


def test_a_person_may_be_named_by_an_office() -> None:
    assert accuracy(["keita"], "person", Found(10, 20, 0, (MALI,), (KEITA,))) == 1
    assert accuracy(["keita"], "person", Found(10, 20, 0, (MALI,), (TOURE,))) == 0


def test_two_are_meant_by_two_and_no_more() -> None:
    assert accuracy(["mali", "niger"], "anaphora", Found(10, 20, 0, (NIGER, MALI))) == 1
    assert accuracy(["mali", "niger"], "anaphora", Found(10, 20, 0, (NIGER,))) == 0
    assert accuracy(["mali"], "anaphora", Found(10, 20, 0, (NIGER, MALI))) == 0


def test_what_means_nobody_known_may_have_a_name_of_its_own() -> None:
    assert accuracy(None, "state") == 1
    assert accuracy(None, "state", Found(10, 20, 0, (TOURE,))) == 1
    assert accuracy(None, "state", Found(10, 20, 0, (TOURE,)), Found(12, 15, 1, (MALI,))) == 0


def test_figures_and_confusions_are_shown() -> None:
    mention = {"start": 0, "end": 4, "surface": "Mali", "entity": ["mali"], "category": "state"}
    scores = score([{"id": "d1", "text": "Mali", "mentions": [mention]}], {"d1": [Found(0, 4, 0, (NIGER,))]})
    assert to_dict(scores) == {
        "accuracy": 0.0, "mentions": 1, "by_category": {"state": {"accuracy": 0.0, "mentions": 1}},
    }  # fmt: skip
    assert "d1: state “Mali” is mali, linked to niger" in render(scores)
    assert "linked to" not in render(scores, errors=0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "1: not JSON"),
        ('{"id": "1", "text": "x"}', "1: the item lacks mentions"),
        ('{"id": "1", "text": "x", "mentions": [{"start": 0}]}', "1: a mention lacks category, end, entity, surface"),
        (
            '{"id": "1", "text": "x", "mentions": [{"start": 0, "end": 1, "surface": "x", "entity": null, "category": "q"}]}',
            "unknown category 'q'",
        ),
        (
            '{"id": "1", "text": "x", "mentions": [{"start": 0, "end": 1, "surface": "y", "entity": null, "category": "state"}]}',
            "'y' does not stand at 0–1",
        ),
    ],
)
def test_wrong_annotation_is_named_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_mentions(file)
    assert message in str(error.value)
    assert json.dumps(str(file))[1:-1] in str(error.value)
