"""Moodle: "Download all submissions", the offline grading worksheet, the zip of feedback files.

A path is `<full name>_<participant number>_assignsubmission_file[_]/<file>`, or the same in one
flat name. The participant number is the `Participant 1234` of the worksheet, so that grades of
single students need no roster; for a team, whose folder carries the team's number, the worksheet
leads to its members. Moodle silently skips whatever it cannot place, and whatever it takes for
stale: so what it would skip is listed here, and the steps say what keeps grades from being stale.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from autograder.characters import shorten
from autograder.files import Content, number
from autograder.lms import archive, comment, moodle_settings, tables
from autograder.lms.archive import Archive, Member
from autograder.lms.exchange import Change, Claim, Export, Graded, Unmapped, Upload
from autograder.lms.roster import Person, Roster
from autograder.lms.worksheet import Worksheet, as_path, cell, index
from autograder.records import Assignment, Submission

OWNED = re.compile(
    r"(?P<name>[^_]*)_(?P<number>[0-9]+)_assignsubmission_[a-z][a-z0-9]*(?:_(?P<rest>.*))?", re.S
)
# The team of those who have none has no number.
TEAMLESS = re.compile(r"(?P<name>[^_]*)_assignsubmission_[a-z][a-z0-9]*_?")
PARTICIPANT = re.compile("[0-9]+")
WORKSHEET_COLUMNS = ("Identifier", "Grade", "Last modified (grade)", "Feedback comments")
NOT_IN_A_PATH = re.compile(r"[_/\\\x00-\x1f:]")
NO_NUMBER = (
    "a team without a number: pass the grading worksheet with --roster, or enter the points by hand"
)
NO_PAGE = "a team without a number, which no feedback file can address: send the page by hand"
LOCKED = "the worksheet says that the grade cannot be changed: unlock it in the grader report"
EXCUSED = "excused: set it in Moodle's grader report"
TWICE = "in several teams, or a team and a folder of one's own: decide which points count"
ALIKE = (
    "the teams {teams} are named alike in the download: rename one in Moodle, then download "
    "submissions and worksheet again, or enter the points by hand"
)
NO_WORKSHEET = (
    "No grading worksheet is given. Download it (Submissions > Actions > Download grading "
    "worksheet) and pass it with --roster each time: it tells teams from participants, and who "
    "was late, has more time or never submitted."
)
OLD_TEAMS = (
    "Feedback of teams is addressed to the team's number, which Moodle 4.1.0 and older take for a "
    "participant's. On such a site send the pages by hand."
)
PENALTY = (
    "Late penalties are taken off these points already. If the assignment in Moodle has a penalty "
    "of its own (Moodle 5: Settings > Grade > Grade penalties), switch it off: it would be taken "
    "on top."
)
TICK = (
    "*Allow updating records that have been modified more recently in Moodle than in the "
    "spreadsheet*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A grade on its way to one student: of a team's grade there is one for each member."""

    item: Graded
    number: str  # the participant's
    name: str
    row: Person | None = None

    @property
    def change(self) -> Change:
        points = tables.points(self.item.standing.points)
        return Change(student=self.number, name=self.name, before=self.cell("Grade"), after=points)

    def cell(self, title: str) -> str:
        """Return what the worksheet says of the student, "" without one."""
        return cell(self.row, title) if self.row else ""

    def unmapped(self, reason: str) -> Unmapped:
        owner = self.item.student
        return Unmapped(student=self.number, name=self.name, reason=reason, owner=owner)


def recognises(member: Member) -> bool:
    """Tell whether Moodle gives such names."""
    return _claim(member.parts) is not None


def claims(source: Archive, members: Sequence[Member], zone: tzinfo) -> dict[Member, list[Claim]]:
    """Return whose file each member is, by the first component that says so, as Moodle does."""
    found = ((member, _claim(member.parts)) for member in members)
    return {member: [claim] for member, claim in found if claim}


def find_known(roster: Roster, submissions: Sequence[Submission]) -> set[str]:
    """Return the participants and teams whom a worksheet holds."""
    worksheet = index(roster)
    return {one.student for one in submissions if worksheet.find(one.student, one.name)}


def upload(assignment: Assignment, export: Export) -> Upload:
    """Return the worksheet and the zip of feedback pages."""
    letters, unmapped = _address(export)
    table: list[Sequence[str]] = [WORKSHEET_COLUMNS]
    table += [_row(letter, assignment) for letter in letters]
    items = {letter.item.student: letter.item for letter in letters}
    items |= {item.student: item for item in export.graded if item.standing.excused}
    pages = {_page_path(one): one.page for one in items.values() if _has_number(one)}
    contents: dict[str, Content] = {}
    if letters:
        contents["1-grades.csv"] = tables.write(table, mark=True)
    if pages:
        contents["2-feedback.zip"] = pages
    return Upload(
        files=contents,
        steps=_steps(assignment, export, contents, len(letters)),
        changes=tuple(letter.change for letter in letters),
        unmapped=tuple(unmapped),
        unreturned=tuple(one.unmapped(NO_PAGE) for one in items.values() if not _has_number(one)),
        notes=tuple(_notes(assignment, export, letters)),
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


def _address(export: Export) -> tuple[list[Letter], list[Unmapped]]:
    """Return one letter for each student, also of a team, and who cannot be reached."""
    worksheet = index(export.roster) if export.roster else None
    letters, unmapped = [], []
    for item in export.graded:
        theirs = _write(item, worksheet)
        if not theirs:
            unmapped.append(item.unmapped(_explain(item, export, worksheet)))
        letters += theirs
    count = Counter(letter.number for letter in letters)
    closed = {
        letter.number: letter.unmapped(reason)
        for letter in letters
        if (reason := TWICE if count[letter.number] > 1 else _close(letter))
    }
    return [one for one in letters if one.number not in closed], [*unmapped, *closed.values()]


def _write(item: Graded, worksheet: Worksheet | None) -> list[Letter]:
    """Return a letter for each student whom Moodle would find; none where it would find another."""
    name = item.submission.name
    if worksheet is None:
        return [Letter(item=item, number=item.student, name=name)] if _has_number(item) else []
    return [
        Letter(item=item, number=person.key, name=person.name or name, row=person)
        for person in worksheet.find(item.student, name)
    ]


def _explain(item: Graded, export: Export, worksheet: Worksheet | None) -> str:
    """Return why Moodle would skip this folder, or give the grade to another."""
    if worksheet is None or export.roster is None:
        return NO_NUMBER
    teams = worksheet.teams.get(as_path(item.submission.name), {})
    if len(teams) > 1:
        return ALIKE.format(teams=shorten(" and ".join(sorted(teams))))
    person = worksheet.people.get(item.student)
    if person is None or not person.name:
        return (
            f"participant {item.student} is not in {export.roster.origin}: the worksheet of "
            "another assignment, or a team that is not in its column Group"
        )
    return (
        f"the worksheet calls participant {item.student} {shorten(person.name)}: perhaps a "
        "team's number"
    )


def _close(letter: Letter) -> str:
    """Return why this student's grade cannot be set; "" if it can."""
    if letter.item.standing.excused:
        return EXCUSED
    if letter.cell("Grade can be changed").lower() == "no":
        return LOCKED
    points = letter.item.standing.points
    return moodle_settings.bar(letter.row, points) if letter.row else ""


def _has_number(item: Graded) -> bool:
    return PARTICIPANT.fullmatch(item.student) is not None


def _page_path(item: Graded) -> str:
    matches = (OWNED.fullmatch(part) for part in archive.split(item.submission.entry))
    name = next((match["name"] for match in matches if match), item.submission.name)
    prefix = NOT_IN_A_PATH.sub(" ", name).strip(". ~") or "Participant"
    return f"{prefix}_{item.student}_assignsubmission_file_/feedback.html"


def _row(letter: Letter, assignment: Assignment) -> list[str]:
    modified = letter.cell("Last modified (grade)") or "-"
    feedback = comment.cell(letter.item, assignment)
    return [f"Participant {letter.number}", letter.change.after, modified, feedback]


def _steps(
    assignment: Assignment, export: Export, contents: Collection[str], count: int
) -> tuple[str, ...]:
    once = (
        "Once: in the assignment's settings, enable the feedback types Offline grading worksheet, "
        "Feedback comments and Feedback files, and set the maximum grade to "
        f"{number(assignment.points)}. Use Moodle in English, and choose All participants where "
        "the page offers groups."
    )
    grades = (
        "Assignment > Submissions > Actions > Upload grading worksheet (up to 4.2: View all "
        "submissions > Grading action) > `1-grades.csv` (comma, UTF-8). Always tick "
        f"{TICK}: without it Moodle skips every grade that it takes for stale, on many sites all "
        f"of them. It does not show what it skips: it must announce {count} grades, minus those "
        "that are unchanged."
    )
    feedback = (
        "After that, Assignment > Submissions > Actions > Upload feedback files in a zip (up to "
        "4.2: Upload multiple feedback files in a zip) > `2-feedback.zip`."
    )
    steps = {"1-grades.csv": grades, "2-feedback.zip": feedback}
    return (once, *(step for name, step in steps.items() if name in contents))


def _notes(assignment: Assignment, export: Export, letters: Sequence[Letter]) -> Iterator[str]:
    if export.roster is None:
        yield NO_WORKSHEET
    people = export.roster.people if export.roster else ()
    names = {item.student: item.submission.name for item in export.graded}
    yield from moodle_settings.tell(assignment, people, names)
    if any(letter.number != letter.item.student for letter in letters):
        yield OLD_TEAMS
    if any(item.standing.points < item.grade.points for item in export.graded):
        yield PENALTY
