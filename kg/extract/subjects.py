"""Who is the subject of a predicate: its own, that of the clause that controls it, or the topic that opens the sentence.

It looks within the sentence alone; whom a pronoun means there is `kg.extract.pronouns`' work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.frames import is_verb
from kg.extract.tree import Token

if TYPE_CHECKING:
    from kg.extract.reader import Reader

OPENING_RELATIVES = frozenset(
    {
        "dont",
        "qui",
        "où",
        "que",
        "lequel",
        "laquelle",
        "lesquels",
        "lesquelles",
        "which",
        "who",
        "whose",
        "whom",
        "where",
    }
)
RANKS = frozenset(
    {
        "premier",
        "première",
        "deuxième",
        "troisième",
        "dernier",
        "dernière",
        "seul",
        "seule",
        "first",
        "second",
        "third",
        "latest",
        "last",
        "only",
    }
)
"""Of a noun that says what the subject is, and whose infinitive says what the subject did."""
SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"})
"""Types of what is done in words."""


class Subjects:
    """Finds the subjects of one sentence; built once by `kg.extract.reader.Reader`."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.sentence = reader.sentence
        self.phrases = reader.phrases
        self.context = reader.context
        self.lexicon = reader.lexicon
        self._inheriting: set[int] = set()

    def of(self, i: int) -> list[int]:
        """Subject tokens of a predicate, taken from a governing clause where its own is unexpressed."""
        own = self.reader.frame(i)
        topic = self._topic(i)
        if topic is not None:
            return [topic]
        if own.slots.get("subj"):
            return own.slots["subj"]
        if own.passive and not self._shares_agent(i):
            return []
        return self.inherited(i)

    def _topic(self, i: int) -> int | None:
        """``Washington, dont les services …, a inculpé``: the name that opens the sentence, when the verb's own subject is lost."""
        tokens = self.sentence.tokens
        first = next((m for m in self.phrases.mentions if m.role != "demonym"), None)
        own = self.reader.frame(i)
        if first is None or first.first > 1 or first.last + 2 >= len(tokens) or own.slots.get("subj") or own.passive:
            return None
        opens = tokens[first.last + 1].text == "," and tokens[first.last + 2].lower in OPENING_RELATIVES
        commas = [t.i for t in tokens[first.last + 2 : i] if t.text == ","]
        governed = tokens[i].dep in {"xcomp", "advcl", "acl:relcl", "ccomp"} or bool(tokens[i].case)
        return first.head if opens and commas and not governed else None

    def _shares_agent(self, i: int) -> bool:
        token = self.sentence.tokens[i]
        return (
            token.dep == "conj"
            and self.reader.frame(token.head).passive
            and bool(self.reader.frame(token.head).slots.get("subj"))
        )

    def inherited(self, i: int) -> list[int]:
        """The subject that a governing clause lends."""
        if i in self._inheriting:
            return []
        self._inheriting.add(i)
        try:
            token = self.sentence.tokens[i]
            head = self.sentence.head(i)
            if head.i == i or (token.dep == "ccomp" and self.finite(token)):
                return []  # "X said … agreed": a clause of its own has lost its own subject
            sayer = self._comments(token, head)
            if sayer is not None:
                return self.of(sayer)
            if token.dep == "conj":
                if is_verb(head) or head.pos in {"ADJ", "NOUN"}:
                    if self.reader.frame(head.i).passive and not self.reader.frame(i).passive:
                        return self.reader.frame(head.i).slots.get("obj", [])
                    return self.of(head.i)
                return []
            if token.dep in {"xcomp", "ccomp", "advcl", "acl", "obl", "obl:mod"} and (
                is_verb(head) or head.pos in {"ADJ"}
            ):
                return self._controller(head.i, i)
            if token.dep in {"acl", "nmod", "ccomp", "xcomp"} and head.pos in {"NOUN", "PROPN"}:
                return (
                    [head.i]
                    if token.morph.get("VerbForm") in {"Ger", "Part"} and not token.case
                    else self.noun_holder(head)
                )
            return []
        finally:
            self._inheriting.discard(i)

    def finite(self, token: Token) -> bool:
        """A verb with tense, its own or that of an auxiliary."""
        auxiliaries = [t for t in self.sentence.children(token.i) if t.dep.startswith("aux")]
        return any(t.morph.get("VerbForm") == "Fin" for t in (auxiliaries or [token]))

    def _comments(self, token: Token, clause: Token) -> int | None:
        """``X said Y had fired, calling it …``: a participle of speech behind a reported act belongs to who reports it."""
        before = self.sentence.tokens[token.i - 1] if token.i else None
        if token.dep not in {"advcl", "acl"} or token.case or before is None or before.text != ",":
            return None
        if clause.dep != "ccomp" or not self._is_speech(token.i) or self._is_speech(clause.i):
            return None
        above = self.sentence.head(clause.i)
        said = is_verb(above) and above.lemma in self.lexicon.reporting | self.lexicon.announcing
        return above.i if said and above.i < token.i else None

    def _is_speech(self, i: int) -> bool:
        """Done in words: a verb of saying, or an act that accuses, asks, rejects, threatens or praises."""
        token = self.sentence.tokens[i]
        if token.lemma in self.lexicon.reporting:
            return True
        match = self.reader.match(i)
        relation = self.context.ontology.relations.get(match.entry.relation or "") if match else None
        return relation is not None and relation.type in SPOKEN

    def _controller(self, governor: int, clause: int) -> list[int]:
        """Who does the act of a complement: as the governor's entry says, else the governor's subject."""
        match = self.reader.match(governor)
        if (
            match
            and match.entry.control
            and clause in self.reader.frame(governor).complement
            and match.entry.control != "subj"
        ):
            held = self.reader.fillers(governor, match.entry.control, match.entry)
            if held:
                return held
        if self.reader.frame(governor).passive:
            return self.reader.frame(governor).slots.get("obj", []) or self.inherited(governor)
        return self.of(governor)

    def noun_holder(self, noun: Token) -> list[int]:
        """``its decision to expel``: who holds the noun, else the subject of the verb it depends on."""
        head = self.sentence.head(noun.i)
        if any(t.lower in RANKS for t in self.sentence.children(noun.i)):  # "le premier pays européen à reconnaître"
            copula = any(t.dep in {"cop", "nsubj"} for t in self.sentence.children(noun.i))
            held = self.of(noun.i if copula else head.i) if copula or is_verb(head) else []
            if held:
                return held
        if self.phrases.owner(noun.i):
            return [noun.i]
        return self.of(head.i) if head.i != noun.i and is_verb(head) else []
