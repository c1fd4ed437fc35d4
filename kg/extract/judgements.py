"""Whom a judgement is about: who did what is condemned or praised, or who is the subject of the clause judged.

It never takes the one an act hit for the one who is judged: whoever condemns an attack condemns who made it.
"""

from __future__ import annotations

from kg.extract.actors import Actors
from kg.extract.context import Context
from kg.extract.matching import Match
from kg.extract.phrases import Phrases
from kg.extract.places import place
from kg.extract.reader import Reader
from kg.extract.recall import POINTING, Recall
from kg.extract.refs import Ref
from kg.model import Relation


class Judgements:
    """Reads those of one sentence."""

    def __init__(self, reader: Reader, phrases: Phrases, context: Context, recall: Recall, actors: Actors) -> None:
        self.reader = reader
        self.phrases = phrases
        self.context = context
        self.recall = recall
        self.actors = actors
        self.sentence = reader.sentence

    def judged(self, i: int, match: Match, relation: Relation, exclude: frozenset[str]) -> list[Ref] | None:
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
            refs, _ = self.actors.of_noun(f, noun)
            kind = self.context.ontology.relations.get(noun.entry.relation)
            where = place(self.reader, f, noun, exclude) if kind is not None and kind.type == "COERCE" else []
            kept = [r for r in refs or self._culprits(f) or where if r.entity.id not in exclude]
            return kept or self.recall.event(i, match, relation, exclude)
        return None

    def _culprits(self, noun: int) -> list[Ref]:
        """``les exactions de l'armée``: an army or a group behind ``de`` did it; a state may as well be the victim."""
        slots = self.reader.frame(noun).slots
        refs = [r for slot in ("de", "of") for f in slots.get(slot, []) for r in self.phrases.all(f, subject=True)]
        return [r for r in refs if r.entity.kind in {"Body", "Group", "Person"}]

    def quoted(self, i: int, relation: Relation, exclude: frozenset[str]) -> list[Ref]:
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
