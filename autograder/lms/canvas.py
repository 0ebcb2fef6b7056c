"""Canvas: the flat archive of "Download Submissions", the gradebook CSV, and "Upload Submissions".

A member is `<name>_[LATE_]<user id>_<attachment id>_<file>`. The gradebook finds a student by the user id and a column
by `Title (assignment id)`, an id that only a gradebook export or `course.toml` can tell. A returned file must have
exactly the downloaded name, and Canvas shows it under the student's own file name: an HTML page would appear as
`hw1.ipynb`, so what goes back is the annotated notebook. A blank cell clears a grade, so students without points are
left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import tzinfo

from autograder.files import pack
from autograder.lms import archive, tables
from autograder.lms.exchange import Change, Claim, Graded, Unmapped, Upload
from autograder.lms.roster import Column, Roster
from autograder.records import Assignment

ANONYMOUS = (
    re.compile(
        r"(?P<late>LATE_|late_)?anon_(?P<anon>[A-Za-z0-9]+)_(?P<attachment>[0-9]+)_(?P<file>.+)",
        re.S,
    ),
    re.compile(r"(?P<late>LATE_|late_)?anon_(?P<anon>[A-Za-z0-9]+)_(?P<file>(?:text|link)\.html)"),
)
NAMED = (
    re.compile(
        r"(?P<name>.*?)_(?P<late>(?:LATE|late)_)?(?P<user>[0-9]+)_(?P<attachment>[0-9]+)_(?P<file>.+)",
        re.S,
    ),
    re.compile(
        r"(?P<name>.*?)_(?P<late>(?:LATE|late)_)?(?P<user>[0-9]+)_(?P<file>(?:text|link)\.html)"
    ),
)
STRICT = re.compile(
    r"(?:LATE_)?[^A-Z\s!-/:-@\[-^`{-~]*_(?:LATE_)?[A-Za-z0-9]+_(?:[0-9]+_.+|(?:text|link)\.html)",
    re.S,
)
HEADER = re.compile(r".*\s\([0-9]+\)")
# `team_5_12_34_x.ipynb`: user 5 with attachment 12, or a team called `team_5`? Canvas's importer takes the first two.
AMBIGUOUS = re.compile(r".+_[0-9]+_[0-9]+_[1-9][0-9]*_.+", re.S)


def recognises(member: archive.Member) -> bool:
    """Is this a name that Canvas gives? Strict, since it must not claim `student01/my_1_2_notes.ipynb`."""
    return bool(STRICT.fullmatch(member.parts[-1])) and _match(member) is not None


def claims(
    source: archive.Archive, members: Sequence[archive.Member], zone: tzinfo
) -> dict[archive.Member, list[Claim]]:
    """Return whose file each member is, by its name.

    Grading is anonymous for a whole assignment or not at all; in a class with other names, Anon is a student.
    """
    anonymous = all(_match(member, ANONYMOUS) for member in members if _match(member))
    found = (
        (member, _match(member, ANONYMOUS if anonymous else NAMED + ANONYMOUS))
        for member in members
    )
    return {member: [_claim(match)] for member, match in found if match}


def upload(
    assignment: Assignment, graded: Sequence[Graded], roster: Roster | None, column: str | None
) -> Upload:
    """Return the gradebook CSV and the archive of annotated notebooks."""
    unmapped: list[Unmapped] = []
    notes: list[str] = []
    files, steps = {}, []
    target = _column(assignment, roster, column)
    if isinstance(target, str):
        notes.append(target)
        unmapped += [item.unmapped("no gradebook column is known") for item in graded]
        rows = []
    else:
        rows, missing = _rows(graded, roster, target)
        unmapped += missing
    if rows:
        if target.possible is not None and target.possible != assignment.points:
            notes.append(
                f"Canvas gives `{target.title}` {tables.number(target.possible)} points, the assignment has "
                f"{tables.number(assignment.points)}. Set the points of the Canvas assignment first."
            )
        table = [
            ("Student", "ID", "Section", target.header),
            *((c.name, c.student, "", c.after) for c in rows),
        ]
        files["1-grades.csv"] = tables.write(table)
        steps.append(
            "Grades > Import > `1-grades.csv`. Canvas shows every change before it saves any."
        )
    notebooks, missing = _notebooks(graded)
    unmapped += missing
    if notebooks:
        files["2-feedback.zip"] = pack(notebooks)
        steps.append(
            "Grades > the menu of the assignment's column > Re-Upload Submissions > `2-feedback.zip`. Do this once: "
            "Canvas adds a comment each time. Students find an annotated copy of their notebook in that comment."
        )
    return Upload(files, tuple(steps), tuple(rows), tuple(unmapped), tuple(notes))


def _match(
    member: archive.Member, patterns: Sequence[re.Pattern[str]] = ANONYMOUS + NAMED
) -> re.Match[str] | None:
    return next(
        (match for pattern in patterns if (match := pattern.fullmatch(member.parts[-1]))), None
    )


def _claim(match: re.Match[str]) -> Claim:
    parts = match.groupdict()
    student = f"anon_{parts['anon']}" if parts.get("anon") else parts["user"]
    return Claim(student, parts.get("name") or student, parts["file"], late=bool(parts["late"]))


def _column(assignment: Assignment, roster: Roster | None, wanted: str | None) -> Column | str:
    if roster:
        return roster.column(assignment, wanted)
    if wanted and wanted.isdigit():
        return Column(f"{assignment.title} ({wanted})", assignment.title, wanted)
    if wanted and HEADER.fullmatch(wanted):
        return Column(wanted, wanted.rpartition(" (")[0], wanted.rpartition("(")[2].rstrip(")"))
    return (
        "No grades are written: the download does not hold the assignment's id. Export the gradebook (Grades > Export) "
        "and name the file with --roster, or set `column` of this assignment in course.toml to the number at the end "
        "of its web address."
    )


def _rows(
    graded: Sequence[Graded], roster: Roster | None, target: Column
) -> tuple[list[Change], list[Unmapped]]:
    rows, unmapped = [], []
    people = roster.by_key() if roster else {}
    for item in graded:
        student, name = item.submission.student, item.submission.name
        person = people.get(student)
        if not re.fullmatch("[0-9]+", student):
            unmapped.append(
                item.unmapped(
                    "anonymous: enter the points by hand, or reveal the names and download again"
                )
            )
        elif roster and person is None:
            unmapped.append(
                item.unmapped(
                    f"user id {student} is not in {roster.origin}: export the gradebook again"
                )
            )
        elif not roster and AMBIGUOUS.fullmatch(archive.split(item.submission.entry)[-1]):
            unmapped.append(
                item.unmapped(
                    "its name allows two readings of the user id: name a gradebook by --roster"
                )
            )
        else:
            before = person.cells.get(target.header, "").strip() if person else ""
            after = "EX" if item.excused else tables.number(item.points)
            rows.append(
                Change(student, tables.text(person.name if person else name), before, after)
            )
    return rows, unmapped


def _notebooks(graded: Sequence[Graded]) -> tuple[dict[str, bytes], list[Unmapped]]:
    """Return the notebooks under the names that Canvas gave; a name that occurs twice would fail the whole upload."""
    names = Counter(archive.split(item.submission.entry)[-1] for item in graded)
    files, unmapped = {}, []
    for item in graded:
        entry, student = archive.split(item.submission.entry)[-1], item.submission.student
        patterns = ANONYMOUS if student.startswith("anon_") else NAMED
        match = next((m for pattern in patterns if (m := pattern.fullmatch(entry))), None)
        if match is None or not match.groupdict().get("attachment"):
            unmapped.append(
                item.unmapped(
                    "Canvas takes no file for a text entry or a link: send the feedback by hand"
                )
            )
        elif ".ipynb" not in entry.lower():
            unmapped.append(
                item.unmapped(
                    f"handed in `{item.submission.filename}`, no notebook: send feedback by hand"
                )
            )
        elif _inferred(entry) != (student.removeprefix("anon_"), match["attachment"]):
            unmapped.append(
                item.unmapped(
                    "Canvas would take the name's own digits for the user id: send it by hand"
                )
            )
        elif names[entry] > 1:
            unmapped.append(
                item.unmapped(f"`{archive.shown(entry)}` came twice: send the feedback by hand")
            )
        else:
            files[entry] = item.feedback_notebook
    return files, unmapped


def _inferred(entry: str) -> tuple[str, ...]:
    """Return user and attachment as Canvas itself will infer them from the name."""
    words = [word for word in entry.split("_") if word != "LATE"]
    if words[0] == "anon":
        return tuple(words[1:3])
    return tuple([word for word in words if re.fullmatch("[0-9]+", word)][:2])
