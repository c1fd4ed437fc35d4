"""Seats of power, homonyms and former names lead to the right state, in both languages."""

from __future__ import annotations

import pytest

from kg.actors import NameIndex
from kg.ontology import load_ontology

SEATS = {
    "en": {
        "russia": ["Kremlin", "Lubyanka"],
        "united-states": ["White House", "State Department", "Pentagon", "Capitol Hill", "Foggy Bottom"],
        "france": ["Élysée", "Quai d'Orsay", "Matignon", "Bercy"],
        "united-kingdom": ["Downing Street", "Whitehall", "Westminster", "Foreign Office"],
        "germany": ["Bundestag", "German Chancellery"],
        "italy": ["Palazzo Chigi", "Farnesina", "Quirinal"],
        "spain": ["Moncloa"],
        "south-korea": ["Blue House"],
        "north-korea": ["Pyongyang"],
        "china": ["Zhongnanhai"],
        "japan": ["Kantei"],
        "india": ["Rashtrapati Bhavan", "South Block"],
        "ukraine": ["Bankova"],
        "argentina": ["Casa Rosada"],
        "brazil": ["Planalto", "Itamaraty"],
        "colombia": ["Palacio de Nariño"],
        "venezuela": ["Miraflores"],
        "algeria": ["El Mouradia"],
        "mali": ["Koulouba"],
        "cameroon": ["Unity Palace", "Etoudi"],
        "european-commission": ["Berlaymont"],
        "nigeria": ["Aso Rock"],
        "lebanon": ["Baabda"],
        "czechia": ["Prague Castle"],
        "soviet-union": ["USSR"],
        "east-germany": ["GDR"],
    },
    "fr": {
        "russia": ["Kremlin", "Loubianka"],
        "united-states": ["Maison-Blanche", "département d'État", "Pentagone", "Capitole"],
        "france": ["Élysée", "Quai d'Orsay", "Matignon", "Place Beauvau"],
        "united-kingdom": ["Downing Street", "Whitehall", "Foreign Office"],
        "germany": ["Bundestag", "chancellerie allemande"],
        "italy": ["palais Chigi", "Farnesina", "palais du Quirinal"],
        "spain": ["palais de la Moncloa"],
        "south-korea": ["Maison bleue"],
        "china": ["Zhongnanhai"],
        "japan": ["Kantei"],
        "india": ["South Block"],
        "ukraine": ["Bankova"],
        "argentina": ["Casa Rosada"],
        "brazil": ["Planalto"],
        "colombia": ["palais de Nariño"],
        "tunisia": ["palais de Carthage"],
        "algeria": ["El Mouradia"],
        "mali": ["Koulouba"],
        "cameroon": ["palais de l'Unité", "Étoudi"],
        "burkina-faso": ["palais de Kosyam"],
        "guinea": ["Sékhoutouréya"],
        "european-commission": ["Berlaymont"],
        "lebanon": ["Grand Sérail"],
        "mauritius": ["Maurice"],
        "soviet-union": ["URSS"],
        "east-germany": ["RDA"],
        "yugoslavia": ["ex-Yougoslavie"],
    },
}
NOBODY = {
    "en": [
        "the Paris Agreement",
        "Geneva Conventions",
        "the Minsk agreements",
        "Gulf of Mexico",
        "New Guinea",
        "Real Madrid",
    ],
    "fr": [
        "l'accord de Paris",
        "les conventions de Genève",
        "les accords de Minsk",
        "le golfe du Mexique",
        "le Paris-SG",
    ],
}


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(load_ontology())


@pytest.mark.parametrize(
    ("lang", "name", "slug"),
    [(lang, name, slug) for lang, seats in SEATS.items() for slug, names in seats.items() for name in names],
)
def test_a_seat_or_former_name_is_its_state(index: NameIndex, lang: str, name: str, slug: str) -> None:
    [match] = index.find(name, lang)
    assert (match.text, match.candidates[0][0]) == (name, slug)


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in NOBODY.items() for text in texts])
def test_what_is_only_called_after_a_place_is_nobody(index: NameIndex, lang: str, text: str) -> None:
    assert [match.candidates for match in index.find(text, lang)] == [()]
