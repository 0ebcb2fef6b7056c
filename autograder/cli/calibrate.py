"""`autograder calibrate`: run the solutions over many seeds; write the evidence for the thresholds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, counted, progress, say
from autograder.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def calibrate_thresholds(
    slugs: Sequence[str],
    *,
    seeds: int = 50,
    fresh: int | None = None,
    checks: Sequence[str] = (),
    offset: int = 1_000,
    missing: bool = False,
    workers: int = 1,
) -> int:
    """Run the solutions over many seeds; write what the thresholds rest on, or try fresh seeds."""
    from autograder import course
    from autograder.authoring import build, calibrate, thresholds
    from autograder.authoring.master import parse
    from autograder.grading.session import grader

    here = course.find(Path.cwd())
    masters = {slug: parse(here.master(slug)) for slug in course.select(here, slugs)}
    if missing:
        found = [line for master in masters.values() for line in calibrate.missing(here, master)]
        say("\n".join(found) or "Every accuracy threshold has its calibration.")
        return 1 if found else 0
    _judge_keys(
        checks,
        {t.check for s, m in masters.items() for t, _ in thresholds.declared(here, s, m)[0]},
    )
    tried = range(offset, offset + fresh) if fresh else range(seeds)
    faults = []
    with grader(here.cache, course.runs(here.calibration), workers=workers) as session:
        for slug, master in masters.items():
            subjects = thresholds.subjects(here, master, build.build(here.master(slug)))
            chosen = [one for one in subjects if not checks or one.threshold.check in checks]
            if not chosen:
                if not checks:
                    complain(
                        f"{slug}: no calibrate.toml with a [[threshold]], so nothing to measure."
                    )
                continue
            known = {} if fresh else calibrate.known(here, slug)
            with progress(len(chosen) * len(tried), f"calibrating {slug[:2]}") as advance:
                swept = calibrate.sweep(chosen, tried, known, session)
                measured = calibrate.collect(
                    chosen if fresh else subjects, known, counted(swept, advance)
                )
            say("\n".join([slug, *calibrate.report(measured)]))
            if fresh:
                faults += calibrate.failed(measured)
                continue
            calibrate.plot(here.calibration / f"{slug}.png", measured)
            say(f"wrote  {calibrate.write(here, slug, measured).relative_to(here.root)}")
            faults += calibrate.faults(here, master, build.build(here.master(slug)))
    for fault in faults:
        complain(fault)
    return 1 if faults else 0


def _judge_keys(wanted: Sequence[str], known: Collection[str]) -> None:
    for key in wanted:
        if key not in known:
            raise CourseError(
                f"--check `{key}` is no threshold of a calibrate.toml. Use one of: {', '.join(sorted(known))}."
            )
