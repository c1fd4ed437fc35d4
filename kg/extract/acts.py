"""From matched triggers to candidates: who, to whom, with which status; the rules that hold for every relation.

It links nothing to offsets of the article and writes no statement; `kg.extract` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, permutations

from kg.extract.context import Context
from kg.extract.crowds import LOCATIVES, protesters, scene
from kg.extract.frames import is_verb
from kg.extract.indirect import Indirect
from kg.extract.phrases import OF, QUANTITIES, Phrases, Ref
from kg.extract.reader import Match, Reader
from kg.extract.recall import DEMANDS, POINTING, Recall
from kg.extract.spoken import spoken_act
from kg.extract.status import ADVERBIAL_CASES, Standing, standing
from kg.extract.tree import Token
from kg.model import Entity, Relation

BASE_CONFIDENCE = 0.95
DECISIONS = frozenset({"SANCTION", "CONCEDE"})
"""Types whose announcement by the actor itself is the act."""
EXPULSIONS = frozenset({"expelsAmbassadorOf", "expelsDiplomatsOf", "declaresPersonaNonGrata", "executes"})
"""Acts of the state in which those live whom they hit."""
DOMESTIC = frozenset(
    {"ACCUSE", "COERCE", "ASSAULT", "REQUEST", "REJECT", "THREATEN", "SANCTION", "PROTEST", "CONCEDE", "RETREAT"}
)
"""What one part of a state does to another in the news: a court to a minister, the army to demonstrators."""
RECIPROCAL = frozenset(
    {
        "each",
        "between",
        "mutual",
        "mutually",
        "jointly",
        "together",
        "bilateral",
        "entre",
        "ensemble",
        "mutuel",
        "mutuelle",
        "réciproque",
    }
)
MUTUAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE", "SANCTION", "RETREAT"})
"""What two do to each other when the words allow a ``with`` and name nobody else: ``Iran and Iraq cut ties``."""
VIOLENT = frozenset({"ASSAULT", "COERCE"})
AT_HOME = frozenset({"COERCE", "ACCUSE", "SUPPORT", "REJECT"})
"""What a passive without agent tells of the state in which it is done."""
PLEDGES = {
    "AID": "promises", "RETREAT": "promises", "CONCEDE": "promises", "COOPERATE": "promises",
    "ASSAULT": "threatens", "COERCE": "threatens",
}  # fmt: skip
"""Type of an act that its actor says he will do → what saying so is."""
ACCUSERS = frozenset({"State", "Organisation", "Group"})
AIMS = ("against", "at", "on", "to", "toward", "towards", "over", "from", "contre", "à", "vers", "sur", "envers")
PARTNERS = ("with", "avec")
"""Slots that may hold whom an act is for, where its entry does not say."""
STANDING_ALONE = frozenset({"AGREE", "REJECT", "THREATEN", "RETREAT", "MOBILIZE"})
"""What can be told of an actor without anybody else."""
VOICES = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""What private people can do to an actor in words."""
ACTING = frozenset({"body", "office", "owner", "thing", "crowd"})
"""Ways of being named, of those with whom private people fight."""
SURE = 0.8
"""Weight of a recipient that a demanded act needs: it is told beside the demand, which names whom it is made of."""
RECALLED = 0.65
"""Weight of a recipient that the clause itself does not name."""
PAIRS_AT_MOST = 3
FAVOURS = frozenset({"AGREE", "AID", "CONCEDE", "COOPERATE", "RETREAT"})
"""What may never happen though it is discussed."""
MOMENTS = frozenset({
    "issue", "occasion", "cours", "terme", "marge", "lendemain", "veille", "fin", "début", "end", "margin", "sidelines",
})  # fmt: skip
MEANWHILE = frozenset({
    "en", "à", "lors de", "pendant", "durant", "après", "avant", "au cours de", "à l'issue de", "au terme de", "en marge de",
    "à l'occasion de", "during", "after", "before", "at", "in", "on", "following", "ahead of", "amid",
})  # fmt: skip
"""Before a visit or talks of whom the clause is about."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an act: the actor that counts, and the person or body that acted for it."""

    entity: Entity
    ref: Ref
    agent: Entity | None = None
    place: Entity | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame filled with entities, not yet a statement."""

    trigger: int
    relation: Relation
    subject: Side
    object: Side | None
    standing: Standing
    status: str
    confidence: float
    found: tuple[float, float] = (1.0, 1.0)
    """Weights of the ways in which actor and recipient were found."""
    coordinate: bool = False
    """Its verb stands in a row with another: an act of its own, though of the same type."""
    ways: tuple[str, str] = ("", "")
    """Slots of actor and recipient, where no entry says them."""
    actor_clues: tuple[str, ...] = ()
    recipient_clues: tuple[str, ...] = ()
    """What speaks for either, where no entry says them."""


class Acts:
    """Reads the acts of one sentence."""

    def __init__(self, reader: Reader, phrases: Phrases, context: Context) -> None:
        self.reader = reader
        self.phrases = phrases
        self.context = context
        self.recall = Recall(reader, phrases, context)
        self.indirect = Indirect(reader, phrases, self.recall)
        self.sentence = reader.sentence
        self._covered: set[int] = set(reader.used)

    def candidates(self) -> Iterator[Candidate]:
        """All candidates of the sentence: what was done, and the charges, promises and threats in what is said of acts."""
        for candidate in self._told():
            yield candidate
            for said in (self._charge(candidate), self._pledge(candidate)):
                if said is not None:
                    yield said

    def _pledge(self, c: Candidate) -> Candidate | None:
        """``Chad said it would release them``: who says what he will do promises it, or threatens with it."""
        sayer, kind = c.standing.sayer, PLEDGES.get(c.relation.type)
        if kind is None or c.status != "planned" or sayer is None or not c.standing.own:
            return None
        match = self.reader.match(sayer)
        if not is_verb(self.sentence.tokens[c.trigger]) or (match is not None and match.entry.relation):
            return None
        stand = standing(self.reader, sayer, frozenset({c.subject.entity.id}))
        relation = self.context.ontology.relations[kind]
        return self._candidate(sayer, "pledge", "", relation, c.subject, c.object, stand, c.confidence * 0.9)

    def _charge(self, c: Candidate) -> Candidate | None:
        """``Pyongyang said its neighbour had shot first``: who tells of violence done to himself accuses who did it."""
        sayer = c.standing.sayer
        if c.relation.type not in VIOLENT or c.status != "actual" or sayer is None or c.standing.source is None:
            return None
        match = self.reader.match(sayer)
        victim = self._side(c.standing.source, subject=True)
        if not is_verb(self.sentence.tokens[c.trigger]) or victim is None or (match and match.entry.relation):
            return None
        hit = c.object.entity if c.object else None
        own = hit is not None and victim.entity in (hit, hit.parent)
        alleged = self.sentence.tokens[sayer].lemma in self.reader.lexicon.alleging
        if not (own or alleged) or victim.entity == c.subject.entity or victim.entity.kind not in ACCUSERS:
            return None
        relation = self.context.ontology.relations["accusesOfAggression" if c.relation.type == "ASSAULT" else "accuses"]
        ids = frozenset({victim.entity.id})
        stand = standing(self.reader, sayer, ids)
        return self._candidate(sayer, "charge", "", relation, victim, c.subject, stand, c.confidence * 0.9)

    def _told(self) -> Iterator[Candidate]:
        """All acts, verbs before the nouns they may have used up."""
        order = sorted(self.sentence, key=lambda t: (not is_verb(t), t.i))
        for token in order:
            match = self.reader.match(token.i)
            if is_verb(token) and self.recall.counts_on(token.i):
                yield from self._repeated(token.i, match.entry.name if match else f"verb {token.lemma}")
                continue
            if match is None or (match.entry.relation is None and not match.entry.repeats):
                continue
            if match.entry.pos != "verb" and token.i in self._covered:
                self.context.trace.note(f"  {match.entry.name}: used by another trigger")
                continue
            if self.indirect.only_points(token.i):
                self.context.trace.note(f"  {match.entry.name}: says whom the noun before it hits")
                continue
            if self._tells_again(token, match):
                self.context.trace.note(f"  {match.entry.name}: says no more than the verb above")
                continue
            told = False
            for candidate in self._act(token.i, match):
                told = True
                yield candidate
            if not told and is_verb(token):
                self._covered -= match.used  # "responded with tariffs on …": the noun may tell what the verb does not

    def _tells_again(self, token: Token, match: Match) -> bool:
        """``dropped the charges brought against X``: a participle of the noun that the act above used up."""
        if token.dep != "acl" or token.head not in match.used or self.reader.frame(token.i).slots.get("subj"):
            return False
        above = self.sentence.head(token.head)
        return is_verb(above) and token.head in self.reader.used_by(above.i)

    def _act(self, i: int, match: Match) -> Iterator[Candidate]:
        entry = match.entry
        if entry.repeats:
            yield from self._repeated(i, entry.name)
            return
        relation = self.context.ontology.relations.get(entry.relation or "")
        trace = self.context.trace
        if relation is None:
            return
        if relation.type in FAVOURS and match.entry.pos == "noun" and self._is_matter(i):
            trace.note(f"  {entry.name}: a matter that others talk about")
            return
        actors, actor_weight = self._actors(i, match)
        subjects = self.sides(actors, subject=True)
        if relation.type == "PROTEST":
            subjects = self._protesters(i, subjects)
        if not subjects:
            trace.note(f"  {entry.name} → {relation.id}: no actor found")
            return
        joint = (
            relation.symmetric
            or bool({"with", "avec", "between", "entre"} & set(entry.recipient))
            or (relation.type == "AGREE" and self._with_each_other(i, subjects))
        )
        exclude = self.exclude(subjects, actors if relation.type != "PROTEST" else [])
        recipients, recipient_weight = self._recipients(i, match, relation, exclude)
        if relation.id == "agreesWith" and len(subjects) > 1 and not self._names_partner(i, match):
            recipients = []  # "the two agreed to send troops to Mali": with each other
        if recipient_weight <= RECALLED and self.recall.embedded(i):
            recipients = []  # "offered to mediate": the offer says to whom
        self._settle(i, match, recipients)
        objects = self._objects(recipients, subjects, relation)
        if relation.id in DEMANDS:
            objects = self._captors(i, objects, exclude)
        ids = frozenset(s.entity.id for s in subjects) | frozenset(s.agent.id for s in subjects if s.agent)
        stand = standing(self.reader, i, ids)
        if "neg" in entry.where and stand.operator == "negation":
            stand = replace(stand, status="actual")  # the negation is part of what the entry means
        spoken = spoken_act(self.reader, i, relation, stand)
        if spoken is not None:
            relation, stand = self.context.ontology.relations[spoken], replace(stand, status="actual")
        alone = entry.alone
        if not objects and not alone and relation.type in STANDING_ALONE and len(subjects) == 1:
            alone = subjects[0].ref.how != "owner" and self.recall.nobody_else(i, exclude)
        if not objects and relation.type == "CONSULT" and relation.symmetric and len(subjects) == 1:
            objects = self.sides(self._place(i, match, exclude), subject=False)  # "a US team held talks in Niamey"
            recipient_weight = 0.7
        paired = joint and 2 <= len(subjects) <= PAIRS_AT_MOST and (entry.pos == "verb" or relation.type == "AGREE")
        paired = paired or (len(subjects) == 2 and self._each_other(i))
        if not objects and not relation.symmetric and not alone and relation.type != "AGREE" and not paired:
            trace.note(
                f"  {entry.name} → {relation.id}: no recipient for {', '.join(s.entity.label for s in subjects)}"
            )
            return
        if self._refused(i) or (stand.status == "demanded" and objects and recipient_weight < SURE):
            trace.note(f"  {entry.name} → {relation.id}: {stand.status}, and told by what governs it")
            return
        weight = (
            BASE_CONFIDENCE
            * actor_weight
            * (recipient_weight if objects else 0.9 if entry.alone or relation.symmetric else 0.4)
        )
        if objects:
            pairs: list[tuple[Side, Side | None]] = [(s, o) for s in subjects for o in objects]
        elif len(subjects) == 2 and self._each_other(i):
            pairs = [(subjects[0], subjects[1])] if relation.symmetric else list(permutations(subjects, 2))
        elif (paired and relation.type in MUTUAL) or (relation.symmetric and 2 <= len(subjects) <= PAIRS_AT_MOST):
            pairs = list(combinations(subjects, 2))
        elif alone:
            pairs = [(s, None) for s in subjects]
        else:
            trace.note(
                f"  {entry.name} → {relation.id}: no second party for {', '.join(s.entity.label for s in subjects)}"
            )
            return
        for subject, object_ in pairs:
            if not self._concerns(relation, subject, object_):
                continue
            status = entry.status or ""
            candidate = replace(
                self._candidate(i, entry.name, status, relation, subject, object_, stand, weight),
                found=(actor_weight, recipient_weight),
            )
            self.recall.learn(candidate.trigger, relation, subject.entity, object_.entity if object_ else None)
            yield candidate

    def _captors(self, i: int, objects: list[Side], exclude: frozenset[str]) -> list[Side]:
        """``called for the release of the journalist``: what is asked for a prisoner is asked of who holds him."""
        people = [o for o in objects if o.entity.kind == "Person" or (o.entity.minted and o.entity.kind == "Group")]
        prisoners = [o.entity for o in people if o.agent is None]
        if not prisoners:
            return objects
        captor = self.recall.captor(prisoners, exclude)
        return self.sides([Ref(captor, *self.recall.span(i), "event")], subject=False) if captor else objects

    def _is_matter(self, i: int) -> bool:
        """``des discussions sur l'aide au Rwanda``."""
        token = self.sentence.tokens[i]
        return token.case in {"sur", "on", "about", "concernant"} and self.sentence.head(i).pos == "NOUN"

    def _with_each_other(self, i: int, subjects: list[Side]) -> bool:
        """``the neighbours pledged …``, ``A and B promised to remove the barriers between them``."""
        one_phrase = len({s.ref.start for s in subjects}) == 1
        clauses = [i, *self.reader.frame(i).complement]
        words = {t.lower for c in clauses for t in self.sentence.subtree_tokens(c)}
        return one_phrase or bool(words & RECIPROCAL)

    def _each_other(self, i: int) -> bool:
        """``A and B blame each other``, ``s'accusent mutuellement``: what two do both do."""
        kids = self.sentence.children(i)
        said = any(t.lower in {"mutuellement", "réciproquement"} for t in kids)
        within = [t for k in kids if k.dep == "obj" for t in self.sentence.children(k.i)]  # "each other's envoys"
        near = [*kids, *within]
        pair = any(
            t.lower in {"other", "another"} and self.sentence.tokens[t.i - 1].lower in {"each", "one"}
            for t in near
            if t.i
        )
        return said or pair or self._the_other(near)

    def _the_other(self, near: list[Token]) -> bool:
        """``Each side accused the other``, ``chaque camp accuse l'autre``."""
        each = any(
            d.lower in {"each", "chaque"}
            for t in near if t.dep.startswith("nsubj") for d in self.sentence.children(t.i)
        )  # fmt: skip
        return each and any(t.lower in {"other", "autre"} and t.dep in {"obj", "iobj"} for t in near)

    def _refused(self, i: int) -> bool:
        """``refused to recognise him``: the refusal is the act, not what was left undone; so is an offer to mediate."""
        token = self.sentence.tokens[i]
        above = self.reader.match(token.head) if token.dep in {"xcomp", "ccomp", "acl", "advcl"} else None
        relation = self.context.ontology.relations.get(above.entry.relation or "") if above else None
        negated = any(t.dep == "neg" or t.lower == "not" for t in self.sentence.children(i))
        kinds = {"REJECT", "AGREE", "REQUEST"} if negated else {"REJECT", "AGREE"}  # "urged Chad not to go"
        words_only = relation is not None and relation.type in kinds and not self.reader.finite(token)
        return words_only and i in self.reader.frame(token.head).complement

    def _names_partner(self, i: int, match: Match) -> bool:
        return any(
            self.phrases.all(f) for slot in match.entry.recipient for f in self.reader.fillers(i, slot, match.entry)
        )

    def _objects(self, recipients: list[Ref], subjects: list[Side], relation: Relation) -> list[Side]:
        """Sides that are hit; within one state the people hit, not the state: police and protesters, judge and minister."""
        objects: list[Side] = []
        for side in self.sides(recipients, subject=False):
            if not self.same_side(side, subjects):
                parent = side.entity.parent
                if relation.type not in DOMESTIC and parent is not None and any(parent == s.entity for s in subjects):
                    continue  # "mobilised its militia": whom that is for is not said
                objects.append(side)
            elif relation.type in DOMESTIC:
                hit = side.agent or (side.entity if self._turned_on(side, subjects, relation) else None)
                own = (
                    hit is not None
                    and side.ref.agent is hit
                    and hit.kind == "Person"
                    and all(s.agent is None for s in subjects)
                )
                if hit is not None and not own and all(hit not in (s.agent, s.entity) for s in subjects):
                    objects.append(Side(hit, side.ref))
        whole = {o.entity for o in objects}
        return [o for o in objects if o.entity.kind != "Body" or o.entity.parent not in whole]

    @staticmethod
    def _turned_on(side: Side, subjects: list[Side], relation: Relation) -> bool:
        """A body of the same state that another body of it hits: ``the army shelled the parliament``; orders are none."""
        acting = all(s.agent is not None and s.agent.kind in {"Body", "Person"} for s in subjects)
        return side.entity.kind == "Body" and (acting or relation.type == "COERCE") and relation.type != "REQUEST"

    @staticmethod
    def _concerns(relation: Relation, subject: Side, object_: Side | None) -> bool:
        """Private people protest, fight police, and demand or reject in words; other doings are no matter between actors.

        States do not take to the streets: ``recalled its ambassador in protest``.
        """
        if relation.type == "PROTEST" and subject.entity.kind == "State":
            return False
        if subject.ref.how != "people" or relation.type == "PROTEST":
            return True
        if object_ is None or object_.ref.how == "people":
            return False
        crowd = relation.type == "ASSAULT" and object_.ref.how in ACTING
        return (relation.type in VOICES and object_.ref.how != "owner") or crowd

    def _settle(self, i: int, match: Match, recipients: list[Ref]) -> None:
        """The complement's subject is whom this act was read to hit: "accuses it of": one and the same "it".

        So is "its" in "urged Chad to end its raids", unless the complement is a favour: "urged Chad to back its bid".
        """
        control = match.entry.control
        if not control or control == "subj" or not recipients:
            return
        for f in self.reader.fillers(i, control, match.entry):
            self.phrases.fixed.setdefault(f, recipients)
        for clause in self.reader.frame(i).complement:
            inner = self.reader.match(clause)
            relation = self.context.ontology.relations.get(inner.entry.relation or "") if inner else None
            if relation is not None and relation.intensity > 0 and relation.type not in {"RETREAT", "CONCEDE"}:
                continue
            for token in self.sentence.subtree_tokens(clause):
                if self.phrases.pronoun_kind(token).startswith(("poss_thing", "poss_plural")):
                    self.phrases.fixed.setdefault(token.i, recipients)

    def _candidate(
        self,
        i: int,
        name: str,
        always: str,
        relation: Relation,
        subject: Side,
        object_: Side | None,
        stand: Standing,
        weight: float,
    ) -> Candidate:
        status = always if always and stand.status == "actual" else stand.status
        if status == "planned" and stand.own and relation.type in DECISIONS:
            status = "actual"
        confidence = weight * subject.ref.weight * (object_.ref.weight if object_ else 1.0)
        self.context.trace.note(
            f"  {name} → {subject.entity.label} – {relation.id} – {object_.entity.label if object_ else '∅'} ({status}{', ' + stand.operator if stand.operator else ''})"
        )
        token = self.sentence.tokens[i]
        coordinate = is_verb(token) and token.dep == "conj" and is_verb(self.sentence.head(i))
        return Candidate(i, relation, subject, object_, stand, status, round(confidence, 3), coordinate=coordinate)

    # -- slots --------------------------------------------------------------

    def _actors(self, i: int, match: Match) -> tuple[list[Ref], float]:
        if match.entry.pos == "noun":
            return self._noun_actors(i, match)
        if match.entry.actor == ("subj",):
            found, weight = self.reader.actors(i)
            if found:
                return found, weight
            found, _ = self._charged_by(i, match)
            found = found or self.indirect.holder(i)[0] or self.indirect.ordered(i) or self._at_home(i, match)
            found = found or self._doer(i, match)
            found = found or self._whose_people(i, match)
            found = found or self._sender(i, match) or self._behind(i, match)
            return (found, 0.7) if found else (self.recall.signatories(i, match), 0.6)
        for slot in match.entry.actor:
            if slot == "subj":
                found, weight = self.reader.actors(i)
                if found:
                    return found, weight
                continue
            fillers = self.reader.fillers(i, slot, match.entry)
            for f in fillers:
                refs = self.phrases.all(f, subject=True)
                if refs:
                    return refs, 1.0
        return [], 0.0

    def _behind(self, i: int, match: Match) -> list[Ref]:
        """``A strike blamed on Israel killed …``: who did the violence that the subject names."""
        if not self._is_violent(match) or self.reader.frame(i).passive:
            return []
        for f in self.reader.subject(i):
            deed = self.reader.match(f)
            if deed is not None and deed.entry.pos == "noun" and self._is_violent(deed):
                refs, _ = self._noun_actors(f, deed)
                if refs:
                    return refs
        return []

    def _is_violent(self, match: Match) -> bool:
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        return relation is not None and relation.type in VIOLENT

    def _doer(self, i: int, match: Match) -> list[Ref]:
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        return self.indirect.doer(i, match, relation) if relation is not None else []

    def _sender(self, i: int, match: Match) -> list[Ref]:
        """``Russian oil supplied to Pakistan``: whose the goods are that somebody was given."""
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        own = self.reader.frame(i)
        if relation is None or relation.type not in {"AID", "COOPERATE"} or not own.passive or own.slots.get("subj"):
            return []
        return [r for f in own.slots.get("obj", []) for r in self.phrases.owner(f) if f not in self.phrases.at]

    def _at_home(self, i: int, match: Match) -> list[Ref]:
        """``Two journalists were arrested in Minsk``, ``the raid was condemned in Oslo``: the state of the place acts."""
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        if (
            relation is None
            or (relation.type not in AT_HOME and relation.id not in EXPULSIONS | {"hosts"})
            or not self.reader.frame(i).passive
            or self.reader.frame(i).slots.get("subj")
        ):
            return []
        for slot in ("in", "at", "à", "en", "dans", "near"):
            for f in self.reader.fillers(i, slot, match.entry):
                mention = self.phrases.at.get(f)
                if mention is not None and mention.entity.kind in {"State", "Place"}:
                    return self.phrases.one(f)
        return []

    def _whose_people(self, i: int, match: Match) -> list[Ref]:
        """``At least 50 protesters were detained``: their own state does it, when no word says that they are strangers."""
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        coercive = relation is not None and relation.type == "COERCE" and self.reader.frame(i).passive
        if not coercive or self.sentence.tokens[i].dep in {"acl", "amod"}:
            return []
        for f in self.reader.fillers(i, "obj"):
            if any(self.sentence.tokens[n].i in self.phrases.at for n in self.sentence.subtree(f)):
                continue
            for ref in self.phrases.all(f):
                nation = (ref.agent or ref.entity).parent
                crowd = ref.agent or ref.entity
                if nation is not None and nation.kind == "State" and crowd.minted:
                    if "people" in crowd.aliases:
                        crowd = self.context.crowds.get("protesters", crowd)  # "2,000 people were detained"
                    self.phrases.fixed[f] = [replace(ref, entity=crowd, how="crowd", agent=None)]
                    return [Ref(nation, *self.recall.span(i), "event")]
        return []

    def _charged_by(self, i: int, match: Match) -> tuple[list[Ref], float]:
        """``expelled three diplomats, suspected of spying``: who acts on the accused accuses them."""
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        token = self.sentence.tokens[i]
        if (
            relation is None
            or relation.type != "ACCUSE"
            or token.dep not in {"acl", "amod"}
            or not self.reader.frame(i).passive
        ):
            return [], 0.0
        verb = next((t for t in self.sentence.ancestors(i) if is_verb(t)), None)
        if verb is None:
            return [], 0.0
        refs, weight = self.reader.actors(verb.i)
        return refs, weight * 0.85

    def _noun_actors(self, i: int, match: Match) -> tuple[list[Ref], float]:
        """Agent phrase, owner, copula subject; else the subject of the verb that announces or performs the noun."""
        for slot in match.entry.actor:
            if slot == "poss":
                refs = self._possessors(i)
                if refs:
                    return refs, 1.0
                continue
            for f in self.reader.fillers(i, slot, match.entry):
                refs = self.phrases.all(f, subject=True)
                if refs:
                    return refs, 1.0
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        if relation is not None and relation.symmetric:  # "ont péri dans un affrontement avec X"
            refs = [r for f in self.indirect.sufferers(i) for r in self.phrases.all(f, subject=True)]
            if refs:
                return refs, 0.95
        for slot in ("between", "entre") if relation is not None and relation.symmetric else ():
            for f in self.reader.fillers(i, slot, match.entry):
                refs = self.phrases.all(f)
                if len(refs) > 1 and slot in match.entry.recipient:
                    return refs[:1], 1.0
        refs = self.indirect.blamed(i)
        if refs:
            return refs, 0.95
        refs = self._genitive(i, match)
        if refs:
            return refs, 0.95
        own = self.reader.frame(i)
        if own.slots.get("subj"):
            return self.phrases.all(own.slots["subj"][0], subject=True), 1.0
        token, head = self.sentence.tokens[i], self.sentence.head(i)
        if head.lemma in QUANTITIES and head.i != i:
            token, head = head, self.sentence.head(head.i)
        if head.lemma in self.reader.lexicon.involvement and head.pos == "NOUN" and head.i != i:
            refs = self._possessors(head.i)
            if refs:
                return refs, 1.0
            above = self.sentence.head(head.i)
            return self.reader.actors(above.i) if is_verb(above) else ([], 0.0)
        decided = self.reader.match(head.i) if head.pos == "NOUN" and head.i != i else None
        if decided is not None and decided.entry.embeds and i in self.sentence.subtree(head.i):
            refs = self._possessors(head.i)  # "l'annonce par Berlin de la livraison"
            if refs:
                return refs, 0.95
        if (
            is_verb(head)
            and token.dep in {"obj", "obl", "obl:arg", "obl:mod", "nsubj:pass", "conj"}
            and token.case not in ADVERBIAL_CASES
            and self._supports(head.lemma, head.i)
        ):
            refs, weight = self.reader.actors(head.i)
            return refs, weight * 0.95
        with_whom = any(
            self.reader.frame(i).slots.get(s) for s in match.entry.recipient if s not in {"of", "de", "poss"}
        )
        occasion = relation is not None and relation.type == "CONSULT" and with_whom
        return self._visitor(token) if occasion else ([], 0.0)

    def _visitor(self, token: Token) -> tuple[list[Ref], float]:
        """``En visite à Hanoï, le président …``, ``… après un entretien avec X``: who does what the sentence tells."""
        head = self.sentence.head(token.i)
        while head.lemma in MOMENTS and head.pos == "NOUN" and head.head != head.i:
            token, head = head, self.sentence.head(head.i)
        if not is_verb(head) or token.case not in MEANWHILE or token.dep.split(":")[0] not in {"obl", "advcl"}:
            return [], 0.0
        refs, weight = self.reader.actors(head.i)
        return refs, weight * 0.85

    def _addressee(self, i: int, match: Match, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """``At Chad's request, France sent …``, ``faced criticism from Chad``: who acts on a request or earns a word."""
        token, head = self.sentence.tokens[i], self.sentence.head(i)
        if token.dep == "conj" and not is_verb(head):
            token, head = head, self.sentence.head(head.i)  # "drew praise from Chad and scorn from Mali"
        asked = relation.type == "REQUEST" and token.case in {"at", "à"}
        from_whom = "from" in match.entry.actor and self.reader.fillers(i, "from", match.entry)
        drawn = bool(from_whom) and token.dep == "obj" and match.entry.pos == "noun"
        if not (asked or drawn) or not is_verb(head):
            return []
        return [r for r in self.reader.actors(head.i)[0] if r.entity.id not in exclude]

    def _genitive(self, i: int, match: Match) -> list[Ref]:
        """``l'attaque de la Russie contre l'Ukraine``: ``de X`` acts where another slot holds whom it hits."""
        others = [s for s in match.entry.recipient if s not in {"de", "of", "poss", "home", "parties"}]
        hit = [f for s in others for f in self.reader.fillers(i, s, match.entry) if self.phrases.all(f)]
        hit += self.indirect.sufferers(i)
        genitives = [f for s in ("de", "of") for f in self.reader.frame(i).slots.get(s, [])]
        for f in genitives if hit or not OF & set(match.entry.recipient) else []:
            refs = self.phrases.owner(f) if f in match.used else self.phrases.all(f, subject=True)
            refs = [r for r in refs if r.how != "people"]  # "the extradition of a banker to …"
            if refs and f not in hit:
                return refs
        return []

    def _supports(self, lemma: str, i: int) -> bool:
        lexicon = self.reader.lexicon
        if lemma in lexicon.performing or lemma in lexicon.announcing:
            return True
        match = self.reader.match(i)
        return bool(match and match.entry.embeds in {"planned"})

    def _possessors(self, i: int) -> list[Ref]:
        kids = self.sentence.children(i)
        refs = self.phrases._agents(i, kids, frozenset()) or self.phrases._adjectives(i, frozenset())
        if refs:
            return refs
        for t in kids:
            if self.phrases._is_possessor(t):
                refs = self.phrases.possessor(t, frozenset())
            elif t.dep == "compound" and not t.case:
                refs = self.phrases._inner(t, frozenset())
            if refs:
                return refs
        return []

    def _recipients(self, i: int, match: Match, relation: Relation, exclude: frozenset[str]) -> tuple[list[Ref], float]:
        first = match.entry.recipient[0]
        if first not in {match.entry.judged, "poss", "comp", "parties", "home"}:
            refs, weight = self.reader.recipients(i, (first,), exclude)  # "ratified a pact with Turkey"
            if refs:
                return self.recall.same_matter(refs, relation, exclude) or refs, weight
        judged = self._judged(i, match, relation, exclude)
        if judged:
            return judged, 0.9
        if judged is not None and relation.type != "REJECT":
            return self._from_article(i, match, relation, exclude)
        suffering = [r for f in self.indirect.sufferers(i) for r in self.phrases.all(f, exclude)]
        if suffering:
            return suffering, 0.95
        refs, weight = self.reader.recipients(i, match.entry.recipient, exclude)
        refs = refs if weight > RECALLED else self._gathering(i, match, relation) or refs
        if refs:
            return self.recall.same_matter(refs, relation, exclude) or refs, weight or 0.9
        if match.entry.names:
            refs = self.recall.event(i, match, relation, exclude)
            if not refs and self.recall.tells_of_act(i, match):
                refs = self.recall.counterpart(i, match, relation, exclude)
            return refs, 0.6
        if relation.type in {"ASSAULT", "MOBILIZE", "COERCE", "AID", "RETREAT", "CONSULT"}:
            refs = self.indirect.there(i, match, exclude)
            if refs:
                return refs, 0.85
        if relation.type in {"ASSAULT", "MOBILIZE"}:
            refs = self._place(i, match, exclude)
            if refs:
                return refs, 0.85
        if match.entry.pos == "noun":
            head = self.sentence.head(i)
            if is_verb(head) and self._supports(head.lemma, head.i):
                for slot in match.entry.recipient:
                    if slot in {"poss", "subj", "obj"}:
                        continue
                    for f in self.reader.frame(head.i).slots.get(slot, []):
                        refs = self.phrases.all(f, exclude)
                        if refs:
                            return refs, 0.9
        refs = self._completed(i, exclude) or self._addressee(i, match, relation, exclude)
        if refs:
            return refs, 0.85
        refs = self._quoted(i, relation, exclude) or self.recall.event(i, match, relation, exclude)
        if not refs and relation.type in DECISIONS:
            refs = self._inside_object(i, match, exclude)
        if refs:
            return refs, 0.7
        if "parties" in match.entry.recipient and not self._weighed(i, match):
            parties = self.context.parties(self.phrases.number, i, exclude, False)
            refs = [Ref(e, *self.recall.span(i), "event") for e in parties]
        if not refs and "home" in match.entry.recipient:
            refs = self.recall.here(i, exclude)
        if refs:
            return refs, 0.65
        if relation.type == "REQUEST" and self._names_own(i, match):
            return [], 0.0  # "ordered the army to strike": nobody else is asked
        refs = (
            self._whose(i, exclude) or self._inside(i, match, relation, exclude) or self._provoker(i, relation, exclude)
        )
        if refs:
            return refs, 0.7
        refs = self.recall.sibling(i, relation, exclude)
        if refs or match.entry.alone:
            return refs, 0.7
        refs = self._beside(i, relation, exclude)
        return (refs, 0.6) if refs else self._from_article(i, match, relation, exclude)

    def _beside(self, i: int, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """Who stands in a slot of the clause that the entry does not name, rather than anybody outside it."""
        if not is_verb(self.sentence.tokens[i]) or relation.symmetric:
            return []
        for slot in AIMS if relation.intensity < 0 else (*AIMS, *PARTNERS):
            for f in self.reader.frame(i).slots.get(slot, []):
                mention = self.phrases.at.get(f)
                placed = mention is None or (slot in {"à", "at"} and mention.role == "metonym")  # "à Pékin"
                refs = [r for r in self.phrases.all(f, exclude) if r.entity.kind != "Place"]
                if refs and not placed:
                    return refs
        return []

    def _from_article(
        self, i: int, match: Match, relation: Relation, exclude: frozenset[str]
    ) -> tuple[list[Ref], float]:
        refs = self.recall.counterpart(i, match, relation, exclude)
        return (refs, 0.55) if refs else (self.recall.about(i, match, relation, exclude), 0.5)

    def _weighed(self, i: int, match: Match) -> bool:
        """``a salué la médiation d'Alger``: a mediation that is praised or accepted is told of nobody."""
        chain = [self.sentence.tokens[i], *self.sentence.ancestors(i)]
        verb = next((t for t in chain if is_verb(t) or t.pos == "ADJ"), None)
        above = self.reader.match(verb.i) if verb is not None and match.entry.pos == "noun" else None
        relation = self.context.ontology.relations.get(above.entry.relation or "") if above is not None else None
        placed = any(t.case.startswith("sous") for t in chain)
        return relation is not None and relation.type in {"SUPPORT", "ACCUSE", "AGREE", "REJECT"} and not placed

    def _completed(self, i: int, exclude: frozenset[str]) -> list[Ref]:
        """``refused to recognise Kosovo``: whom the complement's act would hit."""
        for clause in self.reader.frame(i).complement:
            match = self.reader.match(clause)
            if self.reader.frame(clause).slots.get("subj"):
                continue
            told = [(clause, match)] if match is not None and match.entry.relation is not None else []
            inner = self.reader.frame(clause)
            for f in [] if told else [*inner.slots.get("obj", []), *inner.complement]:
                noun = self.reader.match(f)  # "vowed to step up attacks on …"
                told += [(f, noun)] if noun is not None and self.reader.hostile(f) else []
            for trigger, found in told:
                refs, _ = self.reader.recipients(trigger, found.entry.recipient, exclude)
                if refs:
                    return refs
        return []

    def _inside_object(self, i: int, match: Match, exclude: frozenset[str]) -> list[Ref]:
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

    def _whose(self, i: int, exclude: frozenset[str]) -> list[Ref]:
        """``le FMI, dont il rejette les conditions``: ``dont`` owns the object of its clause."""
        token = self.sentence.tokens[i]
        relative = token.dep.startswith("acl") and any(
            t.lower in {"dont", "whose"} for t in self.sentence.subtree_tokens(i)
        )
        return self.phrases.all(token.head, exclude) if relative else []

    def _provoker(self, i: int, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """``scrambled jets after two Russian bombers entered its zone``: who did what is answered."""
        if relation.intensity >= 0 or not is_verb(self.sentence.tokens[i]):
            return []
        for slot in ("in response to", "in retaliation for", "in reply to", "in protest at", "en réponse à"):
            for f in self.reader.fillers(i, slot):
                refs = self.phrases.all(f, exclude)
                if refs:
                    return refs
        for clause in self.sentence.children(i):
            opens = {t.lower for t in self.sentence.children(clause.i) if t.dep in {"mark", "advmod"}}
            if opens & {"if", "unless", "until"}:
                refs = [r for f in self.reader.subject(clause.i) for r in self.phrases.all(f, exclude)]
                if refs:
                    return refs  # "threatened to march unless the government gives in"
            marks = {t.lower for t in self.sentence.children(clause.i) if t.dep in {"mark", "case", "advmod"}}
            after = marks & {"after", "because", "since", "as", "après"} or clause.case in {"after", "après"}
            act = self.reader.match(clause.i) if after and clause.dep == "advcl" else None
            done = self.context.ontology.relations.get(act.entry.relation or "") if act is not None else None
            if done is not None and done.intensity < 0:
                refs = [r for f in self.reader.subject(clause.i) for r in self.phrases.all(f, exclude, subject=True)]
                refs = [r for r in refs if r.entity.kind in {"State", "Organisation"}]
                if refs:
                    return refs
        return []

    def _names_own(self, i: int, match: Match) -> bool:
        return any(
            r.how in {"body", "office", "name"}
            for slot in match.entry.recipient
            for f in self.reader.fillers(i, slot, match.entry)
            for r in self.phrases.one(f)
        )

    def _inside(self, i: int, match: Match, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """The only other actor inside what a verb governs, wherever it hangs: ``opposed a force for East Timor``."""
        if match.entry.pos == "noun" or relation.symmetric:
            return []
        found: list[Ref] = []
        frame = self.reader.frame(i)
        for top in [*frame.slots.get("obj", []), *frame.complement]:
            for node in self.sentence.subtree(top):
                beside = relation.type == "ACCUSE" and self.sentence.tokens[node].case in {"avec", "with"}
                if beside or any(self._is_relative(a) for a in self._between(node, top)):
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

    def _judged(self, i: int, match: Match, relation: Relation, exclude: frozenset[str]) -> list[Ref] | None:
        """Who condemns an attack condemns who made it, never whom it hit; None when no act is judged."""
        if relation.type not in {"ACCUSE", "SUPPORT", "REJECT"} or match.entry.judged is None:
            return None
        for f in self.reader.fillers(i, match.entry.judged, match.entry):
            told = match.entry.names or match.entry.judged == "subj"
            if told and self.sentence.tokens[f].lower in POINTING:
                return self.recall.event(i, match, relation, exclude)
            noun = self.reader.match(f)
            if noun is None or noun.entry.pos != "noun" or f in self.reader.used_by(i):
                continue
            if noun.entry.relation is None or self.phrases.named_by_noun(self.sentence.tokens[f]):
                continue
            refs, _ = self._noun_actors(f, noun)
            kind = self.context.ontology.relations.get(noun.entry.relation)
            where = self._place(f, noun, exclude) if kind is not None and kind.type == "COERCE" else []
            kept = [r for r in refs or self._culprits(f) or where if r.entity.id not in exclude]
            return kept or self.recall.event(i, match, relation, exclude)
        return None

    def _culprits(self, noun: int) -> list[Ref]:
        """``les exactions de l'armée``: an army or a group behind ``de`` did it; a state may as well be the victim."""
        slots = self.reader.frame(noun).slots
        refs = [r for slot in ("de", "of") for f in slots.get(slot, []) for r in self.phrases.all(f, subject=True)]
        return [r for r in refs if r.entity.kind in {"Body", "Group", "Person"}]

    def _gathering(self, i: int, match: Match, relation: Relation) -> list[Ref]:
        """``broke up a rally``, ``banned the march``: those who demonstrate."""
        if relation.type not in {"ASSAULT", "COERCE"}:
            return []
        for slot in match.entry.recipient:
            for f in self.reader.fillers(i, slot, match.entry):
                if self._is_gathering(f):
                    crowd = protesters(self.context, scene(self.phrases) or self.context.topic(self.phrases.number))
                    return [self.phrases.phrase_ref(self.sentence.tokens[f], crowd, "crowd")]
        return []

    def _is_gathering(self, i: int) -> bool:
        """A noun for people in protest: ``rally``, ``strike``."""
        noun = self.reader.match(i)
        named = self.context.ontology.relations.get(noun.entry.relation or "") if noun is not None else None
        return named is not None and named.type == "PROTEST" and self.sentence.tokens[i].pos == "NOUN"

    def _place(self, i: int, match: Match, exclude: frozenset[str]) -> list[Ref]:
        """Where violence happens is who it hits, when nobody else is named: ``shelled a barracks in Omdurman``."""
        for slot in ("in", "near", "at", "into", "à", "en", "dans", "sur", "on"):
            for f in self.reader.fillers(i, slot, match.entry):
                mention = self.phrases.at.get(f)
                if mention is None:
                    refs = [r for r in self.phrases.owner(f, exclude) if r.entity.kind in {"State", "Place"}]
                else:
                    refs = self.phrases.one(f, exclude) if mention.entity.kind in {"State", "Place"} else []
                if refs:
                    return refs
        below = set(self.sentence.subtree(i))
        for mention in self.phrases.mentions:
            located = self.sentence.tokens[mention.head].case in LOCATIVES and mention.head in below
            if located and mention.head > i and mention.entity.kind in {"State", "Place"}:
                return self.phrases.one(mention.head, exclude)
        return []

    def _quoted(self, i: int, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """Judging verbs with a clause instead of an object: the clause's subject is judged."""
        if relation.type not in {"ACCUSE", "SUPPORT", "REQUEST"} or self.reader.fillers(i, "obj"):
            return []
        for clause in self.reader.clauses(i):
            for f in self.reader.frame(clause).slots.get("subj", []):
                refs = [
                    r
                    for r in self.phrases.all(f, exclude)
                    if r.entity.kind != "Person" or self.context.acts_for(r.entity)
                ]
                if refs:
                    return refs
        return []

    def _repeated(self, i: int, name: str) -> Iterator[Candidate]:
        """``followed suit``, ``en a expulsé trois``: the act told last, done by somebody else."""
        actors, weight = self.reader.actors(i)
        last = self.recall.last_act()
        if last is None or last.recipient is None:
            return
        object_ = Side(last.recipient, Ref(last.recipient, *self.recall.span(i), "event"))
        for subject in self.sides(actors, subject=True):
            if subject.entity not in (last.actor, last.recipient):
                stand = standing(self.reader, i, frozenset({subject.entity.id}))
                yield self._candidate(i, name, "", last.relation, subject, object_, stand, BASE_CONFIDENCE * weight)

    def _protesters(self, i: int, subjects: list[Side]) -> list[Side]:
        """A people, or "thousands", that protests is a crowd of its own, not the state."""
        sides = []
        for side in subjects:
            named = any(m.role == "people" and m.start == side.ref.start for m in self.phrases.mentions)
            anybody = side.entity.minted and "people" in side.entity.aliases
            if (side.entity.kind == "State" and named) or anybody:
                nation = side.entity if named else side.entity.parent
                sides.append(Side(protesters(self.context, nation), side.ref))
            else:
                sides.append(side)
        for f in [] if subjects else self.reader.subject(i):
            token = self.sentence.tokens[f]
            if token.lemma in QUANTITIES or token.lemma in self.reader.lexicon.people or self._is_gathering(f):
                crowd = protesters(self.context, self.context.topic(self.phrases.number - 1))
                sides.append(Side(crowd, Ref(crowd, token.start, token.end, token.text, "crowd")))
        return sides

    # -- sides --------------------------------------------------------------

    def sides(self, refs: list[Ref], *, subject: bool) -> list[Side]:
        sides: list[Side] = []
        for ref in refs:
            side = self._side(ref, subject)
            if side is not None and all(side.entity != s.entity for s in sides):
                sides.append(side)
        return sides

    def _side(self, ref: Ref, subject: bool) -> Side | None:
        entity = ref.entity
        if entity.kind == "Person":
            state = self.context.acts_for(entity)
            return Side(state, ref, entity) if state is not None else Side(entity, ref)
        if entity.kind == "Body" and subject and entity.parent is not None:
            return Side(entity.parent, ref, entity)
        if entity.kind == "Place":
            if entity.parent is not None and entity.parent.kind == "State":
                return Side(entity.parent, ref, ref.agent, entity)
            return None if entity.parent is None else Side(entity, ref, ref.agent, entity)  # no sea or continent acts
        return Side(entity, ref, ref.agent)

    def exclude(self, subjects: list[Side], refs: list[Ref]) -> frozenset[str]:
        ids = {s.entity.id for s in subjects} | {s.agent.id for s in subjects if s.agent} | {r.entity.id for r in refs}
        return frozenset(ids)

    @staticmethod
    def same_side(side: Side, subjects: list[Side]) -> bool:
        ids = {s.entity.id for s in subjects}
        return side.entity.id in ids or (
            side.entity.parent is not None
            and side.entity.parent.id in ids
            and side.entity.kind in {"Body", "Person", "Place"}
        )
