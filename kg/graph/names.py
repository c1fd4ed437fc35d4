"""The IRIs of the graph, all made here: content hashes for what sources say, readable slugs for entities.

It mints no blank node and knows no counter, clock or path, so equal input gives equal names.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.model import Article, content_hash
from kg.settings import BASE

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SCHEMA = "https://schema.org/"
WIKIDATA = "http://www.wikidata.org/entity/"

_FOREIGN = {
    "cameo": "http://gdelt.org/cameo/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": OA,
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sem": SEM,
    "skos": SKOS,
    "vann": "http://purl.org/vocab/vann/",
    "wd": WIKIDATA,
    "xsd": XSD,
}
_OWN = (
    "article",
    "dataset",
    "event",
    "graph",
    "id",
    "position",
    "profile",
    "quote",
    "record",
    "run",
    "span",
    "statement",
)


@dataclass(frozen=True)
class Names:
    """Every IRI under one base.

    >>> names = Names()
    >>> names.entity("nato").value
    'https://w3id.org/irkg/id/nato'
    >>> names.prefixes["ir"]
    'https://w3id.org/irkg/ontology#'
    """

    base: str = BASE

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """The prefix table of queries and exports, sorted by prefix."""
        own = {prefix: f"{self.base}{prefix}/" for prefix in _OWN}
        return dict(sorted({**_FOREIGN, **own, "ir": f"{self.base}ontology#"}.items()))

    def term(self, local: str) -> NamedNode:
        """A class, property, relation, type or status of the ontology."""
        return NamedNode(f"{self.base}ontology#{local}")

    def entity(self, slug: str) -> NamedNode:
        """An actor, person, place."""
        return NamedNode(f"{self.base}id/{slug}")

    def article(self, article: Article) -> NamedNode:
        """The article, which is also the name of its graph.

        Its identity is its URL (without fragment), else its own id and its publisher: never its text, so that
        an edited article replaces its older version instead of standing beside it.
        """
        if article.url:
            return self.node("article", article.url.partition("#")[0])
        return self.node("article", article.publisher or "", article.id)

    def node(self, kind: str, *parts: object) -> NamedNode:
        """Something named by a hash of what makes it up: ``event``, ``span``, ``profile`` and so on."""
        return NamedNode(f"{self.base}{kind}/{content_hash(*parts)}")

    def hashed(self, kind: str, digest: str) -> NamedNode:
        """Something that already knows its hash, such as a statement or an event."""
        return NamedNode(f"{self.base}{kind}/{digest}")

    def run(self, fingerprint: str) -> NamedNode:
        """What extracted an article: program, models and lexicons of one fingerprint."""
        return NamedNode(f"{self.base}run/{quote(fingerprint, safe='')}")

    def graph(self, name: str) -> NamedNode:
        """One of the graphs that hold no article: ``vocabulary``, ``actors``, ``derived``."""
        return NamedNode(f"{self.base}graph/{name}")

    def shorten(self, iri: str) -> str | None:
        """The prefixed name of an IRI, or None where no prefix fits or the rest would need escapes.

        >>> Names().shorten("https://w3id.org/irkg/id/nato")
        'id:nato'
        """
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix, local = self._by_namespace.get(iri[:cut]), iri[cut:]
        if prefix is None or not local.replace("-", "").replace("_", "").isalnum() or not local.isascii():
            return None
        return None if local.startswith("-") else f"{prefix}:{local}"

    @cached_property
    def _by_namespace(self) -> dict[str, str]:
        return {namespace: prefix for prefix, namespace in self.prefixes.items()}


def local_name(iri: str) -> str:
    """What follows the last ``/`` or ``#``.

    >>> local_name("https://w3id.org/irkg/ontology#SANCTION")
    'SANCTION'
    """
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]
