"""Where an act happens, as whom it hits.

Only acts that happen to a place (violence, deployment, visits) ask for it; a sea or a continent is nobody.
"""

from __future__ import annotations

from kg.extract.crowds import LOCATIVES
from kg.extract.matching import Match
from kg.extract.reader import Reader
from kg.extract.refs import Ref


def place(reader: Reader, i: int, match: Match, exclude: frozenset[str]) -> list[Ref]:
    """Where violence happens is who it hits, when nobody else is named: ``shelled a barracks in Omdurman``."""
    for slot in ("in", "near", "at", "into", "à", "en", "dans", "sur", "on"):
        for f in reader.fillers(i, slot, match.entry):
            mention = reader.phrases.at.get(f)
            if mention is None:
                refs = [r for r in reader.phrases.owner(f, exclude) if r.entity.kind in {"State", "Place"}]
            else:
                refs = reader.phrases.one(f, exclude) if mention.entity.kind in {"State", "Place"} else []
            if refs:
                return refs
    below = set(reader.sentence.subtree(i))
    for mention in reader.phrases.mentions:
        located = reader.sentence.tokens[mention.head].case in LOCATIVES and mention.head in below
        if located and mention.head > i and mention.entity.kind in {"State", "Place"}:
            return reader.phrases.one(mention.head, exclude)
    return []
