"""What can be typed after `autograder`: the verbs, their options, the function each one runs.

Every option's name is the name of that function's argument.
"""

from __future__ import annotations

import argparse
import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.cli.audit import audit_checks
from autograder.cli.build import build_notebooks
from autograder.cli.calibrate import calibrate_thresholds, list_missing, try_fresh_seeds
from autograder.cli.check import check_notebooks
from autograder.cli.container import grade_in_container
from autograder.cli.doctor import examine_machine
from autograder.cli.grade import grade_submissions, preview_grading
from autograder.cli.gradescope import bundle_for_gradescope
from autograder.cli.measure import measure_solutions
from autograder.cli.override import override_points
from autograder.cli.terminal import say
from autograder.cli.verify import verify_cases
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
        *(_grade, _check, _zip, _override, _doctor, _gradescope, _container),
        *(_build, _measure, _calibrate, _audit, _verify),
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


class _Ask(argparse.Action):
    """Gather what is asked of a decision by the options' names."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        name = (option_string or "").removeprefix("--")
        namespace.asked = {**namespace.asked, name: values}


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
    parser.add_argument(
        "--dry-run",
        action="store_const",
        dest="verb",
        const=preview_grading,
        help="say what would be done; write nothing",
    )
    _unsafe(parser)
    _grades_and_rosters(parser)
    _workers(parser)
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
    _unsafe(parser)
    _workers(parser)
    parser.set_defaults(verb=check_notebooks)


def _zip(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "zip", help="write reports and grade zips again from the gradebook, without grading"
    )
    names = "canvas, moodle, brightspace, blackboard, gradescope, folder"
    parser.add_argument("--lms", dest="only", help=f"only for this LMS: {names}")
    _grades_and_rosters(parser)
    parser.set_defaults(verb=write_zips)


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
            f"--{name}", metavar=name.upper(), action=_Ask, dest="asked", default={}, help=what
        )
    parser.add_argument(
        "--table", type=Path, metavar="CSV", help="a row for each decision; columns as the options"
    )
    _grades(parser)
    parser.set_defaults(verb=override_points)


def _doctor(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "doctor", help="prove that this machine is fit to grade, by attacking its own sandbox"
    )
    parser.set_defaults(verb=examine_machine)


def _gradescope(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "gradescope", help="write build/SLUG/gradescope.zip, the autograder to upload there"
    )
    _slugs(parser)
    parser.set_defaults(verb=bundle_for_gradescope)


def _container(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "container", help="grade the one submission in Gradescope's container"
    )
    parser.add_argument("root", type=Path, help="its folder with source/, submission/ and results/")
    parser.set_defaults(verb=grade_in_container)


def _build(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser("build", help="build student and solution notebooks from the masters")
    _slugs(parser)
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit with 1 when a committed notebook is stale",
    )
    parser.set_defaults(verb=build_notebooks)


def _measure(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "measure", help="run the solutions; write their cost and figures to solutions/measured.json"
    )
    _slugs(parser)
    parser.set_defaults(verb=measure_solutions)


def _calibrate(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "calibrate", help="run the solutions over many seeds; write the evidence for the thresholds"
    )
    _slugs(parser)
    parser.add_argument(
        "--seeds", type=_positive, default=50, metavar="N", help="how many seeds (default: 50)"
    )
    parser.add_argument(
        "--fresh",
        type=_positive,
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
        "--offset", type=_positive, default=1_000, metavar="K", help="the first fresh seed (1000)"
    )
    parser.add_argument(
        "--missing",
        action="store_const",
        dest="verb",
        const=list_missing,
        help="run nothing; list thresholds without a calibration",
    )
    _workers(parser)
    parser.set_defaults(verb=calibrate_thresholds)


def _audit(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "audit",
        help="plant mutants in the solutions; report which check catches which, and which survive",
    )
    _slugs(parser)
    _workers(parser)
    parser.set_defaults(verb=audit_checks)


def _verify(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "verify", help="grade each assignment's solution, blank, mistakes and variants"
    )
    _slugs(parser)
    parser.add_argument(
        "--whole", action="store_true", help="run every cell for every mistake and variant (slow)"
    )
    parser.add_argument(
        "--seeds",
        type=_positive,
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
    _workers(parser)
    parser.set_defaults(verb=verify_cases)


def _unsafe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--unsafe",
        action="store_true",
        help="grade even where this machine has no sandbox; every report says so",
    )


def _slugs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)"
    )


def _grades(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--grades",
        type=Path,
        default=Path("grades"),
        help="where the gradebook and the grade zips go (default: grades)",
    )


def _grades_and_rosters(parser: argparse.ArgumentParser) -> None:
    _grades(parser)
    parser.add_argument(
        "--roster",
        dest="rosters",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a gradebook export of your LMS; may be repeated",
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
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive number")
    return int(text)
