"""Error carried forward: what stands on an earlier answer that lost points is judged once more.

`grade` asks here when a notebook has been judged, where course.toml wants it. `chains` tells which
checks stand on which earlier answers; where none that lost points stands on another, nothing runs.
Else the notebook runs again in new boxes. Behind each such answer runs the reference's; where the
answer is judged again itself, since it stands on another, that comes first, at its check.

The reference's answers are in the student's process then. So nothing leaves that run but which
checks passed, and on whose references they stood: no output, message, report, figure or time. It
has a budget of its own. `standings.carry_forward` decides later whether the points count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.grading.chains import find_chains
from autograder.grading.progress import OpenBox, Progress, replay
from autograder.notebook.code import Code, understand_sources
from autograder.records import Assignment, Outcome, Question, Result
from autograder.sandbox.budget import Budget

LOST = (Outcome.FAILED, Outcome.CRASHED, Outcome.NOT_ATTEMPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a first judgement came to, and the questions that were attempted."""

    progress: Progress
    results: tuple[Result, ...]
    answers: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is judged again, and what stands in for what.

    `checks` have the earlier questions on which they stand, `places` the number of the cell behind
    which a question's reference answer runs.
    """

    checks: Mapping[str, tuple[str, ...]]
    places: Mapping[str, int]

    @property
    def questions(self) -> set[str]:
        """The questions that are judged again."""
        return {key.partition("/")[0] for key in self.checks}


def judge_again(first: Judged, assignment: Assignment, open_box: OpenBox) -> tuple[Result, ...]:
    """Return the results, each that passed only now with the questions on which it stood.

    Raises `BoxLost` where the sandbox failed, and `TooLong`.
    """
    with first.progress.reading.spend():
        plan = _plan(first, assignment)
    if not plan.checks:
        return first.results
    second = _begin(first, assignment, plan)
    replay(second, open_box)
    if second.failed:
        raise second.failed
    passed = {one.check.key for one in _judged(second) if one.outcome is Outcome.PASSED}
    return tuple(
        replace(one, stood_on=_find_stood_on(one.check.key, second, plan))
        if one.check.key in passed
        else one
        for one in first.results
    )


def _plan(first: Judged, assignment: Assignment) -> _Plan:
    """Return what a second judgement does: nothing, where no check that lost stands on a loss."""
    progress = first.progress
    codes = understand_sources(tuple(cell.source for cell in progress.cells))
    losing = {one.check.question for one in first.results if _has_lost(one)}
    lost = {  # with the checks of an answer's form, which carry no points
        one.check.key: one.check.question
        for one in first.results
        if one.outcome in LOST and one.check.question in losing & {*first.answers}
    }
    places = {name: _find_place(name, progress, codes) for name in losing}
    checks: dict[str, tuple[str, ...]] = {}
    for key, earlier in find_chains(assignment, codes).items():
        stands = tuple(name for name in earlier if places.get(name))
        if stands and key in lost:
            checks[key] = stands
    wanted = {name for stands in checks.values() for name in stands}
    again = {lost[key] for key in checks}
    return _Plan(
        checks=checks,
        places={
            name: _find_point(name, progress) or len(codes) if name in again else places[name]
            for name in wanted
        },
    )


def _has_lost(result: Result) -> bool:
    return result.outcome in LOST and result.points < result.check.points


def _find_place(name: str, progress: Progress, codes: Sequence[Code]) -> int:
    """Return the number of the cell where an answer is complete, 0 where that cannot be told.

    It is the last one, up to the question's check, that gives a name of it; else the check.
    """
    point, given = _find_point(name, progress), progress.shipped.given[name]
    until = codes[: point or len(codes)]
    return max((n for n, code in enumerate(until, start=1) if code.binds & given), default=point)


def _find_point(name: str, progress: Progress) -> int:
    """Return the number of the cell after which a question is judged, 0 for the end."""
    points = progress.points.items()
    return next((n for n, there in points if any(one.name == name for one in there)), 0)


def _begin(first: Judged, assignment: Assignment, plan: _Plan) -> Progress:
    """Return a second judgement: what is not judged again has its results already."""
    progress, known = first.progress, defaultdict[str, tuple[Result, ...]](tuple)
    for result in first.results:
        if result.check.question not in plan.questions:
            known[result.check.question] += (result,)
    begins = min(plan.places.values())
    return Progress(
        cells=progress.cells,
        questions=progress.questions,
        points=_move(progress, plan),
        shipped=progress.shipped,
        budget=Budget(assignment.limits),
        reading=progress.reading,
        companions=progress.companions,
        results=dict(known),
        skipped={number for number in progress.skipped if number <= begins},
        references={
            name: assignment.question(name).reference
            for name in plan.places  # the others' answers stay the student's own
        },
    )


def _move(progress: Progress, plan: _Plan) -> dict[int, list[Question]]:
    """Return the questions by the cell behind which they are judged, those replaced at theirs."""
    points: dict[int, list[Question]] = {}
    for question in progress.questions:
        if place := plan.places.get(question.name) or _find_point(question.name, progress):
            points.setdefault(place, []).append(question)
    return points


def _judged(second: Progress) -> Iterator[Result]:
    for results in second.results.values():
        yield from results


def _find_stood_on(key: str, second: Progress, plan: _Plan) -> tuple[str, ...]:
    """Return on whose references a check stood when it was judged."""
    return tuple(name for name in plan.checks.get(key, ()) if name in second.stood_on.get(key, ()))
