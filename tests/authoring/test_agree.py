"""What a student's own kernel says of a public check is what the sandbox says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import LIGHT, REPOSITORY

from autograder import course
from autograder.authoring import agree, build, verify
from autograder.authoring.agree import Ask
from autograder.authoring.verify import Verified
from autograder.grading.session import Grader

HERE = course.find(REPOSITORY)
CASES = (  # a few of each assignment that needs NumPy alone: right, wrong, raising, overwriting
    ("01-make-your-own-function", ("/circle_in_place", "/circle_hyp", "/why_percent")),
    ("02-nearest-neighbour", ("/one_nn_lambda", "/noise_added", "/perfect_percent")),
    ("03-neurons", ("/relu_drops", "/relu_times", "/slopes_words", "/search_own")),
    ("04-search", ("/batches_loop", "/price_", "/loss_root")),
    ("06-scaling", ("/largest_x_num", "/largest_x_text", "/why_leak_a")),
)
SAYS = {"relu/paper": True}


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with agree.bare_kernel(LIGHT) as asked:
        yield asked


def compare(slug: str, only: tuple[str, ...], grader: Grader, ask: Ask) -> list[Verified]:
    assignment = build.ready(HERE, slug)
    setup = agree.find_setup(verify.read_built(HERE, slug, "student"))
    cases = verify.find_cases(HERE, assignment, only=only)
    graded = verify.verify(cases, {slug: assignment}, grader)
    return [agree.compare(one, assignment, setup, ask) for one in graded]


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "only"), [pytest.param(*case, id=case[0]) for case in CASES])
def test_cases_of_the_assignments_agree(
    slug: str, only: tuple[str, ...], light_grader: Grader, ask: Ask
) -> None:
    compared = compare(slug, only, light_grader, ask)
    assert len(compared) > 1
    assert {one.case.name: one.faults for one in compared if one.faults} == {}


@pytest.mark.slow
def test_a_difference_is_a_fault(light_grader: Grader) -> None:
    """This kernel says the opposite of the sandbox, whatever it is asked."""
    cases = compare("03-neurons", ("/relu_times", "/relu_abs"), light_grader, lambda _: SAYS)
    assert {one.case.name: one.faults for one in cases} == {
        "mistakes/relu_absolute": (
            "relu/paper passes in a plain kernel, not in the sandbox: relu([-2, -0.5, 0, 0.5, 3]) "
            "is [2.0, 0.5, 0.0, 0.5, 3.0], expected [0, 0, 0, 0.5, 3]\nReLU keeps positive numbers "
            "and replaces the rest with 0; it does not drop, shift or flip anything.",
        ),
        "variants/relu_times_mask": (),
    }
