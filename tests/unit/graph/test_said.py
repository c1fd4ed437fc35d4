"""Whatever changes, and in whatever steps conclusions are drawn: the graph is the one that is drawn from nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph import Record, Store
from kg.graph.said import SEP, Said
from tests.unit.graph.build import (
    CHINA,
    FRANCE,
    LAVROV,
    MEETS,
    MINISTER,
    NATO,
    RUSSIA,
    SANCTIONS,
    SUSPENDS,
    article,
    elsewhere,
    statement,
)
from tests.unit.graph.worker import quads

NAMES = ("Ivan Petrov", "Ivan Petroff", "France")
"""What articles call somebody whom the ontology does not know; the last is a name that somebody else has."""


def tell(store: Store, number: int, chance: random.Random) -> None:
    """An article with acts and a fact, of known and unknown actors, under a date and a publisher that may be new."""
    item = article(
        number, date=f"202{chance.randint(0, 1)}-0{chance.randint(1, 9)}-03", text=f"{chance.random()}",
        publisher=chance.choice(("A", "B", None)),
    )  # fmt: skip
    name = chance.choice(NAMES)
    unknown = replace(LAVROV, id="ivan-petrov", labels={"en": name, "fr": name})
    said = [
        statement(item, start=99, subject=elsewhere(unknown), relation=MINISTER, object=elsewhere(RUSSIA), date=None,
                  former=chance.random() < 0.3),
    ]  # fmt: skip
    for start in range(chance.randint(0, 3)):
        one, two = chance.sample((RUSSIA, NATO, FRANCE, CHINA, unknown), 2)
        said.append(
            statement(
                item, start=start, subject=elsewhere(one), object=elsewhere(two) if chance.random() < 0.9 else None,
                relation=chance.choice((SANCTIONS, SUSPENDS, MEETS)), date=chance.choice((None, "2021", "2021-03")),
                status=chance.choice(("actual", "actual", "planned", "denied")),
            )
        )  # fmt: skip
    store.put(item, said[chance.random() < 0.5 :], fingerprint="x")


def report(store: Store, chance: random.Random) -> None:
    """A part of a dataset, with events that articles may report, too."""
    records = [
        Record(f"{n}", chance.choice(("2021-03-01", "2021")), *chance.sample((RUSSIA, NATO, CHINA), 1),
               chance.choice((MEETS, SUSPENDS)), FRANCE)
        for n in range(chance.randint(0, 3))
    ]  # fmt: skip
    store.put_part("Table", f"{chance.randint(1, 2)}", f"{chance.random()}", records)


def step(store: Store, chance: random.Random) -> None:
    """One change."""
    iris = [stored.iri for stored in store.articles()]
    match chance.randint(0, 4):
        case 0 if iris:
            store.remove(chance.choice(iris))
        case 1:
            report(store, chance)
        case _:
            tell(store, chance.randint(1, 12), chance)


@pytest.mark.parametrize("seed", range(3))
def test_step_by_step_is_all_at_once(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(5):
        for _ in range(chance.randint(1, 3)):
            step(store, chance)
        store.derive()
    grown = {str(quad) for quad in store.quads}
    store._folder.mark_stale()
    store.derive()
    assert {str(quad) for quad in store.quads} == grown, "drawing everything anew changes nothing"
    for name in ("derived", "counts"):
        store.quads.remove_graph(store.names.graph(name))
    store._folder.mark_stale()
    store.derive()
    assert {str(quad) for quad in store.quads} == grown, "drawing it from nothing does neither"


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    chance = random.Random(1)
    with Store.open(tmp_path / "graph") as store:
        for number in range(1, 9):
            tell(store, number, chance)
        store.derive()
        item = article(3, text="Another text.")
        store.put(item, [statement(item)], fingerprint="x")
        node = store.names.article(item).value
        assert store._changed() == {node}
        read: list[str | None] = []
        before = [line.split(SEP) for line in store._folder.said.read_text(encoding="utf-8").splitlines()[:-1]]
        said = Said(store._folder.said, store._changed())

        def of(graph: str | None) -> list[str]:
            read.append(graph)
            return [SEP.join(("event", "statement", node, *"abcdef"))]

        rows = list(said.rows(lambda graph: iter(of(graph))))
        assert read == [node] and not said.whole
        assert said.touched == {"event", *(row[0] for row in before if row[2] == node)}
        assert said.dropped == {row[4] for row in before if row[2] == node}
        assert [row[1] for row in rows if row[2] == node] == ["statement"]
        assert len(rows) > 5


def test_after_an_interruption_or_with_other_names_everything_is_read(tmp_path: Path) -> None:
    with Store.open(tmp_path / "graph") as store:
        tell(store, 1, random.Random(1))
        store.derive()
        tell(store, 2, random.Random(2))
        assert store._changed()
        store._folder.mark_stale(store.names.graph("actors").value)
        assert store._changed() is None
        store.derive()
        assert store._changed() == set()
        store._folder.mark_stale()
    with Store.open(tmp_path / "graph") as store:
        assert store._changed() is None and store.stale


@pytest.mark.parametrize("left", [0, 1, 40, -1])
def test_a_file_that_was_cut_off_is_none(tmp_path: Path, left: int) -> None:
    """The machine may stop before all is on the disk; what is there then is not trusted."""
    chance, folder = random.Random(3), tmp_path / "graph"
    with Store.open(folder) as store:
        for number in (1, 2):
            tell(store, number, chance)
        store.derive()
        remembered = store._folder.said
    whole = quads(folder)
    remembered.write_bytes(remembered.read_bytes()[:left])
    assert Said(remembered, set()).whole
    with Store.open(folder) as store:
        store._folder.mark_stale("https://w3id.org/irkg/article/1")
        store.derive()
    assert quads(folder) == whole
    assert not Said(remembered, set()).whole


def test_half_a_line_hides_no_change(tmp_path: Path) -> None:
    with Store.open(tmp_path / "graph") as store:
        store._folder.mark_stale("https://w3id.org/irkg/article/1")
    mark = tmp_path / "graph" / "stale"
    mark.write_text(mark.read_text()[:-5])
    with Store.open(tmp_path / "graph") as store:
        store._folder.mark_stale("https://w3id.org/irkg/article/2")
        assert "https://w3id.org/irkg/article/2" in (store._changed() or ())


def test_the_rows_are_those_of_a_graph_of_its_own(tmp_path: Path) -> None:
    """The same articles in one go and in two give the same bytes on disk."""
    for name, stops in (("a", {3}), ("b", {1, 3})):
        with Store.open(tmp_path / name) as store:
            for number in (1, 2, 3):
                tell(store, number, random.Random(number))
                if number in stops:
                    store.derive()
    assert quads(tmp_path / "a") == quads(tmp_path / "b")
    assert (tmp_path / "a" / "said").read_bytes() == (tmp_path / "b" / "said").read_bytes()
