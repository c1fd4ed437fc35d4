"""Where each actor stands: positions from who deals with whom, the same on every run.

It knows boxes and ties, not actors or relations, and draws no random number: plain arithmetic in a fixed order, rounded
to whole pixels, without the vector code of numpy, whose sums may depend on the processor.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import networkx as nx

from kg.view.layout.boxes import Box, Pair, Point
from kg.view.layout.clutter import clutter, extent, separate, uncover
from kg.view.layout.settle import settle
from kg.view.layout.stress import spread, stress

__all__ = ["LANDSCAPE", "PORTRAIT", "SMALL", "Box", "place"]

LANDSCAPE = (1180.0, 640.0)
SMALL = (1000.0, 420.0)
PORTRAIT = (440.0, 600.0)
"""The shape of a canvas, and the least size that a layout is stretched to: a wide screen, a small laptop, a phone."""
EVEN = (0.3, 0.45, 0.6)
"""How far positions may be drawn towards an even spread: 0 keeps the crowd in the middle, 1 makes a lattice."""
STARTS = (0, 1)
"""Actors left out of the middle of the sunflower that a layout starts from; another start, another layout."""


def place(
    ranked: Sequence[str],
    ties: Mapping[Pair, float],
    boxes: Mapping[str, Box],
    *,
    core: int,
    arrows: Iterable[Pair] = (),
    curve: float = 0.0,
    canvas: Box = LANDSCAPE,
) -> dict[str, tuple[int, int]]:
    """A whole-pixel position for each of `ranked`, the most connected first.

    The first `core` get a layout by stress, moved a little where an arrow would run behind a box; the rest stand at the
    nearest free spot to whom they deal with most. `curve` is how far the middle of an arrow lies off, by its length.

    >>> spots = place(["a", "b", "c"], {("a", "b"): 3.0}, dict.fromkeys("abc", (80.0, 30.0)), core=2)
    >>> sorted(spots), len(set(spots.values()))
    (['a', 'b', 'c'], 3)
    """
    graph = nx.Graph()
    graph.add_nodes_from(ranked)
    for (one, other), weight in sorted(ties.items()):
        if one != other:
            graph.add_edge(one, other, weight=weight, length=1 / (1 + 0.1 * math.log2(1 + weight)))
    middle = list(ranked[:core])
    lines = sorted({(a, b) for a, b in arrows if a != b and {a, b} <= set(middle)})
    drafts = [stress(graph.subgraph(middle), middle, start) for start in STARTS]
    tries = [separate(spread(draft, even, canvas), boxes, lines) for draft in drafts for even in EVEN]
    spots = min(tries, key=lambda spots: clutter(spots, boxes, lines, curve) * _share(spots, boxes, canvas) ** 2)
    uncover(spots, boxes, lines, curve)
    settle(spots, ranked[core:], graph, boxes)
    return {actor: (round(spots[actor][0]), round(spots[actor][1])) for actor in ranked}


def _share(spots: Mapping[str, Point], boxes: Mapping[str, Box], canvas: Box) -> float:
    """How many times a layout is as wide or as high as its canvas: by so much it is drawn smaller."""
    left, right, top, bottom = extent(spots, boxes)
    return max((right - left) / canvas[0], (bottom - top) / canvas[1])
