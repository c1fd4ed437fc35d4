"""What is counted beforehand gives the answers that counting would give, after whatever happened to the statements."""

from __future__ import annotations

import io
import random
from typing import Any

import pytest

from kg.graph import Store, fill, named_queries
from kg.graph.export import export
from kg.graph.migrate import migrate
from kg.settings import ontology_dir
from tests.unit.graph.build import (
    CHINA,
    FRANCE,
    MEETS,
    NATO,
    RUSSIA,
    SANCTIONS,
    SUSPENDS,
    article,
    elsewhere,
    statement,
)

QUESTIONS = named_queries(ontology_dir() / "queries")
ACTORS = (RUSSIA, NATO, FRANCE, CHINA)


def tell(store: Store, number: int, chance: random.Random) -> None:
    """An article with a few acts; some have no date of their own, some did not happen."""
    item = article(number, date=f"202{chance.randint(0, 1)}-0{chance.randint(1, 9)}-03", text=f"{chance.random()}")
    said = []
    for start in range(chance.randint(0, 4)):
        one, two = chance.sample(ACTORS, 2)
        said.append(
            statement(
                item, start=start, subject=elsewhere(one), object=elsewhere(two) if chance.random() < 0.9 else None,
                relation=chance.choice((SANCTIONS, SUSPENDS, MEETS)),
                date=chance.choice((None, "2021", "2021-03", f"2021-0{chance.randint(1, 3)}-01")),
                status=chance.choice(("actual", "actual", "actual", "planned", "denied")),
            )
        )  # fmt: skip
    store.put(item, said, fingerprint="x")


@pytest.fixture
def told(store: Store) -> Store:
    chance = random.Random(3)
    for number in range(60):
        tell(store, number, chance)
    store.derive()
    return store


def ask(store: Store, name: str, **values: str) -> list[tuple[Any, ...]]:
    given = {key.removesuffix("_"): value for key, value in values.items()}
    return store.query(fill(QUESTIONS[name], given, store)).values()


@pytest.mark.parametrize("limit", ["1", "3", "1000"])
@pytest.mark.parametrize(
    ("name", "values"),
    [("actors", {}), ("dyads", {}), ("dyads", {"a": "Russia"}), ("dyads", {"b": "Russia"}), ("partners", {"a": "Russia"}),
     ("monthly-counts", {}), ("yearly-intensity", {"a": "Russia"}), ("timeline", {}), ("timeline", {"lang": "fr"}),
     ("acts", {"type": "SANCTION"}), ("acts", {"type": "SANCTION", "status": "denied", "lang": "fr"}), ("sanctions", {}),
     ("evidence", {}), ("evidence", {"lang": "fr"}), ("cited", {}), ("corroborated", {})],
)  # fmt: skip
def test_counted_before_or_now_is_the_same(told: Store, name: str, values: dict[str, str], limit: str) -> None:
    """A first day that leaves nothing out makes the question count events itself."""
    more = {"limit": limit} if any(p.name == "limit" for p in QUESTIONS[name].parameters) else {}
    found = ask(told, name, **values, **more)
    assert found == ask(told, name, **values, **more, from_="1000")
    assert found


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_first_facts_are_the_first_of_all(told: Store, lang: str) -> None:
    every = ask(told, "facts", lang=lang, limit="100000")
    pairs = "SELECT DISTINCT ?s ?r ?o { GRAPH graph:derived { ?s ?r ?o } ?r skos:inScheme ir:relations }"
    assert len(every) == len(told.query(pairs)) > 15
    for limit in (1, 4, 9):
        assert ask(told, "facts", lang=lang, limit=str(limit)) == every[:limit]


def test_corroborated_events_are_those_of_several_articles(told: Store) -> None:
    several = "SELECT ?e { ?e a ir:Event ; ir:articleCount ?n FILTER(?n > 1) }"
    assert len(ask(told, "corroborated")) == len(told.query(several)) > 3


def test_counts_follow_the_statements_in_any_order(told: Store) -> None:
    """Edited and removed articles leave what a graph without them, drawn at once, would hold."""
    before = {str(quad) for quad in told.quads}
    chance, kept = random.Random(4), [a.iri for a in told.articles()]
    for number in chance.sample(range(60), 25):
        tell(told, number, chance)
    for iri in kept[:5]:
        told.remove(iri)
    told.derive()
    assert {str(quad) for quad in told.quads} != before
    grown = {str(quad) for quad in told.quads}
    for name in ("derived", "counts"):
        told.quads.remove_graph(told.names.graph(name))
    told._folder.mark_stale()
    told.derive()
    assert {str(quad) for quad in told.quads} == grown


def test_an_older_graph_is_counted_when_it_is_opened_for_writing(told: Store) -> None:
    before = {str(quad) for quad in told.quads}
    told.quads.update("DELETE WHERE { GRAPH <https://w3id.org/irkg/graph/counts> { ?tally a ?kind ; ?p ?o } }")
    assert {str(quad) for quad in told.quads} != before
    for version in (3, 3):
        migrate(told.quads, told.names, version)
        assert {str(quad) for quad in told.quads} == before


def test_no_export_holds_counts(told: Store) -> None:
    assert told.query("ASK { GRAPH graph:counts { ?t a ir:PairTally } }").truth
    for form in ("turtle", "trig", "nquads"):
        out = io.StringIO()
        export(told, form, out)
        assert "/tally/" not in out.getvalue(), form
        assert "/event/" in out.getvalue() or form == "turtle"
