"""`autograder verify`: grade the cases that come with the assignments; print what is not as
promised.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import counted, progress, say
from autograder.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.authoring.verify import Case, Verified
    from autograder.course import Course
    from autograder.records import Assignment


def verify_cases(
    slugs: Sequence[str],
    *,
    whole: bool = False,
    seeds: int = 0,
    only: Sequence[str] = (),
    workers: int = 1,
) -> int:
    """Grade the cases that come with the assignments; print what is not as promised."""
    from autograder import course
    from autograder.authoring import build, verify
    from autograder.grading.session import grader

    here = course.find(Path.cwd())
    assignments = {slug: build.ready(here, slug) for slug in course.select(here, slugs)}
    cases = _find_cases(here, assignments, only, seeds)
    with (
        grader(here.cache, workers=workers) as session,
        progress(len(cases), "verifying") as advance,
    ):
        verifying = verify.verify(cases, assignments, session, whole=whole)
        done = list(counted(verifying, advance))
    return _report(assignments, done, only)


def verify_changed(
    slugs: Sequence[str], *, seeds: int = 0, only: Sequence[str] = (), workers: int = 1
) -> int:
    """Do the same, but run only what this machine has not seen come out as promised.

    A case is known by the text of its cells and checks, the limits, the libraries and the grader.
    """
    from autograder import course
    from autograder.authoring import build, ours, verify
    from autograder.grading.session import grader

    here = course.find(Path.cwd())
    assignments = {slug: build.ready(here, slug) for slug in course.select(here, slugs)}
    cases = _find_cases(here, assignments, only, seeds)
    with (
        grader(here.cache, course.runs(here.verified), workers=workers) as session,
        progress(len(cases), "verifying") as advance,
    ):
        verifying = verify.verify(cases, assignments, session, kept=ours.seal_task)
        done = list(counted(verifying, advance))
    return _report(assignments, done, only)


def compare_cases(slugs: Sequence[str], *, only: Sequence[str] = (), workers: int = 1) -> int:
    """Do the same, and run each case in a plain kernel, too; print where the two do not agree."""
    from autograder import course
    from autograder.authoring import agree, build, verify
    from autograder.grading.session import grader

    here = course.find(Path.cwd())
    assignments = {slug: build.ready(here, slug) for slug in course.select(here, slugs)}
    cases = _find_cases(here, assignments, only)
    setups = {
        slug: agree.find_setup(verify.read_built(here, slug, "student")) for slug in assignments
    }
    with (
        grader(here.cache, workers=workers) as session,
        agree.bare_kernel() as ask,
        progress(len(cases), "comparing") as advance,
    ):
        done = [
            agree.compare(one, assignments[one.case.slug], setups[one.case.slug], ask)
            for one in counted(verify.verify(cases, assignments, session), advance)
        ]
    return _report(assignments, done, only)


def _find_cases(
    here: Course, assignments: Mapping[str, Assignment], only: Sequence[str], seeds: int = 0
) -> list[Case]:
    from autograder.authoring import verify

    cases = [
        case
        for assignment in assignments.values()
        for case in verify.find_cases(here, assignment, only=only, seeds=seeds)
    ]
    if not cases:
        what = f"--only {' '.join(only)}: no case's name contains this"
        raise CourseError(f"{what}. Try `--only /mistakes/`.")
    return cases


def _report(
    assignments: Mapping[str, Assignment], done: Sequence[Verified], only: Sequence[str]
) -> int:
    from autograder.authoring import verify

    reports = [verify.report(done, one, only) for one in assignments.values()]
    for report in reports:
        say("\n".join(report.lines))
    faults = sum(report.faults for report in reports)
    say(f"{len(done)} cases, {faults} faults")
    return 1 if faults else 0
