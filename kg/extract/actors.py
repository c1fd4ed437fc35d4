"""Who acts: the actors of a matched trigger, by its slots, by what governs it, and by where it happens.

It names no recipient, and gives nobody rather than a guess: where no way leads to an actor, the list is empty.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.context import Context
from kg.extract.frames import is_verb
from kg.extract.indirect import Indirect
from kg.extract.matching import Match
from kg.extract.owners import OF
from kg.extract.phrases import Phrases
from kg.extract.reader import Reader
from kg.extract.recall import VIOLENT, Recall
from kg.extract.refs import Ref
from kg.extract.status import ADVERBIAL_CASES
from kg.extract.tree import Token
from kg.model import Relation

EXPULSIONS = frozenset({"expelsAmbassadorOf", "expelsDiplomatsOf", "declaresPersonaNonGrata", "executes"})
"""Acts of the state in which those live whom they hit."""
AT_HOME = frozenset({"COERCE", "ACCUSE", "SUPPORT", "REJECT"})
"""What a passive without agent tells of the state in which it is done."""
SUMMONS = EXPULSIONS - {"executes"} | {"summonsAmbassadorOf"}
"""Acts of the state where an envoy serves."""
POSTED = frozenset({"in", "to", "at", "à", "en", "auprès de"})
"""Before where an envoy serves."""
MEANWHILE = frozenset({
    "en", "à", "lors de", "pendant", "durant", "après", "avant", "au cours de", "à l'issue de", "au terme de", "en marge de",
    "à l'occasion de", "during", "after", "before", "at", "in", "on", "following", "ahead of", "amid",
})  # fmt: skip
"""Before a visit or talks of whom the clause is about."""


class Actors:
    """Finds the actors of one sentence's acts."""

    def __init__(self, reader: Reader, phrases: Phrases, context: Context, recall: Recall, indirect: Indirect) -> None:
        self.reader = reader
        self.phrases = phrases
        self.context = context
        self.recall = recall
        self.indirect = indirect
        self.sentence = reader.sentence

    def of(self, i: int, match: Match) -> tuple[list[Ref], float]:
        """The actors of the act at `i`, and the weight of the way they were found (0 to 1)."""
        if match.entry.pos == "noun":
            return self.of_noun(i, match)
        if match.entry.actor == ("subj",):
            found, weight = self.reader.actors(i)
            if found:
                return found, weight
            found, _ = self._charged_by(i, match)
            found = found or self.indirect.holder(i)[0] or self.indirect.ordered(i) or self._at_home(i, match)
            found = found or self._doer(i, match)
            found = found or self._whose_people(i, match)
            found = found or self._sender(i, match) or self._behind(i, match)
            return (found, 0.7) if found else (self.recall.signatories(i, match), 0.6)
        for slot in match.entry.actor:
            if slot == "subj":
                found, weight = self.reader.actors(i)
                if found:
                    return found, weight
                continue
            fillers = self.reader.fillers(i, slot, match.entry)
            for f in fillers:
                refs = self.phrases.all(f, subject=True)
                if refs:
                    return refs, 1.0
        return self._at_home(i, match) if "subj" in match.entry.actor else [], 0.7

    def _behind(self, i: int, match: Match) -> list[Ref]:
        """``A strike blamed on Israel killed …``: who did the violence that the subject names."""
        if not self._is_violent(match) or self.reader.frame(i).passive:
            return []
        for f in self.reader.subject(i):
            deed = self.reader.match(f)
            if deed is not None and deed.entry.pos == "noun" and self._is_violent(deed):
                refs, _ = self.of_noun(f, deed)
                if refs:
                    return refs
        return []

    def _is_violent(self, match: Match) -> bool:
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        return relation is not None and relation.type in VIOLENT

    def _doer(self, i: int, match: Match) -> list[Ref]:
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        return self.indirect.doer(i, match, relation) if relation is not None else []

    def _sender(self, i: int, match: Match) -> list[Ref]:
        """``Russian oil supplied to Pakistan``, ``Mali's envoy was recalled``: whose the goods, the troops or the envoys are."""
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        own = self.reader.frame(i)
        if relation is None or not own.passive or own.slots.get("subj"):
            return []
        if relation.type not in {"AID", "COOPERATE", "MOBILIZE"} and relation.id != "recallsAmbassadorFrom":
            return []
        return [r for f in own.slots.get("obj", []) for r in self.phrases.owner(f) if f not in self.phrases.at]

    def _at_home(self, i: int, match: Match) -> list[Ref]:
        """``Two journalists were arrested in Minsk``, ``the raid was condemned in Oslo``: the state of the place acts."""
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        if (
            relation is None
            or (relation.type not in AT_HOME and relation.id not in EXPULSIONS | {"hosts"})
            or not self.reader.frame(i).passive
            or self.reader.frame(i).slots.get("subj")
            or (relation.type == "ACCUSE" and self.sentence.tokens[i].dep in {"acl", "amod"})
        ):
            return []
        if relation.id in SUMMONS:  # "China's ambassador to Canberra was summoned"
            posts = [t.i for f in self.reader.fillers(i, "obj") for t in self.sentence.children(f) if t.case in POSTED]
            hosts = [r for f in posts for r in self.phrases.one(f)]
            if hosts:
                return hosts
        for slot in ("in", "at", "à", "en", "dans", "near"):
            for f in self.reader.fillers(i, slot, match.entry):
                mention = self.phrases.at.get(f)
                if mention is not None and mention.entity.kind in {"State", "Place"}:
                    return self.phrases.one(f)
        return []

    def _whose_people(self, i: int, match: Match) -> list[Ref]:
        """``At least 50 protesters were detained``: their own state does it, when no word says that they are strangers."""
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        coercive = relation is not None and relation.type == "COERCE" and self.reader.frame(i).passive
        if not coercive or self.sentence.tokens[i].dep in {"acl", "amod"}:
            return []
        for f in self.reader.fillers(i, "obj"):
            if any(self.sentence.tokens[n].i in self.phrases.at for n in self.sentence.subtree(f)):
                continue
            for ref in self.phrases.all(f):
                nation = (ref.agent or ref.entity).parent
                crowd = ref.agent or ref.entity
                if nation is not None and nation.kind == "State" and crowd.minted:
                    if "people" in crowd.aliases:
                        crowd = self.context.crowds.get("protesters", crowd)  # "2,000 people were detained"
                    self.phrases.fixed[f] = [replace(ref, entity=crowd, how="crowd", agent=None)]
                    return [Ref(nation, *self.recall.span(i), "event")]
        return []

    def _charged_by(self, i: int, match: Match) -> tuple[list[Ref], float]:
        """``expelled three diplomats, suspected of spying``: who acts on the accused accuses them."""
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        token = self.sentence.tokens[i]
        if (
            relation is None
            or relation.type != "ACCUSE"
            or token.dep not in {"acl", "amod"}
            or not self.reader.frame(i).passive
        ):
            return [], 0.0
        verb = next((t for t in self.sentence.ancestors(i) if is_verb(t)), None)
        if verb is None:
            return [], 0.0
        if token.head in self.reader.subject(verb.i):
            return [], 0.0  # "Iran, accused of arming Russia, denied it": by others
        refs, weight = self.reader.actors(verb.i)
        return refs, weight * 0.85

    def of_noun(self, i: int, match: Match) -> tuple[list[Ref], float]:
        """Agent phrase, owner, copula subject; else the subject of the verb that announces or performs the noun."""
        for slot in match.entry.actor:
            if slot == match.entry.recipient[0] == "from":
                continue  # "the recall of Mali's envoy from Rome"
            if slot == "poss":
                refs = self._possessors(i)
                if refs:
                    return refs, 1.0
                continue
            for f in self.reader.fillers(i, slot, match.entry):
                refs = self.phrases.all(f, subject=True)
                if refs:
                    return refs, 1.0
        relation = self.context.ontology.relations.get(match.entry.relation or "")
        if relation is not None and relation.symmetric:  # "ont péri dans un affrontement avec X"
            refs = [r for f in self.indirect.sufferers(i) for r in self.phrases.all(f, subject=True)]
            if refs:
                return refs, 0.95
        for slot in ("between", "entre") if relation is not None and relation.symmetric else ():
            for f in self.reader.fillers(i, slot, match.entry):
                refs = self.phrases.all(f)
                if len(refs) > 1 and slot in match.entry.recipient:
                    return refs[:1], 1.0
        refs = self.indirect.blamed(i)
        if refs:
            return refs, 0.95
        refs = self._genitive(i, match)
        if refs:
            return refs, 0.95
        own = self.reader.frame(i)
        if own.slots.get("subj"):
            return self.phrases.all(own.slots["subj"][0], subject=True), 1.0
        return self._governing(i, match, relation)

    def _governing(self, i: int, match: Match, relation: Relation | None) -> tuple[list[Ref], float]:
        """The actor that the word above a noun has: ``annonce la livraison``, ``a mené des frappes``."""
        token, head = self.sentence.tokens[i], self.sentence.head(i)
        if head.lemma in self.reader.lexicon.quantities and head.i != i:
            token, head = head, self.sentence.head(head.i)
        if head.lemma in self.reader.lexicon.involvement and head.pos == "NOUN" and head.i != i:
            refs = self._possessors(head.i)
            if refs:
                return refs, 1.0
            above = self.sentence.head(head.i)
            return self.reader.actors(above.i) if is_verb(above) else ([], 0.0)
        decided = self.reader.match(head.i) if head.pos == "NOUN" and head.i != i else None
        if decided is not None and decided.entry.embeds and i in self.sentence.subtree(head.i):
            refs = self._possessors(head.i)  # "l'annonce par Berlin de la livraison"
            if refs:
                return refs, 0.95
        if (
            is_verb(head)
            and token.dep in {"obj", "obl", "obl:arg", "obl:mod", "nsubj:pass", "conj"}
            and token.case not in ADVERBIAL_CASES
            and self.supports(head.lemma, head.i)
        ):
            refs, weight = self.reader.actors(head.i)
            return refs, weight * 0.95
        with_whom = any(
            self.reader.frame(i).slots.get(s) for s in match.entry.recipient if s not in {"of", "de", "poss"}
        )
        occasion = relation is not None and relation.type == "CONSULT" and with_whom
        return self._visitor(token) if occasion else ([], 0.0)

    def _visitor(self, token: Token) -> tuple[list[Ref], float]:
        """``En visite à Hanoï, le président …``, ``… après un entretien avec X``: who does what the sentence tells."""
        head = self.sentence.head(token.i)
        while head.lemma in self.reader.lexicon.moments and head.pos == "NOUN" and head.head != head.i:
            token, head = head, self.sentence.head(head.i)
        aside = token.i > 1 and any(t.text == "," for t in self.sentence.tokens[head.i + 1 : token.i])
        if aside and not is_verb(head) and token.dep == "nmod" and token.case in {"en", "on"}:
            return self.phrases.all(head.i, subject=True), 0.85  # "le ministre danois, en visite à Rome, …"
        if not is_verb(head) or token.case not in MEANWHILE or token.dep.split(":")[0] not in {"obl", "advcl"}:
            return [], 0.0
        refs, weight = self.reader.actors(head.i)
        return refs, weight * 0.85

    def _genitive(self, i: int, match: Match) -> list[Ref]:
        """``l'attaque de la Russie contre l'Ukraine``: ``de X`` acts where another slot holds whom it hits."""
        others = [s for s in match.entry.recipient if s not in {"de", "of", "poss", "home", "parties"}]
        hit = [f for s in others for f in self.reader.fillers(i, s, match.entry) if self.phrases.all(f)]
        hit += self.indirect.sufferers(i)
        genitives = [f for s in ("de", "of") for f in self.reader.frame(i).slots.get(s, [])]
        for f in genitives if hit or not OF & set(match.entry.recipient) else []:
            refs = self.phrases.owner(f) if f in match.used else self.phrases.all(f, subject=True)
            refs = [r for r in refs if r.how != "people"]  # "the extradition of a banker to …"
            if refs and f not in hit:
                return refs
        return []

    def supports(self, lemma: str, i: int) -> bool:
        """A verb that performs or announces the act of its noun: ``launched an attack``."""
        lexicon = self.reader.lexicon
        if lemma in lexicon.performing or lemma in lexicon.announcing:
            return True
        match = self.reader.match(i)
        return bool(match and match.entry.embeds in {"planned"})

    def _possessors(self, i: int) -> list[Ref]:
        kids = self.sentence.children(i)
        refs = self.phrases.owners.agents(i, kids, frozenset()) or self.phrases.owners.adjectives(i, frozenset())
        if refs:
            return refs
        for t in kids:
            if self.phrases.owners.is_possessor(t):
                refs = self.phrases.pronouns.possessor(t, frozenset())
            elif t.dep == "compound" and not t.case:
                refs = self.phrases.owners.inner(t, frozenset())
            if refs:
                return refs
        return []
