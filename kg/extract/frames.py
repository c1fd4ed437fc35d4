"""A predicate with its slots, the same for both languages: who stands where around a verb, noun or adjective.

It reads the tree and falls back on order where the tree is broken; it knows no lexicon entry and no actor.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.tree import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:caus"})
OBLIQUES = frozenset({"obl", "obl:arg", "obl:mod", "obl:agent", "nmod", "obl:npmod"})
CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "parataxis"})
RELATIVES = {
    "qui": "subj",
    "que": "obj",
    "qu'": "obj",
    "dont": "de",
    "who": "subj",
    "which": "subj",
    "that": "subj",
    "whom": "obj",
    "auquel": "à",
    "auxquels": "à",
    "auxquelles": "à",
    "laquelle": "subj",
    "lequel": "subj",
    "laquelle ": "subj",
    "lesquels": "subj",
    "lesquelles": "subj",
    "où": "à",
    "whose": "poss",
}
INTRANSITIVE_ETRE = frozenset(
    {
        "aller",
        "arriver",
        "venir",
        "partir",
        "devenir",
        "entrer",
        "sortir",
        "mourir",
        "naître",
        "rester",
        "tomber",
        "revenir",
        "retourner",
        "convenir",
        "rentrer",
        "intervenir",
        "parvenir",
        "monter",
        "descendre",
        "redescendre",
        "ressortir",
        "repartir",
        "remonter",
        "passer",
    }
)
CLITIC_DATIVES = frozenset({"lui", "leur"})


@dataclass(slots=True)
class Frame:
    """Slots → token indices; prepositions are slots under their own text."""

    head: int
    pos: str
    slots: dict[str, list[int]] = field(default_factory=dict)
    passive: bool = False
    complement: list[int] = field(default_factory=list)
    """Heads of the clauses that complete the predicate."""
    raised: list[int] = field(default_factory=list)
    """Subjects of infinitives that are objects of this verb as well: ``wants Washington to …``."""

    def add(self, slot: str, i: int) -> None:
        held = self.slots.setdefault(slot, [])
        if i not in held:
            held.append(i)


def is_verb(token: Token) -> bool:
    """A verb that heads a clause, no auxiliary and no copula."""
    return token.pos in {"VERB", "AUX"} and not token.dep.startswith(("aux", "cop"))


def is_passive(sentence: Sentence, i: int) -> bool:
    """Passive by auxiliary, by passive subject, or a past participle that modifies a noun or opens a clause."""
    token = sentence.tokens[i]
    kids = sentence.children(i)
    if (sentence.lang == "fr" and token.lemma in INTRANSITIVE_ETRE) or any(
        t.lower in {"se", "s'"} for t in kids if t.i < i
    ):
        return False
    if any(t.dep in {"aux:pass", "nsubj:pass", "csubj:pass"} for t in kids):
        return True
    participle = token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past"
    if participle and token.dep == "xcomp" and sentence.head(i).lemma in {"rester", "demeurer"}:
        return True  # "restent gelés par X"
    has_auxiliary = any(t.dep.startswith("aux") or t.dep == "cop" for t in kids)
    has_subject = any(t.dep in SUBJECTS for t in kids)
    if participle and not has_auxiliary and not has_subject and token.dep == "conj":
        return is_passive(sentence, token.head)
    if sentence.lang == "fr" and participle and not has_auxiliary and token.dep == "root":
        # a headline, "Le roi attendu au Kenya"; "enjoint" and the like are as well the present
        return not any(t.dep == "obj" for t in kids) and not token.lower.endswith("t")
    return (
        participle
        and not has_auxiliary
        and not has_subject
        and token.dep in {"acl", "advcl", "amod", "root", "dep", "ccomp", "appos"}
    )


def frame(sentence: Sentence, i: int) -> Frame:
    """The slots of a verb, noun or adjective from its own dependents."""
    token = sentence.tokens[i]
    if token.pos in {"VERB", "AUX"}:
        return _verb_frame(sentence, i)
    result = Frame(i, "noun" if token.pos in {"NOUN", "PROPN"} else "adj")
    for child in sentence.children(i):
        if child.dep in OBLIQUES and child.case:
            result.add(child.case, child.i)
        elif child.dep == "obl" and not child.case:
            result.add("obj", child.i)
        elif child.dep in {"acl", "ccomp", "xcomp", "advcl"} and _is_complement(sentence, child):
            result.complement.append(child.i)
        elif child.dep in SUBJECTS:
            result.add("subj", child.i)
    _relative_slots(sentence, token, result)
    if token.dep == "appos" and result.pos == "noun":
        result.slots.setdefault("subj", [token.head])
    if result.pos == "adj" and not result.slots.get("subj") and token.dep in {"amod", "acl", "conj", "appos"}:
        result.add("subj", token.head)
    return result


def _verb_frame(sentence: Sentence, i: int) -> Frame:
    token = sentence.tokens[i]
    result = Frame(i, "verb", passive=is_passive(sentence, i))
    for child in sentence.children(i):
        slot = _slot(child, result.passive, sentence)
        if slot:
            result.add(slot, child.i)
        elif _is_raised(sentence, child):
            result.raised.append(next(t.i for t in sentence.children(child.i) if t.dep in SUBJECTS))
        elif _is_small_clause(sentence, child):
            result.add("obj", next(t.i for t in sentence.children(child.i) if t.dep == "nsubj"))
            result.add("pred", child.i)
            continue
        if child.dep in CLAUSES and _is_complement(sentence, child):
            result.complement.append(child.i)
    if result.raised and "obj" not in result.slots:
        result.slots["obj"] = result.raised
    if "to" in result.slots and "obj" not in result.slots:  # "gave diplomats 48 hours"
        result.slots |= (
            {"obj": [t.i for t in sentence.children(i) if t.dep == "obl:npmod" and t.i > i]}
            if sentence.child(i, "obl:npmod")
            else {}
        )
    if result.passive:
        agent = next_agent(sentence, i)
        if agent is not None:
            result.slots["subj"] = [agent]
    _causative(sentence, i, result)
    _relative_slots(sentence, token, result)
    if "subj" not in result.slots and "obj" in result.slots and _inverted(sentence, i, result.slots["obj"][0]):
        result.slots["subj"] = result.slots.pop("obj")
    if result.passive and "obj" not in result.slots and token.dep in {"acl", "amod"}:
        result.add("obj", token.head)
    elif result.passive and "obj" not in result.slots and token.dep == "xcomp":
        result.slots |= {"obj": [t.i for t in sentence.children(token.head) if t.dep in SUBJECTS][:1]}
    elif token.dep == "acl" and not result.passive and token.morph.get("VerbForm") in {"Part", "Ger"}:
        result.slots.setdefault("subj", [token.head])
    return result


def _is_small_clause(sentence: Sentence, clause: Token) -> bool:
    """``considers the vote illegitimate``: a subject and what it is called, without any verb."""
    kids = sentence.children(clause.i)
    verbal = any(t.dep in {"mark", "cop", "aux", "aux:pass", "expl"} for t in kids)
    return (
        clause.dep == "ccomp"
        and clause.pos in {"ADJ", "NOUN"}
        and not verbal
        and any(t.dep == "nsubj" and t.i < clause.i for t in kids)
    )


def _causative(sentence: Sentence, i: int, result: Frame) -> None:
    """``s'est fait arrêter par X``, ``s'est vu refuser l'accès``: the subject above is hit, as in a passive."""
    head = sentence.child(i, "aux:caus") or sentence.head(i)
    if head.i == i or head.lemma not in {"faire", "voir"} or sentence.tokens[i].morph.get("VerbForm") != "Inf":
        return
    reflexive = any(t.lower in {"se", "s'"} for t in sentence.children(head.i) + sentence.children(i) if t.i < i)
    subject = next((t for j in (head.i, i) for t in sentence.children(j) if t.dep in SUBJECTS and t.i < i), None)
    if not reflexive or subject is None:
        return
    agent = next_agent(sentence, i)
    result.passive = True
    result.slots["subj"] = [agent] if agent is not None else []
    result.slots["à" if result.slots.get("obj") else "obj"] = [subject.i]


def _is_raised(sentence: Sentence, clause: Token) -> bool:
    """``wants Washington to hand over …``: an English infinitive with its own subject and no ``for``."""
    if sentence.lang != "en" or clause.dep != "ccomp" or clause.pos not in {"VERB", "AUX"}:
        return False
    kids = sentence.children(clause.i)
    to = next((t for t in kids if t.lower == "to" and t.dep == "aux"), None)
    subject = next((t for t in kids if t.dep in SUBJECTS), None)
    return to is not None and subject is not None and subject.i < to.i and not any(t.dep == "mark" for t in kids)


def next_agent(sentence: Sentence, participle: int) -> int | None:
    """The nearest ``par X``/``by X`` behind a participle, before another verb: parsers often hang it elsewhere."""
    for token in sentence.tokens[participle + 1 : participle + 20]:
        if is_verb(token) or token.text in {";", ":"}:
            return None
        if token.case in {"par", "by"} and token.pos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
            return token.i
    return None


def _inverted(sentence: Sentence, i: int, obj: int) -> bool:
    """``"…", s'est indigné le ministre``: behind a quotation the subject follows its verb."""
    j = i
    while j > 0 and sentence.tokens[j - 1].pos in {"AUX", "PRON", "ADV"}:
        j -= 1
    if j < 2 or sentence.tokens[j - 1].text != ",":
        return False
    opens = (
        '"' in sentence.text[sentence.tokens[j - 2].end - sentence.start : sentence.tokens[j].start - sentence.start]
    )
    return opens and 0 < obj - i <= 3


def _is_complement(sentence: Sentence, clause: Token) -> bool:
    if clause.dep in {"xcomp", "ccomp", "parataxis"}:
        return True
    infinitive = clause.morph.get("VerbForm") == "Inf" and (
        clause.case != "" or any(t.lower == "to" for t in sentence.children(clause.i))
    )
    marked = clause.case in {
        "of",
        "for",
        "from",
        "over",
        "de",
        "d'",
        "à",
        "with",
        "to",
        "by",
        "about",
        "into",
        "pour",
        "in",
        "on",
        "against",
    }
    that = any(t.dep == "mark" and t.lower in {"that", "que", "qu'"} for t in sentence.children(clause.i))
    return infinitive or that or (marked and clause.pos in {"VERB", "AUX"})


def _slot(child: Token, passive: bool, sentence: Sentence) -> str:
    dep, lower = child.dep, child.lower
    if lower in {"y", "en", "se", "s'", "t"} and child.pos == "PRON":
        return ""
    if child.morph.get("PronType") == "Rel" or (
        lower in RELATIVES and child.pos in {"PRON", "SCONJ"} and dep not in {"mark"}
    ):
        return ""  # the antecedent fills the slot
    if dep in SUBJECTS:
        return "obj" if passive else "subj"
    if passive and (dep == "obl:agent" or child.case in {"par", "by"}):
        return "subj"
    if lower in CLITIC_DATIVES and child.pos == "PRON":
        return "à"
    if dep == "obj" or dep == "obj:lvc":
        return "obj"
    if dep == "iobj":
        return "obj" if lower in {"l'", "le", "la", "les"} else "to" if sentence.lang == "en" else "à"
    if dep in OBLIQUES or (dep in {"advmod", "advcl"} and child.pos in {"NOUN", "PROPN"}):
        return child.case or ("obj" if dep == "obl:arg" and sentence.lang == "fr" else "")
    if dep in {"xcomp", "dep"} and child.pos in {"NOUN", "PROPN"}:
        return child.case or "pred"
    if dep == "xcomp" and child.pos == "ADJ" and not any(t.dep == "aux" for t in sentence.children(child.i)):
        return child.case or "pred"
    return ""


def _relative_slots(sentence: Sentence, token: Token, result: Frame) -> None:
    """In a relative clause the antecedent fills the slot of the relative pronoun."""
    if token.dep not in {"acl:relcl", "acl"}:
        return
    for child in sentence.children(token.i):
        if child.i > token.i or not (child.morph.get("PronType") == "Rel" or child.lower in RELATIVES):
            continue
        slot = RELATIVES.get(child.lower, "")
        if child.case:
            slot = child.case
        if slot == "subj" and child.dep in {"obj"}:
            slot = "obj"
        if slot == "subj" and result.passive:
            slot = "obj"
        if slot in {"", "poss"}:
            continue
        if slot == "à" and child.lower == "où":
            continue
        if slot == "obj" and result.slots.get("obj"):
            continue  # "told a crowd in the capital that it would quit the union": no relative clause
        result.add(slot, token.head)
        return
    circumstance = any(t.lower in {"where", "when", "why"} for t in sentence.children(token.i))
    if (
        token.dep == "acl:relcl"
        and sentence.lang == "en"
        and not circumstance
        and "subj" in result.slots
        and "obj" not in result.slots
        and not result.passive
    ):
        result.add("obj", token.head)  # the restrictions it imposed


def nearest_left(sentence: Sentence, i: int, wanted: set[int]) -> int | None:
    """For a broken tree: the nearest wanted token to the left within the clause."""
    for j in range(i - 1, max(-1, i - 15), -1):
        token = sentence.tokens[j]
        if token.text in {";", ":", "."}:
            return None
        if j in wanted:
            return j
    return None


def nearest_right(sentence: Sentence, i: int, wanted: set[int]) -> int | None:
    """For a broken tree: the nearest wanted token to the right before another verb or a stop."""
    for j in range(i + 1, min(len(sentence), i + 10)):
        token = sentence.tokens[j]
        if token.text in {";", ":", "."} or (is_verb(token) and token.dep in {"root", "ccomp", "conj"}):
            return None
        if j in wanted:
            return j
    return None
