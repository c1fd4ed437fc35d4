"""Who an office without a name means: "le ministre", "the French president", "his Turkish counterpart", "both leaders".

First whoever the article has named in that office, then who held it on the article's date; nobody rather than a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.employers import COLLEGIAL
from kg.extract.tree import Token
from kg.lexicon.records import Office
from kg.model import Entity
from kg.ontology import Office as Term

if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.phrases import Phrases
    from kg.extract.refs import Ref

HEADS_OF_STATE = frozenset({"isPresidentOf", "isMonarchOf", "isActingPresidentOf", "isHeadOfStateOf"})
HEADS_OF_GOVERNMENT = frozenset({"isPrimeMinisterOf", "isChancellorOf", "isHeadOfGovernmentOf"})
WIDER = {
    "isHeadOfStateOf": HEADS_OF_STATE,
    "isHeadOfGovernmentOf": HEADS_OF_GOVERNMENT,
    "isLeaderOf": HEADS_OF_STATE | HEADS_OF_GOVERNMENT
    | {"isSupremeLeaderOf", "isJuntaLeaderOf", "isCrownPrinceOf", "isPartyLeaderOf", "isOppositionLeaderOf"},
    "isMilitaryOfficerOf": frozenset({"isMilitaryChiefOf", "isMilitaryCommanderOf", "isJuntaLeaderOf"}),
    "isOfficialOf": frozenset({"isAdviserOf", "isDirectorGeneralOf", "isSecurityAdviserOf", "isEnvoyOf"}),
}  # fmt: skip
"""Titles that are wider than an office: whoever holds one of these is meant by them, too."""
STILL_IN_OFFICE = frozenset({"sortant", "sortante", "outgoing", "alors", "then"})
"""They tell of an end, but whoever is called so held the office at the time that is told of."""
PERSONS = frozenset({"homme", "femme", "man", "woman"})
PAIRS = frozenset({"deux", "two", "both"})
EARLIER = frozenset({"prédécesseur", "predecessor"})
LATER = frozenset({"successeur", "successor"})


def officeholders(phrases: Phrases, token: Token, office: Office, exclude: frozenset[str]) -> list[Ref]:
    """Whom a noun of an office stands for: the state or organisation it is of, with its holder as agent.

    A former holder acts for nobody, and is the person alone.
    """
    former = is_former(phrases, token)
    owners = [r.entity for r in phrases.owner(token.i, exclude)]
    if not owners and office.of:
        owners = [phrases.context.ontology.actors[office.of].entity]
    if not owners:
        owners = _republic(phrases, token)
    if not owners:
        if not phrases.bare_definite(token, " ".join(office.words)):
            return []
        person = named_holder(phrases, token, office, None, former=former)
        if person is not None:
            state = None if former else phrases.context.acts_for(person)
            return [phrases.phrase_ref(token, state or person, "office", person if state else None)]
        collegial = office.relation in COLLEGIAL
        owners = _organisation(phrases, token, office) if collegial else [r.entity for r in phrases.home()]
    refs = []
    for owner in owners:
        state = owner if owner.kind != "Person" else phrases.context.acts_for(owner)
        if state is not None and state.kind == "Body" and state.minted:
            state = state.parent  # "chef de la diplomatie russe" is Russia's
        if state is not None:
            person = _holder(phrases, token, office, state, former=former)
            unnamed = person or _unnamed(phrases.context, office, state, former=former)
            refs.append(
                phrases.phrase_ref(token, unnamed, "office")
                if former or state.id in exclude  # hit by another part of the state, the holder alone counts
                else phrases.phrase_ref(token, state, "office", unnamed)
            )
    return refs


def _republic(phrases: Phrases, token: Token) -> list[Entity]:
    """``le président de la République``: in French that of France, where the article is about France or written there."""
    own = any(t.lower == "république" and not phrases.owner(t.i) for t in phrases.sentence.children(token.i))
    france = phrases.context.ontology.actors.get("france")
    if not own or france is None:
        return []
    context = phrases.context
    home = context.written_in or context.topic(phrases.number)
    return [france.entity] if home == france.entity else []


def _organisation(phrases: Phrases, token: Token, office: Office) -> list[Entity]:
    """``The Director-General urged …``: no state has one; of the organisation named last. "The Secretary-General" alone is the UN's."""
    named = phrases.context.recent(frozenset({"Organisation"}), phrases.number, token.i, 1)
    un = phrases.context.ontology.actors.get("united-nations")
    alone = un is not None and office.relation == "isSecretaryGeneralOf" and token.text[0].isupper()
    return named or ([un.entity] if un is not None and alone else [])


def is_former(phrases: Phrases, token: Token) -> bool:
    """``l'ancien président``, ``the ex-minister``: not whoever holds the office today."""
    beside = [token, *(t for t in phrases.sentence.children(token.i) if abs(t.i - token.i) <= 3)]
    words = {t.lower for t in beside} | {t.lemma.lower() for t in beside}
    return bool(words & phrases.lexicon.former - STILL_IN_OFFICE) or any(w.startswith("ex-") for w in words)


def named_holder(
    phrases: Phrases, token: Token, office: Office, owner: Entity | None, *, former: bool
) -> Entity | None:
    """The last person of the article who holds, or held, an office (of somebody)."""
    context = phrases.context
    wanted = _relations(office.relation, context)
    for strict in (True, False):
        for seen in context.before(phrases.number, token.i, memory=99):
            person = seen.entity
            if person.kind == "Person" and _agrees(context, person, token) and (
                _held(context, person, wanted, owner, former=former, strict=strict)
            ):  # fmt: skip
                return person
    return None


def _relations(relation: str, context: Context) -> frozenset[str]:
    if relation == "isMinisterOf":
        ministers = (r for r in context.ontology.relations if r.endswith("MinisterOf"))
        return frozenset(r for r in ministers if "Prime" not in r and "Deputy" not in r)
    return WIDER.get(relation, frozenset()) | {relation}


def _held(
    context: Context, person: Entity, wanted: frozenset[str], owner: Entity | None, *, former: bool, strict: bool
) -> bool:
    """As the article says, else by the dates that are known; less strictly, by dates that are not known to be wrong."""
    for relation, of, gone in context.told.get(person.id, ()):
        if relation in wanted and (owner is None or of == owner.id) and (former or not gone):
            return True
    if not former and person.id in context.retired:
        return False
    for term in _terms(context, person):
        if context.ontology.offices[term.kind].relation in wanted and (owner is None or term.of == owner.id):
            if former:
                undated = not strict and not (term.start or term.end)
                if undated or person.id in context.retired or _over(context, person, term):
                    return True
                continue
            if context.date is None or (
                context.ontology.held(person.id, term, context.date) if strict else term.held_on(context.date)
            ):
                return True
    return False


def _over(context: Context, person: Entity, term: Term) -> bool:
    if context.date is None:
        return False
    ended = term.end is not None and term.end[: len(context.date)] <= context.date[: len(term.end)]
    return ended or not context.ontology.held(person.id, term, context.date)


def _terms(context: Context, person: Entity) -> tuple[Term, ...]:
    actor = context.actor(person)
    return actor.offices if actor else ()


def _agrees(context: Context, person: Entity, token: Token) -> bool:
    """``la ministre`` is a woman; who is called ``le ministre`` may be one, too."""
    return token.morph.get("Gender") != "Fem" or context.gender(person) in {"", "f"} or token.lemma == "altesse"


def _holder(phrases: Phrases, token: Token, office: Office, owner: Entity, *, former: bool) -> Entity | None:
    if phrases.plural(token):
        return None
    person = named_holder(phrases, token, office, owner, former=former)
    return person if person is not None or former else on_date(phrases.context, office.relation, owner, token)


def on_date(context: Context, relation: str, owner: Entity, token: Token | None = None) -> Entity | None:
    """Who held an office on the article's date, if one person is known to."""
    if context.date is None:
        return None
    wanted = WIDER[relation] if relation in {"isHeadOfStateOf", "isHeadOfGovernmentOf"} else {relation}
    kinds = [context.ontology.kinds_by_relation.get(r) for r in sorted(wanted)]
    found = {context.ontology.holder(kind, owner.id, context.date) for kind in kinds if kind} - {None}
    if len(found) != 1:
        return None
    person = context.ontology.actors[str(found.pop())].entity
    return person if token is None or _agrees(context, person, token) else None


def _unnamed(context: Context, office: Office, state: Entity, *, former: bool) -> Entity:
    """The holder whom nobody names, as an entity of its own; a present one acts for its state."""
    relation = context.ontology.relations.get(office.relation)
    names = {}
    for lang, past in (("en", "former "), ("fr", "ex-")):
        label = relation.labels[lang] if relation else office.relation
        label = re.sub(r"^(is|est) (an? |the |une? |le |la |l')?", "", label)
        label = label.removesuffix(" of").removesuffix(" de").strip()
        names[lang] = f"{past if former else ''}{label} ({state.labels[lang]})"
    return context.mint("Person", names, parent=None if former else state)


def counterparts(phrases: Phrases, token: Token, exclude: frozenset[str]) -> list[Ref]:
    """``son homologue turc``: who holds the office of the one it belongs to, for another state."""
    person = next(iter(phrases.persons_of.get(token.i, ())), None)
    if person is not None:
        return [phrases.phrase_ref(token, person, "office")]
    relation = next(iter(_offices_before(phrases, token)), None)
    refs = []
    for owner in phrases.owner(token.i, exclude, possessive=False):
        agent = on_date(phrases.context, relation[0], owner.entity) if relation else None
        refs.append(phrases.phrase_ref(token, owner.entity, "office", agent))
    return refs


def two_persons(phrases: Phrases, token: Token, exclude: frozenset[str]) -> list[Ref]:
    """``les deux hommes``, ``both leaders``: the last two persons named, with whom they act for."""
    if token.lemma not in PERSONS | phrases.lexicon.office_heads or not phrases.plural(token):
        return []
    if not {t.lower for t in phrases.sentence.children(token.i)} & PAIRS or phrases.owner(token.i, exclude):
        return []
    context = phrases.context
    persons = context.recent(frozenset({"Person"}), phrases.number, token.i, 2)
    if len(persons) != 2 or (token.lemma not in PERSONS and not all(context.acts_for(p) for p in persons)):
        return []
    return [
        phrases.phrase_ref(token, context.acts_for(p) or p, "description", p if context.acts_for(p) else None)
        for p in persons
    ]


def succession(phrases: Phrases, token: Token, exclude: frozenset[str]) -> list[Ref]:
    """``his predecessor``: another person of the article in the same office, else the one who held it before."""
    if token.lemma not in EARLIER | LATER:
        return []
    owns = [t for t in phrases.sentence.children(token.i) if phrases.pronouns.kind(t).startswith("poss")]
    holder = next((r.entity for t in owns for r in phrases.pronouns.possessor(t, frozenset())), None)
    if holder is None or holder.kind != "Person":
        holder = next((p for p, _, _ in _with_offices(phrases, token)), None)
    if holder is None:
        return []
    for _, relation, of in _offices(phrases.context, holder):
        for seen in phrases.context.before(phrases.number, token.i, memory=99):
            other = seen.entity
            if other.kind == "Person" and other != holder and other.id not in exclude and (
                (relation, of) in {(r, o) for _, r, o in _offices(phrases.context, other)}
            ):  # fmt: skip
                return [phrases.phrase_ref(token, other, "office")]
    return []


def _offices_before(phrases: Phrases, token: Token) -> Iterator[tuple[str, str]]:
    """Offices (relation, of whom) of the last person before a place who has any."""
    person = None
    for holder, relation, of in _with_offices(phrases, token):
        person = person or holder
        if holder == person:
            yield relation, of


def _with_offices(phrases: Phrases, token: Token) -> Iterator[tuple[Entity, str, str]]:
    """Persons named before a place, the subjects of its sentence first, each with the offices held then."""
    before = phrases.context.before(phrases.number, token.i)
    for seen in sorted(before, key=lambda s: not (s.sentence == phrases.number and s.subject)):
        if seen.entity.kind == "Person":
            yield from _offices(phrases.context, seen.entity)


def _offices(context: Context, person: Entity) -> Iterator[tuple[Entity, str, str]]:
    for relation, of, _ in context.told.get(person.id, ()):
        yield person, relation, of
    for term in reversed(_terms(context, person)):
        if context.date is None or context.ontology.held(person.id, term, context.date):
            yield person, context.ontology.offices[term.kind].relation, term.of
    for term in reversed(_terms(context, person)):
        yield person, context.ontology.offices[term.kind].relation, term.of
