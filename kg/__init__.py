"""irkg: who did what to whom, and where it says so.

The package is used through the command ``kg``; from Python, `kg.pipeline.build`, `kg.extract.extract` and `kg.graph.Store` are the doors.
"""

__version__ = "0.1.0"
__all__ = ["__version__"]
