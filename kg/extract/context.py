"""What is known while one article is read: entities met, who acts for whom, what pronouns may mean.

It keeps no text and no trees; positions are (sentence number, token index).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.actors import NameIndex
from kg.lexicon.records import Lexicon
from kg.model import Entity, Field, Relation, slug
from kg.ontology import Actor, Ontology
from kg.spelling import alike

COLLECTIVE = frozenset({"State", "Organisation", "Group", "Body", "Company", "Place"})
FAMILY_NAME_FIRST = frozenset({"china", "south-korea", "north-korea", "vietnam", "taiwan"})
SURNAME = 4
"""Sounds that a surname alone needs to be known in another spelling, within one article."""
MEMORY = 4
"""Sentences a pronoun may look back."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An entity named at one place."""

    entity: Entity
    sentence: int
    token: int
    subject: bool
    located: bool = False
    """Named as a place only (``en Belgique``): no pronoun means it while there is anything else."""
    gender: str = ""
    """French gender of the word that names it, where that is another than its own: ``Pékin`` is no ``elle``."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a later sentence needs of an act: its sentence, relation and parties."""

    sentence: int
    relation: Relation
    actor: Entity
    recipient: Entity | None
    source: Entity | None = None
    """Who vouches for it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A phrase and the actors it stands for; offsets are code points of the article's field as given."""

    field: Field
    start: int
    end: int
    """Of the head word, which tells phrases apart whose extent a parser got wrong."""
    depth: int
    """How many heads are above it in its sentence: of words within one phrase, its head has the least."""
    entities: tuple[Entity, ...]
    agents: tuple[Entity, ...] = ()
    """Persons or bodies through whom the entities are named: the minister of ``the French minister``."""


@dataclass(slots=True)
class Trace:
    """Notes for `kg explain`; collects nothing unless asked to."""

    on: bool = False
    notes: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        if self.on:
            self.notes.append(text)


@dataclass(slots=True)
class Context:
    """Memory of one article."""

    ontology: Ontology
    index: NameIndex
    lexicon: Lexicon
    labels: dict[str, Lexicon]
    """Both lexicons, for labels of composite actors."""
    lang: str
    date: str | None
    trace: Trace = field(default_factory=Trace)
    minted: dict[str, Entity] = field(default_factory=dict)
    crowds: dict[str, Entity] = field(default_factory=dict)
    """English label of a kind of people → those of the article that were called so last."""
    organs: dict[str, Entity] = field(default_factory=dict)
    """``La Conférence des chefs d'État de la CEDEAO`` by its first noun → the organisation it is an organ of."""
    acting: dict[str, Entity] = field(default_factory=dict)
    """Person id → what the article says that the person acts for."""
    called: dict[str, str] = field(default_factory=dict)
    """Person id → the noun that the article put beside the name last: ``the dissident A``."""
    told: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)
    """Person id → offices that the article tells: relation, of whom, and whether it is over."""
    retired: set[str] = field(default_factory=set)
    """Persons whom the article calls former holders: they act for themselves."""
    surnames: dict[str, Entity] = field(default_factory=dict)
    companions: Counter[str] = field(default_factory=Counter)
    """How often the article names each actor by a name that is nobody else's."""
    history: list[Seen] = field(default_factory=list)
    written_in: Entity | None = None
    """The state of the dateline."""
    claimed: set[tuple[str, str, str, str, bool]] = field(default_factory=set)
    """Offices that are told already: field, person, relation, of whom, and whether it is over."""
    judged: bool = True
    """Somebody weighs what no entry tells; otherwise nobody asks for it."""
    pastime: bool = False
    """A page of sport or culture: offices are read, acts are not."""
    brief: bool = False
    """A sentence or two, told for their act: a headline, the description of an event."""
    speaker: Entity | None = None
    """Who was quoted last, for "we" and "our"."""
    unlinked: set[str] = field(default_factory=set)
    """Names that no actor of the ontology bears."""
    links: list[Link] | None = None
    """What every phrase stands for; collected only where there is a list."""
    acts: list[Act] = field(default_factory=list)
    """The acts found so far, for "the attack", "this decision", "followed suit"."""

    def mint(
        self, kind: str, labels: dict[str, str], parent: Entity | None = None, aliases: Iterable[str] = ()
    ) -> Entity:
        """The entity of that name and kind, made on first use."""
        key = slug(labels["en"])
        if key in self.ontology.actors:
            return self.ontology.actors[key].entity
        if key not in self.minted:
            self.minted[key] = Entity(key, kind, labels, tuple(aliases), parent, minted=True)
        return self.minted[key]

    def actor(self, entity: Entity) -> Actor | None:
        return self.ontology.actors.get(entity.id)

    def person(self, name: str) -> Entity:
        """A person of the article by full name or surname; minted when unknown."""
        entity = self.surname(name) if " " not in name else self._in_other_spelling(name)
        if entity is None:
            entity = self.mint("Person", {"en": name, "fr": name})
        self.remember_person(entity, name)
        return entity

    def surname(self, word: str) -> Entity | None:
        """Whoever the article has named with this surname, in this or another spelling (Zelensky, Zelenskyy)."""
        if word in self.surnames:
            return self.surnames[word]
        found = {e.id: e for known, e in self.surnames.items() if alike(known, word, SURNAME)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _in_other_spelling(self, name: str) -> Entity | None:
        """A known person, or one that the article has named, of the same name as others write it (Sergueï, Sergei)."""
        known = self.index.person(name)
        if known is not None:
            return self.ontology.actors[known].entity
        minted = (e for e in self.minted.values() if e.kind == "Person")
        return next((e for e in minted if alike(e.labels["en"], name)), None)

    def remember_person(self, entity: Entity, name: str) -> None:
        words = name.split()
        if len(words) > 1:
            self.surnames.setdefault(words[-1], entity)
            if len(words) > 2 and words[-2][0].isupper():
                self.surnames.setdefault(" ".join(words[-2:]), entity)
            if self._family_name_first(entity) and words[0][0].isupper():
                self.surnames.setdefault(words[0], entity)

    def is_named(self, word: str) -> bool:
        """Whether a word is part of the name of somebody the article has named (``Kim``)."""
        named = (s.entity.labels[self.lang].split() for s in self.history if s.entity.kind == "Person")
        return word in self.surnames or any(word in words for words in named)

    def _family_name_first(self, entity: Entity) -> bool:
        state, actor = self.acts_for(entity), self.actor(entity)
        of = {o.of for o in actor.offices} if actor is not None else set()
        return bool(FAMILY_NAME_FIRST & (of | ({state.id} if state is not None else set())))

    def acts_for(self, person: Entity) -> Entity | None:
        """The state or organisation a person acts for: as the article says, else by the offices held at its date."""
        if person.kind != "Person" or person.id in self.retired:
            return None
        if person.id in self.acting:
            return self.acting[person.id]
        actor = self.actor(person)
        if actor is None:
            return person.parent
        held = [o for o in actor.offices if self.date is None or self.ontology.held(person.id, o, self.date)]
        if self.date is None:
            held = [o for o in held if o.end is None] or held
        return self.ontology.actors[held[-1].of].entity if held else None

    def served(self, person: Entity, relation: str) -> Entity | None:
        """Whom a known person held an office of, at whatever time."""
        actor = self.actor(person)
        of = {o.of for o in actor.offices if self.ontology.offices[o.kind].relation == relation} if actor else set()
        return self.ontology.actors[of.pop()].entity if len(of) == 1 else None

    def see(self, entity: Entity, sentence: int, token: int, subject: bool) -> None:
        self.history.append(Seen(entity, sentence, token, subject))

    def before(self, sentence: int, token: int, memory: int = MEMORY) -> list[Seen]:
        """What was named before a place, nearest first."""
        return [
            s
            for s in reversed(self.history)
            if (s.sentence, s.token) < (sentence, token) and sentence - s.sentence <= memory
        ]

    def gender(self, entity: Entity) -> str:
        """French grammatical gender, ``""`` when unknown."""
        actor = self.actor(entity)
        return actor.gender if actor else ""

    def demonym(self, entity: Entity, lang: str) -> str:
        """The first adjective of nationality (Russian, russe), empty when there is none."""
        return next(iter(self.demonyms(entity, lang)), "")

    def demonyms(self, entity: Entity, lang: str) -> list[str]:
        """All forms of the adjectives of nationality, without those that only begin a compound (franco-)."""
        actor = self.actor(entity)
        names = actor.names if actor is not None else ()
        return [n.text for n in names if n.role == "demonym" and n.lang == lang and not n.text.endswith("-")]

    def antecedent(
        self, kind: str, sentence: int, token: int, exclude: frozenset[str] = frozenset(), *, object_: bool = False
    ) -> Entity | None:
        """The best earlier entity for a pronoun class of the lexicon; None rather than a wild guess.

        Subjects of the same or the previous sentence come first, then the nearest mention; for an object, whoever
        the same sentence has named.
        """
        before = self.before(sentence, token)
        fitting = [s for s in before if self._fits(s.entity, kind, s.gender)] or [
            s for s in before if self._fits(s.entity, kind)
        ]
        candidates = [s for s in fitting if not self._excluded(s.entity, exclude)]
        if kind.startswith("poss") and len(candidates) < len(fitting):
            # the likeliest owner is out: another one counts only where it stands in the same sentence, its subject or the nearest
            same = [s for s in candidates if s.sentence == sentence]
            candidates = ([s for s in same if s.subject] or same)[:1]
        candidates = [s for s in candidates if not s.located] or candidates
        if not candidates:
            return None
        if kind.startswith("latter"):
            return candidates[0].entity
        here = [s for s in candidates if s.sentence == sentence and s.subject]
        previous = [s for s in candidates if 0 < sentence - s.sentence <= 1 and s.subject]
        near = [s for s in candidates if s.sentence == sentence]
        for group in (here, near, previous) if kind.startswith("poss") or object_ else (here, previous, near):
            if group:
                return group[-1].entity if group is previous and not kind.startswith("poss") else group[0].entity
        return candidates[0].entity

    def _excluded(self, entity: Entity, exclude: frozenset[str]) -> bool:
        """An actor is out, and with it its bodies and the people who act for it."""
        if entity.id in exclude or (entity.parent is not None and entity.parent.id in exclude):
            return True
        acts_for = self.acts_for(entity)
        return acts_for is not None and acts_for.id in exclude

    def _fits(self, entity: Entity, kind: str, gender: str = "") -> bool:
        gender = gender or self.gender(entity)
        sort = kind.removeprefix("poss_").removeprefix("latter_")
        if sort == "person_m" or sort == "person_f":
            if self.lang == "en":
                return entity.kind == "Person"
            letter = sort[-1]
            return entity.kind != "Place" and (not gender or gender.startswith(letter)) and not gender.endswith("p")
        if sort == "thing":
            return entity.kind in COLLECTIVE - {"Place"} if self.lang == "en" else entity.kind != "Place"
        if sort == "plural":
            return gender.endswith("p") or (
                entity.kind in {"Group", "Organisation", "Body"} and entity.kind != "Person"
            )
        return entity.kind != "Place"

    def topic(self, sentence: int, exclude: frozenset[str] = frozenset()) -> Entity | None:
        """The state that the article has named most up to a sentence, subjects counting double; the later of equals."""
        weights: dict[Entity, int] = {}
        for seen in self.history:
            if seen.sentence > sentence:
                break
            entity = seen.entity if seen.entity.kind != "Person" else self.acts_for(seen.entity) or seen.entity
            if entity.kind in {"Body", "Place"} and entity.parent is not None:
                entity = entity.parent
            if entity.kind == "State" and entity.id not in exclude:
                weights[entity] = weights.pop(entity, 0) + (2 if seen.subject else 1)
        return max(reversed(weights), key=lambda e: weights[e]) if weights else None

    def rivals(self, sentence: int, among: frozenset[str] = frozenset()) -> list[Entity]:
        """The two of the last hostile act told in this article, lately; `among` are ids of whom one must be."""
        for act in reversed(self.acts):
            pair = [act.actor, act.recipient]
            if sentence - act.sentence > MEMORY or act.recipient is None or act.relation.intensity >= 0:
                continue
            if not among or {e.id for e in pair if e is not None} & among:
                return [e for e in pair if e is not None]
        return []

    def parties(self, sentence: int, token: int, exclude: frozenset[str], states_only: bool) -> list[Entity]:
        """The two actors that "both sides" means: those named most before this place, in order of naming."""
        kinds = frozenset({"State"}) if states_only else frozenset({"State", "Organisation", "Group"})
        weights: dict[Entity, int] = {}
        for seen in self.before(sentence, token, memory=99)[::-1]:
            entity = seen.entity if seen.entity.kind != "Person" else self.acts_for(seen.entity) or seen.entity
            if entity.kind == "Body" and entity.parent is not None:
                entity = entity.parent
            if entity.kind in kinds and entity.id not in exclude:
                weights[entity] = weights.get(entity, 0) + 1
        first_two = sorted(weights, key=lambda e: (e.minted and e.kind == "Group", -weights[e]))[:2]
        return [e for e in weights if e in first_two]

    def recent(
        self, kinds: frozenset[str], sentence: int, token: int, count: int, exclude: frozenset[str] = frozenset()
    ) -> list[Entity]:
        """The last `count` different entities of some kinds, nearest last."""
        found: list[Entity] = []
        for seen in self.before(sentence, token, memory=99):
            entity = seen.entity
            if entity.kind in kinds and entity not in found and entity.id not in exclude:
                found.append(entity)
            if len(found) == count:
                break
        return found[::-1]
