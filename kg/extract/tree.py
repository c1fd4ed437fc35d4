"""A sentence as a dependency tree with one set of labels for both languages; it knows no parser.

Labels follow Universal Dependencies v2, with the preposition of a nominal folded into `Token.case`
(``obl`` with case ``avec``), so that rules read slots and never walk through function words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})
"""Parts of speech that can head a noun phrase."""

PHRASE_DEPS = frozenset({"amod", "nmod", "compound", "det", "nummod", "flat", "nmod:poss", "case", "fixed"})
"""Dependents that belong to the noun phrase of their head."""


@dataclass(slots=True)
class Token:
    """One word; `start`/`end` are offsets into the cleaned paragraph."""

    i: int
    text: str
    lemma: str
    pos: str
    dep: str
    head: int
    start: int
    end: int
    morph: dict[str, str] = field(default_factory=dict)
    case: str = ""
    """Prepositions that introduce this nominal or non-finite verb, joined: ``with``, ``out of``, ``à``."""

    lower: str = field(init=False, repr=False, compare=False)
    """The text in small letters, without the hyphen of an inverted pronoun."""

    def __post_init__(self) -> None:
        self.lower = self.text.lower().removeprefix("-t-").removeprefix("-") or self.text


@dataclass(slots=True)
class Sentence:
    """Tokens in order; heads are indices into them, and the root is its own head."""

    tokens: list[Token]
    text: str
    start: int
    end: int
    lang: str
    _children: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.link()

    def link(self) -> None:
        """Rebuild the child lists after heads changed; a circle that the changes made is cut open at the root."""
        self._cut_circles()
        self._children = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                self._children[token.head].append(token.i)

    def _cut_circles(self) -> None:
        root = next((t.i for t in self.tokens if t.head == t.i), None)
        reached = [False] * len(self.tokens)
        for token in self.tokens:
            way, i = {token.i}, token.i
            while not reached[i] and self.tokens[i].head not in way:
                i = self.tokens[i].head
                way.add(i)
            if not reached[i] and self.tokens[i].head != i:
                root = i if root is None else root
                self.tokens[i].head = root
            for j in way:
                reached[j] = True

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    def children(self, i: int) -> list[Token]:
        return [self.tokens[c] for c in self._children[i]]

    def child(self, i: int, *deps: str) -> Token | None:
        return next((t for t in self.children(i) if t.dep in deps), None)

    def head(self, i: int) -> Token:
        return self.tokens[self.tokens[i].head]

    def is_root(self, i: int) -> bool:
        return self.tokens[i].head == i

    def ancestors(self, i: int) -> Iterator[Token]:
        """Heads from the nearest to the root; safe on damaged trees."""
        seen = {i}
        while self.tokens[i].head not in seen:
            i = self.tokens[i].head
            seen.add(i)
            yield self.tokens[i]

    def subtree(self, i: int) -> list[int]:
        """Indices below and including `i`, in order."""
        found, stack = [], [i]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(self._children[node])
        return sorted(found)

    def subtree_tokens(self, i: int) -> list[Token]:
        """The tokens below and including `i`, in order."""
        return [self.tokens[j] for j in self.subtree(i)]

    def conjuncts(self, i: int) -> list[int]:
        """`i` and everything coordinated with it from the right, in order."""
        found = [i]
        for c in self._children[i]:
            if self.tokens[c].dep == "conj":
                found.extend(self.conjuncts(c))
        return found

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Paragraph offsets of the tokens `first`..`last`, inclusive."""
        return self.tokens[first].start, self.tokens[last].end

    def words(self, first: int, last: int) -> str:
        """The text of the tokens `first`..`last`, inclusive, as written."""
        start, end = self.span(first, last)
        return self.text[start - self.start : end - self.start]

    def token_at(self, offset: int) -> int | None:
        """Index of the token that covers a paragraph offset, else of the last one before it."""
        return next((t.i for t in reversed(self.tokens) if t.start <= offset), None)

    def phrase(self, i: int) -> tuple[int, int]:
        """First and last token of the noun phrase headed by `i`, without clauses, appositions and conjuncts."""
        first = last = i
        stack = [i]
        while stack:
            for token in self.children(stack.pop()):
                if token.dep.split(":")[0] in PHRASE_DEPS or token.dep in PHRASE_DEPS:
                    first, last = min(first, token.i), max(last, token.i)
                    stack.append(token.i)
        return first, last
