"""What each phrase of a sentence stands for, whether an act needs it or not: for measuring links and for explaining them.

It decides nothing: names, offices, descriptions and pronouns are resolved by `kg.extract.phrases` as acts ask for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.frames import SUBJECTS
from kg.extract.phrases import Phrases
from kg.extract.reader import Reader
from kg.extract.refs import NOBODY, Ref
from kg.extract.tree import Token


def references(reader: Reader, phrases: Phrases) -> Iterator[tuple[Token, list[Ref]]]:
    """Every name, noun and pronoun that stands for an actor, by its head word."""
    for token in phrases.sentence:
        mention = phrases.at.get(token.i)
        if mention is None:
            refs = _references(reader, phrases, token)
        else:
            refs = [phrases.named(mention)] if token.i == mention.head else []
        if refs:
            yield token, refs


def _references(reader: Reader, phrases: Phrases, token: Token) -> list[Ref]:
    kind = phrases.pronouns.kind(token)
    if kind and token.dep in {"nmod:poss", "det"}:
        return phrases.pronouns.possessor(token, NOBODY) if kind.startswith("poss") else []
    if token.pos in {"NOUN", "PROPN"} or kind or token.pos == "PRON":
        subject = token.dep in SUBJECTS
        return phrases.one(token.i, NOBODY if subject else _doers(reader, phrases, token), subject=subject)
    return []


def _doers(reader: Reader, phrases: Phrases, token: Token) -> frozenset[str]:
    """Whoever is subject of the verb over a pronoun is not meant by it: in ``Paris accused it`` not France."""
    head = phrases.sentence.head(token.i)
    if not phrases.pronouns.kind(token) or head.pos != "VERB":
        return NOBODY
    return frozenset(r.entity.id for s in reader.subject(head.i) for r in phrases.all(s, subject=True))
