"""The pyvis network: one box an actor, one curved edge a directed dyad, positions fixed.

It uses pyvis to build and vis-network to draw; never its templates, menus, `show()` or CDN links.
Colours, widths and labels depend on filters and theme, so the page sets them, not this module.
"""

from __future__ import annotations

import json
import math
import textwrap
from collections import Counter
from typing import Any

from pyvis.network import Network

from kg.graph.data import ActorNode, GraphData
from kg.view.layout import Box, place
from kg.view.payload import FACTS, dyad_id

CORE = 80
"""Actors with a careful layout; the page draws as many at first."""
CURVE = 0.16
"""Enough to part the two directions of a dyad."""
OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "keyboard": False, "hideEdgesOnDrag": False},
    "nodes": {"shape": "box", "borderWidth": 1, "widthConstraint": {"maximum": 170}, "margin": 7},
    "edges": {
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": CURVE},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "selectionWidth": 1,
        "hoverWidth": 1,
    },
}


def draw(data: GraphData) -> dict[str, Any]:
    """Nodes, edges and options as vis-network takes them.

    >>> draw(GraphData(actors=(), edges=()))["nodes"]
    []
    """
    acts, facts = _ties(data, facts=False), _ties(data, facts=True)
    degree = _degree(acts)
    ranked = sorted(data.actors, key=lambda actor: (-degree[actor.id], actor.id))
    sizes = {actor.id: _font(degree[actor.id], max(degree.values(), default=1)) for actor in ranked}
    boxes = {actor.id: box(actor, sizes[actor.id]) for actor in ranked}
    core = min(CORE, sum(1 for actor in ranked if degree[actor.id]))
    dyads = [(dyad.subject_id, dyad.object_id) for dyad in data.dyads()]
    bend = (CURVE + 1) / 4 * math.sin(CURVE * math.pi / 2)
    spots = place([a.id for a in ranked], acts + facts + _parents(data), boxes, core=core, arrows=dyads, curve=bend)
    network = Network(directed=True)
    network.set_options(json.dumps(OPTIONS))
    for actor in ranked:
        x, y = spots[actor.id]
        width, height = boxes[actor.id]
        network.add_node(
            actor.id, label=actor.labels.get("en") or actor.id, shape="box", group=actor.kind,
            x=x, y=y, font={"size": sizes[actor.id]}, box=[round(width), round(height)],
        )  # fmt: skip
    for subject, object_ in dyads:
        network.add_edge(subject, object_, id=dyad_id(subject, object_))
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def box(actor: ActorNode, size: int) -> Box:
    """The room a label takes at a font size, in whichever language it is longer; an estimate without a font."""
    texts = [actor.labels.get(lang) or actor.id for lang in ("en", "fr")]
    lines = [textwrap.wrap(text, max(8, int(156 / (0.56 * size)))) or [""] for text in texts]
    longest = max(len(line) for text in lines for line in text)
    return min(170.0, longest * 0.56 * size) + 14, max(len(text) for text in lines) * size * 1.15 + 14


def _font(degree: int, highest: int) -> int:
    return 14 + round(7 * math.sqrt(degree / highest))


def _ties(data: GraphData, *, facts: bool) -> Counter[tuple[str, str]]:
    """How many statements each pair shares, whatever the direction; offices and memberships apart from acts."""
    pairs: Counter[tuple[str, str]] = Counter()
    for edge in data.edges:
        if edge.object_id is not None and (edge.type in FACTS) == facts:
            one, other = sorted((edge.subject_id, edge.object_id))
            pairs[one, other] += 1
    return pairs


def _parents(data: GraphData) -> Counter[tuple[str, str]]:
    known = {actor.id for actor in data.actors}
    pairs: Counter[tuple[str, str]] = Counter()
    for actor in data.actors:
        if actor.parent_id in known and actor.parent_id is not None:
            one, other = sorted((actor.id, actor.parent_id))
            pairs[one, other] += 1
    return pairs


def _degree(ties: Counter[tuple[str, str]]) -> Counter[str]:
    degree: Counter[str] = Counter()
    for (one, other), count in ties.items():
        for actor in {one, other}:
            degree[actor] += count
    return degree
