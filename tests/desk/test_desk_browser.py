"""The desk in a real browser: marked by keyboard alone, two markers at once, quiet, and shut to other pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browser import NEEDS_BROWSER
from playwright.sync_api import Browser, BrowserContext, Page, expect
from served import HOSTILE, Desk, fill, served, with_essay

from autograder.course import Outputs
from autograder.grading import marking
from autograder.grading.marking import Mark
from autograder.records import Assignment

TYPED = HOSTILE.partition("\x1b")[0]

pytestmark = NEEDS_BROWSER


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def grades(tmp_path: Path, assignment: Assignment) -> Path:
    fill(tmp_path, with_essay(assignment), {"student01": HOSTILE, "student02": "W" * 3_000})
    return tmp_path


@pytest.fixture
def desk(grades: Path, assignment: Assignment) -> Iterator[Desk]:
    with served(grades, with_essay(assignment)) as running:
        yield running


def read_marks(grades: Path, assignment: Assignment) -> list[Mark]:
    rows = marking.read(Outputs(grades).marking_sheet("99-demo"), with_essay(assignment))
    return [row.marks["essay"] for row in rows.values()]


def press_and_save(page: Page, key: str, question: str = "essay") -> None:
    """Press a key that saves a mark, and wait for the answer to it."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press(key)
    saved(page, question)


def saved(page: Page, question: str = "essay") -> None:
    expect(page.locator(f"#{question} .status")).to_have_text("Saved.", timeout=60_000)


def test_a_class_is_marked_by_keyboard_alone(
    context: BrowserContext, desk: Desk, grades: Path, assignment: Assignment
) -> None:
    page = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: requests.append(request.url))

    page.goto(desk.address)
    for key in ("n", "u"):
        with page.expect_navigation():
            page.keyboard.press(key)
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("m")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.type(TYPED)
    page.keyboard.press("Control+Enter")
    saved(page)
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("u")
    page.keyboard.press("o")
    page.keyboard.type("1.5")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("Your way is right, too.")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")

    expect(page.locator(".top .score")).to_have_text("1.5 of 3 points")
    assert page.title().startswith("WWW")
    with page.expect_navigation():
        page.keyboard.press("x")
    expect(page.locator(".top .score")).to_have_text("0 of 3 points")
    assert read_marks(grades, assignment) == [
        Mark(points=3, comment=TYPED),
        Mark(),
    ]
    assert complaints == []
    assert {url for url in requests if not url.startswith((desk.address, "data:"))} == set()


def test_a_rubric_is_made_ticked_and_used_again_by_keyboard(
    context: BrowserContext, desk: Desk, grades: Path, assignment: Assignment
) -> None:
    page = context.new_page()
    page.goto(f"{desk.address}99-demo/?question=essay&names=hidden")
    with page.expect_navigation():
        page.keyboard.press("n")
    page.keyboard.press("r")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type(TYPED)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press_and_save(page, "1")
    expect(page.locator("#essay-points")).to_have_value("2")
    page.locator("#essay-comment").fill("Clear.")
    press_and_save(page, "Control+Enter")
    expect(page.locator("#essay header")).to_contain_text("2 of 4")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("u")
    press_and_save(page, "1")
    page.keyboard.press("b")
    press_and_save(page, "Enter")
    expect(page.locator("#essay-comment")).to_have_value("Clear.")
    page.goto(f"{desk.address}99-demo/")

    assert page.locator("tbody .passed, tbody .partly").count() == 2
    assert [mark.points for mark in read_marks(grades, assignment)] == [2, 2]
    assert {mark.comment for mark in read_marks(grades, assignment)} >= {f"+2: {TYPED}\nClear."}


def test_points_are_taken_off_a_question_with_checks_and_given_back_by_keyboard(
    context: BrowserContext, desk: Desk
) -> None:
    page = context.new_page()
    page.goto(f"{desk.address}99-demo/?question=double&names=hidden")
    with page.expect_navigation():
        page.keyboard.press("n")
    page.keyboard.press("r")
    page.keyboard.type("+1")
    page.keyboard.press("Tab")
    page.keyboard.type(TYPED)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    press_and_save(page, "1", "double")
    told = page.locator("#double .sum").text_content()
    score = page.locator(".top .score").text_content()
    page.keyboard.press("t")
    page.keyboard.type("Go on.")
    press_and_save(page, "Control+Enter", "double")
    page.keyboard.press("Escape")
    press_and_save(page, "1", "double")

    assert told == "0 from the checks, +1 from the rubric: 1 of 2 points"
    assert score == "1 of 3 points"
    expect(page.locator("#double .sum")).to_have_text("")
    expect(page.locator(".top .score")).to_have_text("0 of 3 points")
    expect(page.locator("#double-comment")).to_have_value("Go on.")


def test_the_later_of_two_markers_is_told(
    context: BrowserContext, desk: Desk, grades: Path, assignment: Assignment
) -> None:
    pages = [context.new_page(), context.new_page()]
    for page in pages:
        page.goto(f"{desk.address}99-demo/")
        page.locator('[data-key="n"]').click()
        page.locator("#essay-points").wait_for()

    for page, points in zip(pages, "31", strict=True):
        page.locator("#essay-points").fill(points)
        page.locator("#essay-points").blur()
        if points == "3":
            saved(page)

    expect(pages[1].locator("#essay .status")).to_contain_text("Somebody else", timeout=60_000)
    assert read_marks(grades, assignment)[0] == Mark(points=3)
    assert pages[1].locator("#essay-points").input_value() == "1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_a_phone_and_hostile_text_stays_text(
    browser: Browser, desk: Desk, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

    page.goto(f"{desk.address}99-demo/")
    class_width = page.evaluate("document.documentElement.scrollWidth")
    page.locator('[data-key="n"]').click()
    page.locator("#essay-points").wait_for()
    for summary in page.locator("summary").all():
        summary.click()

    assert class_width <= 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.title().startswith("<script>document.title='owned'")
    assert page.evaluate("document.scripts.length") == 1
    assert dialogs == []
    context.close()


class Evil(BaseHTTPRequestHandler):
    """A page of another origin that knows the address, as if the token had leaked."""

    target = ""

    def do_GET(self) -> None:
        body = f"""<!doctype html><title>evil</title>
<form method="post" action="{self.target}"><input name="form" value="mark"><input name="question" value="essay">
<input name="points" value="4"></form><iframe src="{self.target}"></iframe><script>
fetch("{self.target}").then(() => document.title = "read", () => document.title = "shut");
</script>""".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_another_page_can_neither_read_nor_write_even_with_the_address(
    context: BrowserContext, desk: Desk, grades: Path, assignment: Assignment
) -> None:
    inside = context.new_page()
    inside.goto(f"{desk.address}99-demo/")
    inside.locator('[data-key="n"]').click()
    inside.locator("#essay-points").wait_for()
    handler = type("Handler", (Evil,), {"target": inside.url})
    evil = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=evil.serve_forever, daemon=True)
    thread.start()
    page = context.new_page()

    page.goto(f"http://127.0.0.1:{evil.server_port}/")
    expect(page).to_have_title("shut", timeout=60_000)
    framed = page.frames[1].locator("#essay-points").count()
    with page.expect_navigation():
        page.evaluate("document.forms[0].submit()")
    told = page.locator("body").inner_text()
    page.close()
    evil.shutdown()
    evil.server_close()
    thread.join()

    assert framed == 0
    assert told == "This request came from another page, so nothing was changed."
    assert not Outputs(grades).marking_sheet("99-demo").exists()
