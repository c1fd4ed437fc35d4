"""What makes a drawing hard to read, and how it is mended: boxes that overlap, arrows that cross or run behind boxes.

It mends by small moves and never makes a layout anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from kg.view.layout.boxes import APART, GAP, Box, Pair, Point

MOVES = tuple(
    (reach * x, 0.7 * reach * y)
    for reach in (40, 80, 130, 190)
    for x, y in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))
)
UNCOVER_ROUNDS = 3


def separate(spots: dict[str, Point], boxes: Mapping[str, Box], arrows: Sequence[Pair]) -> dict[str, Point]:
    """Push boxes that overlap apart, by the shorter way, until none does.

    >>> separate({"a": (0.0, 0.0), "b": (0.0, 10.0)}, dict.fromkeys("ab", (80.0, 30.0)), [])
    {'a': (0.0, -23.0), 'b': (0.0, 33.0)}
    """
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


def clutter(spots: Mapping[str, Point], boxes: Mapping[str, Box], arrows: Sequence[Pair], curve: float) -> int:
    """How hard a layout is to read: arrows that cross, and three times as bad, arrows that run behind a box.

    >>> boxes = dict.fromkeys("abc", (80.0, 30.0))
    >>> clutter({"a": (0.0, 0.0), "b": (300.0, 0.0), "c": (150.0, 0.0)}, boxes, [("a", "b")], 0.0)
    3
    """
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


def extent(spots: Mapping[str, Point], boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    """The least and the greatest x, and those of y, that boxes reach.

    >>> extent({"a": (0.0, 0.0), "b": (100.0, 0.0)}, dict.fromkeys("ab", (80.0, 30.0)))
    (-40.0, 140.0, -15.0, 15.0)
    """
    across = [(x - boxes[actor][0] / 2, x + boxes[actor][0] / 2) for actor, (x, _) in spots.items()] or [(0.0, 0.0)]
    down = [(y - boxes[actor][1] / 2, y + boxes[actor][1] / 2) for actor, (_, y) in spots.items()] or [(0.0, 0.0)]
    return min(a for a, _ in across), max(b for _, b in across), min(a for a, _ in down), max(b for _, b in down)


def uncover(spots: dict[str, Point], boxes: Mapping[str, Box], arrows: Sequence[Pair], curve: float) -> None:
    """Move a box a little when that frees arrows that run behind boxes; never onto another box.

    Nor out of the drawing: the larger it is, the smaller are the letters when all of it is seen.

    >>> boxes = dict.fromkeys("abcd", (80.0, 30.0))
    >>> spots = {"a": (0.0, 0.0), "b": (300.0, 0.0), "c": (150.0, 0.0), "d": (0.0, 90.0)}
    >>> uncover(spots, boxes, [("a", "b")], 0.0)
    >>> clutter(spots, boxes, [("a", "b")], 0.0)
    0
    """
    frame = extent(spots, boxes)
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
            for spot in _around(start, boxes[actor], frame):
                if not worst:
                    break
                spots[actor] = spot
                if _overlaps(spots, boxes, actor):
                    continue
                now = hidden(actor)
                if now < worst:
                    worst, best = now, spots[actor]
            spots[actor] = best
            changed = changed or best != start
        if not changed:
            break


def _around(spot: Point, box: Box, frame: tuple[float, float, float, float]) -> Iterator[Point]:
    """Where else a box might stand, near places first, within the frame of the drawing."""
    low_x, high_x, low_y, high_y = frame
    for across, down in MOVES:
        x, y = spot[0] + across, spot[1] + down
        if (
            low_x <= x - box[0] / 2
            and x + box[0] / 2 <= high_x
            and low_y <= y - box[1] / 2
            and y + box[1] / 2 <= high_y
        ):
            yield x, y


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
