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
        yield from sorted(set(part))
        return
    source = chain([following], source)
    with ExitStack() as files:
        runs = [_on_disk(sorted(set(part)), files)]
        while part := _part(source, run):
            runs.append(_on_disk(sorted(set(part)), files))
            if len(runs) == _OPEN:
                runs = [_on_disk(_merged(runs), files)]
        yield from _merged(runs)


def _part(source: Iterator[str], run: int) -> list[str]:
    """The next lines, as many as are held at once."""
    lines, held = [], 0
    for line in source:
        lines.append(line)
        held += len(line) + _OVERHEAD
        if held >= run:
            break
    return lines


def _on_disk(lines: Iterable[str], files: ExitStack) -> Iterator[str]:
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - the stack closes it
    files.enter_context(file)
    file.writelines(f"{line}\n" for line in lines)
    file.seek(0)
    return (line[:-1] for line in file)


def _merged(runs: Iterable[Iterator[str]]) -> Iterator[str]:
    last = None
    for line in heapq.merge(*runs):
        if line != last:
            yield line
        last = line
