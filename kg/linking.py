"""Scores what names, descriptions and pronouns are linked to against annotated mentions, by category.

It knows no extractor: links come as spans with the actors they stand for. Which form the annotation has is told in
`tests/quality/README.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from kg.annotated import read_items
from kg.errors import InputError
from kg.model import Entity

Json = dict[str, Any]
CATEGORIES = ("state", "organisation", "person", "group", "body", "place", "anaphora")
_WITH_PARENT = frozenset({"body", "place", "anaphora"})
"""Mentions of a part: its parent is right, too, since acts count for it."""


class Found(Protocol):
    """What is needed of a link: `kg.extract.Link`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def depth(self) -> int: ...
    @property
    def entities(self) -> tuple[Entity, ...]: ...
    @property
    def agents(self) -> tuple[Entity, ...]: ...


@dataclass(frozen=True, slots=True)
class Confusion:
    """A mention that was linked to something else than it stands for."""

    document: str
    category: str
    surface: str
    expected: tuple[str, ...]
    """Slugs; empty where no known actor is meant."""
    found: tuple[str, ...]


@dataclass(slots=True)
class LinkScores:
    """How many mentions of a category there are, how many are right, and the others."""

    total: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    confusions: list[Confusion] = field(default_factory=list)

    def accuracy(self, category: str | None = None) -> float:
        """Share of mentions that are right, of one category or of all; 0.0 where there are none.

        >>> round(LinkScores(Counter(state=4), Counter(state=3)).accuracy("state"), 2)
        0.75
        """
        total = self.total.total() if category is None else self.total[category]
        right = self.right.total() if category is None else self.right[category]
        return right / total if total else 0.0


def load_mentions(path: Path) -> list[Json]:
    """Annotated items, one JSON object a line, with the spans checked.

    Raises:
        InputError: a line is no JSON, lacks a key, or a mention is not where it says.
    """
    found = []
    for place, item in read_items(path, ("id", "text", "mentions")):
        for mention in item["mentions"]:
            _check(mention, item["text"], place)
        found.append(item)
    return found


def _check(mention: Json, text: str, where: str) -> None:
    if missing := {"start", "end", "surface", "entity", "category"} - set(mention):
        raise InputError(f"{where}: a mention lacks {', '.join(sorted(missing))}")
    if mention["category"] not in CATEGORIES:
        raise InputError(f"{where}: unknown category {mention['category']!r}; use one of {', '.join(CATEGORIES)}")
    if text[mention["start"] : mention["end"]] != mention["surface"]:
        raise InputError(f"{where}: {mention['surface']!r} does not stand at {mention['start']}–{mention['end']}")


def score(items: Iterable[Json], links: Mapping[str, Sequence[Found]]) -> LinkScores:
    """Compare the links of each document with its annotated mentions."""
    scores = LinkScores()
    for item in items:
        for mention in item["mentions"]:
            category = mention["category"]
            found = _covering(mention, links.get(item["id"], ()))
            expected = tuple(mention["entity"] or ())
            scores.total[category] += 1
            if _right(expected, category, found):
                scores.right[category] += 1
            else:
                said = tuple(dict.fromkeys(e.id for link in found for e in (*link.entities, *link.agents)))
                scores.confusions.append(Confusion(item["id"], category, mention["surface"], expected, said))
    return scores


def _covering(mention: Json, links: Sequence[Found]) -> list[Found]:
    """Links within a mention: the head of the phrase, or all where none is meant."""
    inside = [x for x in links if mention["start"] <= x.start and x.end <= mention["end"]]
    if not mention["entity"]:
        return inside
    return [min(inside, key=lambda x: (x.depth, x.start))] if inside else []


def _right(expected: tuple[str, ...], category: str, found: Sequence[Found]) -> bool:
    if not expected:  # names of its own that are nobody we know do no harm
        return all(e.minted for link in found for e in (*link.entities, *link.agents) if link.entities)
    named = [e for link in found for e in (*link.entities, *link.agents)]
    if len(expected) > 1:
        sides = {e.id for link in found for e in link.entities}
        agents = {e.id for link in found for e in link.agents}
        parents = {e.parent.id for link in found for e in link.entities if e.parent is not None}
        return set(expected) in (sides, agents, parents)
    accepted = {e.id for e in named}
    if category in _WITH_PARENT:
        accepted |= {e.parent.id for e in named if e.parent is not None}
    several = {e.id for link in found for e in link.entities}
    return expected[0] in accepted and len(several) == 1


def to_dict(scores: LinkScores) -> Json:
    """The figures as plain JSON."""
    return {
        "accuracy": round(scores.accuracy(), 3), "mentions": scores.total.total(),
        "by_category": {c: {"accuracy": round(scores.accuracy(c), 3), "mentions": scores.total[c]} for c in _present(scores)},
    }  # fmt: skip


def _present(scores: LinkScores) -> Iterator[str]:
    return (c for c in CATEGORIES if scores.total[c])


def render(scores: LinkScores, *, errors: int | None = None) -> str:
    """The figures as a table for people, and the confusions (all, or the first `errors`)."""
    lines = [f"{'':14} accuracy  right     of"]
    for category in _present(scores):
        total, right = scores.total[category], scores.right[category]
        lines.append(f"{category:14} {scores.accuracy(category):8.3f} {right:6} {total:6}")
    lines.append(f"{'all':14} {scores.accuracy():8.3f} {scores.right.total():6} {scores.total.total():6}")
    for c in scores.confusions[:errors]:
        lines.append(
            f"  {c.document}: {c.category} “{c.surface}” is {', '.join(c.expected) or 'nobody known'}, "
            f"linked to {', '.join(c.found) or 'nothing'}"
        )
    return "\n".join(lines)
