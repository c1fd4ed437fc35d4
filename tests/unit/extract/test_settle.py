"""What is told of what was read: entries first, open acts where they are likely and add something, each claim once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from kg.extract.clues import BRIEF, Clues
from kg.extract.confidence import Judge, Verdict
from kg.extract.context import Trace
from kg.extract.settle import Draft, read_by_rules, settled
from kg.model import Reference, Statement
from kg.ontology import load_ontology


@dataclass(frozen=True)
class Decided(Judge):
    """A judge whose verdicts are given."""

    given: tuple[Verdict, ...] = ()

    def verdicts(self, clues: Sequence[Clues]) -> list[Verdict]:
        assert len(clues) == len(self.given)
        return list(self.given)


def draft(
    subject: str,
    object_: str,
    type_: str = "",
    at: int = 1,
    sentence: int = 0,
    *,
    brief: bool = False,
    weight: float = 0.5,
) -> Draft:
    """A draft that an entry tells, if it has a type, else an open one."""
    ontology = load_ontology()
    who, whom = (Reference(ontology.actors[i].entity, i, 0, 1) for i in (subject, object_))
    made = Statement(
        document="d", article="0" * 64, lang="en", subject=who, relation=ontology.relations["condemns"], object=whom,
        status="actual", field="text", start=0, end=9, quote="x", trigger="x", confidence=weight,
    )  # fmt: skip
    return Draft(
        lambda: made,
        Clues(
            type_, (BRIEF,) if brief else (), "w", "condemn", at=at, sentence=sentence, subject=subject, object=object_
        ),
    )


def told(*read: tuple[Draft, str, float]) -> list[tuple[str, str, str]]:
    judge = Decided(types=("none",), thresholds=(0.3, 0.5, 0.1), given=tuple(Verdict(t, c) for _, t, c in read))
    found = settled([d for d, *_ in read], judge, load_ontology(), Trace())
    return [(s.subject.entity.id, s.type, s.object.entity.id if s.object else "") for s in found]


@pytest.mark.models
def test_what_is_likelier_wrong_is_left_out() -> None:
    sure, unsure = draft("mali", "chad", "ACCUSE"), draft("mali", "niger", "ACCUSE", at=5)
    assert told((sure, "ACCUSE", 0.8), (unsure, "ACCUSE", 0.29)) == [("mali", "ACCUSE", "chad")]


@pytest.mark.models
def test_an_open_act_needs_more() -> None:
    assert told((draft("mali", "chad"), "AID", 0.49)) == []
    assert told((draft("mali", "chad"), "AID", 0.5)) == [("mali", "AID", "chad")]


@pytest.mark.models
@pytest.mark.parametrize("pair", [("mali", "chad"), ("chad", "mali")])
def test_what_an_entry_tells_is_not_told_again(pair: tuple[str, str]) -> None:
    assert told((draft("mali", "chad", "ACCUSE"), "ACCUSE", 0.4), (draft(*pair, at=7), "ACCUSE", 0.9)) == [
        ("mali", "ACCUSE", "chad")
    ]


@pytest.mark.models
def test_another_sentence_may_tell_it_again() -> None:
    found = told(
        (draft("mali", "chad", "ACCUSE"), "ACCUSE", 0.4), (draft("mali", "chad", at=90, sentence=1), "ACCUSE", 0.9)
    )
    assert found == [("mali", "ACCUSE", "chad")] * 2


@pytest.mark.models
def test_one_trigger_hits_several_or_is_done_by_several_but_tells_one_act() -> None:
    """The likeliest pair decides: beside it stand its actor's other recipients, not other pairs."""
    read = (
        (draft("niger", "togo"), "AID", 0.7), (draft("mali", "chad"), "AID", 0.9), (draft("mali", "togo"), "AID", 0.6),
    )  # fmt: skip
    assert set(told(*read)) == {("mali", "AID", "chad"), ("mali", "AID", "togo")}


@pytest.mark.models
def test_the_order_is_that_of_reading() -> None:
    late, early = draft("mali", "chad", at=9, sentence=1), draft("togo", "benin", at=1)
    assert [s for s, *_ in told((early, "AID", 0.6), (late, "AID", 0.9))] == ["togo", "mali"]


def test_without_a_judge_only_entries_tell() -> None:
    entry, open_ = draft("mali", "chad", "ACCUSE"), draft("mali", "niger")
    assert read_by_rules([entry, open_]) == [entry.statement]
    assert settled([entry, open_], Judge(), load_ontology(), Trace()) == [entry.statement]


def test_statements_are_made_once_and_only_when_asked_for() -> None:
    made: list[int] = []

    def make() -> Statement:
        made.append(1)
        return draft("mali", "chad", "ACCUSE").statement

    one = Draft(make, None)
    assert not made
    assert one.statement is one.statement
    assert made == [1]


@pytest.mark.models
def test_a_brief_text_tells_what_a_longer_one_would_leave_out() -> None:
    """Nobody writes a single sentence to tell nothing; of open acts it tells the likeliest, and by chance it tells nothing."""
    entry, open_ = draft("mali", "chad", "ACCUSE", brief=True), draft("mali", "niger", at=5, brief=True)
    assert told((entry, "ACCUSE", 0.12), (open_, "AID", 0.4)) == [("mali", "ACCUSE", "chad")]
    assert told((entry, "ACCUSE", 0.05), (open_, "AID", 0.4)) == [("mali", "AID", "niger")]
    assert told((entry, "ACCUSE", 0.05), (open_, "AID", 0.09)) == []
    assert told((draft("mali", "chad", "ACCUSE"), "ACCUSE", 0.12)) == []


@pytest.mark.models
def test_a_brief_text_tells_one_open_act_at_most() -> None:
    read = [(draft("mali", o, at=n, brief=True), "AID", p) for n, (o, p) in enumerate((("chad", 0.2), ("niger", 0.4)))]
    assert told(*read) == [("mali", "AID", "niger")]


@pytest.mark.models
@pytest.mark.parametrize("brief", [True, False])
def test_what_was_read_without_a_guess_stands_in_a_brief_text(brief: bool) -> None:
    plain = draft("mali", "chad", "ACCUSE", brief=brief, weight=0.85)
    assert told((plain, "ACCUSE", 0.02)) == ([("mali", "ACCUSE", "chad")] if brief else [])
