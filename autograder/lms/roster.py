"""A gradebook export of an LMS: the ids that a download lacks, and the grades already there.

Canvas names a column `Title (id)` and a student by an id; the id of the column is nowhere in the
download. Brightspace's download knows only the students' names. `Roster.read` tells by the header
which LMS wrote the file. A column is found by its exact title, its id, or the name that
`course.toml` gives; two students with the same name are a question to the instructor. Nothing is
guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.characters import escape
from autograder.errors import CourseError
from autograder.files import parse_number
from autograder.lms import tables
from autograder.records import Assignment

BRIGHTSPACE_COLUMN = re.compile(
    r"(?P<title>.+) Points Grade(?: <Numeric(?: MaxPoints:(?P<points>[0-9.]+))?[^>]*>)?"
)
BLACKBOARD_COLUMN = re.compile(
    r"(?P<title>.+?) \[Total Pts: (?P<points>[0-9.,]+|up to [^\]]+?)(?: [^\]]*)?\]"
    r"(?: \|(?P<id>[0-9]+))?"
)
CANVAS_COLUMN = re.compile(r"(?P<title>.*)\s\((?P<id>[0-9]+)\)")
COLUMNS_NAMED = 30  # in a message
HEADER_CHARACTERS = 200  # in a message

Table = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of points: its header as exported, title, id and maximum, where they are known."""

    header: str
    title: str
    id: str = ""
    possible: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoColumn:
    """Why there is no column for the points of an assignment, and what to do."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One student: `key` is the id that the LMS matches on, `cells` what the export holds."""

    key: str
    name: str
    username: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


Parsed = tuple[tuple[Person, ...], tuple[Column, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The students and columns of one gradebook export."""

    lms: str
    people: tuple[Person, ...]
    columns: tuple[Column, ...]
    origin: str = ""

    @classmethod
    def read(cls, path: Path) -> Roster:
        """Read a gradebook export. Raises `CourseError` when no LMS writes such a file."""
        rows = tables.read(path)
        header = [cell.strip() for cell in rows[0]] if rows else []
        form = _recognise(header)
        if form is None:
            raise CourseError(
                f"{path}: not a gradebook export of a known LMS (its first line is "
                f"{', '.join(header)[:HEADER_CHARACTERS]!r}). Export the gradebook of Canvas, "
                "Moodle (grading worksheet), Brightspace or Blackboard in English, as CSV."
            )
        lms, parse = form
        people, columns = parse(header, [dict(zip(header, row, strict=False)) for row in rows[1:]])
        return cls(lms=lms, people=people, columns=columns, origin=str(path))

    def by_key(self) -> dict[str, Person]:
        """Return the students by their id."""
        return {person.key: person for person in self.people}

    def by_name(self) -> dict[str, list[Person]]:
        """Return the students by `plain` name; the instructor decides between namesakes."""
        names: dict[str, list[Person]] = {}
        for person in self.people:
            names.setdefault(plain(person.name), []).append(person)
        return names

    def column(self, assignment: Assignment, wanted: str | None = None) -> Column | NoColumn:
        """Return the column of an assignment, `wanted` its title or id if that is not its own.

        A worksheet of Moodle's is of one assignment, but does not say of which.
        """
        if self.lms == "moodle":
            return self.columns[0]
        names = {plain(wanted)} if wanted else {plain(assignment.title), plain(assignment.slug)}
        hits = [
            c for c in self.columns if names & {plain(c.title), plain(c.header), plain(c.id)} - {""}
        ]
        if len(hits) == 1:
            return hits[0]
        there = ", ".join(f"`{column.title}`" for column in self.columns[:COLUMNS_NAMED]) or "none"
        called = f"`{wanted}`" if wanted else f"`{assignment.title}` or `{assignment.slug}`"
        found = f"{len(hits)} columns are" if hits else "no column is"
        return NoColumn(
            reason=f"{self.origin}: {found} called {called}. Its columns: {there}. Set `column` "
            "of this assignment in course.toml to the title or id of the right one."
        )


def plain(name: str) -> str:
    """Return a name for matching only: composed, caseless, single spaces. Never write it.

    A download's names are escaped when they are read, an export's are not: here both are.
    """
    shown = escape(" ".join(name.split()))
    return " ".join(unicodedata.normalize("NFKC", shown).casefold().split())


def _recognise(
    header: Sequence[str],
) -> tuple[str, Callable[[Sequence[str], Table], Parsed]] | None:
    """Return the LMS that writes such a header, and what reads its table."""
    if header[:2] == ["Student", "ID"] and "Section" in header:
        return "canvas", _canvas
    if {"Identifier", "Grade", "Last modified (grade)"} <= set(header):
        return "moodle", _moodle
    if header[-1:] == ["End-of-Line Indicator"]:
        return "brightspace", _brightspace
    if "Username" in header and "Last Name" in header:
        return "blackboard", _blackboard
    return None


def _canvas(header: Sequence[str], rows: Table) -> Parsed:
    limits = next((row for row in rows[:3] if row["Student"].strip() == "Points Possible"), {})
    columns = []
    for title in header[header.index("Section") + 1 :]:
        found = CANVAS_COLUMN.fullmatch(title)
        limit = limits.get(title, "").strip()
        if found and limit != "(read only)":
            columns.append(Column(header=title, **found.groupdict(), possible=parse_number(limit)))
    people = [
        Person(
            key=_cell(row, "ID"),
            name=_cell(row, "Student"),
            username=_cell(row, "SIS Login ID"),
            cells=row,
        )
        for row in rows
        if _cell(row, "ID").isdigit()
    ]
    return tuple(people), tuple(columns)


def _moodle(header: Sequence[str], rows: Table) -> Parsed:
    numbered = [(row["Identifier"].strip().rpartition(" ")[2], row) for row in rows]
    people = [
        Person(key=number, name=_cell(row, "Full name"), cells=row)
        for number, row in numbered
        if number.isdigit()
    ]
    return tuple(people), (Column(header="Grade", title="Grade"),)


def _brightspace(header: Sequence[str], rows: Table) -> Parsed:
    matches = [(title, BRIGHTSPACE_COLUMN.fullmatch(title)) for title in header]
    columns = [
        Column(header=title, title=found["title"], possible=parse_number(found["points"] or ""))
        for title, found in matches
        if found
    ]
    people = []
    for row in rows:
        number, username = (_cell(row, key).lstrip("#") for key in ("OrgDefinedId", "Username"))
        if number or username:
            people.append(
                Person(key=number or username, name=_full_name(row), username=username, cells=row)
            )
    return tuple(people), tuple(columns)


def _blackboard(header: Sequence[str], rows: Table) -> Parsed:
    matches = [(title, BLACKBOARD_COLUMN.fullmatch(title)) for title in header]
    columns = [
        Column(
            header=title,
            title=found["title"],
            id=found["id"] or "",
            possible=parse_number(found["points"]),
        )
        for title, found in matches
        if found and not found["points"].startswith("up to")
    ]
    people = [
        Person(key=username, name=_full_name(row), username=username, cells=row)
        for row in rows
        if (username := _cell(row, "Username"))
    ]
    return tuple(people), tuple(columns)


def _full_name(row: Mapping[str, str]) -> str:
    return f"{row.get('First Name', '')} {row.get('Last Name', '')}".strip()


def _cell(row: Mapping[str, str], title: str) -> str:
    return row.get(title, "").strip()
