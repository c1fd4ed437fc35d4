"""One process that answers jobs about a graph, one after another: a line of JSON in, a line and a body out.

It cannot outlive a job by much: the operating system ends it when the job's time is over, whatever the engine is doing.
"""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KGError
from kg.graph import Store, fill, graph_data, named_queries, render_rows
from kg.graph.protocol import Answer, NotAcceptable, TooLarge, answer

_GRACE = 2
"""Seconds that the server has to end this process before the operating system does."""
_NICE = 5
"""How much this process stands back for the one that takes requests and hands them out."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Which graph, and what a job may cost."""

    store: Path
    base: str
    memory: int
    """MiB."""
    timeout: float
    """Seconds."""
    queries: Path

    @classmethod
    def read(cls, arguments: Sequence[str]) -> Settings:
        """What `arguments` gave.

        >>> Settings.read(Settings(Path("g"), "x:", 700, 4.0, Path("q")).arguments).timeout
        4.0
        """
        store, base, memory, timeout, queries = arguments
        return cls(Path(store), base, int(memory), float(timeout), Path(queries))

    @property
    def arguments(self) -> list[str]:
        """As words of a command line."""
        return [str(value) for value in (self.store, self.base, self.memory, self.timeout, self.queries)]


def work(jobs: socket.socket, settings: Settings) -> None:
    """Say which process this is, then that the graph is open, then do jobs until no more can come."""
    jobs.sendall(b"%d\n" % os.getpid())  # first, so that it can be buried whatever comes
    _limit(settings.memory)
    with Store.open(settings.store, settings.base, read_only=True) as graph, jobs.makefile("rwb") as stream:
        if hasattr(os, "nice"):
            os.nice(_NICE)  # not before it is ready, which somebody may wait for
        stream.write(b"\n")
        stream.flush()
        for line in stream:
            signal.alarm(int(settings.timeout) + 1 + _GRACE)
            head, body = _answer(graph, json.loads(line), settings.queries)
            stream.write(json.dumps({**head, "length": len(body)}).encode() + b"\n" + body)
            stream.flush()
            signal.alarm(0)


def _limit(mebibytes: int) -> None:
    """No more memory than that, and no core file of those who ask for it."""
    with suppress(ImportError, ValueError, OSError):  # a system without such limits
        import resource

        # Data, not address space: allocators reserve much that they never use.
        resource.setrlimit(resource.RLIMIT_DATA, (mebibytes << 20, mebibytes << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(graph: Store, job: dict[str, Any], queries: Path) -> tuple[dict[str, Any], bytes]:
    try:
        found = _JOBS[job["job"]](graph, job, queries)
    except TooLarge as error:
        return {"status": 500, "type": "text/plain"}, f"{error}\n".encode()
    except NotAcceptable as error:
        return {"status": 406, "type": "text/plain"}, f"{error}\n".encode()
    except KGError as error:
        return {"status": 400, "type": "text/plain"}, f"{error}\n".encode()
    except MemoryError:
        return {"status": 500, "type": "text/plain"}, b"the query needs more memory than it may have\n"
    return {"status": 200, "type": found.media_type}, found.body


def _query(graph: Store, job: dict[str, Any], queries: Path) -> Answer:
    graphs = {"default_graphs": job.get("default_graphs", ()), "named_graphs": job.get("named_graphs", ())}
    return answer(graph, job["query"], job["accepted"], most=job["most"], **graphs)


def _ask(graph: Store, job: dict[str, Any], queries: Path) -> Answer:
    """A named question with its parameters."""
    asked = named_queries(queries, graph.names.base)[job["name"]]
    rows = graph.query(fill(asked, job["values"], graph))
    form = "csv" if job["form"] == "csv" else "json"
    media = {"csv": "text/csv", "json": "application/sparql-results+json"}[form]
    return Answer(media, render_rows(rows, form).encode())


def _view(graph: Store, job: dict[str, Any], queries: Path) -> Answer:
    from kg.view import render

    return Answer("text/html", render(graph_data(graph)).encode())


_JOBS: dict[str, Callable[[Store, dict[str, Any], Path], Answer]] = {"query": _query, "ask": _ask, "view": _view}
