"""Who is meant where the clause names nobody: from the acts and the parties the article has told of so far.

It reads the memory of `Context`; which slots an act has and what it means is decided by `kg.extract.acts`.
"""

from __future__ import annotations

from kg.extract.context import Act, Context
from kg.extract.frames import is_verb
from kg.extract.matching import Match
from kg.extract.phrases import Phrases
from kg.extract.reader import Reader
from kg.extract.refs import NOBODY, Ref
from kg.extract.tree import Token
from kg.model import Entity, Relation

ADDRESSING = frozenset({"ACCUSE", "REQUEST", "THREATEN", "AGREE"})
"""What is answered by a refusal."""
VAGUE = frozenset({"retaliatesAgainst"})
"""Relations that only announce another act: the text goes on to say which."""
POINTING = frozenset({"this", "that", "it", "cela", "ceci", "ça", "c'", "ce"})
"""Subjects that mean what was told before: ``"This is piracy," said the minister``."""
VIOLENT = frozenset({"ASSAULT", "COERCE"})
JUDGEMENTS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
"""What third parties condemn."""
DEFINITE = frozenset({"the", "this", "that", "these", "le", "la", "l'", "les", "ce", "cet", "cette", "ces"})
DEMANDS = frozenset({"demandsReleaseFrom", "demandsEndOfHostilitiesBy"})
"""What is asked of whoever did violence last."""
CALMING = frozenset({"callsForTalksWith", "callsForRestraintBy", "callsForCeasefireBy", "demandsEndOfHostilitiesBy"})
"""What is asked of both who fight."""
AGAINST = frozenset({"ACCUSE", "CONCEDE", "MOBILIZE", "REJECT", "REQUEST", "RETREAT", "SANCTION", "THREATEN"})
"""What is done to another side, who may go unnamed: help and friendship name whom they are for."""


class Recall:
    """Recipients of one sentence's acts that only earlier words name."""

    def __init__(self, reader: Reader, phrases: Phrases, context: Context) -> None:
        self.reader = reader
        self.phrases = phrases
        self.context = context
        self.sentence = reader.sentence
        self.here_done: list[tuple[int, Act]] = []
        """Triggers of this sentence with the acts read from them so far."""

    def learn(self, trigger: int, relation: Relation, actor: Entity, recipient: Entity | None) -> None:
        """An act of the sentence being read, for the clauses behind it."""
        self.here_done.append((trigger, Act(self.phrases.number, relation, actor, recipient)))

    def counts_on(self, i: int) -> bool:
        """``L'Estonie en a renvoyé trois``, ``sent home three more``: more of those whom the last act hit."""
        kids = self.sentence.children(i)
        objects = [t for t in kids if t.dep in {"obj", "nsubj:pass", "obl:mod"} and t.pos == "NUM"]
        more = any(t.dep in {"obj", "nsubj:pass"} and t.lower in {"more", "others"} for t in kids)
        return more or (bool(objects) and any(t.lower == "en" and t.pos == "PRON" for t in kids))

    def last_act(self) -> Act | None:
        """The act told last, of this sentence or the one before."""
        acts = [a for _, a in reversed(self.here_done)] + list(reversed(self.context.acts))
        return next((a for a in acts if self.phrases.number - a.sentence <= 1 and a.recipient is not None), None)

    def sibling(self, i: int, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """``froze its cooperation with Washington and cancelled three dialogues``: whom the verb before it hit."""
        token = self.sentence.tokens[i]
        clause = token.dep in {"advcl", "xcomp", "acl"} and relation.type == "REQUEST"  # "marched to demand …"
        if (
            (token.dep != "conj" and not clause)
            or relation.symmetric
            or (token.dep == "conj" and relation.type == "REQUEST")
        ):
            return []
        hit = [
            a.recipient
            for t, a in self.here_done
            if t == token.head
            and a.actor.id in exclude
            and a.recipient is not None
            and (not clause or a.relation.type == "PROTEST")
        ]
        return [Ref(e, *self.span(i), "event") for e in dict.fromkeys(hit) if e.id not in exclude]

    def span(self, i: int) -> tuple[int, int, str]:
        """The trigger stands for whom it does not name."""
        token = self.sentence.tokens[i]
        return token.start, token.end, token.text

    def same_matter(self, refs: list[Ref], relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """``Oslo condemned the raid and Rome denounced it``: the raid again, not Oslo, which is only its last judge."""
        last = self.last_act()
        judged = last is not None and last.relation.type in JUDGEMENTS and relation.type in JUDGEMENTS
        if last is None or last.recipient is None or not judged or last.recipient.id in exclude:
            return []
        if any(r.how != "pronoun" or (self.context.acts_for(r.entity) or r.entity) != last.actor for r in refs):
            return []
        return [Ref(last.recipient, r.start, r.end, r.text, "event") for r in refs[:1]]

    def event(self, i: int, match: Match, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """``condemned the attack``, ``welcomed the agreement``: whose, from the acts already read."""
        if match.entry.judged is None or match.entry.judged not in match.entry.recipient:
            return []
        for f in self.reader.fillers(i, match.entry.judged, match.entry):
            token = self.sentence.tokens[f]
            noun = self.reader.match(f)
            if token.lower in POINTING:
                doers = self._doers(None, relation, exclude) or [e for e in [self._culprit(exclude)] if e is not None]
                return [Ref(e, token.start, token.end, token.text, "event") for e in doers]
            if not (self._eventive(f) or self._points_back(token)):
                continue
            start, end = self.sentence.span(*self.sentence.phrase(f))
            text = self.sentence.words(*self.sentence.phrase(f))
            wanted = self._proposer(token, relation, exclude)
            doers = [wanted] if wanted is not None else self._doers(noun, relation, exclude)
            return [Ref(e, start, end, text, "event") for e in doers]
        return []

    def _proposer(self, token: Token, relation: Relation, exclude: frozenset[str]) -> Entity | None:
        """``Oslo asked members to pay more; Rome turned the plan down``: who wanted last what is refused, of whomever."""
        if relation.type != "REJECT" or token.lemma not in self.reader.lexicon.wishes:
            return None
        told = [*self.context.acts, *(a for _, a in self.here_done)]
        recent = [a for a in reversed(told) if self.phrases.number - a.sentence <= 1]
        wanting = (a.actor for a in recent if a.relation.type in {"REQUEST", "AGREE"} and not a.relation.symmetric)
        return next((e for e in wanting if e.id not in exclude), None)

    def tells_of_act(self, i: int, match: Match) -> bool:
        """What a verb judges is an act: ``called the decision hostile``."""
        return any(self._eventive(f) for f in self.reader.fillers(i, match.entry.judged or "obj", match.entry))

    def _eventive(self, f: int) -> bool:
        token, noun = self.sentence.tokens[f], self.reader.match(f)
        return token.pos == "NOUN" and (
            token.lemma in self.reader.lexicon.events or (noun is not None and noun.entry.relation is not None)
        )

    def _doers(self, noun: Match | None, relation: Relation, exclude: frozenset[str]) -> list[Entity]:
        """Who did what a noun recalls: the last act of its type, else the last act that hit or pleased the speaker."""
        named = self.context.ontology.relations.get(noun.entry.relation or "") if noun else None
        memory = 4 if named is None else 10  # "the bombardment" says what it recalls, "the decision" does not
        told = [*self.context.acts, *(a for _, a in self.here_done)]
        acts = [a for a in reversed(told) if a.actor.id not in exclude and self.phrases.number - a.sentence <= memory]
        if named is not None:
            same = [a for a in acts if a.relation.type == named.type]
        elif relation.type in {"ACCUSE", "REJECT"}:
            same = [
                a for a in acts if a.recipient is not None and a.recipient.id in exclude and a.relation.intensity < 0
            ] or [a for a in acts if a.recipient is not None and a.recipient.id in exclude]
        elif relation.type == "SUPPORT":
            same = [a for a in acts if a.relation.intensity > 0]
        else:
            same = []
        if not same:
            return self._judged_already(acts, relation, exclude)
        together = [a for a in same if a.sentence == same[0].sentence and a.relation == same[0].relation]
        doers = list(dict.fromkeys(a.actor for a in together))
        if together[0].relation.symmetric:
            doers += [
                a.recipient
                for a in together
                if a.recipient is not None and a.recipient not in doers and a.recipient.id not in exclude
            ]
        return doers[:3]

    def _points_back(self, token: Token) -> bool:
        """``the takeover``, ``cette opération``: a definite noun for something, whose word no entry knows."""
        lexicon = self.reader.lexicon
        if (
            token.pos != "NOUN"
            or token.lemma in lexicon.people
            or token.lemma in lexicon.office_heads | lexicon.body_heads
        ):
            return False
        kids = self.sentence.children(token.i)
        return any(t.dep == "det" and t.lower in DEFINITE for t in kids) and not any(
            t.i in self.phrases.at for t in self.sentence.subtree_tokens(token.i)
        )

    @staticmethod
    def _judged_already(acts: list[Act], relation: Relation, exclude: frozenset[str]) -> list[Entity]:
        """``Berlin condemned the operation``: of whom others disapproved before, else who did violence; `acts` with the last first."""
        if relation.type not in {"ACCUSE", "REJECT"}:
            return []
        accused = [a.recipient for a in acts if a.relation.type == "ACCUSE"]
        doers = [a.actor for a in acts if a.relation.type in DEEDS]
        return [e for e in [*accused, *doers] if e is not None and e.id not in exclude][:1]

    def counterpart(self, i: int, match: Match, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """Nobody named to whom a verb did it: the other of the article's two parties, when the actor is one of them.

        Help from a third side goes to the state the article is about.
        """
        if (
            relation.id in VAGUE
            or (match.entry.pos != "verb" and match.entry.judged != "subj")
            or (relation.symmetric and relation.type != "AGREE")
            or self.embedded(i)
        ):
            return []
        number = self.phrases.number
        if relation.id in DEMANDS:
            culprit = self._culprit(exclude)  # "a réclamé sa libération": of who has arrested
            return [Ref(culprit, *self.span(i), "event")] if culprit is not None else []
        answered = self._answered(relation, exclude)
        if answered is not None:
            return [Ref(answered, *self.span(i), "event")]
        teller = self._teller(i, relation, exclude)
        if teller is not None:
            foes = self.context.rivals(number, exclude)
            return [Ref(teller, *self.span(i), "event")] if teller in foes else []
        foes = self.context.rivals(number) if relation.id in CALMING else []
        if len(foes) == 2 and not any(self._on_side(f, exclude) for f in foes):
            return [Ref(f, *self.span(i), "event") for f in foes]  # "the UN called for calm"
        parties = self.context.parties(number, i, NOBODY, False)
        if len(parties) == 2 and any(p.id in exclude for p in parties):
            return [Ref(p, *self.span(i), "event") for p in parties if p.id not in exclude]
        other = self._homeland(relation, exclude)
        if other is None and relation.intensity > 0:
            other = self.context.topic(number - 1, exclude)
        elif other is None and relation.type == "ACCUSE":
            other = self._culprit(exclude)
        return [Ref(other, *self.span(i), "event")] if other is not None else []

    @staticmethod
    def _on_side(entity: Entity, ids: frozenset[str]) -> bool:
        return entity.id in ids or (entity.parent is not None and entity.parent.id in ids)

    def _teller(self, i: int, relation: Relation, exclude: frozenset[str]) -> Entity | None:
        """``Kabul says that Pakistani jets bombed a market``: the state that tells of violence was hit by it, or nobody known."""
        if relation.type != "ASSAULT":
            return None
        for f in self.reader.sayer(i):
            for ref in self.phrases.one(f, exclude):
                entity = self.context.acts_for(ref.entity) or ref.entity
                state = entity.parent if entity.kind == "Body" else entity
                if state is not None and state.kind == "State" and state.id not in exclude:
                    return state
        return None

    def about(self, i: int, match: Match, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """Nobody named or recalled: what is done against somebody hits whom the article is about, if anybody."""
        if relation.type not in AGAINST or relation.id in VAGUE or match.entry.pos != "verb" or self.embedded(i):
            return []
        topic = self.context.topic(self.phrases.number, exclude | self._only_says(i))
        own = {e.parent for e in self.context.minted.values() if e.id in exclude and e.kind == "Group"}
        return [Ref(topic, *self.span(i), "event")] if topic is not None and topic not in own else []

    def _only_says(self, i: int) -> frozenset[str]:
        """``moved troops to the border, Pentagon officials said``: who is first named as saying it is not hit by it."""
        said = [r.entity for f in self.reader.sayer(i) for r in self.phrases.one(f)]
        states = [e if e.kind == "State" else self.context.acts_for(e) or e.parent for e in said]
        known = {s.entity for s in self.context.history if s.sentence < self.phrases.number}
        return frozenset(e.id for e in states if e is not None and e not in known)

    def _homeland(self, relation: Relation, exclude: frozenset[str]) -> Entity | None:
        """Violence of a group whose people and victims go unnamed hits the state it belongs to."""
        if relation.type not in VIOLENT:
            return None
        groups = [e for e in self.context.minted.values() if e.id in exclude and e.kind == "Group"]
        return next((g.parent for g in groups if g.parent is not None and g.parent.kind == "State"), None)

    def _answered(self, relation: Relation, exclude: frozenset[str]) -> Entity | None:
        """``Prague denied any involvement``: who accused or asked the actor last."""
        if relation.type != "REJECT":
            return None
        for act in reversed(self.context.acts):
            told = act.source is not None and act.source.id not in exclude and act.relation.intensity < 0
            if told and act.actor.id in exclude and act.sentence < self.phrases.number:
                return act.source  # "a panel found that Rwanda … Kigali denied it"
            if act.relation.type in ADDRESSING and act.recipient is not None and act.recipient.id in exclude:
                return act.actor if act.actor.id not in exclude else None
        return None

    def _culprit(self, exclude: frozenset[str]) -> Entity | None:
        """An outcry that names nobody is at whoever did violence last."""
        for act in reversed(self.context.acts):
            if act.relation.type in VIOLENT and self.phrases.number - act.sentence <= 4:
                return act.actor if act.actor.id not in exclude else None
        return None

    def captor(self, prisoners: list[Entity], exclude: frozenset[str]) -> Entity | None:
        """Who was told to have seized one of them; else who did violence last, or the state the article is about."""
        for act in reversed(self.context.acts):
            if act.relation.type == "COERCE" and act.recipient in prisoners and act.actor.id not in exclude:
                return act.actor
        home = next((p.parent for p in prisoners if p.parent is not None), None)
        if home is not None and home.id not in exclude:
            return home
        return self._culprit(exclude) or self.context.topic(self.phrases.number, exclude)

    def nobody_else(self, i: int, exclude: frozenset[str]) -> bool:
        """No other actor is named anywhere so far: the act of a main verb stands without a recipient."""
        while self._only_carries(i):
            i = self.sentence.tokens[i].head
        token, head = self.sentence.tokens[i], self.sentence.head(i)
        said = token.dep == "ccomp" and head.lemma in self.reader.lexicon.reporting | self.reader.lexicon.announcing
        predicate = is_verb(token) or (token.pos == "ADJ" and self.sentence.child(i, "cop") is not None)
        if not predicate or not (token.dep == "root" or said):
            return False
        others = (s.entity for s in self.context.history)
        return all(
            e.id in exclude or e.kind == "Place" or (e.parent is not None and e.parent.id in exclude) for e in others
        )

    def _only_carries(self, i: int) -> bool:
        """``voted to reject``: the verb above has no act of its own."""
        above = self.reader.match(self.sentence.tokens[i].head)
        return (
            self.sentence.tokens[i].dep == "xcomp"
            and (above is None or above.entry.relation is None)
            and is_verb(self.sentence.head(i))
        )

    def signatories(self, i: int, match: Match) -> list[Ref]:
        """``An agreement was reached``: a mutual act in the passive joins the article's two parties."""
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        frame = self.reader.frame(i)
        if relation is None or not relation.symmetric or not frame.passive or frame.slots.get("subj"):
            return []
        below = next((t for t in self.sentence.ancestors(i) if is_verb(t)), None)
        if self.sentence.tokens[i].dep == "acl" and below is not None:
            partners = self.reader.actors(below.i)[0]  # "under a treaty signed in Lima, A and B are to …"
            if len(partners) > 1:
                return partners
        if self.reader.recipients(i, match.entry.recipient, NOBODY)[0]:
            return []
        parties = self.context.parties(self.phrases.number, i, NOBODY, False)
        return [Ref(p, *self.span(i), "event") for p in parties] if len(parties) == 2 else []

    def embedded(self, i: int) -> bool:
        """Completes another act (``accused of …ing``): that act's recipient says enough."""
        token = self.sentence.tokens[i]
        above = self.reader.match(token.head) if token.dep in {"xcomp", "ccomp", "acl", "advcl"} else None
        return bool(above is not None and above.entry.relation and i in self.reader.frame(token.head).complement)

    def here(self, i: int, exclude: frozenset[str]) -> list[Ref]:
        """The state in which the sentence happens, for crowds that march against nobody named."""
        for mention in self.phrases.mentions:
            case = self.sentence.tokens[mention.head].case
            if (
                case in {"in", "à", "en", "at"}
                and mention.entity.kind in {"State", "Place"}
                and mention.entity.id not in exclude
            ):
                return self.phrases.one(mention.head, exclude)
        return self.phrases.home(exclude)
