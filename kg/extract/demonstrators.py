"""Those who demonstrate: a crowd of its own where a people or "thousands" protests, and where a rally is hit.

States never demonstrate; whoever the crowd is, it stays a group of its own with its state as parent.
"""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.crowds import protesters, scene
from kg.extract.matching import Match
from kg.extract.reader import Reader
from kg.extract.refs import Ref
from kg.extract.sides import Side
from kg.model import Relation


class Demonstrators:
    """Finds the crowds of one sentence's protests."""

    def __init__(self, reader: Reader, context: Context) -> None:
        self.reader = reader
        self.phrases = reader.phrases
        self.context = context
        self.sentence = reader.sentence

    def as_actors(self, i: int, subjects: list[Side]) -> list[Side]:
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
        lexicon = self.reader.lexicon
        for f in [] if subjects else self.reader.subject(i):
            token = self.sentence.tokens[f]
            if token.lemma in lexicon.quantities or token.lemma in lexicon.people or self._is_gathering(f):
                crowd = protesters(self.context, self.context.topic(self.phrases.number - 1))
                sides.append(Side(crowd, Ref(crowd, token.start, token.end, token.text, "crowd")))
        return sides

    def as_recipients(self, i: int, match: Match, relation: Relation) -> list[Ref]:
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
