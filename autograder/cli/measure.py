"""`autograder measure`: run the solutions; write their cost and their figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, progress, say

if TYPE_CHECKING:
    from collections.abc import Sequence


def measure_solutions(slugs: Sequence[str]) -> int:
    """Run the solutions; write their cost and figures."""
    from autograder import course
    from autograder.authoring import build
    from autograder.authoring import readme as overview
    from autograder.sandbox.box import Box, zygote

    here = course.find(Path.cwd())
    chosen = course.select(here, slugs)
    measured, faults = overview.read(here, overview.MEASURED), []
    with (
        zygote(here.root / "build" / "cache") as warm,
        progress(len(chosen), "measuring") as advance,
    ):
        for slug in chosen:
            with Box(warm.path, build.ready(here, slug).limits) as box:
                measured[slug] = overview.measure(here, slug, box)
            faults += overview.faults(here, slug, measured[slug])
            advance()
    overview.write(here, overview.MEASURED, measured)
    say(f"wrote  {overview.MEASURED}")
    for fault in faults:
        complain(fault)
    return 1 if faults else 0
