"""Annotated items, one JSON object a line: the files that extraction and linking are scored against.

It knows nothing of what is annotated; who scores says which keys an item must have.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from kg.errors import InputError


def read_items(path: Path, keys: Collection[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(place as ``path:line``, item) for each line that is not empty.

    Raises:
        InputError: a line is no JSON object, or lacks one of `keys`.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{place}: not JSON ({error.msg}); there is one object a line") from error
        if not isinstance(item, dict) or (missing := set(keys) - set(item)):
            what = ", ".join(sorted(missing)) if isinstance(item, dict) else "its keys"
            raise InputError(f"{place}: the item lacks {what}; see tests/quality/README.md for the form")
        yield place, item
