"""ClearNLP and UD trees come out with the same labels, and known parser errors are mended."""

from __future__ import annotations

from kg.extract.schemes import joined, normalise
from tests.trees import tree


def test_the_english_predicate_heads_its_copula() -> None:
    s = normalise(tree("Mali/Mali/PROPN/nsubj>1 is/be/AUX/ROOT>1 hostile/hostile/ADJ/acomp>1"))
    assert s.is_root(2)
    assert (s.tokens[1].dep, s.tokens[0].head) == ("cop", 2)


def test_a_sentence_broken_after_its_subject_is_put_together() -> None:
    left = tree("Rabat/Rabat/PROPN/root>0", "fr")
    right = tree("rejette/rejeter/VERB/root>0 tout/tout/PRON/obj>0", "fr")
    both = joined(left, right, "Rabat rejette tout")
    assert (both.tokens[0].dep, both.tokens[0].head) == ("nsubj", 1)


def test_a_name_cut_off_hangs_on_the_noun_before_it() -> None:
    left = tree("salue/saluer/VERB/root>0{VerbForm=Fin} l'émissaire/émissaire/NOUN/obj>0 russe/russe/ADJ/amod>1", "fr")
    right = tree("Loukine/Loukine/PROPN/root>0", "fr")
    both = joined(left, right, "salue l'émissaire russe Loukine")
    assert (both.tokens[3].dep, both.tokens[3].head) == ("flat:name", 1)


def test_a_name_cut_off_behind_a_participle_is_its_subject() -> None:
    left = tree("a/avoir/AUX/aux>1{VerbForm=Fin} promis/promettre/VERB/root>1{VerbForm=Part}", "fr")
    right = tree("Lula/Lula/PROPN/root>0", "fr")
    both = joined(left, right, "a promis Lula")
    assert (both.tokens[2].dep, both.tokens[2].head) == ("nsubj", 1)


def test_a_name_cut_off_behind_an_english_participle_is_its_object() -> None:
    left = tree("Oslo/Oslo/PROPN/nsubj>2 has/have/AUX/aux>2{VerbForm=Fin} arrested/arrest/VERB/root>2{VerbForm=Part}")
    right = tree("Navalny/Navalny/PROPN/root>0")
    assert joined(left, right, "Oslo has arrested Navalny").tokens[3].dep == "obj"
