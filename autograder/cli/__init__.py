"""The command line. Exit codes: 0 done · 1 something you can mend · 2 usage · 3 a bug of ours, with its traceback ·
130 interrupted. A low score is 0. Heavy imports happen inside the verb that needs them, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import traceback
from pathlib import Path

from autograder.cli import authoring, grading
from autograder.cli.terminal import complain
from autograder.errors import AutograderError


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
    parser = argparse.ArgumentParser(
        prog="autograder", description="Build, verify and grade the deep-learning course."
    )
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")

    grade = verbs.add_parser("grade", help="grade what is in submissions/ and write grades/")
    grade.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("submissions"),
        help="where the LMS downloads are",
    )
    grade.add_argument(
        "--dry-run", action="store_true", help="say what would be done, and write nothing"
    )
    grade.add_argument(
        "--unsafe",
        action="store_true",
        help="where this machine can close no jail, grade without one; every report says so",
    )
    _release_options(grade)
    _workers(grade)
    grade.set_defaults(verb=grading.grade_submissions)

    export = verbs.add_parser(
        "zip", help="write reports and grade zips again from the gradebook, without grading"
    )
    export.add_argument(
        "--lms", help="only this one: canvas, moodle, brightspace, blackboard, gradescope, folder"
    )
    _release_options(export)
    export.set_defaults(verb=grading.write_zips)

    doctor = verbs.add_parser(
        "doctor", help="prove that this machine is fit to grade, by attacking its own jail"
    )
    doctor.set_defaults(verb=grading.examine_machine)

    gradescope = verbs.add_parser(
        "gradescope", help="write build/<slug>/gradescope.zip, the autograder to upload there"
    )
    gradescope.add_argument(
        "slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)"
    )
    gradescope.set_defaults(verb=grading.bundle_for_gradescope)

    container = verbs.add_parser(
        "container", help="grade the one submission in Gradescope's container"
    )
    container.add_argument(
        "root", type=Path, help="its folder with source/, submission/ and results/"
    )
    container.set_defaults(verb=grading.grade_in_container)

    build = verbs.add_parser("build", help="build student and solution notebooks from the masters")
    build.add_argument(
        "slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)"
    )
    build.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit 1 when a committed notebook is stale",
    )
    build.set_defaults(verb=authoring.build_notebooks)

    measure = verbs.add_parser(
        "measure", help="run the solutions; write their cost and figures to solutions/measured.json"
    )
    measure.add_argument(
        "slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)"
    )
    measure.set_defaults(verb=authoring.measure_solutions)

    calibrate = verbs.add_parser(
        "calibrate", help="run the solutions over many seeds; write what the thresholds rest on"
    )
    calibrate.add_argument(
        "slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)"
    )
    calibrate.add_argument(
        "--seeds", type=_positive, default=50, metavar="N", help="how many seeds (default: 50)"
    )
    calibrate.add_argument(
        "--fresh", type=_positive, metavar="N", help="write nothing; try N seeds never used before"
    )
    calibrate.add_argument(
        "--check",
        action="append",
        metavar="KEY",
        help="only this threshold's check; may be repeated",
    )
    calibrate.add_argument(
        "--offset", type=_positive, default=1_000, metavar="K", help="the first fresh seed (1000)"
    )
    calibrate.add_argument(
        "--missing", action="store_true", help="run nothing; list thresholds without a calibration"
    )
    _workers(calibrate)
    calibrate.set_defaults(verb=authoring.calibrate_thresholds)

    audit = verbs.add_parser(
        "audit",
        help="plant slips in the solutions; say which check catches which, and what none does",
    )
    audit.add_argument(
        "slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)"
    )
    _workers(audit)
    audit.set_defaults(verb=authoring.audit_checks)

    verify = verbs.add_parser(
        "verify", help="grade each assignment's solution, blank, mistakes and variants"
    )
    verify.add_argument(
        "slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)"
    )
    verify.add_argument(
        "--whole", action="store_true", help="run every cell for every mistake and variant (slow)"
    )
    only = "only cases whose name, as in 02-nearest-neighbour/mistakes/cost_linear, holds this text; may be repeated"
    seeds = "also grade each solution with so many other seeds; no check may be lost"
    verify.add_argument("--seeds", type=_positive, default=0, metavar="N", help=seeds)
    verify.add_argument("--only", action="append", default=[], metavar="TEXT", help=only)
    _workers(verify)
    verify.set_defaults(verb=authoring.verify_cases)
    return parser


def _release_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--grades",
        type=Path,
        default=Path("grades"),
        help="where the gradebook and the grade zips go",
    )
    parser.add_argument(
        "--roster",
        type=Path,
        action="append",
        default=[],
        help="a gradebook export of your LMS; may be given again",
    )


def _workers(parser: argparse.ArgumentParser) -> None:
    cores = len(os.sched_getaffinity(0))
    parser.add_argument(
        "--workers",
        type=_positive,
        default=cores,
        metavar="N",
        help=f"processes (default: {cores})",
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no positive number")
    return int(text)
