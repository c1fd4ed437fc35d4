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
from kg.model import FACT_TYPES
from kg.view.layout import LANDSCAPE, PORTRAIT, SMALL, Box, place
from kg.view.payload import dyad_id

CORE = 70
"""Actors with a careful layout; the page draws as many at first."""
SMALLER = (("middle", 44, 100, SMALL), ("tall", 24, 40, PORTRAIT))
"""Layouts for canvases on which the names of so many could not be read: fewer actors and dyads, and their shape."""
MOST = 1000
"""Actors with a position of their own; the page never draws more, and finds a place for others beside these."""
ARROWS = 160
"""Dyads the page draws at first, besides the two strongest of each actor."""
CURVE = 0.16
"""Enough to part the two directions of a dyad."""
FACE = "arial, 'Liberation Sans', sans-serif"
OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "keyboard": False, "hideEdgesOnDrag": False},
    "nodes": {
        "shape": "box",
        "borderWidth": 1,
        "widthConstraint": {"maximum": 170},
        "margin": 6,
        "font": {"face": FACE},
    },
    "edges": {
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": CURVE},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "font": {"face": FACE},
        "selectionWidth": 1,
        "hoverWidth": 1,
    },
}

Pair = tuple[str, str]


def draw(data: GraphData, *, core: int = CORE) -> dict[str, Any]:
    """Nodes, edges and options as vis-network takes them, and how many of each to draw at first.

    >>> draw(GraphData(actors=(), edges=()))["nodes"]
    []
    """
    ties, facts = _ties(data, facts=False), _ties(data, facts=True)
    degree = _degree(ties)
    ranked = sorted(data.actors, key=lambda actor: (-degree[actor.id], actor.id))[:MOST]
    names = [actor.id for actor in ranked]
    sizes = {actor.id: _font(degree[actor.id], max(degree.values(), default=1)) for actor in ranked}
    boxes = {actor.id: box(actor, sizes[actor.id]) for actor in ranked}
    active = min(core, sum(1 for actor in ranked if degree[actor.id]))
    arrows = backbone(data, names[:active])
    bend = (CURVE + 1) / 4 * math.sin(CURVE * math.pi / 2)
    near = _among(ties + facts + _parents(data), set(names))
    spots = place(names, near, boxes, core=active, arrows=arrows, curve=bend, canvas=LANDSCAPE)
    smaller: dict[str, dict[str, tuple[int, int]]] = {}
    for name, count, most, canvas in SMALLER:
        few = names[: min(count, active)]
        among, lines = _among(ties, set(few)), backbone(data, few, most)
        smaller[name] = place(few, among, boxes, core=len(few), arrows=lines, curve=bend, canvas=canvas)
    network = Network(directed=True)
    network.set_options(json.dumps(OPTIONS))
    for actor in ranked:
        (x, y), (width, height) = spots[actor.id], boxes[actor.id]
        network.add_node(
            actor.id, label=actor.labels.get("en") or actor.id, shape="box", group=actor.kind,
            x=x, y=y, font={"size": sizes[actor.id]}, box=[round(width), round(height)],
            **_spots({name: layout[actor.id] for name, layout in smaller.items() if actor.id in layout}),
        )  # fmt: skip
    for subject, object_ in arrows:
        network.add_edge(subject, object_, id=dyad_id(subject, object_))
    nodes, edges, _, _, _, options = network.get_network_data()
    frames = [{"name": name, "actors": count, "arrows": most} for name, count, most, _ in SMALLER]
    return {"nodes": nodes, "edges": edges, "options": json.loads(options), "most": MOST, "asked": core > CORE,
            "frames": [{"name": "wide", "actors": core, "arrows": ARROWS}, *frames]}  # fmt: skip


def _spots(smaller: dict[str, tuple[int, int]]) -> dict[str, dict[str, list[int]]]:
    """Most actors stand in the wide layout alone, and need not say so."""
    return {"spots": {name: list(spot) for name, spot in smaller.items()}} if smaller else {}


def backbone(data: GraphData, names: list[str], most: int = ARROWS) -> list[Pair]:
    """The directed dyads worth drawing among these actors: the strongest, and each actor's two strongest."""
    among = set(names)
    weight: Counter[Pair] = Counter()
    for edge in data.edges:
        if edge.object_id and edge.type not in FACT_TYPES and {edge.subject_id, edge.object_id} <= among:
            weight[edge.subject_id, edge.object_id] += 1
    ranked = sorted(weight, key=lambda pair: (-weight[pair], pair))
    drawn: Counter[str] = Counter()
    kept = []
    for i, pair in enumerate(ranked):
        if i < most or min(drawn[pair[0]], drawn[pair[1]]) < 2:
            kept.append(pair)
            drawn.update(set(pair))
    return sorted(kept)


def box(actor: ActorNode, size: int) -> Box:
    """The room a label takes at a font size, in whichever language it is longer; an estimate without a font."""
    texts = [actor.labels.get(lang) or actor.id for lang in ("en", "fr")]
    lines = [textwrap.wrap(text, max(8, int(156 / (0.56 * size)))) or [""] for text in texts]
    # Narrow letters may fit on one line what wide ones would not: room for the longest line either way.
    whole = [0.5 * len(text) * size for text in texts if 0.46 * len(text) * size <= 156]
    longest = max(0.56 * len(line) * size for text in lines for line in text)
    return min(170.0, max(longest, *whole, 0)) + 14, max(len(text) for text in lines) * size * 1.15 + 14


def _font(degree: int, highest: int) -> int:
    return 14 + round(9 * math.sqrt(degree / highest))


def _ties(data: GraphData, *, facts: bool) -> Counter[Pair]:
    """How many statements each pair shares, whatever the direction; offices and memberships apart from acts."""
    pairs: Counter[Pair] = Counter()
    for edge in data.edges:
        if edge.object_id is not None and (edge.type in FACT_TYPES) == facts:
            one, other = sorted((edge.subject_id, edge.object_id))
            pairs[one, other] += 1
    return pairs


def _among(ties: Counter[Pair], names: set[str]) -> Counter[Pair]:
    return Counter({pair: weight for pair, weight in ties.items() if names.issuperset(pair)})


def _parents(data: GraphData) -> Counter[Pair]:
    known = {actor.id for actor in data.actors}
    pairs: Counter[Pair] = Counter()
    for actor in data.actors:
        if actor.parent_id in known and actor.parent_id is not None:
            one, other = sorted((actor.id, actor.parent_id))
            pairs[one, other] += 1
    return pairs


def _degree(ties: Counter[Pair]) -> Counter[str]:
    degree: Counter[str] = Counter()
    for (one, other), count in ties.items():
        for actor in {one, other}:
            degree[actor] += count
    return degree
