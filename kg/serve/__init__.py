"""The graph on the web: a SPARQL endpoint, a page for each thing, a query page and the network, all read-only.

Queries run in processes of their own, which are ended when they take too long; the server itself never touches the graph.
"""

from __future__ import annotations

from kg.serve.app import application
from kg.serve.config import Config
from kg.serve.run import serve

__all__ = ["Config", "application", "serve"]
