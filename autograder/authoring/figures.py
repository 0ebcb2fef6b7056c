"""What a solution costs, and how our figures compare with the tutorial's.

`measure` runs a solution in the sandbox and returns what it took and the values that
`solutions/<slug>/figures.toml` asks for:

    [[figure]]
    what = "1-NN, right of 200 test points"
    tutorial = "198"
    value = "int(np.sum(predicted == test_labels))"    an expression over the solution's names
    low = 190                                          the noise within which ours must lie
    high = 200

`find_faults` says which lie outside their range, and which budgets are exceeded. `readme` makes the
table.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.course import Course
from autograder.errors import CourseError
from autograder.notebook import format as notebooks
from autograder.sandbox.box import Box

KEYS = ("what", "tutorial", "value", "low", "high")
MOST_SECONDS = 30  # CPU, of a whole solution
MOST_MEGABYTES = 1_024
DECIMALS = 4
CELL = 10_000  # the number by which a traceback names an expression of figures.toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the tutorial, and the range in which ours must lie."""

    what: str
    tutorial: str
    value: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a solution took, and the value of each of its figures."""

    seconds: float  # CPU
    megabytes: int
    figures: dict[str, float]


def read(course: Course, slug: str) -> tuple[Figure, ...]:
    """Return an assignment's figures; none without a figures.toml. Raises `CourseError`."""
    path = course.master(slug).parent / "figures.toml"
    if not path.is_file():
        return ()
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["figure"]
        return tuple(Figure(**row) for row in rows)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        what = f"{path}: {error}. Each [[figure]] has {', '.join(KEYS)}."
        raise CourseError(what) from None


def measure(course: Course, slug: str, box: Box) -> Measured:
    """Run a solution from top to bottom in a sandbox, then evaluate its figures there."""
    notebook = notebooks.read((course.built(slug) / "solution.ipynb").read_bytes())
    seconds = sum(
        box.run(cell.source, number).seconds for number, cell in enumerate(notebook.code, 1)
    )
    megabytes = box.process.private_bytes() >> 20
    values = {figure.what: _evaluate(slug, figure, box) for figure in read(course, slug)}
    return Measured(seconds=round(seconds, 1), megabytes=megabytes, figures=values)


def find_faults(course: Course, slug: str, measured: Measured) -> Iterator[str]:
    """Yield the figures that lie outside their range, and the budgets that are exceeded."""
    for figure in read(course, slug):
        value = measured.figures[figure.what]
        if not figure.low <= value <= figure.high:
            span = f"{figure.low:g} and {figure.high:g}"
            yield f"{slug}: {figure.what}: {value:g} is not between {span}"
    if measured.seconds > MOST_SECONDS:
        spent = f"{measured.seconds} CPU seconds"
        yield f"{slug}: the solution takes {spent}, more than {MOST_SECONDS}"
    if measured.megabytes > MOST_MEGABYTES:
        spent = f"{measured.megabytes} MB"
        yield f"{slug}: the solution takes {spent}, more than {MOST_MEGABYTES:,}"


def _evaluate(slug: str, figure: Figure, box: Box) -> float:
    box.run(f"_figure = float({figure.value})", CELL)
    value = box.get("_figure")
    if not isinstance(value, float):
        raise CourseError(
            f"{slug}: the figure `{figure.what}` has no value: `{figure.value}` fails in the "
            "solution. Correct `value` in figures.toml."
        )
    return round(value, DECIMALS)
