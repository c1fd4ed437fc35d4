"""From hand-built trees to statements: who, to whom, which status, whose words; no parser is loaded."""

from __future__ import annotations

from functools import cache

import pytest

from kg.actors import NameIndex
from kg.extract.clean import clean
from kg.extract.context import Context
from kg.extract.sentences import read_sentence
from kg.extract.settle import read_by_rules
from kg.extract.statements import SentenceWork
from kg.lexicon import load_lexicon
from kg.lexicon.records import Lexicon
from kg.model import Article, Statement
from kg.ontology import Ontology, load_ontology
from kg.settings import ontology_dir
from tests.trees import tree


@cache
def knowledge() -> tuple[Ontology, NameIndex, dict[str, Lexicon]]:
    ontology = load_ontology()
    return ontology, NameIndex(ontology), {lang: load_lexicon(lang, ontology_dir()) for lang in ("en", "fr")}


def context(lang: str, date: str = "2022-03-10") -> Context:
    ontology, index, lexicons = knowledge()
    return Context(ontology, index, lexicons[lang], lexicons, lang, date)


def read(*specs: str, lang: str = "en") -> list[Statement]:
    """Statements of sentences in a row, read with one memory."""
    memory = context(lang)
    found: list[Statement] = []
    for number, spec in enumerate(specs):
        sentence = tree(spec, lang)
        article = Article("test", sentence.text, lang=lang, date="2022-03-10")
        [paragraph] = clean(sentence.text, lang)
        matches = memory.index.find(sentence.text, lang)
        work = SentenceWork(article, "text", paragraph, sentence, number, matches, [])
        found += read_by_rules(list(read_sentence(work, memory)))
    return found


def claims(*specs: str, lang: str = "en") -> list[tuple[str, str, str | None, str]]:
    return [
        (s.subject.entity.id, s.relation.type, s.object.entity.id if s.object else None, s.status)
        for s in read(*specs, lang=lang)
    ]


CONDEMN = "Mali/Mali/PROPN/nsubj>1 condemned/condemn/VERB/root>1 Niger/Niger/PROPN/obj>1"
NEGATED = "Mali/Mali/PROPN/nsubj>3 has/have/AUX/aux>3 not/not/PART/neg>3 condemned/condemn/VERB/root>3 Niger/Niger/PROPN/obj>3"
MODAL = "Mali/Mali/PROPN/nsubj>2 may/may/AUX/aux>2 condemn/condemn/VERB/root>2 Niger/Niger/PROPN/obj>2"
FUTURE_FR = "Cuba/Cuba/PROPN/nsubj>1 condamnera/condamner/VERB/root>1{VerbForm=Fin,Tense=Fut} Haïti/Haïti/PROPN/obj>1"
RUMOUR_FR = "Cuba/Cuba/PROPN/nsubj>2 aurait/avoir/AUX/aux>2{Mood=Cnd} condamné/condamner/VERB/root>2{VerbForm=Part,Tense=Past} Haïti/Haïti/PROPN/obj>2"
COORDINATED = "Mali/Mali/PROPN/nsubj>3 and/and/CCONJ/cc>2 Chad/Chad/PROPN/conj>0 condemned/condemn/VERB/root>3 Niger/Niger/PROPN/obj>3"
DEMONYM = "Malian/malian/ADJ/amod>1 soldiers/soldier/NOUN/nsubj>2 attacked/attack/VERB/root>2 Niger/Niger/PROPN/obj>2"
PRONOUN = "It/it/PRON/nsubj>1 praised/praise/VERB/root>1 Chad/Chad/PROPN/obj>1"
REPORTED = "Chad/Chad/PROPN/nsubj>1 said/say/VERB/root>1 Mali/Mali/PROPN/nsubj>3 condemned/condemn/VERB/ccomp>1 Niger/Niger/PROPN/obj>3"
MUTUAL_FR = (
    "Cuba/Cuba/PROPN/nsubj>4 et/et/CCONJ/cc>2 Haïti/Haïti/PROPN/conj>0 ont/avoir/AUX/aux>4"
    " signé/signer/VERB/root>4{VerbForm=Part,Tense=Past} un/un/DET/det>6 accord/accord/NOUN/obj>4"
)


@pytest.mark.parametrize(
    ("spec", "lang", "status"),
    [
        (CONDEMN, "en", "actual"),
        (NEGATED, "en", "denied"),
        (MODAL, "en", "possible"),
        (FUTURE_FR, "fr", "planned"),
        (RUMOUR_FR, "fr", "possible"),
    ],
    ids=["plain", "negation", "modal", "future", "rumour"],
)
def test_status(spec: str, lang: str, status: str) -> None:
    assert [c[3] for c in claims(spec, lang=lang)] == [status]


def test_coordinated_subjects_give_a_statement_each() -> None:
    assert claims(COORDINATED) == [("mali", "ACCUSE", "niger", "actual"), ("chad", "ACCUSE", "niger", "actual")]


def test_a_body_acts_for_its_state_and_is_the_agent() -> None:
    [s] = read(DEMONYM)
    assert s.subject.entity.id == "mali"
    assert s.agent is not None
    assert s.agent.entity.parent == s.subject.entity
    assert s.agent.text == "Malian soldiers"


def test_a_pronoun_means_the_subject_of_the_sentence_before() -> None:
    assert claims(CONDEMN, PRONOUN)[1] == ("mali", "SUPPORT", "chad", "actual")


def test_a_pronoun_without_antecedent_means_nobody() -> None:
    assert claims(PRONOUN) == []


def test_who_says_so_is_the_source_not_the_subject() -> None:
    [s] = read(REPORTED)
    assert (s.subject.entity.id, s.source and s.source.entity.id) == ("mali", "chad")


def test_a_mutual_act_of_two_subjects_is_one_statement() -> None:
    assert claims(MUTUAL_FR, lang="fr") == [("cuba", "SUPPORT", "haiti", "actual")]


def test_every_offset_points_into_the_article() -> None:
    for s in read(COORDINATED):
        assert s.quote == "Mali and Chad condemned Niger"
        assert s.quote[s.subject.start : s.subject.end] == s.subject.text


SAID = "{who}/{who}/PROPN/nsubj>1 said/say/VERB/root>1 {whose}/{whose}/{pos}/nsubj>4 would/would/AUX/aux>4 {verb}/{verb}/VERB/ccomp>1 Niger/Niger/PROPN/obj>4"


def test_who_says_he_will_strike_threatens() -> None:
    own = claims(SAID.format(who="Mali", whose="it", pos="PRON", verb="attack"))
    assert set(own) == {("mali", "ASSAULT", "niger", "planned"), ("mali", "THREATEN", "niger", "actual")}


def test_who_says_another_will_strike_threatens_nobody() -> None:
    found = claims(SAID.format(who="Mali", whose="Chad", pos="PROPN", verb="attack"))
    assert found == [("chad", "ASSAULT", "niger", "planned")]
