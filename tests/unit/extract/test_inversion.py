"""Verbs of saying behind what they report get their subject back, on hand-built trees."""

from __future__ import annotations

import pytest

from kg.extract.inversion import mend_inversion
from kg.extract.tree import Sentence
from kg.lexicon import load_lexicon
from kg.lexicon.records import Lexicon
from kg.settings import ontology_dir
from tests.trees import tree

SAID = (
    "Séoul/S/PROPN/nsubj>1 cède/céder/VERB/{main} ,/,/PUNCT/punct>4 a/avoir/AUX/aux>4 déclaré/déclarer/VERB/{said} "
    "le/le/DET/det>6 ministre/ministre/NOUN/obj>4"
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon("fr", ontology_dir())


def mended(spec: str, lexicon: Lexicon) -> Sentence:
    sentence = tree(spec, "fr")
    mend_inversion(sentence, lexicon)
    return sentence


@pytest.mark.parametrize(
    ("main", "said"), [("root>1", "conj>1"), ("advcl>4", "root>4")], ids=["verb-below", "verb-above"]
)
def test_the_object_behind_the_verb_is_its_subject(main: str, said: str, lexicon: Lexicon) -> None:
    s = mended(SAID.format(main=main, said=said), lexicon)
    assert (s.tokens[6].dep, s.tokens[4].dep, s.tokens[4].head) == ("nsubj", "parataxis", 1)
    assert s.is_root(1)


def test_a_verb_with_a_subject_of_its_own_keeps_its_object(lexicon: Lexicon) -> None:
    s = mended(
        "Oman/O/PROPN/nsubj>3 ,/,/PUNCT/punct>0 a/avoir/AUX/aux>3 déclaré/déclarer/VERB/root>3 la/le/DET/det>5 guerre/guerre/NOUN/obj>3",
        lexicon,
    )
    assert s.tokens[5].dep == "obj"


def test_other_verbs_are_left_alone(lexicon: Lexicon) -> None:
    s = mended(
        "Séoul/S/PROPN/nsubj>1 cède/céder/VERB/root>1 ,/,/PUNCT/punct>4 a/avoir/AUX/aux>4 mangé/manger/VERB/conj>1 le/le/DET/det>6 ministre/ministre/NOUN/obj>4",
        lexicon,
    )
    assert s.tokens[6].dep == "obj"


def test_what_stands_before_a_colon_is_no_subject(lexicon: Lexicon) -> None:
    s = mended(
        "Gaza/Gaza/PROPN/nsubj>3 :/:/PUNCT/punct>0 Oslo/Oslo/PROPN/appos>0 saisit/saisir/VERB/root>3 la/le/DET/det>5 "
        "justice/justice/NOUN/obj>3",
        lexicon,
    )
    assert (s.tokens[2].dep, s.tokens[2].head, s.tokens[0].dep) == ("nsubj", 3, "dislocated")


def test_the_end_of_what_is_reported_is_no_subject(lexicon: Lexicon) -> None:
    s = mended(
        "Lomé/Lomé/PROPN/nsubj>1 arme/armer/VERB/root>1{VerbForm=Fin} les/le/DET/det>3 rebelles/rebelle/NOUN/nsubj>6 ,/,/PUNCT/punct>6 "
        "a/avoir/AUX/aux>6 déclaré/déclarer/VERB/advcl>1 le/le/DET/det>8 ministre/ministre/NOUN/obj>6",
        lexicon,
    )
    assert (s.tokens[3].dep, s.tokens[3].head, s.tokens[8].dep) == ("obj", 1, "nsubj")
