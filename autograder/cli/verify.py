"""`autograder verify`: grade the cases that come with the assignments; print what is not as promised."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import progress, say
from autograder.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from autograder.authoring.verify import Verified
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
    cases = [
        case
        for assignment in assignments.values()
        for case in verify.cases(here, assignment, only=only, seeds=seeds)
    ]
    if not cases:
        raise CourseError(
            f"--only {' '.join(only)}: no case's name holds this. Try `--only /mistakes/`."
        )
    done: list[Verified] = []
    with (
        grader(here.cache, workers=workers) as session,
        progress(len(cases), "verifying") as advance,
    ):
        for verified in verify.verify(cases, assignments, session, whole=whole):
            done.append(verified)
            advance()
    complete = {slug for slug in assignments if not only or any(text in slug for text in only)}
    return _verified(assignments, done, complete)


def _verified(
    assignments: dict[str, Assignment], done: list[Verified], whole: Collection[str]
) -> int:
    """Print what was found, of the assignments in `whole` also the checks that no mistake loses; return the exit status."""
    from autograder.authoring import verify

    faults = 0
    for slug, assignment in assignments.items():
        mine = sorted((v for v in done if v.case.slug == slug), key=lambda v: v.case.name)
        seconds = max((v.grade.seconds for v in mine if v.case.name == "solution"), default=0.0)
        say(f"{slug}: {len(mine)} cases, the solution takes {seconds:.1f} CPU seconds")
        for verified in mine:
            for fault in verified.faults:
                say(f"  {verified.case.name}: {fault}")
            faults += len(verified.faults)
        for key in verify.unlost(mine, assignment) if slug in whole else ():
            say(f"  no mistake loses {key}")
            faults += 1
    say(f"{len(done)} cases, {faults} faults")
    return 1 if faults else 0
