"""First look and evidence: what the page shows when it opens, and how a reader gets from an arrow to the sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import Store
from kg.graph.data import GraphData
from tests.browser.conftest import Opener
from tests.browser.world import large, statement, world
from tests.conftest import Desk

NATO = 'irkg.middle("russia>nato")'


def test_the_page_asks_nobody_for_anything_and_makes_no_error(sheet: Opener) -> None:
    opened = sheet(world())
    assert opened.edges() >= {"russia>nato", "nato>russia"}
    assert (opened.requests, opened.errors) == ([], [])


def test_it_says_what_it_is_and_what_it_rests_on(sheet: Opener) -> None:
    opened = sheet(world())
    articles = len({e.article_id for e in world().edges})
    assert opened.page.text_content("h1") == "Winter"
    about = opened.page.text_content("#about")
    assert about == f"Oct 2021 – Dec 2021 · {articles} articles · 4 sources · {len(world().edges)} statements"


def test_width_colour_and_dash_say_how_many_and_what(sheet: Opener) -> None:
    opened = sheet(world())
    get = "id => irkg.network.body.data.edges.get(id)"
    conflict, support = (opened.page.evaluate(get, key) for key in ("russia>nato", "united-states>taiwan"))
    once = opened.page.evaluate(get, "algeria>france")
    assert conflict["dashes"][1] > conflict["width"] + 2  # the round ends of a wide line must not close the gap
    assert support["dashes"] is False
    assert conflict["color"]["color"] != support["color"]["color"]
    assert conflict["width"] > once["width"]
    curved = opened.page.evaluate(
        "Object.values(irkg.network.body.edges).every(e => e.options.smooth.type === 'curvedCW')"
    )
    assert curved
    legend = opened.texts("#legend span")
    assert {"cooperation", "conflict", "neither", "State", "Organisation", "Group", "Company"} <= set(legend)


def test_the_name_of_an_arrow_says_why_it_has_its_colour(sheet: Opener) -> None:
    said = [("accuses", 1), ("accuses", 2), ("arms", 3)]
    edges = tuple(statement("france", relation, "germany", n * 10) for relation, n in said)
    opened = sheet(GraphData(world().actors, edges), "#view=table")
    assert opened.texts("tbody tr") == ["Francesupplies arms to (+1)Germany3 cooperationDec 1, 2021"]
    assert opened.page.evaluate("irkg.network.body.data.edges.get('france>germany').named") == "supplies arms to (+1)"


def test_words_that_tell_an_office_are_marked_though_others_stand_between_them(sheet: Opener) -> None:
    office = replace(
        statement("sergey-lavrov", "foreignMinister", "russia"), trigger="ministre des Affaires étrangères",
        trigger_span=None, quote="Le ministre russe des Affaires étrangères, Sergueï Lavrov, l'a dit.",
    )  # fmt: skip
    opened = sheet(GraphData(world().actors, (office,)), "#dyad=sergey-lavrov>russia")
    assert opened.texts("blockquote mark") == ["ministre", "des Affaires étrangères"]
    assert opened.texts("blockquote") == [office.quote]


def test_the_list_says_that_plans_and_denials_are_left_out(sheet: Opener) -> None:
    opened = sheet(world())
    assert "only what happened" in opened.page.locator("#list > p").text_content()
    for status in ("planned", "demanded", "possible", "denied"):
        opened.page.evaluate("s => document.querySelector(`#filter-${s}`).click()", status)
    assert "only what happened" not in opened.page.locator("#list > p").text_content()
    alone = sheet(GraphData(world().actors, (statement("iran", "accuses", "israel"),)))
    assert alone.page.locator("#list > p").text_content() == "1 event"


def test_what_stands_out_leads_to_the_evidence(sheet: Opener) -> None:
    opened = sheet(world())
    assert opened.heading() == "What stands out"
    opened.page.locator("#panel .tops button").first.click()
    assert " → " in opened.heading()
    assert opened.page.locator("article.card blockquote").count() > 0


def test_the_names_of_relations_are_drawn_on_demand(sheet: Opener) -> None:
    opened = sheet(world())
    count = "irkg.network.body.data.edges.get().filter(e => e.named).length"
    few = opened.page.evaluate(count)
    opened.page.click("#names")
    assert few <= 8 < opened.page.evaluate(count)
    opened.page.locator("#canvas canvas").hover(position=opened.page.evaluate(f"irkg.network.canvasToDOM({NATO})"))
    opened.page.locator("#tip:not([hidden])").wait_for()
    assert opened.page.text_content("#tip").startswith("Russia – ")


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
    assert card.locator("dl").text_content().endswith(f"{round(first.confidence * 100)} %")


def test_who_claims_it_is_named_in_the_language_of_the_reader(sheet: Opener) -> None:
    edge = statement("russia", "accuses", "nato", 3, source_label="OTAN", source_labels={"en": "NATO", "fr": "OTAN"})
    opened = sheet(GraphData(world().actors, (edge,)), "#dyad=russia>nato&lang=en")
    assert "According toNATO" in opened.page.text_content("article.card dl")
    opened.page.click("button[data-lang=fr]")
    assert "SelonOTAN" in opened.page.text_content("article.card dl")


def test_a_click_on_an_actor_opens_its_profile(sheet: Opener) -> None:
    data = world()
    aliased = tuple(replace(a, aliases=("Kremlin", "Moscou")) if a.id == "russia" else a for a in data.actors)
    opened = sheet(GraphData(aliased, data.edges))
    opened.click_at('irkg.network.getPosition("russia")')
    assert opened.heading() == "Russia"
    assert opened.page.text_content("#panel .aliases") == "Also: Russie, Kremlin, Moscou"
    assert opened.page.get_attribute("#panel a", "href") == "https://www.wikidata.org/wiki/Q159"
    titles = opened.texts("#panel h3")
    assert titles == [
        "Deals most with", "Offices and memberships", "Its parts", "Acts on others", "Acts without a recipient", "Acts of others on it",
    ]  # fmt: skip
    assert "NATO" in opened.page.text_content("#panel .partners")
    assert "Sergey Lavrov: foreign minister" in opened.page.text_content("#panel .facts")
    up, down = (opened.page.locator(f"#panel figure rect.{kind}").count() for kind in ("up", "down"))
    assert up > 0 < down
    group = opened.page.locator("#panel details", has_text="← Ukraine")
    group.locator("summary").click()
    group.locator("blockquote").first.wait_for()
    assert "Ukraine accuse Russie" in group.text_content()


def test_a_click_beside_everything_closes_the_panel(sheet: Opener) -> None:
    opened = sheet(world(), "#actor=russia")
    opened.page.locator("#canvas canvas").click(position={"x": 60, "y": 8})
    opened.page.wait_for_timeout(400)
    assert opened.heading() == "What stands out"


def test_a_citation_is_written_as_the_language_writes(sheet: Opener) -> None:
    opened = sheet(world(), "#dyad=russia>nato&lang=fr")
    opened.page.locator("article.card button").first.click()
    opened.page.locator("#word", has_text="Copié").wait_for()
    edge = next(e for e in world().edges if e.url and e.url in opened.copied())
    assert opened.copied().startswith("Russie – ")
    assert f")\u00a0: «\u00a0{edge.quote}\u00a0» «\u00a0{edge.article_title}\u00a0», " in opened.copied()


def test_a_statement_can_be_copied_as_a_citation(sheet: Opener) -> None:
    opened = sheet(world(), "#dyad=russia>nato")
    opened.page.locator("article.card button").first.click()
    opened.page.locator("#word", has_text="Copied").wait_for()
    text = opened.copied()
    edge = next(e for e in world().edges if e.url and e.url in text)
    assert text.startswith(("Russia – suspends dialogue with – NATO (", "Russia – accuses – NATO ("))
    assert f"“{edge.quote}”" in text
    assert edge.publisher in text


@pytest.mark.models
def test_the_query_that_is_copied_finds_in_the_graph_what_the_page_shows(sheet: Opener, built: Desk) -> None:
    from kg.graph import graph_data

    with Store.open(built.store, read_only=True) as store:
        data = graph_data(store)
        edge = next(e for e in data.edges if e.object_id)
        opened = sheet(
            data, f"#dyad={edge.subject_id}%3E{edge.object_id}&status=actual+planned+demanded+possible+denied"
        )
        opened.page.click("#panel button:has-text('SPARQL')")
        opened.page.locator("#word", has_text="Copied").wait_for()
        answer = store.query(opened.copied()).values()
    shown = sorted(opened.texts("article.card blockquote"))
    assert sorted(row[3] for row in answer) == shown
    assert len(shown) == sum((e.subject_id, e.object_id) == (edge.subject_id, edge.object_id) for e in data.edges)


def test_past_the_cap_statements_are_counted_and_their_articles_listed(sheet: Opener) -> None:
    data = world()
    many = tuple(statement("russia", "accuses", "nato", 100 + i) for i in range(30))
    opened = sheet(type(data)(data.actors, (*data.edges, *many)), "#dyad=russia>nato")
    assert opened.page.locator("article.card").count() == 20
    assert "16 more statements" in opened.page.text_content("#panel")
    assert "copy the SPARQL query" in opened.page.text_content("#panel")
    assert opened.page.locator("#panel > ul:last-child a").count() == 16


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


def test_a_large_graph_opens_as_a_backbone_and_grows_on_request(sheet: Opener) -> None:
    opened = sheet(large(300, 1500))
    assert len(opened.nodes()) == 70
    assert len(opened.edges()) < 300
    opened.page.click("#grow")
    assert len(opened.nodes()) == 150
    assert "150 of " in opened.page.text_content("#amount")


def test_the_drawing_can_be_enlarged_and_shrunk(sheet: Opener) -> None:
    opened = sheet(world())
    scale = "irkg.network.getScale()"
    start = opened.page.evaluate(scale)
    opened.page.click("#in")
    assert opened.page.evaluate(scale) == pytest.approx(1.25 * start)
    opened.page.click("#out")
    opened.page.click("#out")
    assert opened.page.evaluate(scale) == pytest.approx(0.8 * start)


def test_an_actor_stays_where_it_was_dragged(sheet: Opener) -> None:
    opened = sheet(world())
    spot = "irkg.network.getPosition('japan')"
    before = opened.page.evaluate(spot)
    at = opened.page.evaluate(f"irkg.network.canvasToDOM({spot})")
    box = opened.page.locator("#canvas canvas").bounding_box()
    opened.page.mouse.move(box["x"] + at["x"], box["y"] + at["y"])
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + at["x"] + 60, box["y"] + at["y"] + 40, steps=6)
    opened.page.mouse.up()
    opened.page.wait_for_timeout(200)
    moved = opened.page.evaluate(spot)
    assert moved["x"] > before["x"] + 20
    opened.page.click("button[data-lang=fr]")
    assert opened.page.evaluate(spot) == pytest.approx(moved)


def test_a_double_click_shows_only_the_neighbours(sheet: Opener) -> None:
    opened = sheet(world())
    at = opened.page.evaluate("irkg.network.canvasToDOM(irkg.network.getPosition('mali'))")
    opened.page.locator("#canvas canvas").dblclick(position=at)
    opened.page.wait_for_timeout(500)
    assert opened.heading() == "Mali"
    assert "japan" not in opened.nodes()


def test_the_way_back_from_an_arrow_leads_over_the_other_direction_to_the_start(sheet: Opener) -> None:
    opened = sheet(world(), "#dyad=russia>nato")
    opened.page.get_by_role("button", name="The other direction").click()
    assert opened.heading() == "NATO → Russia"
    opened.page.click("#close")
    assert opened.heading() == "What stands out"
