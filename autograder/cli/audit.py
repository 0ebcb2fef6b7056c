"""`autograder audit`: plant mutants in the solutions; write which check catches which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import counted, progress, say

if TYPE_CHECKING:
    from collections.abc import Sequence


def audit_checks(slugs: Sequence[str], *, workers: int = 1) -> int:
    """Plant slips in the solutions; write which check catches which."""
    from autograder import course
    from autograder.authoring import audit, build, readme, verify
    from autograder.grading.session import grader

    here = course.find(Path.cwd())
    audited, faults, tallies = [], [], readme.read(here, readme.AUDITED)
    with grader(here.cache, course.runs(here.audit), workers=workers) as session:
        for slug in course.select(here, slugs):
            assignment = build.ready(here, slug)
            cases = [case for case in verify.cases(here, assignment) if "/" in case.name]
            planted = audit.plant(assignment, (here.built(slug) / "solution.ipynb").read_bytes())
            with progress(len(cases) + len(planted), f"auditing {slug[:2]}") as advance:
                verifying = verify.verify(cases, {slug: assignment}, session, kept=True)
                verified = list(counted(verifying, advance))
                graded = list(counted(audit.run(planted, assignment, session), advance))
            listed = audit.equivalents(here, slug)
            mine = audit.judge(assignment, graded, verified, listed)
            complaints = audit.faults(mine, listed)
            say("\n".join([slug, *audit.text(mine), *(f"  {line}" for line in complaints)]))
            audit.write(here.audit / f"{slug}.md", slug, mine, complaints)
            say(f"wrote  {(here.audit / slug).relative_to(here.root)}.md")
            audited += mine
            faults += complaints
            tallies[slug] = audit.tally(mine)
            readme.write(
                here, readme.AUDITED, tallies
            )  # after each: all ten take long, and may be interrupted
    say(f"wrote  {readme.AUDITED}; `make assignments` puts it into README")
    total = audit.score(audited)
    say(f"{total:.1%} of all mutants are killed, {len(faults)} faults")
    return 1 if faults or total < audit.LEAST_COURSE_SCORE else 0
