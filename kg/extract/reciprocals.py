"""What two do to each other: reciprocal pronouns and adverbs, and agreements of one phrase's actors.

It pairs only actors of one phrase, and no more of them than can have met.
"""

from __future__ import annotations

from itertools import combinations, permutations

from kg.extract.matching import Match
from kg.extract.reader import Reader
from kg.extract.sides import Side
from kg.extract.tree import Token
from kg.model import Relation

MUTUAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE", "SANCTION", "RETREAT"})
"""What two do to each other when the words allow a ``with`` and name nobody else: ``Iran and Iraq cut ties``."""
PAIRS_AT_MOST = 3
RECIPROCAL = frozenset(
    {
        "each",
        "between",
        "mutual",
        "mutually",
        "jointly",
        "together",
        "bilateral",
        "entre",
        "ensemble",
        "mutuel",
        "mutuelle",
        "réciproque",
    }
)


BETWEEN_TWO = frozenset({
    "différend", "différends", "litige", "contentieux", "conflit", "frontière", "relations", "coopération", "échanges",
    "dispute", "disputes", "differences", "conflict", "border", "ties", "cooperation", "trade",
})  # fmt: skip
"""What two have with each other: ``A and B pledged to settle their dispute``."""


EMBASSIES = frozenset({"ambassade", "ambassades", "embassy", "embassies"})
"""What two open and close to each other: ``A and B reopened their embassies``."""


class Reciprocals:
    """Reads one sentence."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.sentence = reader.sentence

    def _together(self, i: int, subjects: list[Side]) -> bool:
        """``the neighbours pledged …``, ``A and B promised to remove the barriers between them``."""
        one_phrase = len({s.ref.start for s in subjects}) == 1
        clauses = [i, *self.reader.frame(i).complement]
        words = {t.lower for c in clauses for t in self.sentence.subtree_tokens(c)}
        return (
            one_phrase
            or bool(words & RECIPROCAL)
            or (bool(words & {"leur", "leurs", "their"}) and bool(words & BETWEEN_TWO))
        )

    def _each_other(self, i: int) -> bool:
        """``A and B blame each other``, ``s'accusent mutuellement``: what two do both do."""
        kids = self.sentence.children(i)
        said = any(t.lower in {"mutuellement", "réciproquement"} for t in kids)
        within = [t for k in kids if k.dep == "obj" for t in self.sentence.children(k.i)]  # "each other's envoys"
        near = [*kids, *within]
        pair = any(
            t.lower in {"other", "another"} and self.sentence.tokens[t.i - 1].lower in {"each", "one"}
            for t in near
            if t.i
        )
        return said or pair or self._the_other(near)

    def _the_other(self, near: list[Token]) -> bool:
        """``Each side accused the other``, ``chaque camp accuse l'autre``."""
        each = any(
            d.lower in {"each", "chaque"}
            for t in near if t.dep.startswith("nsubj") for d in self.sentence.children(t.i)
        )  # fmt: skip
        return each and any(t.lower in {"other", "autre"} and t.dep in {"obj", "iobj"} for t in near)

    def joint(self, i: int, match: Match, relation: Relation, subjects: list[Side]) -> bool:
        """The words allow that those who act do it with each other."""
        shared = {
            t.lower for f in self.reader.frame(i).slots.get("obj", []) for t in self.sentence.subtree_tokens(f)
        } & (BETWEEN_TWO | EMBASSIES)  # fmt: skip
        return (
            relation.symmetric
            or (bool(shared) and self.theirs(i, relation, subjects))
            or bool({"with", "avec", "between", "entre"} & set(match.entry.recipient))
            or (relation.type == "AGREE" and self._together(i, subjects))
        )

    def theirs(self, i: int, relation: Relation, subjects: list[Side]) -> bool:
        """``A and B suspended their cooperation``: what belongs to both is between them, whoever else was named before."""
        owned = {
            t.lower for f in self.reader.frame(i).slots.get("obj", []) for t in self.sentence.children(f) if t.i < f
        }
        return len(subjects) == 2 and relation.type in MUTUAL and bool(owned & {"their", "leur", "leurs"})

    def paired(self, i: int, match: Match, relation: Relation, subjects: list[Side], *, joint: bool) -> bool:
        """Few enough act for each to act on each other one."""
        few = 2 <= len(subjects) <= PAIRS_AT_MOST
        paired = joint and few and (match.entry.pos == "verb" or relation.type == "AGREE")
        return paired or (len(subjects) == 2 and self._each_other(i))

    def pairs(
        self, i: int, relation: Relation, subjects: list[Side], objects: list[Side], *, paired: bool, alone: bool
    ) -> list[tuple[Side, Side | None]]:
        """Who does it to whom; empty without a second party."""
        if objects:
            return [(s, o) for s in subjects for o in objects]
        if len(subjects) == 2 and self._each_other(i):
            return [(subjects[0], subjects[1])] if relation.symmetric else list(permutations(subjects, 2))
        if (paired and relation.type in MUTUAL) or (relation.symmetric and 2 <= len(subjects) <= PAIRS_AT_MOST):
            return list(combinations(subjects, 2))
        return [(s, None) for s in subjects] if alone else []
