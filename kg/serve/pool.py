"""The processes that answer: as many as are needed up to a number, each ended when a query takes too long.

A query that has run for a while makes room when others wait, so that no set of slow ones can keep the service. A few places
more than may be kept are for finding out what is slow: who is in them makes room sooner. Of those that wait, the newest and
the oldest come in turn: whoever floods the service waits for himself, and nobody is forgotten.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.serve.config import Config
from kg.serve.processes import Nursery, Reply, Worker
from kg.serve.worker import Settings

PATIENCE = 1.0
"""Seconds after which a query gives way when others wait."""
_EXTRA = 4
"""Places more, for the queries that came last."""
_PROBATION = 0.25
"""Seconds after which a query that is in such a place makes room for who waits, and any gets less of the processor."""
_SPARE = 4
"""Idle processes that are kept for the next queries."""
_PAUSE = 0.02
_Ticket = asyncio.Future[Worker]


@dataclass(slots=True)
class Pool:
    """Processes over one snapshot of the graph; `close` ends them."""

    config: Config
    snapshot: Path
    _nursery: Nursery = field(init=False)
    _idle: list[Worker] = field(default_factory=list)
    _busy: list[Worker] = field(default_factory=list)
    """In the order in which they were given their jobs."""
    _waiting: list[_Ticket] = field(default_factory=list)
    """In the order in which they came."""
    _coming: int = 0
    """Processes that are being started."""
    _turn: int = 0
    _refill: asyncio.Task[None] | None = None
    _closed: bool = False

    def __post_init__(self) -> None:
        config = self.config
        self._nursery = Nursery(Settings(self.snapshot, config.base, config.memory, config.timeout, config.queries))

    async def run(self, job: dict[str, Any], timeout: float | None = None) -> Reply:
        """Have a job done, within the time that a query may take (or another one, in seconds)."""
        limit = timeout or self.config.timeout
        worker = await self._take(limit)
        if worker is None:
            return _plain(503, "too many queries at once; try again in a moment")
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
            await self._put_back(worker)
        return reply

    async def close(self) -> None:
        """End all processes; whoever waits is sent away, and what is being born ends at once."""
        self._closed = True
        if self._refill is not None:
            self._refill.cancel()
            with suppress(asyncio.CancelledError, Exception):  # whatever it came to
                await self._refill
        for worker in (*self._idle, *self._busy):
            worker.kill()
        await asyncio.gather(*(self._nursery.burial(worker) for worker in self._idle))
        self._idle.clear()
        while self._busy or self._coming:  # who asked is told, and buries
            await asyncio.sleep(_PAUSE)
        await self._nursery.close()

    async def retire(self) -> None:
        """End all processes, each after what it does now."""
        while self._busy or self._waiting:
            await asyncio.sleep(_PAUSE)
        await self.close()

    async def warm(self) -> None:
        """Start the spare processes; they are ready when they are kept."""
        await asyncio.gather(*(self._add() for _ in range(_SPARE - len(self._idle) - self._coming)))

    async def _add(self) -> None:
        self._coming += 1
        try:
            worker = await self._nursery.birth()
        finally:
            self._coming -= 1
        if self._closed:
            worker.kill()
            await self._nursery.burial(worker)
            return
        self._idle.append(worker)
        self._hand_out()

    async def _exchange(self, worker: Worker, job: dict[str, Any], limit: float) -> Reply:
        task = asyncio.ensure_future(worker.do(job))
        try:
            done, _ = await asyncio.wait({task}, timeout=min(_PROBATION, limit))
            if not done:
                worker.slow_down()
                await asyncio.wait_for(asyncio.shield(task), limit - min(_PROBATION, limit))
            return task.result()
        finally:
            task.cancel()
            with suppress(BaseException):
                await task

    async def _take(self, limit: float) -> Worker | None:
        """A process that is free, soon; None when there is none for as long as a query may take."""
        came = time.monotonic()
        ticket: _Ticket = asyncio.get_running_loop().create_future()
        self._waiting.append(ticket)
        try:
            while time.monotonic() - came < limit and not self._closed:
                self._hand_out()
                self._make_room()
                done, _ = await asyncio.wait({ticket}, timeout=_PAUSE)
                if done:
                    return ticket.result()
            return None
        except BaseException:
            if ticket.done():  # nobody is there any more to use it
                await self._put_back(ticket.result())
            raise
        finally:
            if ticket in self._waiting:
                self._waiting.remove(ticket)

    def _hand_out(self) -> None:
        """Give idle processes to those that wait, at once: a client that has just been sent away must not be faster."""
        if self._closed:
            return
        while self._waiting and self._idle and len(self._busy) < self.config.workers + _EXTRA:
            self._turn += 1
            worker = self._idle.pop()
            worker.started = time.monotonic()
            self._busy.append(worker)
            self._waiting.pop(-(self._turn % 2)).set_result(worker)
        if len(self._idle) + self._coming < _SPARE and (self._refill is None or self._refill.done()):
            self._refill = asyncio.create_task(self.warm())

    def _make_room(self) -> None:
        """If no more may work, one that has had its time is told to go for each that waits."""
        if len(self._busy) < self.config.workers + _EXTRA:
            return
        going = sum(worker.gave_way for worker in self._busy)
        now, staying = time.monotonic(), [worker for worker in self._busy if not worker.gave_way]
        first, last = staying[: self.config.workers], staying[self.config.workers :]
        slow = [w for some, time_ in ((first, PATIENCE), (last, _PROBATION)) for w in some if now - w.started > time_]
        for worker in slow[: max(0, len(self._waiting) - going)]:
            worker.gave_way = True
            worker.kill()

    async def _put_back(self, worker: Worker) -> None:
        """Keep the process for the next query, if it is sound."""
        self._busy.remove(worker)
        if not worker.spent and len(self._idle) < _SPARE and not self._closed:
            self._idle.append(worker)
            self._hand_out()
            return
        worker.kill()
        self._hand_out()
        await self._nursery.burial(worker)


def _plain(status: int, message: str) -> Reply:
    return Reply(status, "text/plain", f"{message}\n".encode())
