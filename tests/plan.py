"""How long a class of any size takes on so many cores: a simulation whose inputs are what `make bench` measured.

    tests/plan.py

prints the table of docs/scale.md from build/bench.json. A run has three parts, as `autograder grade` has: every file is
read, every notebook is graded on the core that is free first, the longest first, while grades are kept one by one; then
pages and uploads are made. Only the second part is faster with more cores, so that large classes are divided among several
graders, each with a gradebook and workers of its own.
"""

from __future__ import annotations

import heapq
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import bench_notes

SHARES = ("student", "checks", "ours")  # of the CPU seconds that one submission costs
ZYGOTE_SECONDS = 10.0  # until a worker's libraries are there, on a cold disk
PLANS = ((100, 1, 2), (10_000, 1, 32), (1_000_000, 20, 640))  # submissions, graders, cores of all


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """What one submission costs."""

    grading: tuple[float, ...]  # CPU seconds, of each assignment
    keeping: float  # seconds of the grader while others are graded
    publishing: float  # seconds of the grader before and after: reading, pages, uploads
    sent_bytes: float  # to a worker and back
    kept_bytes: float  # in grades/
    upload_bytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A class as it would go: hours, the share of the cores' time that grades, and bytes."""

    submissions: int
    graders: int
    cores: int
    hours: float
    busy: float
    sent_bytes: float
    kept_bytes: float
    upload_bytes: float


def read_costs(notes: Mapping[str, Any]) -> Costs:
    """Return the costs that bench.json holds, of the largest class in it."""
    each = notes["assignments"]["figures"]["each"].values()
    classes = {int(part.split()[-1]): part for part in notes if part.startswith("class of ")}
    size = max(classes)
    figures = notes[classes[size]]["figures"]
    sizes = {name: 1e3 * value for name, value in figures["sizes"].items()}
    kept = sizes["gradebook_kb_a_submission"]
    return Costs(
        grading=tuple(sum(one["ours"][share] for share in SHARES) for one in each),
        keeping=figures["keeping one grade"]["milliseconds"] / 1e3,
        publishing=figures["first publishing"]["cpu_seconds"] / size,
        sent_bytes=sizes["notebook_kb"] + kept,
        kept_bytes=sizes["kept_kb_a_submission"],
        upload_bytes=1e3 * sizes["upload_mb"] / size,
    )


def simulate(costs: Costs, submissions: int, graders: int, cores: int) -> Plan:
    """Return how a class goes that is divided evenly among graders, and these among cores."""
    theirs, workers = -(-submissions // graders), cores // graders
    began = theirs * costs.publishing / 2
    ended, worked = _grade(costs, theirs, workers)
    seconds = began + ended + theirs * costs.publishing / 2
    return Plan(
        submissions=submissions,
        graders=graders,
        cores=cores,
        hours=seconds / 3600,
        busy=worked / (workers * seconds),
        sent_bytes=submissions * costs.sent_bytes,
        kept_bytes=submissions * costs.kept_bytes,
        upload_bytes=submissions * costs.upload_bytes,
    )


def _grade(costs: Costs, submissions: int, cores: int) -> tuple[float, float]:
    """Return when the last grade is kept, and for how long all cores worked until then."""
    free = [ZYGOTE_SECONDS] * cores
    tasks = list(_put_longest_first(costs.grading, submissions))
    ended = sorted(heapq.heapreplace(free, free[0] + one) + one for one in tasks)
    kept = 0.0
    for moment in ended:
        kept = max(kept, moment) + costs.keeping
    return kept, sum(tasks)


def _put_longest_first(grading: Sequence[float], submissions: int) -> Iterator[float]:
    """Yield what each submission takes, evenly of all assignments."""
    for place, seconds in enumerate(sorted(grading, reverse=True)):
        more = submissions % len(grading) > place
        for _ in range(submissions // len(grading) + more):
            yield seconds


def show(costs: Costs, plans: Sequence[Plan]) -> str:
    """Return the plans as a table, below what one submission costs."""
    mean = statistics.fmean(costs.grading)
    lines = [
        f"One submission: {mean:.1f} CPU seconds to grade ({min(costs.grading):.1f} to "
        f"{max(costs.grading):.1f}), {1e3 * costs.keeping:.0f} ms to keep, "
        f"{1e3 * costs.publishing:.0f} ms to read and publish.",
        "",
        "| submissions | graders | cores | time | cores busy | sent | kept | uploads |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for one in plans:
        sizes = (one.sent_bytes, one.kept_bytes, one.upload_bytes)
        cells = [
            *(f"{number:,}" for number in (one.submissions, one.graders, one.cores)),
            f"{60 * one.hours:.0f} min" if one.hours < 2 else f"{one.hours:.1f} h",
            f"{100 * one.busy:.0f} %",
            *(_write_bytes(size) for size in sizes),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _write_bytes(size: float) -> str:
    return f"{size / 1e6:.0f} MB" if size < 1e9 else f"{size / 1e9:.1f} GB"


if __name__ == "__main__":
    measured = read_costs(bench_notes.read())
    sys.stdout.write(show(measured, [simulate(measured, *plan) for plan in PLANS]))
