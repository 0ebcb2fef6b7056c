"""Save a mark or a decision in a process that kills itself with SIGKILL before its n-th dealing with a file or the gradebook.

`python killed_desk.py FOLDER ASSIGNMENT FORM` forks such a process for n = 1, 2, … until one survives, and prints after each
what the desk's next run reads: the mark, and the points that were decided. FORM is JSON; ASSIGNMENT a file as it is built.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import sys
from pathlib import Path

from autograder import assignments
from autograder.course import Course, Outputs
from autograder.desk import changes
from autograder.desk.shelf import Shelf
from autograder.grading import marking, sheet
from autograder.grading.gradebook import Gradebook, open_gradebook
from autograder.records import Assignment

DEALINGS = {
    "open",
    "write",
    "flush",
    "fsync",
    "replace",
    "unlink",
    "execute",
    "__enter__",
    "__exit__",
}


def make_shelf(folder: Path, book: Gradebook, assignment: Assignment) -> Shelf:
    course = Course(root=folder, slugs=(assignment.slug,))
    return Shelf(
        course=course,
        outputs=Outputs(folder),
        book=book,
        build=lambda slug: assignment,
        publish=print,
    )


def save(folder: Path, assignment: Assignment, form: dict[str, str], last: int) -> None:
    """Save what a form asks for, or die at the n-th dealing."""
    with open_gradebook(Outputs(folder).gradebook) as book:
        shelf = make_shelf(folder, book, assignment)
        group = shelf.group(assignment.slug)
        question = assignment.question(form["question"])
        standing = group.students[0]
        mark = sheet.find(group.marks, standing.submission, question.name)
        seen = (
            sheet.fingerprint(mark) if question.manual else changes.count(group, standing, question)
        )
        counted = itertools.count(1)

        def hear(frame: object, event: str, called: object) -> None:
            ours = event == "c_call" and getattr(called, "__name__", "") in DEALINGS
            if ours and next(counted) == last:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(hear)
        saved = changes.save(shelf, group, standing, form | {"seen": seen})
        sys.setprofile(None)
        assert saved, "nobody else saves here"


def show(folder: Path, assignment: Assignment) -> list[float | None]:
    """Return the mark and the decided points that are there."""
    with open_gradebook(Outputs(folder).gradebook) as book:
        rows = marking.read(Outputs(folder).marking_sheet(assignment.slug), assignment)
        marks = [row.marks["essay"].points for row in rows.values() if row.begun]
        made = [one.points for one in book.decisions(assignment.slug)]
        assert book.attempts(assignment.slug), "every grade is there"
    return [next(iter(marks), None), next(iter(made), None)]


def main(folder: Path, built: Path, form: dict[str, str]) -> None:
    assignment = assignments.load(built.read_bytes())
    for last in itertools.count(1):
        child = os.fork()
        if child == 0:
            save(folder, assignment, form, last)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(
            f"{json.dumps([os.waitstatus_to_exitcode(status), *show(folder, assignment)])}\n"
        )
        if not os.WIFSIGNALED(status) or show(folder, assignment) != [None, None]:
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3]))
