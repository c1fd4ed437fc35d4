"""Every lexicon entry is its own test: its `yes` sentences give its relation, its `no` sentences do not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kg.actors import NameIndex
from kg.extract import extract
from kg.lexicon import load_lexicon
from kg.lexicon.records import Entry
from kg.model import Article, Reference, Relation, Statement
from kg.ontology import load_ontology
from kg.settings import ontology_dir

LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Case:
    """One sentence of one entry."""

    lang: str
    entry: Entry
    text: str
    wanted: str | None
    """``Subject > Object`` for a sentence that must match, None for one that must not."""
    known_miss: bool = False

    def param(self) -> object:
        reason = "the entry's `misses`: should match, and does not yet"
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if self.known_miss else []
        return pytest.param(self, marks=marks, id=label(self))


def cases() -> list[Case]:
    found = []
    for lang in LANGUAGES:
        seen: set[int] = set()
        for entry in load_lexicon(lang, ontology_dir()).entries:
            if entry.number in seen:
                continue
            seen.add(entry.number)
            for item in entry.yes:
                text, _, wanted = item.partition(" | ")
                found.append(Case(lang, entry, text, wanted.strip()))
            found += [Case(lang, entry, text, None) for text in entry.no]
            for item in entry.misses:
                text, _, wanted = item.partition(" | ")
                found.append(Case(lang, entry, text, wanted.strip(), known_miss=True))
    return found


@cache
def results() -> dict[tuple[str, str], list[Statement]]:
    """Statements of every sentence, each read as an article of its own, in one run."""
    texts = sorted({(case.lang, case.text) for case in cases()})
    articles = [Article(str(n), text, lang=lang, date="2022-06-15") for n, (lang, text) in enumerate(texts)]
    run = extract(articles, load_ontology(), judged=False)  # the judge goes by whole articles, entries by their words
    return {(a.lang, a.text): statements for a, statements in run}


@cache
def relations() -> dict[str, Relation]:
    return dict(load_ontology().relations)


def label(case: Case) -> str:
    return f"{case.lang}-{case.entry.number}-{'no' if case.wanted is None else 'yes'}-{case.text[:50]}"


@pytest.mark.parametrize("case", [case.param() for case in cases()])
def test_sentence(case: Case) -> None:
    """Of near relations of one type the narrower may be told: ``agrees with`` where an entry says ``settles a dispute with``."""
    found = results()[case.lang, case.text]
    relation = relations()[case.entry.relation or ""]
    if case.wanted is None:
        assert not [s for s in found if s.relation == relation], f"{case.entry.name} must not match"
    else:
        statements = [s for s in found if s.relation == relation or (s.type == relation.type and not case.entry.idiom)]
        assert any(agrees(case.wanted, s) for s in statements), (
            f"{case.entry.name} should give {case.entry.relation}: {case.wanted}; got "
            f"{[(s.relation.id, s.subject.entity.label, s.object and s.object.entity.label) for s in results()[case.lang, case.text]]}"
        )


def agrees(wanted: str, statement: Statement) -> bool:
    """The subject, and the object or what it is a part of; symmetric relations may come either way round."""
    left, _, right = wanted.partition(" > ")
    subject, object_ = names(statement.subject), names(statement.object)
    straight = left in subject and right in object_
    return straight or (statement.relation.symmetric and left in object_ and right in subject)


def names(reference: Reference | None) -> set[str]:
    if reference is None:
        return {"-"}
    entity = reference.entity
    crowd = entity.aliases if entity.minted else ()  # "farmers", whatever their country
    return {entity.label, *crowd} | ({entity.parent.label} if entity.parent else set())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_with_a_relation_carries_a_sentence(lang: str) -> None:
    bare = {e.name for e in load_lexicon(lang, ontology_dir()).entries if e.relation and not (e.yes or e.misses)}
    assert not bare


def test_lexicon_files_are_where_the_readme_says() -> None:
    assert {p.name for p in (Path(ontology_dir()) / "lexicon").glob("*.yaml")} == {"en.yaml", "fr.yaml", "people.yaml"}


AROUND = {"en": "The door was open. The light was on.", "fr": "La porte était ouverte. La lampe brillait."}


@cache
def nobody() -> dict[tuple[str, str], list[Statement]]:
    """Every `yes` sentence once more with all names taken out: the same words, done by nobody we know.

    More is said around each: a text of a sentence or two is taken to tell some act.
    """
    index = NameIndex(load_ontology())
    articles = []
    for case in cases():
        if case.wanted is not None and not case.known_miss and not case.entry.idiom:
            text = f"{without_names(index, case)} {AROUND[case.lang]}"
            articles.append(Article(f"{case.lang} {case.text}", text, lang=case.lang))
    unique = {article.id: article for article in articles}
    return {(a.lang, a.id): statements for a, statements in extract(unique.values(), load_ontology())}


def without_names(index: NameIndex, case: Case) -> str:
    text = case.text
    for match in reversed(index.find(text, case.lang)):
        adjective = any(role == "demonym" for _, role, *_ in match.candidates[:1])  # what is no actor has none
        other = "mauve" if adjective else "machine"  # of no army or party
        text = text[: match.start] + other + text[match.end :]
    return text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_words_without_actors_say_nothing(lang: str) -> None:
    loud = {
        key[1]: [(s.subject.entity.label, s.relation.id, s.object and s.object.entity.label) for s in statements]
        for key, statements in nobody().items()
        if key[0] == lang and any(s.subject.entity.kind != "Group" for s in statements)
    }
    assert not loud
