"""Refusals and threats in the future tense, and people and bodies without a name."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.model import Article
from kg.ontology import load_ontology


def _read(text: str) -> list[tuple[str, str, str, str | None]]:
    ((_, statements),) = extract([Article("x", text, lang="en", date="2022-06-15")], load_ontology(), judged=False)
    return [(s.type, s.status, s.subject.entity.label, s.object.entity.label if s.object else None) for s in statements]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Chad said it would not recognise Kosovo.", ("REJECT", "actual", "Chad", "Kosovo")),
        ("Peru will never accept the plan of Chile.", ("REJECT", "actual", "Peru", "Chile")),
        ("Cuba will expel Canadian miners unless Ottawa pays.", ("THREATEN", "actual", "Cuba", "Canada")),
        ("Chad did not recognise Kosovo.", ("SUPPORT", "denied", "Chad", "Kosovo")),
        ("Chad did not sign the treaty with Kosovo.", ("SUPPORT", "denied", "Chad", "Kosovo")),
        ("Chad does not recognise Kosovo.", ("REJECT", "actual", "Chad", "Kosovo")),
        ("Cuba will expel Canadian miners.", ("COERCE", "planned", "Cuba", "Canada")),
        ("Somali rebels vowed to step up attacks on Kenyan troops.", ("THREATEN", "actual", "Somali rebels", "Kenya")),
    ],
)
def test_what_is_only_said(text: str, wanted: tuple[str, str, str, str | None]) -> None:
    got = _read(text)
    assert any(s[:3] == wanted[:3] for s in got), got


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Gunmen killed four policemen near Mosul.", ("ASSAULT", "Iraqi gunmen", "Iraqi police")),
        ("Police in Harare detained dozens of students.", ("COERCE", "Zimbabwe", "Zimbabwean students")),
        ("Togolese police broke up a rally.", ("COERCE", "Togo", "Togolese protesters")),
        ("Students in Jakarta clashed with riot police.", ("ASSAULT", "Indonesian students", "Indonesian police")),
    ],
)
def test_people_and_bodies_that_no_name_owns(text: str, wanted: tuple[str, str, str]) -> None:
    got = [(s[0], s[2], s[3]) for s in _read(text)]
    assert wanted in got or (wanted[0], wanted[2], wanted[1]) in got, got


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ethnic Albanians attacked a Serbian patrol.", ("ASSAULT", "ethnic Albanians", "Serbia")),
        ("Kenyan opposition leaders rejected a plan of the African Union.", ("REJECT", "opposition", "African Union")),
        ("Chad will expel Libyan miners if Niger asks.", ("THREATEN", "Chad", "Libya")),
        ("Togolese soldiers beat dozens of pensioners.", ("ASSAULT", "Togo", "citizens")),
    ],
)
def test_crowds_with_leaders_conditions_and_kin(text: str, wanted: tuple[str, str, str]) -> None:
    got = _read(text)
    assert any(t == wanted[0] and wanted[1] in s and o is not None and wanted[2] in o for t, _, s, o in got), got
