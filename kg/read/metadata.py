"""Finds title, date, publisher, address and language of an article around its text.

It changes no text: what it returns as the body is a stretch of what it was given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 - `date` is what fields are called
from email.utils import parsedate
from urllib.parse import urlsplit

import yaml

from kg.read.decode import NotText

LONGEST_TITLE = 200
FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)(?:^|\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
KEYS = ("id", "title", "date", "publisher", "url", "lang")
URL = re.compile(r"https?://[^\s<>\"]+")
# A first line that is not part of the article, such as " date 2021-10 https://…".
HEAD_LINE = re.compile(
    r"\s*(?:date\s*:?\s*)?(?P<date>\d{4}(?:-\d{2}){0,2})?[ \t,;|]*(?P<url>https?://\S+)?[ \t]*", re.IGNORECASE
)
# "… 30.10.2021, Sputnik France" at the end of a line near the top.
CREDIT = re.compile(
    r"(?:^|\s)(?P<date>\d{1,2}[./]\d{1,2}[./]\d{4}),\s+(?P<publisher>[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,4})\s*$",
    re.MULTILINE,
)
CREDIT_WITHIN = 2000
SENTENCE = re.compile(r"\w \w+ \w+[^.!?…]*[.!?…]")
"""What a menu has none of."""
URL_DATE = re.compile(r"[/_.-](?P<y>(?:19|20)\d{2})(?P<s>[/_-]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?=[/_.?-]|$)")
URL_MONTH = re.compile(
    r"/(?P<y>(?:19|20)\d{2})/(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(?P<d>\d{1,2})(?=/|$)"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article besides its text; dates are ISO."""

    id: str = ""
    title: str = ""
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    lang: str | None = None
    doubts: tuple[str, ...] = ()


def iso_date(text: str) -> str | None:
    """A date as people write it in front matter or feeds, as YYYY-MM-DD, YYYY-MM or YYYY; None if it is none.

    >>> iso_date("30.10.2021"), iso_date("2021-10"), iso_date("Sat, 30 Oct 2021 10:00:00 GMT"), iso_date("2021-02-30")
    ('2021-10-30', '2021-10', '2021-10-30', None)
    """
    text = text.strip()
    if match := re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?", text):
        return _calendar(*match.groups())
    if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})(?:T.*)?|(\d{4})/(\d{1,2})/(\d{1,2})", text):
        return _calendar(*(group for group in match.groups() if group))
    if match := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text):
        return _calendar(match[3], match[2], match[1])
    if re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4}\b", text) and (parsed := parsedate(text)):
        return _calendar(*map(str, parsed[:3]))
    return None


def _calendar(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """The ISO date, if it stands in the calendar."""
    try:
        whole = Date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    return whole if day else whole[:7] if month else whole[:4]


def given(fields: dict[str, str]) -> Metadata:
    """Metadata that the source states under their names, refined by the address."""
    doubts: tuple[str, ...] = ()
    date = None
    if stated := fields.get("date", "").strip():
        date = iso_date(stated)
        if date is None:
            doubts = (f"date “{stated[:40]}” is no date; write YYYY-MM-DD",)
    url = fields.get("url", "").strip() or None
    title = " ".join(fields.get("title", "").split()) if "\n" in fields.get("title", "") else fields.get("title", "")
    return _refined(
        Metadata(
            fields.get("id", "").strip(), title, date, fields.get("publisher", "").strip() or None, url,
            fields.get("lang", "").strip() or None, doubts,
        )
    )  # fmt: skip


def _refined(metadata: Metadata) -> Metadata:
    """A date in the address makes a vague one exact; a missing publisher is the host."""
    if not metadata.url:
        return metadata
    found = _date_in_url(metadata.url)
    date = found if found and (metadata.date is None or found.startswith(metadata.date)) else metadata.date
    return replace(metadata, date=date, publisher=metadata.publisher or _host(metadata.url))


def _date_in_url(url: str) -> str | None:
    if match := URL_DATE.search(url):
        return _calendar(match["y"], match["m"], match["d"])
    if match := URL_MONTH.search(url):
        return _calendar(match["y"], str(MONTHS.index(match["m"]) + 1), match["d"])
    return None


def _host(url: str) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def plain(text: str, *, markdown: bool) -> tuple[str, Metadata]:
    """Body and metadata of a plain text or Markdown file; only front matter is left out of the body."""
    front = FRONT_MATTER.match(text)
    fields = _front_matter(front.group(1)) if front else None
    if front and fields is not None:
        body = text[front.end() :]
        metadata = given(fields)
        return body, metadata if metadata.title else replace(metadata, title=_title(body, markdown))
    head = HEAD_LINE.fullmatch(text.split("\n", 1)[0].rstrip("\r"))
    fields = {key: value for key in ("date", "url") if head and (value := head[key])}
    rest = text.split("\n", 1)[1] if head and fields and "\n" in text else text
    credit = CREDIT.search(text[:CREDIT_WITHIN])
    if credit:
        fields["publisher"] = credit["publisher"]
        stated, credited = fields.get("date", ""), iso_date(credit["date"])
        if credited and credited.startswith(stated):
            fields["date"] = credited
    return text, replace(given(fields), title=_title(rest, markdown))


def _front_matter(block: str) -> dict[str, str] | None:
    """The known keys of a front matter; None when the block is not one (a text between two rules)."""
    try:
        # The base loader reads every value as the text it is: no surprise with dates, or with “no”.
        value = yaml.load(block, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 2}" if mark else ""
        problem = getattr(error, "problem", None) or "not valid YAML"
        raise NotText(f"front matter{line}: {problem}; put the value in quotes") from None
    if not isinstance(value, dict):
        return None
    named = {str(key).lower(): item for key, item in value.items()}
    for key in KEYS:
        if key in named and not isinstance(named[key], str):
            raise NotText(f"front matter: {key} must be a single value")
    return {key: named[key] for key in KEYS if key in named}


def _title(text: str, markdown: bool) -> str:
    """The first line, when it is short, is no sentence, and a blank line sets it apart."""
    if markdown and (heading := re.match(r"\s*#{1,2}[ \t]+([^\n]+?)[ \t#]*\r?(?:\n|\Z)", text)):
        return heading[1][:LONGEST_TITLE]
    first = re.match(r"\s*(\S[^\n]*?)[ \t]*\r?\n[ \t]*\r?\n\s*\S", text)
    if (
        not first
        or len(first[1]) > LONGEST_TITLE
        or first[1].endswith((".", ";", ":", ","))
        or HEAD_LINE.fullmatch(first[1])
    ):
        return ""
    return first[1]


def page(html: str) -> tuple[str, Metadata]:
    """Text and metadata of a web page, without menus, comments and advertisements."""
    import trafilatura

    for recall in (False, True):  # the second time for what is short, or has no <article>
        found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, favor_recall=recall)
        # A page without text yields None; a document is what python output always gives.
        if found is None or isinstance(found, dict) or not SENTENCE.search(found.text or ""):
            continue
        fields = {"title": found.title, "date": found.date, "publisher": found.sitename, "url": found.url}
        return str(found.text), given({key: str(value) for key, value in fields.items() if value})
    return "", Metadata()
