"""How likely a statement is right: learned from annotated articles, by how it was read and by what the words around it mean.

Two logistic regressions, trained by `scripts/train_confidence.py` and kept in ``ontology/confidence.json``; nothing is learned at run
time. The first knows which event type a clause tells, names taken out, from its sentence vector, or that it tells none; the second
weighs that against how the rules found actor and recipient. It also types the verbs that no entry knows. What is likelier wrong
than `Judge.threshold` allows is left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.extract.encoder import DIMENSIONS, encode

if TYPE_CHECKING:
    from kg.extract.acts import Candidate
    from kg.extract.reader import Reader

FILE = "confidence.json"
WINDOW = 14
"""Words on either side of a trigger that the encoder is shown."""
NAMELESS = {"fr": ("étranger", "le pays"), "en": ("foreign", "the country")}
"""What stands for an adjective of nationality and for a name, so that the encoder judges the act, not who."""
NONE = "none"
"""A clause that tells no act between two actors."""
FLOOR = 0.01
"""The least share a type is given before its logarithm is taken."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of how a statement was read: named features, and the clause with its names taken out."""

    type: str
    """Empty where no entry knows the verb."""
    features: tuple[str, ...]
    window: str
    predicate: str = ""
    """The verb and its object alone, to name an open relation by."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The type of a statement, and how likely it is right."""

    type: str
    confidence: float


@dataclass(frozen=True)
class Judge:
    """The two regressions, ready to judge; an empty one finds every statement as likely as its weight says."""

    types: tuple[str, ...] = ()
    type_weights: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, DIMENSIONS + 1), dtype=np.float32))
    """One row a type: `DIMENSIONS` weights and the bias."""
    weights: dict[str, float] = field(default_factory=dict)
    """Feature (see `features`) → weight, and ``bias``."""
    threshold: float = 0.0

    def shares(self, vectors: NDArray[np.float32]) -> NDArray[np.float64]:
        """The probability of each type (columns) for each clause (rows)."""
        scores = vectors.astype(np.float64) @ self.type_weights[:, :-1].T + self.type_weights[:, -1]
        scores -= scores.max(axis=1, keepdims=True)
        exp = np.exp(scores)
        shares: NDArray[np.float64] = exp / exp.sum(axis=1, keepdims=True)
        return shares

    def verdicts(self, clues: Sequence[Clues]) -> list[Verdict]:
        """Type and probability of each statement; a type that the rules left open is the likeliest."""
        if not self.types or not clues:
            return [Verdict(c.type, 0.5) for c in clues]
        found = []
        for c, row in zip(clues, self.shares(encode([c.window for c in clues])), strict=True):
            type_ = c.type or likeliest(row, self.types)
            found.append(Verdict(type_, round(_logistic(sum(self.terms(c, type_, row).values())), 2)))
        return found

    def terms(self, clues: Clues, type_: str, shares: NDArray[np.float64]) -> dict[str, float]:
        """What each feature adds to the log odds, for `kg explain`."""
        values = features(clues, type_, shares, self.types)
        return {
            name: self.weights[name] * value for name, value in {"bias": 1.0, **values}.items() if name in self.weights
        }


def likeliest(shares: NDArray[np.float64], types: Sequence[str]) -> str:
    """The event type that a clause tells if it tells one.

    >>> likeliest(np.array([0.6, 0.3, 0.1]), (NONE, "AID", "AGREE"))
    'AID'
    """
    return max((t for t in types if t != NONE), key=lambda t: shares[types.index(t)])


def features(clues: Clues, type_: str, shares: NDArray[np.float64], types: Sequence[str]) -> dict[str, float]:
    """All that is weighed, by name: the clues, and what the clause means."""
    own, rival = told(shares, types, type_)
    nothing = math.log(float(shares[types.index(NONE)]) + FLOOR) if NONE in types else 0.0
    told_by = "open" if not clues.type else "entry"
    return {
        f"told by {told_by}": 1.0, f"type={type_}": 1.0, f"told, {told_by}": own, f"rival, {told_by}": rival,
        f"nothing, {told_by}": nothing, **dict.fromkeys(clues.features, 1.0),
    }  # fmt: skip


def told(shares: NDArray[np.float64], types: Sequence[str], type_: str) -> tuple[float, float]:
    """The log share of a type, and how far the likeliest other type leads.

    >>> told(np.array([0.7, 0.2, 0.1]), ("ACCUSE", "AID", "AGREE"), "ACCUSE")[1]
    -0.5
    """
    own = float(shares[types.index(type_)]) if type_ in types else 0.0
    other = max((float(s) for s, t in zip(shares, types, strict=True) if t != type_), default=0.0)
    return math.log(own + FLOOR), round(other - own, 6)


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-score))


def load_judge(folder: Path) -> Judge:
    """The judge of an ontology folder; one that knows nothing where there is none."""
    path = folder / FILE
    if not path.is_file():
        return Judge()
    raw = json.loads(path.read_text(encoding="utf-8"))
    weights = np.array(list(raw["types"].values()), dtype=np.float32)
    return Judge(tuple(raw["types"]), weights, dict(raw["weights"]), float(raw["threshold"]))


def clues_of(reader: Reader, candidate: Candidate, triggers: int, *, title: bool) -> Clues:
    """What `Judge` needs to know of a candidate; `triggers` are the candidates of its sentence."""
    return Clues(
        candidate.relation.type,
        tuple(_features(reader, candidate, triggers, title=title)),
        _window(reader, candidate.trigger),
    )


def _features(reader: Reader, c: Candidate, triggers: int, *, title: bool) -> Iterable[str]:
    token = reader.sentence.tokens[c.trigger]
    match = reader.match(c.trigger)
    actor, recipient = c.found
    object_ = c.object
    yield f"lang={reader.sentence.lang}"
    yield f"relation={c.relation.id}"
    yield f"status={c.status}"
    yield f"word={token.pos}"
    yield f"depends={token.dep.split(':')[0]}"
    yield f"actor found={actor:.2f}"
    yield f"recipient found={recipient:.2f}" if object_ else "recipient found=none"
    yield f"actor named as={c.subject.ref.how}"
    yield f"actor kind={c.subject.entity.kind}"
    yield f"recipient named as={object_.ref.how if object_ else 'none'}"
    yield f"recipient kind={object_.entity.kind if object_ else 'none'}"
    yield f"conditions={min(len(match.entry.where), 2) if match else 0}"
    yield f"acts in sentence={min(triggers, 4)}"
    yield f"length={min(len(reader.sentence) // 12, 4)}"
    yield f"actor distance={_distance(c.subject.ref.start, token.start)}"
    yield f"recipient distance={_distance(object_.ref.start, token.start) if object_ else 'none'}"
    for name, holds in (
        ("operator", bool(c.standing.operator)),
        ("quoted", c.standing.source is not None),
        ("actor minted", c.subject.entity.minted),
        ("recipient minted", bool(object_ and object_.entity.minted)),
        ("in a row", c.coordinate),
        ("title", title),
    ):
        if holds:
            yield name


def _distance(a: int, b: int) -> str:
    """Characters between a name and the trigger, in coarse steps.

    >>> _distance(3, 40), _distance(10, 300)
    ('60', 'far')
    """
    return next((str(step) for step in (15, 30, 60, 120) if abs(a - b) <= step), "far")


def _window(reader: Reader, trigger: int) -> str:
    """The words around a trigger; names give way to what they are."""
    sentence, words = reader.sentence, []
    adjective, name = NAMELESS[sentence.lang]
    i, end = max(0, trigger - WINDOW), min(len(sentence), trigger + WINDOW + 1)
    while i < end:
        mention = reader.phrases.at.get(i)
        if mention is None:
            words.append(sentence.tokens[i].text)
        else:
            words.append(adjective if mention.role == "demonym" else name)
        i = mention.last + 1 if mention is not None else i + 1
    return " ".join(words)


def _predicate(reader: Reader, trigger: int) -> str:
    """``remettre prisonnier``: the trigger and what it is done to or with, as lemmas."""
    tokens, frame = reader.sentence.tokens, reader.frame(trigger)
    held = [f for slot, fillers in frame.slots.items() if slot != "subj" for f in fillers if f not in reader.phrases.at]
    return " ".join(tokens[i].lemma for i in [trigger, *sorted(held)[:2]])
