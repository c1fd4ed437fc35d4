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

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg.actors import NameIndex
from kg.evaluate import judge_events, load_gold
from kg.extract import LANGUAGES, drafts
from kg.extract.confidence import FILE, NAMELESS, Clues, told
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
AS_GOOD = 0.004
"""Of thresholds whose F1 differs by no more than this, the highest is taken: precision first."""


@dataclass(slots=True)
class Corpus:
    """All statements the rules read in the annotated articles."""

    clues: list[Clues]
    right: NDArray[np.bool_]
    article: NDArray[np.int_]
    missed: int


def read_corpus(ontology: Ontology) -> Corpus:
    """Each statement with whether the annotators have it; optional ones that agree teach nothing."""
    clues: list[Clues] = []
    right: list[bool] = []
    article: list[int] = []
    missed = number = 0
    for path in sorted([*QUALITY.glob("read-*.jsonl"), *QUALITY.glob("learn-*.jsonl")]):
        items = {item["id"]: item for item in load_gold(path)}
        for a, found in drafts(read([path], report=lambda skip: None), ontology):
            acts = [(to_json(s), c) for s, c in found if c is not None and s.field == "text"]
            verdicts, lost = judge_events(items[a.id], [s for s, _ in acts])
            for (_, c), verdict in zip(acts, verdicts, strict=True):
                if verdict is not None:
                    clues.append(c)
                    right.append(verdict)
                    article.append(number)
            missed += lost
            number += 1
    return Corpus(clues, np.array(right), np.array(article), missed)


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


def features(clues: Clues, measured: tuple[float, float]) -> dict[str, float]:
    """What `Judge.terms` weighs, by name."""
    return {"told": measured[0], "rival": measured[1], **dict.fromkeys(clues.features, 1.0)}


class Types:
    """The regression from clauses to types, trained on the lexicon's sentences and on some of the clauses."""

    def __init__(self, sentences: Sequence[tuple[str, str]], corpus: Corpus) -> None:
        self.base, self.base_types = encode([text for text, _ in sentences]), [t for _, t in sentences]
        self.windows, self.corpus = encode([c.window for c in corpus.clues]), corpus
        self.types = np.array([c.type for c in corpus.clues])

    def fit(self, rows: NDArray[np.bool_]) -> LogisticRegression:
        good = rows & self.corpus.right
        x = np.vstack([self.base, self.windows[good]])
        return regression(TYPE_STRENGTH).fit(x, [*self.base_types, *self.types[good]])

    def told(self, model: LogisticRegression, rows: NDArray[np.bool_]) -> dict[int, tuple[float, float]]:
        where = np.flatnonzero(rows)
        shares = model.predict_proba(self.windows[where])
        return {
            i: told(row, list(model.classes_), self.corpus.clues[i].type) for i, row in zip(where, shares, strict=True)
        }


def folds(corpus: Corpus) -> list[NDArray[np.bool_]]:
    """Statements by fold; those of one article stay together."""
    return [corpus.article % FOLDS == k for k in range(FOLDS)]


def threshold(sure: NDArray[np.float64], corpus: Corpus) -> float:
    """Where leaving out what is likelier wrong gives the best F1."""
    scores = {}
    for step in range(20, 61):
        t = step / 100
        hits = int((corpus.right & (sure >= t)).sum())
        found, lost = int((sure >= t).sum()), corpus.missed + int((corpus.right & (sure < t)).sum())
        scores[t] = 2 * hits / (found + hits + lost) if hits else 0.0
    best = max(scores.values())
    return max(t for t, score in scores.items() if score >= best - AS_GOOD)


def main() -> int:
    """Extract, compare, learn, and write what was learned."""
    ontology = load_ontology()
    corpus = read_corpus(ontology)
    types = Types(list(lexicon_sentences(ontology)), corpus)
    measured: dict[int, tuple[float, float]] = {}
    for fold in folds(corpus):
        measured |= types.told(types.fit(~fold), fold)
    rows = [features(c, measured[i]) for i, c in enumerate(corpus.clues)]
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform(rows)
    sure = np.zeros(len(rows))
    for fold in folds(corpus):
        sure[fold] = regression(STRENGTH).fit(x[~fold], corpus.right[~fold]).predict_proba(x[fold])[:, 1]
    model = regression(STRENGTH).fit(x, corpus.right)
    type_model = types.fit(np.ones(len(rows), dtype=bool))
    names = vectorizer.get_feature_names_out()
    weights = {"bias": round(float(model.intercept_[0]), 3)}
    weights |= {str(n): round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.0005}
    learned = {
        "note": "how likely statements are right; written by scripts/train_confidence.py",
        "measured": len(rows),
        "threshold": threshold(sure, corpus),
        "weights": dict(sorted(weights.items())),
        "types": {
            str(t): [round(float(w), 3) for w in (*row, bias)]
            for t, row, bias in zip(type_model.classes_, type_model.coef_, type_model.intercept_, strict=True)
        },
    }
    text = json.dumps(learned, ensure_ascii=False, indent=1)
    text = text.replace(",\n   ", ", ").replace("[\n   ", "[").replace("\n  ]", "]")  # a line a type
    (ROOT / "ontology" / FILE).write_text(text + "\n", encoding="utf-8")
    right = corpus.right
    print(
        f"{len(rows)} statements, {right.mean():.2f} right, {corpus.missed} missed; threshold {learned['threshold']}",
        file=sys.stderr,
    )
    for low in np.arange(0.1, 1.0, 0.1):
        inside = (sure >= low) & (sure < low + 0.1)
        if inside.any():
            print(
                f"  {low:.1f}–{low + 0.1:.1f}: {inside.sum():4} found, {right[inside].mean():.2f} right",
                file=sys.stderr,
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
