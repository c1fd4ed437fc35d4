"""One sentence from tree to statements: names, offices, acts, then dates and offsets into the article.

Order matters: names before offices, offices before acts, so that "the minister" already acts for a state.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from kg.actors import NameMatch
from kg.dates import DateMention, resolve
from kg.extract.acts import Acts
from kg.extract.annotate import NameSpan
from kg.extract.candidates import Candidate
from kg.extract.clean import Paragraph
from kg.extract.clues import Place, TriggerClues, clues_of
from kg.extract.context import Act, Context, Link, Seen
from kg.extract.control import mend_control
from kg.extract.frames import SUBJECTS
from kg.extract.homographs import mend_homographs
from kg.extract.inversion import mend_inversion
from kg.extract.links import references
from kg.extract.lists import mend_lists, mend_names
from kg.extract.mentions import Mention, find_mentions
from kg.extract.open import open_candidates
from kg.extract.phrases import Phrases
from kg.extract.reader import Reader
from kg.extract.refs import Ref
from kg.extract.roles import Role, find_roles
from kg.extract.settle import Draft
from kg.extract.sides import Side
from kg.extract.tree import Sentence, Token
from kg.model import FACT_TYPES, Article, Entity, Field, Reference, Statement

LOCATIVES = frozenset({"in", "at", "à", "en", "dans", "near"})
TITLE_WEIGHT = 0.8
ROLE_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class SentenceWork:
    """A sentence with where it comes from."""

    article: Article
    field: Field
    paragraph: Paragraph
    sentence: Sentence
    number: int
    matches: list[NameMatch]
    names: list[NameSpan]

    def reference(self, entity: Entity, start: int, end: int) -> Reference:
        """An entity at a stretch of the cleaned paragraph, in the article's own offsets."""
        a, b = self.paragraph.origin(start, end)
        given = self.article.title if self.field == "title" else self.article.text
        return Reference(entity, given[a:b], a, b)


def read_sentence(work: SentenceWork, context: Context) -> Iterator[Draft]:
    """All statements of one sentence, acts with clues to how likely they are; the context learns its names and acts."""
    sentence = work.sentence
    mend_homographs(sentence, context.lexicon, _named(work))
    mend_inversion(sentence, context.lexicon)
    mend_control(sentence, context.lexicon)
    context.trace.note(f"\n“{sentence.text}”")
    mentions = find_mentions(sentence, work.matches, work.names, context)
    mend_names(sentence, mentions)
    mend_lists(sentence, mentions)
    phrases = Phrases(sentence, work.number, mentions, context)
    for mention in mentions:
        context.trace.note(f"  name: {mention.text} → {mention.entity.label} ({mention.entity.kind}, {mention.role})")
        if mention.role != "demonym":
            head = sentence.tokens[mention.head]
            located = head.case in LOCATIVES and mention.entity.kind in {"State", "Place"}
            insort(
                context.history,
                Seen(
                    mention.entity,
                    work.number,
                    mention.head,
                    _is_subject(sentence, mention),
                    located,
                    _gender(sentence, mention),
                ),
                key=_place,
            )
    roles = find_roles(phrases)
    _remember_nouns(phrases, work, context)
    for role in roles:
        office = _role_statement(work, role, context)
        yield Draft(lambda s=office: s, None)  # type: ignore[misc]
    reader = Reader(sentence, phrases, context)
    acts = Acts(reader, phrases, context)
    candidates = [] if context.pastime else _best(list(acts.candidates()))
    _remember_subjects(reader, phrases, work, context)
    context.speaker = phrases.pronouns.speaker() or context.speaker
    if context.links is not None:
        context.links += _links(work, reader, phrases)
    for candidate in candidates:
        context.acts.append(
            Act(
                work.number,
                candidate.relation,
                candidate.subject.entity,
                candidate.object.entity if candidate.object else None,
                _voucher(candidate, context),
            )
        )
    unread = list(open_candidates(acts, candidates)) if context.judged and not context.pastime else []
    yield from _drafts(work, reader, candidates, unread)


def _drafts(work: SentenceWork, reader: Reader, told: list[Candidate], unread: list[Candidate]) -> Iterator[Draft]:
    """Candidates that entries tell, then open ones, with the clues to each."""
    triggers: dict[int, TriggerClues] = {}
    for c in (*told, *unread):
        make = partial(_statement, work, reader, c, sorted({c.trigger, *(t.trigger for t in told)}))
        if c.relation.type in FACT_TYPES:
            yield Draft(make, None)
            continue
        if c.trigger not in triggers:
            triggers[c.trigger] = TriggerClues.of(reader, c.trigger)
        yield Draft(make, clues_of(reader, c, told, _place_in_article(work, c.trigger), triggers[c.trigger]))


def _place_in_article(work: SentenceWork, trigger: int) -> Place:
    token = work.sentence.tokens[trigger]
    at, _ = work.paragraph.origin(token.start, token.end)
    title = work.field == "title"
    return Place(-1 - at if title else at, work.number, title)


def _gender(sentence: Sentence, mention: Mention) -> str:
    """A capital or palace is masculine unless its article says otherwise; other names have the gender of their actor."""
    if sentence.lang != "fr" or mention.role != "metonym":
        return ""
    return "f" if any(t.lower == "la" for t in sentence.tokens[max(0, mention.first - 1) : mention.head + 1]) else "m"


def _links(work: SentenceWork, reader: Reader, phrases: Phrases) -> Iterator[Link]:
    for token, refs in references(reader, phrases):
        start, end = work.paragraph.origin(token.start, token.end)
        depth = sum(1 for _ in work.sentence.ancestors(token.i))
        agents = tuple(r.agent for r in refs if r.agent is not None)
        yield Link(work.field, start, end, depth, tuple(r.entity for r in refs), agents)


def _voucher(candidate: Candidate, context: Context) -> Entity | None:
    """The state, organisation or person that vouches for an act."""
    source = candidate.standing.source
    if source is None:
        return None
    entity = source.entity
    return (context.acts_for(entity) if entity.kind == "Person" else None) or (
        entity.parent if entity.kind == "Body" and entity.parent is not None else entity
    )


def _named(work: SentenceWork) -> frozenset[int]:
    """Tokens that known names, written with a capital letter, cover."""
    spans = [(m.start, m.end) for m in work.matches if m.text[:1].isupper()]
    return frozenset(t.i for t in work.sentence if any(a <= t.start and t.end <= b for a, b in spans))


def _is_subject(sentence: Sentence, mention: Mention) -> bool:
    """Subject of a clause, alone or coordinated, or its topic (``quant à la Chine, elle``)."""
    head = sentence.tokens[mention.head]
    if head.dep in SUBJECTS or head.dep == "dislocated" or head.case.startswith("quant à") or head.case == "as for":
        return True
    return head.dep == "conj" and any(a.dep in SUBJECTS for a in sentence.ancestors(head.i) if a.i < head.i)


def _place(seen: Seen) -> tuple[int, int]:
    return seen.sentence, seen.token


def _best(candidates: list[Candidate]) -> list[Candidate]:
    """One candidate a (subject, type, object): two triggers of one sentence often tell the same act.

    Verbs in a row tell two: ``condemned the raid and summoned the ambassador``.
    """
    best: dict[tuple[object, ...], Candidate] = {}
    for c in candidates:
        ids = (c.subject.entity.id, c.object.entity.id if c.object else None)
        row = c.trigger if c.coordinate else None
        key = (frozenset(ids) if c.relation.symmetric else ids, c.relation.type, row)
        if key not in best or c.confidence > best[key].confidence:
            best[key] = c
    kept = [c for c in candidates if c in best.values()]
    states = {(c.subject.entity, c.relation.type, c.object.entity) for c in kept if c.object and not c.coordinate}
    told = {(c.subject.entity, c.relation.type) for c in kept if c.object}
    return [
        c
        for c in kept
        if (c.subject.entity, c.relation.type, _whole(c)) not in states
        and (c.object or (c.subject.entity, c.relation.type) not in told)
    ]


def _whole(c: Candidate) -> Entity | None:
    """What the body that is hit belongs to: "shelled South Korea, killing two marines" is one act."""
    hit = c.object.entity if c.object else None
    return hit.parent if hit is not None and hit.kind == "Body" and not c.coordinate else None


def _remember_nouns(phrases: Phrases, work: SentenceWork, context: Context) -> None:
    """Crowds, bodies and holders of office are named by common nouns; pronouns later in the same sentence may mean them."""
    for token in work.sentence:
        if token.pos in {"NOUN", "PROPN"} and token.i not in phrases.at:
            refs = phrases.named_by_noun(token)
            holder = token.dep in SUBJECTS or token.i not in phrases.person_of
            if not refs and holder and token.lemma in context.lexicon.office_heads:
                refs = [r for r in phrases.one(token.i, subject=True) if r.how == "office"]
            for ref in refs:
                if ref.entity.id not in {
                    s.entity.id for s in context.history if (s.sentence, s.token) == (work.number, token.i)
                }:
                    seen = Seen(ref.entity, work.number, token.i, token.dep in SUBJECTS, gender=_noun_gender(token))
                    insort(context.history, seen, key=_place)


def _noun_gender(token: Token) -> str:
    """French: ``m``, ``f``, ``mp`` or ``fp``, as the noun is; empty where nobody knows."""
    gender = {"Masc": "m", "Fem": "f"}.get(token.morph.get("Gender", ""), "")
    return f"{gender}p" if gender and token.morph.get("Number") == "Plur" else gender


def _remember_subjects(reader: Reader, phrases: Phrases, work: SentenceWork, context: Context) -> None:
    """Subjects that are no names (``the ministry``, ``he``) may be meant by the next pronoun, too."""
    for token in work.sentence:
        if token.dep in SUBJECTS and token.i not in phrases.at:
            for ref in phrases.all(token.i, subject=True):
                entity = ref.entity
                known = any((s.entity, s.sentence, s.token) == (entity, work.number, token.i) for s in context.history)
                if ref.how in {"office", "pronoun", "description", "body", "crowd", "people"} and not known:
                    insort(context.history, Seen(entity, work.number, token.i, True), key=_place)
                if ref.how == "office" and ref.agent is not None:
                    insort(context.history, Seen(ref.agent, work.number, token.i, True), key=_place)


def _span(work: SentenceWork) -> tuple[int, int, str]:
    start, end = work.paragraph.origin(work.sentence.start, work.sentence.end)
    given = work.article.title if work.field == "title" else work.article.text
    return start, end, given[start:end]


def _role_statement(work: SentenceWork, role: Role, context: Context) -> Statement:
    start, end, quote = _span(work)
    first, last = work.sentence.span(role.first, role.last)
    owner_start, owner_end = role.owner_span or (first, last)
    relation = context.ontology.relations[role.office.relation]
    context.trace.note(
        f"  office: {role.title} → {role.person.entity.label} – {relation.id} – {role.owner.label}{' (former)' if role.former else ''}"
    )
    return Statement(
        document=work.article.id, article=work.article.sha256, lang=work.article.lang,
        subject=work.reference(role.person.entity, role.person.start, role.person.end),
        relation=relation, object=work.reference(role.owner, owner_start, owner_end), status="actual",
        field=work.field, start=start, end=end, quote=quote, trigger=role.title,
        confidence=round(ROLE_CONFIDENCE * role.certain * (TITLE_WEIGHT if work.field == "title" else 1.0), 3),
        former=role.former, title=role.title,
    )  # fmt: skip


def _statement(work: SentenceWork, reader: Reader, c: Candidate, triggers: list[int]) -> Statement:
    ahead = c.status in {"planned", "demanded"}
    dates = resolve(work.sentence.text, work.sentence.lang, work.article.date, future=ahead)
    start, end, quote = _span(work)
    trigger = work.sentence.tokens[c.trigger]
    date = _date(reader, c, dates, triggers)
    statement = Statement(
        document=work.article.id, article=work.article.sha256, lang=work.article.lang,
        subject=_reference(work, c.subject), relation=c.relation, object=_reference(work, c.object) if c.object else None,
        status=c.status, field=work.field, start=start, end=end, quote=quote, trigger=trigger.text,
        confidence=c.confidence,
        agent=_agent(work, c.subject), object_agent=_agent(work, c.object) if c.object else None,
        source=_source(work, c.standing.source), date=date.iso if date else None, date_text=date.text if date else None,
    )  # fmt: skip
    return replace(statement, theme=_theme(reader, c), count=_count(reader, c), place=_place_of(work, reader, c))


def _reference(work: SentenceWork, side: Side) -> Reference:
    return work.reference(side.entity, side.ref.start, side.ref.end)


def _agent(work: SentenceWork, side: Side) -> Reference | None:
    if side.agent is None:
        return None
    start, end = (side.ref.agent_start, side.ref.agent_end) if side.ref.agent_end else (side.ref.start, side.ref.end)
    return work.reference(side.agent, start, end)


def _source(work: SentenceWork, ref: Ref | None) -> Reference | None:
    return work.reference(ref.entity, ref.start, ref.end) if ref else None


def _date(reader: Reader, c: Candidate, dates: list[DateMention], triggers: list[int]) -> DateMention | None:
    """When it takes effect, else when it happened: dates below the trigger, or that no other trigger is nearer to."""
    sentence = reader.sentence
    below = sentence.subtree(c.trigger)
    scored = []
    for date in dates:
        i = sentence.token_at(date.start + sentence.start)
        if i is None or date.iso is None:
            continue
        left = [t for t in triggers if t <= i]
        nearest = max(left) if left else min(triggers)
        if i in below or nearest == c.trigger:
            scored.append((date.kind != "onset", i not in below, abs(i - c.trigger), date))
    return min(scored, key=lambda s: s[:3])[3] if scored else None


def _theme(reader: Reader, c: Candidate) -> str | None:
    """What the act is about: its object phrase, where that is not the recipient itself."""
    sentence = reader.sentence
    own = reader.frame(c.trigger)
    for slot in ("obj", "de", "of", "sur", "on", "over", "about", "for", "pour"):
        for f in own.slots.get(slot, []):
            if f in reader.phrases.at:
                continue
            first, last = sentence.phrase(f)
            while first < last and sentence.tokens[first].pos in {"DET", "ADP", "PUNCT"}:
                first += 1
            text = sentence.words(first, last)
            if sentence.tokens[f].pos == "NOUN" and len(text) < 120:
                return text
    return None


def _count(reader: Reader, c: Candidate) -> int | None:
    """How many were hit: the number on the object phrase or in its ``of``/``de`` chain."""
    own = reader.frame(c.trigger)
    for slot in ("obj", "de", "of"):
        for f in own.slots.get(slot, []):
            number = _number(reader, f, 0)
            if number is not None:
                return number
    return None


NUMBERS = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "quinze": 15,
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100, "two": 2, "three": 3, "four": 4, "five": 5,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
}  # fmt: skip


def _number(reader: Reader, i: int, depth: int) -> int | None:
    for child in reader.sentence.children(i):
        if child.dep == "nummod":
            word = child.lower.replace(",", "").replace(" ", "").replace("\u202f", "")
            value = int(word) if word.isdigit() else NUMBERS.get(word) or _compound(word)
            if value is not None:
                return value
        if depth < 2 and child.dep == "nmod" and child.case in {"of", "de"}:
            value = _number(reader, child.i, depth + 1)
            if value is not None:
                return value
    return None


def _compound(word: str) -> int | None:
    """``quarante-cinq``, ``forty-five``."""
    parts = [NUMBERS.get(p, 1 if p in {"un", "une", "one"} else None) for p in word.split("-") if p != "et"]
    return sum(p for p in parts if p) if len(parts) > 1 and all(parts) else None


def _place_of(work: SentenceWork, reader: Reader, c: Candidate) -> Reference | None:
    if c.object is not None and c.object.place is not None and c.object.place != c.object.entity:
        return work.reference(c.object.place, c.object.ref.start, c.object.ref.end)
    for child in reader.sentence.children(c.trigger):
        mention: Mention | None = reader.phrases.at.get(child.i)
        if (
            mention is not None
            and child.case in {"in", "at", "à", "en", "near", "dans"}
            and mention.entity.kind in {"Place", "State"}
        ) and (c.object is None or mention.entity != c.object.entity):
            return work.reference(mention.entity, mention.start, mention.end)
    return None
