"""French past participles read as nouns or adjectives, mended in place by their endings and what stands around them.

It changes tags and labels, never the order of words, and touches no verb that has an auxiliary of another kind.
"""

from __future__ import annotations

from kg.extract.tree import Sentence, Token

PARTICIPLES = {"ées": "er", "és": "er", "ée": "er", "é": "er", "ies": "ir", "is": "ir", "ie": "ir", "i": "ir"}
"""Endings of regular past participles → ending of the infinitive."""


def mend_participles(sentence: Sentence) -> None:
    """Mend those of one French sentence in place."""
    _mend_compound_tenses(sentence)
    _mend_adjectives(sentence)
    _mend_opening_participle(sentence)


def _mend_compound_tenses(sentence: Sentence) -> None:
    """``d'avoir violé``: a participle right behind ``avoir`` that was read as its object."""
    sentence.link()
    for have, told in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        ending = next((e for e in ("ées", "és", "ée", "é") if told.lower.endswith(e)), None)
        if have.lemma != "avoir" or ending is None or told.pos not in {"NOUN", "ADJ", "PROPN"} or told.head != have.i:
            continue
        told.pos, told.lemma = "VERB", told.lower.removesuffix(ending) + "er"
        told.morph = {"VerbForm": "Part", "Tense": "Past"}
        told.head, told.dep, told.case = (told.i if have.head == have.i else have.head), have.dep, have.case
        for child in sentence.children(have.i):
            if child.i != told.i:
                child.head = told.i
        have.pos, have.head, have.dep, have.case = "AUX", told.i, "aux", ""
        sentence.link()


def _mend_adjectives(sentence: Sentence) -> None:
    """Participles read as adjectives: ``sera fermé``, ``isolé par …`` are passive verbs."""
    for token in sentence:
        ending = next((e for e in PARTICIPLES if token.lower.endswith(e) and len(token.text) > len(e) + 2), None)
        if token.pos not in {"ADJ", "NOUN", "X"} or ending is None:
            continue
        sentence.link()
        if any(
            t.dep in ({"aux", "aux:pass"} if "é" in ending else {"aux"})  # "est partie à un traité" is no verb
            and t.lemma in {"avoir", "être"}
            and t.i < token.i
            for t in sentence.children(token.i)
        ):
            token.pos, token.lemma = "VERB", token.lower.removesuffix(ending) + PARTICIPLES[ending]
            token.morph = {**token.morph, "VerbForm": "Part", "Tense": "Past"}
            for child in sentence.children(token.i):
                child.dep = {"nmod": "obl"}.get(child.dep, child.dep)
            continue
        if token.pos != "ADJ" or PARTICIPLES[ending] != "er":
            continue
        copulas = [t for t in sentence.children(token.i) if t.dep == "cop" and t.lemma == "être"]
        agent = _agent_follows(sentence, token)
        if not copulas and not agent:
            continue
        token.pos, token.lemma = "VERB", token.lower.removesuffix(ending) + "er"
        token.morph = {**token.morph, "VerbForm": "Part", "Tense": "Past"}
        for copula in copulas:
            copula.dep = "aux:pass"
        for child in sentence.children(token.i):
            if child.dep == "nsubj" and copulas:
                child.dep = "nsubj:pass"
        if not copulas and token.dep in {"amod", "xcomp", "appos", "advcl"}:
            left = next((t for t in reversed(sentence.tokens[: token.i]) if t.pos in {"NOUN", "PROPN"}), None)
            if left is not None:
                token.head, token.dep = left.i, "acl"
                for other in sentence.tokens[token.i + 1 : token.i + 9]:
                    if other.case == "par":
                        other.head = token.i


def _mend_opening_participle(sentence: Sentence) -> None:
    """``Critiquée par plusieurs ONG, l'Italie …`` read as a noun."""
    first = sentence.tokens[0]
    ending = next((e for e in PARTICIPLES if first.lower.endswith(e)), None)
    if (
        len(sentence) < 4
        or first.pos not in {"NOUN", "ADJ", "PROPN"}
        or ending is None
        or sentence.tokens[1].lower not in {"par", "de"}
    ):
        return
    verb = sentence.head(0)
    if verb.i < 3 or verb.pos != "VERB" or PARTICIPLES[ending] != "er":
        return
    first.pos, first.lemma, first.dep = "VERB", first.lower.removesuffix(ending) + "er", "advcl"
    first.morph = {"VerbForm": "Part", "Tense": "Past"}
    for child in sentence.children(0):
        child.dep = "obl:agent" if child.case == "par" else {"nmod": "obl"}.get(child.dep, child.dep)


def _agent_follows(sentence: Sentence, token: Token) -> bool:
    """``par`` close behind, before any other participle that it could belong to."""
    for other in sentence.tokens[token.i + 1 : token.i + 6]:
        if other.lower == "par":
            return True
        if other.pos == "VERB":
            return False
    return False
