"""The frame of the page: template, style, script and drawing library in one file under a strict policy.

Whatever comes from a text is data here, never markup; the page may run the scripts whose hash it names, nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

SCRIPTS = ("state.js", "map.js", "panel.js", "page.js")
"""In the order in which they need each other."""


def fill(*, title: str, data: dict[str, Any]) -> str:
    """The page with a title and the records of `kg.view.payload` and `kg.view.network`.

    >>> "<title>A &lt; B</title>" in fill(title="A < B", data={})
    True
    """
    words = json.loads(_asset("words.json"))
    style, script, library = _asset("page.css"), _script(), _library()
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    return environment.from_string(_asset("page.html")).render(
        title=title, words=words["en"], policy=_policy(style, library, script),
        style=Markup(style), script=Markup(script), library=Markup(library),
        data=embed(data), all_words=embed(words),
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
    """Nothing may load; only these very scripts and this style may act."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
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
