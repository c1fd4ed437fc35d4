"""Pages and data about things, forms for questions, the description, and what the server refuses by default."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.graph import Store
from tests.serve.conftest import serving, tell
from tests.unit.graph.build import SENTENCE

ID = "https://w3id.org/irkg/id/"


@pytest.mark.parametrize(
    ("accept", "got"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"), ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"), ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"), ("*/*", "text/html"),
    ],
)  # fmt: skip
def test_a_thing_is_a_page_or_data(web: httpx.Client, accept: str, got: str) -> None:
    answer = web.get("/id/russia", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == got
    assert answer.headers["vary"] == "Accept"
    assert 'rel="alternate"; type="text/turtle"' in answer.headers["link"] or got == "text/turtle"
    assert f'<{ID}russia>; rel="describes"' in answer.headers["link"]
    if got != "text/html":
        form = ox.RdfFormat.from_media_type(got)
        assert form is not None
        triples = {quad.triple for quad in ox.parse(answer.content, format=form)}
        suspends = ox.NamedNode("https://w3id.org/irkg/ontology#suspendsDialogueWith")
        assert ox.Triple(ox.NamedNode(f"{ID}russia"), suspends, ox.NamedNode(f"{ID}nato")) in triples


def test_suffixes_name_the_form(web: httpx.Client) -> None:
    for suffix, media in ((".ttl", "text/turtle"), (".jsonld", "application/ld+json"), (".html", "text/html")):
        assert web.get(f"/id/nato{suffix}").headers["content-type"].startswith(media)
    assert len(web.get("/ontology.ttl").content) > 100_000


def test_pages_lead_from_actor_to_event_to_sentence(web: httpx.Client, graph: Path) -> None:
    page = web.get("/id/russia", headers={"Accept": "text/html"}).text
    assert "<h1>Russia</h1>" in page
    with Store.open(graph, read_only=True) as store:
        (event,) = store.query("SELECT ?e { ?e ir:actor id:russia }").values()[0]
        (article,) = store.query("SELECT ?a { ?a schema:identifier 'en-001' }").values()[0]
    assert event and article
    path = event.removeprefix("https://w3id.org/irkg")
    assert f'href="{path}"' in page
    event_page = web.get(path, headers={"Accept": "text/html"}).text
    assert f"<blockquote>{SENTENCE}</blockquote>" in event_page
    assert f'href="{article.removeprefix("https://w3id.org/irkg")}"' in event_page


@pytest.mark.parametrize("path", ["/id/nobody", "/id/x%3E%20%7D%20%3Cscript", "/event/0", "/id/../../etc/passwd"])
def test_unknown_things_are_404(web: httpx.Client, path: str) -> None:
    for accept in ("text/html", "text/turtle"):
        assert web.get(path, headers={"Accept": accept}).status_code == 404


def test_questions_are_forms(web: httpx.Client) -> None:
    assert 'href="/ask/dyad-timeline"' in web.get("/ask").text
    empty = web.get("/ask/dyad-timeline").text
    assert 'name="a"' in empty
    assert "<table>" not in empty
    asked = {"a": "Moscou", "b": "OTAN", "from": ""}
    assert "Russia – suspends dialogue with – NATO (2021-11-01)" in web.get("/ask/dyad-timeline", params=asked).text
    table = web.get("/ask/dyad-timeline", params={**asked, "format": "csv"})
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.startswith("when,event")
    wrong = web.get("/ask/dyad-timeline", params={"a": "<script>alert(1)</script>", "b": "NATO"}).text
    assert 'role="alert"' in wrong
    assert "<script>alert" not in wrong
    assert web.get("/ask/nothing").status_code == 404


def test_the_description_counts(web: httpx.Client, url: str) -> None:
    for path in ("/void", "/.well-known/void"):
        answer = web.get(path, headers={"Accept": "application/n-triples"})
        assert f'<{url}void#Statement> <http://rdfs.org/ns/void#entities> "4"' in answer.text
        assert f"<http://rdfs.org/ns/void#sparqlEndpoint> <{url}sparql>" in answer.text
    assert web.get("/void", headers={"Accept": "application/ld+json"}).json()


def test_the_network_is_there(web: httpx.Client) -> None:
    page = web.get("/graph")
    assert page.status_code == 200
    assert "Russia" in page.text


def test_other_origins_may_not_ask_unless_told(web: httpx.Client, graph: Path) -> None:
    origin = {"Origin": "https://example.org"}
    assert "access-control-allow-origin" not in web.get("/sparql", params={"query": "ASK {}"}, headers=origin).headers
    with serving(graph, "--cors", "https://example.org") as url:
        answer = httpx.get(f"{url}sparql", params={"query": "ASK {}"}, headers=origin)
        assert answer.headers["access-control-allow-origin"] == "https://example.org"
        other = httpx.get(f"{url}sparql", params={"query": "ASK {}"}, headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in other.headers


def test_a_name_that_is_made_to_lead_here_is_refused(web: httpx.Client) -> None:
    assert web.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_it_listens_on_this_machine_alone(url: str) -> None:
    assert url.startswith("http://127.0.0.1:")


def test_a_build_can_write_meanwhile_and_is_served_when_done(graph: Path, tmp_path: Path) -> None:
    Store.snapshot(graph, tmp_path / "graph")
    count = "SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }"

    def served(url: str) -> str:
        answer = httpx.get(f"{url}sparql", params={"query": count}, timeout=60)
        return str(answer.json()["results"]["bindings"][0]["n"]["value"])

    with serving(tmp_path / "graph") as url:
        with Store.open(tmp_path / "graph") as store:
            tell(store, 3)
            assert served(url) == "2", "the last complete state"
            store.derive()
        until = time.monotonic() + 60
        while served(url) != "3":
            assert time.monotonic() < until, "the new state is served"
            time.sleep(0.5)
    assert list((tmp_path / "graph" / "served").iterdir()) == [], "copies are gone"
