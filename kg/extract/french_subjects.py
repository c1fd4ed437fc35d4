"""Subjects that the French parser lost: ``Réunis à Bamako, les ministres ont suspendu …``, ``En mars, les insurgés avaient attaqué``.

A finite verb without a subject, or with one that cannot be it, gets the noun phrase that ends right before its verb group.
"""

from __future__ import annotations

from kg.extract.coordination import finite
from kg.extract.frames import SUBJECTS
from kg.extract.french import RELATIVE_WORDS
from kg.extract.tree import Sentence, Token

GROUP = frozenset({"AUX", "ADV", "PART"})
"""Parts of speech that a verb group may have before its verb, and its clitics."""
CLITICS = frozenset({"se", "s'", "ne", "n'", "le", "la", "l'", "les", "lui", "leur", "en", "y", "nous", "vous"})
OPENERS = frozenset(
    {"que", "qu'", "si", "s'", "quand", "lorsque", "lorsqu'", "mais", "car", "tandis", "alors", "puisque", "donc"}
)
"""Words that a clause may begin with, before its subject."""
MARKS = frozenset({",", ";", ":", '"', "«", "»", "—", "–", "("})
"""Signs that a clause may begin behind."""
TOLD = SUBJECTS | {"expl:subj"}
PARTICIPLE_ENDINGS = ("é", "ée", "és", "ées", "i", "ie", "is", "ies", "it", "its", "u", "ue", "us", "ues")
"""How a past participle ends, which the tagger takes for a name where it opens a sentence."""


def mend_french_subjects(sentence: Sentence) -> None:
    """Give such verbs their subject, in place."""
    if sentence.lang != "fr":
        return
    for verb in sentence:
        nominal = verb.dep.split(":")[0] in {"obj", "iobj", "obl", "nmod", "amod", "det"} or verb.dep == "acl:relcl"
        if verb.pos != "VERB" or not finite(sentence, verb) or nominal:
            continue  # "l'offre" is no verb, whatever the tagger says
        _mend_voice(sentence, verb)
        told = [_whole(sentence, t) for t in sentence.children(verb.i) if t.dep in TOLD]
        halves = [t for t in told if t.i < verb.i and t.pos in {"NOUN", "PROPN"} and _behind_et(sentence, t)]
        if any(not _cannot_be(sentence, t, verb) for t in told if t not in halves):
            continue
        row = _row(sentence, halves[0]) if halves else _before(sentence, verb)
        if not row or (row[0] in told and not row[0].case):
            continue
        for other in told:
            if other not in row:
                other.dep = "obj" if other.i > verb.i else "dislocated"
        _attach(sentence, row, verb)


def _mend_voice(sentence: Sentence, verb: Token) -> None:
    """``Paris a rejeté``: with ``avoir`` alone nothing is passive, whatever the parser calls the subject."""
    helpers = [t for t in sentence.children(verb.i) if t.dep.startswith("aux")]
    if [t.lemma for t in helpers] == ["avoir"] and helpers[0].dep != "aux:pass":
        for token in sentence.children(verb.i):
            token.dep = "nsubj" if token.dep == "nsubj:pass" else token.dep


def _whole(sentence: Sentence, subject: Token) -> Token:
    """``[Un bombardier russe] Su-24 a été abattu``: the noun right before a code or a name is the subject."""
    noun = next(
        (t for t in sentence.children(subject.head) if t.dep == "dislocated" and t.pos == "NOUN" and not t.case), None
    )
    named = subject.pos in {"PROPN", "X"} or any(c.isdigit() for c in subject.text)
    if noun is None or not named:
        return subject
    between = sentence.tokens[sentence.phrase(noun.i)[1] + 1 : subject.i]
    if noun.i > subject.i or any(t.pos != "PROPN" or t.head != noun.i for t in between):
        return subject
    noun.dep, subject.dep, subject.head = subject.dep, "flat:name", noun.i
    sentence.link()
    return noun


def _behind_et(sentence: Sentence, subject: Token) -> bool:
    """Half of a subject: ``[le gouvernement et] les Farc ont conclu``."""
    start = _start(sentence, subject)
    return start > 1 and sentence.tokens[start - 1].lower == "et" and sentence.child(subject.i, "conj") is None


def _cannot_be(sentence: Sentence, subject: Token, verb: Token) -> bool:
    """Behind a preposition or ``M.`` behind the verb, or a participle that opens the sentence: ``Réunis lundi à …, les ministres``."""
    if subject.i > verb.i and subject.lower in {"m.", "mme"}:
        return True
    if subject.case and subject.case not in {"de", "des"} and subject.i < verb.i and subject.pos != "PRON":
        return True
    opens = subject.i == 0 and subject.lower.endswith(PARTICIPLE_ENDINGS) and len(sentence) > 2
    behind = sentence.tokens[1] if opens else subject
    return opens and behind.pos == "ADP" and any(t.text == "," for t in sentence.tokens[1 : verb.i])


def _before(sentence: Sentence, verb: Token) -> list[Token]:
    """The heads of the noun phrases, joined by ``et``, that end where the verb group begins."""
    tokens = sentence.tokens
    last = verb.i - 1
    while last >= 0 and (tokens[last].pos in GROUP or (tokens[last].lower in CLITICS and tokens[last].pos != "NOUN")):
        last -= 1
    if last >= 0 and tokens[last].text == ")":
        last = next((j for j in range(last, 0, -1) if tokens[j].text == "("), 0) - 1
    if last > 1 and tokens[last].text == ",":
        last = _before_aside(sentence, last)
    if (
        last < 0
        or tokens[last].pos not in {"NOUN", "PROPN", "ADJ", "NUM", "VERB"}
        or tokens[last].lower in RELATIVE_WORDS
    ):
        return []
    found = _first_noun(sentence, last)
    return _row(sentence, found) if found is not None else []


def _before_aside(sentence: Sentence, comma: int) -> int:
    """The token before what stands between two commas: a relative clause, a participle, an apposition."""
    tokens = sentence.tokens
    for j in range(comma - 2, 0, -1):
        if tokens[j].text in {";", ":", '"', "«", "»"}:
            break
        inside = tokens[j + 1 : comma]
        if tokens[j].text != "," or any(t.pos == "CCONJ" and t.i == j + 1 for t in inside):
            continue
        opens = [t.lower for t in inside[:2]]
        relative = opens[0] in RELATIVE_WORDS or (inside[0].pos == "ADP" and opens[-1] in RELATIVE_WORDS)
        verbs = any(t.pos in {"VERB", "AUX"} and t.morph.get("VerbForm") == "Fin" for t in inside)
        if relative or not verbs:
            return j - 1 if relative or inside[0].pos not in {"ADP", "ADV", "SCONJ"} else -1
    return -1


def _row(sentence: Sentence, last: Token) -> list[Token]:
    """All of ``A, B et C``, first to last; nobody where ``et`` joins what a preposition holds: ``par des raids et des tirs``."""
    row = [last]
    while (first := _start(sentence, row[0])) > 1:
        joint, left = sentence.tokens[first - 1].lower, _first_noun(sentence, first - 2)
        if joint == "et" and sentence.tokens[first - 2].text == ",":  # "Lisbonne, ancienne métropole, et Paris ont"
            opens = _before_aside(sentence, first - 2)
            left = _first_noun(sentence, opens) if opens >= 0 else None
            if left is None or not left.text[0].isupper() or left.case:
                break
            row.insert(0, left)
        elif joint == "," and left is not None and _listed(row[0], left):
            row.insert(0, left)
        elif joint not in {"et", "ou"} or sentence.tokens[first - 2].text == ",":
            break
        elif left is None:
            return []
        else:
            row.insert(0, left)
    return row


def _listed(token: Token, left: Token) -> bool:
    """The parser saw that both belong to one list."""
    return token.dep == "conj" and (left.i == token.head or (left.dep == "conj" and left.head == token.head))


def _start(sentence: Sentence, noun: Token) -> int:
    """Where its phrase begins: at its article or the adjectives and numbers before it."""
    start = noun.i
    while start > 0 and sentence.tokens[start - 1].pos in {"DET", "NUM", "ADJ"}:
        start -= 1
    return start


def _first_noun(sentence: Sentence, last: int) -> Token | None:
    """The head of the phrase that ends at `last`: its first noun, where a clause begins before it and no preposition does."""
    tokens = sentence.tokens
    if last < 0:
        return None
    start = last
    while start > 0 and not _bounds(tokens[start - 1]):
        start -= 1
    if any(t.pos == "VERB" and finite(sentence, t) for t in tokens[start : last + 1]):
        return None
    while start <= last and tokens[start].pos in {"DET", "NUM", "ADJ"} and tokens[start].i < last:
        start += 1
    head = tokens[start]
    return head if head.pos in {"NOUN", "PROPN"} and tokens[start].lower not in RELATIVE_WORDS else None


def _bounds(token: Token) -> bool:
    return (
        token.text in MARKS or token.lower in OPENERS or (token.pos == "CCONJ" and token.lower in {"et", "mais", "ou"})
    )


def _attach(sentence: Sentence, row: list[Token], verb: Token) -> None:
    """Make a row of nouns the subject of a verb, which first takes the place of those it hung on."""
    inside = {t.i for t in row}
    above = [a for a in sentence.ancestors(verb.i) if a.i in inside]
    if above:
        top = above[-1]
        root = sentence.is_root(top.i)
        verb.head, verb.dep = (verb.i, "root") if root else (top.head, top.dep)
    passive = any(t.dep == "aux:pass" for t in sentence.children(verb.i))
    subject, *others = row
    subject.head, subject.dep, subject.case = verb.i, "nsubj:pass" if passive else "nsubj", ""
    for other in others:
        other.head, other.dep, other.case = subject.i, "conj", ""
    sentence.link()
