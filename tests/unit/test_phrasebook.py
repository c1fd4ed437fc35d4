"""Idioms as people write them become entries: the head, what must stand with it, and where the actor that is hit stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LexiconError
from kg.lexicon import load_lexicon
from kg.phrasebook import PREPOSITIONS, Phrase, phrases, sentence
from kg.settings import ontology_dir

ANYBODY = {"$actor", "$people"}
FORMS = [
    ("en", "berate X", ("berate",), ("obj",), {}),
    ("en", "point the finger at X", ("point", "finger"), ("at",), {}),
    ("en", "take X to task", ("take",), ("obj",), {"to": {"task"}}),
    ("en", "crack down on X", ("crack", "down"), ("on",), {}),
    ("en", "turn on X", ("turn",), ("on",), {"on": ANYBODY}),
    ("en", "pull out of X", ("pull",), ("out of",), {"out of": ANYBODY}),
    ("en", "lay the blame at X's door", ("lay", "blame", "door"), ("at",), {}),
    ("en", "give X the cold shoulder", ("give", "cold", "shoulder"), ("to", "obj"), {}),
    ("en", "down tools", ("down", "tools"), (), {}),
    ("fr", "tourner le dos à X", ("tourner", "dos"), ("à",), {}),
    ("fr", "montrer X du doigt", ("montrer",), ("obj",), {"de": {"doigt"}}),
    ("fr", "s'en prendre à X", ("prendre", "se", "en"), ("à",), {"à": ANYBODY}),
    ("fr", "monter au créneau contre X", ("monter",), ("contre",), {"à": {"créneau"}}),
    ("fr", "rendre son tablier", ("rendre", "tablier"), (), {}),
]  # fmt: skip


def only(lang: str, text: str) -> Phrase:
    [phrase] = phrases(lang, [text])
    return phrase


@pytest.mark.parametrize(("lang", "text", "words", "recipient", "where"), FORMS, ids=[f[1] for f in FORMS])
def test_what_a_phrase_asks_for(
    lang: str, text: str, words: tuple[str, ...], recipient: tuple[str, ...], where: dict[str, set[str]]
) -> None:
    phrase = only(lang, text)
    assert phrase.pos == "verb"
    assert set(phrase.words) == set(words)
    assert phrase.words[0] == words[0]
    assert phrase.recipient == recipient
    assert {slot: set(held) for slot, held in phrase.where.items()} == where


def test_an_article_opens_a_noun_and_a_copula_an_adjective() -> None:
    assert (only("en", "a crackdown on X").pos, only("fr", "un blocus de X").pos) == ("noun", "noun")
    assert (only("en", "be hostile to X").pos, only("fr", "être hostile à X").pos) == ("adj", "adj")
    assert only("en", "be at odds with X").pos == "verb"


def test_what_crowds_do_needs_people() -> None:
    [phrase] = phrases("en", ["march on X"], crowd=True)
    assert phrase.where["subj"] == ["$people"]
    assert sentence("en", phrase) == "Syrian students could march on Iran."


@given(st.lists(st.sampled_from(["push", "hand", "back", "row"]), min_size=1, max_size=3, unique=True))
def test_alternatives_are_phrases_of_their_own(heads: list[str]) -> None:
    found = list(phrases("en", [f"{'|'.join(heads)} X"]))
    assert [p.words[0] for p in found] == heads
    assert found == [only("en", f"{head} X") for head in heads]


@given(st.sampled_from(sorted(PREPOSITIONS["en"])))
def test_the_preposition_before_whom_is_his_slot(preposition: str) -> None:
    assert only("en", f"lash {preposition} X").recipient == (preposition,)


@pytest.mark.parametrize("text", ["X", "the X", "be X"])
def test_a_phrase_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(LexiconError, match="no word of its own"):
        list(phrases("en", [text]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A lexicon with one entry for each of two senses of a verb."""
    (tmp_path / "lexicon" / "en").mkdir(parents=True)
    (tmp_path / "lexicon" / "people.yaml").write_text("crowds: {}\npeople: {}\ncollectives: {}\n", encoding="utf-8")
    (tmp_path / "lexicon" / "en.yaml").write_text(
        "language: en\nentries:\n"
        "  - {relation: signs, verb: [strike], if: {obj: [deal]}}\n  - {relation: hits, verb: [strike]}\n",
        encoding="utf-8",
    )
    return tmp_path


def write(folder: Path, book: str) -> Path:
    (folder / "lexicon" / "en" / "phrases.yaml").write_text(f"language: en\n{book}", encoding="utf-8")
    return folder


def test_an_idiom_comes_behind_conditions_and_before_a_bare_verb(folder: Path) -> None:
    lexicon = load_lexicon("en", write(folder, "phrases:\n  threatens: [strike fear into X, strike X]\n"))
    assert [(e.relation, e.idiom) for e in lexicon.verbs["strike"]] == [
        ("signs", False), ("threatens", True), ("hits", False), ("threatens", True),
    ]  # fmt: skip


def test_whom_an_idiom_names_is_never_guessed(folder: Path) -> None:
    lexicon = load_lexicon("en", write(folder, "phrases:\n  accuses: [berate X, point the finger at X]\n"))
    assert lexicon.verbs["berate"][0].where == {"obj": frozenset({"$any"})}
    assert lexicon.verbs["point"][0].where == {"at": frozenset({"$any"})}


@pytest.mark.parametrize("book", ["phrases: {accuses: ['']}\n", "phrases: {accuses: scold X}\n", "idioms: {}\n"])
def test_a_book_of_another_form_is_refused_by_its_file(folder: Path, book: str) -> None:
    with pytest.raises(LexiconError, match=r"phrases\.yaml"):
        load_lexicon("en", write(folder, book))


def test_a_word_list_of_an_unknown_name_is_refused_by_its_file_and_key(folder: Path) -> None:
    (folder / "lexicon" / "en" / "words.yaml").write_text("language: en\nquantites: [dozen]\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"words\.yaml: quantites"):
        load_lexicon("en", folder)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_idiom_stands_twice(lang: str) -> None:
    texts = [e.yes[0] for e in load_lexicon(lang, ontology_dir()).entries if e.idiom]
    assert len(texts) == len(set(texts))
