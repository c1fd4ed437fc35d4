"""Turns the text of an article into paragraphs a parser can read, each character knowing where it came from.

It never changes words, never invents any, and leaves no trace in the article itself: offsets lead back to the given text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.furniture import TRAILER, dateline_length, is_furniture
from kg.extract.tape import Tape

WRAP_WIDTH = 120
"""A text with a longer line is not hard-wrapped: there a line break means a new paragraph."""

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]]*$")
ABBREVIATION_END = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Mme|Mlle|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|Jr|No|vs|gén|av|art|cf))\.$"
)
BULLET = re.compile(r"[ \t\u00a0]*(?:[-*•·▪–—]|#{1,6}|>)[ \t\u00a0]+")
BLOCK_TAG = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|blockquote)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)

# Words that open a sentence: after one of these in capitals, a glued left half is the end of another line.
OPENERS = frozenset(
    [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "il",
        "elle",
        "ils",
        "elles",
        "ce",
        "cette",
        "ces",
        "en",
        "au",
        "aux",
        "dans",
        "pour",
        "selon",
        "mais",
        "après",
        "depuis",
        "lors",
        "son",
        "sa",
        "leur",
        "the",
        "an",
        "he",
        "she",
        "it",
        "they",
        "this",
        "that",
        "these",
        "in",
        "on",
        "at",
        "for",
        "but",
        "after",
        "since",
        "his",
        "her",
        "their",
        "according",
    ]
)
LOWER = "a-zß-öø-ÿœ"
UPPER = "A-ZÀ-ÖØ-ÞŒŠŽ"
CAMEL = re.compile(rf"(?<![\w@#/])([{UPPER}]?[{LOWER}]+)([{UPPER}][{LOWER}]+)(?![\w@/])")
CAMEL_NAMES = frozenset({"easyJet", "bioMérieux", "openSUSE", "openDemocracy"})
LONGEST_LINK = 300


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""A cleaned stretch of text; `offsets[i]` is where character i stood in the given text.

    >>> paragraph = clean("L’Otan &amp; Moscou\u00a0: « Non ».", "fr")[0]
    >>> paragraph.text
    'L\'Otan & Moscou : "Non".'
    >>> paragraph.origin(7, 15)
    (7, 19)
    """

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...] = ()
    """Where the origin of each character ends; without it, each came from one character."""
    dateline: str | None = None
    """A prefix such as ``PARIS (Reuters) —``, which is not in `text`."""

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the given text that ``text[start:end]`` came from."""
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"span {start}:{end} outside a paragraph of {len(self.text)} characters")
        if start == end:
            at = self.offsets[start] if start < len(self.text) else self._end(start - 1) if start else 0
            return at, at
        return self.offsets[start], self._end(end - 1)

    def _end(self, index: int) -> int:
        return self.ends[index] if self.ends else self.offsets[index] + 1


def clean(text: str, lang: str) -> list[Paragraph]:
    """The paragraphs of a text, without links, photo credits and the like, in the order of the text."""
    paragraphs: list[Paragraph] = []
    for block in _blocks(text):
        tape = Tape.of(text, block)
        _characters(tape)
        _spacing(tape, lang)
        pieces = tape.split(_glued(tape))
        paragraphs.extend(p for p in map(_paragraph, pieces) if p)
    return paragraphs


def _paragraph(tape: Tape) -> Paragraph | None:
    tape.sub(TRAILER, "")
    tape.strip()
    dateline = None
    found = dateline_length(tape.text)
    if found:
        dateline = tape.text[:found].strip()
        tape.cut(0, found)
        tape.strip()
    if not any(c.isalnum() for c in tape.text) or is_furniture(tape.text):
        return None
    return Paragraph(tape.text, tuple(tape.starts), tuple(tape.ends), dateline)


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Lines that belong together: a paragraph each, as spans of the given text without line ends."""
    lines = [span for line in LINE.finditer(text) for span in _unmarked(text, line.start(), line.end())]
    width = max((end - start for start, end in lines), default=0)
    block: list[tuple[int, int]] = []
    for start, end in lines:
        if is_furniture(text[start:end].strip()):
            if block:
                yield block
            block = []
            continue
        if block and not _continues(text, block[-1], (start, end), width):
            yield block
            block = []
        block.append((start, end))
    if block:
        yield block


def _unmarked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a line between block tags, without white space at the ends."""
    for tag in BLOCK_TAG.finditer(text, start, end):
        yield from _trimmed(text, start, tag.start())
        start = tag.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _continues(text: str, before: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Whether a line break is only the wrapping of one paragraph."""
    line, following = text[before[0] : before[1]], text[after[0] : after[1]]
    gap = text[before[1] : after[0]].replace("\r\n", "\n")
    if sum(not LINE.match(c) for c in gap) > 1 or "<" in gap or BULLET.match(following) or line.startswith("#"):
        return False
    if SENTENCE_END.search(line) and not ABBREVIATION_END.search(line):
        return False
    if following[0].islower():
        return True
    # In wrapped text a line ends where the next word had no room left.
    first = following.split(maxsplit=1)[0]
    return width <= WRAP_WIDTH and len(line) + 1 + len(first) > width


# What is only dress: an image is dropped, of a link or an emphasis the words (group 1) remain.
IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\s]{1,500}\)")
DRESSED = (
    re.compile(r"\[([^\[\]\n]{1,300})\]\((?:https?:|/|#|www\.|mailto:)[^)\s]{0,500}\)"),
    re.compile(r"(?<!\w)\*{1,3}(?=\S)([^*\n]{1,300}?)(?<=\S)\*{1,3}(?!\w)"),
    re.compile(r"(?<!\w)_{1,2}(?=\S)([^_\n]{1,300}?)(?<=\S)_{1,2}(?!\w)"),
    re.compile(r"(?<![\w+])\+(?=[^\W\d])([^+\n]{1,100}?)(?<=\w)\+(?![\w+])"),  # quotes inside quotes at AFP
)
CHARACTERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\[\d{1,3}\]"), ""),
    (re.compile(r"</?(?:a|b|i|em|strong|span|u|sup|sub|font|img|small)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE), ""),
    # Soft hyphens, zero-width and direction marks, control characters.
    (re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f]"), ""),
    (re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]"), " "),
    (re.compile(r"[«]\s*|\s*[»]"), '"'),
    (re.compile(r"``|[’‘']{2}|[“”„‟″]"), '"'),
    (re.compile(r"[’‘‛ʼ′`´‹›]"), "'"),
    (re.compile(r"[‐‑−]"), "-"),
    (re.compile(r"(?<=\s)--(?=\s)|[‒―]"), "–"),
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
DECOMPOSED = re.compile(r"\w[\u0300-\u036f]+")
GLUED_QUOTES = re.compile(r"(?<=\w[.!?…])(?=[«“])|(?<=[.!?…][»”])(?=\w)")


def _characters(tape: Tape) -> None:
    """Entities, marks of formatting, quotes, dashes and spaces, a character at a time."""
    if match := BULLET.match(tape.text):
        tape.cut(0, match.end())
    for _ in range(2):  # "&amp;nbsp;" was escaped twice
        tape.sub(ENTITY, lambda match: _single(html.unescape(match.group())))
    tape.sub(DECOMPOSED, lambda match: _single(unicodedata.normalize("NFC", match.group())))
    tape.sub(IMAGE, "")
    for pattern in DRESSED:
        tape.undress(pattern)
    tape.sub(GLUED_QUOTES, " ")
    for pattern, new in CHARACTERS:
        tape.sub(pattern, new)


def _single(new: str) -> str | None:
    return new if len(new) == 1 else None


SPACES = re.compile(r" {2,}")
SPACE_BEFORE_STOP = re.compile(r"(?<=[\w\"')]) (?=[,.](?:[ \"]|$))")
SPACE_AFTER_ELISION = re.compile(r"(?:(?<=\b[ldnjmtscLDNJMTSC]')|(?<=\b[Qq]u')) (?=\w)")
GLUED_COMMA = re.compile(rf"(?<=[{LOWER}{UPPER}][,;])(?=[{LOWER}{UPPER}])")
GLUED_INITIAL = re.compile(rf"(?<=\b[{UPPER}]\.)(?=[{UPPER}][{LOWER}]{{2}})")
GLUED_SHORT = re.compile(rf"(?:(?<=\b\w\w\.)|(?<=\b\w\w\w\.))(?=[{UPPER}][{LOWER}])")
GLUED_END = re.compile(rf"(?:[{LOWER}]|\d|[A-Z]{{2}}|[)%\"])[.!?…]+(?P<quote>\"?)(?=[\"(]?[{UPPER}])")


def _spacing(tape: Tape, lang: str) -> None:
    """Exactly one space where there should be one, none where there should not."""
    tape.sub(SPACES, " ")
    tape.sub(SPACE_BEFORE_STOP, "")
    if lang == "fr":
        tape.sub(SPACE_AFTER_ELISION, "")
    for pattern in (GLUED_COMMA, GLUED_INITIAL, GLUED_SHORT):
        tape.sub(pattern, lambda match: None if _in_link(match.string, match.start()) else " ")


def _glued(tape: Tape) -> list[int]:
    """Where a paragraph or sub-heading was glued to the next: `urgence".Il`, `noté.L'annonceSergueï`."""
    text, places = tape.text, set()
    for match in GLUED_END.finditer(text):
        # A quote after the stop closes what was opened; without anything open, it opens the next sentence.
        opens = match["quote"] and text.count('"', 0, match.start("quote")) % 2 == 0
        places.add(match.start("quote") if opens else match.end())
    places.update(match.start(2) for match in CAMEL.finditer(text) if _two_words(match))
    return sorted(place for place in places if not _in_link(text, place))


def _two_words(match: re.Match[str]) -> bool:
    """Whether ``leftRight`` is two words run together, not a name such as TotalEnergies, DeSantis or iPhone."""
    left, right = match.groups()
    if match.group() in CAMEL_NAMES or len(left) < 3:
        return False
    if right.lower() in OPENERS:
        return match.group() != "LinkedIn"
    if len(right) < 3:
        return False
    return left[0].islower() or all(re.search(rf"(?<!\w){part}(?!\w)", match.string) for part in (left, right))


def _in_link(text: str, index: int) -> bool:
    """Whether the word around a place is an address; what is farther away than an address is long does not matter."""
    low, high = max(0, index - LONGEST_LINK), index + LONGEST_LINK
    start, end = max(low, text.rfind(" ", low, index) + 1), text.find(" ", index, high)
    word = text[start : end if end >= 0 else high]
    return any(sign in word for sign in ("://", "www.", "@"))
