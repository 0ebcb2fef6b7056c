"""What can be typed after `autograder`: the verbs, their options, the function each one runs.

Every option's name is the name of that function's argument.
"""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.cli import options
from autograder.cli.audit import audit_checks
from autograder.cli.build import build_notebooks
from autograder.cli.calibrate import calibrate_thresholds, list_missing, try_fresh_seeds
from autograder.cli.check import check_notebooks
from autograder.cli.container import grade_in_container
from autograder.cli.doctor import examine_machine
from autograder.cli.forget import forget_students
from autograder.cli.grade import grade_agreed, grade_submissions, preview_grading
from autograder.cli.gradescope import bundle_for_gradescope
from autograder.cli.measure import measure_solutions
from autograder.cli.new import begin_assignment, import_master, init_course
from autograder.cli.override import override_points
from autograder.cli.release import release_assignments
from autograder.cli.review import review_grades
from autograder.cli.terminal import say
from autograder.cli.verify import compare_cases, verify_cases, verify_changed
from autograder.cli.zip import write_zips

Verb = Callable[..., int]


def parse(arguments: list[str] | None = None) -> tuple[Verb, dict[str, Any]]:
    """Return the verb that was asked for, and its arguments. Exits with 2 on wrong usage."""
    options = vars(_parser().parse_args(arguments))
    verb: Verb = options.pop("verb")
    taken = inspect.signature(verb).parameters  # a dry run, say, takes no workers
    return verb, {name: value for name, value in options.items() if name in taken}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="autograder", description="Build, verify and grade the deep-learning course."
    )
    parser.add_argument("--version", action=_Version)
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")
    for add in (
        *(_grade, _check, _zip, _review, _override, _forget, _doctor, _gradescope, _container),
        *(_init, _new, _import, _build, _release, _measure, _calibrate, _audit, _verify),
    ):
        add(verbs)
    return parser


Verbs = argparse._SubParsersAction  # what add_subparsers returns has no public name


class _Version(argparse.Action):
    """Print the version and exit; it is looked up only when asked for."""

    def __init__(self, option_strings: list[str], dest: str) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, 0, help="print the version and exit")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from autograder.cli.trouble import version

        say(f"autograder {version()}")
        parser.exit()


class _TryFresh(argparse.Action):
    """Take the number of fresh seeds, and the verb that tries them."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, *_: Any
    ) -> None:
        namespace.fresh, namespace.verb = values, try_fresh_seeds


def _grade(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser("grade", help="grade what is in submissions/ and write grades/")
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("submissions"),
        help="where the LMS downloads are (default: submissions)",
    )
    either = parser.add_mutually_exclusive_group()
    options.instead(either, "--dry-run", preview_grading, "say what would be done; write nothing")
    options.instead(either, "--yes", grade_agreed, "do not ask before points are changed")
    options.unsafe(parser)
    options.grades_and_rosters(parser)
    options.workers_or_cluster(parser)
    parser.set_defaults(verb=grade_submissions)


def _check(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "check", help="grade notebooks on the spot and print the result; no names, no gradebook"
    )
    parser.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK", help="a .ipynb file")
    parser.add_argument(
        "--assignment",
        metavar="SLUG",
        help="grade as this one, by name or number (default: what the notebook names itself)",
    )
    parser.add_argument(
        "--json",
        dest="as_json",
        action="store_true",
        help="print a line of JSON for each notebook, as docs/check-json.md describes",
    )
    options.unsafe(parser)
    options.workers(parser)
    parser.set_defaults(verb=check_notebooks)


def _zip(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "zip", help="write reports and grade zips again from the gradebook, without grading"
    )
    names = "canvas, moodle, brightspace, blackboard, gradescope, folder"
    parser.add_argument("--lms", dest="only", help=f"only for this LMS: {names}")
    options.grades_and_rosters(parser)
    parser.set_defaults(verb=write_zips)


def _review(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "review", help="read answers beside their checks, and mark them, in a browser"
    )
    parser.add_argument(
        "--port", type=options.positive, default=0, metavar="N", help="(default: any free one)"
    )
    options.grades(parser)
    parser.set_defaults(verb=review_grades)


def _override(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "override",
        help="decide points for a student or for everybody, with a reason; alone: list decisions",
    )
    parser.add_argument("slug", metavar="SLUG", help="the assignment, by name or number")
    for name, what in (
        ("student", "an id as in grades.csv, or `everybody`"),
        ("question", "the question's name"),
        ("check", "only this check of it, whose other points stay as they are"),
        ("points", "a number, `full`, or `undo`"),
        ("reason", "a sentence that the students concerned read"),
        ("lms", "where the same id is in two"),
    ):
        parser.add_argument(
            f"--{name}",
            metavar=name.upper(),
            action=options.Ask,
            dest="asked",
            default={},
            help=what,
        )
    parser.add_argument(
        "--table", type=Path, metavar="CSV", help="a row for each decision; columns as the options"
    )
    options.grades(parser)
    parser.set_defaults(verb=override_points)


def _forget(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "forget", help="remove students of earlier runs from the gradebook, after asking"
    )
    parser.add_argument(
        "students",
        nargs="*",
        metavar="STUDENT",
        help="ids as in grades.csv (default: all who are not in submissions/ now)",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")
    options.grades(parser)
    parser.set_defaults(verb=forget_students)


def _doctor(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "doctor", help="prove that this machine is fit to grade, by attacking its own sandbox"
    )
    parser.set_defaults(verb=examine_machine)


def _gradescope(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "gradescope", help="write build/SLUG/gradescope.zip, the autograder to upload there"
    )
    options.slugs(parser)
    parser.set_defaults(verb=bundle_for_gradescope)


def _container(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "container", help="grade the one submission in Gradescope's container"
    )
    parser.add_argument("root", type=Path, help="its folder with source/, submission/ and results/")
    parser.set_defaults(verb=grade_in_container)


def _init(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser("init", help="begin a course of your own in a new folder")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.set_defaults(verb=init_course)


def _new(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser("new", help="begin an assignment: a small, complete one to change")
    parser.add_argument("slug", metavar="SLUG", help="its name, such as 11-my-topic")
    parser.set_defaults(verb=begin_assignment)


def _import(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser("import", help="make a master of one of otter assign or nbgrader")
    parser.add_argument("notebook", type=Path, metavar="NOTEBOOK", help="its .ipynb file")
    parser.add_argument("slug", metavar="SLUG", help="its new name, such as 11-my-topic")
    parser.set_defaults(verb=import_master)


def _build(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser("build", help="build student and solution notebooks from the masters")
    options.slugs(parser)
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit with 1 when a committed notebook is stale",
    )
    parser.set_defaults(verb=build_notebooks)


def _release(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "release", help="write build/release/SLUG.zip, what students get: notebook, packages, steps"
    )
    options.slugs(parser)
    parser.set_defaults(verb=release_assignments)


def _measure(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "measure", help="run the solutions; write their cost and figures to solutions/measured.json"
    )
    options.slugs(parser)
    parser.set_defaults(verb=measure_solutions)


def _calibrate(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "calibrate", help="run the solutions over many seeds; write the evidence for the thresholds"
    )
    options.slugs(parser)
    parser.add_argument(
        "--seeds",
        type=options.positive,
        default=50,
        metavar="N",
        help="how many seeds (default: 50)",
    )
    parser.add_argument(
        "--fresh",
        type=options.positive,
        action=_TryFresh,
        metavar="N",
        help="write nothing; try N seeds never used before",
    )
    parser.add_argument(
        "--check",
        dest="checks",
        action="append",
        default=[],
        metavar="KEY",
        help="only this threshold's check; may be repeated",
    )
    parser.add_argument(
        "--offset",
        type=options.positive,
        default=1_000,
        metavar="K",
        help="the first fresh seed (1000)",
    )
    options.instead(
        parser, "--missing", list_missing, "run nothing; list thresholds without a calibration"
    )
    options.workers(parser)
    parser.set_defaults(verb=calibrate_thresholds)


def _audit(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "audit",
        help="plant mutants, cheats and harmless changes in the solutions; report which check "
        "catches which",
    )
    options.slugs(parser)
    parser.add_argument(
        "--cheats",
        action="store_true",
        help="only cheats and harmless changes, which take minutes where mutants take hours",
    )
    options.workers(parser)
    parser.set_defaults(verb=audit_checks)


def _verify(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "verify", help="grade each assignment's solution, blank, mistakes and variants"
    )
    options.slugs(parser)
    parser.add_argument(
        "--whole", action="store_true", help="run every cell for every mistake and variant (slow)"
    )
    options.instead(
        parser,
        "--changed",
        verify_changed,
        "run only what changed since it last came out as promised with this option",
    )
    parser.add_argument(
        "--seeds",
        type=options.positive,
        default=0,
        metavar="N",
        help="also grade each solution with N other seeds; every check must still pass",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="TEXT",
        help="only cases whose name, such as 02-nearest-neighbour/mistakes/cost_linear, contains "
        "this text; may be repeated",
    )
    options.instead(
        parser,
        "--agree",
        compare_cases,
        "also run each case in a plain kernel; its public checks must say the same there",
    )
    options.workers(parser)
    parser.set_defaults(verb=verify_cases)
