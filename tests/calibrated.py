"""A course of one question whose answer depends on a seed, for the tests of calibration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from conftest import DEMO, make_course, make_grader

from autograder.authoring import calibrate, calibration, evidence, subjects
from autograder.authoring.build import build
from autograder.authoring.calibrate import Run
from autograder.authoring.calibration import Values
from autograder.authoring.master import Master, parse
from autograder.authoring.subjects import Subject
from autograder.course import Course
from autograder.grading.gradebook import open_gradebook

SLUG = "99-demo"
ANSWER = "total = numbers.sum()  # SOLUTION"
CHANCE = "gen = np.random.default_rng(5)  # SOLUTION\ntotal = 0.9 + 0.01 * gen.normal()  # SOLUTION"
EXACT = 'assert total == 6, f"total is {total}, expected 6"'
CHECK = """assert isinstance(total, float), "no number"
    import numpy as np
    gen = np.random.default_rng(7)
    score = total - gen.integers(2, 3)
    assert score + 2 >= 0.75, f"the score is {score}" """
WEAK = """# question: total
# loses: total/value
# why: half as good
total = 0.5 + 0.01 * np.random.default_rng(1).normal()
"""
DECLARED = '[[threshold]]\ncheck = "total/value"\nweak = ["mistakes/weak"]\n'


@dataclass(frozen=True)
class Bench:
    """The course, and the functions of calibration over it."""

    course: Course
    zygote: str

    @property
    def master(self) -> Master:
        return parse(self.course.master(SLUG))

    def subjects(self) -> list[Subject]:
        return subjects.find(self.course, self.master, build(self.course.master(SLUG)))

    def sweep(
        self,
        seeds: Sequence[int],
        known: Mapping[str, Values] | None = None,
        zygote: str | None = None,
    ) -> Iterator[Run]:
        with open_gradebook(self.course.root / "build" / "runs.sqlite") as book:
            grader = make_grader(zygote or self.zygote, book)
            yield from calibrate.sweep(self.subjects(), seeds, known or {}, grader)

    def faults(self) -> list[str]:
        return evidence.find_faults(self.course, self.master, build(self.course.master(SLUG)))

    def runs(
        self, values: Callable[[Subject, int], float | None], seeds: Sequence[int]
    ) -> list[Run]:
        """Return runs as if these values had been measured."""
        return [
            Run(subject=subject, seed=seed, value=values(subject, seed), seconds=0.1)
            for subject in self.subjects()
            for seed in seeds
        ]

    def write(
        self,
        values: Callable[[Subject, int], float | None],
        seeds: Sequence[int] = range(50),
    ) -> bytes:
        """Write calibration.json as if these values had been measured."""
        measured = calibrate.collect(self.subjects(), {}, self.runs(values, seeds))
        return calibration.write(self.course, SLUG, measured).read_bytes()

    def edit(self, old: str, new: str) -> None:
        path = self.course.master(SLUG)
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))


def make_bench(folder: Path, zygote: str) -> Bench:
    text = DEMO.read_text().replace(ANSWER, CHANCE).replace(EXACT, CHECK)
    course = make_course(folder / "course", text)
    (course.master(SLUG).parent / "mistakes").mkdir()
    (course.master(SLUG).parent / "mistakes" / "weak.py").write_text(WEAK)
    (course.master(SLUG).parent / "calibrate.toml").write_text(DECLARED)
    return Bench(course, zygote)


def normal(subject: Subject, seed: int) -> float:
    """A value like those of the course's own answer and its weak one."""
    middle = 0.9 if subject.solution == "solution" else 0.5
    return round(middle + 0.01 * float(np.random.default_rng(5 + seed).normal()), 6)
