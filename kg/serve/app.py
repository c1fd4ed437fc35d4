"""The routes: SPARQL, pages for things, named questions as forms, the query page, the network, the description.

Nothing here writes: there is no route for updates, and the processes that answer have the graph open for reading.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.graph import GRAPH_TYPES, ROW_TYPES, named_queries, to_format, without_values
from kg.serve import dataset, entities
from kg.serve.config import LOOPBACK, Config
from kg.serve.negotiate import best, ranked
from kg.serve.processes import Reply
from kg.serve.snapshots import Snapshots

_HERE = Path(__file__).parent
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_RDF = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")
_SUFFIX = {".ttl": "text/turtle", ".jsonld": "application/ld+json", ".nt": "application/n-triples",
           ".rdf": "application/rdf+xml", ".html": "text/html"}  # fmt: skip
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def application(config: Config, ready: Callable[[], None] = lambda: None) -> Starlette:
    """The server, for any ASGI runner; its processes start and end with it, and `ready` is called in between."""
    snapshots = Snapshots(config)
    routes = _Routes(config, snapshots)

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        async with snapshots:
            ready()
            yield

    hosts = ["*"] if config.host in ("0.0.0.0", "::") else [*LOOPBACK, "[::1]", config.host]
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=hosts)]
    if config.cors:
        middleware.append(Middleware(CORSMiddleware, allow_origins=config.cors, allow_methods=["GET", "POST"]))
    return Starlette(
        routes=[
            Route("/", routes.query_page),
            Route("/sparql", routes.sparql, methods=["GET", "POST"]),
            Route("/ask", routes.questions),
            Route("/ask/{name}", routes.ask),
            Route("/graph", routes.network),
            Route("/void", routes.void),
            Route("/.well-known/void", routes.void),
            Mount("/static", StaticFiles(directory=_HERE / "static")),
            *(Route(f"/ontology{suffix}", routes.thing) for suffix in ("", *_SUFFIX)),
            *(Route(f"/{kind}/{{rest:path}}", routes.thing) for kind in _KINDS),
        ],
        middleware=middleware,
        lifespan=life,
        exception_handlers={ClientDisconnect: _gone},
    )


_KINDS = ("id", "article", "event", "statement", "span", "position", "quote", "profile", "graph", "run", "dataset")


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=499)


class _Routes:
    """What is at each path."""

    def __init__(self, config: Config, snapshots: Snapshots) -> None:
        self.config, self.snapshots = config, snapshots
        self.questions_ = named_queries(config.queries, config.base)
        self._network: tuple[int, Reply] | None = None

    async def sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol, query operation (2.1); without a query, the service description or the query page."""
        parameters = list(request.query_params.multi_items())
        if request.method == "POST":
            media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
            if media == _UPDATE:
                return _text(403, "this endpoint only reads; updates are not allowed")
            if media not in (_FORM, _QUERY):
                return _text(415, f"send a query as {_FORM} or {_QUERY}")
            body = await self._body(request)
            if body is None:
                return _text(413, f"a query may have {self.config.longest:,} bytes")
            try:
                text = body.decode("utf-8")
            except UnicodeDecodeError:
                return _text(400, "the query is not in UTF-8")
            parameters += [("query", text)] if media == _QUERY else parse_qsl(text, keep_blank_values=True)
        return await self._sparql(request, parameters)

    async def _sparql(self, request: Request, parameters: list[tuple[str, str]]) -> Response:
        given: dict[str, list[str]] = {}
        for name, value in parameters:
            given.setdefault(name, []).append(value)
        if "update" in given:
            return _text(403, "this endpoint only reads; updates are not allowed")
        queries = given.get("query", [])
        accept = request.headers.get("accept", "*/*")
        if not queries and request.method == "GET":
            if best(accept, [*_RDF, "text/html"]) == "text/html":
                return RedirectResponse("/")
            return await self.void(request)
        if len(queries) != 1:
            return _text(400, f"one query is needed, {len(queries)} were sent")
        if len(queries[0].encode()) > self.config.longest:
            return _text(413, f"a query may have {self.config.longest:,} bytes")
        job = {"job": "query", "query": queries[0], "accepted": ranked(accept, [*ROW_TYPES, *GRAPH_TYPES]), "most": self.config.most,
               "default_graphs": given.get("default-graph-uri", []), "named_graphs": given.get("named-graph-uri", [])}  # fmt: skip
        return _sent(await self.snapshots.pool.run(job), vary=True)

    async def _body(self, request: Request) -> bytes | None:
        """The body; None when it is too long, which is found out before it is read to its end."""
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > self.config.longest * 3 + 1000:  # a form writes one byte as up to three
                return None
        return body

    async def thing(self, request: Request) -> Response:
        """A thing of the graph, as page or as data, by what the client accepts or by suffix (``/id/nato.ttl``)."""
        path = request.url.path
        suffix = next((s for s in _SUFFIX if path.endswith(s)), "")
        path = path.removesuffix(suffix)
        media = _SUFFIX.get(suffix) or best(request.headers.get("accept", "*/*"), ["text/html", *_RDF])
        if media is None:
            return _text(406, f"this can be had as text/html, {', '.join(_RDF)}")
        iri = entities.iri_of(path, self.config.base)
        reply = await (self._thing_page(iri) if media == "text/html" else self._thing_data(iri, media))
        response = _sent(reply, vary=True)
        links = (f'<{path}{s}>; rel="alternate"; type="{m}"' for s, m in _SUFFIX.items() if m != media)
        response.headers["Link"] = ", ".join([*links, f'<{iri}>; rel="describes"'])
        return response

    async def _thing_data(self, iri: str, media: str) -> Reply:
        text = entities.fill_in(entities.GRAPH, iri)
        if iri == f"{self.config.base}ontology":
            text = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{self.config.base}graph/vocabulary> {{ ?s ?p ?o }} }}"
        else:
            known = await self._select(f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} }}")
            if known.status == 200 and not json.loads(known.body)["boolean"]:
                return Reply(404, "text/plain", b"the graph knows no such thing\n")
        return await self.snapshots.pool.run(
            {"job": "query", "query": text, "accepted": [media], "most": self.config.most}
        )

    async def _thing_page(self, iri: str) -> Reply:
        replies = [await self._select(entities.fill_in(t, iri)) for t in (entities.OUT, entities.IN, entities.QUOTES)]
        if failed := [reply for reply in replies if reply.status != 200]:
            return failed[0]
        found = entities.page(iri, self.config.base, *(reply.body for reply in replies))
        if found is None:
            return Reply(404, "text/plain", b"the graph knows no such thing\n")
        return _page("thing.html", page=found, href=lambda to: entities.href_of(to, self.config.base))

    async def questions(self, request: Request) -> Response:
        """All named questions."""
        return _sent(_page("questions.html", questions=self.questions_))

    async def ask(self, request: Request) -> Response:
        """A named question as a form, with its answer once it was asked; as CSV with ``format=csv``."""
        name = request.path_params["name"]
        if name not in self.questions_:
            return _text(404, "there is no such question; /ask lists them")
        values = {k: v for k, v in request.query_params.items() if v.strip()}
        form = values.pop("format", "html")
        question = self.questions_[name]
        asked = all(p.name in values for p in question.parameters if p.required)
        answer: dict[str, Any] | None = None
        problem = ""
        if asked:
            reply = await self.snapshots.pool.run({"job": "ask", "name": name, "values": values, "form": form})
            if form == "csv":
                return _sent(reply)
            if reply.status == 200:
                answer = json.loads(reply.body)
            else:
                problem = reply.body.decode()
        shown = _page("ask.html", name=name, question=question, values=values, answer=answer, problem=problem,
                      again=request.url.query)  # fmt: skip
        return _sent(shown)

    async def query_page(self, request: Request) -> Response:
        """The editor, with example queries."""
        examples = [
            {"name": name, "title": question.title, "query": without_values(question.text)}
            for name, question in self.questions_.items() if not any(p.required for p in question.parameters)
        ]  # fmt: skip
        return _sent(_page("query.html", examples=_embedded(examples)))

    async def network(self, request: Request) -> Response:
        """The network as one page, drawn once for each state of the graph."""
        number = self.snapshots.number
        if self._network is None or self._network[0] != number:
            reply = await self.snapshots.pool.run({"job": "view"}, timeout=max(self.config.timeout, 30))
            if reply.status != 200:
                return _sent(reply)
            self._network = number, reply
        response = _sent(self._network[1])
        del response.headers["Content-Security-Policy"]  # the page has its own, stricter one
        return response

    async def void(self, request: Request) -> Response:
        """The description of dataset and service."""
        media = best(request.headers.get("accept", "*/*"), _RDF)
        if media is None:
            return _text(406, f"this can be had as {', '.join(_RDF)}")
        replies = [await self._select(q) for q in (dataset.SIZE, dataset.COUNTS, dataset.SPAN)]
        if failed := [reply for reply in replies if reply.status != 200]:
            return _sent(failed[0])
        size, counts, span = (json.loads(reply.body)["results"]["bindings"] for reply in replies)
        first, last = (span[0].get(k, {}).get("value") if span else None for k in ("first", "last"))
        text = dataset.description(
            str(request.base_url), self.config.base, int(size[0]["n"]["value"]),
            {row["what"]["value"]: int(row["n"]["value"]) for row in counts}, first, last,
        )  # fmt: skip
        return _sent(Reply(200, media, to_format(text, media)), vary=True)

    async def _select(self, text: str) -> Reply:
        job = {"job": "query", "query": text, "accepted": ["application/json"], "most": self.config.most}
        return await self.snapshots.pool.run(job)


def _embedded(value: object) -> Markup:
    """JSON that cannot end the script element it stands in."""
    return Markup(json.dumps(value).replace("<", "\\u003c"))


def _sent(reply: Reply, *, vary: bool = False) -> Response:
    headers = {
        "Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
    }  # fmt: skip
    if vary:
        headers["Vary"] = "Accept"
    if reply.status == 503:
        headers["Retry-After"] = "1"
    charset = "; charset=utf-8" if reply.media_type.startswith("text/") else ""
    return Response(reply.body, reply.status, headers, media_type=reply.media_type + charset)


def _text(status: int, message: str) -> Response:
    return PlainTextResponse(f"{message}\n", status)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def _page(template: str, **values: Any) -> Reply:
    return Reply(200, "text/html", _environment().get_template(template).render(**values).encode())
