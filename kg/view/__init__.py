"""The network page: what the graph says, as one HTML file that opens anywhere and fetches nothing.

It shows statements and decides nothing about them: no RDF, no query, no clock and no request to a server.
"""

from __future__ import annotations

from kg.graph.data import GraphData
from kg.view.network import draw
from kg.view.page import fill
from kg.view.payload import records

__all__ = ["render"]


def render(data: GraphData, *, title: str = "irkg") -> str:
    """One self-contained HTML page of the graph; equal graphs give equal pages.

    >>> page = render(GraphData(actors=(), edges=()), title="Empty")
    >>> page.startswith("<!doctype html>"), "<title>Empty</title>" in page
    (True, True)
    """
    return fill(title=title, data=records(data) | {"network": draw(data)})
