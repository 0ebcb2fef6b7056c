"""Of a class of right answers nobody is asked about; of copies, however disguised, everybody is."""

from __future__ import annotations

import pytest
from bench_similarity import measure, read_course, read_template
from planted import DISGUISES

from autograder.grading.likeness import UNUSUAL

SLUGS = ("02-nearest-neighbour", "05-multi-layer-perceptron")


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_copied_notebooks_are_asked_about_and_independent_answers_are_not(slug: str) -> None:
    """`tests/bench_similarity.py` measures the same for each assignment, and for answers of strangers."""
    template, mistakes = read_template(slug), read_course(slug, "mistakes")
    rows = [
        measure([sources], mistakes[question], template)
        for question, sources in read_course(slug, "variants").items()
    ]

    assert [weight for row in rows for weight in row.independent if weight >= UNUSUAL] == []
    for disguise in DISGUISES:
        notebooks = [
            sum(
                row.copies[disguise][n % len(row.copies[disguise])]
                for row in rows
                if row.copies[disguise]
            )
            for n in range(6)
        ]
        assert min(notebooks) >= UNUSUAL, disguise
