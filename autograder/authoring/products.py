"""All that `autograder build` writes: the notebooks of the chosen assignments, and the tables of
both READMEs.

`make` returns bytes by path and writes nothing, so that the command can compare before it writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.authoring import evidence, readme
from autograder.authoring.build import build
from autograder.authoring.master import parse
from autograder.course import Course
from autograder.errors import MasterError


def make(course: Course, slugs: Sequence[str]) -> dict[Path, bytes]:
    """Return every product with its path. Raises `MasterError` with the faults of all masters."""
    masters = {slug: parse(course.master(slug)) for slug in course.slugs}
    products: dict[Path, bytes] = {}
    problems: list[str] = []
    for slug in slugs:
        made = build(course.master(slug))
        problems += evidence.find_faults(course, masters[slug], made)
        products |= {course.student(slug): made.student, course.solution(slug): made.solution}
    if problems:
        raise MasterError(problems)
    return products | readme.fill(course, masters.values())


def find_stale(products: Mapping[Path, bytes]) -> list[Path]:
    """Return the paths whose file is missing or holds other bytes."""
    return [
        path for path, data in products.items() if not path.is_file() or path.read_bytes() != data
    ]
