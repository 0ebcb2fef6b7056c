"""The instructor's page of one assignment: who needs a person, how the points fell, who did what, how checks worked."""

from __future__ import annotations

import statistics
import urllib.parse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from autograder import files
from autograder.records import Assignment, Grade, Outcome, Submission, Verdict
from autograder.report import outcomes, page, text
from autograder.report.outcomes import QuestionLine, State
from autograder.report.statistics import question_statistics

BINS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One student's row."""

    submission: Submission
    grade: Grade
    href: str
    lines: tuple[QuestionLine, ...]
    graded: bool
    adjusted: float  # after the late policy
    why: str = ""

    @property
    def why_a_human(self) -> str:
        if not self.graded:
            return self.grade.note or "the grader failed before it was done"
        broken = [r.check.key for r in self.grade.results if r.outcome is Outcome.BROKEN]
        return f"{'check' if len(broken) == 1 else 'checks'} broke: {', '.join(broken)}"


@dataclass(frozen=True, slots=True)
class Bin:
    """One column of the picture of points: its label, its students, its height in percent of the tallest."""

    label: str
    students: int
    height: float


def feedback_filename(submission: Submission) -> str:
    """Return the name of a student's page: a plain file name, different for every key, on any file system."""
    return f"{files.stem(submission.student)}.html"


def class_page(
    assignment: Assignment,
    graded: Sequence[tuple[Submission, Grade]],
    *,
    link: Callable[[Submission], str] = feedback_filename,
    adjusted: Mapping[tuple[str, str], tuple[float, str]] | None = None,
) -> str:
    """Return the class page. `link` gives each student's page as a path relative to this one.

    `adjusted` holds the points after the late policy, and why, by LMS and student. Statistics are of the points before it.
    """
    rows = sorted((_row(assignment, *pair, link, adjusted or {}) for pair in graded), key=_by_name)
    points = [row.grade.points for row in rows if row.graded]
    ran = Counter(row.grade.verdict for row in rows)
    possible = max(
        (outcomes.possible(assignment, row.grade) for row in rows),
        default=outcomes.possible(assignment),
    )
    return page.render(
        "class.html",
        assignment=assignment,
        rows=sorted(rows, key=lambda row: not row.grade.needs_review),
        humans=[row for row in rows if row.grade.needs_review],
        unsafe=sum(row.grade.unsafe for row in rows),
        facts=_facts(points, possible),
        bins=_bins(points, possible),
        verdicts=[(verdict, count) for verdict in Verdict if (count := ran[verdict])],
        questions=question_statistics(assignment, [grade for _, grade in graded]),
        possible=possible,
        states=list(State),
    )


def _row(
    assignment: Assignment,
    submission: Submission,
    grade: Grade,
    link: Callable[[Submission], str],
    adjusted: Mapping[tuple[str, str], tuple[float, str]],
) -> Row:
    href = urllib.parse.quote(link(submission), errors="replace")  # quotes `:`, too: never a scheme
    lines = outcomes.question_lines(assignment, grade)
    after = adjusted.get((submission.lms, submission.student), (grade.points, ""))
    return Row(submission, grade, href, lines, outcomes.was_graded(grade), *after)


def _by_name(row: Row) -> tuple[str, str, str]:
    name = text.terminal(row.submission.name or row.submission.student)
    return name.casefold(), row.submission.student, row.submission.filename


def _facts(points: list[float], possible: float) -> list[tuple[str, str]]:
    if not points:
        return []
    return [
        ("mean", f"{files.number(statistics.fmean(points))} of {files.number(possible)}"),
        ("median", files.number(statistics.median(points))),
        ("lowest", files.number(min(points))),
        ("highest", files.number(max(points))),
    ]


def _bins(points: list[float], possible: float) -> list[Bin]:
    """Count the points in ten equal steps; full points stand in a column of their own."""
    if not points or possible <= 0:
        return []
    step = possible / BINS
    counts = Counter(max(0, min(BINS, int(value / step + 1e-9))) for value in points)
    tallest = max(counts.values())
    labels = [
        f"{files.number(n * step)} to <{files.number((n + 1) * step)}" for n in range(BINS)
    ] + [files.number(possible)]
    return [Bin(label, counts[n], 100 * counts[n] / tallest) for n, label in enumerate(labels)]
