"""Offices beside names: who holds what for whom, and therefore for whom a person acts.

It reads the words in order, since parsers attach titles and appositions in many ways; it does not look at verbs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.incumbents import STILL_IN_OFFICE
from kg.extract.mentions import Mention
from kg.extract.phrases import Phrases
from kg.extract.titled import PERSON_TITLES
from kg.extract.tree import Token
from kg.lexicon.records import Office
from kg.model import Entity

LINKS = frozenset(
    {
        "de",
        "du",
        "des",
        "d'",
        "of",
        "for",
        "to",
        "aux",
        "au",
        "à",
        "auprès",
        "en",
        "in",
        "at",
        "pour",
        "the",
        "la",
        "le",
        "les",
        "l'",
        "et",
        "and",
        "&",
        "'s",
        "-",
        "près",
    }
)
TOWARDS = frozenset({"auprès", "to", "for", "en", "à", "au", "aux", "in", "at", "near", "pour"})
"""Before the name of whom an office deals with, not of whom it serves."""
ARTICLES = frozenset(
    {
        "le",
        "la",
        "l'",
        "les",
        "the",
        "a",
        "an",
        "un",
        "une",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "his",
        "her",
        "its",
        "their",
        "deux",
        "two",
    }
)
INTERIM = frozenset({"par"})
"""Before ``intérim``, part of the title."""
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
        if not _is_office(phrases, token):
            continue
        first, last = _region(phrases, token)
        persons = list(_persons(phrases, token, first, last))
        office = phrases.titles.office(token)
        for person in persons:
            phrases.person_of[token.i] = person.entity
            if token.lemma in phrases.lexicon.counterpart:
                _counterpart(phrases, token, person)
            elif office is not None:
                role = _role(phrases, token, office, person, first, last)
                if role is not None:
                    roles.append(role)
    return roles


def _is_office(phrases: Phrases, token: Token) -> bool:
    if token.i in phrases.at and phrases.at[token.i].role != "demonym":
        return False
    lexicon = phrases.lexicon
    if token.pos not in {"NOUN", "PROPN", "ADJ", "VERB", "X", "ADV"}:
        return False
    heads = lexicon.office_heads | lexicon.counterpart
    if token.dep == "amod" and phrases.titles.office_words(phrases.sentence.head(token.i)) & heads:
        return False  # a "secrétaire général" is no general
    return bool(phrases.titles.office_words(token) & heads)


def _region(phrases: Phrases, token: Token) -> tuple[int, int]:
    """The words of the office, by order: from the modifiers on its left to the end of its complements."""
    tokens, at = phrases.sentence.tokens, phrases.at
    first = last = token.i
    while first > 0 and token.i - first < 8:
        left = tokens[first - 1]
        named = at.get(left.i)
        if named is not None and named.entity.kind == "Person":
            break
        if left.pos in {"ADJ", "NOUN", "PROPN"} or left.text in {"'s", "-"} or named is not None:
            if (
                phrases.sentence.lang == "fr"
                and left.pos == "NOUN"
                and named is None
                and left.text != "-"
                and not _is_prefix(phrases, left)
            ):
                break
            first -= 1
        else:
            break
    while last + 1 < len(tokens) and last - token.i < 16:
        right = tokens[last + 1]
        named = at.get(right.i)
        if named is not None and named.entity.kind == "Person" and named.role != "demonym":
            break
        if right.lower in PERSON_TITLES:
            break
        participle = (
            right.pos == "VERB"
            and right.dep != "root"
            and right.lower.endswith(("é", "ée", "és", "ées", "ed"))
            and right.morph.get("VerbForm") != "Fin"  # "the president praised Maia Sandu" gives her no office
        )
        participle = participle and phrases.sentence.head(token.i).i != right.i  # the office is its subject
        if right.pos in {"ADJ", "NOUN", "PROPN", "NUM"} or participle or named is not None:
            if (
                right.pos in {"NOUN", "PROPN"}
                and named is None
                and tokens[last].lower not in LINKS | INTERIM
                and phrases.sentence.lang == "fr"
                and tokens[last].pos not in {"ADJ"}
                and right.dep != "amod"
            ):
                break
            if _is_office(phrases, right) and tokens[last].lower not in LINKS:
                break
            last += 1
        elif right.lower in INTERIM and last + 2 < len(tokens) and tokens[last + 2].lower == "intérim":
            last += 1
        elif right.lower in LINKS and last + 2 < len(tokens):
            after = at.get(last + 2)
            if right.lower in {"et", "and"} and after is not None and after.entity.kind == "Person":
                break
            last += 1
        else:
            break
    while last > token.i and tokens[last].lower in LINKS:
        last -= 1
    return first, last


def _is_prefix(phrases: Phrases, token: Token) -> bool:
    return (
        token.lower in phrases.lexicon.former
        or token.lower in phrases.lexicon.deputy
        or token.lower.startswith(("vice", "ex-"))
    )


def _persons(phrases: Phrases, token: Token, first: int, last: int) -> Iterator[Mention]:
    """The person named right after the office, or before it across a comma; several after a plural."""
    tokens, at = phrases.sentence.tokens, phrases.at
    j = last + 1
    while (
        j < len(tokens)
        and (tokens[j].text in {",", "(", "-", "–"} or tokens[j].lower in PERSON_TITLES or tokens[j].dep == "flat")
        and j not in at
        and j - last <= 3
    ):
        j += 1
    right = at.get(j)
    apart = right is not None and tokens[j - 1].text == "," and tokens[right.head].dep in {"nsubj", "nsubj:pass"}
    if apart and token.case and right is not None and tokens[right.head].head > j:
        return  # "avec son homologue kazakh, Vladimir Poutine a promis"
    if right is not None and right.entity.kind == "Person" and right.first == j:
        yield right
        if token.text != token.lemma and (token.morph.get("Number") == "Plur" or token.text.endswith("s")):
            yield from _coordinated(phrases, right)
        return
    k = first - 1
    while k >= 0 and (tokens[k].lower in ARTICLES or _is_prefix(phrases, tokens[k]) or tokens[k].pos == "ADV"):
        k -= 1
    if k > 0 and tokens[k].text in {",", "("}:
        left = at.get(k - 1)
        if left is not None and left.entity.kind == "Person" and not _own_subject(phrases, token, left):
            yield left


def _own_subject(phrases: Phrases, token: Token, left: Mention) -> bool:
    """``Invité par le roi Mohammed VI, le président français est arrivé``: a subject of its own, no apposition."""
    case = phrases.sentence.tokens[left.head].case or phrases.sentence.head(left.head).case
    definite = any(t.dep == "det" and t.lower in {"le", "la", "l'", "the"} for t in phrases.sentence.children(token.i))
    return (
        bool(case) and definite and token.dep in {"nsubj", "nsubj:pass"} and phrases.sentence.head(token.i).i > token.i
    )


def _coordinated(phrases: Phrases, mention: Mention) -> Iterator[Mention]:
    tokens, at = phrases.sentence.tokens, phrases.at
    j = mention.last + 1
    while j < len(tokens) and tokens[j].lower in {",", "et", "and"}:
        following = at.get(j + 1)
        if following is None or following.entity.kind != "Person":
            return
        yield following
        j = following.last + 1


def _counterpart(phrases: Phrases, token: Token, person: Mention) -> None:
    owner = next(iter(phrases.owner(token.i, possessive=False)), None)
    if owner is not None and owner.entity.kind in {"State", "Organisation"}:
        phrases.context.acting.setdefault(person.entity.id, owner.entity)


def _role(phrases: Phrases, token: Token, office: Office, person: Mention, first: int, last: int) -> Role | None:
    owner, certain, span = _owner(phrases, token, office, person, first, last)
    former = _former(phrases, first, last, person)
    context = phrases.context
    if owner is None or owner == person.entity or (certain < 0.8 and not office.acts):
        return None
    if former and not _then(phrases, first, last):
        if person.entity.id not in context.acting:
            context.retired.add(person.entity.id)
    elif office.acts:
        context.retired.discard(person.entity.id)
        context.acting[person.entity.id] = owner if owner.kind != "Body" or owner.parent is None else owner.parent
    context.told.setdefault(person.entity.id, []).append((office.relation, owner.id, former))
    title = _title(phrases, token, first, last)
    return Role(person, office, owner, former, title, min(first, person.first), max(last, person.last), certain, span)


def _owner(
    phrases: Phrases, token: Token, office: Office, person: Mention, first: int, last: int
) -> tuple[Entity | None, float, tuple[int, int] | None]:
    """Whom the office serves: a name among its words, then the phrase's owner, then what is known of the person, then the article's state."""
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
            if not ({before, two} & TOWARDS and mention.first > token.i):
                inside.append(mention)
    inside.sort(key=lambda m: (m.entity.kind == "Place", m.first))
    if inside:
        entity = inside[0].entity
        if entity.kind == "Place" and entity.parent is not None:
            entity = entity.parent
        return entity, 1.0, (inside[0].start, inside[0].end)
    for ref in phrases.owner(token.i, frozenset({person.entity.id})):
        entity = ref.entity
        if entity.kind == "Person":
            entity = phrases.context.acts_for(entity) or entity
        if entity.kind in {"State", "Organisation", "Group", "Body"}:
            return entity, ref.weight, (ref.start, ref.end) if ref.end else None
    known = phrases.context.served(person.entity, office.relation) or phrases.context.acts_for(person.entity)
    if known is not None:
        return known, 0.9, None
    if office.of:
        return phrases.context.ontology.actors[office.of].entity, 0.9, None
    home = [r for r in phrases.home() if not _is_anothers(phrases, token, r.entity)]
    return (home[0].entity, 0.7, None) if home else (None, 0.0, None)


def _is_anothers(phrases: Phrases, token: Token, state: Entity) -> bool:
    """``Minister A met Brazil's minister B``, ``President A condemned Iran``: a state named only after, for what is done to it."""
    if any(s.entity == state and s.sentence < phrases.number for s in phrases.context.history):
        return False
    names = [phrases.sentence.tokens[m.head] for m in phrases.mentions if m.entity == state]
    return bool(names) and all(
        n.i > token.i and (_is_office(phrases, phrases.sentence.head(n.i)) or n.dep in {"obj", "iobj"}) for n in names
    )


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
        if (mention is not None and (mention.role == "demonym" or t.i < token.i)) or t.text == "'s":
            continue
        words.append(t.text)
    return " ".join(words).replace("' ", "'").replace(" - ", "-").strip()
