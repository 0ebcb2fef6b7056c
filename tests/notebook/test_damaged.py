"""Each kind of repair is made, named, and costs no points. `tests/damaged.py` holds the cases."""

from __future__ import annotations

import pytest
from conftest import submission
from damaged import DAMAGED, Damaged

from autograder.authoring.build import Built
from autograder.grading.grade import grade
from autograder.grading.task import prepare
from autograder.sandbox.box import Box


@pytest.mark.parametrize("one", DAMAGED, ids=lambda one: one.name)
def test_a_damaged_notebook_is_repaired_and_loses_nothing(
    one: Damaged, demo: Built, light_zygote: str
) -> None:
    task = prepare(submission(one.damage(demo.solution)), demo.assignment)
    made = grade(task, lambda: Box(light_zygote, demo.assignment.limits))
    assert (made.repairs, made.points) == (one.repairs, one.points)
