"""A build makes every notebook and both READMEs, tells which are stale, and refuses all masters at once."""

from __future__ import annotations

import pytest

from autograder.authoring import products
from autograder.course import Course
from autograder.errors import MasterError

SLUG = "99-demo"


def test_every_product_has_its_place(course: Course) -> None:
    made = products.make(course, [SLUG])
    assert [str(path.relative_to(course.root)) for path in made] == [
        "assignments/99-demo/99-demo.ipynb",
        "solutions/99-demo/99-demo.ipynb",
        "README.md",
        "solutions/README.md",
    ]


def test_a_product_is_stale_until_it_is_written_as_made(course: Course) -> None:
    made = products.make(course, [SLUG])
    assert products.find_stale(made) == list(made)
    for path, data in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert products.find_stale(made) == []
    course.student(SLUG).write_text("{}")
    assert products.find_stale(made) == [course.student(SLUG)]


def test_a_threshold_without_evidence_refuses_the_build(course: Course) -> None:
    path = course.master(SLUG)
    exact = 'assert total == 6, f"total is {total}, expected 6"'
    assert exact in path.read_text()
    path.write_text(path.read_text().replace(exact, "assert total >= 0.75"))
    with pytest.raises(MasterError) as caught:
        products.make(course, [SLUG])
    (problem,) = caught.value.problems
    assert "total >= 0.75 has no calibration" in problem
