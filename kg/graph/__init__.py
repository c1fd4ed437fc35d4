"""The RDF graph: store, conclusions, questions, exports, validation.

No other package but `kg.ontology` touches RDF; what leaves here are records of `kg.graph.data` and text.
"""

from __future__ import annotations

from kg.graph.data import ActorNode, Dyad, EdgeStatement, GraphData
from kg.graph.export import FORMATS as EXPORT_FORMATS
from kg.graph.export import export
from kg.graph.query import Rows
from kg.graph.questions import Parameter, Question, fill, named_queries, question
from kg.graph.records import dyads, graph_data
from kg.graph.render import FORMATS as ROW_FORMATS
from kg.graph.render import render_rows
from kg.graph.store import Derived, Store, StoredArticle
from kg.graph.validate import ValidationReport, Violation, validate

__all__ = [
    "EXPORT_FORMATS",
    "ROW_FORMATS",
    "ActorNode",
    "Derived",
    "Dyad",
    "EdgeStatement",
    "GraphData",
    "Parameter",
    "Question",
    "Rows",
    "Store",
    "StoredArticle",
    "ValidationReport",
    "Violation",
    "dyads",
    "export",
    "fill",
    "graph_data",
    "named_queries",
    "question",
    "render_rows",
    "validate",
]
