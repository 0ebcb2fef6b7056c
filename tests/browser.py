"""Debian's Chromium, where it is installed, and how tests start it without a network.

The fixture `browser` of `conftest` is one for each file: while Playwright runs, nothing else may start a loop of asyncio
in the same thread, as a test of another file might.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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
NEEDS_BROWSER = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: no `chromium` on the PATH"),
]


@contextlib.contextmanager
def launch() -> Iterator[Browser]:
    """Start Chromium, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def find_barriers(page: Page) -> list[tuple[str, str]]:
    """Return what axe-core finds on a page that keeps some people from reading it: how grave, and where first."""
    source = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    found = page.evaluate(f"{source}; axe.run(document, {{resultTypes: ['violations']}})")
    assert found["passes"], "it looked"
    return [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
