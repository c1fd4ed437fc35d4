"""Who acts and who is hit where an act's own words do not say it: clauses behind a noun, words of suffering, earlier acts.

``sanctions visant X``, ``a fait l'objet de frappes``, ``une attaque attribuée à X``, ``y a envoyé des soldats``, and passives whose
doer stands in an earlier sentence. It returns tokens and actors; what an act means is decided by `kg.extract.acts`.
"""

from __future__ import annotations

from kg.extract.frames import is_verb
from kg.extract.matching import Match
from kg.extract.owners import OF
from kg.extract.phrases import Phrases
from kg.extract.reader import Reader
from kg.extract.recall import VIOLENT, Recall
from kg.extract.refs import Ref
from kg.extract.tree import Token
from kg.model import Relation

WITHIN = frozenset({"dans", "lors de", "par", "in", "during", "by"})
"""Prepositions before the act in which somebody suffers: ``killed in a raid``."""
HARM = {"ASSAULT": VIOLENT, "COERCE": VIOLENT, "RETREAT": VIOLENT, "SANCTION": frozenset({"SANCTION"})}
"""Type of an act whose doer is not said → types of earlier acts on the same people that tell who it was."""
WORK = frozenset({"œuvre", "oeuvre", "fait", "work", "handiwork", "doing"})
"""What somebody did is, behind ``is`` and before ``of``."""
THERE = frozenset({"y", "là-bas", "there"})


class Indirect:
    """Answers for one sentence; built once by `kg.extract.acts.Acts`."""

    def __init__(self, reader: Reader, phrases: Phrases, recall: Recall) -> None:
        self.reader = reader
        self.phrases = phrases
        self.recall = recall
        self.sentence = reader.sentence
        self.lexicon = reader.lexicon

    def only_points(self, i: int) -> bool:
        """``des sanctions visant X``: the clause says whom the noun's act hits, and is no act of its own."""
        token = self.sentence.tokens[i]
        if token.lemma in self.lexicon.attributing and token.dep in {"acl", "amod"}:
            return not self.reader.frame(i).slots.get("subj")  # "une frappe imputée à X": nobody is said to accuse
        if token.lemma not in self.lexicon.targeting or not token.dep.startswith("acl") or self.reader.frame(i).passive:
            return False
        noun = self.reader.match(token.head)
        used = token.head in self.reader.used
        return used or bool(noun is not None and noun.entry.relation)

    def sufferers(self, i: int) -> list[int]:
        """``fait l'objet de sanctions``, ``tués dans une frappe``: who is hit by the noun at `i`, as the word above it says.

        A participle tells more of its noun: ``une embuscade tendue par X``.
        """
        token = self.sentence.tokens[i]
        if is_verb(token):
            return self.sufferers(token.head) if token.dep == "acl" and self.reader.frame(i).passive else []
        head = self.sentence.head(i)
        if head.i != i and token.case in OF and head.pos == "NOUN" and head.lemma not in self.lexicon.suffering:
            token, head = head, self.sentence.head(head.i)  # "une salve de sanctions"
        if is_verb(head) and token.case in OF:  # "a fait l'objet, vendredi, de sanctions"
            objects = self.reader.frame(head.i).slots.get("obj", [])
            if any(self.sentence.tokens[f].lemma in self.lexicon.suffering for f in objects):
                return self.reader.subject(head.i)
        if is_verb(head) and token.case == "sous":  # "sous la menace de sanctions, Oslo a cédé"
            return self.reader.subject(head.i)
        if head.i == token.i or head.lemma not in self.lexicon.suffering:
            return []
        if is_verb(head):
            object_ = token.dep == "obj" and not self.reader.frame(head.i).passive
            if not object_ and token.case not in WITHIN:
                return []
            return self._undergoing(head)
        if token.case not in OF:
            return []
        held = self.reader.frame(head.i).slots.get("subj", [])
        above = self.sentence.head(head.i)
        if held or above.i == head.i:
            return held
        if head.dep in {"appos", "acl", "amod"}:
            return [above.i]
        return self.reader.subject(above.i) if is_verb(above) else []

    def _undergoing(self, verb: Token) -> list[int]:
        slots = self.reader.frame(verb.i).slots
        if self.reader.frame(verb.i).passive:
            return slots.get("obj", []) or self.reader.fillers(verb.i, "obj")
        return self.reader.subject(verb.i)

    def blamed(self, i: int) -> list[Ref]:
        """``une frappe attribuée à l'armée``, ``the raid was the work of rebels``: who is said to have done what the noun at `i` tells."""
        work = self.sentence.head(i)
        denied = any(t.dep == "neg" or t.lower in self.lexicon.negation for t in self.sentence.children(work.i))
        if self.sentence.tokens[i].dep == "nsubj" and work.lemma in WORK and not denied:
            for doer in self.sentence.children(work.i):
                refs = self.phrases.all(doer.i, subject=True) if doer.case in OF else []
                if refs:
                    return refs
        for clause in (c for noun in self.reader.attachments.chain(i) for c in self.sentence.children(noun)):
            if clause.dep in {"acl", "amod", "acl:relcl"} and clause.lemma in self.lexicon.attributing:
                for slot in ("à", "to", "on"):
                    for f in self.reader.frame(clause.i).slots.get(slot, []):
                        refs = self.phrases.all(f, subject=True)
                        if refs:
                            return refs
        return []

    def holder(self, i: int) -> tuple[list[Ref], float]:
        """``a voté une loi exigeant …``, ``a confirmé la peine infligée à …``: whose the noun is that a participle describes."""
        token, noun = self.sentence.tokens[i], self.sentence.head(i)
        if token.dep != "acl" or noun.pos != "NOUN" or self.phrases.named_by_noun(noun):
            return [], 0.0
        if noun.lemma not in self.lexicon.things | self.lexicon.events:
            return [], 0.0
        refs = self.phrases.owner(noun.i)
        verb = self.sentence.head(noun.i)
        if refs or noun.dep not in {"obj", "nsubj:pass"} or not is_verb(verb):
            return refs, 0.9
        refs, weight = self.reader.actors(verb.i)
        return refs, weight * 0.85

    def ordered(self, i: int) -> list[Ref]:
        """``a été libéré sur décision de la cour``: whose order a passive carries out."""
        frame = self.reader.frame(i)
        if not frame.passive or frame.slots.get("subj"):
            return []
        for slot in ("sur", "on", "à"):
            for f in frame.slots.get(slot, []):
                if self.sentence.tokens[f].lemma in self.lexicon.ordering:
                    return self.phrases.owner(f)
        return []

    def there(self, i: int, match: Match, exclude: frozenset[str]) -> list[Ref]:
        """``y a envoyé des soldats``, ``s'en est emparée``: the state or place named last."""
        for token in self.sentence.children(i):
            place = token.lower in THERE or (token.lower == "place" and token.case == "sur")
            whence = token.lower == "en" and token.pos == "PRON" and "de" in match.entry.recipient
            if not (place or whence) or (token.lower == "en" and token.pos != "PRON"):
                continue
            for seen in self.phrases.context.before(self.phrases.number, i, memory=2):
                entity = seen.entity
                out = entity.id in exclude or (entity.parent is not None and entity.parent.id in exclude)
                if entity.kind in {"State", "Place"} and not out:
                    return [Ref(entity, token.start, token.end, token.text, "pronoun")]
        return []

    def doer(self, i: int, match: Match, relation: Relation) -> list[Ref]:
        """A passive without an agent: who harmed, held or was accused by the same people last."""
        frame = self.reader.frame(i)
        said = any(t.dep in {"aux:pass", "nsubj:pass"} for t in self.sentence.children(i))
        kinds = HARM.get(relation.type)
        if not said or not frame.passive or frame.slots.get("subj") or kinds is None:
            return []
        for clause in (c for f in frame.slots.get("obj", []) for c in self.sentence.children(f)):
            held = self.reader.frame(clause.i) if clause.dep == "acl" and is_verb(clause) else None
            if held is not None and held.passive and held.slots.get("subj"):  # "retenus par X, ont été relâchés"
                return self.phrases.all(held.slots["subj"][0], subject=True)
        refs, _ = self.reader.recipients(i, match.entry.recipient, frozenset())
        hit = {r.entity.id for r in refs} | {r.agent.id for r in refs if r.agent}
        acts = [a for _, a in reversed(self.recall.here_done)] + list(reversed(self.phrases.context.acts))
        for act in acts:
            if self.phrases.number - act.sentence > 2 or act.recipient is None:
                continue
            if act.relation.type in kinds and act.recipient.id in hit and act.actor.id not in hit:
                return [Ref(act.actor, *self.recall.span(i), "event")]
            accused = act.relation.type == "ACCUSE" and self.phrases.number - act.sentence <= 1
            if accused and act.actor.id in hit and relation.type in VIOLENT:
                return [Ref(act.recipient, *self.recall.span(i), "event")]
        last = next(
            (a for a in acts if self.phrases.number - a.sentence <= 1 and a.relation.type == relation.type), None
        )
        if last is None or relation.type != "ASSAULT" or last.actor.id in hit or not hit:
            return []
        return [Ref(last.actor, *self.recall.span(i), "event")]  # "struck Homs. A depot was hit, too"
