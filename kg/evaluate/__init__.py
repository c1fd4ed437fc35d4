"""Scores statements against annotated articles: precision, recall and F1 of events and facts, status and evidence.

The measure is that of the annotation guidelines: names agree by any accepted name, optional statements count neither way,
mutual acts agree in both directions. It knows no extractor; statements come in their JSON form (`kg.jsonl`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.annotated import read_items
from kg.evaluate.agreement import agrees
from kg.model import FACT_TYPES, STATUSES

Json = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """True and false positives, false negatives, and what follows from them."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> round(Tally(tp=3, fp=1, fn=2).f1, 3)
        0.667
        """
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def add(self, tp: int = 0, fp: int = 0, fn: int = 0) -> None:
        self.tp, self.fp, self.fn = self.tp + tp, self.fp + fp, self.fn + fn

    def to_dict(self) -> Json:
        return {
            "p": round(self.precision, 3), "r": round(self.recall, 3), "f1": round(self.f1, 3),
            "tp": self.tp, "fp": self.fp, "fn": self.fn,
        }  # fmt: skip


@dataclass(slots=True)
class Scores:
    """All figures of one gold file."""

    events: Tally = field(default_factory=Tally)
    events_strict: Tally = field(default_factory=Tally)
    """As events, with the status right, too."""
    pairs: Tally = field(default_factory=Tally)
    """As events, whatever the type."""
    facts: Tally = field(default_factory=Tally)
    by_type: dict[str, Tally] = field(default_factory=dict)
    by_lang: dict[str, Tally] = field(default_factory=dict)
    by_trigger: dict[str, Tally] = field(default_factory=dict)
    """By what told the act, of the events found; whatever told a missed one, nobody knows."""
    by_status: dict[str, Tally] = field(default_factory=dict)
    """By the status in gold; wrong statements by their own."""
    reliability: Counter[tuple[int, bool]] = field(default_factory=Counter)
    """(tenth of confidence, right) of the events found; optional ones that agree are right."""
    status: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(status in gold, status found) of the events that agree."""
    evidence: Counter[bool] = field(default_factory=Counter)
    misses: list[tuple[str, Json]] = field(default_factory=list)
    wrong: list[tuple[str, Json]] = field(default_factory=list)

    @property
    def status_accuracy(self) -> float | None:
        total = self.status.total()
        return sum(n for (gold, found), n in self.status.items() if gold == found) / total if total else None

    @property
    def evidence_accuracy(self) -> float | None:
        return self.evidence[True] / self.evidence.total() if self.evidence.total() else None


def load_gold(path: Path) -> list[Json]:
    """Annotated items, one JSON object a line.

    Raises:
        InputError: a line is no JSON object, or an item lacks its id, text or statements.
    """
    return [item for _, item in read_items(path, ("id", "text", "statements"))]


def score(
    items: Iterable[Json], statements: Mapping[str, Sequence[Json]], told_by: Mapping[str, str] | None = None
) -> Scores:
    """Compare the statements of each document with its annotation; statements found in titles do not count.

    `told_by` gives the kind of trigger of a statement's id (`kg.model.Statement.told_by`).
    """
    scores = Scores()
    for item in items:
        found = [s for s in statements.get(item["id"], ()) if s.get("field") != "title"]
        _score_item(item, found, scores, told_by or {})
    return scores


def _score_item(item: Json, found: list[Json], scores: Scores, told_by: Mapping[str, str]) -> None:
    gold_events = [g for g in item["statements"] if g["type"] not in FACT_TYPES]
    gold_facts = [g for g in item["statements"] if g["type"] in FACT_TYPES]
    events = [s for s in found if s["type"] not in FACT_TYPES]
    hits, missed, left = _pair(gold_events, events)
    scores.events.add(len(hits), len(left), len(missed))
    lang = scores.by_lang.setdefault(str(item.get("lang", "")), Tally())
    lang.add(len(hits), len(left), len(missed))
    for weight, right in _outcomes(events, left):
        scores.reliability[(min(int(weight * 10), 9), right)] += 1
    for status, counts in _by_status(hits, missed, left).items():
        scores.by_status.setdefault(status, Tally()).add(*counts)
    for gold, statement in hits:
        if trigger := told_by.get(statement.get("id", "")):
            scores.by_trigger.setdefault(trigger, Tally()).add(tp=1)
        scores.by_type.setdefault(gold["type"], Tally()).add(tp=1)
        scores.status[(gold["status"], statement["status"])] += 1
        scores.evidence[_overlaps(item, gold, statement)] += 1
    for gold in missed:
        scores.by_type.setdefault(gold["type"], Tally()).add(fn=1)
    for statement in left:
        if trigger := told_by.get(statement.get("id", "")):
            scores.by_trigger.setdefault(trigger, Tally()).add(fp=1)
        scores.by_type.setdefault(statement["type"], Tally()).add(fp=1)
    scores.misses += [(item["id"], g) for g in missed]
    scores.wrong += [(item["id"], s) for s in left]
    for tally, typed, strict in ((scores.events_strict, True, True), (scores.pairs, False, False)):
        hits, missed, left = _pair(gold_events, events, typed=typed, strict=strict)
        tally.add(len(hits), len(left), len(missed))
    hits, missed, left = _pair(gold_facts, [s for s in found if s["type"] in FACT_TYPES])
    scores.facts.add(len(hits), len(left), len(missed))


def _outcomes(events: list[Json], wrong: list[Json]) -> list[tuple[float, bool]]:
    return [(s.get("confidence") or 0.0, all(s is not w for w in wrong)) for s in events]


def _by_status(hits: list[tuple[Json, Json]], missed: list[Json], wrong: list[Json]) -> dict[str, tuple[int, int, int]]:
    right, lost = Counter(g["status"] for g, _ in hits), Counter(g["status"] for g in missed)
    false = Counter(s["status"] for s in wrong)
    return {s: (right[s], false[s], lost[s]) for s in STATUSES if right[s] or false[s] or lost[s]}


def _pair(
    golds: list[Json], found: list[Json], *, typed: bool = True, strict: bool = False
) -> tuple[list[tuple[Json, Json]], list[Json], list[Json]]:
    """Each gold statement takes the first that agrees: required ones first, then optional ones, which count neither way."""
    left = list(found)
    hits: list[tuple[Json, Json]] = []
    missed: list[Json] = []
    for optional in (False, True):
        for gold in (g for g in golds if bool(g.get("optional")) is optional):
            agreeing = (s for s in left if agrees(gold, s, typed) and (not strict or s["status"] == gold["status"]))
            hit = next(agreeing, None)
            if hit is not None:
                left = [s for s in left if s is not hit]
                if not optional:
                    hits.append((gold, hit))
            elif not optional:
                missed.append(gold)
    return hits, missed, left


def _overlaps(item: Json, gold: Json, statement: Json) -> bool:
    """The statement's sentence and the annotated words share a stretch of text."""
    at = item["text"].find(gold["quote"])
    start, end, quote = statement.get("start"), statement.get("end"), statement.get("quote") or ""
    if start is not None and end is not None and start < at + len(gold["quote"]) and end > at:
        return True
    return gold["quote"] in quote or (bool(quote) and quote in gold["quote"])
