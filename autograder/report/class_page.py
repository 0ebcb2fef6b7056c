"""The instructor's page of one assignment: who needs review, how the points fell, who did what,
how the checks worked.
"""

from __future__ import annotations

import itertools
import statistics
import urllib.parse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from autograder import files
from autograder.records import Assignment, CarryForward, Grade, Standing, Submission, Verdict
from autograder.report import outcomes, page, text
from autograder.report.gains import find_gains, sum_up
from autograder.report.outcomes import QuestionLine, State
from autograder.report.statistics import question_statistics

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class StudentLine:
    """One student's line of the page. `review` says why it needs review, or is empty."""

    submission: Submission
    grade: Grade
    points: float  # after the late policy
    note: str
    review: str
    href: str
    lines: tuple[QuestionLine, ...]
    graded: bool
    gains: Mapping[str, float]  # points by question that stand on a reference's earlier answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One column of the picture of points: its label, its students, its height in percent."""

    label: str
    students: int
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What became of everyone who handed in by one LMS: the sum, and who is in no upload."""

    lms: str
    sum: str
    listed: tuple[tuple[str, str], ...]


def page_name(submission: Submission) -> str:
    """Return the file name of a student's page: a different one for each key of each LMS."""
    student = submission.student
    key = student if submission.lms == "folder" else f"{submission.lms} {student}"
    return f"{files.stem(key)}.html"


def class_page(
    assignment: Assignment,
    standings: Sequence[Standing],
    *,
    link: Callable[[Submission], str] = page_name,
    accounts: Sequence[Account] = (),
) -> str:
    """Return the class page as HTML.

    `link` gives each student's page as a path relative to this one; `accounts` tell what became of
    everyone who handed in. Statistics are of the points
    before the late policy, and of those students only whose marks are complete.
    """
    rows = sorted((_line(assignment, standing, link) for standing in standings), key=_by_name)
    complete = [row for row in rows if not assignment.unmarked(row.grade)]
    grades = [row.grade for row in complete]
    points = [row.grade.points for row in complete if row.graded]
    after = [row.points for row in complete if row.graded]
    ran = Counter(row.grade.verdict for row in rows)
    possible = _possible(assignment, grades)
    return page.render(
        "class.html",
        assignment=assignment,
        accounts=accounts,
        rows=sorted(rows, key=lambda row: not row.review),
        reviews=[row for row in rows if row.review],
        waiting=len(rows) - len(complete),
        unsafe=sum(row.grade.unsafe for row in rows),
        facts=_facts(points, possible),
        after=_facts(after, possible) if after != points else [],
        bins=_bins(points, possible),
        verdicts=[(verdict, count) for verdict in Verdict if (count := ran[verdict])],
        questions=question_statistics(assignment, grades),
        possible=possible,
        states=list(State),
        carries=assignment.carry_forward is not CarryForward.OFF,
        counts=assignment.carry_forward is CarryForward.ON,
        gains=sum_up(assignment, [row.gains for row in rows]),
    )


def _line(
    assignment: Assignment, standing: Standing, link: Callable[[Submission], str]
) -> StudentLine:
    return StudentLine(
        submission=standing.submission,
        grade=standing.grade,
        points=standing.points,
        note=standing.note,
        review=_review(assignment, standing),
        # Quoting covers `:`, too, so that no link has a scheme.
        href=urllib.parse.quote(link(standing.submission), errors="replace"),
        lines=outcomes.question_lines(assignment, standing.grade),
        graded=outcomes.was_graded(standing.grade),
        gains=find_gains(standing.grade),
    )


def _review(assignment: Assignment, standing: Standing) -> str:
    """Return why a standing needs review; "" when it does not."""
    grade = standing.grade
    if not outcomes.was_graded(grade):
        return grade.note or "the grader failed before it finished"
    if broken := [r.check.key for r in grade.results if r.broken]:
        return f"{'check' if len(broken) == 1 else 'checks'} broke: {', '.join(broken)}"
    if grade.verdict is Verdict.UNREADABLE:
        return f"unreadable: {grade.note}" if grade.note else "unreadable"
    if assignment.unmarked(grade):
        return "awaits marks"
    return (standing.note or "its points are unclear") if standing.unclear else ""


def _by_name(row: StudentLine) -> tuple[str, str, str]:
    name = text.terminal(row.submission.name or row.submission.student)
    return name.casefold(), row.submission.student, row.submission.filename


def _possible(assignment: Assignment, grades: Sequence[Grade]) -> float:
    """Return the most points that anybody's checks and marks can give."""
    by_checks = outcomes.possible(assignment)
    return max((outcomes.possible(assignment, grade) for grade in grades), default=by_checks)


def _facts(points: Sequence[float], possible: float) -> list[tuple[str, str]]:
    if not points:
        return []
    return [
        ("mean", f"{files.number(statistics.fmean(points))} of {files.number(possible)}"),
        ("median", files.number(statistics.median(points))),
        ("lowest", files.number(min(points))),
        ("highest", files.number(max(points))),
    ]


def _bins(points: Sequence[float], possible: float) -> list[Bin]:
    """Count the points in ten equal steps; full points have a column of their own."""
    if not points or possible <= 0:
        return []
    step = possible / BINS
    counts = Counter(max(0, min(BINS, int(value / step + 1e-9))) for value in points)
    edges = [files.number(n * step) for n in range(BINS + 1)]
    labels = [f"{low} to <{high}" for low, high in itertools.pairwise(edges)]
    tallest = max(counts.values())
    return [
        Bin(label=label, students=counts[n], height=100 * counts[n] / tallest)
        for n, label in enumerate([*labels, edges[-1]])
    ]
