"""When an act happened: date expressions of one sentence, resolved against the article's date.

Only what can be pinned to a day, month or year gets an ISO date; "last week" and "soon" are seen but stay open.
A bare weekday is the latest such day on or before the article's date, unless the sentence looks ahead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Grain = Literal["day", "month", "year"]
Kind = Literal["point", "onset", "deadline"]

MONTHS = {
    "en": ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"],
    "fr": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
}  # fmt: skip
SHORT_MONTHS = {"en": ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sept", "oct", "nov", "dec"], "fr": []}
DAYS = {
    "en": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
}
NEAR = {
    "en": {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2},
    "fr": {"aujourd'hui": 0, "hier": -1, "demain": 1, "avant-hier": -2, "après-demain": 2},
}
OPEN = {
    "en": r"(?:last|next|this|earlier this|later this) (?:week|month|year)|(?:in|over) recent (?:days|weeks|months)",
    "fr": r"(?:la semaine|le mois) (?:dernière|prochaine|dernier|prochain)|ces derniers (?:jours|mois)|cette semaine",
}
ONSET = {
    "en": r"(?:since|from|starting(?: on)?|as of|effective)",
    "fr": r"(?:depuis|dès|à partir du|à compter du|à partir de)",
}
DEADLINE = {"en": r"(?:by|before|until)", "fr": r"(?:d'ici(?: à| au)?|avant(?: le)?|jusqu'(?:au|à|en))"}
Resolved = tuple[str | None, Grain | None] | None
"""An ISO date and its grain; (None, None) for an expression that stays open; None when it is no date after all."""
Resolver = Callable[[re.Match[str], date | None, str | None, bool], Resolved]
CENTURY = r"(?:1[89]|20)\d\d"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression; offsets are into the sentence, `iso` is as precise as `grain`, None when open."""

    start: int
    end: int
    text: str
    iso: str | None
    grain: Grain | None
    kind: Kind = "point"


def resolve(text: str, lang: str, reference: str | None, *, future: bool = False) -> list[DateMention]:
    """Date expressions of a sentence, left to right; relative ones stay open without a reference day.

    >>> [(m.text, m.iso, m.kind) for m in resolve("Il sera fermé à partir du 1er novembre.", "fr", "2021-10-30")]
    [('à partir du 1er novembre', '2021-11-01', 'onset')]
    >>> [m.iso for m in resolve("It was shot down on Tuesday, February 14, 2023.", "en", "2023-02-20")]
    ['2023-02-14']
    """
    day = date.fromisoformat(reference) if reference and len(reference) == 10 else None
    found: list[DateMention] = []
    for pattern, read in _readers(lang):
        for match in pattern.finditer(text):
            if any(match.start() < m.end and m.start < match.end() for m in found):
                continue
            resolved = read(match, day, reference, future)
            if resolved is not None:
                found.append(_with_kind(text, lang, match, *resolved))
    return sorted(found, key=lambda m: m.start)


def _readers(lang: str) -> Iterator[tuple[re.Pattern[str], Resolver]]:
    """Patterns from the fullest to the barest; an earlier one keeps its words."""
    months = "|".join(MONTHS[lang] + [f"{m}\\.?" for m in SHORT_MONTHS[lang]])
    days = "|".join(DAYS[lang])
    flags = re.IGNORECASE
    if lang == "en":
        yield (
            re.compile(
                rf"\b(?:(?:{days}),? )?(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{months}),? (?P<y>{CENTURY})\b",
                flags,
            ),
            _full("en"),
        )
        yield (
            re.compile(
                rf"\b(?:(?:{days}),? )?(?P<m>{months}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?, (?P<y>{CENTURY})\b", flags
            ),
            _full("en"),
        )
        yield re.compile(rf"\b(?P<m>{months}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? \d{{4}})", flags), _full("en")
        yield re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{months})\b", flags), _full("en")
    else:
        yield (
            re.compile(rf"\b(?:(?:{days}) )?(?:le )?(?P<d>\d{{1,2}}|1er) (?P<m>{months}) (?P<y>{CENTURY})\b", flags),
            _full("fr"),
        )
        yield re.compile(rf"\b(?:(?:{days}) )?(?:le )?(?P<d>\d{{1,2}}|1er) (?P<m>{months})\b", flags), _full("fr")
    yield re.compile(rf"\b(?P<d>\d{{1,2}})[./](?P<n>\d{{1,2}})[./](?P<y>{CENTURY})\b"), _numeric
    yield re.compile(rf"\b(?P<y>{CENTURY})-(?P<n>\d\d)-(?P<d>\d\d)\b"), _numeric
    yield re.compile(rf"\b(?P<m>{months}) (?P<y>{CENTURY})\b", flags), _month(lang)
    yield re.compile(rf"\b{OPEN[lang]}\b", flags), _open
    near = "|".join(re.escape(w) for w in sorted(NEAR[lang], key=len, reverse=True))
    yield re.compile(rf"\b(?P<w>{near})\b", flags), _near(lang)
    suffix = r"(?P<s> dernier| prochain)?" if lang == "fr" else ""
    prefix = r"(?P<s>last |next )?" if lang == "en" else ""
    yield re.compile(rf"\b{prefix}(?P<w>{days})\b{suffix}", flags), _weekday(lang)
    since = r"(?:in|since|en|depuis|dès|until|by|early|late|mid-?|fin|début|d'ici) "
    yield re.compile(rf"(?<=\b)(?:{since})(?P<m>{months})\b(?! \d)", flags), _month(lang)
    yield re.compile(rf"\b(?:{since}|of |année |year )(?P<y>{CENTURY})\b(?![-s]|s\b)", flags), _year


def _full(lang: str) -> Resolver:
    """Day and month, with or without year."""

    def read(match: re.Match[str], day: date | None, reference: str | None, future: bool) -> Resolved:
        month = _month_number(match["m"], lang)
        number = 1 if match["d"] == "1er" else int(match["d"])
        year = match.groupdict().get("y")
        if year:
            return _iso(int(year), month, number)
        return _nearest(month, number, day, future or _looks_ahead(match, lang))

    return read


def _looks_ahead(match: re.Match[str], lang: str) -> bool:
    """``from November 1``, ``à partir du 1er novembre``: the year may be told by what is nearer, not by what is past."""
    before = match.string[max(0, match.start() - 24) : match.start()].lower()
    return re.search(rf"(?:{ONSET[lang]}|{DEADLINE[lang]}) (?:le |the )?$", before) is not None


def _nearest(month: int, number: int, day: date | None, ahead: bool) -> Resolved:
    """A day without year: the latest on or before the article's, or the nearest when the text looks ahead."""
    if day is None:
        return None, None
    candidates = [d for year in (day.year - 1, day.year, day.year + 1) if (d := _date(year, month, number))]
    if not ahead:
        candidates = [d for d in candidates if d <= day]
    if not candidates:
        return None
    return min(candidates, key=lambda d: abs((d - day).days)).isoformat(), "day"


def _numeric(match: re.Match[str], day: date | None, reference: str | None, future: bool) -> Resolved:
    return _iso(int(match["y"]), int(match["n"]), int(match["d"]))


def _month(lang: str) -> Resolver:
    """Month and year, or a month alone: the latest that had begun by the article's date."""

    def read(match: re.Match[str], day: date | None, reference: str | None, future: bool) -> Resolved:
        month = _month_number(match["m"], lang)
        year = match.groupdict().get("y")
        if year:
            return f"{year}-{month:02}", "month"
        if day is None:
            return None, None
        past = day.year if month <= day.month else day.year - 1
        return f"{past + 1 if future and month < day.month else past}-{month:02}", "month"

    return read


def _open(match: re.Match[str], day: date | None, reference: str | None, future: bool) -> Resolved:
    return None, None


def _near(lang: str) -> Resolver:
    def read(match: re.Match[str], day: date | None, reference: str | None, future: bool) -> Resolved:
        if day is None:
            return None, None
        return (day + timedelta(days=NEAR[lang][match["w"].lower()])).isoformat(), "day"

    return read


def _weekday(lang: str) -> Resolver:
    """A bare weekday: the latest on or before the article's date; the next one when the text looks ahead."""

    def read(match: re.Match[str], day: date | None, reference: str | None, future: bool) -> Resolved:
        if day is None:
            return None, None
        sign = (match.groupdict().get("s") or "").strip().lower()
        wanted = DAYS[lang].index(match["w"].lower())
        if sign in {"next", "prochain"} or (future and not sign):
            ahead = (wanted - day.weekday()) % 7
            return (day + timedelta(days=ahead or (7 if sign else 0))).isoformat(), "day"
        back = (day.weekday() - wanted) % 7
        return (day - timedelta(days=back or (7 if sign else 0))).isoformat(), "day"

    return read


def _year(match: re.Match[str], day: date | None, reference: str | None, future: bool) -> Resolved:
    return match["y"], "year"


def _month_number(name: str, lang: str) -> int:
    plain = name.lower().rstrip(".")
    return MONTHS[lang].index(plain) + 1 if plain in MONTHS[lang] else SHORT_MONTHS[lang].index(plain) + 1


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _iso(year: int, month: int, number: int) -> Resolved:
    found = _date(year, month, number)
    return (found.isoformat(), "day") if found else None


def _with_kind(text: str, lang: str, match: re.Match[str], iso: str | None, grain: Grain | None) -> DateMention:
    """The mention with the words before it that make it an onset or a deadline."""
    start = match.start()
    kind: Kind = "point"
    tables: tuple[tuple[Kind, dict[str, str]], ...] = (("onset", ONSET), ("deadline", DEADLINE))
    for name, table in tables:
        before = re.search(rf"\b{table[lang]} ?(?:le |the )?$", text[:start], re.IGNORECASE)
        inside = re.match(rf"{table[lang]}\b", match.group(), re.IGNORECASE)
        if before or inside:
            kind, start = name, before.start() if before else start
            break
    return DateMention(start, match.end(), text[start : match.end()], iso, grain, kind)
