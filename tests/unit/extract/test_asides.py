"""What the parser need not see is left out, and every offset leads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.asides import reduce_text


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Paris a infligé lundi des sanctions.", "Paris a infligé des sanctions."),
        ("Rabat, de son côté, a refusé.", "Rabat a refusé."),
        ("Le Niger a fermé jeudi soir sa frontière.", "Le Niger a fermé sa frontière."),
        ('Oslo dénonce l\'"ingérence" de Minsk.', "Oslo dénonce l'ingérence de Minsk."),
        ('"Non", dit-il, "jamais".', '"Non", dit-il, "jamais".'),
        ("Dès lundi, tout change.", "Dès lundi, tout change."),
        ("Il part le lundi 3 mai.", "Il part le lundi 3 mai."),
    ],
)
def test_asides_are_left_out(text: str, short: str) -> None:
    assert reduce_text(text, "fr").text == short


@given(st.text(alphabet="abc, lundi de son côté.", max_size=60))
def test_every_character_leads_back_to_itself(text: str) -> None:
    reduced = reduce_text(text, "fr")
    for i, character in enumerate(reduced.text):
        start, end = reduced.back(i, i + 1)
        assert text[start:end] == character
