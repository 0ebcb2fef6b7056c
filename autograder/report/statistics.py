"""How a class did on each check: shares, discrimination, the commonest wrong answers.

Discrimination is the point-biserial correlation of passing the check with the points of everything
else: near 1, students who do well pass it; near 0, it says nothing; below 0, students who do well
fail it, and the check is worth a look. Checks that broke say nothing about students and are left
out, as are grades after a failure of ours.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.records import Assignment, Check, Grade, Outcome, Question, Result
from autograder.report import outcomes, text

FEWEST_STUDENTS = 3  # a correlation of two is always 1 or -1
COMMON_ANSWERS = 3
WRONG = (Outcome.FAILED, Outcome.CRASHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckStatistics:
    """One check over a class.

    `discrimination` is None where it is undefined: too few students, or no variation.
    """

    check: Check
    counts: dict[Outcome, int]
    discrimination: float | None
    common: tuple[tuple[str, int], ...]  # public checks: the same message to at least two students

    @property
    def others(self) -> list[tuple[Outcome, int]]:
        return [
            (outcome, count)
            for outcome, count in self.counts.items()
            if count and outcome is not Outcome.PASSED
        ]

    @property
    def students(self) -> int:
        return sum(count for outcome, count in self.counts.items() if outcome is not Outcome.BROKEN)

    @property
    def passed(self) -> float:
        """The share of students who passed, 0 to 1."""
        return self.counts[Outcome.PASSED] / self.students if self.students else 0.0

    @property
    def remark(self) -> str:
        """What an instructor should notice, if anything."""
        if self.counts[Outcome.BROKEN]:
            return "broke while it ran"
        if self.students >= FEWEST_STUDENTS and self.passed in (0.0, 1.0):
            return "everyone passes" if self.passed else "nobody passes"
        if self.discrimination is not None and self.discrimination < 0:
            return "students who do well elsewhere fail it"
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionStatistics:
    """One question over a class, with its checks.

    `tried` counts the students who left no blank as it was.
    """

    number: int
    question: Question
    students: int
    tried: int
    mean: float
    checks: tuple[CheckStatistics, ...]


def question_statistics(
    assignment: Assignment, grades: Sequence[Grade]
) -> list[QuestionStatistics]:
    """Return the statistics of every question and check, in the assignment's order."""
    seen: dict[str, list[tuple[Result, float]]] = {}
    for grade in grades:
        total = grade.points
        for result in grade.results if outcomes.was_graded(grade) else ():
            seen.setdefault(result.check.key, []).append((result, total - result.points))
    return [
        _question(number, question, seen)
        for number, question in enumerate(assignment.questions, start=1)
    ]


def _question(
    number: int, question: Question, seen: dict[str, list[tuple[Result, float]]]
) -> QuestionStatistics:
    by_check = [[result for result, _ in seen.get(check.key, [])] for check in question.checks]
    students = max((len(results) for results in by_check), default=0)
    earned = sum(result.points for results in by_check for result in results)
    blank = min(
        (sum(r.outcome is Outcome.NOT_ATTEMPTED for r in results) for results in by_check),
        default=0,
    )
    checks = tuple(_check(check, seen.get(check.key, [])) for check in question.checks)
    return QuestionStatistics(
        number=number,
        question=question,
        students=students,
        tried=students - blank,
        mean=earned / (students or 1),
        checks=checks,
    )


def _check(check: Check, seen: list[tuple[Result, float]]) -> CheckStatistics:
    counts = Counter(result.outcome for result, _ in seen)
    sound = [(result, rest) for result, rest in seen if result.outcome is not Outcome.BROKEN]
    wrong = [result for result, _ in sound if result.outcome in WRONG]
    return CheckStatistics(
        check=check,
        counts={outcome: counts[outcome] for outcome in Outcome},
        discrimination=_point_biserial(
            [(result.outcome is Outcome.PASSED, rest) for result, rest in sound]
        ),
        common=() if check.hidden else _common(wrong),
    )


def _point_biserial(pairs: list[tuple[bool, float]]) -> float | None:
    if len(pairs) < FEWEST_STUDENTS:
        return None
    passed, rests = [float(hit) for hit, _ in pairs], [round(rest, 9) for _, rest in pairs]
    if len(set(passed)) < 2 or len(set(rests)) < 2:
        return None
    return statistics.correlation(passed, rests)


def _common(results: list[Result]) -> tuple[tuple[str, int], ...]:
    messages = Counter(text.terminal(result.message)[:200] for result in results if result.message)
    ranked = sorted(messages.items(), key=lambda item: (-item[1], item[0]))
    return tuple((message, count) for message, count in ranked[:COMMON_ANSWERS] if count > 1)
