"""All who may have done something to whom: for every verb and noun the pairs of actors around it, for `confidence` to choose from.

Open information extraction in the sense of Banko et al. (IJCAI 2007), with actors that are already resolved, named in the
sentence or before it. It says where each stands, by slots as `kg.extract.frames` names them; which of them acts is learned from
annotated articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.acts import Acts
from kg.extract.candidates import Candidate
from kg.extract.frames import is_verb
from kg.extract.links import references
from kg.extract.refs import Ref
from kg.extract.sides import Side, sides
from kg.extract.status import standing
from kg.extract.tree import Token
from kg.model import Entity, Relation

OPEN = Relation("open", "", {"en": "acts on", "fr": "agit envers"})
"""Stands for a relation until a type is found."""
PARTIES_AT_MOST = 5
"""Actors of a sentence that a trigger is tried with, the nearest in the tree."""
RECALLED_AT_MOST = 3
"""Actors of earlier sentences that it is tried with."""
SELDOM = frozenset({"people", "event"})
ABOVE = 3
"""Heads over a trigger whose slots may hold its actors."""
TELLING = (
    "subj",
    "subj inherited",
    "obj",
    "poss",
    "by",
    "par",
    "of",
    "de",
    "to",
    "à",
    "with",
    "avec",
    "against",
    "contre",
    "over subj",
)
"""Slots whose being filled tells something of the others."""
CROSSED = "*"
"""Opens a clue that means something else for each type of act."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as one trigger sees it."""

    side: Side
    slot: str
    far: int
    """How far off its slot is; 0 is the trigger's own."""
    recalled: tuple[str, ...] = ()
    """Clues to whether it is meant though the sentence does not name it."""


def open_candidates(acts: Acts, told: list[Candidate]) -> Iterator[Candidate]:
    """Candidates without a relation, for each verb and noun with each pair of actors around it; `told` are those that entries tell."""
    named = [
        (token, ref) for token, refs in references(acts.reader, acts.phrases) for ref in refs if ref.how not in SELDOM
    ]
    taken = {token.i for token, _ in named} | set(acts.phrases.at)
    recalled = _Memory(acts)
    for token in acts.sentence:
        if token.i not in taken and _may_tell(acts, token):
            yield from _pairs(
                acts, token, _parties(acts, token.i, named, recalled), [c for c in told if c.trigger == token.i]
            )


def _may_tell(acts: Acts, token: Token) -> bool:
    """Verbs, nouns and adjectives that an entry knows, and nouns that somebody stands beside."""
    if is_verb(token) or acts.reader.match(token.i) is not None:
        return True
    lexicon = acts.reader.lexicon
    if token.pos != "NOUN" or token.lemma in lexicon.people or token.lemma in lexicon.office_heads:
        return False
    return any(i in acts.phrases.at for i in acts.sentence.subtree(token.i))


def _pairs(acts: Acts, trigger: Token, parties: list[Party], told: list[Candidate]) -> Iterator[Candidate]:
    clues = _Clues(acts, trigger, parties, told)
    for subject in parties:
        if subject.side.entity.kind == "Place":
            continue
        agent = subject.side.agent
        stand = standing(acts.reader, trigger.i, frozenset({subject.side.entity.id, agent.id if agent else ""}))
        by = clues.of_actor(subject)
        for object_ in [*parties, None]:
            if object_ is None or not _is_same(subject.side, object_.side):
                yield Candidate(
                    trigger.i, OPEN, subject.side, object_.side if object_ else None, stand, stand.status, 0.3,
                    ways=(subject.slot, object_.slot if object_ else "none"), actor_clues=by, recipient_clues=clues.of_recipient(subject, object_),
                )  # fmt: skip


def _is_same(a: Side, b: Side) -> bool:
    return a.entity == b.entity or a.entity in (b.agent, b.entity.parent) or b.entity in (a.agent, a.entity.parent)


def _parties(acts: Acts, trigger: int, named: list[tuple[Token, Ref]], memory: _Memory) -> list[Party]:
    """The nearest actors, each in the nearest of its places, then who is not named here but was before."""
    best: dict[str, Party] = {}
    for token, ref in named:
        side = next(iter(sides([ref], acts.context, subject=True)), None)
        if side is not None:
            slot, far = slot_of(acts, trigger, token.i)
            known = best.get(side.entity.id)
            if known is None or far < known.far:
                best[side.entity.id] = Party(side, slot, far)
    nearest = sorted(best.values(), key=lambda p: p.far)[:PARTIES_AT_MOST]
    return [*nearest, *memory.parties(acts.recall.span(trigger), best)]


class _Memory:
    """Whom the article has named before this sentence, and how."""

    def __init__(self, acts: Acts) -> None:
        self.acts, self.number = acts, acts.phrases.number
        self._sides = self._ranked()

    def _ranked(self) -> list[tuple[Entity, tuple[str, ...]]]:
        """Earlier actors, those first who were named often and lately, each with what speaks for it."""
        context = self.acts.context
        weight: Counter[str] = Counter()
        last: dict[str, int] = {}
        subject: dict[str, int] = {}
        entities: dict[str, Entity] = {}
        for seen in context.history:
            if seen.sentence >= self.number or seen.entity.kind == "Place":
                continue
            entity = self._counts_for(seen.entity)
            entities[entity.id] = entity
            weight[entity.id] += 2 if seen.subject else 1
            last[entity.id] = seen.sentence
            if seen.subject:
                subject[entity.id] = seen.sentence
        ranked = sorted(entities, key=lambda e: (-(weight[e] + 3 / (self.number - last[e])), e))[: 2 * RECALLED_AT_MOST]
        act = context.acts[-1] if context.acts else None
        return [
            (
                entities[e],
                (
                    f"recalled rank={rank}", f"recalled ago={min(self.number - last[e], 4)}",
                    f"recalled as subject ago={min(self.number - subject[e], 4) if e in subject else 'never'}",
                    f"recalled role={self._role(act, entities[e])}", f"recalled kind={entities[e].kind}",
                ),
            )
            for rank, e in enumerate(ranked)
        ]  # fmt: skip

    def _counts_for(self, entity: Entity) -> Entity:
        state = self.acts.context.acts_for(entity) if entity.kind == "Person" else None
        return state or (entity.parent if entity.kind == "Body" and entity.parent else entity)

    @staticmethod
    def _role(act: object, entity: Entity) -> str:
        """What it was in the last act told."""
        if act is None:
            return "no act"
        return (
            "actor"
            if entity == getattr(act, "actor", None)
            else "recipient"
            if entity == getattr(act, "recipient", None)
            else "none"
        )

    def parties(self, span: tuple[int, int, str], known: Iterable[str]) -> Iterator[Party]:
        """Those whom the sentence does not name."""
        fresh = [(e, clues) for e, clues in self._sides if e.id not in known]
        for entity, clues in fresh[:RECALLED_AT_MOST]:
            yield Party(Side(entity, Ref(entity, *span, "event")), "recalled", 99, clues)


class _Clues:
    """What speaks for an actor or a recipient of one trigger, as text; what opens with `CROSSED` depends on the type of the act."""

    def __init__(self, acts: Acts, trigger: Token, parties: list[Party], told: list[Candidate]) -> None:
        self.trigger, self.parties, self.told = trigger, parties, told
        self.form = f"{trigger.pos}{' passive' if acts.reader.frame(trigger.i).passive else ''}"
        self.depends = trigger.dep.split(":")[0]
        self.slots = {p.slot for p in parties}
        self.count = f"n={min(len(parties), 5)}"
        self.first = min((p.side.ref.start for p in parties if not p.recalled), default=-1)

    def of_actor(self, party: Party) -> tuple[str, ...]:
        return tuple(self._of(party))

    def _of(self, party: Party) -> Iterator[str]:
        slot, entity, ref = party.slot, party.side.entity, party.side.ref
        yield from (f"slot={slot}", f"{self.form}|{slot}", f"{self.form}|{self.depends}|{slot}", f"{CROSSED}|{slot}")
        yield from (
            f"kind={entity.kind}",
            f"{CROSSED}|kind={entity.kind}",
            f"how={ref.how}",
            f"{slot}|how={ref.how}",
            self.count,
        )
        yield f"{self.form}|{'before' if ref.start < self.trigger.start else 'behind'}"
        yield f"{self.form}|{'first' if ref.start == self.first else 'later'}"
        if self.told:
            yield f"told as actor={any(c.subject.entity == entity for c in self.told)}"
            yield f"told as recipient={any(c.object is not None and c.object.entity == entity for c in self.told)}"
        yield from (f"{slot} beside {other}" for other in TELLING if other in self.slots and other != slot)
        yield from party.recalled

    def of_recipient(self, actor: Party, party: Party | None) -> tuple[str, ...]:
        return tuple(self._of_none(actor) if party is None else self._of_pair(actor, party))

    def _of_pair(self, actor: Party, party: Party) -> Iterator[str]:
        yield from self._of(party)
        slots = f"{actor.slot}→{party.slot}"
        yield from (slots, f"{self.form}|{slots}", f"{CROSSED}|{actor.side.entity.kind}→{party.side.entity.kind}")
        if self.told:
            pair = [c for c in self.told if c.subject.entity == actor.side.entity]
            yield f"told with actor={any(c.object is not None and c.object.entity == party.side.entity for c in pair)}"

    def _of_none(self, actor: Party) -> Iterator[str]:
        yield from (
            "nobody",
            f"nobody|{CROSSED}",
            f"nobody|{actor.slot}",
            f"nobody|{self.count}",
            f"nobody|{self.form}",
        )
        yield from (f"nobody beside {slot}" for slot in sorted(self.slots))
        if self.told:
            pair = [c for c in self.told if c.subject.entity == actor.side.entity]
            yield f"nobody told={any(c.object is None for c in pair)}"


def slot_of(acts: Acts, trigger: int, i: int) -> tuple[str, int]:
    """Where a token stands as a predicate sees it, and how far off: ``obj``, ``in obj``, ``over subj``, ``left``."""
    sentence, reader = acts.sentence, acts.reader
    chain = _conjuncts_above(acts, i)
    frame = reader.frame(trigger)
    for slot, fillers in frame.slots.items():
        if chain & set(fillers):
            return slot, 0
    if chain & set(reader.subject(trigger)):
        return "subj inherited", 1
    above = [t.i for t in sentence.ancestors(i)]
    if trigger in above:
        between = set(above[: above.index(trigger)])
        inside = next((slot for slot, fillers in frame.slots.items() if between & set(fillers)), None)
        return (f"in {inside}", 2) if inside else ("below", 3)
    for steps, head in enumerate(sentence.ancestors(trigger)):
        if steps == ABOVE:
            break
        over = "over " * (steps + 1)
        if head.i in chain:
            return f"{over}head", 4 + 3 * steps
        for slot, fillers in reader.frame(head.i).slots.items():
            if chain & set(fillers):
                return over + slot, 4 + 3 * steps
        if chain & set(reader.subject(head.i)):
            return f"{over}subj inherited", 5 + 3 * steps
        if head.i in above:
            return f"{over}in", 6 + 3 * steps
    return ("left" if i < trigger else "right"), 20 + abs(i - trigger)


def _conjuncts_above(acts: Acts, i: int) -> set[int]:
    """A token and what it is coordinated with to its left."""
    found = {i}
    while acts.sentence.tokens[i].dep in {"conj", "appos"} and acts.sentence.tokens[i].head not in found:
        i = acts.sentence.tokens[i].head
        found.add(i)
    return found
