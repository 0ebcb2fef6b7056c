"""Blackboard Learn: "Assignment File Download", and the work-offline file.

A member is `<assignment>_<user name>_attempt_<time>_<file>`; beside every attempt lies a receipt,
named so without a file, which tells the student and what the files were called. The work-offline
file finds students by user name and a column by the id after `|`, which only a downloaded one can
tell; without it Blackboard makes a new column. It carries text; there is no way to return files in
bulk, so the pages lie in feedback/ for attaching by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo

from autograder.files import Content, is_formula, stem
from autograder.lms import archive, comment, tables, times
from autograder.lms.archive import Archive, Member
from autograder.lms.exchange import (
    Change,
    Claim,
    Export,
    Graded,
    Unmapped,
    Upload,
    compare_points,
    without_grades,
)
from autograder.lms.roster import BLACKBOARD_COLUMN, Column, NoColumn, Person, Roster
from autograder.records import Assignment, Submission

ATTEMPT = re.compile(
    r"(?P<attempt>(?P<before>.+?)_attempt_(?P<time>[0-9]{4}(?:-[0-9]{2}){5}))"
    r"(?:_(?P<file>.+)|\.txt)",
    re.S,
)
FIRST_LINE = re.compile(r"\s*Name:\s*(?P<name>.*?)\s*\((?P<username>[^()]+)\)\s*")
FILE = re.compile(
    r"\s*Original filename:[ \t]*(?P<original>.+?)\s*\n"
    r"\s*Filename:[ \t]*(?P<stored>.+?)\s*(?:\n|$)"
)
RECEIPT_BYTES = 1 << 20
FEEDBACK_COLUMNS = ("Grading Notes", "Notes Format", "Feedback to Learner", "Feedback Format")
STEPS = (
    "Grade Center > Work Offline > Upload (Ultra: Gradebook > Upload) > `1-grades.csv`, delimiter "
    "Comma. Check the preview and tick the column. The points are set as overrides.",
    "Blackboard takes no feedback files in bulk. The text goes with the grades; a page for each "
    "student, to attach by hand, is in feedback/.",
)
NO_GRADES = (
    "No grades are written: the download does not hold the column's id. Download the column (Grade "
    "Center > Work Offline > Download) and pass the file with --roster, or set `column` of this "
    "assignment in course.toml to its whole header."
)
EXECUTABLE = "a spreadsheet would execute this user name: enter the points by hand"
EXCUSED = "excused: set the exemption in the Grade Center"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Who handed in, and what the files were called before Blackboard renamed them."""

    name: str
    username: str
    originals: dict[str, str] = field(default_factory=dict)


def recognises(member: Member) -> bool:
    """Tell whether Blackboard gives such names."""
    return ATTEMPT.fullmatch(member.parts[-1]) is not None


def claims(source: Archive, members: Sequence[Member], zone: tzinfo) -> dict[Member, list[Claim]]:
    """Return whose file each member is.

    A receipt is a submission only where it is all that an attempt left.
    """
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
        claim = _claim(member, match, receipts.get(match["attempt"]), zone)
        found[member] = [claim] if match["file"] or match["attempt"] not in with_files else []
    return found


def find_known(roster: Roster, submissions: Sequence[Submission]) -> set[str]:
    """Return the students whom a gradebook holds, by their id."""
    return roster.by_key().keys() & {one.student for one in submissions}


def upload(assignment: Assignment, export: Export) -> Upload:
    """Return the work-offline file with text feedback, and each page to attach by hand."""
    contents: dict[str, Content] = {
        f"feedback/{stem(item.student)}.html": item.page for item in export.graded
    }
    target = _column(assignment, export)
    if isinstance(target, NoColumn):
        return replace(without_grades(export, STEPS[1:], target.reason), files=contents)
    rows, changes, unmapped = _rows(assignment, export, target)
    if changes:
        header = ("Username", target.header, *FEEDBACK_COLUMNS)
        contents["1-grades.csv"] = tables.write([header, *rows], quote_all=True)
    return Upload(
        files=contents,
        steps=STEPS,
        changes=tuple(changes),
        unmapped=tuple(unmapped),
        notes=compare_points("Blackboard", target, assignment),
    )


def _claim(member: Member, match: re.Match[str], receipt: Receipt | None, zone: tzinfo) -> Claim:
    username = _username(match["before"], receipt)
    stored = member.parts[-1]
    filename = match["file"] or stored
    return Claim(
        student=username,
        name=receipt.name if receipt else username,
        filename=receipt.originals.get(stored, filename) if receipt else filename,
        submitted=times.read(match["time"], zone),
    )


def _receipt(source: Archive, member: Member) -> Receipt | None:
    """Return what a receipt says. Only its first line says who: below it the student typed."""
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
    return Receipt(
        name=first["name"] or first["username"],
        username=first["username"].strip(),
        originals={match["stored"]: match["original"] for match in FILE.finditer(listed)},
    )


def _username(before: str, receipt: Receipt | None) -> str:
    """Return the user name in `<assignment>_<user name>`; the receipt knows one that holds `_`."""
    if receipt and before.endswith(f"_{receipt.username}"):
        return receipt.username
    return before.rpartition("_")[2] or before


def _column(assignment: Assignment, export: Export) -> Column | NoColumn:
    if export.roster:
        found = export.roster.column(assignment, export.column)
        if isinstance(found, Column) and not found.id:
            return NoColumn(
                reason=f"{export.roster.origin}: `{found.header}` has no id after `|`, so "
                "Blackboard would make a new column. Download the column again."
            )
        return found
    wanted = export.column or ""
    match = BLACKBOARD_COLUMN.fullmatch(wanted)
    if match and match["id"]:
        return Column(header=wanted, title=match["title"], id=match["id"])
    return NoColumn(reason=NO_GRADES)


def _rows(
    assignment: Assignment, export: Export, target: Column
) -> tuple[list[Sequence[str]], list[Change], list[Unmapped]]:
    people = export.roster.by_key() if export.roster else {}
    rows: list[Sequence[str]] = []
    changes, unmapped = [], []
    for item in export.graded:
        if reason := _obstacle(item, export, people):
            unmapped.append(item.unmapped(reason))
            continue
        change = _change(item, people.get(item.student), target)
        feedback = comment.cell(item, assignment)
        rows.append((item.student, change.after, "", "", feedback, "HTML"))
        changes.append(change)
    return rows, changes, unmapped


def _obstacle(item: Graded, export: Export, people: Mapping[str, Person]) -> str:
    """Return why the work-offline file cannot hold this student; "" if it can."""
    if export.roster and item.student not in people:
        return (
            f"user name {item.student} is not in {export.roster.origin}: a group, or not enrolled"
        )
    if is_formula(item.student):
        return EXECUTABLE
    return EXCUSED if item.standing.excused else ""


def _change(item: Graded, person: Person | None, target: Column) -> Change:
    return Change(
        student=item.student,
        name=item.submission.name,
        before=person.cells.get(target.header, "").strip() if person else "",
        after=tables.points(item.standing.points),
    )
