"""The nouns of the course, as frozen records with keywords only.

Raw files become these at the border; inside, only these travel.

Points are on the assignment's own scale. Times are aware datetimes, durations seconds.
"""

from __future__ import annotations

import base64
import functools
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from autograder.companions import Companion
from autograder.handed_in import HandedIn
from autograder.regrade_request import RegradeRequest

MARK, RUBRIC, OVERRIDE = "mark", "rubric", "override"  # nobody's code: what a person gave


class Outcome(StrEnum):
    """What became of one check."""

    PASSED = "passed"
    FAILED = "failed"  # a wrong answer
    NOT_ATTEMPTED = "not attempted"  # the blank is still there
    CRASHED = "crashed"  # raised, hung, or ran out of memory
    BROKEN = "broken"  # our fault: costs nobody points, always needs review


WORST_FIRST = (
    *(Outcome.BROKEN, Outcome.CRASHED, Outcome.FAILED),
    *(Outcome.NOT_ATTEMPTED, Outcome.PASSED),
)


class Verdict(StrEnum):
    """What became of running one submission, apart from its points."""

    OK = "ok"
    STUDENT_ERROR = "student error"  # at least one cell raised
    TIMEOUT = "timeout"
    MEMORY = "memory"
    OUTPUT_LIMIT = "output limit"
    DISK = "disk"
    KILLED = "killed"  # the student's process ended itself
    PROTOCOL_VIOLATION = "protocol violation"  # it sent what no honest notebook sends
    UNREADABLE = "unreadable"  # not a notebook
    SANDBOX_FAILURE = "sandbox failure"  # our fault: retried once, then it needs review


class Tier(StrEnum):
    """How tight the sandbox is, the best first. `sandbox/jail.py` says what each closes."""

    NAMESPACES = "namespaces"  # own namespaces, Landlock, seccomp and limits
    LANDLOCK = "landlock"  # the same but namespaces: in containers, and where these are restricted
    NONE = "none"  # limits only; by `--unsafe`


class CarryForward(StrEnum):
    """Whether later questions are judged again with the reference's earlier answers in place."""

    OFF = "off"
    SHOW = "show"  # instructors see what it would change
    ON = "on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one submission may use.

    CPU seconds are counted over all its processes. It waits while it neither computes nor stands in
    line for a processor, so that nobody fails because the machine was busy.
    """

    cell_seconds: float = 60.0  # CPU seconds for one cell, or for what one check asks of it
    notebook_seconds: float = 300.0  # CPU seconds for all cells
    idle_seconds: float = 30.0  # seconds of waiting in one cell, or in one question's checks
    notebook_idle_seconds: float = 60.0  # the same in all, with checks and replays
    memory_bytes: int = 2 << 30  # resident memory of all its processes
    address_space_bytes: int = 8 << 30  # per process; TensorFlow maps 2.5 GB
    processes: int = 128
    open_files: int = 256
    file_bytes: int = 64 << 20
    scratch_bytes: int = 256 << 20
    scratch_files: int = 20_000
    cell_output_bytes: int = 1 << 20
    notebook_output_bytes: int = 5 << 20
    images: int = 100
    reading_seconds: float = 20.0  # CPU: the source of all cells (ours need 0.1)
    judge_seconds: float = 15.0  # CPU: one check in the judge (ours need 1.6)
    judge_bytes: int = 160 << 20  # the judge's memory for one question's checks


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One test case of a question, as the instructor wrote it. Points come from nowhere else.

    `about` says in a few words what the check looks at (students see it for hidden checks too, so
    it names no input); `hint` is the sentence shown when it fails.
    """

    question: str
    name: str
    points: float
    hidden: bool = False
    about: str = ""
    hint: str = ""

    @property
    def key(self) -> str:
        return f"{self.question}/{self.name}"


_share = functools.lru_cache(4_096, typed=True)(Check)  # one and the same for a whole class


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of an assignment.

    `source` is its otter test file with every check, `blanks` the answer cells as shipped,
    `reference` those of the solution where errors are carried forward.
    """

    name: str
    title: str
    points: float
    difficulty: int  # 1 to 3
    minutes: int
    checks: tuple[Check, ...] = ()
    source: str = ""
    blanks: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    manual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One assignment as built from its master.

    `shipped` holds every code cell of the student notebook as handed out: comparing with it tells
    what a student has not touched.
    `fingerprint` changes when anything that can change a grade does.
    """

    slug: str
    title: str
    questions: tuple[Question, ...]
    limits: Limits = field(default_factory=Limits)
    fingerprint: str = ""
    shipped: tuple[str, ...] = ()
    carry_forward: CarryForward = CarryForward.OFF

    @property
    def points(self) -> float:
        return sum(question.points for question in self.questions)

    def question(self, name: str) -> Question:
        return next(question for question in self.questions if question.name == name)

    def unmarked(self, grade: Grade) -> tuple[Question, ...]:
        """Return the questions graded manually for which a grade holds no mark yet."""
        marked = {result.check.question for result in grade.results}
        return tuple(q for q in self.questions if q.manual and q.name not in marked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One student's file as an LMS handed it over; which assignment it is for is not known yet.

    `student` is the key of the person within that LMS, never a file path. `entry` is the raw name
    inside the archive (some LMS want it back byte for byte); `origin` is the archive or folder.
    """

    student: str
    name: str  # for people to read
    filename: str  # the notebook's own name
    file: HandedIn
    lms: str = "folder"
    entry: str = ""
    origin: str = ""
    late: bool = False
    submitted: datetime | None = None
    companions: tuple[Companion, ...] = ()

    @property
    def data(self) -> bytes:
        """The file's bytes, read now. Raises `SubmissionError` when it has changed."""
        return self.file.load()

    @property
    def digest(self) -> str:
        """The hash of the file's bytes."""
        return self.file.sha


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Received):
    """One student's file for one assignment. In lists out of the gradebook it has no bytes."""

    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One check, judged.

    `message` is what the student is told: for a hidden check its hint, never its inputs or values.
    `given` are the points of a person who read the answer; they replace what the outcome is worth.
    `stood_on` are the questions whose reference answers were in place when it passed a second time;
    it is `carried` where that gives its points.
    """

    check: Check
    outcome: Outcome
    message: str = ""
    given: float | None = None
    stood_on: tuple[str, ...] = ()
    carried: bool = False

    @property
    def points(self) -> float:
        if self.given is not None:
            return self.given
        passed = self.outcome is Outcome.PASSED or self.carried
        return self.check.points if passed else 0.0

    @property
    def overridden(self) -> bool:
        """Whether an instructor decided its points against the check."""
        return self.given is not None and self.check.name not in (MARK, RUBRIC)

    @property
    def broken(self) -> bool:
        """Whether it still needs somebody to say what it is worth."""
        return self.outcome is Outcome.BROKEN and self.given is None

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Result:
        """Return the result that `asdict` took apart."""
        check, outcome = _share(**document["check"]), Outcome(document["outcome"])
        stood_on = tuple(document.get("stood_on", ()))
        return cls(**document | {"check": check, "outcome": outcome, "stood_on": stood_on})


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReport:
    """One code cell as it ran: for human eyes only, worth no points.

    `images` are PNG bytes, re-encoded by us.
    """

    number: int  # counting code cells from 1
    source: str
    stdout: str = ""
    error: str = ""
    images: tuple[bytes, ...] = ()
    verdict: Verdict = Verdict.OK
    note: str = ""  # which limit was met, what was cut
    seconds: float = 0.0  # CPU

    def to_document(self) -> dict[str, Any]:
        """Return the report as values that JSON can hold."""
        return asdict(self) | {
            "images": [base64.b64encode(image).decode() for image in self.images]
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> CellReport:
        """Return the report that `to_document` took apart."""
        images = tuple(base64.b64decode(image) for image in document["images"])
        return cls(**document | {"images": images, "verdict": Verdict(document["verdict"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One submission, judged."""

    student: str
    slug: str
    results: tuple[Result, ...]
    verdict: Verdict = Verdict.OK
    note: str = ""  # one sentence for the verdict
    repairs: tuple[str, ...] = ()  # what was repaired in the notebook
    cells: tuple[CellReport, ...] = ()
    key: str = ""  # hash of cells, checks, data, environment and grader: equal keys, equal grades
    seconds: float = 0.0  # CPU seconds of the student's own cells
    unsafe: bool = False  # graded without a sandbox

    @property
    def points(self) -> float:
        return sum(result.points for result in self.results)

    @property
    def possible(self) -> float:
        return sum(result.check.points for result in self.results)

    @property
    def needs_review(self) -> bool:
        return self.verdict is Verdict.SANDBOX_FAILURE or any(
            result.broken for result in self.results
        )

    def outcome(self, question: str) -> Outcome:
        """Return the outcome of a question with checks: the worst one, as people want to know."""
        outcomes = {result.outcome for result in self.results if result.check.question == question}
        return next(outcome for outcome in WORST_FIRST if outcome in outcomes)

    def to_document(self) -> dict[str, Any]:
        """Return the grade as values that JSON can hold."""
        return asdict(self) | {"cells": [cell.to_document() for cell in self.cells]}

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Grade:
        """Return the grade that `to_document` took apart."""
        parts = {
            "results": tuple(Result.from_document(raw) for raw in document["results"]),
            "verdict": Verdict(document["verdict"]),
            "repairs": tuple(document["repairs"]),
            "cells": tuple(CellReport.from_document(raw) for raw in document["cells"]),
        }
        return cls(**document | parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What counts for one student of one assignment: a submission, its grade, its points.

    `points` are those after the late policy, and `note` says why they differ from the grade's.
    """

    submission: Submission
    grade: Grade
    points: float
    note: str = ""
    excused: bool = False
    late: bool = False  # says the LMS, or the due date
    unclear: bool = False  # late by an unknown time: needs review
    row: int = 0  # of the grade in the gradebook
    requests: tuple[RegradeRequest, ...] = ()
