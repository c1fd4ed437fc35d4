"""Pictures for print: the network, who is how to whom, and events over time, as SVG and PNG with a caption.

They are drawn by matplotlib from the same records as the page; equal graphs give equal bytes on one version of it.
Each shows only what it is given: choose statements with `kg.graph.Selection` first.
"""

from __future__ import annotations

import json
import math
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch
from matplotlib.text import Text

from kg.graph.data import ActorNode, EdgeStatement, GraphData
from kg.model import FACT_TYPES
from kg.view import bare
from kg.view.layout import place
from kg.view.network import box

GOOD, BAD, PLAIN, INK, DARK = "#0b5cad", "#b84300", "#8b929c", "#17202c", "#24364d"
"""The colours of the page: blue and orange, which colour-blind readers can tell apart."""
ACTORS = 40
ARROWS = 90
SQUARE = 16
"""Actors of the heatmap."""
DOTS = 200
FONT = 15
"""Height of a letter in the units of the layout."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Tie:
    events: int
    tone: float


def pictures(data: GraphData, *, title: str = "", lang: str = "en") -> Iterator[tuple[str, bytes]]:
    """File names and contents: ``network``, ``heatmap`` and ``timeline``, each as ``.svg`` and ``.png``.

    >>> [name for name, _ in pictures(GraphData(actors=(), edges=()))]
    []
    """
    acts = [e for e in data.edges if e.type not in FACT_TYPES]
    if not acts:
        return
    words = json.loads(files("kg.view").joinpath("words.json").read_text("utf-8"))[lang]
    plot: dict[str, Callable[[Figure, GraphData, list[EdgeStatement], dict[str, str], str], None]] = {
        "network": _network, "heatmap": _heatmap, "timeline": _timeline,
    }  # fmt: skip
    # A dollar sign in a name is one, not the begin of a formula.
    with mpl.rc_context(
        {"svg.hashsalt": "irkg", "font.family": "DejaVu Sans", "font.size": 8, "text.parse_math": False}
    ):
        for name, draw in plot.items():
            figure = Figure(figsize=(10, 3.6 if name == "timeline" else 7.4), layout="constrained")
            FigureCanvasAgg(figure)
            draw(figure, data, acts, words, lang)
            figure.suptitle(f"{title or words['start']} – {words[name + 'Picture']}", fontsize=11, color=INK)
            figure.supxlabel("\n".join(textwrap.wrap(_caption(data, words), 150)), fontsize=7, color="#525c6b")
            yield f"{name}.svg", _bytes(figure, "svg")
            yield f"{name}.png", _bytes(figure, "png")


def _bytes(figure: Figure, form: str) -> bytes:
    stream = BytesIO()
    metadata: dict[str, Any] = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
    figure.savefig(stream, format=form, dpi=DOTS, metadata=metadata, facecolor="white")
    return stream.getvalue()


def _caption(data: GraphData, words: dict[str, str]) -> str:
    """Period, counts, sources and the coding scheme."""
    names = sorted({e.publisher for e in data.edges if e.publisher})
    listed = ", ".join(names[:4]) + (" …" if len(names) > 4 else "")
    return " · ".join(filter(None, (bare.about(data, words), listed, words["coding"])))


def _ties(acts: list[EdgeStatement]) -> dict[Pair, _Tie]:
    events: dict[Pair, dict[str | None, float]] = defaultdict(dict)
    for e in acts:
        if e.object_id:
            events[e.subject_id, e.object_id][e.event_id] = e.intensity
    return {pair: _Tie(len(tones), sum(tones.values()) / len(tones)) for pair, tones in sorted(events.items())}


def _ranked(ties: dict[Pair, _Tie]) -> list[str]:
    degree: Counter[str] = Counter()
    for pair, tie in ties.items():
        for actor in set(pair):
            degree[actor] += tie.events
    return sorted(degree, key=lambda actor: (-degree[actor], actor))


def _names(data: GraphData, lang: str) -> dict[str, ActorNode]:
    """Actors by slug, whose label is that of one language."""
    return {
        a.id: ActorNode(a.id, a.iri, dict.fromkeys(("en", "fr"), a.labels.get(lang) or a.id), a.kind)
        for a in data.actors
    }


def _colour(tone: float) -> str:
    return PLAIN if abs(tone) < 0.5 else GOOD if tone > 0 else BAD


def _network(
    figure: Figure, data: GraphData, acts: list[EdgeStatement], words: dict[str, str], lang: str
) -> None:  # fmt: skip
    ties, actors = _ties(acts), _names(data, lang)
    ranked = _ranked(ties)[:ACTORS]
    among = sorted(
        (pair for pair in ties if set(pair) <= set(ranked) and pair[0] != pair[1]),
        key=lambda pair: (-ties[pair].events, pair),
    )[:ARROWS]
    ranked = [actor for actor in ranked if any(actor in pair for pair in among)]
    boxes = {actor: box(actors[actor], FONT) for actor in ranked}
    weights = Counter({tuple(sorted(pair)): 0.0 for pair in among})
    for pair in among:
        weights[tuple(sorted(pair))] += ties[pair].events
    weight: dict[Pair, float] = {(one, other): value for (one, other), value in weights.items()}
    spots = place(ranked, weight, boxes, core=len(ranked), arrows=among, curve=0.1)
    axes = figure.subplots()
    axes.set_axis_off()
    shown = {}
    for actor in ranked:
        state = actors[actor].kind == "State"
        shown[actor] = axes.text(
            spots[actor][0], -spots[actor][1], _wrapped(actors[actor].labels["en"]), ha="center", va="center", fontsize=7,
            color="white" if state else INK, zorder=2, wrap=False,
            bbox={"boxstyle": "round,pad=0.3", "facecolor": DARK if state else "white", "edgecolor": "#4b5a6c",
                  "linewidth": 0.8},
        )  # fmt: skip
    for pair in reversed(among):
        tie = ties[pair]
        axes.add_patch(_Arrow(
            shown[pair[0]], shown[pair[1]], linewidth=0.7 + 0.8 * math.log2(tie.events), color=_colour(tie.tone),
            linestyle=(0, (5, 2)) if tie.tone <= -0.5 else "solid",
        ))  # fmt: skip
    if ranked:
        across, down = [x for x, _ in spots.values()], [-y for _, y in spots.values()]
        axes.set_xlim(min(across) - 90, max(across) + 90)
        axes.set_ylim(min(down) - 40, max(down) + 40)
    handles = [
        Line2D([], [], color=GOOD, label=words["cooperation"]),
        Line2D([], [], color=BAD, linestyle=(0, (5, 2)), label=words["conflict"]),
        Line2D([], [], color=PLAIN, label=words["tone0"]),
        Line2D([], [], color=DARK, linestyle="none", marker="s", label=words["State"]),
    ]
    axes.legend(
        handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=4, frameon=False, title=words["edgeNote"],
        title_fontsize=7,
    )  # fmt: skip


def _wrapped(label: str) -> str:
    return "\n".join(textwrap.wrap(label, max(8, int(156 / (0.56 * FONT)))))


class _Arrow(FancyArrowPatch):
    """From the box of one name to that of another, however large they are in the end."""

    def __init__(self, begin: Text, end: Text, **look: Any) -> None:
        self._ends = (begin, end)
        super().__init__(
            begin.get_position(), end.get_position(), patchA=begin.get_bbox_patch(), patchB=end.get_bbox_patch(),
            connectionstyle="arc3,rad=0.12", arrowstyle="-|>", mutation_scale=8, shrinkA=0, shrinkB=1, zorder=1, **look,
        )  # fmt: skip

    def draw(self, renderer: RendererBase) -> None:
        """Boxes are measured when they are drawn, and that is after the arrows, which must not cross them."""
        for text in self._ends:
            text.update_bbox_position_size(renderer)
        super().draw(renderer)


def _heatmap(
    figure: Figure, data: GraphData, acts: list[EdgeStatement], words: dict[str, str], lang: str
) -> None:  # fmt: skip
    ties, actors = _ties(acts), _names(data, lang)
    ranked = _ranked(ties)[:SQUARE]
    nothing = float("nan")
    tones = [[ties[a, b].tone if (a, b) in ties else nothing for b in ranked] for a in ranked]
    axes = figure.subplots()
    scale = LinearSegmentedColormap.from_list("tone", ["#b84300", "#f0b27a", "#f4f5f7", "#8fbbe6", "#0b5cad"])
    shown = axes.imshow(tones or [[nothing]], cmap=scale, vmin=-10, vmax=10, aspect="auto")
    for i, a in enumerate(ranked):
        for j, b in enumerate(ranked):
            if tie := ties.get((a, b)):
                strong = "white" if abs(tie.tone) > 6 else INK
                axes.text(j, i, str(tie.events), ha="center", va="center", fontsize=7, color=strong)
    labels = [actors[actor].labels["en"] for actor in ranked]
    axes.set_xticks(range(len(ranked)), labels, rotation=45, ha="left")
    axes.set_yticks(range(len(ranked)), labels)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_ylabel(words["subject"])
    axes.set_xlabel(f"{words['object']} ({words['heatmapNote']})")
    figure.colorbar(shown, ax=axes, label=words["tone"], shrink=0.7)


def _timeline(
    figure: Figure, data: GraphData, acts: list[EdgeStatement], words: dict[str, str], lang: str
) -> None:  # fmt: skip
    once = {e.event_id: (e.date or e.article_date or "", e.intensity) for e in acts}
    dated = sorted(pair for pair in once.values() if pair[0])
    cut = 7 if dated and int(dated[-1][0][:4]) - int(dated[0][0][:4]) < 20 else 4
    keys = _span(dated[0][0], dated[-1][0], months=cut == 7) if dated else []
    place_of = {key: i for i, key in enumerate(keys)}
    good, bad = [0] * len(keys), [0] * len(keys)
    for date, tone in dated:
        i = place_of[(date if len(date) > 4 or cut == 4 else f"{date}-01")[:cut]]
        good[i] += tone >= 0.5
        bad[i] -= tone <= -0.5
    axes = figure.subplots()
    axes.bar(range(len(keys)), good, color=GOOD, label=words["cooperation"])
    axes.bar(range(len(keys)), bad, color=BAD, hatch="////", edgecolor="white", linewidth=0, label=words["conflict"])
    axes.axhline(0, color=INK, linewidth=0.6)
    every = max(1, math.ceil(len(keys) / 14))
    axes.set_xticks(range(0, len(keys), every), keys[::every])
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    axes.set_ylabel(words["number"])
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="upper left")


def _span(first: str, last: str, *, months: bool) -> list[str]:
    """Every month, or every year, from one date to another: a gap in the news must look like one."""
    if not months:
        return [f"{year:04d}" for year in range(int(first[:4]), int(last[:4]) + 1)]
    begin, end = (int(d[:4]) * 12 + (int(d[5:7]) - 1 if len(d) > 4 else 0) for d in (first, last))
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(begin, end + 1)]
