"""`autograder audit`: plant mutants in the solutions; write which check catches which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import counted, progress, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.authoring.audit import Audited
    from autograder.authoring.equivalents import Equivalent
    from autograder.course import Course
    from autograder.grading.session import Grader


def audit_checks(slugs: Sequence[str], *, workers: int = 1) -> int:
    """Plant mutants in the solutions; write which check catches which."""
    from autograder import course
    from autograder.authoring import audit, audit_report, equivalents, readme
    from autograder.grading.session import grader

    here = course.find(Path.cwd())
    audited: list[Audited] = []
    faults: list[str] = []
    tallies = readme.read(here, readme.AUDITED)
    with grader(here.cache, course.runs(here.audit), workers=workers) as session:
        for slug in course.select(here, slugs):
            listed = equivalents.read(here, slug)
            mine = _audit(here, slug, listed, session)
            audited += mine
            faults += _report(here, slug, mine, listed)
            # after each: all ten take long, and may be interrupted
            tallies[slug] = audit_report.tally(mine)
            readme.write(here, readme.AUDITED, tallies)
    say(f"wrote  {readme.AUDITED}; `make assignments` puts it into README")
    total = audit.score(audited)
    say(f"{total:.1%} of all mutants are killed, {len(faults)} faults")
    return 1 if faults or total < audit_report.LEAST_COURSE_SCORE else 0


def _audit(here: Course, slug: str, listed: Sequence[Equivalent], session: Grader) -> list[Audited]:
    """Run the mutants, mistakes and variants of one assignment."""
    from autograder.authoring import audit, build, verify

    assignment = build.ready(here, slug)
    cases = [case for case in verify.find_cases(here, assignment) if case.changed]
    planted = audit.plant(assignment, verify.read_built(here, slug, "solution"))
    with progress(len(cases) + len(planted), f"auditing {slug[:2]}") as advance:
        verifying = verify.verify(cases, {slug: assignment}, session, kept=True)
        verified = list(counted(verifying, advance))
        graded = list(counted(audit.run(planted, assignment, session), advance))
    return audit.judge(assignment, graded, verified, listed)


def _report(
    here: Course, slug: str, audited: Sequence[Audited], listed: Sequence[Equivalent]
) -> list[str]:
    """Print and write what was found of one assignment; return its faults."""
    from autograder import files
    from autograder.authoring import audit_report

    faults = audit_report.find_faults(audited, listed)
    lines = [slug, *audit_report.summarise(audited), *(f"  {fault}" for fault in faults)]
    say("\n".join(lines))
    path = here.audit / f"{slug}.md"
    files.write_whole(path, audit_report.write_page(slug, audited, faults).encode())
    say(f"wrote  {path.relative_to(here.root)}")
    return faults
