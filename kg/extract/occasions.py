"""Talks told by the way: ``In a phone call, A urged B to …``, ``Lors d'un entretien téléphonique, A et B sont convenus …``.

Who talks with whom is what the verb of the clause says; a meeting that has parties of its own is read elsewhere.
"""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.frames import is_verb
from kg.extract.matching import Match
from kg.extract.phrases import Phrases
from kg.extract.reader import Reader
from kg.extract.sides import Side, excluded, sides
from kg.model import Relation

OCCASIONS = frozenset({"in", "during", "lors de", "au cours de", "pendant"})
"""Before talks in which something else is said."""
TALKS = frozenset({"telephones", "meets", "holdsTalksWith"})
PLACED = frozenset({"in", "at", "à", "en", "on"})
ADDRESSED = ("to", "à", "obj")
"""Slots of the verb that hold whom somebody speaks to, the last only where what is done is a request, a threat or a promise."""
SPOKEN = frozenset({"REQUEST", "THREATEN", "AGREE"})
"""Types of what is said to somebody; who is condemned need not be there."""


class Occasions:
    """Answers for one sentence; built once by `kg.extract.acts.Acts`."""

    def __init__(self, reader: Reader, phrases: Phrases, context: Context) -> None:
        self.reader = reader
        self.phrases = phrases
        self.context = context
        self.sentence = reader.sentence

    def pair(self, i: int, match: Match, relation: Relation) -> tuple[Side, Side] | None:
        """Both who talk where the noun at `i` is an occasion; None where it is none, or where they are not two."""
        token, verb = self.sentence.tokens[i], self.sentence.head(i)
        if match.entry.pos != "noun" or relation.id not in TALKS or token.case not in OCCASIONS or not is_verb(verb):
            return None
        parts = [t for t in self.sentence.children(i) if t.case and t.case not in PLACED]
        if any(self.phrases.all(t.i) for t in parts):
            return None  # "lors d'une réunion du Conseil": who met is another matter
        speakers = sides(self.reader.actors(verb.i)[0], self.context, subject=True)
        if len(speakers) == 2:
            return speakers[0], speakers[1]
        if len(speakers) != 1:
            return None
        exclude = excluded(speakers, [])
        said = self.reader.match(verb.i)
        told = self.context.ontology.relations.get(said.entry.relation or "") if said is not None else None
        for slot in ADDRESSED:
            if slot == "obj" and (told is None or told.type not in SPOKEN):
                return None
            refs = [r for f in self.reader.fillers(verb.i, slot) for r in self.phrases.all(f, exclude)]
            hearers = [
                s
                for s in sides(refs, self.context, subject=False)
                if s.entity.kind in {"State", "Person", "Organisation"}
            ]
            if hearers:
                return (speakers[0], hearers[0]) if len(hearers) == 1 else None
        return None
