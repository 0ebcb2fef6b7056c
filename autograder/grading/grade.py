"""One submission -> Grade: run the cells in their order, judge each question at its check point.

What is run is the notebook as `heal` repaired it. A question's check point is the last cell that
calls `….check("question")`, as in otter, where the last check of a question wins; without one, or
with the answer below it, the question is judged at the end. A cell or check that ends the student's
process costs its own question only: the notebook is replayed in a new box without that cell, and
judging continues after it. Nothing the student's process says is worth a point.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from autograder.grading import figures
from autograder.grading.clock import INTRICATE, Reading, TooLong
from autograder.grading.forward import Judged, judge_again
from autograder.grading.missing import explain_empty
from autograder.grading.progress import OpenBox, Progress, replay
from autograder.grading.remarks import tell_later_answers, tell_newer_python
from autograder.grading.task import UNREADABLE, Task
from autograder.notebook import format as notebooks
from autograder.notebook.answers import find_answers, find_similar
from autograder.notebook.format import Notebook, Unreadable
from autograder.notebook.heal import heal
from autograder.notebook.shipped import understand_shipped
from autograder.records import (
    Assignment,
    CarryForward,
    Grade,
    Outcome,
    Question,
    Result,
    Verdict,
)
from autograder.sandbox.budget import Budget
from autograder.sandbox.faults import BoxLost

STOPPED = (
    Verdict.TIMEOUT,
    Verdict.MEMORY,
    Verdict.DISK,
    Verdict.OUTPUT_LIMIT,
    Verdict.KILLED,
    Verdict.PROTOCOL_VIOLATION,
)
NOT_REACHED = "Not reached: your notebook was stopped too many times before this question."
OVERDUE = "Not reached: your notebook had used up its time before this question."


def grade(task: Task, open_box: OpenBox) -> Grade:
    """Return the grade of one submission, run in boxes that `open_box` gives, one a replay."""
    assignment, reading = task.assignment, Reading(task.assignment.limits.reading_seconds)
    try:
        with reading.spend():
            notebook, answers = _understand(task)
    except Unreadable as why:
        return _unreadable(task, str(why))
    except (TooLong, MemoryError):
        return _unreadable(task, INTRICATE)
    points, late = _check_points(notebook, assignment, answers)
    progress = Progress(
        cells=notebook.code,
        questions=assignment.questions,
        points=points,
        shipped=understand_shipped(assignment),
        budget=Budget(assignment.limits),
        reading=reading,
        companions=task.submission.companions,
    )
    replay(progress, open_box)
    results = tuple(
        result
        for question in assignment.questions
        for result in _settle(question, answers, progress)
    )
    if assignment.carry_forward is not CarryForward.OFF:
        judged = Judged(progress=progress, results=results, answers=answers)
        results = _carry_forward(judged, assignment, open_box)
    verdict, note = _verdict(progress)
    remarks = _remark(notebook, progress, results)
    return Grade(
        student=task.submission.student,
        slug=assignment.slug,
        results=results,
        verdict=verdict,
        note=note,
        repairs=(*progress.all_repairs(), *notebook.repairs, *late, *remarks),
        cells=figures.keep(
            (progress.reports[number] for number in sorted(progress.reports)),
            assignment.questions,
            points,
            results,
        ),
        key=task.key,
        seconds=round(progress.seconds, 2),
        unsafe=progress.unsafe,
    )


def _understand(task: Task) -> tuple[Notebook, dict[str, int]]:
    """Return the notebook to run, and where its questions are answered. Raises `Unreadable`."""
    handed_in = task.read()
    if isinstance(handed_in, Unreadable):
        raise handed_in
    notebook = heal(handed_in, task.assignment)
    return notebook, find_answers(notebook.code, task.assignment)


def _remark(notebook: Notebook, progress: Progress, results: Sequence[Result]) -> list[str]:
    """Return what the student should know beside the repairs."""
    lost: dict[str, float] = {}
    for result in results:
        missed = result.check.points - result.points
        lost[result.check.question] = lost.get(result.check.question, 0.0) + missed
    reports = [progress.reports[number] for number in sorted(progress.reports)]
    return [
        *tell_newer_python(notebook, reports),
        *tell_later_answers(notebook, progress.shipped, lost),
    ]


def _carry_forward(first: Judged, assignment: Assignment, open_box: OpenBox) -> tuple[Result, ...]:
    """Return the results after a second judgement, where one can change something.

    A failure of ours in it is one of the whole grade: nobody knows what it would have given.
    """
    progress = first.progress
    if progress.failed or progress.budget.overdue:
        return first.results
    try:
        return judge_again(first, assignment, open_box)
    except (TooLong, MemoryError):
        return first.results
    except BoxLost as loss:
        progress.worst = loss
        return first.results


def _check_points(
    notebook: Notebook, assignment: Assignment, answers: dict[str, int]
) -> tuple[dict[int, list[Question]], list[str]]:
    """Return the questions by the number of the last code cell that checks them.

    An answer that stands only below its check was checked by going back up; it is judged at the
    end, and is in the lines returned.
    """
    last = notebooks.check_points(notebook.code)
    points: dict[int, list[Question]] = {}
    late = []
    for question in assignment.questions:
        if question.name not in last:
            continue
        if answers.get(question.name, -1) > last[question.name]:
            late.append(
                f"the answer to “{question.title}” stands below its check and was judged at the end"
            )
        else:
            points.setdefault(last[question.name] + 1, []).append(question)
    return points, late


def _settle(question: Question, answers: Container[str], progress: Progress) -> tuple[Result, ...]:
    """Return a result for every check, also those never reached, and call an empty blank so, or one
    that was deleted.

    Where the answer has another name than the blank, its checks have said so.
    """
    results = progress.results.get(question.name, ())
    missing = Outcome.BROKEN if progress.failed else Outcome.CRASHED
    note = "" if progress.failed else OVERDUE if progress.budget.overdue else NOT_REACHED
    results += tuple(
        Result(check=check, outcome=missing, message=note)
        for check in question.checks[len(results) :]
    )
    if question.name in answers or _is_renamed(question, progress):
        return results
    message = explain_empty(progress.shipped.given[question.name], progress.cells)
    return tuple(
        replace(result, outcome=Outcome.NOT_ATTEMPTED, message=message)
        if result.outcome in (Outcome.FAILED, Outcome.CRASHED, Outcome.NOT_ATTEMPTED)
        else result
        for result in results
    )


def _is_renamed(question: Question, progress: Progress) -> bool:
    names = progress.shipped.given[question.name]
    return any(find_similar(name, progress.cells, progress.shipped) for name in names)


def _verdict(progress: Progress) -> tuple[Verdict, str]:
    """Return the verdict that people want to know first, and one sentence."""
    if progress.failed:
        return Verdict.SANDBOX_FAILURE, progress.failed.note
    reports = [progress.reports[number] for number in sorted(progress.reports)]
    for report in reports:
        if report.verdict in STOPPED:
            return report.verdict, f"cell {report.number}: {report.note}"
    if progress.budget.overdue:
        return Verdict.TIMEOUT, f"the notebook {progress.budget.overdue}"
    if progress.worst is not None:
        return progress.worst.verdict, f"during a check: {progress.worst.note}"
    failed = [str(report.number) for report in reports if report.verdict is Verdict.STUDENT_ERROR]
    if failed:
        cells = "cells" if len(failed) > 1 else "cell"
        return Verdict.STUDENT_ERROR, f"{cells} {', '.join(failed)} raised an error"
    return Verdict.OK, ""


def _unreadable(task: Task, why: str) -> Grade:
    results = tuple(
        Result(check=check, outcome=Outcome.NOT_ATTEMPTED, message=UNREADABLE)
        for question in task.assignment.questions
        for check in question.checks
    )
    return Grade(
        student=task.submission.student,
        slug=task.assignment.slug,
        results=results,
        verdict=Verdict.UNREADABLE,
        note=why,
        key=task.key,
    )
