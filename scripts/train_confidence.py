"""Learn from annotated articles who acts on whom and how likely statements are right, and write ontology/confidence.json.

usage: train_confidence.py    reads tests/quality/read-*.jsonl and learn-*.jsonl; the same articles and rules give the same file

The half of the corpus that nobody reads (unread-*.jsonl) takes no part: it shows whether what is learned here holds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg.actors import NameIndex
from kg.evaluate import load_gold
from kg.evaluate.agreement import agrees, names_same
from kg.extract import LANGUAGES, drafts
from kg.extract.clues import NAMELESS, Clues
from kg.extract.confidence import FILE, NONE, Bench, crossed, vectors
from kg.extract.encoder import encode
from kg.jsonl import to_json
from kg.lexicon import load_lexicon
from kg.model import EVENT_TYPES
from kg.ontology import Ontology, load_ontology
from kg.read import read

ROOT = Path(__file__).resolve().parents[1]
QUALITY = ROOT / "tests" / "quality"
FOLDS = 5
TYPE_STRENGTH, CHOICE_STRENGTH, STRENGTH = 2.0, 0.3, 0.1
"""Inverse regularisation (C) of the regressions, chosen by cross-validation."""
TRIGGER_SCALE = 0.7
"""What the clues of a trigger count for beside its unit vectors."""
LEAST_ENTRY, LEAST_OPEN = 0.38, 0.85
"""What is less likely than this is left out: F1 is level up to here on what was read during development, and precision rises."""
LEAST_BRIEF = 0.12
"""The same for a text of a sentence or two, which seldom tells nothing; of open statements it tells one, where it tells no other."""
SIDES = ("subject", "agent", "object", "object_agent")
Json = dict[str, Any]
Probabilities = NDArray[np.float64]


@dataclass(slots=True)
class Row:
    """One candidate and what the annotators say of it: indices of the statements of its article."""

    clues: Clues
    article: int
    joins: list[int]
    """Those between the same two actors."""
    acts: list[int]
    """Those of the same actor."""


@dataclass(slots=True)
class Corpus:
    """All candidates of the annotated articles, and the articles' events."""

    rows: list[Row] = field(default_factory=list)
    golds: list[list[Json]] = field(default_factory=list)

    @property
    def folds(self) -> list[NDArray[np.bool_]]:
        """Rows by fold; those of one article stay together."""
        article = np.array([row.article for row in self.rows])
        return [article % FOLDS == k for k in range(FOLDS)]


def read_corpus(ontology: Ontology) -> Corpus:
    """Every candidate with the annotated statements that it could be."""
    corpus = Corpus()
    for path in sorted([*QUALITY.glob("read-*.jsonl"), *QUALITY.glob("learn-*.jsonl")]):
        items = {item["id"]: item for item in load_gold(path)}
        for article, found in drafts(read([path], report=lambda skip: None), ontology):
            item = items[article.id]
            golds = [g for g in item["statements"] if g["type"] in EVENT_TYPES]
            for gold in golds:
                start = item["text"].find(gold["quote"]) if "quote" in gold else -1
                gold["span"] = (start, start + len(gold["quote"])) if start >= 0 else None
            number = len(corpus.golds)
            corpus.golds.append(golds)
            known: dict[tuple[str | None, ...], tuple[list[int], list[int]]] = {}
            for draft in found:
                if draft.clues is not None and draft.clues.at >= 0:
                    line = to_json(draft.statement)
                    who = tuple(line[side] and line[side]["iri"] for side in SIDES)
                    if who not in known:  # the same actors stand in many candidates
                        joins = [k for k, g in enumerate(golds) if agrees(g, line, typed=False)]
                        known[who] = joins, [k for k, g in enumerate(golds) if names_same(g, line)]
                    corpus.rows.append(Row(draft.clues, number, *known[who]))
        print(f"{path.name}: {len(items)} articles", file=sys.stderr)
    return corpus


def inside(gold: Json, clues: Clues) -> bool:
    """The trigger stands in the words that the annotator quotes."""
    return gold["span"] is not None and gold["span"][0] <= clues.at < gold["span"][1]


# -- types ------------------------------------------------------------------------------------------------------------


class Types:
    """The regression from triggers to types, trained on the lexicon's sentences and on the triggers of annotated statements."""

    def __init__(self, corpus: Corpus, sentences: Sequence[tuple[str, str]]) -> None:
        whole = encode([text for text, _ in sentences])  # a lexicon's sentence is hardly more than its predicate
        self.base, self.base_types = np.hstack([whole, whole]), [t for _, t in sentences]
        self.corpus = corpus
        self.keys: dict[tuple[int, int], int] = {}
        self.clues: list[Clues] = []
        for row in corpus.rows:
            key = row.article, row.clues.at
            if key not in self.keys:
                self.keys[key] = len(self.clues)
                self.clues.append(row.clues)
            elif self.clues[self.keys[key]].type:
                self.clues[self.keys[key]] = row.clues
        self.article = np.array([a for a, _ in self.keys])
        self.meanings = vectors(self.clues)
        self.marks = DictVectorizer()
        self.marked = self.marks.fit_transform([dict.fromkeys(c.trigger, TRIGGER_SCALE) for c in self.clues])
        self.golds: dict[int, list[int]] = {}
        """Trigger → the statements that it tells."""
        self.labels = self._label(None)
        self.labels = self._label(self.held_out())

    def _label(self, shares: Probabilities | None) -> NDArray[np.str_]:
        """For each trigger its type, `NONE`, or nothing where another word of the same quotation tells the act."""
        labels, golds = [NONE] * len(self.clues), {}
        joins: dict[int, set[int]] = {}
        for row in self.corpus.rows:
            joins.setdefault(self.keys[row.article, row.clues.at], set()).update(row.joins)
        within = self._within()
        for _, _, triggers in within:
            for i in triggers:
                labels[i] = ""
        for k, type_, triggers in within:
            if shares is None:
                best = max(
                    triggers,
                    key=lambda i: (
                        self.clues[i].entry == type_,
                        k in joins[i],
                        bool(self.clues[i].entry),
                        -self.clues[i].at,
                    ),
                )
            else:
                column = list(self.classes).index(type_)
                best = max(triggers, key=lambda i: shares[i, column] * (1.0 if k in joins[i] else 0.5))
            labels[best] = labels[best] or type_
            if labels[best] == type_:
                golds.setdefault(best, []).append(k)
        self.golds = golds
        return np.array(labels)

    def _within(self) -> list[tuple[int, str, list[int]]]:
        """(statement, its type, triggers in its quotation), for those that have any."""
        of_article: dict[int, list[int]] = {}
        for (article, _), i in self.keys.items():
            of_article.setdefault(article, []).append(i)
        found = []
        for article, statements in enumerate(self.corpus.golds):
            for k, gold in enumerate(statements):
                triggers = [i for i in of_article.get(article, []) if inside(gold, self.clues[i])]
                if triggers:
                    found.append((k, gold["type"], triggers))
        return found

    def fit(self, rows: NDArray[np.bool_]) -> LogisticRegression:
        known = rows & (self.labels != "")
        base = sparse.hstack([sparse.csr_matrix(self.base), sparse.csr_matrix((len(self.base), self.marked.shape[1]))])
        x = sparse.vstack([sparse.hstack([sparse.csr_matrix(self.meanings[known]), self.marked[known]]), base]).tocsr()
        y = np.concatenate([self.labels[known], self.base_types])
        return LogisticRegression(C=TYPE_STRENGTH, max_iter=1000, tol=1e-3).fit(x, y)

    def held_out(self) -> Probabilities:
        """The share of each type for every trigger, by a regression that has not seen its article."""
        shares: Probabilities | None = None
        for k in range(FOLDS):
            rows = self.article % FOLDS == k
            model = self.fit(~rows)
            found = model.predict_proba(sparse.hstack([sparse.csr_matrix(self.meanings[rows]), self.marked[rows]]))
            shares = np.zeros((len(self.clues), found.shape[1])) if shares is None else shares
            shares[rows] = found
            self.classes = model.classes_
        assert shares is not None
        return shares


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
                    adjective = any(role == "demonym" for _, role, *_ in match.candidates[:1])
                    put = NAMELESS[lang][0 if adjective else 1]
                    text = text[: match.start] + put + text[match.end :]
                yield text, type_


# -- the other regressions --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Learned:
    """A logistic regression over named clues."""

    names: DictVectorizer
    model: LogisticRegression

    def __call__(self, rows: Sequence[dict[str, float]]) -> Probabilities:
        found: Probabilities = self.model.predict_proba(self.names.transform(rows))[:, 1]
        return found

    def weights(self) -> dict[str, float]:
        pairs = zip(self.names.get_feature_names_out(), self.model.coef_[0], strict=True)
        kept = {str(n): round(float(w), 3) for n, w in pairs if abs(w) >= 0.005}
        return {"bias": round(float(self.model.intercept_[0]), 3), **dict(sorted(kept.items()))}


def learn(rows: Sequence[dict[str, float]], right: NDArray[np.bool_], strength: float) -> Learned:
    """A regression from named clues to whether a candidate is right; `strength` is C."""
    names = DictVectorizer()
    x = names.fit_transform(rows)
    return Learned(names, LogisticRegression(C=strength, max_iter=1000, tol=1e-3).fit(x, right))


def held_out(
    rows: Sequence[dict[str, float]],
    right: NDArray[np.bool_],
    teach: NDArray[np.bool_],
    folds: NDArray[np.int_],
    strength: float,
) -> tuple[Probabilities, Learned]:
    """The probability of each row by a regression that has not seen its article, and the one learned from all."""
    sure = np.zeros(len(rows))
    for k in range(FOLDS):
        learned = learn(
            [r for r, t in zip(rows, teach & (folds != k), strict=True) if t], right[teach & (folds != k)], strength
        )
        sure[folds == k] = learned([r for r, f in zip(rows, folds == k, strict=True) if f])
    return sure, learn([r for r, t in zip(rows, teach, strict=True) if t], right[teach], strength)


def marked(clues: Sequence[str]) -> dict[str, float]:
    """Each clue, present."""
    return dict.fromkeys(clues, 1.0)


class Lessons:
    """What the corpus teaches of actors, recipients and confidence, once its triggers have types."""

    def __init__(self, corpus: Corpus, types: Types) -> None:
        self.corpus, self.types = corpus, types
        self._rows = {id(row.clues): row for row in corpus.rows}
        shares, keys = types.held_out(), [(row.article, row.clues.at) for row in corpus.rows]
        order = [types.keys[key] for key in dict.fromkeys(keys)]
        self.bench = Bench([row.clues for row in corpus.rows], list(types.classes), lambda clues: shares[order], keys)

    def _row(self, c: Clues) -> Row:
        return self._rows[id(c)]

    def _told(self, c: Clues) -> set[int]:
        """The statements that the trigger of a candidate tells."""
        return set(self.types.golds.get(self.types.keys[self._row(c).article, c.at], []))

    def _type(self, c: Clues) -> str:
        """The type that its trigger has for the annotators, or else the likeliest."""
        label = str(self.types.labels[self.types.keys[self._row(c).article, c.at]])
        return label if label not in {"", NONE} else self.bench.type_of(c)

    def _folds(self, clues: Sequence[Clues]) -> NDArray[np.int_]:
        return np.array([self._row(c).article % FOLDS for c in clues])

    def actors(self) -> Learned:
        """Who acts, of all around a trigger that tells an act; `bench` takes what is learned without an article for that article."""
        parties = self.bench.parties
        right = np.array([bool(self._told(c) & set(self._row(c).acts)) for c in parties])
        teach = np.array([bool(self._told(c)) for c in parties])
        clues = [marked(crossed(c.actor, self._type(c))) for c in parties]
        sure, learned = held_out(clues, right, teach, self._folds(parties), CHOICE_STRENGTH)
        self.bench.choose_actors(list(sure))
        return learned

    def recipients(self) -> Learned:
        """On whom the actor acts, where the actor is right."""
        pairs = self.bench.open
        right = np.array([bool(self._told(c) & set(self._row(c).joins)) for c in pairs])
        teach = np.array([bool(self._told(c) & set(self._row(c).acts)) for c in pairs])
        clues = [marked(crossed(c.recipient, self._type(c))) for c in pairs]
        sure, learned = held_out(clues, right, teach, self._folds(pairs), CHOICE_STRENGTH)
        self.bench.choose_recipients(list(sure))
        return learned

    def open_acts(self) -> Learned:
        """How likely an open candidate is right."""
        sure, learned = self._weigh(self.bench.open, self.bench.open_terms)
        self.bench.weigh(self.bench.open, list(sure))
        report("open", sure, *self.outcomes(self.bench.open), LEAST_OPEN)
        return learned

    def entries(self) -> Learned:
        """How likely what an entry tells is right."""
        told = [row.clues for row in self.corpus.rows if row.clues.type]
        sure, learned = self._weigh(told, self.bench.entry_terms)
        report("told by an entry", sure, *self.outcomes(told), LEAST_ENTRY)
        return learned

    def _weigh(
        self, clues: Sequence[Clues], terms: Callable[[Clues], dict[str, float]]
    ) -> tuple[Probabilities, Learned]:
        right, counts = self.outcomes(clues)
        return held_out([terms(c) for c in clues], right, counts, self._folds(clues), STRENGTH)

    def outcomes(self, clues: Sequence[Clues]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Whether each candidate is right, and whether it teaches: optional statements that agree do not.

        An open one must stand in the quotation as well; one that agrees elsewhere is neither right nor wrong.
        """
        right, counts = np.zeros(len(clues), dtype=bool), np.ones(len(clues), dtype=bool)
        for i, c in enumerate(clues):
            golds = self.corpus.golds[self._row(c).article]
            agreeing = [golds[k] for k in self._row(c).joins if golds[k]["type"] == self.bench.type_of(c)]
            there = [g for g in agreeing if c.type or g["span"] is None or inside(g, c)]
            right[i] = any(not g.get("optional") for g in there)
            counts[i] = right[i] or not agreeing
        return right, counts


def main() -> int:
    """Extract, compare, learn, and write what was learned."""
    ontology = load_ontology()
    corpus = read_corpus(ontology)
    types = Types(corpus, list(lexicon_sentences(ontology)))
    lessons = Lessons(corpus, types)
    learned = {
        "actor": lessons.actors(), "recipient": lessons.recipients(), "open": lessons.open_acts(), "entry": lessons.entries(),
    }  # fmt: skip
    _write(types.fit(np.ones(len(types.clues), dtype=bool)), types, learned, len(corpus.rows))
    return 0


def _write(types: LogisticRegression, all_types: Types, learned: dict[str, Learned], measured: int) -> None:
    dense = all_types.meanings.shape[1]
    names = [str(n) for n in all_types.marks.get_feature_names_out()]
    out: Json = {
        "note": "who acts on whom, and how likely statements are right; written by scripts/train_confidence.py",
        "measured": measured,
        "thresholds": [LEAST_ENTRY, LEAST_OPEN, LEAST_BRIEF],
        **{name: learned[name].weights() for name in ("actor", "recipient", "entry", "open")},
        "trigger": {
            n: [round(float(w) * TRIGGER_SCALE, 3) for w in types.coef_[:, dense + k]] for k, n in enumerate(names)
        },
        "types": {
            str(t): [round(float(w), 3) for w in (*row[:dense], bias)]
            for t, row, bias in zip(types.classes_, types.coef_, types.intercept_, strict=True)
        },
    }
    text = json.dumps(out, ensure_ascii=False, indent=1)
    text = text.replace(",\n   ", ", ").replace("[\n   ", "[").replace("\n  ]", "]")  # a line a type
    (ROOT / "ontology" / FILE).write_text(text + "\n", encoding="utf-8")


def report(name: str, sure: Probabilities, right: NDArray[np.bool_], counts: NDArray[np.bool_], least: float) -> None:
    """How well confidence holds on articles that were left out while learning."""
    kept = counts & (sure >= least)
    print(
        f"{name}: {counts.sum()} read, {right.sum()} right; kept {kept.sum()}, {right[kept].mean():.2f} right",
        file=sys.stderr,
    )
    for low in range(10):
        bin_ = counts & (sure >= low / 10) & (sure < (low + 1) / 10)
        if bin_.any():
            print(
                f"  {low / 10:.1f}–{(low + 1) / 10:.1f}: {bin_.sum():5} read, {right[bin_].mean():.2f} right",
                file=sys.stderr,
            )


if __name__ == "__main__":
    raise SystemExit(main())
