"""`autograder verify`: grade the cases that come with the assignments; print what is not as
promised.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import counted, progress, say
from autograder.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Sequence


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
    cases = [
        case
        for assignment in assignments.values()
        for case in verify.find_cases(here, assignment, only=only, seeds=seeds)
    ]
    if not cases:
        what = f"--only {' '.join(only)}: no case's name contains this"
        raise CourseError(f"{what}. Try `--only /mistakes/`.")
    with (
        grader(here.cache, workers=workers) as session,
        progress(len(cases), "verifying") as advance,
    ):
        verifying = verify.verify(cases, assignments, session, whole=whole)
        done = list(counted(verifying, advance))
    reports = [verify.report(done, one, only) for one in assignments.values()]
    for report in reports:
        say("\n".join(report.lines))
    faults = sum(report.faults for report in reports)
    say(f"{len(done)} cases, {faults} faults")
    return 1 if faults else 0
