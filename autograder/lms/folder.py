"""No LMS: `student01.ipynb`, or `student01/anything.ipynb`; a zip of such files; one folder around all of them.

The student's key is the name of the folder, or of the file without its ending.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import tzinfo
from pathlib import PurePosixPath

from autograder.files import stem
from autograder.lms import archive, tables
from autograder.lms.exchange import Change, Claim, Graded, Upload
from autograder.lms.roster import Roster
from autograder.records import Assignment

NOTEBOOK = re.compile(r"\.ipynb(?:\.txt|\.json)?$", re.I)  # browsers add an ending of their own
WRAPPERS = {"submissions", "submission", "notebooks", "files"}
NOT_STUDENTS = re.compile(
    r"(?:readme|license|makefile)(?:\..*)?|.*\.(?:csv|tsv|xlsx?|toml|ya?ml)", re.I
)


def claims(
    source: archive.Archive, members: Sequence[archive.Member], zone: tzinfo
) -> dict[archive.Member, list[Claim]]:
    """Return whose file each member is, by its folder or its own name."""
    depth = 0 if source.is_folder else _wrapper(source, members)
    found = {}
    for member in members:
        parts = member.parts[depth:]
        if len(parts) > 1 or not NOT_STUDENTS.fullmatch(parts[0]):
            student = parts[0] if len(parts) > 1 else _stem(parts[0])
            found[member] = [Claim(student, student, parts[-1])]
    return found


def upload(
    assignment: Assignment, graded: Sequence[Graded], roster: Roster | None, column: str | None
) -> Upload:
    """Return a table of points and each student's feedback; nothing is uploaded."""
    points = ["excused" if item.excused else tables.number(item.points) for item in graded]
    changes = tuple(
        Change(g.submission.student, g.submission.name, "", p)
        for g, p in zip(graded, points, strict=True)
    )
    rows = [("student", "points", "possible", "late", "file")]
    files = {}
    for item, change in zip(graded, changes, strict=True):
        late = "late" if item.submission.late else ""
        shown = tables.text(archive.shown(item.submission.entry))
        rows.append(
            (
                tables.text(change.student),
                change.after,
                tables.number(assignment.points),
                late,
                shown,
            )
        )
        name = stem(change.student)
        files[f"feedback/{name}.html"] = item.feedback_html.encode()
        files[f"feedback/{name}.ipynb"] = item.feedback_notebook
    files["grades.csv"] = tables.write(rows)
    steps = (
        "`grades.csv` holds the points, `feedback/` a page and an annotated notebook for each student.",
    )
    return Upload(files, steps, changes)


def _stem(name: str) -> str:
    return NOTEBOOK.sub("", name) if NOTEBOOK.search(name) else PurePosixPath(name).stem


def _wrapper(source: archive.Archive, members: Sequence[archive.Member]) -> int:
    """Return how many folders lie around the whole class: a person who zips a folder puts it in the zip."""
    depth = 0
    while all(len(member.parts) > depth + 1 for member in members):
        tops = {member.parts[depth] for member in members}
        inner = {member.parts[depth + 1] for member in members if len(member.parts) > depth + 2}
        own = re.sub(r"[ _-]*\(?\d*\)?$", "", source.path.stem)
        if len(tops) != 1 or not (
            tops & {source.path.stem, own} or min(tops).lower() in WRAPPERS or len(inner) > 1
        ):
            break
        depth += 1
    return depth
