"""Those outside the middle: each at the nearest free spot beside whom it deals with most.

It moves nobody who already has a place.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import networkx as nx

from kg.view.layout.boxes import GAP, Box, Point
from kg.view.layout.stress import sunflower


def settle(spots: dict[str, Point], rest: Sequence[str], graph: nx.Graph, boxes: Mapping[str, Box]) -> None:
    """Add each of the rest at the nearest free spot to the neighbour it deals with most.

    >>> spots = {"a": (0.0, 0.0)}
    >>> settle(spots, ["b"], nx.Graph([("a", "b", {"weight": 1})]), dict.fromkeys("ab", (80.0, 30.0)))
    >>> 0 < math.dist(spots["a"], spots["b"]) < 200
    True
    """
    taken = _Taken()
    for actor, spot in spots.items():
        taken.add(spot, boxes[actor])
    begun: dict[str, int] = {}
    for actor in rest:
        known = [(-graph.edges[actor, other]["weight"], other) for other in graph.neighbors(actor) if other in spots]
        anchor = min(known)[1] if known else ""
        centre = spots[anchor] if anchor else (0.0, 0.0)
        spiral = _spiral(centre, begun.get(anchor, 1))
        turn, spot = next((turn, spot) for turn, spot in spiral if taken.free(spot, boxes[actor]))
        # The next one at this anchor need not try the inner turns again.
        begun[anchor] = turn
        spots[actor] = spot
        taken.add(spot, boxes[actor])


def _spiral(centre: Point, start: int) -> Iterator[tuple[int, Point]]:
    turn = start
    while True:
        x, y = sunflower(turn, 34.0)
        yield turn, (centre[0] + 1.6 * x, centre[1] + y)
        turn += 1


class _Taken:
    """Boxes already drawn, found again by the cell they lie in."""

    CELL = (320.0, 120.0)

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Point, Box]]] = {}

    def add(self, spot: Point, box: Box) -> None:
        self._cells.setdefault(self._cell(spot), []).append((spot, box))

    def free(self, spot: Point, box: Box) -> bool:
        column, row = self._cell(spot)
        near = (self._cells.get((column + i, row + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
        return not any(
            abs(spot[0] - x) < (box[0] + width) / 2 + GAP[0] / 2
            and abs(spot[1] - y) < (box[1] + height) / 2 + GAP[1] / 2
            for cell in near
            for (x, y), (width, height) in cell
        )

    def _cell(self, spot: Point) -> tuple[int, int]:
        return math.floor(spot[0] / self.CELL[0]), math.floor(spot[1] / self.CELL[1])
