"""What else a name may mean than the actor who bears it: another Georgia, a person, a team, a treaty, a firm.

It looks at the words beside a name and at what else the article names; it refuses to decide by frequency alone.
"""

from __future__ import annotations

from kg.actors import NameMatch
from kg.extract.annotate import NameSpan
from kg.extract.context import Context
from kg.extract.frames import SUBJECTS
from kg.extract.tree import Sentence, Token
from kg.lexicon.records import Lexicon

OF = frozenset({"de", "d'", "du"})
HABIT = 1.5
"""How much company another reading needs to win against the usual one: a sister place and a person, or a name of its own."""
IN_OFFICE = 2.0
"""The same for a person who holds no office at the date of the article, against one who does."""


def choose(match: NameMatch, context: Context) -> tuple[str, str]:
    """Among several readings of a name, the one the article has already named, else the one in its company or in office."""
    if len(match.candidates) == 1:
        return match.candidates[0]
    named = {s.entity.id for s in context.history}
    known = next((c for c in match.candidates if c[0] in named), None)
    if known is not None:
        return known
    first = match.candidates[0][0]
    return max(
        match.candidates,
        key=lambda c: _company(c[0], context) + HABIT * (c[0] == first) + IN_OFFICE * _serves(c[0], context),
    )


def _serves(slug: str, context: Context) -> bool:
    """``Bush`` is the father in 1990 and the son in 2003."""
    actor = context.ontology.actors[slug]
    return context.date is not None and any(context.ontology.held(slug, o, context.date) for o in actor.offices)


def _company(slug: str, context: Context) -> float:
    """How much else of the article belongs to a reading: its other names count twice, its parts and neighbours once."""
    actors = context.ontology.actors
    own = actors[slug].entity
    weight = 2.0 * context.companions[slug]
    for other, count in context.companions.items():
        entity = actors[other].entity
        share = 0.5 if entity.kind == "Person" else 1.0
        if entity.parent is not None and entity.parent.id == slug:
            weight += count
        elif own.parent is not None and entity.parent == own.parent and other != slug:
            weight += share * count
        elif entity == own.parent:
            weight += 0.5 * count
    return weight


def is_part_of_name(
    sentence: Sentence, match: NameMatch, matches: list[NameMatch], names: list[NameSpan], lexicon: Lexicon
) -> bool:
    """``Chad Wolf``, ``Paris Saint-Germain``: a longer name that the recogniser sees, all of it in capitals."""
    if " " in match.text:
        return False
    for name in names:
        if name.start <= match.start and match.end <= name.end and name.end - name.start > match.end - match.start:
            inside = _bare([t for t in sentence if t.start < name.end and t.end > name.start], lexicon)
            others = [t for t in inside if not (match.start <= t.start and t.end <= match.end)]
            if others and not any(_crosses(other, name) for other in matches if other is not match):
                return all(_proper(t, lexicon) for t in others)
    return False


def _bare(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """A name without the article or title before it."""
    while tokens and (tokens[0].pos in {"DET", "ADP", "PUNCT"} or tokens[0].lower in lexicon.office_heads):
        tokens = tokens[1:]
    return tokens


def _crosses(other: NameMatch, name: NameSpan) -> bool:
    return other.start < name.end and other.end > name.start


def _proper(token: Token, lexicon: Lexicon) -> bool:
    common = lexicon.office_heads | lexicon.body_heads | frozenset(lexicon.people) | frozenset(lexicon.collectives)
    if token.text in {"-", "–", "'s"} or not token.text[0].isupper() or not token.text.strip("IVX"):
        return False  # "Minsk II" is no person
    return token.pos in {"PROPN", "NOUN", "ADJ", "X"} and not {token.lower, token.lemma.lower()} & common


TALKS = frozenset({"pourparlers", "négociations", "conférence", "talks", "negotiations", "conference", "dialogue"})
"""Meetings called by the place where they are held."""


def names_treaty(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> bool:
    """``the Paris Agreement``, ``les accords de Minsk``, ``the Geneva talks``: the city is part of the name of a treaty or of talks."""
    tokens = sentence.tokens
    behind = [t.lower for t in tokens[last + 1 : last + 3]]
    parties = {"with", "avec", "between", "entre"} & set(
        behind
    )  # "Moscow talks with Kyiv", "les pourparlers de Moscou avec Kiev"
    names = lexicon.treaties | (TALKS if not parties else frozenset())
    if sentence.lang == "en":
        after = tokens[last + 1 : last + 3]
        words = (
            [t.lower for t in after if t.pos != "ADJ"]
            if after and after[0].pos == "ADJ"
            else [t.lower for t in after[:1]]
        )
        return bool(set(words) & names)
    before = first - 2 if first > 1 and tokens[first - 1].lower in OF else None
    while before is not None and before > 0 and tokens[before].pos == "ADJ":
        before -= 1
    return before is not None and tokens[before].lower in names


def is_contender(sentence: Sentence, inside: list[int]) -> bool:
    """``France beat Croatia``: on a page of sport, a state that plays is its team."""
    head = next((i for i in inside if sentence.tokens[i].head not in inside or sentence.is_root(i)), inside[-1])
    token = sentence.tokens[head]
    first = token if token.dep != "conj" else next((a for a in sentence.ancestors(head) if a.dep != "conj"), token)
    return first.dep in SUBJECTS | {"obj", "obl:agent"} or token.case in {"against", "contre", "by", "par"}
