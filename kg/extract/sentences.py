"""One sentence from tree to statements: names, offices, acts.

Order matters: names before offices, offices before acts, so that "the minister" already acts for a state.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from functools import partial

from kg.extract.acts import Acts
from kg.extract.candidates import Candidate
from kg.extract.clues import Place, TriggerClues, clues_of
from kg.extract.context import Act, Context, Link, Seen
from kg.extract.control import mend_control
from kg.extract.frames import SUBJECTS
from kg.extract.french_subjects import mend_french_subjects
from kg.extract.homographs import mend_homographs
from kg.extract.inversion import mend_inversion
from kg.extract.links import references
from kg.extract.lists import mend_lists, mend_names
from kg.extract.mentions import Mention, find_mentions
from kg.extract.open import open_candidates
from kg.extract.owners import OF
from kg.extract.phrases import Phrases
from kg.extract.reader import Reader
from kg.extract.roles import find_roles
from kg.extract.settle import Draft
from kg.extract.statements import SentenceWork, act_statement, role_statement
from kg.extract.tree import Sentence, Token
from kg.model import FACT_TYPES, Entity

BELONGING = frozenset({"isMemberOf", "joins", "isFoundingMemberOf", "isObserverAt", "chairs"})
SINGLE = frozenset({"State", "Person", "Place"})
"""No members belong to them: ``Bolivia joined Russia in opposing the text``."""
LOCATIVES = frozenset({"in", "at", "à", "en", "dans", "near"})


def read_sentence(work: SentenceWork, context: Context) -> Iterator[Draft]:
    """All statements of one sentence, acts with clues to how likely they are; the context learns its names and acts."""
    sentence = work.sentence
    mend_homographs(sentence, context.lexicon, _named(work))
    mend_inversion(sentence, context.lexicon)
    mend_french_subjects(sentence)
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
        claim = (work.field, role.person.entity.id, role.office.relation, role.owner.id, role.former)
        if claim in context.claimed:
            continue  # a title that goes before a name each time tells nothing new
        context.claimed.add(claim)
        office = role_statement(work, role, context)
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
        make = partial(act_statement, work, reader, c, sorted({c.trigger, *(t.trigger for t in told)}))
        if c.relation.type in FACT_TYPES:
            alone = c.relation.id in BELONGING and c.object is not None and c.object.entity.kind in SINGLE
            likely = not alone and (c.relation.id != "joins" or c.status == "actual")
            if likely or not reader.context.judged:
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
    governor = sentence.head(head.i)
    if governor.lemma in {"membre", "member"} and governor.dep in SUBJECTS and head.case in OF:
        return True  # "les membres du Conseil" are "ils" in the next sentence
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
    kept = [c for c in kept if not any(_is_part(c, other) for other in kept)]
    told = {(c.subject.entity, c.relation.type) for c in kept if c.object}
    return [c for c in kept if c.object or (c.subject.entity, c.relation.type) not in told]


def _is_part(c: Candidate, other: Candidate) -> bool:
    """``shelled South Korea, killing two marines`` is one act, against the body or what it belongs to: the surer one."""
    if (
        c.coordinate
        or other.coordinate
        or (c.subject.entity, c.relation.type) != (other.subject.entity, other.relation.type)
    ):
        return False
    one, two = (x.object.entity if x.object else None for x in (c, other))
    if _whole(one) is not None and _whole(one) == two:
        return c.confidence <= other.confidence
    return _whole(two) is not None and _whole(two) == one and c.confidence < other.confidence


def _whole(hit: Entity | None) -> Entity | None:
    """What a body that is hit belongs to."""
    return hit.parent if hit is not None and hit.kind == "Body" else None


def _remember_nouns(phrases: Phrases, work: SentenceWork, context: Context) -> None:
    """Crowds, bodies and holders of office are named by common nouns; pronouns later in the same sentence may mean them."""
    for token in work.sentence:
        if token.pos in {"NOUN", "PROPN"} and token.i not in phrases.at:
            refs = phrases.named_by_noun(token)
            holder = token.dep in SUBJECTS or token.i not in phrases.persons_of
            if not refs and holder and token.lemma in context.lexicon.office_heads:
                refs = [r for r in phrases.one(token.i, subject=True) if r.how == "office"]
            for ref in refs:
                if ref.entity.id not in {
                    s.entity.id for s in context.history if (s.sentence, s.token) == (work.number, token.i)
                }:
                    seen = Seen(ref.entity, work.number, token.i, token.dep in SUBJECTS, gender=_noun_gender(token))
                    insort(context.history, seen, key=_place)


def _is_organ(token: Token) -> bool:
    """``La Conférence des ministres de …``: written with a capital that no sentence gives it."""
    return token.i > 0 and token.text[0].isupper() and not token.text.isupper() and token.pos in {"NOUN", "PROPN"}


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
                if ref.how == "owner" and _is_organ(token) and entity.kind == "Organisation":
                    context.organs[token.text] = entity
                    gender = _noun_gender(token)
                    insort(context.history, Seen(entity, work.number, token.i, True, gender=gender), key=_place)
                if ref.how == "office" and ref.agent is not None:
                    insort(context.history, Seen(ref.agent, work.number, token.i, True), key=_place)
