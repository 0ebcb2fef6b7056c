"""The notebooks as a student meets them: in a real JupyterLab, in a real browser.

The student notebook, run as shipped, stops at its first blank with a message that names it. With the answers in, every
public check is green. Set `SCREENSHOTS` to a folder to keep what the browser showed, and `EVERY_SOLUTION=1` to run
all assignments, not only one with NumPy and one with Keras: CI has a quarter of an hour.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import NEEDS_BROWSER
from playwright.sync_api import Browser, Page

from autograder import course
from autograder.sandbox.policy import THREAD_ENVIRONMENT

HERE = course.find(Path(__file__).parents[2])
CHOSEN = [
    slug for slug in HERE.slugs if os.environ.get("EVERY_SOLUTION") or slug[:2] in ("01", "10")
]
SCREENSHOTS = os.environ.get("SCREENSHOTS")
WRONG = "not right yet|not attempted|passed!"
START_SECONDS, RUN_SECONDS = 120, 300

pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start JupyterLab on a folder with every notebook; yield its address with its token."""
    folder = tmp_path_factory.mktemp("lab")
    for slug in HERE.slugs:
        for kind, path in (("student", HERE.student(slug)), ("solution", HERE.solution(slug))):
            (folder / kind).mkdir(exist_ok=True)
            shutil.copy(path, folder / kind)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--expose-app-in-browser",
    ]
    command += [
        f"--ServerApp.port={port}",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={folder}",
    ]
    home = {
        "HOME": str(folder),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
    }
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command,
            env=os.environ | THREAD_ENVIRONMENT | home,
            cwd=folder,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", server, folder / "log")
            yield f"http://127.0.0.1:{port}/lab/tree/{{path}}?token={token}&reset"
        finally:
            server.terminate()
            server.wait()


@pytest.mark.parametrize("slug", CHOSEN if os.environ.get("EVERY_SOLUTION") else CHOSEN[:1])
def test_run_as_shipped_it_stops_at_the_first_blank_and_says_which(
    lab: str, browser: Browser, slug: str
) -> None:
    cells = _run_all(lab, browser, f"student/{slug}.ipynb")

    failed = [cell for cell in cells if cell["error"]]
    assert len(failed) == 1
    assert re.fullmatch(r"NotImplementedError: write \w+", failed[0]["error"]), failed
    after = cells[cells.index(failed[0]) + 1 :]
    assert all(cell["count"] is None for cell in after), "cells ran after the first blank"


@pytest.mark.parametrize("slug", CHOSEN)
def test_with_the_answers_in_every_public_check_is_green(
    lab: str, browser: Browser, slug: str
) -> None:
    cells = _run_all(lab, browser, f"solution/{slug}.ipynb")

    assert [cell["error"] for cell in cells if cell["error"]] == []
    checks = [cell for cell in cells if cell["source"].startswith("grader.check(")]
    assert checks
    assert not [cell["html"] for cell in checks if re.search(WRONG, cell["html"])]
    assert all("secured" in cell["html"] or "after you hand in" in cell["html"] for cell in checks)
    assert "Every question is attempted." in cells[-1]["html"]
    pictures = [cell["html"] for cell in cells if re.search(r"^plt\.show", cell["source"], re.M)]
    assert pictures
    assert all('alt="' in html and '<img src="data:image/png' in html for html in pictures)


def _run_all(lab: str, browser: Browser, path: str) -> list[dict[str, Any]]:
    """Open a notebook, run all its cells, wait; return what each code cell shows."""
    context = browser.new_context(viewport={"width": 1300, "height": 1600})
    page = context.new_page()
    try:
        page.goto(lab.format(path=path))
        page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.context?.isReady"
            " && window.jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.status === 'idle'",
            timeout=START_SECONDS * 1_000,
        )
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')", None)
        page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'",
            timeout=RUN_SECONDS * 1_000,
        )
        _look(page, path)
        return page.evaluate(CELLS)
    finally:
        page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        context.close()


CELLS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
    .filter(cell => cell.type === 'code')
    .map(cell => {
        const outputs = [...Array(cell.outputs.length).keys()].map(i => cell.outputs.get(i).toJSON());
        const error = outputs.find(output => output.output_type === 'error');
        return {
            source: cell.sharedModel.getSource(),
            count: cell.executionCount,
            error: error ? `${error.ename}: ${error.evalue}` : null,
            html: outputs.map(output => [output.data?.['text/html'] ?? ''].flat().join('')).join('\\n'),
        };
    })"""


def _look(page: Page, path: str) -> None:
    """Keep pictures of the page from top to bottom, where somebody asked for them."""
    if not SCREENSHOTS:
        return
    folder = Path(SCREENSHOTS)
    folder.mkdir(parents=True, exist_ok=True)
    name = path.replace("/", "-").removesuffix(".ipynb")
    scroller = page.locator(".jp-WindowedPanel-outer").first
    height = scroller.evaluate("panel => panel.scrollHeight")
    for number, top in enumerate(range(0, height, 1_400)):
        scroller.evaluate("(panel, top) => { panel.scrollTop = top; }", top)
        page.wait_for_load_state()
        page.screenshot(path=folder / f"{name}-{number:02}.png")


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=5).read()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            _pause(server)
        else:
            return
    raise AssertionError(f"JupyterLab does not answer: {log.read_text()}")


def _pause(server: subprocess.Popen[bytes]) -> None:
    """Give the server a moment, or less when it ends."""
    try:
        server.wait(0.2)
    except subprocess.TimeoutExpired:
        return
