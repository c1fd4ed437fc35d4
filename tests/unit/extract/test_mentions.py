"""Which names of a sentence become actors: the gazetteer's, but not where a longer name borrows them."""

from __future__ import annotations

import pytest

from kg.extract.annotate import NameSpan
from kg.extract.mentions import find_mentions
from tests.trees import tree
from tests.unit.extract.test_sentences import context

PERSON = (
    "Michael/Michael/PROPN/compound>1 Jordan/Jordan/PROPN/nsubj>2 praised/praise/VERB/root>2 Spain/Spain/PROPN/obj>2"
)
NUMBERED = "Belarus/Belarus/PROPN/nsubj>2 II/II/PROPN/flat>0 failed/fail/VERB/root>2"
TREATY = "Spain/Spain/PROPN/nsubj>1 left/leave/VERB/root>1 the/the/DET/det>4 Paris/Paris/PROPN/compound>4 Agreement/Agreement/PROPN/obj>1"


@pytest.mark.parametrize(
    ("spec", "recognised", "expected"),
    [
        (PERSON, [NameSpan(0, 14, "Person")], ["michael-jordan", "spain"]),
        (PERSON, [], ["jordan", "spain"]),
        (NUMBERED, [NameSpan(0, 10, "Person")], ["belarus"]),
        (TREATY, [], ["spain"]),
        (TREATY, [NameSpan(11, 26, "Organisation")], ["spain"]),
    ],
    ids=["a person's name", "not seen as a person's", "no name of a person", "a treaty", "a treaty seen as a body"],
)
def test_a_longer_name_keeps_its_parts(spec: str, recognised: list[NameSpan], expected: list[str]) -> None:
    sentence, memory = tree(spec), context("en")
    matches = memory.index.find(sentence.text, "en")
    assert [m.entity.id for m in find_mentions(sentence, matches, recognised, memory)] == expected
