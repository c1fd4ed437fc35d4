"""Who is hit: the recipients of a matched trigger, by its slots, by what stands around it, and by what was told before.

The ways are tried from the surest to the least sure and their weights fall; nobody is hit by his own act.
"""

from __future__ import annotations

from kg.extract.actors import Actors
from kg.extract.candidates import DECISIONS
from kg.extract.context import Context
from kg.extract.demonstrators import Demonstrators
from kg.extract.frames import is_verb
from kg.extract.indirect import Indirect
from kg.extract.inside import Inside
from kg.extract.judgements import Judgements
from kg.extract.matching import Match
from kg.extract.phrases import Phrases
from kg.extract.places import place
from kg.extract.reader import Reader
from kg.extract.recall import AGAINST, Recall
from kg.extract.refs import Ref
from kg.extract.sides import Side, sides
from kg.model import Entity, Relation

AIMS = ("against", "at", "on", "to", "toward", "towards", "over", "from", "contre", "à", "vers", "sur", "envers")
PARTNERS = ("with", "avec")
"""Slots that may hold whom an act is for, where its entry does not say."""
SPITE = frozenset({"mépris", "défi", "dépit", "insu", "nom", "place", "grand"})
"""``au mépris de X``, ``au nom de X``: nothing is done to X."""
IN_COURT = frozenset({"suesInCourt"})
"""What is done before somebody rather than to him."""
MANY_UNNAMED = frozenset({"community", "world", "reporter", "journalist", "communauté", "monde"})
"""Nouns for others whom the text does not name, where nothing resolves them."""
OPPONENTS = frozenset({"opposition", "protesters", "activists", "journalists", "dissidents"})
"""Crowds that their own state imprisons."""
RECALLED = 0.65
"""Weight of a recipient that the clause itself does not name."""


def _state_of(prisoners: list[Entity]) -> Entity | None:
    """``called for the release of opponents``: those who oppose their state are held by it."""
    owners = {p.parent for p in prisoners}
    owner = next(iter(owners)) if len(owners) == 1 else None
    held = all(p.kind == "Group" and p.id.rpartition("-")[2] in OPPONENTS for p in prisoners)
    return owner if held and owner is not None and owner.kind == "State" else None


class Recipients:
    """Finds the recipients of one sentence's acts."""

    def __init__(
        self, reader: Reader, phrases: Phrases, context: Context, recall: Recall, indirect: Indirect,
        actors: Actors, demonstrators: Demonstrators,
    ) -> None:  # fmt: skip
        self.reader = reader
        self.phrases = phrases
        self.context = context
        self.recall = recall
        self.indirect = indirect
        self.actors = actors
        self.demonstrators = demonstrators
        self.judgements = Judgements(reader, phrases, context, recall, actors)
        self.inside = Inside(reader)
        self.sentence = reader.sentence

    def of(self, i: int, match: Match, relation: Relation, exclude: frozenset[str]) -> tuple[list[Ref], float]:
        """The recipients of the act at `i`, and the weight of the way they were found (0 to 1)."""
        told = self._as_asked(i, relation, exclude)
        if told:
            return told, 0.85
        first = match.entry.recipient[0]
        if first not in {match.entry.judged, "poss", "comp", "parties", "home"}:
            refs, weight = self.reader.recipients(i, (first,), exclude)  # "ratified a pact with Turkey"
            if refs:
                return self.recall.same_matter(refs, relation, exclude) or refs, weight
        judged = self.judgements.judged(i, match, relation, exclude)
        if judged:
            return judged, 0.9
        if judged is not None and relation.type != "REJECT":
            return self._from_article(i, match, relation, exclude)
        suffering = [r for f in self.indirect.sufferers(i) for r in self.phrases.all(f, exclude)]
        if suffering:
            return suffering, 0.95
        refs, weight = self.reader.recipients(i, match.entry.recipient, exclude)
        refs = refs if weight > RECALLED else self.demonstrators.as_recipients(i, match, relation) or refs
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
            refs = place(self.reader, i, match, exclude)
            if refs:
                return refs, 0.85
        if match.entry.pos == "noun":
            head = self.sentence.head(i)
            if is_verb(head) and self.actors.supports(head.lemma, head.i):
                for slot in match.entry.recipient:
                    if slot in {"poss", "subj", "obj"}:
                        continue
                    for f in self.reader.frame(head.i).slots.get(slot, []):
                        refs = self.phrases.all(f, exclude)
                        if refs:
                            return refs, 0.9
        return self._outside(i, match, relation, exclude)

    def _outside(self, i: int, match: Match, relation: Relation, exclude: frozenset[str]) -> tuple[list[Ref], float]:
        """Nobody in the slots: what is said around the act, then what the article has told of."""
        if self._unnamed_many(i, match):
            return [], 0.0
        refs = self._completed(i, exclude) or self._addressee(i, match, relation, exclude)
        if refs:
            return refs, 0.85
        refs = self.judgements.quoted(i, relation, exclude) or self.recall.event(i, match, relation, exclude)
        if not refs and relation.type in DECISIONS:
            refs = self.inside.only_state(i, match, exclude)
        if refs:
            return refs, 0.7
        if "parties" in match.entry.recipient and not self._weighed(i, match):
            parties = self.context.parties(self.phrases.number, i, exclude, False)
            refs = [Ref(e, *self.recall.span(i), "event") for e in parties]
        if not refs and "home" in match.entry.recipient:
            refs = self.recall.here(i, exclude)
        if refs:
            return refs, 0.65
        if relation.id == "overthrows":
            return [], 0.0  # who takes power takes it at home
        if relation.type == "REQUEST" and self._names_own(i, match):
            return [], 0.0  # "ordered the army to strike": nobody else is asked
        refs = (
            self._whose(i, exclude)
            or self.inside.only_actor(i, match, relation, exclude)
            or self._provoker(i, relation, exclude)
        )
        if refs:
            return refs, 0.7
        refs = self.recall.sibling(i, relation, exclude)
        if not refs and match.entry.alone:
            return self._foe(i, relation, exclude), 0.55
        if refs:
            return refs, 0.7
        refs = self._beside(i, relation, exclude)
        return (refs, 0.6) if refs else self._from_article(i, match, relation, exclude)

    def _unnamed_many(self, i: int, match: Match) -> bool:
        """``told reporters``, ``un appel à la communauté internationale``: whom a slot holds without a name."""
        fillers = [f for slot in match.entry.recipient[:2] for f in self.reader.fillers(i, slot, match.entry)]
        return any(self.sentence.tokens[f].lemma in MANY_UNNAMED for f in fillers if f not in match.used)

    def _foe(self, i: int, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """``Moscow accused Warsaw. Warsaw recalled its ambassador``: what can stand alone is done to whom the actor is at odds with."""
        if relation.type not in AGAINST:
            return []
        foes = self.context.rivals(self.phrases.number, exclude)
        return [Ref(e, *self.recall.span(i), "event") for e in foes if e.id not in exclude]

    def _beside(self, i: int, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """Who stands in a slot of the clause that the entry does not name, rather than anybody outside it."""
        if not is_verb(self.sentence.tokens[i]) or relation.symmetric:
            return []
        for slot in AIMS if relation.intensity < 0 else (*AIMS, *PARTNERS):
            for f in self.reader.frame(i).slots.get(slot, []):
                mention = self.phrases.at.get(f)
                if self.sentence.tokens[f].lemma in SPITE:
                    continue
                placed = mention is None or (slot in {"à", "at"} and mention.role == "metonym")  # "à Pékin"
                placed = placed or (slot == "at" and relation.id in IN_COURT)  # "sued at the Court of Justice"
                media = {"Place", "Company"} if slot in {"on", "sur", "at"} else {"Place"}  # "hailed it on Twitter"
                refs = [r for r in self.phrases.all(f, exclude) if r.entity.kind not in media]
                if refs and not placed:
                    return refs
        return []

    def _from_article(
        self, i: int, match: Match, relation: Relation, exclude: frozenset[str]
    ) -> tuple[list[Ref], float]:
        refs = self.recall.counterpart(i, match, relation, exclude)
        return (refs, 0.55) if refs else (self.recall.about(i, match, relation, exclude), 0.5)

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

    def _as_asked(self, i: int, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
        """``The council widened its embargo, as Beijing had demanded``: it is asked of who does it."""
        token = self.sentence.tokens[i]
        marks = {t.lower for t in self.sentence.children(i)} | {token.case}
        if relation.type != "REQUEST" or token.dep != "advcl" or not marks & {"as", "comme"} or i < token.head:
            return []
        objects = [
            f for f in self.reader.frame(i).slots.get("obj", []) if self.sentence.tokens[f].lower not in {"l'", "it"}
        ]
        others = [s for s in self.reader.frame(i).slots if s not in {"subj", "obj"}]
        said = objects or others or self.reader.frame(i).complement
        return [] if said else [r for r in self.reader.actors(token.head)[0] if r.entity.id not in exclude]

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

    def captors(self, i: int, objects: list[Side], exclude: frozenset[str]) -> list[Side]:
        """``called for the release of the journalist``: what is asked for a prisoner is asked of who holds him."""
        people = [o for o in objects if o.entity.kind == "Person" or (o.entity.minted and o.entity.kind == "Group")]
        prisoners = [o.entity for o in people if o.agent is None]
        if not prisoners:
            return objects
        captor = self.recall.captor(prisoners, exclude) or _state_of(prisoners)
        return sides([Ref(captor, *self.recall.span(i), "event")], self.context, subject=False) if captor else objects
