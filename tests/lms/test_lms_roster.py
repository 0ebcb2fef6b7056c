"""Gradebook exports: the header tells the LMS, columns are found exactly or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from downloads import ASSIGNMENT, export, graded

from autograder import lms
from autograder.characters import escape
from autograder.errors import CourseError
from autograder.handed_in import HandedIn
from autograder.lms import Roster, rosters, tables
from autograder.lms.roster import Column, NoColumn, plain
from autograder.records import Submission

CANVAS = (
    "Student,ID,SIS Login ID,Section,A Neuron (77),A Neuron (78),"
    "05-neuron (79),Late Policy (80),Final Score\n"
    "    Points Possible,,,,20,20,20,(read only),(read only)\n"
    '"Doe, Jane",1234,jdoe,"A, B",3,,,,9\n"Student, Test",,,A,,,,,\n'
)
BRIGHTSPACE = (
    "Username,First Name,Last Name,A Neuron Points Grade,End-of-Line Indicator\n#jdoe,Jane,Doe,,#\n"
)
BLACKBOARD = (
    '"Last Name","First Name","Username","A Neuron [Total Pts: 20 Score] |9"\n'
    '"Doe","Jane","jdoe",""\n'
)
MOODLE = "Identifier,Full name,Grade,Last modified (grade)\nParticipant 12,Jane Doe,,-\n"


def saved(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "export.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        (BRIGHTSPACE, "brightspace", "jdoe"),
        (BLACKBOARD, "blackboard", "jdoe"),
        (MOODLE, "moodle", "12"),
    ],
)
def test_every_dialect_is_read(
    tmp_path: Path, text: str, kind: str, key: str, delimiter: str, encoding: str
) -> None:
    roster = Roster.read(
        saved(tmp_path, text.replace("Jane", "Zoë").replace(",", delimiter), encoding)
    )

    assert roster.lms == kind
    assert [(person.key, person.name) for person in roster.people] == [(key, "Zoë Doe")]


def test_canvas_totals_read_only_columns_and_the_test_student_are_left_out(tmp_path: Path) -> None:
    roster = Roster.read(saved(tmp_path, CANVAS))

    assert [column.id for column in roster.columns] == ["77", "78", "79"]
    assert [(person.key, person.username) for person in roster.people] == [("1234", "jdoe")]


@pytest.mark.parametrize("wanted", ["77", "A Neuron (77)", "a  neuron (77)"])
def test_a_column_is_found_by_id_or_header(tmp_path: Path, wanted: str) -> None:
    assert Roster.read(saved(tmp_path, CANVAS)).column(ASSIGNMENT, wanted) == Column(
        header="A Neuron (77)", title="A Neuron", id="77", possible=20
    )


@pytest.mark.parametrize(
    ("wanted", "words"), [(None, "3 columns are"), ("A Neuron", "2 columns"), ("Axon", "no column")]
)
def test_an_unclear_column_is_a_sentence_that_lists_those_there(
    tmp_path: Path, wanted: str | None, words: str
) -> None:
    found = Roster.read(saved(tmp_path, CANVAS)).column(ASSIGNMENT, wanted)

    assert isinstance(found, NoColumn)
    assert words in found.reason
    assert "`05-neuron`" in found.reason
    assert "course.toml" in found.reason


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2\n", "<html>log in</html>", "\0\0\0", "Student;ID\n"]
)
def test_a_file_that_is_not_an_export_is_named_with_its_first_line(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(CourseError, match="export"):
        Roster.read(saved(tmp_path, text))


def test_a_roster_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"none\.csv"):
        Roster.read(tmp_path / "none.csv")


def test_a_roster_of_another_lms_is_refused(tmp_path: Path) -> None:
    item = graded(
        Submission(
            student="1",
            name="a",
            filename="x.ipynb",
            file=HandedIn.of(b""),
            slug=ASSIGNMENT.slug,
            lms="canvas",
            entry="a_1_2_x.ipynb",
        )
    )

    with pytest.raises(CourseError, match="a gradebook of moodle, not of canvas"):
        lms.write(
            tmp_path, ASSIGNMENT, export("canvas", [item], Roster.read(saved(tmp_path, MOODLE)))
        )


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (0, "0"),
        (0.0, "0"),
        (-0.0, "0"),
        (8.5, "8.5"),
        (20 / 3, "6.67"),
        (20.0, "20"),
        (100, "100"),
        (1234.5, "1234.5"),
        (0.005, "0.01"),
        (1e-9, "0"),
    ],
)
def test_points_are_written_as_every_importer_reads_them(points: float, text: str) -> None:
    assert tables.points(points) == text


@pytest.mark.parametrize("points", [float("nan"), float("inf"), -1.0])
def test_points_that_nobody_can_have_never_reach_a_file(points: float) -> None:
    with pytest.raises(ValueError, match="points"):
        tables.points(points)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\n=1", "  =1"])
def test_text_cells_are_never_formulas(cell: str) -> None:
    assert tables.text(cell).startswith("'")


@pytest.mark.parametrize(
    ("column", "expected"), [("Axon", [1]), ("77", [0]), ("none", [0]), (None, [0, 1])]
)
def test_of_several_gradebooks_those_with_the_column_are_chosen(
    tmp_path: Path, column: str | None, expected: list[int]
) -> None:
    texts = [CANVAS.replace("05-neuron", "x").replace("A Neuron (78)", "B (78)"), CANVAS]
    texts[1] = CANVAS.replace("A Neuron (77)", "Axon (81)").replace("A Neuron (78)", "B (82)")
    exports = [Roster.read(saved(tmp_path, text)) for text in texts]

    assert rosters.group(exports, ASSIGNMENT, column) == tuple(exports[one] for one in expected)
    assert rosters.group([], ASSIGNMENT) == ()


def test_exports_of_one_course_are_one_gradebook_and_the_last_row_of_a_student_counts(
    tmp_path: Path,
) -> None:
    first = CANVAS.replace("A Neuron (78)", "B (78)").replace("05-neuron", "x")
    second = first.replace("1234", "4321").replace("Jane", "Joan")
    exports = [Roster.read(saved(tmp_path, text)) for text in (first, second, first)]

    (joined,) = rosters.group(exports, ASSIGNMENT)

    assert joined.by_key().keys() == exports[0].by_key().keys() | exports[1].by_key().keys()


@pytest.mark.parametrize(
    "name", ["علی\u200cرضا", "Ann\u202e B", "Kim \u3000 LEE", "a\tb", "\ufdfa"]
)
def test_a_name_of_a_download_is_that_of_an_export_also_where_it_does_not_print(name: str) -> None:
    """A Persian name holds a joiner, which a download's names have escaped and an export's raw."""
    joined = " ".join(name.split())
    assert plain(escape(joined)) == plain(name)
    assert plain(plain(name)) == plain(name)
