"""What a page about one thing of the graph asks, and what it shows: an actor, event, statement, article, term.

It asks bounded questions only, so that a page about a great power costs no more than one about an islet.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from kg.graph import local_name

_MOST = 200
_LABEL = 'OPTIONAL { ?%s rdfs:label ?%sLabel . FILTER(LANG(?%sLabel) = "en") }'
_P, _O, _S = (_LABEL % (v, v, v) for v in "pos")

OUT = f"SELECT DISTINCT ?p ?pLabel ?o ?oLabel {{ <%s> ?p ?o . {_P} {_O} }} ORDER BY ?p ?oLabel ?o LIMIT {_MOST}"
"""What is said of it."""
IN = f"SELECT DISTINCT ?s ?sLabel ?p ?pLabel {{ {{ SELECT DISTINCT ?s ?p {{ ?s ?p <%s> . FILTER(?p NOT IN (sem:hasActor, ir:tallyOf, ir:tallyAgainst)) }} LIMIT {_MOST} }} {_P} {_S} }} ORDER BY ?p ?sLabel ?s"
"""What refers to it."""
QUOTES = """SELECT DISTINCT ?statement ?status ?source ?quote ?article ?title ?publisher ?published ?url {
  { <%s> prov:wasQuotedFrom ?article . BIND(<%s> AS ?statement) } UNION { ?statement ir:reportsEvent <%s> }
  ?statement ir:status ?st ; prov:wasQuotedFrom ?article ; oa:hasTarget/oa:hasSelector/oa:exact ?quote .
  BIND(STRAFTER(STR(?st), "#") AS ?status)
  OPTIONAL { ?statement ir:claimedBy ?c . ?c rdfs:label ?source . FILTER(LANG(?source) = "en") }
  OPTIONAL { ?article schema:headline ?title }
  OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?article schema:url ?url }
} ORDER BY STR(?published) ?quote LIMIT 200"""
"""The sentences that carry an event or a statement."""
GRAPH = f"""CONSTRUCT {{ <%s> ?p ?o . ?s ?q <%s> . ?s rdfs:label ?l }} {{
  {{ <%s> ?p ?o }} UNION {{ {{ SELECT DISTINCT ?s ?q {{ ?s ?q <%s> . FILTER(?q NOT IN (ir:tallyOf, ir:tallyAgainst)) }} LIMIT {_MOST} }} OPTIONAL {{ ?s rdfs:label ?l }} }}
}}"""
"""The same as triples."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something to read, and where it leads: here, elsewhere or nowhere."""

    text: str
    href: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A thing as its page shows it."""

    iri: str
    title: str
    names: tuple[Link, ...]
    """Its labels in other languages than the title's."""
    rows: tuple[tuple[Link, tuple[Link, ...]], ...]
    """Property and values."""
    refers: tuple[tuple[Link, tuple[Link, ...]], ...]
    """Property and the things that have it as value."""
    quotes: tuple[Mapping[str, str], ...]


def fill_in(template: str, iri: str) -> str:
    """The question about one thing; the IRI is checked by `iri_of`."""
    return template.replace("%s", iri)


def iri_of(path: str, base: str) -> str:
    """The IRI that a path of the server stands for, safe to stand between angle brackets.

    >>> iri_of("/id/côte d’or>", "https://w3id.org/irkg/")
    'https://w3id.org/irkg/id/c%C3%B4te%20d%E2%80%99or%3E'
    """
    return base + quote(path.lstrip("/"), safe="/-_.~")


def page(iri: str, base: str, out: bytes, refers: bytes, quotes: bytes) -> Page | None:
    """The page, from the answers to `OUT`, `IN` and `QUOTES`; None when the graph does not know the thing."""
    rows, back, said = (_bindings(answer) for answer in (out, refers, quotes))
    if not rows and not back:
        return None
    labels = [row["o"] for row in rows if local_name(row["p"]["value"]) == "label"]
    title = next((o["value"] for o in labels if o.get("xml:lang") == "en"), local_name(iri))
    names = tuple(Link(o["value"], lang=o.get("xml:lang")) for o in labels if o["value"] != title)
    shown = [row for row in rows if local_name(row["p"]["value"]) not in ("label", "hasActor")]
    return Page(
        iri, title, names, _grouped(shown, "o", base), _grouped(back, "s", base),
        tuple({name: term["value"] for name, term in row.items()} for row in said),
    )  # fmt: skip


def _grouped(rows: list[dict[str, Any]], what: str, base: str) -> tuple[tuple[Link, tuple[Link, ...]], ...]:
    groups: dict[Link, list[Link]] = {}
    for row in rows:
        groups.setdefault(_link(row, "p", base), []).append(_link(row, what, base))
    return tuple((name, tuple(dict.fromkeys(values))) for name, values in groups.items())


def _link(row: dict[str, Any], name: str, base: str) -> Link:
    term = row[name]
    if term["type"] != "uri":
        return Link(term["value"], lang=term.get("xml:lang"))
    iri = term["value"]
    label = row[f"{name}Label"]["value"] if f"{name}Label" in row else local_name(iri)
    return Link(label, href_of(iri, base))


def href_of(iri: str, base: str) -> str | None:
    """Where a link to a thing leads: to our page for what is ours, to its own for the rest of the web.

    >>> href_of("https://w3id.org/irkg/id/nato", "https://w3id.org/irkg/"), href_of("javascript:x", "https://a/")
    ('/id/nato', None)
    """
    if iri.startswith(base):
        return "/" + iri.removeprefix(base)
    return iri if iri.startswith(("http://", "https://")) else None


def _bindings(answer: bytes) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer)["results"]["bindings"]
    return found
