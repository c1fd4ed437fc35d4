"""What the steps of the layout pass on: boxes, points, pairs, and the room that boxes keep.

It places nothing.
"""

from __future__ import annotations

Box = tuple[float, float]
"""Width and height of a drawn actor in pixels."""
Point = tuple[float, float]
Pair = tuple[str, str]

GAP = (34.0, 26.0)
"""Free space kept between two boxes, so that arrows find a way."""
APART = (80.0, 52.0)
"""The same for two boxes with an arrow between them: it must be seen, and read."""
