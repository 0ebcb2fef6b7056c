"""`autograder measure`: run the solutions; write their cost and their figures."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, progress, say

if TYPE_CHECKING:
    from collections.abc import Sequence


def measure_solutions(slugs: Sequence[str]) -> int:
    """Run the solutions; write their cost and figures."""
    from autograder import course
    from autograder.authoring import build, figures, readme
    from autograder.grading.session import grader

    here = course.find(Path.cwd())
    chosen = course.select(here, slugs)
    kept, faults = readme.read(here, readme.MEASURED), list[str]()
    with (
        grader(here.cache) as session,
        progress(len(chosen), "measuring") as advance,
    ):
        for slug in chosen:
            with session.open_box(build.ready(here, slug).limits) as box:
                measured = figures.measure(here, slug, box)
            kept[slug] = asdict(measured)
            faults += figures.find_faults(here, slug, measured)
            advance()
    readme.write(here, readme.MEASURED, kept)
    say(f"wrote  {readme.MEASURED}")
    for fault in faults:
        complain(fault)
    return 1 if faults else 0
