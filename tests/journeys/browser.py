"""Which Chromium the journeys use, and how it is started."""

import shutil
from pathlib import Path

from playwright.sync_api import Playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=pl",  # how date fields are drawn
]
MISSING = "no Chromium: install one with `apt install chromium` or `.venv/bin/playwright install chromium`"


def path_of(playwright: Playwright) -> str | None:
    """The system's own, else Playwright's, else None."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else None
