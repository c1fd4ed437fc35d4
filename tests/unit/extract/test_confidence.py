"""Confidence is a probability that follows from named clues, and what is in use was learned."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.confidence import Clues, Judge, load_judge, told
from kg.model import EVENT_TYPES, Article
from kg.ontology import load_ontology
from kg.settings import ontology_dir

FEATURES = st.lists(st.sampled_from(["recipient found=1.00", "recipient found=0.55", "operator"]), unique=True)
JUDGE = Judge(weights={"bias": 0.2, "recipient found=1.00": 1.5, "recipient found=0.55": -1.0, "operator": -0.5})


@given(FEATURES)
def test_confidence_is_a_probability(features: list[str]) -> None:
    [sure] = JUDGE.confidence([Clues("ACCUSE", tuple(features), "condemned the raid")])
    assert 0 <= sure <= 1


def test_what_was_read_surely_is_likelier_right() -> None:
    named, guessed = (Clues("ACCUSE", (f"recipient found={way}",), "") for way in ("1.00", "0.55"))
    assert JUDGE.confidence([named])[0] > JUDGE.confidence([guessed])[0]


def test_terms_add_up_to_the_log_odds() -> None:
    clues = Clues("ACCUSE", ("operator", "never seen"), "")
    assert JUDGE.terms(clues, 0.0, 0.0) == {"bias": 0.2, "operator": -0.5}


def test_a_type_that_another_beats_has_a_rival() -> None:
    assert told(np.array([0.1, 0.9]), ("AID", "SANCTION"), "AID")[1] > 0
    assert told(np.array([0.1, 0.9]), ("AID", "SANCTION"), "SANCTION")[1] < 0


def test_the_judge_in_use_knows_every_type_and_leaves_out_only_what_is_likelier_wrong() -> None:
    judge = load_judge(ontology_dir())
    assert set(judge.types) == set(EVENT_TYPES)
    assert judge.type_weights.shape == (16, 513)
    assert 0 < judge.threshold <= 0.5


@pytest.mark.models
def test_both_languages_are_told_by_one_space() -> None:
    judge = load_judge(ontology_dir())
    clauses = ["the country expelled two foreign diplomats", "le pays a expulsé deux diplomates étrangers"]
    for own, rival in judge.told([Clues("SANCTION", (), clause) for clause in clauses]):
        assert own > -1.5
        assert rival < 0


@pytest.mark.models
def test_everything_that_was_read_is_there_when_nobody_judges() -> None:
    article = Article("1", "Mali condemned the raid. Niger later met envoys of Chad.", lang="en", date="2022-06-15")
    [(_, judged)] = extract([article], load_ontology())
    [(_, read)] = extract([article], load_ontology(), judged=False)
    assert {s.id for s in judged} <= {s.id for s in read}
