"""Finding: search, filters, time, neighbours, paths, groups and triads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.graph.data import EdgeStatement, GraphData
from tests.browser.conftest import Opener, Sheet
from tests.browser.world import large, statement, world


def drawn_pairs(test: Callable[[EdgeStatement], bool]) -> set[str]:
    """Dyads of the world of which a statement passes a test."""
    return {f"{e.subject_id}>{e.object_id}" for e in world().edges if test(e)}


def drawn(e: EdgeStatement) -> bool:
    """Whether the page draws it by itself: an actual act on somebody."""
    return bool(e.event_id and e.object_id and e.status == "actual")


@pytest.mark.parametrize(("typed", "name"), [
        ("otan", "NATO"), ("cote d", "Côte d'Ivoire"), ("etats", "United States"), ("ÉTATS UNIS", "United States"),
        ("côte d’ivoire", "Côte d'Ivoire"), ("cote-divoire", None), ("lavrov serguei", "Sergey Lavrov"),
        ("peoples liberation", None), ("people’s liberation", "Tigray People's Liberation Front"),
    ],
)  # fmt: skip
def test_search_finds_a_name_in_either_language_without_accents(sheet: Opener, typed: str, name: str | None) -> None:
    opened = sheet(world())
    opened.page.fill("#search", typed)
    opened.page.press("#search", "Enter")
    assert opened.heading() == (name or "What stands out")


def test_search_finds_other_names_and_shows_which(sheet: Opener) -> None:
    data = world()
    aliased = tuple(replace(a, aliases=("Alliance atlantique",)) if a.id == "nato" else a for a in data.actors)
    opened = sheet(GraphData(aliased, data.edges))
    opened.page.fill("#search", "ATLANTIQUE")
    assert opened.texts("#matches li") == ["NATO (Alliance atlantique) Organisation"]


def test_search_by_keyboard_alone(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.focus("#search")
    opened.page.keyboard.type("united")
    options = opened.texts("#matches li")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    assert options[1].startswith(opened.heading())
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate("document.activeElement.id") == "search"


def test_the_search_field_names_the_chosen_actor_and_nobody_else(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.fill("#search", "etats")
    opened.page.press("#search", "Enter")
    assert opened.page.input_value("#search") == opened.heading() == "United States"
    opened.page.click("#close")
    assert opened.page.input_value("#search") == ""


def test_search_reaches_an_actor_outside_the_drawing(sheet: Opener) -> None:
    opened = sheet(large(300, 1500))
    assert "actor-0290" not in opened.nodes()
    opened.page.fill("#search", "actor 0290")
    opened.page.press("#search", "Enter")
    assert "actor-0290" in opened.nodes()
    assert opened.state()["only"] == "1"


def test_only_actual_acts_are_drawn_until_the_reader_asks(sheet: Opener) -> None:
    opened = sheet(world())
    assert not opened.edges() & {"russia>poland", "japan>taiwan"}
    opened.page.click("#filters summary")
    opened.page.check("#filter-denied")
    assert "russia>poland" in opened.edges()
    assert "japan>taiwan" not in opened.edges()
    assert opened.page.evaluate('irkg.network.body.data.edges.get("russia>poland").dashes[0]') == 3
    assert "planned, possible or denied" in opened.page.text_content("#legend")


def test_offices_are_drawn_on_request_only(sheet: Opener) -> None:
    opened = sheet(world())
    assert "sergey-lavrov" not in opened.nodes()
    opened.page.click("#facts")
    assert "sergey-lavrov>russia" in opened.edges()
    assert opened.overlaps() == opened.out_of_sight() == []
    opened.page.click("#facts")
    assert "sergey-lavrov" not in opened.nodes()


def test_filter_by_type_and_by_quad_class(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.click("#filters summary")
    opened.page.uncheck("#filter-ASSAULT")
    assert "ethiopia>tplf" not in opened.edges()
    assert opened.page.evaluate("document.activeElement.id") == "filter-ASSAULT"
    partly = "[...document.querySelectorAll('#types input:indeterminate')].map(box => box.id)"
    assert opened.page.evaluate(partly) == ["filter-materialConflict"]
    for quad in ("verbalConflict", "materialConflict"):
        opened.page.uncheck(f"#filter-{quad}")
    assert "russia>nato" not in opened.edges()
    assert "france>germany" in opened.edges()
    opened.page.click("#reset")
    assert "ethiopia>tplf" in opened.edges()


@pytest.mark.parametrize(
    ("control", "value", "field"),
    [
        ("relation", "condemns", "relation_id"),
        ("source", "TASS", "source_label"),
        ("publisher", "Meridian Wire", "publisher"),
    ],
)
def test_filter_by_relation_source_and_publisher(sheet: Opener, control: str, value: str, field: str) -> None:
    opened = sheet(world())
    opened.page.click("#filters summary")
    opened.page.select_option(f"#{control}", value)
    assert opened.edges() == drawn_pairs(lambda e: drawn(e) and getattr(e, field) == value)
    assert opened.page.text_content("#active") == "(1)"


def test_filter_by_kind_of_actor(sheet: Opener) -> None:
    opened = sheet(world())
    assert "nato" in opened.nodes()
    opened.page.click("#filters summary")
    opened.page.uncheck("#filter-Organisation")
    assert not opened.nodes() & {"nato", "european-union", "ecowas"}
    assert "russia" in opened.nodes()
    # The legend tells of what is drawn, no more.
    assert "Organisation" not in opened.texts("#legend span")
    assert "State" in opened.texts("#legend span")


def test_filter_by_time_lets_a_year_pass_when_a_day_of_it_does(sheet: Opener) -> None:
    opened = sheet(world(), "#status=actual+planned")
    opened.page.click("#filters summary")
    opened.page.fill("#from", "2022-06-01")
    assert opened.edges() == {"japan>taiwan"}
    opened.page.fill("#from", "")
    opened.page.fill("#to", "2021-10-31")
    assert opened.edges()
    assert opened.edges() <= drawn_pairs(lambda e: (e.date or "").startswith("2021-10"))


def test_filter_by_confidence(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.click("#filters summary")
    opened.page.fill("#confidence", "0.85")
    assert opened.edges()
    assert opened.edges() <= drawn_pairs(lambda e: e.confidence >= 0.85)
    assert opened.page.text_content("#active") == "(1)"


def drag(opened: Sheet, begin: float, end: float) -> None:
    """Draw a window on the histogram, from one share of its width to another."""
    box = opened.page.locator("#bars").bounding_box()
    y = box["y"] + 8
    opened.page.mouse.move(box["x"] + begin * box["width"], y)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + end * box["width"], y, steps=4)
    opened.page.mouse.up()
    opened.page.wait_for_timeout(150)


def test_a_window_drawn_on_the_histogram_filters_and_can_be_moved(sheet: Opener) -> None:
    opened = sheet(world())
    drag(opened, 0.1, 0.3)
    first = opened.state()
    assert "2021-10-01" < first["from"] < first["to"] < "2021-11-30"
    inside = drawn_pairs(lambda e: first["from"] <= (e.date or "") <= first["to"])
    assert opened.edges()
    assert opened.edges() <= inside
    drag(opened, 0.2, 0.5)
    second = opened.state()
    assert first["from"] < second["from"]
    assert opened.page.text_content("#range") != ""
    opened.page.click("#whole")
    assert (opened.state()["from"], opened.state()["to"]) == ("", "")


def test_the_handles_of_the_histogram_obey_the_keyboard(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.focus("#begin")
    for _ in range(3):
        opened.page.keyboard.press("ArrowRight")
    assert opened.state()["from"] > "2021-10-01"
    assert opened.page.get_attribute("#begin", "aria-valuetext").endswith("2021")


def test_time_can_be_played(sheet: Opener) -> None:
    opened = sheet(world())
    opened.page.click("#play")
    opened.page.wait_for_timeout(1700)
    first = opened.state()["to"]
    opened.page.wait_for_timeout(1500)
    assert opened.state()["to"] > first != ""
    opened.page.click("#play")
    assert opened.page.get_attribute("#play", "aria-pressed") == "false"
    stopped = opened.state()
    opened.page.wait_for_timeout(900)
    assert opened.state() == stopped


def test_playing_leaves_out_times_in_which_nothing_happens(sheet: Opener) -> None:
    early, late = (
        statement("russia", "accuses", "nato", i, date=date) for i, date in enumerate(("2001-01-02", "2010-12-30"))
    )
    opened = sheet(GraphData(world().actors, (early, late)))
    opened.page.click("#play")
    opened.page.wait_for_timeout(2400)
    assert opened.state()["from"] > "2009"
    assert opened.edges() == {"russia>nato"}


def test_where_nothing_passes_the_page_says_so_and_leads_back(sheet: Opener) -> None:
    opened = sheet(world(), "#relation=condemns&from=2030-01-01")
    assert opened.page.text_content("#why") == "Nothing passes the filters."
    assert "Click an arrow" not in opened.page.text_content("#panel")
    opened.page.click("#clear")
    assert not opened.page.is_visible("#nothing")
    assert "russia>nato" in opened.edges()
    assert (opened.state()["relation"], opened.state()["from"]) == ("", "")


def test_where_only_acts_without_recipient_pass_the_page_leads_to_the_list(sheet: Opener) -> None:
    alone = statement("iran", "mobilisesAgainst", None)
    opened = sheet(GraphData(world().actors, (alone,)))
    assert opened.page.text_content("#why").startswith("Only acts without a recipient")
    assert opened.page.locator("#list li").count() == 1


def test_neighbours_of_an_actor_and_of_its_neighbours_and_back(sheet: Opener) -> None:
    opened = sheet(world())
    opened.click_at('irkg.network.getPosition("mali")')
    opened.page.click("#only")
    own = {"mali", "france", "wagner", "ecowas", "united-nations", "cote-d-ivoire"}
    assert opened.nodes() == own
    opened.click_at('irkg.network.getPosition("france")')
    assert opened.nodes() > own | {"greece", "australia"}
    opened.page.click("#undo")
    opened.page.wait_for_timeout(200)
    assert opened.nodes() == own
    opened.page.click("#undo")
    opened.page.wait_for_timeout(200)
    assert "japan" in opened.nodes()
    assert opened.heading() == "Mali"


@pytest.mark.parametrize("actor", ["russia", "united-states", "iran"])
@pytest.mark.parametrize("size", [(1400, 900), (390, 844)])
def test_no_neighbour_hides_another(sheet: Opener, actor: str, size: tuple[int, int]) -> None:
    opened = sheet(world(), f"#actor={actor}&only=1", size=size)
    assert len(opened.nodes()) > 5
    assert opened.overlaps() == opened.out_of_sight() == []


def test_more_actors_on_request_stay_in_the_address(sheet: Opener) -> None:
    opened = sheet(large(300, 1500))
    few = opened.nodes()
    opened.page.click("#grow")
    assert opened.nodes() > few
    assert opened.out_of_sight() == []
    again = sheet(large(300, 1500), opened.page.evaluate("location.hash"))
    assert again.nodes() == opened.nodes()


def test_shortest_paths_between_two_actors(sheet: Opener) -> None:
    opened = sheet(world(), "#actor=algeria")
    opened.page.fill("#goal", "côte d'ivoire")
    opened.page.press("#goal", "Enter")
    assert opened.heading() == "Algeria ⋯ Côte d'Ivoire"
    assert opened.texts("#panel .path h3") == ["Algeria – France – Mali – Côte d'Ivoire"]
    assert opened.nodes() == {"algeria", "france", "mali", "cote-d-ivoire"}
    named = opened.page.evaluate("irkg.network.body.data.edges.get().filter(e => e.named).length")
    assert named == len(opened.edges())
    along = {("algeria", "france"), ("france", "mali"), ("mali", "cote-d-ivoire")}
    along |= {(b, a) for a, b in along}
    told = {e.event_id for e in world().edges if drawn(e) and (e.subject_id, e.object_id) in along}
    assert opened.page.locator("#list li").count() == len(told)
    opened.page.locator("#panel .path button").first.click()
    assert opened.heading() == "Algeria → France"


def test_where_there_is_no_path_the_page_says_so(sheet: Opener) -> None:
    opened = sheet(world(), "#actor=tplf&path=gazprom&relation=attacks")
    assert "No path joins them" in opened.page.text_content("#panel")


def test_groups_are_those_that_deal_with_each_other(sheet: Opener) -> None:
    names = [f"{side}{i}" for side in "ab" for i in range(4)]
    base = world().actors[0]
    actors = tuple(replace(base, id=n, iri=f"https://w3id.org/irkg/id/{n}", labels={"en": n, "fr": n}) for n in names)
    pairs = [(f"{s}{i}", f"{s}{j}") for s in "ab" for i in range(4) for j in range(4) if i < j] + [("a0", "b0")]
    edges = [
        replace(statement("russia", "accuses", "nato", i), subject_id=a, object_id=b, event_id=f"e{i}", id=f"s{i}")
        for i, (a, b) in enumerate(pairs)
    ]
    opened = sheet(GraphData(actors, tuple(edges)))
    opened.page.click("#groups")
    assert opened.texts("#panel h3") == ["A 4 actors", "B 4 actors"]
    first, second = (set(p.locator("button").all_text_contents()) for p in opened.page.locator("#panel p.links").all())
    assert {frozenset(first), frozenset(second)} == {frozenset(names[:4]), frozenset(names[4:])}


def test_triads_are_balanced_when_the_product_of_their_signs_is(sheet: Opener) -> None:
    data = world()
    edges = (
        statement("france", "supports", "germany", 1), statement("germany", "supports", "poland", 2),
        statement("poland", "attacks", "france", 3), statement("russia", "attacks", "france", 4),
        statement("russia", "attacks", "germany", 5),
    )  # fmt: skip
    opened = sheet(GraphData(data.actors, edges))
    opened.page.click("#triads")
    assert opened.texts("#panel h3") == ["Unbalanced (1)", "Balanced (1)"]
    odd, even = opened.texts("#panel .triads li")
    assert odd == "France + Germany, Germany + Poland, France − Poland"
    assert even == "France + Germany, Germany − Russia, France − Russia"
