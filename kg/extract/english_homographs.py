"""English verbs that the tagger reads as nouns: ``Russia airlifts US envoy``, ``Kyiv belittles offer``; and their lemmas.

Only words that the lexicon knows as triggers are looked at, and only where no other verb stands.
"""

from __future__ import annotations

from functools import lru_cache

from kg.extract.attaching import attach, take_object
from kg.extract.tree import Sentence, Token
from kg.lexicon.records import Lexicon

FIRING = frozenset({"fire", "launch", "test", "shell", "storm"})
"""Nouns, too, but hardly ever before another noun: ``Pyongyang fires missile into sea``."""
BREAKS = frozenset({",", ";", ":", '"', "–", "—"})
"""Between clauses; a hyphen may stand within a word (``Moscow-backed``)."""


def mend_english_homographs(sentence: Sentence, lexicon: Lexicon, named: frozenset[int]) -> None:
    """Give verbs their lemmas, and make verbs of nouns that must be verbs, in place; `named` are the tokens of known names."""
    _mend_lemmas(sentence, lexicon)
    _mend_present(sentence, lexicon, named)


def _mend_lemmas(sentence: Sentence, lexicon: Lexicon) -> None:
    """``readmitted`` → ``readmitte``: regular forms that the lemmatiser does not know, when the lexicon does."""
    for token in sentence:
        if token.pos != "VERB" or token.lemma in lexicon.verbs:
            continue
        for ending, length in (("ing", 3), ("ed", 2)):
            if token.lower.endswith(ending):
                stem = token.lower[:-length]
                single = stem[:-1] if stem[-1:] == stem[-2:-1] else ""
                token.lemma = next((w for w in (stem + "e", single) if w in lexicon.verbs), token.lemma)


def _mend_present(sentence: Sentence, lexicon: Lexicon, named: frozenset[int]) -> None:
    """``Russia airlifts US envoy``: in a clause without a verb, the first word between two noun phrases that can be one."""
    forms = _forms(frozenset(lexicon.verbs))
    start = 0
    for i, token in enumerate(sentence.tokens):
        if token.text in BREAKS or i == len(sentence) - 1:
            _mend_clause(sentence, start, i + 1, lexicon, forms, named)
            start = i + 1


def _mend_clause(
    sentence: Sentence, start: int, end: int, lexicon: Lexicon, forms: dict[str, str], named: frozenset[int]
) -> None:
    clause = sentence.tokens[start:end]
    if start and len(clause) > 1 and _goes_on(sentence, clause[0], lexicon, forms, named):
        return
    if any(t.pos in {"VERB", "AUX"} and t.morph.get("VerbForm") == "Fin" for t in clause):
        return
    alone = start == 0 and end == len(sentence)
    for token in clause[1:-1]:
        lemma, before, after = forms.get(token.lower), sentence.tokens[token.i - 1], sentence.tokens[token.i + 1]
        if lemma is None or token.pos not in {"NOUN", "PROPN", "ADJ", "ADV", "X"} or token.i in named:
            continue
        noun = _is_noun(lemma, lexicon)
        if before.text == "-" and token.i > 2 and sentence.tokens[token.i - 2].lower == "test":
            before = sentence.tokens[token.i - 3]  # "North Korea test-fires missile"
        fires = lemma in FIRING and alone and before.i in named and _has_complement(sentence, after)
        acts = before.pos in {"PROPN", "NOUN"} and (before.i in named or not before.lower.endswith("s"))
        opens = after.i in named or after.pos in {"DET", "PRON"}
        opens = opens or (after.pos in {"ADJ", "NUM", "PROPN"} and (alone or not noun))
        if acts and (opens or fires or (alone and after.pos == "NOUN" and not noun)):
            token.pos, token.lemma, token.morph = "VERB", lemma, {"VerbForm": "Fin", "Tense": "Pres"}
            attach(sentence, token)
            sentence.link()
            return


def _has_complement(sentence: Sentence, noun: Token) -> bool:
    """``missile into``, ``ballistic missile``: a bare object with what says whereto, or all that follows."""
    behind = sentence.tokens[noun.i : noun.i + 5]
    words = [t.pos for t in behind]
    return bool(words) and words[0] in {"NOUN", "ADJ"} and ("ADP" in words[1:] or behind[-1].i == len(sentence) - 1)


def _goes_on(sentence: Sentence, token: Token, lexicon: Lexicon, forms: dict[str, str], named: frozenset[int]) -> bool:
    """``Iran rejects deal, assails sanctions``: what opens a clause behind a verb of the present is another one."""
    lemma, after = forms.get(token.lower), sentence.tokens[token.i + 1]
    before = [t for t in sentence.tokens[: token.i] if t.pos == "VERB" and t.lower == english_present(t.lemma)]
    opens = after.i in named or after.pos in {"DET", "PRON", "ADJ", "NUM", "PROPN", "NOUN"}
    if lemma is None or _is_noun(lemma, lexicon) or token.pos == "VERB" or not (before and opens):
        return False
    token.pos, token.lemma, token.morph = "VERB", lemma, {"VerbForm": "Fin", "Tense": "Pres"}
    token.head, token.dep = before[-1].i, "conj"
    sentence.link()
    take_object(sentence, token)
    sentence.link()
    return True


def _is_noun(lemma: str, lexicon: Lexicon) -> bool:
    """The lexicon knows the word as a noun, too: ``sanctions``, ``rebels``."""
    return lemma in lexicon.nouns or lemma in lexicon.people


@lru_cache(maxsize=4)
def _forms(verbs: frozenset[str]) -> dict[str, str]:
    """Third persons of the present → lemma."""
    return {english_present(lemma): lemma for lemma in sorted(verbs) if lemma.isalpha()}


def english_present(lemma: str) -> str:
    """The third person of the present of a regular English verb.

    >>> english_present("annex"), english_present("ally"), english_present("urge")
    ('annexes', 'allies', 'urges')
    """
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + "s"
