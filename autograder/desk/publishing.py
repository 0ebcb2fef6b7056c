"""The desk's page before uploads are written: whose points change, and who is in none.

What is written is written by `Shelf.publish`, the code of `make zip`. The form carries what its
page showed: where points changed since, nothing is written, and they are shown as they are now.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from autograder import files, lms
from autograder.desk.pages import ROOM
from autograder.desk.shelf import Group, Shelf
from autograder.desk.way import Way
from autograder.grading import differences
from autograder.grading.roll import Roll
from autograder.report import Change, page


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What publishing a class would do."""

    changes: tuple[Change, ...]
    waiting: int  # students who await a mark, and are in no upload
    seen: str  # changes with anybody's points


def preview(shelf: Shelf, group: Group) -> Preview:
    """Return what publishing would do now."""
    assignment = group.assignment
    ready = [one for one in group.students if not lms.is_withheld(one)]
    roll = shelf.book.roll(assignment.slug) or Roll()
    changes = differences.find(shelf.book, ready, roll, {}, assignment.carry_forward)
    return Preview(
        changes=tuple(changes),
        waiting=sum(bool(group.unmarked(one)) for one in group.students),
        seen=_print(group),
    )


def publish_page(way: Way, group: Group, found: Preview, told: str = "") -> str:
    """Return the page; `told` is what came of the last attempt."""
    template = page.environment(ROOM).get_template("publish.html")
    return template.render(
        way=way, root=way.root, assignment=group.assignment, group=group, found=found, told=told
    )


def list_uploads(shelf: Shelf, slug: str) -> str:
    """Return the names of the uploads that were written."""
    paths = sorted(shelf.outputs.folder(slug).glob(f"{slug}-*.zip"))
    return ", ".join(path.name for path in paths)


def _print(group: Group) -> str:
    """Return what differs as soon as anybody's points do."""
    rows = [
        (one.submission.lms, one.submission.student, one.row, files.number(one.points))
        for one in group.students
    ]
    return hashlib.sha256(repr(rows).encode("utf-8", "replace")).hexdigest()[:20]
