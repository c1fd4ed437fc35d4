"""The query page in a real browser: it asks this server and nobody else, and shows what it answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.serve.conftest import graph, serving

__all__ = ["graph"]


@pytest.fixture(scope="module")
def address(graph: Any) -> Iterator[str]:
    with serving(graph) as url:
        yield url


def test_it_runs_a_query_and_asks_nobody_else(chromium: Any, address: str) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(address)
    page.wait_for_selector(".yasqe .CodeMirror")
    choice = page.locator("#examples")
    assert choice.locator("option").count() > 15
    choice.select_option(label="The direct triples: what articles affirm and none denies.")
    page.locator(".yasqe_queryButton").first.click()
    page.wait_for_selector(".yasr_results table, .yasr table", timeout=60_000)
    page.get_by_text("suspends dialogue with").first.wait_for(timeout=60_000)
    page.locator(".CodeMirror").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n# ex:thing rdfs:lab")
    page.wait_for_timeout(500)
    page.close()
    outside = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert outside == []
    assert errors == []


@pytest.mark.parametrize("path", ["ask", "ask/partners?a=Russia", "id/russia", ""])
def test_pages_are_accessible_and_load_nothing_from_elsewhere(chromium: Any, address: str, path: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = chromium.new_page(bypass_csp=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    if path:  # the editor is not ours to mend
        found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
        assert found.violations_count == 0, found.generate_report()
    page.close()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
