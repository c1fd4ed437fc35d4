"""The folder of a store on disk: its format mark, its lock, and the mark that conclusions are out of date.

It never touches a folder that holds something else, and never deletes anything but its own marks.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from pyoxigraph import Store

from kg.errors import StoreError

FORMAT = 5
"""Raised whenever the triples of an unchanged article change; `kg.graph.migrate` knows the way from older ones."""
OLDEST = 1
"""The oldest format that can be brought up to date."""


EVERYTHING = "everything"
"""What stands for all graphs among those that changed."""


@dataclass(slots=True)
class Folder:
    """One store: ``format.json`` (what it is), ``lock``, ``quads/`` (the database), ``said`` (of `kg.graph.said`), ``stale``.

    The last is there when derive is due, and names the graphs that have changed.
    While somebody writes, ``before/`` is the database as it was when they began; readers get that.
    """

    path: Path
    base: str
    format: int = FORMAT
    """What the folder holds, once it is prepared."""
    before: bool = False
    """Whether this is a reader beside a writer."""
    _lock: IO[bytes] | None = None
    _marked: set[str] = field(default_factory=set)

    @property
    def quads(self) -> Path:
        """Where the database lies; for a reader beside a writer, the one that nobody changes."""
        return self.path / ("before" if self.before else "quads")

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

    def mark_stale(self, graph: str = EVERYTHING) -> None:
        """On disk before the change is, so that no crash can hide it: which graph changes."""
        if graph in self._marked:
            return
        try:
            with self._stale.open("a", encoding="utf-8") as stream:
                stream.write(f"\n{graph}\n")  # a crash may have left half a line
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            reason = error.strerror or error
            raise StoreError(
                f"{self._stale}: cannot be written ({reason}); free space or change permissions"
            ) from error
        self._marked.add(graph)

    @property
    def changed(self) -> set[str] | None:
        """The graphs that changed since conclusions were drawn; None when nobody knows."""
        if not self._stale.exists():
            return set()
        changed = {line for line in self._stale.read_text(encoding="utf-8").splitlines() if line}
        return changed if all(":" in graph and " " not in graph for graph in changed) else None

    def keep(self, database: Store) -> None:
        """Keep the database as it is now for those who read while it is changed; files are shared, so it takes no room."""
        self.drop()
        if not (self.path / "before").exists() and next(database.quads_for_pattern(None, None, None, None), None):
            part = self.path / "before.part"
            shutil.rmtree(part, ignore_errors=True)
            database.backup(str(part))
            part.replace(self.path / "before")

    def drop(self) -> None:
        """Remove what `keep` kept, unless somebody reads it."""
        with _locked(self.path / "before.lock", shared=False) as lock:
            if lock is not None:
                shutil.rmtree(self.path / "before", ignore_errors=True)

    def mark_format(self) -> None:
        """What is in the folder has the form that this version writes; what an older one remembered is forgotten."""
        self.said.unlink(missing_ok=True)
        self._write(self._format, json.dumps({"format": FORMAT, "base": self.base}) + "\n")
        self.format = FORMAT

    def mark_derived(self) -> None:
        """Conclusions are up to date."""
        self._stale.unlink(missing_ok=True)
        self._marked.clear()

    @property
    def said(self) -> Path:
        """What statements said when conclusions were last drawn."""
        return self.path / "said"

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
            self.mark_format()

    def _check(self) -> None:
        try:
            mark = json.loads(self._format.read_text(encoding="utf-8"))
            version, base = mark["format"], mark["base"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{self._format}: is damaged ({error}); delete {self.path} and build again") from error
        if not isinstance(version, int) or not OLDEST <= version <= FORMAT:
            raise StoreError(
                f"{self.path}: is a graph of format {version}, this irkg reads {OLDEST} to {FORMAT}; use the irkg that "
                "wrote it, or delete the folder and build again"
            )
        self.format = version
        if base != self.base:
            raise StoreError(
                f"{self.path}: its IRIs start with {base}, not {self.base}; use that base or another folder"
            )

    def _take_lock(self, *, shared: bool) -> None:
        """One writer, or any number of readers: the database leaves reading beside a writer undefined."""
        if sys.platform == "win32":
            return  # the database itself keeps a second writer out
        try:
            self._lock = (self.path / "lock").open("ab")
        except OSError as error:
            if shared:
                return  # a folder we may only read has no writer on this machine
            reason = error.strerror or error
            raise StoreError(f"{self.path}: cannot be written ({reason}); change its permissions") from error
        if not _flock(self._lock, shared=shared):
            self.release()
            if not (shared and self._beside()):
                raise in_use(self.path)

    def _beside(self) -> bool:
        """Read what was there before the writer came, if it was kept."""
        self._lock = (self.path / "before.lock").open("ab")
        if (self.path / "before").is_dir() and _flock(self._lock, shared=True):
            self.before = True
            return True
        self.release()
        return False

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
    """The error of a store that another process has open; where the system tells, it says which."""
    who = holder(path)
    return StoreError(
        f"{path}: graph is in use by another process{f' ({who})' if who else ''}; wait until it has finished, "
        "or use another --store"
    )


def holder(path: Path) -> str | None:
    """Who has the store open, as “process 12: kg build news”, where the system tells (Linux)."""
    try:
        inode = (path / "lock").stat().st_ino
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            words = line.split()
            if len(words) > 5 and words[1] == "FLOCK" and words[5].endswith(f":{inode}"):
                command = Path(f"/proc/{words[4]}/cmdline").read_bytes().decode(errors="replace").split("\0")
                return f"process {words[4]}: {' '.join(command).strip()[:200]}"
    except (OSError, ValueError):
        return None
    return None


def _flock(file: IO[bytes], *, shared: bool) -> bool:
    """Take a lock without waiting; False when another process has it."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def _locked(path: Path, *, shared: bool) -> Iterator[IO[bytes] | None]:
    """The file with a lock, or None when another process has it."""
    with path.open("ab") as file:
        yield file if _flock(file, shared=shared) else None


@dataclass(slots=True)
class Nowhere:
    """What stands for the folder of a store in memory."""

    stale: bool
    path: Path = Path("memory")
    before: bool = False
    said: Path | None = None
    changed: set[str] | None = None

    def release(self) -> None: ...

    def drop(self) -> None: ...

    def mark_stale(self, graph: str = "") -> None: ...

    def mark_derived(self) -> None: ...
