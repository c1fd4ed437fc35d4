"""What is known of how a statement was read, as text: named features, and the clause with its names taken out.

It weighs nothing; `kg.extract.confidence` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.candidates import Candidate
    from kg.extract.reader import Reader

WINDOW = 14
"""Words on either side of a trigger that the encoder is shown."""
BRIEF = "brief"
"""The feature of all that is read in a text of a sentence or two."""
NAMELESS = {"fr": ("étranger", "le pays"), "en": ("foreign", "the country")}
"""What stands for an adjective of nationality and for a name, so that the encoder judges the act, not who."""


@dataclass(frozen=True, slots=True)
class Clues:
    """All that a candidate is judged by."""

    type: str
    """Empty where no entry tells the act."""
    features: tuple[str, ...]
    window: str
    predicate: str = ""
    """The trigger and its object alone."""
    at: int = -1
    """Where the trigger begins in its article, below zero in its title: candidates with the same place compete."""
    sentence: int = 0
    entry: str = ""
    """The type that an entry gives the trigger, whatever became of it."""
    trigger: tuple[str, ...] = ()
    """What the trigger alone tells of its type."""
    subject: str = ""
    object: str | None = None
    """Ids of the actors."""
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    """What speaks for the one and the other, where no entry says who they are."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate was read."""

    at: int
    sentence: int
    title: bool = False


@dataclass(frozen=True, slots=True)
class TriggerClues:
    """What the candidates of one trigger share."""

    window: str
    predicate: str
    entry: str
    marks: tuple[str, ...]

    @classmethod
    def of(cls, reader: Reader, i: int) -> TriggerClues:
        token, match = reader.sentence.tokens[i], reader.match(i)
        relation = reader.context.ontology.relations.get(match.entry.relation or "") if match else None
        entry = relation.type if relation else ""
        passive = " passive" if reader.frame(i).passive else ""
        return cls(
            _window(reader, i), _predicate(reader, i), entry,
            (f"entry={entry}", f"form={token.pos}{passive}", f"depends={token.dep.split(':')[0]}", f"lang={reader.sentence.lang}"),
        )  # fmt: skip


def clues_of(
    reader: Reader, candidate: Candidate, beside: Sequence[Candidate], place: Place, trigger: TriggerClues
) -> Clues:
    """The clues of a candidate; `beside` are those that entries tell in its sentence, it among them."""
    told = candidate.relation.type
    found = _told(reader, candidate, len(beside), title=place.title) if told else _open(reader, candidate, beside)
    return Clues(
        told, tuple(found), trigger.window, trigger.predicate, place.at, place.sentence, trigger.entry, trigger.marks,
        candidate.subject.entity.id, candidate.object.entity.id if candidate.object else None,
        candidate.actor_clues, candidate.recipient_clues,
    )  # fmt: skip


def _open(reader: Reader, c: Candidate, beside: Sequence[Candidate]) -> Iterator[str]:
    """Of a candidate that no entry tells."""
    actor, recipient = c.ways
    pair = {c.subject.entity.id, c.object.entity.id if c.object else ""}
    same = [b for b in beside if b.trigger == c.trigger]
    joined = [b for b in beside if pair == {b.subject.entity.id, b.object.entity.id if b.object else ""}]
    yield f"lang={reader.sentence.lang}"
    yield f"status={c.status}"
    yield f"actor slot={actor}"
    yield f"recipient slot={recipient}"
    yield f"told by trigger={min(len(same), 2)}"
    yield f"pair told={'by trigger' if any(b in same for b in joined) else 'elsewhere' if joined else 'no'}"
    yield from _brief(reader, c)


def _told(reader: Reader, c: Candidate, triggers: int, *, title: bool) -> Iterator[str]:
    """Of a candidate that an entry tells; `triggers` are the candidates of its sentence."""
    token = reader.sentence.tokens[c.trigger]
    match = reader.match(c.trigger)
    actor, recipient = c.found
    object_ = c.object
    yield f"lang={reader.sentence.lang}"
    yield f"relation={c.relation.id}"
    yield f"status={c.status}"
    yield f"word={token.pos}"
    yield f"depends={token.dep.split(':')[0]}"
    yield f"actor found={actor:.2f}"
    yield f"recipient found={recipient:.2f}" if object_ else "recipient found=none"
    yield f"actor named as={c.subject.ref.how}"
    yield f"actor kind={c.subject.entity.kind}"
    yield f"recipient named as={object_.ref.how if object_ else 'none'}"
    yield f"recipient kind={object_.entity.kind if object_ else 'none'}"
    yield f"conditions={min(len(match.entry.where), 2) if match else 0}"
    yield f"acts in sentence={min(triggers, 4)}"
    yield f"length={min(len(reader.sentence) // 12, 4)}"
    yield f"actor distance={_distance(c.subject.ref.start, token.start)}"
    yield f"recipient distance={_distance(object_.ref.start, token.start) if object_ else 'none'}"
    yield from _brief(reader, c)
    for name, holds in (
        ("operator", bool(c.standing.operator)),
        ("quoted", c.standing.source is not None),
        ("actor minted", c.subject.entity.minted),
        ("recipient minted", bool(object_ and object_.entity.minted)),
        ("in a row", c.coordinate),
        ("idiom", match is not None and match.entry.idiom),
        ("title", title),
    ):
        if holds:
            yield name


def _brief(reader: Reader, c: Candidate) -> Iterator[str]:
    """A text of a sentence or two hardly lists who also did what: its one act is likelier, with or without a recipient."""
    if reader.context.brief:
        yield BRIEF
        yield f"{BRIEF}, {'pair' if c.object else 'alone'}"


def _distance(a: int, b: int) -> str:
    """Characters between a name and the trigger, in coarse steps.

    >>> _distance(3, 40), _distance(10, 300)
    ('60', 'far')
    """
    return next((str(step) for step in (15, 30, 60, 120) if abs(a - b) <= step), "far")


def _window(reader: Reader, trigger: int) -> str:
    """The words around a trigger; names give way to what they are."""
    sentence, words = reader.sentence, []
    adjective, name = NAMELESS[sentence.lang]
    i, end = max(0, trigger - WINDOW), min(len(sentence), trigger + WINDOW + 1)
    while i < end:
        mention = reader.phrases.at.get(i)
        if mention is None:
            words.append(sentence.tokens[i].text)
        else:
            words.append(adjective if mention.role == "demonym" else name)
        i = mention.last + 1 if mention is not None else i + 1
    return " ".join(words)


def _predicate(reader: Reader, trigger: int) -> str:
    """``remettre prisonnier``: the trigger and what it is done to or with, as lemmas."""
    tokens, frame = reader.sentence.tokens, reader.frame(trigger)
    held = [f for slot, fillers in frame.slots.items() if slot != "subj" for f in fillers if f not in reader.phrases.at]
    return " ".join(tokens[i].lemma for i in [trigger, *sorted(held)[:2]])
