"""The verbs of whoever writes the course: build, measure, calibrate, audit, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, counted, progress, say
from autograder.errors import CourseError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Sequence

    from autograder.authoring.verify import Verified
    from autograder.records import Assignment


def build_notebooks(options: argparse.Namespace) -> int:
    """Write what the masters make, or say what is stale."""
    from autograder import course
    from autograder.authoring import build, calibrate
    from autograder.authoring import readme as overview
    from autograder.authoring.master import parse
    from autograder.errors import MasterError

    here = course.find(Path.cwd())
    products: dict[Path, bytes] = {}
    refused: list[str] = []
    for slug in course.select(here, options.slugs):
        made = build.build(here.master(slug))
        refused += calibrate.faults(here, parse(here.master(slug)), made)
        products |= {here.student(slug): made.student, here.solution(slug): made.solution}
    if refused:
        raise MasterError(refused)
    products |= {path: text.encode() for path, text in overview.texts(here).items()}
    stale = [
        path for path, data in products.items() if not path.is_file() or path.read_bytes() != data
    ]
    for path in stale:
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(products[path])
        say(f"{'stale' if options.check else 'wrote'}  {path.relative_to(here.root)}")
    if stale and options.check:
        complain("Run `make assignments` and commit what it writes.")
        return 1
    return 0


def measure_solutions(options: argparse.Namespace) -> int:
    """Run the solutions; write their cost and figures."""
    from autograder import course
    from autograder.authoring import build
    from autograder.authoring import readme as overview
    from autograder.sandbox.box import Box, zygote

    here = course.find(Path.cwd())
    slugs = course.select(here, options.slugs)
    measured, faults = overview.read(here, overview.MEASURED), []
    with (
        zygote(here.root / "build" / "cache") as warm,
        progress(len(slugs), "measuring") as advance,
    ):
        for slug in slugs:
            with Box(warm.path, build.ready(here, slug).limits) as box:
                measured[slug] = overview.measure(here, slug, box)
            faults += overview.faults(here, slug, measured[slug])
            advance()
    overview.write(here, overview.MEASURED, measured)
    say(f"wrote  {overview.MEASURED}")
    for fault in faults:
        complain(fault)
    return 1 if faults else 0


def calibrate_thresholds(options: argparse.Namespace) -> int:
    """Run the solutions over many seeds; write what the thresholds rest on, or try fresh seeds."""
    from autograder import course
    from autograder.authoring import build, calibrate, thresholds
    from autograder.authoring.master import parse
    from autograder.grading.gradebook import open_gradebook
    from autograder.sandbox.box import zygote

    here = course.find(Path.cwd())
    slugs = course.select(here, options.slugs)
    masters = {slug: parse(here.master(slug)) for slug in slugs}
    if options.missing:
        found = [line for master in masters.values() for line in calibrate.missing(here, master)]
        say("\n".join(found) or "Every accuracy threshold has its calibration.")
        return 1 if found else 0
    _judge_keys(
        options.check or (),
        {t.check for s, m in masters.items() for t, _ in thresholds.declared(here, s, m)[0]},
    )
    seeds = (
        range(options.offset, options.offset + options.fresh)
        if options.fresh
        else range(options.seeds)
    )
    faults = []
    with (
        zygote(here.root / "build" / "cache") as warm,
        open_gradebook(here.root / "build" / "calibrate" / "runs.sqlite") as book,
    ):
        for slug, master in masters.items():
            subjects = thresholds.subjects(here, master, build.build(here.master(slug)))
            chosen = [
                one for one in subjects if not options.check or one.threshold.check in options.check
            ]
            if not chosen:
                if not options.check:
                    complain(
                        f"{slug}: no calibrate.toml with a [[threshold]], so nothing to measure."
                    )
                continue
            known = {} if options.fresh else calibrate.known(here, slug)
            with progress(len(chosen) * len(seeds), f"calibrating {slug[:2]}") as advance:
                swept = calibrate.sweep(chosen, seeds, known, warm.path, options.workers, book)
                measured = calibrate.collect(
                    chosen if options.fresh else subjects, known, counted(swept, advance)
                )
            say("\n".join([slug, *calibrate.report(measured)]))
            if options.fresh:
                faults += calibrate.failed(measured)
                continue
            calibrate.plot(here.root / "build" / "calibrate" / f"{slug}.png", measured)
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


def audit_checks(options: argparse.Namespace) -> int:
    """Plant slips in the solutions; write which check catches which."""
    from autograder import course
    from autograder.authoring import audit, build, verify
    from autograder.authoring import readme as overview
    from autograder.grading.gradebook import open_gradebook
    from autograder.sandbox.box import zygote

    here = course.find(Path.cwd())
    folder = here.root / "build" / "audit"
    audited, faults, tallies = [], [], overview.read(here, overview.AUDITED)
    with (
        zygote(here.root / "build" / "cache") as warm,
        open_gradebook(folder / "runs.sqlite") as book,
    ):
        for slug in course.select(here, options.slugs):
            assignment = build.ready(here, slug)
            cases = [case for case in verify.cases(here, assignment) if "/" in case.name]
            planted = audit.plant(assignment, (here.built(slug) / "solution.ipynb").read_bytes())
            with progress(len(cases) + len(planted), f"auditing {slug[:2]}") as advance:
                verifying = verify.verify(
                    cases, {slug: assignment}, warm.path, options.workers, book
                )
                verified = list(counted(verifying, advance))
                graded = list(
                    counted(
                        audit.run(planted, assignment, warm.path, options.workers, book), advance
                    )
                )
            listed = audit.equivalents(here, slug)
            mine = audit.judge(assignment, graded, verified, listed)
            complaints = audit.faults(mine, listed)
            say("\n".join([slug, *audit.text(mine), *(f"  {line}" for line in complaints)]))
            audit.write(folder / f"{slug}.md", slug, mine, complaints)
            say(f"wrote  {(folder / slug).relative_to(here.root)}.md")
            audited += mine
            faults += complaints
            tallies[slug] = audit.tally(mine)
            overview.write(
                here, overview.AUDITED, tallies
            )  # after each: all ten take long, and may be interrupted
    say(f"wrote  {overview.AUDITED}; `make assignments` puts it into README")
    total = audit.score(audited)
    say(f"{total:.1%} of all mutants are killed, {len(faults)} faults")
    return 1 if faults or total < audit.LEAST_COURSE_SCORE else 0


def verify_cases(options: argparse.Namespace) -> int:
    """Grade the cases that come with the assignments; print what is not as promised."""
    from autograder import course
    from autograder.authoring import build, verify
    from autograder.sandbox.box import zygote

    here = course.find(Path.cwd())
    assignments = {slug: build.ready(here, slug) for slug in course.select(here, options.slugs)}
    cases = [
        case
        for assignment in assignments.values()
        for case in verify.cases(here, assignment, only=options.only, seeds=options.seeds)
    ]
    if not cases:
        raise CourseError(
            f"--only {' '.join(options.only)}: no case's name holds this. Try `--only /mistakes/`."
        )
    done: list[Verified] = []
    with (
        zygote(here.root / "build" / "cache") as warm,
        progress(len(cases), "verifying") as advance,
    ):
        for verified in verify.verify(
            cases, assignments, warm.path, options.workers, whole=options.whole
        ):
            done.append(verified)
            advance()
    whole = {
        slug
        for slug in assignments
        if not options.only or any(text in slug for text in options.only)
    }
    return _verified(assignments, done, whole)


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
