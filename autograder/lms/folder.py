"""No LMS: `student01.ipynb`, or `student01/anything.ipynb`; a zip of such files or one folder.

The student's key is the name of the folder, or of the file without its ending. This module also
reads whatever no LMS recognises.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import tzinfo
from pathlib import PurePosixPath

from autograder.characters import shorten
from autograder.files import Content, stem
from autograder.lms import tables
from autograder.lms.archive import Archive, Member
from autograder.lms.exchange import Change, Claim, Export, Graded, Upload
from autograder.lms.roster import Roster
from autograder.records import Assignment, Submission

NOTEBOOK = re.compile(r"\.ipynb(?:\.txt|\.json)?$", re.I)  # browsers add an ending of their own
WRAPPERS = {"submissions", "submission", "notebooks", "files"}
NOT_STUDENTS = re.compile(
    r"(?:readme|license|makefile)(?:\..*)?|.*\.(?:csv|tsv|xlsx?|toml|ya?ml)", re.I
)
COPY_NUMBER = re.compile(r"[ _-]*\(?\d*\)?$")  # as in `hw1 (2).zip`
TABLE_COLUMNS = ("student", "points", "possible", "late", "file")
STEPS = ("`grades.csv` holds the points, `feedback/` each student's page and annotated notebook.",)


def recognises(member: Member) -> bool:
    """Tell that no name is typical of a folder: what nobody else recognises is read here."""
    return False


def claims(source: Archive, members: Sequence[Member], zone: tzinfo) -> dict[Member, list[Claim]]:
    """Return whose file each member is, by its folder or its own name."""
    depth = 0 if source.is_folder else _wrapper_depth(source, members)
    found = {}
    for member in members:
        parts = member.parts[depth:]
        if not parts or parts[0].startswith("."):
            continue  # what editors and systems leave beside a class
        if len(parts) > 1 or not NOT_STUDENTS.fullmatch(parts[0]):
            student = parts[0] if len(parts) > 1 else _without_ending(parts[0])
            found[member] = [Claim(student=student, name=student, filename=parts[-1])]
    return found


def find_known(roster: Roster, submissions: Sequence[Submission]) -> set[str]:
    """Return nobody: without an LMS there is no gradebook to read people from."""
    return set()


def upload(assignment: Assignment, export: Export) -> Upload:
    """Return a table of points and each student's feedback; nothing is uploaded."""
    changes = tuple(_change(item) for item in export.graded)
    possible = tables.points(assignment.points)
    rows = [TABLE_COLUMNS]
    contents: dict[str, Content] = {}
    for item, change in zip(export.graded, changes, strict=True):
        late = "late" if item.submission.late else ""
        entry = tables.text(shorten(item.submission.entry))
        rows.append((tables.text(item.student), change.after, possible, late, entry))
        contents[f"feedback/{stem(item.student)}.html"] = item.page
        contents[f"feedback/{stem(item.student)}.ipynb"] = item.notebook
    contents["grades.csv"] = tables.write(rows)
    return Upload(files=contents, steps=STEPS, changes=changes)


def _change(item: Graded) -> Change:
    after = "excused" if item.standing.excused else tables.points(item.standing.points)
    return Change(student=item.student, name=item.submission.name, before="", after=after)


def _without_ending(name: str) -> str:
    return NOTEBOOK.sub("", name) if NOTEBOOK.search(name) else PurePosixPath(name).stem


def _wrapper_depth(source: Archive, members: Sequence[Member]) -> int:
    """Return how many folders surround the whole class: zipping a folder puts it into the zip."""
    members = [member for member in members if not member.litter]
    own = {source.path.stem, COPY_NUMBER.sub("", source.path.stem)}
    depth = 0
    while all(len(member.parts) > depth + 1 for member in members):
        tops = {member.parts[depth] for member in members}
        inner = {member.parts[depth + 1] for member in members if len(member.parts) > depth + 2}
        if len(tops) != 1:
            break
        named = tops & own or min(tops).lower() in WRAPPERS
        if not named and len(inner) <= 1:
            break
        depth += 1
    return depth
