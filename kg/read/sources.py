"""Finds the files behind the names that a user gives: files, folders, links, standard input.

It opens nothing and judges no content; it only walks.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.read.formats import SUFFIXES, Skip

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, or standard input when `path` is None."""

    id: str
    origin: str
    path: Path | None
    format: str | None
    """None when the content has to tell: standard input, pipes, files without a suffix."""


def find(names: list[str], report: Callable[[Skip], None]) -> Iterator[Source]:
    """The sources behind the names; folders are walked in sorted order, each file is given once."""
    seen: dict[tuple[int, int], str] = {}
    for name in names:
        if name == STDIN:
            yield Source("stdin", "stdin", None, None)
            continue
        for path, relative, inside in _walk(Path(name), report):
            status = path.stat()
            key = (status.st_dev, status.st_ino)
            if key in seen and stat.S_ISREG(status.st_mode):
                report(Skip(str(path), f"the same file as {seen[key]}, given twice; read once", "warning"))
                continue
            seen[key] = str(path)
            source = _source(path, relative, status.st_mode, inside, report)
            if source:
                yield source


def _source(path: Path, id: str, mode: int, inside: bool, report: Callable[[Skip], None]) -> Source | None:
    if not stat.S_ISREG(mode):
        # A pipe that the user names, as in <(curl …), is read; one that lies in a folder would block for ever.
        if not inside and (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)):
            return Source(id, str(path), path, None)
        report(Skip(str(path), "not a regular file (a device, pipe or socket); left out", "error"))
        return None
    suffix = path.suffix.lower()
    if suffix in SUFFIXES or (not suffix and not inside):
        return Source(id, str(path), path, SUFFIXES.get(suffix))
    hint = {
        ".json": "write one object a line into a .jsonl file (jq -c '.[]')",
        ".pdf": "convert it with pdftotext",
        ".docx": "save it as .txt or .html",
        ".gz": "unpack it first",
        ".zip": "unpack it first",
    }.get(suffix, "rename it to .txt if it is plain text")
    report(Skip(str(path), f"unknown kind of file “{suffix or path.name}”; {hint}", "warning" if inside else "error"))
    return None


def _walk(top: Path, report: Callable[[Skip], None]) -> Iterator[tuple[Path, str, bool]]:
    """Path, id and whether it lies inside a folder we were given, for every readable entry."""
    kind = _kind(top, report)
    if kind == "file":
        yield top, top.name, False
    if kind != "folder":
        return
    folders: set[tuple[int, int]] = set()
    queue = [top]
    while queue:
        folder = queue.pop()
        status = folder.stat()
        if (status.st_dev, status.st_ino) in folders:
            report(Skip(str(folder), "a link back to a folder already read; left out", "warning"))
            continue
        folders.add((status.st_dev, status.st_ino))
        subfolders: list[Path] = []
        for path in _entries(folder, report):
            kind = _kind(path, report)
            if kind == "file":
                yield path, path.relative_to(top).as_posix(), True
            elif kind == "folder":
                subfolders.append(path)
        queue.extend(reversed(subfolders))


def _entries(folder: Path, report: Callable[[Skip], None]) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        report(Skip(str(folder), f"folder cannot be read: {error.strerror or error}", "error"))
        return []


def _kind(path: Path, report: Callable[[Skip], None]) -> str | None:
    try:
        return "folder" if stat.S_ISDIR(path.stat().st_mode) else "file"
    except OSError as error:
        reason = "a link that leads nowhere" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
        report(Skip(str(path), f"cannot be read: {reason}", "error"))
        return None
