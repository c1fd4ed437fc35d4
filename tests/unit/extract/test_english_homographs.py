"""English verbs of the present that the tagger takes for nouns are verbs where no other verb stands."""

from __future__ import annotations

import pytest

from kg.extract.english_homographs import english_present, mend_english_homographs
from kg.lexicon import load_lexicon
from kg.settings import ontology_dir
from tests.trees import tree


def mended(spec: str, named: set[int]) -> list[tuple[str, str, str, int]]:
    """Lemma, part of speech, relation and head of each word."""
    sentence = tree(spec)
    mend_english_homographs(sentence, load_lexicon("en", ontology_dir()), frozenset(named))
    return [(t.lemma, t.pos, t.dep, t.head) for t in sentence]


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("annex", "annexes"), ("ally", "allies"), ("deploy", "deploys"), ("urge", "urges"), ("quash", "quashes")],
)
def test_present_forms(lemma: str, form: str) -> None:
    assert english_present(lemma) == form


def test_a_noun_between_a_name_and_another_is_the_verb_of_a_headline() -> None:
    spec = (
        "Chad/Chad/PROPN/compound>1 airlifts/airlift/NOUN/root>1 Mali/Mali/PROPN/compound>3 envoy/envoy/NOUN/appos>1 "
        "over/over/ADP/case>5 claims/claim/NOUN/nmod(over)>3"
    )
    found = mended(spec, {0, 2})
    assert found[0][2:] == ("nsubj", 1)
    assert found[1] == ("airlift", "VERB", "root", 1)
    assert found[3][2:] == ("obj", 1)


def test_a_clause_beside_one_with_a_verb_is_looked_at_by_itself() -> None:
    spec = (
        "Chad/Chad/PROPN/compound>1 belittles/belittle/NOUN/ccomp>5 the/the/DET/det>3 offer/offer/NOUN/obj>1 ,/,/PUNCT/punct>5 "
        "said/say/VERB/root>5{VerbForm=Fin} Mali/Mali/PROPN/nsubj>5"
    )
    found = mended(spec, {0, 6})
    assert found[0][2:] == ("nsubj", 1)
    assert found[1] == ("belittle", "VERB", "ccomp", 5)


def test_what_follows_a_comma_goes_on_with_the_same_subject() -> None:
    spec = (
        "Chad/Chad/PROPN/nsubj>1 rejects/reject/VERB/root>1{VerbForm=Fin} deal/deal/NOUN/obj>1 ,/,/PUNCT/punct>1 "
        "belittles/belittle/NOUN/compound>6 new/new/ADJ/amod>6 offer/offer/NOUN/dep>1"
    )
    found = mended(spec, {0})
    assert (found[4], found[6][2:]) == (("belittle", "VERB", "conj", 1), ("obj", 4))


@pytest.mark.parametrize(
    ("spec", "named"),
    [
        (
            "Chadian/chadian/ADJ/amod>1 rebels/rebel/NOUN/nsubj>2 attacked/attack/VERB/root>2{VerbForm=Fin,Tense=Past} "
            "the/the/DET/det>4 army/army/NOUN/obj>2",
            {0},
        ),
        ("Chad/Chad/PROPN/compound>2 sanctions/sanction/NOUN/compound>2 talks/talk/NOUN/root>2", {0}),
        ("Mali/Mali/PROPN/compound>2 trade/trade/NOUN/compound>2 talks/talk/NOUN/root>2", {0}),
        ("Chad/Chad/PROPN/compound>1 critics/critic/NOUN/nsubj>2 left/leave/VERB/root>2{VerbForm=Fin}", {0}),
        ("Chad/Chad/PROPN/nsubj>2 aids/aid/NOUN/obj>2 won/win/VERB/root>2{VerbForm=Fin} Mali/Mali/PROPN/obj>2", {0, 3}),
    ],
)
def test_other_nouns_stay_nouns(spec: str, named: set[int]) -> None:
    sentence = tree(spec)
    assert [t.pos for t in sentence] == [pos for _, pos, _, _ in mended(spec, named)]
