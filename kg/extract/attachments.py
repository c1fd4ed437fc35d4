"""Prepositional phrases that the parser attached elsewhere, and clauses behind a noun that say what its slots hold.

It reads trees and corrects none: a phrase that stands elsewhere is looked up there, and the tree stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.frames import Frame, is_verb
from kg.extract.tree import Token
from kg.lexicon.records import Entry

if TYPE_CHECKING:
    from kg.extract.reader import Reader

OF = frozenset({"of", "de", "from"})
AT = frozenset({"against", "contre"})
"""Before whom an act hits."""
COMPANY = frozenset({"with", "avec", "against", "contre"})
"""Prepositions whose noun belongs to the verb even below a place or a means."""
IMPOSED = frozenset({"imposer", "infliger", "impose", "inflict", "slap"})
JOINING = frozenset({"réunir", "rassembler", "associer", "opposer"})
PARTIES = frozenset({"between", "entre"})
CIRCUMSTANCES = frozenset({
    "after", "before", "during", "following", "since", "until", "despite", "après", "avant", "pendant", "depuis", "malgré",
    "lors de", "suite à", "dès", "jusque", "jusqu'à", "au cours de",
})  # fmt: skip
"""Prepositions of when and why: what stands below their noun belongs to that noun."""
TIMES = frozenset({"début", "fin", "cours", "an", "année", "mois", "semaine", "jour", "year", "month", "week"})
"""Nouns of time: they take no complement away from the noun before them."""


class Attachments:
    """Looks for slots outside of where the tree has them, in one sentence; built once by `kg.extract.reader.Reader`."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.sentence = reader.sentence
        self.phrases = reader.phrases
        self.lexicon = reader.lexicon

    def through(self, own: Frame, slot: str, entry: Entry | None) -> list[int]:
        """A preposition may hang below the object, or below another argument that the entry names."""
        held_in = ["of", "de", "contre", "against"] if own.pos == "noun" else ["obj"]
        if own.pos == "verb" and slot in COMPANY:
            held_in += [s for s in own.slots if s not in {"subj", "obj", slot} | CIRCUMSTANCES]  # "au téléphone avec X"
        if entry is not None:
            held_in += [*entry.words[1:], *(s for s in entry.where if s not in {"subj", "comp", slot})]
        found: list[int] = []
        tops = [f for held in held_in for f in own.slots.get(held, [])]
        tops += own.complement if slot in PARTIES else []
        for f in tops:
            for node in self.sentence.subtree(f):
                token = self.sentence.tokens[node]
                if (
                    token.case == slot
                    and node > own.head
                    and node not in found
                    and token.dep.split(":")[0] in {"nmod", "obl"}
                    and not self._in_circumstance(node, f)
                    and not self._comes_from(token, own.head)
                ):
                    found.append(node)
        if not found:
            found = self._described(own, slot, held_in)
        if found:
            return found
        if own.pos == "noun":
            return self._stray_agent(own.head) if slot in {"by", "par"} else self._behind(own.head, slot)
        return []

    def _comes_from(self, token: Token, noun: int) -> bool:
        """``protest at the expulsion of Colombians from Venezuela``: said of them and of the expulsion, not of the protest."""
        mention = self.phrases.at.get(token.head)
        people = mention is not None and mention.role == "people"
        return people and token.case == "from" and self.sentence.tokens[token.head].head != noun

    def _described(self, own: Frame, slot: str, held_in: list[str]) -> list[int]:
        """``sanctions visant X``, ``une attaque menée contre X``: what a clause behind a noun says of the noun's act."""
        nouns = [own.head] if own.pos == "noun" else []
        nouns += [n for held in held_in for f in own.slots.get(held, []) for n in self.chain(f)]
        for noun in nouns:
            for clause in self.sentence.children(noun):
                if not clause.dep.startswith("acl") or not is_verb(clause):
                    continue
                told = self.reader.frame(clause.i)
                if slot in AT and clause.lemma in self.lexicon.targeting and not told.passive:
                    return told.slots.get("obj", [])
                if slot in PARTIES and clause.lemma in JOINING and not told.passive:
                    return told.slots.get("obj", [])
                imposed = own.pos == "verb" and clause.lemma in IMPOSED  # "eased the curfew imposed on X"
                if told.passive and (imposed or (own.pos == "noun" and clause.lemma in self.lexicon.performing)):
                    return told.slots.get(slot, [])
        return []

    def chain(self, noun: int) -> list[int]:
        """A noun and the nouns of its ``of``/``de`` chain: ``un train de mesures``."""
        inner = [t.i for t in self.sentence.children(noun) if t.case in OF and t.pos == "NOUN"]
        return [noun, *(n for f in inner for n in self.chain(f))]

    def _in_circumstance(self, node: int, top: int) -> bool:
        """``réfugiés depuis le début de l'invasion``: the invasion is no more than a time."""
        for above in self.sentence.ancestors(node):
            if above.i == top:
                return False
            if above.case in CIRCUMSTANCES:
                return True
        return False

    def _behind(self, noun: int, slot: str) -> list[int]:
        """A complement of a noun that stands behind it but hangs elsewhere, up to the next verb or stop."""
        verb = self.sentence.head(noun)
        if slot in {"between", "entre"} and is_verb(verb) and self.sentence.tokens[noun].dep.startswith("nsubj"):
            return self.reader.frame(verb.i).slots.get(slot, [])  # "clashes broke out between"
        for token in self.sentence.tokens[noun + 1 : noun + 14]:
            if (
                is_verb(token)
                or token.text in {";", ":", "."}
                or token.lower in {"qui", "que", "dont", "which", "who", "that"}
            ):
                return []
            if token.case == slot and token.pos in {"NOUN", "PROPN", "PRON"} and not self._inside_noun(noun, token):
                return [] if self._comes_from(token, noun) else [token.i]
        return []

    def _inside_noun(self, noun: int, token: Token) -> bool:
        """The complement belongs to another noun between them that is not part of this one."""
        head = self.sentence.head(token.i)
        return (
            noun < head.i < token.i
            and head.case not in {"by", "par"}  # "strikes by Israeli aircraft on Hamas posts"
            and head.pos in {"NOUN"}
            and head.lemma not in TIMES
            and noun not in {a.i for a in self.sentence.ancestors(head.i)}
        )

    def partitive(self, own: Frame) -> list[int]:
        """``accueille des réfugiés``: an object whose article was read as the preposition ``de``."""
        if own.pos != "verb" or own.passive:
            return []
        plural = [f for f in own.slots.get("de", []) if any(t.lower == "des" for t in self.sentence.children(f))]
        return [f for f in plural if f not in self.phrases.at and self.sentence.tokens[f].dep == "obl:arg"]

    def same_case(self, f: int, slot: str) -> list[int]:
        """``le retrait des troupes du Mali``: a second ``de`` below the first."""
        below = [self.sentence.tokens[n] for n in self.sentence.subtree(f) if n > f]
        return [t.i for t in below if t.case == slot and t.i in self.phrases.at]

    def _stray_agent(self, noun: int) -> list[int]:
        """``by X`` behind a noun that the parser hung on a verb which is not passive."""
        for token in self.sentence.tokens[noun + 1 : noun + 12]:
            if (is_verb(token) and token.dep != "acl") or token.text == ",":
                return []
            if token.case in {"by", "par"}:
                return [] if self.reader.frame(token.head).passive and token.head > noun else [token.i]
        return []
