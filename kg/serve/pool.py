"""The processes that answer: as many as are needed up to a number, each ended when a query takes too long.

A query that has run for a while makes room when others wait, so that no set of slow ones can keep the service. Of those
that wait, the newest comes first: whoever floods the service waits for himself, and somebody else does not wait for him.
A few places more are only for who has just come, and who is in them makes room sooner; the last process that is ready is
kept for such a one, too.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.serve.config import Config

PATIENCE = 1.0
"""Seconds after which a query counts as slow: it gets less of the processor, and gives way when others wait."""
_EXTRA = 2
"""Places more for those who have not waited for `_NEW`."""
_NEW = 0.5
"""Seconds during which a query is one that has just come."""
_PROBATION = 0.25
"""Seconds after which a query that took an extra place makes room for one that comes new."""
_SPARE = 3
"""Idle processes that are kept for the next queries: starting one takes a while when the processor is busy."""
_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Reply:
    """What a job came to: an HTTP status, a media type and a body."""

    status: int
    media_type: str
    body: bytes


@dataclass(slots=True)
class _Worker:
    process: asyncio.subprocess.Process
    started: float = 0.0
    gave_way: bool = False
    spent: bool = False
    """Not to be used again: it was slowed down, or killed, or has crashed."""

    def kill(self) -> None:
        self.spent = True
        with suppress(ProcessLookupError):
            self.process.kill()


@dataclass(slots=True)
class Pool:
    """Processes over one snapshot of the graph; `close` ends them."""

    config: Config
    snapshot: Path
    _idle: list[_Worker] = field(default_factory=list)
    _busy: list[_Worker] = field(default_factory=list)
    _waiting: list[object] = field(default_factory=list)
    _refill: asyncio.Task[None] | None = None

    async def run(self, job: dict[str, Any], timeout: float | None = None) -> Reply:
        """Have a job done, within the time that a query may take (or another one, in seconds)."""
        limit = timeout or self.config.timeout
        worker = await self._take(limit)
        if worker is None:
            return _plain(503, "too many queries at once; try again in a moment")
        worker.started = time.monotonic()
        self._busy.append(worker)
        try:
            reply = await self._exchange(worker, job, limit)
        except TimeoutError:
            worker.kill()
            reply = _plain(503, f"the query took more than {limit:g} seconds and was stopped; ask for less")
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            worker.kill()
            why = "gave way to others, as it took long" if worker.gave_way else "needed more memory than it may have"
            reply = _plain(503 if worker.gave_way else 500, f"the query {why}; ask for less")
        except BaseException:  # the client is gone, or we are asked to end
            worker.kill()
            raise
        finally:
            self._busy.remove(worker)
            await self._put_back(worker)
        return reply

    async def close(self) -> None:
        """End all processes."""
        if self._refill is not None:
            self._refill.cancel()
            with suppress(asyncio.CancelledError, Exception):  # whatever it came to
                await self._refill
        workers = [*self._idle, *self._busy]
        for worker in workers:
            worker.kill()
        self._idle.clear()
        await asyncio.gather(*(worker.process.wait() for worker in workers))

    async def retire(self) -> None:
        """End all processes, each after what it does now."""
        while self._busy or self._waiting:
            await asyncio.sleep(_PAUSE)
        await self.close()

    async def warm(self) -> None:
        """Start the spare processes; they are ready when they are kept."""
        while len(self._idle) < _SPARE:
            self._idle.append(await self._start())

    async def _exchange(self, worker: _Worker, job: dict[str, Any], limit: float) -> Reply:
        task = asyncio.ensure_future(_talk(worker.process, job))
        try:
            done, _ = await asyncio.wait({task}, timeout=min(PATIENCE, limit))
            if not done:
                worker.spent = True  # what was slowed down cannot be made fast again
                with suppress(ProcessLookupError, PermissionError, AttributeError):
                    os.setpriority(os.PRIO_PROCESS, worker.process.pid, 15)
                await asyncio.wait_for(asyncio.shield(task), limit - min(PATIENCE, limit))
            return task.result()
        finally:
            task.cancel()
            with suppress(BaseException):
                await task

    async def _take(self, limit: float) -> _Worker | None:
        """A process that is free, soon; None when there is none for as long as a query may take."""
        came, ticket = time.monotonic(), object()
        self._waiting.append(ticket)
        try:
            while (waited := time.monotonic() - came) < limit:
                if self._waiting[-1] is ticket and (worker := self._free(new=waited < _NEW)):
                    return worker
                await asyncio.sleep(_PAUSE)
            return None
        finally:
            self._waiting.remove(ticket)

    def _free(self, *, new: bool) -> _Worker | None:
        """An idle process if one more may work; if none may, one that has had its time is told to make room."""
        self._stock_up()
        if len(self._busy) < self.config.workers + (_EXTRA if new else 0):
            return self._idle.pop() if len(self._idle) > (not new) else None
        if self._busy and not any(w.gave_way for w in self._busy) and (slow := self._slowest(new=new)):
            slow.gave_way = True
            slow.kill()
        return None

    def _slowest(self, *, new: bool) -> _Worker | None:
        """Who has to make room: the longest at work, or else, for one that comes new, the last that took an extra place."""
        now, first, last = time.monotonic(), *(pick(self._busy, key=lambda w: w.started) for pick in (min, max))
        if now - first.started > PATIENCE:
            return first
        return last if new and now - last.started > _PROBATION else None

    def _stock_up(self) -> None:
        """Start what is missing of the spare processes, beside everything else."""
        if len(self._idle) < _SPARE and (self._refill is None or self._refill.done()):
            self._refill = asyncio.create_task(self.warm())

    async def _put_back(self, worker: _Worker) -> None:
        """Keep the process for the next query, if it is sound."""
        if not worker.spent and len(self._idle) < _SPARE:
            self._idle.append(worker)
            return
        worker.kill()
        await worker.process.wait()

    async def _start(self) -> _Worker:
        config = self.config
        arguments = (self.snapshot, config.base, config.memory, config.timeout, config.queries)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.serve.worker", *map(str, arguments),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 20,
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        worker = _Worker(process)
        try:
            assert process.stdout is not None
            await process.stdout.readuntil(b"\n")
        except BaseException:
            worker.kill()
            raise
        return worker


async def _talk(process: asyncio.subprocess.Process, job: dict[str, Any]) -> Reply:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps(job).encode() + b"\n")
    await process.stdin.drain()
    head = json.loads(await process.stdout.readuntil(b"\n"))
    body = await process.stdout.readexactly(head["length"])
    return Reply(head["status"], head["type"], body)


def _plain(status: int, message: str) -> Reply:
    return Reply(status, "text/plain", f"{message}\n".encode())
