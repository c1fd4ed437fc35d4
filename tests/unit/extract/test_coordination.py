"""Which verb goes with which, and whose subject a name is, on hand-built trees."""

from __future__ import annotations

from kg.extract.coordination import mend_coordination, mend_swallowed_subjects
from tests.trees import tree


def test_a_name_between_and_and_a_finite_verb_is_its_subject() -> None:
    s = tree(
        "Berlin/B/PROPN/nsubj>1 condamne/condamner/VERB/root>1{VerbForm=Fin} l'/le/DET/det>3 opération/opération/NOUN/obj>1 "
        "et/et/CCONJ/cc>5 Oslo/O/PROPN/conj>3 l'/le/PRON/obj>7 juge/juger/VERB/amod>3{VerbForm=Fin} odieuse/odieux/ADJ/xcomp>7",
        "fr",
    )
    mend_swallowed_subjects(s)
    assert [(s.tokens[i].dep, s.tokens[i].head) for i in (5, 7)] == [("nsubj", 7), ("conj", 1)]


def test_a_second_object_stays_one() -> None:
    s = tree(
        "Pékin/P/PROPN/nsubj>1 critique/critiquer/VERB/root>1{VerbForm=Fin} Tokyo/T/PROPN/obj>1 et/et/CCONJ/cc>4 Séoul/S/PROPN/conj>2",
        "fr",
    )
    mend_coordination(s)
    assert (s.tokens[4].dep, s.tokens[4].head) == ("conj", 2)


def test_a_subject_of_its_own_keeps_the_name_where_it_is() -> None:
    s = tree(
        "Berlin/B/PROPN/nsubj>1 vise/viser/VERB/root>1{VerbForm=Fin} Rome/R/PROPN/obj>1 et/et/CCONJ/cc>4 Oslo/O/PROPN/conj>2 "
        "quitte/quitter/VERB/conj>1{VerbForm=Fin} Paris/P/PROPN/nsubj>5",
        "fr",
    )
    mend_swallowed_subjects(s)
    assert s.tokens[4].dep == "conj"
