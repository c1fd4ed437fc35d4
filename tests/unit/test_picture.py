"""Pictures: the same bytes for the same graph, whole, captioned, and of the right things."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from kg.graph.data import GraphData
from kg.view.picture import _network, _span, pictures
from tests.browser.world import HOSTILE, hostile, statement, world

NAMES = [f"{name}.{form}" for name in ("network", "heatmap", "timeline") for form in ("svg", "png")]


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return dict(pictures(world(), title="Winter"))


def test_three_pictures_in_two_forms(drawn: dict[str, bytes], tmp_path: Path) -> None:
    assert list(drawn) == NAMES
    for name, content in drawn.items():
        if name.endswith("svg"):
            assert ET.fromstring(content).tag == "{http://www.w3.org/2000/svg}svg"
            continue
        (tmp_path / name).write_bytes(content)
        with Image.open(tmp_path / name) as image:
            assert image.size[0] == 2000
            assert len(image.convert("RGB").getcolors(1 << 24) or []) > 50


def test_nothing_in_a_picture_depends_on_the_day_or_the_hash_seed() -> None:
    code = "import hashlib; from kg.view.picture import pictures; from tests.browser.world import world;"
    code += "print([hashlib.sha256(c).hexdigest() for _, c in pictures(world(), lang='fr')])"
    root = Path(__file__).parents[2]
    seen = set()
    for seed, day in (("1", "0"), ("2", "1600000000")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": day}
        seen.add(subprocess.run([sys.executable, "-c", code], env=environment, cwd=root, capture_output=True,
                                text=True, check=True).stdout)  # fmt: skip
    assert len(seen) == 1


def test_the_caption_names_period_counts_and_sources() -> None:
    from kg.view import picture

    words = {"articles.other": "{0} articles", "publishers.other": "{0} sources", "statements.other": "{0} statements"}
    text = picture._caption(world(), {**words, "coding": "PLOVER"})
    articles = len({e.article_id for e in world().edges})
    assert text.startswith(f"2021-10-01 – 2021-12-22 · {articles} articles · 4 sources · ")
    assert "The Harbour Gazette" in text
    assert f" · {len(world().edges)} statements · " in text
    assert text.endswith(" · PLOVER")


def test_ties_count_events_once_and_average_their_tone() -> None:
    from kg.view.picture import _ties

    same = statement("france", "supports", "mali", 0)
    edges = [same, replace(same, id="again", article_id="other"), statement("france", "attacks", "mali", 4)]
    tie = _ties(edges)["france", "mali"]
    assert (tie.events, tie.tone) == (2, (4 - 10) / 2)


def test_every_month_between_two_dates_has_its_place() -> None:
    assert _span("2021-11-03", "2022-02", months=True) == ["2021-11", "2021-12", "2022-01", "2022-02"]
    assert _span("1994", "1996-05", months=False) == ["1994", "1995", "1996"]


@pytest.mark.parametrize("data", [
    GraphData(world().actors, (statement("mali", "accuses", "mali"),)),
    GraphData(world().actors, (statement("iran", "mobilisesAgainst", None),)),
    GraphData(world().actors, (statement("iran", "threatens", "israel", date=None, article_date=None),)),
    GraphData(world().actors, (statement("iran", "threatens", "israel", date="1894"), statement("iran", "aids", "mali"))),
])  # fmt: skip
def test_odd_graphs_give_pictures_too(data: GraphData) -> None:
    assert [name for name, _ in pictures(data)] == NAMES


def test_hostile_names_are_only_drawn() -> None:
    for name, content in pictures(hostile(), title=HOSTILE[1]):
        if name.endswith("svg"):
            tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(content).iter()}
            assert not tags & {"script", "a", "foreignObject"}


def test_a_dollar_in_a_name_begins_no_formula() -> None:
    rich = tuple(replace(a, labels={"en": r"$\frac{$ US$", "fr": "x"}) for a in world().actors)
    assert [name for name, _ in pictures(GraphData(rich, world().edges))] == NAMES


def test_facts_alone_give_no_picture() -> None:
    assert list(pictures(GraphData(world().actors, (statement("france", "member", "nato"),)))) == []


@pytest.mark.parametrize("dots", [72, 200])
def test_arrows_reach_from_box_to_box_in_small_graphs_too(dots: int) -> None:
    acts = [statement("france", "accuses", "mali"), statement("mali", "accuses", "france")]
    words = dict.fromkeys(("cooperation", "conflict", "tone0", "State", "edgeNote"), "x")
    figure = Figure(figsize=(10, 7.4), dpi=dots, layout="constrained")
    canvas = FigureCanvasAgg(figure)
    _network(figure, GraphData(world().actors, tuple(acts)), acts, words, "en")
    canvas.draw()
    boxes = [text.get_bbox_patch().get_window_extent() for text in figure.axes[0].texts]
    arrows = [arrow.get_window_extent() for arrow in figure.axes[0].patches]
    assert len(boxes) == len(arrows) == 2
    for box in boxes:
        for arrow in arrows:
            assert box.padded(dots / 18).overlaps(arrow)
            assert not (box.x0 < arrow.x0 and arrow.x1 < box.x1)
