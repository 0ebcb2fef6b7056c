"""A gradebook export of an LMS: the ids that a download of submissions lacks, and the grades that are there already.

Canvas names a column `Title (id)` and a student by an id; the id of the column is nowhere in the download.
Brightspace's download knows only the students' names. `Roster.read` tells by the header which LMS wrote the file.
A column is found by its exact title, its id, or the name that `course.toml` gives; two students of one name are
a question to the instructor. Nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path

from autograder.errors import CourseError
from autograder.files import parse_number
from autograder.lms import tables, times
from autograder.records import Assignment

BRIGHTSPACE_COLUMN = re.compile(
    r"(?P<title>.+) Points Grade(?: <Numeric(?: MaxPoints:(?P<points>[0-9.]+))?[^>]*>)?"
)
BLACKBOARD_COLUMN = re.compile(
    r"(?P<title>.+?) \[Total Pts: (?P<points>[0-9.,]+|up to [^\]]+?)(?: [^\]]*)?\](?: \|(?P<id>[0-9]+))?"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of points: its header as exported, title, id and maximum, as far as the export tells them."""

    header: str
    title: str
    id: str = ""
    possible: float | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One student: `key` is the id that the LMS matches on, `cells` what the export holds by header."""

    key: str
    name: str
    username: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roster:
    """The students and columns of one gradebook export."""

    lms: str
    people: tuple[Person, ...]
    columns: tuple[Column, ...]
    origin: str = ""

    @classmethod
    def read(cls, path: Path) -> Roster:
        """Read a gradebook export. Raises `CourseError` when no LMS of ours writes such a file."""
        rows = tables.read(path)
        header = [cell.strip() for cell in rows[0]] if rows else []
        for lms, recognises, parse in FORMATS:
            if recognises(header):
                table = [dict(zip(header, row, strict=False)) for row in rows[1:]]
                people, columns = parse(header, table)
                return cls(lms, people, columns, str(path))
        raise CourseError(
            f"{path}: no gradebook export that is known here (its first line is {', '.join(header)[:200]!r}). "
            "Export the gradebook of Canvas, Moodle (grading worksheet), Brightspace or Blackboard in English, as CSV."
        )

    def by_key(self) -> dict[str, Person]:
        """Return the students by their id."""
        return {person.key: person for person in self.people}

    def by_name(self) -> dict[str, list[Person]]:
        """Return the students by `plain` name: a list of two or more is a question to the instructor."""
        names: dict[str, list[Person]] = {}
        for person in self.people:
            names.setdefault(plain(person.name), []).append(person)
        return names

    def submitted(self, zone: tzinfo) -> dict[str, datetime]:
        """Return when each student handed in, by id, which of all exports only Moodle's worksheet tells."""
        cells = {
            person.key: person.cells.get("Last modified (submission)", "") for person in self.people
        }
        return {key: moment for key, cell in cells.items() if (moment := times.read(cell, zone))}

    def column(self, assignment: Assignment, wanted: str | None = None) -> Column | str:
        """Return the column of an assignment, or a sentence that says why there is none."""
        names = {plain(wanted)} if wanted else {plain(assignment.title), plain(assignment.slug)}
        hits = [
            c for c in self.columns if names & {plain(c.title), plain(c.header), plain(c.id)} - {""}
        ]
        if len(hits) == 1:
            return hits[0]
        there = ", ".join(f"`{column.title}`" for column in self.columns[:30]) or "none"
        called = f"`{wanted}`" if wanted else f"`{assignment.title}` or `{assignment.slug}`"
        found = f"{len(hits)} columns are" if hits else "no column is"
        return (
            f"{self.origin}: {found} called {called}. Columns there: {there}. Name the right one by its title or id as "
            f"`column` of this assignment in course.toml."
        )


def plain(name: str) -> str:
    """Return a name for matching only: composed, caseless, single spaces. Never write it anywhere."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


Table = Sequence[Mapping[str, str]]


def _canvas(header: Sequence[str], rows: Table) -> tuple[tuple[Person, ...], tuple[Column, ...]]:
    limits = next((row for row in rows[:3] if row["Student"].strip() == "Points Possible"), {})
    columns = []
    for title in header[header.index("Section") + 1 :]:
        found = re.fullmatch(r"(.*)\s\(([0-9]+)\)", title)
        limit = limits.get(title, "").strip()
        if found and limit != "(read only)":
            columns.append(Column(title, found[1], found[2], parse_number(limit)))
    people = [
        Person(row["ID"].strip(), row["Student"].strip(), row.get("SIS Login ID", "").strip(), row)
        for row in rows
        if row.get("ID", "").strip().isdigit()
    ]
    return tuple(people), tuple(columns)


def _moodle(header: Sequence[str], rows: Table) -> tuple[tuple[Person, ...], tuple[Column, ...]]:
    numbered = [(row["Identifier"].strip().rpartition(" ")[2], row) for row in rows]
    people = [
        Person(number, row.get("Full name", "").strip(), "", row)
        for number, row in numbered
        if number.isdigit()
    ]
    return tuple(people), (Column("Grade", "Grade"),)


def _brightspace(
    header: Sequence[str], rows: Table
) -> tuple[tuple[Person, ...], tuple[Column, ...]]:
    matches = [(title, BRIGHTSPACE_COLUMN.fullmatch(title)) for title in header]
    columns = [
        Column(title, found["title"], "", parse_number(found["points"] or ""))
        for title, found in matches
        if found
    ]
    people = []
    for row in rows:
        number, username = (
            row.get(key, "").strip().lstrip("#") for key in ("OrgDefinedId", "Username")
        )
        name = f"{row.get('First Name', '')} {row.get('Last Name', '')}".strip()
        if number or username:
            people.append(Person(number or username, name, username, row))
    return tuple(people), tuple(columns)


def _blackboard(
    header: Sequence[str], rows: Table
) -> tuple[tuple[Person, ...], tuple[Column, ...]]:
    matches = [(title, BLACKBOARD_COLUMN.fullmatch(title)) for title in header]
    columns = [
        Column(title, found["title"], found["id"] or "", parse_number(found["points"]))
        for title, found in matches
        if found and not found["points"].startswith("up to")
    ]
    people = [
        Person(
            username,
            f"{row.get('First Name', '')} {row.get('Last Name', '')}".strip(),
            username,
            row,
        )
        for row in rows
        if (username := row.get("Username", "").strip())
    ]
    return tuple(people), tuple(columns)


FORMATS = (
    ("canvas", lambda header: header[:2] == ["Student", "ID"] and "Section" in header, _canvas),
    (
        "moodle",
        lambda header: {"Identifier", "Grade", "Last modified (grade)"} <= set(header),
        _moodle,
    ),
    ("brightspace", lambda header: header[-1:] == ["End-of-Line Indicator"], _brightspace),
    ("blackboard", lambda header: "Username" in header and "Last Name" in header, _blackboard),
)
