"""The marks that a person gives: a table beside the grades, whose marks merge into them.

`grades/<slug>/marking.csv` has a row for each notebook handed in, and for each question that is
graded manually a column of marks and one of comments. It belongs to the people who fill it in: rows
are added, marks are never changed or dropped. A mark counts for the notebook it was given to; a
student who submits another one gets a new row, to be marked again.

Spreadsheets change ids (0012345 becomes 12345, 1E5 becomes 1.00E+05). `match` finds the student of
such a row by its notebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder import files
from autograder.errors import CourseError
from autograder.lms import tables
from autograder.records import MARK, Assignment, Check, Grade, Outcome, Question, Result, Submission

WHO = ("lms", "student", "name", "file", "notebook")
COMMENT = ": comment"
Key = tuple[str, str, str]  # LMS, student and notebook as the table's cells say them


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a person gave for one question. `points` of None: not marked yet."""

    points: float | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One notebook of the table, with its marks by question."""

    who: tuple[str, ...]
    marks: Mapping[str, Mark]

    @property
    def key(self) -> Key:
        return self.who[0], self.who[1], self.who[4]

    @property
    def begun(self) -> bool:
        return any(mark.points is not None or mark.comment for mark in self.marks.values())


def key_of(submission: Submission) -> Key:
    """Return what a submission's row is found by."""
    return tables.text(submission.lms), tables.text(submission.student), _name(submission)


def by_hand(assignment: Assignment) -> tuple[Question, ...]:
    """Return the questions that are graded manually."""
    return tuple(question for question in assignment.questions if question.manual)


def read(path: Path, assignment: Assignment) -> dict[Key, Row]:
    """Return the rows of a table that was filled in, if it is there. Raises `CourseError`."""
    if not path.is_file():
        return {}
    head, *rows = tables.read(path) or [[]]
    columns = _columns(assignment)
    if tuple(head) != columns:
        raise CourseError(
            f"{path}: its first line must be `{','.join(columns)}`. Restore it; the marks below "
            "may stay."
        )
    found: dict[Key, Row] = {}
    for cells in rows:
        row = _row(path, assignment, [*cells, *[""] * (len(columns) - len(cells))])
        if row.key in found:
            raise CourseError(
                f"{path}: {row.who[1]} has two rows for the same notebook. Take one of them out."
            )
        found[row.key] = row
    return found


def match(
    known: Mapping[Key, Row], submissions: Iterable[Submission]
) -> tuple[dict[Key, Row], list[Row]]:
    """Return the rows by the keys of the gradebook, and the marked rows that belong to nobody.

    A marked row of a student who is not in the gradebook is that of the one submission with its
    notebook that has no marks.
    """
    keys = {key_of(submission) for submission in submissions}
    students = {key[:2] for key in keys}
    lost = [row for row in known.values() if row.begun and row.key[:2] not in students]
    free = [key for key in keys if key not in known or not known[key].begun]
    rows, orphans = dict(known), []
    for row in lost:
        theirs = [key for key in free if _notebook(key) == _notebook(row.key)]
        alike = [other for other in lost if _notebook(other.key) == _notebook(row.key)]
        if len(theirs) == len(alike) == 1:
            rows[theirs[0]] = replace(row, who=(*row.who[:1], theirs[0][1], *row.who[2:]))
            del rows[row.key]
        else:
            orphans.append(row)
    return rows, orphans


def _notebook(key: Key) -> tuple[str, str]:
    return key[0], key[2]


def table(
    assignment: Assignment, submissions: Sequence[Submission], known: Mapping[Key, Row]
) -> bytes:
    """Return the table with a row for each submission; other rows that hold a mark stay."""
    rows = {key: row for key, row in known.items() if row.begun}
    for submission in submissions:
        row = Row(who=_who(submission), marks={})
        rows[row.key] = replace(rows.get(row.key, row), who=row.who)
    lines = []
    for row in sorted(rows.values(), key=lambda row: row.key):
        cells = [*row.who]
        for question in by_hand(assignment):
            mark = row.marks.get(question.name, Mark())
            cells += [
                "" if mark.points is None else files.number(mark.points),
                files.guard(mark.comment),
            ]
        lines.append(cells)
    return tables.write([_columns(assignment), *lines], mark=True)


def merge(
    assignment: Assignment, submission: Submission, grade: Grade, known: Mapping[Key, Row]
) -> Grade:
    """Return the grade with the marks that its notebook has been given."""
    row = known.get(key_of(submission))
    marks = row.marks if row else {}
    given = [
        _result(question, marks.get(question.name, Mark())) for question in by_hand(assignment)
    ]
    return replace(grade, results=(*grade.results, *(result for result in given if result)))


def read_mark(question: Question, value: str, comment: str) -> Mark:
    """Return the mark that was typed. Raises `CourseError`."""
    value = value.strip()
    points = _points(value.replace(",", "."), question.points)
    if points is None and value:
        raise CourseError(
            f"`{value}` is not a mark for `{question.name}`. Write a number from 0 to "
            f"{files.number(question.points)}, or nothing where it is not marked yet."
        )
    return Mark(points=points, comment=as_typed(comment))


def change(
    known: Mapping[Key, Row], submission: Submission, question: str, mark: Mark
) -> dict[Key, Row]:
    """Return the rows with another mark for one question of a notebook."""
    row = known.get(key_of(submission), Row(who=_who(submission), marks={}))
    return {**known, row.key: replace(row, marks={**row.marks, question: mark})}


def _result(question: Question, mark: Mark) -> Result | None:
    if mark.points is None:
        return None
    check = Check(
        question=question.name, name=MARK, points=question.points, about="your instructor's mark"
    )
    outcome = Outcome.PASSED if mark.points == question.points else Outcome.FAILED
    return Result(check=check, outcome=outcome, message=mark.comment, given=mark.points)


def _columns(assignment: Assignment) -> tuple[str, ...]:
    pairs = (
        (f"{q.name} (of {files.number(q.points)})", f"{q.name}{COMMENT}")
        for q in by_hand(assignment)
    )
    return (*WHO, *(column for pair in pairs for column in pair))


def _who(submission: Submission) -> tuple[str, ...]:
    words = (submission.lms, submission.student, submission.name, submission.filename)
    return (*map(tables.text, words), _name(submission))


def _name(submission: Submission) -> str:
    """Return what tells a notebook: a letter first, or spreadsheets took it for a number."""
    return f"v{submission.digest[:12]}"


def _row(path: Path, assignment: Assignment, cells: Sequence[str]) -> Row:
    marks = {}
    for number, question in enumerate(by_hand(assignment)):
        value, comment = cells[len(WHO) + 2 * number : len(WHO) + 2 * number + 2]
        try:
            marks[question.name] = read_mark(question, value, comment)
        except CourseError as error:
            raise CourseError(f"{path}, {cells[1]}: {error}") from None
    return Row(who=tuple(cells[: len(WHO)]), marks=marks)


def _points(value: str, most: float) -> float | None:
    points = files.parse_number(value)
    return round(points, 2) if points is not None and 0 <= points <= most else None


def as_typed(comment: str) -> str:
    """Return a comment as it was typed: its own line breaks, no guard against formulas."""
    lines = comment.strip().replace("\r\n", "\n").replace("\r", "\n")
    return files.unguard(lines)
