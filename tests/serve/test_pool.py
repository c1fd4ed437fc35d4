"""The processes behind the service end with it, whatever they do at that moment.

Which of them answers whom is tested from outside, in `test_hostile`.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from kg.serve.config import Config
from kg.serve.pool import Pool

T = TypeVar("T")
SLOW = {
    "job": "query", "query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "accepted": ["application/json"], "most": 1000,
}  # fmt: skip


def _finish(work: Coroutine[object, object, T]) -> T:
    """Run in a thread of its own: where the page was tested before, a loop is running in this one."""

    async def limited() -> T:
        return await asyncio.wait_for(work, 30)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(limited())).result()


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_no_process_outlives_its_pool(graph: Path) -> None:
    async def close_while_busy() -> tuple[list[int], list[int]]:
        pool = Pool(Config(store=graph, workers=1), graph)
        asked = [asyncio.create_task(pool.run(SLOW)) for _ in range(8)]  # more than there are places: some wait
        while len(pool._busy) < 5:
            await asyncio.sleep(0.02)
        pids = [worker.pid for worker in (*pool._busy, *pool._idle)]
        await pool.close()
        replies = await asyncio.gather(*asked)
        assert not pool._idle and not pool._busy
        return pids, [reply.status for reply in replies]

    pids, statuses = _finish(close_while_busy())
    assert len(pids) >= 5
    assert set(statuses) <= {500, 503}
    end = time.monotonic() + 10
    while any(map(_is_alive, pids)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(_is_alive, pids))


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux lists the children of a process")
def test_a_graph_that_cannot_be_opened_leaves_no_process(tmp_path: Path) -> None:
    async def warm() -> str:
        pool = Pool(Config(store=tmp_path / "none"), tmp_path / "none")
        with pytest.raises(asyncio.IncompleteReadError):
            await pool.warm()
        nursery = pool._nursery._process
        assert nursery is not None
        children = Path(f"/proc/{nursery.pid}/task/{nursery.pid}/children")
        for _ in range(100):
            if not children.read_text():  # those that have ended, but nobody has waited for, are listed, too
                break
            await asyncio.sleep(0.05)
        left = children.read_text()
        await pool.close()
        return left

    assert _finish(warm()) == ""
