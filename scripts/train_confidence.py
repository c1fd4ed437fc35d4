"""Learn from annotated articles how likely statements are right, and write ontology/confidence.json.

usage: train_confidence.py    reads tests/quality/read-*.jsonl and learn-*.jsonl; the same articles and rules give the same file

The half of the corpus that nobody reads (unread-*.jsonl) takes no part: it shows whether what is learned here holds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg.actors import NameIndex
from kg.evaluate import judge_events, load_gold, types_between
from kg.extract import LANGUAGES, drafts
from kg.extract.confidence import FILE, NAMELESS, NONE, Clues, features, likeliest, vectors
from kg.extract.encoder import encode
from kg.jsonl import to_json
from kg.lexicon import load_lexicon
from kg.model import EVENT_TYPES
from kg.ontology import Ontology, load_ontology
from kg.read import read

ROOT = Path(__file__).resolve().parents[1]
QUALITY = ROOT / "tests" / "quality"
FOLDS = 5
TYPE_STRENGTH, STRENGTH = 2.0, 0.1
"""Inverse regularisation (C) of the two regressions, chosen by cross-validation."""
LEAST = 0.28
"""What is less likely than this is left out: F1 is level from 0.2 to 0.35, and best here on the development sets."""


@dataclass(slots=True)
class Corpus:
    """All statements that were read in the annotated articles; what follows are parallel lists."""

    clues: list[Clues]
    types: list[set[str]]
    """The types with which a statement would be right: its own or none, for an open one any that joins its two actors."""
    article: NDArray[np.int_]
    missed: int

    @property
    def open(self) -> NDArray[np.bool_]:
        return np.array([not c.type for c in self.clues])


def read_corpus(ontology: Ontology) -> Corpus:
    """Each statement with what the annotators say; optional ones that agree teach nothing."""
    corpus = Corpus([], [], np.zeros(0, dtype=int), 0)
    article: list[int] = []
    number = 0
    for path in sorted([*QUALITY.glob("read-*.jsonl"), *QUALITY.glob("learn-*.jsonl")]):
        items = {item["id"]: item for item in load_gold(path)}
        for a, found in drafts(read([path], report=lambda skip: None), ontology):
            before = len(corpus.clues)
            _learn_from(items[a.id], [(to_json(s), c) for s, c in found if c is not None and s.field == "text"], corpus)
            article += [number] * (len(corpus.clues) - before)
            number += 1
    corpus.article = np.array(article)
    return corpus


def _learn_from(item: dict[str, Any], found: list[tuple[dict[str, Any], Clues]], corpus: Corpus) -> None:
    told = [(s, c) for s, c in found if c.type]
    verdicts, missed = judge_events(item, [s for s, _ in told])
    corpus.missed += len(missed)
    for (_, clues), verdict in zip(told, verdicts, strict=True):
        if verdict is not None:
            corpus.clues.append(clues)
            corpus.types.append({clues.type} if verdict else set())
    for s, clues in found:
        if not clues.type:
            corpus.clues.append(clues)
            corpus.types.append(types_between(missed, s))


def lexicon_sentences(ontology: Ontology) -> Iterator[tuple[str, str]]:
    """(sentence with names taken out, type) of every entry."""
    index = NameIndex(ontology)
    for lang in LANGUAGES:
        seen: set[int] = set()
        for entry in load_lexicon(lang, ROOT / "ontology").entries:
            type_ = ontology.relations[entry.relation].type if entry.relation else None
            if type_ not in EVENT_TYPES or entry.number in seen:
                continue
            seen.add(entry.number)
            for line in (*entry.yes, *entry.misses):
                text = line.partition(" | ")[0]
                for match in reversed(index.find(text, lang)):
                    put = NAMELESS[lang][0 if match.candidates[0][1] == "demonym" else 1]
                    text = text[: match.start] + put + text[match.end :]
                yield text, type_


def regression(strength: float) -> LogisticRegression:
    """An untrained regression; multinomial where there are more than two classes."""
    return LogisticRegression(C=strength, max_iter=5000)


class Types:
    """The regression from clauses to types, trained on the lexicon's sentences and on some of the clauses."""

    def __init__(self, sentences: Sequence[tuple[str, str]], corpus: Corpus) -> None:
        whole = encode([text for text, _ in sentences])  # a lexicon's sentence is hardly more than its predicate
        self.base, self.base_types = np.hstack([whole, whole]), [t for _, t in sentences]
        self.meanings, self.corpus = vectors(corpus.clues), corpus

    def fit(self, rows: NDArray[np.bool_]) -> LogisticRegression:
        """Right statements teach their type, open ones between actors of whom nothing is told that there is none."""
        x, y = [], []
        for i in np.flatnonzero(rows):
            types = self.corpus.types[i] or ({NONE} if not self.corpus.clues[i].type else set())
            x += [self.meanings[i]] * len(types)
            y += sorted(types)
        return regression(TYPE_STRENGTH).fit(np.vstack([self.base, *x]), [*self.base_types, *y])

    def judged(self, model: LogisticRegression, rows: NDArray[np.bool_]) -> Iterator[tuple[int, str, dict[str, float]]]:
        """For each statement its type, found or given, and what is weighed for it."""
        types = [str(t) for t in model.classes_]
        where = np.flatnonzero(rows)
        for i, shares in zip(where, model.predict_proba(self.meanings[where]), strict=True):
            clues = self.corpus.clues[i]
            type_ = clues.type or likeliest(shares, types)
            yield int(i), type_, features(clues, type_, shares, types)


def folds(corpus: Corpus) -> list[NDArray[np.bool_]]:
    """Statements by fold; those of one article stay together."""
    return [corpus.article % FOLDS == k for k in range(FOLDS)]


def main() -> int:
    """Extract, compare, learn, and write what was learned."""
    ontology = load_ontology()
    corpus = read_corpus(ontology)
    types = Types(list(lexicon_sentences(ontology)), corpus)
    rows: list[dict[str, float]] = [{} for _ in corpus.clues]
    right = np.zeros(len(rows), dtype=bool)
    for fold in folds(corpus):
        for i, type_, weighed in types.judged(types.fit(~fold), fold):
            rows[i], right[i] = weighed, type_ in corpus.types[i]
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform(rows)
    sure = np.zeros(len(rows))
    for fold in folds(corpus):
        sure[fold] = regression(STRENGTH).fit(x[~fold], right[~fold]).predict_proba(x[fold])[:, 1]
    model = regression(STRENGTH).fit(x, right)
    type_model = types.fit(np.ones(len(rows), dtype=bool))
    names = vectorizer.get_feature_names_out()
    weights = {"bias": round(float(model.intercept_[0]), 3)}
    weights |= {str(n): round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.0005}
    learned = {
        "note": "how likely statements are right; written by scripts/train_confidence.py",
        "measured": len(rows),
        "threshold": LEAST,
        "weights": dict(sorted(weights.items())),
        "types": {
            str(t): [round(float(w), 3) for w in (*row, bias)]
            for t, row, bias in zip(type_model.classes_, type_model.coef_, type_model.intercept_, strict=True)
        },
    }
    text = json.dumps(learned, ensure_ascii=False, indent=1)
    text = text.replace(",\n   ", ", ").replace("[\n   ", "[").replace("\n  ]", "]")  # a line a type
    (ROOT / "ontology" / FILE).write_text(text + "\n", encoding="utf-8")
    report(sure, right, corpus)
    return 0


def report(sure: NDArray[np.float64], right: NDArray[np.bool_], corpus: Corpus) -> None:
    """How well confidence holds on articles that were left out while learning."""
    for name, rows in (("told by an entry", ~corpus.open), ("open", corpus.open)):
        kept = rows & (sure >= LEAST)
        print(
            f"{name}: {rows.sum()} read, {right[rows].mean():.2f} right; kept {kept.sum()}, {right[kept].mean():.2f} right",
            file=sys.stderr,
        )
        for low in range(10):
            inside = rows & (sure >= low / 10) & (sure < (low + 1) / 10)
            if inside.any():
                print(
                    f"  {low / 10:.1f}–{(low + 1) / 10:.1f}: {inside.sum():4} read, {right[inside].mean():.2f} right",
                    file=sys.stderr,
                )
    print(f"missed by entries: {corpus.missed}; threshold {LEAST}", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
