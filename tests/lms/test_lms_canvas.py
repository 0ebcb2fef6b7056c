"""Canvas: what comes back is what went in, under the names and ids that Canvas matches on."""

from __future__ import annotations

import re
from pathlib import Path

import downloads
import importers
import pytest
from downloads import ASSIGNMENT, canvas_name, export, graded, notebook, zipped
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder import files, lms
from autograder.lms import Roster
from autograder.records import Outcome

GRADEBOOK = """\
Student,ID,SIS User ID,SIS Login ID,Section,A Neuron (77),Other (78),Current Score
,,,,,Manual Posting,,
    Points Possible,,,,,20.00,5.00,(read only)
"Doe, Jane",1234,S1,jdoe,Section A,3.00,,55
"Müller, Ännchen",88,S2,amueller,Section A,,,
"""


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    path = tmp_path / "gradebook.csv"
    path.write_text(GRADEBOOK, encoding="utf-8")
    return Roster.read(path)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(
            "doejane_1234_5678_hw1.ipynb", ("1234", "doejane", "hw1.ipynb", False), id="plain"
        ),
        pytest.param(
            "doejane_LATE_1234_5679_hw1-1.ipynb",
            ("1234", "doejane", "hw1-1.ipynb", True),
            id="late, resubmitted",
        ),
        pytest.param(
            "doejane_late_1234_5679_hw1.ipynb",
            ("1234", "doejane", "hw1.ipynb", True),
            id="old lower-case late",
        ),
        pytest.param(
            "müllerännchen_88_991_HW 1 (final).ipynb",
            ("88", "müllerännchen", "HW 1 (final).ipynb", False),
            id="unicode",
        ),
        pytest.param(
            "student01_7_8_9_10_x.ipynb",
            ("7", "student01", "9_10_x.ipynb", False),
            id="digits in the file name",
        ),
        pytest.param(
            "anon_aB3xY_5678_hw1.ipynb",
            ("anon_aB3xY", "anon_aB3xY", "hw1.ipynb", False),
            id="anonymous",
        ),
        pytest.param(
            "LATE_anon_aB3xY_5678_hw1.ipynb",
            ("anon_aB3xY", "anon_aB3xY", "hw1.ipynb", True),
            id="anonymous, late",
        ),
        pytest.param(
            "doejane_1234_text.html", ("1234", "doejane", "text.html", False), id="text entry"
        ),
        pytest.param(
            "doejane_1234_5678_text.html",
            ("1234", "doejane", "text.html", False),
            id="file called text.html",
        ),
        pytest.param(
            "doejane_LATE_1234_link.html", ("1234", "doejane", "link.html", True), id="website"
        ),
        pytest.param(
            "the_blue_team_12_34_x.ipynb", ("12", "the_blue_team", "x.ipynb", False), id="group"
        ),
    ],
)
def test_a_name_tells_whose_file_it_is(
    tmp_path: Path, entry: str, expected: tuple[object, ...]
) -> None:
    path = zipped(
        tmp_path / "submissions.zip", {f"wrapper/{entry}": notebook(), "__MACOSX/wrapper/._x": b""}
    )

    reading = lms.read(path)

    (one,) = reading.submissions
    assert (one.student, one.name, one.filename, one.late) == expected
    assert (one.entry, one.lms, reading.skipped) == (f"wrapper/{entry}", "canvas", ())


def test_every_notebook_of_a_student_is_returned_and_other_files_only_without_one(
    tmp_path: Path,
) -> None:
    names = [
        "a_1_10_one.ipynb",
        "a_1_11_two.ipynb",
        "a_1_12_notes.pdf",
        "b_2_20_scan.pdf",
        "b_2_21_zip.zip",
        "stray.txt",
    ]
    path = zipped(tmp_path / "submissions.zip", {name: name.encode() for name in names})

    reading = lms.read(path)

    assert [s.entry for s in reading.submissions] == [
        "a_1_10_one.ipynb",
        "a_1_11_two.ipynb",
        "b_2_20_scan.pdf",
    ]
    assert sorted(s.entry for s in reading.skipped) == [
        "b_2_21_zip.zip",
        "stray.txt",
    ]
    assert [[one.path for one in s.companions] for s in reading.submissions] == [
        ["notes.pdf"],
        ["notes.pdf"],
        [],
    ]


def test_grades_and_notebooks_reach_the_students_they_belong_to(
    tmp_path: Path, roster: Roster
) -> None:
    names = ["doejane_LATE_1234_5678_hw1-2.ipynb", "müllerännchen_88_991_HW 1 (final).ipynb"]
    reading = lms.read(zipped(tmp_path / "s.zip", {name: notebook(name) for name in names}))
    grades = [
        graded(submission, points)
        for submission, points in zip(reading.submissions, (0.0, 13.333333), strict=True)
    ]

    written = lms.write(tmp_path / "out", ASSIGNMENT, export("canvas", grades, roster))

    outer = importers.members(written.path.read_bytes())
    values = importers.canvas_gradebook(
        outer["1-grades.csv"], {"1234", "88"}, {"77": "A Neuron", "78": "Other"}
    )
    files = importers.canvas_files(
        outer["2-feedback.zip"],
        {("1234", "5678"): "hw1-2.ipynb", ("88", "991"): "HW 1 (final).ipynb"},
    )
    assert values == {("1234", "77"): "0", ("88", "77"): "13.33"}
    assert {user: name for user, (name, _) in files.items()} == {
        "1234": "hw1-2.ipynb",
        "88": "HW 1 (final).ipynb",
    }
    assert sorted(importers.members(outer["2-feedback.zip"])) == sorted(names)
    assert files["88"][1] == grades[1].notebook
    assert [(c.student, c.before, c.after) for c in written.upload.changes] == [
        ("1234", "3.00", "0"),
        ("88", "", "13.33"),
    ]
    assert written.upload.unmapped == written.upload.notes == ()


def test_the_same_grades_give_the_same_bytes(tmp_path: Path, roster: Roster) -> None:
    reading = lms.read(
        zipped(tmp_path / "s.zip", {f"x_{user}_5_a.ipynb": notebook() for user in (1234, 88)})
    )
    grades = [graded(submission) for submission in reading.submissions]

    first = lms.write(
        tmp_path / "a", ASSIGNMENT, export("canvas", grades, roster)
    ).path.read_bytes()
    second = lms.write(
        tmp_path / "b", ASSIGNMENT, export("canvas", grades[::-1], roster)
    ).path.read_bytes()

    assert first == second


def test_who_cannot_be_mapped_is_listed_with_a_remedy_and_never_guessed(
    tmp_path: Path, roster: Roster
) -> None:
    names = ["a_1234_text.html", "anon_ab12_9_x.ipynb", "c_999_3_x.ipynb", "d_88_4_x.pdf"]
    reading = lms.read(zipped(tmp_path / "s.zip", {name: notebook() for name in names}))

    written = lms.write(
        tmp_path, ASSIGNMENT, export("canvas", [graded(s) for s in reading.submissions], roster)
    )

    outer = importers.members(written.path.read_bytes())
    assert {(p.student, p.reason.split(":")[0]) for p in written.upload.unmapped} == {
        ("anon_ab12", "anonymous"),
        ("999", f"user id 999 is not in {roster.origin}"),
    }
    assert {(p.student, p.reason.split(":")[0]) for p in written.upload.unreturned} == {
        ("1234", "Canvas takes no file for a text entry or a link"),
        ("88", "handed in `x.pdf`, not a notebook"),
    }
    values = importers.canvas_gradebook(outer["1-grades.csv"], {"1234", "88"}, {"77": ""})
    assert set(values) == {("1234", "77"), ("88", "77")}
    assert len([name for name in outer if name.startswith("by-hand/")]) == 4
    listed = (*written.upload.unmapped, *written.upload.unreturned)
    assert all(p.reason in outer["README.txt"].decode() for p in listed)
    assert written.upload.sum == (
        "4 students in the download = 2 in the upload + 2 listed with a reason"
    )


def test_without_the_assignments_id_no_grades_are_written_but_the_feedback_is(
    tmp_path: Path,
) -> None:
    reading = lms.read(zipped(tmp_path / "s.zip", {"doejane_1234_5678_hw1.ipynb": notebook()}))

    written = lms.write(tmp_path, ASSIGNMENT, export("canvas", [graded(reading.submissions[0])]))

    outer = importers.members(written.path.read_bytes())
    assert {name.partition("/")[0] for name in outer} == {"2-feedback.zip", "README.txt", "by-hand"}
    assert "--roster" in written.upload.notes[0]
    assert [p.student for p in written.upload.unmapped] == ["1234"]


@pytest.mark.parametrize("column", ["77", "A Neuron (77)"])
def test_the_assignments_id_can_come_from_the_course(tmp_path: Path, column: str) -> None:
    reading = lms.read(zipped(tmp_path / "s.zip", {"doejane_1234_5678_hw1.ipynb": notebook()}))

    written = lms.write(
        tmp_path, ASSIGNMENT, export("canvas", [graded(reading.submissions[0])], column=column)
    )

    data = importers.inner(written.path.read_bytes(), "1-grades.csv")
    assert importers.canvas_gradebook(data, {"1234"}, {"77": "A Neuron"}) == {("1234", "77"): "8.5"}


def test_an_excused_student_is_excused_and_a_broken_grade_is_held_back(
    tmp_path: Path, roster: Roster
) -> None:
    reading = lms.read(
        zipped(tmp_path / "s.zip", {f"x_{user}_5_a.ipynb": notebook() for user in (1234, 88)})
    )
    excused = graded(reading.submissions[0], excused=True)
    broken = graded(reading.submissions[1], 0.0, grade=downloads.outcome(88, Outcome.BROKEN))

    written = lms.write(tmp_path, ASSIGNMENT, export("canvas", [excused, broken], roster))

    data = importers.inner(written.path.read_bytes(), "1-grades.csv")
    assert importers.canvas_gradebook(data, {"1234"}, {"77": ""}) == {("1234", "77"): "EX"}
    assert [p.student for p in written.upload.unmapped] == ["88"]


def test_another_maximum_in_canvas_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.csv"
    path.write_text(GRADEBOOK.replace("20.00", "100"), encoding="utf-8")
    reading = lms.read(zipped(tmp_path / "s.zip", {"doejane_1234_5678_hw1.ipynb": notebook()}))

    written = lms.write(
        tmp_path, ASSIGNMENT, export("canvas", [graded(reading.submissions[0])], Roster.read(path))
    )

    assert "100 points, but the assignment has 20" in written.upload.notes[0]


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("doejane_1234_5678_link.ipynb", id="link"),
        pytest.param("doejane_1234_5678_my_link.ipynb", id="a last part that begins with link"),
        pytest.param("anon_1234_5678_hw.ipynb", id="a student called Anon"),
        pytest.param("team_5_1234_5678_hw.ipynb", id="a team called team_5"),
    ],
)
def test_a_file_that_canvas_would_ignore_is_listed_and_its_grade_arrives(
    tmp_path: Path, roster: Roster, entry: str
) -> None:
    reading = lms.read(
        zipped(tmp_path / "s.zip", {entry: notebook("1"), "roe_88_99_hw.ipynb": notebook("2")})
    )
    submissions = list(map(lms.identify([roster]), reading.submissions))

    made = lms.prepare(ASSIGNMENT, export("canvas", [graded(one) for one in submissions], roster))

    assert sorted(one.student for one in submissions) == ["1234", "88"]
    assert [one.student for one in made.unreturned] == ["1234"]
    assert sorted(change.student for change in made.changes) == ["1234", "88"]
    outer = importers.members(files.pack(made.files))
    returned = importers.canvas_files(outer["2-feedback.zip"], {("88", "99"): "hw.ipynb"})
    assert set(returned) == {"88"}
    assert [name for name in outer if name.startswith("by-hand/")]
    assert importers.canvas_ids("team_5_1234_5678_hw.ipynb", ["team_5"]) == ["1234", "5678"]


def test_a_name_that_means_two_users_of_the_gradebook_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.csv"
    path.write_text(GRADEBOOK + '"Five, User",5,S5,five,Section A,,,\n', encoding="utf-8")
    roster = Roster.read(path)
    reading = lms.read(zipped(tmp_path / "s.zip", {"team_5_1234_5678_hw.ipynb": notebook()}))
    submissions = list(map(lms.identify([roster]), reading.submissions))

    made = lms.prepare(ASSIGNMENT, export("canvas", [graded(one) for one in submissions], roster))

    assert made.changes == ()
    assert [one.reason for one in made.unmapped] == [
        "its name may mean user 5 or 1234: enter the points by hand"
    ]


CANVAS_FILE = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20
)
SORTABLE = st.text(st.characters(categories=["L", "M", "N", "Pd", "Zs", "Pc", "Po"]), max_size=20)


@example(people={1: ("ANON", "", False, 0.0, b"")})
@settings(max_examples=50, deadline=None)
@given(
    people=st.dictionaries(
        st.integers(1, 10**14),
        st.tuples(SORTABLE, CANVAS_FILE, st.booleans(), st.floats(0, 20), st.binary(max_size=20)),
        min_size=1,
        max_size=6,
    )
)
def test_any_class_comes_back_as_it_went_out(
    tmp_path_factory: pytest.TempPathFactory, people: dict
) -> None:
    folder = tmp_path_factory.mktemp("canvas")
    people |= {10**15: ("Doe, Jane", "x", False, 20.0, b"")}
    entries = {
        canvas_name(sortable, user, 10 + n, f"{file}.ipynb", late=late): (
            str(user),
            str(10 + n),
            late,
            points,
            data,
        )
        for n, (user, (sortable, file, late, points, data)) in enumerate(people.items())
    }
    path = zipped(folder / "s.zip", {entry: data for entry, (*_, data) in entries.items()})

    reading = lms.read(path)
    grades = [graded(s, entries[s.entry][3]) for s in reading.submissions]
    written = lms.write(folder, ASSIGNMENT, export("canvas", grades, column="77"))

    right = {
        e for e, (user, number, *_) in entries.items() if importers.canvas_ids(e) == [user, number]
    }
    # Canvas's importer takes the number behind `anon` for an anonymous id: such a student is listed.
    unclear = re.compile(r"anon_|.*_[0-9]+_[0-9]+_[0-9]+_", re.S)
    clear = {e for e in right if not unclear.match(e)}
    read = {s.entry: (s.student, s.late, s.data) for s in reading.submissions}
    assert set(read) == set(entries)
    assert {entry: read[entry] for entry in right} == {
        entry: (user, late, data)
        for entry, (user, _, late, _, data) in entries.items()
        if entry in right
    }
    outer = importers.members(written.path.read_bytes())
    listed = {p.student for p in (*written.upload.unmapped, *written.upload.unreturned)}
    sent = {entry for entry, (student, *_) in read.items() if student not in listed}
    assert clear <= sent
    read_right = {e for e, (student, *_) in read.items() if student == entries[e][0]}
    assert sent <= read_right, "who is read as somebody else is listed, never graded"
    users = {user for user, *_ in entries.values()}
    values = (
        importers.canvas_gradebook(outer["1-grades.csv"], users, {"77": ""})
        if "1-grades.csv" in outer
        else {}
    )
    points = {user: points for user, _, _, points, _ in entries.values() if (user, "77") in values}
    assert set(points) >= users - {person.student for person in written.upload.unmapped}
    assert {user: float(value) for (user, _), value in values.items()} == pytest.approx(
        points, abs=0.005001
    )
    files = importers.members(outer["2-feedback.zip"]) if "2-feedback.zip" in outer else {}
    assert sent <= set(files) <= set(entries)
    attachments = {(user, attachment): entry for entry, (user, attachment, *_) in entries.items()}
    if files:
        assert set(importers.canvas_files(outer["2-feedback.zip"], attachments)) == {
            entries[name][0] for name in files
        }


@pytest.mark.parametrize("title", ["Final Grade", "My Current Score", "Override Status 2"])
def test_a_column_that_canvas_takes_for_a_total_is_not_written_and_everyone_is_listed(
    tmp_path: Path, title: str
) -> None:
    """Canvas's importer drops it without a word, whatever its id."""
    path = tmp_path / "gradebook.csv"
    path.write_text(f"Student,ID,Section,{title} (77)\nAnn,1,A,\n", encoding="utf-8")
    reading = lms.read(zipped(tmp_path / "s.zip", {"ann_1_10_hw.ipynb": notebook()}))
    given = export("canvas", [graded(reading.submissions[0])], Roster.read(path), "77")

    made = lms.prepare(ASSIGNMENT, given)

    assert "1-grades.csv" not in made.files
    assert [one.student for one in made.unmapped] == ["1"]
    assert "Rename the assignment in Canvas" in made.notes[0]


def test_a_student_whose_name_canvas_takes_for_the_row_of_maxima_gets_the_points(
    tmp_path: Path,
) -> None:
    path = tmp_path / "gradebook.csv"
    path.write_text(
        'Student,ID,Section,A Neuron (77)\nPoints Possible,,,20\n"Points Possible, Ann",1,A,\n',
        encoding="utf-8",
    )
    reading = lms.read(zipped(tmp_path / "s.zip", {"ann_1_10_hw.ipynb": notebook()}))
    given = export("canvas", [graded(reading.submissions[0])], Roster.read(path))

    table = files.pack(lms.prepare(ASSIGNMENT, given).files)

    sheet = importers.inner(table, "1-grades.csv")
    assert importers.canvas_gradebook(sheet, {"1"}, {"77": ""}) == {("1", "77"): "8.5"}
