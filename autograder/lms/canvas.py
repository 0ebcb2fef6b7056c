"""Canvas: the flat archive of "Download Submissions", the gradebook CSV, "Upload Submissions".

A member is `<name>_[LATE_]<user id>_<attachment id>_<file>`. The gradebook finds a student by the
user id and a column by `Title (assignment id)`, an id that only a gradebook export or `course.toml`
can tell. A returned file must have exactly the downloaded name, and Canvas shows it under the
student's own file name: an HTML page would appear as `hw1.ipynb`, so what goes back is the
annotated notebook. A blank cell clears a grade, so students without points are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import TypeVar

from autograder.characters import escape, shorten
from autograder.files import Content
from autograder.lms import archive, tables
from autograder.lms.archive import Archive, Member, Skipped
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
from autograder.lms.roster import CANVAS_COLUMN, Column, NoColumn, Person, Roster
from autograder.records import Assignment, Received, Submission

ANONYMOUS = (
    re.compile(
        r"(?P<late>LATE_|late_)?anon_(?P<anon>[A-Za-z0-9]+)_(?P<attachment>[0-9]+)_(?P<file>.+)",
        re.S,
    ),
    re.compile(r"(?P<late>LATE_|late_)?anon_(?P<anon>[A-Za-z0-9]+)_(?P<file>(?:text|link)\.html)"),
)
NAMED = (
    re.compile(
        r"(?P<name>.*?)_(?P<late>(?:LATE|late)_)?(?P<user>[0-9]+)_(?P<attachment>[0-9]+)"
        r"_(?P<file>.+)",
        re.S,
    ),
    re.compile(
        r"(?P<name>.*?)_(?P<late>(?:LATE|late)_)?(?P<user>[0-9]+)_(?P<file>(?:text|link)\.html)"
    ),
)
STRICT = re.compile(
    r"(?:LATE_)?[^A-Z\s!-/:-@\[-^`{-~]*_(?:LATE_)?[A-Za-z0-9]+_"
    r"(?:[0-9]+_.+|(?:text|link)\.html)",
    re.S,
)
# `team_5_12_34_x.ipynb`: user 5 with attachment 12, or a team called `team_5`?
# Canvas's importer takes the first two numbers. A name may also be empty, or `_5`.
AMBIGUOUS = re.compile(r".*_[0-9]+_[0-9]+_[1-9][0-9]*_.+", re.S)
# Everywhere a user id and an attachment id may be read, also inside each other's.
READING = re.compile(
    r"_(?P<late>(?:LATE|late)_)?(?=(?P<user>[0-9]+)_(?P<attachment>[0-9]+)_(?P<file>.+))", re.S
)
LINK = re.compile("^link", re.M)  # of a name's last part, as Canvas's importer asks
DIGITS = re.compile("[0-9]+")
# Canvas's importer takes columns whose titles hold one of these for its own sums, and skips them.
TOTALS = re.compile("(?:Current|Final) (?:Score|Points|Grade)|Override (?:Score|Grade|Status)")
LIMITS_ROW = "Points Possible"  # in the first cell: a row of maxima, and nobody's
Known = TypeVar("Known", Received, Skipped)  # who handed in, by a name that Canvas gave
NO_GRADES = (
    "No grades are written: the download does not hold the assignment's id. Export the gradebook "
    "(Grades > Export) and pass the file with --roster, or set `column` of this assignment in "
    "course.toml to the number at the end of its web address."
)
GRADES_STEP = "Grades > Import > `1-grades.csv`. Canvas shows every change before it saves any."
FEEDBACK_STEP = (
    "Grades > the menu of the assignment's column > Re-Upload Submissions > `2-feedback.zip`. Do "
    "this once: Canvas adds a comment each time. Students find an annotated copy of their notebook "
    "in that comment."
)
TOTAL = (
    "No grades are written: Canvas's import skips a column whose title holds `{words}`, as if it "
    "were a total. Rename the assignment in Canvas, export the gradebook again, and set `column` "
    "of this assignment in course.toml to the new title. Or enter the points by hand."
)
NAMELESS = "anonymous: enter the points by hand, or reveal the names and download again"
TWO_READINGS = (
    "its name allows two readings of the user id: export the gradebook and pass it with --roster"
)
NO_FILE = "Canvas takes no file for a text entry or a link: send the feedback by hand"
WRONG_USER = "Canvas would take a part of the name for the user id: send the feedback by hand"
LINKED = (
    "Canvas ignores a file whose name, or last part, begins with `link`: send the feedback by hand"
)


def recognises(member: Member) -> bool:
    """Tell whether Canvas gives such names; strict, so as not to claim `s01/my_1_2_notes.ipynb`."""
    return bool(STRICT.fullmatch(member.parts[-1])) and _match(member.parts[-1]) is not None


def claims(source: Archive, members: Sequence[Member], zone: tzinfo) -> dict[Member, list[Claim]]:
    """Return whose file each member is, by its name.

    Grading is anonymous for a whole assignment or not at all; in a class with other names, Anon is
    a student.
    """
    names = [member.parts[-1] for member in members if not member.litter]
    anonymous = all(_match(name, ANONYMOUS) for name in names if _match(name))
    patterns = ANONYMOUS if anonymous else NAMED + ANONYMOUS
    found = {member: _match(member.parts[-1], patterns) for member in members}
    claimed = {member: _claim(match) for member, match in found.items() if match}
    by_user: dict[str, set[str]] = {}
    for claim in claimed.values():
        by_user.setdefault(claim.student, set()).add(claim.name)
    shared = {student for student, names_of in by_user.items() if len(names_of) > 1}
    return {
        member: [_read_other(member, claim) if claim.student in shared else claim]
        for member, claim in claimed.items()
    }


def identify(rosters: Sequence[Roster]) -> Callable[[Known], Known]:
    """Return a function that reads an ambiguous name as the gradebooks' students allow.

    Of a team called `team_5` the first number is not a user's. What allows two readings
    stays as read.
    """
    users = {person.key for roster in rosters if roster.lms == "canvas" for person in roster.people}

    def read_again(one: Known) -> Known:
        if one.lms != "canvas" or one.student.startswith("anon_"):
            return one
        hits = [hit for hit in _readings(archive.split(one.entry)[-1]) if hit["user"] in users]
        if len(hits) != 1 or hits[0]["user"] == one.student:
            return one
        claim = _claim_reading(hits[0])
        name, filename = escape(claim.name), escape(claim.filename)
        changed = replace(one, student=claim.student, name=name, filename=filename)
        return replace(changed, late=claim.late) if isinstance(changed, Received) else changed

    return read_again


def _read_other(member: Member, claim: Claim) -> Claim:
    """Return another reading where the first gives files of people with two names to one user."""
    others = [hit for hit in _readings(member.parts[-1]) if hit["user"] != claim.student]
    ambiguous = AMBIGUOUS.fullmatch(member.parts[-1])
    return _claim_reading(others[0]) if ambiguous and others else claim


def _readings(name: str) -> list[re.Match[str]]:
    """Return each reading of a file's name as that of another user."""
    return list({match["user"]: match for match in READING.finditer(name)}.values())


def _claim_reading(hit: re.Match[str]) -> Claim:
    return Claim(
        student=hit["user"],
        name=hit.string[: hit.start()] or hit["user"],
        filename=hit["file"],
        late=bool(hit["late"]),
    )


def find_known(roster: Roster, submissions: Sequence[Submission]) -> set[str]:
    """Return the students whom a gradebook holds, by their id."""
    return roster.by_key().keys() & {one.student for one in submissions}


def upload(assignment: Assignment, export: Export) -> Upload:
    """Return the gradebook CSV and the archive of annotated notebooks."""
    grades = _grades(assignment, export)
    notebooks, missing = _notebooks(export.graded)
    return replace(
        grades,
        files={**grades.files, "2-feedback.zip": notebooks} if notebooks else grades.files,
        steps=(*grades.steps, FEEDBACK_STEP) if notebooks else grades.steps,
        unreturned=tuple(missing),
    )


def _grades(assignment: Assignment, export: Export) -> Upload:
    """Return the gradebook CSV alone, and who is left out."""
    target = _column(assignment, export)
    if isinstance(target, NoColumn):
        return without_grades(export, (), target.reason)
    if total := TOTALS.search(target.header):
        return without_grades(export, (), TOTAL.format(words=total[0]))
    changes, unmapped = _changes(export, target)
    if not changes:
        return Upload(files={}, steps=(), unmapped=tuple(unmapped))
    return Upload(
        files={"1-grades.csv": _table(changes, target)},
        steps=(GRADES_STEP,),
        changes=tuple(changes),
        unmapped=tuple(unmapped),
        notes=compare_points("Canvas", target, assignment),
    )


def _match(
    name: str, patterns: Sequence[re.Pattern[str]] = ANONYMOUS + NAMED
) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.fullmatch(name))), None)


def _claim(match: re.Match[str]) -> Claim:
    parts = match.groupdict()
    student = f"anon_{parts['anon']}" if parts.get("anon") else parts["user"]
    return Claim(
        student=student,
        name=parts.get("name") or student,
        filename=parts["file"],
        late=bool(parts["late"]),
    )


def _column(assignment: Assignment, export: Export) -> Column | NoColumn:
    wanted = export.column or ""
    if export.roster:
        return export.roster.column(assignment, export.column)
    if wanted.isdigit():
        return Column(header=f"{assignment.title} ({wanted})", title=assignment.title, id=wanted)
    if match := CANVAS_COLUMN.fullmatch(wanted):
        return Column(header=wanted, title=match["title"], id=match["id"])
    return NoColumn(reason=NO_GRADES)


def _changes(export: Export, target: Column) -> tuple[list[Change], list[Unmapped]]:
    people = export.roster.by_key() if export.roster else {}
    changes, unmapped = [], []
    for item in export.graded:
        if reason := _obstacle(item, export, people):
            unmapped.append(item.unmapped(reason))
        else:
            changes.append(_change(item, people.get(item.student), target))
    return changes, unmapped


def _obstacle(item: Graded, export: Export, people: Mapping[str, Person]) -> str:
    """Return why the gradebook cannot place this student; "" if it can."""
    if not DIGITS.fullmatch(item.student):
        return NAMELESS
    entry = archive.split(item.submission.entry)[-1]
    if export.roster:
        users = [one["user"] for one in _readings(entry) if one["user"] in people]
        if len(users) > 1:
            return f"its name may mean user {' or '.join(users)}: enter the points by hand"
        missing = f"user id {item.student} is not in {export.roster.origin}"
        return "" if item.student in people else f"{missing}: export the gradebook again"
    return TWO_READINGS if AMBIGUOUS.fullmatch(entry) else ""


def _change(item: Graded, person: Person | None, target: Column) -> Change:
    name = tables.text(person.name if person else item.submission.name)
    return Change(
        student=item.student,
        name=name.replace(LIMITS_ROW, LIMITS_ROW.lower()),
        before=person.cells.get(target.header, "").strip() if person else "",
        after="EX" if item.standing.excused else tables.points(item.standing.points),
    )


def _table(changes: Sequence[Change], target: Column) -> bytes:
    header = ("Student", "ID", "Section", target.header)
    return tables.write([header, *((c.name, c.student, "", c.after) for c in changes)])


def _notebooks(graded: Sequence[Graded]) -> tuple[dict[str, Content], list[Unmapped]]:
    """Return the notebooks under the names that Canvas gave them."""
    names = Counter(archive.split(item.submission.entry)[-1] for item in graded)
    contents: dict[str, Content] = {}
    unmapped = []
    for item in graded:
        entry = archive.split(item.submission.entry)[-1]
        if reason := _refusal(item, entry, names[entry]):
            unmapped.append(item.unmapped(reason))
        else:
            contents[entry] = item.notebook
    return contents, unmapped


def _refusal(item: Graded, entry: str, count: int) -> str:
    """Return why Canvas would not take this notebook back; a name twice fails the upload."""
    match = _match(entry, ANONYMOUS if item.student.startswith("anon_") else NAMED)
    attachment = match.groupdict().get("attachment") if match else None
    if attachment is None:
        return NO_FILE
    if ".ipynb" not in entry.lower():
        return f"handed in `{item.submission.filename}`, not a notebook: send feedback by hand"
    if LINK.search(entry.rpartition("_")[2]):
        return LINKED
    if entry.split("_")[0] == "anon" and not item.student.startswith("anon_"):
        return WRONG_USER
    if _infer_ids(entry) != (item.student.removeprefix("anon_"), attachment):
        return WRONG_USER
    shown = shorten(entry)
    return f"`{shown}` came twice: send the feedback by hand" if count > 1 else ""


def _infer_ids(entry: str) -> tuple[str, ...]:
    """Return user and attachment as Canvas itself will infer them from the name."""
    words = [word for word in entry.split("_") if word != "LATE"]
    if words[0] == "anon":
        return tuple(words[1:3])
    return tuple([word for word in words if DIGITS.fullmatch(word)][:2])
