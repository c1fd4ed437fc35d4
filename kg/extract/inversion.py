"""``…, a prévenu l'analyste``: a verb of saying behind what it reports, whose subject the parser took for an object.

It needs the lexicon's verbs of saying, so it runs after parsing, on each sentence before it is read.
"""

from __future__ import annotations

from kg.extract.coordination import bare_participle
from kg.extract.tree import Sentence, Token
from kg.lexicon.records import Lexicon

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def mend_inversion(sentence: Sentence, lexicon: Lexicon) -> None:
    """Give verbs of saying behind a comma their subject, and make what they report their complement, in place."""
    if sentence.lang != "fr":
        return
    _mend_colon(sentence)
    said = lexicon.reporting | lexicon.announcing
    for verb in sentence:
        if (
            verb.pos == "VERB"
            and (verb.lemma in said or _warns(sentence, verb))
            and not bare_participle(sentence, verb)
            and _behind_comma(sentence, verb)
        ):
            _invert(sentence, verb)


def _warns(sentence: Sentence, verb: Token) -> bool:
    """``a mis en garde le président``: the one verb of saying that takes three words."""
    return verb.lemma == "mettre" and [t.lower for t in sentence.tokens[verb.i + 1 : verb.i + 3]] == ["en", "garde"]


def _mend_colon(sentence: Sentence) -> None:
    """``Gaza : l'Afrique du Sud saisit``: what stands before a colon is no subject when one stands behind it."""
    colon = next((t.i for t in sentence.tokens[:8] if t.text == ":"), None)
    if colon is None:
        return
    for topic in sentence.tokens[:colon]:
        verb = sentence.head(topic.i)
        if topic.dep not in {"nsubj", "nsubj:pass"} or verb.i < colon or verb.pos != "VERB":
            continue
        between = sentence.tokens[colon + 1 : verb.i]
        own = next(
            (t for t in between if t.pos in {"NOUN", "PROPN"} and not t.case and t.dep not in {"amod", "flat:name"}),
            None,
        )
        if own is not None:
            own.head, own.dep = verb.i, topic.dep
            topic.dep = "dislocated"
            sentence.link()


def _behind_comma(sentence: Sentence, verb: Token) -> bool:
    i = verb.i - 1
    while i > 0 and sentence.tokens[i].pos in {"AUX", "ADV"}:
        i -= 1
    if i <= 1 or sentence.tokens[i].text != "," or sentence.child(verb.i, "ccomp", "mark"):
        return False
    subjects = [t for t in sentence.children(verb.i) if t.dep in {"nsubj", "nsubj:pass"}]
    return not subjects or (
        _bare_object(sentence, verb) is not None and all(t.i < i and _after_verb(sentence, t.i) for t in subjects)
    )


def _after_verb(sentence: Sentence, i: int) -> bool:
    """A finite verb stands before: what the parser takes for a subject ends the reported clause."""
    return any(
        t.pos in {"VERB", "AUX"} and t.morph.get("VerbForm") == "Fin" and t.dep != "acl:relcl"
        for t in sentence.tokens[:i]
    )


def _bare_object(sentence: Sentence, verb: Token) -> Token | None:
    """The nominal right behind a verb of saying, which is its subject there."""
    behind = (t for t in sentence.children(verb.i) if verb.i < t.i <= verb.i + 4 and not t.case and t.pos in NOMINAL)
    return next((t for t in behind if t.dep in {"obj", "obl:arg", "nmod", "iobj"}), None)


def _invert(sentence: Sentence, verb: Token) -> None:
    subject = _bare_object(sentence, verb)
    if subject is None:
        return
    for other in sentence.children(verb.i):  # "doit cesser d'armer les rebelles, a déclaré": they say nothing
        if other.dep in {"nsubj", "nsubj:pass"}:
            _give_back(sentence, other, verb)
    subject.dep = "nsubj"
    sentence.link()
    main = _reported(sentence, verb)
    if main is not None:
        if main.head == main.i or main.head == verb.i:
            main.dep = "root"
            main.head = main.i
        verb.head, verb.dep = main.i, "parataxis"
    sentence.link()


def _give_back(sentence: Sentence, noun: Token, verb: Token) -> None:
    """A subject that belongs to the reported clause: to its verb on the right, else as object to the one on the left."""
    right = next((t for t in sentence.tokens[noun.i + 1 : verb.i] if t.pos == "VERB"), None)
    left = next((t for t in reversed(sentence.tokens[: noun.i]) if t.pos == "VERB"), None)
    if right is not None and sentence.child(right.i, "nsubj", "nsubj:pass") is None:
        noun.head, noun.dep = right.i, "nsubj"
    elif left is not None and sentence.child(left.i, "obj") is None:
        noun.head, noun.dep = left.i, "obj"
    else:
        noun.dep = "dislocated"


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
