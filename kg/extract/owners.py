"""Whose a noun phrase is: by an agent, an adjective of nationality, a possessor, or what stands behind ``de`` and ``of``.

The ways are tried in this order and the first that leads to an actor wins; `exclude` can never be an owner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.crowds import people
from kg.extract.frames import is_passive, next_agent
from kg.extract.refs import NOBODY, Ref
from kg.extract.tree import Token

if TYPE_CHECKING:
    from kg.extract.mentions import Mention
    from kg.extract.phrases import Phrases

OF = frozenset({"of", "de"})
BY = frozenset({"by", "par"})


class Owners:
    """Finds those of one sentence's phrases; built once by `kg.extract.phrases.Phrases`."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.sentence = phrases.sentence
        self.context = phrases.context
        self.lexicon = phrases.lexicon

    def of(
        self, i: int, exclude: frozenset[str] = NOBODY, *, possessive: bool = True, agents: bool = True
    ) -> list[Ref]:
        """Whose a noun phrase is: agent, adjective of nationality, possessor, then the ``de``/``of`` chain."""
        kids = self.sentence.children(i)
        ways: list[list[Ref]] = [self.agents(i, kids, exclude) if agents else []]
        if self.sentence.tokens[i].lemma in {"ruler", "fighter", "leader", "militia"}:  # "Kabul's Taliban rulers"
            inner = [r for t in kids if t.dep == "compound" for r in self.inner(t, exclude)]
            ways.append([r for r in inner if r.entity.kind == "Group"])
        ways.append(self.adjectives(i, exclude))
        ways.append(self._whose(i, exclude))
        if possessive:
            ways.append([r for t in kids if self.is_possessor(t) for r in self.phrases.pronouns.possessor(t, exclude)])
        ways.append(
            [
                r
                for t in kids
                if t.dep in {"compound", "nmod", "appos", "flat:name", "flat"} and not t.case
                for r in self.inner(t, exclude)
            ]
        )
        ways.append(
            [r for t in kids if self.is_crowd_modifier(t) for r in people(self.phrases, t, exclude, subject=True)]
        )
        for refs in ways:
            kept = [r for r in refs if r.entity.id not in exclude]
            if kept:
                return kept
        if possessive and exclude and any(self.phrases.pronouns.kind(t).startswith("poss") for t in kids):
            return []  # "its troops": they are the excluded one's, and nobody else's further down
        return self._below(i, kids, exclude)

    def _below(self, i: int, kids: list[Token], exclude: frozenset[str]) -> list[Ref]:
        """``forces loyal to X``, ``the army of X``: who stands further down."""
        tied = [t for c in kids if c.lemma in self.lexicon.affiliation for t in self.sentence.subtree_tokens(c.i)]
        for t in tied:
            named = self.phrases.at.get(t.i)
            refs = [self.phrases.named(named)] if named is not None and named.entity.id not in exclude else []
            if refs:
                return refs
        chain = [
            t
            for t in kids
            if t.dep in {"nmod", "obl", "obl:arg", "obl:mod"}
            and (t.case in OF or t.case.startswith(("de ", "of ")) or (t.case == "from" and self._comes_from(i)))
        ]
        for t in chain:
            for j in self.sentence.conjuncts(t.i):
                refs = self.phrases.one(j, exclude)
                if refs:
                    more = [r for k in self.sentence.conjuncts(t.i) if k != j for r in self.phrases.one(k, exclude)]
                    return refs + [r for r in more if r.entity not in [x.entity for x in refs]]
        return []

    def _comes_from(self, i: int) -> bool:
        """``teams from Mexico``: people that do something come from whom they act for."""
        token = self.sentence.tokens[i]
        known = token.lemma in self.lexicon.people or token.lemma in self.lexicon.body_heads or token.lemma == "team"
        return known and token.dep in {"nsubj", "nsubj:pass", "obl:agent"}

    def is_crowd_modifier(self, token: Token) -> bool:
        """``rebel leaders``, ``separatist positions``."""
        sort = self.lexicon.people.get(token.lower) or self.lexicon.people.get(token.lemma)
        if sort is None or sort.private or token.i in self.phrases.at or token.dep not in {"compound", "amod"}:
            return False
        return self.sentence.head(token.i).lemma not in self.lexicon.things  # "fighter jets" are no fighters

    def agents(self, i: int, kids: list[Token], exclude: frozenset[str]) -> list[Ref]:
        """``par X``, ``by X``, or the agent of a participle: ``exactions commises par X``."""
        agents = [t for t in kids if t.case in BY and t.dep in {"nmod", "obl:agent", "obl"}]
        person = self.sentence.tokens[i].lemma in self.lexicon.people  # "migrants rescued by X" are not X's
        for clause in [] if person else kids:
            agent = (
                next_agent(self.sentence, clause.i)
                if clause.dep == "acl" and is_passive(self.sentence, clause.i)
                else None
            )
            if agent is not None:
                agents.append(self.sentence.tokens[agent])
        return [r for t in agents for r in self.phrases.all(t.i, exclude)]

    def adjectives(self, i: int, exclude: frozenset[str]) -> list[Ref]:
        """Whom the adjectives and names right beside a noun say: ``Turkish``, ``British-flagged``."""
        refs: list[Ref] = []
        flagged = [
            t.i
            for c in self.sentence.children(i)
            if c.lemma in self.lexicon.nationality
            for t in self.sentence.children(c.i)
        ]
        for j in flagged:
            mention = self.phrases.at.get(j)
            if mention is not None and mention.role in {"demonym", "people", "label", "alias", "acronym"}:
                refs.append(Ref(mention.entity, mention.start, mention.end, mention.text, "owner"))
        for child in self.sentence.children(i):
            for j in self.sentence.conjuncts(child.i) if child.dep in {"amod", "compound"} else [child.i]:
                mention = self.phrases.at.get(j)
                if (
                    mention is not None
                    and (mention.role in {"demonym", "people"} or mention.entity.kind == "State")
                    and self.sentence.tokens[j].dep in {"amod", "compound", "conj", "nmod", "acl", "flat", "appos"}
                    and not self.sentence.tokens[j].case
                ):
                    refs.append(Ref(mention.entity, mention.start, mention.end, mention.text, "owner"))
                    refs += self._second(j, mention)
        if not refs:  # the parser hung the adjective elsewhere: take the one that touches the noun
            side = i + 1 if self.sentence.lang == "fr" else i - 1
            mention = self.phrases.at.get(side)
            body = mention is not None and mention.entity.kind == "Body" and side < i  # "Chinese coast guard ships"
            if mention is not None and (mention.role == "demonym" or body):
                refs.append(Ref(mention.entity, mention.start, mention.end, mention.text, "owner"))
        return [r for r in refs if r.entity.id not in exclude]

    def _second(self, j: int, mention: Mention) -> list[Ref]:
        """``pourparlers franco-allemands``: the other of two in one word, which the tokeniser may have cut in three."""
        cut = [t.text for t in self.sentence.tokens[j + 1 : j + 2]] == ["-"] and j + 2 < len(self.sentence)
        text = "".join(t.text for t in self.sentence.tokens[j : j + 3]) if cut else mention.text
        if mention.role != "demonym" or "-" not in text:
            return []
        found = [m.candidates for m in self.context.index.find(text, self.sentence.lang)]
        slugs = [c[0][0] for c in found if len(c) == 1 and c[0][1] == "demonym"]
        entities = [self.context.ontology.actors[s].entity for s in slugs]
        return [
            Ref(e, mention.start, mention.end, text, "owner")
            for e in entities
            if len(found) == 2 and e != mention.entity
        ]

    def _whose(self, i: int, exclude: frozenset[str]) -> list[Ref]:
        """``Israël, dont le gouvernement espère``, ``Russia, whose army``: the name right before owns the noun right behind."""
        tokens = self.sentence.tokens
        j = i - 1
        while (
            j >= 0 and tokens[j].lower != "whose" and (tokens[j].pos in {"DET", "ADJ"} or tokens[j].dep == "compound")
        ):
            j -= 1
        if j < 1 or tokens[j].lower not in {"dont", "whose"}:
            return self._relative_object(i, exclude)
        before = j - 2 if tokens[j - 1].text == "," else j - 1
        mention = self.phrases.at.get(before)
        return [r for r in [self.phrases.named(mention)] if r.entity.id not in exclude] if mention is not None else []

    def _relative_object(self, i: int, exclude: frozenset[str]) -> list[Ref]:
        """``la Cour, dont Caracas récuse la compétence``: behind a name as subject, ``dont`` owns the object."""
        clause = self.sentence.head(i)
        if self.sentence.tokens[i].dep != "obj" or clause.dep != "acl:relcl" or clause.i > i:
            return []
        dont = next((t for t in self.sentence.tokens[clause.head : clause.i] if t.lower == "dont"), None)
        behind = self.sentence.tokens[dont.i + 1] if dont is not None else None
        if behind is None or not (behind.i in self.phrases.at or behind.pos in {"PROPN", "PRON"}):
            return []
        return self.phrases.one(clause.head, exclude)

    def is_possessor(self, token: Token) -> bool:
        """A genitive or a possessive: ``Mali's``, ``son``."""
        return token.dep == "nmod:poss" or (
            token.dep == "det" and self.lexicon.pronouns.get(token.lower, "").startswith("poss")
        )

    def inner(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """The name at a token, as whose the noun above it is."""
        mention = self.phrases.at.get(token.i)
        if mention is None:
            return []
        return [r for r in [self.phrases.named(mention)] if r.entity.id not in exclude]
