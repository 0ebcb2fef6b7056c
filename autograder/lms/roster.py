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
from pathlib import Path

from autograder.errors import CourseError
from autograder.lms import tables
from autograder.records import Assignment

CANVAS_TOTAL = re.compile(r"(?:Current|Final) (?:Score|Points|Grade)|Override (?:Score|Grade|Status)")


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
        for recognises, parse in FORMATS:
            if recognises(header):
                people, columns, lms = parse(header, rows[1:])
                return cls(lms, people, columns, str(path))
        raise CourseError(
            f"{path}: no gradebook export that is known here (its first line is {', '.join(header)[:200]!r}). "
            "Export the gradebook of Canvas, Moodle (grading worksheet), Brightspace or Blackboard in English, as CSV."
        )

    def person(self, key: str) -> Person | None:
        """Return the student with this id."""
        return next((person for person in self.people if person.key == key), None)

    def named(self, name: str) -> tuple[Person, ...]:
        """Return every student of this name, however it is accented, spaced or capitalised."""
        return tuple(person for person in self.people if plain(person.name) == plain(name))

    def column(self, assignment: Assignment, wanted: str | None = None) -> Column | str:
        """Return the column of an assignment, or a sentence that says why there is none."""
        names = {plain(wanted)} if wanted else {plain(assignment.title), plain(assignment.slug)}
        hits = [c for c in self.columns if names & {plain(c.title), plain(c.header), plain(c.id)} - {""}]
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


def _canvas(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[tuple[Person, ...], tuple[Column, ...], str]:
    points = next((row for row in rows[:3] if row[0].strip() == "Points Possible"), ())
    columns = []
    for index in range(header.index("Section") + 1, len(header)):
        found = re.fullmatch(r"(.*)\s\((\d+)\)", header[index])
        limit = points[index].strip() if index < len(points) else ""
        if found and limit != "(read only)":
            columns.append(Column(header[index], found[1], found[2], _float(limit)))
    login = header.index("SIS Login ID") if "SIS Login ID" in header else None
    people = tuple(
        Person(row[1].strip(), row[0].strip(), row[login].strip() if login else "", dict(zip(header, row, strict=True)))
        for row in rows
        if len(row) == len(header) and row[1].strip().isdigit()
    )
    return people, tuple(columns), "canvas"


def _float(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


FORMATS = ((lambda header: header[:2] == ["Student", "ID"] and "Section" in header, _canvas),)
