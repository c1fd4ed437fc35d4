"""Who holds which office for whom: titles before and behind names, owners that only the article tells, verbs of office."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.titled import titled_names, without_title
from kg.model import Article
from kg.ontology import Ontology, load_ontology
from tests.trees import tree
from tests.unit.extract.test_sentences import context

LUND = (
    "President/President/PROPN/compound>3 Ana/Ana/PROPN/compound>3 da/da/PROPN/compound>3 Lund/Lund/PROPN/nsubj>4 "
    "left/leave/VERB/root>4 Thursday/Thursday/PROPN/obl:tmod>4"
)
NGUEMA = (
    "Le/le/DET/det>1 maire/maire/NOUN/nsubj>7 ,/,/PUNCT/punct>3 Jean/Jean/PROPN/appos>1 Nguema/Nguema/PROPN/flat:name>3 "
    "Oyono/Oyono/PROPN/flat:name>3 ,/,/PUNCT/punct>1 proteste/protester/VERB/root>7"
)
RIVERS = "The/the/DET/det>1 mayor/mayor/NOUN/nsubj>3 ,/,/PUNCT/punct>1 slept/sleep/VERB/root>3"


@pytest.mark.parametrize(
    ("lang", "spec", "names"),
    [("en", LUND, ["Ana da Lund"]), ("fr", NGUEMA, ["Jean Nguema Oyono"]), ("en", RIVERS, [])],
    ids=["right behind, to the day", "behind a comma", "nobody"],
)
def test_a_title_shows_the_name_beside_it(lang: str, spec: str, names: list[str]) -> None:
    sentence = tree(spec, lang)
    assert [sentence.words(*span) for span in titled_names(sentence, set(), context(lang).lexicon)] == names


def test_a_title_is_no_part_of_a_name() -> None:
    sentence = tree(LUND)
    assert [t.text for t in without_title(sentence.tokens[:4], context("en").lexicon)] == ["Ana", "da", "Lund"]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def offices(ontology: Ontology, lang: str, text: str, date: str = "2008-05-08") -> set[str]:
    """Each office that an article tells: ``person > of whom``, with ``former`` where it is over."""
    ((_, statements),) = extract([Article("a", text, lang=lang, date=date)], ontology)
    found = {
        (s.subject.entity.label, s.object.entity.label, s.former) for s in statements if s.type == "ROLE" and s.object
    }
    return {f"{who} > {whom}{' (former)' if former else ''}" for who, whom, former in found}


TOLD = [
    # names that a title betrays
    ("en", "Chad's president Ali Ould Bakar dos Reis resigned.", {"Ali Ould Bakar dos Reis > Chad"}),
    ("en", "Peru's permanent representative, Tupac-Amaru Quispe Rios Paz, denied it.", {"Tupac-Amaru Quispe Rios Paz > Peru"}),
    ("fr", "Le président tchadien Ali Ould Bakar Diallo a démissionné.", {"Ali Ould Bakar Diallo > Chad"}),
    # ranks and articles between office and name
    ("en", "Chad's army chief, General Idriss Mahamat, was sacked.", {"Idriss Mahamat > Chad"}),
    ("fr", "Le chef d'état-major de l'armée tchadienne, le général Idriss Mahamat, a été limogé.", {"Idriss Mahamat > Chad"}),
    ("en", "The rebels shelled Goma, Colonel Paul Okello said.", set()),
    # somebody else's office inside a title
    ("en", "An aide to President Jan Kowal of Poland was arrested.", {"Jan Kowal > Poland"}),
    ("fr", "Un conseiller du président polonais Jan Kowal a été arrêté.", {"Jan Kowal > Poland"}),
    # owners that the article tells
    ("en", "Peru closed its border with Chile. President Raul Quispe said he had no choice.", {"Raul Quispe > Peru"}),
    ("fr", "Le Pérou a fermé sa frontière avec le Chili. Le président Raul Quispe n'avait pas le choix.", {"Raul Quispe > Peru"}),
    ("en", "LIMA, May 8 (Reuters) - President Raul Quispe resigned.", {"Raul Quispe > Peru"}),
    ("fr", "Au Pérou, le président Raul Quispe a été expulsé vers le Chili.", {"Raul Quispe > Peru"}),
    ("en", "NATO met in Oslo. Secretary General Lars Holm thanked Norway.", {"Lars Holm > NATO"}),
    ("fr", "L'Otan s'est réunie à Oslo. Le secrétaire général, Lars Holm, a remercié la Norvège.", {"Lars Holm > NATO"}),
    ("en", "The United States taxed Kenyan tea. Trade Minister Joy Otieno protested.", set()),
    ("en", "Thailand's protest leader Somchai Dee and rebel chief Prem Noi met.", {"Somchai Dee > Thailand", "Prem Noi > Thai rebels"}),
    ("en", "Peru was tense. The chamber's chairwoman, Ana Rios, closed her shop.", set()),
    ("fr", "L'envoyée de l'ONU et de l'Union africaine, Awa Sarr, est à Juba.", {"Awa Sarr > United Nations", "Awa Sarr > African Union"}),
    # verbs of office
    ("en", "Kofi Amoah was sworn in as president of Ghana.", {"Kofi Amoah > Ghana"}),
    ("en", "Kofi Amoah stepped down as president of Ghana.", {"Kofi Amoah > Ghana (former)"}),
    ("en", "Kofi Amoah was not elected president of Ghana.", set()),
    ("en", "Kofi Amoah, who leads the African Union, called for calm.", {"Kofi Amoah > African Union"}),
    ("fr", "Kofi Amoah, qui préside l'Union africaine, a appelé au calme.", {"Kofi Amoah > African Union"}),
    ("fr", "Kofi Amoah est devenu président du Ghana.", {"Kofi Amoah > Ghana"}),
    ("fr", "Kofi Amoah a été nommé ministre de la Défense du Ghana.", {"Kofi Amoah > Ghana"}),
    ("en", "When Kofi Amoah named the prime minister of Ghana, unions protested.", set()),
    ("fr", "Après que Kofi Amoah a nommé le Premier ministre du Ghana, les syndicats ont protesté.", set()),
    ("en", "Kofi Amoah, who led the African Union until 2003, called for calm.", set()),
    ("fr", "Kofi Amoah, qui ne préside pas l'Union africaine, a appelé au calme.", set()),
    # another first name is another person
    ("en", "Luis Ortega, the Chilean foreign minister, left.", {"Luis Ortega > Chile"}),
    # told again, told once
    ("en", "Chilean President Luis Soto spoke. President Soto left.", {"Luis Soto > Chile"}),
]  # fmt: skip


@pytest.mark.models
@pytest.mark.parametrize(("lang", "text", "expected"), TOLD)
def test_offices(ontology: Ontology, lang: str, text: str, expected: set[str]) -> None:
    assert offices(ontology, lang, text) == expected


@pytest.mark.models
def test_an_office_is_told_once(ontology: Ontology) -> None:
    text = "Chilean President Luis Soto spoke in Lima. Later President Luis Soto left Peru."
    ((_, statements),) = extract([Article("a", text, lang="en", date="2008-05-08")], ontology)
    assert len([s for s in statements if s.type == "ROLE"]) == 1
