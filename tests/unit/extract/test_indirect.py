"""Who acts and who is hit where an act's own words do not say it."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Article
from kg.ontology import load_ontology


def told(text: str) -> set[tuple[str, str, str | None]]:
    ((_, statements),) = extract([Article("x", text, lang="fr", date="2022-06-15")], load_ontology())
    return {(s.subject.entity.label, s.type, s.object.entity.label if s.object else None) for s in statements}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Le Canada a adopté des sanctions visant deux banques russes.", ("Canada", "SANCTION", "Russia")),
        ("La Birmanie a fait l'objet de sanctions canadiennes.", ("Canada", "SANCTION", "Myanmar")),
        ("Vingt villageois indiens ont péri dans une attaque du Pakistan.", ("Pakistan", "ASSAULT", "India")),
        (
            "L'Érythrée a fermé sa frontière avec l'Éthiopie et y a déployé des troupes.",
            ("Eritrea", "MOBILIZE", "Ethiopia"),
        ),
        ("Un étudiant grec a été arrêté en Égypte.", ("Egypt", "COERCE", "Greece")),
        ("Le Tchad a bombardé le Soudan. Un village soudanais a été incendié.", ("Chad", "ASSAULT", "Sudan")),
    ],
    ids=["targeting", "suffering", "dying in", "there", "at home", "goes on"],
)
def test_who_is_meant(text: str, act: tuple[str, str, str]) -> None:
    assert act in told(text)


def test_a_clause_that_says_whom_a_noun_hits_is_no_act_of_its_own() -> None:
    assert not any(
        type_ == "ASSAULT" for _, type_, _ in told("Le Canada a adopté des sanctions visant deux banques russes.")
    )


def test_a_passive_without_a_doer_before_it_says_nothing() -> None:
    assert not told("Un village soudanais a été incendié.")
