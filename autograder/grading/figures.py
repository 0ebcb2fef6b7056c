"""Which figures of a run are kept with its grade, and how large.

A student has every figure in the notebook already. A page shows those that explain lost points, and
what a person grades by hand: the figures of each question that lost some, up to its check. They are
made small enough to read; `grade` calls this once, so that the others are not even decoded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from autograder.records import CellReport, Question, Result
from autograder.sandbox.images import small

KEPT_BYTES = 40 << 10  # of all figures of a submission together


def keep(
    reports: Iterable[CellReport],
    questions: Sequence[Question],
    points: Mapping[int, Sequence[Question]],
    results: Iterable[Result],
) -> tuple[CellReport, ...]:
    """Return what cells did with the figures that are kept.

    `points` are the questions by the number of the cell after which they were judged.
    """
    explained = _find_explained(questions, results)
    left, kept = KEPT_BYTES, []
    for report in reports:
        names = {question.name for question in _belong_to(report.number, questions, points)}
        found = list(_fit(report.images, left)) if names & explained else []
        left -= sum(map(len, found))
        kept.append(replace(report, images=tuple(found)))
    return tuple(kept)


def _find_explained(questions: Sequence[Question], results: Iterable[Result]) -> set[str]:
    """Return the questions whose figures somebody will want to see."""
    lost = {one.check.question for one in results if one.points < one.check.points}
    return lost | {question.name for question in questions if question.manual}


def _belong_to(
    number: int, questions: Sequence[Question], points: Mapping[int, Sequence[Question]]
) -> Sequence[Question]:
    """Return the questions of the next check below a cell; behind the last, those still open."""
    following = [place for place in points if place >= number]
    if following:
        here = points[min(following)]
        return [*here, *(question for question in questions if question.manual)]
    judged = {question.name for there in points.values() for question in there}
    still_open = [question for question in questions if question.name not in judged]
    return [*still_open, *(points[max(points)] if points else ())]


def _fit(images: Iterable[bytes], left: int) -> Iterator[bytes]:
    for image in filter(None, map(small, images)):
        if len(image) <= left:
            left -= len(image)
            yield image
