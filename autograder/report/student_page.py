"""One student's feedback page: points, each question and check, what happened when the notebook
ran, where to go next.

`headline`, `RAN`, `banners` and `next_steps` are the words that the annotated notebook says, too.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder import files
from autograder.records import Assignment, CellReport, Grade, Standing, Verdict
from autograder.report import outcomes, page, text
from autograder.report.outcomes import CheckLine, QuestionLine, State
from autograder.sandbox.images import shown

MAX_CELLS = 100  # shown on one page, of each sort
MAX_IMAGE_BYTES = 8 << 20  # all images of one page together
NEXT_STEPS = 3
RECEIPT_DIGITS = 12  # as `hand_in` of the notebook shows
BLANK = "NotImplementedError"  # what a blank raises that is not written yet

RAN = {
    Verdict.OK: "Your notebook ran from top to bottom.",
    Verdict.STUDENT_ERROR: (
        "Some cells raised an error. Every other cell still ran, and each question was checked."
    ),
    Verdict.TIMEOUT: (
        "A cell took too long and was stopped. Only its own question is affected; the others were "
        "checked."
    ),
    Verdict.MEMORY: "A cell used more memory than the course allows and was stopped.",
    Verdict.OUTPUT_LIMIT: "A cell printed more than the course allows and was stopped.",
    Verdict.DISK: "A cell wrote more to disk than the course allows and was stopped.",
    Verdict.KILLED: (
        "A cell ended the Python process, as `sys.exit()`, `os._exit()` or a crash inside a "
        "library would."
    ),
    Verdict.PROTOCOL_VIOLATION: (
        "Your notebook sent malformed data to the grader and was stopped there."
    ),
    Verdict.UNREADABLE: "This file could not be read as a notebook, so nothing in it was run.",
    Verdict.SANDBOX_FAILURE: "The grader failed before it finished. That is our fault, not yours.",
}
TROUBLES = {
    Verdict.OK: "",
    Verdict.STUDENT_ERROR: "raised an error",
    Verdict.TIMEOUT: "took too long",
    Verdict.MEMORY: "used too much memory",
    Verdict.OUTPUT_LIMIT: "printed too much",
    Verdict.DISK: "wrote too much to disk",
    Verdict.KILLED: "ended the process",
    Verdict.PROTOCOL_VIOLATION: "sent malformed data",
    Verdict.UNREADABLE: "could not be read",
    Verdict.SANDBOX_FAILURE: "was running when the grader failed",
}
UNREADABLE_STEPS = [
    "Open the file in JupyterLab, VS Code or Colab. If it does not open there, go back to your "
    "last working copy.",
    "Save it as a notebook (`.ipynb`) and hand it in again.",
]
NOTHING_TO_DO = "You don't need to do anything: your notebook will be graded again."
NOTHING_LEFT = "Every check that could run has passed. There is nothing left to fix."
HIDDEN_STEP = "For a hidden check, try inputs of your own, and reread what the docstring promises."
LAST_STEP = "Before resubmitting: Kernel ▸ Restart Kernel and Run All Cells."


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLine:
    """One code cell as a student may see it."""

    number: int
    trouble: str  # what went wrong, in words; empty when nothing did
    blank: bool  # it only met a blank that is not written yet
    reason: str  # the last line of the traceback
    note: str
    source: str
    error: str
    stdout: str
    images: tuple[str, ...]  # base64 of PNG
    images_left_out: int


def student_page(assignment: Assignment, standing: Standing) -> str:
    """Return one student's page as HTML."""
    submission, grade = standing.submission, standing.grade
    lines = outcomes.question_lines(assignment, grade)
    cells = cell_lines(grade)
    submitted = submission.submitted
    return page.render(
        "feedback.html",
        assignment=assignment,
        submission=submission,
        grade=grade,
        standing=standing,
        headline=headline(assignment, standing),
        share=_share(assignment, standing),
        points_note=standing.note,
        receipt=submission.digest[:RECEIPT_DIGITS],
        submitted=submitted.strftime("%Y-%m-%d %H:%M %Z").strip() if submitted else "",
        banners=list(banners(lines, grade)),
        lines=lines,
        readable=grade.verdict is not Verdict.UNREADABLE,
        ran=RAN[grade.verdict],
        run_note=outcomes.run_note(grade),
        unwritten=[cell for cell in cells if cell.blank],
        troubled=[cell for cell in cells if cell.trouble and not cell.blank],
        quiet=[cell for cell in cells if not cell.trouble and (cell.stdout or cell.images)],
        most=MAX_CELLS,
        steps=next_steps(lines, grade),
    )


def headline(assignment: Assignment, standing: Standing) -> str:
    """Return the sentence that a student reads first: `14.5 of 20 points`."""
    if not _has_points(standing):
        return "Not graded yet"
    total = files.points(outcomes.possible(assignment, standing.grade))
    return f"{files.number(standing.points)} of {total}"


def _has_points(standing: Standing) -> bool:
    """Tell whether there are points to show: the grader's, or those given after it failed."""
    return outcomes.was_graded(standing.grade) or standing.points != standing.grade.points


def _share(assignment: Assignment, standing: Standing) -> float:
    """Return the length of the bar below the points, 0 to 100."""
    total = standing.points if _has_points(standing) else 0.0
    possible = outcomes.possible(assignment, standing.grade) or 1
    return 100 * max(0.0, min(1.0, total / possible))


def banners(lines: Sequence[QuestionLine], grade: Grade) -> Iterator[str]:
    """Yield what must be known before the points are read."""
    if grade.needs_review:
        yield (
            f"An instructor will review this. {_cause(lines, grade)} It is not your fault and "
            "costs you no points."
        )
    if manual := [line for line in lines if line.state is State.MANUAL]:
        numbers = ", ".join(str(line.number) for line in manual)
        total = files.points(sum(line.possible for line in manual))
        subject = f"Question {numbers} ({total}) is"
        yield (
            f"{subject if len(manual) == 1 else f'Questions {numbers} ({total}) are'} graded "
            "manually."
        )
    if grade.unsafe:
        yield (
            "Graded without a sandbox: your notebook ran unprotected, so an instructor must review "
            "this result."
        )


def _cause(lines: Sequence[QuestionLine], grade: Grade) -> str:
    if not outcomes.was_graded(grade):
        return "The grader failed."
    waiting = sum(line.waiting for line in lines)
    if not waiting:
        return "A check could not be run."
    return f"Checks worth {files.points(waiting)} could not be run."


def cell_lines(grade: Grade, *, images: bool = True) -> list[CellLine]:
    """Return every cell of the run as it may be shown.

    Images that are damaged or exceed the page's budget are counted instead of shown.
    """
    budget, lines = MAX_IMAGE_BYTES, []
    for cell in grade.cells:
        kept = []
        for image in filter(None, map(shown, cell.images if images else ())):
            if len(image) <= budget:
                budget -= len(image)
                kept.append(base64.b64encode(image).decode("ascii"))
        lines.append(_cell_line(cell, tuple(kept)))
    return lines


def _cell_line(cell: CellReport, images: tuple[str, ...]) -> CellLine:
    error = text.block(cell.error)
    reason = next((line for line in reversed(error.split("\n")) if line.strip()), "")
    raised = cell.verdict is Verdict.OK and error
    verdict = Verdict.STUDENT_ERROR if raised else cell.verdict
    return CellLine(
        number=cell.number,
        trouble=TROUBLES[verdict],
        blank=verdict is Verdict.STUDENT_ERROR and reason.startswith(BLANK),
        reason=text.excerpt(reason, lines=1, characters=600),
        note=cell.note,
        source=text.excerpt(text.block(cell.source), lines=24, characters=3_000),
        error=text.excerpt(error, lines=40, characters=5_000),
        stdout=text.excerpt(text.block(cell.stdout), lines=40, characters=5_000),
        images=images,
        images_left_out=len(cell.images) - len(images),
    )


def next_steps(lines: Sequence[QuestionLine], grade: Grade) -> list[str]:
    """Return what to do now, most useful first: sentences of ours, where backticks mark code."""
    if grade.verdict is Verdict.UNREADABLE:
        return UNREADABLE_STEPS
    if not outcomes.was_graded(grade):
        return [NOTHING_TO_DO]
    unfinished = [line for line in lines if _unfinished(line)]
    if not unfinished:
        return [NOTHING_LEFT]
    steps = [_step(line) for line in unfinished[:NEXT_STEPS]]
    if len(unfinished) > NEXT_STEPS:
        steps.append(f"Then {len(unfinished) - NEXT_STEPS} more: see the table above.")
    lost = (one for line in unfinished for one in _find_lost(line))
    if any(one.hidden and one.hint for one in lost):
        steps.append(HIDDEN_STEP)
    return [*steps, LAST_STEP]


def _unfinished(line: QuestionLine) -> bool:
    """Tell whether the student can still get points by working on this question."""
    done = (State.MANUAL, State.BROKEN)
    return line.open > 0 and bool(_find_lost(line)) and line.state not in done


def _find_lost(line: QuestionLine) -> list[CheckLine]:
    """Return the checks that lost points; what a person took off is not theirs."""
    return [one for one in line.checks if one.state is not State.PASSED and not one.by_hand]


def _step(line: QuestionLine) -> str:
    place = f"Question {line.number} ({files.points(line.open)} left)"
    if line.state is State.NOT_ATTEMPTED:
        return f"{place} is still blank. Its hints are in the notebook, below the question."
    if line.state is State.NOT_GRADED:
        return f"{place} was not reached. Fix what stopped the notebook first."
    lost = _find_lost(line)
    if any(not check.hidden for check in lost):
        command = f'`grader.check("{line.question.name}")`'
        return f"{place}: run {command} in your notebook; it shows what this page shows."
    titles = "; ".join(check.title for check in lost)
    ones = "ones" if len(lost) > 1 else "one"
    return f"{place}: the public checks pass. Now for the hidden {ones}: {titles}."
