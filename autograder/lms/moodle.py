"""Moodle: "Download all submissions", the offline grading worksheet, and the zip of feedback files.

A path is `<full name>_<participant number>_assignsubmission_file[_]/<file>`, or the same in one flat name. The
participant number is the `Participant 1234` of the worksheet, so grades need no roster; a downloaded worksheet adds the
dates without which a second grading counts as stale. Moodle skips silently whatever it cannot place, so what would be
skipped is listed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import tzinfo

from autograder.files import pack, parse_number
from autograder.lms import archive, comment, tables
from autograder.lms.exchange import Change, Claim, Graded, Upload
from autograder.lms.roster import Person, Roster, plain
from autograder.records import Assignment

OWNED = re.compile(
    r"(?P<name>[^_]*)_(?P<number>[0-9]+)_assignsubmission_[a-z][a-z0-9]*(?:_(?P<rest>.*))?", re.S
)
NOBODYS = re.compile(
    r"(?P<name>[^_]*)_assignsubmission_[a-z][a-z0-9]*_?"
)  # the team of those who have none
HEADER = ("Identifier", "Grade", "Last modified (grade)", "Feedback comments")


def recognises(member: archive.Member) -> bool:
    """Is this a name that Moodle gives?"""
    return _claim(member.parts) is not None


def claims(
    source: archive.Archive, members: Sequence[archive.Member], zone: tzinfo
) -> dict[archive.Member, list[Claim]]:
    """Return whose file each member is, by the first component that says so, as Moodle's own importer does."""
    found = ((member, _claim(member.parts)) for member in members)
    return {member: [claim] for member, claim in found if claim}


def upload(
    assignment: Assignment, graded: Sequence[Graded], roster: Roster | None, column: str | None
) -> Upload:
    """Return the worksheet and the zip of feedback pages."""
    table, changes, unmapped, pages = [HEADER], [], [], {}
    people = roster.by_key() if roster else {}
    for item in graded:
        number = item.submission.student
        person = people.get(number)
        reason = _obstacle(item, roster, person)
        if reason:
            unmapped.append(item.unmapped(reason))
            continue
        pages[f"{_prefix(item)}_{number}_assignsubmission_file_/feedback.html"] = (
            item.feedback_html.encode()
        )
        if item.excused:
            unmapped.append(item.unmapped("excused: set it in Moodle's grader report"))
            continue
        cells = person.cells if person else {}
        changed = cells.get("Last modified (grade)", "").strip() or "-"
        table.append(
            (
                f"Participant {number}",
                tables.number(item.points),
                changed,
                comment.cell(item, assignment),
            )
        )
        before = cells.get("Grade", "").strip()
        changes.append(Change(number, item.submission.name, before, tables.number(item.points)))
    files = {}
    if changes:
        files["1-grades.csv"] = tables.write(table, mark=True)
    if pages:
        files["2-feedback.zip"] = pack(pages)
    return Upload(
        files,
        _steps(assignment, len(changes)),
        tuple(changes),
        tuple(unmapped),
        _notes(assignment, roster),
    )


def _claim(parts: Sequence[str]) -> Claim | None:
    for part in parts:
        if match := OWNED.fullmatch(part):
            return Claim(
                match["number"], match["name"] or match["number"], match["rest"] or parts[-1]
            )
        if match := NOBODYS.fullmatch(part):
            return Claim(match["name"] or "nobody", match["name"] or "nobody", parts[-1])
    return None


def _prefix(item: Graded) -> str:
    matches = (OWNED.fullmatch(part) for part in archive.split(item.submission.entry))
    name = next((match["name"] for match in matches if match), item.submission.name)
    return re.sub(r"[_/\\\x00-\x1f:]", " ", name).strip(". ~") or "Participant"


def _obstacle(item: Graded, roster: Roster | None, person: Person | None) -> str:
    """Return why Moodle would skip this student, or give the grade to another; "" when it would not."""
    number, name = item.submission.student, item.submission.name
    if not re.fullmatch("[0-9]+", number):
        return "a team without a number, which no file can address: enter the points by hand"
    if roster and person is None:
        return f"participant {number} is not in {roster.origin}: a team's number, or another assignment's worksheet"
    hidden = (
        person.cells["Identifier"].rpartition(" ")[0] if person else ""
    )  # "Participant", where names are hidden
    if (
        person
        and person.name
        and plain(_cleaned(name)) not in (plain(_cleaned(person.name)), plain(hidden))
    ):
        return f"the worksheet calls participant {number} {archive.shown(person.name)}: a team's number, perhaps"
    if person and person.cells.get("Grade can be changed", "Yes").strip().lower() == "no":
        return "the worksheet says that the grade cannot be changed: unlock it in the grader report"
    return ""


def _cleaned(name: str) -> str:
    """Return a name as Moodle puts it into a path."""
    return re.sub(r"[\x00-\x1f\x7f&<>\"`|':\\/]", "", name.replace("_", " "))


def _steps(assignment: Assignment, count: int) -> tuple[str, ...]:
    points = tables.number(assignment.points)
    return (
        "Once: in the assignment's settings, enable the feedback types Offline grading worksheet, Feedback comments "
        f"and Feedback files, and set the maximum grade to {points}. Use Moodle in English.",
        "Assignment > Submissions > Upload grading worksheet > `1-grades.csv` (comma, UTF-8). Moodle does not show "
        f"what it skips: it must announce {count} grades, less those that are unchanged. To grade again, tick *Allow "
        "updating records that have been modified more recently in Moodle than in the spreadsheet*.",
        "After that, Assignment > Submissions > Upload multiple feedback files in a zip > `2-feedback.zip`. In the "
        "other order Moodle takes the grades for stale.",
    )


def _notes(assignment: Assignment, roster: Roster | None) -> tuple[str, ...]:
    if roster is None:
        return (
            "Team submissions carry the team's number: for these name a grading worksheet by --roster, which tells.",
        )
    limits = {
        person.cells.get(key, "").strip()
        for person in roster.people
        for key in ("Maximum grade", "Maximum Grade")
    }
    wrong = sorted(limit for limit in limits - {""} if parse_number(limit) != assignment.points)
    return tuple(
        f"Moodle's maximum grade is {limit}, the assignment has {tables.number(assignment.points)}: set Moodle's."
        for limit in wrong
    )
