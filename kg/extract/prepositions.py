"""Prepositions become the `Token.case` of the noun they govern, several words that are one preposition together.

It knows the words of both languages that stand together as one; what a preposition means is the lexicon's.
"""

from __future__ import annotations

from kg.extract.tree import Sentence

FRENCH_CASE = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à", "de l'": "de"}
COMPOUND_PREPOSITIONS = tuple(
    tuple(p.split())
    for p in (
        "face à", "près de", "au large de", "en direction de", "à l' encontre de", "à l' égard de", "à l' adresse de", "à l' intention de",
        "à l' endroit de", "en provenance de", "à destination de", "aux abords de", "le long de", "autour de", "aux portes de",
        "à proximité de", "au-dessus de", "de la part de", "vis-à-vis de", "auprès de",
    )
)  # fmt: skip

WAYS = frozenset(
    {
        "back",
        "away",
        "home",
        "over",
        "down",
        "up",
        "forward",
        "closer",
        "nearer",
        "together",
        "along",
        "abroad",
        "straight",
    }
)
"""English adverbs between a verb and its preposition."""


def fold_french(sentence: Sentence) -> None:
    """Fold the prepositions of one French sentence, in place: ``aux portes de la ville`` has the case ``aux portes de``."""
    _fold(sentence)
    _lift_compound_prepositions(sentence)
    _join_prepositions(sentence)


def fold_english(sentence: Sentence) -> None:
    """``prep`` → ``pobj`` becomes ``obl``/``nmod`` with `Token.case`; ``pcomp`` becomes a marked clause."""
    for token in sentence:
        if token.dep not in {"pobj", "pcomp"}:
            continue
        chain: list[str] = []
        preposition = sentence.head(token.i)
        first = preposition
        while preposition.dep in {"prep", "agent", "dative", "pcomp"} and preposition.pos in {
            "ADP",
            "SCONJ",
            "ADV",
            "VERB",
        }:
            if preposition.dep == "pcomp" and preposition.pos == "VERB":
                break
            chain.insert(0, preposition.lower)
            first = preposition
            if preposition.head == preposition.i:
                break
            preposition = sentence.head(preposition.i)
        if not chain:
            token.dep = "obl"
            continue
        governor = sentence.head(first.i)
        token.case = " ".join(chain)
        if governor.lower in {"close", "next"} and chain == ["to"] and governor.head != governor.i:
            token.case, governor = "near", sentence.head(governor.i)
        if governor.lower in WAYS and governor.dep == "advmod" and sentence.head(governor.i).pos == "VERB":
            governor = sentence.head(governor.i)  # "sent its envoy back to Chad"
        if token.dep == "pcomp":
            token.dep = "advcl" if token.pos in {"VERB", "AUX"} else "obl"
        else:
            verbal = governor.pos in {"VERB", "AUX", "ADJ", "ADV"}
            token.dep = "obl:agent" if first.dep == "agent" else "obl" if verbal else "nmod"
        token.head = governor.i
    for token in sentence:  # the prepositions themselves, once every object is lifted
        if token.dep in {"prep", "agent"} and token.pos in {"ADP", "SCONJ"}:
            lifted = next(
                (t for t in sentence.tokens[token.i + 1 :] if t.case.endswith(token.lower) and t.head == token.head),
                None,
            )
            if lifted is not None:
                token.head, token.dep = lifted.i, "case"
    sentence.link()


def _fold(sentence: Sentence) -> None:
    sentence.link()
    for token in sentence:
        cases = [
            c
            for c in sentence.children(token.i)
            if c.dep in {"case", "mark"} and c.pos in {"ADP", "DET", "ADV"} and c.i < token.i
        ]
        words: list[str] = []
        for case in cases:
            words.append(FRENCH_CASE.get(case.lower, case.lower))
            words.extend(FRENCH_CASE.get(f.lower, f.lower) for f in sentence.children(case.i) if f.dep == "fixed")
        if token.dep == "obl:arg" and words == ["par"]:
            token.dep = "obl:agent"
        before = sentence.tokens[cases[0].i - 1] if cases and cases[0].i else None
        if before is not None and before.lower in {"auprès", "vis-à-vis", "contre", "hors", "lors"} and words == ["de"]:
            words.insert(0, before.lower)
        token.case = " ".join(dict.fromkeys(words))


def _lift_compound_prepositions(sentence: Sentence) -> None:
    """``auprès de X`` with ``auprès`` read as an adverb that X depends on: X goes up, with the whole preposition."""
    sentence.link()
    for token in sentence:
        above = sentence.head(token.i)
        if (
            above.lower in {"auprès", "près", "vis-à-vis", "lors", "hors"}
            and above.pos == "ADV"
            and above.i < token.i
            and above.head != above.i
        ):
            noun = sentence.head(above.i).pos in {"NOUN", "PROPN"}
            token.head, token.dep = above.head, "nmod" if noun else "obl"
        if (
            token.case == "de"
            and token.i > 2
            and "près" in {t.lower for t in sentence.tokens[max(0, token.i - 3) : token.i]}
        ):
            token.case = "près de"


def _join_prepositions(sentence: Sentence) -> None:
    """``au large de``, ``face à``, ``à l'encontre de``: several words that are one preposition, whatever the parser made of them."""
    tokens = sentence.tokens
    for first in tokens:
        words = next((w for w in COMPOUND_PREPOSITIONS if _stands_at(sentence, first.i, w)), None)
        if words is None:
            continue
        end = first.i + len(words)
        noun = next((t for t in tokens[end : end + 5] if t.pos in {"NOUN", "PROPN", "PRON"}), None)
        if noun is None or any(t.pos in {"VERB", "AUX", "PUNCT"} for t in tokens[end : noun.i]):
            continue
        noun.case = " ".join(words).replace("l' ", "l'")
        inside = range(first.i, end)
        above = noun
        while above.head in inside and above.head != above.i:
            above = tokens[above.head]
        if above is not noun:
            noun.head = above.head if above.head not in inside else noun.head
        governor = tokens[noun.head]
        noun.dep = "nmod" if governor.pos in {"NOUN", "PROPN"} else "obl"
        for i in inside:
            tokens[i].head, tokens[i].dep, tokens[i].case = noun.i, "case", ""
        sentence.link()


def _stands_at(sentence: Sentence, i: int, words: tuple[str, ...]) -> bool:
    """A preposition's words at a place, the last one perhaps with an article in it (``face aux``)."""
    found = [t.lower for t in sentence.tokens[i : i + len(words)]]
    return len(found) == len(words) and (*found[:-1], FRENCH_CASE.get(found[-1], found[-1])) == words
