"""Brightspace (D2L): the download of an assignment folder, the grades CSV, and "Add Feedback Files".

A path is `<id>-<id> - <name> - <Mon D, YYYY HMM AM/PM>/<file>`; several submissions of one student are several folders.
The ids are internal and not those of the grades CSV, which knows students by OrgDefinedId and user name: a grades
export leads from the name (or a student number in it) to those, and who is called like another is listed. Feedback goes
back into folders of exactly the downloaded names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from pathlib import Path

from autograder.errors import SubmissionError
from autograder.files import pack
from autograder.lms import archive, tables, times
from autograder.lms.exchange import Change, Claim, Graded, Unmapped, Upload
from autograder.lms.roster import Column, Person, Roster, plain
from autograder.records import Assignment

FOLDER = re.compile(
    r"(?P<user>[0-9]+)-[0-9]+ - (?P<name>.+) - "
    r"(?P<date>[^\W\d_]{3,10}\.? [0-9]{1,2}, [0-9]{4} [0-9]{1,2}:?[0-9]{2}(?: ?[AP]M)?)(?: - (?P<file>.+))?",
    re.S,
)
PAGE = b"<!doctype html><title>Feedback</title><p>Feedback files, one folder for each submission."


def recognises(member: archive.Member) -> bool:
    """Is this a name that Brightspace gives?"""
    return _match(member.parts) is not None


def claims(
    source: archive.Archive, members: Sequence[archive.Member], zone: tzinfo
) -> dict[archive.Member, list[Claim]]:
    """Return whose file each member is, with the time of submission; the list of submissions is nobody's."""
    found: dict[archive.Member, list[Claim]] = {}
    for member in members:
        if match := _match(member.parts):
            filename = match["file"] or member.parts[-1]
            found[member] = [
                Claim(
                    match["user"],
                    match["name"],
                    filename,
                    submitted=times.read(match["date"], zone),
                )
            ]
        elif member.parts[-1].lower() == "index.html":
            found[member] = []
    return found


def upload(
    assignment: Assignment, graded: Sequence[Graded], roster: Roster | None, column: str | None
) -> Upload:
    """Return the grades CSV and the archive of feedback pages."""
    files: dict[str, bytes] = {}
    changes, unmapped, notes = [], [], []
    target = roster.column(assignment, column) if roster else NO_ROSTER
    if isinstance(target, str):
        notes.append(target)
        unmapped += [item.unmapped("no grade item is known") for item in graded]
    else:
        table, changes, unmapped = _rows(graded, roster, target)
        if changes:
            files["1-grades.csv"] = tables.write(table)
        if target.possible not in (None, assignment.points):
            notes.append(
                f"Brightspace gives `{target.title}` {tables.number(target.possible)} points, the assignment has "
                f"{tables.number(assignment.points)}. Set the grade item's maximum first."
            )
    pages, missing = _pages(graded)
    if pages:
        files["2-feedback.zip"] = pack({**pages, "index.html": _index(graded)})
    steps = (
        "Grades > Enter Grades > Import > `1-grades.csv`. The wizard lists what it cannot place; create no new item.",
        "Assignments > the folder > Add Feedback Files > `2-feedback.zip`, as it is: do not unpack and zip it again.",
        "Publish the feedback in the folder if it shows as drafts.",
    )
    return Upload(files, steps, tuple(changes), (*unmapped, *missing), tuple(notes))


NO_ROSTER = (
    "No grades are written: the download holds no id that Brightspace's grades know. Export the grades (Grades > Enter "
    "Grades > Export, both keys, points, with last and first name) and name the file by --roster."
)


def _match(parts: Sequence[str]) -> re.Match[str] | None:
    return next((match for part in parts if (match := FOLDER.fullmatch(part))), None)


def _rows(
    graded: Sequence[Graded], roster: Roster, target: Column
) -> tuple[list[Sequence[str]], list[Change], list[Unmapped]]:
    """Return the table; it addresses people as the export does, each key after a `#`, which no spreadsheet runs."""
    keys = [
        key
        for key in ("OrgDefinedId", "Username")
        if any(person.cells.get(key) for person in roster.people)
    ]
    rows: list[Sequence[str]] = [(*keys, f"{target.title} Points Grade", "End-of-Line Indicator")]
    changes, unmapped = [], []
    names, numbers = roster.by_name(), _by_number(roster)
    found = [(item, _people(item.submission.name, names, numbers)) for item in graded]
    count = Counter(people[0].key for _, people in found if len(people) == 1)
    for item, people in found:
        name = archive.shown(item.submission.name)
        if len(people) != 1:
            several = ", ".join(person.key for person in people)
            who = (
                f"{len(people)} students are called {name} ({several})"
                if people
                else f"nobody is called {name}"
            )
            unmapped.append(item.unmapped(f"{who} in {roster.origin}: enter the points by hand"))
        elif count[people[0].key] > 1:
            unmapped.append(
                item.unmapped(f"several submissions are called {name}: enter the points by hand")
            )
        elif item.excused:
            unmapped.append(item.unmapped("excused: set the exemption in Brightspace"))
        else:
            (person,) = people
            points = tables.number(item.points)
            rows.append(
                (*(f"#{person.cells.get(key, '').lstrip('#')}" for key in keys), points, "#")
            )
            changes.append(
                Change(
                    item.submission.student,
                    name,
                    person.cells.get(target.header, "").strip(),
                    points,
                )
            )
    return rows, changes, unmapped


def _by_number(roster: Roster) -> dict[str, list[Person]]:
    """Return the students by student number and by user name, where that holds a digit: `lee` is a name like others."""
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


def _pages(graded: Sequence[Graded]) -> tuple[dict[str, bytes], list[Unmapped]]:
    pages, unmapped = {}, []
    for item in graded:
        match = _match(archive.split(item.submission.entry))
        if match is None or match["file"]:
            unmapped.append(
                item.unmapped("no folder in the download to put feedback in: attach it by hand")
            )
        else:
            pages[f"{match[0]}/feedback.html"] = item.feedback_html.encode()
    return pages, unmapped


def _index(graded: Sequence[Graded]) -> bytes:
    """Return the download's own list of submissions if it is still there: tools that work send it along."""
    for origin in sorted({item.submission.origin for item in graded}):
        try:
            with archive.opened(Path(origin)) as source:
                for member in source.members:
                    if member.parts[-1].lower() == "index.html" and not _match(member.parts):
                        return source.read(member)
        except (SubmissionError, archive.RefusedError):
            continue
    return PAGE
