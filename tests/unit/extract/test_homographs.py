"""French verbs read as nouns are verbs again where a verb must stand, and only there."""

from __future__ import annotations

import pytest

from kg.extract.homographs import mend_homographs, present_forms
from kg.lexicon import load_lexicon
from kg.settings import ontology_dir
from tests.trees import tree


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("accuser", ("accuse", "accusent")),
        ("rompre", ("rompt", "rompent")),
        ("envahir", ("envahit", "envahissent")),
        ("vendre", ("vend", "vendent")),
    ],
)
def test_present_forms(lemma: str, forms: tuple[str, str]) -> None:
    assert present_forms(lemma) == forms


def test_a_verb_right_after_a_name_is_a_verb() -> None:
    s = tree("Paris/Paris/PROPN/root>0 condamne/condamne/NOUN/amod>0 la/le/DET/det>3 Chine/Chine/PROPN/nmod>1", "fr")
    mend_homographs(s, load_lexicon("fr", ontology_dir()))
    assert (s.tokens[1].pos, s.tokens[1].lemma, s.tokens[0].dep) == ("VERB", "condamner", "nsubj")


def test_a_noun_with_an_article_stays_a_noun() -> None:
    s = tree("la/le/DET/det>1 menace/menace/NOUN/root>1 de/de/ADP/case>3 Paris/Paris/PROPN/nmod>1", "fr")
    mend_homographs(s, load_lexicon("fr", ontology_dir()))
    assert s.tokens[1].pos == "NOUN"


def test_a_conditional_read_as_an_imperfect_is_a_conditional() -> None:
    s = tree(
        "Berlin/B/PROPN/nsubj>1 fournirait/fournirer/VERB/root>1{Mood=Ind,Tense=Imp} des/un/DET/det>3 chars/char/NOUN/obj>1",
        "fr",
    )
    mend_homographs(s, load_lexicon("fr", ontology_dir()))
    assert (s.tokens[1].lemma, s.tokens[1].morph["Mood"]) == ("fournir", "Cnd")


def test_an_imperfect_stays_one() -> None:
    s = tree(
        "Berlin/B/PROPN/nsubj>1 tirait/tirer/VERB/root>1{Mood=Ind,Tense=Imp} des/un/DET/det>3 obus/obus/NOUN/obj>1",
        "fr",
    )
    mend_homographs(s, load_lexicon("fr", ontology_dir()))
    assert s.tokens[1].morph["Mood"] == "Ind"


def test_an_imperfect_that_the_lemmatiser_does_not_know_gets_its_infinitive() -> None:
    s = tree("il/il/PRON/nsubj>1 rompait/romper/VERB/root>1 avec/avec/ADP/case>3 Oslo/Oslo/PROPN/obl>1", "fr")
    mend_homographs(s, load_lexicon("fr", ontology_dir()))
    assert s.tokens[1].lemma == "rompre"


def test_a_verb_read_as_a_preposition_governs_its_object() -> None:
    s = tree(
        "Oslo/Oslo/PROPN/root>0 multiplie/multiplier/ADP/case>3 les/le/DET/det>3 menaces/menace/NOUN/nmod(multiplie)>0",
        "fr",
    )
    mend_homographs(s, load_lexicon("fr", ontology_dir()))
    assert (s.tokens[1].pos, s.tokens[3].head, s.tokens[3].dep) == ("VERB", 1, "obj")


@pytest.mark.parametrize(
    ("form", "lemma"), [("boycotteront", "boycotter"), ("lèvera", "lever"), ("accueillera", "accueillir")]
)
def test_a_future_read_as_a_noun_is_a_verb(form: str, lemma: str) -> None:
    s = tree(f"alliés/allié/NOUN/root>0 {form}/{form}/NOUN/amod>0 Oslo/Oslo/PROPN/nmod>1", "fr")
    mend_homographs(s, load_lexicon("fr", ontology_dir()))
    assert (s.tokens[1].pos, s.tokens[1].lemma, s.tokens[1].morph["Tense"]) == ("VERB", lemma, "Fut")


def test_a_known_name_before_a_homograph_makes_it_a_verb() -> None:
    s = tree("Bruxelles/bruxelle/NOUN/root>0 presse/presse/NOUN/amod>0 Tirana/Tirana/PROPN/parataxis>0", "fr")
    mend_homographs(s, load_lexicon("fr", ontology_dir()), frozenset({0, 2}))
    assert (s.tokens[1].pos, s.tokens[1].lemma, s.tokens[0].dep) == ("VERB", "presser", "nsubj")


def test_a_noun_behind_the_possessive_leur_stays_a_noun() -> None:
    s = tree(
        "Paris/P/PROPN/nsubj>1 gèle/geler/VERB/root>1 leur/son/DET/det>3 aide/aide/NOUN/obj>1 au/à/ADP/case>5 Mali/M/PROPN/nmod>3",
        "fr",
    )
    mend_homographs(s, load_lexicon("fr", ontology_dir()))
    assert s.tokens[3].pos == "NOUN"


def test_what_hung_on_the_subject_for_want_of_a_verb_is_the_verbs() -> None:
    s = tree(
        "Paris/Paris/PROPN/root>0 achemine/achemin/ADJ/acl>0 des/de/ADP/case>3 armes/arme/NOUN/nmod(de)>0 "
        "vers/vers/ADP/case>5 Oslo/Oslo/PROPN/nmod(vers)>3",
        "fr",
    )
    mend_homographs(s, load_lexicon("fr", ontology_dir()), frozenset({0, 5}))
    assert (s.tokens[1].lemma, s.tokens[0].dep) == ("acheminer", "nsubj")
    assert (s.tokens[3].dep, s.tokens[3].head, s.tokens[3].case) == ("obj", 1, "")


def test_a_verb_read_as_an_adjective_of_its_subject_is_the_root() -> None:
    s = tree(
        "Le/le/DET/det>1 roi/roi/NOUN/nsubj>4 importe/importer/VERB/amod>1 les/le/DET/det>4 grains/grain/NOUN/root>4",
        "fr",
    )
    mend_homographs(s, load_lexicon("fr", ontology_dir()))
    assert [(t.dep, t.head) for t in (s.tokens[1], s.tokens[2], s.tokens[4])] == [("nsubj", 2), ("root", 2), ("obj", 2)]


def test_a_verb_that_was_seen_goes_on_from_the_one_before_that_was_not() -> None:
    s = tree(
        "Paris/Paris/PROPN/nsubj>4 coupe/coupe/NOUN/parataxis>0 court/court/ADV/advmod>1 et/et/CCONJ/cc>4 "
        "interdit/interdire/VERB/root>4{VerbForm=Fin} ceci/ceci/PRON/obj>4",
        "fr",
    )
    mend_homographs(s, load_lexicon("fr", ontology_dir()), frozenset({0}))
    assert [(s.tokens[i].dep, s.tokens[i].head) for i in (0, 1, 4)] == [("nsubj", 1), ("root", 1), ("conj", 1)]
