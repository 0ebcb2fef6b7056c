"""Moodle: every version's names are read, and what is written survives Moodle's own reader."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from pathlib import Path

import downloads
import importers
import pytest
from downloads import ASSIGNMENT, export, graded, notebook, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import lms
from autograder.lms import Roster
from autograder.records import Grade, Outcome, Result

WORKSHEET = (
    '\ufeffIdentifier,"Full name",Status,Grade,"Maximum grade","Grade can be changed",'
    '"Last modified (submission)",'
    '"Last modified (grade)","Feedback comments"\n'
    '"Participant 1234","Jane O\'Doe",Submitted,3.00,20.00,Yes,"Monday, 3 March 2025, 4:05 PM",'
    '"Tuesday, 4 March 2025, 9:00 AM",old\n'
    '"Participant 88","Zoë Roe",Submitted,,20.00,No,"Monday, 3 March 2025, 16:06",-,\n'
    '"Participant 5","Sam Poe",,,20.00,Yes,-,-,\n'
)


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    path = tmp_path / "worksheet.csv"
    path.write_text(WORKSHEET, encoding="utf-8")
    return Roster.read(path)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(
            "Jane Doe_1234_assignsubmission_file/hw1.ipynb",
            ("1234", "Jane Doe", "hw1.ipynb"),
            id="4.1 and later",
        ),
        pytest.param(
            "Jane Doe_1234_assignsubmission_file_/hw1.ipynb",
            ("1234", "Jane Doe", "hw1.ipynb"),
            id="3.1 to 4.0",
        ),
        pytest.param(
            "Jane Doe_1234_assignsubmission_file_hw_1.ipynb",
            ("1234", "Jane Doe", "hw_1.ipynb"),
            id="flat",
        ),
        pytest.param(
            "Jane Doe_1234_assignsubmission_file/a/b/x.ipynb",
            ("1234", "Jane Doe", "x.ipynb"),
            id="own folders",
        ),
        pytest.param(
            "wrap_1/Jane_7_assignsubmission_file/x.ipynb", ("7", "Jane", "x.ipynb"), id="wrapper"
        ),
        pytest.param(
            "Participant_1234_assignsubmission_file/x.ipynb",
            ("1234", "Participant", "x.ipynb"),
            id="blind",
        ),
        pytest.param(
            "OBrien  Søn, J._9_assignsubmission_file/x.ipynb",
            ("9", "OBrien  Søn, J.", "x.ipynb"),
            id="odd name",
        ),
        pytest.param(
            "Team A_12_assignsubmission_file/x.ipynb", ("12", "Team A", "x.ipynb"), id="team"
        ),
        pytest.param(
            "Default group_assignsubmission_file/x.ipynb",
            ("Default group", "Default group", "x.ipynb"),
            id="no team",
        ),
        pytest.param(
            "Jane_1_assignsubmission_onlinetext/onlinetext.html",
            ("1", "Jane", "onlinetext.html"),
            id="online text",
        ),
        pytest.param(
            "Jane_1_assignsubmission_file/x_2_assignsubmission_file_y.ipynb",
            ("1", "Jane", "x_2_assignsubmission_file_y.ipynb"),
            id="a file named like another's",
        ),
    ],
)
def test_a_path_tells_whose_file_it_is(
    tmp_path: Path, entry: str, expected: tuple[str, ...]
) -> None:
    path = zipped(tmp_path / "CS101-HW 1-1234.zip", {entry: notebook()})

    reading = lms.read(path)

    (one,) = reading.submissions
    assert (one.student, one.name, one.filename) == expected
    assert (one.entry, one.lms, one.late, reading.skipped) == (entry, "moodle", False, ())


def test_feedback_that_came_back_with_the_download_is_nobodys_submission(tmp_path: Path) -> None:
    names = [
        "Jane_1_assignsubmission_file/x.ipynb",
        "Jane_1_assignfeedback_file/feedback.html",
        "Jane_1_assignsubmission_onlinetext/onlinetext.html",
    ]
    reading = lms.read(zipped(tmp_path / "s.zip", {name: notebook() for name in names}))

    assert [s.entry for s in reading.submissions] == names[:1]
    assert sorted(s.entry for s in reading.skipped) == names[1:]


def test_grades_comments_and_pages_reach_their_participants_in_every_version(
    tmp_path: Path,
) -> None:
    names = [
        "Jane Doe_1234_assignsubmission_file/hw1.ipynb",
        "Zoë Roe_88_assignsubmission_file_hw1.ipynb",
    ]
    reading = lms.read(zipped(tmp_path / "s.zip", {name: notebook(name) for name in names}))
    grades = [graded(s, points) for s, points in zip(reading.submissions, (0.0, 20.0), strict=True)]

    written = lms.write(tmp_path, ASSIGNMENT, export("moodle", grades))

    outer = importers.members(written.path.read_bytes())
    sheet = importers.moodle_worksheet(outer["1-grades.csv"], {"1234", "88"}, 20.0)
    assert {number: grade for number, (grade, _) in sheet.items()} == {"1234": 0.0, "88": 20.0}
    for pieces in (4, 5):
        files = importers.moodle_feedback(outer["2-feedback.zip"], {"1234", "88"}, pieces)
        assert files == {g.submission.student: {"feedback.html": g.page} for g in grades}
    readme = outer["README.txt"].decode()
    assert readme.index("1-grades.csv") < readme.index("2-feedback.zip")
    assert "announce 2 grades" in readme


def test_a_comment_is_escaped_html_without_a_backslash(tmp_path: Path) -> None:
    reading = lms.read(
        zipped(tmp_path / "s.zip", {"Jane_1_assignsubmission_file/x.ipynb": notebook()})
    )

    written = lms.write(
        tmp_path, ASSIGNMENT, export("moodle", [graded(reading.submissions[0], 4.5)])
    )

    data = importers.inner(written.path.read_bytes(), "1-grades.csv")
    _, comment = importers.moodle_worksheet(data, {"1"}, 20.0)["1"]
    assert b"\\" not in data
    assert "&quot;a&#92;&quot; &lt;b&gt;&amp;<br>next" in comment
    assert "4.5 of 20 points (5 before the late penalty)" in comment


def test_a_worksheet_supplies_dates_and_shows_what_moodle_would_skip(
    tmp_path: Path, roster: Roster
) -> None:
    names = [
        "Jane ODoe_1234_assignsubmission_file/x.ipynb",
        "Zoë Roe_88_assignsubmission_file/x.ipynb",  # locked
        "Team A_5_assignsubmission_file/x.ipynb",  # a group id that is also Sam's number
        "Ann Noe_77_assignsubmission_file/x.ipynb",  # in no worksheet
        "Default group_assignsubmission_file/x.ipynb",
    ]
    reading = lms.read(zipped(tmp_path / "s.zip", {name: notebook() for name in names}))

    written = lms.write(
        tmp_path, ASSIGNMENT, export("moodle", [graded(s) for s in reading.submissions], roster)
    )

    outer = importers.members(written.path.read_bytes())
    stored = {"1234": (3.0, 1741078800.0)}
    sheet = importers.moodle_worksheet(outer["1-grades.csv"], {"1234", "88", "5"}, 20.0, stored)
    assert set(sheet) == {"1234"}
    assert set(importers.moodle_feedback(outer["2-feedback.zip"], {"1234", "88", "5"})) == {"1234"}
    assert {p.student for p in written.upload.unmapped} == {"88", "5", "77", "Default group"}
    assert [(c.student, c.before, c.after) for c in written.upload.changes] == [
        ("1234", "3.00", "8.5")
    ]


def test_blind_names_match_a_worksheet_that_shows_names(tmp_path: Path, roster: Roster) -> None:
    reading = lms.read(
        zipped(tmp_path / "s.zip", {"Participant_1234_assignsubmission_file/x.ipynb": notebook()})
    )

    written = lms.write(
        tmp_path, ASSIGNMENT, export("moodle", [graded(reading.submissions[0])], roster)
    )

    assert (len(written.upload.changes), written.upload.unmapped) == (1, ())


def test_a_worksheet_tells_when_each_submission_came(tmp_path: Path, roster: Roster) -> None:
    names = ("Jane ODoe_1234", "Zoë Roe_88", "Sam Poe_5", "Jane ODoe_88", "Jane ODoe_99")
    files = {f"{name}_assignsubmission_file/x.ipynb": notebook(name) for name in names}
    find = lms.find_terms([roster], UTC)

    times = [find(one).submitted for one in lms.read(zipped(tmp_path / "s.zip", files)).submissions]

    assert times == [
        datetime(2025, 3, 3, 16, 5, tzinfo=UTC),
        datetime(2025, 3, 3, 16, 6, tzinfo=UTC),
        *(None, None, None),
    ]


def test_another_maximum_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "worksheet.csv"
    path.write_text(WORKSHEET.replace("20.00", "100.00"), encoding="utf-8")
    reading = lms.read(
        zipped(tmp_path / "s.zip", {"Jane ODoe_1234_assignsubmission_file/x.ipynb": notebook()})
    )

    written = lms.write(
        tmp_path, ASSIGNMENT, export("moodle", [graded(reading.submissions[0])], Roster.read(path))
    )

    assert written.upload.notes == (
        "Moodle's maximum grade is 100.00, but the assignment has 20 points. Change the "
        "maximum in Moodle before you upload.",
    )


FULL_NAME = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="&<>\"`|':\\/_"), max_size=20
)
FILE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\\/"), max_size=20
)


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(
        st.integers(1, 10**9),
        st.tuples(
            FULL_NAME,
            FILE,
            st.sampled_from(["file/", "file_/", "file_"]),
            st.floats(0, 20),
            st.text(max_size=60),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_any_class_comes_back_as_it_went_out(
    tmp_path_factory: pytest.TempPathFactory, people: dict
) -> None:
    folder = tmp_path_factory.mktemp("moodle")
    entries = {
        f"{name}_{number}_assignsubmission_{shape}x{file}.ipynb": number
        for number, (name, file, shape, *_) in people.items()
        if not name.startswith(".") and (name, file) != ("..", "..")
    }
    path = zipped(
        folder / "s.zip", {entry: str(number).encode() for entry, number in entries.items()}
    )

    reading = lms.read(path)
    grades = []
    for submission in reading.submissions:
        *_, points, message = people[int(submission.student)]
        results = (Result(check=downloads.CHECKS[0], outcome=Outcome.FAILED, message=message),)
        grade = Grade(student=submission.student, slug=ASSIGNMENT.slug, results=results)
        grades.append(graded(submission, points, grade=grade, page=message))
    written = lms.write(folder, ASSIGNMENT, export("moodle", grades))

    numbers = {str(number) for number in entries.values()}
    assert {s.entry: (s.student, s.data.decode()) for s in reading.submissions} == {
        entry: (str(number), str(number)) for entry, number in entries.items()
    }
    if numbers:
        outer = importers.members(written.path.read_bytes())
        sheet = importers.moodle_worksheet(outer["1-grades.csv"], numbers, 20.0)
        for number, (grade, comment) in sheet.items():
            assert grade == pytest.approx(people[int(number)][3], abs=0.005001)
            assert re.fullmatch(r"(<(/?(p|ul|li)|br)>|[^<>\\\n\r])*", comment)
            assert html.unescape(comment)
        for pieces in (4, 5):
            assert (
                set(importers.moodle_feedback(outer["2-feedback.zip"], numbers, pieces)) == numbers
            )
    assert written.upload.unmapped == ()
