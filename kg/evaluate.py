"""Scores statements against annotated articles: precision, recall and F1 of events and facts, status and evidence.

The measure is that of the annotation guidelines: names agree by any accepted name, optional statements count neither way,
mutual acts agree in both directions. It knows no extractor; statements come in their JSON form (`kg.jsonl`).
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import FACT_TYPES, STATUSES

Json = dict[str, Any]

MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
CLOSE = 0.84
"""Multi-word names this similar (difflib ratio) are the same name in two spellings."""
SYNONYMS = {
    "united states of america": "united states", "usa": "united states", "us": "united states", "etats unis": "united states",
    "uk": "united kingdom", "great britain": "united kingdom", "britain": "united kingdom", "russian federation": "russia",
    "eu": "european union", "un": "united nations", "north atlantic treaty organization": "nato",
    "north atlantic treaty organisation": "nato", "otan": "nato", "people s republic of china": "china", "turkiye": "turkey",
    "uae": "united arab emirates", "dprk": "north korea", "republic of korea": "south korea",
    "drc": "democratic republic of the congo", "dr congo": "democratic republic of the congo",
    "congo kinshasa": "democratic republic of the congo", "un security council": "united nations security council",
    "un general assembly": "united nations general assembly", "au": "african union", "palestine": "state of palestine",
    "palestinian authority": "state of palestine", "palestinian territories": "state of palestine", "burma": "myanmar",
    "czech republic": "czechia", "ivory coast": "cote d ivoire", "holy see": "vatican city",
}  # fmt: skip


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
        InputError: a line is no JSON, or an item lacks its id, text or statements.
    """
    items = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}:{number}: not JSON ({error.msg}); a gold file has one object a line") from error
        if missing := {"id", "text", "statements"} - set(item):
            raise InputError(f"{path}:{number}: the item lacks {', '.join(sorted(missing))}")
        items.append(item)
    return items


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


def names_same(gold: Json, statement: Json) -> bool:
    """Whether a statement names the actor of an annotated one, or of a mutual one either party."""
    found = _side(statement, "subject", "agent")
    mutual = gold.get("mutual") or gold["type"] in MUTUAL
    return _same(_names(gold["subject"]), found) or bool(
        mutual and gold.get("object") and _same(_names(gold["object"]), found)
    )


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


def agrees(gold: Json, statement: Json, typed: bool) -> bool:
    """Whether a statement joins the actors of an annotated one, and tells an act of its type."""
    if typed and gold["type"] != statement["type"]:
        return False
    subject, object_ = _names(gold["subject"]), _names(gold.get("object"))
    found_subject = _side(statement, "subject", "agent")
    found_object = _side(statement, "object", "object_agent")
    if _same(subject, found_subject) and _same(object_, found_object):
        return True
    mutual = gold.get("mutual") or gold["type"] in MUTUAL
    return bool(mutual) and _same(subject, found_object) and _same(object_, found_subject)


def _same(gold: set[str], found: set[str]) -> bool:
    return (not gold and not found) or (bool(gold) and bool(found) and _share(gold, found))


@lru_cache(maxsize=1 << 16)
def _likeness(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a, b).ratio()


def _share(gold: set[str], found: set[str]) -> bool:
    if gold & found:
        return True
    for g in gold:
        for f in found:
            if " " in g and " " in f and _likeness(g, f) >= CLOSE:
                return True
            if " " in g and len(f) > 3 and g.split()[-1] == f:
                return True
    return False


def _side(statement: Json, *keys: str) -> set[str]:
    """Names of an actor, of its parent, and of the agent beside it."""
    out: set[str] = set()
    for key in keys:
        value = statement.get(key)
        out |= _names(value)
        if isinstance(value, dict):
            out |= _names(value.get("parent"))
    return out


def _names(value: object) -> set[str]:
    if value is None:
        return set()
    if isinstance(value, str):
        return {_norm(value)} - {""}
    if isinstance(value, dict):
        labels = value.get("labels") or {}
        parts = [value.get("label"), value.get("name"), *labels.values(), value.get("aliases")]
        return {n for part in parts for n in _names(part)}
    if isinstance(value, Iterable):
        return {n for part in value for n in _names(part)}
    return set()


def _norm(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"[^a-z0-9]+", " ", plain).strip()
    plain = re.sub(r"^(the|l|le|la|les) ", "", plain)
    return SYNONYMS.get(plain, plain)


def _overlaps(item: Json, gold: Json, statement: Json) -> bool:
    """The statement's sentence and the annotated words share a stretch of text."""
    at = item["text"].find(gold["quote"])
    start, end, quote = statement.get("start"), statement.get("end"), statement.get("quote") or ""
    if start is not None and end is not None and start < at + len(gold["quote"]) and end > at:
        return True
    return gold["quote"] in quote or (bool(quote) and quote in gold["quote"])


def to_dict(scores: Scores) -> Json:
    """The figures as plain JSON."""
    return {
        "events": scores.events.to_dict(), "events_strict": scores.events_strict.to_dict(),
        "pairs": scores.pairs.to_dict(), "facts": scores.facts.to_dict(),
        "status_accuracy": _rounded(scores.status_accuracy), "evidence_accuracy": _rounded(scores.evidence_accuracy),
        "by_type": {t: tally.to_dict() for t, tally in sorted(scores.by_type.items())},
        "by_lang": {t: tally.to_dict() for t, tally in sorted(scores.by_lang.items())},
        "by_status": {t: tally.to_dict() for t, tally in scores.by_status.items()},
        "by_trigger": {t: _found(tally) for t, tally in sorted(scores.by_trigger.items())},
        "reliability": [[low, high, n, share] for low, high, n, share in _reliability(scores)],
    }  # fmt: skip


def _found(tally: Tally) -> Json:
    return {"p": round(tally.precision, 3), "tp": tally.tp, "fp": tally.fp}


def _reliability(scores: Scores) -> Iterator[tuple[float, float, int, float]]:
    """Confidence from and to, statements found, share that is right."""
    for tenth in range(10):
        right, wrong = scores.reliability[(tenth, True)], scores.reliability[(tenth, False)]
        if right + wrong:
            yield tenth / 10, (tenth + 1) / 10, right + wrong, round(right / (right + wrong), 3)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def render(scores: Scores, *, errors: int = 0) -> str:
    """The figures as a table for people, with the first misses and wrong statements if asked for."""
    lines = [f"{'':16} precision  recall     F1    right  wrong  missed"]
    for name in ("events", "events_strict", "pairs", "facts"):
        lines.append(_row(name, getattr(scores, name)))
    for name, value in (("status", scores.status_accuracy), ("evidence", scores.evidence_accuracy)):
        lines.append(f"{name:16} {'–' if value is None else format(value, '9.3f')}")
    lines += [_row(f"  {t}", tally) for t, tally in sorted(scores.by_type.items())]
    lines += [_row(f"  {status}", tally) for status, tally in scores.by_status.items()]
    for trigger, t in sorted(scores.by_trigger.items()):
        lines.append(f"  told by {trigger:6} {t.precision:9.3f} {'':14} {t.tp:8} {t.fp:6}")
    for low, high, n, share in _reliability(scores):
        lines.append(f"  confidence {low:.1f}–{high:.1f}: {n} found, {share:.2f} right")
    confused = [(pair, n) for pair, n in scores.status.items() if pair[0] != pair[1]]
    for (gold, found), n in sorted(confused, key=lambda c: (STATUSES.index(c[0][0]), c[0][1])):
        lines.append(f"  status {gold} read as {found}: {n}")
    lines += [f"MISSED {i}: {_gold_line(g)}" for i, g in scores.misses[:errors]]
    lines += [f"WRONG  {i}: {_found_line(s)}" for i, s in scores.wrong[:errors]]
    return "\n".join(lines)


def _row(name: str, t: Tally) -> str:
    return f"{name:16} {t.precision:9.3f} {t.recall:7.3f} {t.f1:6.3f} {t.tp:8} {t.fp:6} {t.fn:7}"


def _gold_line(gold: Json) -> str:
    object_ = (gold.get("object") or ["–"])[0]
    return f"{gold['subject'][0]} {gold['type']} {object_} | {gold['quote']}"


def _found_line(statement: Json) -> str:
    object_ = (statement.get("object") or {}).get("label", "–")
    return f"{statement['subject']['label']} {statement['type']} {object_} ({statement['trigger']}) | {statement['quote'][:160]}"
