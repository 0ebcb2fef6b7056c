"""Mutants that are another way to be right, listed by hand in `solutions/<slug>/equivalent.toml`:

    [[equivalent]]
    id = "923ff0bf"                          or: question = "better" and operator = "constant",
                                             for all of a kind
    change = "line 8: … < radius ** 2 → … <= radius ** 2"        (for the reader)
    why = "no float lies exactly on the circle"

An id covers the code of the mutated cell, not its words: see `stamp`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from autograder.authoring.mutants import Mutant
from autograder.course import Course
from autograder.errors import CourseError


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalent:
    """A mutant, or all of a question's mutants by one operator, that is right; `why` says so."""

    why: str
    id: str = ""
    question: str = ""
    operator: str = ""
    change: str = ""

    def covers(self, question: str, mutant: Mutant) -> bool:
        if self.id:
            return self.id == mutant.id
        return (self.question, self.operator) == (question, mutant.operator)

    def __str__(self) -> str:
        return self.id or f"{self.question}, {self.operator}"


def read(course: Course, slug: str) -> list[Equivalent]:
    """Return what equivalent.toml lists; nothing where there is none. Raises `CourseError`."""
    path = course.master(slug).parent / "equivalent.toml"
    if not path.is_file():
        return []
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = [Equivalent(**row) for row in tables["equivalent"]]
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CourseError(
            f"{path}: {error}. Each [[equivalent]] has id, change and why, "
            "or question, operator and why."
        ) from None
    for row in rows:
        if not row.why or bool(row.id) == bool(row.question and row.operator):
            what = "Give a why, and either an id or a question and an operator."
            raise CourseError(f"{path}: {row or 'an empty row'}: incomplete. {what}")
    return rows
