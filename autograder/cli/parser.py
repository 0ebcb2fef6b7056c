"""What can be typed after `autograder`: the verbs, their options, the function each one runs.

Those of authors are in `masters`. Every option's name is the name of that function's argument.
"""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.cli import masters, options
from autograder.cli.check import check_notebooks
from autograder.cli.container import grade_in_container
from autograder.cli.doctor import examine_machine
from autograder.cli.forget import forget_students
from autograder.cli.grade import grade_agreed, grade_submissions, preview_grading
from autograder.cli.gradescope import bundle_for_gradescope
from autograder.cli.options import Verbs
from autograder.cli.override import override_points
from autograder.cli.review import review_grades
from autograder.cli.similar import compare_answers
from autograder.cli.terminal import say
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
        *(_grade, _check, _zip, _review, _override, _similar, _forget, _doctor),
        *(_gradescope, _container, *masters.VERBS),
    ):
        add(verbs)
    return parser


class _Version(argparse.Action):
    """Print the version and exit; it is looked up only when asked for."""

    def __init__(self, option_strings: list[str], dest: str) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, 0, help="print the version and exit")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from autograder.cli.trouble import version

        say(f"autograder {version()}")
        parser.exit()


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
    options.grades_and_rosters(parser)
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
        ("points", "a number, `full`, `undo`, or `keep` where they stay as they are"),
        ("request", "what the student asks you to look at again, or `undo`"),
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


def _similar(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser(
        "similar", help="ask which answers of a class are unusually alike; no points depend on it"
    )
    options.slugs(parser)
    options.grades(parser)
    parser.set_defaults(verb=compare_answers)


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
