"""Brightspace: folders come back byte for byte, grades go by name to ids, namesakes are listed."""

from __future__ import annotations

import csv
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import importers
import pytest
from downloads import ASSIGNMENT, export, graded, notebook, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import lms
from autograder.lms import Roster
from autograder.lms.times import read as moment

TIME = "Oct 10, 2025 1022 AM"
EXPORT = (
    "OrgDefinedId,Username,Last Name,First Name,Email,"
    "A Neuron Points Grade <Numeric MaxPoints:20 Weight:10>,"
    "Other Points Grade <Numeric MaxPoints:5>,End-of-Line Indicator\n"
    "#0400123456,#doej,Doe,Jane,doej@example.edu,3,,#\n"
    "#400,#moreauj,Moreau - Villeneuve,Jean-Baptiste,m@example.edu,,,#\n"
    "#401,#lee1,Lee,Kim,k@example.edu,,,#\n"
    "#402,#lee2,Lee,Kim,l@example.edu,,,#\n"
)
PEOPLE = {"doej": "0400123456", "moreauj": "400", "lee1": "401", "lee2": "402"}


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    path = tmp_path / "grades.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return Roster.read(path)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(
            f"39786-640693 - Jane Doe - {TIME}/x.ipynb",
            ("39786", "Jane Doe", "x.ipynb"),
            id="folder",
        ),
        pytest.param(
            f"39786-640693 - Jane Doe - {TIME}/a/x.ipynb",
            ("39786", "Jane Doe", "x.ipynb"),
            id="inner folder",
        ),
        pytest.param(
            f"1-2 - A - B - C - {TIME}/x.ipynb",
            ("1", "A - B - C", "x.ipynb"),
            id="dashes in the name",
        ),
        pytest.param(
            f"1-2 - Jane Doe - {TIME} - my - x.ipynb", ("1", "Jane Doe", "my - x.ipynb"), id="flat"
        ),
        pytest.param(
            f"W/1-2 - Jane Doe - {TIME}/x.ipynb", ("1", "Jane Doe", "x.ipynb"), id="wrapper"
        ),
    ],
)
def test_a_path_tells_whose_file_it_is(
    tmp_path: Path, entry: str, expected: tuple[str, ...]
) -> None:
    path = zipped(
        tmp_path / "Lab 01 Download May 14, 2020 1129 PM.zip",
        {entry: notebook(), "index.html": b"<table>"},
    )

    reading = lms.read(path, timezone(timedelta(hours=-5)))

    (one,) = reading.submissions
    assert (one.student, one.name, one.filename) == expected
    assert one.submitted == datetime(2025, 10, 10, 15, 22, tzinfo=UTC)
    assert (one.entry, one.lms, reading.skipped) == (entry, "brightspace", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 14, 2020 1129 PM", (2020, 5, 14, 23, 29)),
        ("May 14, 2020 1205 AM", (2020, 5, 14, 0, 5)),
        ("May 1, 2020 905 AM", (2020, 5, 1, 9, 5)),
        ("Sept. 1, 2020 1605", (2020, 9, 1, 16, 5)),
        ("October 1, 2020 4:05 PM", (2020, 10, 1, 16, 5)),
        ("Monday, 3 March 2025, 4:05 PM", (2025, 3, 3, 16, 5)),
        ("2025-03-03-16-05-06", (2025, 3, 3, 16, 5, 6)),
        ("mai 14, 2020 1129", None),
        ("Feb 30, 2020 1129 PM", None),
        ("-", None),
    ],
)
def test_times_are_read_or_left_alone(text: str, expected: tuple[int, ...] | None) -> None:
    assert moment(text, UTC) == (datetime(*expected, tzinfo=UTC) if expected else None)


def test_every_attempt_is_returned_with_its_time(tmp_path: Path) -> None:
    names = [f"1-2 - Jane Doe - Oct {day}, 2025 1022 AM/x.ipynb" for day in (9, 10)]
    reading = lms.read(zipped(tmp_path / "s.zip", {name: notebook() for name in names}))

    assert [(s.student, s.submitted.day) for s in reading.submissions] == [("1", 9), ("1", 10)]


def test_grades_go_by_name_and_pages_into_the_downloaded_folders(
    tmp_path: Path, roster: Roster
) -> None:
    names = [
        f"1-2 - Jane  doe - {TIME}/x.ipynb",
        f"3-2 - Jean-Baptiste Moreau - Villeneuve - {TIME}/x.ipynb",
    ]
    files = {**{name: notebook() for name in names}, "index.html": b"<table>theirs</table>"}
    reading = lms.read(zipped(tmp_path / "s.zip", files))
    grades = [
        graded(s, points) for s, points in zip(reading.submissions, (0.0, 13.333), strict=True)
    ]

    written = lms.write(tmp_path / "out", ASSIGNMENT, export("brightspace", grades, roster))

    outer = importers.members(written.path.read_bytes())
    assert importers.brightspace_grades(outer["1-grades.csv"], PEOPLE, {"A Neuron"}, 20) == {
        "doej": 0.0,
        "moreauj": 13.33,
    }
    assert b"#0400123456" in outer["1-grades.csv"]
    pages = importers.brightspace_feedback(
        outer["2-feedback.zip"], {name.partition("/")[0] for name in names}
    )
    assert pages == {
        g.submission.entry.partition("/")[0]: {"feedback.html": g.page} for g in grades
    }
    assert importers.members(outer["2-feedback.zip"])["index.html"] == b"<table>theirs</table>"
    assert [(c.before, c.after) for c in written.upload.changes] == [("3", "0"), ("", "13.33")]
    assert written.upload.unmapped == written.upload.notes == ()


def test_namesakes_and_strangers_are_listed_and_a_number_in_the_name_settles_it(
    tmp_path: Path, roster: Roster
) -> None:
    names = ["Kim Lee", "Kim Lee 402", "Nobody Known", "Lee1 Roe", "Ann Poe 401"]
    files = {f"{n}-2 - {name} - {TIME}/x.ipynb": notebook() for n, name in enumerate(names)}
    reading = lms.read(zipped(tmp_path / "s.zip", files))

    written = lms.write(
        tmp_path,
        ASSIGNMENT,
        export("brightspace", [graded(s) for s in reading.submissions], roster),
    )

    outer = importers.members(written.path.read_bytes())
    assert set(importers.brightspace_grades(outer["1-grades.csv"], PEOPLE, {"A Neuron"}, 20)) == {
        "lee2"
    }
    assert {p.student: p.reason.partition(" in ")[0] for p in written.upload.unmapped} == {
        "0": "2 students are called Kim Lee (401, 402)",
        "2": "nobody is called Nobody Known",
        "3": "nobody is called Lee1 Roe",
        "4": "nobody is called Ann Poe 401",
    }
    assert (
        len(
            importers.brightspace_feedback(
                outer["2-feedback.zip"], {n.partition("/")[0] for n in files}
            )
        )
        == 5
    )


def test_two_submissions_of_one_name_are_both_listed(tmp_path: Path, roster: Roster) -> None:
    files = {f"{n}-2 - Jane Doe - {TIME}/x.ipynb": notebook() for n in (1, 2)}
    reading = lms.read(zipped(tmp_path / "s.zip", files))

    written = lms.write(
        tmp_path,
        ASSIGNMENT,
        export("brightspace", [graded(s) for s in reading.submissions], roster),
    )

    assert {p.student for p in written.upload.unmapped} == {"1", "2"}
    assert written.upload.changes == ()


def test_without_an_export_the_feedback_is_written_and_the_grades_are_asked_for(
    tmp_path: Path,
) -> None:
    reading = lms.read(zipped(tmp_path / "s.zip", {f"1-2 - Jane Doe - {TIME}/x.ipynb": notebook()}))

    written = lms.write(
        tmp_path, ASSIGNMENT, export("brightspace", [graded(reading.submissions[0])])
    )

    assert "1-grades.csv" not in importers.members(written.path.read_bytes())
    assert "--roster" in written.upload.notes[0]


NAME = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"),
    min_size=1,
    max_size=20,
)


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.integers(1, 10**7), st.tuples(NAME, NAME, st.floats(0, 20)), min_size=1, max_size=5
    )
)
def test_any_class_comes_back_as_it_went_out(
    tmp_path_factory: pytest.TempPathFactory, people: dict
) -> None:
    folder = tmp_path_factory.mktemp("brightspace")
    entries = {
        f"{n}-640693 - x{name} - {TIME}/x{file}.ipynb": n for n, (name, file, _) in people.items()
    }

    reading = lms.read(
        zipped(folder / "s.zip", {entry: str(n).encode() for entry, n in entries.items()})
    )
    grades = [graded(s, people[int(s.student)][2]) for s in reading.submissions]
    written = lms.write(folder, ASSIGNMENT, export("brightspace", grades))

    assert {s.entry: (s.student, s.data.decode()) for s in reading.submissions} == {
        entry: (str(n), str(n)) for entry, n in entries.items()
    }
    pages = importers.inner(written.path.read_bytes(), "2-feedback.zip")
    folders = {entry.partition("/")[0] for entry in entries}
    assert set(importers.brightspace_feedback(pages, folders)) == folders


PERSON = st.tuples(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"), max_size=12),
    NAME,
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(PERSON, st.floats(0, 20)), min_size=1, max_size=6))
def test_no_grade_ever_reaches_a_namesake(
    tmp_path_factory: pytest.TempPathFactory, people: list
) -> None:
    folder = tmp_path_factory.mktemp("brightspace")
    rows = [
        [
            "OrgDefinedId",
            "Username",
            "Last Name",
            "First Name",
            "A Neuron Points Grade",
            "End-of-Line Indicator",
        ]
    ]
    rows += [
        [f"#00{n}", f"#user{n}", last, first, "", "#"]
        for n, ((first, last), _) in enumerate(people)
    ]
    with (folder / "export.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    files = {
        f"{n}-2 - {first} {last} - {TIME}/x.ipynb": b""
        for n, ((first, last), _) in enumerate(people)
    }

    reading = lms.read(zipped(folder / "s.zip", files))
    grades = [graded(s, people[int(s.student)][1]) for s in reading.submissions]
    written = lms.write(
        folder, ASSIGNMENT, export("brightspace", grades, Roster.read(folder / "export.csv"))
    )

    listed = {person.student for person in written.upload.unmapped}
    outer = importers.members(written.path.read_bytes())
    users = {f"user{n}": f"00{n}" for n in range(len(people))}
    points = (
        importers.brightspace_grades(outer["1-grades.csv"], users, {"A Neuron"}, 20)
        if written.upload.changes
        else {}
    )
    expected = {f"user{n}": value for n, (_, value) in enumerate(people) if str(n) not in listed}
    assert points == pytest.approx(expected, abs=0.005001)
    names = [
        " ".join(unicodedata.normalize("NFKC", f"{first} {last}").casefold().split())
        for (first, last), _ in people
    ]
    assert all(str(n) in listed for n, name in enumerate(names) if names.count(name) > 1)
