"""Gives a word that turned out to be a verb its place in the tree, with the subject before and the objects behind it.

Which words are verbs is decided in `kg.extract.homographs` and `kg.extract.english_homographs`.
"""

from __future__ import annotations

from kg.extract.frames import SUBJECTS
from kg.extract.tree import Sentence, Token

LOOSE = frozenset({"nmod", "parataxis", "appos", "obj", "obl", "obl:arg", "obl:mod", "flat:name", "conj", "dep"})
"""How what belongs to a verb hangs on something else for want of it."""


def take_object(sentence: Sentence, token: Token) -> None:
    """The bare noun right behind a verb that the parser did not see is its object."""
    row = sentence.tokens[token.i + 1 : token.i + 4]
    noun = next((t for t in row if t.pos in {"NOUN", "PROPN"}), None)
    if noun is not None and not noun.case and noun.dep not in SUBJECTS:
        noun.head, noun.dep = token.i, "obj"


def _take_from_the_left(sentence: Sentence, verb: Token) -> None:
    """What stands behind a verb and hangs on a word before it hung there for want of a verb."""
    for token in sentence.tokens[verb.i + 1 :]:
        if token.head < verb.i and token.pos in {"NOUN", "PROPN", "PRON"} and token.dep in LOOSE:
            if token.case == "de" and sentence.tokens[verb.i + 1].lower in {"des", "du"}:
                token.case = ""  # "achemine des armes"
            token.head, token.dep = verb.i, "obl" if token.case else "obj"
        if token.pos == "VERB" or token.text in {",", ";", ":"}:
            return


def _lead(sentence: Sentence, verb: Token) -> None:
    """``Alger coupe les ponts et interdit son ciel``: the verb that the parser saw goes on from the one it did not."""
    root = next(t for t in sentence if t.head == t.i)
    joined = any(t.dep == "cc" and verb.i < t.i for t in sentence.children(root.i))
    if root.i > verb.i and root.pos == "VERB" and joined:
        verb.head, verb.dep = verb.i, "root"
        root.head, root.dep = verb.i, "conj"


def attach(sentence: Sentence, token: Token) -> None:
    """Subject on the left, object on the right, as the words stand."""
    verbs_left = [t.i for t in sentence.tokens[: token.i] if t.pos in {"VERB", "AUX"} and t.dep in {"root", "ccomp"}]
    if not verbs_left and not any(t.pos == "VERB" and t.head == t.i for t in sentence):
        old_root = next(t for t in sentence if t.head == t.i)
        if old_root.i != token.i:
            old_root.head, old_root.dep = token.i, "nsubj" if old_root.i < token.i else "obj"
        token.head, token.dep = token.i, "root"
    elif verbs_left and token.dep in {"amod", "nmod", "flat:name", "appos"}:
        token.head, token.dep = verbs_left[-1], "conj"
    else:
        _lead(sentence, token)
    for left in reversed(sentence.tokens[: token.i]):
        if (
            left.pos in {"NOUN", "PROPN"}
            and not left.case
            and left.dep not in {"amod", "flat", "flat:name", "det", "nmod"}
        ):
            left.head, left.dep = token.i, "nsubj"
            break
    _take_from_the_left(sentence, token)
    for governed in sentence.tokens[token.i + 1 :]:
        if governed.case == token.lower:  # "multiplie les menaces" with the verb read as a preposition
            governed.head, governed.dep, governed.case = token.i, "obj", ""
    sentence.link()
    for child in sentence.children(token.i):
        if child.dep == "nmod":
            child.dep = "obl" if child.case else "obj"
        elif (
            child.dep in {"amod", "appos", "flat:name", "flat"} and child.i > token.i and child.pos in {"NOUN", "PROPN"}
        ):
            child.dep = "obj"
