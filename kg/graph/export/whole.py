"""Reads a whole graph as text at the engine's own pace: it writes ahead while we sort, and no quad becomes an object.

Reading is most of an export: every term is looked up on the disk. The engine does that without the interpreter, in a
thread of its own, so that two processors are at work.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Generator, Iterator

import pyoxigraph as ox
from pyoxigraph import DefaultGraph

from kg.errors import StoreError
from kg.graph.turtle import SEP, Verbs, item


def quads(store: ox.Store, left_out: Collection[str]) -> Generator[str, None, None]:
    """Every quad as a line of N-Quads without its end, but those of some graphs (bare IRIs).

    >>> from pyoxigraph import NamedNode, Quad
    >>> store = ox.Store()
    >>> store.add(Quad(NamedNode("x:s"), NamedNode("x:p"), NamedNode("x:o"), NamedNode("x:g")))
    >>> list(quads(store, ()))
    ['<x:s> <x:p> <x:o> <x:g>']
    """
    ends = tuple(f" <{graph}> .\n" for graph in left_out)
    for text in _dumped(store):
        if not text.endswith(ends):
            yield text[:-3]


def items(
    store: ox.Store, left_out: Collection[str], *, named: bool, notice: Callable[[str], None] = lambda term: None
) -> Iterator[str]:
    """Every quad but those of some graphs, as items (`kg.graph.turtle`): what stands together stays together.

    `notice` is told of each subject, and of each predicate and object, more often than once.
    """
    held: list[str] = []
    subject = graph = ""
    skipped, verbs = False, Verbs()
    for text in _dumped(store):
        node, predicate, rest = text.split(" ", 2)
        object_, _, home = rest[:-4].rpartition(" <")
        if node != subject or home != graph:
            if held:
                yield item(graph if named else "", subject, held)
                held = []
            skipped = home in left_out
            subject, graph = node, home
            if not skipped:
                notice(node)
        if not skipped:
            held.append(f"{verbs[predicate]}{SEP}{object_}")
            if object_[0] == "<":
                notice(object_)
    if held:
        yield item(graph if named else "", subject, held)
    for predicate in verbs:
        notice(predicate)


def _dumped(store: ox.Store) -> Iterator[str]:
    """The lines of N-Quads, each with its end, as the engine writes them into a pipe."""
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        raise StoreError(f"the store holds {quad}, which irkg did not write; build it again")
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def write() -> None:
        try:
            with open(writing, "wb", buffering=0) as sink:  # noqa: PTH123 - no path, but a pipe
                store.dump(sink, ox.RdfFormat.N_QUADS)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    try:
        # Only a line feed ends a line: literals may hold what Python takes for line ends elsewhere.
        with open(reading, encoding="utf-8", newline="\n", buffering=1 << 20) as lines:  # noqa: PTH123
            yield from lines
    finally:
        thread.join()  # whoever reads no further has closed the pipe, which ends the writer
    if failed:
        raise StoreError(f"the graph cannot be read ({failed[0]})") from failed[0]
