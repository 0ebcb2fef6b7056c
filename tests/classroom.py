"""A class of ten with every outcome, hostile text, and a page taken apart: for all report tests."""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

from hypothesis import strategies as st
from PIL import Image

from autograder.handed_in import HandedIn
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
    Standing,
    Submission,
    Verdict,
)


def make_question(
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
        make_question(
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
        make_question(
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
        make_question(
            "k_nn",
            "Let k neighbours vote",
            ("votes", 2, False, "three neighbours vote", "Count the labels of the k nearest rows."),
            ("ties", 3, True, "ties", "In a tie, the label of the nearer neighbour wins."),
        ),
        make_question(
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
        make_question(
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


TRACEBACK = f"""\x1b[0;31m{"-" * 75}\x1b[0m
\x1b[0;31mValueError\x1b[0m                                Traceback (most recent call last)
Cell In[7], line 3\x1b[0m
      1 guess = one_nn(data, labels)
----> 3 guess(data[:, 0] @ data)
\x1b[0;31mValueError\x1b[0m: \
matmul: Input operand 1 has a mismatch in its core dimension 0 (size 2)"""


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
        file=HandedIn.of(data or notebook()),
        slug="02-nearest-neighbour",
        late=late,
        submitted=datetime(2026, 3, 1, 14, 5, tzinfo=UTC),
    )


def notebook() -> bytes:
    cells = [
        Cell(kind="markdown", source="# Nearest neighbour", id="start-given"),
        Cell(kind="code", source="import numpy as np", id="start-given-2"),
    ]
    for question in ASSIGNMENT.questions:
        cells += [
            Cell(kind="markdown", source=f"## {question.title}", id=f"{question.name}-text"),
            Cell(
                kind="code",
                source=f"def {question.name}(*args):\n    return 1",
                id=f"{question.name}-answer",
            ),
            Cell(
                kind="code",
                source=f'grader.check("{question.name}")',
                id=f"{question.name}-check",
                metadata={
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


def standing(submission: Submission, grade: Grade, **fields: object) -> Standing:
    return Standing(submission=submission, grade=grade, **{"points": grade.points, **fields})


def sample_class() -> list[Standing]:
    """Ten students: every outcome and every verdict at least once."""
    return [standing(*pair) for pair in _pairs()]


def _pairs() -> list[tuple[Submission, Grade]]:
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
            graded(7, verdict=Verdict.SANDBOX_FAILURE, note="the sandbox failed to start twice"),
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


def hostile_standing(
    text: str, outcome: Outcome = F, verdict: Verdict = Verdict.STUDENT_ERROR
) -> Standing:
    """One standing that holds the text wherever a student could put it."""
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
        file=HandedIn.of(text.encode("utf-8", "surrogatepass")),
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
    return standing(submission, grade, note=text)


TINY = picture(3, 2, "#ff0000")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunk(data: bytes, kind: bytes, body: bytes) -> bytes:
    """Put a chunk behind the header."""
    return data[:33] + chunk(kind, body) + data[33:]
