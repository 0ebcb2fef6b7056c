"""Blackboard Learn: "Assignment File Download", and the work-offline file.

A member is `<assignment>_<user name>_attempt_<time>_<file>`; beside every attempt lies a receipt, named so without a
file, which tells the student and what the files were called. The work-offline file finds students by user name and
a column by the id after `|`, which only a downloaded one can tell; without it Blackboard makes a new column. It carries
text; there is no way to return files in bulk, so the pages lie in feedback/ for attaching by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import tzinfo

from autograder.files import is_formula, stem
from autograder.lms import archive, comment, tables, times
from autograder.lms.exchange import Change, Claim, Graded, Unmapped, Upload
from autograder.lms.roster import BLACKBOARD_COLUMN, Column, Roster
from autograder.records import Assignment

ATTEMPT = re.compile(
    r"(?P<attempt>(?P<before>.+?)_attempt_(?P<time>[0-9]{4}(?:-[0-9]{2}){5}))(?:_(?P<file>.+)|\.txt)",
    re.S,
)
FIRST_LINE = re.compile(r"\s*Name:\s*(?P<name>.*?)\s*\((?P<username>[^()]+)\)\s*")
FILE = re.compile(
    r"\s*Original filename:[ \t]*(?P<original>.+?)\s*\n\s*Filename:[ \t]*(?P<stored>.+?)\s*(?:\n|$)"
)
RECEIPT_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says: who handed in, and what the files were called before Blackboard renamed them."""

    name: str
    username: str
    originals: dict[str, str] = field(default_factory=dict)


def recognises(member: archive.Member) -> bool:
    """Is this a name that Blackboard gives?"""
    return ATTEMPT.fullmatch(member.parts[-1]) is not None


def claims(
    source: archive.Archive, members: Sequence[archive.Member], zone: tzinfo
) -> dict[archive.Member, list[Claim]]:
    """Return whose file each member is; a receipt is a submission only where it is all that an attempt left."""
    matches = {
        member: match for member in members if (match := ATTEMPT.fullmatch(member.parts[-1]))
    }
    receipts = {
        match["attempt"]: _receipt(source, member)
        for member, match in matches.items()
        if not match["file"]
    }
    with_files = {match["attempt"] for match in matches.values() if match["file"]}
    found = {}
    for member, match in matches.items():
        receipt = receipts.get(match["attempt"])
        username = _username(match["before"], receipt)
        filename = member.parts[-1] if not match["file"] else match["file"]
        if receipt:
            filename = receipt.originals.get(member.parts[-1], filename)
        name = receipt.name if receipt else username
        claim = Claim(username, name, filename, submitted=times.read(match["time"], zone))
        found[member] = [claim] if match["file"] or match["attempt"] not in with_files else []
    return found


def upload(
    assignment: Assignment, graded: Sequence[Graded], roster: Roster | None, column: str | None
) -> Upload:
    """Return the work-offline file with text feedback, and a page for each student to attach by hand."""
    files = {
        f"feedback/{stem(item.submission.student)}.html": item.feedback_html.encode()
        for item in graded
    }
    target = _column(assignment, roster, column)
    if isinstance(target, str):
        missing = tuple(item.unmapped("no gradebook column is known") for item in graded)
        return Upload(files, STEPS[1:], (), missing, (target,))
    table, changes, unmapped = _rows(assignment, graded, roster, target)
    if changes:
        files["1-grades.csv"] = tables.write(table, quote_all=True)
    notes = ()
    if target.possible not in (None, assignment.points):
        notes = (
            f"Blackboard gives `{target.title}` {tables.number(target.possible)} points, the assignment has "
            f"{tables.number(assignment.points)}. Set the column's points first.",
        )
    return Upload(files, STEPS, tuple(changes), tuple(unmapped), notes)


STEPS = (
    "Grade Center > Work Offline > Upload (Ultra: Gradebook > Upload) > `1-grades.csv`, delimiter Comma. Check the "
    "preview and tick the column. The points are set as overrides.",
    "Blackboard takes no feedback files in bulk. The text goes with the grades; a page for each student, to attach by "
    "hand, is in feedback/.",
)
FEEDBACK_HEADER = ("Grading Notes", "Notes Format", "Feedback to Learner", "Feedback Format")


def _receipt(source: archive.Archive, member: archive.Member) -> Receipt | None:
    """Return what a receipt says. Only its first line says who: below it stands what the student typed."""
    if member.size > RECEIPT_BYTES:
        return None
    try:
        text = source.read(member).decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    except archive.RefusedError:
        return None
    first = FIRST_LINE.fullmatch(text.partition("\n")[0])
    if not first:
        return None
    listed = text.rpartition("\nFiles:")[2]
    originals = {match["stored"]: match["original"] for match in FILE.finditer(listed)}
    return Receipt(first["name"] or first["username"], first["username"].strip(), originals)


def _username(before: str, receipt: Receipt | None) -> str:
    """Return the user name in `<assignment>_<user name>`; the receipt knows one that holds `_`."""
    if receipt and before.endswith(f"_{receipt.username}"):
        return receipt.username
    return before.rpartition("_")[2] or before


def _column(assignment: Assignment, roster: Roster | None, wanted: str | None) -> Column | str:
    if roster:
        found = roster.column(assignment, wanted)
        if isinstance(found, Column) and not found.id:
            return f"{roster.origin}: `{found.header}` has no id after `|`, so Blackboard would make a new column."
        return found
    match = BLACKBOARD_COLUMN.fullmatch(wanted or "")
    if match and match["id"]:
        return Column(wanted, match["title"], match["id"])
    return (
        "No grades are written: the download does not hold the column's id. Download the column (Grade Center > Work "
        "Offline > Download) and name the file by --roster, or set `column` of this assignment in course.toml to its "
        "whole header."
    )


def _rows(
    assignment: Assignment, graded: Sequence[Graded], roster: Roster | None, target: Column
) -> tuple[list[Sequence[str]], list[Change], list[Unmapped]]:
    rows: list[Sequence[str]] = [("Username", target.header, *FEEDBACK_HEADER)]
    changes, unmapped = [], []
    people = roster.by_key() if roster else {}
    for item in graded:
        username = item.submission.student
        person = people.get(username)
        if roster and person is None:
            unmapped.append(
                item.unmapped(
                    f"user name {username} is not in {roster.origin}: a group, or not enrolled"
                )
            )
        elif is_formula(username):
            unmapped.append(
                item.unmapped("a spreadsheet would run this user name: enter the points by hand")
            )
        elif item.excused:
            unmapped.append(item.unmapped("excused: set the exemption in the Grade Center"))
        else:
            points, text = tables.number(item.points), comment.cell(item, assignment)
            rows.append((username, points, "", "", text, "HTML"))
            before = person.cells.get(target.header, "").strip() if person else ""
            changes.append(Change(username, item.submission.name, before, points))
    return rows, changes, unmapped
