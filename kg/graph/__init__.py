"""The RDF graph: store, conclusions, questions, exports, validation.

No other package but `kg.ontology` touches RDF; what leaves here are records of `kg.graph.data` and text.
"""

from __future__ import annotations

from kg.graph.data import ActorNode, Dyad, EdgeStatement, GraphData
from kg.graph.query import NamedQuery, Rows, named_queries
from kg.graph.store import Derived, Store, StoredArticle

__all__ = [
    "ActorNode", "Derived", "Dyad", "EdgeStatement", "GraphData", "NamedQuery", "Rows", "Store", "StoredArticle",
    "named_queries",
]  # fmt: skip
