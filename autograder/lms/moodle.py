"""Moodle: "Download all submissions", the offline grading worksheet, the zip of feedback files.

A path is `<full name>_<participant number>_assignsubmission_file[_]/<file>`, or the same in one
flat name. The participant number is the `Participant 1234` of the worksheet, so grades need no
roster; a downloaded worksheet adds the dates without which a second grading counts as stale. Moodle
silently skips whatever it cannot place, so what it would skip is listed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import tzinfo

from autograder.files import number, pack, parse_number
from autograder.lms import archive, comment, tables
from autograder.lms.archive import Archive, Member
from autograder.lms.exchange import Change, Claim, Export, Graded, Unmapped, Upload
from autograder.lms.roster import Person, Roster, plain
from autograder.records import Assignment

OWNED = re.compile(
    r"(?P<name>[^_]*)_(?P<number>[0-9]+)_assignsubmission_[a-z][a-z0-9]*(?:_(?P<rest>.*))?", re.S
)
# The team of those who have none has no number.
TEAMLESS = re.compile(r"(?P<name>[^_]*)_assignsubmission_[a-z][a-z0-9]*_?")
PARTICIPANT = re.compile("[0-9]+")
WORKSHEET_COLUMNS = ("Identifier", "Grade", "Last modified (grade)", "Feedback comments")
MAXIMA = ("Maximum grade", "Maximum Grade")
STRIPPED = re.compile(r"[\x00-\x1f\x7f&<>\"`|':\\/]")  # from a name, when Moodle makes it a path
NOT_IN_A_PATH = re.compile(r"[_/\\\x00-\x1f:]")
NO_NUMBER = "a team without a number, which no file can address: enter the points by hand"
LOCKED = "the worksheet says that the grade cannot be changed: unlock it in the grader report"
EXCUSED = "excused: set it in Moodle's grader report"
TEAMS = (
    "The folder of a team carries the team's number: for team assignments, pass a grading "
    "worksheet with --roster, so that these can be told from participants."
)


def recognises(member: Member) -> bool:
    """Tell whether Moodle gives such names."""
    return _claim(member.parts) is not None


def claims(source: Archive, members: Sequence[Member], zone: tzinfo) -> dict[Member, list[Claim]]:
    """Return whose file each member is, by the first component that says so, as Moodle does."""
    found = ((member, _claim(member.parts)) for member in members)
    return {member: [claim] for member, claim in found if claim}


def upload(assignment: Assignment, export: Export) -> Upload:
    """Return the worksheet and the zip of feedback pages."""
    people = export.roster.by_key() if export.roster else {}
    table: list[Sequence[str]] = [WORKSHEET_COLUMNS]
    changes: list[Change] = []
    unmapped: list[Unmapped] = []
    pages: dict[str, bytes] = {}
    for item in export.graded:
        person = people.get(item.student)
        if reason := _obstacle(item, export.roster, person):
            unmapped.append(item.unmapped(reason))
            continue
        pages[_page_path(item)] = item.page.encode()
        if item.standing.excused:
            unmapped.append(item.unmapped(EXCUSED))
            continue
        change = _change(item, person)
        table.append(_row(item, person, change.after, assignment))
        changes.append(change)
    contents = {"1-grades.csv": tables.write(table, mark=True)} if changes else {}
    contents |= {"2-feedback.zip": pack(pages)} if pages else {}
    return Upload(
        files=contents,
        steps=_steps(assignment, len(changes)),
        changes=tuple(changes),
        unmapped=tuple(unmapped),
        notes=_notes(assignment, export.roster),
    )


def _claim(parts: Sequence[str]) -> Claim | None:
    for part in parts:
        if match := OWNED.fullmatch(part):
            return Claim(
                student=match["number"],
                name=match["name"] or match["number"],
                filename=match["rest"] or parts[-1],
            )
        if match := TEAMLESS.fullmatch(part):
            name = match["name"] or "nobody"
            return Claim(student=name, name=name, filename=parts[-1])
    return None


def _obstacle(item: Graded, roster: Roster | None, person: Person | None) -> str:
    """Return why Moodle would skip this student, or give the grade to another; "" if neither."""
    if not PARTICIPANT.fullmatch(item.student):
        return NO_NUMBER
    if roster is None:
        return ""
    if person is None:
        return (
            f"participant {item.student} is not in {roster.origin}: a team's number, or the "
            "worksheet of another assignment"
        )
    if person.name and _as_path(item.submission.name) not in _known_as(person):
        return (
            f"the worksheet calls participant {item.student} {archive.shorten(person.name)}: "
            "perhaps a team's number"
        )
    changeable = person.cells.get("Grade can be changed", "Yes").strip().lower() != "no"
    return "" if changeable else LOCKED


def _known_as(person: Person) -> tuple[str, str]:
    """Return the names that Moodle gives a person: "Participant" where names are hidden."""
    return _as_path(person.name), plain(person.cells["Identifier"].rpartition(" ")[0])


def _as_path(name: str) -> str:
    """Return a name as Moodle puts it into a path, for comparing."""
    return plain(STRIPPED.sub("", name.replace("_", " ")))


def _page_path(item: Graded) -> str:
    matches = (OWNED.fullmatch(part) for part in archive.split(item.submission.entry))
    name = next((match["name"] for match in matches if match), item.submission.name)
    prefix = NOT_IN_A_PATH.sub(" ", name).strip(". ~") or "Participant"
    return f"{prefix}_{item.student}_assignsubmission_file_/feedback.html"


def _change(item: Graded, person: Person | None) -> Change:
    return Change(
        student=item.student,
        name=item.submission.name,
        before=_cell(person, "Grade"),
        after=tables.points(item.standing.points),
    )


def _row(item: Graded, person: Person | None, points: str, assignment: Assignment) -> list[str]:
    modified = _cell(person, "Last modified (grade)") or "-"
    return [f"Participant {item.student}", points, modified, comment.cell(item, assignment)]


def _cell(person: Person | None, title: str) -> str:
    return person.cells.get(title, "").strip() if person else ""


def _steps(assignment: Assignment, count: int) -> tuple[str, ...]:
    return (
        "Once: in the assignment's settings, enable the feedback types Offline grading worksheet, "
        "Feedback comments and Feedback files, and set the maximum grade to "
        f"{number(assignment.points)}. Use Moodle in English.",
        "Assignment > Submissions > Upload grading worksheet > `1-grades.csv` (comma, UTF-8). "
        f"Moodle does not show what it skips: it must announce {count} grades, minus those that "
        "are unchanged. To grade again, tick *Allow updating records that have been modified more "
        "recently in Moodle than in the spreadsheet*.",
        "After that, Assignment > Submissions > Upload multiple feedback files in a zip > "
        "`2-feedback.zip`. In the other order Moodle takes the grades for stale.",
    )


def _notes(assignment: Assignment, roster: Roster | None) -> tuple[str, ...]:
    if roster is None:
        return (TEAMS,)
    limits = {person.cells.get(key, "").strip() for person in roster.people for key in MAXIMA}
    wrong = sorted(limit for limit in limits - {""} if parse_number(limit) != assignment.points)
    return tuple(
        f"Moodle's maximum grade is {limit}, but the assignment has {number(assignment.points)} "
        "points. Change the maximum in Moodle before you upload."
        for limit in wrong
    )
