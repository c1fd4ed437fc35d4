"""Makes the lexicon of a language from its files: word classes expanded, slots by default, entries by their first word.

It knows no word of any language but the prepositions of a noun's slots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from kg.errors import LexiconError
from kg.lexicon.form import EntryModel, LexiconModel, PeopleFile
from kg.lexicon.records import Body, Entry, Lexicon, Office, People
from kg.phrasebook import Phrase, phrases, sentence

BUILT_IN = frozenset(
    {"$act", "$actor", "$none", "$any", "$state", "$organisation", "$person", "$group", "$people", "$hostile"}
)
"""Conditions that are no word lists: what the filler stands for, or that there is none."""
NOUN_ACTOR = {"en": ("by", "from", "poss"), "fr": ("par", "de la part de", "poss")}
NOUN_RECIPIENT = {
    "en": ("against", "with", "on", "to", "of", "for", "from", "in", "poss"),
    "fr": ("contre", "avec", "à", "sur", "de", "envers", "en", "poss"),
}


def _people(lang: str, file: PeopleFile) -> dict[str, People]:
    """Nouns of a language → who they are; a crowd wins over a private noun of the same word."""
    found: dict[str, People] = {}
    for private, sorts in ((False, file.crowds), (True, file.people)):
        for label, sort in sorts.items():
            for noun in sort.en if lang == "en" else sort.fr:
                found.setdefault(noun, People(label, sort.label, private, sort.armed, sort.several, sort.gender))
    return found


def indexed(lang: str, models: list[LexiconModel], path: Path, crowds: PeopleFile) -> Lexicon:
    """The lexicon of a language from its files; `path` is named where a word class is unknown.

    Raises:
        LexiconError: a word list names a class that no file has.
    """
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
        wishes=gather("wishes"),
        appointing=gather("appointing"),
        resigning=gather("resigning"),
        leading=gather("leading"),
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
