"""Whom an act hits when nobody fills its slots: the only actor inside what it governs.

It answers with one actor or with none: where two are inside, neither is taken.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.crowds import LOCATIVES
from kg.extract.matching import Match
from kg.extract.reader import Reader
from kg.extract.refs import Ref
from kg.extract.status import ADVERBIAL_CASES
from kg.extract.tree import Token
from kg.model import Relation


class Inside:
    """Looks into the subtrees of one sentence."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.phrases = reader.phrases
        self.sentence = reader.sentence

    def only_state(self, i: int, match: Match, exclude: frozenset[str]) -> list[Ref]:
        """``closed the pipeline that carries its oil to Benin``: the only state inside the object phrase."""
        if match.entry.pos != "verb" or not match.entry.where:
            return []
        inside: list[Ref] = []
        for f in self.reader.fillers(i, "obj", match.entry):
            for node in self.sentence.subtree(f):
                mention = self.phrases.at.get(node)
                aside = any(
                    t.case in ADVERBIAL_CASES for t in self._between(node, f)
                )  # "shut after the coup in Niamey"
                if mention is not None and mention.head == node and mention.entity.kind == "State" and not aside:
                    inside += [r for r in self.phrases.one(node, exclude) if r.entity not in [x.entity for x in inside]]
        return inside if len(inside) == 1 else []

    def only_actor(self, i: int, match: Match, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """The only other actor inside what a verb governs, wherever it hangs: ``opposed a force for East Timor``."""
        if match.entry.pos == "noun" or relation.symmetric:
            return []
        found: list[Ref] = []
        frame = self.reader.frame(i)
        own = match.used if relation.type == "MOBILIZE" else frozenset()  # "put the army on alert": its own
        for top in [*frame.slots.get("obj", []), *frame.complement]:
            for node in self.sentence.subtree(top):
                beside = relation.type == "ACCUSE" and self.sentence.tokens[node].case in {"avec", "with"}
                if beside or node in own or any(self._is_relative(a) for a in self._between(node, top)):
                    continue
                found += [r for r in self._actor_at(node, exclude) if r.entity not in {x.entity for x in found}]
        return found if len(found) == 1 else []

    def _actor_at(self, node: int, exclude: frozenset[str]) -> list[Ref]:
        """Whom a name, a body or a crowd at one token means; no mere places."""
        token = self.sentence.tokens[node]
        mention = self.phrases.at.get(node)
        if mention is None:
            nominal = token.pos in {"NOUN", "PROPN"} and token.dep != "compound"  # "fighter jets" are no fighters
            named = self.phrases.named_by_noun(token) if nominal else []
            parents = [r.entity.parent.id if r.entity.parent and r.entity.kind == "Body" else "" for r in named]
            return [r for r, p in zip(named, parents, strict=True) if r.entity.id not in exclude and p not in exclude]
        if mention.head != node or (mention.entity.kind == "Place" and token.case in LOCATIVES):
            return []
        if mention.entity.kind == "Company" and token.case in {"on", "via", "sur"}:
            return []  # "said on Twitter"
        if mention.role == "demonym" and mention.entity.id not in exclude:
            return [replace(self.phrases.named(mention), how="owner")]
        return self.phrases.one(node, exclude) or self.phrases.owner(node, exclude)

    def _is_relative(self, token: Token) -> bool:
        infinitive = token.morph.get("VerbForm") == "Inf" or any(
            t.lower == "to" for t in self.sentence.children(token.i)
        )
        participle = token.dep == "acl" and not infinitive
        return token.dep in {"acl:relcl", "advcl"} or (participle and token.pos == "VERB")

    def _between(self, node: int, top: int) -> list[Token]:
        """The tokens from a node up to one above it, without that one."""
        way = [self.sentence.tokens[node]] if node != top else []
        for above in self.sentence.ancestors(node):
            if above.i == top:
                break
            way.append(above)
        return way
