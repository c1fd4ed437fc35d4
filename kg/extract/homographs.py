"""French verbs that the tagger reads as nouns: ``le royaume combat les rebelles``, ``Paris condamne``.

Only words that the lexicon knows as triggers are looked at, and only where a verb can stand.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.attaching import attach, take_object
from kg.extract.english_homographs import mend_english_homographs
from kg.extract.frames import SUBJECTS
from kg.extract.tree import Sentence, Token
from kg.lexicon.records import Lexicon

IRREGULAR = {
    "devoir": ("doit", "doivent"), "faire": ("fait", "font"), "dire": ("dit", "disent"), "vouloir": ("veut", "veulent"),
    "appeler": ("appelle", "appellent"), "rappeler": ("rappelle", "rappellent"), "rejeter": ("rejette", "rejettent"), "geler": ("gèle", "gèlent"),
    "accueillir": ("accueille", "accueillent"), "recueillir": ("recueille", "recueillent"), "fuir": ("fuit", "fuient"),
}  # fmt: skip
PRESENT_ENDINGS = {
    "prendre": ("prend", "prennent"), "indre": ("int", "ignent"), "oudre": ("out", "olvent"), "dre": ("d", "dent"), "rompre": ("rompt", "rompent"),
    "ettre": ("et", "ettent"), "attre": ("at", "attent"), "aître": ("aît", "aissent"), "croître": ("croît", "croissent"), "vaincre": ("vainc", "vainquent"),
    "uivre": ("uit", "uivent"), "ivre": ("it", "ivent"), "scrire": ("scrit", "scrivent"), "écrire": ("écrit", "écrivent"), "oire": ("oit", "oient"),
    "aire": ("ait", "aisent"), "ire": ("it", "isent"), "clure": ("clut", "cluent"), "enir": ("ient", "iennent"), "quérir": ("quiert", "quièrent"),
    "vrir": ("vre", "vrent"), "ffrir": ("ffre", "ffrent"), "courir": ("court", "courent"), "mourir": ("meurt", "meurent"), "mentir": ("ment", "mentent"), "sentir": ("sent", "sentent"),
    "partir": ("part", "partent"), "sortir": ("sort", "sortent"), "servir": ("sert", "servent"), "cevoir": ("çoit", "çoivent"), "mouvoir": ("meut", "meuvent"), "voir": ("voit", "voient"),
    "ir": ("it", "issent"),
}  # fmt: skip
"""How an infinitive ends → how its third persons do; the first that fits counts."""
LIKE_PARTICIPLES = ("indre", "ire")
"""Verbs whose singular may be their participle: ``contraint de céder``."""
SURE = frozenset({"craindre", "détruire", "dire", "faire", "interdire", "réduire"})
"""Those of them that the tagger takes for nouns more often."""

IRREGULAR_FUTURES = {
    "accueiller": "accueillir", "enverr": "envoyer", "renverr": "renvoyer", "tiendr": "tenir", "soutiendr": "soutenir", "recevr": "recevoir", "viendr": "venir",
    "obtiendr": "obtenir", "conviendr": "convenir", "interviendr": "intervenir", "fer": "faire", "verr": "voir", "ir": "aller", "voudr": "vouloir",
}  # fmt: skip


OBJECT_DETERMINERS = frozenset(
    {"le", "la", "les", "l'", "un", "une", "son", "sa", "ses", "leur", "leurs", "deux", "trois"}
)
PREPOSITIONS = frozenset({"par", "entre", "contre", "outre", "malgré", "excepté", "suivant", "concernant"})
STEM_CHANGE = re.compile(r"[ée]([bcdfgklmnprstv]|[bcdfgptv][lr]|ch|gn)$|([ou]y)$")
"""``céder`` → ``cède``, ``mener`` → ``mène``, ``déployer`` → ``déploie``."""


def present_forms(lemma: str) -> tuple[str, ...]:
    """Third persons of the present of a French verb; by rule where it is regular.

    >>> present_forms("accuser")
    ('accuse', 'accusent')
    >>> present_forms("déployer")
    ('déploie', 'déploient')
    >>> present_forms("combattre")
    ('combat', 'combattent')
    >>> present_forms("contraindre")
    ('contraint', 'contraignent')
    """
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    if lemma.endswith("er"):
        stem = STEM_CHANGE.sub(lambda m: (m[1] and "è" + m[1]) or m[2][:-1] + "i", lemma[:-2]) + "e"
        return stem, stem + "nt"
    ending = next((e for e in PRESENT_ENDINGS if lemma.endswith(e)), None)
    return tuple(lemma.removesuffix(ending) + e for e in PRESENT_ENDINGS[ending]) if ending is not None else ()


@lru_cache(maxsize=4)
def _forms(lexicon_verbs: frozenset[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for lemma in sorted(lexicon_verbs):
        doubtful = lemma.endswith(LIKE_PARTICIPLES) and lemma not in SURE
        found |= dict.fromkeys(present_forms(lemma)[doubtful:], lemma)
    return found


@lru_cache(maxsize=4)
def _past_forms(verbs: frozenset[str]) -> dict[str, str]:
    """Imperfects, futures and participles of the regular verbs that the lexicon knows → lemma."""
    found: dict[str, str] = {}
    for lemma in sorted(verbs):
        stem, ending = lemma[:-2], lemma[-2:]
        imperfect = {"er": stem, "re": stem, "ir": stem + "iss"}.get(ending)
        if imperfect is None:
            continue
        if lemma.endswith(("cer", "ger")):
            imperfect = lemma[:-3] + ("ç" if lemma.endswith("cer") else "ge")
        future = lemma.removesuffix("e")
        participle = stem + {"er": "é", "re": "u", "ir": "i"}[ending]
        for form in (imperfect + "ait", imperfect + "aient", future + "a", future + "ont"):
            found.setdefault(form, lemma)
        for gender in ("", "e", "s", "es"):
            found.setdefault(participle + gender, lemma)
    return found


def mend_homographs(sentence: Sentence, lexicon: Lexicon, named: frozenset[int] = frozenset()) -> None:
    """Make verbs of nouns, adjectives and adverbs that must be verbs, in place; `named` are the tokens of known names."""
    if sentence.lang != "fr":
        mend_english_homographs(sentence, lexicon, named)
        return
    forms = _forms(
        frozenset(lexicon.verbs)
        | lexicon.reporting
        | lexicon.performing
        | lexicon.announcing
        | frozenset(lexicon.embedding)
    )
    past = _past_forms(frozenset(lexicon.verbs))
    for token in sentence:
        _mend_conditional(token, lexicon)
        future = _future(token, lexicon)
        if future is not None and (token.pos != "VERB" or token.lemma not in lexicon.verbs):
            nominal = token.pos != "VERB"
            token.pos, token.lemma = "VERB", future
            token.morph = {"VerbForm": "Fin", "Tense": "Fut"}
            if nominal:
                attach(sentence, token)
                sentence.link()
            continue
        if token.pos == "VERB" and token.lemma not in lexicon.verbs:
            token.lemma = past.get(token.lower, token.lemma)  # "rompait" → "romper"
        lemma = forms.get(token.lower)
        if lemma is not None and token.pos == "VERB" and token.lemma not in lexicon.verbs:
            token.lemma = lemma  # the lemmatiser keeps forms it does not know: "dément"
        taken = (
            token.pos in {"NOUN", "ADJ", "ADV", "PROPN", "X"}
            or (token.pos == "ADP" and token.lower not in PREPOSITIONS)
            or (token.pos == "VERB" and token.dep == "amod" and _verbless(sentence, token))
        )
        governor = _coordinate(sentence, token, named) if taken and lemma is not None else None
        if lemma is None or not taken or not (governor or _can_be_verb(sentence, token, named)):
            continue
        token.pos, token.lemma = "VERB", lemma
        token.morph = {"VerbForm": "Fin", "Tense": "Pres"}
        if governor is not None:
            token.head, token.dep = governor.i, "conj"
            take_object(sentence, token)
        else:
            attach(sentence, token)
        sentence.link()
    _mend_bare_subjects(sentence, forms, named)
    _mend_gerunds(sentence, forms, past)


def _mend_gerunds(sentence: Sentence, forms: dict[str, str], past: dict[str, str]) -> None:
    """``a réagi en sanctionnant deux banques``: behind ``en``, a noun that ends as a participle does is one."""
    for token in sentence.tokens[1:]:
        stem = token.lower.removesuffix("ant")
        lemma = past.get(stem + "ait") or forms.get(stem + "ent") if stem != token.lower else None
        if lemma is None or token.pos not in {"NOUN", "ADJ"} or sentence.tokens[token.i - 1].lower != "en":
            continue
        token.pos, token.lemma, token.dep, token.case = "VERB", lemma, "advcl", "en"
        token.morph = {"VerbForm": "Ger"}
        take_object(sentence, token)
        sentence.link()


def _coordinate(sentence: Sentence, token: Token, named: frozenset[int]) -> Token | None:
    """The verb that ``et ferme son ambassade`` goes on from: the last finite one before it."""
    if token.i < 2 or token.i + 1 >= len(sentence) or sentence.tokens[token.i - 1].lower != "et":
        return None
    after = sentence.tokens[token.i + 1]
    if not (after.lower in OBJECT_DETERMINERS or after.i in named) or token.text.endswith("s"):
        return None
    finite = [t for t in sentence.tokens[: token.i] if t.pos == "VERB" and t.morph.get("VerbForm") == "Fin"]
    return finite[-1] if finite and finite[-1].morph.get("Tense") in {None, "Pres"} else None


def _mend_bare_subjects(sentence: Sentence, forms: dict[str, str], named: frozenset[int]) -> None:
    """``Quito rompt ses relations``: a name right before a verb of the present is its subject, whatever the parser says."""
    for token in sentence.tokens[1:]:
        before = sentence.tokens[token.i - 1]
        bare = before.i in named and before.dep not in SUBJECTS and not before.case and before.text[0].isupper()
        opens = before.i == 0 or sentence.tokens[before.i - 1].text in {":", ";", ",", "."}
        if not (bare and opens and token.pos == "VERB" and token.lower in forms):
            continue
        if any(t.dep in SUBJECTS for t in sentence.children(token.i)):
            continue
        if sentence.is_root(before.i):
            token.head, token.dep = token.i, "root"
        before.head, before.dep = token.i, "nsubj"
        sentence.link()
        take_object(sentence, token)
        sentence.link()


def _mend_conditional(token: Token, lexicon: Lexicon) -> None:
    """``fournirait`` read as an imperfect: an infinitive that the lexicon knows stands before the ending."""
    ending = next((e for e in ("aient", "ait") if token.lower.endswith(e)), None)
    if token.pos != "VERB" or ending is None or token.morph.get("Mood") == "Cnd":
        return
    stem = token.lower.removesuffix(ending)
    lemma = next((w for w in (stem, stem + "e") if stem.endswith("r") and w in lexicon.verbs), None)
    if lemma is not None and lemma != token.lemma + "r":
        token.lemma = lemma
        token.morph = {"VerbForm": "Fin", "Mood": "Cnd", "Tense": "Pres"}


def _future(token: Token, lexicon: Lexicon) -> str | None:
    """The verb of ``boycotteront``, ``lèvera``, which the tagger takes for anything; None for other words."""
    stem = next((token.lower.removesuffix(e) for e in ("ont", "a") if token.lower.endswith("r" + e)), None)
    if stem is None or (token.pos in {"PROPN", "DET"} and token.text[0].isupper()):
        return None
    for old, new in (("", ""), ("", "e"), ("è", "e"), ("è", "é"), ("ller", "ler"), ("tter", "ter"), ("ier", "yer")):
        lemma = (
            stem.replace(old, new, 1) if old in {"è"} else stem.removesuffix(old) + new if stem.endswith(old) else ""
        )
        if lemma in lexicon.verbs:
            return lemma
    return next((v for s, v in IRREGULAR_FUTURES.items() if stem == s and v in lexicon.verbs), None)


def _can_be_verb(sentence: Sentence, token: Token, named: frozenset[int]) -> bool:
    """A subject, relative pronoun or clitic right before it, and something to govern behind it."""
    if token.i == 0 or token.i + 1 >= len(sentence):
        return False
    before = sentence.tokens[token.i - 1]
    after = sentence.tokens[token.i + 1]
    opens = (
        before.pos == "PROPN"
        or before.i in named
        or before.lower in {"qui", "ne", "n'", "l'", "les", "se", "s'", "lui", "leur", "il", "elle", "ils", "elles"}
        or before.text == ","
    )
    if before.lower in {"l'", "les"}:
        opens = before.head != token.i or before.pos == "PRON"
    if before.lower == "leur" and before.pos == "DET":
        opens = False  # "ont gelé leur aide"
    if before.text == "," and not any(
        t.pos in {"NOUN", "PROPN", "PRON"} and not t.case for t in sentence.tokens[: token.i]
    ):
        return False
    follows = after.pos in {"DET", "PROPN", "ADP", "ADV", "VERB", "SCONJ", "PRON"} or after.i in named
    plural_noun = token.text.endswith("s")
    if (
        before.pos in {"ADJ", "NOUN"}
        and (after.lower in OBJECT_DETERMINERS or after.pos == "PROPN" or after.text[0].isupper())
        and _verbless(sentence, token)
    ):
        return not plural_noun  # "L'armée nigérienne traque les jihadistes."
    return opens and follows and not plural_noun


def _verbless(sentence: Sentence, but: Token | None = None) -> bool:
    """No word is a finite verb or an infinitive, but for one at most."""
    return not any(t.pos in {"VERB", "AUX"} and t.morph.get("VerbForm") != "Part" and t is not but for t in sentence)
