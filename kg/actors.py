"""Finds every name of a known actor in a text, in one pass, with all the actors it may mean.

It refuses to choose between candidates: it only ranks them; context decides in `kg.extract`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import ahocorasick_rs

from kg.ontology import Actor, Name, Ontology, Role, uncollected
from kg.spelling import alike, consonants

_ROLES: tuple[Role, ...] = ("label", "alias", "acronym", "metonym", "demonym", "people", "namesake")
"""The roles that are looked up, the likelier reading of one and the same word first."""
_EITHER_LANGUAGE = frozenset({"label", "alias", "acronym"})
_SAME_SIGN = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-"}
"""Typographic apostrophes and hyphens."""
_STRICT_BELOW = 6
"""Names shorter than this keep the accents of their small letters: Malé is not male."""
_ORDINARY_WORDS = frozenset(
    [
        "Act",
        "Aid",
        "Ans",
        "Bad",
        "Bit",
        "Can",
        "Car",
        "Care",
        "Cis",
        "Fact",
        "Gun",
        "Mes",
        "Ops",
        "Pace",
        "Pam",
        "Seal",
        "Shape",
        "Spa",
        "Swift",
        "Una",
        "Une",
        "Who",
    ]
)
"""Capitalised acronyms that are words of French or English: only WHO is the WHO."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A place in a text that names one of the candidates, the likeliest first."""

    start: int
    end: int
    text: str
    candidates: tuple[tuple[str, Role], ...]
    """(slug, role) pairs, one for each actor; none when the name only borrows an actor's: Paris Agreement."""


class _Fold(dict[int, str]):
    """A translation table that replaces code point by code point, so that offsets stay what they are."""

    def __init__(self, *, accents: bool, case: bool) -> None:
        self.accents, self.case = accents, case

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if sign.isspace():
            sign = " "
        sign = _SAME_SIGN.get(sign, sign)
        if not self.accents:
            sign = unicodedata.normalize("NFD", sign)[0]
        if not self.case and len(sign.lower()) == 1:
            sign = sign.lower()
        self[code] = sign
        return sign


_PLAIN = _Fold(accents=True, case=True)
_BARE = _Fold(accents=False, case=True)
_SMALL = _Fold(accents=False, case=False)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name of one actor, prepared for comparison with a text."""

    slug: str
    name: Name
    plain: str
    bare: str
    rank: int

    def distance(self, plain: str, bare: str, lang: str) -> int | None:
        """How far a spelling in the text is from the name: 0 equal, 1 a variant, None another word."""
        if len(self.plain) < _STRICT_BELOW and not _same_small_accents(self.plain, plain):
            return None
        if bare == self.bare:
            return 0
        small_start = self.name.text[0].islower()
        if self.name.role == "demonym" and lang == "fr":
            return 1
        if _is_acronym(self.bare):
            fits = len(self.bare) >= 3 and bare == self.bare.capitalize() and bare not in _ORDINARY_WORDS
            return 1 if fits else None
        if bare.isupper():
            return 1 if len(bare) >= 4 else None
        if not small_start and bare[0] != self.bare[0]:
            return None
        return 1 if _same_words(bare, self.bare) else None


def _same_small_accents(name: str, found: str) -> bool:
    pairs = zip(name, found, strict=True)
    return all(a.lower() == b.lower() or not a.islower() or b.isupper() for a, b in pairs)


def _is_acronym(bare: str) -> bool:
    return bare.isupper() and bare.isalnum()


def _same_words(found: str, name: str) -> bool:
    """Equal but for the case of first letters: Nations Unies, Nations unies."""
    pairs = zip(_words(found), _words(name), strict=True)
    return all(a[1:] == b[1:] for a, b in pairs)


def _words(text: str) -> list[str]:
    return text.replace("-", " ").replace("'", " ").split(" ")


class NameIndex:
    """All names of an ontology, ready to be looked up in French and English texts.

    >>> from kg.ontology import load_ontology
    >>> index = NameIndex(load_ontology())
    >>> [(m.text, m.candidates[0]) for m in index.find("Les tensions Russie-Otan", "fr")]
    [('Russie', ('russia', 'label')), ('Otan', ('nato', 'label'))]
    """

    def __init__(self, ontology: Ontology) -> None:
        self._prominence = {slug: actor.prominence for slug, actor in ontology.actors.items()}
        self._persons = {slug: a for slug, a in ontology.actors.items() if a.entity.kind == "Person"}
        entries: defaultdict[str, list[_Entry]] = defaultdict(list)
        with uncollected():
            for slug, actor in sorted(ontology.actors.items()):
                for name in actor.names:
                    if name.role in _ROLES:
                        entry = _entry(slug, name)
                        entries[entry.bare.translate(_SMALL)].append(entry)
        self._patterns = sorted(entries)
        self._entries = [tuple(entries[pattern]) for pattern in self._patterns]
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns) if self._patterns else None
        self._definite = {lang: self._descriptions(ontology.actors, lang) for lang in ("en", "fr")}

    def find(self, text: str, lang: str) -> list[NameMatch]:
        """Every name in the text, from left to right, without overlap; the longest name at a place wins."""
        if self._automaton is None:
            return []
        plain, bare, small = text.translate(_PLAIN), text.translate(_BARE), text.translate(_SMALL)
        found: list[NameMatch] = []
        for index, start, end in self._automaton.find_matches_as_indexes(small, overlapping=True):
            if _inside_word(small, start, end):
                continue
            if candidates := self._candidates(index, plain[start:end], bare[start:end], lang):
                stop = end - (small[end - 1] == "-")
                actors = tuple(c for c in candidates if c[1] != "namesake")
                found.append(NameMatch(start, stop, text[start:stop], actors))
        return _longest(found)

    def definite(self, lang: str) -> dict[str, tuple[str, ...]]:
        """Definite descriptions in lower case, without article ("alliance"), and the actors they may stand for."""
        return self._definite[lang]

    def person(self, name: str) -> str | None:
        """The one known person whose full name is this in another spelling; None where it is nobody's, or two's."""
        found = {slug for slug, text in self._spellings.get(consonants(name), ()) if alike(text, name)}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _spellings(self) -> dict[str, list[tuple[str, str]]]:
        """Full names of persons by their consonants; made on first use."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for slug, actor in self._persons.items():
            for text in {n.text for n in actor.names if n.role in {"label", "alias"} and " " in n.text}:
                found[consonants(text)].append((slug, text))
        return found

    def _candidates(self, index: int, plain: str, bare: str, lang: str) -> tuple[tuple[str, Role], ...]:
        best: dict[str, tuple[tuple[bool, int, int, int], Role]] = {}
        for entry in self._entries[index]:
            own = entry.name.lang == lang
            if not own and entry.name.role not in _EITHER_LANGUAGE:
                continue
            distance = entry.distance(plain, bare, lang)
            if distance is None:
                continue
            key = (not own, -self._prominence[entry.slug], distance, entry.rank)
            if entry.slug not in best or key < best[entry.slug][0]:
                best[entry.slug] = (key, entry.name.role)
        ordered = sorted((key, slug, role) for slug, (key, role) in best.items())
        return tuple((slug, role) for _, slug, role in ordered)

    def _descriptions(self, actors: dict[str, Actor], lang: str) -> dict[str, tuple[str, ...]]:
        slugs: defaultdict[str, set[str]] = defaultdict(set)
        for slug, actor in actors.items():
            for name in actor.names:
                if name.role == "description" and name.lang == lang:
                    slugs[name.text.lower()].add(slug)
        return {text: tuple(sorted(found, key=self._by_prominence)) for text, found in sorted(slugs.items())}

    def _by_prominence(self, slug: str) -> tuple[int, str]:
        return -self._prominence[slug], slug


def _entry(slug: str, name: Name) -> _Entry:
    return _Entry(slug, name, name.text.translate(_PLAIN), name.text.translate(_BARE), _ROLES.index(name.role))


def _inside_word(small: str, start: int, end: int) -> bool:
    """Whether the hit is only part of a word; a name written with a final hyphen (sino-) needs a word after it."""
    if start > 0 and small[start].isalnum() and small[start - 1].isalnum():
        return True
    follows = end < len(small) and small[end].isalnum()
    return not follows if small[end - 1] == "-" else follows


def _longest(found: list[NameMatch]) -> list[NameMatch]:
    """Drop every match that overlaps a longer one, or an equally long one to its left."""
    kept: list[NameMatch] = []
    for match in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)
