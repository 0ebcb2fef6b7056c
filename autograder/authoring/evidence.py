"""Do the measured values support what a master's checks ask for? `build` refuses it where not.

A bound may be missed by at most one run in a thousand of the right solution. Every accuracy
threshold needs values, measured with the code as it is now; and a message that calls a number
typical or required must give the true one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from autograder.authoring import calibration, subjects, thresholds
from autograder.authoring.build import Built
from autograder.authoring.calibration import Evidence, Measured
from autograder.authoring.master import Master
from autograder.authoring.subjects import SOLUTION, Subject
from autograder.authoring.thresholds import Threshold
from autograder.course import Course

# An assert that a number is at least this, and below 1, is taken for one about an accuracy.
LEAST_ACCURACY = 0.2
TOLD = re.compile(r"\b(typical|required) (\d+(?:\.\d+)?)")


def find_faults(course: Course, master: Master, built: Built) -> list[str]:
    """Return why a master may not be built: unsupported bounds, values of other code, or none."""
    known = calibration.read(course, master.slug).thresholds
    measured = subjects.find(course, master, built)
    return [
        *(
            fault
            for subject in measured
            if subject.threshold.check in known
            for fault in _judge(master, subject, known[subject.threshold.check])
        ),
        *_find_leftovers(course, master, set(known)),
        *find_missing(course, master),
    ]


def find_missing(course: Course, master: Master) -> list[str]:
    """Return the accuracy thresholds without values, a line each.

    An accuracy threshold is an assert that a number is at least a bound from 0.2 to 1, unless
    calibrate.toml calls it fixed; and whatever calibrate.toml declares.
    """
    plan = thresholds.read_plan(course, master)
    have = calibration.read(course, master.slug).thresholds.keys() | plan.fixed
    accuracies = {one for one in thresholds.find(master) if _is_accuracy(one)}
    wanted = accuracies | {declared.threshold for declared in plan.declared}
    return [
        f"{_where(master, threshold)}: {threshold} has no calibration. Name it in calibrate.toml "
        f"and run `autograder calibrate {master.slug[:2]}`."
        for threshold in sorted(wanted, key=lambda threshold: threshold.line)
        if threshold.check not in have
    ]


def find_failed(measured: Sequence[Measured]) -> list[str]:
    """Return the seeds with which the solution itself misses a threshold."""
    return [
        f"{one.subject.threshold}: the solution fails with seed {seed}: {show(value)}"
        for one in measured
        if one.is_right
        for seed, value in one.values.items()
        if not one.subject.threshold.met(value)
    ]


def show(value: float | None) -> str:
    """Return a measured value as text."""
    return "none" if value is None else f"{value:.4f}"


def _is_accuracy(threshold: Threshold) -> bool:
    return threshold.sign == 1 and LEAST_ACCURACY <= threshold.bound < 1


def _where(master: Master, threshold: Threshold) -> str:
    return f"{master.slug}.py, line {threshold.line}"


def _judge(master: Master, subject: Subject, evidence: Evidence) -> Iterator[str]:
    """Yield what is wrong with one subject's values."""
    threshold, where = subject.threshold, _where(master, subject.threshold)
    runs = evidence.of(subject.solution)
    if runs is None or runs.fingerprint != subject.fingerprint:
        yield (
            f"{where}: `{threshold.check}` was calibrated with another `{subject.solution}`. "
            f"Run `autograder calibrate {master.slug[:2]}`."
        )
    elif subject.solution == SOLUTION:
        yield from (f"{where}: {fault}" for fault in _judge_bound(threshold, evidence))
    if subject.solution == SOLUTION:
        yield from (f"{where}: {fault}" for fault in _judge_message(threshold, evidence))


def _judge_bound(threshold: Threshold, evidence: Evidence) -> Iterator[str]:
    values = evidence.solution.values
    supported = calibration.find_support(threshold, values)
    if supported is None:
        shown = "no bound: some runs fail before it"
    elif threshold.sign * (threshold.bound - supported) > 0:
        shown = f"{supported:.4f}"
    else:
        return
    yield (
        f"{threshold}, but {len(values)} seeds support {shown}. Ask for less, or make the result "
        "vary less (more training, more hidden points) and calibrate again."
    )


def _judge_message(threshold: Threshold, evidence: Evidence) -> Iterator[str]:
    """Yield the numbers that a message calls typical or required and that are not the true ones."""
    for word, number in TOLD.findall(threshold.message):
        true = _true_number(word, number, threshold, evidence)
        if float(true) != float(number):
            yield (
                f"the message of `{threshold.check}` calls {number} {word}, but it is {true}. "
                "Correct it, and what the question's text says of it."
            )


def _true_number(word: str, number: str, threshold: Threshold, evidence: Evidence) -> str:
    """Return the number that a message should give, with as many decimals as it has."""
    if word == "required":
        return f"{threshold.bound:g}"
    typical = calibration.find_typical(threshold, evidence.solution.values) or 0
    return f"{typical:.{len(number.partition('.')[2])}f}"


def _find_leftovers(course: Course, master: Master, known: set[str]) -> Iterator[str]:
    plan = thresholds.read_plan(course, master)
    name = f"{calibration.path_of(course, master.slug).name} of {master.slug}"
    for check in sorted(known - {declared.threshold.check for declared in plan.declared}):
        yield (
            f"{name} holds `{check}`, which calibrate.toml does not name. "
            f"Run `autograder calibrate {master.slug[:2]}`."
        )
