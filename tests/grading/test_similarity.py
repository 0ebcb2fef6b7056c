"""A class read from its gradebook: who is asked about, what beside likeness is told, and what is not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from planted import DISGUISES

from autograder.grading import handed, similarity
from autograder.grading.gradebook import open_gradebook
from autograder.grading.standings import Given, read
from autograder.grading.task import Basis
from autograder.handed_in import HandedIn
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment, CellReport, Grade, Question, Submission
from autograder.report import Similarity

BLANK = "def nearest(data, point):\n    ..."
HELPER = "def given_helper(rows):\n    return [row @ row for row in rows if row.shape[0] > 2]"
NEAREST = '''def nearest(data, point):
    """Return the number of the nearest row."""
    found, best = 0, float("inf")
    for number, row in enumerate(data):
        distance = np.sqrt(np.sum((row - point) ** 2))
        if distance < best:
            found, best = number, distance
    return found'''
OTHERS = (
    "def nearest(data, point):\n    return int(np.argmin(((data - point) ** 2).sum(axis=1)))",
    "def nearest(data, point):\n    gaps = np.linalg.norm(data - point[None], axis=-1)\n    return gaps.argsort(kind='stable')[0]",
    "def nearest(data, point):\n    from scipy.spatial import KDTree\n    return KDTree(data, leafsize=4).query(point, k=1)[1]",
    "def nearest(data, point):\n    return min(range(len(data)), key=lambda n: math.dist(data[n], point))",
)
ESSAY = "A row is always nearest to itself, since its distance to itself is nothing, and no distance is less than nothing; so the error on the data measures nothing."


def question(name: str, *blanks: str) -> Question:
    return Question(name=name, title=name, points=1.0, difficulty=1, minutes=1, blanks=blanks)


ASSIGNMENT = Assignment(
    slug="99-demo",
    title="Demo",
    questions=(question("nearest", BLANK), question("essay")),
    shipped=("import numpy as np\nimport math", HELPER, BLANK),
)


def notebook(answer: str = BLANK, essay: str = "", *more: Cell) -> bytes:
    """Return a notebook as handed out, with an answer, an essay, and further cells."""
    cells = [
        Cell(kind="code", source=ASSIGNMENT.shipped[0], id="start-given"),
        Cell(kind="code", source=HELPER, id="helper-given"),
        Cell(kind="markdown", source="## Question 1 · Nearest", id="nearest-text"),
        Cell(kind="code", source=answer, id="nearest-answer"),
        *more,
        Cell(kind="markdown", source="## Question 2 · Why", id="essay-text"),
        Cell(kind="markdown", source=essay, id="essay-answer"),
    ]
    return notebooks.write(cells, "99-demo")


def compare(folder: Path, files: Mapping[str, bytes], printed: str = "") -> Similarity:
    """Return what is asked about a class whose students handed in these files."""
    with open_gradebook(folder / "gradebook.sqlite") as book:
        for student, data in files.items():
            one = Submission(
                student=student,
                name=student,
                filename="a.ipynb",
                file=HandedIn.of(data),
                slug="99-demo",
            )
            cells = (CellReport(number=1, source="", stdout=printed),)
            grade = Grade(student=student, slug="99-demo", results=(), cells=cells)
            book.save(one, grade, Basis(cells=student, fingerprint="f", environment="e"))
        template = handed.read_template(ASSIGNMENT, notebook())
        reader = similarity.Reader(assignment=ASSIGNMENT, template=template, complete=book.complete)
        return similarity.find(reader, read(book, ASSIGNMENT, Given()))


def others(count: int = 4) -> dict[str, bytes]:
    return {f"other{n}": notebook(OTHERS[n], f"Reason number {n}.") for n in range(count)}


def who(found: Similarity) -> list[tuple[str, ...]]:
    return [tuple(one.student for one in pair.members) for pair in found.pairs]


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguised_copy_is_asked_about(disguise: str, tmp_path: Path) -> None:
    files = {"a": notebook(NEAREST), "b": notebook(DISGUISES[disguise](NEAREST)), **others()}

    found = compare(tmp_path, files)

    assert who(found) == [("a", "b")]
    (alike,) = found.pairs[0].alike
    assert alike.share == 1 or disguise not in ("identical", "renamed", "comments changed")
    for lines in alike.sides:
        assert any(line.rare and line.holders == 2 for line in lines)
        told = [line for line in lines if '"""' in line.text]
        assert not any(line.holders for line in told), "a docstring was not compared"


def test_a_copied_text_is_asked_about(tmp_path: Path) -> None:
    files = {"a": notebook(OTHERS[2], ESSAY), "b": notebook(OTHERS[3], ESSAY.upper()), **others(2)}

    (pair,) = compare(tmp_path, files).pairs

    assert [one.question.name for one in pair.alike] == ["essay"]


def test_what_was_handed_out_is_not_compared(tmp_path: Path) -> None:
    """Nor are notebooks in which nothing was done, though they are the very same file."""
    files = {"a": notebook(), "b": notebook(), "c": notebook(HELPER), "d": notebook(HELPER)}

    found = compare(tmp_path, files)

    assert found.pairs == found.same == ()


def test_the_very_same_file_is_told_apart(tmp_path: Path) -> None:
    files = {name: notebook(NEAREST) for name in "ab"} | others()

    (group,) = compare(tmp_path, files).same

    assert [one.student for one in group] == ["a", "b"]


def test_a_cell_that_went_from_one_to_the_other_is_told(tmp_path: Path) -> None:
    passed_on = Cell(kind="code", source="nearest", id="9f3a77c01b2d")
    files = {
        "a": notebook(OTHERS[0], "One.", passed_on),
        "b": notebook(OTHERS[1], "Two.", passed_on),
        "c": notebook(OTHERS[2], "Three.", Cell(kind="code", source="1", id="0011aabb")),
    }

    (pair,) = compare(tmp_path, files).pairs

    assert [one.student for one in pair.members] == ["a", "b"]
    assert pair.also == ("1 cell with an id in common",)


def test_long_numbers_are_told_of_a_pair_but_make_none(tmp_path: Path) -> None:
    weights = "\nW = [0.48120934, -1.20394857, 0.00918273645, 3.14]"
    files = {"a": notebook(NEAREST + weights), "b": notebook(NEAREST + weights), **others()}
    alone = {"c": notebook(OTHERS[0] + weights), "d": notebook(OTHERS[1] + weights)}

    (pair,) = compare(tmp_path, files).pairs
    (tmp_path / "alone").mkdir()

    assert pair.also == ("3 long numbers written into both",)
    assert compare(tmp_path / "alone", {**alone, "e": notebook(NEAREST)}).pairs == ()


def test_what_everybody_prints_is_not_told(tmp_path: Path) -> None:
    files = {"a": notebook(NEAREST), "b": notebook(NEAREST), **others()}

    (pair,) = compare(tmp_path, files, printed="loss 0.12345678 0.23456789 0.34567891").pairs

    assert pair.also == ()


@pytest.mark.parametrize(
    "data", [b"no notebook", b"", notebook("def nearest(:\n" * 200), notebook("x" * 100_000)]
)
def test_a_file_that_cannot_be_read_stops_nobody(data: bytes, tmp_path: Path) -> None:
    files = {"a": notebook(NEAREST), "b": notebook(NEAREST), "broken": data, **others()}

    assert who(compare(tmp_path, files)) == [("a", "b")]
