"""Timeline, table and what can be taken away: the same selection as a list, rows, a file."""

from __future__ import annotations

import csv
import io
import unicodedata
import xml.etree.ElementTree as ET
from dataclasses import replace

from PIL import Image

from kg.graph.data import GraphData
from tests.browser.conftest import Opener
from tests.browser.world import large, statement, world


def plain(text: str) -> str:
    """A name as the page sorts it: without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


def events() -> set[str]:
    return {e.event_id for e in world().edges if e.event_id and e.status == "actual"}


def test_the_timeline_lists_each_event_once_newest_first(sheet: Opener) -> None:
    opened = sheet(world(), "#view=timeline")
    assert opened.page.locator("#list li").count() == len(events())
    assert opened.texts("#list h2") == ["December 2021", "November 2021", "October 2021"]
    assert "reported 2 times" in opened.page.text_content("#list")
    opened.page.locator("#list li button").first.click()
    assert " → " in opened.heading()
    assert opened.page.locator("#list li").count() == len(events())


def test_the_timeline_follows_filters_and_the_chosen_actor(sheet: Opener) -> None:
    opened = sheet(world(), "#view=timeline&actor=mali&relation=cooperates")
    told = {e.event_id for e in world().edges if (e.subject_id, e.relation_id) == ("mali", "cooperates")}
    assert opened.texts("#list li button") == ["Mali – cooperates with – Wagner Group"] * len(told)


def test_the_table_holds_every_dyad_that_passes(sheet: Opener) -> None:
    opened = sheet(world(), "#view=table")
    acts = {(e.subject_id, e.object_id) for e in world().edges if e.status == "actual" and e.event_id}
    assert opened.page.locator("tbody tr").count() == len(acts)
    assert opened.page.locator("tbody tr", has_text="no recipient").count() == 4


def test_the_table_can_be_sorted_both_ways(sheet: Opener) -> None:
    opened = sheet(world(), "#view=table")
    numbers = [int(n) for n in opened.texts("td.number")]
    assert numbers == sorted(numbers, reverse=True)
    opened.page.click("#sort-subject")
    names = opened.texts("tbody th")
    assert names == sorted(names, key=plain)
    assert opened.page.get_attribute("th:has(#sort-subject)", "aria-sort") == "ascending"
    assert opened.page.evaluate("document.activeElement.id") == "sort-subject"
    opened.page.keyboard.press("Enter")
    assert opened.texts("tbody th") == sorted(names, key=plain, reverse=True)
    assert opened.page.get_attribute("th:has(#sort-subject)", "aria-sort") == "descending"


def test_the_table_opens_the_same_panel_from_the_keyboard(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "dyads"
    for _ in range(7):
        opened.page.keyboard.press("Tab")
    row = opened.page.evaluate("document.activeElement.id")
    assert row.startswith("row-")
    opened.page.keyboard.press("Enter")
    assert " → " in opened.heading()
    assert opened.page.evaluate("document.activeElement.tagName") == "H2"
    assert opened.page.locator("article.card blockquote").count() > 0
    opened.page.keyboard.press("Escape")
    assert opened.heading() == "What stands out"
    assert opened.page.evaluate("document.activeElement.id") == row


def test_what_is_shown_can_be_saved_as_csv(sheet: Opener) -> None:
    data = world()
    odd = statement(
        "mali", "accuses", "france", 60, article_title='=SUM(A1)"x', quote="two\nlines, and “more”", date=None
    )
    opened = sheet(GraphData(data.actors, (*data.edges, odd)), "#actor=mali")
    name, content = opened.saved("#csv")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    expected = [
        e for e in (*data.edges, odd) if "mali" in (e.subject_id, e.object_id) and e.status == "actual" and e.event_id
    ]
    assert name == "winter.csv"
    assert sorted(r["sentence"] for r in rows) == sorted(e.quote for e in expected)
    assert next(r for r in rows if "lines" in r["sentence"])["headline"] == "'=SUM(A1)\"x"
    assert {r["publisher"] for r in rows} == {e.publisher for e in expected}


def test_the_table_can_be_saved_as_csv_in_its_order(sheet: Opener) -> None:
    opened = sheet(world(), "#view=table&lang=fr&sort=subject%2B")
    _, content = opened.saved("#csv")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [r["subject"] for r in rows] == opened.texts("tbody th")


def test_the_drawing_can_be_saved_as_png(sheet: Opener) -> None:
    opened = sheet(world())
    name, content = opened.saved("#png")
    assert name == "winter.png"
    assert content.startswith(b"\x89PNG")
    width, height = int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    assert [width, height] == opened.page.evaluate(
        "[2 * document.querySelector('#canvas').clientWidth, 2 * document.querySelector('#canvas').clientHeight + 100]"
    )
    with Image.open(io.BytesIO(content)) as image:
        colours = image.convert("RGB").crop((0, 0, width, height - 110)).getcolors(1 << 24)
    assert len(colours) > 100
    assert (36, 54, 77) in {colour for _, colour in colours}


def test_the_drawing_can_be_saved_as_svg(sheet: Opener) -> None:
    opened = sheet(world())
    name, content = opened.saved("#svg")
    assert name == "winter.svg"
    root = ET.fromstring(content)
    space = "{http://www.w3.org/2000/svg}"
    texts = {"".join(text.itertext()) for text in root.iter(f"{space}text")}
    paths = [p for p in root.iter(f"{space}path") if p.get("stroke")]
    assert {"Russia", "NATO", "United States"} <= texts
    assert len(paths) == len(opened.edges())
    assert {p.get("stroke-dasharray", "solid").split()[0] for p in paths} == {"solid", "12"}
    assert any("Winter – Oct 2021" in text for text in texts)


SVG = "{http://www.w3.org/2000/svg}"


def test_the_svg_holds_what_the_screen_shows_of_a_chosen_actor(sheet: Opener) -> None:
    opened = sheet(world(), "#actor=mali")
    pale = opened.page.evaluate("irkg.network.body.data.edges.get('russia>nato').color.color")
    colours = opened.page.evaluate("irkg.network.body.data.edges.get().map(e => e.color.color)")
    root = ET.fromstring(opened.saved("#svg")[1])
    strokes = [p.get("stroke") for p in root.iter(f"{SVG}path") if p.get("stroke")]
    assert sorted(strokes) == sorted(colours)
    assert strokes.count(pale) > 20
    (chosen,) = (g for g in root.iter(f"{SVG}g") if "".join(g.itertext()) == "Mali")
    assert chosen.find(f"{SVG}rect").get("stroke-width") == "4"


def test_the_svg_breaks_names_as_the_screen_does(sheet: Opener) -> None:
    opened = sheet(world())
    root = ET.fromstring(opened.saved("#svg")[1])
    lines = "irkg.network.body.nodes['iaea'].labelModule.lines.map(l => l.blocks.map(b => b.text).join(''))"
    texts = [[span.text for span in text.iter(f"{SVG}tspan")] for text in root.iter(f"{SVG}text")]
    told = opened.page.evaluate(lines)
    assert len(told) > 1
    assert told in texts


def test_the_svg_shows_communities_with_their_letters(sheet: Opener) -> None:
    opened = sheet(world(), "#pattern=groups")
    root = ET.fromstring(opened.saved("#svg")[1])
    letters = [text.text for text in root.iter(f"{SVG}text") if text.get("font-weight") == "bold"]
    assert {"A", "B", "C"} <= set(letters)
    assert opened.page.locator("#panel h3 .group").first.text_content() == letters[0]


def test_the_svg_can_be_read_whatever_a_name_holds(sheet: Opener) -> None:
    data = world()
    odd = tuple(replace(a, labels={"en": "Rus\x01\x0bsia", "fr": "x"}) if a.id == "russia" else a for a in data.actors)
    _, content = sheet(GraphData(odd, data.edges)).saved("#svg")
    assert "Russia" in {"".join(text.itertext()) for text in ET.fromstring(content).iter(f"{SVG}text")}


def test_hostile_names_stay_text_in_the_svg(sheet: Opener) -> None:
    data = world()
    evil = tuple(
        replace(a, labels={"en": "<script>x</script>", "fr": "x"}) if a.id == "russia" else a for a in data.actors
    )
    _, content = sheet(GraphData(evil, data.edges)).saved("#svg")
    assert not list(ET.fromstring(content).iter("{http://www.w3.org/2000/svg}script"))


def test_the_address_can_be_copied(sheet: Opener) -> None:
    opened = sheet(world(), "#actor=mali")
    opened.page.click("button[data-lang=fr]")
    opened.page.click("#save summary")
    opened.page.click("#link")
    opened.page.locator("#word", has_text="Copié").wait_for()
    assert opened.copied().endswith("#actor=mali&lang=fr")


def test_long_lists_grow_on_request(sheet: Opener) -> None:
    for view, items in (("table", "tbody tr"), ("timeline", "#list li")):
        opened = sheet(large(300, 1500), f"#view={view}")
        assert opened.page.locator(items).count() == 200
        opened.page.get_by_role("button", name="Show more rows").click()
        assert opened.page.locator(items).count() == 400


def test_the_print_button_prints(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.evaluate("window.print = () => { window.printed = true; }")
    opened.page.click("#save summary")
    opened.page.click("#print")
    assert opened.page.evaluate("window.printed")
