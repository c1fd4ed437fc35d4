"""People without a name: read as actors of their own, or as their state, by the sentence and the article."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Article, Statement
from kg.ontology import load_ontology


def acts(text: str, lang: str = "en") -> list[Statement]:
    ((_, statements),) = extract([Article("x", text, lang=lang, date="2022-06-15")], load_ontology())
    return [s for s in statements if s.type not in {"ROLE", "MEMBER"}]


def told(text: str, lang: str = "en") -> set[tuple[str, str, str | None]]:
    return {(s.subject.entity.label, s.type, s.object.entity.label if s.object else None) for s in acts(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Chadian rebels attacked the Libyan army on Tuesday."),
        ("fr", "Des rebelles tchadiens ont attaqué l'armée libyenne mardi."),
    ],
)
def test_rebels_are_a_group_of_their_own_with_their_state_as_parent(lang: str, text: str) -> None:
    (act,) = acts(text, lang)
    rebels = act.subject.entity
    assert (rebels.kind, rebels.label, rebels.minted) == ("Group", "Chadian rebels", True)
    assert rebels.parent is not None and rebels.parent.id == "chad"


def test_rebels_with_a_name_beside_them_are_that_group() -> None:
    assert ("M23", "ASSAULT", "Rwanda") in told("M23 rebels attacked Rwanda.")


def test_what_is_done_to_civilians_is_done_to_their_state() -> None:
    (act,) = acts("The Taliban kidnapped three Korean teachers in South Korea.")
    assert act.object is not None and act.object.entity.id == "south-korea"
    assert act.object_agent is not None and "teachers" in act.object_agent.entity.aliases


def test_the_rebels_are_those_named_before() -> None:
    text = "The M23 captured a Congolese town on Monday. The rebels also shelled the Congolese army."
    assert {s.subject.entity.label for s in acts(text)} == {"M23"}


def test_people_of_one_state_can_be_hit_by_its_police() -> None:
    assert ("Belarus", "COERCE", "Belarusian protesters") in told("Belarusian police arrested protesters in Minsk.")


def test_private_people_do_not_make_foreign_policy() -> None:
    assert told("French tourists visited Greece. The sea was warm. The nights were cool.") == set()


def test_a_page_of_sport_tells_no_acts() -> None:
    text = "France attacked Croatia from the first minute of the match. A penalty and a header won the final and the trophy."
    assert told(text) == set()


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "Garment workers blocked a road in Dhaka, Bangladesh.", "garment workers"),
        ("en", "Residents of Gori, Georgia, marched against the Russian army.", "residents of Gori"),
        ("fr", "Des lycéens ont manifesté contre le gouvernement à Bamako.", "lycéens"),
    ],
)
def test_a_crowd_keeps_the_words_of_the_text(lang: str, text: str, words: str) -> None:
    assert any(words in act.subject.entity.aliases for act in acts(text, lang))


def test_one_country_of_a_region_is_not_all_of_them() -> None:
    text = "Maldives left the Commonwealth. The Commonwealth gave the island nation six months to show progress."
    assert ("Commonwealth", "THREATEN", "Maldives") in told(text)


def test_judges_of_a_court_act_for_it() -> None:
    text = "Judges at the International Criminal Court sentenced a Malian rebel to nine years."
    assert ("International Criminal Court", "COERCE", "Malian rebels") in told(text)


def test_ships_of_a_named_body_are_its_own() -> None:
    assert ("China", "ASSAULT", "Philippines") in told("Chinese coast guard ships fired at a Philippine boat.")


def test_troops_that_are_moved_are_moved_by_their_state() -> None:
    assert ("Kenya", "MOBILIZE", "Somalia") in told("A Kenyan regiment has been moved to the Somali border.")


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The Secretary-General spoke by telephone with President Salva Kiir of South Sudan.", ("United Nations", "CONSULT", "South Sudan")),
        ("ECOWAS met in Abuja. The Commission condemned Guinea-Bissau for the arrests.", ("ECOWAS", "ACCUSE", "Guinea-Bissau")),
    ],
    ids=["no-state-has-a-secretary-general", "a-body-in-capitals"],
)  # fmt: skip
def test_organisations_that_a_communique_does_not_name(text: str, act: tuple[str, str, str]) -> None:
    assert act in told(text)
