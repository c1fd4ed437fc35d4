"""Takes the screenshots of docs/: the page of a graph, light and dark, on a desktop and on a phone.

Run it by hand when the page has changed, and look at what it wrote: `python scripts/screenshots.py STORE NAME`.
It needs Chromium and playwright.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from PIL import Image
from playwright.sync_api import sync_playwright

from kg.graph import Store, graph_data
from kg.view import render
from tests.browser.conftest import FLAGS

DOCS = Path(__file__).parent.parent / "docs"
SHOTS = {
    "desktop-light": ((1400, 900), "light", "lang=en"),
    "desktop-dark": ((1680, 1000), "dark", "lang=fr&pattern=groups&view=table"),
    "phone-light": ((390, 844), "light", "lang=fr"),
    "phone-dark": ((390, 844), "dark", "lang=en"),
}
COLOURS = 192
"""A page has few colours: so a picture stays far below 300 kB."""


def main(store: str, name: str) -> None:
    """Write one picture a way of looking at it."""
    with Store.open(Path(store), read_only=True) as graph:
        page = render(graph_data(graph))
    DOCS.mkdir(exist_ok=True)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        for shot, ((width, height), scheme, address) in SHOTS.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            tab = context.new_page()
            tab.goto(f"file://{file}#{address}")
            tab.wait_for_timeout(1000)
            image = (
                Image.open(BytesIO(tab.screenshot()))
                .convert("RGB")
                .quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            )
            image.save(DOCS / f"{name}-{shot}.png", optimize=True)
            print(f"{name}-{shot}.png {(DOCS / f'{name}-{shot}.png').stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
