"""What an act is before it is a statement: a relation filled with sides, its standing and the weights of how they were found.

It holds no rule: `kg.extract.acts` fills it, `kg.extract.settle` decides which of them are told.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.sides import Side
from kg.extract.status import Standing
from kg.model import Relation

DECISIONS = frozenset({"SANCTION", "CONCEDE"})
"""Types whose announcement by the actor itself is the act."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame filled with entities, not yet a statement."""

    trigger: int
    relation: Relation
    subject: Side
    object: Side | None
    standing: Standing
    status: str
    confidence: float
    found: tuple[float, float] = (1.0, 1.0)
    """Weights of the ways in which actor and recipient were found."""
    told_by: str = ""
    """As in `kg.model.Statement`."""
    coordinate: bool = False
    """Its verb stands in a row with another: an act of its own, though of the same type."""
    ways: tuple[str, str] = ("", "")
    """Slots of actor and recipient, where no entry says them."""
    actor_clues: tuple[str, ...] = ()
    recipient_clues: tuple[str, ...] = ()
    """What speaks for either, where no entry says them."""
