"""Options that several verbs share, for `parser`."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

Verbs = argparse._SubParsersAction  # what add_subparsers returns has no public name


class Ask(argparse.Action):
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


def unsafe(parser: argparse.ArgumentParser) -> None:
    """Let a verb grade without a sandbox."""
    parser.add_argument(
        "--unsafe",
        action="store_true",
        help="grade even where this machine has no sandbox; every report says so",
    )


def slugs(parser: argparse.ArgumentParser) -> None:
    """Let a verb take assignments, all by default."""
    parser.add_argument(
        "slugs", nargs="*", metavar="SLUG", help="assignments, by name or number (default: all)"
    )


def grades(parser: argparse.ArgumentParser) -> None:
    """Let a verb name the folder of the gradebook."""
    parser.add_argument(
        "--grades",
        type=Path,
        default=Path("grades"),
        help="where the gradebook and the grade zips go (default: grades)",
    )


def grades_and_rosters(parser: argparse.ArgumentParser) -> None:
    """Let a verb name that folder and gradebook exports."""
    grades(parser)
    parser.add_argument(
        "--roster",
        dest="rosters",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a gradebook export of your LMS; may be repeated",
    )


def instead(
    parser: argparse._ActionsContainer, flag: str, verb: Callable[..., int], what: str
) -> None:
    """Let a flag choose another verb; `what` it does is its help."""
    parser.add_argument(flag, action="store_const", dest="verb", const=verb, help=what)


def workers(parser: argparse._ActionsContainer) -> None:
    """Let a verb take a number of processes, by default one for each core."""
    cores = len(os.sched_getaffinity(0))
    parser.add_argument(
        "--workers",
        type=positive,
        default=cores,
        metavar="N",
        help=f"processes (default: {cores})",
    )


def workers_or_cluster(parser: argparse.ArgumentParser) -> None:
    """Let a verb take a number of processes, or the address of a cluster instead."""
    group = parser.add_mutually_exclusive_group()
    workers(group)
    group.add_argument(
        "--cluster",
        dest="workers",
        default=argparse.SUPPRESS,
        metavar="ADDRESS",
        help="grade on a Dask cluster, by its scheduler's address such as tcp://192.0.2.1:8786; "
        "see docs/scale.md",
    )


def positive(text: str) -> int:
    """Return a number of at least 1, as `type=` of an option."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive number")
    return int(text)
