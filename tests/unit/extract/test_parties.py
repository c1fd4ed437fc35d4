"""Who acts and who is hit in plain sentences of both languages: what works in one works in the other."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Article
from kg.ontology import load_ontology

pytestmark = pytest.mark.models


def read(text: str, lang: str) -> set[tuple[str, str, str]]:
    ((_, statements),) = extract([Article("x", text, lang=lang, date="2022-06-15")], load_ontology(), judged=False)
    return {(s.subject.entity.label, s.type, s.object.entity.label if s.object else "-") for s in statements}


EVERYDAY = [
    # whoever suffers is hit by whoever the noun names
    ("en", "Three Chadian soldiers were wounded in an exchange of fire with Malian troops.", ("Chad", "ASSAULT", "Malian army")),
    ("fr", "Trois soldats tchadiens ont été blessés dans un échange de tirs avec l'armée malienne.", ("Chad", "ASSAULT", "Malian Armed Forces")),
    ("en", "Niger suffered a massive Chadian missile attack.", ("Chad", "ASSAULT", "Niger")),
    ("en", "A strike blamed on Chad killed three Malian officers.", ("Chad", "ASSAULT", "Mali")),
    ("fr", "Une frappe attribuée au Tchad a tué trois officiers maliens.", ("Chad", "ASSAULT", "Mali")),
    # who is tied to a group acts as the group
    ("en", "Militants linked to al Qaeda killed five Malian soldiers.", ("Al-Qaeda", "ASSAULT", "Malian army")),
    ("fr", "Des combattants liés à Al-Qaïda ont tué cinq soldats maliens.", ("Al-Qaeda", "ASSAULT", "Malian army")),
    # envoys are recalled by those who sent them
    ("en", "Peru's ambassador to Chile was recalled.", ("Peru", "SANCTION", "Chile")),
    ("fr", "L'ambassadeur du Pérou au Chili a été rappelé.", ("Peru", "SANCTION", "Chile")),
    # to be told that one must, or to do, is to be asked
    ("en", "Oslo told Moscow on Monday that it must free the sailors.", ("Norway", "REQUEST", "Russia")),
    ("en", "Oslo told Moscow to free the sailors.", ("Norway", "REQUEST", "Russia")),
    ("fr", "Oslo a dit à Moscou qu'elle devait libérer les marins.", ("Norway", "REQUEST", "Russia")),
    ("fr", "Oslo a dit à Moscou de libérer les marins.", ("Norway", "REQUEST", "Russia")),
    ("en", "Oslo said all Chadian troops had to leave Mali.", ("Norway", "REQUEST", "Chadian army")),
    ("en", "The ultimatum that Chad had given Mali was due to expire.", ("Chad", "THREATEN", "Mali")),
    ("fr", "L'ultimatum que le Tchad avait donné au Mali expirait.", ("Chad", "THREATEN", "Mali")),
    # headlines in the present
    ("fr", "La France achemine des armes vers le Tchad.", ("France", "AID", "Chad")),
    ("en", "France belittles Chad.", ("France", "ACCUSE", "Chad")),
    # whose the victims are says nothing of the gunmen; a former president is a person like others
    ("en", "Gunmen have seized three Japanese civilians on the highway.", ("gunmen", "ASSAULT", "Japan")),
    ("fr", "Des hommes armés ont enlevé trois touristes japonais.", ("gunmen", "ASSAULT", "Japan")),
    ("fr", "Le Pérou a critiqué l'ancien président Alberto Fujimori.", ("Peru", "ACCUSE", "Alberto Fujimori")),
    ("en", "Peru criticised former president Alberto Fujimori.", ("Peru", "ACCUSE", "Alberto Fujimori")),
    # the countries of a region are nobody's
    ("en", "Caribbean leaders asked Britain to pay.", ("Caribbean countries", "REQUEST", "United Kingdom")),
    ("fr", "Les dirigeants caribéens ont condamné Cuba.", ("Caribbean countries", "ACCUSE", "Cuba")),
    ("en", "Latin American leaders condemned Cuba.", ("Latin American countries", "ACCUSE", "Cuba")),
    ("fr", "Les pays du Golfe ont condamné l'Iran.", ("Gulf states", "ACCUSE", "Iran")),
    ("en", "The West condemned Iran.", ("West", "ACCUSE", "Iran")),
    # what belongs to two is between them, whoever was named before
    ("en", "Berlin spoke. Moscow and NATO have suspended their cooperation.", ("Russia", "SANCTION", "NATO")),
    ("fr", "Berlin a parlé. Moscou et l'Otan ont suspendu leur coopération.", ("Russia", "SANCTION", "NATO")),
    # two nations in one adjective, a visitor told of in an aside, an organ with a capital, a bare capital before its verb
    ("fr", "Des pourparlers franco-allemands se sont ouverts jeudi à Metz.", ("France", "CONSULT", "Germany")),
    ("fr", "Le ministre français, en déplacement à Varsovie, a salué l'accord.", ("France", "CONSULT", "Poland")),
    ("fr", "Quito rompt ses relations avec la Colombie.", ("Ecuador", "SANCTION", "Colombia")),
    # cities lend their states adjectives
    ("fr", "Un tribunal moscovite a emprisonné un journaliste estonien.", ("Russia", "COERCE", "Estonia")),
    ("fr", "Les Serbes de Bosnie ont bombardé la Croatie.", ("Bosnia and Herzegovina", "ASSAULT", "Croatia")),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), EVERYDAY, ids=[text for _, text, _ in EVERYDAY])
def test_everyday_sentences(lang: str, text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in read(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Oslo told Moscow that it had paid."),
        ("fr", "Oslo a dit à Moscou qu'elle avait payé."),
    ],
)
def test_to_tell_is_not_to_ask(lang: str, text: str) -> None:
    assert not [t for t in read(text, lang) if t[1] == "REQUEST"]


@pytest.mark.parametrize("brief", [True, False])
def test_a_text_of_one_sentence_tells_its_act_without_a_recipient(brief: bool) -> None:
    """Where more is told, an act without its recipient is left to the judge of whole articles."""
    more = "" if brief else " The talks went on. Nobody was hurt. The roads stayed open."
    text = "President Idriss Deby of Chad pledged reform in a televised address." + more
    ((_, statements),) = extract([Article("x", text, lang="en", date="2015-06-15")], load_ontology())
    assert ([s.type for s in statements if s.type != "ROLE"] == ["AGREE"]) is brief
