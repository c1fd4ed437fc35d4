"""From matched triggers to candidates: who, to whom, with which status; the rules that hold for every relation.

It links nothing to offsets of the article and writes no statement; `kg.extract` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.actors import Actors
from kg.extract.candidates import DECISIONS, Candidate
from kg.extract.context import Context
from kg.extract.demonstrators import Demonstrators
from kg.extract.frames import is_verb
from kg.extract.indirect import Indirect
from kg.extract.matching import Match
from kg.extract.occasions import Occasions
from kg.extract.phrases import Phrases
from kg.extract.places import place
from kg.extract.reader import Reader
from kg.extract.recall import DEMANDS, VIOLENT, Recall
from kg.extract.recipients import RECALLED, Recipients
from kg.extract.reciprocals import Reciprocals
from kg.extract.refs import Ref
from kg.extract.sides import Side, concerns, excluded, hit_sides, side_of, sides
from kg.extract.spoken import spoken_act
from kg.extract.status import Standing, standing
from kg.extract.tree import Token
from kg.model import Relation

BASE_CONFIDENCE = 0.95
PLEDGES = {
    "AID": "promises", "RETREAT": "promises", "CONCEDE": "promises", "COOPERATE": "promises",
    "ASSAULT": "threatens", "COERCE": "threatens",
}  # fmt: skip
"""Type of an act that its actor says he will do → what saying so is."""
ACCUSERS = frozenset({"State", "Organisation", "Group"})
STANDING_ALONE = frozenset({"AGREE", "REJECT", "THREATEN", "RETREAT", "MOBILIZE"})
"""What can be told of an actor without anybody else."""
SURE = 0.8
"""Weight of a recipient that a demanded act needs: it is told beside the demand, which names whom it is made of."""
FAVOURS = frozenset({"AGREE", "AID", "CONCEDE", "COOPERATE", "RETREAT"})
"""What may never happen though it is discussed."""


NAMED_IN = frozenset({"conj", "flat", "flat:name", "appos", "nmod"})
"""How the last name of a row hangs on what stands before it."""


class Acts:
    """Reads the acts of one sentence."""

    def __init__(self, reader: Reader, phrases: Phrases, context: Context) -> None:
        self.reader = reader
        self.phrases = phrases
        self.context = context
        self.recall = Recall(reader, phrases, context)
        self.indirect = Indirect(reader, phrases, self.recall)
        self.actors = Actors(reader, phrases, context, self.recall, self.indirect)
        self.demonstrators = Demonstrators(reader, context)
        self.occasions = Occasions(reader, phrases, context)
        self.recipients = Recipients(
            reader, phrases, context, self.recall, self.indirect, self.actors, self.demonstrators
        )
        self.reciprocals = Reciprocals(reader)
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
        pledge = self._candidate(sayer, "pledge", "", relation, c.subject, c.object, stand, c.confidence * 0.9)
        return replace(pledge, told_by="speech")

    def _charge(self, c: Candidate) -> Candidate | None:
        """``Pyongyang said its neighbour had shot first``: who tells of violence done to himself accuses who did it."""
        sayer = c.standing.sayer
        if c.relation.type not in VIOLENT or c.status != "actual" or sayer is None or c.standing.source is None:
            return None
        match = self.reader.match(sayer)
        victim = side_of(c.standing.source, self.context, subject=True)
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
        charge = self._candidate(sayer, "charge", "", relation, victim, c.subject, stand, c.confidence * 0.9)
        return replace(charge, told_by="speech")

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
            if self._within_trigger(token):
                self.context.trace.note(f"  {match.entry.name}: part of the verb above")
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

    def _within_trigger(self, token: Token) -> bool:
        """``urged Mali to free him``: a complement that the words of the demand above name is what is demanded."""
        if token.dep not in {"xcomp", "ccomp"} or not is_verb(token) or self.sentence.is_root(token.i):
            return False
        above = self.reader.match(token.head)
        named = above is not None and len(above.entry.words) > 1 and not above.entry.control
        return named and token.i in self.reader.used_by(token.head)

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
        actors, actor_weight = self.actors.of(i, match)
        subjects = sides(actors, self.context, subject=True)
        if relation.type == "PROTEST":
            subjects = self.demonstrators.as_actors(i, subjects)
        if relation.symmetric and len(subjects) == 1:
            subjects = self._all_of_them(i) or subjects
        if not subjects:
            told = self._by_the_way(i, match, relation)
            if told is None:
                trace.note(f"  {entry.name} → {relation.id}: no actor found")
            yield from [told] if told is not None else []
            return
        joint = self.reciprocals.joint(i, match, relation, subjects)
        exclude = excluded(subjects, actors if relation.type != "PROTEST" else [])
        objects, recipient_weight = self._hit(i, match, relation, subjects, exclude)
        if joint and recipient_weight <= RECALLED and self.reciprocals.theirs(i, relation, subjects):
            objects = []
        relation, stand = self._as_told(i, match, relation, subjects)
        alone = entry.alone
        if not objects and not alone and relation.type in STANDING_ALONE and len(subjects) == 1:
            alone = subjects[0].ref.how != "owner" and self.recall.nobody_else(i, exclude)
        alone = alone or (self.context.brief and self.context.judged and entry.pos != "noun")
        abroad = len(subjects) == 1 and (subjects[0].entity.minted or subjects[0].entity.kind in {"State", "Person"})
        if not objects and relation.type == "CONSULT" and relation.symmetric and abroad:
            objects = sides(
                place(self.reader, i, match, exclude), self.context, subject=False
            )  # "a US team held talks in Niamey"
            recipient_weight = 0.7
        paired = self.reciprocals.paired(i, match, relation, subjects, joint=joint)
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
        pairs = self.reciprocals.pairs(i, relation, subjects, objects, paired=paired, alone=alone)
        if not pairs:
            told = self._by_the_way(i, match, relation)
            if told is None:
                names = ", ".join(s.entity.label for s in subjects)
                trace.note(f"  {entry.name} → {relation.id}: no second party for {names}")
            yield from [told] if told is not None else []
            return
        for subject, object_ in pairs:
            if not concerns(relation, subject, object_):
                continue
            status = entry.status or ""
            candidate = replace(
                self._candidate(i, entry.name, status, relation, subject, object_, stand, weight),
                found=(actor_weight, recipient_weight),
                told_by=entry.pos,
            )
            self.recall.learn(candidate.trigger, relation, subject.entity, object_.entity if object_ else None)
            yield candidate

    def _by_the_way(self, i: int, match: Match, relation: Relation) -> Candidate | None:
        """``In a phone call, A urged B to …``: that they talked."""
        pair = self.occasions.pair(i, match, relation)
        if pair is None:
            return None
        _, stand = self._as_told(self.sentence.tokens[i].head, match, relation, [pair[0]])
        return replace(
            self._candidate(i, match.entry.name, "", relation, *pair, stand, BASE_CONFIDENCE * 0.85),
            found=(0.85, 0.85),
            told_by="noun",
        )

    def _all_of_them(self, i: int) -> list[Side]:
        """``Presidents A and B, who met in C``: behind a comma ``who`` means both."""
        token, tokens = self.sentence.tokens[i], self.sentence.tokens
        opens = min((t.i for t in self.sentence.subtree_tokens(i)), default=0)
        if token.dep != "acl:relcl" or not opens or tokens[opens - 1].text != ",":
            return []
        if self.reader.fillers(i, "with") or self.reader.fillers(i, "avec"):
            return []
        name = self.sentence.head(i)
        while name.dep in NAMED_IN and name.head < name.i:
            name = self.sentence.head(name.i)
        row = sides(self.phrases.all(name.i, subject=True), self.context, subject=True)
        return row if len(row) == 2 else []

    def _hit(
        self, i: int, match: Match, relation: Relation, subjects: list[Side], exclude: frozenset[str]
    ) -> tuple[list[Side], float]:
        """The sides hit, and the weight of the way they were found."""
        recipients, recipient_weight = self.recipients.of(i, match, relation, exclude)
        if relation.id == "agreesWith" and len(subjects) > 1 and not self._names_partner(i, match):
            recipients = []  # "the two agreed to send troops to Mali": with each other
        if recipient_weight <= RECALLED and self.recall.embedded(i):
            recipients = []  # "offered to mediate": the offer says to whom
        self._settle(i, match, recipients)
        objects = hit_sides(recipients, subjects, relation, self.context)
        if relation.id in DEMANDS:
            objects = self.recipients.captors(i, objects, exclude)
        return objects, recipient_weight

    def _as_told(self, i: int, match: Match, relation: Relation, subjects: list[Side]) -> tuple[Relation, Standing]:
        """The standing of an act, and the relation that its words make of it."""
        ids = frozenset(s.entity.id for s in subjects) | frozenset(s.agent.id for s in subjects if s.agent)
        stand = standing(self.reader, i, ids)
        if "neg" in match.entry.where and stand.operator == "negation":
            stand = replace(stand, status="actual")  # the negation is part of what the entry means
        if stand.operator in match.entry.where.get("aux", ()):
            stand = replace(stand, status="actual")  # so is "must" in "Russia must withdraw, Poland said"
        spoken = spoken_act(self.reader, i, relation, stand)
        if spoken is not None:
            relation, stand = self.context.ontology.relations[spoken], replace(stand, status="actual")
        return relation, stand

    def _is_matter(self, i: int) -> bool:
        """``des discussions sur l'aide au Rwanda``."""
        token = self.sentence.tokens[i]
        return token.case in {"sur", "on", "about", "concernant"} and self.sentence.head(i).pos == "NOUN"

    def _refused(self, i: int) -> bool:
        """``refused to recognise him``: the refusal is the act, not what was left undone; so is an offer to mediate."""
        token = self.sentence.tokens[i]
        while token.dep == "conj" and is_verb(self.sentence.head(token.i)) and not self.reader.subjects.finite(token):
            token = self.sentence.head(token.i)  # "agreed to restore ties and reopen embassies"
        above = self.reader.match(token.head) if token.dep in {"xcomp", "ccomp", "acl", "advcl"} else None
        relation = self.context.ontology.relations.get(above.entry.relation or "") if above else None
        negated = any(t.dep == "neg" or t.lower == "not" for t in self.sentence.children(i))
        kinds = {"REJECT", "AGREE", "REQUEST"} if negated else {"REJECT", "AGREE"}  # "urged Chad not to go"
        words_only = relation is not None and relation.type in kinds and not self.reader.subjects.finite(token)
        return words_only and token.i in self.reader.frame(token.head).complement

    def _names_partner(self, i: int, match: Match) -> bool:
        return any(
            self.phrases.all(f) for slot in match.entry.recipient for f in self.reader.fillers(i, slot, match.entry)
        )

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
                if self.phrases.pronouns.kind(token).startswith(("poss_thing", "poss_plural")):
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

    def _repeated(self, i: int, name: str) -> Iterator[Candidate]:
        """``followed suit``, ``en a expulsé trois``: the act told last, done by somebody else."""
        actors, weight = self.reader.actors(i)
        last = self.recall.last_act()
        if last is None or last.recipient is None:
            return
        object_ = Side(last.recipient, Ref(last.recipient, *self.recall.span(i), "event"))
        for subject in sides(actors, self.context, subject=True):
            if subject.entity not in (last.actor, last.recipient):
                stand = standing(self.reader, i, frozenset({subject.entity.id}))
                told = self._candidate(i, name, "", last.relation, subject, object_, stand, BASE_CONFIDENCE * weight)
                yield replace(told, told_by="verb")
