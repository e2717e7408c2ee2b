"""What must hold on every page a person sees: nothing axe objects to, nothing to scroll sideways, a quiet console."""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
WIDTHS = (1280, 390)
HEIGHT = 900
# Every page's picture instead of the chosen ones: SCREENSHOTS=all
ALL_SHOTS = os.environ.get("SCREENSHOTS") == "all"
NUMBERS = re.compile(r"(?<=/)(?:\d{4}-[\w-]+|\d+|[\w-]*\d[\w-]*)(?=/)")

# Elements that stick out of the window, but for those inside something that scrolls by itself.
STICKING_OUT = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= window.innerWidth) return [];
  const scrolls = (one) => { for (let e = one.parentElement; e && e !== document.body; e = e.parentElement) {
    if (/(auto|scroll|hidden|clip)/.test(getComputedStyle(e).overflowX)) return true; } return false; };
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1 && !scrolls(e))
    .slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className} to ${Math.round(e.getBoundingClientRect().right)}`);
}"""

AXE = Axe().axe_script
_seen: set[tuple[str, ...]] = set()


def kind_of(page: Page) -> str:
    """The page's address without what differs from thing to thing."""
    path = re.sub(r"^https?://[^/]+", "", page.url).partition("?")[0].partition("#")[0]
    return NUMBERS.sub("*", path)


def look(page: Page, who: str, language: str, *, name: str = "") -> list[str]:
    """What is wrong with the page at both widths, once for each kind of page, state and person; a picture of a named one."""
    badge = page.locator(".page-title .badge").first
    state = badge.inner_text() if badge.count() else ""
    # pages to sign in are the same for everybody
    key = (kind_of(page), state, "" if "/accounts/" in page.url else who, language)
    if key in _seen and not name:
        return []
    fresh = key not in _seen
    _seen.add(key)
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if fresh:
            found += [f"{kind_of(page)} [{who}, {width} px]: {flaw}" for flaw in _flaws(page)]
        if name or ALL_SHOTS:
            shot(page, name or f"{who}{kind_of(page)}".strip("/").replace("/", "_").replace("*", "x"), language, width)
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    return found


def _flaws(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    flaws = [
        f"axe {one['id']}: {one['help']}: " + "; ".join(node["html"][:160] for node in one["nodes"][:3])
        for one in page.evaluate("axe.run({resultTypes: ['violations']}).then((found) => found.violations)")
    ]
    return flaws + [f"sticks out sideways: {one}" for one in page.evaluate(STICKING_OUT)]


def shot(page: Page, name: str, language: str, width: int) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}-{width}-{language}.png", full_page=True)
