"""The RDF graph: store, conclusions, questions, exports, validation.

No other package but `kg.ontology` touches RDF; what leaves here are records of `kg.graph.data` and text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.graph.data import ActorNode, Dyad, EdgeStatement, GraphData
from kg.graph.export import FORMATS as EXPORT_FORMATS
from kg.graph.export import Selection, export
from kg.graph.imported import Record, codes
from kg.graph.names import local_name
from kg.graph.protocol import GRAPHS as GRAPH_TYPES
from kg.graph.protocol import ROWS as ROW_TYPES
from kg.graph.protocol import to_format
from kg.graph.query import Rows
from kg.graph.questions import Parameter, Question, fill, named_queries, question, read_value, without_values
from kg.graph.records import dyads, graph_data
from kg.graph.render import FORMATS as ROW_FORMATS
from kg.graph.render import render_rows
from kg.graph.status import Status, status
from kg.graph.store import Derived, Store, StoredArticle
from kg.graph.validate import ValidationReport, Violation, validate

if TYPE_CHECKING:
    from kg.graph.remote import RemoteStore

__all__ = [
    "EXPORT_FORMATS",
    "GRAPH_TYPES",
    "ROW_FORMATS",
    "ROW_TYPES",
    "ActorNode",
    "Derived",
    "Dyad",
    "EdgeStatement",
    "GraphData",
    "Parameter",
    "Question",
    "Record",
    "RemoteStore",
    "Rows",
    "Selection",
    "Status",
    "Store",
    "StoredArticle",
    "ValidationReport",
    "Violation",
    "codes",
    "dyads",
    "export",
    "fill",
    "graph_data",
    "local_name",
    "named_queries",
    "question",
    "read_value",
    "render_rows",
    "status",
    "to_format",
    "validate",
    "without_values",
]


def __getattr__(name: str) -> Any:
    """`RemoteStore` when it is asked for: it brings a client of the web, which takes longer to load than all the rest."""
    if name == "RemoteStore":
        from kg.graph.remote import RemoteStore

        return RemoteStore
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
