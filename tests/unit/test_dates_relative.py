"""Dates: what can be pinned to a day, month or year, against a Saturday; everything else stays open or is no date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import DateMention, resolve

DAY = "2021-10-30"


def told(text: str, lang: str, reference: str | None = DAY, **how: object) -> list[tuple[str, str | None]]:
    return [(m.text, m.iso) for m in resolve(text, lang, reference, **how)]  # type: ignore[arg-type]


def only(
    text: str, lang: str, reference: str | None = DAY, *, future: bool = False, previous: str | None = None
) -> DateMention:
    [mention] = resolve(text, lang, reference, future=future, previous=previous)
    return mention


@pytest.mark.parametrize(
    ("lang", "text", "iso"),
    [
        ("fr", "Ils ont signé le 3 mars 2020.", "2020-03-03"),
        ("fr", "Ils ont signé le 1er mars 2020.", "2020-03-01"),
        ("fr", "Ils ont signé mercredi 24 février 2016.", "2016-02-24"),
        ("fr", "Ils ont signé le 30.10.2019.", "2019-10-30"),
        ("fr", "Ils ont signé le 30/10/2019.", "2019-10-30"),
        ("fr", "Ils ont signé en janvier 2016.", "2016-01"),
        ("fr", "Ils ont signé à la mi-mars 2020.", "2020-03"),
        ("fr", "Ils ont signé en 2015.", "2015"),
        ("fr", "Ils ont signé fin 2019.", "2019"),
        ("fr", "Ils ont signé l'été 2014.", "2014"),
        ("en", "They signed on March 3, 2020.", "2020-03-03"),
        ("en", "They signed on 3 March 2020.", "2020-03-03"),
        ("en", "They signed on the 3rd of March, 2020.", "2020-03-03"),
        ("en", "They signed on Tuesday, February 14, 2023.", "2023-02-14"),
        ("en", "They signed on Sept. 3, 2020.", "2020-09-03"),
        ("en", "They signed on 2020-03-03.", "2020-03-03"),
        ("en", "They signed in March 2020.", "2020-03"),
        ("en", "They signed in late 2019.", "2019"),
        ("en", "They signed in the summer of 2014.", "2014"),
    ],
)
@pytest.mark.parametrize("reference", [DAY, "2021-10", "2021", None])
def test_absolute_dates_need_no_reference(lang: str, text: str, iso: str, reference: str | None) -> None:
    assert only(text, lang, reference).iso == iso


@pytest.mark.parametrize(
    ("lang", "text", "past", "future"),
    [
        ("fr", "lundi", "2021-10-25", "2021-11-01"),
        ("fr", "samedi", "2021-10-30", "2021-10-30"),
        ("fr", "mardi matin", "2021-10-26", "2021-11-02"),
        ("fr", "mardi dernier", "2021-10-26", "2021-10-26"),
        ("fr", "samedi prochain", "2021-11-06", "2021-11-06"),
        ("fr", "samedi dernier", "2021-10-23", "2021-10-23"),
        ("fr", "le 6 juin", "2021-06-06", "2022-06-06"),
        ("fr", "le 6 octobre", "2021-10-06", "2021-10-06"),
        ("fr", "le 6 novembre", "2020-11-06", "2021-11-06"),
        ("fr", "le 5 mai prochain", "2022-05-05", "2022-05-05"),
        ("fr", "le 5 mai dernier", "2021-05-05", "2021-05-05"),
        ("fr", "mardi 2 novembre", "2021-11-02", "2021-11-02"),
        ("fr", "du 25 au 27 janvier", "2021-01-25", "2022-01-25"),
        ("fr", "les 25 et 26 octobre", "2021-10-25", "2021-10-25"),
        ("fr", "en décembre", "2020-12", "2021-12"),
        ("fr", "en mars dernier", "2021-03", "2021-03"),
        ("fr", "en septembre prochain", "2022-09", "2022-09"),
        ("fr", "cette année", "2021", "2021"),
        ("fr", "hier soir", "2021-10-29", "2021-10-29"),
        ("fr", "avant-hier", "2021-10-28", "2021-10-28"),
        ("en", "on Monday", "2021-10-25", "2021-11-01"),
        ("en", "last Saturday", "2021-10-23", "2021-10-23"),
        ("en", "next Monday", "2021-11-01", "2021-11-01"),
        ("en", "on February 14", "2021-02-14", "2022-02-14"),
        ("en", "on Tuesday, 5 October", "2021-10-05", "2021-10-05"),
        ("en", "on Tuesday (2 November)", "2021-11-02", "2021-11-02"),
        ("en", "between 3 and 5 May", "2021-05-03", "2022-05-03"),
        ("en", "on March 3–5", "2021-03-03", "2022-03-03"),
        ("en", "in December", "2020-12", "2021-12"),
        ("en", "earlier this month", "2021-10", "2021-10"),
        ("en", "yesterday", "2021-10-29", "2021-10-29"),
        ("en", "tomorrow", "2021-10-31", "2021-10-31"),
    ],
)
def test_relative_dates_look_back_unless_the_verb_looks_ahead(lang: str, text: str, past: str, future: str) -> None:
    assert only(text, lang).iso == past
    assert only(text, lang, future=True).iso == future


@pytest.mark.parametrize(
    ("lang", "text", "iso", "kind"),
    [
        ("fr", "depuis lundi", "2021-10-25", "onset"),
        ("fr", "depuis le 1er novembre", "2020-11-01", "onset"),
        ("fr", "depuis 2011", "2011", "onset"),
        ("fr", "depuis juin", "2021-06", "onset"),
        ("fr", "dès le 3 mars 2022", "2022-03-03", "onset"),
        ("fr", "à partir du 1er novembre", "2021-11-01", "onset"),
        ("fr", "à compter de lundi", "2021-11-01", "onset"),
        ("fr", "d'ici au 1er décembre", "2021-12-01", "deadline"),
        ("fr", "jusqu'au 3 mars 2022", "2022-03-03", "deadline"),
        ("fr", "avant le 3 mars 2022", "2022-03-03", "deadline"),
        ("en", "since Monday", "2021-10-25", "onset"),
        ("en", "since June", "2021-06", "onset"),
        ("en", "from November 1", "2021-11-01", "onset"),
        ("en", "from Monday", "2021-11-01", "onset"),
        ("en", "by December 31", "2021-12-31", "deadline"),
        ("en", "by 2030", "2030", "deadline"),
        ("en", "until Tuesday", "2021-11-02", "deadline"),
        ("en", "on Tuesday", "2021-10-26", "point"),
    ],
)
def test_onsets_and_deadlines(lang: str, text: str, iso: str, kind: str) -> None:
    mention = only(f"… {text}.", lang)
    assert (mention.iso, mention.kind) == (iso, kind)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Il négocie depuis sept ans."),
        ("fr", "Il a 72 heures pour répondre, à 15 heures."),
        ("fr", "Au début des années 2010, il était à Riga."),
        ("fr", "L'Agenda 2030 du G7 et le M23."),
        ("fr", "La résolution 2015 du Conseil vise 2015 soldats, de 2000 à 3000."),
        ("fr", "L'attaque du 7-Octobre, les lundis, le Vendredi saint."),
        ("fr", "L'accord de 2015 tient."),
        ("fr", "Il mange du maïs et mars est loin."),
        ("en", "They have 72 hours, within two months, for seven years."),
        ("en", "In the early 2010s and the 1990s."),
        ("en", "The 2030 agenda of the G20, the M23 and resolution 2231."),
        ("en", "He may march on Rome; Theresa May spoke on May Day."),
        ("en", "Black Friday and Bloody Sunday."),
        ("en", "The group of 2000 troops cost 5,000 in 1999 dollars."),
        ("en", "The 2016 election; 2014-2016."),
        ("en", "They sit on Mondays."),
    ],
)
def test_what_is_no_date(lang: str, text: str) -> None:
    assert told(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "last week"),
        ("en", "in recent days"),
        ("fr", "la semaine dernière"),
        ("fr", "ces derniers jours"),
        ("fr", "cette semaine"),
    ],
)
def test_weeks_are_seen_but_stay_open(lang: str, text: str) -> None:
    mention = only(text, lang)
    assert (mention.text, mention.iso, mention.grain) == (text, None, None)


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "on Monday"), ("en", "yesterday"), ("en", "in March"), ("fr", "le 6 juin")],
)  # fmt: skip
def test_relative_dates_stay_open_without_a_reference(lang: str, text: str) -> None:
    assert only(text, lang, None).iso is None


def test_days_that_are_not_in_the_calendar_are_no_dates() -> None:
    assert told("le 31 juin", "fr") == []
    assert told("31.02.2020", "fr") == []


class TestCountedFromAnotherDay:
    @pytest.mark.parametrize(
        ("lang", "text", "iso"),
        [
            ("en", "They signed a day later.", "2021-10-21"),
            ("en", "They signed a day earlier.", "2021-10-19"),
            ("en", "They signed the same day.", "2021-10-20"),
            ("en", "They signed two days later.", "2021-10-22"),
            ("en", "They signed three years earlier.", "2018"),
            ("fr", "Le même jour, ils ont signé.", "2021-10-20"),
            ("fr", "Ils ont signé le lendemain.", "2021-10-21"),
            ("fr", "Ils ont signé la veille.", "2021-10-19"),
            ("fr", "Ils ont signé deux jours plus tard.", "2021-10-22"),
        ],
    )
    def test_from_the_sentence_before(self, lang: str, text: str, iso: str) -> None:
        assert only(text, lang, previous="2021-10-20").iso == iso
        assert only(text, lang).iso is None
        assert only(text, lang, previous="2021-10").iso is None

    @pytest.mark.parametrize(
        ("lang", "text", "days"),
        [
            ("en", "Riga agreed on Wednesday, a day after Oslo refused.", ["2021-10-27", "2021-10-26"]),
            ("en", "Riga accused Oslo on Tuesday of an act of a day earlier.", ["2021-10-26", "2021-10-25"]),
            ("en", "Riga agreed on Friday, seven years after Oslo refused.", ["2021-10-29", "2014"]),
            ("fr", "Riga a fermé lundi son ciel, au lendemain de l'attaque.", ["2021-10-25", "2021-10-24"]),
            ("fr", "Lundi, deux jours après Oslo, Riga a refusé.", ["2021-10-25", "2021-10-23"]),
        ],
    )
    def test_from_a_day_of_the_same_sentence(self, lang: str, text: str, days: list[str]) -> None:
        assert [iso for _, iso in told(text, lang, previous="2020-01-01")] == days


def test_mentions_stand_in_order_and_where_they_are() -> None:
    text = "Lundi, à Riga, puis du 3 au 5 mars 2020 et depuis 2011."
    mentions = resolve(text, "fr", DAY)
    assert [m.iso for m in mentions] == ["2021-10-25", "2020-03-03", "2011"]
    assert [text[m.start : m.end] for m in mentions] == [m.text for m in mentions]
    assert [m.grain for m in mentions] == ["day", "day", "year"]


WORDS = (
    "lundi Monday le 3 mars 2020 March 31 May in en depuis since last prochain a day later la veille 1er . , ( - 29 février an "
    "year ago after"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join), st.sampled_from(["fr", "en"]), st.sampled_from([DAY, "2021-10", "2021", None, "2020-02-29"]), st.booleans())  # fmt: skip
def test_whatever_the_words_mentions_are_sound(text: str, lang: str, reference: str | None, future: bool) -> None:
    last = 0
    for mention in resolve(text, lang, reference, future=future, previous="2021-10-20"):
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end
        assert text[mention.start : mention.end] == mention.text
        lengths = {"day": 10, "month": 7, "year": 4}
        assert (mention.iso is None) == (mention.grain is None)
        assert mention.grain is None or len(mention.iso or "") == lengths[mention.grain]
