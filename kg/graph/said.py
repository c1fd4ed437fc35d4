"""Remembers in a file what statements said when conclusions were last drawn, so that only changed graphs are read again.

A row is what conclusions need of one statement. The engine takes a tenth of a millisecond to put one together; from the file
it takes a hundredth. A graph that has changed is named before it is, so a file of any age is good: its rows are read anew.
A file that was not written to its end is none.
"""

from __future__ import annotations

import heapq
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from kg.errors import StoreError
from kg.graph.sorting import in_order

SEP = "\x01"
"""Between the values of a row: event, statement, graph, and what the conclusions want besides."""
_EVENT, _GRAPH, _RELATION = 0, 2, 4
_LAST = 24
"""Bytes of the last line: how many stand before it."""


class Said:
    """All rows in order; without a file, or when nobody knows what changed, as they stand in the store."""

    def __init__(self, file: Path | None = None, changed: Collection[str] | None = None) -> None:
        self._file, self._changed = file, changed
        self.whole = file is None or changed is None or not _is_complete(file)
        """Whether everything is read anew."""
        self.touched: set[str] = set()
        """Events that changed graphs speak of, or spoke of; complete once the first row was given."""
        self.dropped: set[str] = set()
        """Relations that changed graphs told; complete once the first row was given."""

    def rows(self, read: Callable[[str | None], Iterator[str]]) -> Iterator[list[str]]:
        """Each row, sorted; `read` gives those of a graph, or of all, from the store. They are remembered by `keep`."""
        lines = in_order(read(None)) if self.whole else self._merged(read)
        if self._file is None:
            yield from (line.split(SEP) for line in lines)
            return
        with _Part(self._part) as part:
            for line in lines:
                part.write(line)
                yield line.split(SEP)
            part.finish()

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
        for line in self._remembered():
            row = line.split(SEP)
            if row[_GRAPH] in changed:
                self.touched.add(row[_EVENT])
                self.dropped.add(row[_RELATION])
        new = in_order(self._told(line for graph in changed for line in read(graph)))
        kept = (line for line in self._remembered() if line.split(SEP, 3)[_GRAPH] not in changed)
        return heapq.merge(kept, new)

    def _told(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            self.touched.add(line.partition(SEP)[0])
            yield line

    def _remembered(self) -> Iterator[str]:
        assert self._file is not None
        left = self._file.stat().st_size - _LAST
        with self._file.open("rb") as lines:
            for line in lines:
                left -= len(line)
                if left < 0:
                    return
                yield line[:-1].decode()


class _Part:
    """A file that ends with how long it is, and is on the disk when it does."""

    def __init__(self, path: Path) -> None:
        self.path, self._size = path, 0

    def __enter__(self) -> _Part:
        try:
            self._out = self.path.open("wb")
        except OSError as error:
            raise self._trouble(error) from error
        return self

    def __exit__(self, *error: object) -> None:
        self._out.close()

    def write(self, line: str) -> None:
        data = f"{line}\n".encode()
        self._size += len(data)
        try:
            self._out.write(data)
        except OSError as error:
            raise self._trouble(error) from error

    def finish(self) -> None:
        try:
            self._out.write(_end(self._size))
            self._out.flush()
            os.fsync(self._out.fileno())
        except OSError as error:
            raise self._trouble(error) from error

    def _trouble(self, error: OSError) -> StoreError:
        return StoreError(f"{self.path}: cannot be written ({error.strerror or error}); free space")


def _end(size: int) -> bytes:
    return f"{SEP}{size:0{_LAST - 2}}\n".encode()


def _is_complete(file: Path) -> bool:
    """Whether its last line says how long it is."""
    try:
        size = file.stat().st_size - _LAST
        with file.open("rb") as data:
            data.seek(max(size, 0))
            return size >= 0 and data.read() == _end(size)
    except OSError:
        return False
