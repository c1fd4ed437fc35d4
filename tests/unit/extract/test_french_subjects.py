"""Subjects that the French parser lost, on hand-built trees."""

from __future__ import annotations

from kg.extract.french_subjects import mend_french_subjects
from tests.trees import tree


def told(text: str, verb: int) -> list[str]:
    s = tree(text, "fr")
    mend_french_subjects(s)
    return [t.text for t in s.children(verb) if t.dep.startswith("nsubj")]


def test_a_participle_that_opens_the_sentence_is_no_subject() -> None:
    found = told(
        "Réunis/Réunis/PROPN/nsubj>7 à/à/ADP/case>2 Lima/Lima/PROPN/obl(à)>0 ,/,/PUNCT/punct>0 les/le/DET/det>5 ministres/ministre/NOUN/conj>2 "
        "ont/avoir/AUX/aux>7{VerbForm=Fin} exclu/exclure/VERB/root>7{VerbForm=Part} Quito/Q/PROPN/obj>7",
        7,
    )
    assert found == ["ministres"]


def test_what_stands_behind_a_preposition_is_no_subject() -> None:
    found = told(
        "depuis/depuis/ADP/case>1 octobre/octobre/NOUN/nsubj(depuis)>5 ,/,/PUNCT/punct>1 Oslo/Oslo/PROPN/appos>1 avait/avoir/AUX/aux>5{VerbForm=Fin} "
        "signé/signer/VERB/root>5{VerbForm=Part}",
        5,
    )
    assert found == ["Oslo"]


def test_half_of_a_subject_gets_the_other_half() -> None:
    s = tree(
        "le/le/DET/det>1 gouvernement/gouvernement/NOUN/fixed>5 et/et/CCONJ/cc>4 les/le/DET/det>4 rebelles/rebelle/NOUN/nsubj>5 "
        "négocient/négocier/VERB/root>5{VerbForm=Fin}",
        "fr",
    )
    mend_french_subjects(s)
    assert [(t.dep, t.head) for t in (s.tokens[1], s.tokens[4])] == [("nsubj", 5), ("conj", 1)]


def test_what_stands_between_commas_is_stepped_over() -> None:
    found = told(
        "Kigali/Kigali/PROPN/dislocated>5 ,/,/PUNCT/punct>0 voisin/voisin/NOUN/appos>0 inquiet/inquiet/ADJ/amod>2 ,/,/PUNCT/punct>0 "
        "proteste/protester/VERB/root>5{VerbForm=Fin}",
        5,
    )
    assert found == ["Kigali"]


def test_a_clause_with_a_subject_keeps_it() -> None:
    found = told("il/il/PRON/nsubj>2 Rome/Rome/PROPN/dislocated>2 cède/céder/VERB/root>2{VerbForm=Fin}", 2)
    assert found == ["il"]


def test_a_noun_right_before_a_code_is_the_subject() -> None:
    s = tree(
        "Un/un/DET/det>1 bombardier/bombardier/NOUN/dislocated>4 Su-24/su-24/NOUN/nsubj:pass>4 est/être/AUX/aux:pass>4{VerbForm=Fin} abattu/abattre/VERB/root>4{VerbForm=Part}",
        "fr",
    )
    mend_french_subjects(s)
    assert [(t.dep, t.head) for t in (s.tokens[1], s.tokens[2])] == [("nsubj:pass", 4), ("flat:name", 1)]


def test_with_avoir_alone_nothing_is_passive() -> None:
    s = tree(
        "Oslo/Oslo/PROPN/nsubj:pass>2 a/avoir/AUX/aux>2{VerbForm=Fin} refusé/refuser/VERB/root>2{VerbForm=Part}", "fr"
    )
    mend_french_subjects(s)
    assert s.tokens[0].dep == "nsubj"


def test_a_row_that_the_verb_hung_on_becomes_its_subject() -> None:
    s = tree(
        "le/le/DET/det>1 roi/roi/NOUN/nmod>4 et/et/CCONJ/cc>4 les/le/DET/det>4 rebelles/rebelle/NOUN/root>4 négocient/négocier/VERB/acl>4{VerbForm=Fin}",
        "fr",
    )
    mend_french_subjects(s)
    assert [(t.dep, t.head) for t in (s.tokens[1], s.tokens[4], s.tokens[5])] == [
        ("nsubj", 5),
        ("conj", 1),
        ("root", 5),
    ]


def test_an_et_that_opens_the_sentence_joins_nothing() -> None:
    found = told("Et/et/CCONJ/cc>2 Paris/Paris/PROPN/dep>2 cède/céder/VERB/root>2{VerbForm=Fin}", 2)
    assert found == ["Paris"]


def test_english_is_left_alone() -> None:
    s = tree(
        "Reunis/Reunis/PROPN/nsubj>7 in/in/ADP/case>2 Lima/Lima/PROPN/obl(in)>0 ,/,/PUNCT/punct>0 the/the/DET/det>5 ministers/minister/NOUN/conj>2 "
        "have/have/AUX/aux>7{VerbForm=Fin} barred/bar/VERB/root>7{VerbForm=Part}",
        "en",
    )
    mend_french_subjects(s)
    assert s.tokens[0].dep == "nsubj"
