"""Verbs that no entry knows, between two actors: candidates whose relation is still open, for `confidence` to type or to drop.

Open information extraction in the sense of Banko et al. (IJCAI 2007), kept to pairs of actors of which the frame or the article names both.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.acts import PAIRS_AT_MOST, Acts, Candidate, Side
from kg.extract.frames import is_verb
from kg.extract.phrases import NOBODY, Ref
from kg.extract.status import standing
from kg.extract.tree import Token
from kg.model import Relation

OPEN = Relation("open", "", {"en": "acts on", "fr": "agit envers"})
"""Stands for a relation until a type is found."""
SLOT, INSIDE, GUESSED = 1.0, 0.7, 0.55
"""Weights of the ways to a recipient: an argument of the verb, a name within its object, the other party of the article."""


def open_candidates(acts: Acts, told: set[int]) -> Iterator[Candidate]:
    """Candidates of all verbs but those `told`, which an entry has read, and verbs of saying."""
    lexicon = acts.reader.lexicon
    skip = lexicon.reporting | lexicon.announcing | set(lexicon.embedding) | set(lexicon.modals)
    for token in acts.sentence:
        if is_verb(token) and token.i not in told and token.lemma not in skip:
            yield from _candidates(acts, token)


def _candidates(acts: Acts, verb: Token) -> Iterator[Candidate]:
    refs, weight = acts.reader.actors(verb.i)
    subjects = acts.sides(refs, subject=True)
    if not 0 < len(subjects) <= PAIRS_AT_MOST or any(s.ref.how == "people" for s in subjects):
        return
    exclude = acts.exclude(subjects, refs)
    recipients, way = _recipients(acts, verb, exclude)
    objects = [o for o in acts.sides(recipients, subject=False) if not acts.same_side(o, subjects)]
    if not 0 < len(objects) <= PAIRS_AT_MOST:
        return
    ids = frozenset(s.entity.id for s in subjects) | frozenset(s.agent.id for s in subjects if s.agent)
    stand = standing(acts.reader, verb.i, ids)
    for subject in subjects:
        for object_ in objects:
            yield Candidate(
                verb.i,
                OPEN,
                subject,
                object_,
                stand,
                stand.status,
                _weight(subject, object_, weight * way),
                found=(weight, way),
            )


def _weight(subject: Side, object_: Side, ways: float) -> float:
    return round(0.5 * ways * subject.ref.weight * object_.ref.weight, 3)


def _recipients(acts: Acts, verb: Token, exclude: frozenset[str]) -> tuple[list[Ref], float]:
    """Actors that the verb's slots name, else the one inside its object, else the article's other party."""
    frame, phrases = acts.reader.frame(verb.i), acts.phrases
    fillers = [f for slot, held in frame.slots.items() if slot != "subj" for f in held]
    named = [r for f in fillers for r in phrases.all(f, exclude)]
    if named:
        return named, SLOT
    below = [i for f in frame.slots.get("obj", []) for i in acts.sentence.subtree(f)]
    inside = [phrases.named(m) for m in phrases.mentions if m.head in below and m.entity.id not in exclude]
    if inside:
        return inside, INSIDE
    parties = acts.context.parties(phrases.number, verb.i, NOBODY, False)
    if len(parties) == 2 and any(p.id in exclude for p in parties):
        return [Ref(p, *acts.recall.span(verb.i), "event") for p in parties if p.id not in exclude], GUESSED
    return [], 0.0
