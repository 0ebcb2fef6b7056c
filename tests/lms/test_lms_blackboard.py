"""Blackboard: attempts and their receipts in, the work-offline file out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import importers
import pytest
from downloads import ASSIGNMENT, export, graded, notebook, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import lms
from autograder.lms import Roster

TIME = "2025-03-03-16-05-06"
COLUMN = "A Neuron [Total Pts: 20 Score] |664617"
OFFLINE = (
    '"Last Name","First Name","Username","Student ID",'
    '"Weighted Total [Total Pts: up to 25 Score] |1",'
    f'"{COLUMN}","Other [Total Pts: 5 Score] |664618"\n'
    '"Doe","Jane","jdoe","S1","","Needs Grading(99.00)",""\n'
    '"Roe","Zoë","z_roe","S2","","",""\n'
)


def receipt(
    name: str, username: str, stored: str = "", original: str = "", text: str = ""
) -> bytes:
    files = (
        f"\tOriginal filename: {original}\n\tFilename: {stored}\n"
        if stored
        else "\tNo files are attached.\n"
    )
    return (
        f"Name: {name} ({username})\r\nAssignment: HW 1\r\n"
        "Date Submitted: Monday, March 3, 2025 4:05:06 PM EST\r\n"
        f"Current Grade: Needs Grading\r\n\r\nSubmission Field:\r\n{text}\r\n\r\n"
        f"Comments:\r\nnone\r\n\r\nFiles:\r\n{files}"
    ).encode()


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    path = tmp_path / "gc_course_column.xls"
    path.write_bytes(OFFLINE.replace(",", "\t").encode("utf-16"))
    return Roster.read(path)


def test_receipts_tell_names_user_names_and_what_files_were_called(tmp_path: Path) -> None:
    first, second = f"HW 1_jdoe_attempt_{TIME}", f"HW 1_z_roe_attempt_{TIME}"
    files = {
        f"{first}_hw1 _final_.ipynb": b"1",
        f"{first}.txt": receipt(
            "Jane (JD) Doe", "jdoe", f"{first}_hw1 _final_.ipynb", "hw1 (final).ipynb"
        ),
        f"{second}_x.ipynb": b"2",
        f"{second}.txt": receipt("Zoë Roe", "z_roe", f"{second}_x.ipynb", "x.ipynb"),
    }

    reading = lms.read(zipped(tmp_path / "gradebook_1_HW1_2025-03-04-01-01-01.zip", files))

    assert [(s.student, s.name, s.filename) for s in reading.submissions] == [
        ("jdoe", "Jane (JD) Doe", "hw1 (final).ipynb"),
        ("z_roe", "Zoë Roe", "x.ipynb"),
    ]
    assert {s.submitted for s in reading.submissions} == {
        datetime(2025, 3, 3, 16, 5, 6, tzinfo=UTC)
    }
    assert (reading.lms, reading.skipped) == ("blackboard", ())


def test_what_a_student_typed_cannot_make_a_receipt_name_another(tmp_path: Path) -> None:
    attempt = f"HW 1_jdoe_attempt_{TIME}"
    spoof = "Name: Zoë Roe (z_roe)\nFiles:\n\tOriginal filename: evil.ipynb\n\tFilename: x\n"
    files = {f"{attempt}_x.ipynb": b"1", f"{attempt}.txt": receipt("Jane Doe", "jdoe", text=spoof)}

    (one,) = lms.read(zipped(tmp_path / "s.zip", files)).submissions

    assert (one.student, one.name, one.filename) == ("jdoe", "Jane Doe", "x.ipynb")


def test_without_a_receipt_the_name_tells(tmp_path: Path) -> None:
    files = {f"HW 1_jdoe_attempt_{TIME}_a_attempt_{TIME}_b.ipynb": b"1"}

    (one,) = lms.read(zipped(tmp_path / "s.zip", files)).submissions

    assert (one.student, one.name, one.filename) == ("jdoe", "jdoe", f"a_attempt_{TIME}_b.ipynb")


def test_an_attempt_of_text_alone_is_not_lost(tmp_path: Path) -> None:
    name = f"HW 1_jdoe_attempt_{TIME}.txt"

    (one,) = lms.read(
        zipped(tmp_path / "s.zip", {name: receipt("Jane Doe", "jdoe", text="my answer")})
    ).submissions

    assert (one.student, one.filename) == ("jdoe", name)


def test_every_attempt_is_returned_with_its_time(tmp_path: Path) -> None:
    names = [f"HW 1_jdoe_attempt_2025-03-0{day}-16-05-06_x.ipynb" for day in (3, 4)]

    reading = lms.read(zipped(tmp_path / "s.zip", dict.fromkeys(names, b"1")))

    assert [(s.student, s.submitted.day) for s in reading.submissions] == [("jdoe", 3), ("jdoe", 4)]


def test_points_and_text_go_into_the_column_with_the_id(tmp_path: Path, roster: Roster) -> None:
    files = {
        f"HW 1_jdoe_attempt_{TIME}_x.ipynb": notebook(),
        f"HW 1_stranger_attempt_{TIME}_x.ipynb": notebook(),
    }
    reading = lms.read(zipped(tmp_path / "s.zip", files))

    written = lms.write(
        tmp_path / "out",
        ASSIGNMENT,
        export("blackboard", [graded(s, 0.0) for s in reading.submissions], roster),
    )

    outer = importers.members(written.path.read_bytes())
    grades = importers.blackboard_grades(
        outer["1-grades.csv"], {"jdoe", "z_roe"}, {"664617": "A Neuron"}
    )
    assert grades["jdoe"][0] == 0.0
    assert "&quot;a&#92;&quot; &lt;b&gt;&amp;<br>next" in grades["jdoe"][1]
    assert [(c.student, c.before, c.after) for c in written.upload.changes] == [
        ("jdoe", "Needs Grading(99.00)", "0")
    ]
    assert [p.student for p in written.upload.unmapped] == ["stranger"]
    assert {name for name in outer if name.startswith("feedback/")} == {
        "feedback/jdoe.html",
        "feedback/stranger.html",
    }
    assert written.upload.notes == ()


def test_without_the_columns_id_no_grades_are_written(tmp_path: Path) -> None:
    reading = lms.read(
        zipped(tmp_path / "s.zip", {f"HW 1_jdoe_attempt_{TIME}_x.ipynb": notebook()})
    )
    grades = [graded(reading.submissions[0])]

    without = lms.write(tmp_path / "a", ASSIGNMENT, export("blackboard", grades))
    given_by_course = lms.write(
        tmp_path / "b", ASSIGNMENT, export("blackboard", grades, column=COLUMN)
    )

    assert "1-grades.csv" not in importers.members(without.path.read_bytes())
    assert "--roster" in without.upload.notes[0]
    data = importers.inner(given_by_course.path.read_bytes(), "1-grades.csv")
    assert set(importers.blackboard_grades(data, {"jdoe"}, {"664617": "A Neuron"})) == {"jdoe"}


def test_a_user_name_that_a_spreadsheet_would_run_is_listed(tmp_path: Path) -> None:
    reading = lms.read(
        zipped(tmp_path / "s.zip", {f"HW 1_=jdoe_attempt_{TIME}_x.ipynb": notebook()})
    )

    written = lms.write(
        tmp_path, ASSIGNMENT, export("blackboard", [graded(reading.submissions[0])], column=COLUMN)
    )

    assert [p.student for p in written.upload.unmapped] == ["=jdoe"]


USER = st.text("abcdefghijklmnopqrstuvwxyz0123456789_.-@", min_size=1, max_size=12).map(
    lambda name: f"u{name}"
)
ANY = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\\/"),
    max_size=20,
)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(USER, st.tuples(ANY, ANY, st.floats(0, 20)), min_size=1, max_size=5))
def test_any_class_comes_back_as_it_went_out(
    tmp_path_factory: pytest.TempPathFactory, people: dict
) -> None:
    folder = tmp_path_factory.mktemp("blackboard")
    files, entries = {}, {}
    for user, (name, file, _) in people.items():
        attempt = f"HW 1_{user}_attempt_{TIME}"
        entries[f"{attempt}_x{file}.ipynb"] = user
        files[f"{attempt}_x{file}.ipynb"] = user.encode()
        files[f"{attempt}.txt"] = receipt(
            name, user, f"{attempt}_x{file}.ipynb", f"x{file}.ipynb", text=file
        )

    reading = lms.read(zipped(folder / "s.zip", files))
    grades = [graded(s, people[s.student][2]) for s in reading.submissions]
    written = lms.write(folder, ASSIGNMENT, export("blackboard", grades, column=COLUMN))

    assert {s.entry: (s.student, s.data.decode()) for s in reading.submissions} == {
        e: (u, u) for e, u in entries.items()
    }
    data = importers.inner(written.path.read_bytes(), "1-grades.csv")
    points = importers.blackboard_grades(data, set(people), {"664617": "A Neuron"})
    assert {user: value for user, (value, _) in points.items()} == pytest.approx(
        {user: value for user, (*_, value) in people.items()}, abs=0.005001
    )
