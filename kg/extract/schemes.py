"""Two dependency schemes to one: English ClearNLP and French UD trees become `Sentence`s with the same labels.

What the parsers are known to get wrong in a way that hides whole clauses is mended on the way, in `english` and `french`.
"""

from __future__ import annotations

from kg.extract.coordination import mend_participle_rows
from kg.extract.english import mend_english
from kg.extract.french import mend_french
from kg.extract.prepositions import fold_english
from kg.extract.tree import Sentence, Token

CLEARNLP = {
    "ROOT": "root", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "dobj": "obj", "dative": "iobj", "auxpass": "aux:pass",
    "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt", "neg": "neg", "nmod": "compound", "npadvmod": "obl:npmod", "oprd": "xcomp",
}  # fmt: skip
"""ClearNLP label → ours, where renaming is enough."""


def normalise(sentence: Sentence) -> Sentence:
    """Give the tree of one parsed sentence our labels, in place."""
    if sentence.lang == "en":
        _rename(sentence, CLEARNLP)
        fold_english(sentence)
        _raise_english_predicates(sentence)
        mend_english(sentence)
    else:
        _rename(sentence, {"ROOT": "root", "aux:tense": "aux", "aux:caus": "aux:caus"})
        mend_french(sentence)
    sentence.link()
    return sentence


def _hang_name(left: Sentence, name: Token) -> None:
    """Where a name cut off belongs: ``l'émissaire russe | Vladimir Loukine``, ``a arrêté | Navalny``, ``…, a promis | Joe Biden``."""
    last = left.tokens[-1]
    if last.pos == "VERB":
        told = left.lang == "en" or left.child(last.i, "nsubj", "nsubj:pass") is not None
        name.head, name.dep = last.i, "obj" if told else "nsubj"
    else:
        name.head, name.dep = (last.i if last.pos in {"NOUN", "PROPN"} else last.head), "flat:name"


def joined(left: Sentence, right: Sentence, text: str) -> Sentence:
    """Two parts of one sentence that the parser split: a lone name or phrase on the left becomes the subject of the right."""
    offset = len(left.tokens)
    root_left = next(t for t in left if t.head == t.i)
    root_right = next(t for t in right if t.head == t.i)
    for token in right:
        token.i += offset
        token.head += offset
    both = Sentence([*left.tokens, *right.tokens], text, left.start, right.end, left.lang)
    nominal = root_left.pos in {"NOUN", "PROPN", "PRON"}
    if nominal and root_right.pos in {"VERB", "AUX"}:
        subject = both.child(root_right.i, "nsubj", "nsubj:pass")
        if subject is not None and right.tokens[0].text == ",":
            subject.head, subject.dep = root_left.i, "appos"
            root_left.head, root_left.dep = root_right.i, "nsubj"
        elif subject is None:
            root_left.head, root_left.dep = root_right.i, "nsubj"
        else:
            root_left.head, root_left.dep = root_right.i, "dislocated"
    elif root_right.pos == "PROPN" and left.tokens[-1].pos != "PUNCT":
        _hang_name(left, root_right)
    else:
        root_right.head, root_right.dep = root_left.i, "conj" if root_right.pos == root_left.pos else "parataxis"
    both.link()
    if both.lang == "fr":
        mend_participle_rows(both)
    return both


def _rename(sentence: Sentence, table: dict[str, str]) -> None:
    for token in sentence:
        if not (token.dep == "dative" and token.pos == "ADP"):
            token.dep = table.get(token.dep, token.dep)


def _raise_english_predicates(sentence: Sentence) -> None:
    """``be`` + ``attr``/``acomp``: the predicate becomes the head and ``be`` its copula, as in UD."""
    sentence.link()
    for be in sentence:
        if be.lemma != "be" or be.dep.startswith("aux"):
            continue
        predicate = sentence.child(be.i, "attr", "acomp")
        if predicate is None:
            continue
        predicate.head, predicate.dep = (predicate.i, "root") if be.head == be.i else (be.head, be.dep)
        for child in sentence.children(be.i):
            if child.i != predicate.i:
                child.head = predicate.i
        be.head, be.dep = predicate.i, "cop"
        sentence.link()
    for token in sentence:
        if token.dep == "acomp":
            token.dep = "xcomp"  # "stands ready"
