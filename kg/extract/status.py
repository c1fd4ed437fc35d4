"""Did it happen: the status of an act, and who says so, by climbing from its trigger to the root.

Denial wins over everything; otherwise the operator nearest to the act does. Gold standard: the annotation guidelines' five statuses.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.frames import is_verb
from kg.extract.reader import Reader
from kg.extract.refs import Ref
from kg.extract.tree import Token

COMPLEMENTS = frozenset({"xcomp", "ccomp", "advcl", "acl", "parataxis"})
NOMINAL_ARGUMENTS = frozenset({"obj", "obl", "obl:arg", "obl:mod", "nsubj:pass", "nmod", "xcomp", "nsubj", "conj"})
ADVERBIAL_CASES = frozenset({
    "after", "before", "ahead of", "during", "amid", "following", "despite", "over", "since", "until", "because of",
    "après", "avant", "pendant", "depuis", "malgré", "lors de", "suite à", "dès", "en raison de",
})  # fmt: skip
"""Before a noun whose act stands by itself, whatever the verb says: ``refused … after talks``."""
AHEAD = frozenset({"ahead of", "before", "avant"})
NEGATIVE_DETERMINERS = frozenset({"no", "aucun", "aucune", "neither", "nul", "nulle"})


@dataclass(frozen=True, slots=True)
class Standing:
    """Status and source of one act."""

    status: str
    source: Ref | None
    own: bool = False
    """The actor's own announcement governs the act."""
    operator: str = ""
    sayer: int | None = None
    """The verb of saying that the act's clause completes."""


def standing(reader: Reader, i: int, actor_ids: frozenset[str]) -> Standing:
    """Climb from the trigger; collect operators, and the first source."""
    climb = _Climb(reader, actor_ids)
    _local(reader, i, climb.operators)
    node = i
    for head in reader.sentence.ancestors(i):
        if not climb.step(reader.sentence.tokens[node], head):
            break
        node = head.i
    if reader.sentence.text.rstrip(' "»').endswith("?"):
        climb.operators.append(("possible", "?"))
    status, operator = "actual", ""
    if climb.operators:
        status, operator = next((o for o in climb.operators if o[0] == "denied"), climb.operators[0])
    return Standing(status, climb.source or _according(reader), climb.own, operator, climb.sayer)


class _Climb:
    """What the way from a trigger to the root has told so far."""

    def __init__(self, reader: Reader, actor_ids: frozenset[str]) -> None:
        self.reader = reader
        self.actor_ids = actor_ids
        self.operators: list[tuple[str, str]] = []
        self.source: Ref | None = None
        self.sayer: int | None = None
        self.own = False

    def step(self, token: Token, head: Token) -> bool:
        """One edge up; False where the act stops depending on what is above."""
        if token.dep == "acl:relcl" and head.pos in {"PROPN", "PRON"}:
            return False  # what a clause tells of a name holds, whatever the name does
        if not (is_verb(head) or head.pos in {"ADJ", "NOUN"}):
            return True
        if token.dep in COMPLEMENTS and _governs(self.reader, head, token):
            self._clause(head)
            return True
        if token.dep in {"acl:relcl", "advcl", "acl", "parataxis", "ccomp"}:
            if _conditional(self.reader, token):
                self.operators.append(("possible", "if"))
            return token.dep == "acl" and token.lower.endswith("ant")  # "une réunion rassemblant": planned with it
        if token.dep == "conj" and is_verb(head) and is_verb(token):
            own_clause = any(t.dep.startswith("aux") for t in self.reader.sentence.children(token.i))
            if not own_clause and not self.reader.frame(token.i).slots.get("subj"):
                _modality(self.reader, head.i, self.operators)
            return True
        if token.pos in {"NOUN", "PROPN"} and token.dep in NOMINAL_ARGUMENTS:
            if token.case in AHEAD:
                self.operators.append(("planned", token.case))
            if token.case in ADVERBIAL_CASES:
                return False
            self._noun(token, head)
        return True

    def _clause(self, head: Token) -> None:
        status, said = _operator(self.reader, head)
        if status == "denied" and _negated(self.reader, head.i):
            self.operators.append(("possible", head.text))  # "n'exclut pas de frapper"
            return
        if said:
            self._said_by(head)
        if status:
            self.operators.append((status, head.text))
        if not said:
            _local(self.reader, head.i, self.operators)

    def _noun(self, token: Token, head: Token) -> None:
        status = _nominal_operator(self.reader, head, token)
        if status:
            self.operators.append((status, head.text))
        if is_verb(head) and head.lemma in self.reader.lexicon.announcing:
            self._said_by(head)
            _local(self.reader, head.i, self.operators)
        elif is_verb(head) and head.lemma in self.reader.lexicon.performing:
            _local(self.reader, head.i, self.operators)

    def _said_by(self, head: Token) -> None:
        if self.source is not None:
            return
        refs, _ = self.reader.actors(head.i)
        if refs:
            self.source, self.sayer = refs[0], head.i
            state = self.reader.context.acts_for(self.source.entity) or self.source.entity.parent
            ids = {self.source.entity.id} | ({state.id} if state else set())
            self.own = bool(self.actor_ids & ids)


def _local(reader: Reader, i: int, operators: list[tuple[str, str]]) -> None:
    """Negation, modality and condition in the clause of `i` itself."""
    if _negated(reader, i):
        operators.append(("denied", "negation"))
    if _conditional(reader, reader.sentence.tokens[i]):
        operators.append(("possible", "condition"))
    _modality(reader, i, operators)


def _negated(reader: Reader, i: int) -> bool:
    sentence = reader.sentence
    for child in sentence.children(i):
        if child.dep == "neg" or (
            child.lower in reader.lexicon.negation and child.dep in {"advmod", "det", "cc", "mark"}
        ):
            if child.lower in {"ne", "n'"} and not any(
                t.lower in {"pas", "jamais", "plus", "aucun", "aucune", "rien", "ni", "guère", "point"}
                for t in sentence.tokens[i - 4 if i > 4 else 0 : i + 6]
            ):
                continue  # a lone or restrictive "ne": "ne … que"
            if child.lower == "plus" and not any(t.lower in {"ne", "n'"} for t in sentence.children(i)):
                continue
            if child.lower == "not" and any(
                t.lower in {"only", "just"} for t in sentence.tokens[child.i + 1 : child.i + 2]
            ):
                continue
            return True
        if child.dep in {"nsubj", "nsubj:pass", "obj"} and (
            child.lower in {"nobody", "personne", "none", "nothing"}
            or any(t.lower in NEGATIVE_DETERMINERS for t in sentence.children(child.i))
        ):
            return True
        if child.lower == "longer" and any(t.lower in {"no", "n't", "not"} for t in sentence.children(child.i)):
            return True
        if child.dep == "mark" and child.lower in {"sans", "without"}:
            return True
    return sentence.tokens[i].case.split()[:1] in (["sans"], ["without"])


def _modality(reader: Reader, i: int, operators: list[tuple[str, str]]) -> None:
    sentence, lexicon = reader.sentence, reader.lexicon
    token = sentence.tokens[i]
    auxiliaries = [t for t in sentence.children(i) if t.dep.startswith("aux") or t.dep == "cop"]
    for aux in auxiliaries:
        status = lexicon.modals.get(aux.lower) or lexicon.modals.get(aux.lemma)
        if status and not (aux.lower in {"would"} and _reported(reader, i)):
            operators.append((status, aux.text))
        elif aux.lower == "would":
            operators.append(("planned", aux.text))
    verbs = [token, *auxiliaries] if is_verb(token) else auxiliaries
    if any(v.morph.get("Mood") == "Cnd" for v in verbs):
        operators.append(
            (
                "planned" if _reported(reader, i) and not any(a.lemma == "avoir" for a in auxiliaries) else "possible",
                "conditional",
            )
        )
    elif any(v.morph.get("Tense") == "Fut" for v in verbs):
        operators.append(("planned", "future"))
    if sentence.lang == "en" and is_verb(token) and _headline_infinitive(reader, i):
        operators.append(("planned", "to"))
    if (
        sentence.lang == "en"
        and any(a.lower in {"is", "are", "was", "were"} for a in auxiliaries)
        and any(t.lower == "to" for t in sentence.children(i))
    ):
        operators.append(("planned", "is to"))


def _headline_infinitive(reader: Reader, i: int) -> bool:
    """``Putin to visit Beijing``: an infinitive with its own subject."""
    kids = reader.sentence.children(i)
    return (
        any(t.lower == "to" and t.dep == "aux" for t in kids)
        and any(t.dep == "nsubj" for t in kids)
        and not any(t.lower == "for" for t in kids)
    )


def _reported(reader: Reader, i: int) -> bool:
    token = reader.sentence.tokens[i]
    head = reader.sentence.head(i)
    return token.dep in {"ccomp", "xcomp"} and (
        head.lemma in reader.lexicon.reporting or head.lemma in reader.lexicon.announcing
    )


def _conditional(reader: Reader, clause: Token) -> bool:
    words = [t.lower for t in reader.sentence.children(clause.i) if t.dep in {"mark", "advmod", "case"}]
    if "until" in words:  # "will march until he resigns"; "fought until he resigned" tells that he did
        governing = [t.lower for t in reader.sentence.children(reader.sentence.head(clause.i).i)]
        if {"will", "would", "wo", "shall", "to", "not"} & set(governing):
            return True
    return bool(set(words) & reader.lexicon.conditions) or clause.case in reader.lexicon.conditions


def _governs(reader: Reader, head: Token, clause: Token) -> bool:
    """The clause completes its head; an adverbial clause (``after``, ``while``) does not."""
    speech = head.lemma in reader.lexicon.reporting or head.lemma in reader.lexicon.announcing
    if clause.dep == "parataxis" or (
        clause.dep == "ccomp" and not any(t.dep == "mark" for t in reader.sentence.children(clause.i))
    ):
        return speech
    return clause.dep in {"ccomp", "xcomp"} or clause.i in reader.frame(head.i).complement


def _operator(reader: Reader, head: Token) -> tuple[str, bool]:
    """What a governing verb or noun does to its complement, and whether it says who vouches for it."""
    lexicon = reader.lexicon
    match = reader.match(head.i)
    if match and match.entry.embeds:
        status = match.entry.embeds
        if _negated(reader, head.i) and status in {"actual"} and head.lemma not in lexicon.reporting:
            return "denied", True
        return ("" if status == "actual" else status), status == "actual" or head.lemma in lexicon.reporting
    if head.lemma in lexicon.reporting or head.lemma in lexicon.announcing:
        return "", True
    if head.lemma == "be":  # "are to meet"
        return "planned", False
    status = lexicon.embedding.get(head.lemma) or lexicon.modals.get(head.lemma) or ""
    return ("" if status == "actual" else status), False


def _nominal_operator(reader: Reader, head: Token, token: Token) -> str:
    """``demand the withdrawal``, ``threatened with sanctions``: the governor's complement may be a noun."""
    if not is_verb(head) and head.pos != "NOUN":
        return ""
    match = reader.match(head.i)
    if match and match.entry.embeds and (token.dep in {"obj", "obl", "obl:arg", "obl:mod", "nmod", "xcomp"}):
        return "" if match.entry.embeds == "actual" else match.entry.embeds
    status = reader.lexicon.embedding.get(head.lemma, "")
    return "" if status == "actual" else status


def _according(reader: Reader) -> Ref | None:
    """``selon X``, ``according to X``."""
    for token in reader.sentence:
        if token.case and token.case in reader.lexicon.according:
            refs = reader.phrases.one(token.i)
            if refs:
                return refs[0]
    return None
