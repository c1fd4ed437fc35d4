"""Remembers in a file what statements said when conclusions were last drawn, so that only changed graphs are read again.

A row is what conclusions need of one statement. The engine takes a tenth of a millisecond to put one together; from the file
it takes a hundredth. A graph that has changed is named before it is, so a file of any age is good: its rows are read anew.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from kg.errors import StoreError
from kg.graph.sorting import in_order

SEP = "\x01"
"""Between the values of a row: event, statement, graph, and what the conclusions want besides."""
_EVENT, _GRAPH = 0, 2


class Said:
    """All rows in order; without a file, or when nobody knows what changed, as they stand in the store."""

    def __init__(self, file: Path | None = None, changed: Collection[str] | None = None) -> None:
        self._file, self._changed = file, changed
        self.whole = file is None or changed is None or not file.is_file()
        """Whether everything is read anew."""
        self.gone: list[list[str]] = []
        """Rows that were there before, of graphs that have changed; complete once the first row was given."""
        self.touched: set[str] = set()
        """Events that changed graphs speak of, or spoke of."""

    def rows(self, read: Callable[[str | None], Iterator[str]]) -> Iterator[list[str]]:
        """Each row, sorted; `read` gives those of a graph, or of all, from the store. They are remembered by `keep`."""
        lines = in_order(read(None)) if self.whole else self._merged(read)
        if self._file is None:
            yield from (line.split(SEP) for line in lines)
            return
        try:
            with self._part.open("w", encoding="utf-8", newline="\n") as out:
                for line in lines:
                    out.write(f"{line}\n")
                    yield line.split(SEP)
        except OSError as error:
            raise StoreError(f"{self._part}: cannot be written ({error.strerror or error}); free space") from error

    def keep(self) -> None:
        """What was given last is what was said."""
        if self._file is not None:
            self._part.replace(self._file)

    @property
    def _part(self) -> Path:
        assert self._file is not None
        return self._file.with_name(f"{self._file.name}.part")

    def _merged(self, read: Callable[[str | None], Iterator[str]]) -> Iterator[str]:
        changed = self._changed or ()
        self.gone = [row for row in (line.split(SEP) for line in self._remembered()) if row[_GRAPH] in changed]
        new = sorted({line for graph in changed for line in read(graph)})
        self.touched = {row[_EVENT] for row in self.gone} | {line.partition(SEP)[0] for line in new}
        kept = (line for line in self._remembered() if line.split(SEP, 3)[_GRAPH] not in changed)
        return heapq.merge(kept, new)

    def _remembered(self) -> Iterator[str]:
        assert self._file is not None
        with self._file.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                yield line[:-1]
