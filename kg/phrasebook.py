"""Turns idioms written as people write them into lexicon entries: ``point the finger at X`` → verb *point*, with *finger*, hits ``at``.

It knows the form of a phrase and nothing of what it means. ``X`` stands for whom the act hits; without it the act stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from kg.errors import LexiconError

ARTICLES = {
    "en": frozenset({"a", "an", "the", "its", "one's"}),
    "fr": frozenset({"un", "une", "le", "la", "les", "son", "sa", "ses", "leur", "leurs", "l'"}),
}
"""Words of a phrase that are not looked at."""
PREPOSITIONS = {
    "en": frozenset({
        "about", "above", "across", "after", "against", "ahead", "among", "around", "as", "at", "before", "behind", "below", "beneath",
        "beside", "between", "beyond", "by", "for", "from", "in", "inside", "into", "near", "of", "off", "on", "onto", "out", "outside",
        "over", "past", "through", "to", "toward", "towards", "under", "upon", "with", "within", "without",
    }),
    "fr": frozenset({
        "à", "au", "aux", "du", "des", "d'", "après", "avec", "auprès", "avant", "chez", "contre", "dans", "de", "depuis", "derrière",
        "dès", "devant", "en", "entre", "envers", "face", "hors", "par", "pour", "près", "sans", "sous", "sur", "vers", "vis-à-vis",
    }),
}  # fmt: skip
CONTRACTED = {"au": "à", "aux": "à", "du": "de", "des": "de", "d'": "de"}
JOINT = {
    "en": frozenset({"out of", "ahead of", "as to"}),
    "fr": frozenset({"auprès de", "face à", "vis-à-vis de", "près de", "en face de"}),
}
"""Prepositions of more than one word."""
COPULA = {"en": "be", "fr": "être"}
WHOM = ["$actor", "$people"]
"""What must stand behind a preposition that alone makes the sense: ``turn on X``."""
SUBJECTS = {"en": ("Syria", "Syrian students"), "fr": ("La Syrie", "Les étudiants syriens")}
COULD = {"en": ("could", "could"), "fr": ("pourrait", "pourraient")}
BEHIND = {"en": "by Syria went on", "fr": "par la Syrie a eu lieu"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One idiom, taken apart."""

    text: str
    pos: Literal["verb", "noun", "adj"]
    words: tuple[str, ...]
    """The trigger, and the words that must stand with it."""
    recipient: tuple[str, ...]
    """The slots where ``X`` may stand, empty where there is none."""
    where: dict[str, list[str]]
    crowd: bool = False


def phrases(lang: str, texts: Iterable[str], *, crowd: bool = False) -> Iterator[Phrase]:
    """Each idiom, once for each of its alternatives; those of a `crowd` tell what people without a name do.

    Raises:
        LexiconError: a phrase has no word of its own.

    >>> [p.words for p in phrases("en", ["point|wag the finger at X"])]
    [('point', 'finger'), ('wag', 'finger')]
    >>> next(phrases("fr", ["se retourner contre X"]))
    Phrase(text='se retourner contre X', pos='verb', words=('retourner', 'se'), recipient=('contre',), where={'contre': ['$actor', '$people']}, crowd=False)
    """
    for text in texts:
        for tokens in product(*(word.split("|") for word in text.replace("'", "' ").split())):
            phrase = _phrase(lang, " ".join(tokens).replace("' ", "'"), list(tokens))
            yield replace(phrase, where={"subj": ["$people"], **phrase.where}, crowd=True) if crowd else phrase


def _phrase(lang: str, text: str, tokens: list[str]) -> Phrase:
    pos: Literal["verb", "noun", "adj"] = "verb"
    if tokens[0] in ARTICLES[lang]:
        pos = "noun"
    elif tokens[0] == COPULA[lang] and len(tokens) > 1 and tokens[1] not in PREPOSITIONS[lang] | ARTICLES[lang]:
        pos, tokens = "adj", tokens[1:]
    clitics = {"se": "se", "s'": "se", "en": "en", "y": "y"} if lang == "fr" and pos == "verb" else {}
    words: list[str] = []
    while tokens and tokens[0] in clitics:
        words.append(clitics[tokens.pop(0)])
    taken = _Taken(lang)
    for token in tokens:
        taken.add(token)
    taken.close()
    if not taken.words:
        raise LexiconError(f"the phrase {text!r} has no word of its own; write it like `point the finger at X`")
    head, *rest = taken.words
    recipient = taken.recipient
    if recipient == ("obj",) and pos != "verb":
        recipient = ("poss",)
    bare = pos == "verb" and not rest and not taken.where
    where = dict(taken.where)
    if bare and recipient and recipient[0] != "obj":
        where[recipient[0]] = list(WHOM)
    return Phrase(text, pos, (head, *words, *rest), recipient, where)


class _Taken:
    """What the words of one idiom have said so far."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.words: list[str] = []
        self.recipient: tuple[str, ...] = ()
        self.where: dict[str, list[str]] = {}
        self._held: list[str] = []
        """Prepositions that wait for what they govern."""

    def add(self, token: str) -> None:
        if token.startswith("X"):
            self.recipient = (self._slot() or "obj",)
        elif token in ARTICLES[self.lang] or (token == "s" and self.recipient):
            return
        elif self.words and token in PREPOSITIONS[self.lang]:
            self._held.append(CONTRACTED.get(token, token) if self.lang == "fr" else token)
        elif self._held:
            self.where.setdefault(self._slot(), []).append(token)
        else:
            if self.recipient == ("obj",) and self.lang == "en":
                self.recipient = ("to", "obj")  # "give X the cold shoulder"
            self.words.append(token)

    def _slot(self) -> str:
        """The slot of the prepositions that wait; of several the first are particles (``crack down on X``) unless they are one."""
        joined = " ".join(self._held)
        if len(self._held) > 1 and joined not in JOINT[self.lang]:
            self.words += self._held[:-1]
            joined = self._held[-1]
        self._held = []
        return joined

    def close(self) -> None:
        """A preposition at the end is a particle: ``turn X down``."""
        self.words += self._held
        self._held = []


def sentence(lang: str, phrase: Phrase) -> str:
    """A sentence that tells the act of a phrase, of Syria against Iran: what the phrase is tested with.

    >>> sentence("en", next(phrases("en", ["take X to task"])))
    'Syria could take Iran to task.'
    >>> sentence("fr", next(phrases("fr", ["défiler devant X"], crowd=True)))
    "Les étudiants syriens pourraient défiler devant l'Iran."
    """
    whom = {"en": "Iran", "fr": "l'Iran"}[lang]
    text = " ".join(whom if w == "X" else w.replace("X's", f"{whom}'s") for w in phrase.text.split())
    if phrase.pos == "noun":
        return f"{text[0].upper()}{text[1:]} {BEHIND[lang]}."
    return f"{SUBJECTS[lang][phrase.crowd]} {COULD[lang][phrase.crowd]} {text}."
