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
    "en": r"(?:last|next|this|earlier this|later this) week|(?:last|next) (?:month|year)|(?:in|over) recent (?:days|weeks|months)",
    "fr": r"(?:la semaine|le mois) (?:dernière|prochaine|dernier|prochain)|ces derniers (?:jours|mois)|cette semaine",
}
THIS = {
    "en": r"(?:earlier |later )?this (?P<u>month|year)",
    "fr": r"(?:ce (?P<u>mois)(?:-ci)?|cette (?P<v>année))",
}
COUNTED = {
    "en": {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    "fr": {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10},
}  # fmt: skip
SAME = {
    "en": {"the same day": 0, "that day": 0, "the next day": 1, "the following day": 1, "the day before": -1, "the previous day": -1},
    "fr": {"le même jour": 0, "le jour même": 0, "le lendemain": 1, "la veille": -1, "au lendemain de": -1, "au lendemain d'": -1},
}  # fmt: skip
"""Days counted from another day of the text; ``au lendemain de`` dates what follows it."""
ONSET = {
    "en": r"(?:since|from|starting(?: on)?|as of|effective)",
    "fr": r"(?:depuis|dès|à partir du|à compter du|à partir de|à compter de)",
}
DEADLINE = {"en": r"(?:by|before|until)", "fr": r"(?:d'ici(?: à| au)?|avant(?: le)?(?!-)|jusqu'(?:au|à|en))"}
AHEAD = {
    "en": r"(?:from|starting(?: on)?|as of|effective|by|until)",
    "fr": r"(?:à partir d[ue]|à compter d[ue]|d'ici(?: à| au)?|jusqu'(?:au|à))",
}
"""After these a date without its year, or a weekday, may lie ahead."""
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


def resolve(
    text: str, lang: str, reference: str | None, *, future: bool = False, previous: str | None = None
) -> list[DateMention]:
    """Date expressions of a sentence, left to right; relative ones stay open without a day to count from.

    `reference` is the date of the article, `previous` the last day that the text told before this sentence.

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
    found += _counted(text, lang, found, previous, day)
    return sorted(found, key=lambda m: m.start)


def _counted(
    text: str, lang: str, found: list[DateMention], previous: str | None, day: date | None
) -> Iterator[DateMention]:
    """Days told by another day: ``a day later``, ``seven years after``, ``au lendemain de``."""
    told = sorted((m for m in found if m.grain == "day" and m.iso), key=lambda m: m.start)
    number = "|".join(COUNTED[lang])
    same = "|".join(sorted(SAME[lang], key=len, reverse=True))
    units, sides = {
        "en": ("day|year", "later|earlier|after|before"),
        "fr": ("jour|an", "plus tard|plus tôt|après|avant"),
    }[lang]
    pattern = rf"\b(?:(?P<same>{same})(?! after\b)|(?P<n>{number}|\d{{1,2}}) (?P<u>{units})s? (?P<side>{sides})\b)"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if any(match.start() < m.end and m.start < match.end() for m in found):
            continue
        before = [m.iso for m in told if m.start < match.start()]
        iso = before[-1] if before else previous or (told[0].iso if told else None)
        anchor = date.fromisoformat(iso) if iso and len(iso) == 10 else None
        yield _with_kind(text, lang, match, *_count(match, lang, anchor, day))


def _count(match: re.Match[str], lang: str, anchor: date | None, day: date | None) -> tuple[str | None, Grain | None]:
    if match["same"]:
        shift = SAME[lang][match["same"].lower()]
        return ((anchor + timedelta(days=shift)).isoformat(), "day") if anchor else (None, None)
    number = int(match["n"]) if match["n"].isdigit() else COUNTED[lang][match["n"].lower()]
    side = match["side"].lower()
    # "X, a day after Y" dates Y, which stands behind: a day before X.
    number = -number if side in {"earlier", "plus tôt", "after", "après"} else number
    if match["u"].lower() in {"day", "jour"}:
        return ((anchor + timedelta(days=number)).isoformat(), "day") if anchor else (None, None)
    base = anchor or (day if side in {"after", "après", "before", "avant"} else None)
    return (str(base.year + number), "year") if base else (None, None)


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
        weekday = rf"(?:(?P<w>{days})(?:,? | \()(?:the )?)?"
        more = r"(?P<range>(?: and | to | ?[-–] ?)\d{1,2}(?:st|nd|rd|th)?)?"
        after = rf"(?:st|nd|rd|th)?{more}"
        yield (
            re.compile(rf"\b{weekday}(?P<m>{months}) (?P<d>\d{{1,2}}){after}\b(?!,? \d{{4}}|[,.:]\d)", flags),
            _full("en"),
        )
        yield re.compile(rf"\b{weekday}(?P<d>\d{{1,2}}){after} (?:of )?(?P<m>{months})\b", flags), _full("en")
    else:
        several = rf"(?P<range>(?:du|les|entre le) (?P<d>\d{{1,2}}|1er) (?:au|et(?: le)?) \d{{1,2}}) (?P<m>{months})"
        yield re.compile(rf"\b{several}(?: (?P<y>{CENTURY}))?\b", flags), _full("fr")
        yield (
            re.compile(rf"\b(?:(?:{days}) )?(?:le )?(?P<d>\d{{1,2}}|1er) (?P<m>{months}) (?P<y>{CENTURY})\b", flags),
            _full("fr"),
        )
        weekday = rf"(?:(?P<w>{days})(?:,? | \())?(?:le )?"
        sign = "(?: (?P<s>dernier|prochain))?"
        yield re.compile(rf"\b{weekday}(?P<d>\d{{1,2}}|1er) (?P<m>{months})\b{sign}", flags), _full("fr")
    yield re.compile(rf"\b(?P<d>\d{{1,2}})[./](?P<n>\d{{1,2}})[./](?P<y>{CENTURY})\b"), _numeric
    yield re.compile(rf"\b(?P<y>{CENTURY})-(?P<n>\d\d)-(?P<d>\d\d)\b"), _numeric
    yield re.compile(rf"\b(?P<m>{months}) (?P<y>{CENTURY})\b", flags), _month(lang)
    yield re.compile(rf"\b{THIS[lang]}\b", flags), _this
    yield re.compile(rf"\b(?:{OPEN[lang]})\b", flags), _open
    near = "|".join(re.escape(w) for w in sorted(NEAR[lang], key=len, reverse=True))
    yield re.compile(rf"\b(?P<w>{near})\b", flags), _near(lang)
    suffix = r"(?P<s> dernier| prochain)?" if lang == "fr" else ""
    prefix = r"(?P<s>last |next )?" if lang == "en" else ""
    names = r"(?<!\bblack )(?<!\bbloody )(?<!\bgood )"  # days of history, and of shops
    yield re.compile(rf"{names}\b{prefix}(?P<w>{days})\b(?! saint\b){suffix}", flags), _weekday(lang)
    since = r"(?:in|since|en|depuis|dès|until|by|early|late|mid-?|fin|début|d'ici) "
    yield re.compile(rf"(?<=\b)(?:{since})(?P<m>{months})\b(?! \d){suffix}", flags), _month(lang)
    yield (
        re.compile(
            rf"\b(?:{since}|(?:end|summer|spring|autumn|winter) of |été |année |year )(?P<y>{CENTURY})\b(?![-s]|,\d| dollars| euros)",
            flags,
        ),
        _year,
    )


def _full(lang: str) -> Resolver:
    """Day and month, with or without year."""

    def read(match: re.Match[str], day: date | None, reference: str | None, future: bool) -> Resolved:
        month = _month_number(match["m"], lang)
        number = 1 if match["d"] == "1er" else int(match["d"])
        year = match.groupdict().get("y")
        if year:
            return _iso(int(year), month, number)
        groups = match.groupdict()
        weekday = DAYS[lang].index(groups["w"].lower()) if groups.get("w") else None
        ahead = future or (not groups.get("range") and _looks_ahead(match, lang, DEADLINE))
        return _nearest(month, number, day, ahead, (groups.get("s") or "").strip().lower(), weekday)

    return read


def _looks_ahead(match: re.Match[str], lang: str, *others: dict[str, str]) -> bool:
    """``from November 1``, ``à partir du 1er novembre``, unlike ``depuis``: what is near may be ahead."""
    before = match.string[max(0, match.start() - 24) : match.start()].lower()
    words = "|".join(table[lang] for table in (AHEAD, *others))
    return re.search(rf"\b(?:{words}) ?(?:le |the )?$", before) is not None


def _nearest(
    month: int, number: int, day: date | None, ahead: bool, sign: str = "", weekday: int | None = None
) -> Resolved:
    """A day without year: the latest on or before the article's, or the nearest when the text looks ahead."""
    if day is None:
        return None, None
    candidates = [d for year in (day.year - 1, day.year, day.year + 1) if (d := _date(year, month, number))]
    fitting = [d for d in candidates if d.weekday() == weekday]
    if sign:
        candidates = [d for d in candidates if (d > day) == (sign == "prochain")]
    elif fitting:
        candidates = fitting  # the weekday tells the year
    elif not ahead:
        candidates = [d for d in candidates if d <= day]
    if not candidates:
        return None
    # A plan may be told with the day it was announced: what lies behind is possible, but three times as far.
    return min(candidates, key=lambda d: (d - day).days if d >= day else 3 * (day - d).days).isoformat(), "day"


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
        sign = (match.groupdict().get("s") or "").strip().lower()
        if sign == "prochain" or (future and not sign):
            later = month > day.month or (month == day.month and not sign)
            return f"{day.year if later else day.year + 1}-{month:02}", "month"
        earlier = month < day.month or (month == day.month and not sign)
        return f"{day.year if earlier else day.year - 1}-{month:02}", "month"

    return read


def _open(match: re.Match[str], day: date | None, reference: str | None, future: bool) -> Resolved:
    return None, None


def _this(match: re.Match[str], day: date | None, reference: str | None, future: bool) -> Resolved:
    """``earlier this month``, ``cette année``."""
    if day is None:
        return None, None
    return (f"{day:%Y-%m}", "month") if (match["u"] or "").lower() in {"month", "mois"} else (f"{day:%Y}", "year")


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
        if sign in {"next", "prochain"} or (not sign and (future or _looks_ahead(match, lang))):
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
