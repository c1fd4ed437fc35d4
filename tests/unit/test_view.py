"""The page as text: same bytes, closed policy, nothing that loads, nothing that escapes; and the layout."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kg.graph.data import GraphData
from kg.view import Look, render
from kg.view.layout import place
from kg.view.network import CURVE, draw
from kg.view.payload import SENTENCES, evidence, records
from tests.browser.world import HOSTILE, hostile, large, statement, world


class Outline(HTMLParser):
    """Elements with their attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("script", "style") and data.strip():
            self.raw.append((*self.elements[-1], data))

    def pieces(self) -> list[Any]:
        return [json.loads(text) for _, attributes, text in self.raw if attributes.get("class") == "evidence"]

    def json(self, key: str) -> Any:
        return json.loads("".join(text for _, attributes, text in self.raw if attributes.get("id") == key))


def test_equal_graphs_give_equal_bytes() -> None:
    assert render(world()) == render(world())


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = "import hashlib;from kg.view import render;from tests.browser.world import world;"
    code += "print(hashlib.sha256(render(world()).encode()).hexdigest())"
    root = Path(__file__).parents[2]
    seen = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=root, capture_output=True, text=True, check=True
        )
        seen.add(run.stdout)
    assert len(seen) == 1


def test_the_order_of_the_input_does_not_matter() -> None:
    data = world()
    assert render(GraphData(data.actors[::-1], data.edges[::-1])) == render(data)


def test_the_policy_allows_only_the_scripts_and_the_style_of_the_page() -> None:
    outline = Outline(render(world()))
    policy = next(a["content"] for _, a in outline.elements if a.get("http-equiv") == "Content-Security-Policy") or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in policy

    def hashes(tag: str) -> set[str]:
        texts = [text for name, attributes, text in outline.raw if name == tag and "type" not in attributes]
        return {f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in texts}

    assert set(rules["script-src"].split()) == hashes("script")
    assert set(rules["style-src"].split()) == hashes("style")
    assert "\r" not in render(world())


def test_nothing_is_loaded_from_anywhere() -> None:
    outline = Outline(render(world()))
    assert not [
        a for tag, a in outline.elements if {"src", "srcset", "style"} & a.keys() or tag in ("link", "base", "img")
    ]
    style = next(text for tag, _, text in outline.raw if tag == "style")
    assert not re.search(r"url\(|@import", style)
    assert "sourceMappingURL" not in render(world())


def test_the_licence_of_the_library_stays() -> None:
    page = render(GraphData((), ()))
    assert "@license" in page
    assert "http://www.apache.org/licenses/LICENSE-2.0" in page


def test_hostile_texts_stay_inside_their_data() -> None:
    plain, sour = Outline(render(world())), Outline(render(hostile(), title=HOSTILE[1]))
    assert {tag for tag, _ in sour.elements} | {"a"} == {tag for tag, _ in plain.elements}
    assert "a" not in {tag for tag, _ in sour.elements}
    assert not [a for _, a in sour.elements if any(key.startswith("on") for key in a)]
    assert {actor["id"] for actor in sour.json("data")["actors"]} == {*HOSTILE, "plain"}


def test_every_statement_is_in_the_page_once() -> None:
    outline = Outline(render(world()))
    data = outline.json("data")
    ids = [s["id"] for piece in outline.pieces() for s in piece]
    assert sorted(ids) == sorted(e.id for e in world().edges)
    assert sum(count for _, _, count in data["dyads"]) == len(ids)
    assert {len(column) for column in data["statements"].values()} == {len(ids)}


def test_past_the_cap_statements_keep_their_count_but_not_their_sentence() -> None:
    edges = tuple(statement("russia", "accuses", "nato", i, status="actual" if i > 4 else "denied") for i in range(30))
    data = GraphData(world().actors, edges)
    ((_, _, count),) = records(data)["dyads"]
    kept = [s["id"] for piece in evidence(data) for s in piece if s]
    assert (count, len(kept)) == (30, SENTENCES)
    assert {e.status for e in edges if e.id in kept} == {"actual"}


def test_past_the_budget_each_dyad_keeps_fewer_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.view.payload.BUDGET", 6)
    edges = [statement("russia", "accuses", whom, i) for whom in ("nato", "france") for i in range(5)]
    kept = [s for piece in evidence(GraphData(world().actors, tuple(edges))) for s in piece]
    assert [bool(s) for s in kept] == [True, True, True, False, False] * 2
    monkeypatch.setattr("kg.view.payload.BUDGET", 1)
    kept = [s for piece in evidence(GraphData(world().actors, tuple(edges))) for s in piece]
    assert [bool(s) for s in kept] == [True] + [False] * 9


def test_the_network_comes_from_pyvis_with_one_edge_a_directed_dyad() -> None:
    network = draw(world())
    edges = [(edge["from"], edge["to"]) for edge in network["edges"]]
    acts = {(e.subject_id, e.object_id) for e in world().edges if e.object_id and e.event_id}
    assert len(edges) == len(set(edges))
    assert set(edges) == acts
    assert {("russia", "nato"), ("nato", "russia")} <= set(edges)
    assert network["options"]["physics"] == {"enabled": False}
    assert network["options"]["edges"]["smooth"]["roundness"] == CURVE


def test_boxes_never_overlap_even_in_the_longer_language() -> None:
    nodes = draw(world())["nodes"]
    for a, b in combinations(nodes, 2):
        (width, height), (other_width, other_height) = a["box"], b["box"]
        across = abs(a["x"] - b["x"]) >= (width + other_width) / 2
        assert across or abs(a["y"] - b["y"]) >= (height + other_height) / 2, (a["id"], b["id"])


def test_who_deals_with_each_other_stands_closer() -> None:
    names = [f"{side}{i}" for i in range(6) for side in "ab"]
    ties = {(f"{side}{i}", f"{side}{j}"): 3.0 for side in "ab" for i, j in combinations(range(6), 2)} | {
        ("a0", "b0"): 1.0
    }
    spots = place(names, ties, dict.fromkeys(names, (60.0, 30.0)), core=12, arrows=ties)

    def mean(pairs: list[tuple[str, str]]) -> float:
        far = [((spots[a][0] - spots[b][0]) ** 2 + (spots[a][1] - spots[b][1]) ** 2) ** 0.5 for a, b in pairs]
        return sum(far) / len(far)

    strangers = [(a, b) for a, b in combinations(names, 2) if a[0] != b[0]]
    assert mean(list(ties)) < 0.7 * mean(strangers)


def test_the_rest_settles_beside_whom_it_knows() -> None:
    names = ["hub", "far", "late"]
    ties = {("far", "hub"): 1.0, ("hub", "late"): 1.0}
    spots = place(names, ties, dict.fromkeys(names, (60.0, 30.0)), core=2)
    (x, y), (hub_x, hub_y), (far_x, far_y) = spots["late"], spots["hub"], spots["far"]
    assert (x - hub_x) ** 2 + (y - hub_y) ** 2 < (x - far_x) ** 2 + (y - far_y) ** 2


def test_a_graph_without_statements_still_gives_a_page() -> None:
    data = Outline(render(GraphData((), ()))).json("data")
    assert (data["actors"], data["dyads"], data["network"]["nodes"]) == ([], [], [])


def test_an_actor_that_acts_on_itself_is_drawn() -> None:
    data = GraphData(world().actors, (statement("mali", "accuses", "mali"),))
    assert [edge["id"] for edge in draw(data)["edges"]] == ["mali>mali"]


def test_the_backbone_of_a_large_graph_is_small_and_leaves_nobody_out() -> None:
    network = draw(large(2000, 10_000))
    assert len(network["nodes"]) == network["most"] == 1000
    ends = [end for edge in network["edges"] for end in (edge["from"], edge["to"])]
    assert len(network["edges"]) < 300
    assert len(set(ends)) > 60


def test_the_page_without_javascript_has_a_sentence_and_a_source_in_each_row() -> None:
    page = render(world(), look=Look(lang="fr"))
    (table,) = re.findall(r"<noscript>(.*?)</noscript>", page, re.DOTALL)
    acts = {(e.subject_id, e.object_id) for e in world().edges if e.event_id and e.object_id and e.status == "actual"}
    assert table.count('<th scope="row">') == len(acts)
    assert table.count("<a href=") == len(acts)
    assert "<bdi>États-Unis</bdi>" in table


def test_the_page_opens_as_it_was_told() -> None:
    outline = Outline(render(world(), look=Look(lang="fr", theme="dark"), max_actors=12))
    root = next(attributes for tag, attributes in outline.elements if tag == "html")
    assert root == {"lang": "fr", "data-theme": "dark"}
    data = outline.json("data")
    assert (data["look"], data["network"]["frames"][0]["actors"]) == ({"lang": "fr", "theme": "dark"}, 12)
