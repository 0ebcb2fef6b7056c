"""Debian's Chromium, where it is installed, and how tests start it without a network."""

from __future__ import annotations

import shutil
from importlib.resources import files

from playwright.sync_api import Page

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_barriers(page: Page) -> list[tuple[str, str]]:
    """Return what axe-core finds on a page that keeps some people from reading it: how grave, and where first."""
    source = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    found = page.evaluate(f"{source}; axe.run(document, {{resultTypes: ['violations']}})")
    assert found["passes"], "it looked"
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
