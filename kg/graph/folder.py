"""The folder of a store on disk: its format mark, its lock, and the mark that conclusions are out of date.

It never touches a folder that holds something else, and never deletes anything but its own marks.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import StoreError

FORMAT = 1
"""Raised whenever the triples of an unchanged article change; a store of another format is rebuilt, not read."""


@dataclass(slots=True)
class Folder:
    """One store: ``format.json`` (what it is), ``lock``, ``stale`` (derive is due) and ``quads/`` (the database)."""

    path: Path
    base: str
    _lock: IO[bytes] | None = None

    @property
    def quads(self) -> Path:
        """Where the database lies."""
        return self.path / "quads"

    def prepare(self, *, read_only: bool) -> None:
        """Check the folder, create it if it may be written, and lock it; StoreError says what to do otherwise."""
        if not read_only:
            self._create()
        elif not self._format.is_file():
            raise StoreError(f"{self.path}: no graph here; run `kg build` first, or give its folder with --store")
        self._check()
        self._take_lock(shared=read_only)

    def release(self) -> None:
        """Let others in; the mark files stay."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @property
    def stale(self) -> bool:
        """Whether articles changed since the conclusions were drawn."""
        return self._stale.exists()

    def mark_stale(self) -> None:
        """On disk before the first change is, so that no crash can hide the change."""
        if not self._stale.exists():
            self._write(self._stale, "articles changed; conclusions are to be drawn again\n")

    def mark_derived(self) -> None:
        """Conclusions are up to date."""
        self._stale.unlink(missing_ok=True)

    @property
    def _format(self) -> Path:
        return self.path / "format.json"

    @property
    def _stale(self) -> Path:
        return self.path / "stale"

    def _create(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            names = sorted(entry.name for entry in self.path.iterdir() if entry.suffix != ".part")
        except OSError as error:
            reason = error.strerror or error
            raise StoreError(f"{self.path}: cannot hold a graph ({reason}); give another --store folder") from error
        if names and not self._format.is_file():
            raise StoreError(f"{self.path}: holds other things ({names[0]}); give a new or empty folder with --store")
        if not self._format.is_file():
            self._write(self._format, json.dumps({"format": FORMAT, "base": self.base}) + "\n")

    def _check(self) -> None:
        try:
            mark = json.loads(self._format.read_text(encoding="utf-8"))
            version, base = mark["format"], mark["base"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{self._format}: is damaged ({error}); delete {self.path} and build again") from error
        if version != FORMAT:
            raise StoreError(
                f"{self.path}: is a graph of format {version}, this irkg writes format {FORMAT}; "
                "delete the folder and build again"
            )
        if base != self.base:
            raise StoreError(
                f"{self.path}: its IRIs start with {base}, not {self.base}; use that base or another folder"
            )

    def _take_lock(self, *, shared: bool) -> None:
        """One writer, or any number of readers: the database leaves reading beside a writer undefined."""
        if sys.platform == "win32":
            return  # the database itself keeps a second writer out
        import fcntl

        try:
            self._lock = (self.path / "lock").open("ab")
        except OSError as error:
            if shared:
                return  # a folder we may only read has no writer on this machine
            reason = error.strerror or error
            raise StoreError(f"{self.path}: cannot be written ({reason}); change its permissions") from error
        try:
            fcntl.flock(self._lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            self.release()
            raise in_use(self.path) from error

    def _write(self, file: Path, text: str) -> None:
        """Whole or not at all, and on the disk when it returns."""
        part = file.with_name(f"{file.name}.part")
        try:
            with part.open("w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(file)
        except OSError as error:
            reason = error.strerror or error
            raise StoreError(f"{file}: cannot be written ({reason}); free space or change permissions") from error


def in_use(path: Path) -> StoreError:
    """The error of a store that another process has open."""
    return StoreError(f"{path}: graph is in use by another process; wait until it has finished, or use another --store")
