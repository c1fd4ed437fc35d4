"""Names and lists of names: ``Croix-Rouge`` is one word, ``Brussels, Berlin and Paris`` one list, whatever the parser made of them.

It needs to know what is a name, so it runs on each sentence once its mentions are found.
"""

from __future__ import annotations

import itertools

from kg.extract.mentions import Mention
from kg.extract.objects import mend_lost_objects
from kg.extract.tree import Sentence

JOINING = frozenset({",", "et", "and", "&", "ainsi", "que"})
LAST = frozenset({"et", "and", "&"})
ARTICLES = frozenset(
    {"le", "la", "les", "l'", "the", "de", "du", "des", "d'", "of", "à", "au", "aux", "with", "avec", "en", "in", "to"}
)
PLACES = frozenset({"en", "à", "dans"})
"""One meaning, chosen by the name: ``en France, au Canada et à Cuba``."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
CONJUNCTIONS = frozenset({"after", "before", "since", "until", "as"})
"""Words that the parser takes for prepositions where they open a clause."""


def mend_names(sentence: Sentence, mentions: list[Mention]) -> None:
    """Hang the parts of a name on its head, and what the parser hung on such a part as well, in place."""
    for mention in mentions:
        inside = range(mention.first, mention.last + 1)
        strays = [i for i in inside if i != mention.head and sentence.tokens[i].head not in inside]
        for i in strays:
            stray = sentence.tokens[i]
            stray.head, stray.dep, stray.case = mention.head, "flat:name", ""
            for child in sentence.children(i):
                if child.i not in inside:
                    child.head = mention.head
        if strays:
            sentence.link()
            if sentence.lang == "fr":
                mend_lost_objects(sentence)


def mend_lists(sentence: Sentence, mentions: list[Mention]) -> None:
    """Make the later names of a list conjuncts of the first, which takes the place of all, in place."""
    run: list[Mention] = []
    closed = False
    for mention in [m for m in mentions if m.role != "demonym"]:
        joined = bool(run) and not closed and _joined(sentence, run[-1], mention)
        if not joined:
            _join(sentence, run, closed)
            run, closed = [mention], False
            continue
        run.append(mention)
        closed = any(t.lower in LAST for t in sentence.tokens[run[-2].last + 1 : mention.first])
    _join(sentence, run, closed)
    people = [m for m in mentions if m.entity.kind == "Person"]
    _mend_each_nation(sentence, people, {m.last for m in mentions if m.role == "demonym"})
    _mend_strays(sentence, people)
    _mend_nested(sentence, people)


def _mend_each_nation(sentence: Sentence, people: list[Mention], nations: set[int]) -> None:
    """``les présidents turc A et grec B``: both persons are joined, whatever the second adjective hangs on."""
    for left, right in itertools.pairwise(people):
        between = [t for t in sentence.tokens[left.last + 1 : right.first] if t.text != ","]
        if [t.lower in LAST for t in between] != [True, False] or between[1].i not in nations:
            continue
        first, second = sentence.tokens[left.head], sentence.tokens[right.head]
        elsewhere = second.dep in SUBJECTS and second.head > second.i and second.i not in sentence.subtree(first.i)
        if not elsewhere:
            second.head, second.dep, second.case = first.i, "conj", first.case
            between[1].head, between[1].dep = second.i, "amod"
            between[0].head = second.i
            sentence.link()


def _mend_strays(sentence: Sentence, people: list[Mention]) -> None:
    """``avec A, alors ambassadeur, et B``: a name coordinated with a verb goes with the name before it."""
    for left, right in itertools.pairwise(people):
        token = sentence.tokens[right.head]
        before = sentence.tokens[right.first - 1].lower if right.first else ""
        stray = token.dep == "conj" and sentence.head(token.i).pos in {"VERB", "AUX"} and not token.case
        if stray and before in LAST and sentence.tokens[left.head].case:
            token.head, token.case = left.head, sentence.tokens[left.head].case
            sentence.link()


def _mend_nested(sentence: Sentence, people: list[Mention]) -> None:
    """``President A and North Korean leader B met``: a person whose name the parser put inside the next one's is its equal."""
    for left, right in itertools.pairwise(people):
        first, second = sentence.tokens[left.head], sentence.tokens[right.head]
        between = sentence.tokens[left.last + 1 : right.first]
        joined = bool(between) and between[0].lower in LAST and not any(t.pos in {"VERB", "AUX"} for t in between)
        if not joined or first.i not in sentence.subtree(second.i) or first.i == second.i:
            continue
        root = sentence.is_root(second.i)
        first.head, first.dep, first.case = (first.i if root else second.head), second.dep, second.case
        second.head, second.dep = first.i, "conj"
        sentence.link()


def _joined(sentence: Sentence, left: Mention, right: Mention) -> bool:
    between = [t.lower for t in sentence.tokens[left.last + 1 : right.first]]
    if not 0 < len(between) <= 4 or between[0] not in JOINING or not set(between) <= JOINING | ARTICLES:
        return False
    cases = sentence.tokens[left.head].case, sentence.tokens[right.head].case
    return cases[0] == cases[1] or not cases[1] or set(cases) <= PLACES


def _is_next_subject(sentence: Sentence, run: list[Mention]) -> bool:
    """The last name of the list is the subject of a clause that is coordinated with the one before it."""
    name = sentence.tokens[run[-1].head]
    verb = sentence.head(name.i)
    before = sentence.head(verb.i)
    held = bool(sentence.tokens[run[0].head].case)
    later = verb.dep == "conj" and before.pos == "VERB" and before.i < run[0].first < name.i < verb.i
    return held and name.dep in SUBJECTS and later


def _join(sentence: Sentence, run: list[Mention], closed: bool) -> None:
    """Only runs that end with "and" are lists; a subject among them makes the whole list the subject."""
    if len(run) < 2 or not closed:
        return
    if _is_next_subject(sentence, run):
        run = run[:-1]  # "froze loans to Chad, and Mali has halted exports"
        if len(run) < 2:
            return
    first, *others = (sentence.tokens[m.head] for m in run)
    if any(first.i in {a.i for a in sentence.ancestors(o.i)} and o.dep == "conj" for o in others) and len(run) == 2:
        return
    inside = {t.i for t in (first, *others)}
    clause = first.case in CONJUNCTIONS and any(t.dep in SUBJECTS and t.head > run[-1].last for t in others)
    if clause:
        first.case = ""  # "a day after A, B and C cut ties": no preposition
    if not first.case:
        place = next((t for t in (*others, first) if t.dep in SUBJECTS and t.head not in inside), None)
        if place is not None and place.i != first.i:
            first.head, first.dep = place.head, place.dep
    for other in others:
        other.head, other.dep = first.i, "conj"
        other.case = first.case
    sentence.link()
