"""What the seeds say, line by line: a change of extraction shows as a diff of `seeds.tsv`, which is the review.

``UPDATE_GOLDEN=1 pytest tests/golden`` writes the file anew.
"""

from __future__ import annotations

import os
from pathlib import Path

from kg.extract import extract
from kg.model import Article, Statement
from kg.ontology import load_ontology
from kg.read import read

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"


def line(s: Statement) -> str:
    parts = (
        s.document, s.field, s.type, s.subject.entity.id, s.agent.entity.id if s.agent else "", s.relation.id,
        s.object.entity.id if s.object else "", s.status, s.source.entity.id if s.source else "", s.date or "",
        str(s.count or ""), s.trigger,
    )  # fmt: skip
    return "\t".join(parts)


def seeds() -> list[tuple[Article, list[Statement]]]:
    return list(extract(read([SEEDS], report=lambda skip: None), load_ontology()))


def test_seeds_say_what_they_said() -> None:
    golden = HERE / "seeds.tsv"
    text = "".join(line(s) + "\n" for _, statements in seeds() for s in statements)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8"), "extraction changed; if for the better: UPDATE_GOLDEN=1"


def test_every_seed_is_read_and_says_something() -> None:
    found = {article.id: statements for article, statements in seeds()}
    assert len(found) == len(list(SEEDS.glob("*.md"))) >= 14
    assert all(found.values())
    assert {article.lang for article, _ in seeds()} == {"fr", "en"}


def test_the_break_between_russia_and_nato_is_among_them() -> None:
    claims = {
        (s.subject.entity.id, s.relation.id, s.object and s.object.entity.id) for _, group in seeds() for s in group
    }
    assert ("nato", "expelsDiplomatsOf", "russia") in claims
    assert any(s == "russia" and o == "nato" for s, _, o in claims)
