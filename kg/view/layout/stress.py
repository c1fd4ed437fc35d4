"""A first draft: who deals with whom stands near, spread over the shape of a canvas.

It knows nothing of boxes: what overlaps is pushed apart later.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx

from kg.view.layout.boxes import Box, Point

ROUNDS = 120
"""Stress hardly falls after this many rounds for 80 actors."""
AREA = 11_000.0
"""Pixels of canvas for each actor."""


def stress(graph: nx.Graph, order: Sequence[str], start: int) -> dict[str, Point]:
    """Stress majorisation: distances on paper like distances in the graph, short ones first (w = d⁻²).

    >>> spots = stress(nx.Graph([("a", "b", {"length": 1.0})]), ["a", "b"], 0)
    >>> round(math.dist(spots["a"], spots["b"]), 3)
    1.0
    """
    lengths = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    farthest = max((d for reach in lengths.values() for d in reach.values()), default=1.0) or 1.0
    want = {one: {other: lengths[one].get(other, farthest * 1.1) for other in order if other != one} for one in order}
    # A sunflower, the most connected in the middle, is a start that favours no direction.
    spots = {a: sunflower(i + start, farthest / 2 / math.sqrt(len(order))) for i, a in enumerate(order)}
    for _ in range(ROUNDS):
        for one in order:
            x, y = spots[one]
            sum_x = sum_y = total = 0.0
            for other, distance in want[one].items():
                to_x, to_y = spots[other]
                weight = 1 / (distance * distance)
                apart = math.sqrt((x - to_x) ** 2 + (y - to_y) ** 2) or 1e-9
                sum_x += weight * (to_x + distance * (x - to_x) / apart)
                sum_y += weight * (to_y + distance * (y - to_y) / apart)
                total += weight
            if total:
                spots[one] = (sum_x / total, sum_y / total)
    return spots


def sunflower(index: int, step: float) -> Point:
    """The place of a seed in a sunflower: neighbours in the order stand far apart, and all fill a disc evenly.

    >>> sunflower(0, 10.0)
    (0.0, 0.0)
    """
    angle = index * math.pi * (3 - math.sqrt(5))
    return step * math.sqrt(index) * math.cos(angle), step * math.sqrt(index) * math.sin(angle)


def spread(spots: Mapping[str, Point], even: float, canvas: Box) -> dict[str, Point]:
    """Turn the longest side to that of the canvas, even out the crowd, and stretch to its shape.

    >>> spots = spread({"a": (0.0, 0.0), "b": (0.0, 9.0)}, 0.0, (200.0, 100.0))
    >>> abs(spots["a"][0] - spots["b"][0]) > abs(spots["a"][1] - spots["b"][1])
    True
    """
    if not spots:
        return {}
    turned = _turn(spots)
    if canvas[1] > canvas[0]:
        turned = {actor: (y, x) for actor, (x, y) in turned.items()}
    stretch = max(0.5, math.sqrt(AREA * len(spots) / (canvas[0] * canvas[1])))
    across = _axis({actor: p[0] for actor, p in turned.items()}, canvas[0] * stretch, even)
    down = _axis({actor: p[1] for actor, p in turned.items()}, canvas[1] * stretch, even)
    return {actor: (across[actor], down[actor]) for actor in spots}


def _turn(spots: Mapping[str, Point]) -> dict[str, Point]:
    n = len(spots)
    mean_x, mean_y = sum(x for x, _ in spots.values()) / n, sum(y for _, y in spots.values()) / n
    flat = {actor: (x - mean_x, y - mean_y) for actor, (x, y) in spots.items()}
    xx, yy = sum(x * x for x, _ in flat.values()), sum(y * y for _, y in flat.values())
    xy = sum(x * y for x, y in flat.values())
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    return {actor: (x * cos + y * sin, y * cos - x * sin) for actor, (x, y) in flat.items()}


def _axis(values: Mapping[str, float], size: float, even: float) -> dict[str, float]:
    low, high = min(values.values()), max(values.values())
    order = sorted(values, key=lambda actor: (values[actor], actor))
    rank = {actor: (i + 0.5) / len(order) for i, actor in enumerate(order)}
    span = (high - low) or 1.0
    return {a: ((1 - even) * (v - low) / span + even * rank[a] - 0.5) * size for a, v in values.items()}
