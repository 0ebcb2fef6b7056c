"""One submission -> Grade: run the cells in the student's order, judge each question at its check point.

What is run is the notebook as `heal` mended it. A question's check point is the last cell that calls
`….check("question")`, as in otter, where the last check of a question wins; without one, or with the answer below it,
the question is judged at the end. A cell or check that ends the student's process costs its own
question only: the notebook is replayed in a new box without that cell, and judging goes on behind it. Nothing the
student's process says is worth a point.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from autograder.grading.judge import Judge, charge
from autograder.grading.task import Task
from autograder.notebook import format as notebooks
from autograder.notebook.answers import find_answers
from autograder.notebook.format import Cell, Notebook, Unreadable
from autograder.notebook.heal import heal
from autograder.records import (
    Assignment,
    CellReport,
    Grade,
    Outcome,
    Question,
    Result,
    Tier,
    Verdict,
)
from autograder.sandbox.box import Box
from autograder.sandbox.faults import BoxLost
from autograder.sandbox.images import png

REPLAYS = 8  # boxes that one submission may cost
STOPPED = (
    Verdict.TIMEOUT,
    Verdict.MEMORY,
    Verdict.DISK,
    Verdict.OUTPUT_LIMIT,
    Verdict.KILLED,
    Verdict.PROTOCOL_VIOLATION,
)
OpenBox = Callable[[], Box]


@dataclass(slots=True)
class _Progress:
    """What is known so far; grows over the replays."""

    results: dict[str, tuple[Result, ...]] = field(default_factory=dict)
    reports: dict[int, CellReport] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)
    seconds: float = 0.0  # over all boxes
    spent: float = 0.0  # in this box
    worst: BoxLost | None = None
    unsafe: bool = False


def grade(task: Task, open_box: OpenBox) -> Grade:
    """Return the grade of one submission, run in boxes that `open_box` gives, one for each replay."""
    if isinstance(task.notebook, Unreadable):
        return _unreadable(task, str(task.notebook))
    assignment = task.assignment
    notebook = heal(task.notebook, assignment)
    answers = find_answers(notebook.code, assignment)
    points, late = _check_points(notebook, assignment, answers)
    progress = _Progress()
    for _ in range(REPLAYS):
        try:
            with open_box() as box:
                progress.unsafe = box.tier is Tier.NONE
                with Judge(box, assignment.questions) as judge:
                    _pass(notebook, points, assignment, box, judge, progress)
            break
        except BoxLost as loss:
            progress.worst = loss
            if loss.verdict is Verdict.SANDBOX_FAILURE:
                break
    results = tuple(
        result for q in assignment.questions for result in _settle(q, q.name in answers, progress)
    )
    verdict, note = _verdict(progress)
    return Grade(
        student=task.submission.student,
        slug=assignment.slug,
        results=results,
        verdict=verdict,
        note=note,
        repairs=(*notebook.repairs, *late),
        cells=tuple(progress.reports[number] for number in sorted(progress.reports)),
        key=task.key,
        seconds=round(progress.seconds, 2),
        unsafe=progress.unsafe,
    )


def _pass(
    notebook: Notebook,
    points: dict[int, list[Question]],
    assignment: Assignment,
    box: Box,
    judge: Judge,
    progress: _Progress,
) -> None:
    """Run the notebook once from the top, judging what is not judged yet. Raises `BoxLost`, having noted where."""
    progress.spent = (
        0.0  # a replay has the whole time again: one killer must not use up the honest cells' time
    )
    for number, cell in enumerate(notebook.code, start=1):
        if number not in progress.skipped:
            _run(cell, number, box, progress)
        for question in points.get(number, ()):
            _judge(question, judge, progress)
    for question in assignment.questions:
        _judge(question, judge, progress)


def _run(cell: Cell, number: int, box: Box, progress: _Progress) -> None:
    if progress.spent > box.limits.notebook_seconds:
        progress.reports.setdefault(
            number, _not_run(cell, number, "not run: the notebook had used up its time")
        )
        return
    try:
        report = box.run(cell.source, number)
    except BoxLost as loss:
        progress.skipped.add(number)
        progress.reports[number] = _not_run(cell, number, loss.note, loss.verdict)
        if loss.verdict is Verdict.TIMEOUT:
            progress.seconds += box.limits.cell_seconds
        raise
    progress.seconds += report.seconds
    progress.spent += report.seconds
    sound = tuple(image for image in map(png, report.images) if image)
    progress.reports.setdefault(number, replace(report, images=sound))


def _not_run(cell: Cell, number: int, note: str, verdict: Verdict = Verdict.TIMEOUT) -> CellReport:
    return CellReport(number=number, source=cell.source, verdict=verdict, note=note)


def _judge(question: Question, judge: Judge, progress: _Progress) -> None:
    done = progress.results.setdefault(question.name, ())
    if question.manual or len(done) == len(question.checks):
        return
    try:
        for result in judge.results(question.name, len(done)):
            progress.results[question.name] += (result,)
    except BoxLost as loss:
        check = question.checks[len(progress.results[question.name])]
        if loss.verdict is not Verdict.SANDBOX_FAILURE:
            progress.results[question.name] += (charge(check, loss),)
        raise


def _check_points(
    notebook: Notebook, assignment: Assignment, answers: dict[str, int]
) -> tuple[dict[int, list[Question]], list[str]]:
    """Return the questions by the number of the last code cell that checks them, and a line for each that waits longer.

    An answer that stands only below its check was checked by going back up; it is judged at the end.
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


def _settle(question: Question, attempted: bool, progress: _Progress) -> tuple[Result, ...]:
    """Return a result for every check: those never reached, and blanks still there, under their right name."""
    results = progress.results.get(question.name, ())
    broken = progress.worst is not None and progress.worst.verdict is Verdict.SANDBOX_FAILURE
    missing = Outcome.BROKEN if broken else Outcome.CRASHED
    note = "" if broken else "Not reached: your notebook was stopped too often before it."
    results += tuple(
        Result(check=check, outcome=missing, message=note)
        for check in question.checks[len(results) :]
    )
    if attempted:
        return results
    return tuple(
        replace(result, outcome=Outcome.NOT_ATTEMPTED, message="The blank is still empty.")
        if result.outcome in (Outcome.FAILED, Outcome.CRASHED, Outcome.NOT_ATTEMPTED)
        else result
        for result in results
    )


def _verdict(progress: _Progress) -> tuple[Verdict, str]:
    """Return the verdict a person would want to know of first, and one sentence."""
    if progress.worst is not None and progress.worst.verdict is Verdict.SANDBOX_FAILURE:
        return Verdict.SANDBOX_FAILURE, progress.worst.note
    reports = [progress.reports[number] for number in sorted(progress.reports)]
    for report in reports:
        if report.verdict in STOPPED:
            return report.verdict, f"cell {report.number}: {report.note}"
    if progress.worst is not None:
        return progress.worst.verdict, f"during a check: {progress.worst.note}"
    failed = [str(report.number) for report in reports if report.verdict is Verdict.STUDENT_ERROR]
    if failed:
        return (
            Verdict.STUDENT_ERROR,
            f"cell{'s' * (len(failed) > 1)} {', '.join(failed)} raised an error",
        )
    return Verdict.OK, ""


def _unreadable(task: Task, why: str) -> Grade:
    message = "Your file could not be read as a notebook."
    results = tuple(
        Result(check=check, outcome=Outcome.NOT_ATTEMPTED, message=message)
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
