"""From matched triggers to candidates: who, to whom, with which status; the rules that hold for every relation.

It links nothing to offsets of the article and writes no statement; `kg.extract` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.extract.context import Context
from kg.extract.frames import is_verb
from kg.extract.phrases import Phrases, Ref
from kg.extract.reader import Match, Reader
from kg.extract.status import Standing, standing
from kg.model import Entity, Relation

BASE_CONFIDENCE = 0.95
DECISIONS = frozenset({"SANCTION", "CONCEDE"})
"""Types whose announcement by the actor itself is the act."""
PAIRS_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an act: the actor that counts, and the person or body that acted for it."""

    entity: Entity
    ref: Ref
    agent: Entity | None = None
    place: Entity | None = None


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


class Acts:
    """Reads the acts of one sentence."""

    def __init__(self, reader: Reader, phrases: Phrases, context: Context) -> None:
        self.reader = reader
        self.phrases = phrases
        self.context = context
        self.sentence = reader.sentence
        self._covered: set[int] = set(reader.used)

    def candidates(self) -> Iterator[Candidate]:
        """All candidates of the sentence, verbs before the nouns they may have used up."""
        order = sorted(self.sentence, key=lambda t: (not is_verb(t), t.i))
        for token in order:
            match = self.reader.match(token.i)
            if match is None or match.entry.relation is None:
                continue
            if match.entry.pos != "verb" and token.i in self._covered:
                self.context.trace.note(f"  {match.entry.name}: used by another trigger")
                continue
            yield from self._act(token.i, match)

    def _act(self, i: int, match: Match) -> Iterator[Candidate]:
        entry = match.entry
        relation = self.context.ontology.relations.get(entry.relation or "")
        trace = self.context.trace
        if relation is None:
            return
        actors, actor_weight = self._actors(i, match)
        subjects = self._sides(actors, subject=True)
        if not subjects:
            trace.note(f"  {entry.name} → {relation.id}: no actor found")
            return
        exclude = self._exclude(subjects, actors)
        recipients, recipient_weight = self._recipients(i, match, exclude)
        self._settle(i, match, recipients)
        objects = [s for s in self._sides(recipients, subject=False) if not self._same_side(s, subjects)]
        if not objects and not relation.symmetric and not entry.alone:
            trace.note(f"  {entry.name} → {relation.id}: no recipient for {', '.join(s.entity.label for s in subjects)}")
            return
        ids = frozenset(s.entity.id for s in subjects) | frozenset(s.agent.id for s in subjects if s.agent)
        stand = standing(self.reader, i, ids)
        weight = BASE_CONFIDENCE * actor_weight * (recipient_weight if objects else 0.9)
        if objects:
            pairs: list[tuple[Side, Side | None]] = [(s, o) for s in subjects for o in objects]
        elif relation.symmetric and 2 <= len(subjects) <= PAIRS_AT_MOST:
            pairs = list(combinations(subjects, 2))
        elif entry.alone:
            pairs = [(s, None) for s in subjects]
        else:
            trace.note(f"  {entry.name} → {relation.id}: no second party for {', '.join(s.entity.label for s in subjects)}")
            return
        for subject, object_ in pairs:
            yield self._candidate(i, match, relation, subject, object_, stand, weight)

    def _settle(self, i: int, match: Match, recipients: list[Ref]) -> None:
        """The complement's subject is whom this act was read to hit: "accuses it of": one and the same "it"."""
        control = match.entry.control
        if control and control != "subj" and recipients:
            for f in self.reader.fillers(i, control, match.entry):
                self.phrases.fixed.setdefault(f, recipients)

    def _candidate(self, i: int, match: Match, relation: Relation, subject: Side, object_: Side | None, stand: Standing, weight: float) -> Candidate:
        status = match.entry.status if match.entry.status and stand.status == "actual" else stand.status
        if status == "planned" and stand.own and relation.type in DECISIONS:
            status = "actual"
        confidence = weight * subject.ref.weight * (object_.ref.weight if object_ else 1.0)
        self.context.trace.note(f"  {match.entry.name} → {subject.entity.label} – {relation.id} – {object_.entity.label if object_ else '∅'} ({status}{', ' + stand.operator if stand.operator else ''})")
        return Candidate(i, relation, subject, object_, stand, status, round(confidence, 3))

    # -- slots --------------------------------------------------------------

    def _actors(self, i: int, match: Match) -> tuple[list[Ref], float]:
        if match.entry.pos == "noun":
            return self._noun_actors(i, match)
        if match.entry.actor == ("subj",):
            return self.reader.actors(i)
        for slot in match.entry.actor:
            if slot == "subj":
                found, weight = self.reader.actors(i)
                if found:
                    return found, weight
                continue
            for f in self.reader.fillers(i, slot, match.entry):
                refs = self.phrases.all(f, subject=True)
                if refs:
                    return refs, 1.0
        return [], 0.0

    def _noun_actors(self, i: int, match: Match) -> tuple[list[Ref], float]:
        """Agent phrase, owner, copula subject; else the subject of the verb that announces or performs the noun."""
        for slot in match.entry.actor:
            if slot == "poss":
                refs = self._possessors(i)
                if refs:
                    return refs, 1.0
                continue
            for f in self.reader.fillers(i, slot, match.entry):
                refs = self.phrases.all(f, subject=True)
                if refs:
                    return refs, 1.0
        own = self.reader.frame(i)
        if own.slots.get("subj"):
            return self.phrases.all(own.slots["subj"][0], subject=True), 1.0
        token, head = self.sentence.tokens[i], self.sentence.head(i)
        if is_verb(head) and token.dep in {"obj", "obl", "obl:arg", "obl:mod", "nsubj:pass", "conj"} and self._supports(head.lemma, head.i):
            refs, weight = self.reader.actors(head.i)
            return refs, weight * 0.95
        return [], 0.0

    def _supports(self, lemma: str, i: int) -> bool:
        lexicon = self.reader.lexicon
        if lemma in lexicon.performing or lemma in lexicon.announcing:
            return True
        match = self.reader.match(i)
        return bool(match and match.entry.embeds in {"planned"})

    def _possessors(self, i: int) -> list[Ref]:
        kids = self.sentence.children(i)
        refs = self.phrases._agents(i, kids, frozenset()) or self.phrases._adjectives(i, frozenset())
        if refs:
            return refs
        for t in kids:
            if self.phrases._is_possessor(t):
                refs = self.phrases._possessor(t, frozenset())
            elif t.dep == "compound" and not t.case:
                refs = self.phrases._inner(t, frozenset())
            if refs:
                return refs
        return []

    def _recipients(self, i: int, match: Match, exclude: frozenset[str]) -> tuple[list[Ref], float]:
        refs, weight = self.reader.recipients(i, match.entry.recipient, exclude)
        if refs:
            return refs, weight
        if match.entry.pos == "noun":
            head = self.sentence.head(i)
            if is_verb(head) and self._supports(head.lemma, head.i):
                for slot in match.entry.recipient:
                    if slot in {"poss", "subj", "obj"}:
                        continue
                    for f in self.reader.frame(head.i).slots.get(slot, []):
                        refs = self.phrases.all(f, exclude)
                        if refs:
                            return refs, 0.9
        recalled = self._recalled(i, match, exclude)
        return recalled, 0.7

    def _recalled(self, i: int, match: Match, exclude: frozenset[str]) -> list[Ref]:
        """``condemned the attack``: whose attack, from the acts already read."""
        if match.entry.pos != "verb" or "obj" not in match.entry.recipient:
            return []
        for f in self.reader.fillers(i, "obj", match.entry):
            noun = self.reader.match(f)
            if noun is None or noun.entry.relation is None or noun.entry.pos != "noun":
                continue
            relation = self.context.ontology.relations.get(noun.entry.relation)
            for type_, actor, _ in reversed(self.context.acts):
                if relation is not None and type_ == relation.type and actor.id not in exclude:
                    token = self.sentence.tokens[f]
                    first, last = self.sentence.phrase(f)
                    start, end = self.sentence.span(first, last)
                    del token
                    return [Ref(actor, start, end, self.sentence.words(first, last), "event")]
        return []

    # -- sides --------------------------------------------------------------

    def _sides(self, refs: list[Ref], *, subject: bool) -> list[Side]:
        sides: list[Side] = []
        for ref in refs:
            side = self._side(ref, subject)
            if side is not None and all(side.entity != s.entity for s in sides):
                sides.append(side)
        return sides

    def _side(self, ref: Ref, subject: bool) -> Side | None:
        entity = ref.entity
        if entity.kind == "Person":
            state = self.context.acts_for(entity)
            return Side(state, ref, entity) if state is not None else Side(entity, ref)
        if entity.kind == "Body" and subject and entity.parent is not None:
            return Side(entity.parent, ref, entity)
        if entity.kind == "Place":
            if entity.parent is not None and entity.parent.kind == "State":
                return Side(entity.parent, ref, ref.agent, entity)
            return None if subject and entity.parent is None else Side(entity, ref, ref.agent, entity)
        return Side(entity, ref, ref.agent)

    def _exclude(self, subjects: list[Side], refs: list[Ref]) -> frozenset[str]:
        ids = {s.entity.id for s in subjects} | {s.agent.id for s in subjects if s.agent} | {r.entity.id for r in refs}
        return frozenset(ids)

    @staticmethod
    def _same_side(side: Side, subjects: list[Side]) -> bool:
        ids = {s.entity.id for s in subjects}
        return side.entity.id in ids or (side.entity.parent is not None and side.entity.parent.id in ids and side.entity.kind in {"Body", "Person", "Place"})
