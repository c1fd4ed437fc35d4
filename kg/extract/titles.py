"""The offices and bodies that a noun and the words around it mean, as the lexicon lists them.

It knows words only: whose office or body it is, and who holds it, is decided elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.tree import Token
from kg.lexicon.records import Body, Office

if TYPE_CHECKING:
    from kg.extract.phrases import Phrases


class Titles:
    """Looks up those of one sentence; built once by `kg.extract.phrases.Phrases`."""

    def __init__(self, phrases: Phrases) -> None:
        self.sentence = phrases.sentence
        self.lexicon = phrases.lexicon

    @staticmethod
    def office_words(token: Token) -> frozenset[str]:
        """The forms of a noun that may be an office: as written, its lemma, and without ``ex-``."""
        return frozenset(w.removeprefix("ex-") for w in (token.lemma, token.lower, token.lemma.lower()))

    def office(self, token: Token, span: tuple[int, int] | None = None) -> Office | None:
        """The office that a noun and the words around it mean; the most specific first.

        `span` holds more of its words than the tree may have hung on it: the parts of a title often hang on the name.
        """
        words = self._phrase_words(token)
        if span is not None:
            words += " ".join(t.lower for t in self.sentence.tokens[span[0] : span[1] + 1]) + " "
        return next(
            (
                o
                for o in self.lexicon.offices
                if self.office_words(token) & o.heads and (not o.words or self._has(o.words, words))
            ),
            None,
        )

    def body(self, token: Token) -> Body | None:
        """The body that a noun and the words around it mean; the most specific first."""
        words = self._phrase_words(token)
        fits = [b for b in self.lexicon.bodies if (token.lemma in b.heads or token.lower in b.heads)]
        with_words = [b for b in fits if b.words and self._has(b.words, words)]
        return next(iter(with_words or [b for b in fits if not b.words]), None)

    @staticmethod
    def _has(wanted: frozenset[str], words: str) -> bool:
        return any(f" {w} " in words for w in wanted)

    def _phrase_words(self, token: Token) -> str:
        first, last = self.sentence.phrase(token.i)
        first, last = max(first, token.i - 6), min(last, token.i + 8)
        inside = self.sentence.tokens[first : last + 1]
        words = " ".join(t.lower for t in inside) + " " + " ".join(t.lemma.lower() for t in inside)
        return f" {words} ".replace(" ex-", " ex ")
