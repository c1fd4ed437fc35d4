"""Habits: language, theme, address, print, phone, keyboard, accessibility, no JavaScript; and hostile texts."""

from __future__ import annotations

import json
import re

import pytest

from kg.graph.data import GraphData
from kg.view import render
from tests.browser.conftest import Opener, page_of
from tests.browser.world import HOSTILE, hostile, large, statement, world


def test_the_language_switch_changes_labels_and_interface(sheet: Opener) -> None:
    opened = sheet(world(), "#dyad=russia>nato")
    opened.page.click("button[data-lang=fr]")
    assert opened.heading() == "Russie → OTAN"
    assert opened.labels()["united-states"] == "États-Unis"
    assert opened.page.text_content("#filters summary span") == "Filtres"
    assert opened.page.get_attribute("html", "lang") == "fr"
    assert "suspend le dialogue avec" in opened.page.text_content("#panel")
    assert "énoncés" in opened.page.text_content("#about")


@pytest.mark.parametrize(("locale", "lang"), [("fr-CA", "fr"), ("en-GB", "en"), ("de-DE", "en")])
def test_the_browser_chooses_the_first_language(sheet: Opener, locale: str, lang: str) -> None:
    assert sheet(world(), locale=locale).state()["lang"] == lang


def test_every_word_of_the_interface_is_there_in_both_languages(sheet: Opener) -> None:
    opened = sheet(world())
    words = json.loads(opened.page.text_content("#words"))
    assert words["en"].keys() == words["fr"].keys()
    for key in ("t", "label", "hint"):
        used = opened.page.evaluate(f"[...document.querySelectorAll('[data-{key}]')].map(n => n.dataset.{key})")
        assert used
        assert set(used) <= words["en"].keys()


def test_dark_and_light_by_button_and_in_the_address(sheet: Opener) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    opened = sheet(world())
    light = opened.page.evaluate(colour)
    opened.page.click("#theme")
    assert opened.page.evaluate(colour) != light
    node = opened.page.evaluate("irkg.network.body.data.nodes.get('russia').color.background")
    assert node == "rgb(219, 228, 238)"
    assert sheet(world(), opened.page.evaluate("location.hash")).page.evaluate(colour) != light
    assert sheet(world(), "#theme=light", scheme="dark").page.evaluate(colour) == light


def test_an_address_restores_the_view(sheet: Opener) -> None:
    opened = sheet(world(), "#dyad=russia%3Enato&lang=fr&status=actual+denied&confidence=0.5&facts=1")
    assert opened.heading() == "Russie → OTAN"
    assert opened.page.is_checked("#filter-denied")
    assert {"russia>poland", "sergey-lavrov>russia"} <= opened.edges()
    again = sheet(world(), opened.page.evaluate("location.hash"), locale="en-GB")
    assert again.state() == opened.state()


def test_an_address_keeps_what_part_of_the_drawing_is_seen(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.click("#in")
    opened.page.mouse.move(300, 300)
    opened.page.mouse.wheel(0, -200)
    opened.page.wait_for_timeout(400)
    seen = "[irkg.network.getScale(), ...Object.values(irkg.network.getViewPosition()).map(Math.round)]"
    again = sheet(world(), opened.page.evaluate("location.hash"))
    assert again.page.evaluate(seen) == pytest.approx(opened.page.evaluate(seen), abs=0.01)
    again.page.click("#fit")
    assert again.page.evaluate(seen) == pytest.approx(sheet(world()).page.evaluate(seen), abs=0.01)
    assert again.state()["at"] == ""


@pytest.mark.parametrize(
    "rest", ["lang=xx", "lang=__proto__", "view=x&theme=x&pattern=x", "open=[1&only=1", "sort=x&path=y"]
)
def test_an_address_that_makes_no_sense_opens_the_whole(sheet: Opener, rest: str) -> None:
    opened = sheet(world(), f"#actor=atlantis&{rest}")
    assert opened.heading() == "What stands out"
    assert opened.errors == []


def test_the_back_button_undoes_a_step(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.evaluate("location.hash = 'actor=france&only=1'")
    opened.page.wait_for_timeout(200)
    assert opened.heading() == "France"
    assert "taiwan" not in opened.nodes()
    opened.page.go_back()
    opened.page.wait_for_timeout(200)
    assert opened.heading() == "What stands out"
    assert "taiwan" in opened.nodes()


def test_on_a_phone_names_can_be_read_and_nothing_sticks_out(sheet: Opener) -> None:
    opened = sheet(world(), size=(390, 844))
    assert 15 < len(opened.nodes()) <= 24
    assert opened.smallest_letters() >= 8.5
    assert opened.overlaps() == opened.out_of_sight() == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    for menu, inside in (("#save", "#save > div"), ("#filters", "#filters > form")):
        opened.page.click(f"{menu} summary")
        box = opened.page.locator(inside).bounding_box()
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 390
        opened.page.click(f"{menu} summary")
    opened.page.locator("#canvas canvas").tap(position=opened.page.evaluate(
        "irkg.network.canvasToDOM(irkg.network.getPosition('russia'))"
    ))  # fmt: skip
    opened.page.wait_for_timeout(400)
    assert opened.heading() == "Russia"
    assert 0 <= opened.page.locator("#panel h2").bounding_box()["y"] < 400
    opened.page.tap("#close")
    assert 0 <= opened.page.locator("#canvas").bounding_box()["y"] < 400


@pytest.mark.parametrize("size", [(360, 640), (800, 1100), (1024, 768), (1280, 720), (1366, 768), (1536, 864)])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_in_every_window_names_can_be_read(sheet: Opener, size: tuple[int, int], lang: str) -> None:
    opened = sheet(world(), f"#lang={lang}", size=size)
    assert opened.smallest_letters() >= 7.5
    assert opened.overlaps() == opened.out_of_sight() == []
    drawn, *others = (opened.page.locator(part).bounding_box() for part in ("#canvas", "#drawn", "#zoom"))
    assert all(drawn["y"] + drawn["height"] <= other["y"] + 2 for other in others)
    one, other = sorted(others, key=lambda box: box["x"])
    assert one["x"] + one["width"] <= other["x"]


def test_a_window_that_becomes_small_draws_fewer_actors_and_gives_them_back(sheet: Opener) -> None:
    opened = sheet(large(300, 1500))
    many = opened.nodes()
    opened.page.set_viewport_size({"width": 1024, "height": 700})
    opened.page.wait_for_timeout(200)
    assert opened.nodes() < many
    assert opened.smallest_letters() >= 7
    opened.page.set_viewport_size({"width": 1400, "height": 900})
    opened.page.wait_for_timeout(200)
    assert opened.nodes() == many


def test_whoever_asked_for_many_actors_gets_them(sheet: Opener) -> None:
    data = large(300, 1500)
    asked = sheet(data, page=render(data, max_actors=150), size=(1280, 720))
    assert len(asked.nodes()) > 100


@pytest.mark.parametrize("address", ["", "#view=table&lang=fr", "#actor=russia", "#pattern=groups"])
@pytest.mark.parametrize("size", [(1400, 900), (1000, 700)])
def test_on_a_desktop_only_the_parts_scroll(sheet: Opener, address: str, size: tuple[int, int]) -> None:
    opened = sheet(world(), address, size=size)
    sizes = opened.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert sizes == list(size)


def test_on_paper_there_is_the_drawing_and_the_evidence_but_no_control(sheet: Opener) -> None:
    opened = sheet(world(), "#dyad=russia>nato", scheme="dark")
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.page.emulate_media(media="print")
    seen = {key: opened.page.is_visible(key) for key in ("#canvas", "#panel blockquote", "#search", "#bar", "#time")}
    assert seen == {"#canvas": True, "#panel blockquote": True, "#search": False, "#bar": False, "#time": False}
    assert [text for text in opened.texts("#panel button:visible") if text] == []
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert len(opened.page.pdf()) > 10_000


def test_without_javascript_there_is_the_table(sheet: Opener) -> None:
    opened = sheet(world(), script=False)
    rows = opened.page.locator("noscript tr")
    assert rows.count() > 60
    assert opened.page.get_by_role("row").filter(has_text="Russia").filter(has_text="NATO").first.is_visible()
    assert opened.page.locator("a[href^='https://news.example/']").count() > 60
    assert not opened.page.is_visible("#canvas")
    assert not opened.page.is_visible("#search")
    assert opened.requests == []


def test_without_javascript_the_table_fits_a_phone(sheet: Opener) -> None:
    opened = sheet(world(), script=False, size=(390, 844))
    row = opened.page.locator("noscript tbody tr").first.bounding_box()
    assert row["x"] + row["width"] <= 390
    assert opened.page.locator("noscript td[lang=fr]").count() > 0


def test_every_control_is_reached_by_tab(sheet: Opener) -> None:
    opened = sheet(world())
    seen = set()
    for _ in range(60):
        opened.page.keyboard.press("Tab")
        seen.add(opened.page.evaluate("document.activeElement.id"))
    assert {
        "skip",
        "search",
        "see-timeline",
        "see-table",
        "hide",
        "theme",
        "facts",
        "names",
        "groups",
        "triads",
    } <= seen
    assert {"in", "out", "fit", "play", "begin", "end", "panel", "grip", "sash"} <= seen


@pytest.mark.parametrize(
    "address",
    ["", "#actor=russia&facts=1", "#dyad=russia>nato&lang=fr", "#view=table", "#view=timeline", "#pattern=groups",
     "#pattern=triads&lang=fr", "#actor=algeria&path=mali", "#actor=mali&only=1"],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(sheet: Opener, address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    opened = sheet(world(), address, scheme=scheme)
    if address in ("", "#view=table"):
        opened.page.click("#filters summary" if address else "#save summary")
    found = axe.Axe().run(opened.page)
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found.response["violations"]] == []
    assert opened.errors == []


@pytest.mark.parametrize(("size", "scheme"), [((1400, 900), "light"), ((1400, 900), "dark"), ((390, 844), "dark")])
def test_axe_finds_nothing_wherever_a_reader_goes(sheet: Opener, size: tuple[int, int], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    opened = sheet(world(), size=size, scheme=scheme)
    page = opened.page

    def search() -> None:
        page.fill("#search", "russ")

    def take() -> None:
        page.press("#search", "Enter")
        page.evaluate("for (const box of document.querySelectorAll('#panel details')) box.open = true")

    steps = {
        "filters": lambda: page.click("#filters summary"), "a filter": lambda: page.uncheck("#filter-ASSAULT"),
        "save": lambda: page.click("#save summary"), "search": search, "actor": take,
        "neighbours": lambda: page.click("#only"), "back": lambda: page.click("#undo"),
        "groups": lambda: page.click("#groups"), "triads": lambda: page.click("#triads"),
        "names": lambda: page.click("#names"), "offices": lambda: page.click("#facts"),
        "French": lambda: page.click("button[data-lang=fr]"), "play": lambda: page.click("#play"),
    }  # fmt: skip
    for step, act in steps.items():
        act()
        page.wait_for_timeout(150)
        violations = axe.Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in violations] == [], step
    assert opened.errors == []


def test_axe_finds_nothing_without_javascript(sheet: Opener) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    # axe is a script itself: it looks at the page as a browser without JavaScript would show it.
    page = re.sub(r"<script(?! type).*?</script>", "", page_of(world()), flags=re.DOTALL)
    page = page.replace("<noscript>", "<div>").replace("</noscript>", "</div>")
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    opened = sheet(world(), page=page, waits=False)
    assert opened.page.locator("tbody tr").count() > 60
    assert [v["id"] for v in axe.Axe().run(opened.page).response["violations"]] == []


def test_axe_finds_nothing_on_a_phone(sheet: Opener) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    opened = sheet(world(), size=(390, 844))
    assert [v["id"] for v in axe.Axe().run(opened.page).response["violations"]] == []


@pytest.mark.parametrize("address", ["", "#actor=0&lang=fr", "#view=table", "#view=timeline", "#pattern=groups"])
def test_hostile_texts_do_not_run(sheet: Opener, address: str) -> None:
    opened = sheet(hostile(), address)
    page = opened.page
    for edge in hostile().edges:
        for key, value in (("actor", edge.subject_id), ("dyad", f"{edge.subject_id}>{edge.object_id}")):
            page.evaluate("([k, v]) => { location.hash = new URLSearchParams([[k, v]]).toString(); }", [key, value])
            page.wait_for_timeout(50)
            assert opened.state()[key] == value
            page.evaluate("for (const box of document.querySelectorAll('#panel details')) box.open = true")
            page.wait_for_timeout(20)
    for text in HOSTILE:
        page.fill("#search", text)
        page.wait_for_timeout(20)
    page.mouse.move(500, 450)
    page.wait_for_timeout(200)
    assert page.evaluate("window.__xss") is None
    assert (opened.requests, opened.errors) == ([], [])
    assert page.locator("#panel img, #panel script").count() == 0
    assert {link.get_attribute("href")[:22] for link in page.locator("main a").all()} <= {"https://www.wikidata.o"}


def test_no_text_can_become_markup(sheet: Opener) -> None:
    opened = sheet(world())
    refused = opened.page.evaluate(
        "(() => { try { document.body.innerHTML = '<b>x</b>'; return false; } catch { return true; } })()"
    )
    assert refused


def test_hostile_texts_do_not_run_without_javascript_either(sheet: Opener) -> None:
    opened = sheet(hostile(), script=False)
    assert opened.page.locator("noscript img, noscript svg, noscript script, noscript a").count() == 0
    assert opened.page.locator("noscript tbody tr").count() == len(HOSTILE)
    assert opened.requests == []


def test_a_hostile_sentence_is_shown_as_it_was_written(sheet: Opener) -> None:
    opened = sheet(hostile())
    opened.page.evaluate("(v) => { location.hash = new URLSearchParams([['actor', v]]).toString(); }", HOSTILE[0])
    opened.page.wait_for_timeout(100)
    assert opened.heading() == HOSTILE[0]
    opened.page.locator("#panel summary").first.click()
    assert opened.page.locator("blockquote").first.text_content() == HOSTILE[0]


def test_a_name_that_turns_the_text_around_turns_only_itself(sheet: Opener) -> None:
    opened = sheet(hostile(), "#view=table")
    evil = next(text for text in HOSTILE if "evil" in text)
    where = opened.page.evaluate("id => irkg.network.canvasToDOM(irkg.network.getPosition(id))", evil)
    opened.page.locator("#canvas canvas").hover(position=where)
    opened.page.locator("#tip:not([hidden])").wait_for()
    assert opened.page.locator("#tip bdi").text_content() == evil
    turned = opened.page.locator("tbody bdi", has_text="evil")
    assert turned.count() == 2
    assert turned.first.evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"


@pytest.mark.slow
def test_ten_thousand_actors_open_and_all_can_be_found(sheet: Opener) -> None:
    opened = sheet(large(10_000, 50_000))
    assert 40 < len(opened.nodes()) <= 70
    for _ in range(15):
        if opened.page.is_visible("#grow"):
            opened.page.click("#grow")
    assert len(opened.nodes()) <= 1000
    assert len(opened.edges()) <= 7000
    opened.page.fill("#search", "actor 8123")
    opened.page.press("#search", "Enter")
    assert opened.heading() == "Actor 8123"
    assert opened.page.locator("#panel details, #panel p").count() > 0
    assert (opened.requests, opened.errors) == ([], [])


@pytest.mark.parametrize("view", ["map", "timeline", "table"])
@pytest.mark.parametrize("pattern", ["", "groups", "triads"])
def test_an_empty_graph_opens_and_says_that_there_is_nothing(sheet: Opener, view: str, pattern: str) -> None:
    opened = sheet(GraphData((), ()), f"#view={view}&pattern={pattern}")
    opened.page.click("button[data-lang=fr]")
    assert opened.page.text_content("#why") == "Ce graphe ne contient encore aucun énoncé."
    assert not opened.page.is_visible("#clear")
    assert ("aucun énoncé" in opened.page.text_content("#panel")) == (pattern == "")
    assert (opened.errors, opened.requests) == ([], [])


def test_acts_without_recipient_and_without_date_are_shown_too(sheet: Opener) -> None:
    alone = statement("iran", "mobilisesAgainst", None, date=None, article_date=None, publisher=None, url=None)
    opened = sheet(GraphData(world().actors, (alone,)), "#view=table")
    assert opened.texts("tbody tr") == ["Iranmoves troops towardsno recipient1 strong conflictno date"]
    opened.page.click("tbody button")
    assert opened.heading() == "Iran → no recipient"
    assert opened.texts("blockquote") == [alone.quote]
    assert opened.errors == []
