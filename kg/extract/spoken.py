"""Acts that are words only: "will not recognise" is a refusal, "will strike unless …" a threat.

It looks at the verb group and the conditions around it; what the words mean otherwise is the lexicon's.
"""

from __future__ import annotations

from kg.extract.frames import is_verb
from kg.extract.reader import HOSTILE, Reader
from kg.extract.status import Standing
from kg.extract.tree import Token
from kg.model import Relation

REFUSED = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "RETREAT"})
"""Types of which "we will not do it" is a refusal rather than news of what did not happen."""
THREATS = {
    "ASSAULT": "threatensForceAgainst",
    "MOBILIZE": "threatensForceAgainst",
    "SANCTION": "threatensSanctionsAgainst",
    "COERCE": "threatensRepressionOf",
    "PROTEST": "threatensProtestAgainst",
}
CONDITIONAL = frozenset({"if", "unless", "until", "si", "moins", "tant"})


def spoken_act(reader: Reader, i: int, relation: Relation, stand: Standing) -> str | None:
    """The relation that a verb in the future means with its negation or condition; None when it means its own."""
    token = reader.sentence.tokens[i]
    if not is_verb(token) or not _future(reader, token):
        return None
    if stand.status == "denied" and stand.operator == "negation" and relation.type in REFUSED:
        return "refuses"
    if stand.status not in {"planned", "possible"} or stand.operator in {"if", "condition", "?"}:
        return None
    if relation.type in HOSTILE and _conditioned(reader, token):
        return THREATS.get(relation.type)
    return None


def _future(reader: Reader, verb: Token) -> bool:
    """``will``, ``would``, or a French future or conditional."""
    for t in [verb, *reader.sentence.children(verb.i)]:
        if t.dep.startswith("aux") and (t.lower == "would" or reader.lexicon.modals.get(t.lower) == "planned"):
            return True
        if (t is verb or t.dep.startswith("aux")) and (t.morph.get("Tense") == "Fut" or t.morph.get("Mood") == "Cnd"):
            return True
    return False


def _conditioned(reader: Reader, verb: Token) -> bool:
    """An ``if``, ``unless`` or ``until`` clause hangs on the verb or on the verb that says it."""
    above = reader.sentence.head(verb.i) if verb.dep in {"ccomp", "xcomp", "conj"} else verb
    for governor in {verb.i, above.i}:
        for clause in reader.sentence.children(governor):
            if clause.dep in {"advcl", "ccomp", "parataxis"} and clause.i != verb.i:
                opens = [t for t in reader.sentence.children(clause.i) if t.dep in {"mark", "advmod", "case"}]
                if any(t.lower in CONDITIONAL for t in opens):
                    return True
    return False
