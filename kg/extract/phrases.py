"""From a noun phrase to the actors it stands for: names, pronouns, descriptions, bodies, owners.

It decides who is meant, never what was done. Every way has a weight, which becomes part of the confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.composites import accredited, body_label
from kg.extract.context import Context, Seen
from kg.extract.crowds import LOCATIVES, collective, compound, led, people, scene
from kg.extract.frames import is_passive, next_agent
from kg.extract.incumbents import counterparts, officeholders, succession, two_persons
from kg.extract.mentions import PERSON_TITLES, Mention
from kg.extract.tree import Sentence, Token
from kg.lexicon import Body, Office
from kg.model import Entity

NOBODY: frozenset[str] = frozenset()
OF = frozenset({"of", "de"})
BY = frozenset({"by", "par"})
PLACED = frozenset({"at", "to", "in", "auprès de", "à", "en"})
WEIGHTS = {
    "name": 1.0,
    "body": 0.95,
    "office": 0.95,
    "crowd": 0.9,
    "people": 0.85,
    "description": 0.85,
    "pronoun": 0.8,
    "owner": 0.9,
    "thing": 0.9,
    "event": 0.7,
}
CONTRACTED = frozenset({"au", "aux", "du", "des"})
"""Prepositions with a definite article in them."""
PAIR_NOUNS = frozenset(
    {
        "pays",
        "partie",
        "camp",
        "voisin",
        "État",
        "état",
        "capitale",
        "side",
        "country",
        "nation",
        "government",
        "neighbour",
        "neighbor",
        "party",
        "rival",
        "foe",
        "power",
        "state",
        "capital",
        "gouvernement",
        "puissance",
    }
)
SEVERAL = {"three": 3, "four": 4, "five": 5, "trois": 3, "quatre": 4, "cinq": 5}
LIST_STEP = 3
"""Words from one name of a list to the next, at most."""
SINGLE_NOUNS = frozenset({"pays", "country", "nation", "state", "voisin", "neighbour", "neighbor"})


PARTIES = frozenset({"side", "party", "camp", "partie"})
SIDES = frozenset({"side", "capital", "leader", "camp", "capitale", "dirigeant"})
"""Words for a whole state: no part of one that another part could hit."""
COUNTRY = frozenset({"pays", "country"})
"""``the country``, ``le pays``: the state the article is about."""
NEIGHBOURS = frozenset({"voisin", "neighbour", "neighbor", "partenaire", "partner", "allié", "ally"})
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
QUANTITIES = frozenset(
    {
        "thousand",
        "dozen",
        "hundred",
        "score",
        "million",
        "tens",
        "millier",
        "centaine",
        "dizaine",
        "vingtaine",
        "majorité",
        "majority",
        "number",
        "nombre",
        "group",
        "groupe",
        "part",
        "partie",
        "most",
        "some",
        "plupart",
        "ensemble",
        "handful",
        "poignée",
    }
)


@dataclass(frozen=True, slots=True)
class Ref:
    """An actor as one phrase refers to it; offsets are into the cleaned paragraph."""

    entity: Entity
    start: int
    end: int
    text: str
    how: str
    agent: Entity | None = None
    agent_start: int = 0
    agent_end: int = 0

    @property
    def weight(self) -> float:
        return WEIGHTS[self.how]


class Phrases:
    """Resolves the noun phrases of one sentence."""

    def __init__(self, sentence: Sentence, number: int, mentions: list[Mention], context: Context) -> None:
        self.sentence = sentence
        self.number = number
        self.mentions = mentions
        self.context = context
        self.lexicon = context.lexicon
        self.at: dict[int, Mention] = {i: m for m in mentions for i in range(m.first, m.last + 1)}
        self.person_of: dict[int, Entity] = {}
        """Office noun → the person named beside it; filled by `kg.extract.roles`."""
        self.fixed: dict[int, list[Ref]] = {}
        """Readings already settled by a governing act: in "accuses it of …ing", who "it" is."""
        self._busy: set[int] = set()

    # -- one phrase ---------------------------------------------------------

    def all(self, i: int, exclude: frozenset[str] = NOBODY, *, subject: bool = False) -> list[Ref]:
        """Actors of a phrase and of everything coordinated with it."""
        found: list[Ref] = []
        for j in self.sentence.conjuncts(i):
            for ref in self.one(j, exclude, subject=subject):
                if all(ref.entity != other.entity for other in found):
                    found.append(ref)
        return found

    def one(self, i: int, exclude: frozenset[str] = NOBODY, *, subject: bool = False) -> list[Ref]:
        """Actors of the phrase headed by `i` alone, without coordination."""
        if i in self.fixed:
            return [r for r in self.fixed[i] if r.entity.id not in exclude]
        if i in self._busy:
            return []
        self._busy.add(i)
        try:
            return [r for r in self._one(i, exclude, subject) if r.entity.id not in exclude]
        finally:
            self._busy.discard(i)

    def _one(self, i: int, exclude: frozenset[str], subject: bool) -> list[Ref]:
        token = self.sentence.tokens[i]
        mention = self.at.get(i)
        if mention is not None and mention.role != "demonym":
            return [self.named(mention)]
        if mention is not None and token.pos in {"NOUN", "PROPN"} and token.dep != "amod":
            return [self.named(mention)]
        if token.pos == "PRON" or self.pronoun_kind(token):
            return self._pronoun(token, exclude)
        if token.lower in PERSON_TITLES:  # "M. Saïed": the name hangs on its title
            named = [self.at[t.i] for t in self.sentence.children(i) if t.i in self.at and t.i - i <= 2]
            return [self.named(m) for m in named[:1]]
        if token.lemma in QUANTITIES or token.pos == "NUM":
            inner = next((t for t in self.sentence.children(i) if t.case in OF), None)
            if inner is not None:
                return self._one(inner.i, exclude, subject)
        refs = people(self, token, exclude, subject=subject) if compound(self, token) else []
        refs = refs or led(self, token, exclude, subject=subject)
        if refs:
            return refs  # "opposition leaders" are no leaders of their state
        for way in (
            self._several,
            self._neighbour,
            self._two,
            self._person_office,
            self._counterpart,
            self._described,
            self._body,
        ):
            refs = way(token, exclude)
            if refs:
                return refs
        refs = self._home_of_speaker(token, exclude)
        refs = refs or people(self, token, exclude, subject=subject) or collective(self, token, exclude)
        if refs:
            return refs
        beside = self.at.get(token.head) if token.dep == "appos" else None
        if beside is not None and beside.entity.kind in {"Group", "Organisation"}:
            return [self.named(beside)]  # "M23, an armed group backed by …"
        if token.lemma in self.lexicon.pastimes and token.lemma not in self.lexicon.nouns:
            return []  # "the Nigerian striker", "a Swedish film" stand for no state
        owners = self.owner(i, exclude, possessive=token.lemma not in RIVALS | NEIGHBOURS)
        how = "thing" if token.lemma in self.lexicon.things else "owner"
        return [
            replace(self.phrase_ref(token, r.entity, how), agent=r.agent if r.how != "owner" else None) for r in owners
        ]

    def named_by_noun(self, token: Token) -> list[Ref]:
        """Bodies, crowds and descriptions: common nouns that name an actor as a name does."""
        sort = self.lexicon.people.get(token.lemma)
        if sort is not None and not sort.private:
            return people(self, token, NOBODY, subject=True)
        if token.lemma in self.lexicon.body_heads:
            return self._body(token, NOBODY)
        return self._described(token, NOBODY)

    # -- ways ---------------------------------------------------------------

    def named(self, mention: Mention) -> Ref:
        minority = self._minority(mention)
        if minority is not None:
            return minority
        return Ref(mention.entity, mention.start, mention.end, mention.text, "name")

    def _minority(self, mention: Mention) -> Ref | None:
        """``ethnic Albanians``, ``Croatian Serbs``: a people inside another state, which is not the state of its name."""
        before = self.sentence.tokens[mention.first - 1] if mention.first > 0 else None
        if before is None or mention.entity.kind != "State" or mention.role not in {"people", "demonym"}:
            return None
        other = self.at.get(before.i)
        within = other is not None and other.entity.kind == "State" and other.entity != mention.entity
        if not (
            before.lower == "ethnic" or (within and mention.text.endswith("s") and before.dep in {"amod", "compound"})
        ):
            return None
        nation = other.entity if other is not None and within else scene(self)
        label = f"{before.text if within else 'ethnic'} {mention.text}"
        entity = self.context.mint("Group", {"en": label, "fr": f"{mention.text} ({before.text})"}, parent=nation)
        return Ref(entity, before.start, mention.end, label, "crowd")

    def phrase_ref(self, token: Token, entity: Entity, how: str, agent: Entity | None = None) -> Ref:
        first, last = self.sentence.phrase(token.i)
        while first < token.i and self.sentence.tokens[first].pos in {"ADP", "PUNCT"}:
            first += 1
        start, end = self.sentence.span(first, last)
        return Ref(entity, start, end, self.sentence.words(first, last), how, agent, start, end)

    def _pronoun(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        if token.morph.get("PronType") == "Rel" or token.dep.endswith("relcl"):
            return self._relative(token, exclude)
        kind = self.pronoun_kind(token)
        if not kind:
            return []
        if kind == "speaker":
            return self._first_person(token, exclude)
        if kind in {"both", "plural"} or kind.endswith("_plural"):
            pair = self._pair(token, exclude, kind)
            if pair:
                return pair
            if kind == "both":
                return []
        object_ = token.dep in {"obj", "iobj"}
        entity = self.context.antecedent(kind, self.number, token.i, exclude, object_=object_)
        return [Ref(entity, token.start, token.end, token.text, "pronoun")] if entity else []

    def _first_person(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``we``, ``notre``: whoever is quoted here, else who was quoted last."""
        entity = self.speaker() or self.context.speaker
        if entity is None or entity.id in exclude:
            return []
        return [Ref(entity, token.start, token.end, token.text, "pronoun")]

    def _home_of_speaker(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``notre pays``, ``our country``: the state of whoever speaks."""
        kids = self.sentence.children(token.i)
        if token.lemma not in SINGLE_NOUNS or not any(self.pronoun_kind(t) == "poss_speaker" for t in kids):
            return []
        speaker = self.speaker() or self.context.speaker
        state = self.context.acts_for(speaker) if speaker is not None and speaker.kind == "Person" else speaker
        return [self.phrase_ref(token, state, "description")] if state is not None and state.id not in exclude else []

    def speaker(self) -> Entity | None:
        """The subject of the verb of saying beside a quotation."""
        if '"' not in self.sentence.text:
            return None
        for verb in self.sentence:
            if verb.pos != "VERB" or verb.lemma not in self.lexicon.reporting | self.lexicon.announcing:
                continue
            for subject in self.sentence.children(verb.i):
                if subject.dep in {"nsubj", "nsubj:pass"} and self.pronoun_kind(subject) != "speaker":
                    refs = self.one(subject.i)
                    if refs:
                        return refs[0].entity
        return None

    def pronoun_kind(self, token: Token) -> str:
        """The pronoun class of a token, alone or with the word before it (``cette dernière``, ``the latter``)."""
        pronouns = self.lexicon.pronouns
        behind = self.sentence.tokens[token.i + 1 : token.i + 3]
        if len(behind) == 2 and behind[0].text == "-" and (joined := f"{token.lower}-{behind[1].lower}") in pronouns:
            return pronouns[joined]  # "Celle-ci" in three pieces
        if token.i > 0:
            both = f"{self.sentence.tokens[token.i - 1].lower} {token.lower}"
            if both in pronouns:
                return pronouns[both]
        return pronouns.get(token.lower, "")

    def _pair(self, token: Token, exclude: frozenset[str], kind: str) -> list[Ref]:
        """``they``/``ils``: the coordinated subject of the sentence before, when there was one."""
        if kind != "both":
            before = [
                s for s in self.context.before(self.number, token.i, 1) if s.subject and s.entity.id not in exclude
            ]
            here = {s.entity for s in before if s.sentence == self.number}
            if len(here) == 1 and next(iter(here)).kind == "Group":
                return []  # "the rebels crossed the river, where they …"
            entities = next(
                (
                    [left.entity, right.entity]
                    for right, left in pairwise(before)
                    if left.sentence == right.sentence
                    and right.token - left.token <= LIST_STEP + 1
                    and left.entity != right.entity
                ),
                [],
            )
        else:
            entities = self._both(token, exclude)
        return [Ref(e, token.start, token.end, token.text, "pronoun") for e in entities] if len(entities) == 2 else []

    def _both(self, token: Token, exclude: frozenset[str]) -> list[Entity]:
        """Whom "both sides" means: the two named in the sentence, those of the last hostile act, or the two named most."""
        sides = {"State", "Organisation", "Group"}
        here = dict.fromkeys(s.entity for s in self.context.before(self.number, token.i, 0) if s.entity.kind in sides)
        if len(here) == 2 and not any(e.id in exclude for e in here):
            return list(here)[::-1]
        rivals = [e for e in self.context.rivals(self.number) if e.id not in exclude]
        return rivals if len(rivals) == 2 else self.context.parties(self.number, token.i, exclude, False)

    def _relative(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        for ancestor in self.sentence.ancestors(token.i):
            if ancestor.dep in {"acl:relcl", "acl"}:
                return self.all(ancestor.head, exclude)
        return []

    def _two(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        return two_persons(self, token, exclude) or succession(self, token, exclude)

    def _person_office(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        if not self.office_words(token) & self.lexicon.office_heads:
            return []
        person = self.person_of.get(token.i)
        if person is not None:
            return [self.phrase_ref(token, person, "office")]
        office = self.office(token)
        if office is None or not office.acts:
            return []
        return officeholders(self, token, office, exclude)

    def bare_definite(self, token: Token, own: str = "") -> bool:
        """``the army``, ``le président``: definite, and nobody else's; `own` are words that belong to the title."""
        kids = self.sentence.children(token.i)
        articles = {"the", "le", "la", "l'", "les"}
        definite = any(
            t.lower in (articles if t.dep == "det" else CONTRACTED) for t in kids if t.dep in {"det", "case"}
        )
        if any(t.lower in {"other", "autre", "autres"} for t in kids):
            return False
        return definite and not any(
            t.dep in {"nmod", "nmod:poss"} and (t.case in OF or t.dep == "nmod:poss") and t.lower not in own
            for t in kids
        )

    def _counterpart(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        return counterparts(self, token, exclude) if token.lemma in self.lexicon.counterpart else []

    def _neighbour(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``son voisin``, ``its ally``: the last other state, unless an adjective says which."""
        if token.lemma in RIVALS:
            return []
        if self.plural(token) or token.lemma not in NEIGHBOURS or self._adjectives(token.i, exclude):
            return []
        kids = self.sentence.children(token.i)
        holder = next((t for t in kids if self.pronoun_kind(t).startswith("poss")), None)
        if holder is None or self.at.get(token.i - 1) is not None:
            return []
        whose = {r.entity.id for r in self.possessor(holder, frozenset())}
        states = self.context.recent(frozenset({"State"}), self.number, token.i, 4)
        topic = self.context.topic(self.number)
        other = [e for e in (*states, *([topic] if topic else [])) if e.id not in whose | exclude]
        return [self.phrase_ref(token, other[-1], "description")] if whose and other else []

    def plural(self, token: Token) -> bool:
        return (token.text != token.lemma and self.sentence.lang == "en") or token.morph.get("Number") == "Plur"

    def _several(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``the three countries``, ``les quatre gouvernements``: the row of states named last, if it has as many."""
        count = next((SEVERAL[t.lower] for t in self.sentence.children(token.i) if t.lower in SEVERAL), 0)
        if not count or token.lemma not in PAIR_NOUNS or not self.bare_definite(token):
            return []
        row = next((r for r in self._rows(token, exclude) if len(r) == count), [])
        return [self.phrase_ref(token, e, "description") for e in row]

    def _rows(self, token: Token, exclude: frozenset[str]) -> Iterator[list[Entity]]:
        """The states of each sentence before a word, nearest first, and those of each list in it."""
        sentences: dict[int, list[Seen]] = {}
        for seen in self.context.before(self.number, token.i):
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

    def _described(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``the alliance``, ``le royaume``, ``les deux pays``, ``this country``."""
        sentence = self.sentence
        kids = sentence.children(token.i)
        numerals = {t.lower for t in kids if t.dep in {"nummod", "amod", "det"}}
        sided = token.lemma in PAIR_NOUNS or token.lemma in self.lexicon.body_heads | self.lexicon.office_heads
        each = bool(numerals & {"each", "chaque"}) and token.lemma in PARTIES
        paired = each or bool(numerals & {"deux", "two", "both"}) or (token.lemma in NEIGHBOURS and self.plural(token))
        if paired and (sided or token.lemma in NEIGHBOURS):
            if self.owner(token.i, exclude):
                return []
            sides = token.lemma in PARTIES
            named = token.lemma in SINGLE_NOUNS or token.lemma == "capitale"
            entities = (
                self._both(token, exclude) if sides else self.context.parties(self.number, token.i, exclude, named)
            )
            return [self.phrase_ref(token, e, "description") for e in entities] if len(entities) == 2 else []
        definite = any(
            t.dep in {"det", "nmod:poss"} and t.lower in {"the", "le", "la", "l'", "les", "this", "ce", "cette", "cet"}
            for t in kids
        )
        if not definite:
            bare = (
                sentence.lang == "en"
                and token.lemma in SINGLE_NOUNS
                and not token.case
                and not kids
                and token.text == token.lemma
            )
            states = (
                [e for e in self.context.recent(frozenset({"State"}), self.number, token.i, 3) if e.id not in exclude]
                if bare
                else []
            )
            return [self.phrase_ref(token, states[-1], "description")] if states else []
        first, last = sentence.phrase(token.i)
        table = self.context.index.definite(sentence.lang)
        for a in range(first, token.i + 1):
            for b in range(last, token.i - 1, -1):
                for text in (sentence.words(a, b).lower(), token.lemma if a == b == token.i else ""):
                    if text in table:
                        entity = self._recall(table[text], exclude, token)
                        if entity is not None:
                            return [self.phrase_ref(token, entity, "description")]
        if token.lemma in {"pays", "country"} and self.bare_definite(token) and not kids[1:]:
            told = [
                s.entity for s in self.context.before(self.number, token.i, 1) if s.subject and s.entity.kind == "State"
            ]
            return [self.phrase_ref(token, e, "description") for e in told[:1] if e.id not in exclude]
        if token.lemma in SINGLE_NOUNS and any(t.lower in {"ce", "this", "that"} for t in kids):
            states = self.context.recent(frozenset({"State"}), self.number, token.i, 1, exclude)
            return [self.phrase_ref(token, e, "description") for e in states]
        if token.lemma in COUNTRY and not self.plural(token) and len(kids) - len(numerals & {"the", "le"}) <= 1:
            opens = token.i <= 1  # names behind it cannot be what it means
            topic = self.context.topic(self.number - opens, exclude)
            return [self.phrase_ref(token, topic, "description")] if topic is not None else []
        return self._short_name(token, exclude)

    def _short_name(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``le Conseil``, ``the Court``: the head of a longer name that the article has given."""
        if token.i == 0 or not token.text[0].isupper() or token.i in self.at or token.text.isupper():
            return []
        for seen in self.context.before(self.number, token.i, memory=99):
            words = seen.entity.labels[self.sentence.lang].split()
            short = words[0] if self.sentence.lang == "fr" else words[-1]
            if (
                len(words) > 1
                and short == token.text
                and seen.entity.kind in {"Organisation", "Body"}
                and seen.entity.id not in exclude
            ):
                return [self.phrase_ref(token, seen.entity, "description")]
        return []

    def _recall(self, slugs: Iterable[str], exclude: frozenset[str], token: Token) -> Entity | None:
        """A description stands for what the article has named; for nothing when it named none of them."""
        wanted = set(slugs)
        for seen in self.context.before(self.number, token.i, memory=99):
            if seen.entity.id in wanted and seen.entity.id not in exclude:
                return seen.entity
        return None

    def _body(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        body = self.body(token)
        if body is None:
            return []
        owners = self.owner(token.i, exclude, agents=False) or self._seat(token, exclude)
        if not owners:
            owners = self._unowned(token, exclude)
        refs = []
        for owner in owners:
            state = owner.entity if owner.entity.kind != "Person" else self.context.acts_for(owner.entity)
            if state is None:
                refs.append(self.phrase_ref(token, owner.entity, "owner"))  # "forces loyal to" a warlord
                continue
            if state.kind == "Body" and state.parent is not None:
                state = state.parent
            entity = self._composite(body, state, self._accredited(token, state) if body.to else None)
            refs.append(
                self.phrase_ref(token, state, "body", entity) if body.people else self.phrase_ref(token, entity, "body")
            )
        return refs or self._of_unknown(token, body)

    def _of_unknown(self, token: Token, body: Body) -> list[Ref]:
        """``the government of Sindh``: a body of a place that the gazetteer does not know, with nobody above it."""
        place = next((t for t in self.sentence.children(token.i) if t.case in OF and t.pos == "PROPN"), None)
        if place is None or place.i in self.at or body.abroad:
            return []
        words = {"en": f"{place.text} {token.lemma}", "fr": f"{token.lemma} ({place.text})"}
        return [self.phrase_ref(token, self.context.mint("Organisation", words), "body")]

    def _unowned(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``police``, ``four soldiers``, ``the army``: those of the place, else of the state the article is about.

        Without an article only where there is a single state to think of.
        """
        kids = self.sentence.children(token.i)
        body = self.body(token)
        if (
            body is None
            or body.abroad
            or any(self._is_possessor(t) for t in kids)
            or (self.sentence.lang == "fr" and not self.bare_definite(token))
        ):
            return []
        opening = self.at_opening(token)
        if opening is not None and opening.id not in exclude:
            return [Ref(opening, 0, 0, "", "description")]
        here = scene(self)
        if token.lemma in SIDES:
            return self.home(exclude) if self.bare_definite(token) else []
        if self.bare_definite(token):
            return self.home() or ([Ref(here, 0, 0, "", "description")] if here else [])
        if here is None:
            named = {s.entity for s in self.context.history} | {m.entity for m in self.mentions}
            states = {e if e.kind == "State" else self.context.acts_for(e) or e.parent for e in named}
            states = {e for e in states if e is not None and e.kind == "State"}
            here = next(iter(states)) if len(states) == 1 else self._acting_state(token)
        singular = any(t.lower in {"a", "an", "no", "any"} for t in kids) and not self.plural(token)
        return [Ref(here, 0, 0, "", "description")] if here is not None and not singular else []

    def _acting_state(self, token: Token) -> Entity | None:
        """``Hungary sealed its border and police arrested …``: the state of the subject before, if it is the topic, too."""
        if token.dep not in {"nsubj", "nsubj:pass"}:
            return None
        subjects = [s.entity for s in self.context.before(self.number, token.i, 1) if s.subject]
        state = next((e if e.kind == "State" else self.context.acts_for(e) or e.parent for e in subjects), None)
        return state if state is not None and state == self.context.topic(self.number) else None

    def _seat(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        """``police in Minsk``, ``the junta in Bamako``: the state of the place right behind the body."""
        refs: list[Ref] = []
        if any(t.i in self.at and not t.case for t in self.sentence.children(token.i)):
            return refs  # "a meeting of Caribbean leaders in Nassau"
        below = [
            t for t in self.sentence.subtree_tokens(token.i) if 0 < t.i - token.i <= 4
        ]  # "la junte au pouvoir à Niamey"
        for t in below:
            mention = self.at.get(t.i) if t.case in LOCATIVES | {"from"} else None
            if mention is None or mention.entity.id in exclude:
                continue
            state = mention.entity.parent if mention.entity.kind == "Place" else mention.entity
            if state is not None and state.kind == "State":
                refs.append(replace(self.named(mention), entity=state))
        return refs

    def _composite(self, body: Body, owner: Entity, to: Entity | None) -> Entity:
        labels = {}
        for lang, lexicon in self.context.labels.items():
            template = lexicon.body_labels.get(body.id, body.label)
            labels[lang] = body_label(
                template, owner, self.context.demonyms(owner, lang), self.context.gender(owner), lang
            )
            if to is not None:
                labels[lang] += f" {accredited(to, self.context.gender(to), lang)}"
        return self.context.mint("Body", labels, parent=owner)

    def _accredited(self, token: Token, owner: Entity) -> Entity | None:
        """Where a mission or embassy is accredited: the next name after ``to``/``auprès de`` close behind it."""
        for other in self.sentence.tokens[token.i + 1 : token.i + 8]:
            if other.text in {",", "."} or other.case in BY:
                break
            if other.case in {"auprès de", "to", "at"}:
                refs = self.one(other.i)
                if refs and refs[0].entity != owner:
                    return refs[0].entity
        refs = [
            r
            for t in self.sentence.children(token.i)
            if t.case in PLACED and not t.dep.startswith("acl")
            for r in self.one(t.i)
        ]
        return next((r.entity for r in refs if r.entity != owner), None)

    # -- offices, bodies, owners -------------------------------------------

    @staticmethod
    def office_words(token: Token) -> frozenset[str]:
        """The forms of a noun that may be an office: as written, its lemma, and without ``ex-``."""
        return frozenset(w.removeprefix("ex-") for w in (token.lemma, token.lower, token.lemma.lower()))

    def office(self, token: Token) -> Office | None:
        """The office that a noun and the words around it mean; the most specific first."""
        words = self._phrase_words(token)
        return next(
            (
                o
                for o in self.lexicon.offices
                if self.office_words(token) & o.heads and (not o.words or self._has(o.words, words))
            ),
            None,
        )

    def body(self, token: Token) -> Body | None:
        words = self._phrase_words(token)
        fits = [b for b in self.lexicon.bodies if (token.lemma in b.heads or token.lower in b.heads)]
        with_words = [b for b in fits if b.words and self._has(b.words, words)]
        return next(iter(with_words or [b for b in fits if not b.words]), None)

    @staticmethod
    def _has(wanted: frozenset[str], words: str) -> bool:
        return any(f" {w} " in words for w in wanted)

    def _phrase_words(self, token: Token) -> str:
        first, last = self.sentence.phrase(token.i)
        first, last = max(first, token.i - 6), min(last, token.i + 8)
        inside = self.sentence.tokens[first : last + 1]
        words = " ".join(t.lower for t in inside) + " " + " ".join(t.lemma.lower() for t in inside)
        return f" {words} ".replace(" ex-", " ex ")

    def at_opening(self, token: Token) -> Entity | None:
        """``In Kyiv, the ministry``: the state of the place that opens the sentence before a body that nobody owns."""
        first = next((m for m in self.mentions if m.role != "demonym"), None)
        if first is None or first.first > 2 or first.head >= token.i or first.last + 1 >= len(self.sentence):
            return None
        entity = first.entity
        opens = self.sentence.tokens[first.head].case in LOCATIVES and self.sentence.tokens[first.last + 1].text == ","
        state = entity.parent if entity.kind == "Place" else entity
        return state if opens and state is not None and state.kind == "State" else None

    def home(self, exclude: frozenset[str] = NOBODY) -> list[Ref]:
        """The state the article is about, for ``le président``, ``the army``: the state named most."""
        entity = self.context.topic(self.number)
        if entity is None:  # nothing named yet but by its people: "Lebanese teachers … the government"
            entity = next((m.entity for m in self.mentions if m.entity.kind == "State"), None)
        return [Ref(entity, 0, 0, "", "description")] if entity and entity.id not in exclude else []

    def owner(
        self, i: int, exclude: frozenset[str] = NOBODY, *, possessive: bool = True, agents: bool = True
    ) -> list[Ref]:
        """Whose a noun phrase is: agent, adjective of nationality, possessor, then the ``de``/``of`` chain."""
        kids = self.sentence.children(i)
        ways: list[list[Ref]] = [self._agents(i, kids, exclude) if agents else []]
        if self.sentence.tokens[i].lemma in {"ruler", "fighter", "leader", "militia"}:  # "Kabul's Taliban rulers"
            inner = [r for t in kids if t.dep == "compound" for r in self._inner(t, exclude)]
            ways.append([r for r in inner if r.entity.kind == "Group"])
        ways.append(self._adjectives(i, exclude))
        ways.append(self._whose(i, exclude))
        if possessive:
            ways.append([r for t in kids if self._is_possessor(t) for r in self.possessor(t, exclude)])
        ways.append(
            [
                r
                for t in kids
                if t.dep in {"compound", "nmod", "appos", "flat:name", "flat"} and not t.case
                for r in self._inner(t, exclude)
            ]
        )
        ways.append([r for t in kids if self._is_crowd_modifier(t) for r in people(self, t, exclude, subject=True)])
        for refs in ways:
            kept = [r for r in refs if r.entity.id not in exclude]
            if kept:
                return kept
        if possessive and exclude and any(self.pronoun_kind(t).startswith("poss") for t in kids):
            return []  # "its troops": they are the excluded one's, and nobody else's further down
        tied = [t for c in kids if c.lemma in self.lexicon.affiliation for t in self.sentence.subtree_tokens(c.i)]
        for t in tied:
            named = self.at.get(t.i)
            refs = [self.named(named)] if named is not None and named.entity.id not in exclude else []
            if refs:
                return refs
        chain = [
            t
            for t in kids
            if t.dep in {"nmod", "obl", "obl:arg", "obl:mod"}
            and (t.case in OF or t.case.startswith(("de ", "of ")) or (t.case == "from" and self._comes_from(i)))
        ]
        for t in chain:
            for j in self.sentence.conjuncts(t.i):
                refs = self.one(j, exclude)
                if refs:
                    more = [r for k in self.sentence.conjuncts(t.i) if k != j for r in self.one(k, exclude)]
                    return refs + [r for r in more if r.entity not in [x.entity for x in refs]]
        return []

    def _comes_from(self, i: int) -> bool:
        """``teams from Mexico``: people that do something come from whom they act for."""
        token = self.sentence.tokens[i]
        known = token.lemma in self.lexicon.people or token.lemma in self.lexicon.body_heads or token.lemma == "team"
        return known and token.dep in {"nsubj", "nsubj:pass", "obl:agent"}

    def _is_crowd_modifier(self, token: Token) -> bool:
        """``rebel leaders``, ``separatist positions``."""
        sort = self.lexicon.people.get(token.lower) or self.lexicon.people.get(token.lemma)
        if sort is None or sort.private or token.i in self.at or token.dep not in {"compound", "amod"}:
            return False
        return self.sentence.head(token.i).lemma not in self.lexicon.things  # "fighter jets" are no fighters

    def _agents(self, i: int, kids: list[Token], exclude: frozenset[str]) -> list[Ref]:
        """``par X``, ``by X``, or the agent of a participle: ``exactions commises par X``."""
        agents = [t for t in kids if t.case in BY and t.dep in {"nmod", "obl:agent", "obl"}]
        person = self.sentence.tokens[i].lemma in self.lexicon.people  # "migrants rescued by X" are not X's
        for clause in [] if person else kids:
            agent = (
                next_agent(self.sentence, clause.i)
                if clause.dep == "acl" and is_passive(self.sentence, clause.i)
                else None
            )
            if agent is not None:
                agents.append(self.sentence.tokens[agent])
        return [r for t in agents for r in self.all(t.i, exclude)]

    def _adjectives(self, i: int, exclude: frozenset[str]) -> list[Ref]:
        refs: list[Ref] = []
        flagged = [
            t.i
            for c in self.sentence.children(i)
            if c.lemma in self.lexicon.nationality
            for t in self.sentence.children(c.i)
        ]
        for j in flagged:
            mention = self.at.get(j)
            if mention is not None and mention.role in {"demonym", "people", "label", "alias", "acronym"}:
                refs.append(Ref(mention.entity, mention.start, mention.end, mention.text, "owner"))
        for child in self.sentence.children(i):
            for j in self.sentence.conjuncts(child.i) if child.dep in {"amod", "compound"} else [child.i]:
                mention = self.at.get(j)
                if (
                    mention is not None
                    and (mention.role in {"demonym", "people"} or mention.entity.kind == "State")
                    and self.sentence.tokens[j].dep in {"amod", "compound", "conj", "nmod", "acl", "flat", "appos"}
                    and not self.sentence.tokens[j].case
                ):
                    refs.append(Ref(mention.entity, mention.start, mention.end, mention.text, "owner"))
        if not refs:  # the parser hung the adjective elsewhere: take the one that touches the noun
            side = i + 1 if self.sentence.lang == "fr" else i - 1
            mention = self.at.get(side)
            if mention is not None and mention.role == "demonym":
                refs.append(Ref(mention.entity, mention.start, mention.end, mention.text, "owner"))
        return [r for r in refs if r.entity.id not in exclude]

    def _whose(self, i: int, exclude: frozenset[str]) -> list[Ref]:
        """``Israël, dont le gouvernement espère``: the name right before ``dont`` owns the noun right behind it."""
        tokens = self.sentence.tokens
        j = i - 1
        while j >= 0 and tokens[j].pos in {"DET", "ADJ"}:
            j -= 1
        if j < 1 or tokens[j].lower != "dont":
            return []
        before = j - 2 if tokens[j - 1].text == "," else j - 1
        mention = self.at.get(before)
        return [r for r in [self.named(mention)] if r.entity.id not in exclude] if mention is not None else []

    def _is_possessor(self, token: Token) -> bool:
        return token.dep == "nmod:poss" or (
            token.dep == "det" and self.lexicon.pronouns.get(token.lower, "").startswith("poss")
        )

    def possessor(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        if token.lower == "whose":
            return self._relative(token, exclude)
        kind = self.lexicon.pronouns.get(token.lower)
        if kind is None or token.i in self.fixed:
            return self.all(token.i, exclude)
        if kind == "poss_speaker":
            return self._first_person(token, exclude)
        if kind.endswith("plural"):
            pair = self._pair(token, exclude, kind)
            if pair:
                return pair
        entity = self.context.antecedent(
            kind if kind.startswith("poss") else "poss_" + kind, self.number, token.i, exclude
        )
        return [Ref(entity, token.start, token.end, token.text, "pronoun")] if entity else []

    def _inner(self, token: Token, exclude: frozenset[str]) -> list[Ref]:
        mention = self.at.get(token.i)
        if mention is None:
            return []
        return [r for r in [self.named(mention)] if r.entity.id not in exclude]
