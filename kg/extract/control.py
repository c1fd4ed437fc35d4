"""``a sommé l'ambassadeur de partir``: an infinitive that the parser hung on the object completes the verb that asks for it.

It needs the lexicon's verbs that tell somebody to do something, so it runs after parsing, on each sentence before it is read.
"""

from __future__ import annotations

from kg.extract.tree import Sentence
from kg.lexicon.records import Lexicon

MARKS = frozenset({"de", "d'", "à"})


def mend_control(sentence: Sentence, lexicon: Lexicon) -> None:
    """Give verbs whose object does the act of the complement that complement, in place."""
    if sentence.lang != "fr":
        return
    for clause in sentence:
        noun = sentence.head(clause.i)
        verb = sentence.head(noun.i)
        if clause.dep != "acl" or clause.morph.get("VerbForm") != "Inf" or clause.case not in MARKS:
            continue
        asks = any(e.control in {"obj", "à"} and e.embeds for e in lexicon.verbs.get(verb.lemma, ()))
        if asks and noun.dep in {"obj", "iobj", "obl:arg", "nsubj:pass"} and noun.i != verb.i:
            clause.head, clause.dep = verb.i, "xcomp"
            sentence.link()
