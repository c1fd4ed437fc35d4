"""Confidence is a probability that follows from named clues, and what is in use was learned."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.extract.clues import Clues
from kg.extract.confidence import NONE, Judge, likeliest, load_judge
from kg.extract.naming import nearest
from kg.model import EVENT_TYPES, Article
from kg.ontology import load_ontology
from kg.settings import ontology_dir

FEATURES = st.lists(st.sampled_from(["recipient found=1.00", "recipient found=0.55", "operator"]), unique=True)
NOTHING = np.zeros((3, 1025), dtype=np.float32)
TYPES = (NONE, "ACCUSE", "AID")
JUDGE = Judge(
    TYPES, NOTHING, trigger={"entry=AID": np.array([0, 0, 5], dtype=np.float32)},
    actor={"bias": -2.0, "slot=subj": 4.0}, recipient={"bias": -2.0, "slot=obj": 4.0, "AID|kind=State": 1.0},
    entry={"bias": 0.2, "recipient found=1.00": 1.5, "recipient found=0.55": -1.0, "operator": -0.5},
    open={"bias": -1.0, "actor": 1.0, "recipient": 1.0}, thresholds=(0.3, 0.5),
)  # fmt: skip


def told(*features: str) -> Clues:
    return Clues("ACCUSE", features, "condemned it", subject="mali", object="chad")


def open_(subject: str, object_: str | None, actor: str, recipient: str, at: int = 1) -> Clues:
    return Clues(
        "", (), "helped it", at=at, entry="AID", trigger=("entry=AID",), subject=subject, object=object_,
        actor=(f"slot={actor}",), recipient=(f"slot={recipient}", "*|kind=State"),
    )  # fmt: skip


@given(FEATURES)
@settings(deadline=None)  # the first loads the encoder
def test_confidence_is_a_probability(features: list[str]) -> None:
    [verdict] = JUDGE.verdicts([told(*features)])
    assert 0 <= verdict.confidence <= 1
    assert verdict.type == "ACCUSE"


def test_what_was_read_surely_is_likelier_right() -> None:
    named, guessed = JUDGE.verdicts([told("recipient found=1.00"), told("recipient found=0.55")])
    assert named.confidence > guessed.confidence


def test_features_that_were_never_seen_weigh_nothing() -> None:
    plain, strange = JUDGE.verdicts([told(), told("never seen")])
    assert plain == strange


def test_an_open_candidate_has_the_type_of_its_trigger() -> None:
    [verdict] = JUDGE.verdicts([open_("mali", "chad", "subj", "obj")])
    assert verdict.type == "AID"


def test_of_the_actors_around_a_trigger_the_likelier_pair_is_surer() -> None:
    pairs = [
        open_("mali", "chad", "subj", "obj"),
        open_("chad", "mali", "obj", "subj"),
        open_("mali", None, "subj", "none"),
    ]
    straight, reverse, alone = (v.confidence for v in JUDGE.verdicts(pairs))
    assert straight > max(reverse, alone)


def test_candidates_of_other_triggers_change_nothing() -> None:
    here = open_("mali", "chad", "subj", "obj")
    [alone] = JUDGE.verdicts([here])
    assert JUDGE.verdicts([here, open_("niger", "togo", "subj", "obj", at=9)])[0] == alone


def test_who_never_learned_believes_everything_alike() -> None:
    assert {v.confidence for v in Judge().verdicts([told(), told("operator")])} == {0.5}


def test_the_judge_in_use_knows_every_type_and_leaves_out_only_what_is_likelier_wrong() -> None:
    judge = load_judge(ontology_dir())
    assert set(judge.types) == {*EVENT_TYPES, NONE}
    assert judge.meaning.shape == (17, 1025)
    assert 0 < judge.thresholds[0] <= 0.5
    assert 0.5 <= judge.thresholds[1] < 1
    assert all("bias" in weights for weights in (judge.actor, judge.recipient, judge.entry, judge.open))


@pytest.mark.models
def test_both_languages_are_told_by_one_space() -> None:
    judge = load_judge(ontology_dir())
    clauses = ["the country expelled two foreign diplomats", "le pays a expulsé deux diplomates étrangers"]
    found = judge.shares([Clues("", (), clause, clause) for clause in clauses])
    assert [likeliest(row, judge.types) for row in found] == ["SANCTION", "SANCTION"]


@pytest.mark.models
def test_an_open_relation_gets_the_nearest_name() -> None:
    assert nearest("AID", "livrer char", load_ontology()).id in {"deliversArmsTo", "sendsMilitaryAidTo"}


@pytest.mark.models
def test_everything_that_entries_tell_is_there_when_nobody_judges() -> None:
    article = Article(
        "1",
        "Mali condemned the raid. Niger later met envoys of Chad. The roads stayed open.",
        lang="en",
        date="2022-06-15",
    )
    [(_, judged)] = extract([article], load_ontology())
    [(_, read)] = extract([article], load_ontology(), judged=False)
    assert {s.id for s in judged} <= {s.id for s in read}


@pytest.mark.models
def test_the_same_article_gives_the_same_confidence_alone_and_among_others() -> None:
    one = Article("1", "Mali condemned the raid on Gao. Chad sent tents to Niger.", lang="en", date="2022-06-15")
    other = Article("2", "Le Tchad a livré des chars au Niger.", lang="fr", date="2022-06-15")
    [(_, alone)] = extract([one], load_ontology())
    among = dict(extract([other, one], load_ontology()))
    assert [(s.id, s.confidence) for s in among[one]] == [(s.id, s.confidence) for s in alone]
