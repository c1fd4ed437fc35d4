"""A text that is cut and mended, each character knowing which stretch of the given text it stands for.

It does not know what is to be cut: `kg.extract.clean` does.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Tape:
    """A text under the knife: each character with the span of the given text that it stands for."""

    text: str
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, given: str, spans: list[tuple[int, int]]) -> Tape:
        """The given spans, joined by a space where a line was wrapped."""
        tape = cls("", [], [])
        for start, end in spans:
            if tape.text:
                tape.text += " "
                tape.starts.append(tape.ends[-1])
                tape.ends.append(start)
            tape.text += given[start:end]
            tape.starts.extend(range(start, end))
            tape.ends.extend(range(start + 1, end + 1))
        return tape

    def sub(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str | None]) -> None:
        """Replace each match by at most one character, which then stands for all of the match; None leaves it."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        last = 0
        for match in pattern.finditer(self.text):
            a, b = match.span()
            char = new(match) if callable(new) else new
            if char is None:
                continue
            text.append(self.text[last:a] + char)
            starts += self.starts[last:a]
            ends += self.ends[last:a]
            if char:
                starts.append(self._at(a))
                ends.append(self.ends[b - 1] if b > a else starts[-1])
            last = b
        if last or text:
            self.text = "".join(text) + self.text[last:]
            self.starts = starts + self.starts[last:]
            self.ends = ends + self.ends[last:]

    def undress(self, pattern: re.Pattern[str]) -> None:
        """Leave of each match its first group only."""
        for match in reversed(list(pattern.finditer(self.text))):
            self.cut(match.end(1), match.end())
            self.cut(match.start(), match.start(1))

    def _at(self, index: int) -> int:
        if index < len(self.starts):
            return self.starts[index]
        return self.ends[-1] if self.ends else 0

    def cut(self, start: int, end: int) -> None:
        self.text = self.text[:start] + self.text[end:]
        del self.starts[start:end], self.ends[start:end]

    def strip(self) -> None:
        self.cut(len(self.text.rstrip()), len(self.text))
        self.cut(0, len(self.text) - len(self.text.lstrip()))

    def split(self, places: list[int]) -> list[Tape]:
        edges = [0, *places, len(self.text)]
        return [Tape(self.text[a:b], self.starts[a:b], self.ends[a:b]) for a, b in itertools.pairwise(edges) if a < b]
