"""What the English parser gets wrong in ways that hide whole clauses, mended in place once the labels are ours.

It looks at shapes and order, never at what words mean; French has its own mends in `kg.extract.french`.
"""

from __future__ import annotations

from kg.extract.coordination import finite, mend_absolutes, mend_likewise, mend_second_names, mend_swallowed_subjects
from kg.extract.tree import Sentence, Token

NOMINAL = frozenset({"NOUN", "PROPN"})
INNER = frozenset({"compound", "flat", "amod", "det", "nummod", "nmod:poss", "case", "punct"})
NAMING_VERBS = frozenset(
    {"brand", "call", "label", "dub", "term", "deem", "name", "declare", "consider", "pronounce", "proclaim"}
)
"""Verbs with an object and what the object is called."""
GIVING = frozenset(
    {"give", "hand", "grant", "offer", "promise", "send", "lend", "sell", "owe", "pay", "award", "issue"}
)
"""Verbs whose one object gets the other."""


def mend_english(sentence: Sentence) -> None:
    """Mend one English sentence in place."""
    _mend_verbless_sentences(sentence)
    _lift_adverbial_prepositions(sentence)
    _mend_headline_pairs(sentence)
    _mend_paired_objects(sentence)
    mend_swallowed_subjects(sentence)
    _mend_lost_subjects(sentence)
    _mend_nations(sentence)
    _mend_second_subjects(sentence)
    _mend_adjectives_behind_as(sentence)
    _mend_second_objects(sentence)
    _mend_given_antecedents(sentence)
    mend_second_names(sentence)
    mend_likewise(sentence)
    mend_absolutes(sentence)
    sentence.link()


def _mend_verbless_sentences(sentence: Sentence) -> None:
    """``The two armies fought with clubs.`` read as a noun with a participle: a full sentence has a finite verb."""
    root = next((t for t in sentence if t.head == t.i), None)
    if root is None or root.pos not in {"NOUN", "PROPN"} or not sentence.text.rstrip('" ').endswith("."):
        return
    if any(t.morph.get("VerbForm") == "Fin" for t in sentence):
        return
    verb = next(
        (
            t
            for t in sentence.children(root.i)
            if t.dep == "acl" and t.i > root.i and t.lower.endswith(("ed", "ght", "t"))
        ),
        None,
    )
    if verb is None:
        return
    verb.head, verb.dep = verb.i, "root"
    root.head, root.dep = verb.i, "nsubj"
    verb.morph = {"VerbForm": "Fin", "Tense": "Past"}
    for child in sentence.children(root.i):
        if child.i < root.i and child.case:
            child.head, child.dep = verb.i, "obl"
    sentence.link()


def _lift_adverbial_prepositions(sentence: Sentence) -> None:
    """``ahead of talks``: one preposition, not an adverb with a complement."""
    for token in sentence:
        above = sentence.head(token.i)
        if token.case == "of" and above.lower == "ahead" and above.i < token.i and above.head != above.i:
            noun = sentence.head(above.i).pos in NOMINAL
            token.head, token.dep, token.case = above.head, "nmod" if noun else "obl", "ahead of"
            above.head, above.dep = token.i, "case"
            sentence.link()


def _mend_headline_pairs(sentence: Sentence) -> None:
    """``Macron, Scholz to meet in Paris``: two names joined by a comma are the subject of the infinitive behind them."""
    root = next((t for t in sentence if t.head == t.i), None)
    if root is None or root.pos not in NOMINAL:
        return
    clause = sentence.child(root.i, "acl:relcl", "acl", "xcomp")
    beside = sentence.child(root.i, "appos", "conj")
    if clause is None or beside is None or beside.i > clause.i or clause.pos != "VERB":
        return
    to = next((t for t in sentence.children(clause.i) if t.lower == "to" and t.dep == "aux"), None)
    if to is None or sentence.tokens[to.i - 1].pos not in NOMINAL:
        return
    clause.head, clause.dep = clause.i, "root"
    root.head, root.dep = clause.i, "nsubj"
    beside.dep = "conj"
    sentence.link()


def _mend_lost_subjects(sentence: Sentence) -> None:
    """``Ahead of talks with Cairo, Addis Ababa agreed``: a name between a comma and its verb is no apposition."""
    for verb in sentence:
        if verb.pos not in {"VERB", "AUX"} or verb.dep.startswith(("aux", "cop", "acl", "conj")):
            continue
        if not finite(sentence, verb) or sentence.child(verb.i, "nsubj", "nsubj:pass", "csubj", "expl"):
            continue
        noun = _noun_before(sentence, verb)
        if noun is not None:
            noun.head, noun.dep = verb.i, "nsubj:pass" if sentence.child(verb.i, "aux:pass") else "nsubj"
            sentence.link()


def _noun_before(sentence: Sentence, verb: Token) -> Token | None:
    """The head of a noun phrase, or of a row of them, that stands between a comma and a verb."""
    j = verb.i - 1
    while j > 0 and sentence.tokens[j].pos in {"AUX", "ADV", "PART"}:
        j -= 1
    noun = sentence.tokens[j]
    while noun.dep in INNER and noun.i < noun.head < verb.i:
        noun = sentence.head(noun.i)
    while noun.dep == "conj" and sentence.tokens[sentence.phrase(noun.i)[0] - 1].lower == "and" and noun.head < noun.i:
        noun = sentence.head(noun.i)
    if (
        noun.pos not in NOMINAL
        or noun.case
        or noun.head > noun.i
        or noun.dep not in {"appos", "conj", "obj", "compound"}
    ):
        return None
    first, _ = sentence.phrase(noun.i)
    return noun if first > 1 and sentence.tokens[first - 1].text == "," else None


def _mend_paired_objects(sentence: Sentence) -> None:
    """``imposed visa bans and asset freezes on …``: the second of two plural objects is no verb."""
    for token in sentence.tokens:
        verb = sentence.head(token.i)
        if token.pos != "VERB" or token.dep != "ccomp" or not token.lower.endswith("s") or verb.pos != "VERB":
            continue
        kids = sentence.children(token.i)
        first = next((t for t in kids if t.dep == "nsubj" and verb.i < t.i < token.i and t.pos == "NOUN"), None)
        if first is None or any(t.dep in {"aux", "mark", "obj"} for t in kids) or sentence.child(verb.i, "obj"):
            continue
        second = [t for t in sentence.children(first.i) if t.dep == "conj"]
        if [t.i for t in second] != [token.i - 1] or not any(t.dep == "cc" for t in sentence.children(first.i)):
            continue
        token.pos, token.dep, token.head = "NOUN", "conj", first.i
        second[0].dep, second[0].head = "compound", token.i
        first.dep, first.head = "obj", verb.i
        for kid in kids:
            if kid is not first and kid.i > token.i:
                kid.head = verb.i
        sentence.link()


def _mend_adjectives_behind_as(sentence: Sentence) -> None:
    """``described the raid as "hostile"``: the adjective below ``as`` says what the object is called."""
    for as_ in sentence:
        if as_.lower != "as" or as_.dep != "prep":
            continue
        word = next((t for t in sentence.children(as_.i) if t.pos in {"ADJ", "VERB"} and t.i > as_.i), None)
        verb = next((t for t in sentence.ancestors(as_.i) if t.pos == "VERB" and t.i < as_.i), None)
        if word is not None and verb is not None:
            word.head, word.dep, word.case = verb.i, "obl", "as"
            as_.head, as_.dep = word.i, "case"
            sentence.link()


def _mend_nations(sentence: Sentence) -> None:
    """``Pakistani fighter jets``: an adjective with a capital belongs to the whole, not to the noun that is only part of it."""
    for token in sentence:
        part = sentence.head(token.i)
        if token.dep == "amod" and token.text[0].isupper() and part.dep == "compound" and token.i < part.i < part.head:
            token.head = part.head
    sentence.link()


def _mend_second_subjects(sentence: Sentence) -> None:
    """``The ministry summoned British ambassador A``: of two subjects the one right behind the verb is its object.

    Side by side before it, ``the bloc ECOWAS``, they are one: what somebody is, and the name.
    """
    for verb in sentence:
        if verb.pos != "VERB" or sentence.child(verb.i, "obj", "ccomp", "aux:pass") is not None:
            continue
        subjects = [t for t in sentence.children(verb.i) if t.dep == "nsubj"]
        if len(subjects) == 2 and subjects[0].i < verb.i < subjects[1].i:
            first, _ = sentence.phrase(subjects[1].i)
            if first == verb.i + 1 or sentence.tokens[verb.i + 1].pos == "DET":
                subjects[1].dep = "obj"
        elif len(subjects) == 2 and subjects[1].i == subjects[0].i + 1 < verb.i and subjects[0].pos == "NOUN":
            noun, name = subjects  # "the bloc ECOWAS": one of them, by what it is and by its name
            for child in (noun, *sentence.children(noun.i)):
                child.head = name.i
            noun.dep, name.pos = "compound", "PROPN"
            sentence.link()


def _mend_second_objects(sentence: Sentence) -> None:
    """``branded Israel a terrorist state``: of two objects of a naming verb the second is what the first is called."""
    for verb in sentence:
        if verb.lemma not in NAMING_VERBS:
            continue
        _part_from_adjective(sentence, verb)
        called = [
            t for t in sentence.children(verb.i) if t.dep == "xcomp" and t.i > verb.i and t.pos in {"NOUN", "ADJ"}
        ]
        if len(called) == 2 and called[0].pos == "NOUN" and sentence.child(verb.i, "obj", "nsubj:pass") is None:
            called[0].dep = "obj"  # "called the offer unacceptable"
        objects = [t for t in sentence.children(verb.i) if t.dep in {"obj", "iobj"} and t.i > verb.i]
        if len(objects) == 2:
            objects[0].dep, objects[1].dep = "obj", "xcomp"
        elif len(objects) == 1:
            behind = next((t for t in sentence.children(objects[0].i) if t.dep == "amod" and t.i > objects[0].i), None)
            if behind is not None:  # "called the decision "reckless""
                behind.head, behind.dep = verb.i, "xcomp"
                sentence.link()


def _mend_given_antecedents(sentence: Sentence) -> None:
    """``the aid (that) France had promised Mali``: what is promised stands before the clause, so that its object gets it."""
    for verb in sentence:
        if verb.dep != "acl:relcl" or verb.lemma not in GIVING:
            continue
        kids = sentence.children(verb.i)
        relative = next((t for t in kids if t.i < verb.i and t.lower in {"that", "which"}), None)
        subject = next((t for t in kids if t.dep == "nsubj" and t is not relative), None)
        objects = [t for t in kids if t.dep in {"obj", "iobj"} and t.i > verb.i]
        lost = relative is not None and relative.dep in {"obj", "iobj"}
        if subject is None or len(objects) != 1 or not (lost or objects[0].pos == "PROPN"):
            continue
        objects[0].dep = "iobj"
        if relative is not None:
            relative.dep, relative.pos = "obj", "PRON"


def _part_from_adjective(sentence: Sentence, verb: Token) -> None:
    """``called the German apology historic``, read as one phrase: the noun is the object, the adjective what it is called."""
    adjective = sentence.child(verb.i, "xcomp", "obj")
    if (
        adjective is None
        or adjective.pos != "ADJ"
        or sentence.child(verb.i, "obj", "nsubj:pass") not in (None, adjective)
    ):
        return
    noun = sentence.tokens[adjective.i - 1]
    if noun.head != adjective.i or noun.dep != "compound" or noun.pos not in NOMINAL:
        return
    for child in sentence.children(adjective.i):
        if child.i < noun.i:
            child.head = noun.i
    noun.head, noun.dep = verb.i, "obj"
    adjective.dep = "xcomp"
    sentence.link()
