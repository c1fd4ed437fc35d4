"""Shows the figures of an evaluation: as plain JSON, and as a table for people.

It counts nothing but the tenths of confidence; what is right and wrong is known by now.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.evaluate import Scores, Tally
from kg.model import STATUSES

Json = dict[str, Any]


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
