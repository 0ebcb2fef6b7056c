"""The desk's pages over real HTTP: from the course to a student, next and previous, fresh and safe."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import python
from served import ANSWER, HOSTILE, STUDENTS, Desk, fill, served, with_essay

from autograder import cli
from autograder.records import Assignment

LINK = re.compile(r'href="[^"]*/(99-demo/[0-9a-f]{20}[^"]*)"')


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def grades(tmp_path_factory: pytest.TempPathFactory, assignment: Assignment) -> Path:
    folder = tmp_path_factory.mktemp("grades")
    fill(folder, with_essay(assignment))
    return folder


@pytest.fixture(scope="module")
def desk(grades: Path, assignment: Assignment) -> Iterator[Desk]:
    with served(grades, with_essay(assignment)) as running:
        yield running


def students(desk: Desk, options: str = "") -> list[str]:
    """Return the addresses of the students in the order of the class."""
    body = desk.ask(f"99-demo/{options}")[1].partition("<tbody>")[2]
    return [link.replace("&amp;", "&") for link in LINK.findall(body)]


def link(page: str, key: str) -> str:
    """Return the address that a key leads to, below the token; empty where it leads nowhere."""
    match = re.search(rf'href="/[0-9a-f]+/([^"]*)" data-key="{key}"', page)
    return match[1].replace("&amp;", "&") if match else ""


def test_a_student_is_shown_with_answer_output_and_what_the_checks_saw(desk: Desk) -> None:
    status, page, _ = desk.ask(students(desk)[0])

    assert status == 200
    assert "<h1><bdi>student01</bdi></h1>" in page
    assert "0 of 3 points" in page
    assert "return [2 * value for value in values]" in page
    assert "one line" in page
    assert "Since it adds up." in page
    assert "<code>negative</code> · hidden" in page


def test_keys_lead_through_the_class_and_back(desk: Desk) -> None:
    first, second, third = students(desk)

    pages = [desk.ask(path)[1] for path in (first, second, third)]

    assert [link(page, "n") for page in pages] == [second, third, ""]
    assert [link(page, "p") for page in pages] == ["", first, second]
    assert [link(page, "u") for page in pages] == [second, third, first]
    assert [link(page, "g") for page in pages] == ["99-demo/"] * 3


def test_question_by_question_nobody_has_a_name(desk: Desk) -> None:
    options = "?question=essay&names=hidden"
    path, *others = students(desk, options)

    page = desk.ask(path)[1]

    assert all(student not in desk.ask(f"99-demo/{options}")[1] for student in STUDENTS)
    assert all(student not in page for student in STUDENTS)
    assert "Since it adds up." in page
    assert "what the checks do" not in page.lower()
    assert link(page, "n") == others[0]
    assert "student0" in desk.ask(link(page, "h"))[1]
    whole = desk.ask(link(page, "w"))[1]
    assert "Twice as much" in whole
    assert all(student not in whole for student in STUDENTS)


@pytest.mark.parametrize(
    "path", ["no-such/", "99-demo/nobody", "99-demo/?question=nothing", "99-demo/../../etc/passwd"]
)
def test_what_does_not_exist_is_not_found(desk: Desk, path: str) -> None:
    assert desk.ask(path)[0] == 404


def test_what_another_run_writes_is_seen_at_the_next_look(
    tmp_path: Path, assignment: Assignment
) -> None:
    whole = with_essay(assignment)
    fill(tmp_path, whole, {"student01": ""})
    with served(tmp_path, whole) as desk:
        before = len(students(desk))
        fill(tmp_path, whole, {"student02": ""})
        after = len(students(desk))

    assert (before, after) == (1, 2)


def test_hostile_names_texts_and_outputs_stay_text(tmp_path: Path, assignment: Assignment) -> None:
    whole = with_essay(assignment)
    fill(tmp_path, whole, {f"{HOSTILE}/../%2e": HOSTILE, "student09": "W" * 3_000})
    with served(tmp_path, whole) as desk:
        (path, _) = students(desk)
        pages = [desk.ask("99-demo/")[1], desk.ask(path)[1]]

    for page in pages:
        elements = Elements(page).found
        assert [a.get("src") for tag, a in elements if tag == "script"] == [f"{desk.path}desk.js"]
        assert not [tag for tag, _ in elements if tag in ("img", "iframe", "object", "style")]
        assert not [name for _, a in elements for name in a if name.startswith("on")]
        assert "{{7*7}}" in page
        assert "\x1b" not in page
    assert pages[1].count("&lt;script&gt;document.title") >= 5


def test_without_grades_there_is_nothing_to_review(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["review"]) == 1
    assert "no grades yet" in capsys.readouterr().err


@pytest.mark.slow
def test_the_command_prints_the_address_and_ends_at_ctrl_c(
    here: Path, assignment: Assignment
) -> None:
    fill(here / "grades", assignment)
    command = python("-m", "autograder", "review")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate()

    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[0-9a-f]{48}/\n", address)
    assert process.returncode == 0, told
    assert "Traceback" not in told
    assert ANSWER not in told
