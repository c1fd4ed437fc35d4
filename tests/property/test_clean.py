"""Whatever the text, the characters of its paragraphs lead back to where they stood."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.clean import clean

PIECES = st.sampled_from(
    [
        "L’Otan", "Riga", "frontièreLe", "a-t-il noté.L’accordPetra", "«\u00a0", "\u00a0»", "“", "”", '"', "'", "&amp;", "&nbsp;",
        "&eacute;", "&bogus;", "\u00ad", "\u200b", "e\u0301", "\u0301", " ", "  ", "\n", "\n\n", "\r\n", "\u2028", "\t", ".", ",", "?",
        "…", ".Il", "V.Holm", "l' ", "PARIS (AFP) — ", "Photo AFP", "https://example.org/20211030/a.Le", "- ", "# ", "**", "*", "_",
        "+", "[Riga](https://example.org)", "[1]", "<p>", "<b>", "30.10.2021, Riga", "\x00", "\U0001f1eb\U0001f1f7", "Łódź", "2021",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES).map(" ".join))
LANGS = st.sampled_from(["fr", "en"])


@settings(max_examples=400, deadline=None)
@given(TEXTS, LANGS)
def test_offsets_are_in_range_and_in_order(text: str, lang: str) -> None:
    last = 0
    for paragraph in clean(text, lang):
        assert len(paragraph.text) == len(paragraph.offsets) == len(paragraph.ends)
        assert paragraph.text == paragraph.text.strip() != ""
        for start, end in zip(paragraph.offsets, paragraph.ends, strict=True):
            assert last <= start <= end <= len(text)
            last = start
        last = paragraph.ends[-1]


@settings(max_examples=400, deadline=None)
@given(TEXTS, LANGS)
def test_letters_and_digits_stand_for_themselves(text: str, lang: str) -> None:
    for paragraph in clean(text, lang):
        for i, char in enumerate(paragraph.text):
            if not char.isalnum():
                continue
            start, end = paragraph.origin(i, i + 1)
            origin = text[start:end]
            assert char == origin or char == unicodedata.normalize("NFC", origin) or origin.startswith("&")


@settings(max_examples=400, deadline=None)
@given(TEXTS, LANGS, st.data())
def test_every_span_of_kept_characters_has_an_origin(text: str, lang: str, data: st.DataObject) -> None:
    for paragraph in clean(text, lang):
        start = data.draw(st.integers(0, len(paragraph.text) - 1))
        end = data.draw(st.integers(start + 1, len(paragraph.text)))
        a, b = paragraph.origin(start, end)
        if any(c != " " for c in paragraph.text[start:end]):
            assert a < b
        inner = [paragraph.origin(i, i + 1) for i in range(start, end)]
        assert (a, b) == (inner[0][0], inner[-1][1])


@settings(max_examples=200, deadline=None)
@given(TEXTS, LANGS)
def test_what_is_clean_stays_as_it_is(text: str, lang: str) -> None:
    for paragraph in clean(text, lang):
        again = clean(paragraph.text, lang)
        words = "".join("".join(p.text.split()) for p in again)
        assert set(words) <= set(paragraph.text), "cleaning twice invents nothing"


@settings(deadline=None)
@given(st.lists(st.text("abcdefghij", min_size=1, max_size=8), min_size=1, max_size=12), LANGS)
def test_plain_words_come_through_whole(words: list[str], lang: str) -> None:
    text = " ".join(words) + "."
    [paragraph] = clean(text, lang)
    assert paragraph.text == text
    assert paragraph.offsets == tuple(range(len(text)))
