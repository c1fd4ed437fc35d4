"""What the French parser is known to get wrong is mended."""

from __future__ import annotations

from kg.extract.schemes import normalise
from tests.trees import tree


def test_a_french_present_that_kept_its_form_gets_its_infinitive() -> None:
    s = normalise(tree("Paris/Paris/PROPN/nsubj>1 accuse/accuse/VERB/ROOT>1 Moscou/Moscou/PROPN/obj>1", "fr"))
    assert s.tokens[1].lemma == "accuser"


def test_an_object_clitic_read_as_an_article_is_an_object() -> None:
    s = normalise(
        tree("Il/il/PRON/nsubj>3 les/le/DET/nsubj>3 a/avoir/AUX/aux:tense>3 appelés/appeler/VERB/ROOT>3", "fr")
    )
    assert (s.tokens[1].pos, s.tokens[1].dep) == ("PRON", "obj")


def test_a_relative_clause_behind_a_comma_describes_the_noun_before_it() -> None:
    s = normalise(
        tree(
            "vise/viser/VERB/ROOT>0 Minsk/Minsk/PROPN/obj>0 ,/,/PUNCT/punct>5 qui/qui/PRON/nsubj>5"
            " a/avoir/AUX/aux>5 condamné/condamner/VERB/advcl>0",
            "fr",
        )
    )
    assert (s.tokens[5].head, s.tokens[5].dep) == (1, "acl:relcl")


def test_hundreds_count_the_noun_behind_them() -> None:
    s = normalise(
        tree(
            "deux/deux/NUM/nummod>1 cents/cent/NOUN/nsubj>3 soldats/soldat/NOUN/amod>1 partent/partir/VERB/ROOT>3", "fr"
        )
    )
    assert (s.tokens[2].dep, s.tokens[2].head, s.tokens[1].dep) == ("nsubj", 3, "nummod")


def test_an_infinitive_behind_a_name_completes_the_noun_before_it() -> None:
    s = normalise(
        tree(
            "décision/décision/NOUN/ROOT>0 d'/de/ADP/case>2 Oslo/Oslo/PROPN/nmod>0 de/de/ADP/mark>4 "
            "partir/partir/VERB/acl>2{VerbForm=Inf}",
            "fr",
        )
    )
    assert s.tokens[4].head == 0


def test_what_is_decided_completes_the_decision_and_not_the_verb() -> None:
    s = normalise(
        tree(
            "salue/saluer/VERB/ROOT>0{VerbForm=Fin} la/le/DET/det>2 décision/décision/NOUN/obj>0 américaine/américain/ADJ/amod>2 "
            "de/de/ADP/mark>5 partir/partir/VERB/xcomp>0{VerbForm=Inf}",
            "fr",
        )
    )
    assert (s.tokens[5].head, s.tokens[5].dep) == (2, "acl")


def test_a_clause_with_its_own_subject_is_said_and_does_not_describe_a_name() -> None:
    s = normalise(
        tree(
            "Oslo/Oslo/PROPN/nsubj>1 dit/dire/VERB/ROOT>1 à/à/ADP/case>3 Moscou/Moscou/PROPN/obl(à)>1"
            " qu'/que/SCONJ/mark>6 elle/elle/PRON/nsubj>6 partira/partir/VERB/acl:relcl>3",
            "fr",
        )
    )
    assert (s.tokens[6].head, s.tokens[6].dep) == (1, "ccomp")


def test_a_headline_opens_with_a_noun_whatever_it_was_read_as() -> None:
    s = normalise(
        tree(
            "Raids/raid/ADV/ROOT>0 chiliens/chilien/ADJ/amod>0{Number=Plur} sur/sur/ADP/case>3 Lima/L/PROPN/nmod>0",
            "fr",
        )
    )
    assert (s.tokens[0].pos, s.tokens[0].lemma) == ("NOUN", "raid")


def test_a_city_that_ends_in_s_stays_a_name() -> None:
    s = normalise(tree("Damas/Damas/PROPN/ROOT>0 inquiète/inquiet/ADJ/amod>0{Number=Sing}", "fr"))
    assert (s.tokens[0].pos, s.tokens[0].lemma) == ("PROPN", "Damas")
