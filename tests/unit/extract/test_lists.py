"""Names in a row become one list, on hand-built trees with hand-made mentions."""

from __future__ import annotations

from kg.extract.lists import mend_lists
from kg.extract.mentions import Mention
from kg.extract.tree import Sentence
from kg.model import Entity
from tests.trees import tree


def named(sentence: Sentence, *positions: int) -> list[Mention]:
    return [
        Mention(i, i, i, Entity(t.lower, "State", {"en": t.text, "fr": t.text}), "label", t.start, t.end, t.text)
        for i, t in enumerate(sentence.tokens)
        if i in positions
    ]


def test_a_list_with_and_hangs_on_its_first_name() -> None:
    s = tree(
        "Téhéran/T/PROPN/nsubj>1 accuse/accuser/VERB/root>1 Bruxelles/B/NOUN/obj>1 ,/,/PUNCT/punct>4 "
        "Berlin/B/PROPN/obl:mod>1 et/et/CCONJ/cc>6 Paris/P/PROPN/conj>4",
        "fr",
    )
    mend_lists(s, named(s, 0, 2, 4, 6))
    assert s.conjuncts(2) == [2, 4, 6]


def test_a_subject_lost_to_the_first_name_makes_the_whole_list_the_subject() -> None:
    s = tree(
        "Japarov/J/PROPN/dislocated>3 et/et/CCONJ/cc>2 Rahmon/R/PROPN/nsubj>3 conviennent/convenir/VERB/root>3", "fr"
    )
    mend_lists(s, named(s, 0, 2))
    assert (s.tokens[0].dep, s.tokens[0].head, s.conjuncts(0)) == ("nsubj", 3, [0, 2])


def test_names_without_and_are_no_list() -> None:
    s = tree("Paris/P/PROPN/root>0 ,/,/PUNCT/punct>0 France/F/PROPN/appos>0")
    mend_lists(s, named(s, 0, 2))
    assert s.tokens[2].dep == "appos"


def test_names_under_different_prepositions_are_no_list() -> None:
    s = tree(
        "met/meet/VERB/root>0 in/in/ADP/case>2 Doha/D/PROPN/obl(in)>0 and/and/CCONJ/cc>0 with/with/ADP/case>5 Oman/O/PROPN/obl(with)>0"
    )
    mend_lists(s, named(s, 2, 5))
    assert s.tokens[5].head == 0


def test_a_list_behind_after_that_has_a_verb_is_its_subject() -> None:
    s = tree(
        "after/after/ADP/case>1 Riyadh/R/PROPN/nmod(after)>6 ,/,/PUNCT/punct>1 Cairo/C/PROPN/nsubj>6 and/and/CCONJ/cc>5 "
        "Manama/M/PROPN/conj>3 cut/cut/VERB/root>6 ties/tie/NOUN/obj>6"
    )
    mend_lists(s, named(s, 1, 3, 5))
    assert (s.tokens[1].dep, s.tokens[1].head, s.tokens[1].case, s.conjuncts(1)) == ("nsubj", 6, "", [1, 3, 5])


def test_prepositions_of_place_differ_by_name_within_a_list() -> None:
    s = tree(
        "rappelle/rappeler/VERB/root>0 en/en/ADP/case>2 France/F/PROPN/obl(en)>0 ,/,/PUNCT/punct>2 au/à/ADP/case>5 Canada/C/PROPN/obl(à)>0 "
        "et/et/CCONJ/cc>8 à/à/ADP/case>8 Cuba/C/PROPN/obl(à)>0",
        "fr",
    )
    mend_lists(s, named(s, 2, 5, 8))
    assert s.conjuncts(2) == [2, 5, 8]
