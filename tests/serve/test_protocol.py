"""The SPARQL 1.1 Protocol, query operation: the applicable cases of the W3C test suite, in our own words and data."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree

import httpx
import pyoxigraph as ox
import pytest

ASK = "ASK { id:russia a ir:State }"
SELECT = "SELECT ?whom { id:russia ir:suspendsDialogueWith ?whom }"
CONSTRUCT = "CONSTRUCT WHERE { id:russia ir:suspendsDialogueWith ?whom }"
VOCABULARY = "https://w3id.org/irkg/graph/vocabulary"
ACTORS = "https://w3id.org/irkg/graph/actors"
FORM = "application/x-www-form-urlencoded"


def test_query_by_get(web: httpx.Client) -> None:
    answer = web.get("/sparql", params={"query": ASK})
    assert answer.status_code == 200
    assert answer.json() == {"head": {}, "boolean": True}


def test_query_by_post_of_a_form(web: httpx.Client) -> None:
    assert web.post("/sparql", data={"query": ASK}).json()["boolean"] is True


def test_query_by_post_of_the_text(web: httpx.Client) -> None:
    answer = web.post("/sparql", content=ASK, headers={"Content-Type": "application/sparql-query; charset=utf-8"})
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize("method", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("dataset", "query", "expected"),
    [
        ({"default-graph-uri": [VOCABULARY]}, "ASK { id:russia a ir:State }", False),
        ({"default-graph-uri": [ACTORS]}, "ASK { id:russia a ir:State }", True),
        ({"default-graph-uri": [VOCABULARY, ACTORS]}, "ASK { id:russia a ir:State . ir:State a owl:Class }", True),
        ({"named-graph-uri": [ACTORS]}, "ASK { GRAPH ?g { id:russia a ir:State } }", True),
        ({"named-graph-uri": [ACTORS]}, "ASK { id:russia a ir:State }", False),
        ({"named-graph-uri": [VOCABULARY]}, "ASK { GRAPH ?g { id:russia a ir:State } }", False),
        ({"default-graph-uri": [VOCABULARY], "named-graph-uri": [ACTORS]},
         "ASK { ir:State a owl:Class . GRAPH ?g { id:russia a ir:State } }", True),
    ],
)  # fmt: skip
def test_a_dataset_by_parameters(
    web: httpx.Client, method: str, dataset: dict[str, list[str]], query: str, expected: bool
) -> None:
    if method == "get":
        answer = web.get("/sparql", params={"query": query, **dataset})
    elif method == "form":
        answer = web.post("/sparql", data={"query": query, **dataset})
    else:
        headers = {"Content-Type": "application/sparql-query"}
        answer = web.post("/sparql", params=dataset, content=query, headers=headers)
    assert answer.json()["boolean"] is expected


def test_rows_in_each_format(web: httpx.Client) -> None:
    def get(accept: str) -> httpx.Response:
        answer = web.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == accept
        assert answer.headers["vary"] == "Accept"
        return answer

    nato = "https://w3id.org/irkg/id/nato"
    bindings = get("application/sparql-results+json").json()["results"]["bindings"]
    assert bindings == [{"whom": {"type": "uri", "value": nato}}]
    xml = ElementTree.fromstring(get("application/sparql-results+xml").text)
    assert [e.text for e in xml.iter("{http://www.w3.org/2005/sparql-results#}uri")] == [nato]
    assert list(csv.reader(io.StringIO(get("text/csv").text))) == [["whom"], [nato]]
    assert get("text/tab-separated-values").text == f"?whom\n<{nato}>\n"


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_truth_in_each_format(web: httpx.Client, accept: str) -> None:
    answer = web.get("/sparql", params={"query": ASK}, headers={"Accept": accept})
    assert "true" in answer.text
    assert answer.headers["content-type"].partition(";")[0] == accept


@pytest.mark.parametrize("query", [CONSTRUCT, "DESCRIBE id:russia"])
@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_graphs_in_each_format(web: httpx.Client, query: str, accept: str) -> None:
    answer = web.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == accept
    form = ox.RdfFormat.from_media_type(accept)
    assert form is not None
    triple = ("russia", "suspendsDialogueWith", "nato")
    found = {
        tuple(str(t).strip("<>").rpartition("/")[2].rpartition("#")[2] for t in quad.triple)
        for quad in ox.parse(answer.content, format=form)
    }
    assert triple in found


@pytest.mark.parametrize(
    ("accept", "got"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/html, text/*;q=0.8", "text/csv"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        ("text/csv;q=0, text/*", "text/tab-separated-values"),
        ("application/json", "application/sparql-results+json"),
    ],
)
def test_preferences_are_honoured(web: httpx.Client, accept: str, got: str) -> None:
    answer = web.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == got


def test_what_cannot_be_had_is_406_or_400(web: httpx.Client) -> None:
    assert web.get("/id/nato", headers={"Accept": "image/png"}).status_code == 406
    assert web.get("/sparql", params={"query": SELECT}, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"method": "GET", "params": [("query", ASK), ("query", ASK)]}, 400),
        ({"method": "PUT", "params": {"query": ASK}}, 405),
        ({"method": "DELETE", "params": {"query": ASK}}, 405),
        ({"method": "POST", "content": f"query={ASK}", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"method": "POST", "content": ASK.encode()}, 415),
        ({"method": "POST", "content": ASK.encode("utf-16"), "headers": {"Content-Type": "application/sparql-query"}}, 400),
        ({"method": "GET", "params": {"query": "ASK {"}}, 400),
        ({"method": "POST", "data": {"nothing": "1"}}, 400),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403),
        ({"method": "GET", "params": {"update": "CLEAR ALL"}}, 403),
        ({"method": "POST", "content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403),
        ({"method": "POST", "data": {"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}}, 400),
    ],
)  # fmt: skip
def test_what_is_no_query_is_refused(web: httpx.Client, request_: dict[str, object], status: int) -> None:
    answer = web.request(url="/sparql", **request_)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")


def test_no_route_writes(web: httpx.Client) -> None:
    before = web.get("/void").text
    for path in ("/update", "/store", "/sparql/update", "/upload"):
        assert web.post(path, data={"update": "CLEAR ALL"}).status_code == 404
    for path in ("/", "/id/nato", "/graph", "/ask", "/void"):
        assert web.put(path, content="x").status_code == 405
    assert len(web.get("/void").text) == len(before)


def test_a_mistake_is_shown_in_its_place(web: httpx.Client) -> None:
    assert "line 2, column" in web.get("/sparql", params={"query": "SELECT * {\n ?s ?p }"}).text


def test_head_has_no_body(web: httpx.Client) -> None:
    answer = web.head("/sparql", params={"query": ASK})
    assert (answer.status_code, answer.content) == (200, b"")


def test_the_endpoint_describes_itself(web: httpx.Client) -> None:
    answer = web.get("/sparql", headers={"Accept": "text/turtle"})
    service = "http://www.w3.org/ns/sparql-service-description#Service"
    assert any(str(quad.object) == f"<{service}>" for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE))
    assert web.get("/sparql", headers={"Accept": "text/html"}).headers["location"] == "/"
