"""The example in docs/authoring.md is a complete assignment, and verify finds no fault in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import REPOSITORY, make_course

from autograder.authoring import products, scaffold, verify
from autograder.authoring.build import ready
from autograder.course import Course, find
from autograder.grading.session import Grader

SLUG = "11-distance"
PLACES = (f"{SLUG}.py", "mistakes/squared.py", "mistakes/two_only.py", "variants/norm.py")
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def guided(tmp_path: Path) -> Course:
    """A course with the example's files where the guide says they belong."""
    blocks = BLOCK.findall((REPOSITORY / "docs" / "authoring.md").read_text(encoding="utf-8"))
    folder = make_course(tmp_path / "course").root / "solutions" / SLUG
    for place, block in zip(PLACES, blocks, strict=True):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(block, encoding="utf-8")
    return find(tmp_path / "course")


def test_the_example_is_what_a_new_assignment_begins_with(guided: Course, tmp_path: Path) -> None:
    scaffold.make_course(tmp_path / "own")
    written = scaffold.make_assignment(tmp_path / "own", SLUG)
    assert [path.read_text() for path in written] == [
        (guided.root / "solutions" / SLUG / place).read_text() for place in PLACES
    ]


def test_the_example_builds(guided: Course) -> None:
    assert guided.student(SLUG) in products.make(guided, [SLUG])


def test_the_examples_cases_come_out_as_the_guide_says(
    guided: Course, light_grader: Grader
) -> None:
    assignment = ready(guided, SLUG)
    cases = verify.find_cases(guided, assignment)
    done = list(verify.verify(cases, {SLUG: assignment}, light_grader))
    assert {one.case.name: one.faults for one in done} == dict.fromkeys(
        ("solution", "blank", "mistakes/squared", "mistakes/two_only", "variants/norm"), ()
    )
    assert verify.find_unlost(done, assignment) == []
