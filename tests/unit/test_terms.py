"""Who held an office when some of its dates are not known."""

from __future__ import annotations

import pytest

from kg.ontology import Office
from kg.ontology.terms import Terms


def office(start: str | None = None, end: str | None = None, kind: str = "president") -> Office:
    return Office(kind, "freedonia", start, end)


ANNA, BRUNO, CLARA = ("anna", office("2010-05-01", "2014-05-01")), ("bruno", office("2014-05-01")), ("clara", office())


def terms(*held: tuple[str, Office]) -> Terms:
    return Terms(held, {"president"})


@pytest.mark.parametrize(
    ("date", "holder"),
    [("2010-04-30", None), ("2010-05-01", "anna"), ("2012", "anna"), ("2014-05-01", "bruno"), ("2014-06", "bruno")],
    ids=["before", "first day", "a year", "handover", "no end known"],
)
def test_the_holder_on_a_date(date: str, holder: str | None) -> None:
    assert terms(ANNA, BRUNO).holder("president", "freedonia", date) == holder


def test_an_undated_term_holds_for_no_known_date() -> None:
    known = terms(ANNA, BRUNO, CLARA)
    assert known.holder("president", "freedonia", "2012-01-01") == "anna"
    assert not known.held("clara", CLARA[1], "2012-01-01")
    assert not known.held("clara", CLARA[1], "2000-01-01")


def test_after_the_last_known_day_an_undated_term_may_hold_and_nobody_is_named() -> None:
    known = terms(ANNA, BRUNO, CLARA)
    assert known.held("clara", CLARA[1], "2020-01-01")
    assert known.held("bruno", BRUNO[1], "2020-01-01")
    assert known.holder("president", "freedonia", "2020-01-01") is None
    assert terms(ANNA, BRUNO).holder("president", "freedonia", "2020-01-01") == "bruno"


def test_a_term_without_end_ends_when_another_begins() -> None:
    later = ("dora", office("2018-05-01"))
    known = terms(BRUNO, later)
    assert [known.holder("president", "freedonia", d) for d in ("2018-04-30", "2018-05-02")] == ["bruno", "dora"]
    assert not known.held("bruno", BRUNO[1], "2018-05-02")


def test_two_who_began_in_one_year_are_none() -> None:
    assert terms(("a", office("2022")), ("b", office("2022"))).holder("president", "freedonia", "2022-09-06") is None


def test_an_office_of_many_has_no_holder_but_is_held() -> None:
    envoy = office(kind="envoy")
    known = terms(("a", envoy))
    assert known.holder("envoy", "freedonia", "2020-01-01") is None
    assert known.held("a", envoy, "2020-01-01")


def test_an_office_nobody_knows() -> None:
    assert terms().holder("president", "freedonia", "2020") is None
