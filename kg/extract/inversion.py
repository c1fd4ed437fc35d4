"""``…, a prévenu l'analyste``: a verb of saying behind what it reports, whose subject the parser took for an object.

It needs the lexicon's verbs of saying, so it runs after parsing, on each sentence before it is read.
"""

from __future__ import annotations

from kg.extract.tree import Sentence, Token
from kg.lexicon import Lexicon

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def mend_inversion(sentence: Sentence, lexicon: Lexicon) -> None:
    """Give verbs of saying behind a comma their subject, and make what they report their complement, in place."""
    if sentence.lang != "fr":
        return
    said = lexicon.reporting | lexicon.announcing
    for verb in sentence:
        if verb.pos == "VERB" and verb.lemma in said and _behind_comma(sentence, verb):
            _invert(sentence, verb)


def _behind_comma(sentence: Sentence, verb: Token) -> bool:
    i = verb.i - 1
    while i > 0 and sentence.tokens[i].pos in {"AUX", "ADV"}:
        i -= 1
    return (
        i > 1 and sentence.tokens[i].text == "," and not sentence.child(verb.i, "nsubj", "nsubj:pass", "ccomp", "mark")
    )


def _invert(sentence: Sentence, verb: Token) -> None:
    subject = next(
        (
            t
            for t in sentence.children(verb.i)
            if t.i > verb.i and t.dep in {"obj", "obl:arg", "nmod", "iobj"} and not t.case and t.pos in NOMINAL
        ),
        None,
    )
    if subject is None or subject.i - verb.i > 4:
        return
    subject.dep = "nsubj"
    main = _reported(sentence, verb)
    if main is not None:
        if main.head == main.i or main.head == verb.i:
            main.dep = "root"
            main.head = main.i
        verb.head, verb.dep = main.i, "parataxis"
    sentence.link()


def _reported(sentence: Sentence, verb: Token) -> Token | None:
    """The clause before the comma: the verb's governor, else its first clause on the left."""
    head = sentence.head(verb.i)
    if head.i != verb.i:
        return head if head.i < verb.i and head.pos in {"VERB", "NOUN", "ADJ"} else None
    return next(
        (
            t
            for t in sentence.children(verb.i)
            if t.i < verb.i and t.dep in {"advcl", "ccomp", "dep", "dislocated", "parataxis"} and t.pos == "VERB"
        ),
        None,
    )
