"""Coordination as the parsers get it wrong: which verb goes with which, and whose subject a name is.

It needs tags and labels only; what is a name of somebody is not known yet when it runs.
"""

from __future__ import annotations

from kg.extract.tree import Sentence, Token

JOINTS = frozenset({"et", "mais", "and", "but", "while"})
GO_BETWEENS = frozenset({
    "mediator", "intermediary", "facilitator", "go-between", "broker", "guarantor", "observer", "witness",
    "médiateur", "intermédiaire", "facilitateur", "garant", "observateur", "témoin",
})  # fmt: skip
"""Who takes part in talks of others."""
BETWEEN = frozenset({"AUX", "PRON", "ADV", "PART"})
"""What may stand between a subject and its verb."""


def mend_coordination(sentence: Sentence) -> None:
    """Mend one French sentence in place."""
    _mend_unlike_pairs(sentence)
    mend_participle_rows(sentence)
    _mend_second_verbs(sentence)
    _mend_split_coordination(sentence)
    mend_swallowed_subjects(sentence)


def _mend_unlike_pairs(sentence: Sentence) -> None:
    """A finite verb is not coordinated with an infinitive or participle: it goes with the finite verb above."""
    sentence.link()
    for token in sentence:
        if token.dep != "conj" or token.pos not in {"VERB", "AUX"}:
            continue
        above = sentence.head(token.i)
        if above.pos == "ADJ" and sentence.child(token.i, "obj"):  # "a fustigé un acte odieux et rappelé …"
            lifted = next((t for t in sentence.ancestors(above.i) if t.pos == "VERB"), None)
            if lifted is not None and lifted.i < token.i:
                token.head = lifted.i
                sentence.link()
            continue
        if not finite(sentence, token):
            continue
        if above.pos in {"ADV", "ADP", "PROPN", "NUM"}:  # no verb is coordinated with those
            lifted = next((t for t in sentence.ancestors(above.i) if t.pos == "VERB"), None)
            if lifted is not None and lifted.i != token.i:
                token.head = lifted.i
                sentence.link()
            continue
        if above.pos != "VERB" or finite(sentence, above):
            continue
        governor = next((t for t in sentence.ancestors(above.i) if t.pos == "VERB" and finite(sentence, t)), None)
        if governor is not None and governor.i != token.i:
            token.head = governor.i
            sentence.link()


def mend_participle_rows(sentence: Sentence) -> None:
    """``a suspendu le traité, accusé Oslo de mentir et menacé Rome``: participles with an object share the auxiliary."""
    sentence.link()
    for second in sentence:
        row = sentence.tokens[second.i - 1] if second.i else second
        kids = sentence.children(second.i)
        if row.lower not in {",", "et", "puis", "ou"} or not bare_participle(sentence, second):
            continue
        if not any(t.dep == "obj" and t.i > second.i and not t.case for t in kids) or any(
            t.case == "par" for t in kids
        ):
            continue
        first = next((t for t in reversed(sentence.tokens[: row.i]) if _has_tense_of_avoir(sentence, t)), None)
        above = sentence.head(second.i)
        described = above.dep in {"acl", "amod"} and bare_participle(sentence, above)
        if first is None or (second.dep == "conj" and above.pos == "VERB" and not described) or second.i == above.i:
            continue
        if second.dep not in {"advcl", "acl", "amod", "dep", "parataxis", "conj", "appos"}:
            continue
        if second.i in {t.i for t in sentence.ancestors(first.i)}:
            continue
        if above.dep == "parataxis" and above.head == first.i and above.i == first.i + 1:
            above.dep = "obj"  # "a repris Kidal et chassé …"
        second.head, second.dep, second.case = first.i, "conj", ""
        sentence.link()


def bare_participle(sentence: Sentence, token: Token) -> bool:
    """A past participle without auxiliary or subject of its own."""
    past = token.pos == "VERB" and token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past"
    return past and not any(t.dep.startswith(("aux", "nsubj")) for t in sentence.children(token.i))


def _has_tense_of_avoir(sentence: Sentence, token: Token) -> bool:
    return token.pos == "VERB" and any(
        t.dep.startswith("aux") and t.lemma == "avoir" and t.i < token.i for t in sentence.children(token.i)
    )


def _mend_second_verbs(sentence: Sentence) -> None:
    """``a déploré X et appelé Y à lever``: what stands behind the second verb is the second verb's."""
    sentence.link()
    for second in sentence:
        first = sentence.head(second.i)
        if second.dep != "conj" or second.pos != "VERB" or first.pos != "VERB" or first.i > second.i:
            continue
        for child in sentence.children(first.i):
            if child.i > second.i and child.dep in {"obj", "iobj", "xcomp", "ccomp", "obl:arg", "obl:agent"}:
                child.head = second.i
        sentence.link()


def _mend_split_coordination(sentence: Sentence) -> None:
    """``Téhéran rejette ce jugement et accuse Bruxelles``: what stands before ``et`` is no subject of the verb behind it."""
    sentence.link()
    for verb in sentence:
        joint = sentence.child(verb.i, "cc")
        if verb.dep == "conj" or verb.pos != "VERB" or joint is None or not 0 < verb.i - joint.i <= 3:
            continue
        if any(t.pos not in {"AUX", "PRON", "ADV", "PART"} for t in sentence.tokens[joint.i + 1 : verb.i]):
            continue
        first = next((t for t in reversed(sentence.tokens[: joint.i]) if t.pos == "VERB" and finite(sentence, t)), None)
        if first is None or not finite(sentence, verb) or verb.i in {a.i for a in sentence.ancestors(first.i)}:
            continue
        for stray in sentence.children(verb.i):
            if stray.i < joint.i and stray.dep in {"nsubj", "nsubj:pass", "obj"}:
                stray.head, stray.dep = first.i, "obj"
        verb.head, verb.dep = first.i, "conj"
        sentence.link()


def mend_swallowed_subjects(sentence: Sentence) -> None:
    """``Berlin a condamné le raid et Oslo l'a jugé …``: a name between ``et`` and a finite verb is its subject, no second raid."""
    sentence.link()
    for name in sentence:
        joint = sentence.tokens[name.i - 1] if name.i else name
        if name.dep != "conj" or name.case or joint.lower not in JOINTS or not name.text[0].isupper():
            continue
        verb = next((t for t in sentence.tokens[name.i + 1 :] if t.pos not in BETWEEN), None)
        above = next((t for t in sentence.ancestors(name.i) if t.pos == "VERB" and finite(sentence, t)), None)
        if verb is None or above is None or verb.pos != "VERB" or above.i >= name.i or not finite(sentence, verb):
            continue
        if verb.i == above.i or any(t.dep.startswith("nsubj") for t in sentence.children(verb.i)):
            continue
        name.head, name.dep = verb.i, "nsubj"
        verb.head, verb.dep, verb.case = above.i, "conj", ""
        joint.head = verb.i
        sentence.link()


def finite(sentence: Sentence, token: Token) -> bool:
    """Whether a verb has a tense, in itself or by its auxiliary."""
    if token.morph.get("VerbForm") == "Fin":
        return True
    return any(t.dep.startswith("aux") and t.morph.get("VerbForm") == "Fin" for t in sentence.children(token.i))


def mend_second_names(sentence: Sentence) -> None:
    """``Portugal, the former colonial power, and the African Union``: what stands behind an aside and ``and`` is joined to the name."""
    sentence.link()
    for second in sentence:
        aside = sentence.head(second.i)
        name = sentence.head(aside.i)
        if second.dep != "conj" or second.pos != "PROPN" or aside.pos != "NOUN" or aside.dep not in {"appos", "conj"}:
            continue
        opens, _ = sentence.phrase(aside.i)
        start, _ = sentence.phrase(second.i)
        joint = [t.lower for t in sentence.tokens[max(0, start - 2) : start]]
        closed = joint in ([",", "and"], [",", "et"]) and sentence.tokens[opens - 1].text == ","
        if closed and name.pos == "PROPN" and name.i < opens <= aside.i < second.i:
            second.head, aside.dep = name.i, "appos"
            sentence.link()


def mend_gaps(sentence: Sentence) -> None:
    """``Rome a rompu avec Quito, et Lima condamné l'intrusion``: a participle behind a second subject shares the auxiliary."""
    sentence.link()
    for verb in sentence.tokens[3:]:
        subject = sentence.tokens[verb.i - 1]
        start = next((j for j in range(subject.i, 0, -1) if sentence.tokens[j - 1].pos not in {"DET", "PROPN"}), 1)
        opens = sentence.tokens[start - 1].lower == "et" and sentence.tokens[start - 2].text == ","
        gapped = verb.dep == "acl" and verb.head in range(start, verb.i) and sentence.child(verb.i, "obj") is not None
        if not (opens and gapped) or verb.morph.get("VerbForm") != "Part" or subject.pos != "PROPN":
            continue
        whole = [t for t in sentence.tokens[:start] if t.pos == "VERB" and _has_tense_of_avoir(sentence, t)]
        first = next((t for t in whole if not t.dep.startswith(("acl", "advcl"))), None)
        if first is None:
            continue
        name = sentence.tokens[verb.head]
        verb.head, verb.dep = first.i, "conj"
        name.head, name.dep, name.case = verb.i, "nsubj", ""
        sentence.link()


def mend_as_said(sentence: Sentence) -> None:
    """``comme l'avait demandé Pékin``, ``comme Pékin l'avait demandé``: the name is who asked, and not what was asked."""
    sentence.link()
    for opening in sentence:
        behind = sentence.tokens[opening.i + 1 : opening.i + 9]
        verb = next((t for t in behind if t.pos == "VERB"), None)
        if opening.lower != "comme" or verb is None or sentence.child(verb.i, "nsubj", "nsubj:pass") is not None:
            continue
        between = sentence.tokens[opening.i + 1 : verb.i]
        it = next((t for t in between if t.lower == "l'" and t.pos == "PRON"), None)
        if it is None or any(t.pos in {"CCONJ", "ADP", "PUNCT"} for t in between):
            continue
        if any(t.pos not in {"AUX", "ADV"} for t in sentence.tokens[it.i + 1 : verb.i]):
            continue
        before = [t for t in between if t.pos in {"NOUN", "PROPN"}]
        after = [t for t in sentence.tokens[verb.i + 1 : verb.i + 4] if t.head == verb.i and t.dep == "obj"]
        name = next(iter(before or after), None)
        if name is not None:
            name.head, name.dep, name.case = verb.i, "nsubj", ""
            opening.head, opening.dep = verb.i, "mark"
            sentence.link()


def mend_likewise(sentence: Sentence) -> None:
    """``Brazil condemned the raid, as did Chile``, ``tout comme le Chili``: who does the same is one more subject."""
    sentence.link()
    for word in sentence:
        second = _does_so(sentence, word) if sentence.lang == "en" else _compared(sentence, word)
        if second is None:
            continue
        above = sentence.head(word.i) if sentence.lang == "en" else next(
            (t for t in reversed(sentence.tokens[: word.i]) if t.pos == "VERB" and finite(sentence, t)), word
        )  # fmt: skip
        first = sentence.child(above.i, "nsubj", "nsubj:pass")
        if first is None or first.i > word.i or second.i in {a.i for a in sentence.ancestors(first.i)}:
            continue
        second.head, second.dep, second.case = first.i, "conj", ""
        sentence.link()


def _does_so(sentence: Sentence, verb: Token) -> Token | None:
    """The subject of ``as did Chile``, ``so has Peru``."""
    if verb.lower not in {"did", "does", "do", "has", "have", "had"} or verb.dep not in {"advcl", "conj", "parataxis"}:
        return None
    opens = verb.i and sentence.tokens[verb.i - 1].lower in {"as", "so"}
    behind = sentence.child(verb.i, "nsubj", "obj", "attr")
    return behind if opens and behind is not None and behind.i > verb.i else None


def _compared(sentence: Sentence, word: Token) -> Token | None:
    """The noun of ``, de même que le Chili``, ``, tout comme Lima``."""
    words = [t.lower for t in sentence.tokens[max(0, word.i - 3) : word.i + 1]]
    if words[-3:] != [",", "tout", "comme"] and words[-4:] != [",", "de", "même", "que"]:
        return None
    behind = sentence.tokens[word.i + 1 : word.i + 4]
    noun = next((t for t in behind if t.pos in {"NOUN", "PROPN"}), None)
    return noun if noun is not None and all(t.pos == "DET" for t in behind[: noun.i - word.i - 1]) else None


def mend_absolutes(sentence: Sentence) -> None:
    """``with Cuba and Norway as mediators``, ``avec Cuba pour médiateur``: they are that, and nobody acts with them."""
    sentence.link()
    for role in sentence:
        if role.lemma not in GO_BETWEENS or role.case not in {"as", "comme", "pour"}:
            continue
        beside = [sentence.head(role.i), *sentence.children(role.head)]
        name = next((t for t in (_first_conjunct(sentence, b) for b in beside) if t.case in {"with", "avec"}), None)
        if name is None or name.i >= role.i:
            continue
        if role.i in sentence.subtree(name.i):
            role.head, role.dep = name.head, name.dep
        for i in sentence.conjuncts(name.i):
            sentence.tokens[i].case = ""
        name.head, name.dep = role.i, "nsubj"
        sentence.link()


def _first_conjunct(sentence: Sentence, token: Token) -> Token:
    while token.dep == "conj" and token.head < token.i:
        token = sentence.head(token.i)
    return token
