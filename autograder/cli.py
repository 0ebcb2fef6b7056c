"""The command line: results on stdout, progress and complaints on stderr. The only module that prints.

Exit codes: 0 done · 1 something you can mend · 2 usage · 3 a bug of ours, with its traceback · 130 interrupted. A low
score is 0. Heavy imports happen inside the verb that needs them, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.errors import AutograderError, CourseError
from autograder.records import Tier

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from autograder.course import Course
    from autograder.gradebook import Gradebook
    from autograder.lms import Roster, Unmapped
    from autograder.records import Assignment, Submission
    from autograder.verify import Verified


TIERS = {
    Tier.LANDLOCK: "Student code is jailed without namespaces, as in a container; SECURITY.md says what that leaves open.",
    Tier.NONE: "WITHOUT A JAIL, as --unsafe allows: student code can read, change and send whatever you can.",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return options.verb(options)
    except AutograderError as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt:
        complain("Interrupted. What was graded is kept; run the same command again to go on.")
        return 130
    except Exception:
        traceback.print_exc()
        complain("This is a bug of the autograder. Please report it with the lines above.")
        return 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="autograder", description="Build, verify and grade the deep-learning course.")
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")

    grade = verbs.add_parser("grade", help="grade what is in submissions/ and write grades/")
    grade.add_argument("folder", nargs="?", type=Path, default=Path("submissions"), help="where the LMS downloads are")
    grade.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    grade.add_argument(
        "--unsafe",
        action="store_true",
        help="where this machine can close no jail, grade without one; every report says so",
    )
    _release_options(grade)
    _workers(grade)
    grade.set_defaults(verb=_grade)

    export = verbs.add_parser("zip", help="write reports and grade zips again from the gradebook, without grading")
    export.add_argument("--lms", help="only this one: canvas, moodle, brightspace, blackboard, gradescope, folder")
    _release_options(export)
    export.set_defaults(verb=_zip)

    doctor = verbs.add_parser("doctor", help="prove that this machine is fit to grade, by attacking its own jail")
    doctor.set_defaults(verb=_doctor)

    gradescope = verbs.add_parser(
        "gradescope", help="write build/<slug>/gradescope.zip, the autograder to upload there"
    )
    gradescope.add_argument("slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)")
    gradescope.set_defaults(verb=_gradescope)

    container = verbs.add_parser("container", help="grade the one submission in Gradescope's container")
    container.add_argument("root", type=Path, help="its folder with source/, submission/ and results/")
    container.set_defaults(verb=_container)

    build = verbs.add_parser("build", help="build student and solution notebooks from the masters")
    build.add_argument("slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)")
    build.add_argument("--check", action="store_true", help="write nothing; exit 1 when a committed notebook is stale")
    build.set_defaults(verb=_build)

    measure = verbs.add_parser(
        "measure", help="run the solutions; write their cost and figures to solutions/measured.json"
    )
    measure.add_argument("slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)")
    measure.set_defaults(verb=_measure)

    calibrate = verbs.add_parser(
        "calibrate", help="run the solutions over many seeds; write what the thresholds rest on"
    )
    calibrate.add_argument("slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)")
    calibrate.add_argument("--seeds", type=_positive, default=50, metavar="N", help="how many seeds (default: 50)")
    calibrate.add_argument("--fresh", type=_positive, metavar="N", help="write nothing; try N seeds never used before")
    calibrate.add_argument("--offset", type=_positive, default=1_000, metavar="K", help="the first fresh seed (1000)")
    calibrate.add_argument("--missing", action="store_true", help="run nothing; list thresholds without a calibration")
    _workers(calibrate)
    calibrate.set_defaults(verb=_calibrate)

    audit = verbs.add_parser(
        "audit", help="plant slips in the solutions; say which check catches which, and what none does"
    )
    audit.add_argument("slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)")
    _workers(audit)
    audit.set_defaults(verb=_audit)

    verify = verbs.add_parser("verify", help="grade each assignment's solution, blank, mistakes and variants")
    verify.add_argument("slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)")
    verify.add_argument("--whole", action="store_true", help="run every cell for every mistake and variant (slow)")
    only = "only cases whose name, as in 02-nearest-neighbour/mistakes/cost_linear, holds this text; may be repeated"
    verify.add_argument("--only", action="append", default=[], metavar="TEXT", help=only)
    _workers(verify)
    verify.set_defaults(verb=_verify)
    return parser


def _release_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--grades", type=Path, default=Path("grades"), help="where the gradebook and the grade zips go")
    parser.add_argument(
        "--roster", type=Path, action="append", default=[], help="a gradebook export of your LMS; may be given again"
    )


def _workers(parser: argparse.ArgumentParser) -> None:
    cores = len(os.sched_getaffinity(0))
    parser.add_argument("--workers", type=_positive, default=cores, metavar="N", help=f"processes (default: {cores})")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no positive number")
    return int(text)


def say(text: str = "") -> None:
    """Print a result, with whatever a student put into it made safe for a terminal."""
    from autograder.report import terminal

    print("\n".join(terminal(line) for line in text.split("\n")))


def complain(text: str) -> None:
    """Print what a person should know or mend."""
    from autograder.report import terminal

    print("\n".join(terminal(line) for line in text.split("\n")), file=sys.stderr)


def _doctor(options: argparse.Namespace) -> int:
    from autograder import course, doctor

    here = course.find(Path.cwd())
    unsound = 0
    for finding in doctor.examine(here.root / "build" / "cache"):
        say(f"{'ok ' if finding.sound else 'NO '} {finding.what}")
        unsound += not finding.sound
        if finding.remedy:
            complain(f"    {finding.remedy}")
    say("This machine is fit to grade." if not unsound else "This machine is not fit to grade.")
    return 1 if unsound else 0


def _gradescope(options: argparse.Namespace) -> int:
    from autograder import container, course

    here = course.find(Path.cwd())
    for slug in course.select(here, options.slugs):
        path = here.built(slug) / "gradescope.zip"
        data = container.bundle(here, slug)
        path.write_bytes(data)
        say(f"wrote  {path.relative_to(here.root)}")
    return 0


def _container(options: argparse.Namespace) -> int:
    from autograder import container

    container.run(options.root)
    return 0


def _build(options: argparse.Namespace) -> int:
    from autograder import build, calibrate, course, overview
    from autograder.errors import MasterError
    from autograder.master import parse

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
    stale = [path for path, data in products.items() if not path.is_file() or path.read_bytes() != data]
    for path in stale:
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(products[path])
        say(f"{'stale' if options.check else 'wrote'}  {path.relative_to(here.root)}")
    if stale and options.check:
        complain("Run `make assignments` and commit what it writes.")
        return 1
    return 0


def _measure(options: argparse.Namespace) -> int:
    import json

    from autograder import course, overview
    from autograder.box.client import Box, zygote

    here = course.find(Path.cwd())
    slugs = course.select(here, options.slugs)
    measured, faults = overview.read_measured(here), []
    with zygote(here.root / "build" / "cache") as warm, _progress(len(slugs), "measuring") as advance:
        for slug in slugs:
            with Box(warm.path, course.ready(here, slug).limits) as box:
                measured[slug] = overview.measure(here, slug, box)
            faults += overview.faults(here, slug, measured[slug])
            advance()
    kept = {slug: measured[slug] for slug in here.slugs if slug in measured}
    (here.root / overview.MEASURED).write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    say(f"wrote  {overview.MEASURED}")
    for fault in faults:
        complain(fault)
    return 1 if faults else 0


def _calibrate(options: argparse.Namespace) -> int:
    from autograder import build, calibrate, course, thresholds
    from autograder.box.client import zygote
    from autograder.gradebook import open_gradebook
    from autograder.master import parse

    here = course.find(Path.cwd())
    slugs = course.select(here, options.slugs)
    masters = {slug: parse(here.master(slug)) for slug in slugs}
    if options.missing:
        found = [line for master in masters.values() for line in calibrate.missing(here, master)]
        say("\n".join(found) or "Every accuracy threshold has its calibration.")
        return 1 if found else 0
    seeds = range(options.offset, options.offset + options.fresh) if options.fresh else range(options.seeds)
    faults = []
    with (
        zygote(here.root / "build" / "cache") as warm,
        open_gradebook(here.root / "build" / "calibrate" / "runs.sqlite") as book,
    ):
        for slug, master in masters.items():
            subjects = thresholds.subjects(here, master, build.build(here.master(slug)))
            if not subjects:
                complain(f"{slug}: no calibrate.toml with a [[threshold]], so nothing to measure.")
                continue
            known = {} if options.fresh else calibrate.known(here, slug)
            with _progress(len(subjects) * len(seeds), f"calibrating {slug[:2]}") as advance:
                swept = calibrate.sweep(subjects, seeds, known, warm.path, options.workers, book)
                measured = calibrate.collect(subjects, known, _counted(swept, advance))
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


def _counted(items: Iterable[Any], advance: Callable[[], None]) -> Iterator[Any]:
    for item in items:
        advance()
        yield item


def _audit(options: argparse.Namespace) -> int:
    from autograder import audit, course, verify
    from autograder.box.client import zygote
    from autograder.gradebook import open_gradebook

    here = course.find(Path.cwd())
    folder = here.root / "build" / "audit"
    audited, faults = [], []
    with zygote(here.root / "build" / "cache") as warm, open_gradebook(folder / "runs.sqlite") as book:
        for slug in course.select(here, options.slugs):
            assignment = course.ready(here, slug)
            cases = [case for case in verify.cases(here, assignment) if "/" in case.name]
            planted = audit.plant(assignment, (here.built(slug) / "solution.ipynb").read_bytes())
            with _progress(len(cases) + len(planted), f"auditing {slug[:2]}") as advance:
                verifying = verify.verify(cases, {slug: assignment}, warm.path, options.workers, book)
                verified = list(_counted(verifying, advance))
                graded = list(_counted(audit.run(planted, assignment, warm.path, options.workers, book), advance))
            listed = audit.equivalents(here, slug)
            mine = audit.judge(assignment, graded, verified, listed)
            complaints = audit.faults(mine, listed)
            say("\n".join([slug, *audit.text(mine), *(f"  {line}" for line in complaints)]))
            audit.write(folder / f"{slug}.md", slug, mine, complaints)
            say(f"wrote  {(folder / slug).relative_to(here.root)}.md")
            audited += mine
            faults += complaints
    total = audit.score(audited)
    say(f"{total:.1%} of all mutants are killed, {len(faults)} faults")
    return 1 if faults or total < audit.LEAST_COURSE_SCORE else 0


def _verify(options: argparse.Namespace) -> int:
    from autograder import course, verify
    from autograder.box.client import zygote

    here = course.find(Path.cwd())
    assignments = {slug: course.ready(here, slug) for slug in course.select(here, options.slugs)}
    cases = [
        case
        for assignment in assignments.values()
        for case in verify.cases(here, assignment, whole=options.whole, only=options.only)
    ]
    if not cases:
        raise CourseError(f"--only {' '.join(options.only)}: no case's name holds this. Try `--only /mistakes/`.")
    done: list[Verified] = []
    with zygote(here.root / "build" / "cache") as warm, _progress(len(cases), "verifying") as advance:
        for verified in verify.verify(cases, assignments, warm.path, options.workers):
            done.append(verified)
            advance()
    whole = {slug for slug in assignments if not options.only or any(text in slug for text in options.only)}
    return _verified(assignments, done, whole)


def _verified(assignments: dict[str, Assignment], done: list[Verified], whole: Collection[str]) -> int:
    """Print what was found, of the assignments in `whole` also the checks that no mistake loses; return the exit status."""
    from autograder import verify

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


def _grade(options: argparse.Namespace) -> int:
    from autograder import batch, course, intake
    from autograder.gradebook import open_gradebook
    from autograder.lms import Roster

    here = course.find(Path.cwd())
    rosters = [Roster.read(path) for path in options.roster]
    taken = intake.collect(here, options.folder, rosters)
    assignments = {slug: course.ready(here, slug) for slug in sorted({s.slug for s in taken.submissions})}
    for note in taken.notes:
        complain(f"passed over: {note}")
    with open_gradebook(options.grades / "gradebook.sqlite", writable=not options.dry_run) as book:
        environment = batch.environment()
        if options.dry_run:
            _dry_run(
                here, book, taken.submissions, assignments, environment, rosters, options.grades, unsafe=options.unsafe
            )
        else:
            changes = _grade_new(here, book, taken.submissions, assignments, environment, options)
            _release(here, book, assignments, rosters, options.grades)
            for line in changes:
                say(line)
    for problem in taken.problems:
        complain(problem)
    return 1 if taken.problems else 0


def _zip(options: argparse.Namespace) -> int:
    from autograder import course
    from autograder.gradebook import open_gradebook
    from autograder.lms import Roster

    here = course.find(Path.cwd())
    with open_gradebook(options.grades / "gradebook.sqlite", writable=False) as book:
        slugs = [slug for slug in book.slugs() if slug in here.slugs]
        if not slugs:
            raise CourseError(f"{options.grades}: no grades yet. Run `make grade` first.")
        assignments = {slug: course.ready(here, slug) for slug in slugs}
        rosters = [Roster.read(path) for path in options.roster]
        _release(here, book, assignments, rosters, options.grades, only=options.lms)
    return 0


def _release(
    here: Course,
    book: Gradebook,
    assignments: dict[str, Assignment],
    rosters: list[Roster],
    grades: Path,
    only: str | None = None,
) -> None:
    """Print each class and write its reports and grade zips; name whoever is in none of the zips."""
    from autograder import lms, marking, release
    from autograder.course import Rules

    for slug, assignment in assignments.items():
        marks = marking.read(release.sheet(grades / slug), assignment)
        standings = release.standings(book, assignment, here.rules.get(slug, Rules()), marks)
        say(release.table(assignment, standings))
        for path in release.write(grades / slug, assignment, standings, marks):
            say(f"wrote  {path}")
        if waiting := release.unmarked(assignment, standings):
            complain(
                f"{slug}: {len(waiting)} of {len(standings)} wait for marks, and are in no upload yet. Fill in "
                f"{release.sheet(grades / slug)}, then `make zip`."
            )
        for name, graded, roster, column in release.exports(here, assignment, standings, rosters):
            if only not in (None, name):
                continue
            written = lms.write(name, grades / slug, assignment, graded, roster, column)
            for path in written.paths:
                say(f"wrote  {path}")
            for note in written.notes:
                complain(f"{slug}, {name}: {note}")
            for line in _unmapped(written.unmapped):
                complain(f"{slug}, {name}: in no upload: {line}")


def _dry_run(
    here: Course,
    book: Gradebook,
    submissions: tuple[Submission, ...],
    assignments: dict[str, Assignment],
    environment: str,
    rosters: list[Roster],
    grades: Path,
    *,
    unsafe: bool,
) -> None:
    """Print who would be graded from which file, who is graded already, and what the uploads would change."""
    from autograder import lms, marking, release
    from autograder.course import Rules

    known, new = release.sort(book, submissions, assignments, environment, unsafe=unsafe)
    for task, grade in known:
        say(f"graded already  {_line(task.submission)}  {grade.points:g}/{grade.possible:g}")
    for task in new:
        say(f"would grade     {_line(task.submission)}")
    for slug, assignment in assignments.items():
        marks = marking.read(release.sheet(grades / slug), assignment)
        standings = release.standings(book, assignment, here.rules.get(slug, Rules()), marks)
        for name, graded, roster, column in release.exports(here, assignment, standings, rosters):
            upload = lms.prepare(name, assignment, graded, roster, column)
            for change in upload.changes:
                say(f"would set       {slug}, {name}: {change.name}: {change.before or 'empty'} → {change.after}")
            for line in _unmapped(upload.unmapped):
                say(f"not mapped      {slug}, {name}: {line}")
    say(f"{len(submissions)} submissions, {len(new)} to grade. Nothing was written.")


def _unmapped(people: Sequence[Unmapped]) -> list[str]:
    """Return a line for each reason, naming the first few who have it."""
    by_reason: dict[str, list[str]] = {}
    for person in people:
        by_reason.setdefault(person.reason, []).append(f"{person.name} ({person.student})")
    return [
        f"{', '.join(names[:3])}{f' and {len(names) - 3} more' if len(names) > 3 else ''}: {reason}"
        for reason, names in by_reason.items()
    ]


def _line(submission: Submission) -> str:
    late = "  late" if submission.late else ""
    return (
        f"{submission.slug}  {submission.name} ({submission.student})  {submission.entry or submission.filename}{late}"
    )


def _grade_new(
    here: Course,
    book: Gradebook,
    submissions: tuple[Submission, ...],
    assignments: dict[str, Assignment],
    environment: str,
    options: argparse.Namespace,
) -> list[str]:
    """Grade what the gradebook does not hold yet; return a line for everyone whose points changed."""
    from autograder import batch, release
    from autograder.box.client import JAILED, zygote

    known, new = release.sort(book, submissions, assignments, environment, unsafe=options.unsafe)
    changes = [change for task, grade in known for change in release.save(book, task, grade, environment)]
    complain(f"{len(submissions)} submissions, {len(new)} to grade")
    if not new:
        return changes
    tiers = (*JAILED, Tier.NONE) if options.unsafe else JAILED
    with zygote(here.root / "build" / "cache", tiers=tiers) as warm, _progress(len(new), "grading") as advance:
        if warm.tier is not Tier.NAMESPACES:
            complain(f"{TIERS[warm.tier]} The machine refused {warm.refused}")
        for task, grade in batch.grade_all(new, warm.path, options.workers, environment):
            changes += release.save(book, task, grade, environment)
            advance()
    return changes


def _progress(total: int, what: str):
    """Show a bar with rate and time left on a terminal's stderr; nothing when it is none."""
    from contextlib import contextmanager

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    @contextmanager
    def shown():
        console = Console(stderr=True)
        rate = TextColumn("{task.fields[rate]}")
        columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
        with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
            task = progress.add_task(what, total=total, rate="")

            def advance() -> None:
                progress.advance(task)
                speed = progress.tasks[0].speed or progress.tasks[0].finished_speed
                progress.update(task, rate=f"{60 * speed:.0f}/min" if speed else "")

            yield advance

    return shown()
