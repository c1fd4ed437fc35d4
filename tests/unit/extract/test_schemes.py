"""ClearNLP and UD trees come out with the same labels, and known parser errors are mended."""

from __future__ import annotations

from kg.extract.schemes import joined, normalise
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


def test_the_english_predicate_heads_its_copula() -> None:
    s = normalise(tree("Mali/Mali/PROPN/nsubj>1 is/be/AUX/ROOT>1 hostile/hostile/ADJ/acomp>1"))
    assert s.is_root(2)
    assert (s.tokens[1].dep, s.tokens[0].head) == ("cop", 2)


def test_french_contractions_are_one_preposition() -> None:
    s = normalise(tree("appel/appel/NOUN/ROOT>0 aux/aux/ADP/case>2 Maliens/malien/NOUN/nmod>0", "fr"))
    assert s.tokens[2].case == "à"


def test_a_french_present_that_kept_its_form_gets_its_infinitive() -> None:
    s = normalise(tree("Paris/Paris/PROPN/nsubj>1 accuse/accuse/VERB/ROOT>1 Moscou/Moscou/PROPN/obj>1", "fr"))
    assert s.tokens[1].lemma == "accuser"


def test_an_object_clitic_read_as_an_article_is_an_object() -> None:
    s = normalise(
        tree("Il/il/PRON/nsubj>3 les/le/DET/nsubj>3 a/avoir/AUX/aux:tense>3 appelés/appeler/VERB/ROOT>3", "fr")
    )
    assert (s.tokens[1].pos, s.tokens[1].dep) == ("PRON", "obj")


def test_a_participle_read_as_an_adjective_is_a_passive_verb() -> None:
    s = normalise(tree("Le/le/DET/det>1 bureau/bureau/NOUN/nsubj>3 sera/être/AUX/cop>3 fermé/fermé/ADJ/ROOT>3", "fr"))
    assert (s.tokens[3].pos, s.tokens[3].lemma, s.tokens[1].dep) == ("VERB", "fermer", "nsubj:pass")


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


def test_a_sentence_broken_after_its_subject_is_put_together() -> None:
    left = tree("Rabat/Rabat/PROPN/root>0", "fr")
    right = tree("rejette/rejeter/VERB/root>0 tout/tout/PRON/obj>0", "fr")
    both = joined(left, right, "Rabat rejette tout")
    assert (both.tokens[0].dep, both.tokens[0].head) == ("nsubj", 1)


def test_an_object_read_as_a_predicate_is_an_object() -> None:
    s = normalise(tree("Il/il/PRON/nsubj>1 rompait/rompre/VERB/ROOT>1 le/le/DET/det>3 pacte/pacte/NOUN/xcomp>1", "fr"))
    assert s.tokens[3].dep == "obj"


def test_several_words_are_one_preposition() -> None:
    s = normalise(
        tree(
            "navire/navire/NOUN/ROOT>0 face/face/NOUN/nmod>0 à/à/ADP/case>4 la/le/DET/det>4 Grèce/Grèce/PROPN/nmod>1",
            "fr",
        )
    )
    assert (s.tokens[4].case, s.tokens[4].head, s.tokens[4].dep) == ("face à", 0, "nmod")


def test_a_participle_behind_avoir_is_no_object() -> None:
    s = normalise(
        tree("accuse/accuser/VERB/ROOT>0 avoir/avoir/VERB/xcomp>0{VerbForm=Inf} violé/violé/NOUN/obj>1", "fr")
    )
    assert (s.tokens[2].pos, s.tokens[2].lemma, s.tokens[2].dep, s.tokens[1].dep) == ("VERB", "violer", "xcomp", "aux")


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


def test_what_stands_behind_the_second_verb_is_its_own() -> None:
    s = normalise(
        tree(
            "a/avoir/AUX/aux>1{VerbForm=Fin} déploré/déplorer/VERB/ROOT>1{VerbForm=Part} cela/cela/PRON/obj>1 et/et/CCONJ/cc>4 "
            "appelé/appeler/VERB/conj>1{VerbForm=Part} Riyad/Riyad/PROPN/obj>1",
            "fr",
        )
    )
    assert s.tokens[5].head == 4


def test_a_participle_that_opens_a_sentence_is_a_verb() -> None:
    s = normalise(
        tree(
            "Critiquée/critiquée/NOUN/obl:mod>5 par/par/ADP/case>2 Oslo/Oslo/PROPN/nmod>0 ,/,/PUNCT/punct>5 Rome/Rome/PROPN/nsubj>5 "
            "cède/céder/VERB/ROOT>5{VerbForm=Fin}",
            "fr",
        )
    )
    assert (s.tokens[0].pos, s.tokens[0].lemma, s.tokens[2].dep) == ("VERB", "critiquer", "obl:agent")


def test_a_name_read_as_a_predicate_is_the_object_unless_the_verb_links() -> None:
    spec = "Ankara/A/PROPN/nsubj>1 {}/VERB/ROOT>1 Chypre/C/PROPN/xcomp>1"
    assert normalise(tree(spec.format("reconnaît/reconnaître"), "fr")).tokens[2].dep == "obj"
    assert normalise(tree(spec.format("reste/rester"), "fr")).tokens[2].dep == "xcomp"
