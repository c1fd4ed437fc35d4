"""A copy of the graph that stays as it is while others write, and a new one when the graph has changed.

Files that did not change are shared by hard links, so a copy takes milliseconds and little room.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.errors import StoreError
from kg.graph import Store
from kg.serve.config import Config
from kg.serve.pool import Pool

_EVERY = 2.0
"""Seconds between looks at whether the graph has changed."""


class Snapshots:
    """The processes that answer, always over the last complete state of the graph; an async context manager."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.number = 0
        """Which state this is; another number, another state."""
        self._folder: Path | None = None
        self._pool: Pool | None = None
        self._stamp: object = None
        self._task: asyncio.Task[None] | None = None

    @property
    def pool(self) -> Pool:
        """The processes for new queries."""
        assert self._pool is not None, "the server has not started"
        return self._pool

    async def __aenter__(self) -> Self:
        await self._renew()
        self._task = asyncio.create_task(self._watch())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        if self._task is not None:
            self._task.cancel()
        await self.pool.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(_EVERY)
            if Store.stamp(self.config.store) != self._stamp:
                with suppress(StoreError):  # somebody writes: the old state serves until they have finished
                    await self._renew()

    async def _renew(self) -> None:
        """Copy the graph, start processes over the copy, and let the old ones finish what they do."""
        stamp = Store.stamp(self.config.store)
        folder = Path(tempfile.mkdtemp(prefix="served-", dir=_room(self.config.store)))
        pool = Pool(self.config, folder / "graph")
        try:
            Store.snapshot(self.config.store, folder / "graph", self.config.base)
            await pool.warm()
        except BaseException:
            await pool.close()
            shutil.rmtree(folder, ignore_errors=True)
            raise
        old_pool, old_folder = self._pool, self._folder
        self._pool, self._folder, self._stamp = pool, folder, stamp
        self.number += 1
        if old_pool is not None and old_folder is not None:
            await old_pool.retire()
            shutil.rmtree(old_folder, ignore_errors=True)


def _room(store: Path) -> Path | None:
    """Beside the graph, where hard links work; elsewhere when that may not be written."""
    place = store / "served"
    try:
        place.mkdir(exist_ok=True)
    except OSError:
        return None
    return place
