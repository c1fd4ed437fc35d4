"""One sentence being read: its phrases, frames and matched triggers, computed once and asked for by name.

It joins `frames` (where things stand) with the lexicon (what words mean); it makes no statements.
"""

from __future__ import annotations

from kg.extract.attachments import OF, Attachments
from kg.extract.context import Context
from kg.extract.frames import Frame, frame, is_verb, nearest_left, nearest_right
from kg.extract.matching import Match, Matcher
from kg.extract.phrases import Phrases
from kg.extract.refs import NOBODY, Ref
from kg.extract.subjects import OPENING_RELATIVES, Subjects
from kg.extract.tree import Sentence
from kg.lexicon.records import Entry

LOCUTIONS = frozenset({"sujet", "propos", "titre", "nom", "issue", "occasion", "terme", "cours"})
"""Nouns in prepositions of more words: ``au sujet de``; nobody is meant by them."""
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"})
"""Types of which it is a threat to promise them."""


class Reader:
    """Answers what a trigger's slots are filled with, in one sentence."""

    def __init__(self, sentence: Sentence, phrases: Phrases, context: Context) -> None:
        self.sentence = sentence
        self.phrases = phrases
        self.context = context
        self.lexicon = context.lexicon
        self._frames: dict[int, Frame] = {}
        self._matches: dict[int, Match | None] = {}
        self.matcher = Matcher(self)
        self.attachments = Attachments(self)
        self.subjects = Subjects(self)
        self.used: set[int] = set()
        for token in sentence:
            match = self.match(token.i)
            if match and match.entry.relation and (match.entry.pos != "noun" or match.entry.where):
                subjects = self.frame(token.i).slots.get("subj", [])  # "une attaque a fait un mort": an act of its own
                self.used |= match.used - {token.i, *subjects}

    def frame(self, i: int) -> Frame:
        if i not in self._frames:
            self._frames[i] = frame(self.sentence, i)
        return self._frames[i]

    # -- triggers -----------------------------------------------------------

    def match(self, i: int) -> Match | None:
        """The best lexicon entry for a token, or None."""
        if i not in self._matches:
            self._matches[i] = None
            self._matches[i] = self.matcher.best(i)
        return self._matches[i]

    def hostile(self, i: int) -> bool:
        """A clause or noun tells a hostile act: ``step up attacks``, ``expel them``."""
        own = self.frame(i)
        objects = [*own.slots.get("obj", []), *own.complement] if is_verb(self.sentence.tokens[i]) else []
        match = self.match(i)
        if match is None or match.entry.relation is None:
            match = next((m for f in objects if (m := self.match(f)) is not None), None)
        relation = self.context.ontology.relations.get(match.entry.relation or "") if match is not None else None
        return relation is not None and relation.type in HOSTILE

    def used_by(self, i: int) -> frozenset[int]:
        """The tokens that the trigger at `i` used up."""
        match = self.match(i)
        return match.used if match else frozenset()

    # -- slots --------------------------------------------------------------

    def fillers(self, i: int, slot: str, entry: Entry | None = None) -> list[int]:
        """Tokens that fill a slot of the predicate `i`: its own, then through wrongly attached prepositions."""
        own = self.frame(i)
        if slot == "comp":
            return own.complement
        if slot == "comp_subj":  # "veut que Berlin paie"
            return [f for clause in own.complement for f in self.frame(clause).slots.get("subj", [])]
        if slot == "comp_aux":  # "told them to go", "a dit qu'ils devaient partir"
            return [f for clause in own.complement for f in (clause, *self._group(clause, slot))]
        if slot in {"neg", "aux"}:
            return self._group(i, slot)
        if slot == "source":
            return self.sayer(i)
        if slot in own.slots:
            return own.slots[slot]
        if slot == "obj" and own.passive and self.sentence.tokens[i].dep in {"advcl", "dep"}:
            return self.subjects.inherited(i)  # "Summoned to the ministry, the ambassador …"
        if slot == "obj" and self.sentence.lang == "fr":
            partitive = self.attachments.partitive(own)
            if partitive:
                return partitive
        if slot == "obj" and entry is not None:
            for word in entry.words[1:]:
                if word in own.slots:
                    return own.slots[word]
            joined = " ".join(entry.words[1:])
            if joined in own.slots:
                return own.slots[joined]
        if slot == "à" and self.sentence.lang == "fr":
            return own.slots.get("auprès de", []) or self.attachments.through(own, slot, entry)
        if slot in {"subj", "obj", "poss", "comp", "to", "pred"} and own.pos == "verb" and slot != "to":
            return []
        return self.attachments.through(own, slot, entry)

    def _group(self, i: int, slot: str) -> list[int]:
        """The negations or auxiliaries of a verb: ``will never accept``."""
        kids = self.sentence.children(i)
        if slot == "comp_aux":
            return [t.i for t in kids if t.dep.startswith("aux") or t.dep in {"mark", "neg"}]
        if slot == "aux":
            return [t.i for t in kids if t.dep.startswith("aux")]
        return [t.i for t in kids if t.dep == "neg" or t.lower in self.lexicon.negation | {"longer"}]

    def clauses(self, i: int) -> list[int]:
        """What a verb of saying or judging says: its complement, or the quoted clause it follows."""
        own = self.frame(i)
        if own.complement:
            return own.complement
        token = self.sentence.tokens[i]
        behind = [
            t
            for t in self.sentence.children(i)
            if t.dep in {"nsubj", "obj", "expl:subj"} and (t.i > i or t.text.startswith("-"))
        ]
        quoted = token.dep in {"advcl", "parataxis", "ccomp", "conj"} and token.head < i
        return (
            [token.head]
            if quoted and (behind or any(t.text.startswith("-") for t in self.sentence.tokens[max(0, i - 3) : i + 3]))
            else []
        )

    def sayer(self, i: int) -> list[int]:
        """Who is reported as saying the clause of `i`: subject of a verb of saying, ``selon X``, ``X : "…"``."""
        sentence, saying = self.sentence, self.lexicon.reporting | self.lexicon.announcing
        clauses = [sentence.tokens[i], *sentence.ancestors(i)]
        for clause in clauses:
            beside = [t for t in sentence.children(clause.i) if t.dep == "parataxis" and t.i > i]
            for verb in [clause, *beside] if clause.i != i else beside:
                if verb.lemma in saying and is_verb(verb) and self.subject(verb.i):
                    return self.subject(verb.i)
            if clause.dep in {"acl:relcl", "acl", "advcl"} and '"' not in sentence.text:
                break
        according = [t.i for t in sentence if t.case and t.case in self.lexicon.according]
        first = next((m for m in self.phrases.mentions if m.first == 0), None)
        titled = first is not None and first.last + 1 < len(sentence) and sentence.tokens[first.last + 1].text == ":"
        return according or ([first.head] if first is not None and titled and i > first.last else [])

    def subject(self, i: int) -> list[int]:
        """Subject tokens of a predicate, taken from a governing clause where its own is unexpressed."""
        return self.subjects.of(i)

    # -- actors -------------------------------------------------------------

    def actors(self, i: int, exclude: frozenset[str] = NOBODY) -> tuple[list[Ref], float]:
        """The actors of a verb or adjective, and the weight of the way they were found."""
        found: list[Ref] = []
        for f in self.subject(i):
            found += [
                r for r in self.phrases.all(f, exclude, subject=True) if r.entity not in [x.entity for x in found]
            ]
        if found:
            return found, 1.0 if self.frame(i).slots.get("subj") else 0.9
        for f in self.subject(i):
            sender = self.sentence.head(f)
            if self._is_means(f) and is_verb(sender) and sender.i < f < i:
                return self.actors(sender.i, exclude)[0], 0.85  # "sent a ship carrying water to Tonga"
        if self.frame(i).passive:
            return [], 0.0
        if self.sentence.tokens[i].dep == "acl" and self.subject(i) == [self.sentence.tokens[i].head]:
            for f in self.subjects.noun_holder(self.sentence.head(i)):  # "a adopté une résolution condamnant"
                found += self.phrases.all(f, exclude, subject=True)
            return found, 0.8
        before = self._name_before(i)
        if before is not None:
            return self._with_left_conjunct(before, exclude), 0.8
        return ([], 0.0) if self.subject(i) else self._actors_by_order(i, exclude)

    def _is_means(self, i: int) -> bool:
        token = self.sentence.tokens[i]
        return token.dep == "obj" and token.lemma in self.lexicon.things

    def _name_before(self, i: int) -> int | None:
        """A name right before a finite verb group is its subject, whatever the tree says."""
        token = self.sentence.tokens[i]
        if token.morph.get("VerbForm") != "Fin" and not any(
            t.dep.startswith("aux") and t.morph.get("VerbForm") == "Fin" for t in self.sentence.children(i)
        ):
            return None
        j = i - 1
        while j >= 0 and (
            self.sentence.tokens[j].pos in {"AUX", "ADV"}
            or (self.sentence.tokens[j].pos == "PRON" and self.sentence.tokens[j].dep not in {"nsubj", "nsubj:pass"})
        ):
            j -= 1
        if j > 1 and self.sentence.tokens[j].text == ",":
            j = self._before_aside(j)
        mention = self.phrases.at.get(j)
        if mention is None or mention.role == "demonym" or self.sentence.tokens[mention.head].case:
            return None
        return mention.head

    def _before_aside(self, comma: int) -> int:
        """``Turkey, from which most of the dead came, recalled``: the token before what stands between two commas."""
        tokens = self.sentence.tokens
        for j in range(comma - 2, max(0, comma - 25), -1):
            if tokens[j].text in {";", ":", '"'}:
                break
            if tokens[j].text == "," and j - 1 in self.phrases.at and self._opens_aside(j + 1):
                return j - 1
        return comma

    def _opens_aside(self, i: int) -> bool:
        """A relative, with or without preposition, or a participle."""
        first, second = self.sentence.tokens[i], self.sentence.tokens[i + 1]
        relative = first.lower in OPENING_RELATIVES or (first.pos == "ADP" and second.lower in OPENING_RELATIVES)
        return relative or first.morph.get("VerbForm") in {"Part", "Ger"}

    def _with_left_conjunct(self, i: int, exclude: frozenset[str]) -> list[Ref]:
        """``A et B`` where the tree did not join them."""
        refs = self.phrases.all(i, exclude, subject=True)
        mention = self.phrases.at[i]
        j = mention.first - 1
        while j >= 0 and self.sentence.tokens[j].pos == "DET":
            j -= 1
        if j > 0 and self.sentence.tokens[j].lower in {"et", "and"} and j - 1 in self.phrases.at:
            left = self.phrases.one(self.phrases.at[j - 1].head, exclude, subject=True)
            refs = left + [r for r in refs if r.entity not in {x.entity for x in left}]
        return refs

    def _actors_by_order(self, i: int, exclude: frozenset[str]) -> tuple[list[Ref], float]:
        """No subject in the tree of a finite verb: the nearest name to the left that no preposition holds."""
        token = self.sentence.tokens[i]
        if token.morph.get("VerbForm") != "Fin" and not any(t.dep == "aux" for t in self.sentence.children(i)):
            return [], 0.0
        wanted = {
            m.head for m in self.phrases.mentions if m.role != "demonym" and not self.sentence.tokens[m.head].case
        }
        left = nearest_left(self.sentence, i, wanted)
        refs = self.phrases.all(left, exclude, subject=True) if left is not None else []
        return refs, 0.6

    def recipients(self, i: int, slots: tuple[str, ...], exclude: frozenset[str]) -> tuple[list[Ref], float]:
        """The first of the slots that leads to an actor, with conjuncts; then order, for a verb whose object is lost."""
        match = self.match(i)
        entry = match.entry if match else None
        for slot in slots:
            if slot == "poss":
                refs = self.phrases.owner(i, exclude)
                if refs:
                    return refs, 1.0
            used = match.used if match else frozenset()
            fillers = self.fillers(i, slot, entry)
            fillers = [f for f in fillers if self.sentence.tokens[f].lemma not in LOCUTIONS]
            inner = [n for f in fillers if f in used and slot in OF for n in self.attachments.same_case(f, slot)]
            for f in [*(f for f in fillers if f not in used), *inner, *(f for f in fillers if f in used)]:
                refs = [r for r in self.phrases.all(f, exclude) if r.entity.kind != "Place" or r.entity.parent]
                if refs:  # no sea or continent is hit
                    return refs, 1.0
        token = self.sentence.tokens[i]
        if is_verb(token) and "obj" in slots and not self.frame(i).slots.get("obj") and not self.frame(i).passive:
            wanted = {
                m.head for m in self.phrases.mentions if m.role != "demonym" and not self.sentence.tokens[m.head].case
            }
            right = nearest_right(self.sentence, i, wanted)
            refs = self.phrases.all(right, exclude) if right is not None else []
            return refs, 0.6
        return [], 0.0
