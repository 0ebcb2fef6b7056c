"""What was found about a class is kept for the desk as it was, and a damaged file is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.grading import pairs
from autograder.handed_in import HandedIn
from autograder.records import Assignment, Question, Submission
from autograder.report import AlikePair, Likeness, Line, Similarity

CODE = Question(name="q", title="Code", points=2.0, difficulty=1, minutes=5)
ASSIGNMENT = Assignment(slug="99-demo", title="Demo", questions=(CODE,))
WHO = tuple(
    Submission(
        student=f"student{number:02}",
        name=f"<b>{number}</b>",
        filename="a.ipynb",
        file=HandedIn.of(f"{number}".encode()),
        slug="99-demo",
        lms="moodle",
        submitted=datetime(2026, 3, 1, 12, tzinfo=UTC),
    )
    for number in range(3)
)
ALIKE = Likeness(
    question=CODE,
    share=0.9,
    shared=30,
    rare=20,
    sides=((Line(text="x = 1\n", holders=2, rare=True),), (Line(text="y"),)),
)
FOUND = Similarity(
    assignment=ASSIGNMENT,
    students=3,
    pairs=(
        AlikePair(members=WHO[:2], alike=(ALIKE,), also=("1 cell",)),
        AlikePair(members=WHO[1:], alike=()),
    ),
    same=(WHO[:2],),
    silent=(("q", "most answers are alike"),),
    left_out=4,
)


def tell(found: Similarity) -> Similarity:
    """Return what was found with files as hashes alone, as they are read back."""

    def bare(one: Submission) -> Submission:
        return replace(one, file=HandedIn(sha=one.digest, load=bytes))

    members = [tuple(map(bare, pair.members)) for pair in found.pairs]
    return replace(
        found,
        pairs=tuple(replace(p, members=m) for p, m in zip(found.pairs, members, strict=True)),
        same=tuple(tuple(map(bare, who)) for who in found.same),
    )


def test_it_is_read_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "similar.json"
    pairs.write(path, FOUND, {"b", "a"})

    read = pairs.read(path, ASSIGNMENT)

    assert read is not None
    assert read.found == tell(FOUND)
    assert read.notebooks == {"a", "b"}
    assert read.find(("moodle", "student01")) == [0, 1]
    assert read.find(("canvas", "student01")) == []
    assert [read.share_files(("moodle", f"student0{n}")) for n in range(3)] == [True, True, False]


def test_where_nobody_compared_there_is_nothing(tmp_path: Path) -> None:
    assert pairs.read(tmp_path / "similar.json", ASSIGNMENT) is None


def test_a_question_that_is_gone_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "similar.json"
    pairs.write(path, FOUND, set())

    read = pairs.read(path, replace(ASSIGNMENT, questions=()))

    assert read is not None
    assert [pair.alike for pair in read.found.pairs] == [(), ()]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", json.dumps({"students": 1, "left_out": 0, "pairs": [{}]})]
)
def test_a_damaged_file_is_told_with_its_remedy(tmp_path: Path, text: str) -> None:
    path = tmp_path / "similar.json"
    path.write_text(text)

    with pytest.raises(CourseError, match=r"similar\.json: not what `autograder similar` writes"):
        pairs.read(path, ASSIGNMENT)
