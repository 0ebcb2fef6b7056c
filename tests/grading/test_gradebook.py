"""What is saved is on the disk and comes back as it was; nothing is ever changed; damage is told, not met."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.errors import AutograderError
from autograder.grading import schema
from autograder.grading.gradebook import Entry, Gradebook, open_gradebook
from autograder.grading.roll import Roll
from autograder.grading.task import Basis
from autograder.handed_in import HandedIn
from autograder.lms.terms import LeftOut, Terms
from autograder.notebook import format as notebooks
from autograder.records import (
    CellReport,
    Check,
    Grade,
    Outcome,
    Result,
    Standing,
    Submission,
    Verdict,
)

CHECK = Check(
    question="q", name="one", points=1.5, hidden=True, about="edges", hint="Look at the edges."
)
GRADE = Grade(
    student="student01",
    slug="99-demo",
    results=(
        Result(check=CHECK, outcome=Outcome.PASSED),
        Result(check=replace(CHECK, name="two"), outcome=Outcome.FAILED, message="wrong ☹ \x1b"),
    ),
    verdict=Verdict.STUDENT_ERROR,
    note="cell 2 raised an error",
    repairs=("read as UTF-16",),
    cells=(
        CellReport(
            number=2,
            source="1/0",
            stdout="out",
            error="ZeroDivisionError",
            images=(b"\x89PNG\x00\xff",),
            verdict=Verdict.STUDENT_ERROR,
            note="",
            seconds=0.5,
        ),
    ),
    key="key-1",
    seconds=1.25,
)
SUBMISSION = Submission(
    student="student01",
    name="Student 01 'quoted'",
    filename="a.ipynb",
    file=HandedIn.of(b"\x00bytes\xff"),
    slug="99-demo",
    lms="canvas",
    entry="student01_1_2_a.ipynb",
    origin="c.zip",
    late=True,
    submitted=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
)
BASIS = Basis(cells="cells", fingerprint="fingerprint", environment="environment")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "grades" / "gradebook.sqlite"


# The tables of version 2, as its grader made them.
SECOND = """
CREATE TABLE submissions (
  id INTEGER PRIMARY KEY, lms TEXT NOT NULL, student TEXT NOT NULL, slug TEXT NOT NULL,
  name TEXT NOT NULL, filename TEXT NOT NULL, entry TEXT NOT NULL, origin TEXT NOT NULL,
  late INTEGER NOT NULL, submitted TEXT, data BLOB NOT NULL
);
CREATE TABLE grades (
  id INTEGER PRIMARY KEY, submission INTEGER NOT NULL REFERENCES submissions(id),
  key TEXT NOT NULL, cells TEXT NOT NULL, fingerprint TEXT NOT NULL, environment TEXT NOT NULL,
  made TEXT NOT NULL, points REAL NOT NULL, possible REAL NOT NULL, verdict TEXT NOT NULL,
  needs_review INTEGER NOT NULL, unsafe INTEGER NOT NULL, record BLOB NOT NULL
);
CREATE INDEX grades_by_key ON grades (key);
CREATE TABLE roll (
  slug TEXT NOT NULL, lms TEXT NOT NULL, student TEXT NOT NULL, name TEXT NOT NULL,
  reason TEXT NOT NULL, due TEXT, held TEXT NOT NULL, known INTEGER NOT NULL
);
CREATE TABLE present (slug TEXT NOT NULL, lms TEXT NOT NULL, student TEXT NOT NULL);
PRAGMA user_version = 2;
"""
NOTEBOOK = {
    "cells": [
        {
            "cell_type": "code",
            "id": "a",
            "metadata": {},
            "source": ["x = 1"],
            "execution_count": 7,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "secret" * 999}],
        }
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


def stand(entry: Entry) -> Standing:
    grade = entry.grade
    return Standing(submission=entry.submission, grade=grade, points=grade.points, row=entry.row)


def write_second(path: Path, *submissions: Submission) -> None:
    """Write a gradebook of version 2 that holds GRADE for each submission."""
    path.parent.mkdir()
    record = zlib.compress(json.dumps(GRADE.to_document()).encode())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(SECOND)
        for number, one in enumerate(submissions, start=1):
            facts = (one.lms, one.student, one.slug, one.name, one.filename, one.entry, one.origin)
            when = one.submitted.isoformat()
            row = [number, *facts, int(one.late), when, zlib.compress(one.data)]
            connection.execute(f"INSERT INTO submissions VALUES ({','.join('?' * 11)})", row)
            row = [number, number, "key-1", "cells", "fingerprint", "environment", when]
            row += [GRADE.points, GRADE.possible, str(GRADE.verdict), 0, 0, record]
            connection.execute(f"INSERT INTO grades VALUES ({','.join('?' * 13)})", row)
        theirs = ["99-demo", "canvas", "student01", "Student 01", "", None, "", 1]
        connection.execute("INSERT INTO roll VALUES (?, ?, ?, ?, ?, ?, ?, ?)", theirs)


def read_all(book: Gradebook) -> list[Standing]:
    return [book.complete(stand(entry)) for (entry,) in book.attempts("99-demo")]


@pytest.mark.parametrize("writable", [True, False])
def test_a_gradebook_of_version_2_is_read_with_every_grade_and_file(
    path: Path, writable: bool
) -> None:
    other = replace(
        SUBMISSION, student="student02", file=HandedIn.of(json.dumps(NOTEBOOK).encode())
    )
    write_second(path, SUBMISSION, other)
    before = path.read_bytes()
    with open_gradebook(path, writable=writable) as book:
        first, second = read_all(book)
        assert list(book.roll("99-demo").graded) == [("canvas", "student01")]
        assert book.decisions("99-demo") == []
        assert book.find("key-1") == GRADE
        assert book.latest(other).is_of(other)
    assert (first.submission.data, first.grade) == (SUBMISSION.data, GRADE)
    assert first.submission.digest == SUBMISSION.digest
    assert (second.submission.digest, second.grade) == (other.digest, GRADE)
    assert notebooks.read(second.submission.data) == notebooks.read(other.data)
    assert (path.read_bytes() == before) is not writable


def test_an_update_that_is_interrupted_leaves_the_old_gradebook(path: Path) -> None:
    write_second(path, SUBMISSION)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE grades SET record = x'00'")
    with pytest.raises(zlib.error), open_gradebook(path):
        pytest.fail("opened")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM submissions").fetchone() == (1,)


def test_a_file_is_kept_once_and_without_its_outputs(path: Path) -> None:
    one = replace(SUBMISSION, file=HandedIn.of(json.dumps(NOTEBOOK).encode()))
    with open_gradebook(path) as book:
        book.save(one, GRADE, BASIS)
        book.save(one, replace(GRADE, key="key-2"), BASIS)
        (found,) = read_all(book)
    assert notebooks.read(found.submission.data) == notebooks.read(one.data)
    assert b"secret" not in found.submission.data
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM notebooks").fetchone() == (1,)


def test_what_is_saved_comes_back_after_it_was_closed(path: Path) -> None:
    with open_gradebook(path) as book:
        book.save(SUBMISSION, GRADE, BASIS)
    with open_gradebook(path) as book:
        ((entry,),) = book.attempts("99-demo")
        line = book.latest(SUBMISSION)
        assert (entry.submission, entry.submission.data) == (SUBMISSION, b"")
        assert (entry.grade, entry.basis) == (replace(GRADE, cells=()), BASIS)
        whole = book.complete(stand(entry))
        assert (whole.submission.data, whole.grade) == (SUBMISSION.data, GRADE)
        assert (line.key, line.points, line.possible) == ("key-1", GRADE.points, GRADE.possible)
        assert (line.needs_review, line.unsafe) == (GRADE.needs_review, GRADE.unsafe)
        assert line.is_of(SUBMISSION)
        assert not line.is_of(replace(SUBMISSION, late=False))
        assert book.find("key-1") == GRADE
        assert book.find("key-2") is None
        assert book.latest(replace(SUBMISSION, student="student02")) is None
        assert book.latest(replace(SUBMISSION, slug="98-demo")) is None


def test_the_newest_grade_counts_and_the_older_stays(path: Path) -> None:
    newer = replace(GRADE, key="key-2", verdict=Verdict.OK)
    with open_gradebook(path) as book:
        book.save(SUBMISSION, GRADE, BASIS)
        book.save(SUBMISSION, newer, BASIS)
        assert book.latest(SUBMISSION).key == newer.key
        assert [[entry.grade for entry in entries] for entries in book.attempts("99-demo")] == [
            [replace(newer, cells=())]
        ]
        assert book.find("key-1") == GRADE


def test_everyone_is_listed_by_lms_and_student(path: Path) -> None:
    people = [("moodle", "student01"), ("canvas", "student02"), ("canvas", "student01")]
    with open_gradebook(path) as book:
        for lms, student in people:
            book.save(replace(SUBMISSION, lms=lms, student=student), GRADE, BASIS)
        found = [(e.submission.lms, e.submission.student) for (e,) in book.attempts("99-demo")]
    assert found == sorted(people)


def test_a_saved_grade_is_seen_by_others_at_once(path: Path) -> None:
    with open_gradebook(path) as book:
        book.save(SUBMISSION, GRADE, BASIS)
        with closing(sqlite3.connect(path)) as other:
            assert other.execute("SELECT count(*) FROM grades").fetchone() == (1,)


def test_the_journal_stays_between_two_commits_and_no_longer(path: Path) -> None:
    with open_gradebook(path) as book:
        book.save(SUBMISSION, GRADE, BASIS)
        journals = [beside for beside in path.parent.iterdir() if beside != path]
        assert [(beside.name, beside.stat().st_size) for beside in journals] == [
            (f"{path.name}-journal", 0)
        ]
    assert list(path.parent.iterdir()) == [path]


def test_an_interrupted_save_leaves_nothing_behind(path: Path) -> None:
    with open_gradebook(path) as book:
        with pytest.raises(TypeError):
            book.save(SUBMISSION, replace(GRADE, repairs=(object(),)), BASIS)
        assert book.attempts("99-demo") == []


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"no database", id="another file"),
        pytest.param(lambda data: data[:5_000], id="cut off"),
        pytest.param(lambda data: data[:100] + b"\xff" * 8_000 + data[8_100:], id="overwritten"),
    ],
)
def test_a_damaged_file_is_told_with_its_remedy_and_left_alone(path: Path, damage: object) -> None:
    with open_gradebook(path) as book:
        book.save(SUBMISSION, GRADE, BASIS)
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    message = r"gradebook\.sqlite: the gradebook is damaged .*Move it aside"
    with pytest.raises(AutograderError, match=message), open_gradebook(path):
        pytest.fail("opened")
    assert path.read_bytes() == damaged


def test_a_damaged_record_is_told_too(path: Path) -> None:
    """SQLite has no checksums: a flipped bit inside a record is ours to notice."""
    with open_gradebook(path) as book:
        book.save(SUBMISSION, GRADE, BASIS)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE grades SET record = x'00ff'")
    with open_gradebook(path) as book, pytest.raises(AutograderError, match="damaged"):
        book.find("key-1")


def test_a_gradebook_of_version_3_keeps_its_roll_and_its_points(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(schema.TABLES)
        row = ["99-demo", "canvas", "student01", "", "", None, "", 1, 2.5]
        connection.execute("INSERT INTO roll VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("PRAGMA user_version = 3")

    with open_gradebook(path) as book:
        roll = book.roll("99-demo")
        book.save(SUBMISSION, GRADE, BASIS)
        book.note_roll("99-demo", replace(roll, rows={("canvas", "student01"): 1}))

    assert dict(roll.points) == {("canvas", "student01"): 2.5}
    assert dict(roll.rows) == {}
    with open_gradebook(path) as book:
        assert dict(book.roll("99-demo").rows) == {("canvas", "student01"): 1}
        assert book.requests("99-demo") == [], "a table that version 3 has not"
        assert book.entry(1).grade == replace(GRADE, cells=())
        assert book.entry(2) is None


def test_a_gradebook_of_version_4_keeps_its_grades(path: Path) -> None:
    """Its records know nothing of checks that passed only the second time."""
    document = GRADE.to_document()
    for result in document["results"]:
        del result["stood_on"], result["carried"]
    with open_gradebook(path) as book:
        book.save(SUBMISSION, GRADE, BASIS)
    with closing(sqlite3.connect(path)) as connection, connection:
        record = zlib.compress(json.dumps(document | {"cells": []}).encode())
        connection.execute("UPDATE grades SET record = ?", [record])
        connection.execute("PRAGMA user_version = 4")

    with open_gradebook(path) as book:
        assert book.find("key-1") == GRADE


def test_a_gradebook_of_another_version_is_told(path: Path) -> None:
    with open_gradebook(path):
        pass
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(AutograderError, match="version 99"), open_gradebook(path):
        pytest.fail("opened")


@pytest.mark.slow
def test_a_gradebook_in_use_is_not_called_damaged(path: Path) -> None:
    with open_gradebook(path):
        pass
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(AutograderError, match="in use") as caught, open_gradebook(path):
            pytest.fail("opened")
    assert "Move it aside" not in str(caught.value)


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(AutograderError, match=r"gradebook\.sqlite"), open_gradebook(path):
        pytest.fail("opened")


ROLL = Roll(
    graded={
        ("canvas", "3"): Terms(),
        ("moodle", "4"): Terms(
            due=datetime(2026, 11, 30, 18, tzinfo=UTC), held="a draft", known=True
        ),
    },
    left_out=(LeftOut(lms="moodle", student="5", name="Jane", reason="encrypted"),),
)


def test_who_was_handed_in_is_noted_by_assignment_and_run(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.sqlite"
    with open_gradebook(path) as book:
        book.save(SUBMISSION, GRADE, BASIS)
        assert book.roll("99-demo") is None
    with open_gradebook(path, writable=False) as book:
        assert book.roll("99-demo") is None  # as in a gradebook of an earlier grader
    with open_gradebook(path) as book:
        book.note_roll("99-demo", Roll(graded={("canvas", "1"): Terms(), ("folder", "1"): Terms()}))
        book.note_roll("98-other", Roll(graded={("canvas", "2"): Terms()}))
        book.note_roll("99-demo", ROLL)
    with open_gradebook(path, writable=False) as book:
        assert book.roll("99-demo") == ROLL
        assert book.roll("98-other") == Roll(graded={("canvas", "2"): Terms()})
        assert len(book.attempts("99-demo")) == 1
