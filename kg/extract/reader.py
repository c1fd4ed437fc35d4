"""One sentence being read: its phrases, frames and matched triggers, computed once and asked for by name.

It joins `frames` (where things stand) with the lexicon (what words mean); it makes no statements.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.frames import Frame, frame, is_verb, nearest_left, nearest_right
from kg.extract.phrases import NOBODY, Phrases, Ref
from kg.extract.tree import Sentence, Token
from kg.lexicon import Entry

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
NAMING = frozenset({"name", "pronoun", "description", "body", "office", "crowd"})
"""Ways in which a phrase itself names an actor; an owner (``the Turkish decision``) is none."""
OF = frozenset({"of", "de", "from"})
AT = frozenset({"against", "contre"})
"""Before whom an act hits."""
COMPANY = frozenset({"with", "avec", "against", "contre"})
"""Prepositions whose noun belongs to the verb even below a place or a means."""
JOINING = frozenset({"réunir", "rassembler", "associer", "opposer"})
LOCUTIONS = frozenset({"sujet", "propos", "titre", "nom", "issue", "occasion", "terme", "cours"})
"""Nouns in prepositions of more words: ``au sujet de``; nobody is meant by them."""
PARTIES = frozenset({"between", "entre"})
CIRCUMSTANCES = frozenset({
    "after", "before", "during", "following", "since", "until", "despite", "après", "avant", "pendant", "depuis", "malgré",
    "lors de", "suite à", "dès", "jusque", "jusqu'à", "au cours de",
})  # fmt: skip
"""Prepositions of when and why: what stands below their noun belongs to that noun."""
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"})
"""Types of which it is a threat to promise them."""
TIMES = frozenset({"début", "fin", "cours", "an", "année", "mois", "semaine", "jour", "year", "month", "week"})
"""Nouns of time: they take no complement away from the noun before them."""
KIND_WORDS = {"$state": "State", "$organisation": "Organisation", "$person": "Person", "$group": "Group"}
"""Conditions on what a filler stands for."""


SPOKEN = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"})
"""Types of what is done in words."""


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found: the entry, and the tokens that its conditions used up."""

    entry: Entry
    used: frozenset[int]


class Reader:
    """Answers what a trigger's slots are filled with, in one sentence."""

    def __init__(self, sentence: Sentence, phrases: Phrases, context: Context) -> None:
        self.sentence = sentence
        self.phrases = phrases
        self.context = context
        self.lexicon = context.lexicon
        self._frames: dict[int, Frame] = {}
        self._matches: dict[int, Match | None] = {}
        self._inheriting: set[int] = set()
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
            self._matches[i] = self._match(i)
        return self._matches[i]

    def _match(self, i: int) -> Match | None:
        token = self.sentence.tokens[i]
        mention = self.phrases.at.get(i)
        if mention is not None and mention.role != "demonym":
            return None
        table = (
            self.lexicon.verbs if token.pos in {"VERB", "AUX"}
            else self.lexicon.nouns if token.pos in {"NOUN", "PROPN"}
            else self.lexicon.adjectives
        )  # fmt: skip
        entries = table.get(token.lemma) or table.get(token.lower) or ()
        for entry in entries:
            used = self._fits(i, entry)
            if used is not None:
                return Match(entry, used)
        return None

    def _fits(self, i: int, entry: Entry) -> frozenset[int] | None:
        used: set[int] = set()
        for word in entry.words[1:]:
            j = self._companion(i, word)
            if j is None:
                return None
            used.add(j)
        for slot, words in entry.where.items():
            fillers = self.fillers(i, slot, entry)
            if slot == "subj" and not fillers and entry.pos == "verb":
                fillers = self.subject(i)  # "ont achevé de remettre leurs armes"
            if "$none" in words and not fillers:
                continue
            hit = next((f for f in fillers if self._holds(f, words)), None)
            if hit is None:
                return None
            used.add(hit)
        for slot, words in entry.unless.items():
            if any(self._holds(f, words) for f in self.fillers(i, slot, entry)):
                return None
        return frozenset(used)

    def _companion(self, i: int, word: str) -> int | None:
        """A particle or fixed word of a trigger: a dependent, a preposition of one, or close behind."""
        sentence = self.sentence
        for child in sentence.children(i):
            if word in {child.lower, child.lemma}:
                return child.i
            if word in child.case.split():
                return next((c.i for c in sentence.children(child.i) if c.lower == word), child.i)
            for grandchild in sentence.children(child.i):
                if word in {grandchild.lower, grandchild.lemma} and abs(grandchild.i - i) <= 6:
                    return grandchild.i
        for j in range(i + 1, min(i + 4, len(sentence))):
            if word in {sentence.tokens[j].lower, sentence.tokens[j].lemma}:
                return j
        if word in {"se", "s'"}:
            return next((t.i for t in sentence.tokens[max(0, i - 3) : i] if t.lower in {"se", "s'"}), None)
        return None

    def _holds(self, filler: int, words: frozenset[str]) -> bool:
        if "$any" in words:
            return True
        if "$actor" in words and any(r.how in NAMING for r in self.phrases.one(filler)):
            return True
        if "$act" in words:
            match = self.match(filler)
            if match is not None and match.entry.relation:
                return True
        kinds = {KIND_WORDS[w] for w in words if w in KIND_WORDS}
        if kinds and any(r.entity.kind in kinds and r.how in NAMING for r in self.phrases.one(filler)):
            return True
        if "$people" in words and any(r.how in {"people", "crowd"} for r in self.phrases.one(filler)):
            return True
        if "$hostile" in words and self.hostile(filler):
            return True
        return bool(self.phrase_words(filler) & words)

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

    def phrase_words(self, i: int, depth: int = 0) -> set[str]:
        """Lemmas of a phrase's head, its modifiers and its ``of``/``de`` chain."""
        token = self.sentence.tokens[i]
        words = {token.lemma.lower(), token.lower}
        name = self.phrases.at.get(i)
        for child in self.sentence.children(i):
            if name is not None and self.phrases.at.get(child.i) is name:
                continue  # "Conseil des droits de l'homme" speaks of no rights
            if child.dep in {"amod", "compound", "conj", "flat"} or (
                child.dep in {"nmod", "obl"} and child.case in {"of", "de"} and depth < 2
            ):
                words |= self.phrase_words(child.i, depth + 1)
        return words

    # -- slots --------------------------------------------------------------

    def fillers(self, i: int, slot: str, entry: Entry | None = None) -> list[int]:
        """Tokens that fill a slot of the predicate `i`: its own, then through wrongly attached prepositions."""
        own = self.frame(i)
        if slot == "comp":
            return own.complement
        if slot == "comp_subj":  # "veut que Berlin paie"
            return [f for clause in own.complement for f in self.frame(clause).slots.get("subj", [])]
        if slot in {"neg", "aux"}:
            return self._group(i, slot)
        if slot == "source":
            return self.sayer(i)
        if slot in own.slots:
            return own.slots[slot]
        if slot == "obj" and own.passive and self.sentence.tokens[i].dep in {"advcl", "dep"}:
            return self._inherited(i)  # "Summoned to the ministry, the ambassador …"
        if slot == "obj" and self.sentence.lang == "fr":
            partitive = self._partitive(own)
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
            return own.slots.get("auprès de", []) or self._through(own, slot, entry)
        if slot in {"subj", "obj", "poss", "comp", "to", "pred"} and own.pos == "verb" and slot != "to":
            return []
        return self._through(own, slot, entry)

    def _group(self, i: int, slot: str) -> list[int]:
        """The negations or auxiliaries of a verb: ``will never accept``."""
        kids = self.sentence.children(i)
        if slot == "aux":
            return [t.i for t in kids if t.dep.startswith("aux")]
        return [t.i for t in kids if t.dep == "neg" or t.lower in self.lexicon.negation | {"longer"}]

    def _through(self, own: Frame, slot: str, entry: Entry | None) -> list[int]:
        """A preposition may hang below the object, or below another argument that the entry names."""
        held_in = ["of", "de", "contre", "against"] if own.pos == "noun" else ["obj"]
        if own.pos == "verb" and slot in COMPANY:
            held_in += [s for s in own.slots if s not in {"subj", "obj", slot} | CIRCUMSTANCES]  # "au téléphone avec X"
        if entry is not None:
            held_in += [*entry.words[1:], *(s for s in entry.where if s not in {"subj", "comp", slot})]
        found: list[int] = []
        tops = [f for held in held_in for f in own.slots.get(held, [])]
        tops += own.complement if slot in PARTIES else []
        for f in tops:
            for node in self.sentence.subtree(f):
                token = self.sentence.tokens[node]
                if (
                    token.case == slot
                    and node > own.head
                    and node not in found
                    and token.dep.split(":")[0] in {"nmod", "obl"}
                    and not self._in_circumstance(node, f)
                    and not self._comes_from(token, own.head)
                ):
                    found.append(node)
        if not found:
            found = self._described(own, slot, held_in)
        if found:
            return found
        if own.pos == "noun":
            return self._stray_agent(own.head) if slot in {"by", "par"} else self._behind(own.head, slot)
        return []

    def _comes_from(self, token: Token, noun: int) -> bool:
        """``protest at the expulsion of Colombians from Venezuela``: said of them and of the expulsion, not of the protest."""
        mention = self.phrases.at.get(token.head)
        people = mention is not None and mention.role == "people"
        return people and token.case == "from" and self.sentence.tokens[token.head].head != noun

    def _described(self, own: Frame, slot: str, held_in: list[str]) -> list[int]:
        """``sanctions visant X``, ``une attaque menée contre X``: what a clause behind a noun says of the noun's act."""
        nouns = [own.head] if own.pos == "noun" else []
        nouns += [n for held in held_in for f in own.slots.get(held, []) for n in self.chain(f)]
        for noun in nouns:
            for clause in self.sentence.children(noun):
                if not clause.dep.startswith("acl") or not is_verb(clause):
                    continue
                told = self.frame(clause.i)
                if slot in AT and clause.lemma in self.lexicon.targeting and not told.passive:
                    return told.slots.get("obj", [])
                if slot in PARTIES and clause.lemma in JOINING and not told.passive:
                    return told.slots.get("obj", [])
                if own.pos == "noun" and told.passive and clause.lemma in self.lexicon.performing:
                    return told.slots.get(slot, [])
        return []

    def chain(self, noun: int) -> list[int]:
        """A noun and the nouns of its ``of``/``de`` chain: ``un train de mesures``."""
        inner = [t.i for t in self.sentence.children(noun) if t.case in OF and t.pos == "NOUN"]
        return [noun, *(n for f in inner for n in self.chain(f))]

    def _in_circumstance(self, node: int, top: int) -> bool:
        """``réfugiés depuis le début de l'invasion``: the invasion is no more than a time."""
        for above in self.sentence.ancestors(node):
            if above.i == top:
                return False
            if above.case in CIRCUMSTANCES:
                return True
        return False

    def _behind(self, noun: int, slot: str) -> list[int]:
        """A complement of a noun that stands behind it but hangs elsewhere, up to the next verb or stop."""
        verb = self.sentence.head(noun)
        if slot in {"between", "entre"} and is_verb(verb) and self.sentence.tokens[noun].dep.startswith("nsubj"):
            return self.frame(verb.i).slots.get(slot, [])  # "clashes broke out between"
        for token in self.sentence.tokens[noun + 1 : noun + 14]:
            if (
                is_verb(token)
                or token.text in {";", ":", "."}
                or token.lower in {"qui", "que", "dont", "which", "who", "that"}
            ):
                return []
            if token.case == slot and token.pos in {"NOUN", "PROPN", "PRON"} and not self._inside_noun(noun, token):
                return [] if self._comes_from(token, noun) else [token.i]
        return []

    def _inside_noun(self, noun: int, token: Token) -> bool:
        """The complement belongs to another noun between them that is not part of this one."""
        head = self.sentence.head(token.i)
        return (
            noun < head.i < token.i
            and head.case not in {"by", "par"}  # "strikes by Israeli aircraft on Hamas posts"
            and head.pos in {"NOUN"}
            and head.lemma not in TIMES
            and noun not in {a.i for a in self.sentence.ancestors(head.i)}
        )

    def _partitive(self, own: Frame) -> list[int]:
        """``accueille des réfugiés``: an object whose article was read as the preposition ``de``."""
        if own.pos != "verb" or own.passive:
            return []
        plural = [f for f in own.slots.get("de", []) if any(t.lower == "des" for t in self.sentence.children(f))]
        return [f for f in plural if f not in self.phrases.at and self.sentence.tokens[f].dep == "obl:arg"]

    def _same_case(self, f: int, slot: str) -> list[int]:
        """``le retrait des troupes du Mali``: a second ``de`` below the first."""
        below = [self.sentence.tokens[n] for n in self.sentence.subtree(f) if n > f]
        return [t.i for t in below if t.case == slot and t.i in self.phrases.at]

    def _stray_agent(self, noun: int) -> list[int]:
        """``by X`` behind a noun that the parser hung on a verb which is not passive."""
        for token in self.sentence.tokens[noun + 1 : noun + 12]:
            if (is_verb(token) and token.dep != "acl") or token.text == ",":
                return []
            if token.case in {"by", "par"}:
                return [] if self.frame(token.head).passive and token.head > noun else [token.i]
        return []

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
        own = self.frame(i)
        topic = self._topic(i)
        if topic is not None:
            return [topic]
        if own.slots.get("subj"):
            return own.slots["subj"]
        if own.passive and not self._shares_agent(i):
            return []
        return self._inherited(i)

    def _topic(self, i: int) -> int | None:
        """``Washington, dont les services …, a inculpé``: the name that opens the sentence, when the verb's own subject is lost."""
        tokens = self.sentence.tokens
        first = next((m for m in self.phrases.mentions if m.role != "demonym"), None)
        own = self.frame(i)
        if first is None or first.first > 1 or first.last + 2 >= len(tokens) or own.slots.get("subj") or own.passive:
            return None
        opens = tokens[first.last + 1].text == "," and tokens[first.last + 2].lower in OPENING_RELATIVES
        commas = [t.i for t in tokens[first.last + 2 : i] if t.text == ","]
        governed = tokens[i].dep in {"xcomp", "advcl", "acl:relcl", "ccomp"} or bool(tokens[i].case)
        return first.head if opens and commas and not governed else None

    def _shares_agent(self, i: int) -> bool:
        token = self.sentence.tokens[i]
        return token.dep == "conj" and self.frame(token.head).passive and bool(self.frame(token.head).slots.get("subj"))

    def _inherited(self, i: int) -> list[int]:
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
                return self.subject(sayer)
            if token.dep == "conj":
                if is_verb(head) or head.pos in {"ADJ", "NOUN"}:
                    if self.frame(head.i).passive and not self.frame(i).passive:
                        return self.frame(head.i).slots.get("obj", [])
                    return self.subject(head.i)
                return []
            if token.dep in {"xcomp", "ccomp", "advcl", "acl", "obl", "obl:mod"} and (
                is_verb(head) or head.pos in {"ADJ"}
            ):
                return self._controller(head.i, i)
            if token.dep in {"acl", "nmod", "ccomp", "xcomp"} and head.pos in {"NOUN", "PROPN"}:
                return (
                    [head.i]
                    if token.morph.get("VerbForm") in {"Ger", "Part"} and not token.case
                    else self._noun_holder(head)
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
        match = self.match(i)
        relation = self.context.ontology.relations.get(match.entry.relation or "") if match else None
        return relation is not None and relation.type in SPOKEN

    def _controller(self, governor: int, clause: int) -> list[int]:
        """Who does the act of a complement: as the governor's entry says, else the governor's subject."""
        match = self.match(governor)
        if (
            match
            and match.entry.control
            and clause in self.frame(governor).complement
            and match.entry.control != "subj"
        ):
            held = self.fillers(governor, match.entry.control, match.entry)
            if held:
                return held
        if self.frame(governor).passive:
            return self.frame(governor).slots.get("obj", []) or self._inherited(governor)
        return self.subject(governor)

    def _noun_holder(self, noun: Token) -> list[int]:
        """``its decision to expel``: who holds the noun, else the subject of the verb it depends on."""
        if self.phrases.owner(noun.i):
            return [noun.i]
        head = self.sentence.head(noun.i)
        return self.subject(head.i) if head.i != noun.i and is_verb(head) else []

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
            for f in self._noun_holder(self.sentence.head(i)):  # "a adopté une résolution condamnant"
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
            inner = [n for f in fillers if f in used and slot in OF for n in self._same_case(f, slot)]
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
