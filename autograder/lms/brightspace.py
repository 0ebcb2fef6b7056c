"""Brightspace (D2L): the download of an assignment folder, grades CSV, "Add Feedback Files".

A path is `<id>-<id> - <name> - <Mon D, YYYY HMM AM/PM>/<file>`; several submissions of one student
are several folders. The ids are internal and not those of the grades CSV, which knows students by
OrgDefinedId and user name: a grades export leads from the name (or a student number in it) to
those, and students with the same name are listed. Feedback goes back into folders of exactly the
downloaded names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path

from autograder.characters import shorten
from autograder.errors import SubmissionError
from autograder.files import Content
from autograder.lms import archive, tables, times
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
from autograder.lms.roster import Column, NoColumn, Person, Roster, plain
from autograder.records import Assignment, Submission

FOLDER = re.compile(
    r"(?P<user>[0-9]+)-[0-9]+ - (?P<name>.+) - "
    r"(?P<date>[^\W\d_]{3,10}\.? [0-9]{1,2}, [0-9]{4} [0-9]{1,2}:?[0-9]{2}(?: ?[AP]M)?)"
    r"(?: - (?P<file>.+))?",
    re.S,
)
PAGE = b"<!doctype html><title>Feedback</title><p>Feedback files, one folder for each submission."
KEYS = ("OrgDefinedId", "Username")
STEPS = (
    "Grades > Enter Grades > Import > `1-grades.csv`. The wizard lists what it cannot place; "
    "create no new item.",
    "Assignments > the folder > Add Feedback Files > `2-feedback.zip`, as it is: do not unpack and "
    "zip it again.",
    "Publish the feedback in the folder if it shows as drafts.",
)
NO_ROSTER = (
    "No grades are written: the download holds no id that Brightspace's grades know. Export the "
    "grades (Grades > Enter Grades > Export, both keys, points, with last and first name) and pass "
    "the file with --roster."
)
EXCUSED = "excused: set the exemption in Brightspace"
NO_FOLDER = "no folder in the download to put feedback in: attach it by hand"


def recognises(member: Member) -> bool:
    """Tell whether Brightspace gives such names."""
    return _match(member.parts) is not None


def claims(source: Archive, members: Sequence[Member], zone: tzinfo) -> dict[Member, list[Claim]]:
    """Return whose file each member is, and when it came; the list of submissions is nobody's."""
    found: dict[Member, list[Claim]] = {}
    for member in members:
        if match := _match(member.parts):
            claim = Claim(
                student=match["user"],
                name=match["name"],
                filename=match["file"] or member.parts[-1],
                submitted=times.read(match["date"], zone),
            )
            found[member] = [claim]
        elif _is_list(member):
            found[member] = []
    return found


def find_known(roster: Roster, submissions: Sequence[Submission]) -> set[str]:
    """Return the students whose name, or number in it, a gradebook holds."""
    names, numbers = roster.by_name(), _by_number(roster)
    return {one.student for one in submissions if _people(one.name, names, numbers)}


def upload(assignment: Assignment, export: Export) -> Upload:
    """Return the grades CSV and the archive of feedback pages."""
    grades = _grades(assignment, export)
    pages, missing = _pages(export.graded)
    contents = dict(grades.files)
    if pages:
        contents["2-feedback.zip"] = {**pages, "index.html": _index(export.graded)}
    return replace(grades, files=contents, unreturned=tuple(missing))


def _grades(assignment: Assignment, export: Export) -> Upload:
    """Return the grades CSV alone, and who is left out."""
    if export.roster is None:
        return without_grades(export, STEPS, NO_ROSTER)
    target = export.roster.column(assignment, export.column)
    if isinstance(target, NoColumn):
        return without_grades(export, STEPS, target.reason)
    changes, unmapped, rows = _rows(export.graded, export.roster, target)
    return Upload(
        files={"1-grades.csv": tables.write(rows)} if changes else {},
        steps=STEPS,
        changes=tuple(changes),
        unmapped=tuple(unmapped),
        notes=compare_points("Brightspace", target, assignment),
    )


def _match(parts: Sequence[str]) -> re.Match[str] | None:
    return next((match for part in parts if (match := FOLDER.fullmatch(part))), None)


def _is_list(member: Member) -> bool:
    return member.parts[-1].lower() == "index.html" and not _match(member.parts)


def _rows(
    graded: Sequence[Graded], roster: Roster, target: Column
) -> tuple[list[Change], list[Unmapped], list[Sequence[str]]]:
    """Return the changes, who is left out, and the table.

    It addresses people as the export does, each key after a `#`, which no spreadsheet executes.
    """
    keys = [key for key in KEYS if any(person.cells.get(key) for person in roster.people)]
    rows: list[Sequence[str]] = [(*keys, f"{target.title} Points Grade", "End-of-Line Indicator")]
    changes, unmapped = [], []
    for item, people, reason in _find_people(graded, roster):
        if reason:
            unmapped.append(item.unmapped(reason))
            continue
        (person,) = people
        change = _change(item, person, target)
        rows.append((*(_key(person, key) for key in keys), change.after, "#"))
        changes.append(change)
    return changes, unmapped, rows


def _find_people(
    graded: Sequence[Graded], roster: Roster
) -> list[tuple[Graded, Sequence[Person], str]]:
    """Return the students with each submission's name, and why that decides nothing."""
    names, numbers = roster.by_name(), _by_number(roster)
    found = [(item, _people(item.submission.name, names, numbers)) for item in graded]
    count = Counter(people[0].key for _, people in found if len(people) == 1)
    return [(item, people, _obstacle(item, people, count, roster.origin)) for item, people in found]


def _obstacle(item: Graded, people: Sequence[Person], count: Mapping[str, int], origin: str) -> str:
    name = shorten(item.submission.name)
    if not people:
        return f"nobody is called {name} in {origin}: enter the points by hand"
    if len(people) > 1:
        several = ", ".join(person.key for person in people)
        who = f"{len(people)} students are called {name} ({several})"
        return f"{who} in {origin}: enter the points by hand"
    if count[people[0].key] > 1:
        return f"several submissions are called {name}: enter the points by hand"
    return EXCUSED if item.standing.excused else ""


def _change(item: Graded, person: Person, target: Column) -> Change:
    return Change(
        student=item.student,
        name=shorten(item.submission.name),
        before=person.cells.get(target.header, "").strip(),
        after=tables.points(item.standing.points),
    )


def _key(person: Person, key: str) -> str:
    return f"#{person.cells.get(key, '').lstrip('#')}"


def _by_number(roster: Roster) -> dict[str, list[Person]]:
    """Return the students by student number, and by user name where that holds a digit.

    A user name such as `lee` is a name like others.
    """
    numbers: dict[str, list[Person]] = {}
    for person in roster.people:
        for word in {plain(person.key), plain(person.username)}:
            if re.search("[0-9]", word):
                numbers.setdefault(word, []).append(person)
    return numbers


def _people(
    name: str, names: Mapping[str, Sequence[Person]], numbers: Mapping[str, Sequence[Person]]
) -> Sequence[Person]:
    """Return the students of this name; a number beside the name settles which of them."""
    words = plain(name).split()
    numbered = [person for word in words for person in numbers.get(word, ())]
    if len(numbered) == 1 and set(plain(numbered[0].name).split()) <= set(words):
        return numbered
    return names.get(plain(name), ())


def _pages(graded: Sequence[Graded]) -> tuple[dict[str, Content], list[Unmapped]]:
    pages: dict[str, Content] = {}
    unmapped = []
    for item in graded:
        match = _match(archive.split(item.submission.entry))
        if match is None or match["file"]:
            unmapped.append(item.unmapped(NO_FOLDER))
        else:
            pages[f"{match[0]}/feedback.html"] = item.page
    return pages, unmapped


def _index(graded: Sequence[Graded]) -> bytes:
    """Return the download's own list of submissions, if it is still there, or a page of ours.

    Tools that are known to work send it along.
    """
    for origin in sorted({item.submission.origin for item in graded}):
        try:
            with archive.open_download(Path(origin)) as source:
                for member in filter(_is_list, source.members):
                    return source.read(member)
        except (SubmissionError, archive.RefusedError):
            continue
    return PAGE
