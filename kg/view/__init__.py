"""The network page: what the graph says, as one HTML file that opens anywhere and fetches nothing.

It shows statements and decides nothing about them: no RDF, no query, no clock and no request to a server.
"""

from __future__ import annotations

from kg.graph.data import GraphData
from kg.view.network import CORE, draw
from kg.view.page import Look, fill
from kg.view.payload import evidence, records

__all__ = ["Look", "render"]


def render(data: GraphData, *, title: str = "", look: Look | None = None, max_actors: int = CORE) -> str:
    """One self-contained HTML page of the graph; equal graphs give equal pages.

    `title` stands above the network, else the question it answers; `max_actors` are drawn at first.

    >>> page = render(GraphData(actors=(), edges=()), title="Empty")
    >>> page.startswith("<!doctype html>"), "<title>Empty</title>" in page
    (True, True)
    """
    shown = records(data) | {"network": draw(data, core=max_actors)}
    return fill(title=title, graph=data, data=shown, evidence=evidence(data), look=look or Look())
