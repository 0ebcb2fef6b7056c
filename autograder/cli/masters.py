"""What authors can type after `autograder`: the verbs about masters, for `parser`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from autograder.cli import options
from autograder.cli.audit import audit_checks
from autograder.cli.build import build_notebooks
from autograder.cli.calibrate import calibrate_thresholds, list_missing, try_fresh_seeds
from autograder.cli.measure import measure_solutions
from autograder.cli.new import begin_assignment, import_master, init_course
from autograder.cli.options import Verbs
from autograder.cli.release import release_assignments
from autograder.cli.verify import compare_cases, verify_cases, verify_changed


class _TryFresh(argparse.Action):
    """Take the number of fresh seeds, and the verb that tries them."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, *_: Any
    ) -> None:
        namespace.fresh, namespace.verb = values, try_fresh_seeds


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
    parser.add_argument(
        "master", type=Path, metavar="MASTER", help="its .ipynb file, or otter's autograder.zip"
    )
    parser.add_argument("slug", metavar="SLUG", help="its new name, such as 11-my-topic")
    parser.add_argument(
        "--notebook", type=Path, help="beside an autograder.zip: the notebook that students got"
    )
    parser.set_defaults(verb=import_master)


def _build(verbs: Verbs[Any]) -> None:
    parser = verbs.add_parser("build", help="build student and solution notebooks from the masters")
    options.slugs(parser)
    way = parser.add_mutually_exclusive_group()
    way.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit with 1 when a committed notebook is stale",
    )
    way.add_argument(
        "--watch", action="store_true", help="go on, and build each master that you save"
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


VERBS = (_init, _new, _import, _build, _release, _measure, _calibrate, _audit, _verify)
