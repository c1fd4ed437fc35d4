"""French objects read as something else are objects again."""

from __future__ import annotations

from kg.extract.objects import mend_causatives, mend_crossed, mend_far_objects, mend_partitives
from kg.extract.schemes import normalise
from tests.trees import tree


def test_an_object_read_as_a_predicate_is_an_object() -> None:
    s = normalise(tree("Il/il/PRON/nsubj>1 rompait/rompre/VERB/ROOT>1 le/le/DET/det>3 pacte/pacte/NOUN/xcomp>1", "fr"))
    assert s.tokens[3].dep == "obj"


def test_a_name_read_as_a_predicate_is_the_object_unless_the_verb_links() -> None:
    spec = "Ankara/A/PROPN/nsubj>1 {}/VERB/ROOT>1 Chypre/C/PROPN/xcomp>1"
    assert normalise(tree(spec.format("reconnaît/reconnaître"), "fr")).tokens[2].dep == "obj"
    assert normalise(tree(spec.format("reste/rester"), "fr")).tokens[2].dep == "xcomp"


def test_an_object_behind_an_aside_between_commas_is_the_object() -> None:
    s = tree(
        "Oslo/O/PROPN/nsubj>1 signe/signer/VERB/root>1{VerbForm=Fin} à/à/ADP/case>3 Riga/R/PROPN/obl(à)>1 ,/,/PUNCT/punct>3 sous/sous/ADP/case>6 "
        "pression/pression/NOUN/obl(sous)>1 ,/,/PUNCT/punct>6 un/un/DET/det>9 pacte/pacte/NOUN/appos>6",
        "fr",
    )
    mend_far_objects(s)
    assert (s.tokens[9].dep, s.tokens[9].head) == ("obj", 1)


def test_an_apposition_stays_one_where_the_verb_has_its_object() -> None:
    s = tree(
        "Oslo/O/PROPN/nsubj>1 signe/signer/VERB/root>1{VerbForm=Fin} à/à/ADP/case>3 Riga/R/PROPN/obl(à)>1 ,/,/PUNCT/punct>3 sous/sous/ADP/case>6 "
        "pression/pression/NOUN/obl(sous)>1 ,/,/PUNCT/punct>6 un/un/DET/det>9 pacte/pacte/NOUN/appos>6 tout/tout/PRON/obj>1",
        "fr",
    )
    mend_far_objects(s)
    assert s.tokens[9].dep == "appos"


def test_who_is_let_in_is_let() -> None:
    s = tree(
        "Oslo/O/PROPN/nsubj>1 laisse/laisser/VERB/root>1{VerbForm=Fin} entrer/entrer/VERB/xcomp>1{VerbForm=Inf} Riga/R/PROPN/obj>2",
        "fr",
    )
    mend_causatives(s)
    assert s.tokens[3].head == 1


def test_of_two_objects_the_one_behind_a_preposition_is_none() -> None:
    s = tree(
        "Oslo/O/PROPN/nsubj>1 reçoit/recevoir/VERB/root>1{VerbForm=Fin} de/de/ADP/case>3 Riga/R/PROPN/obj(de)>1 ses/son/DET/det>5 chars/char/NOUN/obj>1",
        "fr",
    )
    mend_partitives(s)
    assert [s.tokens[i].dep for i in (3, 5)] == ["obl:arg", "obj"]


def test_des_goes_on_with_the_noun_behind_against() -> None:
    s = tree(
        "On/on/PRON/nsubj>1 défile/défiler/VERB/root>1{VerbForm=Fin} contre/contre/ADP/case>3 l'envoi/envoi/NOUN/obl(contre)>1 des/des/DET/det>5 chars/char/NOUN/obj>1",
        "fr",
    )
    mend_partitives(s)
    assert (s.tokens[5].dep, s.tokens[5].head, s.tokens[5].case) == ("nmod", 3, "de")


def test_what_stands_behind_the_verb_is_not_its_subjects() -> None:
    s = tree(
        "Oslo/O/PROPN/nsubj>1 bloque/bloquer/VERB/root>1{VerbForm=Fin} depuis/depuis/ADP/case>3 mai/mai/NOUN/obl(depuis)>1 l'/le/DET/det>5 aide/aide/NOUN/nmod>0",
        "fr",
    )
    mend_crossed(s)
    assert (s.tokens[5].dep, s.tokens[5].head) == ("obj", 1)
