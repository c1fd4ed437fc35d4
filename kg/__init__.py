"""irkg: who did what to whom, and where it says so.

Most use it through the command ``kg``. From Python, `kg.pipeline.build` makes a graph, `kg.extract.extract` yields the
statements of articles, and `kg.graph.Store` answers questions; nothing is imported until it is asked for.
"""

__version__ = "0.1.0"
__all__ = ["__version__"]
