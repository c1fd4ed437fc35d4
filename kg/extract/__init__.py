"""Article → statements: clean, parse, find names, read acts and offices, and lead each back to the words.

The one door to this package is `extract` (and `explain`, which says why); nothing is stored here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from kg.actors import NameIndex
from kg.extract.annotate import MODELS, Parsed, annotate
from kg.extract.clean import Paragraph, clean
from kg.extract.confidence import Judge, load_judge
from kg.extract.context import Context, Link, Trace
from kg.extract.sentences import read_sentence
from kg.extract.settle import Draft, read_by_rules, settled
from kg.extract.statements import SentenceWork
from kg.extract.tree import Sentence
from kg.lexicon import load_lexicon
from kg.lexicon.records import Lexicon
from kg.model import Article, Entity, Field, Statement
from kg.ontology import Ontology
from kg.settings import ontology_dir

__all__ = ["MODELS", "Link", "explain", "extract", "link"]

LANGUAGES = ("en", "fr")
BRIEF = 2
"""A text of at most so many sentences is brief."""
PASTIME_WORDS = 3
PASTIME_SHARE = 0.05
"""How many different words of sport or culture make an article one about them: at least so many, and so much of its nouns."""
ARTICLES_AHEAD = 16
"""Articles parsed in one batch: enough to fill the parser's batches, few enough to stay lazy."""


def extract(
    articles: Iterable[Article],
    ontology: Ontology,
    *,
    path: Path | None = None,
    judged: bool = True,
    unlinked: dict[str, list[str]] | None = None,
) -> Iterator[tuple[Article, list[Statement]]]:
    """Statements of each article, in order, lazily; models are loaded for the languages that occur.

    Confidence is how likely a statement is right, and what is likelier wrong is left out; with `judged` off, confidence is the bare
    weight of the rules, and all they read is there. Names that no actor bears are put into `unlinked`, by the hash of their
    article, before the article is yielded.

    Raises:
        LexiconError: the lexicon of a language cannot be read.
    """
    judge = _judge(path or ontology_dir()) if judged else None
    for article, read in drafts(articles, ontology, path=path, judged=judged, unlinked=unlinked):
        yield article, read_by_rules(read) if judge is None else settled(read, judge, ontology, Trace())


def drafts(
    articles: Iterable[Article],
    ontology: Ontology,
    *,
    path: Path | None = None,
    judged: bool = True,
    unlinked: dict[str, list[str]] | None = None,
) -> Iterator[tuple[Article, list[Draft]]]:
    """What was read in each article, with the clues that confidence is learned from; open candidates only to be `judged`."""
    lexicons = _lexicons(path or ontology_dir())
    index = _index(ontology)
    stream = iter(articles)
    while batch := list(islice(stream, ARTICLES_AHEAD)):
        pieces = [_pieces(article) for article in batch]
        parsed = annotate(
            (article.lang, p.text) for article, parts in zip(batch, pieces, strict=True) for _, p in parts
        )
        for article, parts in zip(batch, pieces, strict=True):
            context = _context(article, ontology, index, lexicons, Trace())
            context.judged = judged
            read = list(_statements(article, parts, parsed, context))
            if unlinked is not None:
                unlinked[article.sha256] = sorted(context.unlinked)
            yield article, read


def link(
    articles: Iterable[Article], ontology: Ontology, *, path: Path | None = None
) -> Iterator[tuple[Article, list[Link]]]:
    """What every name, description and pronoun of each article stands for, as reading its acts resolves them."""
    lexicons = _lexicons(path or ontology_dir())
    for article in articles:
        context = _context(article, ontology, _index(ontology), lexicons, Trace())
        context.links = []
        parts = _pieces(article)
        for _ in _statements(article, parts, annotate((article.lang, p.text) for _, p in parts), context):
            pass  # links are learned on the way
        yield article, context.links


def explain(article: Article, ontology: Ontology, *, path: Path | None = None) -> str:
    """For each sentence: names and what they link to, triggers tried, and why each became a statement or not."""
    trace = Trace(on=True)
    context = _context(article, ontology, _index(ontology), _lexicons(path or ontology_dir()), trace)
    parts = _pieces(article)
    parsed = annotate((article.lang, p.text) for _, p in parts)
    found = settled(list(_statements(article, parts, parsed, context)), _judge(path or ontology_dir()), ontology, trace)
    lines = [*trace.notes, "", f"{len(found)} statement(s)"]
    for s in found:
        object_ = s.object.entity.label if s.object else "∅"
        lines.append(
            f"  {s.type:9} {s.subject.entity.label} – {s.relation.label} – {object_}  [{s.status}] {s.confidence:.2f}  “{s.trigger}”"
        )
    return "\n".join(lines)


@lru_cache(maxsize=4)
def _lexicons(path: Path) -> dict[str, Lexicon]:
    return {lang: load_lexicon(lang, path) for lang in LANGUAGES}


@lru_cache(maxsize=4)
def _judge(path: Path) -> Judge:
    return load_judge(path)


_INDEXES: dict[int, tuple[Ontology, NameIndex]] = {}


def _index(ontology: Ontology) -> NameIndex:
    """The name index of an ontology, built once; the ontology is kept so that its identity stays its own."""
    known = _INDEXES.get(id(ontology))
    if known is None:
        known = _INDEXES[id(ontology)] = (ontology, NameIndex(ontology))
    return known[1]


def _context(
    article: Article, ontology: Ontology, index: NameIndex, lexicons: dict[str, Lexicon], trace: Trace
) -> Context:
    return Context(ontology, index, lexicons[article.lang], lexicons, article.lang, article.date, trace)


def _pieces(article: Article) -> list[tuple[Field, Paragraph]]:
    """Paragraphs of the title, then of the text without the title repeated."""
    titles: list[tuple[Field, Paragraph]] = [("title", p) for p in clean(article.title, article.lang)]
    known = {p.text for _, p in titles}
    return titles + [("text", p) for p in clean(article.text, article.lang) if p.text not in known]


def _is_pastime(sentences: Iterable[Sentence], lexicon: Lexicon) -> bool:
    """``France beat Croatia``: enough different words of sport or culture, for the length of the text, and no armed people."""
    words = [t.lemma.lower() for s in sentences for t in s if t.pos in {"NOUN", "PROPN", "ADJ"}]
    told = {w for w in words if w in lexicon.pastimes}
    fought = any(w in lexicon.people and lexicon.people[w].armed for w in words)
    return len(told) >= PASTIME_WORDS and len(told) >= len(words) * PASTIME_SHARE and not fought


def _statements(
    article: Article, parts: list[tuple[Field, Paragraph]], parsed: Iterator[Parsed], context: Context
) -> Iterator[Draft]:
    number = 0
    parses = list(zip(parts, islice(parsed, len(parts)), strict=True))
    sentences = [s for _, parse in parses for s in parse.sentences]
    context.pastime, context.brief = _is_pastime(sentences, context.lexicon), len(sentences) <= BRIEF
    found = [context.index.find(paragraph.text, article.lang) for _, paragraph in parts]
    context.companions.update(m.candidates[0][0] for matches in found for m in matches if len(m.candidates) == 1)
    context.written_in = next((s for _, p in parts if (s := _written_in(p.dateline, article.lang, context))), None)
    for ((field, paragraph), parse), matches in zip(parses, found, strict=True):
        for sentence in parse.sentences:
            if sentence.text.endswith(("...", "…")):
                context.trace.note(f"\n“{sentence.text}”\n  cut off: not read")
                continue
            yield from read_sentence(
                SentenceWork(article, field, paragraph, sentence, number, matches, parse.names), context
            )
            number += 1


def _written_in(dateline: str | None, lang: str, context: Context) -> Entity | None:
    """The state of the first place in a dateline: ``SEOUL, June 15 (Yonhap)``."""
    places = context.index.find(dateline.split("(")[0].title(), lang) if dateline else []
    actors = [context.ontology.actors[slug].entity for match in places for slug, _ in match.candidates[:1]]
    states = (e.parent if e.kind == "Place" else e for e in actors)
    return next((e for e in states if e is not None and e.kind == "State"), None)
