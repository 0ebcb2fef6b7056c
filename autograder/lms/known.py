"""The LMSs that are known, by the names that the command line and `Submission.lms` use."""

from __future__ import annotations

from autograder.errors import CourseError
from autograder.lms import blackboard, brightspace, canvas, folder, gradescope, moodle
from autograder.lms.exchange import Lms

# The most telling names first: a Moodle folder may hold a file that is named as Canvas would.
LMS: dict[str, Lms] = {
    "moodle": moodle,
    "brightspace": brightspace,
    "blackboard": blackboard,
    "gradescope": gradescope,
    "canvas": canvas,
    "folder": folder,
}
NAMES = tuple(LMS)


def find(name: str) -> Lms:
    """Return the module of an LMS. Raises `CourseError` for one that is not known."""
    if name not in LMS:
        raise CourseError(f"`{name}` is not an LMS. Use one of: {', '.join(NAMES)}.")
    return LMS[name]
