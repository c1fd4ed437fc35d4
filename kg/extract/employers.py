"""Whom an office serves that stands beside a name without an owner: ``President Habibie``, ``le secrétaire général``.

What is known of the person comes first, then what the article is about; a state that has another such holder is not meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.frames import SUBJECTS
from kg.extract.owners import OF
from kg.extract.titled import DATES
from kg.extract.tree import Token
from kg.lexicon.records import Office
from kg.model import Entity

if TYPE_CHECKING:
    from kg.extract.phrases import Phrases

COLLEGIAL = frozenset({
    "isSecretaryGeneralOf", "isDeputySecretaryGeneralOf", "isDirectorGeneralOf", "isHighRepresentativeOf", "isHighCommissionerOf",
    "isChiefExecutiveOf", "isCommissionerOf",
})  # fmt: skip
"""Offices of organisations: a state has none."""
JUDICIAL = frozenset({"isJudgeOf", "isProsecutorOf"})
COURTS = ("court", "tribunal", "cour")
THRONES = frozenset({"isMonarchOf", "isCrownPrinceOf"})
CHAIRS = frozenset({"isPresidentOf", "isVicePresidentOf", "isActingPresidentOf"})
MINISTERS = frozenset({"minister", "ministre", "ministry", "premier"})
USUAL = {
    "isEnvoyOf": ("united-nations", frozenset({"special", "personal", "spécial", "spéciale", "personnel", "personnelle"})),
    "isCommissionerOf": ("european-union", frozenset[str]()),
}  # fmt: skip
"""Office → whose it mostly is, and the adjectives one of which it must have."""
OBLIGING = frozenset({"must", "should", "devoir", "falloir", "ought"})
WIDE = frozenset({"isLeaderOf", "isOfficialOf"})
SEATS = frozenset({"chair", "chairman", "chairwoman", "chairperson"})
"""Nobody holds one for a state."""
NATIONAL = frozenset(
    {"republic", "république", "confederation", "confédération", "federation", "fédération", "state", "état", "nation", "country"}
    | {"government", "gouvernement", "council", "conseil", "ministers", "ministre", "minister", "transition", "junta", "junte"}
    | {"groupe", "majorité", "majority", "pays", "vice", "interim", "acting", "prime"}
)  # fmt: skip
"""What a president or leader is of, as one of a state."""
WRITTEN_IN = 2
"""How often the state of the dateline counts as named."""


def employer(
    phrases: Phrases, token: Token, office: Office, person: Entity, *, former: bool
) -> tuple[Entity | None, float]:
    """The state or organisation that somebody's office is of, and how sure that is; None rather than a guess among none."""
    known = _known(phrases, office, person)
    if known is not None:
        return known, 0.9
    if office.of:
        return phrases.context.ontology.actors[office.of].entity, 0.9
    organisation = _usual(phrases, token, office) or _organisation(phrases, token, office)
    if organisation is not None or office.relation in COLLEGIAL:
        return organisation, 0.8
    if _elsewhere(phrases, token, office):
        return _its_organisation(phrases, token), 0.8
    if not person.minted and person.parent is not None:
        return person.parent, 0.8
    state = _state(phrases, token, office, person, former=former)
    return state, 0.7 if state is not None else 0.0


def _known(phrases: Phrases, office: Office, person: Entity) -> Entity | None:
    context = phrases.context
    served = context.served(person, office.relation)
    if served is not None:
        return served
    now = context.acts_for(person)
    national = office.relation.endswith("MinisterOf") and now is not None and now.kind != "State"
    return (person.parent if not person.minted else None) if national else now


def _organisation(phrases: Phrases, token: Token, office: Office) -> Entity | None:
    """The one named most before the office that may have it: ``le Directeur général`` in what the OPCW publishes."""
    courts = office.relation in JUDICIAL
    weights: dict[Entity, int] = {}
    if courts or office.relation in COLLEGIAL:
        for seen in reversed(phrases.context.before(phrases.number, token.i, memory=99)):
            entity = seen.entity
            if entity.kind == "Body" and entity.parent is not None and entity.parent.kind == "Organisation":
                entity = entity.parent
            label = entity.label.lower()
            if entity.kind != "Organisation" or set(label.split()) & phrases.lexicon.treaties:
                continue  # "the Convention" has no director
            if not courts or any(w in label for w in COURTS):
                weights[entity] = weights.pop(entity, 0) + (2 if seen.subject else 1)
    return max(reversed(weights), key=lambda e: weights[e], default=None)


def _usual(phrases: Phrases, token: Token, office: Office) -> Entity | None:
    """The UN's envoys, the EU's commissioners: whose such an office mostly is, where the article has named it."""
    whose, adjectives = USUAL.get(office.relation, ("", frozenset[str]()))
    words = {t.lower for t in phrases.sentence.children(token.i)}
    if not whose or (adjectives and not words & adjectives) or "police" in words:
        return None
    for seen in phrases.context.before(phrases.number, token.i, memory=99):
        for entity in (seen.entity, seen.entity.parent):
            if entity is not None and entity.id == whose:
                return entity
    return None


def _state(phrases: Phrases, token: Token, office: Office, person: Entity, *, former: bool) -> Entity | None:
    """The state where the sentence opens, else the one named most that may have such a holder, else one named behind."""
    weights = _weights(phrases, token, person)
    behind = [r.entity for r in phrases.home() if not weights and not _is_anothers(phrases, token, r.entity)]
    opening = phrases.bodies.opening(token) or phrases.bodies.where(token)
    order = list(weights)
    ranked = sorted(weights, key=lambda e: (-weights[e], -order.index(e)))
    states = [*([opening] if opening is not None else []), *ranked, *behind]
    return next((e for e in states if _may_have(phrases, token, office, e, person, former=former)), None)


def _weights(phrases: Phrases, token: Token, person: Entity) -> dict[Entity, int]:
    """How often the article names each state before an office, subjects twice, the one named last at the end."""
    context = phrases.context
    weights: dict[Entity, int] = {}
    if context.written_in is not None:
        weights[context.written_in] = WRITTEN_IN
    for seen in reversed(context.before(phrases.number, token.i, memory=99)):
        entity = seen.entity if seen.entity.kind != "Person" else context.acts_for(seen.entity) or seen.entity
        if entity.kind in {"Body", "Place"} and entity.parent is not None:
            entity = entity.parent
        if entity.kind == "State" and seen.entity != person:
            weights[entity] = weights.pop(entity, 0) + (2 if seen.subject else 1)
    for mention in phrases.mentions:  # "Minister A said Bulgaria would sue"
        head = phrases.sentence.tokens[mention.head]
        speaks = mention.first > token.i and head.dep in SUBJECTS and mention.entity.kind == "State"
        if speaks and not _must(phrases, head):
            weights[mention.entity] = weights.pop(mention.entity, 0) + 2
    return weights


def _must(phrases: Phrases, subject: Token) -> bool:
    """What a clause asks of its subject is asked of another state than one's own."""
    clause = phrases.sentence.children(subject.head)
    return any(t.lemma in OBLIGING for t in clause) or phrases.sentence.head(subject.i).lemma in OBLIGING


def _elsewhere(phrases: Phrases, token: Token, office: Office) -> bool:
    """``the chamber's chairwoman``, ``le président de la région``: of something that is nobody the text names, and no state."""
    if office.relation not in CHAIRS | WIDE:
        return False
    if token.lower in SEATS or any(phrases.owners.is_crowd_modifier(t) for t in phrases.sentence.children(token.i)):
        return True  # "protest leader", "chef rebelle"
    kids = phrases.sentence.children(token.i)
    unnamed = [t for t in kids if t.i not in phrases.at and t.lemma.lower() not in NATIONAL | DATES]
    of = (t.pos in {"NOUN", "PROPN"} and (t.dep == "nmod:poss" or t.case in OF) for t in unnamed)
    deputy = phrases.lexicon.deputy
    return any(of) or any(t.dep == "compound" and t.text[0].isupper() and t.lower not in deputy for t in unnamed)


def _its_organisation(phrases: Phrases, token: Token) -> Entity | None:
    """``Commission Vice-President``, ``the Chairperson of the Commission``: of the union that the article has named last."""
    if not any(t.lower == "commission" for t in phrases.sentence.children(token.i)):
        return None
    named = (s.entity for s in phrases.context.before(phrases.number, token.i, memory=99))
    return next((e for e in named if e.kind == "Organisation" and "union" in e.label.lower()), None)


def _may_have(phrases: Phrases, token: Token, office: Office, state: Entity, person: Entity, *, former: bool) -> bool:
    """Whether a state has such an office, and nobody else is known to hold it."""
    context = phrases.context
    words = {token.lemma.lower(), *(t.lemma.lower() for t in phrases.sentence.children(token.i))}
    if state.id == "united-states" and words & MINISTERS:
        return False
    if former:
        return True
    rivals = {office.relation} | ({"isMonarchOf"} if office.relation in CHAIRS else set())
    rivals |= {"isPresidentOf"} if office.relation in THRONES else set()  # no state has both
    for relation in rivals:
        kind = context.ontology.kinds_by_relation.get(relation)
        if kind is None or not context.ontology.offices[kind].single:
            continue
        told = {p for p, offices in context.told.items() if (relation, state.id, False) in offices}
        holder = context.ontology.holder(kind, state.id, context.date) if context.date else None
        if (told | {holder or person.id}) - {person.id}:
            return False
    return True


def _is_anothers(phrases: Phrases, token: Token, state: Entity) -> bool:
    """``Minister A met Brazil's minister B``, ``President A condemned Iran``: a state named only after, for what is done to it."""
    if any(s.entity == state and s.sentence < phrases.number for s in phrases.context.history):
        return False
    names = [phrases.sentence.tokens[m.head] for m in phrases.mentions if m.entity == state]
    heads = phrases.lexicon.office_heads
    return bool(names) and all(
        n.i > token.i and (phrases.sentence.head(n.i).lemma in heads or n.dep in {"obj", "iobj"}) for n in names
    )
