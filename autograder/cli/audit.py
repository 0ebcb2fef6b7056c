"""`autograder audit`: plant mutants, cheats and harmless changes in the solutions; write which
check catches which.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import counted, progress, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.authoring.audit import Audited
    from autograder.authoring.trials import Tried
    from autograder.course import Course
    from autograder.grading.session import Grader


def audit_checks(slugs: Sequence[str], *, cheats: bool = False, workers: int = 1) -> int:
    """Plant mutants, cheats and harmless changes in the solutions; write which check catches which.

    With `cheats`, no mutants: their figures stay as they are.
    """
    from autograder import course
    from autograder.authoring import audit, audit_report, readme, trials
    from autograder.grading.session import grader

    here = course.find(Path.cwd())
    audited: list[Audited] = []
    faults: list[str] = []
    tallies = readme.read(here, readme.AUDITED)
    with grader(here.cache, course.runs(here.audit), workers=workers) as session:
        for slug in course.select(here, slugs):
            tried, found = _try(here, slug, session)
            faults += found
            tallies[slug] = tallies.get(slug, {}) | trials.tally(tried)
            if not cheats:
                mine, found = _audit(here, slug, tried, session)
                audited += mine
                faults += found
                tallies[slug] |= audit_report.tally(mine)
            # after each: all ten take long, and may be interrupted
            readme.write(here, readme.AUDITED, tallies)
    say(f"wrote  {readme.AUDITED}; `make assignments` puts it into README")
    total = audit.score(audited)
    say(f"{total:.1%} of all mutants are killed, {len(faults)} faults")
    return 1 if faults or total < audit_report.LEAST_COURSE_SCORE else 0


def _try(here: Course, slug: str, session: Grader) -> tuple[list[Tried], list[str]]:
    """Run the cheats and harmless changes of one assignment; return them with the faults."""
    from autograder.authoring import audit, build, cheats, trials, verify

    assignment = build.ready(here, slug)
    planted = trials.plant(assignment, verify.read_built(here, slug, "solution"))
    with progress(len(planted), f"cheating in {slug[:2]}") as advance:
        graded = list(counted(audit.run(planted, assignment, session), advance))
    listed = cheats.read(here, slug)
    tried = trials.judge(assignment, graded, listed)
    faults = trials.find_faults(tried, listed)
    say("\n".join([slug, *trials.summarise(tried), *(f"  {fault}" for fault in faults)]))
    return tried, faults


def _audit(
    here: Course, slug: str, tried: Sequence[Tried], session: Grader
) -> tuple[list[Audited], list[str]]:
    """Run the mutants, mistakes and variants of one assignment; return them with the faults."""
    from autograder import files
    from autograder.authoring import audit, audit_report, build, equivalents, ours, trials, verify

    assignment = build.ready(here, slug)
    cases = [case for case in verify.find_cases(here, assignment) if case.changed]
    planted = audit.plant(assignment, verify.read_built(here, slug, "solution"))
    with progress(len(cases) + len(planted), f"auditing {slug[:2]}") as advance:
        verifying = verify.verify(cases, {slug: assignment}, session, kept=ours.stamp_task)
        verified = list(counted(verifying, advance))
        graded = list(counted(audit.run(planted, assignment, session), advance))
    listed = equivalents.read(here, slug)
    mine = audit.judge(assignment, graded, verified, listed)
    faults = audit_report.find_faults(mine, listed)
    say("\n".join([slug, *audit_report.summarise(mine), *(f"  {fault}" for fault in faults)]))
    path = here.audit / f"{slug}.md"
    page = audit_report.write_page(slug, mine, faults) + "\n" + trials.write_page(tried)
    files.write_whole(path, page.encode())
    say(f"wrote  {path.relative_to(here.root)}")
    return mine, faults
