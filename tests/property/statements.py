"""Arbitrary but well-formed statements."""

from __future__ import annotations

from hypothesis import strategies as st

from kg.model import KINDS, STATUSES, Article, Entity, Reference, Relation, Statement

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)
slugs = st.from_regex(r"[a-z][a-z0-9-]{0,10}x", fullmatch=True)
labels = st.fixed_dictionaries({"en": words, "fr": words})
dates = st.one_of(
    st.none(), st.dates().map(str), st.dates().map(lambda d: str(d)[:7]), st.dates().map(lambda d: str(d)[:4])
)
parents = st.builds(
    Entity, slugs.map("parent-{}".format), st.just("Organisation"), labels, st.just(()), st.none(), st.just(True)
)
entities = st.builds(
    Entity, slugs, st.sampled_from(KINDS), labels, st.lists(words, max_size=2).map(tuple), st.none() | parents,
    st.just(True),
)  # fmt: skip
references = st.builds(
    lambda entity, text, start: Reference(entity, text, start, start + len(text)),
    entities, words, st.integers(0, 10_000),
)  # fmt: skip
relations = st.builds(
    Relation,
    id=st.from_regex(r"[a-z]{3}[A-Za-z]{0,9}Zz", fullmatch=True),
    type=st.sampled_from(("SANCTION", "CONSULT", "ROLE", "MEMBER")),
    labels=labels,
    mode=st.none() | words,
    cameo=st.none() | st.just("164"),
)
articles = st.builds(
    Article, id=words, text=words, title=st.just("") | words, lang=st.sampled_from(("fr", "en")), date=dates,
    publisher=st.none() | words, url=st.none() | words,
)  # fmt: skip


@st.composite
def told(draw: st.DrawFn) -> tuple[Article, Statement]:
    """An article and a statement of it."""
    article, relation, quote = draw(articles), draw(relations), draw(words)
    start, is_role = draw(st.integers(0, 1000)), relation.type == "ROLE"
    optional = st.none() | references
    return article, Statement(
        document=article.id, article=article.sha256, lang=article.lang, subject=draw(references), relation=relation,
        object=draw(optional), status=draw(st.sampled_from(STATUSES)), field=draw(st.sampled_from(("text", "title"))),
        start=start, end=start + len(quote), quote=quote, trigger=draw(words),
        confidence=round(draw(st.floats(0, 1)), 4), agent=draw(optional), object_agent=draw(optional),
        theme=draw(st.none() | words), count=draw(st.none() | st.integers(0, 10**12)), place=draw(optional),
        source=draw(optional), date=draw(dates), date_text=draw(st.none() | words),
        former=draw(st.booleans()) if is_role else None, title=draw(st.none() | words) if is_role else None,
    )  # fmt: skip
