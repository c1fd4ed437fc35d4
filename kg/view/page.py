"""The frame of the page: template, style, scripts and drawing library in one file under a strict policy.

Whatever comes from a text is data here, never markup; the page may run the scripts whose hash it names, nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from jinja2 import Environment
from markupsafe import Markup

from kg.graph.data import GraphData
from kg.view import bare

SCRIPTS = (
    "records.js", "state.js", "words.js", "rows.js", "patterns.js", "spots.js", "map.js", "time.js", "panel.js",
    "profile.js", "table.js", "beside.js", "find.js", "save.js", "controls.js", "page.js",
)  # fmt: skip
"""In the order in which they need each other."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the page opens; what is empty follows the reader's browser."""

    lang: Literal["", "en", "fr"] = ""
    theme: Literal["", "light", "dark"] = ""


def fill(*, title: str, graph: GraphData, data: dict[str, Any], evidence: list[Any], look: Look) -> str:
    """The page with a title, the records of `kg.view.payload` and `kg.view.network`, and the evidence.

    >>> nothing = GraphData(actors=(), edges=())
    >>> "<title>A &lt; B</title>" in fill(title="A < B", graph=nothing, data={}, evidence=[], look=Look())
    True
    """
    words = json.loads(_asset("words.json"))
    lang = look.lang or "en"
    style, script, library = _asset("page.css"), _script(), _library()
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    statements, articles, publishers = bare.counts(graph)
    begin, end = bare.period(graph)
    shown = data | {
        "title": title, "look": {"lang": look.lang, "theme": look.theme},
        "about": {"statements": statements, "articles": articles, "publishers": publishers, "from": begin, "to": end},
    }  # fmt: skip
    return environment.from_string(_asset("page.html")).render(
        title=title or words[lang]["start"], lang=lang, words=words[lang], policy=_policy(style, library, script),
        style=Markup(style), script=Markup(script), library=Markup(library), theme=look.theme,
        data=embed(shown), all_words=embed(words), evidence=[embed(piece) for piece in evidence],
        rows=bare.rows(graph, lang),
        about=bare.about(graph, words[lang]),
    )  # fmt: skip


def embed(value: object) -> Markup:
    r"""JSON that cannot end the script element it stands in.

    >>> embed(["</script>"])
    Markup('["\\u003c/script\\u003e"]')
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _policy(style: str, *scripts: str) -> str:
    """Nothing may load; only these very scripts and this style may act, and no text becomes markup."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )  # fmt: skip


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return _lines(files("kg.view").joinpath(name).read_text("utf-8"))


@cache
def _script() -> str:
    """The parts of the page's own script, in one scope that leaks no name."""
    return "\n".join(['"use strict";', "(() => {", *(_asset(name) for name in SCRIPTS), "})();", ""])


@cache
def _library() -> str:
    """vis-network as pyvis ships it, with its licence, without the link to a source map that is not there."""
    path = files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
    code, _, _ = _lines(path.read_text("utf-8")).partition("\n//# sourceMappingURL=")
    return code


def _lines(text: str) -> str:
    # Browsers hash a script after turning CR LF into LF.
    return text.replace("\r\n", "\n").replace("\r", "\n")
