"""French participles read as nouns and adjectives are verbs again."""

from __future__ import annotations

from kg.extract.schemes import normalise
from tests.trees import tree


def test_a_participle_read_as_an_adjective_is_a_passive_verb() -> None:
    s = normalise(tree("Le/le/DET/det>1 bureau/bureau/NOUN/nsubj>3 sera/être/AUX/cop>3 fermé/fermé/ADJ/ROOT>3", "fr"))
    assert (s.tokens[3].pos, s.tokens[3].lemma, s.tokens[1].dep) == ("VERB", "fermer", "nsubj:pass")


def test_a_participle_behind_avoir_is_no_object() -> None:
    s = normalise(
        tree("accuse/accuser/VERB/ROOT>0 avoir/avoir/VERB/xcomp>0{VerbForm=Inf} violé/violé/NOUN/obj>1", "fr")
    )
    assert (s.tokens[2].pos, s.tokens[2].lemma, s.tokens[2].dep, s.tokens[1].dep) == ("VERB", "violer", "xcomp", "aux")


def test_a_participle_that_opens_a_sentence_is_a_verb() -> None:
    s = normalise(
        tree(
            "Critiquée/critiquée/NOUN/obl:mod>5 par/par/ADP/case>2 Oslo/Oslo/PROPN/nmod>0 ,/,/PUNCT/punct>5 Rome/Rome/PROPN/nsubj>5 "
            "cède/céder/VERB/ROOT>5{VerbForm=Fin}",
            "fr",
        )
    )
    assert (s.tokens[0].pos, s.tokens[0].lemma, s.tokens[2].dep) == ("VERB", "critiquer", "obl:agent")
