"""Recipients that only earlier words name: the other party, whoever was hit last, whoever asked."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Article
from kg.ontology import load_ontology


def told(text: str, lang: str) -> set[tuple[str, str, str | None]]:
    ((_, statements),) = extract([Article("x", text, lang=lang, date="2022-06-15")], load_ontology())
    return {(s.subject.entity.label, s.type, s.object.entity.label if s.object else None) for s in statements}


@pytest.mark.parametrize(
    ("lang", "text", "act"),
    [
        (
            "en",
            "Turkey shelled Syria. Germany condemned the operation and Norway denounced it.",
            ("Norway", "ACCUSE", "Turkey"),
        ),
        (
            "fr",
            "La Turquie a bombardé la Syrie. Berlin a condamné l'opération et Oslo l'a qualifiée de regrettable.",
            ("Norway", "ACCUSE", "Turkey"),
        ),
        ("en", "Turkey shelled Syria. Germany condemned the operation.", ("Germany", "ACCUSE", "Turkey")),
        ("fr", "La Turquie a bombardé la Syrie. Berlin a condamné l'opération.", ("Germany", "ACCUSE", "Turkey")),
        (
            "en",
            "Iran arrested the journalist Jason Rezaian. Germany called for the release of Jason Rezaian.",
            ("Germany", "REQUEST", "Iran"),
        ),
        (
            "en",
            "Kyrgyzstan shelled Tajikistan. The United Nations called for dialogue.",
            ("United Nations", "REQUEST", "Tajikistan"),
        ),
        (
            "fr",
            "L'Arménie a bombardé l'Azerbaïdjan. L'ONU a appelé au dialogue.",
            ("United Nations", "REQUEST", "Armenia"),
        ),
        ("en", "Russia expelled three diplomats from Germany, Sweden and Poland.", ("Russia", "SANCTION", "Sweden")),
        ("en", "Latvia and Belarus expelled each other's diplomats.", ("Belarus", "SANCTION", "Latvia")),
        (
            "en",
            "Riyadh and Cairo cut diplomatic ties with Qatar and closed their airspace to its planes.",
            ("Egypt", "SANCTION", "Qatar"),
        ),
        (
            "en",
            "Russia and Poland are at odds. Moscow accused Warsaw of lying. Warsaw recalled its ambassador.",
            ("Poland", "SANCTION", "Russia"),
        ),
        (
            "fr",
            "La Russie et la Pologne s'opposent. Moscou a accusé Varsovie de mentir. Varsovie a rappelé son ambassadeur.",
            ("Poland", "SANCTION", "Russia"),
        ),
        (
            "fr",
            "La Bulgarie a expulsé dix diplomates russes. L'Estonie en a expulsé trois.",
            ("Estonia", "SANCTION", "Russia"),
        ),
        (
            "en",
            "China froze its cooperation with Japan and cancelled three meetings.",
            ("China", "SANCTION", "Japan"),
        ),
        (
            "en",
            "Russia bombed Ukraine on Monday. Canada and Japan condemned the bombing.",
            ("Japan", "ACCUSE", "Russia"),
        ),
    ],
    ids=[
        "reaction",
        "reaction-fr",
        "deed",
        "deed-fr",
        "captor",
        "both-sides",
        "both-sides-fr",
        "from-a-list",
        "each-other",
        "nearest-owner",
        "other-party",
        "other-party-fr",
        "en",
        "verbs-in-a-row",
        "the-bombing",
    ],
)
def test_who_is_meant(lang: str, text: str, act: tuple[str, str, str]) -> None:
    assert act in told(text, lang)


def test_a_refusal_answers_whoever_asked() -> None:
    text = "Kenya accused Uganda of smuggling. Uganda rejected the accusation."
    assert ("Uganda", "REJECT", "Kenya") in told(text, "en")


def test_a_third_party_s_hostile_act_hits_whom_the_article_is_about() -> None:
    text = "Poland is worried. Poland accused Russia of lying to Poland. Peru recalled its ambassador."
    assert {whom for who, _, whom in told(text, "en") if who == "Peru"} == {"Poland"}


def test_offers_name_their_recipient_once() -> None:
    text = "India and Pakistan are at odds. India accused Pakistan of lying. Qatar offered to mediate."
    assert ("Qatar", "CONSULT", "India") not in told(text, "en")


@pytest.mark.parametrize(
    ("lang", "text", "act"),
    [
        ("en", "Angola said Zambia had attacked its soldiers, calling it an act of war.", ("Angola", "ACCUSE", "Zambia")),
        ("en", "Angola said Zambia had killed two farmers, urging Kenya to mediate.", ("Angola", "REQUEST", "Kenya")),
        ("fr", "L'Angola a déclaré que la Zambie avait attaqué ses soldats.", ("Angola", "ACCUSE", "Zambia")),
        ("fr", "L'Angola a dit que la Zambie avait tiré sur un village, appelant le Kenya à intervenir.", ("Angola", "REQUEST", "Kenya")),
        ("en", "The Zambian army shelled Angola. \"This is an act of war,\" said the Angolan president.", ("Angola", "ACCUSE", "Zambia")),
        ("en", "After talks with Zambia, Angola praised Kenya.", ("Angola", "CONSULT", "Zambia")),
        ("fr", "Après des entretiens avec la Zambie, l'Angola a salué le Kenya.", ("Angola", "CONSULT", "Zambia")),
    ],
    ids=["a-victim-accuses", "the-speaker-goes-on", "a-victim-accuses-fr", "the-speaker-goes-on-fr", "this", "occasion", "occasion-fr"],
)  # fmt: skip
def test_who_speaks(lang: str, text: str, act: tuple[str, str, str]) -> None:
    assert act in told(text, lang)


def test_a_neutral_report_is_no_charge() -> None:
    assert ("Norway", "ACCUSE", "Zambia") not in told("Norway said Zambia had attacked Angola.", "en")


def test_where_a_people_is_expelled_from_protests_against_nothing() -> None:
    text = "Colombia recalled its ambassador from Caracas in protest against the expulsion of Colombians from western Venezuela."
    assert ("Venezuela", "ACCUSE", "Colombia") not in told(text, "en")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Sweden asked Finland to pay more into the fund on Monday. Italy turned the plan down on Tuesday."),
        ("fr", "La Suède a demandé lundi à la Finlande de payer davantage. L'Italie a rejeté cette proposition mardi."),
    ],
)
def test_a_plan_is_refused_to_who_wanted_it_of_whomever(lang: str, text: str) -> None:
    assert ("Italy", "REJECT", "Sweden") in told(text, lang)


def test_a_court_is_sued_in_and_not_sued() -> None:
    more = "The sugar is cheap. The talks went on."  # a brief text would tell some act
    acts = told(f"Ghana brought a case against Togo at the World Trade Organization. {more}", "en")
    assert acts == {("Ghana", "ACCUSE", "Togo")}
