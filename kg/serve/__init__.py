"""The graph on the web: a SPARQL endpoint, a page for each thing, a query page and the network, all read-only.

Queries run in processes of their own, which are ended when they take too long; the server itself never touches the graph.
Nothing is imported before it is asked for: each of those processes would wait for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.serve.app import application
    from kg.serve.config import Config
    from kg.serve.run import serve

__all__ = ["Config", "application", "serve"]
_HOMES = {"Config": "config", "application": "app", "serve": "run"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"kg.serve.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
