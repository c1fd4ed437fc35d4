"""From the weights of the rules to how often they are right: a rising curve, measured on annotated articles.

`scripts/calibrate.py` draws the curve and writes ``ontology/confidence.json``; nothing is learned at run time.
Method: isotonic regression by pool-adjacent-violators (Zadrozny and Elkan, KDD 2002), read by linear interpolation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

FILE = "confidence.json"


@dataclass(frozen=True, slots=True)
class Calibration:
    """Knots (weight of the rules, share that was right), rising in both."""

    knots: tuple[tuple[float, float], ...] = ((0.0, 0.0), (1.0, 1.0))

    def __call__(self, weight: float) -> float:
        """How often statements of a weight were right.

        >>> Calibration(((0.2, 0.4), (0.6, 0.6), (1.0, 0.9)))(0.8)
        0.75
        """
        (low, share), *rest = self.knots
        if weight <= low:
            return share
        for high, above in rest:
            if weight <= high:
                return round(share + (above - share) * (weight - low) / (high - low), 3)
            low, share = high, above
        return share


def load_calibration(folder: Path) -> Calibration:
    """The curve of an ontology folder; weights as they are where there is none."""
    path = folder / FILE
    if not path.is_file():
        return Calibration()
    knots = json.loads(path.read_text(encoding="utf-8"))["knots"]
    return Calibration(tuple((float(weight), float(share)) for weight, share in knots))


def calibrate(outcomes: Iterable[tuple[float, bool]], smallest: int = 20) -> Calibration:
    """The rising curve that fits outcomes (weight, right or not) best, each step over at least `smallest` of them.

    >>> calibrate([(0.3, False), (0.3, True), (0.9, True), (0.9, True)], smallest=2).knots
    ((0.3, 0.5), (0.9, 1.0))
    """
    pools: list[list[tuple[float, bool]]] = []
    for outcome in sorted(outcomes):
        if not pools or (len(pools[-1]) >= smallest and pools[-1][-1][0] < outcome[0]):
            pools.append([])
        pools[-1].append(outcome)
    if len(pools) > 1 and len(pools[-1]) < smallest:
        pools[-2:] = [pools[-2] + pools[-1]]
    merged: list[list[tuple[float, bool]]] = []
    for pool in pools:
        merged.append(pool)
        while len(merged) > 1 and _share(merged[-2]) >= _share(merged[-1]):
            merged[-2:] = [merged[-2] + merged[-1]]
    return Calibration(tuple((round(sum(w for w, _ in p) / len(p), 3), round(_share(p), 3)) for p in merged))


def _share(pool: Sequence[tuple[float, bool]]) -> float:
    return sum(right for _, right in pool) / len(pool)
