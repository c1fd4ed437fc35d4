"""Measures the page in Chromium against plain pyvis on the same graph: until it can be used, and how it pans.

It needs Chromium and playwright, and decides nothing. Usable means that the network has been drawn and the browser has
painted it and is idle; with physics on, pyvis is given `PATIENCE` seconds. Run `make bench` on a machine that does
nothing else.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.graph.data import GraphData
from kg.view import render
from tests.browser.conftest import FLAGS
from tests.browser.world import large

SIZES = ((300, 2_000), (1_000, 5_000), (10_000, 50_000))
PATIENCE = 300
PHYSICS_UP_TO = 1_000
"""Actors beyond which plain pyvis is not run with physics: at 3,000 it draws nothing in five minutes."""

# The first frame of a network, told by the library itself, as soon as pyvis has made one.
WATCH = """
let made;
Object.defineProperty(globalThis, "network", { configurable: true, get: () => made, set(network) {
  made = network;
  network?.on("afterDrawing", () => { globalThis.firstFrame ??= performance.now(); });
} });
"""
# Whole redraws, one after the other, while the view moves: what a hand that drags would see.
PAN = """
async () => {
  const network = globalThis.irkg?.network ?? globalThis.network;
  const times = [];
  const start = network.getViewPosition();
  await new Promise((done) => {
    let n = 0;
    let last = performance.now();
    const move = () => {
      const now = performance.now();
      times.push(now - last);
      last = now;
      if (++n > 30 || times.reduce((a, b) => a + b, 0) > 15000) return done();
      network.moveTo({ position: { x: start.x + 6 * n, y: start.y + 3 * n }, animation: false });
      requestAnimationFrame(move);
    };
    requestAnimationFrame(move);
  });
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)];
}
"""


def plain(data: GraphData, *, physics: bool) -> str:
    """What pyvis makes of it with its defaults: every statement an edge, with its sentence as title."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", width="100%", height="900px")
    network.toggle_physics(physics)
    for actor in data.actors:
        network.add_node(actor.id, label=actor.labels["en"], title=actor.kind)
    for edge in data.edges:
        if edge.object_id:
            network.edges.append({"from": edge.subject_id, "to": edge.object_id, "arrows": "to",
                                  "label": edge.relation_labels["en"], "title": edge.quote})  # fmt: skip
    return str(network.generate_html())


def measure(browser: Any, page: str, folder: Path, ours: bool) -> tuple[float, float]:
    """Seconds until the page can be used, and milliseconds for a frame while panning."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE * 1000)
    if not ours:
        tab.add_init_script(WATCH)
    start = time.perf_counter()
    try:
        tab.goto(f"file://{file}", wait_until="commit")
        # Asked again and again from outside: the policy of our page forbids playwright's own way of waiting.
        while not tab.evaluate("Boolean(globalThis.irkg || globalThis.firstFrame)"):
            if time.perf_counter() - start > PATIENCE:
                return float("inf"), float("inf")
            time.sleep(0.02)
        tab.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        usable = time.perf_counter() - start
        return usable, tab.evaluate(PAN)
    except Exception as error:
        if "Timeout" not in type(error).__name__:
            raise
        return float("inf"), float("inf")
    finally:
        context.close()


def main() -> None:
    """One line a graph and page; the ratios say how many times longer than ours."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        print("no Chromium: apt-get install chromium, or set CHROMIUM to its path", file=sys.stderr)
        return
    print(f"{'graph':>14} {'page':22} {'size':>9} {'made in':>9} {'usable':>9} {'frame':>9}  times ours")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        for actors, statements in SIZES:
            data = large(actors, statements)
            makers: list[tuple[str, Any]] = [("irkg", lambda d=data: render(d))]
            makers.append(("pyvis, physics off", lambda d=data: plain(d, physics=False)))
            if actors <= PHYSICS_UP_TO:
                makers.append(("pyvis, its defaults", lambda d=data: plain(d, physics=True)))
            base: tuple[float, float] | None = None
            for name, make in makers:
                start = time.perf_counter()
                page = make()
                made = time.perf_counter() - start
                usable, frame = measure(browser, page, Path(folder), name == "irkg")
                base = base or (usable, frame)
                ratio = f"{usable / base[0]:.1f} × usable, {frame / base[1]:.1f} × frame"
                line = f"{len(page) / 1e6:6.1f} MB {made:7.1f} s {usable:7.2f} s {frame:6.0f} ms  {ratio}"
                print(f"{actors:>6}/{statements:<7} {name:22} {line if usable < PATIENCE else f'nothing in {PATIENCE} s'}", flush=True)  # fmt: skip
        browser.close()


if __name__ == "__main__":
    main()
