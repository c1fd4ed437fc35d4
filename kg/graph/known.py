"""The files of what is known before any article, vocabulary and actors, as triples.

They are read whole or not at all: the error names the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Triple

from kg.errors import OntologyError
from kg.settings import BASE


def read(file: Path) -> bytes:
    """The bytes of a file; OntologyError says why there are none."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise OntologyError(f"{file}: cannot be read ({error.strerror}); check the path and its permissions") from error


def digest(blobs: Iterable[bytes]) -> str:
    """Hash that tells whether files have changed."""
    return hashlib.sha256(b"\x1f".join(hashlib.sha256(blob).digest() for blob in blobs)).hexdigest()


def parse(file: Path, blob: bytes, base: str) -> Iterator[Triple]:
    """The triples of a Turtle file, with its IRIs under another base; OntologyError says which line is none."""
    try:
        text = blob.decode("utf-8").replace(BASE, base)
        for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
            yield quad.triple
    except (SyntaxError, UnicodeDecodeError) as error:
        raise OntologyError(f"{file}: is not valid Turtle ({error}); mend that line") from error
