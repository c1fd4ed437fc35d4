"""A headless Chromium that lets no request out and writes down every error of the page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kg.graph.data import GraphData
from kg.view import render

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@cache
def page_of(data: GraphData) -> str:
    """Tests share a page as long as they share a graph."""
    return render(data, title="Winter")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright, to test the page")
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("no Chromium: apt-get install chromium, or set CHROMIUM to its path")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Sheet:
    """An open page, with what it asked for and what went wrong."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def state(self) -> dict[str, str]:
        return dict(self.page.evaluate("irkg.state()"))

    def heading(self) -> str:
        return str(self.page.text_content("#panel h2"))

    def edges(self) -> set[str]:
        return set(self.page.evaluate("irkg.network.body.data.edges.getIds()"))

    def nodes(self) -> set[str]:
        return set(self.page.evaluate("irkg.network.body.data.nodes.getIds()"))

    def labels(self) -> dict[str, str]:
        return dict(self.page.evaluate("Object.fromEntries(irkg.network.body.data.nodes.map(n => [n.id, n.label]))"))

    def texts(self, selector: str) -> list[str]:
        return [node.text_content().strip() for node in self.page.locator(selector).all()]

    def boxes(self) -> dict[str, tuple[float, float, float, float]]:
        """Left, top, right and bottom of each drawn actor, in pixels of the canvas."""
        found = self.page.evaluate("""irkg.network.body.data.nodes.getIds().map(id => {
            const { shape: { width, height } } = irkg.network.body.nodes[id], { x, y } = irkg.network.getPosition(id);
            const at = (dx, dy) => irkg.network.canvasToDOM({ x: x + dx * width / 2, y: y + dy * height / 2 });
            return [id, at(-1, -1).x, at(-1, -1).y, at(1, 1).x, at(1, 1).y];
        })""")
        return {name: tuple(sides) for name, *sides in found}

    def overlaps(self) -> list[tuple[str, str]]:
        """Pairs of drawn actors of which one hides a part of the other."""
        return [
            (one, other)
            for (one, a), (other, b) in combinations(self.boxes().items(), 2)
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        ]

    def out_of_sight(self) -> list[str]:
        """Drawn actors that stick out of the canvas."""
        frame = self.page.locator("#canvas").bounding_box()
        return [
            name for name, (left, top, right, bottom) in self.boxes().items()
            if left < 0 or top < 0 or right > frame["width"] or bottom > frame["height"]
        ]  # fmt: skip

    def smallest_letters(self) -> float:
        """Height of the smallest name of an actor, in pixels of the screen."""
        return float(
            self.page.evaluate(
                "irkg.network.getScale() * Math.min(...irkg.network.body.data.nodes.map(n => n.font.size))"
            )
        )

    def saved(self, button: str) -> tuple[str, bytes]:
        """The name and the content of what a button of the menu saves."""
        self.page.click("#save summary")
        with self.page.expect_download() as download:
            self.page.click(button)
        return download.value.suggested_filename, download.value.path().read_bytes()

    def copied(self) -> str:
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    def click_at(self, point: str) -> None:
        """Click on the canvas at a network coordinate given as JavaScript."""
        where = self.page.evaluate(f"irkg.network.canvasToDOM({point})")
        # vis-network answers a click only after it is sure that it is no double click.
        self.page.locator("#canvas canvas").click(position=where)
        self.page.wait_for_timeout(400)


Opener = Callable[..., Sheet]


@pytest.fixture
def sheet(chromium: Any, tmp_path: Path) -> Iterator[Opener]:
    contexts = []

    def show(
        data: GraphData,
        address: str = "",
        *,
        locale: str = "en-GB",
        scheme: str = "light",
        size: tuple[int, int] = (1400, 900),
        script: bool = True,
        page: str | None = None,
        waits: bool = True,
    ) -> Sheet:
        file = tmp_path / "page.html"
        file.write_text(page or page_of(data), encoding="utf-8")
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, locale=locale, color_scheme=scheme, accept_downloads=True,
            java_script_enabled=script, has_touch=size[0] < 800, permissions=["clipboard-read", "clipboard-write"],
        )  # fmt: skip
        contexts.append(context)
        opened = Sheet(context.new_page())

        def watch(route: Any) -> None:
            url = route.request.url
            if url.startswith(f"file://{file}"):
                route.continue_()
            else:
                opened.requests.append(url)
                route.abort()

        context.route("**/*", watch)
        opened.page.on("pageerror", lambda error: opened.errors.append(str(error)))
        opened.page.on("console", lambda m: opened.errors.append(m.text) if m.type in ("error", "warning") else None)
        opened.page.goto(f"file://{file}{address}")
        if script and waits:
            opened.page.wait_for_function("globalThis.irkg !== undefined")
            opened.page.wait_for_timeout(300)
        return opened

    yield show
    for context in contexts:
        context.close()
