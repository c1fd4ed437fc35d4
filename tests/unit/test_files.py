"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TextIO

import pytest

from kg.errors import InputError, StoreError
from kg.files import write_whole


class TestWriteWhole:
    def test_a_failure_keeps_the_older_file(self, tmp_path: Path) -> None:
        path = tmp_path / "graph.ttl"
        path.write_text("old", encoding="utf-8")

        def fail(stream: TextIO) -> None:
            stream.write("new, but only ha")
            raise StoreError("gone")

        with pytest.raises(StoreError):
            write_whole(path, fail)
        assert path.read_text(encoding="utf-8") == "old"
        assert list(tmp_path.iterdir()) == [path]

    def test_folders_are_made(self, tmp_path: Path) -> None:
        path = tmp_path / "a" / "b" / "graph.ttl"
        write_whole(path, lambda stream: print("x", file=stream))
        assert path.read_bytes() == b"x\n"

    def test_a_place_that_cannot_be_written_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", encoding="utf-8")
        with pytest.raises(InputError, match="cannot be written"):
            write_whole(tmp_path / "file" / "graph.ttl", lambda stream: None)
        with pytest.raises(InputError, match="cannot be written"):
            write_whole(tmp_path, lambda stream: None)

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        target, link = tmp_path / "target", tmp_path / "link"
        target.write_text("old", encoding="utf-8")
        link.symlink_to(target)
        write_whole(link, lambda stream: print("new", file=stream))
        assert link.is_symlink()
        assert target.read_text(encoding="utf-8") == "new\n"

    def test_a_pipe_is_written_not_replaced(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            write_whole(pipe, lambda stream: print("x", file=stream))
            assert os.read(reader, 10) == b"x\n"
        finally:
            os.close(reader)
        assert pipe.is_fifo()
