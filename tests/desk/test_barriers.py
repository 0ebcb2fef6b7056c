"""No page of the desk, of a class or of a student keeps anybody from reading it: axe-core finds nothing, on a phone or a desktop, light or dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from browser import NEEDS_BROWSER, find_barriers
from playwright.sync_api import Browser, BrowserContext
from served import HOSTILE, Desk, fill, served, with_essay

from autograder import report
from autograder.course import Outputs
from autograder.grading import pairs
from autograder.grading.gradebook import open_gradebook
from autograder.grading.standings import Given, read
from autograder.records import Assignment, Standing

LOOKS = [(1280, "light"), (360, "dark")]
OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
WIDTH = "document.documentElement.scrollWidth"

pytestmark = NEEDS_BROWSER


@pytest.fixture(params=LOOKS, ids=[f"{width} {scheme}" for width, scheme in LOOKS])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture(scope="module")
def grades(tmp_path_factory: pytest.TempPathFactory, assignment: Assignment) -> Path:
    folder = tmp_path_factory.mktemp("grades")
    fill(folder, with_essay(assignment), {"student01": HOSTILE, "student02": "W" * 300})
    return folder


@pytest.fixture(scope="module")
def desk(grades: Path, assignment: Assignment) -> Iterator[Desk]:
    with served(grades, with_essay(assignment)) as running:
        yield running


def assert_open_to_all(context: BrowserContext, address: str, content: str = "") -> None:
    """Assert that axe-core finds nothing, with every fold open, and that nothing is wider than the window."""
    page = context.new_page()
    page.goto(address)
    if content:
        page.set_content(content)
    page.evaluate(OPEN)
    assert find_barriers(page) == []
    assert page.evaluate(WIDTH) <= page.viewport_size["width"]
    page.close()


def make_similarity(whole: Assignment, everyone: Sequence[Standing]) -> report.Similarity:
    """Return a pair whose answers share a rare line, a common one, and none."""
    lines = tuple(report.Line(text=HOSTILE, holders=n, rare=n == 2) for n in (2, 9, 0))
    question = whole.questions[0]
    alike = report.Likeness(question=question, share=0.9, shared=30, rare=20, sides=(lines, lines))
    first, second = (one.submission for one in everyone)
    pair = report.AlikePair(members=(first, second), alike=(alike,), also=("1 cell",))
    silent = (("total", "most answers are alike"),)
    return report.Similarity(
        assignment=whole, students=2, pairs=(pair,), same=((first, second),), silent=silent
    )


def test_the_desk_is_open_to_all(
    context: BrowserContext, desk: Desk, grades: Path, assignment: Assignment
) -> None:
    whole = with_essay(assignment)
    with open_gradebook(Outputs(grades).gradebook, writable=False) as book:
        found = make_similarity(whole, read(book, whole, Given()))
    pairs.write(pairs.path_beside(Outputs(grades).similarity("99-demo")), found, set())
    with context.new_page() as page:
        page.goto(f"{desk.address}99-demo/")
        student = page.evaluate("document.querySelector('tbody a').href")
    paths = ("99-demo/publish", "99-demo/similar", "99-demo/similar/1")
    for address in (student, *(f"{desk.address}{path}" for path in paths)):
        assert_open_to_all(context, address)


def test_pages_of_a_class_are_open_to_all(
    context: BrowserContext, grades: Path, assignment: Assignment
) -> None:
    """Its page, a student's, and the one of similar answers."""
    whole = with_essay(assignment)
    with open_gradebook(Outputs(grades).gradebook, writable=False) as book:
        everyone = read(book, whole, Given())
        student = report.student_page(whole, book.complete(everyone[0]))
    similar = report.similarity_page(make_similarity(whole, everyone))
    pages = (student, report.class_page(whole, everyone), similar)
    for content in pages:
        assert_open_to_all(context, "about:blank", content)


def test_a_page_that_is_not_is_told(context: BrowserContext) -> None:
    with context.new_page() as page:
        page.set_content("<img src='data:,'>")

        assert "image-alt" in {name for name, _ in find_barriers(page)}
