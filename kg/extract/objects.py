"""French objects that the parser read as something else or hung elsewhere, mended in place.

It looks at labels, order and determiners, never at what words mean.
"""

from __future__ import annotations

from kg.dates import MONTHS
from kg.extract.tree import Sentence, Token

FRENCH_DAYS = frozenset({"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"})
LINKING = frozenset(
    {"devenir", "rester", "demeurer", "sembler", "paraître", "être", "passer", "constituer", "représenter"}
)
"""Verbs with a predicate instead of an object."""
JUDGING = frozenset({"juger", "trouver", "estimer", "considérer"})
"""Verbs with an object and an adjective that says what it is."""
PREDICATING = frozenset({"qualifier", "traiter", "taxer"})
"""Verbs that call their object what stands behind ``de``."""
FRENCH_MONTHS = frozenset(MONTHS["fr"])
ABOUT = frozenset({"contre", "sur", "après", "avant", "depuis", "malgré", "devant", "face à"})
"""Prepositions of a circumstance, whose noun ``des`` goes on with."""
MANY = frozenset({"millier", "centaine", "dizaine", "million", "vingtaine", "trentaine", "cinquantaine"})
"""Numbers that are nouns, before ``de`` and what is counted."""
MOTIONS = frozenset(
    {
        "entrer",
        "passer",
        "partir",
        "sortir",
        "venir",
        "revenir",
        "monter",
        "circuler",
        "transiter",
        "atterrir",
        "accoster",
        "fuir",
        "mourir",
    }
)
"""Verbs of which what follows ``laisser`` is no object."""


def mend_lost_objects(sentence: Sentence) -> None:
    """An object hung on the time or place before it: ``a rouvert lundi soir ses frontières``."""
    sentence.link()
    for token in sentence:
        below = sentence.head(token.i)
        verb = sentence.head(below.i)
        called = (
            verb.lemma in PREDICATING and below.case == "de" and verb.i < below.i < token.i and token.i - below.i < 5
        )
        if called and token.pos == "NOUN" and not token.case and sentence.child(token.i, "det") is not None:
            if sentence.child(verb.i, "obj", "nsubj:pass") is None:
                token.head, token.dep = verb.i, "obj"  # a qualifié de "crime" l'offensive
                sentence.link()
            continue
        if token.dep == "obj" and not token.case and below.pos == "NOUN" and below.case and below.i < token.i:
            verb = sentence.head(below.i)  # "a mis à la porte un diplomate"
            if verb.pos == "VERB" and verb.i < below.i and sentence.child(verb.i, "obj", "nsubj:pass") is None:
                token.head = verb.i
                sentence.link()
            continue
        given = token.dep == "appos" and below.case == "à" and sentence.tokens[token.i - 2].text != ","
        if (token.dep != "nmod" and not given) or token.pos != "NOUN":  # "a rendu à Oslo une partie de …"
            continue
        plain = not token.case or (
            token.case == "de" and any(t.lower == "des" for t in sentence.children(token.i) if t.dep == "case")
        )
        marked = not token.case and any(t.dep in {"det", "nummod"} for t in sentence.children(token.i))
        above = sentence.head(token.i)
        verb = sentence.head(above.i)
        adverbial = above.dep in {"obl", "obl:mod", "obl:arg", "nmod"} and (above.case or above.lower in FRENCH_DAYS)
        if (
            (marked or (plain and token.case))
            and adverbial
            and verb.pos == "VERB"
            and verb.i < above.i < token.i
            and sentence.child(verb.i, "obj", "nsubj:pass") is None
            and above.case not in {"de"}
        ):
            token.head, token.dep, token.case = verb.i, "obj", ""
            sentence.link()


def mend_dated_objects(sentence: Sentence) -> None:
    """``imposera à partir du 1er août des droits``: behind a month ``des`` is the article of an object, and goes on with no date.

    What was taken for the object then goes on with the noun before it: ``sur l'ensemble des produits``.
    """
    sentence.link()
    for token in sentence:
        month = sentence.head(token.i)
        if token.dep != "nmod" or month.lower not in FRENCH_MONTHS or sentence.tokens[token.i - 1].lower != "des":
            continue
        verb = next((t for t in sentence.ancestors(month.i) if t.pos == "VERB" and t.dep != "fixed"), None)
        if verb is None or verb.i > month.i:
            continue
        objects = [t for t in sentence.children(verb.i) if t.dep in {"obj", "nsubj:pass"}]
        strays = [t for t in objects if t.i > token.i and sentence.tokens[t.i - 1].lower in {"de", "des", "du", "d'"}]
        if strays != objects or any(sentence.tokens[t.i - 2].pos != "NOUN" for t in strays):
            continue
        for stray in strays:
            stray.head, stray.dep, stray.case = stray.i - 2, "nmod", "de"
        token.head, token.dep, token.case = verb.i, "obj", ""
        sentence.link()


def mend_partitives(sentence: Sentence) -> None:
    """``s'est retiré des pourparlers``: behind a reflexive verb ``des`` is the preposition, not the article.

    So it is in ``contre la présence des soldats``; and what stands behind a preposition is no second object: ``a reçu de Séoul ses chars``.
    """
    sentence.link()
    for token in sentence:
        _mend_second_object(sentence, token)
        if token.dep != "obl:arg" or token.case or sentence.head(token.i).pos != "VERB":
            continue
        reflexive = any(t.lower in {"se", "s'"} for t in sentence.children(token.head))
        if reflexive and any(t.lower in {"des", "du"} and t.dep == "det" for t in sentence.children(token.i)):
            token.case = "de"


def _mend_second_object(sentence: Sentence, token: Token) -> None:
    if token.dep != "obj" or sentence.head(token.i).pos != "VERB":
        return
    others = [t for t in sentence.children(token.head) if t.dep == "obj" and not t.case and t.i > token.i]
    from_whom = token.pos == "PROPN" and any(
        t.lower in {"des", "du"} for t in sentence.children(token.i) if t.dep == "det"
    )
    if others and (token.case or from_whom):  # "a reçu des États-Unis ses chars"
        token.dep, token.case = "obl:arg", token.case or "de"
    before = sentence.tokens[token.i - 2] if token.i > 1 else token
    if (
        before.pos == "NOUN"
        and (before.case in ABOUT or before.lemma in {"secours", "rescousse"})
        and sentence.tokens[token.i - 1].lower in {"des", "du"}
    ):
        token.head, token.dep, token.case = before.i, "nmod", "de"
        sentence.link()


def mend_crossed(sentence: Sentence) -> None:
    """``La Hongrie bloque depuis mai l'aide``: what stands behind the verb is not its subject's."""
    sentence.link()
    for token in sentence:
        subject = sentence.head(token.i)
        verb = sentence.head(subject.i)
        crossed = subject.dep in {"nsubj", "nsubj:pass"} and subject.i < verb.i < token.i and verb.pos == "VERB"
        if not crossed or token.dep not in {"nmod", "appos", "obl:mod"} or token.pos not in {"NOUN", "PROPN"}:
            continue
        bare = not token.case and any(t.dep in {"det", "nummod"} for t in sentence.children(token.i))
        if token.case or (bare and sentence.child(verb.i, "obj", "nsubj:pass", "aux:pass") is None):
            token.head, token.dep = verb.i, "obl:mod" if token.case else "obj"
            sentence.link()


def mend_far_objects(sentence: Sentence) -> None:
    """``ont signé dans la nuit, sous le parrainage de Moscou, un accord``: an object behind an aside between commas.

    So are ``des milliers`` behind ``à coups de matraque``.
    """
    sentence.link()
    for verb in sentence:
        kids = sentence.children(verb.i)
        if verb.pos != "VERB" or any(t.dep in {"obj", "nsubj:pass", "aux:pass", "ccomp", "xcomp"} for t in kids):
            continue
        many = _many(sentence, verb)
        noun = _behind_aside(sentence, verb) or many
        if noun is None or noun.head == verb.i or any(t.i == noun.i for t in sentence.ancestors(verb.i)):
            continue
        noun.case = "" if noun is many else noun.case
        noun.head, noun.dep = verb.i, "obl:arg" if noun.case else "obj"
        sentence.link()


def _behind_aside(sentence: Sentence, verb: Token) -> Token | None:
    """The noun that the second comma is followed by, where the first closes what stands right behind the verb."""
    tokens = sentence.tokens
    if verb.i + 2 >= len(tokens) or tokens[verb.i + 1].pos not in {"ADP", "ADV", "PUNCT"}:
        return None
    commas = [t.i for t in tokens[verb.i + 1 : verb.i + 25] if t.text == ","][:2]
    if len(commas) < 2 or commas[0] - verb.i > 9 or commas[1] + 2 >= len(tokens):
        return None
    inside = tokens[verb.i + 1 : commas[1]]
    opens = tokens[commas[0] + 1]
    if opens.pos not in {"ADP", "ADV", "DET", "NUM"} or any(
        t.pos == "VERB" and t.morph.get("VerbForm") == "Fin" for t in inside
    ):
        return None
    behind = tokens[commas[1] + 1 : commas[1] + 5]
    if behind[0].pos not in {"DET", "NUM", "ADP"} or (
        behind[0].pos == "ADP" and behind[0].lower not in {"à", "au", "aux"}
    ):
        return None
    noun = next((t for t in behind if t.pos in {"NOUN", "PROPN"}), None)
    if noun is None or any(t.pos in {"VERB", "AUX"} for t in behind[: noun.i - behind[0].i]):
        return None
    stray = noun.dep in {"appos", "nmod", "fixed", "conj", "dislocated", "dep", "obl:arg", "obl:mod", "nsubj"}
    return noun if stray and verb.i <= noun.head < noun.i else None


def _many(sentence: Sentence, verb: Token) -> Token | None:
    """``repoussé à coups de matraque des milliers de manifestants``."""
    for token in sentence.tokens[verb.i + 2 : verb.i + 12]:
        if token.pos in {"VERB", "AUX"} or token.text == ",":
            return None
        above = sentence.head(token.i)
        if token.lemma in MANY and token.case == "de" and sentence.tokens[token.i - 1].lower == "des" and above.case:
            return token
    return None


def mend_causatives(sentence: Sentence) -> None:
    """``a laissé entrer les inspecteurs``: who enters is let, and nothing is entered."""
    sentence.link()
    for token in sentence:
        inner = sentence.head(token.i)
        verb = sentence.head(inner.i)
        lets = inner.dep == "xcomp" and verb.lemma == "laisser" and inner.i == verb.i + 1
        if lets and token.dep == "obj" and inner.lemma in MOTIONS and sentence.child(verb.i, "obj") is None:
            token.head = verb.i
            sentence.link()


def mend_predicates(sentence: Sentence) -> None:
    """``suspendait le traité``, ``ne reconnaît pas Chypre``: a noun with its article or a name, read as a predicate, is an object, unless the verb links."""
    sentence.link()
    for token in sentence:
        verb = sentence.head(token.i)
        nominal = token.pos in {"NOUN", "PROPN"} and not token.case
        if token.dep != "xcomp" or not nominal or verb.pos != "VERB" or verb.i > token.i:
            continue
        whole = token.pos == "PROPN" or any(t.dep in {"det", "nummod"} for t in sentence.children(token.i))
        if whole and verb.lemma not in LINKING and sentence.child(verb.i, "obj", "nsubj:pass") is None:
            token.dep = "obj"


def mend_called(sentence: Sentence) -> None:
    """``a jugé l'offre américaine inacceptable``: the last adjective says what the object is called."""
    sentence.link()
    for noun in sentence:
        verb = sentence.head(noun.i)
        if noun.dep != "obj" or verb.lemma not in JUDGING or verb.i > noun.i:
            continue
        behind = [t for t in sentence.children(noun.i) if t.dep == "amod" and t.i > noun.i]
        if not behind:
            continue
        inner = [t for t in sentence.children(noun.i) if t.dep == "nmod" and noun.i < t.i < behind[-1].i]
        if (inner or len(behind) > 1) and behind[-1].pos == "ADJ" and sentence.child(verb.i, "xcomp", "ccomp") is None:
            behind[-1].head, behind[-1].dep = verb.i, "xcomp"
            sentence.link()


def mend_participle_objects(sentence: Sentence) -> None:
    """``accusant Israël de …``: what stands behind a present participle, or behind a verb with its subject, is its object."""
    for token in sentence:
        verb = sentence.head(token.i)
        if token.dep != "nsubj" or token.i < verb.i or verb.pos != "VERB" or sentence.child(verb.i, "obj") is not None:
            continue
        present = verb.morph.get("VerbForm") == "Part" and verb.morph.get("Tense") == "Pres"
        left = any(t.dep == "nsubj" and t.i < verb.i for t in sentence.children(verb.i))
        if present or (left and token.pos in {"NOUN", "PROPN"}):
            token.dep = "obj"
