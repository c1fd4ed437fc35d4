"""Bodies that act for an owner: ministries, armies, embassies, found by whose they are or where they sit.

A body without an owner in reach means nobody; whom its acts count for is decided in `kg.extract.sides`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.composites import accredited, body_label
from kg.extract.crowds import LOCATIVES, scene
from kg.extract.owners import BY, OF
from kg.extract.refs import Ref
from kg.extract.tree import Token
from kg.lexicon.records import Body
from kg.model import Entity

if TYPE_CHECKING:
    from kg.extract.phrases import Phrases

BENCH = frozenset({"judge", "prosecutor", "magistrate", "juge", "procureur", "magistrat"})
"""Who sits in a court, whose work it is."""
PROSECUTORS = frozenset({"prosecutor", "procureur"})
COURT = frozenset({"court", "tribunal", "cour", "juridiction"})
HAGUE = frozenset({"international-court-of-justice", "international-criminal-court"})
"""Courts that sit in The Hague; only the second has prosecutors."""
GATHERING = frozenset({"meet", "gather", "assemble", "convene", "réunir", "rassembler"})
"""What people do away from home."""
PLACED = frozenset({"at", "to", "in", "auprès de", "à", "en"})
SIDES = frozenset({"side", "capital", "leader", "camp", "capitale", "dirigeant"})
"""Words for a whole state: no part of one that another part could hit."""


class Bodies:
    """Finds those of one sentence; built once by `kg.extract.phrases.Phrases`."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.sentence = phrases.sentence
        self.context = phrases.context
        self.lexicon = phrases.lexicon

    def of(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """The bodies that a noun stands for, one for each owner: ``the armies of Chad and Mali``."""
        court = self._at_the_hague(token, exclude)
        if court is not None:
            return [self.phrases.phrase_ref(token, court, "body")]
        body = self.phrases.titles.body(token)
        if body is None:
            return []
        owners = self.phrases.owner(token.i, exclude, agents=False) or self._seat(token, exclude)
        if not owners:
            owners = self._unowned(token, exclude)
        refs = []
        for owner in owners:
            state = owner.entity if owner.entity.kind != "Person" else self.context.acts_for(owner.entity)
            if state is None:
                refs.append(self.phrases.phrase_ref(token, owner.entity, "owner"))  # "forces loyal to" a warlord
                continue
            if state.kind == "Body" and state.parent is not None:
                state = state.parent
            entity = self._composite(body, state, self._accredited(token, state) if body.to else None)
            refs.append(
                self.phrases.phrase_ref(token, state, "body", entity)
                if body.people
                else self.phrases.phrase_ref(token, entity, "body")
            )
        return refs or self._of_unknown(token, body)

    def _at_the_hague(self, token: Token, exclude: frozenset[str]) -> Entity | None:
        """``judges in The Hague``, ``la juridiction de La Haye``: of the one court there that the article names, not of its state."""
        kids = self.sentence.children(token.i)
        indefinite = token.lemma in COURT and any(t.lower in {"a", "an", "un", "une"} for t in kids)
        if token.lemma not in BENCH | COURT or indefinite or self.phrases.owners.adjectives(token.i, exclude):
            return None
        below = [self.phrases.at[t.i] for t in self.sentence.subtree_tokens(token.i) if t.i in self.phrases.at]
        if not any(m.text.endswith(("Hague", "Haye")) for m in below):
            return None
        named = HAGUE & self.context.companions.keys()
        named &= {"international-criminal-court"} if token.lemma in PROSECUTORS else HAGUE
        return (
            self.context.ontology.actors[next(iter(named))].entity if len(named) == 1 and not named & exclude else None
        )

    def _of_unknown(self, token: Token, body: Body) -> list[Ref]:
        """``the government of Sindh``: a body of a place that the gazetteer does not know, with nobody above it."""
        place = next((t for t in self.sentence.children(token.i) if t.case in OF and t.pos == "PROPN"), None)
        if place is None or place.i in self.phrases.at or body.abroad:
            return []
        words = {"en": f"{place.text} {token.lemma}", "fr": f"{token.lemma} ({place.text})"}
        return [self.phrases.phrase_ref(token, self.context.mint("Organisation", words), "body")]

    def _unowned(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``police``, ``four soldiers``, ``the army``: those of the place, else of the state the article is about.

        Without an article only where there is a single state to think of.
        """
        kids = self.sentence.children(token.i)
        body = self.phrases.titles.body(token)
        if (
            body is None
            or body.abroad
            or any(self.phrases.owners.is_possessor(t) for t in kids)
            or (self.sentence.lang == "fr" and not (self.phrases.bare_definite(token) or _is_some(kids)))
        ):
            return []
        at_opening = self.opening(token)
        if at_opening is not None and at_opening.id not in exclude:
            return [Ref(at_opening, 0, 0, "", "description")]
        here = scene(self.phrases)
        if token.lemma in SIDES:
            return self.phrases.home(exclude) if self.phrases.bare_definite(token) else []
        if self.phrases.bare_definite(token):
            same = self._named_before(token, exclude)
            if same is not None:
                return [Ref(same, 0, 0, "", "description")]
            return self.phrases.home() or ([Ref(here, 0, 0, "", "description")] if here else [])
        if here is None:
            named = {s.entity for s in self.context.history} | {m.entity for m in self.phrases.mentions}
            states = {e if e.kind == "State" else self.context.acts_for(e) or e.parent for e in named}
            states = {e for e in states if e is not None and e.kind == "State"}
            here = next(iter(states)) if len(states) == 1 else self._acting_state(token)
        singular = any(t.lower in {"a", "an", "no", "any"} for t in kids) and not self.phrases.plural(token)
        return [Ref(here, 0, 0, "", "description")] if here is not None and not singular else []

    def _named_before(self, token: Token, exclude: frozenset[str]) -> Entity | None:
        """``the ministry``: that of the one state whose ministry the article has named."""
        place = 0 if self.sentence.lang == "fr" else -1
        bodies = [s.entity for s in self.context.before(self.phrases.number, token.i, memory=99)]
        owners = {
            b.parent for b in bodies
            if b.kind == "Body" and b.minted and b.labels[self.sentence.lang].split()[place].lower() == token.lemma
        }  # fmt: skip
        owner = next(iter(owners)) if len(owners) == 1 else None
        return owner if owner is not None and owner.id not in exclude else None

    def _acting_state(self, token: Token) -> Entity | None:
        """``Hungary sealed its border and police arrested …``: the state of the subject before, if it is the topic, too."""
        if token.dep not in {"nsubj", "nsubj:pass"}:
            return None
        subjects = [s.entity for s in self.context.before(self.phrases.number, token.i, 1) if s.subject]
        state = next((e if e.kind == "State" else self.context.acts_for(e) or e.parent for e in subjects), None)
        return state if state is not None and state == self.context.topic(self.phrases.number) else None

    def _seat(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``police in Minsk``, ``the junta in Bamako``: the state of the place right behind the body."""
        refs: list[Ref] = []
        if any(t.i in self.phrases.at and not t.case for t in self.sentence.children(token.i)):
            return refs  # "a meeting of Caribbean leaders in Nassau"
        sits = [
            self.phrases.at[t.i] for t in self.sentence.children(token.i) if t.i in self.phrases.at and t.case == "at"
        ]
        if token.lemma in BENCH and sits and sits[0].entity.kind == "Organisation":
            return [self.phrases.named(sits[0])]  # "judges at the International Criminal Court"
        below = [  # "la junte au pouvoir à Niamey", but not "leaders meeting in Lima"
            t for t in self.sentence.subtree_tokens(token.i) if 0 < t.i - token.i <= 4 and not self._gathers(t, token)
        ]
        for t in below:
            mention = self.phrases.at.get(t.i) if t.case in LOCATIVES | {"from"} else None
            if mention is None or mention.entity.id in exclude:
                continue
            state = mention.entity.parent if mention.entity.kind == "Place" else mention.entity
            if state is not None and state.kind == "State":
                refs.append(replace(self.phrases.named(mention), entity=state))
        return refs

    def _gathers(self, token: Token, top: Token) -> bool:
        above = self.sentence.ancestors(token.i)
        return any(a.lemma in GATHERING for a in above if a.i != top.i and a.i in self.sentence.subtree(top.i))

    def _composite(self, body: Body, owner: Entity, to: Entity | None) -> Entity:
        labels = {}
        for lang, lexicon in self.context.labels.items():
            template = lexicon.body_labels.get(body.id, body.label)
            labels[lang] = body_label(
                template, owner, self.context.demonyms(owner, lang), self.context.gender(owner), lang
            )
            if to is not None:
                labels[lang] += f" {accredited(to, self.context.gender(to), lang)}"
        return self.context.mint("Body", labels, parent=owner)

    def _accredited(self, token: Token, owner: Entity) -> Entity | None:
        """Where a mission or embassy is accredited: the next name after ``to``/``auprès de`` close behind it."""
        for other in self.sentence.tokens[token.i + 1 : token.i + 8]:
            if other.text in {",", "."} or other.case in BY:
                break
            if other.case in {"auprès de", "to", "at"}:
                refs = self.phrases.one(other.i)
                if refs and refs[0].entity != owner:
                    return refs[0].entity
        refs = [
            r
            for t in self.sentence.children(token.i)
            if t.case in PLACED and not t.dep.startswith("acl")
            for r in self.phrases.one(t.i)
        ]
        return next((r.entity for r in refs if r.entity != owner), None)

    def opening(self, token: Token) -> Entity | None:
        """``In Kyiv, the ministry``, ``Mexico, où le gouvernement``: the state of the place that opens a clause before a body that nobody owns."""
        there = self.where(token, 4)
        if there is not None:
            return there
        first = next((m for m in self.phrases.mentions if m.role != "demonym"), None)
        if first is None or first.first > 2 or first.head >= token.i or first.last + 1 >= len(self.sentence):
            return None
        entity = first.entity
        opens = self.sentence.tokens[first.head].case in LOCATIVES and self.sentence.tokens[first.last + 1].text == ","
        state = entity.parent if entity.kind == "Place" else entity
        return state if opens and state is not None and state.kind == "State" else None

    def where(self, token: Token, near: int = 99) -> Entity | None:
        """``Libreville, où elle a été reçue par le Premier ministre``: the state of the place right before a relative of place."""
        tokens = self.sentence.tokens
        for other in reversed(tokens[max(0, token.i - near) : token.i]):
            if other.lower in {"où", "where"}:
                before = other.i - 2 if other.i > 1 and tokens[other.i - 1].text == "," else other.i - 1
                mention = self.phrases.at.get(before)
                entity = mention.entity if mention is not None else None
                entity = entity.parent if entity is not None and entity.kind == "Place" else entity
                return entity if entity is not None and entity.kind == "State" else None
            if other.text in {";", ":"}:
                break
        return None


def _is_some(kids: list[Token]) -> bool:
    """``des soldats``, ``quatre policiers``: French for the bare plural."""
    return any(t.dep == "nummod" or (t.dep == "det" and t.lower == "des") for t in kids)
