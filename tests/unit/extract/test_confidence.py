"""Confidence rises with the weight of the rules, and is what was measured."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.confidence import calibrate, load_calibration
from kg.settings import ontology_dir

OUTCOMES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80)


@given(OUTCOMES, st.floats(0, 1), st.floats(0, 1))
def test_more_weight_is_never_less_confidence(outcomes: list[tuple[float, bool]], a: float, b: float) -> None:
    curve = calibrate(outcomes, smallest=3)
    low, high = sorted((a, b))
    assert 0 <= curve(low) <= curve(high) + 0.001 <= 1.001


def test_a_curve_keeps_the_share_that_was_right() -> None:
    curve = calibrate([(0.5, i % 2 == 0) for i in range(40)])
    assert curve(0.1) == curve(0.9) == 0.5


def test_the_curve_in_use_was_measured() -> None:
    knots = load_calibration(ontology_dir()).knots
    assert len(knots) > 2
    assert list(knots) == sorted(knots)
