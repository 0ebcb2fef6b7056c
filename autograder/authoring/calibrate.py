"""What accuracy may a check ask for? Measured, not guessed: the reference solution and named weak ones, run over many seeds in
the box.

A seed k is added to every number in `set_random_seed(…)` and `seed=…` of the solution and in `default_rng(…)` of its answers, so
that 0 is the notebook as it is and the given data stay the same; where calibrate.toml says that chance enters by the check, to
those in the check's own `default_rng(…)`, too. What comes out is written to `solutions/<slug>/calibration.json`: raw values,
seeds, and a fingerprint of the cells and the check they were measured with. `faults` reads it against the master, fitting the
tail again, so that `build` can refuse a bound without evidence.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.metadata
import json
import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder import assignments
from autograder.authoring import build, pareto, thresholds, verify
from autograder.authoring.master import Master
from autograder.authoring.thresholds import MEASURED, Subject, Threshold
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.session import Grader
from autograder.grading.task import Task
from autograder.records import Assignment, Grade

FALSE_FAILS = 1 / 1_000  # of runs of the right solution, at most
LEAST_ACCURACY = (
    0.2  # an assert that a number is at least this, and below 1, is taken for one about an accuracy
)
TOLD = re.compile(r"\b(typical|required) (\d+(?:\.\d+)?)")
LIBRARIES = ("keras", "numpy", "scikit-learn", "tensorflow-cpu", "tensorflow")


@dataclass(frozen=True, slots=True)
class Measured:
    """What the seeds gave for one subject. None: the run failed before the number was taken."""

    subject: Subject
    values: dict[int, float | None]
    seconds: float  # CPU for one seed, on average of those run now


def sweep(
    subjects: Sequence[Subject],
    seeds: Sequence[int],
    known: dict[str, dict[int, float | None]],
    grader: Grader,
) -> Iterator[tuple[Subject, int, float | None, float]]:
    """Yield subject, seed, value and CPU seconds for all seeds that `known` (by fingerprint) does not have.

    Subjects that need the same cells are measured in one run. The session keeps what an interrupted sweep has done.
    """
    wanted: dict[str, tuple[list[Subject], int]] = {}
    tasks: list[Task] = []
    for group in _groups(subjects):
        for seed in seeds:
            new = [subject for subject in group if seed not in known.get(subject.fingerprint, {})]
            if new:
                name = f"{new[0].measuring.slug}/{new[0].solution}/{new[0].threshold.check}/{seed}"
                wanted[name] = new, seed
                tasks.append(
                    verify.task(
                        grader, name, verify.seeded(new[0].notebook, seed), _joined(new, seed)
                    )
                )
    for task, grade in verify.graded(tasks, grader):
        found, seed = wanted[task.submission.student]
        for subject in found:
            yield subject, seed, _value(grade, subject.threshold.check), grade.seconds


def collect(
    subjects: Sequence[Subject],
    known: dict[str, dict[int, float | None]],
    swept: Iterable[tuple[Subject, int, float | None, float]],
) -> list[Measured]:
    """Return every subject with its values, those known and those swept, in the order of `subjects`.

    A threshold of which a subject has none is left out: it was not among those measured now.
    """
    values = {subject.fingerprint: dict(known.get(subject.fingerprint, {})) for subject in subjects}
    seconds: dict[str, list[float]] = {}
    for subject, seed, value, took in swept:
        values[subject.fingerprint][seed] = value
        seconds.setdefault(subject.fingerprint, []).append(took)
    left_out = {subject.threshold.check for subject in subjects if not values[subject.fingerprint]}
    return [
        Measured(
            subject,
            dict(sorted(values[subject.fingerprint].items())),
            statistics.fmean(seconds.get(subject.fingerprint, [0.0])),
        )
        for subject in subjects
        if subject.threshold.check not in left_out
    ]


def known(course: Course, slug: str) -> dict[str, dict[int, float | None]]:
    """Return the values of calibration.json by fingerprint; none when it was measured with other libraries."""
    document = read(course, slug)
    if document.get("libraries") != _libraries():
        return {}
    return {
        raw["fingerprint"]: dict(zip(raw["seeds"], raw["values"], strict=True))
        for entry in document["thresholds"].values()
        for raw in (entry["solution"], *entry["weak"].values())
    }


def read(course: Course, slug: str) -> dict[str, Any]:
    """Return calibration.json; an empty one when there is none. Raises `CourseError` when it is damaged."""
    path = _path(course, slug)
    if not path.is_file():
        return {"thresholds": {}}
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CourseError(
            f"{path}: {error}. Restore it, or delete it and run `make calibrate`."
        ) from None


def dump(measured: Sequence[Measured]) -> bytes:
    """Return the bytes of calibration.json."""
    entries: dict[str, Any] = {}
    for one in measured:
        threshold, raw = one.subject.threshold, _raw(one)
        if one.subject.solution == "solution":
            entries[threshold.check] = _entry(one) | {"solution": raw, "weak": {}}
        else:
            passed = sum(threshold.met(value) for value in one.values.values())
            rate = {
                "passes": passed,
                "interval": _rounded(pareto.proportion(passed, len(one.values))),
            }
            entries[threshold.check]["weak"][one.subject.solution] = raw | rate
    document = {"false_fail_rate": FALSE_FAILS, "libraries": _libraries(), "thresholds": entries}
    text = json.dumps(document, indent=1, sort_keys=True)
    return (
        re.sub(r"\[\s+([^\[\]{}]*?)\s+\]", lambda m: f"[{' '.join(m[1].split())}]", text) + "\n"
    ).encode()


def write(course: Course, slug: str, measured: Sequence[Measured]) -> Path:
    """Write calibration.json. Return its path."""
    path = _path(course, slug)
    path.write_bytes(dump(measured))
    return path


def faults(course: Course, master: Master, built: build.Built) -> list[str]:
    """Return why the thresholds of a master may not be built: unsupported, measured with other code, not measured at all."""
    entries = read(course, master.slug)["thresholds"]
    found = []
    for subject in thresholds.subjects(course, master, built):
        entry = entries.get(subject.threshold.check)
        if entry is not None:
            found += _unsupported(master, subject, entry)
            found += _mistold(master, subject, entry)
    left = entries.keys() - {
        threshold.check for threshold, _ in thresholds.declared(course, master.slug, master)[0]
    }
    for check in sorted(left):
        found.append(
            f"{_path(course, master.slug).name} of {master.slug} holds `{check}`, which calibrate.toml does not name."
        )
    return found + missing(course, master)


def missing(course: Course, master: Master) -> list[str]:
    """Return the accuracy thresholds of a master that have no calibration: one line each, naming file and line.

    Taken for one is an assert that a number is at least a bound from 0.2 to 1, unless calibrate.toml calls it fixed.
    """
    named, fixed = thresholds.declared(course, master.slug, master)
    have = read(course, master.slug)["thresholds"].keys()
    accuracies = {
        t for t in thresholds.find(master) if t.sign == 1 and LEAST_ACCURACY <= t.bound < 1
    }
    wanted = accuracies | {threshold for threshold, _ in named}
    return [
        f"{_where(master, threshold)}: {threshold} has no calibration. "
        f"Name it in calibrate.toml and run `autograder calibrate {master.slug[:2]}`."
        for threshold in sorted(wanted, key=lambda threshold: threshold.line)
        if threshold.check not in have | fixed
    ]


def failed(measured: Sequence[Measured]) -> list[str]:
    """Return the seeds with which the solution itself misses a threshold."""
    return [
        f"{one.subject.threshold}: the solution fails with seed {seed}: {_shown(value)}"
        for one in measured
        if one.subject.solution == "solution"
        for seed, value in one.values.items()
        if not one.subject.threshold.met(value)
    ]


def report(measured: Sequence[Measured]) -> list[str]:
    """Return what a person wants to know, a line or two for each threshold and weak solution."""
    lines = []
    for one in measured:
        threshold, total = one.subject.threshold, len(one.values)
        passed = sum(threshold.met(value) for value in one.values.values())
        low, high = pareto.proportion(passed, total)
        if one.subject.solution != "solution":
            lines.append(
                f"  {one.subject.solution} passes {passed} of {total} (95 %: {low:.1%} to {high:.1%})"
            )
            continue
        entry = _entry(one)
        lines.append(
            f"{threshold}; {total} seeds, {one.seconds:.1f} CPU seconds each: worst {_shown(entry['worst'])}, "
            f"typical {_shown(entry['typical'])}, {total - passed} fail"
        )
        if entry["supported"] is not None:
            low, high = entry["interval"]
            lines.append(
                f"  supports {entry['supported']:.4f} (95 %: {low:.4f} to {high:.4f}) at 1 false fail in "
                f"{1 / FALSE_FAILS:,.0f}; at {threshold.bound:g} {1000 * entry['rate']:.2f} in 1,000"
            )
    return lines


def plot(path: Path, measured: Sequence[Measured]) -> None:
    """Draw every value, the bound and the supported bound, one panel for each threshold, as a PNG."""
    from matplotlib.figure import Figure

    panels: dict[str, list[Measured]] = {}
    for one in measured:
        panels.setdefault(one.subject.threshold.check, []).append(one)
    figure = Figure(figsize=(8, 0.6 + 1.6 * len(panels)), layout="constrained")
    for axis, (check, rows) in zip(
        figure.subplots(len(panels), squeeze=False)[:, 0], panels.items(), strict=True
    ):
        for place, one in enumerate(rows):
            values = [value for value in one.values.values() if value is not None]
            axis.plot(
                values,
                [-place] * len(values),
                "|",
                color="#0072B2" if place == 0 else "#D55E00",
                markersize=14,
            )
        threshold, supported = rows[0].subject.threshold, _entry(rows[0])["supported"]
        axis.axvline(threshold.bound, color="black", label=f"required {threshold.bound:g}")
        if supported is not None:
            axis.axvline(
                supported, color="#0072B2", linestyle="--", label=f"supported {supported:.3f}"
            )
        axis.set_yticks(
            [-place for place in range(len(rows))],
            [one.subject.solution for one in rows],
            fontsize=8,
        )
        axis.set_title(check, fontsize=9)
        axis.margins(y=0.4)
        axis.legend(fontsize=7, loc="upper left")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)


def _groups(subjects: Iterable[Subject]) -> list[list[Subject]]:
    """Return the subjects that one run can measure together."""
    groups: dict[tuple[str, str, bytes], list[Subject]] = {}
    for subject in subjects:
        (question,) = subject.measuring.questions
        groups.setdefault((subject.measuring.slug, question.name, subject.notebook), []).append(
            subject
        )
    return list(groups.values())


def _joined(subjects: Sequence[Subject], seed: int) -> Assignment:
    """Return the assignment in which the checks of all subjects measure."""
    sources, checks = {}, []
    for subject in subjects:
        (question,) = subject.measuring.questions
        source = (
            verify.shifted(verify.GENERATOR_SEED, question.source, seed)
            if subject.varies_check
            else question.source
        )
        sources |= {ast.unparse(node): None for node in ast.parse(source).body}
        checks += question.checks
    question = replace(question, source="\n".join(sources), checks=tuple(checks))
    return assignments.sealed(replace(subjects[0].measuring, questions=(question,)))


def _value(grade: Grade, check: str) -> float | None:
    """Return what a check measured; None when it failed before. Raises `CourseError` when the check itself is broken."""
    result = next(result for result in grade.results if result.check.key == check)
    if grade.needs_review:
        raise CourseError(
            f"{grade.student}: the check could not be run: {grade.note or result.message} Look at it."
        )
    if not result.message.startswith(MEASURED):
        return None
    return round(float(result.message.removeprefix(MEASURED)), 6)


def _unsupported(master: Master, subject: Subject, entry: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with one subject's part of calibration.json."""
    threshold, again = subject.threshold, f"Run `autograder calibrate {master.slug[:2]}`."
    raw = (
        entry["solution"] if subject.solution == "solution" else entry["weak"].get(subject.solution)
    )
    if raw is None or raw["fingerprint"] != subject.fingerprint:
        yield f"{_where(master, threshold)}: `{threshold.check}` was calibrated with another `{subject.solution}`. {again}"
    elif subject.solution == "solution":
        supported = _supported(threshold, raw["values"])
        if supported is None or threshold.sign * (threshold.bound - supported) > 0:
            shown = (
                "no bound: some runs fail before it" if supported is None else f"{supported:.4f}"
            )
            yield (
                f"{_where(master, threshold)}: {threshold}, but {len(raw['values'])} seeds support {shown}. "
                "Ask for less, or make the question steadier (more training, more hidden points) and calibrate again."
            )


def _mistold(master: Master, subject: Subject, entry: dict[str, Any]) -> Iterator[str]:
    """Yield the numbers a check's message gives as typical or required that are not those measured and asked for."""
    threshold = subject.threshold
    for word, number in TOLD.findall(threshold.message) if subject.solution == "solution" else ():
        digits = len(number.partition(".")[2])
        true = (
            f"{threshold.bound:g}" if word == "required" else f"{entry['typical'] or 0:.{digits}f}"
        )
        if float(true) != float(number):
            yield (
                f"{_where(master, threshold)}: the message of `{threshold.check}` calls {number} {word}, it is {true}. "
                "Correct it, and what the question's text says of it."
            )


def _supported(threshold: Threshold, values: Sequence[float | None]) -> float | None:
    """Return the strictest bound with at most `FALSE_FAILS` false fails; None when a run failed before the comparison."""
    if None in values or len(values) < 2:
        return None
    return threshold.sign * pareto.fit([threshold.sign * value for value in values]).bound(
        FALSE_FAILS
    )


def _entry(one: Measured) -> dict[str, Any]:
    """Return what is derived from the solution's values."""
    threshold, values = one.subject.threshold, list(one.values.values())
    seen = [threshold.sign * value for value in values if value is not None]
    supported = _supported(threshold, values)
    entry = {
        "statistic": threshold.statistic,
        "bound": f"{threshold.operator} {threshold.bound:g}",
        "supported": None if supported is None else round(supported, 4),
        "typical": round(threshold.sign * statistics.median(seen), 4) if seen else None,
        "worst": round(threshold.sign * min(seen), 4) if seen else None,
        "fails": sum(not threshold.met(value) for value in values),
    }
    if supported is not None:
        between = sorted(threshold.sign * end for end in pareto.interval(seen, FALSE_FAILS))
        entry["interval"] = _rounded(between)
        fitted, bound = pareto.fit(seen), threshold.sign * threshold.bound
        entry["rate"] = round(
            fitted.rate(bound) if bound < fitted.start else entry["fails"] / len(seen), 6
        )
    return entry


def _raw(one: Measured) -> dict[str, Any]:
    seeds = sorted(one.values)
    values = [one.values[seed] for seed in seeds]
    return {"fingerprint": one.subject.fingerprint, "seeds": seeds, "values": values}


def _rounded(ends: Iterable[float]) -> list[float]:
    return [round(end, 4) for end in ends]


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:.4f}"


def _where(master: Master, threshold: Threshold) -> str:
    return f"{master.slug}.py, line {threshold.line}"


def _path(course: Course, slug: str) -> Path:
    return course.master(slug).parent / "calibration.json"


def _libraries() -> dict[str, str]:
    """Return the versions of the libraries that decide how a training goes."""
    found = {}
    for name in LIBRARIES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    return found
