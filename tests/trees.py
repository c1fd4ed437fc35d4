"""Hand-built dependency trees for tests: no model is loaded, every label is visible."""

from __future__ import annotations

from kg.extract.tree import Sentence, Token


def tree(spec: str, lang: str = "en") -> Sentence:
    """A sentence from ``word/lemma/POS/dep>head`` tokens; ``(case)`` after dep, ``{Key=Value,…}`` after the head.

    >>> s = tree("Mali/Mali/PROPN/nsubj>1 condemned/condemn/VERB/root>1 it/it/PRON/obj>1")
    >>> [t.i for t in s.children(1)]
    [0, 2]
    """
    tokens: list[Token] = []
    offset = 0
    for i, item in enumerate(spec.split()):
        item, _, morph = item.partition("{")
        rest, _, head = item.rpartition(">")
        word, lemma, pos, dep = rest.split("/")
        dep, _, case = dep.partition("(")
        features = dict(pair.split("=") for pair in morph.rstrip("}").split(",") if pair)
        tokens.append(
            Token(
                i,
                word,
                lemma,
                pos,
                dep,
                int(head),
                offset,
                offset + len(word),
                features,
                case.rstrip(")").replace("_", " "),
            )
        )
        offset += len(word) + 1
    text = " ".join(t.text for t in tokens)
    return Sentence(tokens, text, 0, len(text), lang)
