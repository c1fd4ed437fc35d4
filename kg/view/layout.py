"""Where each actor stands: positions from who deals with whom, the same on every run.

It knows boxes and ties, not actors or relations, and draws no random number: plain arithmetic in a fixed order, rounded
to whole pixels, without the vector code of numpy, whose sums may depend on the processor.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import networkx as nx

Box = tuple[float, float]
"""Width and height of a drawn actor in pixels."""
Point = tuple[float, float]
Pair = tuple[str, str]

ROUNDS = 120
"""Stress hardly falls after this many rounds for 80 actors."""
GAP = (34.0, 26.0)
"""Free space kept between two boxes, so that arrows find a way."""
AREA = 11_000.0
"""Pixels of canvas for each actor."""
LANDSCAPE = (1180.0, 640.0)
PORTRAIT = (440.0, 600.0)
"""The shape of a canvas, and the least size that a layout is stretched to."""
APART = (80.0, 52.0)
"""The same for two boxes with an arrow between them: it must be seen, and read."""
EVEN = (0.3, 0.45, 0.6)
"""How far positions may be drawn towards an even spread: 0 keeps the crowd in the middle, 1 makes a lattice."""
STARTS = (0, 1)
"""Actors left out of the middle of the sunflower that a layout starts from; another start, another layout."""

MOVES = tuple(
    (reach * x, 0.7 * reach * y)
    for reach in (40, 80, 130, 190)
    for x, y in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))
)
UNCOVER_ROUNDS = 3


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
    drafts = [_stress(graph.subgraph(middle), middle, start) for start in STARTS]
    tries = [_separate(_spread(draft, even, canvas), boxes, lines) for draft in drafts for even in EVEN]
    spots = min(tries, key=lambda spots: _clutter(spots, boxes, lines, curve))
    _uncover(spots, boxes, lines, curve)
    _settle(spots, ranked[core:], graph, boxes)
    return {actor: (round(spots[actor][0]), round(spots[actor][1])) for actor in ranked}


def _stress(graph: nx.Graph, order: Sequence[str], start: int) -> dict[str, Point]:
    """Stress majorisation: distances on paper like distances in the graph, short ones first (w = d⁻²)."""
    lengths = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    farthest = max((d for reach in lengths.values() for d in reach.values()), default=1.0) or 1.0
    want = {one: {other: lengths[one].get(other, farthest * 1.1) for other in order if other != one} for one in order}
    # A sunflower, the most connected in the middle, is a start that favours no direction.
    spots = {a: _sunflower(i + start, farthest / 2 / math.sqrt(len(order))) for i, a in enumerate(order)}
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


def _sunflower(index: int, step: float) -> Point:
    angle = index * math.pi * (3 - math.sqrt(5))
    return step * math.sqrt(index) * math.cos(angle), step * math.sqrt(index) * math.sin(angle)


def _spread(spots: Mapping[str, Point], even: float, canvas: Box) -> dict[str, Point]:
    """Turn the longest side to that of the canvas, even out the crowd, and stretch to its shape."""
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


def _separate(spots: dict[str, Point], boxes: Mapping[str, Box], arrows: Sequence[Pair]) -> dict[str, Point]:
    """Push boxes that overlap apart, by the shorter way, until none does."""
    names = list(spots)
    place = {name: i for i, name in enumerate(names)}
    xs, ys = [spots[name][0] for name in names], [spots[name][1] for name in names]
    widths, heights = [boxes[name][0] / 2 for name in names], [boxes[name][1] / 2 for name in names]
    tied = {(place[a], place[b]) for a, b in arrows} | {(place[b], place[a]) for a, b in arrows}
    for _ in range(400):
        moved = False
        for i in range(len(names)):
            for j in range(i + 1, len(names)):
                # Most pairs stand far apart: the widest gap is asked for first.
                if abs(ys[i] - ys[j]) >= heights[i] + heights[j] + APART[1]:
                    continue
                gap = APART if (i, j) in tied else GAP
                over_x = widths[i] + widths[j] + gap[0] - abs(xs[i] - xs[j])
                over_y = heights[i] + heights[j] + gap[1] - abs(ys[i] - ys[j])
                if over_x <= 0.5 or over_y <= 0.5:
                    continue
                moved = True
                if over_y <= over_x:
                    shift = over_y / 2 if ys[i] <= ys[j] else -over_y / 2
                    ys[i], ys[j] = ys[i] - shift, ys[j] + shift
                else:
                    shift = over_x / 2 if xs[i] <= xs[j] else -over_x / 2
                    xs[i], xs[j] = xs[i] - shift, xs[j] + shift
        if not moved:
            break
    return {name: (xs[i], ys[i]) for i, name in enumerate(names)}


def _clutter(spots: Mapping[str, Point], boxes: Mapping[str, Box], arrows: Sequence[Pair], curve: float) -> int:
    """How hard a layout is to read: arrows that cross, and three times as bad, arrows that run behind a box."""
    behind = sum(
        _behind(spots, boxes, arrow, actor, curve) for arrow in arrows for actor in spots if actor not in arrow
    )
    pairs = sorted({(min(arrow), max(arrow)) for arrow in arrows})
    crossed = sum(
        _left(spots, a, b, c) != _left(spots, a, b, d) and _left(spots, c, d, a) != _left(spots, c, d, b)
        for (a, b), (c, d) in combinations(pairs, 2)
        if len({a, b, c, d}) == 4
    )
    return 3 * behind + crossed


def _left(spots: Mapping[str, Point], one: str, other: str, third: str) -> bool:
    """On which side of the line from one to another a third actor stands."""
    (x, y), (to_x, to_y), (at_x, at_y) = spots[one], spots[other], spots[third]
    return (to_x - x) * (at_y - y) > (to_y - y) * (at_x - x)


def _uncover(spots: dict[str, Point], boxes: Mapping[str, Box], arrows: Sequence[Pair], curve: float) -> None:
    """Move a box a little when that frees arrows that run behind boxes; never onto another box."""
    touching: dict[str, list[Pair]] = {actor: [] for actor in spots}
    for arrow in arrows:
        for end in arrow:
            touching[end].append(arrow)

    def hidden(actor: str) -> int:
        """Arrows behind this actor, and its own arrows behind others."""
        behind = sum(_behind(spots, boxes, arrow, actor, curve) for arrow in arrows if actor not in arrow)
        return behind + sum(
            _behind(spots, boxes, arrow, b, curve) for arrow in touching[actor] for b in spots if b not in arrow
        )

    for _ in range(UNCOVER_ROUNDS):
        changed = False
        for actor in spots:
            start, worst = spots[actor], hidden(actor)
            best = start
            for x, y in MOVES:
                if not worst:
                    break
                spots[actor] = (start[0] + x, start[1] + y)
                if _overlaps(spots, boxes, actor):
                    continue
                now = hidden(actor)
                if now < worst:
                    worst, best = now, spots[actor]
            spots[actor] = best
            changed = changed or best != start
        if not changed:
            break


def _overlaps(spots: Mapping[str, Point], boxes: Mapping[str, Box], actor: str) -> bool:
    (x, y), (width, height) = spots[actor], boxes[actor]
    return any(
        abs(x - spot[0]) < (width + boxes[other][0]) / 2 + GAP[0] / 2
        and abs(y - spot[1]) < (height + boxes[other][1]) / 2 + GAP[1] / 2
        for other, spot in spots.items()
        if other != actor
    )


def _behind(spots: Mapping[str, Point], boxes: Mapping[str, Box], arrow: Pair, actor: str, curve: float) -> bool:
    """Whether the arrow, taken as two straight halves, runs behind the box of a third actor."""
    (x, y), (to_x, to_y) = spots[arrow[0]], spots[arrow[1]]
    (at_x, at_y), (width, height) = spots[actor], boxes[actor]
    bend_x, bend_y = curve * (to_y - y), curve * (x - to_x)
    reach_x, reach_y = width / 2 + 4, height / 2 + 4
    # Most arrows pass far away.
    if at_x + reach_x < min(x, to_x) - abs(bend_x) or at_x - reach_x > max(x, to_x) + abs(bend_x):
        return False
    if at_y + reach_y < min(y, to_y) - abs(bend_y) or at_y - reach_y > max(y, to_y) + abs(bend_y):
        return False
    middle = (x + to_x) / 2 + bend_x, (y + to_y) / 2 + bend_y
    low_x, high_x, low_y, high_y = at_x - reach_x, at_x + reach_x, at_y - reach_y, at_y + reach_y
    return _crosses((x, y), middle, low_x, high_x, low_y, high_y) or _crosses(
        middle, (to_x, to_y), low_x, high_x, low_y, high_y
    )


def _crosses(one: Point, other: Point, low_x: float, high_x: float, low_y: float, high_y: float) -> bool:
    """Whether a straight line meets a box (Liang and Barsky)."""
    if (
        max(one[0], other[0]) < low_x
        or min(one[0], other[0]) > high_x
        or max(one[1], other[1]) < low_y
        or min(one[1], other[1]) > high_y
    ):
        return False
    enter, leave = 0.0, 1.0
    for start, step, low, high in (
        (one[0], other[0] - one[0], low_x, high_x),
        (one[1], other[1] - one[1], low_y, high_y),
    ):
        if step == 0:
            continue
        first, last = sorted(((low - start) / step, (high - start) / step))
        enter, leave = max(enter, first), min(leave, last)
    return enter <= leave


def _settle(spots: dict[str, Point], rest: Sequence[str], graph: nx.Graph, boxes: Mapping[str, Box]) -> None:
    """Add each of the rest at the nearest free spot to the neighbour it deals with most."""
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
        x, y = _sunflower(turn, 34.0)
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
