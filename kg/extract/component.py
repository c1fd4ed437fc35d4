"""The extractor as a step of somebody's own spaCy pipeline: ``nlp.add_pipe("irkg")`` sets ``doc._.statements``.

It reads the text of the document with its own models, whatever the pipeline has found, so that results are those of `kg`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import LANGUAGES, extract
from kg.jsonl import to_json
from kg.model import Article
from kg.ontology import load_ontology


def make(nlp: Language, name: str, date: str | None, min_confidence: float) -> Callable[[Doc], Doc]:
    """The step for a pipeline of French or English.

    `date` (ISO) is what relative dates count from; ``doc.user_data["date"]`` overrides it for one document.

    Raises:
        ValueError: the pipeline has another language.
    """
    if nlp.lang not in LANGUAGES:
        raise ValueError(
            f"irkg reads {' and '.join(LANGUAGES)}, not {nlp.lang!r}; add it to a pipeline of one of these"
        )
    lang: str = nlp.lang
    ontology = load_ontology()
    if not Doc.has_extension("statements"):
        Doc.set_extension("statements", default=())

    def step(doc: Doc) -> Doc:
        article = Article("doc", doc.text, lang=lang, date=doc.user_data.get("date", date))
        ((_, found),) = extract([article], ontology)
        said: tuple[dict[str, Any], ...] = tuple(to_json(s) for s in found if s.confidence >= min_confidence)
        doc._.statements = said
        return doc

    return step


Language.factory("irkg", default_config={"date": None, "min_confidence": 0.0}, func=make)
