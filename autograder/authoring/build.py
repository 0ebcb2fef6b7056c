"""Master → student notebook, solution notebook, checks. `otter assign` strips the answers; what
goes in and what comes out is ours.

`build` writes nothing and is a pure function of the master's bytes: two builds are byte-identical.
`ready` is what graders call: it builds below build/ when the master, the builder or otter has
changed, and imports otter and Jupytext, which takes seconds, only then.

    solutions/<slug>/<slug>.py ─ master → assign ─┬─ finish → assignments/<slug>/<slug>.ipynb
                                                  ├─ finish → solutions/<slug>/<slug>.ipynb
                                                  └─────────→ build/<slug>/assignment.json
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder import assignments, files
from autograder.course import Course
from autograder.errors import CourseError, MasterError
from autograder.grading.chains import find_own_chains
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment, CarryForward, Question

if TYPE_CHECKING:
    from autograder.authoring.master import Master, MasterQuestion

BUILDERS = (
    *("assign", "blocks", "build", "finish", "leaks", "master", "setup_cell", "told", "traps"),
)
# Whose versions the set-up cell names.
VERSIONS = (
    *("otter-grader", "keras", "tensorflow", "tensorflow-cpu", "numpy", "scipy", "scikit-learn"),
    *("matplotlib", "pandas", "pillow", "seaborn", "tqdm"),
)
EXECUTABLE = ("run_autograder", "setup.sh")  # of otter's zip
IDLE = (
    '{}, [assignments.{}]: `carry_forward = "{}"` does nothing: no question of it stands on an '
    "earlier one's answer. Take the line out."
)
PRODUCTS = ("assignment.json", "autograder.zip", "student.ipynb", "solution.ipynb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The products of one master, as bytes, and the record the judge works from."""

    assignment: Assignment
    student: bytes
    solution: bytes
    autograder_zip: bytes


def build(path: Path) -> Built:
    """Build one master. Raises `MasterError` with every problem of it or of what it became."""
    from autograder.authoring import leaks
    from autograder.authoring.assign import assign
    from autograder.authoring.finish import finish, strip_marks
    from autograder.authoring.master import parse

    master = parse(path)
    made = assign(master)
    student = finish(master, made.student, made.public)
    solution = [strip_marks(cell) for cell in finish(master, made.solution, made.public)]
    problems = leaks.find(master, student, made)
    if problems:
        raise MasterError(problems)
    tests = {f"tests/{name}.py": source.encode() for name, source in made.checks.items()}
    return Built(
        assignment=_assignment(master, student, made.checks),
        student=notebooks.write(student, master.slug),
        solution=notebooks.write(solution, master.slug),
        autograder_zip=files.repack(made.archive, tests, EXECUTABLE),
    )


def ready(course: Course, slug: str) -> Assignment:
    """Return an assignment, building its checks first when its master has changed.

    It builds also what somebody has deleted below build/, and writes nowhere else. Raises
    `MasterError`.
    """
    folder = course.built(slug)
    stamp = _stamp(course.master(slug)).encode()
    if not _is_built(folder, stamp):
        _write(build(course.master(slug)), folder)
        files.write_whole(folder / "stamp", stamp)
    assignment = assignments.load((folder / "assignment.json").read_bytes())
    # course.toml's numbers were checked against the type of each limit when it was read
    limits = replace(assignment.limits, **course.limits)
    return assignments.sealed(replace(assignment, limits=limits))


def ready_for_class(course: Course, slug: str) -> Assignment:
    """Return an assignment as a class is graded: with the reference's answers where course.toml
    has errors carried forward.

    Raises `MasterError`, and `CourseError` where no question stands on an earlier one's answer.
    """
    assignment, wanted = ready(course, slug), course.carry_forward(slug)
    if wanted is CarryForward.OFF:
        return assignment
    solution = notebooks.read((course.built(slug) / "solution.ipynb").read_bytes()).cells
    questions = tuple(
        replace(question, reference=_answers(question.name, solution))
        for question in assignment.questions
    )
    carrying = replace(assignment, questions=questions, carry_forward=wanted)
    if not find_own_chains(carrying):
        raise CourseError(IDLE.format(course.root / "course.toml", slug, wanted))
    return assignments.sealed(carrying)


def _is_built(folder: Path, stamp: bytes) -> bool:
    if not all((folder / name).is_file() for name in ("stamp", *PRODUCTS)):
        return False
    return (folder / "stamp").read_bytes() == stamp


def _write(made: Built, folder: Path) -> None:
    """Write what graders need; without a stamp as long as not all of it is there."""
    (folder / "stamp").unlink(missing_ok=True)
    contents = (
        assignments.dump(made.assignment),
        *(made.autograder_zip, made.student, made.solution),
    )
    for name, data in zip(PRODUCTS, contents, strict=True):
        files.write_whole(folder / name, data)


def _stamp(master: Path) -> str:
    """Return the hash of all that a build depends on: the master, the builder, the packages."""
    package = Path(__file__).parent.parent
    sources = [
        *package.glob("*.py"),
        *package.glob("notebook/*.py"),
        *package.glob("authoring/carried/*.py"),
        *(package / "authoring" / f"{name}.py" for name in BUILDERS),
    ]
    parts = [master.read_bytes(), *map(_version, VERSIONS)]
    parts += [path.read_bytes() for path in sorted(sources)]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _version(package: str) -> bytes:
    try:
        return importlib.metadata.version(package).encode()
    except importlib.metadata.PackageNotFoundError:
        return b""


def _assignment(master: Master, student: Sequence[Cell], checks: dict[str, str]) -> Assignment:
    assignment = Assignment(
        slug=master.slug,
        title=master.title,
        questions=tuple(
            _question(question, student, checks.get(question.name, ""))
            for question in master.questions
        ),
        limits=master.limits,
        shipped=tuple(cell.source for cell in student if cell.kind == "code"),
    )
    return assignments.sealed(assignment)


def _question(question: MasterQuestion, student: Sequence[Cell], source: str) -> Question:
    return Question(
        name=question.name,
        title=question.title,
        points=question.points,
        difficulty=question.difficulty,
        minutes=question.minutes,
        checks=question.checks,
        source=source,
        blanks=_answers(question.name, student),
        manual=question.manual,
    )


def _answers(question: str, cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the sources of a question's answer cells."""
    answer = {"question": question, "role": "answer"}
    return tuple(
        cell.source
        for cell in cells
        if cell.kind == "code" and cell.metadata.get("course") == answer
    )
