"""Turns the bytes of one source into drafts of articles: plain text, Markdown, HTML, JSON lines.

It reports what it cannot read and never raises for content; it decides nothing about language or duplicates.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from kg.read.decode import NotText, decode, decode_page
from kg.read.metadata import Metadata, given, page, plain

if TYPE_CHECKING:
    from kg.read.sources import Source

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "lines", ".ndjson": "lines",
}  # fmt: skip
LONGEST_TEXT = 500_000
"""Characters of an article: ten times the longest reportage; more is a file that holds something else."""
LONGEST_LINE = 8_000_000
"""Bytes of a line of .jsonl: the longest text, all of it escaped."""
LARGEST_PAGE = 20_000_000


def printable(name: str) -> str:
    r"""A file name as text: bytes of it that are no UTF-8 become escapes.

    >>> printable("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that was left out (``error``) or read with a doubt (``warning``), and what to do about it."""

    origin: str
    reason: str
    severity: Literal["error", "warning"]

    def __str__(self) -> str:
        return f"{printable(self.origin)}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its source gives it: language not yet decided, date already ISO or None."""

    id: str
    origin: str
    text: str
    title: str = ""
    lang: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    doubts: tuple[str, ...] = ()


Report = Callable[[Skip], None]


def drafts(source: Source, stream: BinaryIO, report: Report) -> Iterator[Draft]:
    """The drafts in a stream of the format of the source."""
    if source.format == "lines":
        yield from _lines(source, _split(stream), report)
        return
    limit = LARGEST_PAGE if source.format in ("html", None) else 4 * LONGEST_TEXT
    if source.format is None:
        yield from _sniffed(source, stream, limit, report)
        return
    data = stream.read(limit + 1)
    yield from _whole(source, data, limit, report, source.format)


def _sniffed(source: Source, stream: BinaryIO, limit: int, report: Report) -> Iterator[Draft]:
    """A source without a suffix: JSON lines if it starts with a brace, a page if with its tag, else plain text."""
    lines = _split(stream)
    head: list[bytes | None] = []
    for line in lines:
        head.append(line)
        if line is None or line.strip():
            break
    first = (head[-1] or b"").removeprefix(b"\xef\xbb\xbf").lstrip() if head else b""
    if first.startswith(b"{"):
        yield from _lines(source, _chain(head, lines), report)
        return
    data = bytearray()
    for line in _chain(head, lines):
        data += line if line is not None else b" " * (limit + 1)
        if len(data) > limit:
            break
    is_page = first[:200].lower().startswith((b"<!doctype html", b"<html"))
    yield from _whole(source, bytes(data), limit, report, "html" if is_page else "text")


def _chain(head: list[bytes | None], rest: Iterator[bytes | None]) -> Iterator[bytes | None]:
    yield from head
    yield from rest


def _whole(source: Source, data: bytes, limit: int, report: Report, format: str) -> Iterator[Draft]:
    """One article that fills its source."""
    try:
        if len(data) > limit:
            raise NotText(f"more than {limit // 1_000_000} MB; {_too_long()}")
        if not data.strip():
            raise NotText("empty file")
        draft = _page(source, data) if format == "html" else _plain(source, decode(data), format)
        _check(draft.text)
    except NotText as error:
        report(Skip(source.origin, str(error), "error"))
        return
    yield draft


def _too_long() -> str:
    return (
        f"an article has at most {LONGEST_TEXT:,} characters: split it, or give the articles as lines of a .jsonl file"
    )


def _check(text: str) -> None:
    if not text.strip():
        raise NotText("no text in it")
    if len(text) > LONGEST_TEXT:
        raise NotText(f"{len(text):,} characters; {_too_long()}")


def _plain(source: Source, text: str, format: str) -> Draft:
    body, metadata = plain(text, markdown=format == "markdown")
    return _draft(source.id, source.origin, body, metadata)


def _page(source: Source, data: bytes) -> Draft:
    text, metadata = page(decode_page(data))
    if not text:
        raise NotText("no article text found in the page; save it as .txt to have all of it read")
    return _draft(source.id, source.origin, text, metadata)


def _draft(id: str, origin: str, text: str, metadata: Metadata) -> Draft:
    return Draft(
        metadata.id or id, origin, text, metadata.title, metadata.lang, metadata.date, metadata.publisher, metadata.url,
        metadata.doubts,
    )  # fmt: skip


class _Item(BaseModel):
    """A line of JSON lines, as people write it."""

    model_config = ConfigDict(strict=True, extra="ignore")

    text: str
    id: str | int | None = None
    lang: str | None = None
    date: str | int | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None


def _split(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is too long, of which no more than the limit is ever held."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1_000_000)
        yield None


def _lines(source: Source, lines: Iterator[bytes | None], report: Report) -> Iterator[Draft]:
    empty = True
    for number, line in enumerate(lines, start=1):
        if line is not None and not line.strip():
            continue
        empty = False
        origin = f"{source.origin}:{number}"
        try:
            if line is None:
                raise NotText(f"a line of more than {LONGEST_LINE // 1_000_000} MB; {_too_long()}")
            yield _line(f"{source.id}:{number}", origin, line)
        except NotText as error:
            report(Skip(origin, str(error), "error"))
            if number == 1 and line is not None and line.startswith((b"\xff\xfe", b"\xfe\xff")):
                return
    if empty:
        report(Skip(source.origin, "empty file", "error"))


def _line(id: str, origin: str, line: bytes) -> Draft:
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotText("UTF-16; JSON lines are UTF-8 (convert with: iconv -f UTF-16 -t UTF-8)")
    try:
        item = _Item.model_validate(json.loads(decode(line)))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"][:1])) or "line"
        raise NotText(f"{key}: {first['msg'].lower()}; each line is an object with at least “text”") from None
    except json.JSONDecodeError as error:
        raise NotText(f"not JSON: {error.msg.lower()} at column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        raise NotText(f"not usable JSON: {error}") from None
    for key in ("text", "title", "id", "publisher", "url"):
        _encodable(key, str(getattr(item, key) or ""))
    _check(item.text)
    fields = {key: str(value) for key in ("date", "url", "publisher", "lang", "title") if (value := getattr(item, key))}
    name = re.sub(r"\s+", " ", str(item.id)).strip() if item.id is not None else ""
    return _draft(name or id, origin, item.text, given(fields))


def _encodable(key: str, value: str) -> None:
    bad = re.search(r"[\ud800-\udfff\x00]", value)
    if bad:
        what = "a NUL character" if bad.group() == "\0" else f"half a surrogate pair (\\u{ord(bad.group()):04x})"
        raise NotText(f"{key}: {what} at character {bad.start()}; no valid text")
