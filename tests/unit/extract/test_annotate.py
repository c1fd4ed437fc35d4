"""Where sentences end, as the models see it and we mend it."""

from __future__ import annotations

import pytest

from kg.extract.annotate import annotate

pytestmark = pytest.mark.models


def sentences(lang: str, text: str) -> list[str]:
    (parsed,) = annotate([(lang, text)])
    return [s.text for s in parsed.sentences]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Kurdish militias of the Syrian Democratic Forces attacked the Syrian army."),
        ("fr", "Les premiers ministres Borut Pahor et Jadranka Kosor ont signé mercredi un accord."),
    ],
)
def test_no_sentence_ends_within_a_name(lang: str, text: str) -> None:
    assert sentences(lang, text) == [text]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Peru signed the pact. Chile refused."),
        ("fr", "Le Pérou a signé le pacte. Le Chili a refusé."),
    ],
)
def test_sentences_stay_apart(lang: str, text: str) -> None:
    assert len(sentences(lang, text)) == 2
