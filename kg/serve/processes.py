"""Processes over one graph: started in milliseconds by a nursery, handed jobs, slowed down, killed.

It decides nothing; the pool does.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kg.serve.nursery import ask_for_birth, ask_for_burial
from kg.serve.worker import Settings

_SLOWED = 15
"""How much a process stands back that is told to."""
_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class Reply:
    """What a job came to: an HTTP status, a media type and a body."""

    status: int
    media_type: str
    body: bytes


@dataclass(slots=True)
class Worker:
    """A process that has the graph open and waits for a job, or does one."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    started: float = 0.0
    """When it began what it does now."""
    gave_way: bool = False
    spent: bool = False
    """Not to be used again: it was slowed down, or killed, or has crashed."""

    async def do(self, job: dict[str, Any]) -> Reply:
        """Have a job done; an error of the stream tells that the process has ended."""
        self.writer.write(json.dumps(job).encode() + b"\n")
        await self.writer.drain()
        head = json.loads(await self.reader.readuntil(b"\n"))
        body = await self.reader.readexactly(head["length"])
        return Reply(head["status"], head["type"], body)

    def slow_down(self) -> None:
        """Leave the processor to others, for good: what was slowed down cannot be made fast again."""
        self.spent = True
        with suppress(ProcessLookupError, PermissionError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _SLOWED)

    def kill(self) -> None:
        """End it, whatever it does."""
        self.spent = True
        with suppress(ProcessLookupError):
            os.kill(self.pid, 9)


class Nursery:
    """Where workers come from; it starts when it is first needed, and again if it should have ended."""

    def __init__(self, settings: Settings) -> None:
        self._arguments = settings.arguments
        self._process: asyncio.subprocess.Process | None = None
        self._orders: socket.socket | None = None

    async def birth(self) -> Worker:
        """A worker that is ready."""
        ours, its = socket.socketpair()
        with its:
            await self._order(its)
        reader, writer = await asyncio.open_connection(sock=ours, limit=_LINE)
        worker: Worker | None = None
        try:
            worker = Worker(int(await reader.readuntil(b"\n")), reader, writer)
            await reader.readuntil(b"\n")
            return worker
        except BaseException:
            if worker is not None:
                worker.kill()
                await self.burial(worker)
            writer.close()
            raise

    async def burial(self, worker: Worker) -> None:
        """Wait until a worker that was killed has ended; its number is free from then on."""
        with suppress(ConnectionError):
            while await worker.reader.read(_LINE):
                pass
        worker.writer.close()
        with suppress(OSError):
            if self._orders is not None:
                ask_for_burial(self._orders, worker.pid)

    async def close(self) -> None:
        """Close down, after all workers have ended."""
        if self._orders is not None and self._process is not None:
            self._orders.close()
            self._orders = None
            await self._process.wait()

    async def _order(self, channel: socket.socket) -> None:
        try:
            if self._orders is not None:
                ask_for_birth(self._orders, channel)
                return
        except OSError:  # it has ended, by whatever accident
            await self.close()
        if self._orders is None:
            await self._open()
        assert self._orders is not None
        ask_for_birth(self._orders, channel)

    async def _open(self) -> None:
        self._orders, its = socket.socketpair()
        with its:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "kg.serve.nursery", *self._arguments, stdin=its.fileno(),
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
