"""From a noun phrase to the actors it stands for: names, pronouns, descriptions, bodies, owners.

It decides who is meant, never what was done. Every way has a weight, which becomes part of the confidence.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.bodies import Bodies
from kg.extract.context import Context
from kg.extract.crowds import collective, compound, led, people, scene
from kg.extract.descriptions import NEIGHBOURS, RIVALS, Descriptions
from kg.extract.incumbents import counterparts, officeholders, succession, two_persons
from kg.extract.mentions import Mention
from kg.extract.owners import OF, Owners
from kg.extract.pronouns import Pronouns
from kg.extract.refs import NOBODY, Ref
from kg.extract.titled import PERSON_TITLES
from kg.extract.titles import Titles
from kg.extract.tree import Sentence, Token
from kg.model import Entity

THOSE = frozenset({"celui", "celle", "ceux", "celles", "those"})
"""Pronouns that stand for a noun before, and what follows says whose: ``ceux d'Israël``."""
COUNTING = frozenset({"plusieurs", "quelques", "certains", "divers", "différents", "nombreux"})
CONTRACTED = frozenset({"au", "aux", "du", "des"})
"""Prepositions with a definite article in them."""


class Phrases:
    """Resolves the noun phrases of one sentence."""

    def __init__(self, sentence: Sentence, number: int, mentions: list[Mention], context: Context) -> None:
        self.sentence = sentence
        self.number = number
        self.mentions = mentions
        self.context = context
        self.lexicon = context.lexicon
        self.at: dict[int, Mention] = {i: m for m in mentions for i in range(m.first, m.last + 1)}
        self.persons_of: dict[int, list[Entity]] = {}
        """Office noun → the persons named beside it; filled by `kg.extract.roles`."""
        self.fixed: dict[int, list[Ref]] = {}
        """Readings already settled by a governing act: in "accuses it of …ing", who "it" is."""
        self._busy: set[int] = set()
        self.titles = Titles(self)
        self.pronouns = Pronouns(self)
        self.owners = Owners(self)
        self.descriptions = Descriptions(self)
        self.bodies = Bodies(self)

    # -- one phrase ---------------------------------------------------------

    def all(self, i: int, exclude: frozenset[str] = NOBODY, *, subject: bool = False) -> list[Ref]:
        """Actors of a phrase and of everything coordinated with it."""
        found: list[Ref] = []
        for j in self.sentence.conjuncts(i):
            for ref in self.one(j, exclude, subject=subject):
                if all(ref.entity != other.entity for other in found):
                    found.append(ref)
        return found

    def one(self, i: int, exclude: frozenset[str] = NOBODY, *, subject: bool = False) -> list[Ref]:
        """Actors of the phrase headed by `i` alone, without coordination."""
        if i in self.fixed:
            return [r for r in self.fixed[i] if r.entity.id not in exclude]
        if i in self._busy:
            return []
        self._busy.add(i)
        try:
            return [r for r in self._one(i, exclude, subject) if r.entity.id not in exclude]
        finally:
            self._busy.discard(i)

    def _one(self, i: int, exclude: frozenset[str], subject: bool) -> list[Ref]:
        token = self.sentence.tokens[i]
        mention = self.at.get(i)
        if mention is not None and mention.role != "demonym":
            return [self.named(mention)]
        if mention is not None and token.pos in {"NOUN", "PROPN"} and token.dep != "amod":
            return [self.named(mention)]
        if token.lower in THOSE:  # "les négociateurs du Hamas et ceux d'Israël"
            whose = [r for t in self.sentence.children(i) if t.case in OF for r in self.one(t.i, exclude)]
            if whose:
                return whose
        if token.pos == "PRON" or self.pronouns.kind(token):
            return self.pronouns.of(token, exclude)
        if token.lower in PERSON_TITLES:  # "M. Saïed": the name hangs on its title
            named = [self.at[t.i] for t in self.sentence.children(i) if t.i in self.at and t.i - i <= 2]
            return [self.named(m) for m in named[:1]]
        if token.lemma in self.lexicon.quantities or token.pos == "NUM":
            inner = next((t for t in self.sentence.children(i) if t.case in OF), None)
            if inner is not None:
                return self._one(inner.i, exclude, subject)
        refs = people(self, token, exclude, subject=subject) if compound(self, token) else []
        refs = refs or led(self, token, exclude, subject=subject)
        if refs:
            return refs  # "opposition leaders" are no leaders of their state
        for way in (
            self.descriptions.listed,
            self.descriptions.several,
            self.descriptions.neighbour,
            self._two,
            self._person_office,
            self._counterpart,
            self.descriptions.described,
            self.bodies.of,
        ):
            refs = way(token, exclude)
            if refs:
                return refs
        refs = self.descriptions.home_of_speaker(token, exclude)
        refs = refs or people(self, token, exclude, subject=subject) or collective(self, token, exclude)
        if refs:
            return refs
        beside = self.at.get(token.head) if token.dep == "appos" else None
        if beside is not None and beside.entity.kind in {"Group", "Organisation"}:
            return [self.named(beside)]  # "M23, an armed group backed by …"
        if token.lemma in self.lexicon.pastimes and token.lemma not in self.lexicon.nouns:
            return []  # "the Nigerian striker", "a Swedish film" stand for no state
        owners = self.owner(i, exclude, possessive=token.lemma not in RIVALS | NEIGHBOURS)
        how = "thing" if token.lemma in self.lexicon.things else "owner"
        return [
            replace(self.phrase_ref(token, r.entity, how), agent=r.agent if r.how != "owner" else None) for r in owners
        ]

    def named_by_noun(self, token: Token) -> list[Ref]:
        """Bodies, crowds and descriptions: common nouns that name an actor as a name does."""
        sort = self.lexicon.people.get(token.lemma)
        if sort is not None and not sort.private:
            return people(self, token, NOBODY, subject=True)
        if token.lemma in self.lexicon.body_heads:
            return self.bodies.of(token, NOBODY)
        return self.descriptions.described(token, NOBODY)

    # -- ways ---------------------------------------------------------------

    def named(self, mention: Mention) -> Ref:
        minority = self._minority(mention)
        if minority is not None:
            return minority
        return Ref(mention.entity, mention.start, mention.end, mention.text, "name")

    def _minority(self, mention: Mention) -> Ref | None:
        """``ethnic Albanians``, ``Croatian Serbs``: a people inside another state, which is not the state of its name."""
        before = self.sentence.tokens[mention.first - 1] if mention.first > 0 else None
        if before is None or mention.entity.kind != "State" or mention.role not in {"people", "demonym"}:
            return None
        other = self.at.get(before.i)
        within = other is not None and other.entity.kind == "State" and other.entity != mention.entity
        if not (
            before.lower == "ethnic" or (within and mention.text.endswith("s") and before.dep in {"amod", "compound"})
        ):
            return None
        nation = other.entity if other is not None and within else scene(self)
        label = f"{before.text if within else 'ethnic'} {mention.text}"
        entity = self.context.mint("Group", {"en": label, "fr": f"{mention.text} ({before.text})"}, parent=nation)
        return Ref(entity, before.start, mention.end, label, "crowd")

    def phrase_ref(self, token: Token, entity: Entity, how: str, agent: Entity | None = None) -> Ref:
        first, last = self.sentence.phrase(token.i)
        while first < token.i and self.sentence.tokens[first].pos in {"ADP", "PUNCT"}:
            first += 1
        start, end = self.sentence.span(first, last)
        return Ref(entity, start, end, self.sentence.words(first, last), how, agent, start, end)

    def _two(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        return two_persons(self, token, exclude) or succession(self, token, exclude)

    def _person_office(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        if not self.titles.office_words(token) & self.lexicon.office_heads:
            return []
        beside = self.persons_of.get(token.i)
        if beside:
            return [self.phrase_ref(token, person, "office") for person in beside]
        office = self.titles.office(token)
        if office is None or not office.acts:
            return []
        return officeholders(self, token, office, exclude)

    def bare_definite(self, token: Token, own: str = "") -> bool:
        """``the army``, ``le président``: definite, and nobody else's; `own` are words that belong to the title."""
        kids = self.sentence.children(token.i)
        articles = {"the", "le", "la", "l'", "les"}
        definite = any(
            t.lower in (articles if t.dep == "det" else CONTRACTED) for t in kids if t.dep in {"det", "case"}
        )
        if any(t.lower in {"other", "autre", "autres"} for t in kids):
            return False
        return definite and not any(
            t.dep in {"nmod", "nmod:poss"} and (t.case in OF or t.dep == "nmod:poss") and t.lower not in own
            for t in kids
        )

    def _counterpart(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        return counterparts(self, token, exclude) if token.lemma in self.lexicon.counterpart else []

    def plural(self, token: Token) -> bool:
        """By its form, or by what counts it: ``plusieurs pays``."""
        counted = any(
            t.lower in COUNTING or t.dep == "nummod" for t in self.sentence.children(token.i) if t.i < token.i
        )
        form = (token.text != token.lemma and self.sentence.lang == "en") or token.morph.get("Number") == "Plur"
        return form or (self.sentence.lang == "fr" and counted)

    def home(self, exclude: frozenset[str] = NOBODY) -> list[Ref]:
        """The state the article is about, for ``le président``, ``the army``: the state named most."""
        entity = self.context.topic(self.number)
        if entity is None:  # nothing named yet but by its people: "Lebanese teachers … the government"
            entity = next((m.entity for m in self.mentions if m.entity.kind == "State"), None)
        return [Ref(entity, 0, 0, "", "description")] if entity and entity.id not in exclude else []

    def owner(
        self, i: int, exclude: frozenset[str] = NOBODY, *, possessive: bool = True, agents: bool = True
    ) -> list[Ref]:
        """Whose a noun phrase is: agent, adjective of nationality, possessor, then the ``de``/``of`` chain."""
        return self.owners.of(i, exclude, possessive=possessive, agents=agents)
