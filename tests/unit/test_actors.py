"""Name lookup: boundaries, case, accents, languages, ambiguity, and speed on a whole article."""

from __future__ import annotations

import time

import pytest

from kg.actors import NameIndex
from kg.model import Entity
from kg.ontology import Actor, Name, Ontology, Role, load_ontology


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(load_ontology())


def found(index: NameIndex, text: str, lang: str) -> list[tuple[str, str]]:
    return [(match.text, match.candidates[0][0]) for match in index.find(text, lang)]


FRENCH = {
    "La Russie et l'Otan": [("Russie", "russia"), ("Otan", "nato")],
    "le dialogue Russie-Otan": [("Russie", "russia"), ("Otan", "nato")],
    "le dialogue Russie\u2013OTAN": [("Russie", "russia"), ("OTAN", "nato")],
    "la Maison-Blanche et la Maison Blanche": [
        ("Maison-Blanche", "united-states"),
        ("Maison Blanche", "united-states"),
    ],
    "la Guinée-Bissau, la Guinée équatoriale, la Guinée": [
        ("Guinée-Bissau", "guinea-bissau"),
        ("Guinée équatoriale", "equatorial-guinea"),
        ("Guinée", "guinea"),
    ],
    "l'Elysée, l'Élysée, l'ELYSEE": [("Elysée", "france"), ("Élysée", "france"), ("ELYSEE", "france")],
    "les Emirats et les Émirats arabes unis": [
        ("Emirats", "united-arab-emirates"),
        ("Émirats arabes unis", "united-arab-emirates"),
    ],
    "les États-unis, les Nations Unies": [("États-unis", "united-states"), ("Nations Unies", "united-nations")],
    "la Côte d\u2019Ivoire": [("Côte d\u2019Ivoire", "cote-d-ivoire")],
    "Vladimir\u00a0Poutine": [("Vladimir\u00a0Poutine", "vladimir-putin")],
    "le Nigérian et le Nigérien": [("Nigérian", "nigeria"), ("Nigérien", "niger")],
    "les relations sino-américaines": [("sino", "china"), ("américaines", "united-states")],
    "un accord franco-allemand": [("franco", "france"), ("allemand", "germany")],
    "les pays latino-américains": [("latino-américains", "latin-america")],
    "les présidents sud-coréen et nord-coréen": [("sud-coréen", "south-korea"), ("nord-coréen", "north-korea")],
    "des frappes russes, les Russes": [("russes", "russia"), ("Russes", "russia")],
    "la RDC": [("RDC", "democratic-republic-of-the-congo")],
    "l'UE": [("UE", "european-union")],
    "Washington": [("Washington", "united-states")],
    "le Washington Post": [("Washington Post", "washington-post")],
    "bombardé Kharkiv": [("Kharkiv", "kharkiv")],
    "la bande de Gaza": [("bande de Gaza", "gaza")],
    "Kim Jong-un et Xi Jinping": [("Kim Jong-un", "kim-jong-un"), ("Xi Jinping", "xi-jinping")],
    "le XI siècle, une onue, la paume": [],
}
ENGLISH = {
    "Russia's envoy": [("Russia", "russia")],
    "the US-led alliance": [("US", "united-states")],
    "the U.S. said it; U.S.-backed": [("U.S.", "united-states"), ("U.S.", "united-states")],
    "Let us who were told": [],
    "Who said it? The WHO": [("WHO", "world-health-organization")],
    "Nato and NATO": [("Nato", "nato"), ("NATO", "nato")],
    "the Russian army": [("Russian army", "russian-armed-forces")],
    "russian": [],
    "TURKEY WARNS GREECE": [("TURKEY", "turkey"), ("GREECE", "greece")],
    "a male voter, Male voters": [],
    "South Sudan and Sudan": [("South Sudan", "south-sudan"), ("Sudan", "sudan")],
    "the Democratic Republic of the Congo": [
        ("Democratic Republic of the Congo", "democratic-republic-of-the-congo"),
    ],
    "Sino-American talks": [("Sino", "china"), ("American", "united-states")],
    "Papua New Guinea, New Mexico": [("Papua New Guinea", "papua-new-guinea"), ("New Mexico", "new-mexico")],
    "Volodymyr Zelenskiy": [("Volodymyr Zelenskiy", "volodymyr-zelensky")],
    "Downing Street": [("Downing Street", "united-kingdom")],
    "Brussels": [("Brussels", "european-union")],
    "Vladimir\nPutin": [("Vladimir\nPutin", "vladimir-putin")],
}


@pytest.mark.parametrize(("text", "expected"), FRENCH.items(), ids=FRENCH.keys())
def test_french(index: NameIndex, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(index, text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items(), ids=ENGLISH.keys())
def test_english(index: NameIndex, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(index, text, "en") == expected


@pytest.mark.parametrize("text", [*FRENCH, *ENGLISH])
def test_offsets_are_code_points_of_the_given_text(index: NameIndex, text: str) -> None:
    for shifted in (text, f"\U0001f30d é {text}"):
        for lang in ("fr", "en"):
            assert all(shifted[m.start : m.end] == m.text for m in index.find(shifted, lang))


@pytest.mark.parametrize(
    ("text", "lang", "slugs"),
    [
        ("congolais", "fr", ["democratic-republic-of-the-congo", "republic-of-the-congo"]),
        ("Congolese", "en", ["democratic-republic-of-the-congo", "republic-of-the-congo"]),
        ("Bruxelles", "fr", ["european-union", "belgium"]),
        ("Georgia", "en", ["georgia", "us-georgia"]),
        ("Dominican", "en", ["dominican-republic", "dominica"]),
    ],
)
def test_an_ambiguous_name_keeps_all_readings(index: NameIndex, text: str, lang: str, slugs: list[str]) -> None:
    (match,) = index.find(text, lang)
    assert [slug for slug, _ in match.candidates] == slugs


def actor(slug: str, *names: tuple[str, str, Role], prominence: int = 0) -> Actor:
    entity = Entity(slug, "Organisation", {"en": slug, "fr": slug})
    return Actor(entity, tuple(Name(*name) for name in names), prominence=prominence)


def index_of(*actors: Actor) -> NameIndex:
    return NameIndex(Ontology({}, {a.entity.id: a for a in actors}))


def test_the_own_language_comes_first_even_before_prominence() -> None:
    index = index_of(
        actor("reporters", ("RSF", "fr", "acronym"), prominence=9), actor("paramilitaries", ("RSF", "en", "acronym"))
    )
    assert [slug for slug, _ in index.find("RSF", "en")[0].candidates] == ["paramilitaries", "reporters"]
    assert [slug for slug, _ in index.find("RSF", "fr")[0].candidates] == ["reporters", "paramilitaries"]


def test_metonyms_and_demonyms_belong_to_one_language() -> None:
    index = index_of(actor("x", ("Pékin", "fr", "metonym"), ("chinois", "fr", "demonym")))
    assert [m.text for m in index.find("Pékin CHINOIS Chinois chinois", "fr")] == [
        "Pékin",
        "CHINOIS",
        "Chinois",
        "chinois",
    ]
    assert index.find("Pékin chinois", "en") == []


def test_one_actor_is_one_candidate_with_its_best_role() -> None:
    index = index_of(actor("russia", ("Russian", "en", "people"), ("Russian", "en", "demonym")))
    assert index.find("Russian", "en")[0].candidates == (("russia", "demonym"),)


def test_a_name_in_small_letters_may_start_a_sentence() -> None:
    index = index_of(actor("taliban", ("talibans afghans", "fr", "alias")))
    assert [m.text for m in index.find("Talibans afghans, talibans afghans", "fr")] == [
        "Talibans afghans",
        "talibans afghans",
    ]


def test_a_namesake_hides_the_name_inside_it_and_means_nobody() -> None:
    index = index_of(actor("france", ("Paris", "en", "metonym"), ("Paris Agreement", "en", "namesake")))
    matches = index.find("Paris left the Paris Agreement", "en")
    assert [(m.text, m.candidates) for m in matches] == [("Paris", (("france", "metonym"),)), ("Paris Agreement", ())]


def test_an_empty_ontology_finds_nothing() -> None:
    assert index_of().find("Russia", "en") == []


def test_descriptions_are_small_and_ranked() -> None:
    index = index_of(
        actor("b", ("Alliance", "fr", "description")),
        actor("a", ("alliance", "fr", "description")),
        actor("nato", ("alliance", "fr", "description"), prominence=9),
    )
    assert index.definite("fr") == {"alliance": ("nato", "a", "b")}
    assert index.definite("en") == {}
    assert index.find("alliance", "fr") == []


def test_the_shipped_descriptions(index: NameIndex) -> None:
    assert index.definite("fr")["alliance"][0] == "nato"
    assert index.definite("en")["nuclear watchdog"] == ("international-atomic-energy-agency",)
    assert index.definite("fr")["union"][0] == "european-union"
    assert index.definite("fr")["royaume chérifien"] == ("morocco",)


def test_an_article_takes_less_than_five_milliseconds(index: NameIndex) -> None:
    article = "Moscou a rompu le dialogue avec l'Otan, a dit lundi le ministre russe des Affaires étrangères. " * 40
    index.find(article, "fr")
    best = min(_seconds(index, article) for _ in range(5))
    assert best < 0.005


def _seconds(index: NameIndex, article: str) -> float:
    start = time.perf_counter()
    index.find(article, "fr")
    return time.perf_counter() - start
