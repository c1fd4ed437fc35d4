"""Says where each statement with a sentence stands: by type, status and date, and by the name of its article.

Questions that show sentences in such an order up to a limit read the statements that can be among the first, no others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from kg.graph.names import Names
from kg.graph.tally import before, day, tally, tally_node

_LOT = 200
"""Rows, at least, of articles that are counted together."""


class Told:
    """`add` every statement, `count` what makes rows of their own, `name` articles; then `lines`."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.articles: Mapping[str, str] = {}
        """Article IRI → its own id, by which evidence is sorted."""
        self._acts: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        self._rows: Counter[tuple[str, str, str]] = Counter()
        self._of_article: dict[str, Counter[str]] = {}

    def add(self, statement: str, article: str, type_: str, status: str, date: str) -> None:
        """One statement: where it is found."""
        self._acts[type_, status, date].append(statement)
        self._of_article.setdefault(article, Counter())

    def count(self, article: str, type_: str, status: str, date: str, *, again: bool) -> None:
        """An act whose words give a row that no other act gives, in an article; `again` if another article had it."""
        self._rows[type_, status, date] += not again
        self._of_article.setdefault(article, Counter())[date] += 1

    def name(self, identifier: Callable[[str], str | None]) -> None:
        """Ask for the names of the articles met; those without are left out."""
        found = ((article, identifier(article)) for article in self._of_article)
        self.articles = {article: name for article, name in found if name is not None}

    def lines(self) -> Iterator[str]:
        """Everything counted, as lines of N-Triples."""
        link = self.names.term("talliedIn")
        keys = sorted(self._acts)
        for (type_, status), group in groupby(keys, key=lambda key: key[:2]):
            rows = {date: self._rows[type_, status, date] for _, _, date in group}
            for date, earlier in before(rows):
                key = (type_, status, date)
                yield from tally(
                    self.names, "Act", *key, type=type_, status=status, period=day(date), actsBefore=earlier
                )
                node = tally_node(self.names, "Act", *key)
                yield from (f"<{statement}> {link} {node}" for statement in self._acts[key])
        yield from self._order_of_articles()

    def _order_of_articles(self) -> Iterator[str]:
        """In lots, so that there are few; two articles of one name are never apart."""
        link, total, lot = self.names.term("talliedIn"), 0, 0
        by_name = sorted((self.articles[article], article) for article in self._of_article if article in self.articles)
        first, rows = "", 0
        for name, group in groupby(by_name, key=lambda pair: pair[0]):
            if not first or rows >= _LOT:
                total, lot, first, rows = total + rows, lot + 1, name, 0
                yield from tally(self.names, "Evidence", first, actsBefore=total)
            for _, article in group:
                yield f"<{article}> {link} {tally_node(self.names, 'Evidence', first)}"
                # Acts of one date are different ones; of several dates, they may be the same words.
                rows += max(self._of_article[article].values(), default=0)
