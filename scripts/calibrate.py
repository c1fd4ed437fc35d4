"""Measure how often statements of each weight are right on the annotated articles that are read during development.

usage: calibrate.py    writes ontology/confidence.json; the same articles and rules give the same file
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kg.evaluate import load_gold, outcomes
from kg.extract import extract
from kg.extract.confidence import FILE, calibrate
from kg.jsonl import to_json
from kg.ontology import load_ontology
from kg.read import read

ROOT = Path(__file__).resolve().parents[1]
READ = ("read-en.jsonl", "read-fr.jsonl")


def main() -> int:
    """Extract with the weights as they are, compare, and write the curve."""
    seen: list[tuple[float, bool]] = []
    for name in READ:
        path = ROOT / "tests" / "quality" / name
        articles = read([path], report=lambda skip: None)
        found = {
            a.id: [to_json(s) for s in statements]
            for a, statements in extract(articles, load_ontology(), calibrated=False)
        }
        seen += outcomes(load_gold(path), found)
    curve = calibrate(seen)
    note = "share of statements that were right, by weight; written by scripts/calibrate.py"
    text = json.dumps({"note": note, "measured": len(seen), "knots": curve.knots}, indent=1)
    (ROOT / "ontology" / FILE).write_text(text + "\n", encoding="utf-8")
    print(f"{len(seen)} statements, {len(curve.knots)} steps", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
