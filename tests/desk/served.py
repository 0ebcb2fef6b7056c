"""A small class with manual questions and hostile texts, and a desk that serves it on a free port."""

from __future__ import annotations

import contextlib
import functools
import http.client
import queue
import threading
import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.cli.zip import Release, publish_one
from autograder.course import Course, Outputs
from autograder.desk import serve
from autograder.desk.shelf import Shelf
from autograder.grading.gradebook import open_gradebook
from autograder.grading.task import Basis
from autograder.handed_in import HandedIn
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import (
    Assignment,
    CellReport,
    Grade,
    Outcome,
    Question,
    Result,
    Submission,
    Verdict,
)

HOSTILE = "<script>document.title='owned'</script><img src=x onerror=alert(1)>'\"{{7*7}}\x1b[2J"
ESSAY = Question(name="essay", title="Say why", points=4.0, difficulty=1, minutes=5, manual=True)
ANSWER = "def double(values):\n    return [2 * value for value in values]"
STUDENTS = ("student01", "student02", "student03")


def with_essay(assignment: Assignment) -> Assignment:
    """Return the demo assignment with a question that is graded manually."""
    return replace(assignment, questions=(*assignment.questions, ESSAY))


def notebook(essay: str) -> bytes:
    """Return a notebook whose answer to `double` stands at the end, far from its heading."""
    cells = [
        Cell(kind="markdown", source="## Question 1 · Twice as much", id="double-text"),
        Cell(kind="code", source="print('try it')", id="mine"),
        Cell(kind="code", source='grader.check("double")', id="double-check"),
        Cell(kind="markdown", source="## Question 3 · Say why", id="essay-text"),
        Cell(kind="markdown", source=essay, id="essay-answer"),
        Cell(kind="code", source=ANSWER, id="late"),
    ]
    return notebooks.write(cells, "99-demo")


def submission(student: str, name: str = "", essay: str = "Since it adds up.") -> Submission:
    return Submission(
        student=student,
        name=name or student,
        filename="99-demo.ipynb",
        file=HandedIn.of(notebook(essay)),
        slug="99-demo",
    )


def grade(assignment: Assignment, student: str, shown: str = "one line") -> Grade:
    """Return a grade whose checks all failed, saying what is shown."""
    checks = [check for question in assignment.questions for check in question.checks]
    return Grade(
        student=student,
        slug="99-demo",
        results=tuple(
            Result(check=check, outcome=Outcome.FAILED, message=shown) for check in checks
        ),
        cells=(
            CellReport(number=1, source="print('try it')", stdout=shown),
            CellReport(number=2, source='grader.check("double")'),
            CellReport(number=3, source=ANSWER, error=shown, verdict=Verdict.STUDENT_ERROR),
        ),
    )


def fill(grades: Path, assignment: Assignment, students: Mapping[str, str] | None = None) -> None:
    """Commit a grade for each student, whose value is what is hostile about them."""
    with open_gradebook(Outputs(grades).gradebook) as book:
        for student, text in (students or dict.fromkeys(STUDENTS, "")).items():
            handed_in = submission(student, text, text or "Since it adds up.")
            made = grade(assignment, student, text or "one line")
            book.save(handed_in, made, Basis(cells="c", fingerprint="f", environment="e"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A desk that is being served."""

    address: str
    port: int
    path: str

    def ask(
        self, path: str, form: Mapping[str, str] | None = None, **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        """Return status, body and headers of the answer; `path` begins below the token."""
        return self.ask_raw(self.path + path, form, **headers)

    def ask_raw(
        self, path: str, form: Mapping[str, str] | None = None, **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = urllib.parse.urlencode(form) if form is not None else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        told = {name.replace("_", "-"): value for name, value in headers.items() if value}
        connection.request("POST" if form is not None else "GET", path, body, kind | told)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return answer.status, page, {name.lower(): value for name, value in answer.getheaders()}

    def post(self, path: str, form: Mapping[str, str]) -> tuple[int, str, dict[str, str]]:
        """Send a form as the desk's own pages do."""
        return self.ask(path, form, Origin=f"http://127.0.0.1:{self.port}")


@contextlib.contextmanager
def served(grades: Path, assignment: Assignment) -> Iterator[Desk]:
    """Serve the class in `grades` from a thread, which alone holds its gradebook."""
    told: queue.Queue[tuple[object, str]] = queue.Queue()
    listening = serve.listen(0)
    port = listening.getsockname()[1]
    outputs = Outputs(grades)

    def run() -> None:
        with open_gradebook(outputs.gradebook) as book:
            course = Course(root=grades, slugs=(assignment.slug,))
            release = Release(course=course, outputs=outputs, rosters=(), yes=True)
            shelf = Shelf(
                course=course,
                outputs=outputs,
                book=book,
                build=lambda slug: assignment,
                publish=functools.partial(publish_one, book, release),
            )
            server, address = serve.make_server(shelf, port)
            told.put((server, address))
            server.run(sockets=[listening])

    thread = threading.Thread(target=run)
    thread.start()
    server, address = told.get(timeout=60)
    try:
        yield Desk(address=address, port=port, path=urllib.parse.urlsplit(address).path)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()
