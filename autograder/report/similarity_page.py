"""The instructor's page and table of answers that are unusually alike, side by side.

It asks a person a question and tells no verdict; no point depends on it, and nothing of it is in a
student's page or an upload. `grading.similarity` finds what is shown here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.records import Assignment, Question, Submission
from autograder.report import page
from autograder.report.grades_csv import cell

COLUMNS = (
    *("first", "first name", "second", "second name", "question"),
    *("likeness", "shared pieces", "rare pieces", "also"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of an answer; `holders` counts the answers with its rarest piece, 0 if unshared."""

    text: str
    holders: int = 0
    rare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """One question in which a pair is alike; `sides` are empty where the page is long enough."""

    question: Question
    share: float  # from 0 to 1
    shared: int  # pieces
    rare: int  # those of them that few have
    sides: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePair:
    """Two students, what is alike, and what else they have in common."""

    members: tuple[Submission, Submission]
    alike: tuple[Likeness, ...]
    also: tuple[str, ...] = ()

    @property
    def rare(self) -> int:
        return sum(one.rare for one in self.alike)

    @property
    def drawn(self) -> bool:
        """Whether its answers can be shown side by side."""
        return bool(self.alike and self.alike[0].sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """All that is asked about one class."""

    assignment: Assignment
    students: int
    pairs: tuple[AlikePair, ...] = ()
    same: tuple[tuple[Submission, ...], ...] = ()  # who handed in the very same file
    silent: tuple[tuple[str, str], ...] = ()  # questions that say nothing, with the reason
    left_out: int = 0  # further pairs


def similarity_page(found: Similarity) -> str:
    """Return the page."""
    return page.render("similarity.html", found=found, assignment=found.assignment)


def similarity_csv(found: Similarity) -> str:
    """Return the table: a row for each pair and question, and one for each identical file."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(found))
    return buffer.getvalue()


def _rows(found: Similarity) -> Iterator[list[str]]:
    for pair in found.pairs:
        also = cell("; ".join(pair.also))
        for one in pair.alike:
            counts = [f"{one.share:.2f}", str(one.shared), str(one.rare)]
            yield [*_who(pair.members), cell(one.question.name), *counts, also]
        if not pair.alike:
            yield [*_who(pair.members), "", "", "", "", also]
    for first, *others in found.same:
        for other in others:
            yield [*_who((first, other)), "", "", "", "", "the same file"]


def _who(members: tuple[Submission, Submission]) -> list[str]:
    return [cell(text) for one in members for text in (one.student, one.name)]
