"""`autograder forget`: remove students of earlier runs from the gradebook, with their pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import ask, complain, say
from autograder.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.course import Outputs
    from autograder.grading.gradebook import Gradebook
    from autograder.grading.roll import Person

GRADES = Path("grades")


def forget_students(students: Sequence[str], *, yes: bool = False, grades: Path = GRADES) -> int:
    """Remove students who are not in submissions/ now; all of them where none is named.

    It asks first, unless `yes`.
    """
    from autograder import course
    from autograder.grading import rubric
    from autograder.grading.gradebook import open_gradebook

    outputs = course.Outputs(grades)
    if not outputs.gradebook.is_file():
        raise CourseError(f"{grades}: no grades yet. Run `make grade` first.")
    with open_gradebook(outputs.gradebook) as book:
        earlier = {slug: _find(book, slug, students) for slug in book.slugs()}
        _refuse_others(book, earlier, students)
        for slug, people in earlier.items():
            for lms, student in sorted(people):
                say(f"{slug}  {student} ({lms})")
        count = len({person for people in earlier.values() for person in people})
        if not count:
            say("Everyone in the gradebook is in submissions/. Nothing was removed.")
            return 0
        who = "this student" if count == 1 else f"these {count} students"
        if not yes and not ask(f"Remove {who}, with notebooks, grades and overrides, for good?"):
            complain("Nothing was removed. Answer `yes`, or add --yes.")
            return 1
        for slug, people in earlier.items():
            _remove_pages(outputs, book, slug, people)
            rubric.forget(outputs.marking_sheet(slug), people)
            book.forget(slug, people)
    complain(f"Removed {who} from {outputs.gradebook}. Marks in marking.csv stay: delete the rows.")
    return 0


def _find(book: Gradebook, slug: str, students: Sequence[str]) -> set[Person]:
    """Return the students of earlier runs, or those of them who are named."""
    roll = book.roll(slug)
    if roll is None:
        return set()
    here = roll.graded.keys() | {(one.lms, one.student) for one in roll.left_out}
    known = {(one.lms, one.student) for one in book.submissions(slug)}
    return {one for one in known - here if not students or one[1] in students}


def _refuse_others(
    book: Gradebook, earlier: Mapping[str, set[Person]], students: Sequence[str]
) -> None:
    found = {student for people in earlier.values() for _, student in people}
    for student in sorted(set(students) - found):
        known = student in book.students()
        raise CourseError(
            f"{student}: is in submissions/ now. Remove the notebook there and grade again first."
            if known
            else f"{student}: nobody in the gradebook has this key. `autograder forget` alone "
            "lists the students of earlier runs."
        )


def _remove_pages(outputs: Outputs, book: Gradebook, slug: str, people: set[Person]) -> None:
    from autograder.grading import publish

    for one in book.submissions(slug):
        if (one.lms, one.student) in people:
            (outputs.folder(slug) / publish.page_path(one)).unlink(missing_ok=True)
    if people:  # what was compared holds their answers; `autograder similar` writes it again
        for kind in ("html", "csv", "json"):
            outputs.similarity(slug).with_suffix(f".{kind}").unlink(missing_ok=True)
