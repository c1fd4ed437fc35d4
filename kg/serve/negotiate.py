"""Reads Accept headers: which of what can be offered a client would like, in its order (RFC 9110, 12.5.1).

It never offers what a client excludes, and knows nothing of what the media types mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress


def ranked(accept: str, offered: Iterable[str]) -> list[str]:
    """The media types of `offered` that an Accept header allows, the best liked first; of equals, in the order offered.

    >>> ranked("text/html;q=0.5, text/*;q=0.9, text/csv;q=0", ["text/html", "text/csv", "text/turtle"])
    ['text/turtle', 'text/html']
    """
    ranges = _ranges(accept)
    liked = []
    for place, media in enumerate(offered):
        fitting = [(precise, quality, order) for precise, quality, order, wanted in ranges if _covers(wanted, media)]
        if fitting:
            precise, quality, order = max(fitting, key=lambda fit: (fit[0], fit[1], -fit[2]))
            if quality > 0:
                liked.append((-quality, -precise, order, place, media))
    return [media for *_, media in sorted(liked)]


def best(accept: str, offered: Iterable[str]) -> str | None:
    """The first of `ranked`; None when nothing is allowed.

    >>> best("image/png", ["text/html"]) is None
    True
    """
    return next(iter(ranked(accept, offered)), None)


def _ranges(accept: str) -> list[tuple[int, float, int, str]]:
    """(precision, quality, place, range) of each part of the header; no header allows everything."""
    found = []
    for place, part in enumerate((accept.strip() or "*/*").split(",")):
        media, *parameters = (word.strip().lower() for word in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                with suppress(ValueError):
                    quality = float(parameter[2:])
        found.append((2 - media.count("*"), quality, place, media))
    return found


def _covers(wanted: str, media: str) -> bool:
    return wanted in ("*/*", media) or (wanted.endswith("/*") and media.startswith(wanted[:-1]))
