"""What the desk reads of an assignment: read again only when the gradebook or the marks changed.

The gradebook stays open for as long as the desk runs; other runs may write to it meanwhile. A
student is named by a hash, so that an address tells nobody's name and holds no student's text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course import Course, Outputs
from autograder.grading import asking, overrides, pairs, rubric, standings
from autograder.grading.gradebook import Entry, Gradebook
from autograder.grading.overrides import Decision
from autograder.grading.pairs import Compared
from autograder.grading.roll import Person
from autograder.grading.rubric import Rubric
from autograder.grading.sheet import Sheet
from autograder.records import Assignment, Standing
from autograder.regrade_request import RegradeRequest
from autograder.report import text

Version = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The class of one assignment: everybody in the last run, by name."""

    assignment: Assignment
    students: tuple[Standing, ...]
    marks: standings.Marks = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()  # every one ever made, oldest first
    requests: tuple[RegradeRequest, ...] = ()  # the same
    rubric: Rubric = field(default_factory=Rubric)

    def find(self, who: str) -> Standing | None:
        """Return the student of this hash."""
        return next((one for one in self.students if name_student(one) == who), None)

    def unmarked(self, standing: Standing) -> tuple[str, ...]:
        """Return the questions of a student that await a mark."""
        return tuple(question.name for question in self.assignment.unmarked(standing.grade))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """An open desk's way to everything.

    `build` returns a built assignment by its slug, `publish` writes its pages and uploads.
    """

    course: Course
    outputs: Outputs
    book: Gradebook
    build: Callable[[str], Assignment]
    publish: Callable[[Assignment], None]
    _built: dict[str, Assignment] = field(default_factory=dict)
    _attempts: dict[str, tuple[Version, list[list[Entry]]]] = field(default_factory=dict)
    _groups: dict[str, tuple[Version, Group]] = field(default_factory=dict)
    _compared: dict[str, tuple[Version, Compared | None]] = field(default_factory=dict)

    @property
    def slugs(self) -> list[str]:
        """The assignments of the course that have grades."""
        return [slug for slug in self.book.slugs() if slug in self.course.slugs]

    def assignment(self, slug: str) -> Assignment:
        """Return an assignment, as it was built when the desk first asked for it."""
        if slug not in self._built:
            self._built[slug] = self.build(slug)
        return self._built[slug]

    def group(self, slug: str) -> Group:
        """Return the class of an assignment as it is now."""
        version = (*self.book.version, *self._sheet_state(slug))
        kept = self._groups.get(slug)
        if kept is None or kept[0] != version:
            kept = self._groups[slug] = version, self._read(slug)
        return kept[1]

    def _read(self, slug: str) -> Group:
        assignment, roll = self.assignment(slug), self.book.roll(slug)
        sheet = self.outputs.marking_sheet(slug)
        marks, _ = standings.read_marks(self.book, assignment, sheet)
        known = standings.read_rubric(sheet)
        decisions, requests = self.book.decisions(slug), self.book.requests(slug)
        given = standings.Given(
            policy=self.course.policy(slug),
            marks=marks,
            rubric=known,
            terms=roll.graded if roll else {},
            requests=asking.settle(requests, decisions),
        )
        decided = overrides.current(decisions)
        everyone = standings.weigh(assignment, self._read_attempts(slug), given, decided)
        found, _ = standings.split(everyone, roll)
        return Group(
            assignment=assignment,
            students=tuple(sorted(found, key=_by_name)),
            marks=marks,
            decisions=tuple(decisions),
            requests=tuple(requests),
            rubric=known,
        )

    def sheet(self, group: Group) -> Sheet:
        """Return the marking sheet of a class."""
        slug = group.assignment.slug
        return Sheet(
            path=self.outputs.marking_sheet(slug),
            assignment=group.assignment,
            present=[one.submission for one in group.students],
            known=list(self.book.submissions(slug)),
        )

    def compared(self, group: Group) -> Compared | None:
        """Return what `autograder similar` found; None where nobody has compared the class."""
        slug = group.assignment.slug
        path = pairs.path_beside(self.outputs.similarity(slug))
        version, kept = _state(path), self._compared.get(slug)
        if kept is None or kept[0] != version:
            kept = self._compared[slug] = version, pairs.read(path, group.assignment)
        return kept[1]

    def _read_attempts(self, slug: str) -> Sequence[Sequence[Entry]]:
        """Return everyone's grades; the desk itself never changes them."""
        version, kept = self.book.version[:1], self._attempts.get(slug)
        if kept is None or kept[0] != version:
            kept = self._attempts[slug] = version, self.book.attempts(slug)
        return kept[1]

    def _sheet_state(self, slug: str) -> Version:
        sheet = self.outputs.marking_sheet(slug)
        return _state(sheet) + _state(rubric.path_beside(sheet))


def _state(path: Path) -> Version:
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino


def name_student(standing: Standing) -> str:
    """Return the hash that stands for a student in an address."""
    return name_person((standing.submission.lms, standing.submission.student))


def name_person(person: Person) -> str:
    """Return the same for somebody of whom only LMS and id are known."""
    who = "\0".join(person)
    return hashlib.sha256(who.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _by_name(standing: Standing) -> tuple[str, str, str]:
    who = standing.submission
    return text.terminal(who.name or who.student).casefold(), who.lms, who.student
