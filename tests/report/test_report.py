"""The reports: safe to open whatever a student wrote, silent about hidden checks, right in their numbers."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import struct
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import nbformat
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PIL import Image

from autograder import report
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import (
    Assignment,
    CellReport,
    Check,
    Grade,
    Outcome,
    Question,
    Result,
    Submission,
    Verdict,
)
from autograder.report.outcomes import question_lines
from autograder.report.statistics import question_statistics
from autograder.report.text import block, code_spans, excerpt
from autograder.sandbox.images import shown


def _question(
    name: str, title: str, *checks: tuple[str, float, bool, str, str], manual: bool = False
) -> Question:
    made = tuple(
        Check(question=name, name=check, points=points, hidden=hidden, about=about, hint=hint)
        for check, points, hidden, about, hint in checks
    )
    points = 2.0 if manual else sum(check.points for check in made)
    return Question(
        name=name, title=title, points=points, difficulty=1, minutes=5, checks=made, manual=manual
    )


ASSIGNMENT = Assignment(
    slug="02-nearest-neighbour",
    title="Nearest neighbour",
    questions=(
        _question(
            "squared_distance",
            "How far apart? `squared_distance`",
            ("paper", 1, False, "a case for paper", "Square each difference, then add them up."),
            (
                "many",
                2,
                True,
                "points with many coordinates",
                "Add over every axis, not over the first one only.",
            ),
        ),
        _question(
            "one_nn",
            "The nearest neighbour",
            (
                "label",
                1,
                False,
                "a label comes back",
                "Return the label of the nearest row, not its number.",
            ),
            (
                "crescent",
                2.5,
                True,
                "accuracy on 4,000 fresh points",
                "Look for the smallest distance, not the largest.",
            ),
            (
                "itself",
                2.5,
                True,
                "a training point finds itself",
                "A point's nearest neighbour among the data is itself.",
            ),
        ),
        _question(
            "k_nn",
            "Let k neighbours vote",
            ("votes", 2, False, "three neighbours vote", "Count the labels of the k nearest rows."),
            ("ties", 3, True, "ties", "In a tie, the label of the nearer neighbour wins."),
        ),
        _question(
            "one_nn_many",
            "All points at once",
            ("shape", 1, False, "the shape of the answer", "One label per row of points."),
            (
                "speed",
                3,
                True,
                "at least 20 times faster than the loop",
                "Compute all distances in one NumPy expression.",
            ),
        ),
        _question(
            "why_one_nn",
            "Why is it always right about its own data?",
            ("letter", 0, False, "one of the four letters", "Answer with one letter."),
            (
                "answer",
                2,
                True,
                "the answer",
                "Ask which row is nearest to a row of the training data.",
            ),
        ),
    ),
)
P, F, N, C, B = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.NOT_ATTEMPTED,
    Outcome.CRASHED,
    Outcome.BROKEN,
)
SHAPE = "one_nn_many(points) has shape (200, 1), expected (200,): one label per row."
TRACEBACK = """\x1b[0;31m---------------------------------------------------------------------------\x1b[0m
\x1b[0;31mValueError\x1b[0m                                Traceback (most recent call last)
Cell In[7], line 3\x1b[0m
      1 guess = one_nn(data, labels)
----> 3 guess(data[:, 0] @ data)
\x1b[0;31mValueError\x1b[0m: matmul: Input operand 1 has a mismatch in its core dimension 0 (size 2)"""
BLANK = "Traceback (most recent call last)\nNotImplementedError: write k_nn"
CHECKS = [check for question in ASSIGNMENT.questions for check in question.checks]


def picture(width: int = 640, height: int = 360, color: str = "#1f7a9d") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), color).save(buffer, "PNG")
    return buffer.getvalue()


def results(*outcomes: Outcome, messages: dict[str, str] | None = None) -> tuple[Result, ...]:
    told = messages or {}
    return tuple(
        Result(
            check=check,
            outcome=outcome,
            message=told.get(check.key, "" if outcome is P else check.hint),
        )
        for check, outcome in zip(CHECKS, outcomes, strict=True)
    )


def handed_in(number: int, *, name: str = "", data: bytes = b"", late: bool = False) -> Submission:
    return Submission(
        student=f"student{number:02}",
        name=name or f"Student {number:02}",
        filename="02-nearest-neighbour.ipynb",
        data=data or notebook(),
        slug="02-nearest-neighbour",
        late=late,
        submitted=datetime(2026, 3, 1, 14, 5, tzinfo=UTC),
    )


def notebook() -> bytes:
    cells = [
        Cell("markdown", "# Nearest neighbour", "start-given"),
        Cell("code", "import numpy as np", "start-given-2"),
    ]
    for question in ASSIGNMENT.questions:
        cells += [
            Cell("markdown", f"## {question.title}", f"{question.name}-text"),
            Cell("code", f"def {question.name}(*args):\n    return 1", f"{question.name}-answer"),
            Cell(
                "code",
                f'grader.check("{question.name}")',
                f"{question.name}-check",
                {
                    "course": {"question": question.name, "role": "check"},
                    "deletable": False,
                    "editable": False,
                },
            ),
        ]
    return notebooks.write(cells, ASSIGNMENT.slug)


def graded(
    number: int, *outcomes: Outcome, messages: dict[str, str] | None = None, **fields: object
) -> Grade:
    made = results(*outcomes, messages=messages) if outcomes else ()
    key = f"{number:02}" * 32
    return Grade(
        student=f"student{number:02}",
        slug=ASSIGNMENT.slug,
        results=made,
        key=key,
        seconds=1.5 + number / 10,
        **fields,
    )


def sample_class() -> list[tuple[Submission, Grade]]:
    """Ten students: every outcome and every verdict at least once."""
    plot = CellReport(
        number=3, source="plt.scatter(*data.T, c=labels)\nplt.show()", images=(picture(),)
    )
    progress = CellReport(
        number=4,
        source="fit()",
        stdout="\r\x1b[1m1/3\x1b[0m ---\r\x1b[1m2/3\x1b[0m ---\r3/3 done\nloss 0.12\n",
    )
    raised = CellReport(
        number=7,
        source="guess = one_nn(data, labels)\n# the first column only\nguess(data[:, 0] @ data)",
        stdout="before the error\n",
        error=TRACEBACK,
        verdict=Verdict.STUDENT_ERROR,
    )
    loops = CellReport(
        number=9,
        source="while True:\n    print('still running')",
        stdout="still running\n" * 5_000,
        verdict=Verdict.TIMEOUT,
        note="Stopped after 20 CPU seconds, the limit for one cell.",
    )
    unwritten = CellReport(
        number=11,
        source="k_nn(data, labels, 3)(data[0])",
        error=BLANK,
        verdict=Verdict.STUDENT_ERROR,
    )
    full = (P, P, P, P, P, P, P, P, P, P, P)
    wrong = {"one_nn_many/shape": SHAPE}
    return [
        (handed_in(1), graded(1, *full, cells=(plot, progress))),
        (
            handed_in(2, late=True),
            graded(
                2,
                P,
                F,
                P,
                P,
                F,
                P,
                F,
                F,
                C,
                P,
                F,
                messages=wrong,
                verdict=Verdict.STUDENT_ERROR,
                note="Code cell 7 raised ValueError.",
                cells=(plot, progress, raised, unwritten),
                repairs=(
                    "cell 12 had no known type and was read as text",
                    "read as UTF-8 with a byte-order mark",
                ),
            ),
        ),
        (
            handed_in(3),
            graded(
                3,
                *(N,) * 11,
                verdict=Verdict.STUDENT_ERROR,
                cells=(unwritten, replace(unwritten, number=14)),
            ),
        ),
        (
            handed_in(4),
            graded(
                4,
                P,
                P,
                P,
                P,
                P,
                C,
                C,
                N,
                N,
                N,
                N,
                messages={"k_nn/votes": "k_nn took longer than 20 CPU seconds and was stopped."},
                verdict=Verdict.TIMEOUT,
                note="Code cell 9 took longer than 20 CPU seconds.",
                cells=(loops,),
            ),
        ),
        (handed_in(5), graded(5, P, P, P, B, P, P, P, F, P, P, P, messages=wrong)),
        (
            handed_in(6, data=b"<<<<<<< HEAD\n"),
            graded(
                6,
                verdict=Verdict.UNREADABLE,
                note="line 1 is a merge-conflict mark. Resolve the conflict and submit again.",
            ),
        ),
        (
            handed_in(7),
            graded(7, verdict=Verdict.SANDBOX_FAILURE, note="the box did not start twice"),
        ),
        (
            handed_in(8),
            graded(
                8,
                P,
                P,
                F,
                F,
                F,
                P,
                F,
                P,
                F,
                P,
                P,
                messages={"one_nn/label": "one_nn(data, labels)([0.5, 0.5]) is 17, expected 1.0"},
                verdict=Verdict.KILLED,
                note="Code cell 5 ended the process.",
                cells=(
                    CellReport(number=5, source="import os\nos._exit(0)", verdict=Verdict.KILLED),
                ),
            ),
        ),
        (
            handed_in(
                9, name="A student with a name so long that no table was ever laid out for it"
            ),
            graded(
                9,
                P,
                P,
                P,
                P,
                P,
                P,
                F,
                F,
                F,
                P,
                F,
                messages=wrong,
                verdict=Verdict.MEMORY,
                note="Code cell 6 used more than 2 GiB.",
                cells=(
                    CellReport(
                        number=6,
                        source="big = np.ones((100_000, 100_000))",
                        verdict=Verdict.MEMORY,
                        note="2 GiB at most.",
                    ),
                ),
                unsafe=True,
            ),
        ),
        (
            handed_in(10),
            graded(
                10,
                P,
                P,
                P,
                P,
                P,
                P,
                P,
                P,
                F,
                P,
                P,
                verdict=Verdict.OUTPUT_LIMIT,
                cells=(
                    CellReport(
                        number=8,
                        source="print('x' * 10**9)",
                        stdout="x" * 9_000,
                        verdict=Verdict.OUTPUT_LIMIT,
                        note="1 MiB at most.",
                    ),
                ),
            ),
        ),
    ]


HOSTILE = [
    "<script>alert(1)</script>",
    "</pre><img src=x onerror=alert(1)>",
    '"><a href="javascript:alert(1)">x</a>',
    "' onmouseover='alert(1)",
    "</title></style></script><iframe src=//evil.example>",
    "<!--",
    "]]>",
    "{{ 7 * 7 }}{% raw %}",
    "![x](https://evil.example/x.png) [y](javascript:alert(1)) <https://evil.example>",
    "```\n<b>out</b>\n```\n# heading",
    "`````` `` `",
    "~~~\n</details>",
    "=cmd|' /C calc'!A0",
    "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "0 points\r20 points",
    "\u202eevil\u202c",
    "a\u2028b\u2029c\x85d\x0be",
    "\ud800\udfff\ufeff\x00",
    "| a | b |\n|---|---|",
    "&lt;script&gt;&#60;script&#62;",
]
ANYTHING = st.text(st.characters(), max_size=40)  # with lone surrogates and controls
hostile_text = st.lists(st.sampled_from(HOSTILE) | ANYTHING, min_size=1, max_size=3).map("".join)
VOID = {"meta", "br", "img"}
TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "header",
    "footer",
    "section",
    "details",
    "summary",
}
TAGS |= {
    "h1",
    "h2",
    "h3",
    "p",
    "div",
    "span",
    "strong",
    "bdi",
    "code",
    "pre",
    "a",
    "img",
    "i",
    "abbr",
    "br",
}
TAGS |= {"ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"}


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, and the text a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def assert_safe(html: str, links: frozenset[str] = frozenset()) -> Page:
    """Assert what promise 10 says of every page, and return it taken apart."""
    page = Page(html)
    assert {tag for tag, _ in page.elements} <= TAGS
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        assert re.fullmatch(r"(?:(?:width|height): \d+\.\d%)?", attributes.get("style", "")), (
            attributes
        )
    assert all(source.startswith("data:image/png;base64,") for source in page.values("src"))
    assert {href for href in page.values("href") if not href.startswith("#")} <= links
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(
        page.values("id")
    )
    assert not {
        "action",
        "formaction",
        "srcdoc",
        "poster",
        "data",
        "background",
        "srcset",
        "ping",
    } & {name for _, attributes in page.elements for name in attributes}
    policies = [
        a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    assert [tag for tag, a in page.elements if "http-equiv" in a] == ["meta"]
    assert "url(" not in html
    assert "@import" not in html
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html
    )
    assert html.encode()
    return page


def hostile_pair(
    text: str, outcome: Outcome = F, verdict: Verdict = Verdict.STUDENT_ERROR
) -> tuple[Submission, Grade]:
    """One submission that holds the text wherever a student could put it."""
    cell = CellReport(
        number=1,
        source=text,
        stdout=text,
        error=text,
        images=(text.encode("utf-8", "surrogatepass"), picture(4, 4)),
        verdict=verdict,
        note=text,
    )
    submission = Submission(
        student=text,
        name=text,
        filename=text,
        data=text.encode("utf-8", "surrogatepass"),
        slug=text,
        lms=text,
        entry=text,
        origin=text,
        late=True,
    )
    messages = {check.key: text for check in CHECKS}
    grade = Grade(
        student=text,
        slug=text,
        results=results(*[outcome] * 11, messages=messages),
        verdict=verdict,
        note=text,
        repairs=(text, text),
        cells=(cell,),
        key=text,
    )
    return submission, grade


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "verdict", [Verdict.STUDENT_ERROR, Verdict.UNREADABLE, Verdict.SANDBOX_FAILURE, Verdict.OK]
)
def test_hostile_text_stays_text_in_a_feedback_page(text: str, verdict: Verdict) -> None:
    submission, grade = hostile_pair(text, verdict=verdict)

    page = assert_safe(report.feedback(ASSIGNMENT, submission, grade, points_note=text))

    assert report.terminal(text) in page.words


def test_the_class_page_shows_points_before_and_after_the_late_policy() -> None:
    submission, grade = sample_class()[0]
    late = {(submission.lms, submission.student): (grade.points - 1.5, "2 days late: −20 %")}
    words = Page(report.class_page(ASSIGNMENT, [(submission, grade)], adjusted=late)).words
    assert f"{grade.points:g} → {grade.points - 1.5:g}" in words
    assert "2 days late: −20 %" in words
    assert "→" not in Page(report.class_page(ASSIGNMENT, [(submission, grade)])).words


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_a_class_page(text: str) -> None:
    submission, grade = hostile_pair(text, B)

    page = assert_safe(
        report.class_page(ASSIGNMENT, [(submission, grade)]),
        frozenset({report.feedback_filename(submission)}),
    )

    assert report.terminal(text) in page.words


@settings(max_examples=60, deadline=None)
@given(hostile_text, st.sampled_from(list(Outcome)), st.sampled_from(list(Verdict)))
def test_no_text_a_student_can_write_breaks_out_of_a_report(
    text: str, outcome: Outcome, verdict: Verdict
) -> None:
    submission, grade = hostile_pair(text, outcome, verdict)
    pairs = [(submission, grade), *sample_class()[:3]]

    assert_safe(report.feedback(ASSIGNMENT, submission, grade, points_note=text))
    assert_safe(
        report.class_page(ASSIGNMENT, pairs),
        frozenset(report.feedback_filename(s) for s, _ in pairs),
    )
    rows = list(csv.reader(io.StringIO(report.grades_csv(ASSIGNMENT, pairs), newline="")))
    assert len(rows) == 5
    nbformat.validate(
        json.loads(report.feedback_notebook(ASSIGNMENT, submission, grade, points_note=text))
    )


def test_a_link_that_a_caller_makes_of_student_text_is_a_relative_path() -> None:
    html = report.class_page(
        ASSIGNMENT, sample_class()[:1], link=lambda submission: "javascript:alert(1)"
    )

    assert_safe(html, frozenset({"javascript%3Aalert%281%29"}))


def test_templates_never_mark_text_as_safe() -> None:
    sources = [
        p.read_text()
        for p in Path(report.__file__).parent.iterdir()
        if p.suffix in (".html", ".py")
    ]

    assert not [
        s
        for s in sources
        if re.search(r"\|\s*safe\b|Markup\(|autoescape\s+false|autoescape=False", s)
    ]


@pytest.mark.parametrize("name", [f"student{number:02}" for number in range(1, 11)])
def test_every_outcome_and_verdict_makes_a_safe_page(name: str) -> None:
    (pair,) = [pair for pair in sample_class() if pair[0].student == name]

    assert_safe(report.feedback(ASSIGNMENT, *pair))


def test_the_sample_covers_every_outcome_and_nearly_every_verdict() -> None:
    grades = [grade for _, grade in sample_class()]

    assert {result.outcome for grade in grades for result in grade.results} == set(Outcome)
    assert {grade.verdict for grade in grades} == set(Verdict) - {
        Verdict.DISK,
        Verdict.PROTOCOL_VIOLATION,
    }


SECRET = "probe = [0.125, 0.875]"


@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_hidden_check_shows_its_category_and_hint_and_nothing_else(outcome: Outcome) -> None:
    """Promise 9: whatever the judge wrote into a hidden result, a student sees what the author meant to be seen."""
    check = Check(
        question="q",
        name=f"name {SECRET}",
        points=2,
        hidden=True,
        about="ties",
        hint="The nearer neighbour wins.",
    )
    question = Question(
        name="q",
        title="Vote",
        points=2,
        difficulty=1,
        minutes=5,
        checks=(check,),
        source=f"# {SECRET}",
        blanks=(f"# {SECRET}",),
    )
    assignment = Assignment(slug="a", title="A", questions=(question,))
    grade = Grade(
        student="s",
        slug="a",
        results=(
            Result(
                check=check,
                outcome=outcome,
                message=f"{SECRET} gives 3, expected 4. The nearer neighbour wins.",
            ),
        ),
    )
    submission = Submission(student="s", name="S", filename="a.ipynb", data=notebook(), slug="a")

    student_page = report.feedback(assignment, submission, grade)
    student_notebook = report.feedback_notebook(assignment, submission, grade).decode()

    for made in (student_page, student_notebook):
        assert "ties" in made
        assert ("The nearer neighbour wins." in made) == (outcome in (F, C))
        assert "0.125" not in made
        assert "expected 4" not in made
    class_page = report.class_page(assignment, [(submission, grade)] * 2)
    assert "expected 4" not in class_page
    assert f"# {SECRET}" not in class_page
    assert "0.125" not in report.grades_csv(assignment, [(submission, grade)])


def test_a_public_check_shows_expected_and_got_and_its_hint_once() -> None:
    page = Page(report.feedback(ASSIGNMENT, *sample_class()[1]))

    assert page.words.count(SHAPE) == 1
    assert page.words.count("One label per row of points.") == 1
    assert page.words.count("Add over every axis, not over the first one only.") == 1


def test_the_first_thing_a_student_reads_is_the_points() -> None:
    page = Page(
        report.feedback(
            ASSIGNMENT, *sample_class()[1], points=5.85, points_note="10 % off: one day late."
        )
    )

    words = " ".join(page.words.split())
    assert (
        "Feedback for Student 02 Nearest neighbour 5.85 of 20 points 10 % off: one day late."
        in words
    )
    assert "handed in 2026-03-01 14:05 UTC · late" in words


def test_what_happened_in_the_run_is_told_cell_by_cell() -> None:
    page = Page(report.feedback(ASSIGNMENT, *sample_class()[1]))

    words = " ".join(page.words.split())
    assert (
        "Code cell 7✗ raised an error ValueError: matmul: Input operand 1 has a mismatch" in words
    )
    assert "# the first column only guess(data[:, 0] @ data)" in words
    assert "will work when it is: 11 (write k_nn)." in words
    assert "3/3 done loss 0.12" in words
    assert "1/3" not in words
    assert "cell 12 had no known type and was read as text" in words
    assert len(page.values("src")) == 1


def test_a_failure_of_ours_shows_no_points_and_asks_for_a_person() -> None:
    submission, grade = sample_class()[6]

    page = Page(report.feedback(ASSIGNMENT, submission, grade))
    row = next(csv.DictReader(io.StringIO(report.grades_csv(ASSIGNMENT, [(submission, grade)]))))

    assert "Not graded yet" in page.words
    assert "A person will look at this. The grader failed." in page.words
    assert (row["points"], row["percent"], row["k_nn"]) == ("", "", "")
    assert row["note"] == "a person must look; the box did not start twice"


def test_a_broken_check_reaches_a_person_and_says_that_it_costs_nothing() -> None:
    submission, grade = sample_class()[4]

    page = Page(report.feedback(ASSIGNMENT, submission, grade))

    assert (
        "Checks worth 2.5 points could not be run. It is not your fault and costs you no points."
        in page.words
    )
    assert "? broken check" in page.words


def test_a_grade_without_a_jail_says_so_everywhere() -> None:
    submission, grade = sample_class()[8]
    assert grade.unsafe

    assert "Graded without a jail" in report.feedback(ASSIGNMENT, submission, grade)
    assert (
        "Graded without a jail" in report.feedback_notebook(ASSIGNMENT, submission, grade).decode()
    )
    assert (
        "1 of 1 graded without a jail"
        in Page(report.class_page(ASSIGNMENT, [(submission, grade)])).words
    )
    assert (
        next(csv.DictReader(io.StringIO(report.grades_csv(ASSIGNMENT, [(submission, grade)]))))[
            "unsafe"
        ]
        == "yes"
    )


def test_a_question_read_by_a_person_has_no_points_yet() -> None:
    by_hand = _question("essay", "Write a short report", manual=True)
    assignment = replace(ASSIGNMENT, questions=(*ASSIGNMENT.questions, by_hand))
    submission, grade = sample_class()[0]

    page = Page(report.feedback(assignment, submission, grade))
    row = next(csv.DictReader(io.StringIO(report.grades_csv(assignment, [(submission, grade)]))))

    assert "20 of 20 points" in page.words
    assert "A person will read and mark question 6 (2 points)." in page.words
    assert (row["essay"], row["points"], row["possible"]) == ("", "20", "20")


@pytest.mark.parametrize(
    ("outcomes", "state", "earned"),
    [
        pytest.param((P, P), "passed", "3 of 3", id="all passed"),
        pytest.param((P, F), "partly", "1 of 3", id="some points"),
        pytest.param((P, C), "partly", "1 of 3", id="some points, then a crash"),
        pytest.param((F, N), "failed", "0 of 3", id="wrong"),
        pytest.param((C, F), "crashed", "0 of 3", id="crashed"),
        pytest.param((N, N), "not attempted", "0 of 3", id="blank"),
        pytest.param((P, B), "broken check", "1 of 3", id="ours"),
        pytest.param((), "not graded", "0 of 3", id="nothing known"),
    ],
)
def test_a_question_stands_as_its_checks_say(
    outcomes: tuple[Outcome, ...], state: str, earned: str
) -> None:
    question = ASSIGNMENT.questions[0]
    made = tuple(
        Result(check=check, outcome=outcome)
        for check, outcome in zip(question.checks, outcomes, strict=False)
    )

    (line,) = question_lines(
        replace(ASSIGNMENT, questions=(question,)), Grade(student="s", slug="a", results=made)
    )

    assert line.state == state
    assert f"{line.points:g} of {line.possible:g}" == earned


def test_equal_input_gives_equal_bytes_and_the_order_of_students_does_not_matter() -> None:
    there, back = sample_class(), sample_class()[::-1]

    assert report.class_page(ASSIGNMENT, there) == report.class_page(ASSIGNMENT, back)
    assert report.grades_csv(ASSIGNMENT, there) == report.grades_csv(ASSIGNMENT, back)
    for pair in there:
        assert report.feedback(ASSIGNMENT, *pair) == report.feedback(ASSIGNMENT, *pair)
        assert report.feedback_notebook(ASSIGNMENT, *pair) == report.feedback_notebook(
            ASSIGNMENT, *pair
        )


def test_a_flood_of_output_makes_a_page_of_bounded_size() -> None:
    flood = CellReport(
        number=1,
        source="x" * 2**16,
        stdout="y\n" * 2**18,
        error="z\r" * 2**16,
        images=(picture(),) * 30,
        verdict=Verdict.OUTPUT_LIMIT,
    )
    submission, grade = (
        handed_in(1),
        graded(1, *(F,) * 11, cells=(flood, *[replace(flood, stdout="")] * 120)),
    )

    page = report.feedback(ASSIGNMENT, submission, grade)

    assert len(page) < 16 * 2**20
    assert "lines left out" in page
    assert "21 more cells like these are left out." in page


def test_colours_keep_a_contrast_of_four_and_a_half_to_one_in_both_themes() -> None:
    style = report.class_page(ASSIGNMENT, [])
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w{6})", part))
        for part in re.split("prefers-color-scheme", style)[:2]
    )
    inks = {"ink", "soft", "link", "passed", "partly", "failed", "crashed", "neutral", "person"}

    for theme in (light, dark):
        papers = {
            name: {"paper", "panel"} if name in ("ink", "soft", "link") else {f"{name}-paper"}
            for name in inks
        }
        low = [(n, p) for n in inks for p in papers[n] if _contrast(theme[n], theme[p]) < 4.5]
        assert low == []
        assert _contrast(theme["bar"], theme["neutral-paper"]) >= 3


def _contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_an_outcome_is_told_by_a_word_and_headings_never_skip_a_level() -> None:
    for html in (
        report.feedback(ASSIGNMENT, *sample_class()[1]),
        report.class_page(ASSIGNMENT, sample_class()),
    ):
        page = Page(html)
        words = re.findall(
            r'class="badge[^"]*"><span aria-hidden="true">[^<]*</span>(?:<span class="unseen">)?[a-z]{3}',
            html,
        )
        assert len(words) == html.count('class="badge') > 0
        levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert all("alt" in attributes for tag, attributes in page.elements if tag == "img")


def test_the_class_page_puts_those_who_need_a_person_first() -> None:
    page = report.class_page(ASSIGNMENT, sample_class())

    rows = re.findall(r'<th scope="row"><a href="([^"]*)"', page)
    assert rows[:2] == ["student05.html", "student07.html"]
    assert sorted(rows) == [f"student{n:02}.html" for n in range(1, 11)]
    assert "check broke: one_nn/crescent" in page
    assert "the box did not start twice" in page


def test_the_class_page_counts_points_without_failures_of_ours() -> None:
    page = Page(report.class_page(ASSIGNMENT, sample_class()))

    words = " ".join(page.words.split())
    assert "mean9.78 of 20" in words
    label = next(
        attributes["aria-label"]
        for _, attributes in page.elements
        if attributes.get("role") == "img"
    )
    assert [int(count) for count in re.findall(r": (\d+)[,.]", label)] == [
        2,
        0,
        0,
        1,
        2,
        1,
        0,
        0,
        2,
        0,
        1,
    ]


def test_an_empty_class_makes_a_page_and_a_table() -> None:
    assert "There are no submissions." in assert_safe(report.class_page(ASSIGNMENT, [])).words
    assert len(report.grades_csv(ASSIGNMENT, []).splitlines()) == 1


def test_the_class_page_names_the_wrong_answer_that_many_gave() -> None:
    words = Page(report.class_page(ASSIGNMENT, sample_class())).words

    assert f"3 × {SHAPE}" in words
    assert "Add over every axis" not in words  # a hidden check's message is not shown, even here


def test_discrimination_is_the_correlation_with_the_rest_of_the_score() -> None:
    rng = np.random.default_rng(0)
    passes = rng.random((40, len(CHECKS))) < np.linspace(0.2, 0.9, 40)[:, None]
    grades = [graded(n, *(P if hit else F for hit in row)) for n, row in enumerate(passes)]
    points = passes * [check.points for check in CHECKS]

    seen = [item for q in question_statistics(ASSIGNMENT, grades) for item in q.checks]

    for column, item in enumerate(seen):
        rest = points.sum(axis=1) - points[:, column]
        assert item.passed == pytest.approx(passes[:, column].mean())
        assert item.discrimination == pytest.approx(np.corrcoef(passes[:, column], rest)[0, 1])


@pytest.mark.parametrize(
    ("rows", "passed", "discrimination", "remark"),
    [
        pytest.param([P] * 5, 1.0, None, "everyone passes", id="too easy"),
        pytest.param([F, N, C, F], 0.0, None, "nobody passes", id="too hard"),
        pytest.param([P, F], 0.5, None, "", id="two students say nothing"),
        pytest.param([B, P, P, P], 1.0, None, "broke while it ran", id="broken"),
        pytest.param([], 0.0, None, "", id="nobody"),
        pytest.param(
            [F, F, P, P], 0.5, -1.0, "those who do well elsewhere fail it", id="upside down"
        ),
    ],
)
def test_a_check_that_deserves_a_look_is_remarked(
    rows: list[Outcome], passed: float, discrimination: float | None, remark: str
) -> None:
    strong, weak = (P,) * 10, (F,) * 10
    grades = [graded(n, outcome, *(strong if n < 2 else weak)) for n, outcome in enumerate(rows)]

    item = question_statistics(ASSIGNMENT, grades)[0].checks[0]

    assert item.passed == passed
    assert item.discrimination == (
        discrimination if discrimination is None else pytest.approx(discrimination)
    )
    assert item.remark == remark


COLUMNS = (
    "student,name,file,points,adjusted,possible,percent,squared_distance,one_nn,k_nn,one_nn_many,why_one_nn,"
    "adjustment,verdict,note,late,repairs,unsafe,key"
)


def test_the_table_has_one_row_per_student_in_order_with_plain_numbers() -> None:
    table = report.grades_csv(ASSIGNMENT, sample_class())

    assert table.splitlines()[0] == COLUMNS
    assert [line.split(",")[0] for line in table.splitlines()[1:]] == [
        f"student{n:02}" for n in range(1, 11)
    ]
    assert table.count("\r\n") == 11
    assert table.splitlines()[2].split(",")[3:12] == [
        "6.5",
        "6.5",
        "20",
        "32.5",
        "1",
        "3.5",
        "2",
        "0",
        "0",
    ]


def test_points_after_the_late_policy_stand_beside_those_before_with_the_reason() -> None:
    pairs = sample_class()[:2]
    second = pairs[1][0]

    table = report.grades_csv(
        ASSIGNMENT, pairs, {(second.lms, "student02"): (4.5, "1 day late: −10 %")}
    )

    first, second = csv.DictReader(io.StringIO(table))
    assert (first["points"], first["adjusted"], first["adjustment"]) == (
        first["points"],
        first["points"],
        "",
    )
    assert (second["points"], second["adjusted"], second["adjustment"]) == (
        "6.5",
        "4.5",
        "1 day late: −10 %",
    )


def test_a_question_named_like_a_column_gets_a_column_of_its_own() -> None:
    question = _question("name", "Name it", ("it", 1, False, "", ""))

    (header,) = csv.reader(
        io.StringIO(report.grades_csv(Assignment(slug="a", title="A", questions=(question,)), []))
    )

    assert len(header) == len(set(header))
    assert "question name" in header


@settings(max_examples=200, deadline=None)
@given(ANYTHING | hostile_text)
def test_a_csv_cell_reads_back_as_the_text_and_is_never_a_formula(text: str) -> None:
    submission = replace(handed_in(1), name=text)

    table = report.grades_csv(ASSIGNMENT, [(submission, graded(1, *(P,) * 11))])

    (row,) = csv.DictReader(io.StringIO(table.encode().decode(), newline=""))
    read = row["name"]
    assert read.removeprefix("'") == report.terminal(text).removeprefix("'")
    assert not read.lstrip().startswith(tuple("=+-@\t\r＝＋－＠"))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", read)
    assert len(row) == 19


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=60))
def test_ordinary_text_of_any_script_is_unchanged_in_a_csv_cell(text: str) -> None:
    assume(not text.lstrip().startswith(tuple("=+-@＝＋－＠")))

    (row,) = csv.DictReader(
        io.StringIO(
            report.grades_csv(ASSIGNMENT, [(replace(handed_in(1), name=text), graded(1))]),
            newline="",
        )
    )

    assert row["name"] == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        pytest.param("\x1b[31mred\x1b[0m", "red", id="colours"),
        pytest.param("\x1b]52;c;ZXZpbA==\x07done", "done", id="clipboard"),
        pytest.param("\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\", "click", id="link"),
        pytest.param("\x1b]0;unfinished title", "0;unfinished title", id="unfinished"),
        pytest.param("\x9b2Jx\x90y\x07", "2Jxy", id="eight-bit controls"),
        pytest.param("0 points\r20 points", "0 points20 points", id="overwriting"),
        pytest.param(
            "student01\nstudent02  20/20", "student01 student02  20/20", id="a forged line"
        ),
        pytest.param("a\u202eb\u2066c\u200fd", "abcd", id="direction"),
        pytest.param("a\u2028b\x85c\td", "a b c d", id="other line ends"),
        pytest.param("\ud800", "\ufffd", id="lone surrogate"),
        pytest.param(
            "Zoë Ångström 王 👩‍💻 نیم‌فاصله",
            "Zoë Ångström 王 👩‍💻 نیم‌فاصله",
            id="names of the world",
        ),
    ],
)
def test_nothing_reaches_a_terminal_but_what_is_to_be_read(text: str, safe: str) -> None:
    assert report.terminal(text) == safe


@given(hostile_text)
def test_text_for_a_terminal_is_one_encodable_line_without_controls(text: str) -> None:
    line = report.terminal(text)

    assert line.encode().decode() == line
    assert len(line.splitlines()) <= 1
    assert not [c for c in line if ord(c) < 32 or 127 <= ord(c) < 160]
    assert report.terminal(line) == line
    assert report.terminal(text, lines=True).replace("\n", " ").replace("\t", " ") == line


@pytest.mark.parametrize(
    "text", ["\r", "\x1b", "\x1b]", "\x1b[", "\x1b]0;" + "x" * 50, "\n", "`", "\x1b\\"]
)
def test_a_flood_of_any_control_is_cleaned_in_linear_time(text: str) -> None:
    """A megabyte of one of these takes minutes with a pattern that backtracks."""
    started = time.process_time()

    excerpt(block(text * (2**20 // len(text))), lines=40, characters=5_000)

    assert time.process_time() - started < 10


@given(
    st.lists(st.text("ab ", max_size=700), max_size=80), st.integers(3, 40), st.integers(0, 3_000)
)
def test_an_excerpt_keeps_both_ends_and_counts_what_it_leaves_out(
    rows: list[str], lines: int, characters: int
) -> None:
    text = "\n".join(rows)

    short = excerpt(text, lines=lines, characters=characters).split("\n")

    left_out = [
        int(m[1].replace(",", ""))
        for row in short
        if (m := re.fullmatch(r"… ([\d,]+) lines? left out …", row))
    ]
    assert len(short) <= lines + 1
    assert sum(map(len, short)) <= characters + 60
    assert len(short) - len(left_out) + sum(left_out) == len(text.split("\n"))


@given(st.text("a`b", max_size=20))
def test_code_spans_lose_no_character_but_paired_backticks(text: str) -> None:
    pieces = code_spans(text)

    joined = "".join(f"`{piece}`" if code else piece for code, piece in pieces)
    assert joined.replace("`", "") == text.replace("`", "")
    assert "".join(piece for _, piece in pieces).count("`") == text.count("`") % 2


def _student_cells(data: bytes) -> list[tuple[str, str]]:
    return [
        (c.kind, c.source)
        for c in notebooks.read(data).cells
        if c.metadata.get("course") != {"role": "feedback"}
    ]


@pytest.mark.parametrize("number", range(10))
def test_a_feedback_notebook_is_the_students_own_with_feedback_between(number: int) -> None:
    submission, grade = sample_class()[number]

    data = report.feedback_notebook(ASSIGNMENT, submission, grade)

    document = json.loads(data)
    nbformat.validate(document)
    assert not [cell for cell in document["cells"] if cell.get("outputs")]
    assert len({cell["id"] for cell in document["cells"]}) == len(document["cells"])
    assert document["cells"][0]["source"][0].startswith("# Feedback: ")
    if grade.verdict is not Verdict.UNREADABLE:
        assert _student_cells(data) == [
            (c.kind, c.source) for c in notebooks.read(submission.data).cells
        ]
    assert notebooks.write(notebooks.read(data).cells, ASSIGNMENT.slug) == data


def test_the_results_of_a_question_follow_its_check_cell() -> None:
    submission, grade = sample_class()[1]

    cells = notebooks.read(report.feedback_notebook(ASSIGNMENT, submission, grade)).cells

    after = [
        now.source
        for before, now in pairwise(cells)
        if before.source == 'grader.check("one_nn_many")'
    ]
    assert len(after) == 1
    assert after[0].startswith(
        "**Feedback on question 4 · All points at once: ! crashed, 0 of 4 points**"
    )
    assert SHAPE in after[0]


def test_a_question_whose_check_cell_is_gone_is_told_at_the_end() -> None:
    cells = [c for c in notebooks.read(notebook()).cells if "one_nn_many" not in c.id]
    submission = handed_in(2, data=notebooks.write(cells, ASSIGNMENT.slug))

    told = notebooks.read(
        report.feedback_notebook(ASSIGNMENT, submission, sample_class()[1][1])
    ).cells

    assert told[-1].source.startswith("## Feedback on the other questions")
    assert SHAPE in told[-1].source


def test_feedback_given_before_is_replaced_when_the_notebook_comes_back() -> None:
    submission, grade = sample_class()[1]
    once = report.feedback_notebook(ASSIGNMENT, submission, grade)

    again = report.feedback_notebook(ASSIGNMENT, replace(submission, data=once), grade)

    assert again == once


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(
            [{"cell_type": "code", "metadata": {"x": "\ud800"}, "source": "1"}], id="lone surrogate"
        ),
        pytest.param(
            [{"cell_type": "code", "metadata": {"\ud800": 1}, "source": "1"}],
            id="lone surrogate in a key",
        ),
        pytest.param(
            [{"cell_type": "code", "metadata": {"x": float("nan")}, "source": "1"}],
            id="not a number",
        ),
        pytest.param(
            [
                {
                    "cell_type": "code",
                    "metadata": {"x": json.loads("[" * 800 + "]" * 800)},
                    "source": "1",
                }
            ],
            id="deep",
        ),
        pytest.param(
            [{"cell_type": "code", "id": "a b", "metadata": {}, "source": "1"}] * 2, id="bad ids"
        ),
        pytest.param(
            [{"cell_type": "code", "id": "feedback-0", "metadata": {}, "source": "1"}] * 3,
            id="our ids",
        ),
        pytest.param(
            [{"cell_type": "markdown", "id": "x" * 300, "metadata": {}, "source": "1"}],
            id="long id",
        ),
    ],
)
def test_a_mangled_notebook_goes_back_as_a_valid_one(cells: list[dict[str, object]]) -> None:
    data = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()

    made = report.feedback_notebook(ASSIGNMENT, handed_in(2, data=data), sample_class()[1][1])

    nbformat.validate(json.loads(made))
    assert _student_cells(made) == [(cell["cell_type"], "1") for cell in cells]


@settings(max_examples=60, deadline=None)
@given(hostile_text)
def test_hostile_text_stays_text_in_a_feedback_notebook(text: str) -> None:
    submission, grade = hostile_pair(text)
    made = report.feedback_notebook(
        ASSIGNMENT, replace(submission, data=notebook()), grade, points_note=text
    )

    told = [
        cell
        for cell in notebooks.read(made).cells
        if cell.metadata.get("course") == {"role": "feedback"}
    ]

    assert len(told) == 1 + len(ASSIGNMENT.questions)
    for cell in told:
        tokens = MarkdownIt("commonmark").enable("table").parse(cell.source)
        kinds = {token.type for token in tokens} | {
            t.type for token in tokens for t in token.children or ()
        }
        assert not kinds & {"html_block", "html_inline", "link_open", "image"}
        assert len([t for t in tokens if t.type == "heading_open"]) == (cell is told[0])


CHUNKS = [
    b"IHDR",
    b"PLTE",
    b"tRNS",
    b"iCCP",
    b"cHRM",
    b"gAMA",
    b"sRGB",
    b"pHYs",
    b"tEXt",
    b"zTXt",
    b"iTXt",
    b"eXIf",
]
CHUNKS += [b"acTL", b"fcTL", b"fdAT", b"IDAT", b"IEND", b"mkBF", b"bKGD", b"\0\0\0\0"]
TINY = picture(3, 2, "#ff0000")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _with_chunk(data: bytes, kind: bytes, body: bytes) -> bytes:
    """Put a chunk behind the header."""
    return data[:33] + _chunk(kind, body) + data[33:]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TINY, id="plain"),
        pytest.param(_with_chunk(TINY, b"tEXt", b"Comment\0<script>alert(1)</script>"), id="text"),
        pytest.param(
            _with_chunk(TINY, b"iCCP", b"p\0\0" + zlib.compress(b"<script>")), id="colour profile"
        ),
        pytest.param(_with_chunk(TINY, b"eXIf", b"MM\0*<script>"), id="exif"),
        pytest.param(
            _with_chunk(TINY, b"zTXt", b"k\0\0" + zlib.compress(bytes(80 << 20))),
            id="text that unpacks to much",
        ),
        pytest.param(_with_chunk(TINY, b"acTL", bytes(8)), id="animation"),
        pytest.param(TINY + b"<script>alert(1)</script>", id="something behind the end"),
    ],
)
def test_an_image_keeps_its_pixels_and_nothing_else(data: bytes) -> None:
    made = report.png(data)

    assert made is not None
    assert b"script" not in made
    with Image.open(io.BytesIO(made)) as image:
        assert (image.size, image.convert("RGB").getpixel((0, 0)), image.info) == (
            (3, 2),
            (255, 0, 0),
            {},
        )
    assert report.png(made) == made


def _saved(image: Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, **{"format": "PNG", **options})
    return buffer.getvalue()


def _claiming(width: int, height: int) -> bytes:
    return (
        TINY[:8]
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
        + TINY[33:]
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n", id="signature only"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", id="svg"),
        pytest.param(_saved(Image.new("RGB", (3, 2)), format="JPEG"), id="jpeg"),
        pytest.param(_saved(Image.new("RGB", (3, 2)), format="GIF"), id="gif"),
        pytest.param(TINY[:-20], id="cut off"),
        pytest.param(TINY[:40] + b"\0" + TINY[41:], id="damaged"),
        pytest.param(_claiming(2**31 - 1, 2**31 - 1), id="claims exapixels"),
        pytest.param(_claiming(0, 5), id="no width"),
        pytest.param(_saved(Image.new("1", (20_001, 1_000))), id="too many pixels"),
        pytest.param(
            _with_chunk(TINY, b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)),
            id="second header",
        ),
        pytest.param(TINY + bytes(2 << 20), id="too many bytes"),
    ],
)
def test_what_is_no_sound_small_png_is_no_image(data: bytes) -> None:
    assert report.png(data) is None


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_keeps_its_looks(mode: str) -> None:
    grey = Image.new("L", (4, 4), 255 if mode == "1" else 200)
    image = Image.new("I;16", (4, 4), 200 * 257) if mode == "I;16" else grey.convert(mode)

    made = report.png(_saved(image))

    assert made is not None
    with Image.open(io.BytesIO(made)) as again:
        expected = 255 if mode == "1" else 200
        assert again.convert("L").getpixel((1, 1)) == pytest.approx(
            expected, abs=30 if mode == "P" else 1
        )


def _rgba(rows: bytes, behind: bytes = b"") -> bytes:
    """Return a file of 3 by 2 pixels whose rows, each with the number of its filter, are packed into two chunks."""
    packed = zlib.compress(rows) + behind
    parts = (_chunk(b"IDAT", packed[:9]), _chunk(b"IDAT", packed[9:]), _chunk(b"IEND", b""))
    return b"".join(
        (TINY[:8], _chunk(b"IHDR", struct.pack(">IIBBBBB", 3, 2, 8, 6, 0, 0, 0)), *parts)
    )


ROW = bytes(range(12))


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_usual_kind_keeps_every_pixel(mode: str) -> None:
    drawn = np.random.default_rng(5).integers(0, 256, size=(31, 17, len(mode)), dtype=np.uint8)
    image = Image.fromarray(
        np.concatenate([drawn, drawn // 128, np.cumsum(drawn // 128, axis=0, dtype=np.uint8)])
    )

    made = report.png(_saved(image))

    assert made is not None
    with Image.open(io.BytesIO(made)) as again:
        assert again.mode == mode
        assert np.array_equal(np.asarray(again), np.asarray(image))


def test_what_hides_behind_the_pixels_or_in_the_end_mark_is_gone() -> None:
    sound = _rgba(b"\0" + ROW + b"\1" + ROW)
    hidden = _rgba(b"\0" + ROW + b"\1" + ROW, behind=b"<script>")[:-12] + _chunk(
        b"IEND", b"<script>"
    )

    assert report.png(hidden) == report.png(sound) == shown(hidden)
    assert b"script" not in (report.png(sound) or b"script")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(b"\0" + ROW + b"\5" + ROW, id="an unknown filter"),
        pytest.param(b"\0" + ROW + b"\1" + ROW[:-1], id="a byte too few"),
    ],
)
def test_rows_that_do_not_add_up_are_no_image(rows: bytes) -> None:
    assert report.png(_rgba(rows)) is None


def test_a_transparent_palette_stays_transparent() -> None:
    made = report.png(_saved(Image.new("P", (4, 4), 0), transparency=0))

    assert made is not None
    with Image.open(io.BytesIO(made)) as again:
        assert again.convert("RGBA").getpixel((0, 0))[3] == 0


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_damaged_bytes_never_raise(data: st.DataObject) -> None:
    sound = bytearray(
        data.draw(
            st.sampled_from([TINY, _saved(Image.new("P", (9, 9)), transparency=0), picture(40, 30)])
        )
    )
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(sound) - 1))
        sound[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
        if not sound:
            break

    made = report.png(bytes(sound))

    assert made is None or made.startswith(b"\x89PNG")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CHUNKS), st.binary(max_size=40)), max_size=5))
def test_chunks_of_any_content_never_raise(chunks: list[tuple[bytes, bytes]]) -> None:
    """With sound checksums, so that the decoder reads what stands in them."""
    data = TINY
    for kind, body in chunks:
        data = _with_chunk(data, kind, body)

    made = report.png(data)

    assert made is None or made.startswith(b"\x89PNG")


def test_a_page_embeds_images_of_ours_as_they_are_and_re_encodes_others() -> None:
    foreign = _with_chunk(TINY, b"tEXt", b"Comment\0<script>alert(1)</script>")
    cell = CellReport(
        number=1, source="show()", images=(report.png(TINY) or b"", foreign, b"<svg/>")
    )

    page = assert_safe(
        report.feedback(ASSIGNMENT, handed_in(1), graded(1, *(P,) * 11, cells=(cell,)))
    )

    images = [base64.b64decode(source.partition(",")[2]) for source in page.values("src")]
    assert images == [report.png(TINY)] * 2
    assert "1 image is left out" in page.words
