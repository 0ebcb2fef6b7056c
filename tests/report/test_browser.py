"""The pages in a browser: no error, no request, no wider than a phone, readable in print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from browser import NEEDS_BROWSER
from classroom import ASSIGNMENT, HOSTILE, hostile_standing, sample_class
from playwright.sync_api import Browser, Page

from autograder import report

PHONE, DESK = 375, 1200

pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    hostile = [hostile_standing("\n".join(HOSTILE)), hostile_standing("W" * 3_000)]
    standings = [*(replace(one, note=one.grade.note) for one in sample_class()), *hostile]
    made = {
        f"feedback-{n}": report.student_page(ASSIGNMENT, one) for n, one in enumerate(standings)
    }
    made["class"] = report.class_page(ASSIGNMENT, standings)
    for name, html in made.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


NAMES = ["class", *(f"feedback-{n}" for n in range(12))]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_quietly_and_fits_a_phone(
    browser: Browser, pages: dict[str, Path], name: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: requests.append(request.url))

    page.goto(pages[name].as_uri())
    _open_details(page)

    assert complaints == []
    assert [url for url in requests if not url.startswith("data:image/png")] == [
        pages[name].as_uri()
    ]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(255, 255, 255)" if scheme == "light" else "rgb(15, 19, 24)"
    )
    context.close()


@pytest.mark.parametrize(
    ("policy", "title"), [(True, "Nearest neighbour · feedback"), (False, "owned")]
)
def test_the_policy_stops_a_script_even_if_one_got_in(
    browser: Browser, tmp_path: Path, policy: bool, title: str
) -> None:
    """The second wall behind escaping: without its policy, a tampered page runs the script."""
    script = (
        "<script>document.title = 'owned'</script><img src=x onerror=\"document.title = 'owned'\">"
    )
    html = report.student_page(ASSIGNMENT, sample_class()[0]).replace("<h2", f"{script}<h2", 1)
    path = tmp_path / "tampered.html"
    path.write_text(
        html if policy else html.replace("Content-Security-Policy", "x"), encoding="utf-8"
    )
    context = browser.new_context()
    page = context.new_page()

    page.goto(path.as_uri())

    assert page.title() == title
    context.close()


def test_the_class_table_scrolls_inside_its_own_frame(
    browser: Browser, pages: dict[str, Path]
) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 800})
    page = context.new_page()

    page.goto(pages["class"].as_uri())

    frame = page.locator(".wide").first
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    assert frame.get_attribute("tabindex") == "0"
    context.close()


def test_a_printed_page_is_black_on_white_whatever_the_screen(
    browser: Browser, pages: dict[str, Path]
) -> None:
    context = browser.new_context(viewport={"width": DESK, "height": 800}, color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print")

    page.goto(pages["feedback-1"].as_uri())

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 31, 36)"
    context.close()


def _open_details(page: Page) -> None:
    for summary in page.locator("summary").all():
        summary.click()
