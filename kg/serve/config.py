"""What a server is told: which graph, where to listen, and what a query may cost.

It checks nothing; the command line does.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.settings import BASE, ontology_dir

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Config:
    """A server; the defaults are those of ``kg serve``."""

    store: Path
    base: str = BASE
    host: str = "127.0.0.1"
    port: int = 7878
    timeout: float = 10.0
    """Seconds that a query may run."""
    workers: int = 8
    """Queries that may run at once."""
    memory: int = 2048
    """MiB that one query may use."""
    most: int = 32_000_000
    """Bytes that an answer may have."""
    longest: int = 100_000
    """Bytes that a query may have."""
    cors: tuple[str, ...] = ()
    """Origins whose pages may ask; none by default."""

    @property
    def queries(self) -> Path:
        """The folder of the named questions."""
        return ontology_dir() / "queries"
