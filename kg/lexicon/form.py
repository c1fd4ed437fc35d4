"""The form of `ontology/lexicon/<lang>.yaml` and of ``people.yaml``, as they are written: what a key may be called and hold.

A word list may name a class with ``$``: ``[$diplomat, chargé]``. Slots are ``subj obj iobj poss comp`` or a preposition.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

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
    wishes: Words = []
    appointing: Words = []
    resigning: Words = []
    leading: Words = []
    pronouns: dict[str, Words] = {}
    entries: list[EntryModel] = []
    phrases: dict[str, list[Idiom]] = {}
    """Relation → idioms that tell it, as `kg.phrasebook` reads them."""
    crowds: dict[str, list[Idiom]] = {}
    """The same for what people without a name do: they protest."""
