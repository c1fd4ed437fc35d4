"""The annotated articles of this folder keep their form; nothing here measures the extraction."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
FILES = ("read-fr", "read-en", "unread-fr", "unread-en")
HELD_OUT = ("unread", "sentences", "kinds", "dispatches")
EVENTS = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)
FACTS = frozenset({"ROLE", "MEMBER"})
STATUSES = frozenset({"actual", "planned", "demanded", "possible", "denied"})
ISO_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
SENTENCE_END = re.compile(r"[.!?…][»”\"]? +[«“\"]? ?[A-ZÀ-Þ]")
ABBREVIATION = re.compile(r"\b(?:M|Mme|Mr|Mrs|Dr|[A-Z])\.")
STATEMENT_KEYS = {"subject", "relation", "type", "object", "status", "source", "date", "quote"}


def load(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


ITEMS = [(name, item) for name in FILES for item in load(name)]
STATEMENTS = [(item, statement) for _, item in ITEMS for statement in item["statements"]]


def test_ids_are_unique() -> None:
    ids = [item["id"] for _, item in ITEMS]
    assert len(ids) == len(set(ids))


def test_no_text_is_in_both_halves() -> None:
    texts = [item["text"] for _, item in ITEMS]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_items_of_its_language_and_half(name: str) -> None:
    items = load(name)
    half, lang = name.split("-")
    assert len(items) >= 30
    assert {item["lang"] for item in items} == {lang}
    assert {item["id"][:3] for item in items} == {f"{half[0]}{lang[0]}-"}


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_every_type(name: str) -> None:
    found = {s["type"] for item in load(name) for s in item["statements"] if not s.get("optional")}
    assert found == EVENTS | FACTS


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_articles_with_facts_alone(name: str) -> None:
    hard_negatives = [item for item in load(name) if "hard-negative" in item["hard"]]
    assert len(hard_negatives) >= 2
    assert {s["type"] for item in hard_negatives for s in item["statements"]} <= FACTS


@pytest.mark.parametrize("item", [i for _, i in ITEMS], ids=lambda item: str(item["id"]))
def test_articles_have_their_fields(item: dict[str, Any]) -> None:
    assert set(item) == {"id", "lang", "date", "publisher", "title", "text", "statements", "hard"}
    assert all(item[key] for key in ("title", "publisher", "statements", "hard"))
    assert ISO_DAY.fullmatch(item["date"])
    assert 45 <= len(item["text"].split()) <= 220


@pytest.mark.parametrize("item", [i for _, i in ITEMS], ids=lambda item: str(item["id"]))
def test_no_statement_is_there_twice(item: dict[str, Any]) -> None:
    # The object and the quote take part: one sentence may tell of the same act on two objects.
    keys = [(s["subject"][0], s["type"], str(s["object"]), s["quote"], s["relation"]) for s in item["statements"]]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("item", "statement"), STATEMENTS, ids=[f"{i['id']}-{s['type']}" for i, s in STATEMENTS])
def test_statements_have_their_form(item: dict[str, Any], statement: dict[str, Any]) -> None:
    extra = set(statement) - STATEMENT_KEYS - {"optional", "mutual"}
    assert set(statement) >= STATEMENT_KEYS
    assert extra == ({"title", "former"} if statement["type"] == "ROLE" else set())
    assert statement["type"] in EVENTS | FACTS
    assert statement["status"] in STATUSES
    assert statement["date"] is None or ISO_DATE.fullmatch(statement["date"])
    names = [statement["subject"], statement["object"], statement["source"]]
    assert statement["subject"]
    assert all(names_ is None or (names_ and all(n == n.strip() and n for n in names_)) for names_ in names)


@pytest.mark.parametrize(("item", "statement"), STATEMENTS, ids=[f"{i['id']}-{s['type']}" for i, s in STATEMENTS])
def test_quotes_are_the_words_of_the_text(item: dict[str, Any], statement: dict[str, Any]) -> None:
    assert statement["quote"] and statement["quote"] in item["text"]
    assert not SENTENCE_END.search(ABBREVIATION.sub("X", statement["quote"])), "more than one sentence"


@pytest.mark.parametrize("name", ["sentences-fr", "sentences-en"])
def test_single_sentences_tell_one_act_at_most(name: str) -> None:
    items = load(name)
    lang = name.rpartition("-")[2]
    assert len(items) >= 200
    assert len({item["text"] for item in items} | {item["id"] for item in items}) == 2 * len(items)
    assert {item["lang"] for item in items} == {lang}
    types = {s["type"] for item in items for s in item["statements"]}
    assert types == EVENTS
    assert sum(not item["statements"] for item in items) <= len(items) / 10
    for item in items:
        assert len({(s["type"], s["status"], s["quote"]) for s in item["statements"]}) <= 1
        assert all(s["quote"] in item["text"] and s["subject"] for s in item["statements"])


@pytest.mark.parametrize("name", ["kinds-fr", "kinds-en"])
def test_texts_of_other_kinds_have_every_type_and_some_have_no_act(name: str) -> None:
    items = load(name)
    assert len(items) >= 120
    assert len({item["text"] for item in items} | {item["id"] for item in items}) == 2 * len(items)
    assert {item["lang"] for item in items} == {name.rpartition("-")[2]}
    assert {s["type"] for item in items for s in item["statements"] if not s.get("optional")} == EVENTS | FACTS
    assert any({s["type"] for s in item["statements"]} <= FACTS for item in items)
    assert all(s["quote"] in item["text"] and s["subject"] for item in items for s in item["statements"])


@pytest.mark.parametrize("name", ["dispatches-fr", "dispatches-en"])
def test_dispatches_are_articles_with_acts_of_nearly_every_type(name: str) -> None:
    items = load(name)
    assert len(items) >= 24
    assert len({item["text"] for item in items} | {item["id"] for item in items}) == 2 * len(items)
    assert {item["lang"] for item in items} == {name.rpartition("-")[2]}
    assert len({s["type"] for item in items for s in item["statements"] if not s.get("optional")} & EVENTS) >= 14
    assert all(60 <= len(item["text"].split()) <= 180 and item["statements"] for item in items)
    assert all(s["quote"] in item["text"] and s["subject"] for item in items for s in item["statements"])


def test_nothing_held_out_is_learned_from() -> None:
    held = {item["text"] for lang in ("fr", "en") for half in HELD_OUT for item in load(f"{half}-{lang}")}
    learned = {item["text"] for lang in ("fr", "en") for half in ("learn", "read") for item in load(f"{half}-{lang}")}
    assert not {_plain(text) for text in held} & {_plain(text) for text in learned}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
