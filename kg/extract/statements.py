"""From candidates and offices to statements: dates, theme, count and place, and offsets into the article.

It decides nothing: whatever it is given becomes a statement, and each offset is one of the article's own text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.actors import NameMatch
from kg.dates import DateMention, resolve
from kg.extract.annotate import NameSpan
from kg.extract.candidates import Candidate
from kg.extract.clean import Paragraph
from kg.extract.context import Context
from kg.extract.mentions import Mention
from kg.extract.numerals import count
from kg.extract.reader import Reader
from kg.extract.refs import Ref
from kg.extract.roles import Role
from kg.extract.sides import Side
from kg.extract.tree import Sentence
from kg.model import Article, Entity, Field, Reference, Statement

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


def role_statement(work: SentenceWork, role: Role, context: Context) -> Statement:
    """The statement that somebody holds an office."""
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


def act_statement(work: SentenceWork, reader: Reader, c: Candidate, triggers: list[int]) -> Statement:
    """The statement of an act; `triggers` are the tokens of all acts that the sentence tells."""
    ahead = c.status in {"planned", "demanded"}
    dates = resolve(work.sentence.text, work.sentence.lang, work.article.date, future=ahead)
    start, end, quote = _span(work)
    trigger = work.sentence.tokens[c.trigger]
    date = _date(reader, c, dates, triggers)
    statement = Statement(
        document=work.article.id, article=work.article.sha256, lang=work.article.lang,
        subject=_reference(work, c.subject), relation=c.relation, object=_reference(work, c.object) if c.object else None,
        status=c.status, field=work.field, start=start, end=end, quote=quote, trigger=trigger.text,
        confidence=c.confidence, told_by=c.told_by,
        agent=_agent(work, c.subject), object_agent=_agent(work, c.object) if c.object else None,
        source=_source(work, c.standing.source), date=date.iso if date else None, date_text=date.text if date else None,
    )  # fmt: skip
    return replace(statement, theme=_theme(reader, c), count=count(reader, c), place=_place_of(work, reader, c))


def _span(work: SentenceWork) -> tuple[int, int, str]:
    start, end = work.paragraph.origin(work.sentence.start, work.sentence.end)
    given = work.article.title if work.field == "title" else work.article.text
    return start, end, given[start:end]


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
