"""Offices that verbs tell: who became, was sworn in as, stepped down as what, and who leads which organisation.

It finds whom a verb gives an office; which office it is, and of whom, is decided by `kg.extract.roles`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames import SUBJECTS
from kg.extract.mentions import Mention
from kg.extract.tree import Token
from kg.lexicon.records import Office

if TYPE_CHECKING:
    from kg.extract.phrases import Phrases

BECOMING = frozenset({"become", "devenir"})
"""Who does it gets the office; other verbs give it to whom they are done to."""
PASSIVE = frozenset({"be", "être", "get"})
LINKING = frozenset(
    {"as", "comme", "in", "down", "the", "its", "their", "le", "la", "new", "nouveau", "nouvelle", "first"}
)
"""What may stand between such a verb and the office."""
WHO = frozenset({"who", "qui"})
REACH = 4


def appointed(phrases: Phrases, token: Token, first: int) -> Iterator[tuple[Mention, bool]]:
    """The person to whom the verb before an office gives it, and whether it takes it away instead."""
    tokens, lexicon = phrases.sentence.tokens, phrases.lexicon
    for verb in reversed(tokens[max(0, first - REACH) : first]):
        if verb.pos == "VERB" and verb.lemma in lexicon.appointing | lexicon.resigning:
            person = _receiver(phrases, verb) if _is_done(phrases, verb) else None
            over = verb.lemma in lexicon.resigning
            if person is not None and (not over or "as" in {t.lower for t in tokens[verb.i : token.i]}):
                yield person, over
            return
        if verb.lower not in LINKING:
            return


def _is_done(phrases: Phrases, verb: Token) -> bool:
    """It happened: nothing denies it, and no modal or infinitive leaves it open."""
    kids = phrases.sentence.children(verb.i)
    auxiliaries = {t.lemma for t in kids if t.dep.startswith("aux")}
    bare = verb.dep in {"acl", "advcl"} and not any(t.dep == "nsubj" for t in kids) and not auxiliaries
    passive = bool(auxiliaries & PASSIVE) or verb.lemma in phrases.lexicon.resigning | BECOMING or bare
    open_ = any(
        t.lemma in phrases.lexicon.modals or t.lower in phrases.lexicon.negation or t.lower == "to" for t in kids
    )
    return passive and not open_ and verb.morph.get("VerbForm") != "Inf" and verb.morph.get("Tense") != "Fut"


def _receiver(phrases: Phrases, verb: Token) -> Mention | None:
    """The subject, or who stands before a relative: ``Jamil Mahuad, who became president``."""
    for kid in phrases.sentence.children(verb.i):
        if kid.dep in SUBJECTS:
            return _antecedent(phrases, kid) if kid.lower in WHO else _person(phrases, kid.i)
    return None


def _antecedent(phrases: Phrases, relative: Token) -> Mention | None:
    before = (
        relative.i - 2 if relative.i > 1 and phrases.sentence.tokens[relative.i - 1].text == "," else relative.i - 1
    )
    return _person(phrases, before)


def _person(phrases: Phrases, i: int) -> Mention | None:
    mention = phrases.at.get(i)
    return mention if mention is not None and mention.entity.kind == "Person" else None


def led(phrases: Phrases) -> Iterator[tuple[Mention, Office, Mention, Token]]:
    """``Ozgur Ozel, who leads the CHP``, ``qui préside l'Union africaine``: the person, the office, of whom, and the verb."""
    office = next(o for o in phrases.lexicon.offices if o.relation == "isLeaderOf" and o.acts)
    for verb in phrases.sentence:
        if verb.pos != "VERB" or verb.lemma not in phrases.lexicon.leading or verb.morph.get("VerbForm") == "Inf":
            continue
        kids = phrases.sentence.children(verb.i)
        if verb.morph.get("Tense") != "Pres" or any(
            t.dep.startswith("aux") or t.lower in phrases.lexicon.negation for t in kids
        ):
            continue  # who led, will lead or never led does not lead
        relative = next((t for t in kids if t.dep in SUBJECTS and t.lower in WHO and t.i < verb.i <= t.i + 2), None)
        person = _antecedent(phrases, relative) if relative is not None else None
        of = next((phrases.at[t.i] for t in kids if t.dep == "obj" and t.i in phrases.at), None)
        if person is not None and of is not None and of.entity.kind in {"Organisation", "Group", "Body", "Company"}:
            yield person, office, of, verb
