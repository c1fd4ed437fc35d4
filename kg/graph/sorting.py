"""Sorts more lines than fit into memory, and drops those that come twice.

Memory is bounded by the size of a run; runs wait on disk until they are merged.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain

RUN = 64_000_000
"""Bytes of lines in memory at once, more or less."""
_OVERHEAD = 64
"""Bytes that a text takes besides its characters."""
_OPEN = 200
"""Runs that are merged at once: each is an open file."""


def in_order(lines: Iterable[str], run: int = RUN) -> Iterator[str]:
    """The lines, none of which has a line break, sorted by code points, each once.

    >>> list(in_order(["b", "a", "b"], run=2))
    ['a', 'b']
    """
    source = iter(lines)
    part = _part(source, run)
    following = next(source, None)
    if following is None:
        yield from _each_once(part)
        return
    source = chain([following], source)
    with ExitStack() as files:
        runs = []
        while part:
            runs.append(_on_disk(_each_once(part), files))
            if len(runs) == _OPEN:
                runs = [_on_disk(_each_once(heapq.merge(*runs)), files)]
            part = []  # one run at a time is held
            part = _part(source, run)
        yield from _each_once(heapq.merge(*runs))


def _part(source: Iterator[str], run: int) -> list[str]:
    """The next lines, as many as are held at once, sorted."""
    lines, held = [], 0
    for line in source:
        lines.append(line)
        held += len(line) + _OVERHEAD
        if held >= run:
            break
    lines.sort()
    return lines


def _on_disk(lines: Iterable[str], files: ExitStack) -> Iterator[str]:
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - the stack closes it
    files.enter_context(file)
    file.writelines(f"{line}\n" for line in lines)
    file.seek(0)
    return (line[:-1] for line in file)


def _each_once(lines: Iterable[str]) -> Iterator[str]:
    """Sorted lines without those that equal the one before."""
    last = None
    for line in lines:
        if line != last:
            yield line
        last = line
