"""What the English parser gets wrong, mended on hand-built trees."""

from __future__ import annotations

from kg.extract.english import mend_english
from tests.trees import tree


def mended(spec: str) -> list[tuple[str, str, int]]:
    sentence = tree(spec)
    mend_english(sentence)
    return [(t.lower, t.dep, t.head) for t in sentence]


def test_two_names_are_the_subject_of_a_headline_s_infinitive() -> None:
    spec = (
        "Macron/Macron/PROPN/root>0 ,/,/PUNCT/punct>0 Scholz/Scholz/PROPN/appos>0 to/to/PART/aux>4 "
        "meet/meet/VERB/acl:relcl>0{VerbForm=Inf} soon/soon/ADV/advmod>4"
    )
    found = mended(spec)
    assert found[0] == ("macron", "nsubj", 4)
    assert found[2] == ("scholz", "conj", 0)
    assert found[4] == ("meet", "root", 4)


def test_ahead_of_is_one_preposition() -> None:
    spec = (
        "Ahead/ahead/ADV/advmod>6 of/of/ADP/case>2 talks/talk/NOUN/obl(of)>0 with/with/ADP/case>4 "
        "Cairo/Cairo/PROPN/nmod(with)>2 Addis/Addis/PROPN/appos>4 agreed/agree/VERB/root>6{VerbForm=Fin}"
    )
    sentence = tree(spec)
    mend_english(sentence)
    assert (sentence.tokens[2].case, sentence.tokens[2].head) == ("ahead of", 6)


def test_a_name_between_a_comma_and_its_verb_is_the_subject() -> None:
    spec = (
        "With/with/ADP/case>1 Cairo/Cairo/PROPN/obl(with)>5 ,/,/PUNCT/punct>1 Addis/Addis/PROPN/appos>1 "
        "reportedly/reportedly/ADV/advmod>5 agreed/agree/VERB/root>5{VerbForm=Fin}"
    )
    assert mended(spec)[3] == ("addis", "nsubj", 5)


def test_an_adjective_behind_as_says_what_the_object_is_called() -> None:
    spec = "Chad/Chad/PROPN/nsubj>1 described/describe/VERB/root>1 it/it/PRON/obj>1 as/as/ADP/prep>2 hostile/hostile/ADJ/amod>3"
    assert mended(spec)[4] == ("hostile", "obl", 1)


def test_the_second_object_of_a_naming_verb_is_what_the_first_is_called() -> None:
    spec = "Chad/Chad/PROPN/nsubj>1 branded/brand/VERB/root>1 Mali/Mali/PROPN/obj>1 a/a/DET/det>4 liar/liar/NOUN/obj>1"
    assert mended(spec)[4] == ("liar", "xcomp", 1)


def test_the_second_of_two_plural_objects_is_no_verb() -> None:
    spec = (
        "EU/EU/PROPN/nsubj>1 imposed/impose/VERB/root>1{VerbForm=Fin} bans/ban/NOUN/nsubj>5 and/and/CCONJ/cc>2 "
        "asset/asset/NOUN/conj>2 freezes/freeze/VERB/ccomp>1{VerbForm=Fin} Mali/Mali/PROPN/obl(on)>5"
    )
    found = mended(spec)
    assert [found[2][1:], found[5][1:], found[6][1:]] == [("obj", 1), ("conj", 2), ("obl", 1)]
