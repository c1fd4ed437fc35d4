"""Names and pronouns are linked to whom they mean at least as often as was reached; the floors only rise."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg.extract import link
from kg.linking import CATEGORIES, LinkScores, load_mentions, score
from kg.ontology import load_ontology
from kg.read import read

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("linking-*.jsonl"))
FLOORS = {"state": 0.97, "organisation": 0.95, "person": 0.93, "group": 0.95, "body": 0.92, "anaphora": 0.83}
"""Of each category, over both languages, for the files that were read and for those that were not."""


@cache
def scores(unread: bool) -> LinkScores:
    total = LinkScores()
    for path in FILES:
        if ("unread" in path.name) is unread:
            links = {a.id: found for a, found in link(read([path], report=lambda skip: None), load_ontology())}
            one = score(load_mentions(path), links)
            total.total.update(one.total)
            total.right.update(one.right)
            total.confusions += one.confusions
    return total


@pytest.mark.models
@pytest.mark.parametrize("unread", [False, True], ids=["read", "unread"])
@pytest.mark.parametrize("category", sorted(FLOORS))
def test_no_category_sinks(category: str, unread: bool) -> None:
    accuracy = scores(unread).accuracy(category)
    assert accuracy >= FLOORS[category], [c for c in scores(unread).confusions if c.category == category]


def test_there_are_mentions_enough_of_every_kind() -> None:
    for lang in ("fr", "en"):
        mentions = [m for path in FILES if path.stem.endswith(lang) for i in load_mentions(path) for m in i["mentions"]]
        assert len(mentions) >= 300
        assert {m["category"] for m in mentions} == set(CATEGORIES)


def test_every_expected_actor_is_known_or_named_in_the_text() -> None:
    from kg.model import slug

    ontology = load_ontology()
    for path in FILES:
        for item in load_mentions(path):
            text = slug(item["text"])
            for mention in item["mentions"]:
                for key in mention["entity"] or ():
                    last = key.rpartition("-")[2]
                    unnamed = mention["category"] in {"anaphora", "person"}
                    assert key in ontology.actors or last in text or unnamed, (item["id"], key)
