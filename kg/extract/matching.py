"""Whether a lexicon entry fits a word: its fixed words, and its conditions on what fills its slots.

It chooses among entries by how much of them fits; who acts and who is hit is no matter of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicon.records import Entry

if TYPE_CHECKING:
    from kg.extract.reader import Reader

NAMING = frozenset({"name", "pronoun", "description", "body", "office", "crowd"})
"""Ways in which a phrase itself names an actor; an owner (``the Turkish decision``) is none."""
KIND_WORDS = {"$state": "State", "$organisation": "Organisation", "$person": "Person", "$group": "Group"}
"""Conditions on what a filler stands for."""


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found: the entry, and the tokens that its conditions used up."""

    entry: Entry
    used: frozenset[int]


class Matcher:
    """Tries the entries of one sentence's words; built once by `kg.extract.reader.Reader`."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.sentence = reader.sentence
        self.phrases = reader.phrases
        self.lexicon = reader.lexicon

    def best(self, i: int) -> Match | None:
        """The first entry for a token whose conditions hold."""
        token = self.sentence.tokens[i]
        mention = self.phrases.at.get(i)
        if mention is not None and mention.role != "demonym":
            return None
        table = (
            self.lexicon.verbs if token.pos in {"VERB", "AUX"}
            else self.lexicon.nouns if token.pos in {"NOUN", "PROPN"}
            else self.lexicon.adjectives
        )  # fmt: skip
        entries = table.get(token.lemma) or table.get(token.lower) or ()
        for entry in entries:
            used = self._fits(i, entry)
            if used is not None:
                return Match(entry, used)
        return None

    def _fits(self, i: int, entry: Entry) -> frozenset[int] | None:
        used: set[int] = set()
        for word in entry.words[1:]:
            j = self._companion(i, word)
            if j is None:
                return None
            used.add(j)
        for slot, words in entry.where.items():
            fillers = self.reader.fillers(i, slot, entry)
            if slot == "subj" and not fillers and entry.pos == "verb":
                fillers = self.reader.subject(i)  # "ont achevé de remettre leurs armes"
            if "$none" in words and not fillers:
                continue
            hit = next((f for f in fillers if self._holds(f, words)), None)
            if hit is None:
                return None
            used.add(hit)
        for slot, words in entry.unless.items():
            if any(self._holds(f, words) for f in self.reader.fillers(i, slot, entry)):
                return None
        return frozenset(used)

    def _companion(self, i: int, word: str) -> int | None:
        """A particle or fixed word of a trigger: a dependent, a preposition of one, or close behind."""
        sentence = self.sentence
        for child in sentence.children(i):
            if word in {child.lower, child.lemma}:
                return child.i
            if word in child.case.split():
                return next((c.i for c in sentence.children(child.i) if c.lower == word), child.i)
            for grandchild in sentence.children(child.i):
                if word in {grandchild.lower, grandchild.lemma} and abs(grandchild.i - i) <= 6:
                    return grandchild.i
        nominal = sentence.tokens[i].pos in {"NOUN", "PROPN"}
        for j in range(i + 1, min(i + 4, len(sentence))):
            if nominal and sentence.tokens[j].pos == "VERB":
                return None  # "the air force struck" is no air strike
            if word in {sentence.tokens[j].lower, sentence.tokens[j].lemma}:
                return j
        if word in {"se", "s'"}:
            return next((t.i for t in sentence.tokens[max(0, i - 3) : i] if t.lower in {"se", "s'"}), None)
        return None

    def _holds(self, filler: int, words: frozenset[str]) -> bool:
        if "$any" in words:
            return True
        if "$actor" in words and any(r.how in NAMING for r in self.phrases.one(filler)):
            return True
        if "$act" in words:
            match = self.reader.match(filler)
            if match is not None and match.entry.relation:
                return True
        kinds = {KIND_WORDS[w] for w in words if w in KIND_WORDS}
        if kinds and any(r.entity.kind in kinds and r.how in NAMING for r in self.phrases.one(filler)):
            return True
        if "$people" in words and any(r.how in {"people", "crowd"} for r in self.phrases.one(filler)):
            return True
        if "$hostile" in words and self.reader.hostile(filler):
            return True
        return bool(self._phrase_words(filler) & words)

    def _phrase_words(self, i: int, depth: int = 0) -> set[str]:
        """Lemmas of a phrase's head, its modifiers and its ``of``/``de`` chain."""
        token = self.sentence.tokens[i]
        words = {token.lemma.lower(), token.lower}
        name = self.phrases.at.get(i)
        for child in self.sentence.children(i):
            if name is not None and self.phrases.at.get(child.i) is name:
                continue  # "Conseil des droits de l'homme" speaks of no rights
            if child.dep in {"amod", "compound", "conj", "flat"} or (
                child.dep in {"nmod", "obl"} and child.case in {"of", "de"} and depth < 2
            ):
                words |= self._phrase_words(child.i, depth + 1)
        return words
