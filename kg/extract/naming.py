"""A name for an open relation: of the relations of its type, the one whose label says most nearly what the verb says."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from kg.extract.encoder import Vectors, encode
from kg.model import Relation
from kg.ontology import Ontology


def nearest(type_: str, predicate: str, ontology: Ontology) -> Relation:
    """The relation of an event type whose label, in either language, is nearest to a predicate ("livrer missile")."""
    relations = tuple(r for r in ontology.relations.values() if r.type == type_)
    labels = tuple((r.labels["en"], r.labels["fr"]) for r in relations)
    likeness = (_vectors(labels) @ encode([predicate])[0]).reshape(len(relations), 2).max(axis=1)
    return relations[int(np.argmax(likeness))]


@lru_cache(maxsize=32)
def _vectors(labels: tuple[tuple[str, str], ...]) -> Vectors:
    """English and French label of each relation in turn."""
    return encode([label for pair in labels for label in pair])
