"""An actor as one phrase of the text refers to it, and how much each way of referring is worth.

It holds no rule: the modules that resolve phrases make them, and their weights rank the ways against each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Entity

NOBODY: frozenset[str] = frozenset()
WEIGHTS = {
    "name": 1.0,
    "body": 0.95,
    "office": 0.95,
    "crowd": 0.9,
    "people": 0.85,
    "description": 0.85,
    "pronoun": 0.8,
    "owner": 0.9,
    "thing": 0.9,
    "event": 0.7,
}


@dataclass(frozen=True, slots=True)
class Ref:
    """An actor as one phrase refers to it; offsets are into the cleaned paragraph."""

    entity: Entity
    start: int
    end: int
    text: str
    how: str
    agent: Entity | None = None
    agent_start: int = 0
    agent_end: int = 0

    @property
    def weight(self) -> float:
        return WEIGHTS[self.how]
