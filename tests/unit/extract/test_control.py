"""Infinitives hung on an object complete the verb that asks for them."""

from __future__ import annotations

from kg.extract.control import mend_control
from kg.lexicon import load_lexicon
from kg.settings import ontology_dir
from tests.trees import tree


def test_an_infinitive_behind_the_one_who_is_told_to_goes_to_the_verb() -> None:
    s = tree(
        "Oslo/Oslo/PROPN/nsubj>1 somme/sommer/VERB/root>1 Malte/Malte/PROPN/obj>1"
        " de/de/ADP/mark>4 partir/partir/VERB/acl(de)>2{VerbForm=Inf}",
        "fr",
    )
    mend_control(s, load_lexicon("fr", ontology_dir()))
    assert (s.tokens[4].head, s.tokens[4].dep) == (1, "xcomp")


def test_an_infinitive_that_describes_a_thing_stays_with_it() -> None:
    s = tree(
        "Oslo/Oslo/PROPN/nsubj>1 salue/saluer/VERB/root>1 droits/droit/NOUN/obj>1"
        " de/de/ADP/mark>4 voter/voter/VERB/acl(de)>2{VerbForm=Inf}",
        "fr",
    )
    mend_control(s, load_lexicon("fr", ontology_dir()))
    assert s.tokens[4].head == 2
