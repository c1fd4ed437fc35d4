"""Date expressions of both languages against the date of the article, 30 October 2021, a Saturday."""

from __future__ import annotations

import pytest

from kg.dates import resolve

REFERENCE = "2021-10-30"


@pytest.mark.parametrize(
    ("lang", "text", "iso", "kind"),
    [
        ("fr", "Il sera fermé à partir du 1er novembre.", "2021-11-01", "onset"),
        ("fr", "Il l'a dit lundi.", "2021-10-25", "point"),
        ("fr", "Ils ont signé le 6 juin 2019 à Rome.", "2019-06-06", "point"),
        ("fr", "Riyad avait rompu en janvier 2016.", "2016-01", "point"),
        ("fr", "Il est isolé depuis juin 2017.", "2017-06", "onset"),
        ("fr", "La guerre dure depuis 2011.", "2011", "onset"),
        ("fr", "Paru le 28.10.2021.", "2021-10-28", "point"),
        ("fr", "Il est parti hier.", "2021-10-29", "point"),
        ("en", "It began on February 14, 2019.", "2019-02-14", "point"),
        ("en", "The war broke out on April 15.", "2021-04-15", "point"),
        ("en", "He said so on Tuesday.", "2021-10-26", "point"),
        ("en", "They met on 3 March 2020 in Rome.", "2020-03-03", "point"),
        ("en", "He arrives tomorrow.", "2021-10-31", "point"),
        ("en", "It has been closed since 2014.", "2014", "onset"),
    ],
)
def test_resolved(lang: str, text: str, iso: str, kind: str) -> None:
    [mention] = resolve(text, lang, REFERENCE)
    assert (mention.iso, mention.kind) == (iso, kind)
    assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "It happened last week."),
        ("fr", "Ils l'ont fait la semaine dernière."),
        ("en", "Talks resume next month."),
    ],
)
def test_seen_but_open(lang: str, text: str) -> None:
    assert [m.iso for m in resolve(text, lang, REFERENCE)] == [None]


@pytest.mark.parametrize(
    "text", ["The G7 and the M23 met.", "He may march.", "It lasted seven years.", "The 1990s were calm."]
)
def test_no_dates(text: str) -> None:
    assert resolve(text, "en", REFERENCE) == []


def test_a_weekday_ahead_is_the_next_one() -> None:
    [mention] = resolve("They will meet on Thursday.", "en", REFERENCE, future=True)
    assert mention.iso == "2021-11-04"


def test_without_a_reference_only_full_dates_are_resolved() -> None:
    assert [m.iso for m in resolve("Le 6 juin et le 3 mai 2020.", "fr", None)] == [None, "2020-05-03"]


def test_an_impossible_day_leaves_its_month() -> None:
    assert [m.iso for m in resolve("Le 31 février 2020.", "fr", REFERENCE)] == ["2020-02"]
