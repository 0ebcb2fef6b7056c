"""What accuracy may a check ask for? Measured, not guessed: the reference solution and named weak
ones, run over many seeds in the sandbox.

A seed k is added to every number in `set_random_seed(…)` and `seed=…` of the solution and in
`default_rng(…)` of its answers, so that 0 is the notebook as it is and the given data stay the
same; where calibrate.toml says that chance enters by the check, to those in the check's own
`default_rng(…)`, too. `sweep` runs what is not known yet, `collect` puts it beside what is, and
`calibration` writes both.
"""

from __future__ import annotations

import ast
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder import assignments
from autograder.authoring import calibration, ours
from autograder.authoring.calibration import Measured, Values
from autograder.authoring.subjects import MEASURED, Subject
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.session import Grader
from autograder.grading.task import Task
from autograder.records import Assignment, Check, Grade

DECIMALS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Which seeds to run, for which checks. Fresh ones are tried, and not written."""

    seeds: range
    fresh: bool = False
    checks: frozenset[str] = frozenset()  # none: all

    def choose(self, subjects: Sequence[Subject]) -> list[Subject]:
        return [one for one in subjects if not self.checks or one.threshold.check in self.checks]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one seed gave for one subject."""

    subject: Subject
    seed: int
    value: float | None
    seconds: float  # CPU


def calibrate(
    course: Course,
    subjects: Sequence[Subject],
    wanted: Sweep,
    grader: Grader,
    advance: Callable[[], None],
) -> list[Measured]:
    """Run the wanted seeds of an assignment's subjects; return all values known of it then.

    Of fresh seeds, their values alone. `advance` is called after each run.
    """
    chosen = wanted.choose(subjects)
    known = {} if wanted.fresh else calibration.find_known(course, subjects[0].slug)

    def swept() -> Iterator[Run]:
        for run in sweep(chosen, wanted.seeds, known, grader):
            advance()
            yield run

    return collect(chosen if wanted.fresh else subjects, known, swept())


def sweep(
    subjects: Sequence[Subject],
    seeds: Sequence[int],
    known: Mapping[str, Values],
    grader: Grader,
) -> Iterator[Run]:
    """Yield a run for each subject and seed that `known`, by stamp, does not have.

    Subjects that need the same cells are measured together. The session's gradebook keeps what an
    interrupted sweep has done.
    """
    wanted: dict[str, tuple[list[Subject], int]] = {}
    tasks: list[Task] = []
    for group in _group(subjects):
        for seed in seeds:
            new = [one for one in group if seed not in known.get(one.fingerprint, {})]
            if new:
                name = f"{new[0].slug}/{new[0].solution}/{new[0].threshold.check}/{seed}"
                wanted[name] = new, seed
                notebook = ours.add_seed(new[0].notebook, seed)
                tasks.append(ours.make_task(grader, name, notebook, _join(new, seed)))
    for task, grade in ours.grade(map(ours.stamp_task, tasks), grader):
        found, seed = wanted[task.submission.student]
        for subject in found:
            value = _read_value(grade, subject.threshold.check)
            yield Run(subject=subject, seed=seed, value=value, seconds=grade.seconds)


def collect(
    subjects: Sequence[Subject], known: Mapping[str, Values], swept: Iterable[Run]
) -> list[Measured]:
    """Return every subject with its values, known and swept, in the order of `subjects`.

    A threshold of which a subject has none is left out: it was not among those measured now.
    """
    values = {one.fingerprint: dict(known.get(one.fingerprint, {})) for one in subjects}
    seconds: dict[str, list[float]] = {}
    for run in swept:
        values[run.subject.fingerprint][run.seed] = run.value
        seconds.setdefault(run.subject.fingerprint, []).append(run.seconds)
    left_out = {one.threshold.check for one in subjects if not values[one.fingerprint]}
    return [
        Measured(
            subject=one,
            values=dict(sorted(values[one.fingerprint].items())),
            seconds=statistics.fmean(seconds.get(one.fingerprint, [0.0])),
        )
        for one in subjects
        if one.threshold.check not in left_out
    ]


def _group(subjects: Iterable[Subject]) -> list[list[Subject]]:
    """Return the subjects that one run can measure together."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[Subject]] = {}
    for subject in subjects:
        key = subject.slug, subject.question.name, subject.code
        groups.setdefault(key, []).append(subject)
    return list(groups.values())


def _join(subjects: Sequence[Subject], seed: int) -> Assignment:
    """Return the assignment in which the checks of all subjects measure."""
    statements: dict[str, None] = {}  # a set in its order
    checks: list[Check] = []
    for subject in subjects:
        source = subject.question.source
        if subject.varies_check:
            source = ours.shift_seeds(ours.GENERATOR_SEED, source, seed)
        statements |= {ast.unparse(node): None for node in ast.parse(source).body}
        checks += subject.question.checks
    first = subjects[0]
    question = replace(first.question, source="\n".join(statements), checks=tuple(checks))
    return assignments.sealed(replace(first.measuring, questions=(question,)))


def _read_value(grade: Grade, check: str) -> float | None:
    """Return what a check measured; None when it failed before.

    Raises `CourseError` when the check itself is broken.
    """
    result = next(result for result in grade.results if result.check.key == check)
    if grade.needs_review:
        why = grade.note or result.message
        raise CourseError(f"{grade.student}: the check could not be run: {why} Fix the check.")
    if not result.message.startswith(MEASURED):
        return None
    return round(float(result.message.removeprefix(MEASURED)), DECIMALS)
