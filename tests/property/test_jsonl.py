from __future__ import annotations

import json

from hypothesis import given, settings

from kg.jsonl import from_json, to_json
from kg.model import Article, Statement
from tests.property.statements import told


@settings(deadline=None)
@given(told())
def test_what_is_written_is_read_back(pair: tuple[Article, Statement]) -> None:
    article, statement = pair
    line = json.loads(json.dumps(to_json(statement)))
    again = from_json(line, article=article.sha256)
    assert again == statement
    assert to_json(again) == line
