"""Mangled but honest notebooks keep their points; what cannot be read is named, with the line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import mangle
import pytest
from conftest import REPOSITORY, edited, submission
from mangle import CELLS, DOCUMENT, ENCODINGS, STAGES, Mangle

from autograder.authoring import build
from autograder.authoring.build import Built
from autograder.course import Course
from autograder.grading import batch, intake
from autograder.grading.grade import grade
from autograder.grading.task import prepare
from autograder.notebook import format as notebooks
from autograder.records import Assignment, Grade, Verdict
from autograder.sandbox.box import Box

pytestmark = pytest.mark.kernel

NOTEBOOKS = 160  # of the demonstration, which takes a tenth of a second
LARGE = 8  # of assignment 01, which takes a second
SHARE = 0.995
PARTLY = """
def double(values):
    made = []
    for value in values:
        made.append(abs(2 * value))
    return made
""".strip()
OTHER = "def double(values):\n    values = np.asarray(values)\n    return values + values"


@pytest.fixture(scope="module")
def originals(demo: Built) -> dict[str, bytes]:
    return {
        "right": demo.solution,
        "partly right": edited(demo.solution, {"double-answer": PARTLY}),
        "half done": edited(demo.student, {"double-answer": OTHER}),
    }


def mangled(originals: dict[str, bytes], count: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield which original, which mangles, and the notebook after them."""
    names = list(originals)
    for seed in range(count):
        name = names[seed % len(names)]
        what, data = mangle.several(originals[name], Random(seed))
        yield name, f"{seed}: {what}", data


def accounted(graded: list[tuple[str, Grade, float]]) -> list[str]:
    """Return the readable notebooks that lost or gained points; print how many did what."""
    same = [what for what, made, points in graded if made.points == points]
    unreadable = [what for what, made, _ in graded if made.verdict is Verdict.UNREADABLE]
    other = [
        f"{what}: {made.points} for {points}; {made.repairs}"
        for what, made, points in graded
        if made.points != points and made.verdict is not Verdict.UNREADABLE
    ]
    count = f"{len(graded)} mangled notebooks: {len(same)} as their original"
    sys.stdout.write(f"{count}, {len(unreadable)} unreadable, {len(other)} neither\n")
    assert len(same) >= SHARE * len(graded)
    return other


def test_a_mangled_notebook_gets_the_points_of_its_original(
    light_zygote: str, assignment: Assignment, originals: dict[str, bytes]
) -> None:
    def graded(data: bytes) -> Grade:
        return grade(
            prepare(submission(data), assignment), lambda: Box(light_zygote, assignment.limits)
        )

    clean = {name: graded(data).points for name, data in originals.items()}
    made = [(what, graded(data), clean[name]) for name, what, data in mangled(originals, NOTEBOOKS)]

    assert clean == {"right": 3, "partly right": 2, "half done": 2}
    assert accounted(made) == []
    assert all(len(set(one.repairs)) == len(one.repairs) for _, one, _ in made)


def test_a_mangled_notebook_of_a_real_assignment_does_too(light_zygote: str) -> None:
    slug = "01-make-your-own-function"
    built = build.build(REPOSITORY / "solutions" / slug / f"{slug}.py")
    made = []
    for seed in range(LARGE):
        data, rng = built.solution, Random(seed)
        chosen = rng.sample(CELLS, 3)
        for one in chosen:
            data = one.change(data, rng)
        one = grade(
            prepare(submission(data), built.assignment),
            lambda: Box(light_zygote, built.assignment.limits),
        )
        made.append((" + ".join(m.name for m in chosen), one, built.assignment.points))

    assert accounted(made) == []


def test_none_stops_a_batch(
    light_zygote: str, assignment: Assignment, originals: dict[str, bytes]
) -> None:
    files = [data for _, _, data in mangled(originals, 6)]
    files += [one.change(originals["right"], Random(1)) for one in mangle.UNREADABLE]
    tasks = [
        prepare(submission(data, f"student{n:02}"), assignment)
        for n, data in enumerate(files, start=1)
    ]

    grades = {
        task.submission.student: made for task, made in batch.grade_all(tasks, light_zygote, 1)
    }

    assert [grades[task.submission.student].points for task in tasks] == [3, 2, 2, 3, 2, 2, 0, 0]
    assert [s for s, made in grades.items() if made.verdict is Verdict.UNREADABLE] == [
        "student07",
        "student08",
    ]


@pytest.mark.parametrize("one", [m for stage in STAGES for m in stage], ids=lambda one: one.name)
def test_each_mangle_changes_the_file_and_leaves_a_notebook(one: Mangle, demo: Built) -> None:
    for seed in range(10):
        data = one.change(demo.solution, Random(seed))
        assert data != demo.solution
        assert any("double" in cell.source for cell in notebooks.read(data).cells)


@pytest.mark.parametrize(
    "editor", ["colab", "vs code", "jupyterlab", "classic", "outputs", "widgets", "one text"]
)
def test_what_an_editor_saves_needs_no_repair(editor: str, demo: Built) -> None:
    one = next(m for stage in STAGES for m in stage if m.name == editor)
    read, clean = (
        notebooks.read(one.change(demo.solution, Random(0))),
        notebooks.read(demo.solution),
    )
    assert [(cell.kind, cell.source) for cell in read.cells] == [
        (cell.kind, cell.source) for cell in clean.cells
    ]
    assert (read.repairs, read.slug) == ((), "99-demo")


@pytest.mark.parametrize("one", mangle.UNREADABLE, ids=lambda one: one.name)
def test_a_cut_or_conflicting_file_is_unreadable_with_the_line_and_a_remedy(
    one: Mangle, demo: Built
) -> None:
    for seed in range(200):
        rng = Random(seed)
        other = rng.choice([*CELLS, *DOCUMENT, *(ENCODINGS if one.name == "cut off" else ())])
        data = one.change(other.change(demo.solution, rng), rng)
        with pytest.raises(notebooks.Unreadable) as caught:
            notebooks.read(data)
        assert re.search(r"\bline \d+", str(caught.value))
        assert "submit again" in str(caught.value)


def test_a_renamed_file_without_metadata_is_still_told(
    course: Course, demo: Built, tmp_path: Path
) -> None:
    strip = next(m for stage in STAGES for m in stage if m.name == "strip metadata")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "student01_Untitled7 (2).ipynb").write_bytes(
        strip.change(demo.solution, Random(0))
    )

    taken = intake.collect(course, tmp_path / "in")

    assert ([s.slug for s in taken.submissions], taken.problems) == (["99-demo"], ())
