"""The pictures of the README, as `make pictures` makes them: a check, and a feedback page.

One submission to 03-neurons, in which one answer takes the absolute value: graded for its page, and
run in a plain kernel for its check. Both are shown by a headless browser and cut to what matters.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from autograder.authoring import ours, scaffold
from autograder.notebook import format as notebooks

DOCS = Path(__file__).parent
SLUG = "03-neurons"
QUESTION = "relu"
ANSWER = "def relu(z):\n    return np.abs(z)"
PAGE = (880, 990)
NOTEBOOK = (880, 1000)


def make(folder: Path, to: Path) -> None:
    """Write both pictures to a folder, by way of a course in another one."""
    scaffold.make_course(folder)
    shutil.copytree(DOCS.parent / "solutions" / SLUG, folder / "solutions" / SLUG)
    _run(folder, "autograder", "build")
    solution = notebooks.read((folder / "solutions" / SLUG / f"{SLUG}.ipynb").read_bytes())
    answered, _ = ours.replace_answer(solution, QUESTION, ANSWER)
    handed_in = folder / "submissions" / "student01.ipynb"
    handed_in.write_bytes(notebooks.write(answered.cells, SLUG))
    _run(folder, "autograder", "grade")
    shown = ("--execute", "--allow-errors", "--to", "html", "--output-dir", "shown")
    _run(folder, "nbconvert", "--log-level", "ERROR", *shown, str(handed_in))
    to.mkdir(exist_ok=True)
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": PAGE[0], "height": PAGE[1]})
        page.goto((folder / "grades" / SLUG / "feedback" / "student01.html").as_uri())
        page.screenshot(path=to / "feedback.png")
        page.goto((folder / "shown" / "student01.html").as_uri())
        _cut_check(page, to / "check.png")
        browser.close()


def _cut_check(page: Page, path: Path) -> None:
    """Write the cells of an answer and of its check, with what the check says."""
    cells = page.locator(".jp-CodeCell")
    answer = cells.filter(has_text="return np.abs(z)").first
    check = cells.filter(has_text=f'grader.check("{QUESTION}")').first
    check.scroll_into_view_if_needed()
    first, last = answer.bounding_box(), check.bounding_box()
    if first is None or last is None:
        raise SystemExit("The cells are not shown. Look at the page in a browser.")
    page.set_viewport_size({"width": NOTEBOOK[0], "height": NOTEBOOK[1]})
    answer.evaluate("cell => window.scrollTo(0, cell.offsetTop)")
    first, last = answer.bounding_box(), check.bounding_box()
    bottom = last["y"] + last["height"]
    clip = {"x": 0, "y": first["y"], "width": NOTEBOOK[0], "height": bottom - first["y"]}
    page.screenshot(path=path, clip=clip)


def _run(folder: Path, module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=folder, check=True)  # noqa: S603 # our own


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        make(Path(name), DOCS / "pictures")
