"""How a language says things: loads and checks `ontology/lexicon/<lang>.yaml`.

It knows the form of an entry, not what any word means. All scalars are read as text (YAML's ``no`` and ``on`` are words here).

A word list may name a class with ``$``: ``[$diplomat, chargé]``. Slots are ``subj obj iobj poss comp`` or a preposition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kg.errors import LexiconError
from kg.phrasebook import Phrase, phrases, sentence

Status = Literal["actual", "planned", "demanded", "possible", "denied"]


def _as_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


Words = Annotated[list[str], BeforeValidator(_as_list)]
Idiom = Annotated[str, Field(pattern=r"^\S+( \S+)*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class EntryModel(_Strict):
    """One trigger as written in YAML; `ontology/lexicon/README.md` explains the keys."""

    relation: str | None = None
    verb: Words = []
    noun: Words = []
    adj: Words = []
    where: dict[str, Words] = Field(default={}, alias="if")
    unless: dict[str, Words] = {}
    actor: Words = []
    recipient: Words = []
    status: Status | None = None
    control: str | None = None
    embeds: Status | None = None
    alone: bool = False
    repeats: bool = False
    """``follow suit``: does what was done last, with its own subject."""
    yes: Words = []
    no: Words = []
    misses: Words = []
    """Sentences that should match and do not yet: strict expected failures of the conformance suite."""


class OfficeModel(_Strict):
    """Nouns of an office, and the words after or before them that make it this office."""

    relation: str
    head: Words
    words: Words = []
    acts: bool = True
    of: str = ""
    """Slug of the only state or organisation that has this office: the pope's."""
    yes: Words = []
    no: Words = []


class BodyModel(_Strict):
    """Nouns of a body that acts for its owner, with the label of the composite actor (``{demonym}``, ``{owner}``)."""

    id: str
    head: Words
    words: Words = []
    label: str
    people: bool = False
    """Persons rather than an institution: what is done to them is done to their state, with them as agent."""
    to: bool = False
    """It is accredited: its label goes on with ``to NATO``/``in Prague``."""
    abroad: bool = False
    """It works abroad: where nobody is named as its owner, the state of the place is not."""
    acts: bool = True


_Model = TypeVar("_Model", bound=_Strict)


class PeopleModel(_Strict):
    """One kind of people: its French label, and the nouns of each language."""

    label: str
    en: Words = []
    fr: Words = []
    armed: bool = False
    """They fight for a group: the only one that the article has named."""
    several: bool = False
    """They are of several states, and of none in particular."""
    gender: Literal["m", "f", "mp", "fp"] = "mp"
    """Gender and number of the French label."""


class PeopleFile(_Strict):
    """``people.yaml``: English label → nouns; kind of actor → nouns for any actor of that kind."""

    crowds: dict[str, PeopleModel]
    people: dict[str, PeopleModel]
    collectives: dict[str, dict[str, Words]]


class LexiconModel(_Strict):
    """A whole file."""

    language: str
    classes: dict[str, Words] = {}
    bodies: list[BodyModel] = []
    offices: list[OfficeModel] = []
    things: Words = []
    reporting: Words = []
    alleging: Words = []
    announcing: Words = []
    according: Words = []
    performing: Words = []
    targeting: Words = []
    attributing: Words = []
    ordering: Words = []
    suffering: Words = []
    involvement: Words = []
    affiliation: Words = []
    nationality: Words = []
    pastimes: Words = []
    events: Words = []
    embedding: dict[Status, Words] = {}
    modals: dict[Status, Words] = {}
    negation: Words = []
    conditions: Words = []
    former: Words = []
    deputy: Words = []
    counterpart: Words = []
    treaties: Words = []
    moments: Words = []
    quantities: Words = []
    pairs: Words = []
    localities: Words = []
    untelling: Words = []
    pronouns: dict[str, Words] = {}
    entries: list[EntryModel] = []
    phrases: dict[str, list[Idiom]] = {}
    """Relation → idioms that tell it, as `kg.phrasebook` reads them."""
    crowds: dict[str, list[Idiom]] = {}
    """The same for what people without a name do: they protest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One trigger ready for matching; word classes are expanded."""

    relation: str | None
    words: tuple[str, ...]
    pos: Literal["verb", "noun", "adj"]
    where: Mapping[str, frozenset[str]]
    unless: Mapping[str, frozenset[str]]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    status: str | None
    control: str | None
    embeds: str | None
    alone: bool
    repeats: bool
    yes: tuple[str, ...]
    no: tuple[str, ...]
    misses: tuple[str, ...]
    number: int
    """Position in the file, for messages and for order."""
    idiom: bool = False
    """It comes from the phrase book."""

    @property
    def judged(self) -> str | None:
        """The slot of what is praised or blamed: the object of a verb, the subject of a predicate."""
        if self.pos == "verb":
            return "obj" if "obj" in self.recipient else None
        return "subj" if "subj" in self.recipient else None

    @property
    def names(self) -> bool:
        """Says what its object is called: ``called the raid hostile``."""
        return bool(self.where.keys() & {"pred", "as", "comme"}) and self.pos == "verb"

    @property
    def name(self) -> str:
        """What `kg explain` calls it."""
        conditions = ", ".join(f"{slot}={'/'.join(sorted(words)[:3])}" for slot, words in self.where.items())
        return f"{self.pos} {' '.join(self.words)}" + (f" [{conditions}]" if conditions else "")


@dataclass(frozen=True, slots=True)
class Office:
    """An office by its nouns and the words around them."""

    relation: str
    heads: frozenset[str]
    words: frozenset[str]
    acts: bool
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that acts for its owner, by its nouns."""

    id: str
    heads: frozenset[str]
    words: frozenset[str]
    label: str
    to: bool
    acts: bool
    people: bool = False
    abroad: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """People a noun stands for: English and French label in the plural; private ones do not act for their state, `several` have none."""

    label: str
    french: str
    private: bool
    armed: bool = False
    several: bool = False
    gender: str = ""
    """Gender and number of the French label, empty where it is only what the text says."""


@dataclass(frozen=True)
class Lexicon:
    """One language, indexed by first word for matching."""

    lang: str
    entries: tuple[Entry, ...]
    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, tuple[Entry, ...]]
    offices: tuple[Office, ...]
    office_heads: frozenset[str]
    bodies: tuple[Body, ...]
    body_heads: frozenset[str]
    people: Mapping[str, People]
    """Lemma of a noun for people (``manifestant``) → who they are."""
    collectives: Mapping[str, str]
    """Noun for any group or body (``movement``, ``institution``) → kind of actor."""
    things: frozenset[str]
    reporting: frozenset[str]
    alleging: frozenset[str]
    announcing: frozenset[str]
    according: frozenset[str]
    performing: frozenset[str]
    targeting: frozenset[str]
    """Verbs that tell whom the act of the noun before them hits: ``sanctions visant X``."""
    attributing: frozenset[str]
    """Participles that tell who did it: ``une frappe attribuée à X``."""
    ordering: frozenset[str]
    """Nouns for what a passive carries out: ``libéré sur ordre de X``."""
    suffering: frozenset[str]
    """Verbs and nouns whose subject is hit by the act behind them: ``subir``, ``faire l'objet de``, ``target of``."""
    involvement: frozenset[str]
    """Nouns that put their holder into the act after them: ``role in``, ``implication dans``."""
    affiliation: frozenset[str]
    """Participles that tie people to an actor: ``liés à l'État chinois``, ``linked to Iran``."""
    nationality: frozenset[str]
    """Participles behind the adjective of whose a thing is: ``British-flagged``, ``US-led``."""
    pastimes: frozenset[str]
    """Words of sport and culture; an article with several of them tells no acts between states."""
    events: frozenset[str]
    """Nouns for something done or said that the text has told before: ``decision``, ``accusation``."""
    embedding: Mapping[str, str]
    modals: Mapping[str, str]
    negation: frozenset[str]
    conditions: frozenset[str]
    former: frozenset[str]
    deputy: frozenset[str]
    counterpart: frozenset[str]
    treaties: frozenset[str]
    """Nouns of texts that bear the name of the city where they were signed: ``agreement``, ``convention``."""
    moments: frozenset[str]
    """Nouns in phrases of when: ``en marge de``, ``on the sidelines of``."""
    quantities: frozenset[str]
    """Nouns that count those behind ``of`` or ``de``: ``dozens of``, ``une poignée de``."""
    pairs: frozenset[str]
    """Nouns for a side of two or more: ``both sides``, ``les deux pays``."""
    localities: frozenset[str]
    """Nouns before the name of a place: ``the town of``."""
    untelling: frozenset[str]
    """Adjectives that say nothing of who a group is: ``other``, ``plusieurs``."""
    pronouns: Mapping[str, str]
    body_labels: Mapping[str, str] = field(default_factory=dict)


BUILT_IN = frozenset(
    {"$act", "$actor", "$none", "$any", "$state", "$organisation", "$person", "$group", "$people", "$hostile"}
)
"""Conditions that are no word lists: what the filler stands for, or that there is none."""
NOUN_ACTOR = {"en": ("by", "from", "poss"), "fr": ("par", "de la part de", "poss")}
NOUN_RECIPIENT = {
    "en": ("against", "with", "on", "to", "of", "for", "from", "in", "poss"),
    "fr": ("contre", "avec", "à", "sur", "de", "envers", "en", "poss"),
}


def load_lexicon(lang: str, folder: Path) -> Lexicon:
    """Read and check ``<folder>/lexicon/<lang>.yaml`` and the files of ``<folder>/lexicon/<lang>/`` if there are any.

    Raises:
        LexiconError: the file is missing, is no YAML, or an entry has a wrong key or an unknown class.
    """
    main = folder / "lexicon" / f"{lang}.yaml"
    parts = [main, *sorted((folder / "lexicon" / lang).glob("*.yaml"))]
    models = [_read(path, LexiconModel) for path in parts]
    return _index(lang, models, main, _read(folder / "lexicon" / "people.yaml", PeopleFile))


def _read(path: Path, form: type[_Model]) -> _Model:
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}). Each language needs this file.") from error
    except yaml.YAMLError as error:
        raise LexiconError(f"{path}: not valid YAML: {error}") from error
    try:
        return form.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(part) for part in first["loc"])
        entry = _entry_at(raw, first["loc"])
        raise LexiconError(
            f"{path}: {place}: {first['msg']}{entry}. See ontology/lexicon/README.md for the keys."
        ) from error


def _loader() -> type[yaml.BaseLoader]:
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C loader is ten times faster where it was built


def _entry_at(raw: object, place: tuple[int | str, ...]) -> str:
    if isinstance(raw, dict) and len(place) > 1 and place[0] == "entries" and isinstance(place[1], int):
        return f" (in {raw['entries'][place[1]]!r})"
    return ""


def _people(lang: str, file: PeopleFile) -> dict[str, People]:
    """Nouns of a language → who they are; a crowd wins over a private noun of the same word."""
    found: dict[str, People] = {}
    for private, sorts in ((False, file.crowds), (True, file.people)):
        for label, sort in sorts.items():
            for noun in sort.en if lang == "en" else sort.fr:
                found.setdefault(noun, People(label, sort.label, private, sort.armed, sort.several, sort.gender))
    return found


def _index(lang: str, models: list[LexiconModel], path: Path, crowds: PeopleFile) -> Lexicon:
    classes: dict[str, list[str]] = {}
    for model in models:
        classes.update(model.classes)

    def expand(words: Iterable[str]) -> frozenset[str]:
        out: set[str] = set()
        for word in words:
            if word.startswith("$") and word not in BUILT_IN:
                if word[1:] not in classes:
                    raise LexiconError(f"{path}: unknown word class {word}; it is not under `classes`.")
                out |= expand(classes[word[1:]])
            else:
                out.add(word)
        return frozenset(out)

    def gather(key: str) -> frozenset[str]:
        return expand(word for model in models for word in getattr(model, key))

    entries = tuple(_entries(lang, models, expand))
    return Lexicon(
        lang=lang,
        entries=entries,
        verbs=_by_first_word(entries, "verb"),
        nouns=_by_first_word(entries, "noun"),
        adjectives=_by_first_word(entries, "adj"),
        offices=tuple(
            Office(o.relation, expand(o.head), expand(o.words), o.acts, tuple(o.yes), tuple(o.no), o.of)
            for m in models
            for o in m.offices
        ),
        office_heads=frozenset(h for m in models for o in m.offices for h in expand(o.head)),
        bodies=tuple(
            Body(b.id, expand(b.head), expand(b.words), b.label, b.to, b.acts, b.people, b.abroad)
            for m in models
            for b in m.bodies
        ),
        body_heads=frozenset(h for m in models for b in m.bodies for h in expand(b.head)),
        people=_people(lang, crowds),
        collectives={w: kind for kind, words in crowds.collectives.items() for w in words.get(lang, [])},
        things=gather("things"),
        reporting=gather("reporting"),
        alleging=gather("alleging"),
        announcing=gather("announcing"),
        according=gather("according"),
        performing=gather("performing"),
        targeting=gather("targeting"),
        attributing=gather("attributing"),
        ordering=gather("ordering"),
        suffering=gather("suffering"),
        involvement=gather("involvement"),
        affiliation=gather("affiliation"),
        nationality=gather("nationality"),
        pastimes=gather("pastimes"),
        events=gather("events"),
        embedding={w: status for m in models for status, words in m.embedding.items() for w in expand(words)},
        modals={w: status for m in models for status, words in m.modals.items() for w in expand(words)},
        negation=gather("negation"),
        conditions=gather("conditions"),
        former=gather("former"),
        deputy=gather("deputy"),
        counterpart=gather("counterpart"),
        treaties=gather("treaties"),
        moments=gather("moments"),
        quantities=gather("quantities"),
        pairs=gather("pairs"),
        localities=gather("localities"),
        untelling=gather("untelling"),
        pronouns={w: kind for m in models for kind, words in m.pronouns.items() for w in words},
        body_labels={b.id: b.label for m in models for b in m.bodies},
    )


def _entries(
    lang: str, models: list[LexiconModel], expand: Callable[[Iterable[str]], frozenset[str]]
) -> Iterable[Entry]:
    """What is written out, then the idioms: of two that fit equally well the earlier wins."""
    number = 0
    for model in models:
        for entry in model.entries:
            number += 1
            yield from _written(lang, entry, number, expand)
    for model in models:
        for crowd, book in ((False, model.phrases), (True, model.crowds)):
            for relation, texts in book.items():
                for phrase in phrases(lang, texts, crowd=crowd):
                    number += 1
                    yield _idiom(lang, relation, phrase, number)


def _written(
    lang: str, entry: EntryModel, number: int, expand: Callable[[Iterable[str]], frozenset[str]]
) -> Iterable[Entry]:
    for pos, words in (("verb", entry.verb), ("noun", entry.noun), ("adj", entry.adj)):
        for word in words:
            yield Entry(
                entry.relation, tuple(word.split()), pos,  # type: ignore[arg-type]
                {slot: expand(values) for slot, values in entry.where.items()},
                {slot: expand(values) for slot, values in entry.unless.items()},
                tuple(entry.actor) or _default_actor(lang, pos),
                tuple(entry.recipient) or _default_recipient(lang, pos),
                entry.status, entry.control, entry.embeds, entry.alone, entry.repeats, tuple(entry.yes), tuple(entry.no), tuple(entry.misses), number,
            )  # fmt: skip


def _idiom(lang: str, relation: str, phrase: Phrase, number: int) -> Entry:
    recipient = phrase.recipient
    if phrase.pos == "noun":
        recipient = (*recipient, *(s for s in NOUN_RECIPIENT[lang] if s not in recipient))
    wanted = f"{sentence(lang, phrase)} | Syria > {'Iran' if phrase.recipient else '-'}"
    where = {s: frozenset(w) for s, w in phrase.where.items()}
    if phrase.pos == "verb" and len(phrase.recipient) == 1:  # the phrase has an X, so its slot is never guessed
        where.setdefault(phrase.recipient[0], frozenset({"$any"}))
    return Entry(
        relation=relation, words=phrase.words, pos=phrase.pos, where=where, unless={},
        actor=_default_actor(lang, phrase.pos), recipient=recipient or _default_recipient(lang, phrase.pos), status=None, control=None, embeds=None,
        alone=not phrase.recipient, repeats=False, yes=(wanted,), no=(), misses=(), number=number, idiom=True,
    )  # fmt: skip


def _default_actor(lang: str, pos: str) -> tuple[str, ...]:
    return NOUN_ACTOR[lang] if pos == "noun" else ("subj",)


def _default_recipient(lang: str, pos: str) -> tuple[str, ...]:
    if pos == "noun":
        return NOUN_RECIPIENT[lang]
    return ("obj",) if pos == "verb" else ("to", "of", "towards") if lang == "en" else ("à", "de", "envers")


def _specificity(entry: Entry) -> tuple[int, ...]:
    """Longer triggers first, then those with more conditions; a condition on words counts more than ``$any`` or ``$actor``.

    Idioms come behind all that is written with conditions, and before what is not.
    """
    worded = sum(1 for words in entry.where.values() if not words <= BUILT_IN)
    filled = {slot for slot, words in entry.where.items() if not (entry.idiom and words == {"$any"})}
    bare = len(entry.words) == 1 and not filled
    rank = 2 * bare + entry.idiom
    return rank, -len(entry.words), -worded, -len(entry.where), -len(entry.unless), entry.number


def _by_first_word(entries: Iterable[Entry], pos: str) -> dict[str, tuple[Entry, ...]]:
    """Entries of a part of speech by the first word; more conditions and longer triggers first."""
    index: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.pos == pos:
            index.setdefault(entry.words[0], []).append(entry)
    return {word: tuple(sorted(group, key=_specificity)) for word, group in index.items()}
