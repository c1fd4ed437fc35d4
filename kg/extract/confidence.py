"""How likely a statement is right, and who acts on whom where no entry says it: learned from annotated articles.

Logistic regressions, trained by `scripts/train_confidence.py` and kept in ``ontology/confidence.json``; nothing is learned at run
time. The first knows which event type a clause tells, names taken out, from its sentence vector, or that it tells none; two choose
actor and recipient of a trigger among those around it; the last two weigh all that, for statements that entries tell and for
open ones. What is likelier wrong than `Judge.thresholds` allow is left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.clues import Clues
from kg.extract.encoder import DIMENSIONS, Vectors, encode

FILE = "confidence.json"
NONE = "none"
"""A clause that tells no act between two actors."""
FLOOR = 1e-4
"""The least a probability is taken for before its logarithm."""
LEAST_ACTOR = 0.05
"""Who acts less likely than this cannot be in a statement that is told."""
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The type of a statement, and how likely it is right."""

    type: str
    confidence: float


@dataclass(frozen=True)
class Judge:
    """The regressions, ready to judge; an empty one finds every statement as likely as its weight says."""

    types: tuple[str, ...] = ()
    meaning: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 2 * DIMENSIONS + 1), dtype=np.float32))
    """One row a type: `DIMENSIONS` weights for the clause, as many for its predicate, and the bias."""
    trigger: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    """Clue of a trigger → its weight for each type."""
    actor: Weights = field(default_factory=dict)
    recipient: Weights = field(default_factory=dict)
    entry: Weights = field(default_factory=dict)
    """Weights for what entries tell; every set has a ``bias``."""
    open: Weights = field(default_factory=dict)
    thresholds: tuple[float, float, float] = (0.0, 1.0, 1.0)
    """Least confidence of what an entry tells, of an open statement, and of either in a brief text, open ones only alone."""

    def shares(self, clues: Sequence[Clues]) -> NDArray[np.float64]:
        """The probability of each type (columns) for each trigger (rows)."""
        scores = vectors(clues).astype(np.float64) @ self.meaning[:, :-1].T + self.meaning[:, -1]
        for row, c in zip(scores, clues, strict=True):
            for name in c.trigger:
                if name in self.trigger:
                    row += self.trigger[name]
        scores -= scores.max(axis=1, keepdims=True)
        exp = np.exp(scores)
        shares: NDArray[np.float64] = exp / exp.sum(axis=1, keepdims=True)
        return shares

    def verdicts(self, clues: Sequence[Clues]) -> list[Verdict]:
        """Type and probability of each statement of one article."""
        if not self.types:
            return [Verdict(c.type, 0.5) for c in clues]
        bench = Bench(clues, self.types, self.shares)
        bench.choose_actors([_probability(self.actor, bench.actor_clues(c)) for c in bench.parties])
        bench.leave_out_unlikely_actors()
        bench.choose_recipients([_probability(self.recipient, bench.recipient_clues(c)) for c in bench.open])
        sure = [_weighed(self.open, bench.open_terms(c)) if bench.is_weighed(c) else 0.0 for c in clues]
        bench.weigh(clues, sure)
        sure = [_weighed(self.entry, bench.entry_terms(c)) if c.type else p for c, p in zip(clues, sure, strict=True)]
        return [Verdict(bench.type_of(c), round(p, 2)) for c, p in zip(clues, sure, strict=True)]


class Bench:
    """What the candidates of one or more articles say of each other: types, and who is likeliest at each trigger.

    Triggers are told apart by `key`, which the training extends by the article.
    """

    def __init__(
        self,
        clues: Sequence[Clues],
        types: Sequence[str],
        shares: Callable[[Sequence[Clues]], NDArray[np.float64]],
        keys: Sequence[object] | None = None,
    ) -> None:
        self.types, self._clues = list(types), clues
        self._none = self.types.index(NONE)
        self._key: dict[int, object] = {id(c): k for c, k in zip(clues, keys or [c.at for c in clues], strict=True)}
        first: dict[object, Clues] = {}
        for c in clues:
            if self.key(c) not in first or first[self.key(c)].type:
                first[self.key(c)] = c  # an open candidate speaks for its trigger where there is one
        self.triggers = first
        self._shares: dict[object, NDArray[np.float64]] = (
            dict(zip(first, shares(list(first.values())), strict=True)) if first else {}
        )
        self._likeliest = {k: likeliest(row, self.types) for k, row in self._shares.items()}
        self.open = [c for c in clues if not c.type]
        seen: dict[tuple[object, str], Clues] = {}
        for c in self.open:
            seen.setdefault((self.key(c), c.subject), c)
        self.parties = list(seen.values())
        """One candidate for each actor of each trigger."""
        self._actor: dict[tuple[object, str], float] = {}
        self._recipient: dict[tuple[object, str, str | None], float] = {}
        self._best_actor: dict[object, float] = {}
        self._best_recipient: dict[tuple[object, str], float] = {}
        self._open: dict[tuple[object, str, str | None], float] = {}

    def key(self, c: Clues) -> object:
        return self._key[id(c)]

    def share(self, c: Clues) -> NDArray[np.float64]:
        return self._shares[self.key(c)]

    def type_of(self, c: Clues) -> str:
        """Its own type, or the one its trigger tells if it tells any."""
        return c.type or self._likeliest[self.key(c)]

    def actor_clues(self, c: Clues) -> list[str]:
        return crossed(c.actor, self.type_of(c))

    def recipient_clues(self, c: Clues) -> list[str]:
        return crossed(c.recipient, self.type_of(c))

    def choose_actors(self, sure: Sequence[float]) -> None:
        """Take the probability of each actor, in the order of `parties`."""
        for c, p in zip(self.parties, sure, strict=True):
            key = self.key(c)
            self._actor[key, c.subject] = p
            self._best_actor[key] = max(self._best_actor.get(key, 0.0), p)

    def leave_out_unlikely_actors(self) -> None:
        """Look for recipients of those only who may act, or of whom an entry tells an act."""
        told = {(self.key(c), c.subject) for c in self._clues if c.type}
        self.open = [
            c for c in self.open
            if (actor := (self.key(c), c.subject)) in told or self._actor[actor] >= LEAST_ACTOR
        ]  # fmt: skip

    def choose_recipients(self, sure: Sequence[float]) -> None:
        """Take the probability of each recipient, in the order of `open`."""
        for c, p in zip(self.open, sure, strict=True):
            key = self.key(c)
            self._recipient[key, c.subject, c.object] = p
            self._best_recipient[key, c.subject] = max(self._best_recipient.get((key, c.subject), 0.0), p)

    def is_weighed(self, c: Clues) -> bool:
        """Whether it is open and its recipient was looked for."""
        return not c.type and (self.key(c), c.subject, c.object) in self._recipient

    def weigh(self, clues: Sequence[Clues], sure: Sequence[float]) -> None:
        """Take the confidence of the open candidates among `clues`, which those of entries are compared with."""
        for c, p in zip(clues, sure, strict=True):
            if not c.type:
                self._open[self.key(c), c.subject, c.object] = p

    def open_terms(self, c: Clues) -> dict[str, float]:
        """All that is weighed of an open candidate, by name."""
        key, type_ = self.key(c), self.type_of(c)
        own, nothing = float(self.share(c)[self.types.index(type_)]), float(self.share(c)[self._none])
        actor, recipient = self._actor[key, c.subject], self._recipient[key, c.subject, c.object]
        agrees = "entry agrees" if c.entry == type_ else "entry differs" if c.entry else "no entry"
        return {
            "actor": log_odds(actor), "recipient": log_odds(recipient), "type": log_odds(own), "tells": log_odds(1 - nothing),
            "actor ratio": math.log(max(actor, FLOOR) / max(self._best_actor[key], FLOOR)),
            "recipient ratio": math.log(max(recipient, FLOOR) / max(self._best_recipient[key, c.subject], FLOOR)),
            "all": log_odds(actor * recipient * own), agrees: 1.0, f"type={type_}": 1.0, **dict.fromkeys(c.features, 1.0),
            f"{agrees}, {'alone' if c.object is None else 'pair'}": 1.0,
        }  # fmt: skip

    def entry_terms(self, c: Clues) -> dict[str, float]:
        """All that is weighed of what an entry tells, by name."""
        key, share = self.key(c), self.share(c)
        own = float(share[self.types.index(c.type)])
        rival = max(float(s) for s, t in zip(share, self.types, strict=True) if t != c.type)
        terms = {
            f"type={c.type}": 1.0,
            "own": log_odds(own),
            "nothing": log_odds(float(share[self._none])),
            "rival": rival - own,
        }
        actor, recipient = self._actor.get((key, c.subject)), self._recipient.get((key, c.subject, c.object))
        if actor is None:
            terms["actor not seen"] = 1.0
        else:
            terms["actor"] = log_odds(actor)
            terms["actor ratio"] = math.log(max(actor, FLOOR) / max(self._best_actor[key], FLOOR))
        if recipient is None:
            terms["pair not seen"] = 1.0
        else:
            terms["recipient"] = log_odds(recipient)
            terms["recipient ratio"] = math.log(
                max(recipient, FLOOR) / max(self._best_recipient[key, c.subject], FLOOR)
            )
            terms["open"] = log_odds(self._open.get((key, c.subject, c.object), 0.0))
        return {**terms, **dict.fromkeys(c.features, 1.0)}


def vectors(clues: Sequence[Clues]) -> Vectors:
    """What each clause means, and what its predicate means by itself; equal texts are encoded once."""
    texts = list(dict.fromkeys([text for c in clues for text in (c.window, c.predicate)]))
    place, found = {text: i for i, text in enumerate(texts)}, encode(texts)
    return np.hstack([found[[place[c.window] for c in clues]], found[[place[c.predicate] for c in clues]]])


def likeliest(shares: NDArray[np.float64], types: Sequence[str]) -> str:
    """The event type that a clause tells if it tells one.

    >>> likeliest(np.array([0.6, 0.3, 0.1]), (NONE, "AID", "AGREE"))
    'AID'
    """
    return max((t for t in types if t != NONE), key=lambda t: shares[types.index(t)])


def crossed(clues: Iterable[str], type_: str) -> list[str]:
    """Clues that depend on the type of the act, with it.

    >>> crossed(["slot=obj", "*|kind=State"], "AID")
    ['slot=obj', 'AID|kind=State']
    """
    return [clue.replace("*", type_) for clue in clues]


def log_odds(p: float) -> float:
    """The logarithm of p / (1 - p), kept finite.

    >>> log_odds(0.5), round(log_odds(0.9), 2)
    (0.0, 2.2)
    """
    return math.log(max(p, FLOOR) / max(1 - p, FLOOR))


def _probability(weights: Weights, clues: Iterable[str]) -> float:
    return _logistic(weights.get("bias", 0.0) + sum(weights.get(name, 0.0) for name in clues))


def _weighed(weights: Weights, terms: Mapping[str, float]) -> float:
    return _logistic(weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in terms.items()))


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-score))


def load_judge(folder: Path) -> Judge:
    """The judge of an ontology folder; one that knows nothing where there is none."""
    path = folder / FILE
    if not path.is_file():
        return Judge()
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Judge(
        tuple(raw["types"]), np.array(list(raw["types"].values()), dtype=np.float32),
        {name: np.array(row, dtype=np.float32) for name, row in raw["trigger"].items()},
        raw["actor"], raw["recipient"], raw["entry"], raw["open"], _thresholds(raw["thresholds"]),
    )  # fmt: skip


def _thresholds(raw: Sequence[float]) -> tuple[float, float, float]:
    """Files of before brief texts had two."""
    entry, open_, *brief = raw
    return entry, open_, brief[0] if brief else entry
