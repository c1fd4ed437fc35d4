"""Offsets hold whatever the typography: every quote, name and agent stands in the article where it says."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import extract
from kg.model import Article, Reference, Statement
from kg.ontology import Ontology, load_ontology

ACTORS = {
    "fr": ["La France", "Moscou", "l'Otan", "Le président turc", "L’Iran"],
    "en": ["France", "Moscow", "NATO", "The Turkish president", "Iran"],
}
ACTS = {
    "fr": ["a condamné {}", "a expulsé des diplomates de {}", "a rencontré {}", "accuse {} d’espionnage"],
    "en": ["condemned {}", "expelled diplomats of {}", "met {}", "accused {} of spying"],
}
OBJECTS = {"fr": ["la Chine", "l’Allemagne", "l'Ukraine"], "en": ["China", "Germany", "Ukraine"]}
GLUE = [". ", ".\n\n", ".\u00a0", "…\n", ". « ", ".\u2009", ".  \t"]


@cache
def ontology() -> Ontology:
    return load_ontology()


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    lang = draw(st.sampled_from(["fr", "en"]))
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        act = draw(st.sampled_from(ACTS[lang])).format(draw(st.sampled_from(OBJECTS[lang])))
        parts.append(f"{draw(st.sampled_from(ACTORS[lang]))} {act}{draw(st.sampled_from(GLUE))}")
    return lang, draw(st.sampled_from(["", " ", "\ufeff", "\n\n"])) + "".join(parts)


def holds(given_text: str, reference: Reference | None) -> bool:
    return reference is None or given_text[reference.start : reference.end] == reference.text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_offsets_hold(item: tuple[str, str]) -> None:
    lang, text = item
    article = Article("a", text, lang=lang, date="2022-05-04")
    [(_, statements)] = list(extract([article], ontology()))
    for s in statements:
        assert text[s.start : s.end] == s.quote
        assert s.quote.strip()
        assert all(holds(text, r) for r in (s.subject, s.object, s.agent, s.object_agent, s.source, s.place))


def test_the_same_article_gives_the_same_statements_alone_or_among_others() -> None:
    one = Article(
        "a", "La France a condamné l'Iran. Elle a expulsé deux diplomates iraniens.", lang="fr", date="2022-05-04"
    )
    other = Article("b", "China met Germany in Paris.", lang="en", date="2022-05-04")
    alone: list[Statement] = next(iter(extract([one], ontology())))[1]
    among = dict(extract([other, one, other], ontology()))[one]
    assert alone == among
    assert [s.id for s in alone] == [s.id for s in among]
