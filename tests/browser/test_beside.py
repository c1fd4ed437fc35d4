"""List and table beside the network: one selection in three places, room that the reader gives, and on a phone tabs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from kg.graph.data import GraphData
from tests.browser.conftest import Opener, Sheet
from tests.browser.world import large, statement, world

PHONE = (390, 844)


def box(opened: Sheet, selector: str) -> dict[str, float]:
    found: dict[str, float] = opened.page.locator(selector).bounding_box()
    return found


def chosen(opened: Sheet, rows: str) -> list[str]:
    """The dyads of the rows that are marked."""
    return [str(row.get_attribute("data-dyad")) for row in opened.page.locator(f"{rows}[aria-current=true]").all()]


def lit(opened: Sheet) -> set[str]:
    """The arrows that are not pale."""
    colours = opened.page.evaluate("irkg.network.body.data.edges.get().map(e => [e.id, e.color.color])")
    ((pale, _),) = Counter(colour for _, colour in colours).most_common(1)
    return {dyad for dyad, colour in colours if colour != pale}


def in_sight(opened: Sheet, row: str, frame: str) -> bool:
    inner, outer = box(opened, row), box(opened, frame)
    return bool(outer["y"] <= inner["y"] and inner["y"] + inner["height"] <= outer["y"] + outer["height"] + 1)


def test_a_stranger_sees_the_network_first_and_the_dated_list_beside_it(sheet: Opener) -> None:
    opened = sheet(world())
    network, panel, listed = box(opened, "#canvas"), box(opened, "#panel"), box(opened, "#list")
    assert network["width"] * network["height"] > 3 * listed["width"] * listed["height"]
    assert network["width"] > 0.65 * 1400
    assert listed["x"] >= network["x"] + network["width"]
    assert listed["y"] >= panel["y"] + panel["height"]
    assert listed["y"] + listed["height"] <= 900
    assert opened.page.locator("#list li").first.is_visible()
    assert opened.page.evaluate("location.hash") == ""


@pytest.mark.parametrize(("view", "rows"), [("timeline", "#list li"), ("table", "#dyads tbody tr")])
def test_a_row_lights_its_arrow_and_opens_its_sentences(sheet: Opener, view: str, rows: str) -> None:
    opened = sheet(world(), f"#view={view}")
    row = opened.page.locator(f"{rows}[data-dyad='russia>nato']").first
    row.locator("button").click()
    assert opened.heading() == "Russia → NATO"
    assert lit(opened) == {"russia>nato"}
    assert set(chosen(opened, rows)) == {"russia>nato"}
    assert opened.page.locator("article.card blockquote").count() > 0
    assert opened.state()["dyad"] == "russia>nato"
    assert opened.page.is_visible("#canvas")


@pytest.mark.parametrize(
    ("view", "rows", "frame"), [("timeline", "#list li", "#list"), ("table", "#dyads tr", "#dyads")]
)
def test_an_arrow_marks_its_rows_and_brings_them_into_sight(sheet: Opener, view: str, rows: str, frame: str) -> None:
    opened = sheet(world(), f"#view={view}")
    dyad = str(opened.page.locator(f"{rows}[data-dyad*='>a'], {rows}[data-dyad*='>f']").last.get_attribute("data-dyad"))
    assert not in_sight(opened, f"{rows}[data-dyad='{dyad}'] >> nth=0", frame)
    opened.page.evaluate("window.scrolled = 0; addEventListener('scroll', () => { window.scrolled += 1; })")
    opened.click_at(f"irkg.network.body.edges['{dyad}'].edgeType.getPoint(0.5)")
    assert opened.state()["dyad"] == dyad
    assert set(chosen(opened, rows)) == {dyad}
    assert in_sight(opened, f"{rows}[data-dyad='{dyad}'] >> nth=0", frame)
    assert opened.page.evaluate("window.scrolled") == 0


def test_rows_stay_where_they_are_when_one_is_chosen_and_closed(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.evaluate("document.querySelector('#list').scrollTop = 900")
    row = opened.page.locator("#list li").nth(20)
    row.locator("button").click()
    where = opened.page.evaluate("document.querySelector('#list').scrollTop")
    opened.page.keyboard.press("Escape")
    assert opened.heading() == "What stands out"
    assert opened.page.evaluate("document.querySelector('#list').scrollTop") == where > 0
    assert chosen(opened, "#list li") == []
    assert row.locator("button").evaluate("node => node === document.activeElement")


def test_an_event_of_the_list_opens_at_its_own_sentence(sheet: Opener) -> None:
    opened = sheet(world())
    rows = opened.page.locator("#list li[data-dyad='russia>nato'] button")
    last = rows.nth(rows.count() - 1)
    number = str(last.get_attribute("id")).removeprefix("event-")
    last.click()
    assert in_sight(opened, f"#card-{number} .what", "#panel")


def test_a_row_keeps_the_chosen_actor_and_leads_back_to_it(sheet: Opener) -> None:
    opened = sheet(world(), "#actor=mali&view=table&only=1")
    assert len(opened.nodes()) < 10
    rows = opened.page.locator("#dyads tbody tr").count()
    opened.page.click("#dyads tr[data-dyad='mali>france'] button")
    assert opened.heading() == "Mali → France"
    assert opened.page.locator("#dyads tbody tr").count() == rows
    assert len(opened.nodes()) < 10
    opened.page.keyboard.press("Escape")
    assert opened.heading() == "Mali"


def test_a_meeting_told_in_both_directions_is_one_row_that_both_arrows_mark(sheet: Opener) -> None:
    one = statement("russia", "visits", "turkey", 1, date="2021-12-01")
    other = replace(statement("turkey", "visits", "russia", 2, date="2021-12-01"), event_id=one.event_id)
    opened = sheet(GraphData(world().actors, (one, other)))
    assert opened.page.locator("#list li").count() == 1
    for dyad in ("russia>turkey", "turkey>russia"):
        opened.page.evaluate("id => { location.hash = new URLSearchParams([['dyad', id]]); }", dyad)
        opened.page.wait_for_timeout(150)
        assert opened.state()["dyad"] == dyad
        assert len(chosen(opened, "#list li")) == 1


def test_a_row_far_down_is_there_when_its_arrow_is_chosen(sheet: Opener) -> None:
    data = large(300, 1500)
    opened = sheet(data, "#view=table")
    shown = {str(row.get_attribute("data-dyad")) for row in opened.page.locator("#dyads tbody tr").all()}
    drawn = sorted(opened.edges() - shown)
    assert drawn
    opened.page.evaluate("id => { location.hash = new URLSearchParams([['dyad', id], ['view', 'table']]); }", drawn[0])
    opened.page.wait_for_timeout(200)
    assert chosen(opened, "#dyads tr") == [drawn[0]]
    assert opened.page.locator("#dyads tbody tr").count() == len(shown) + 1


def test_the_arrow_of_a_row_is_brought_into_sight_when_the_drawing_is_enlarged(sheet: Opener) -> None:
    opened = sheet(world(), "#view=table&at=-900+-900+3")
    opened.page.click("#dyads tr[data-dyad='russia>nato'] button")
    at = opened.page.evaluate("irkg.network.canvasToDOM(irkg.middle('russia>nato'))")
    frame = box(opened, "#canvas")
    assert 0 < at["x"] < frame["width"]
    assert 0 < at["y"] < frame["height"]


def test_what_stands_beside_is_chosen_hidden_and_kept_in_the_address(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.click("#see-table")
    assert opened.page.is_visible("#dyads")
    assert not opened.page.is_visible("#list")
    assert opened.page.get_attribute("#see-table", "aria-pressed") == "true"
    assert "view=table" in opened.page.evaluate("location.hash")
    narrow = box(opened, "#canvas")["width"]
    opened.page.click("#hide")
    assert not opened.page.is_visible("#dyads")
    assert box(opened, "#panel")["height"] > 700
    assert box(opened, "#canvas")["width"] > narrow
    again = sheet(world(), opened.page.evaluate("location.hash"))
    assert not again.page.is_visible("#list")
    again.page.click("#see-timeline")
    assert again.page.is_visible("#list")
    again.page.click("#see-timeline")
    assert not again.page.is_visible("#list")


def test_the_whole_network_is_seen_again_when_its_room_changes(sheet: Opener) -> None:
    opened = sheet(world(), "#view=map")
    opened.page.click("#see-table")
    opened.page.wait_for_timeout(200)
    frame = box(opened, "#canvas")
    spots: list[dict[str, Any]] = opened.page.evaluate(
        "irkg.network.body.data.nodes.getIds().map(id => irkg.network.canvasToDOM(irkg.network.getPosition(id)))"
    )
    assert all(0 < at["x"] < frame["width"] and 0 < at["y"] < frame["height"] for at in spots)


@pytest.mark.parametrize(
    ("grip", "part", "side", "key", "by"),
    [("grip", "#side", "width", "side", (-200, 0)), ("sash", "#panel", "height", "split", (0, 120))],
)
def test_the_room_can_be_dragged_and_is_kept_in_the_address(
    sheet: Opener, grip: str, part: str, side: str, key: str, by: tuple[int, int]
) -> None:
    opened = sheet(world())
    before, at = box(opened, part)[side], box(opened, f"#{grip}")
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    opened.page.mouse.move(x, y)
    opened.page.mouse.down()
    opened.page.mouse.move(x + by[0], y + by[1], steps=5)
    opened.page.wait_for_timeout(100)
    opened.page.mouse.up()
    after = box(opened, part)[side]
    assert after == pytest.approx(before + max(map(abs, by)), abs=16)
    assert opened.state()[key] != ""
    assert box(sheet(world(), opened.page.evaluate("location.hash")), part)[side] == pytest.approx(after, abs=1)
    opened.page.dblclick(f"#{grip}")
    assert box(opened, part)[side] == before
    assert opened.state()[key] == ""


def test_the_room_obeys_the_keyboard_and_says_how_much_it_is(sheet: Opener) -> None:
    opened = sheet(world())
    for grip, more, part, side in (("grip", "ArrowLeft", "#side", "width"), ("sash", "ArrowDown", "#panel", "height")):
        opened.page.focus(f"#{grip}")
        before, said = box(opened, part)[side], int(opened.page.get_attribute(f"#{grip}", "aria-valuenow"))
        for _ in range(3):
            opened.page.keyboard.press(more)
        assert box(opened, part)[side] > before
        assert int(opened.page.get_attribute(f"#{grip}", "aria-valuenow")) > said
        for key, limit in (("End", "aria-valuemax"), ("Home", "aria-valuemin")):
            opened.page.keyboard.press(key)
            assert opened.page.get_attribute(f"#{grip}", "aria-valuenow") == opened.page.get_attribute(
                f"#{grip}", limit
            )
        opened.page.keyboard.press("Enter")
        assert box(opened, part)[side] == before


@pytest.mark.parametrize("address", ["#side=5&split=99", "#side=x&split=-1", "#side=1e9"])
def test_a_size_that_makes_no_sense_is_ignored(sheet: Opener, address: str) -> None:
    opened = sheet(world(), address)
    assert (opened.state()["side"], opened.state()["split"]) == ("", "")
    assert box(opened, "#side")["width"] == box(sheet(world()), "#side")["width"]


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ["Timeline", "Table", "Hide"]), ("fr", ["Chronologie", "Tableau", "Masquer"])]
)
def test_it_is_said_in_both_languages(sheet: Opener, lang: str, words: list[str]) -> None:
    opened = sheet(world(), f"#lang={lang}")
    assert opened.texts("#choice button") == words
    label = {"en": "Width of the details", "fr": "Largeur des détails"}[lang]
    assert opened.page.get_by_role("separator", name=label).is_visible()
    months = {"en": "December 2021", "fr": "décembre 2021"}[lang]
    assert opened.page.locator("#list h2").first.text_content() == months


@pytest.mark.parametrize("address", ["#view=table&side=60", "#view=map", "#view=table&dyad=russia>nato&split=30"])
@pytest.mark.parametrize("size", [(1000, 700), PHONE])
def test_axe_finds_nothing_in_any_room(sheet: Opener, address: str, size: tuple[int, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    opened = sheet(world(), address, size=size)
    found = axe.Axe().run(opened.page)
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found.response["violations"]] == []
    assert opened.errors == []


def test_on_a_phone_they_are_tabs(sheet: Opener) -> None:
    opened = sheet(world(), size=PHONE)
    assert opened.page.is_visible("#canvas")
    assert not opened.page.is_visible("#list")
    assert not opened.page.is_visible("#grip")
    for tab, part in (("timeline", "#list"), ("table", "#dyads")):
        opened.page.click(f"button[data-view={tab}]")
        assert opened.page.is_visible(part)
        assert not opened.page.is_visible("#canvas")
        assert box(opened, part)["y"] < PHONE[1]
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert box(opened, "#dyads table")["width"] <= box(opened, "#dyads")["width"]
    row = opened.page.locator("#dyads tr[data-dyad='russia>nato'] button")
    row.click()
    assert opened.heading() == "Russia → NATO"
    assert 0 <= box(opened, "#panel h2")["y"] < PHONE[1]
    opened.page.click("#close")
    assert row.evaluate("node => node === document.activeElement")
    opened.page.click("button[data-view=map]")
    opened.page.wait_for_timeout(200)
    assert 0.1 < opened.page.evaluate("irkg.network.getScale()") <= 1.4


@pytest.mark.parametrize("facts", ["", "&facts=1"])
@pytest.mark.parametrize(
    ("width", "lang"),
    [(1000, "fr"), (1100, "fr"), (1100, "en"), (1280, "fr"), (1400, "fr"), (1400, "en"), (1920, "fr")],
)
def test_no_column_of_the_table_is_cut_off(sheet: Opener, width: int, lang: str, facts: str) -> None:
    opened = sheet(world(), f"#view=table&lang={lang}{facts}", size=(width, 900))
    assert opened.page.evaluate(
        "[...document.querySelectorAll('#dyads th')].every(n => n.scrollWidth <= n.clientWidth)"
    )
    cell = box(opened, "#dyads tbody tr >> nth=0")
    frame = box(opened, "#dyads")
    assert cell["x"] + cell["width"] <= frame["x"] + frame["width"]


def test_an_address_from_a_desktop_opens_on_a_phone_with_the_network(sheet: Opener) -> None:
    desktop = sheet(world(), "#actor=mali&side=50")
    phone = sheet(world(), desktop.page.evaluate("location.hash"), size=PHONE)
    assert phone.page.is_visible("#canvas")
    assert box(phone, "#panel")["width"] <= PHONE[0]


def test_a_window_that_becomes_narrow_keeps_what_was_chosen(sheet: Opener) -> None:
    opened = sheet(world(), "#view=table&dyad=russia>nato")
    opened.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    opened.page.wait_for_timeout(200)
    assert opened.page.is_visible("#dyads")
    assert not opened.page.is_visible("#canvas")
    opened.page.set_viewport_size({"width": 1400, "height": 900})
    opened.page.wait_for_timeout(200)
    assert opened.page.is_visible("#canvas")
    assert set(chosen(opened, "#dyads tr")) == {"russia>nato"}
    assert lit(opened) == {"russia>nato"}
