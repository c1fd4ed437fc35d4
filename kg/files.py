"""Writes a file whole or not at all.

It knows nothing of what is in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from kg.errors import InputError


def write_whole(path: Path, write: Callable[[TextIO], None]) -> None:
    r"""Let `write` fill a file that appears under its name, and replaces an older one, only once it is complete.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder, "new", "a.txt"), lambda stream: print("all of it", file=stream))
    ...     Path(folder, "new", "a.txt").read_text()
    'all of it\n'

    Raises:
        InputError: the folder or the file cannot be written.
    """
    if path.exists() and not path.is_file():  # a device or pipe takes what it gets, and is never replaced
        part = target = path
    else:
        target = path.resolve()
        part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            write(stream)
        if part != target:
            part.replace(target)
    except OSError as error:
        reason = error.strerror or error
        raise InputError(f"{path}: cannot be written ({reason}); give another place or change permissions") from error
    finally:
        if part != target:
            with suppress(OSError):  # nothing was written, or it has its name by now
                part.unlink()
