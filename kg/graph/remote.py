"""A graph on a SPARQL 1.1 server: asked by the SPARQL Protocol, written by the Graph Store Protocol, one PUT a graph.

A PUT replaces a graph whole and can be repeated without harm, so it is tried again when the server or the network fails.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx
import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.errors import QueryError, StoreError
from kg.graph import rdf
from kg.graph.names import Names
from kg.graph.query import Rows, Term, has_keyword, plain
from kg.graph.renew import renew
from kg.graph.store import Derived, Store
from kg.graph.tallies import GRAPH as COUNTS
from kg.model import Article, Statement
from kg.settings import BASE

_LAYOUTS = (("query", "store"), ("sparql", "sparql-graph-crud-auth"), ("sparql", "sparql-graph-crud"), ("query", "data"),
            ("sparql", "data"), ("sparql", "store"))  # fmt: skip
"""Where servers have their query and graph store endpoints: Oxigraph, Virtuoso, Fuseki and others."""
_TRIES = 6
_PAUSE = 0.25
"""Seconds before the second try; each further pause is twice as long."""
_PAGE = 5_000
"""Rows a query asks for at once: less than what servers cut answers to."""
_TRUTH = "__ASK_RETVAL"
_NTRIPLES = "application/n-triples"


class RemoteStore:
    """A graph on a server; use `RemoteStore.open`. What it cannot do over the wire it does on a copy (`fetch`)."""

    read_only = False

    def __init__(self, query_url: str, graph_url: str, base: str, client: httpx.Client) -> None:
        self.query_url, self.graph_url = query_url, graph_url
        self.names = Names(base)
        self._client = client
        self._marks: dict[str, tuple[str, str]] | None = None
        self._seen: dict[str, tuple[str, str]] = {}

    @classmethod
    def open(cls, url: str, base: str = BASE, *, timeout: float = 120.0) -> Self:
        """Find the endpoints of a server from its address, or take them as given: two addresses, with a space between.

        Raises:
            StoreError: nothing answers there as a SPARQL 1.1 server does.
        """
        parts = urlsplit(url.split()[0])
        auth = (parts.username or "", parts.password or "") if parts.username else None
        bare = re.sub(r"//[^/@]*@", "//", url)
        client = httpx.Client(timeout=timeout, auth=_Either(*auth) if auth else None)
        words = bare.split()
        choices = [(words[0], words[1])] if len(words) == 2 else [
            (f"{bare.rstrip('/')}/{query}", f"{bare.rstrip('/')}/{graph}") for query, graph in _LAYOUTS
            if auth or not graph.endswith("-auth")
        ]  # fmt: skip
        problem = "nothing answers"
        for query_url, graph_url in choices:
            store = cls(query_url, graph_url, base, client)
            try:
                store.query("ASK {}")
                if store._head_of_graphs():
                    return store
            except (StoreError, QueryError) as error:
                problem = str(error)
        client.close()
        raise StoreError(f"{bare}: no SPARQL 1.1 server with a graph store ({problem}); give its address, or its query and "
                         "graph store addresses with a space between")  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    @property
    def stale(self) -> bool:
        """Whether articles changed since the last `derive`, or an older irkg wrote it, which counted nothing."""
        derived, counts = self.names.graph("derived"), self.names.graph(COUNTS)
        return (
            self.query(f"ASK {{ GRAPH {self._state} {{ ?s ?p ?o }} }}").truth
            or self.query(
                f"ASK {{ GRAPH {derived} {{ ?s ?p ?o }} FILTER NOT EXISTS {{ GRAPH {counts} {{ ?c ?d ?e }} }} }}"
            ).truth
        )

    def query(self, sparql: str) -> Rows:
        """Ask the server over all graphs as one, as far as it offers that; an answer is complete or an error."""
        header = "".join(
            f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in self.names.prefixes.items()
            if re.search(rf"(?<![\w]){prefix}:", sparql) and not re.search(rf"(?i)PREFIX\s+{prefix}:", sparql)
        )  # fmt: skip
        graph = any(has_keyword(sparql, word) for word in ("CONSTRUCT", "DESCRIBE")) and not has_keyword(
            sparql, "SELECT"
        )
        accept = f"{_NTRIPLES}, text/turtle;q=0.8" if graph else "application/sparql-results+json"
        form = {"query": header + sparql, "union-default-graph": "true"}
        answer = self._send("POST", self.query_url, data=form, headers={"Accept": accept})
        if answer.status_code >= 400:
            raise QueryError(f"the server refuses the query ({answer.status_code}): {answer.text.strip()[:500]}")
        return self._rows(answer)

    def is_current(self, article: Article, fingerprint: str) -> bool:
        """Whether the server holds this very text, extracted under this fingerprint."""
        node = self.names.article(article)
        sha, origin = self._seen.setdefault(node.value, (article.sha256, article.origin))
        if sha != article.sha256 and not article.url:
            raise StoreError(
                f"{article.origin or article.id}: has the id {article.id!r} and the publisher of "
                f"{origin or 'another article'}, so that one would replace the other; give each a url, or its own id"
            )
        return self._known_marks.get(node.value) == (article.sha256, fingerprint)

    def put(
        self, article: Article, statements: Sequence[Statement], *, fingerprint: str, unlinked: Iterable[str] = ()
    ) -> bool:
        """Replace the article's graph by one PUT; False if exactly this is stored already."""
        if self.is_current(article, fingerprint):
            return False
        node = self.names.article(article)
        triples = rdf.article_triples(article, statements, fingerprint, self.names, unlinked)
        self._mark_stale()
        self._put(node, triples)
        self._known_marks[node.value] = (article.sha256, fingerprint)
        return True

    def remove(self, article_iri: str) -> bool:
        """Forget an article and all it says; False if the server does not have it."""
        if self._known_marks.pop(article_iri, None) is None:
            return False
        self._mark_stale()
        self._delete(NamedNode(article_iri))
        return True

    def load_known(self, ontology_path: Path, extra: Iterable[Path] = ()) -> bool:
        """Load vocabulary and actors if their files changed."""
        changed = False
        with Store.in_memory(ox.Store(), self.names.base, read_only=False) as copy:
            copy.load_known(ontology_path, extra)
            for name in ("vocabulary", "actors"):
                graph = self.names.graph(name)
                triples = [quad.triple for quad in copy.quads.quads_for_pattern(None, None, None, graph)]
                (mark,) = (t for t in triples if t.subject == graph and t.predicate == rdf.SHA256)
                if not self.query(f"ASK {{ GRAPH {graph} {{ {mark} }} }}").truth:
                    self._mark_stale()
                    self._put(graph, triples)
                    changed = True
        return changed

    def record(self, fingerprint: str, facts: Mapping[str, Iterable[str]]) -> bool:
        """Write down once what a fingerprint stands for."""
        graph, run, term = self.names.graph("runs"), self.names.run(fingerprint), self.names.term
        if self.query(f"ASK {{ GRAPH {graph} {{ {run} ?p ?o }} }}").truth:
            return False
        triples = {Triple(run, term(local), Literal(value)) for local, values in facts.items() for value in values}
        triples |= {Triple(run, rdf.TYPE, term("Run")), Triple(run, rdf.IDENTIFIER, Literal(fingerprint))}
        self._put(graph, {*triples, *self._get(graph)})
        return True

    def derive(self) -> Derived:
        """Draw all conclusions anew on a copy, if anything they rest on changed, and replace them by one PUT."""
        graph = self.names.graph("derived")
        if not self.stale:
            return Derived(0, 0)
        with self.fetch(without=("derived", COUNTS)) as copy:
            renew(copy.quads, self.names)
            triples, counts = ([quad.triple for quad in copy.quads.quads_for_pattern(None, None, None, g)]
                               for g in (graph, self.names.graph(COUNTS)))  # fmt: skip
        self._put(graph, triples)
        self._put(self.names.graph(COUNTS), counts)
        self._delete(self._state)
        return Derived(len(triples), len(triples))

    def fetch(self, without: Sequence[str] = ()) -> Store:
        """All graphs of irkg as a store in memory, for reading."""
        quads = ox.Store()
        left_out = {self.names.graph(name) for name in (*without, "state")}
        for graph in self._graphs():
            if graph not in left_out:
                quads.bulk_extend(Quad(t.subject, t.predicate, t.object, graph) for t in self._get(graph))
        return Store.in_memory(quads, self.names.base, stale=self.stale)

    @property
    def _state(self) -> NamedNode:
        """A graph that exists while conclusions are out of date."""
        return self.names.graph("state")

    @cached_property
    def _known_marks(self) -> dict[str, tuple[str, str]]:
        """What the server has: article IRI → hash and fingerprint."""
        sha, mark = rdf.SHA256, self.names.term("fingerprint")
        found = self.select("?a ?s ?f", f"GRAPH ?a {{ ?a {sha} ?s ; {mark} ?f }}")
        return {a: (s, f) for a, s, f in found if a and s and f}

    def _graphs(self) -> Iterator[NamedNode]:
        home = self.names.base
        for (iri,) in self.select("DISTINCT ?g", f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{home}"))'):
            if iri:
                yield NamedNode(iri)

    def select(self, what: str, where: str) -> Iterator[tuple[str | None, ...]]:
        """Rows of a SELECT as plain strings, asked for in pages: servers cut long answers without a word."""
        for row in self._paged(what, where):
            yield tuple(None if term is None else plain(term) for term in row)

    def _paged(self, what: str, where: str) -> Iterator[tuple[Term | None, ...]]:
        order = what.removeprefix("DISTINCT ")
        for page in range(1_000_000):
            rows = self.query(
                f"SELECT {what} {{ {{ SELECT {what} {{ {where} }} ORDER BY {order} }} }} LIMIT {_PAGE} OFFSET {page * _PAGE}"
            ).terms
            yield from rows
            if len(rows) < _PAGE:
                return

    def _mark_stale(self) -> None:
        if not self.__dict__.get("_marked"):
            self._put(self._state, {Triple(self._state, rdf.TYPE, self.names.term("Run"))})
            self.__dict__["_marked"] = True

    def _put(self, graph: NamedNode, triples: Iterable[Triple]) -> None:
        body = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.N_TRIPLES) or b""
        # Turtle, of which N-Triples is a part, is what every server must take.
        answer = self._send("PUT", self.graph_url, params={"graph": graph.value}, content=body,
                            headers={"Content-Type": "text/turtle; charset=utf-8"})  # fmt: skip
        self._done(answer, graph)

    def _get(self, graph: NamedNode) -> Iterator[Triple]:
        answer = self._send("GET", self.graph_url, params={"graph": graph.value},
                            headers={"Accept": f"{_NTRIPLES}, text/turtle;q=0.8"})  # fmt: skip
        if answer.status_code == 404:
            return
        self._done(answer, graph)
        found = set(_triples(answer))
        pattern = f"GRAPH {graph} {{ ?s ?p ?o }}"
        ((count,),) = self.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}").values()
        if int(count or 0) > len(found):  # the server cut it
            found = {Triple(*row) for row in self._paged("?s ?p ?o", pattern)}  # type: ignore[arg-type]
        yield from found

    def _delete(self, graph: NamedNode) -> None:
        answer = self._send("DELETE", self.graph_url, params={"graph": graph.value})
        if answer.status_code != 404:
            self._done(answer, graph)
        self.__dict__.pop("_marked", None)

    def _head_of_graphs(self) -> bool:
        """Whether the graph store answers: a graph that is there or not, but no wrong address and no missing right."""
        try:
            answer = self._send("GET", self.graph_url, params={"graph": self.names.graph("vocabulary").value})
        except StoreError:
            return False
        return answer.status_code in (200, 404) and "<html" not in answer.text[:500].lower()

    def _done(self, answer: httpx.Response, graph: NamedNode) -> None:
        if answer.status_code >= 400:
            raise StoreError(
                f"{self.graph_url}: refuses the graph {graph.value} ({answer.status_code} {answer.text.strip()[:200]}); "
                "see whether the server lets you write, and your name and password in the address"
            )

    def _send(self, method: str, url: str, **request: object) -> httpx.Response:
        """One request, again while the server or the network fails."""
        pause = _PAUSE
        for left in range(_TRIES - 1, -1, -1):
            try:
                answer = self._client.request(method, url, **request)  # type: ignore[arg-type]
                if answer.status_code not in (429, 502, 503, 504) or not left:
                    return answer
            except httpx.TransportError as error:
                if not left:
                    raise StoreError(f"{url}: does not answer ({error}); start the server and run this again, it goes on "
                                     "where it stopped") from error  # fmt: skip
            self.wait(pause)
            pause *= 2
        raise AssertionError

    wait: Callable[[float], None] = staticmethod(time.sleep)

    def _rows(self, answer: httpx.Response) -> Rows:
        media = answer.headers.get("content-type", "").partition(";")[0].strip()
        try:
            if "json" in media and "ld+json" not in media:
                body = answer.content.replace(b'"typed-literal"', b'"literal"')  # as JSON results of before 2013 had it
                found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
                if isinstance(found, ox.QueryBoolean):
                    return Rows("ask", self.names, truth=bool(found))
                variables = tuple(variable.value for variable in found.variables)
                rows = tuple(tuple(row) for row in found)
                if variables == (_TRUTH,):  # Virtuoso answers ASK with a row
                    return Rows("ask", self.names, truth=any(str(row[0]).startswith('"1"') for row in rows))
                return Rows("select", self.names, variables, rows)
            return Rows("construct", self.names, triples=frozenset(_triples(answer)))
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the server's answer cannot be read ({error})") from error


def _triples(answer: httpx.Response) -> Iterator[Triple]:
    media = answer.headers.get("content-type", "").partition(";")[0].strip()
    form = ox.RdfFormat.from_media_type(media) or ox.RdfFormat.TURTLE
    for quad in ox.parse(io.BytesIO(answer.content), format=form):
        yield quad.triple


class _Either(httpx.Auth):
    """A name and a password by whichever way the server asks for: Digest, else Basic."""

    requires_response_body = True

    def __init__(self, name: str, password: str) -> None:
        self._digest = httpx.DigestAuth(name, password)
        self._basic = httpx.BasicAuth(name, password)

    def auth_flow(self, request: httpx.Request):  # type: ignore[no-untyped-def]
        response = yield request
        if response.status_code == 401:
            asked = response.headers.get("www-authenticate", "").lower()
            yield from (self._digest if asked.startswith("digest") else self._basic).auth_flow(request)
