"""Which verb goes with which, and whose subject a name is, on hand-built trees."""

from __future__ import annotations

from kg.extract.coordination import mend_absolutes, mend_coordination, mend_likewise, mend_swallowed_subjects
from kg.extract.schemes import normalise
from tests.trees import tree


def test_a_name_between_and_and_a_finite_verb_is_its_subject() -> None:
    s = tree(
        "Berlin/B/PROPN/nsubj>1 condamne/condamner/VERB/root>1{VerbForm=Fin} l'/le/DET/det>3 opération/opération/NOUN/obj>1 "
        "et/et/CCONJ/cc>5 Oslo/O/PROPN/conj>3 l'/le/PRON/obj>7 juge/juger/VERB/amod>3{VerbForm=Fin} odieuse/odieux/ADJ/xcomp>7",
        "fr",
    )
    mend_swallowed_subjects(s)
    assert [(s.tokens[i].dep, s.tokens[i].head) for i in (5, 7)] == [("nsubj", 7), ("conj", 1)]


def test_a_second_object_stays_one() -> None:
    s = tree(
        "Pékin/P/PROPN/nsubj>1 critique/critiquer/VERB/root>1{VerbForm=Fin} Tokyo/T/PROPN/obj>1 et/et/CCONJ/cc>4 Séoul/S/PROPN/conj>2",
        "fr",
    )
    mend_coordination(s)
    assert (s.tokens[4].dep, s.tokens[4].head) == ("conj", 2)


def test_a_subject_of_its_own_keeps_the_name_where_it_is() -> None:
    s = tree(
        "Berlin/B/PROPN/nsubj>1 vise/viser/VERB/root>1{VerbForm=Fin} Rome/R/PROPN/obj>1 et/et/CCONJ/cc>4 Oslo/O/PROPN/conj>2 "
        "quitte/quitter/VERB/conj>1{VerbForm=Fin} Paris/P/PROPN/nsubj>5",
        "fr",
    )
    mend_swallowed_subjects(s)
    assert s.tokens[4].dep == "conj"


def test_a_finite_verb_is_not_coordinated_with_an_infinitive() -> None:
    s = normalise(
        tree(
            "Il/il/PRON/nsubj>1 reproche/reprocher/VERB/ROOT>1{VerbForm=Fin} de/de/ADP/mark>3"
            " financer/financer/VERB/xcomp>1{VerbForm=Inf} et/et/CCONJ/cc>5 menace/menacer/VERB/conj>3{VerbForm=Fin}",
            "fr",
        )
    )
    assert s.tokens[5].head == 1


def test_a_participle_with_an_object_is_not_coordinated_with_an_adjective() -> None:
    s = normalise(
        tree(
            "Erdogan/Erdogan/PROPN/nsubj>2 a/avoir/AUX/aux:tense>2{VerbForm=Fin} fustigé/fustiger/VERB/ROOT>2{VerbForm=Part}"
            " un/un/DET/det>4 acte/acte/NOUN/obj>2 odieux/odieux/ADJ/amod>4 et/et/CCONJ/cc>7"
            " rappelé/rappeler/VERB/conj>5{VerbForm=Part} son/son/DET/det>9 ambassadeur/ambassadeur/NOUN/obj>7",
            "fr",
        )
    )
    assert s.tokens[7].head == 2


def test_what_stands_before_and_is_no_subject_of_the_verb_behind_it() -> None:
    s = normalise(
        tree(
            "Téhéran/Téhéran/PROPN/nsubj>1 rejette/rejeter/VERB/ROOT>1{VerbForm=Fin} ce/ce/DET/det>3 jugement/jugement/NOUN/nsubj>5"
            " et/et/CCONJ/cc>5 accuse/accuser/VERB/advcl>1{VerbForm=Fin} Paris/Paris/PROPN/obj>5",
            "fr",
        )
    )
    assert (s.tokens[5].dep, s.tokens[5].head) == ("conj", 1)
    assert (s.tokens[3].dep, s.tokens[3].head) == ("obj", 1)


def test_what_stands_behind_the_second_verb_is_its_own() -> None:
    s = normalise(
        tree(
            "a/avoir/AUX/aux>1{VerbForm=Fin} déploré/déplorer/VERB/ROOT>1{VerbForm=Part} cela/cela/PRON/obj>1 et/et/CCONJ/cc>4 "
            "appelé/appeler/VERB/conj>1{VerbForm=Part} Riyad/Riyad/PROPN/obj>1",
            "fr",
        )
    )
    assert s.tokens[5].head == 4


def test_participles_with_an_object_share_the_auxiliary_of_the_verb_before() -> None:
    part = "{VerbForm=Part,Tense=Past}"
    s = tree(
        f"Oslo/O/PROPN/nsubj>2 a/avoir/AUX/aux>2{{VerbForm=Fin}} rompu/rompre/VERB/root>2{part} l'/le/DET/det>4 accord/accord/NOUN/obj>2 "
        f",/,/PUNCT/punct>2 accusé/accuser/VERB/advcl>2{part} Minsk/M/PROPN/obj>6 et/et/CCONJ/cc>9 menacé/menacer/VERB/conj>6{part} "
        "Riga/R/PROPN/obj>9",
        "fr",
    )
    mend_coordination(s)
    assert [(s.tokens[i].dep, s.tokens[i].head) for i in (6, 9)] == [("conj", 2), ("conj", 6)]


def test_a_passive_participle_describes_and_is_no_second_verb() -> None:
    part = "{VerbForm=Part,Tense=Past}"
    s = tree(
        f"Oslo/O/PROPN/nsubj>2 a/avoir/AUX/aux>2{{VerbForm=Fin}} rompu/rompre/VERB/root>2{part} l'/le/DET/det>4 accord/accord/NOUN/obj>2 "
        f",/,/PUNCT/punct>6 conclu/conclure/VERB/acl>4{part} hier/hier/ADV/advmod>6",
        "fr",
    )
    mend_coordination(s)
    assert (s.tokens[6].dep, s.tokens[6].head) == ("acl", 4)


def test_who_does_likewise_is_one_more_subject() -> None:
    s = tree(
        "Peru/P/PROPN/nsubj>1 left/leave/VERB/root>1{VerbForm=Fin} it/it/PRON/obj>1 ,/,/PUNCT/punct>1 as/as/SCONJ/mark>5 did/do/VERB/advcl>1{VerbForm=Fin} Chile/C/PROPN/nsubj>5"
    )
    mend_likewise(s)
    assert (s.tokens[6].dep, s.tokens[6].head) == ("conj", 0)


def test_so_is_who_is_compared() -> None:
    s = tree(
        "Lima/L/PROPN/nsubj>1 signe/signer/VERB/root>1{VerbForm=Fin} ,/,/PUNCT/punct>1 tout/tout/ADV/advmod>5 comme/comme/ADP/case>5 Quito/Q/PROPN/obl>1",
        "fr",
    )
    mend_likewise(s)
    assert (s.tokens[5].dep, s.tokens[5].head) == ("conj", 0)


def test_mediators_are_nobodys_partners() -> None:
    s = tree(
        "They/they/PRON/nsubj>1 met/meet/VERB/root>1{VerbForm=Fin} with/with/ADP/case>3 Cuba/C/PROPN/obl(with)>1 as/as/ADP/case>5 mediator/mediator/NOUN/obl(as)>1"
    )
    mend_absolutes(s)
    assert (s.tokens[3].dep, s.tokens[3].head, s.tokens[3].case) == ("nsubj", 5, "")


def test_partners_in_another_role_stay_partners() -> None:
    s = tree(
        "They/they/PRON/nsubj>1 met/meet/VERB/root>1{VerbForm=Fin} with/with/ADP/case>3 Cuba/C/PROPN/obl(with)>1 as/as/ADP/case>5 equals/equal/NOUN/obl(as)>1"
    )
    mend_absolutes(s)
    assert s.tokens[3].dep == "obl"
