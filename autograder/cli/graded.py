"""Which gradebook a verb reads: the class's, or the sample class's while only that was graded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain
from autograder.errors import CourseError

if TYPE_CHECKING:
    from autograder.course import Course, Outputs

GRADES = Path("grades")


def locate(here: Course, grades: Path) -> tuple[Course, Outputs]:
    """Return settings and outputs: those of the sample class while only that has been graded.

    A folder that the command names is never replaced.
    """
    from autograder import course

    outputs, sample = course.Outputs(grades), course.Outputs(here.sample_grades)
    if outputs.gradebook.is_file():
        return here, outputs
    if grades != GRADES or not sample.gradebook.is_file():
        raise CourseError(f"{grades}: no grades yet. Run `make grade` first.")
    complain(f"{grades}/ has no grades yet, so this is the sample class, in {sample.root}.")
    return course.read_sample(here), sample
