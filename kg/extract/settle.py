"""From all that was read in an article to what is told: likely enough, each claim once, with type, name and confidence.

It reads nothing itself; what entries tell comes before what was only likely.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.clues import BRIEF, Clues
from kg.extract.confidence import Judge, Verdict
from kg.extract.context import Trace
from kg.extract.naming import nearest
from kg.model import Statement
from kg.ontology import Ontology

PLAIN = 0.6
"""Weight of the rules from which on neither side nor frame was guessed."""


@dataclass(slots=True)
class Draft:
    """A statement as the rules read it, made when somebody asks: most open ones are never told."""

    make: Callable[[], Statement]
    clues: Clues | None
    """What `confidence.Judge` goes by; None for offices, which are not judged."""
    _made: Statement | None = field(default=None, repr=False)

    @property
    def statement(self) -> Statement:
        if self._made is None:
            self._made = self.make()
        return self._made


def read_by_rules(read: list[Draft]) -> list[Statement]:
    """All that entries tell, judged by nobody."""
    return [draft.statement for draft in read if draft.clues is None or draft.clues.type]


def settled(read: list[Draft], judge: Judge, ontology: Ontology, trace: Trace) -> list[Statement]:
    """The statements with their confidence, without those that are likelier wrong; open ones get a type and a name."""
    if not judge.types:
        return read_by_rules(read)
    judged = [(i, d, d.clues) for i, d in enumerate(read) if d.clues is not None]
    verdicts = dict(zip([i for i, *_ in judged], judge.verdicts([c for *_, c in judged]), strict=True))
    kept = {i: d.statement for i, d in enumerate(read) if d.clues is None}
    offices, told = len(kept), _Told()
    for i, draft, clues in judged:
        least = judge.thresholds[2 if BRIEF in clues.features else 0]
        if clues.type and (verdicts[i].confidence >= least or _is_plain(draft)):
            kept[i] = _named(draft.statement, verdicts[i], clues, ontology)
            told.add(clues, clues.type)
        elif clues.type:
            trace.note(f"  left out as likelier wrong ({verdicts[i].confidence:.2f}): {_line(draft.statement)}")
    for i, draft, clues in sorted(judged, key=lambda j: (-verdicts[j[0]].confidence, j[0])):
        if not clues.type and verdicts[i].confidence >= judge.thresholds[1] and told.allows(clues, verdicts[i].type):
            kept[i] = _named(draft.statement, verdicts[i], clues, ontology)
            told.add(clues, verdicts[i].type)
            trace.note(f"  no entry tells it, but it is likely ({verdicts[i].confidence:.2f}): {_line(kept[i])}")
    if len(kept) == offices and (only := _likeliest(judged, verdicts, judge.thresholds[2])) is not None:
        i, draft, clues = only
        kept[i] = _named(draft.statement, verdicts[i], clues, ontology)
        trace.note(f"  the likeliest of a brief text ({verdicts[i].confidence:.2f}): {_line(kept[i])}")
    return [kept[i] for i in sorted(kept)]


def _is_plain(draft: Draft) -> bool:
    """A brief text is told for its act: what the rules read without a guess stands, whatever articles teach of its like."""
    return draft.clues is not None and BRIEF in draft.clues.features and draft.statement.confidence >= PLAIN


def _likeliest(
    judged: Sequence[tuple[int, Draft, Clues]], verdicts: Mapping[int, Verdict], least: float
) -> tuple[int, Draft, Clues] | None:
    """What a text of a sentence or two tells if no entry tells anything."""
    brief = [j for j in judged if BRIEF in j[2].features and not j[2].type and verdicts[j[0]].confidence >= least]
    return max(brief, key=lambda j: (verdicts[j[0]].confidence, -j[0]), default=None)


class _Told:
    """What an article has been found to tell: a sentence claims each act of two parties once, a trigger tells one act."""

    def __init__(self) -> None:
        self._claims: set[tuple[object, ...]] = set()
        self._pairs: dict[int, list[tuple[str, str | None]]] = {}

    def add(self, clues: Clues, type_: str) -> None:
        self._claims.add(self._claim(clues, type_))
        self._pairs.setdefault(clues.at, []).append((clues.subject, clues.object))

    def allows(self, clues: Clues, type_: str) -> bool:
        """Whether an open candidate adds something: several actors or several recipients, but not both at once."""
        others = self._pairs.get(clues.at, [])
        return self._claim(clues, type_) not in self._claims and all(
            s == clues.subject or o == clues.object for s, o in others
        )

    @staticmethod
    def _claim(clues: Clues, type_: str) -> tuple[object, ...]:
        return clues.sentence, frozenset({clues.subject, clues.object}), type_


def _named(statement: Statement, verdict: Verdict, clues: Clues, ontology: Ontology) -> Statement:
    if clues.type:
        return replace(statement, confidence=verdict.confidence)
    relation = nearest(verdict.type, clues.predicate, ontology)
    return replace(statement, relation=relation, confidence=verdict.confidence, told_by="open")


def _line(statement: Statement) -> str:
    object_ = statement.object.entity.label if statement.object else "∅"
    return f"{statement.subject.entity.label} – {statement.relation.id} – {object_} “{statement.trigger}”"
