"""Prepositions are the case of what they govern."""

from __future__ import annotations

from kg.extract.schemes import normalise
from tests.trees import tree


def test_an_english_preposition_becomes_the_case_of_its_object() -> None:
    s = normalise(tree("Mali/Mali/PROPN/nsubj>1 met/meet/VERB/ROOT>1 with/with/ADP/prep>1 Chad/Chad/PROPN/pobj>2"))
    assert (s.tokens[3].dep, s.tokens[3].case, s.tokens[3].head) == ("obl", "with", 1)


def test_chained_prepositions_are_one_case() -> None:
    s = normalise(
        tree(
            "Mali/Mali/PROPN/nsubj>1 pulled/pull/VERB/ROOT>1 out/out/ADP/prep>1 of/of/ADP/prep>2 talks/talk/NOUN/pobj>3"
        )
    )
    assert s.tokens[4].case == "out of"


def test_french_contractions_are_one_preposition() -> None:
    s = normalise(tree("appel/appel/NOUN/ROOT>0 aux/aux/ADP/case>2 Maliens/malien/NOUN/nmod>0", "fr"))
    assert s.tokens[2].case == "à"


def test_several_words_are_one_preposition() -> None:
    s = normalise(
        tree(
            "navire/navire/NOUN/ROOT>0 face/face/NOUN/nmod>0 à/à/ADP/case>4 la/le/DET/det>4 Grèce/Grèce/PROPN/nmod>1",
            "fr",
        )
    )
    assert (s.tokens[4].case, s.tokens[4].head, s.tokens[4].dep) == ("face à", 0, "nmod")
