"""Definite descriptions: ``the alliance``, ``les deux pays``, ``son voisin``, as the text before them says whom they mean.

It looks back only, and only at what the article has named: a description of nobody there means nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extract.context import Seen
from kg.extract.pronouns import LIST_STEP
from kg.extract.refs import Ref
from kg.extract.tree import Token
from kg.model import Entity

if TYPE_CHECKING:
    from kg.extract.phrases import Phrases

SEVERAL = {"three": 3, "four": 4, "five": 5, "trois": 3, "quatre": 4, "cinq": 5}
SINGLE_NOUNS = frozenset({"pays", "country", "nation", "state", "voisin", "neighbour", "neighbor"})
MEMBERS = frozenset({"membre", "member", "état", "allié", "ally", "puissance", "power"})
LISTING = frozenset({"dont", "including", "notamment", "lesquels", "such"})
"""Words behind which some of many are named."""
PARTIES = frozenset({"side", "party", "camp", "partie"})
COUNTRY = frozenset({"pays", "country"})
"""``the country``, ``le pays``: the state the article is about."""
NEIGHBOURS = frozenset({"voisin", "neighbour", "neighbor", "partenaire", "partner", "allié", "ally"})
BESIDE = frozenset({"voisin", "neighbour", "neighbor"})
"""Who are two where they are several: ``the neighbours agreed``; allies may be many."""
RIVALS = frozenset(
    {
        "rival",
        "adversaire",
        "foe",
        "ennemi",
        "enemy",
        "prédécesseur",
        "predecessor",
        "successeur",
        "successor",
        "père",
        "father",
        "fils",
        "son",
        "épouse",
        "wife",
    }
)
"""Somebody else than the possessor, whom the text has to name."""


class Descriptions:
    """Resolves those of one sentence; built once by `kg.extract.phrases.Phrases`."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.sentence = phrases.sentence
        self.context = phrases.context
        self.lexicon = phrases.lexicon

    def described(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``the alliance``, ``le royaume``, ``les deux pays``, ``this country``."""
        kids = self.sentence.children(token.i)
        numerals = {t.lower for t in kids if t.dep in {"nummod", "amod", "det"}}
        sided = token.lemma in self.lexicon.pairs or token.lemma in self.lexicon.body_heads | self.lexicon.office_heads
        each = bool(numerals & {"each", "chaque"}) and token.lemma in PARTIES
        paired = (
            each or bool(numerals & {"deux", "two", "both"}) or (token.lemma in BESIDE and self.phrases.plural(token))
        )
        if paired and (sided or token.lemma in NEIGHBOURS):
            if self.phrases.owner(token.i, exclude):
                return []
            sides = token.lemma in PARTIES
            named = token.lemma in SINGLE_NOUNS or token.lemma == "capitale"
            entities = (
                self.phrases.pronouns.both(token, exclude)
                if sides
                else self.context.parties(self.phrases.number, token.i, exclude, named)
            )
            return [self.phrases.phrase_ref(token, e, "description") for e in entities] if len(entities) == 2 else []
        definite = any(
            t.dep in {"det", "nmod:poss"} and t.lower in {"the", "le", "la", "l'", "les", "this", "ce", "cette", "cet"}
            for t in kids
        ) or (token.text[0].isupper() and any(t.dep == "case" and t.lower in {"du", "au"} for t in kids))
        if not definite:
            return self._bare(token, kids, exclude)
        return self._definite(token, kids, numerals, exclude)

    def _bare(self, token: Token, kids: list[Token], exclude: frozenset[str]) -> list[Ref]:
        """``country``, ``state`` in headlines without an article: the last state named."""
        bare = (
            self.sentence.lang == "en"
            and token.lemma in SINGLE_NOUNS
            and not token.case
            and not kids
            and token.text == token.lemma
        )
        states = (
            [
                e
                for e in self.context.recent(frozenset({"State"}), self.phrases.number, token.i, 3)
                if e.id not in exclude
            ]
            if bare
            else []
        )
        return [self.phrases.phrase_ref(token, states[-1], "description")] if states else []

    def _definite(self, token: Token, kids: list[Token], numerals: set[str], exclude: frozenset[str]) -> list[Ref]:
        """``the alliance``, ``le royaume``: one that the article has named; ``the country``: the one it is about."""
        first, last = self.sentence.phrase(token.i)
        table = self.context.index.definite(self.sentence.lang)
        lemma = "" if self.phrases.plural(token) else token.lemma  # "les milices" are not "la milice"
        for a in range(first, token.i + 1):
            for b in range(last, token.i - 1, -1):
                for text in (self.sentence.words(a, b).lower(), lemma if a == b == token.i else ""):
                    if text in table:
                        entity = self._recall(table[text], exclude, token)
                        if entity is not None:
                            return [self.phrases.phrase_ref(token, entity, "description")]
        if token.lemma in {"pays", "country"} and self.phrases.bare_definite(token) and not kids[1:]:
            told = [
                s.entity
                for s in self.context.before(self.phrases.number, token.i, 1)
                if s.subject and s.entity.kind == "State"
            ]
            return [self.phrases.phrase_ref(token, e, "description") for e in told[:1] if e.id not in exclude]
        if token.lemma in SINGLE_NOUNS and any(t.lower in {"ce", "this", "that"} for t in kids):
            states = self.context.recent(frozenset({"State"}), self.phrases.number, token.i, 1, exclude)
            return [self.phrases.phrase_ref(token, e, "description") for e in states]
        if token.lemma in COUNTRY and not self.phrases.plural(token) and len(kids) - len(numerals & {"the", "le"}) <= 1:
            opens = token.i <= 1  # names behind it cannot be what it means
            topic = self.context.topic(self.phrases.number - opens, exclude)
            return [self.phrases.phrase_ref(token, topic, "description")] if topic is not None else []
        return self._short_name(token, exclude)

    def _short_name(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``le Conseil``, ``the Court``: the head of a longer name that the article has given."""
        if token.i == 0 or not token.text[0].isupper() or token.i in self.phrases.at or token.text.isupper():
            return []
        for seen in self.context.before(self.phrases.number, token.i, memory=99):
            words = seen.entity.labels[self.sentence.lang].split()
            short = words[0] if self.sentence.lang == "fr" else words[-1]
            if (
                len(words) > 1
                and short == token.text
                and seen.entity.kind in {"Organisation", "Body"}
                and seen.entity.id not in exclude
            ):
                return [self.phrases.phrase_ref(token, seen.entity, "description")]
        organ = self.context.organs.get(token.text)
        known = organ is not None and organ.id not in exclude and self.phrases.bare_definite(token)
        return [self.phrases.phrase_ref(token, organ, "description")] if organ is not None and known else []

    def _recall(self, slugs: Iterable[str], exclude: frozenset[str], token: Token) -> Entity | None:
        """A description stands for what the article has named; for nothing when it named none of them."""
        wanted = set(slugs)
        for seen in self.context.before(self.phrases.number, token.i, memory=99):
            if seen.entity.id in wanted and seen.entity.id not in exclude:
                return seen.entity
        return None

    def several(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``the three countries``, ``les quatre gouvernements``: the row of states named last, if it has as many."""
        count = next((SEVERAL[t.lower] for t in self.sentence.children(token.i) if t.lower in SEVERAL), 0)
        if not count or token.lemma not in self.lexicon.pairs or not self.phrases.bare_definite(token):
            return []
        row = next((r for r in self._rows(token, exclude) if len(r) == count), [])
        return [self.phrases.phrase_ref(token, e, "description") for e in row]

    def listed(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``six pays, dont la Chine, le Japon et l'Inde``, ``four states including Qatar``: those of them that are named."""
        if not self.phrases.plural(token) or token.lemma not in self.lexicon.pairs | MEMBERS:
            return []
        tokens, found = self.sentence.tokens, list[Ref]()
        start = next((t.i for t in tokens[token.i + 1 : token.i + 4] if t.lower in LISTING), None)
        if start is None or any(t.i in self.phrases.at for t in tokens[token.i + 1 : start]):
            return []
        i = start + 1
        while i < len(tokens):
            mention = self.phrases.at.get(i)
            if mention is not None and mention.role != "demonym" and mention.entity.kind in {"State", "Organisation"}:
                found.append(self.phrases.named(mention))
                i = mention.last + 1
            elif tokens[i].pos == "DET" or tokens[i].lower in {",", "et", "and", "as", "the"}:
                i += 1
            else:
                break
        clause = tokens[start].lower == "dont" and i < len(tokens) and tokens[i].pos in {"VERB", "AUX", "PRON", "ADV"}
        clause = clause and tokens[i - 1].text != ","
        return (
            [] if clause else [r for r in found if r.entity.id not in exclude]
        )  # "les pays dont la Chine achète le pétrole"

    def _rows(self, token: Token, exclude: frozenset[str]) -> Iterator[list[Entity]]:
        """The states of each sentence before a word, nearest first, and those of each list in it."""
        sentences: dict[int, list[Seen]] = {}
        for seen in self.context.before(self.phrases.number, token.i):
            if seen.entity.kind == "State" and seen.entity.id not in exclude:
                sentences.setdefault(seen.sentence, []).insert(0, seen)
        for row in sentences.values():
            yield list(dict.fromkeys(s.entity for s in row))
            run: list[Seen] = []
            for seen in row:
                if run and seen.token - run[-1].token > LIST_STEP:
                    yield list(dict.fromkeys(s.entity for s in run))
                    run = []
                run.append(seen)
            yield list(dict.fromkeys(s.entity for s in run))

    def neighbour(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``son voisin``, ``its ally``: the last other state, unless an adjective says which."""
        if token.lemma in RIVALS:
            return []
        if (
            self.phrases.plural(token)
            or token.lemma not in NEIGHBOURS
            or self.phrases.owners.adjectives(token.i, exclude)
        ):
            return []
        kids = self.sentence.children(token.i)
        holder = next((t for t in kids if self.phrases.pronouns.kind(t).startswith("poss")), None)
        if holder is None or self.phrases.at.get(token.i - 1) is not None:
            return []
        whose = {r.entity.id for r in self.phrases.pronouns.possessor(holder, frozenset())}
        states = self.context.recent(frozenset({"State"}), self.phrases.number, token.i, 4)
        topic = self.context.topic(self.phrases.number)
        other = [e for e in (*states, *([topic] if topic else [])) if e.id not in whose | exclude]
        return [self.phrases.phrase_ref(token, other[-1], "description")] if whose and other else []

    def home_of_speaker(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``notre pays``, ``our country``: the state of whoever speaks."""
        kids = self.sentence.children(token.i)
        if token.lemma not in SINGLE_NOUNS or not any(self.phrases.pronouns.kind(t) == "poss_speaker" for t in kids):
            return []
        speaker = self.phrases.pronouns.speaker() or self.context.speaker
        state = self.context.acts_for(speaker) if speaker is not None and speaker.kind == "Person" else speaker
        return (
            [self.phrases.phrase_ref(token, state, "description")]
            if state is not None and state.id not in exclude
            else []
        )
