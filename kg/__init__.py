"""irkg: who did what to whom, and where it says so.

Most use it through the command ``kg``. From Python, `kg.load` opens a graph, `kg.pipeline.build` makes one and
`kg.extract.extract` yields the statements of articles; nothing is imported until it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.api import Graph

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(path: str | Path = "graph") -> Graph:
    """Open a graph on disk for reading: an rdflib Dataset with `statements`, `networkx`, `ask` and `frame`.

    Raises:
        StoreError: there is no graph in that folder.
    """
    from pathlib import Path

    from kg.graph.api import Graph

    return Graph(Path(path))
