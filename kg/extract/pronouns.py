"""Whom pronouns and possessives stand for, by their class and by what the text has named.

It links backwards only, in gender, number and kind, and to nobody where two would fit.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.refs import Ref
from kg.extract.tree import Token
from kg.model import Entity

if TYPE_CHECKING:
    from kg.extract.phrases import Phrases

LIST_STEP = 3
"""Words from one name of a list to the next, at most."""


class Pronouns:
    """Resolves those of one sentence; built once by `kg.extract.phrases.Phrases`."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.sentence = phrases.sentence
        self.context = phrases.context
        self.lexicon = phrases.lexicon

    def of(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """Whom a pronoun stands for: by its class, among those the text has named."""
        if token.morph.get("PronType") == "Rel" or token.dep.endswith("relcl"):
            return self._relative(token, exclude)
        kind = self.kind(token)
        if not kind:
            return []
        if kind == "speaker":
            return self._first_person(token, exclude)
        if kind in {"both", "plural"} or kind.endswith("_plural"):
            pair = self._pair(token, exclude, kind)
            if pair:
                return pair
            if kind == "both":
                return []
        object_ = token.dep in {"obj", "iobj"}
        entity = self.context.antecedent(kind, self.phrases.number, token.i, exclude, object_=object_)
        return [Ref(entity, token.start, token.end, token.text, "pronoun")] if entity else []

    def _first_person(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``we``, ``notre``: whoever is quoted here, else who was quoted last."""
        entity = self.speaker() or self.context.speaker
        if entity is None or entity.id in exclude:
            return []
        return [Ref(entity, token.start, token.end, token.text, "pronoun")]

    def speaker(self) -> Entity | None:
        """The subject of the verb of saying beside a quotation."""
        if '"' not in self.sentence.text:
            return None
        for verb in self.sentence:
            if verb.pos != "VERB" or verb.lemma not in self.lexicon.reporting | self.lexicon.announcing:
                continue
            for subject in self.sentence.children(verb.i):
                if subject.dep in {"nsubj", "nsubj:pass"} and self.kind(subject) != "speaker":
                    refs = self.phrases.one(subject.i)
                    if refs:
                        return refs[0].entity
        return None

    def kind(self, token: Token) -> str:
        """The pronoun class of a token, alone or with the word before it (``cette dernière``, ``the latter``)."""
        pronouns = self.lexicon.pronouns
        behind = self.sentence.tokens[token.i + 1 : token.i + 3]
        if len(behind) == 2 and behind[0].text == "-" and (joined := f"{token.lower}-{behind[1].lower}") in pronouns:
            return pronouns[joined]  # "Celle-ci" in three pieces
        if token.i > 0:
            both = f"{self.sentence.tokens[token.i - 1].lower} {token.lower}"
            if both in pronouns:
                return pronouns[both]
        return pronouns.get(token.lower, "")

    def _pair(self, token: Token, exclude: frozenset[str], kind: str) -> list[Ref]:
        """``they``/``ils``: the coordinated subject of the sentence before, when there was one."""
        if kind != "both":
            before = [
                s
                for s in self.context.before(self.phrases.number, token.i, 1)
                if s.subject and s.entity.id not in exclude
            ]
            here = {s.entity for s in before if s.sentence == self.phrases.number}
            if len(here) == 1 and next(iter(here)).kind == "Group":
                return []  # "the rebels crossed the river, where they …"
            entities = next(
                (
                    [left.entity, right.entity]
                    for right, left in pairwise(before)
                    if left.sentence == right.sentence
                    and right.token - left.token <= LIST_STEP + 1
                    and left.entity != right.entity
                ),
                [],
            ) or self._met(exclude)
        else:
            entities = self.both(token, exclude)
        return [Ref(e, token.start, token.end, token.text, "pronoun") for e in entities] if len(entities) == 2 else []

    def _met(self, exclude: frozenset[str]) -> list[Entity]:
        """``The president met his counterpart. They agreed …``: the two who did something together right before."""
        last = self.context.acts[-1] if self.context.acts else None
        if last is None or last.recipient is None or self.phrases.number - last.sentence > 1:
            return []
        two = [last.actor, last.recipient]
        return two if last.relation.symmetric and not any(e.id in exclude for e in two) else []

    def both(self, token: Token, exclude: frozenset[str]) -> list[Entity]:
        """Whom "both sides" means: the two named in the sentence, those of the last hostile act, or the two named most."""
        sides = {"State", "Organisation", "Group"}
        here = dict.fromkeys(
            s.entity for s in self.context.before(self.phrases.number, token.i, 0) if s.entity.kind in sides
        )
        if len(here) == 2 and not any(e.id in exclude for e in here):
            return list(here)[::-1]
        named = Counter(s.entity for s in self.context.history if s.sentence < self.phrases.number)
        rivals = [e for e in self.context.rivals(self.phrases.number) if e.id not in exclude and named[e] > 1]
        return rivals if len(rivals) == 2 else self.context.parties(self.phrases.number, token.i, exclude, False)

    def _relative(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        for ancestor in self.sentence.ancestors(token.i):
            if ancestor.dep in {"acl:relcl", "acl"}:
                return self.phrases.all(ancestor.head, exclude)
        return []

    def possessor(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """Whom a possessive or a genitive means: ``its``, ``notre``, ``Mali's``."""
        if token.lower == "whose":
            return self._relative(token, exclude)
        kind = self.lexicon.pronouns.get(token.lower)
        if kind is None or token.i in self.phrases.fixed:
            return self.phrases.all(token.i, exclude)
        if kind == "poss_speaker":
            return self._first_person(token, exclude)
        if kind.endswith("plural"):
            pair = self._pair(token, exclude, kind)
            if pair:
                return pair
        entity = self.context.antecedent(
            kind if kind.startswith("poss") else "poss_" + kind, self.phrases.number, token.i, exclude
        )
        return [Ref(entity, token.start, token.end, token.text, "pronoun")] if entity else []
