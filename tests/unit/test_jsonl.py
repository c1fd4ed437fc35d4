from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kg.errors import InputError
from kg.jsonl import from_json, to_json
from kg.model import Relation
from kg.ontology import load_ontology
from tests.unit.graph.build import LAVROV, MINISTER, MISSION, article, elsewhere, reference, statement

KEYS = [
    "id", "document", "lang", "subject", "agent", "relation", "type", "mode", "cameo", "object", "object_agent",
    "theme", "count", "place", "status", "source", "date", "date_text", "field", "quote", "start", "end", "trigger",
    "confidence",
]  # fmt: skip


def test_a_line_has_the_keys_of_the_contract() -> None:
    item = article()
    line = to_json(statement(item))
    assert list(line) == KEYS
    assert line["document"] == "en-001"
    assert line["subject"] == {
        "iri": "https://w3id.org/irkg/id/russia", "label": "Russia", "labels": {"en": "Russia", "fr": "Russie"},
        "kind": "State", "aliases": [], "text": "Moscow", "start": 0, "end": 6,
    }  # fmt: skip
    assert line["relation"] == {
        "iri": "https://w3id.org/irkg/ontology#suspendsDialogueWith", "label": "suspends dialogue with",
        "labels": {"en": "suspends dialogue with", "fr": "suspend le dialogue avec"},
    }  # fmt: skip
    assert (line["type"], line["mode"], line["cameo"]) == ("SANCTION", "discontinue", "164")
    assert item.text[line["start"] : line["end"]] == line["quote"]
    assert line["agent"] is line["object_agent"] is line["place"] is line["source"] is line["count"] is None


def test_an_entity_names_its_parent() -> None:
    line = to_json(statement(article(), subject=reference(MISSION, "Moscow")), "https://example.org/")
    assert line["subject"]["parent"] == {
        "iri": "https://example.org/id/russia", "label": "Russia", "labels": {"en": "Russia", "fr": "Russie"}
    }  # fmt: skip
    assert line["subject"]["aliases"] == ["the mission"]


@pytest.mark.parametrize(("former", "shown"), [(True, True), (False, False), (None, False)])
def test_a_role_has_a_title_and_is_former_or_not(former: bool | None, shown: bool) -> None:
    line = to_json(statement(article(), relation=MINISTER, former=former, title="foreign minister"))
    assert list(line) == [*KEYS, "title", "former"]
    assert (line["title"], line["former"]) == ("foreign minister", shown)


def test_a_line_is_read_back_with_the_ontology() -> None:
    ontology = load_ontology()
    item = article()
    relation = ontology.relations["suspendsDialogueWith"]
    russia, nato = (ontology.actors[slug].entity for slug in ("russia", "nato"))
    mission = replace(MISSION, id="a-new-mission", parent=russia)
    made = statement(item, relation=relation, subject=reference(russia, "Moscow"), object=reference(nato, "Alliance"),
                     agent=elsewhere(mission), theme="dialogue", count=3)  # fmt: skip
    line = json.loads(json.dumps(to_json(made)))
    assert from_json(line, ontology, article=item.sha256) == made
    assert from_json(line, ontology, article=item.sha256).id == line["id"]


def test_a_line_is_read_back_without_the_ontology_and_written_the_same() -> None:
    line = to_json(statement(article(), agent=elsewhere(LAVROV)))
    again = to_json(from_json(line))
    assert again.pop("id") != line["id"]  # the hash of the article is not in the line
    assert again == {key: value for key, value in line.items() if key != "id"}


def test_a_line_of_another_article_is_refused() -> None:
    line = to_json(statement(article()))
    with pytest.raises(InputError, match=f"statement {line['id']}: does not belong to this article"):
        from_json(line, article=article(2).sha256)


@pytest.mark.parametrize("key", ["subject", "relation", "quote", "agent", "status"])
def test_a_line_that_lacks_a_key_is_refused(key: str) -> None:
    line = to_json(statement(article()))
    del line[key]
    with pytest.raises(InputError, match=rf"statement {line['id']}: lacks or garbles '{key}'.*kg extract"):
        from_json(line)


def test_an_unknown_status_is_refused() -> None:
    line = to_json(statement(article())) | {"status": "certain"}
    with pytest.raises(InputError, match="has the status 'certain'; use one of actual, planned"):
        from_json(line)


def test_something_else_than_a_line_is_refused() -> None:
    with pytest.raises(InputError, match="that is no object"):
        from_json([])  # type: ignore[arg-type]


def test_an_open_relation_survives() -> None:
    unknown = Relation("greetsWarmly", "SUPPORT", {"en": "greets warmly", "fr": "salue"})
    assert from_json(to_json(statement(article(), relation=unknown)), load_ontology()).relation == unknown
