"""Offices beside names: who holds what for whom, and therefore for whom a person acts.

It reads the words in order, since parsers attach titles and appositions in many ways; it does not look at verbs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.appointments import appointed, led
from kg.extract.context import Context
from kg.extract.crowds import group
from kg.extract.employers import employer
from kg.extract.holders import LINKS, is_office, persons, region
from kg.extract.incumbents import STILL_IN_OFFICE
from kg.extract.lists import LAST
from kg.extract.mentions import Mention
from kg.extract.phrases import CONTRACTED, Phrases
from kg.extract.tree import Token
from kg.lexicon.records import Office
from kg.model import Entity

TOWARDS = frozenset({"auprès", "to", "for", "en", "à", "au", "aux", "in", "at", "near", "pour"})
"""Before the name of whom an office deals with, not of whom it serves."""
ELECTED = frozenset({"isLegislatorOf", "isMayorOf"})
"""They do not act for their state, but are of it."""
RANKS = frozenset({"isMilitaryOfficerOf", "isMilitaryCommanderOf"})
LEADING = RANKS | {"isLeaderOf", "isSpokespersonOf", "isNegotiatorOf"}
"""What rebels have, too."""
RETIRED = frozenset({"retraite", "retired", "époque"})


@dataclass(frozen=True, slots=True)
class Role:
    """A person, an office, whom it serves; tokens `first`..`last` carry it."""

    person: Mention
    office: Office
    owner: Entity
    former: bool
    title: str
    first: int
    last: int
    certain: float
    owner_span: tuple[int, int] | None = None


def find_roles(phrases: Phrases) -> list[Role]:
    """All offices of named persons in a sentence; also tells the context whom each person acts for."""
    roles = []
    for token in phrases.sentence:
        if not is_office(phrases, token):
            continue
        first, last = region(phrases, token)
        beside = list(persons(phrases, token, first, last))
        office = phrases.titles.office(token, (first, last))
        for rank, person in enumerate(beside):
            phrases.persons_of.setdefault(token.i, []).append(person.entity)
            if token.lemma in phrases.lexicon.counterpart:
                _counterpart(phrases, token, person)
            elif office is not None:
                role = _role(phrases, token, office, person, first, last, among=(rank, len(beside)))
                if role is not None:
                    roles += [role, *(_shared(phrases, role, last) if len(beside) == 1 else ())]
        if office is not None and not beside:
            roles += _appointed(phrases, token, office, first, last)
    return roles + list(_led(phrases))


def _led(phrases: Phrases) -> Iterator[Role]:
    """Offices that a verb tells by itself: ``Ozgur Ozel, who leads the CHP``."""
    for person, office, of, verb in led(phrases):
        _takes_office(phrases.context, person.entity, of.entity)
        phrases.context.told.setdefault(person.entity.id, []).append((office.relation, of.entity.id, False))
        yield Role(person, office, of.entity, False, verb.text, person.first, of.last, 0.9, (of.start, of.end))


def _appointed(phrases: Phrases, token: Token, office: Office, first: int, last: int) -> Iterator[Role]:
    """Offices that a verb gives or takes: ``was sworn in as president``, ``est devenu ministre``."""
    for person, over in appointed(phrases, token, first):
        role = _role(phrases, token, office, person, first, last, over=over)
        if role is not None:
            yield role


def _shared(phrases: Phrases, role: Role, last: int) -> Iterator[Role]:
    """``envoy of the UN and the Arab League``: the same office for each that is joined to the first."""
    of = next((m for m in phrases.mentions if (m.start, m.end) == role.owner_span), None)
    while of is not None:
        between = of.last + 1
        while between <= last and between not in phrases.at and phrases.sentence.tokens[between].lower in LINKS | {","}:
            between += 1
        joined = {t.lower for t in phrases.sentence.tokens[of.last + 1 : between]} & {"and", "et"}
        of = phrases.at.get(between) if joined and between <= last else None
        if of is not None and of.entity.kind in {"State", "Organisation"} and of.role != "demonym":
            yield replace(role, owner=of.entity, owner_span=(of.start, of.end))


def _counterpart(phrases: Phrases, token: Token, person: Mention) -> None:
    owner = next(iter(phrases.owner(token.i, possessive=False)), None)
    if owner is not None and owner.entity.kind in {"State", "Organisation"}:
        phrases.context.acting.setdefault(person.entity.id, owner.entity)


def _role(
    phrases: Phrases, token: Token, office: Office, person: Mention, first: int, last: int, *,
    over: bool = False, among: tuple[int, int] = (0, 1),
) -> Role | None:  # fmt: skip
    former = over or _former(phrases, first, last, person)
    owner, certain, span = _owner(phrases, token, office, person, first, last, former=former, among=among)
    context = phrases.context
    if owner is not None:
        owner = _fought(phrases, office, owner, person, first, last)
    if (
        owner is None
        or owner == person.entity
        or (certain < 0.8 and not office.acts and office.relation not in ELECTED)
    ):
        return None
    if former and not _then(phrases, first, last):
        if person.entity.id not in context.acting:
            context.retired.add(person.entity.id)
    elif office.acts:
        _takes_office(context, person.entity, owner)
    if office.relation in RANKS and certain < 0.95 and person.first <= last + 1 and token.i < person.first:
        return None  # a rank alone says whom somebody fights for, and is no office
    context.told.setdefault(person.entity.id, []).append((office.relation, owner.id, former))
    title = _title(phrases, token, first, last)
    return Role(person, office, owner, former, title, min(first, person.first), max(last, person.last), certain, span)


def _takes_office(context: Context, person: Entity, owner: Entity) -> None:
    """From here on the person acts for whom the office serves."""
    context.retired.discard(person.id)
    context.acting[person.id] = owner if owner.kind != "Body" or owner.parent is None else owner.parent


def _owner(
    phrases: Phrases, token: Token, office: Office, person: Mention, first: int, last: int, *,
    former: bool, among: tuple[int, int],
) -> tuple[Entity | None, float, tuple[int, int] | None]:  # fmt: skip
    """Whom the office serves: a name among its words, then the phrase's owner, then what is known of the person, then the article's state.

    `among` is the place of the person among so many: ``the Turkish and Greek ministers, A and B`` serve each their own.
    """
    inside: list[Mention] = []
    for mention in phrases.mentions:
        if (
            first <= mention.first
            and mention.last <= last
            and mention.entity.kind != "Person"
            and mention.entity != person.entity
        ):
            before = phrases.sentence.tokens[mention.first - 1].lower if mention.first else ""
            two = phrases.sentence.tokens[mention.first - 2].lower if mention.first > 1 else ""
            if not ({before, two} & TOWARDS and mention.first > token.i) and not _is_portfolio(phrases, token, mention):
                inside.append(mention)
    inside.sort(key=lambda m: (m.entity.kind == "Place", m.first))
    rank, several = among
    own = _nation_before(phrases, person) if several > 1 and token.i < person.first else None
    if own is not None:
        return own.entity, 1.0, (own.start, own.end)
    if inside:
        each = _nations(phrases, inside[0])
        of = each[rank] if several > 1 and len(each) == several else inside[0]
        entity = of.entity
        if entity.kind == "Place" and entity.parent is not None:
            entity = entity.parent
        return entity, 1.0, (of.start, of.end)
    behind = _behind_name(phrases, person) if token.i < person.first else None
    if behind is not None:
        return behind.entity, 1.0, (behind.start, behind.end)
    for ref in phrases.owner(token.i, frozenset({person.entity.id})):
        entity = ref.entity
        if entity.kind == "Person" and phrases.plural(token):
            continue  # "les présidents A et B": neither is the other's
        if entity.kind == "Person":
            entity = phrases.context.acts_for(entity) or entity
        if entity.kind in {"State", "Organisation", "Group", "Body"}:
            return entity, ref.weight, (ref.start, ref.end) if ref.end else None
    named = next((t for t in phrases.sentence.children(token.i) if _is_acronym(phrases, token, t)), None)
    if named is not None:
        organisation = phrases.context.mint("Organisation", {"en": named.text, "fr": named.text})
        return organisation, 0.9, (named.start, named.end)
    owner, weight = employer(phrases, token, office, person.entity, former=former)
    return owner, weight, None


def _fought(phrases: Phrases, office: Office, state: Entity, person: Mention, first: int, last: int) -> Entity:
    """``South Sudanese rebel leader A``, ``le porte-parole rebelle tchadien A``: he leads the rebels of that state, and not the state."""
    words = [t for t in phrases.sentence.tokens[first : last + 1] if t.i not in phrases.at]
    if office.relation not in LEADING or any(t.lower.startswith(("anti", "counter", "contre")) for t in words):
        return state
    nouns = phrases.lexicon.people
    sort = next((s for t in words if (s := nouns.get(t.lower) or nouns.get(t.lemma)) is not None and s.armed), None)
    if sort is None or state.kind != "State":
        return state
    known = phrases.context.acts_for(person.entity)
    return known if known is not None and known.kind == "Group" else group(phrases.context, sort, state)


def _nations(phrases: Phrases, one: Mention) -> list[Mention]:
    """The nations joined to one: ``Turkish and Greek``, ``grec et turc``, ``of Turkey and Greece``."""
    tokens, found = phrases.sentence.tokens, [one]
    while (i := found[0].first - 1) > 0 and tokens[i].lower in LAST and i - 1 in phrases.at:
        found.insert(0, phrases.at[i - 1])
    while (i := found[-1].last + 1) < len(tokens) and tokens[i].lower in LAST:
        following = tokens[i + 1 : i + 4]
        name = next((t.i for t in following if t.pos not in {"ADP", "DET"} and t.lower not in CONTRACTED), None)
        if name is None or name not in phrases.at:
            break
        found.append(phrases.at[name])
    adjectives = {m.role == "demonym" for m in found}
    return found if len(adjectives) == 1 and all(m.entity.kind != "Person" for m in found) else [one]


def _nation_before(phrases: Phrases, person: Mention) -> Mention | None:
    """``les présidents turc A et grec, B``: each serves the nation whose adjective stands right before his name."""
    before = phrases.sentence.tokens[person.first - 1]
    nation = phrases.at.get(before.i - 1 if before.text == "," else before.i)
    alone = nation is not None and nation.role == "demonym" and len(_nations(phrases, nation)) == 1
    return nation if alone else None


def _behind_name(phrases: Phrases, person: Mention) -> Mention | None:
    """``President Jan Kowal of Poland``: of whom an office is stands behind the name."""
    following = phrases.sentence.tokens[person.last + 1 : person.last + 3]
    if not following or following[0].lower not in {"of", "du", "de", "d'"}:
        return None
    article = len(following) > 1 and following[1].lower in {"the", "la", "l'"}
    mention = phrases.at.get(following[0].i + (2 if article else 1))
    return mention if mention is not None and mention.entity.kind in {"State", "Organisation"} else None


def _is_acronym(phrases: Phrases, token: Token, beside: Token) -> bool:
    """``BKU leader``, ``porte-parole de la CNDH``: capitals that name an organisation which nobody knows."""
    named = beside.text.isupper() and beside.text.isalpha() and len(beside.text) > 2 and beside.i not in phrases.at
    return named and not token.text.isupper() and (beside.dep == "compound" or beside.case in {"of", "de"})


def _is_portfolio(phrases: Phrases, token: Token, mention: Mention) -> bool:
    """``Federal Information Minister``: a field that the recogniser took for an organisation."""
    beside = mention.last == token.i - 1 and token.lemma.lower() in {"minister", "secretary"}
    return beside and mention.entity.minted and mention.role == "ner" and not mention.text.isupper()


def _former(phrases: Phrases, first: int, last: int, person: Mention) -> bool:
    tokens = phrases.sentence.tokens
    around = [t.lower for t in tokens[max(0, first - 2) : last + 1] if t.i not in range(person.first, person.last + 1)]
    after = [t.lower for t in tokens[last + 1 : last + 4]]
    return any(w in phrases.lexicon.former or w.startswith("ex-") for w in around) or any(
        w in RETIRED for w in [*around, *after]
    )


def _then(phrases: Phrases, first: int, last: int) -> bool:
    """``alors ministre``, ``then president``: over by now, but not at the time that is told of."""
    return any(t.lower in STILL_IN_OFFICE for t in phrases.sentence.tokens[max(0, first - 2) : last + 1])


def _title(phrases: Phrases, token: Token, first: int, last: int) -> str:
    """The office in the words of the text, without whom it serves."""
    tokens = phrases.sentence.tokens
    words = []
    for t in tokens[first : last + 1]:
        mention = phrases.at.get(t.i)
        nations = [phrases.at.get(i) for i in (t.i - 1, t.i + 1)] if t.lower in LAST else []
        if nations and all(m is not None and m.role == "demonym" for m in nations):
            continue  # "les ministres turc et grec"
        if (mention is not None and (mention.role == "demonym" or t.i < token.i)) or t.text == "'s":
            continue
        words.append(t.text)
    return " ".join(words).replace("' ", "'").replace(" - ", "-").strip()
