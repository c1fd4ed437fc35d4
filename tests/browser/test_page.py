"""The page in a real browser: what a reader can do, and what a hostile text cannot."""

from __future__ import annotations

import json

import pytest

from tests.browser.conftest import Opener
from tests.browser.world import HOSTILE, hostile, large, statement, world

NATO = 'irkg.middle("russia>nato")'


def test_the_page_asks_nobody_for_anything_and_makes_no_error(sheet: Opener) -> None:
    opened = sheet(world())
    assert opened.edges() >= {"russia>nato", "nato>russia"}
    assert (opened.requests, opened.errors) == ([], [])


def test_a_click_on_an_arrow_opens_its_sentences_and_sources(sheet: Opener) -> None:
    opened = sheet(world())
    opened.click_at(NATO)
    assert opened.heading() == "Russia → NATO"
    first = next(e for e in world().edges if (e.subject_id, e.object_id) == ("russia", "nato"))
    link = opened.page.locator(f"a[href='{first.url}']")
    card = opened.page.locator("article.card").filter(has=link)
    assert card.locator("blockquote").text_content() == first.quote
    assert card.locator("mark").text_content() == first.trigger
    assert card.locator("cite").text_content().startswith(f"{first.article_title} – {first.publisher}, ")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert [b.text_content() for b in card.locator(".badge").all()][:2] == ["sanction", "actual"]


def test_a_click_on_an_actor_shows_all_its_acts_also_those_without_recipient(sheet: Opener) -> None:
    opened = sheet(world())
    opened.click_at('irkg.network.getPosition("russia")')
    titles = [h.text_content() for h in opened.page.locator("#panel h3").all()]
    assert titles == ["Acts on others", "Acts without a recipient", "Acts of others on it", "Offices and memberships"]
    group = opened.page.locator("#panel details", has_text="← Ukraine")
    group.locator("summary").click()
    group.locator("blockquote").first.wait_for()
    assert "Ukraine accuse Russie" in group.text_content()


def test_a_click_beside_everything_closes_the_panel(sheet: Opener) -> None:
    opened = sheet(world(), "#actor=russia")
    opened.page.locator("#canvas canvas").click(position={"x": 5, "y": 5})
    opened.page.wait_for_timeout(400)
    assert opened.heading() == "Who did what to whom?"


@pytest.mark.parametrize(("typed", "name"), [("otan", "NATO"), ("cote d", "Côte d'Ivoire"), ("etats", "United States")])
def test_search_finds_a_name_in_either_language_without_accents(sheet: Opener, typed: str, name: str) -> None:
    opened = sheet(world())
    opened.page.fill("#search", typed)
    opened.page.press("#search", "Enter")
    assert opened.heading() == name


def test_search_reaches_an_actor_outside_the_drawing(sheet: Opener) -> None:
    opened = sheet(large(300, 1500))
    assert len(opened.nodes()) == 80
    assert "actor-0290" not in opened.nodes()
    opened.page.fill("#search", "actor 0290")
    opened.page.press("#search", "Enter")
    assert "actor-0290" in opened.nodes()
    assert opened.state()["only"] == "1"


def test_more_actors_on_request(sheet: Opener) -> None:
    opened = sheet(large(300, 1500))
    opened.page.click("#more")
    assert len(opened.nodes()) == 160


def test_only_actual_acts_are_drawn_until_the_reader_asks(sheet: Opener) -> None:
    opened = sheet(world())
    assert not opened.edges() & {"russia>poland", "japan>taiwan"}
    opened.page.click("#filters summary")
    opened.page.check("#filter-denied")
    assert "russia>poland" in opened.edges()
    assert "japan>taiwan" not in opened.edges()
    assert opened.page.evaluate('irkg.network.body.data.edges.get("russia>poland").dashes') == [8, 6]


def test_offices_are_drawn_on_request_only(sheet: Opener) -> None:
    opened = sheet(world())
    assert "sergey-lavrov" not in opened.nodes()
    opened.page.click("#facts")
    assert "sergey-lavrov>russia" in opened.edges()
    opened.page.click("#facts")
    assert "sergey-lavrov" not in opened.nodes()


def test_filter_by_type_and_by_quad_class(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.click("#filters summary")
    opened.page.uncheck("#filter-ASSAULT")
    assert "ethiopia>tplf" not in opened.edges()
    assert opened.page.evaluate("document.activeElement.id") == "filter-ASSAULT"
    for quad in ("verbalConflict", "materialConflict"):
        opened.page.uncheck(f"#filter-{quad}")
    left = {e.type for e in world().edges if f"{e.subject_id}>{e.object_id}" in opened.edges()}
    assert "russia>nato" not in opened.edges()
    assert "CONSULT" in left
    opened.page.click("#reset")
    assert "ethiopia>tplf" in opened.edges()


def test_filter_by_time_lets_a_year_pass_when_a_day_of_it_does(sheet: Opener) -> None:
    opened = sheet(world(), "#status=actual+planned")
    opened.page.click("#filters summary")
    opened.page.fill("#from", "2022-06-01")
    assert opened.edges() == {"japan>taiwan"}
    opened.page.fill("#from", "")
    opened.page.fill("#to", "2021-10-31")
    october = {f"{e.subject_id}>{e.object_id}" for e in world().edges if (e.date or "").startswith("2021-10")}
    assert opened.edges()
    assert opened.edges() <= october


def test_filter_by_confidence(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.click("#filters summary")
    opened.page.fill("#confidence", "0.85")
    sure = {f"{e.subject_id}>{e.object_id}" for e in world().edges if e.confidence >= 0.85}
    assert opened.edges()
    assert opened.edges() <= sure
    assert opened.page.text_content("#active") == "(1)"


def test_the_language_switch_changes_labels_and_interface(sheet: Opener) -> None:
    opened = sheet(world(), "#dyad=russia>nato")
    opened.page.click("button[data-lang=fr]")
    assert opened.heading() == "Russie → OTAN"
    assert opened.labels()["united-states"] == "États-Unis"
    assert opened.page.text_content("#filters summary span") == "Filtres"
    assert opened.page.get_attribute("html", "lang") == "fr"
    assert "suspend le dialogue avec" in opened.page.text_content("#panel .what")


@pytest.mark.parametrize(("locale", "lang"), [("fr-CA", "fr"), ("en-GB", "en"), ("de-DE", "en")])
def test_the_browser_chooses_the_first_language(sheet: Opener, locale: str, lang: str) -> None:
    assert sheet(world(), locale=locale).state()["lang"] == lang


def test_every_word_of_the_interface_is_there_in_both_languages(sheet: Opener) -> None:
    opened = sheet(world())
    words = json.loads(opened.page.text_content("#words"))
    assert words["en"].keys() == words["fr"].keys()
    for key in ("t", "label"):
        used = opened.page.evaluate(f"[...document.querySelectorAll('[data-{key}]')].map(n => n.dataset.{key})")
        assert used
        assert set(used) <= words["en"].keys()


def test_an_address_restores_the_view(sheet: Opener) -> None:
    opened = sheet(world(), "#dyad=russia%3Enato&lang=fr&status=actual+denied&confidence=0.5&facts=1")
    assert opened.heading() == "Russie → OTAN"
    assert opened.page.is_checked("#filter-denied")
    assert {"russia>poland", "sergey-lavrov>russia"} <= opened.edges()
    again = sheet(world(), opened.page.evaluate("location.hash"), locale="en-GB")
    assert again.state() == opened.state()


@pytest.mark.parametrize("lang", ["xx", "__proto__"])
def test_an_address_of_an_unknown_actor_opens_the_whole(sheet: Opener, lang: str) -> None:
    opened = sheet(world(), f"#actor=atlantis&lang={lang}")
    assert opened.heading() == "Who did what to whom?"
    assert opened.errors == []


def test_the_back_button_of_an_address_typed_by_hand(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.evaluate("location.hash = 'actor=france&only=1'")
    opened.page.wait_for_timeout(200)
    assert opened.heading() == "France"
    assert "taiwan" not in opened.nodes()


def test_the_table_opens_the_same_panel_from_the_keyboard(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "dyads"
    opened.page.keyboard.press("Tab")
    row = opened.page.evaluate("document.activeElement.id")
    assert row.startswith("row-")
    opened.page.keyboard.press("Enter")
    assert " → " in opened.heading()
    assert opened.page.evaluate("document.activeElement.tagName") == "H2"
    assert opened.page.locator("article.card blockquote").count() > 0
    opened.page.keyboard.press("Escape")
    assert opened.heading() == "Who did what to whom?"
    assert opened.page.evaluate("document.activeElement.id") == row


def test_the_table_holds_every_dyad_that_passes(sheet: Opener) -> None:
    opened = sheet(world(), "#view=table")
    acts = {(e.subject_id, e.object_id) for e in world().edges if e.status == "actual" and e.event_id}
    assert opened.page.locator("tbody tr").count() == len(acts)
    assert opened.page.locator("tbody tr", has_text="no recipient").count() == 4


def test_the_map_is_drawn_when_it_is_opened_after_the_table(sheet: Opener) -> None:
    opened = sheet(world(), "#view=table")
    opened.page.click("button[data-view=map]")
    opened.page.wait_for_timeout(200)
    assert 0.3 < opened.page.evaluate("irkg.network.getScale()") <= 1.3
    opened.click_at(NATO)
    assert opened.heading() == "Russia → NATO"


def test_the_drawing_can_be_saved(sheet: Opener) -> None:
    opened = sheet(world())
    with opened.page.expect_download() as download:
        opened.page.click("#png")
    assert download.value.suggested_filename == "winter.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_actors_and_labels_do_not_cover_each_other(sheet: Opener) -> None:
    opened = sheet(world(), locale="fr-FR")
    boxes = opened.page.evaluate("irkg.network.body.data.nodes.getIds().map(id => irkg.network.getBoundingBox(id))")
    assert len(boxes) > 30
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            beside = a["left"] >= b["right"] or b["left"] >= a["right"]
            assert beside or a["top"] >= b["bottom"] or b["top"] >= a["bottom"], (a, b)


def test_the_middle_of_an_arrow_is_where_it_is_drawn(sheet: Opener) -> None:
    opened = sheet(world())
    script = "(id) => [irkg.middle(id), irkg.network.body.edges[id].edgeType.getPoint(0.5)]"
    ours, theirs = opened.page.evaluate(script, "algeria>morocco")
    assert abs(ours["x"] - theirs["x"]) < 15
    assert abs(ours["y"] - theirs["y"]) < 15


@pytest.mark.parametrize("address", ["", "#actor=0&lang=fr", "#view=table"])
def test_hostile_texts_do_not_run(sheet: Opener, address: str) -> None:
    opened = sheet(hostile(), address)
    page = opened.page
    for edge in hostile().edges:
        for key, value in (("actor", edge.subject_id), ("dyad", f"{edge.subject_id}>{edge.object_id}")):
            page.evaluate("([k, v]) => { location.hash = new URLSearchParams([[k, v]]).toString(); }", [key, value])
            page.wait_for_timeout(50)
            assert opened.state()[key] == value
            for summary in page.locator("#panel details:not([open]) summary").all():
                summary.click()
    for text in HOSTILE:
        page.fill("#search", text)
        page.wait_for_timeout(20)
    page.mouse.move(500, 450)
    page.wait_for_timeout(200)
    assert page.evaluate("window.__xss") is None
    assert (opened.requests, opened.errors) == ([], [])
    assert page.locator("#panel img, #panel svg, #panel script, main a[href^='javascript' i]").count() == 0


def test_a_hostile_sentence_is_shown_as_it_was_written(sheet: Opener) -> None:
    opened = sheet(hostile())
    opened.page.evaluate("(v) => { location.hash = new URLSearchParams([['actor', v]]).toString(); }", HOSTILE[0])
    opened.page.wait_for_timeout(100)
    assert opened.heading() == HOSTILE[0]
    assert opened.page.locator("blockquote").first.text_content() == HOSTILE[0]


def test_past_the_cap_statements_are_counted_and_their_articles_listed(sheet: Opener) -> None:
    data = world()
    many = tuple(statement("russia", "accuses", "nato", 100 + i) for i in range(30))
    opened = sheet(type(data)(data.actors, (*data.edges, *many)), "#dyad=russia>nato")
    assert opened.page.locator("article.card").count() == 20
    assert "16 more statements" in opened.page.text_content("#panel")
    assert opened.page.locator("#panel > ul a").count() == 16


@pytest.mark.parametrize("address", ["", "#actor=russia&facts=1", "#dyad=russia>nato&lang=fr", "#view=table"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(sheet: Opener, address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    opened = sheet(world(), address, scheme=scheme)
    opened.page.click("#filters summary")
    if "table" not in address:
        opened.page.click("#legend summary")
    found = axe.Axe().run(opened.page)
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found.response["violations"]] == []


@pytest.mark.slow
def test_a_thousand_actors_open_within_a_moment(sheet: Opener) -> None:
    opened = sheet(large())
    paints = opened.page.evaluate("performance.getEntriesByType('paint').map(p => [p.name, p.startTime])")
    first = dict(paints)["first-contentful-paint"]
    assert first < 5000
    assert len(opened.nodes()) == 80
