"""`make bench`: measure speed and memory; write build/bench.json, and a table and a plot of it.

    tests/bench.py [PART…] [--for 01,05]

Parts are *submission* (`bench_submission`: one Keras submission beside `otter run`, with the promises held),
*assignments* (`bench_assignments`: the ten solutions), *hundred* (`bench_hundred`: ten of each at once), *nbgrader*
(`bench_nbgrader`), *cluster* (`bench_cluster`, for which `make cluster` installs Dask), *class* (`bench_class`: classes of
10, 100 and 1,000 that were graded before, which `SIZES=10000` replaces) and *desk* (`bench_desk`: the marking desk with a
class of 1,000). Without any, all are measured, one after the other, which takes about half an hour on an idle machine. What
an earlier run measured of the other parts stays; `bench_report` makes the table and the plot of all that is there. Run it in
an environment without the test tools (`make bench` makes one): they slow `otter run` down.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import bench_assignments
import bench_class
import bench_cluster
import bench_desk
import bench_hundred
import bench_nbgrader
import bench_report
import bench_submission
from bench_notes import ROOT, note, read

from autograder import course

SIZES = (10, 100, 1_000)


def main(arguments: Sequence[str]) -> int:
    parts: dict[str, Callable[[list[str]], int]] = {
        "submission": lambda _: bench_submission.main(),
        "assignments": lambda slugs: _note_each("assignments", bench_assignments.main(slugs)),
        "hundred": _measure_hundred,
        "nbgrader": lambda slugs: _note_each("nbgrader", {"each": bench_nbgrader.main(slugs)}),
        "cluster": lambda slugs: _note_whole("cluster", bench_cluster.main(slugs)),
        "class": lambda _: _measure_classes(),
        "desk": lambda _: _measure_desk(),
    }
    parser = argparse.ArgumentParser(prog="tests/bench.py")
    parser.add_argument("part", nargs="*", choices=[*parts, []])
    parser.add_argument("--for", dest="only", default="")
    chosen = parser.parse_args(arguments)
    known = course.find(ROOT).slugs
    slugs = [one for one in known if one.startswith(tuple(chosen.only.split(",")))]
    kept = [parts[name](slugs) for name in chosen.part or parts]
    for path, data in bench_report.make(read()).items():
        (ROOT / "build" / path).write_bytes(data)
        sys.stdout.write(f"wrote  build/{path}\n")
    return max(kept)


def _note_each(part: str, measured: dict) -> int:
    """Note what was measured of some assignments beside what is known of the others."""
    before = read().get(part, {"figures": {"each": {}}})["figures"]["each"]
    note(part, measured | {"each": before | measured["each"]})
    return 0


def _note_whole(part: str, measured: Mapping[str, Any]) -> int:
    note(part, measured)
    return 0


def _measure_hundred(slugs: list[str]) -> int:
    each = read()["assignments"]["figures"]["each"]
    checks = {slug: each[slug]["ours"]["checks"] for slug in slugs}
    return _note_whole("hundred", bench_hundred.main(slugs, checks))


def _measure_classes() -> int:
    for size in map(int, os.environ.get("SIZES", "").split() or SIZES):
        note(f"class of {size}", bench_class.main(size))
    return 0


def _measure_desk() -> int:
    figures = bench_desk.main()
    note("desk", figures)
    return bench_desk.tell(figures)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
