"""Rubric items on a question that has checks: points added to what its checks gave, or taken off.

The items are those of `rubric`, and who was given which lies in the same file, under the student
and no notebook: like an override, an adjustment holds for whatever the student hands in, until it
is undone. Nothing is worked out ahead. `apply` adds the items up whenever points are read, so that
a new grade and a changed item count at once, for everybody. A question keeps 0 to all of its
points, whatever its items come to; an override of the whole question counts instead.

The desk calls `give`, and `standings` calls `apply`. Nothing here changes a grade that is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from autograder import files
from autograder.grading import marking, rubric, sheet
from autograder.grading.marking import Key
from autograder.grading.rubric import Item, Rubric, Ticked
from autograder.grading.sheet import Sheet
from autograder.records import (
    OVERRIDE,
    RUBRIC,
    Assignment,
    Check,
    Grade,
    Outcome,
    Question,
    Result,
    Submission,
)

NOTHING = Ticked(items=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """What a question's checks earned, and what a student was given beside it."""

    earned: float
    possible: float
    items: tuple[Item, ...]
    comment: str = ""

    @property
    def asked(self) -> float:
        """The points of the items, as if there were no bounds."""
        return round(sum(item.points for item in self.items), 6)

    @property
    def points(self) -> float:
        """The points of the question."""
        return round(max(0.0, min(self.possible, self.earned + self.asked)), 6)

    @property
    def sum(self) -> str:
        """The arithmetic in one line."""
        found = round(self.earned + self.asked, 6)
        beyond = "; a question cannot have less than 0" if found < 0 else ""
        beyond = "; a question cannot have more" if found > self.possible else beyond
        return (
            f"{files.number(self.earned)} from the checks, {rubric.sign(self.asked)} from the "
            f"rubric: {files.number(self.points)} of {files.points(self.possible)}{beyond}"
        )

    @property
    def words(self) -> str:
        """What the student reads: the items, their sum, and the marker's own words."""
        lines = rubric.tell_items(self.items)
        return "\n".join([*lines, *([self.sum] if lines else []), *filter(None, [self.comment])])


def key_of(submission: Submission) -> Key:
    """Return what a student's adjustments are found by, whichever notebook it is."""
    lms, student, _ = marking.key_of(submission)
    return lms, student, ""


def find(known: Rubric, submission: Submission, question: str) -> Ticked:
    """Return what a student was given for a question with checks."""
    return known.ticked.get((key_of(submission), question), NOTHING)


def fingerprint(ticked: Ticked) -> str:
    """Return what tells an adjustment from any other."""
    return hashlib.sha256(repr((ticked.items, ticked.comment)).encode()).hexdigest()


def give(
    whole: Sheet, submission: Submission, question: Question, ticked: Ticked, seen: str
) -> bool:
    """Write what a student is given. Where it has changed since it was `seen`, return False only.

    Items that the question does not have are left out. Raises `CourseError`.
    """
    path = rubric.path_beside(whole.path)
    with sheet.hold(whole.path):
        known = rubric.read(path)
        before = find(known, submission, question.name)
        there = (one.number for one in known.of(question.name))
        given = replace(ticked, items=tuple(one for one in there if one in ticked.items))
        if fingerprint(before) not in (seen, fingerprint(given)):
            return False
        places = {**known.ticked, (key_of(submission), question.name): given}
        if given == NOTHING:
            del places[key_of(submission), question.name]
        if places != known.ticked:
            rubric.write(path, replace(known, ticked=places))
    return True


def add_up(known: Rubric, submission: Submission, grade: Grade, question: Question) -> Adjustment:
    """Return what a student has for a question with checks, and how it comes about."""
    ticked = find(known, submission, question.name)
    theirs = (result for result in grade.results if result.check.question == question.name)
    return Adjustment(
        earned=sum(one.points for one in theirs if one.check.name not in (OVERRIDE, RUBRIC)),
        possible=question.points,
        items=rubric.choose(known.items, ticked),
        comment=ticked.comment,
    )


def apply(assignment: Assignment, submission: Submission, grade: Grade, known: Rubric) -> Grade:
    """Return the grade with what the rubric gives its student for questions with checks."""
    if not known.ticked:
        return grade
    added = _make_results(assignment, submission, grade, known)
    return replace(grade, results=(*grade.results, *added))


def _make_results(
    assignment: Assignment, submission: Submission, grade: Grade, known: Rubric
) -> Iterator[Result]:
    key = key_of(submission)
    for question in assignment.questions:
        if not question.manual and (key, question.name) in known.ticked:
            adjustment = add_up(known, submission, grade, question)
            if adjustment.words:
                yield _make_result(question, adjustment)


def _make_result(question: Question, adjustment: Adjustment) -> Result:
    about = f"your instructor's {'rubric' if adjustment.items else 'comment'}"
    check = Check(question=question.name, name=RUBRIC, points=0.0, about=about)
    given = round(adjustment.points - adjustment.earned, 6)
    outcome = Outcome.FAILED if given < 0 else Outcome.PASSED
    return Result(check=check, outcome=outcome, message=adjustment.words, given=given)
