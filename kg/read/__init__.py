"""Reads articles from files, folders and standard input, whatever their format, into `Article`s.

It never guesses in silence: what cannot be read, or lacks something, is reported as a `Skip`; nothing here cleans text.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.read.formats import Draft, Skip, drafts, printable
from kg.read.language import detect, known
from kg.read.sources import STDIN, Source, find

__all__ = ["Skip", "read"]

NO_DATE = "no date; relative dates such as “lundi” stay open (give one in front matter, the .jsonl key date or the URL)"
SURE = 0.9
SURE_LENGTH = 200


def read(
    sources: Sequence[str | Path], *, report: Callable[[Skip], None], stdin: BinaryIO | None = None
) -> Iterator[Article]:
    """The articles of files, folders and ``-`` (standard input), in a stable order.

    `report` is told of everything that was left out (severity ``error``) or read with a doubt (``warning``).

    >>> import io
    >>> line = io.BytesIO('{"text": "Moscou a suspendu sa mission.", "date": "2021-10-18"}'.encode())
    >>> [(article.id, article.lang) for article in read(["-"], report=print, stdin=line)]
    [('stdin:1', 'fr')]
    """
    names = [str(source) for source in sources]
    if names.count(STDIN) > 1:
        raise InputError("standard input (-) is given twice; it can be read once")
    for name in names:
        # lexists: a link that leads nowhere is reported when its turn comes, with the reason.
        if name != STDIN and not Path(name).exists() and not Path(name).is_symlink():
            raise InputError(f"{name}: no such file or folder; give a .txt, .md, .html or .jsonl file, a folder, or -")
    return _articles(names, report, stdin or sys.stdin.buffer)


def _articles(names: list[str], report: Callable[[Skip], None], stdin: BinaryIO) -> Iterator[Article]:
    origins: dict[str, str] = {}
    hashes: dict[str, str] = {}
    for source in find(names, report):
        for draft in _drafts(source, report, stdin):
            article = _article(draft, report)
            if article is None:
                continue
            first = hashes.setdefault(article.sha256, article.origin)
            if first != article.origin:
                report(Skip(article.origin, f"the same article as {first}; read once", "warning"))
                continue
            other = origins.setdefault(article.id, article.origin)
            if other != article.origin:
                report(Skip(article.origin, f"id “{article.id}” was used before, in {other}; both are read", "warning"))
            yield article


def _drafts(source: Source, report: Callable[[Skip], None], stdin: BinaryIO) -> Iterator[Draft]:
    try:
        if source.path is None:
            yield from drafts(source, stdin, report)
            return
        with source.path.open("rb") as stream:
            yield from drafts(source, stream, report)
    except OSError as error:
        report(Skip(source.origin, f"cannot be read: {error.strerror or error}", "error"))


def _article(draft: Draft, report: Callable[[Skip], None]) -> Article | None:
    """The article of a draft, when its language is one we read."""
    guess, score = detect(f"{draft.title}\n{draft.text}")
    lang = known(draft.lang) if draft.lang else guess
    if lang not in ("fr", "en"):
        how = "given" if draft.lang else "identified"
        report(
            Skip(draft.origin, f"language {lang} ({how}); only fr and en are read (set lang if it is wrong)", "error")
        )
        return None
    if lang != guess and score >= SURE and len(draft.text) >= SURE_LENGTH:
        report(Skip(draft.origin, f"marked as {lang}, but it reads like {guess}; read as {lang}", "warning"))
    for doubt in draft.doubts:
        report(Skip(draft.origin, doubt, "warning"))
    if draft.date is None:
        report(Skip(draft.origin, NO_DATE, "warning"))
    return Article(
        printable(draft.id), draft.text, draft.title, lang, draft.date, draft.publisher, draft.url, printable(draft.origin)
    )  # fmt: skip
