"""The sides of an act: whom a phrase counts for, who is hit, and whether it concerns actors at all.

It drops what concerns no actors (private people's other doings, seas and continents), and finds nobody new.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.refs import Ref
from kg.model import Entity, Relation

DOMESTIC = frozenset(
    {"ACCUSE", "COERCE", "ASSAULT", "REQUEST", "REJECT", "THREATEN", "SANCTION", "PROTEST", "CONCEDE", "RETREAT"}
)
"""What one part of a state does to another in the news: a court to a minister, the army to demonstrators."""
VOICES = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""What private people can do to an actor in words."""
ACTING = frozenset({"body", "office", "owner", "thing", "crowd"})
"""Ways of being named, of those with whom private people fight."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an act: the actor that counts, and the person or body that acted for it."""

    entity: Entity
    ref: Ref
    agent: Entity | None = None
    place: Entity | None = None


def sides(refs: list[Ref], context: Context, *, subject: bool) -> list[Side]:
    """The sides that phrases stand for, each once; `subject` when they act."""
    found: list[Side] = []
    for ref in refs:
        side = side_of(ref, context, subject=subject)
        if side is not None and all(side.entity != s.entity for s in found):
            found.append(side)
    return found


def side_of(ref: Ref, context: Context, *, subject: bool) -> Side | None:
    """The actor that counts for a phrase: a state for its bodies, its places and those who act for it."""
    entity = ref.entity
    if entity.kind == "Person":
        state = context.acts_for(entity)
        return Side(state, ref, entity) if state is not None else Side(entity, ref)
    if entity.kind == "Body" and subject and entity.parent is not None:
        return Side(entity.parent, ref, entity)
    if entity.kind == "Place":
        if entity.parent is not None and entity.parent.kind == "State":
            return Side(entity.parent, ref, ref.agent, entity)
        return None if entity.parent is None else Side(entity, ref, ref.agent, entity)  # no sea or continent acts
    return Side(entity, ref, ref.agent)


def excluded(subjects: list[Side], refs: list[Ref]) -> frozenset[str]:
    """Ids of those who cannot be hit: the sides that act, and the actors that they were found by."""
    ids = {s.entity.id for s in subjects} | {s.agent.id for s in subjects if s.agent} | {r.entity.id for r in refs}
    return frozenset(ids)


def same_side(side: Side, subjects: list[Side]) -> bool:
    """One of those who act, or what belongs to one of them."""
    ids = {s.entity.id for s in subjects}
    return side.entity.id in ids or (
        side.entity.parent is not None and side.entity.parent.id in ids and side.entity.kind in {"Body", "Place"}
    )


def hit_sides(recipients: list[Ref], subjects: list[Side], relation: Relation, context: Context) -> list[Side]:
    """Sides that are hit; within one state the people hit, not the state: police and protesters, judge and minister."""
    objects: list[Side] = []
    for side in sides(recipients, context, subject=False):
        if not same_side(side, subjects):  # who left office is a person like others, wherever from
            parent = side.entity.parent
            theirs = parent is not None and any(parent == s.entity for s in subjects)
            if relation.type not in DOMESTIC and theirs and side.entity.kind != "Person":
                continue  # "mobilised its militia": whom that is for is not said
            objects.append(side)
        elif relation.type in DOMESTIC:
            hit = side.agent or (side.entity if _turned_on(side, subjects, relation) else None)
            own = (
                hit is not None
                and side.ref.agent is hit
                and hit.kind == "Person"
                and all(s.agent is None for s in subjects)
            )
            if hit is not None and not own and all(hit not in (s.agent, s.entity) for s in subjects):
                objects.append(Side(hit, side.ref))
    whole = {o.entity for o in objects}
    return [o for o in objects if o.entity.kind != "Body" or o.entity.parent not in whole]


def _turned_on(side: Side, subjects: list[Side], relation: Relation) -> bool:
    """A body of the same state that another body of it hits: ``the army shelled the parliament``; orders are none."""
    acting = all(s.agent is not None and s.agent.kind in {"Body", "Person"} for s in subjects)
    return side.entity.kind == "Body" and (acting or relation.type == "COERCE") and relation.type != "REQUEST"


STRIKERS_MAY = frozenset({"concedesTo", "yieldsTo", "liftsBlockadeOf"})
"""How those end a protest who began it: ``truckers lifted their blockade``."""


def concerns(relation: Relation, subject: Side, object_: Side | None) -> bool:
    """Private people protest and give in, fight police, demand or reject in words; no other doings are between actors.

    States do not take to the streets: ``recalled its ambassador in protest``.
    """
    if relation.type == "PROTEST" and subject.entity.kind == "State":
        return False
    if subject.ref.how != "people" or relation.type == "PROTEST" or relation.id in STRIKERS_MAY:
        return True
    if object_ is None or object_.ref.how == "people":
        return False
    crowd = relation.type == "ASSAULT" and object_.ref.how in ACTING
    return (relation.type in VOICES and object_.ref.how != "owner") or crowd
