"""Writes one article and its statements as the triples of its named graph (design §4, "said").

It draws no conclusion: events, direct triples and descriptions of entities are derived elsewhere.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.names import OA, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, XSD, Names
from kg.model import Article, Entity, Field, Reference, Statement, content_hash

TYPE = NamedNode(f"{RDF}type")
LABEL = NamedNode(f"{RDFS}label")
ALT_LABEL = NamedNode(f"{SKOS}altLabel")
RDF_SUBJECT = NamedNode(f"{RDF}subject")
RDF_PREDICATE = NamedNode(f"{RDF}predicate")
RDF_OBJECT = NamedNode(f"{RDF}object")
QUOTED_FROM = NamedNode(f"{PROV}wasQuotedFrom")
DERIVED_FROM = NamedNode(f"{PROV}wasDerivedFrom")
GENERATED_BY = NamedNode(f"{PROV}wasGeneratedBy")
SPECIALIZATION_OF = NamedNode(f"{PROV}specializationOf")
NEWS_ARTICLE = NamedNode(f"{SCHEMA}NewsArticle")
HEADLINE = NamedNode(f"{SCHEMA}headline")
DATE_PUBLISHED = NamedNode(f"{SCHEMA}datePublished")
PUBLISHER = NamedNode(f"{SCHEMA}publisher")
IN_LANGUAGE = NamedNode(f"{SCHEMA}inLanguage")
URL = NamedNode(f"{SCHEMA}url")
IDENTIFIER = NamedNode(f"{SCHEMA}identifier")
SHA256 = NamedNode(f"{SCHEMA}sha256")
HAS_TARGET = NamedNode(f"{OA}hasTarget")
HAS_SOURCE = NamedNode(f"{OA}hasSource")
HAS_SELECTOR = NamedNode(f"{OA}hasSelector")
POSITION_SELECTOR = NamedNode(f"{OA}TextPositionSelector")
QUOTE_SELECTOR = NamedNode(f"{OA}TextQuoteSelector")
START = NamedNode(f"{OA}start")
END = NamedNode(f"{OA}end")
EXACT = NamedNode(f"{OA}exact")
TIME_STAMP = NamedNode(f"{SEM}hasTimeStamp")
EARLIEST = NamedNode(f"{SEM}hasEarliestBeginTimeStamp")
LATEST = NamedNode(f"{SEM}hasLatestEndTimeStamp")

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_LANG = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", re.IGNORECASE)

Triples = Iterator[Triple]


def dated(date: str) -> Literal:
    """An ISO date of any precision with the datatype that fits.

    >>> dated("2021-11").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    if not _DATE.fullmatch(date):
        raise ValueError(f"{date!r} is no ISO date (YYYY-MM-DD, YYYY-MM or YYYY)")
    return Literal(date, datatype=NamedNode(XSD + _DATATYPES[len(date)]))


def bounds(date: str) -> tuple[str, str]:
    """The first and the last day that a date of any precision can mean.

    >>> bounds("2024-02")
    ('2024-02-01', '2024-02-29')
    """
    year, month = date[:4], date[5:7]
    if len(date) == 10:
        return date, date
    last = calendar.monthrange(int(year), int(month or 12))[1]
    return f"{year}-{month or '01'}-01", f"{year}-{month or '12'}-{last:02}"


def when(subject: NamedNode, date: str, names: Names) -> Triples:
    """The date of an act as written, and as SEM time stamps that a range filter can compare."""
    first, last = bounds(date)
    yield Triple(subject, names.term("date"), dated(date))
    if first == last:
        yield Triple(subject, TIME_STAMP, dated(date))
    yield Triple(subject, EARLIEST, dated(first))
    yield Triple(subject, LATEST, dated(last))


def article_triples(
    article: Article, statements: Sequence[Statement], fingerprint: str, names: Names, unlinked: Iterable[str] = ()
) -> set[Triple]:
    """Everything the article's graph holds; of two statements with one id the more confident stays."""
    node = names.article(article)
    triples = set(_article(node, article, fingerprint, names))
    triples.update(Triple(node, names.term("unlinkedName"), _text(name, article.lang)) for name in unlinked)
    for statement in _once(statements):
        triples.update(_statement(node, statement, names))
        for entity in _minted(statement):
            triples.update(_profile(node, entity, names))
    return triples


def _once(statements: Sequence[Statement]) -> list[Statement]:
    best: dict[str, Statement] = {}
    for statement in sorted(statements, key=lambda s: (s.id, -s.confidence, repr(s))):
        best.setdefault(statement.id, statement)
    return list(best.values())


def _article(node: NamedNode, article: Article, fingerprint: str, names: Names) -> Triples:
    yield Triple(node, TYPE, NEWS_ARTICLE)
    yield Triple(node, IDENTIFIER, Literal(article.id))
    yield Triple(node, SHA256, Literal(article.sha256))
    yield Triple(node, names.term("fingerprint"), Literal(fingerprint))
    yield Triple(node, GENERATED_BY, names.run(fingerprint))
    if article.title:
        yield Triple(node, HEADLINE, _text(article.title, article.lang))
    if article.date:
        yield Triple(node, DATE_PUBLISHED, dated(article.date))
    if article.publisher:
        yield Triple(node, PUBLISHER, Literal(article.publisher))
    if article.lang:
        yield Triple(node, IN_LANGUAGE, Literal(article.lang))
    if article.url:
        yield Triple(node, URL, Literal(article.url, datatype=NamedNode(f"{XSD}anyURI")))


def _statement(article: NamedNode, statement: Statement, names: Names) -> Triples:
    node = names.hashed("statement", statement.id)
    term = names.term
    yield Triple(node, TYPE, term("Statement"))
    yield Triple(node, QUOTED_FROM, article)
    yield Triple(node, RDF_PREDICATE, term(statement.relation.id))
    yield Triple(node, term("eventType"), term(statement.type))
    yield Triple(node, term("status"), term(statement.status))
    yield Triple(node, term("confidence"), decimal(round(statement.confidence, 4)))
    yield Triple(node, term("trigger"), Literal(statement.trigger))
    if statement.event_id is not None:
        yield Triple(node, term("reportsEvent"), names.hashed("event", statement.event_id))
    if statement.date is not None:
        yield from when(node, statement.date, names)
    yield from _details(node, statement, names)
    yield from _references(node, article, statement, names)
    span, triples = _span(article, statement, statement.field, statement.start, statement.end, statement.quote, names)
    yield Triple(node, HAS_TARGET, span)
    yield from triples


def _details(node: NamedNode, statement: Statement, names: Names) -> Triples:
    optional = (
        ("eventMode", statement.relation.mode),
        ("theme", statement.theme),
        ("dateText", statement.date_text),
        ("officeTitle", statement.title),
    )
    for local, value in optional:
        if value is not None:
            yield Triple(node, names.term(local), Literal(value))
    if statement.count is not None:
        yield Triple(node, names.term("count"), Literal(statement.count))
    if statement.former is not None:
        yield Triple(node, names.term("former"), Literal(statement.former))


def _references(node: NamedNode, article: NamedNode, statement: Statement, names: Names) -> Triples:
    """Who and where, each with the words that name it there."""
    for predicate, reference in _roles(statement, names):
        entity = names.entity(reference.entity.id)
        yield Triple(node, predicate, entity)
        if reference.end <= reference.start:
            continue  # understood from elsewhere: no words of its own
        where = (statement.field, reference.start, reference.end)
        span, triples = _span(article, statement, *where, reference.text, names)
        yield Triple(node, names.term("mention"), span)
        yield Triple(span, names.term("refersTo"), entity)
        yield from triples


def _roles(statement: Statement, names: Names) -> Iterator[tuple[NamedNode, Reference]]:
    roles = (
        (RDF_SUBJECT, statement.subject),
        (RDF_OBJECT, statement.object),
        (names.term("agent"), statement.agent),
        (names.term("objectAgent"), statement.object_agent),
        (names.term("place"), statement.place),
        (names.term("claimedBy"), statement.source),
    )
    yield from ((predicate, reference) for predicate, reference in roles if reference is not None)


def _span(
    article: NamedNode, statement: Statement, field: Field, start: int, end: int, text: str, names: Names
) -> tuple[NamedNode, Triples]:
    """A place in the text or title; statements of one sentence share it."""
    digest = content_hash(statement.article, field, start, end)
    span, position, quote = (names.hashed(kind, digest) for kind in ("span", "position", "quote"))

    def triples() -> Triples:
        yield Triple(span, TYPE, names.term("Span"))
        yield Triple(span, HAS_SOURCE, article)
        yield Triple(span, names.term("field"), Literal(field))
        yield Triple(span, HAS_SELECTOR, position)
        yield Triple(span, HAS_SELECTOR, quote)
        yield Triple(position, TYPE, POSITION_SELECTOR)
        yield Triple(position, START, Literal(start))
        yield Triple(position, END, Literal(end))
        yield Triple(quote, TYPE, QUOTE_SELECTOR)
        yield Triple(quote, EXACT, _text(text, statement.lang))

    return span, triples()


def _minted(statement: Statement) -> Iterator[Entity]:
    """Entities the ontology does not know, with their parents."""
    references = (statement.subject, statement.object, statement.agent, statement.object_agent)
    for reference in (*references, statement.place, statement.source):
        entity = reference.entity if reference else None
        while entity is not None:
            if entity.minted:
                yield entity
            entity = entity.parent


def _profile(article: NamedNode, entity: Entity, names: Names) -> Triples:
    """What this article takes an unknown entity to be.

    The entity itself is described once, in the derived graph: if every article did it, a query over all graphs
    would count each description as often as there are articles, and articles that differ would contradict each other.
    """
    node = names.node("profile", article.value, entity.id)
    yield Triple(node, TYPE, names.term("Profile"))
    yield Triple(node, SPECIALIZATION_OF, names.entity(entity.id))
    yield Triple(node, QUOTED_FROM, article)
    yield Triple(node, names.term("kind"), names.term(entity.kind))
    for lang, label in entity.labels.items():
        yield Triple(node, LABEL, _text(label, lang))
    for alias in entity.aliases:
        yield Triple(node, ALT_LABEL, Literal(alias))
    if entity.parent is not None:
        yield Triple(node, names.term("parent"), names.entity(entity.parent.id))


def _text(text: str, lang: str) -> Literal:
    return Literal(text, language=lang) if _LANG.fullmatch(lang) else Literal(text)


def decimal(value: float | Decimal) -> Literal:
    """Canonical form (1, not 1.0): the store keeps no other, and graphs are compared."""
    plain = format(Decimal(str(value)).normalize(), "f")
    return Literal(plain, datatype=NamedNode(f"{XSD}decimal"))
