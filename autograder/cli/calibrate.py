"""`autograder calibrate`: run the solutions over many seeds; write the evidence for thresholds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, progress, say
from autograder.errors import CourseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from autograder.authoring.calibrate import Sweep
    from autograder.authoring.master import Master
    from autograder.course import Course
    from autograder.grading.session import Grader


def calibrate_thresholds(
    slugs: Sequence[str], *, seeds: int = 50, checks: Sequence[str] = (), workers: int = 1
) -> int:
    """Run the solutions over many seeds; write what the thresholds rest on."""
    from autograder.authoring.calibrate import Sweep

    return _run(slugs, Sweep(seeds=range(seeds), checks=frozenset(checks)), workers)


def try_fresh_seeds(
    slugs: Sequence[str],
    *,
    fresh: int,
    offset: int = 1_000,
    checks: Sequence[str] = (),
    workers: int = 1,
) -> int:
    """Run the solutions over seeds that were never used; write nothing."""
    from autograder.authoring.calibrate import Sweep

    seeds = range(offset, offset + fresh)
    return _run(slugs, Sweep(seeds=seeds, fresh=True, checks=frozenset(checks)), workers)


def list_missing(slugs: Sequence[str]) -> int:
    """Print the thresholds without a calibration; run nothing."""
    from autograder import course
    from autograder.authoring import evidence

    here = course.find(Path.cwd())
    masters = _parse(here, slugs)
    found = [line for master in masters for line in evidence.find_missing(here, master)]
    say("\n".join(found) or "Every accuracy threshold has its calibration.")
    return 1 if found else 0


def _run(slugs: Sequence[str], sweep: Sweep, workers: int) -> int:
    from autograder import course
    from autograder.grading.session import grader

    here = course.find(Path.cwd())
    masters = _parse(here, slugs)
    _judge_keys(here, masters, sweep.checks)
    with grader(here.cache, course.runs(here.calibration), workers=workers) as session:
        faults = [fault for master in masters for fault in _calibrate(here, master, sweep, session)]
    for fault in faults:
        complain(fault)
    return 1 if faults else 0


def _parse(here: Course, slugs: Sequence[str]) -> list[Master]:
    from autograder import course
    from autograder.authoring.master import parse

    return [parse(here.master(slug)) for slug in course.select(here, slugs)]


def _judge_keys(here: Course, masters: Sequence[Master], wanted: Iterable[str]) -> None:
    from autograder.authoring import thresholds

    plans = [thresholds.read_plan(here, master) for master in masters]
    known = {declared.threshold.check for plan in plans for declared in plan.declared}
    for key in wanted:
        if key not in known:
            choices = ", ".join(sorted(known))
            what = f"`{key}` is not a threshold of a calibrate.toml"
            raise CourseError(f"--check {what}. Use one of: {choices}.")


def _calibrate(here: Course, master: Master, sweep: Sweep, session: Grader) -> list[str]:
    """Measure one assignment; return what must be fixed."""
    from autograder.authoring import calibrate, calibration, evidence, subjects
    from autograder.authoring.build import build
    from autograder.authoring.calibration_report import plot, report

    built = build(here.master(master.slug))
    found = subjects.find(here, master, built)
    runs = len(sweep.choose(found)) * len(sweep.seeds)
    if not runs:
        if not sweep.checks:
            why = "no calibrate.toml with a [[threshold]], so nothing to measure"
            complain(f"{master.slug}: {why}.")
        return []
    with progress(runs, f"calibrating {master.slug[:2]}") as advance:
        measured = calibrate.calibrate(here, found, sweep, session, advance)
    say("\n".join([master.slug, *report(measured)]))
    if sweep.fresh:
        return evidence.find_failed(measured)
    plot(here.calibration / f"{master.slug}.png", measured)
    path = calibration.write(here, master.slug, measured)
    say(f"wrote  {path.relative_to(here.root)}")
    return evidence.find_faults(here, master, built)
