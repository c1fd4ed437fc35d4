"""What the options of the command line let through."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.graph.data import GraphData
from kg.view import Selection, select
from tests.browser.world import statement, world


def test_an_actor_by_any_of_its_names() -> None:
    for name in ("nato", "NATO", "otan"):
        found = select(world(), Selection(actors=(name,)))
        assert found.edges
        assert all("nato" in (e.subject_id, e.object_id) for e in found.edges)


def test_several_actors_are_joined() -> None:
    found = select(world(), Selection(actors=("Mali", "Algérie")))
    assert all({"mali", "algeria"} & {e.subject_id, e.object_id} for e in found.edges)
    assert {"mali", "algeria"} <= {e.subject_id for e in found.edges}


def test_an_unknown_actor_is_an_error_that_helps() -> None:
    with pytest.raises(QueryError, match="did you mean North Korea"):
        select(world(), Selection(actors=("korea",)))
    with pytest.raises(QueryError, match="kg query actors"):
        select(world(), Selection(actors=("Atlantis",)))


@pytest.mark.parametrize(
    ("start", "end", "date", "kept"),
    [
        ("2021", None, "2021-11-05", True), ("2021-12", None, "2021-11-05", False), ("2021-11-05", None, "2021-11", True),
        ("2021-12", None, "2021", True), (None, "2021", "2021-12-31", True), (None, "2021-11-04", "2021-11-05", False),
        (None, "2020", "2021", False), ("2021", "2021", "2022-01-01", False),
    ],
)  # fmt: skip
def test_dates_are_compared_as_far_as_both_are_known(start: str | None, end: str | None, date: str, kept: bool) -> None:
    data = GraphData(world().actors, (statement("mali", "accuses", "france", date=date),))
    assert bool(select(data, Selection(start=start, end=end)).edges) is kept


def test_without_a_date_a_statement_passes_no_time() -> None:
    data = GraphData(world().actors, (statement("mali", "accuses", "france", date=None, article_date=None),))
    assert not select(data, Selection(start="1900")).edges
    assert select(data, Selection()).edges


def test_types_statuses_and_confidence() -> None:
    found = select(world(), Selection(types=("SANCTION",), statuses=("actual",), min_confidence=0.7))
    assert found.edges
    assert {(e.type, e.status) for e in found.edges} == {("SANCTION", "actual")}
    assert min(e.confidence for e in found.edges) >= 0.7


def test_actors_nobody_mentions_any_more_go_and_parents_stay() -> None:
    found = select(world(), Selection(types=("SANCTION",), actors=("russian-mission-to-nato",)))
    assert {a.id for a in found.actors} == {"nato", "russian-mission-to-nato", "russia"}
