from __future__ import annotations

import io
from datetime import date

import pyoxigraph as ox
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import rdf
from kg.graph.derive import derived_triples
from kg.graph.names import Names
from kg.graph.turtle import line, turtle, write_trig
from kg.model import Article, Statement
from tests.property.statements import told

NAMES = Names()


def stored(articles: list[tuple[Article, Statement]]) -> ox.Store:
    store = ox.Store()
    for article, statement in articles:
        graph = NAMES.article(article)
        triples = rdf.article_triples(article, [statement], "x", NAMES)
        store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    return store


@settings(deadline=None)
@given(told())
def test_an_article_is_the_same_triples_in_the_store_and_in_turtle(pair: tuple[Article, Statement]) -> None:
    article, statement = pair
    triples = rdf.article_triples(article, [statement], "x", NAMES)
    assert {quad.triple for quad in stored([pair])} == triples
    written = turtle(triples, NAMES)
    assert {quad.triple for quad in ox.parse(written, format=ox.RdfFormat.TURTLE)} == triples
    assert turtle(sorted(triples, key=str, reverse=True), NAMES) == written
    out = io.StringIO()
    graph = NAMES.article(article).value
    write_trig(sorted(line(t.subject, t.predicate.value, t.object, graph) for t in triples), NAMES, out)
    assert {quad.triple for quad in ox.parse(out.getvalue(), format=ox.RdfFormat.TRIG)} == triples


@settings(max_examples=25, deadline=None)
@given(told())
def test_rdflib_reads_the_same_turtle(pair: tuple[Article, Statement]) -> None:
    triples = rdf.article_triples(pair[0], [pair[1]], "x", NAMES)
    assert len(rdflib.Graph().parse(data=turtle(triples, NAMES), format="turtle")) == len(triples)


@settings(deadline=None)
@given(st.lists(told(), max_size=3, unique_by=lambda pair: NAMES.article(pair[0])))
def test_conclusions_do_not_depend_on_order_and_never_assert_what_did_not_happen(
    articles: list[tuple[Article, Statement]],
) -> None:
    forward = derived_triples(stored(articles), NAMES)
    assert forward == derived_triples(stored(articles[::-1]), NAMES)
    direct = {(t.subject.value, t.predicate.value) for t in forward if t.predicate.value.endswith("Zz")}
    actual = {
        (NAMES.entity(s.subject.entity.id).value, NAMES.term(s.relation.id).value)
        for _, s in articles if s.status == "actual" and not s.former and s.object is not None
    }  # fmt: skip
    assert direct <= actual


@given(st.dates(), st.sampled_from((4, 7, 10)))
def test_bounds_enclose_every_day_a_date_can_mean(day: date, length: int) -> None:
    first, last = rdf.bounds(str(day)[:length])
    assert first <= str(day) <= last
    assert first[:length] == last[:length] == str(day)[:length]
