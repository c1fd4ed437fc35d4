"""Slots of verbs and nouns, read off hand-built trees in both languages."""

from __future__ import annotations

import pytest

from kg.extract.frames import Frame, frame, is_passive
from tests.trees import tree

ACTIVE_EN = "Mali/Mali/PROPN/nsubj>1 expelled/expel/VERB/root>1 two/two/NUM/nummod>3 diplomats/diplomat/NOUN/obj>1"
PASSIVE_EN = "Diplomats/diplomat/NOUN/nsubj:pass>2 were/be/AUX/aux:pass>2 expelled/expel/VERB/root>2 by/by/ADP/case>4 Mali/Mali/PROPN/obl:agent(by)>2"
PASSIVE_FR = "Deux/deux/NUM/nummod>1 diplomates/diplomate/NOUN/nsubj:pass>4 ont/avoir/AUX/aux>4 été/être/AUX/aux:pass>4 expulsés/expulser/VERB/root>4 par/par/ADP/case>6 Bamako/Bamako/PROPN/obl:agent(par)>4"
RELATIVE_FR = "Alger/Alger/PROPN/nsubj>5 ,/,/PUNCT/punct>3 qui/qui/PRON/nsubj>3 accuse/accuser/VERB/acl:relcl>0 Rabat/Rabat/PROPN/obj>3 proteste/protester/VERB/root>5"
PARTICIPLE_EN = "the/the/DET/det>1 deal/deal/NOUN/nsubj>5 brokered/broker/VERB/acl>1{VerbForm=Part,Tense=Past} by/by/ADP/case>4 Oman/Oman/PROPN/obl:agent(by)>2 held/hold/VERB/root>5"
NOUN_FR = "l'/le/DET/det>1 expulsion/expulsion/NOUN/root>1 par/par/ADP/case>3 Prague/Prague/PROPN/nmod(par)>1 de/de/ADP/case>5 diplomates/diplomate/NOUN/nmod(de)>1"
CLITIC_FR = "Kigali/Kigali/PROPN/nsubj>2 leur/leur/PRON/iobj>2 demande/demander/VERB/root>2"


def slots(spec: str, i: int, lang: str = "en") -> Frame:
    return frame(tree(spec, lang), i)


@pytest.mark.parametrize(
    ("spec", "i", "lang", "expected"),
    [
        (ACTIVE_EN, 1, "en", {"subj": [0], "obj": [3]}),
        (PASSIVE_EN, 2, "en", {"subj": [4], "obj": [0]}),
        (PASSIVE_FR, 4, "fr", {"subj": [6], "obj": [1]}),
        (RELATIVE_FR, 3, "fr", {"subj": [0], "obj": [4]}),
        (PARTICIPLE_EN, 2, "en", {"subj": [4], "obj": [1]}),
        (NOUN_FR, 1, "fr", {"par": [3], "de": [5]}),
        (CLITIC_FR, 2, "fr", {"subj": [0], "à": [1]}),
    ],
    ids=["active", "passive", "passive-fr", "relative-fr", "participle", "noun-fr", "clitic-fr"],
)
def test_slots(spec: str, i: int, lang: str, expected: dict[str, list[int]]) -> None:
    assert slots(spec, i, lang).slots == expected


def test_movement_verbs_with_etre_are_not_passive() -> None:
    spec = "Ils/il/PRON/nsubj>2 sont/être/AUX/aux>2 convenus/convenir/VERB/root>2{VerbForm=Part,Tense=Past}"
    assert not is_passive(tree(spec, "fr"), 2)


def test_an_infinitive_with_to_is_a_complement() -> None:
    spec = "Mali/Mali/PROPN/nsubj>1 refused/refuse/VERB/root>1 to/to/PART/aux>3 leave/leave/VERB/xcomp>1{VerbForm=Inf}"
    assert slots(spec, 1).complement == [3]


def test_a_reflexive_causative_hits_its_subject() -> None:
    s = tree(
        "Malte/Malte/PROPN/nsubj>2 s'/se/PRON/expl:comp>2 voit/voir/VERB/root>2 refuser/refuser/VERB/xcomp>2{VerbForm=Inf}"
        " accès/accès/NOUN/obj>3 par/par/ADP/case>6 Oslo/Oslo/PROPN/obl:agent(par)>3",
        "fr",
    )
    slots = frame(s, 3).slots
    assert (slots["subj"], slots["à"]) == ([6], [0])
