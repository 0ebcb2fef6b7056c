"""`solutions/<slug>/calibration.json`: the values that the accuracy thresholds rest on.

`calibrate` writes it, `evidence` judges masters by it. It holds the raw values of each seed, the
stamp of the code they were measured with, the libraries' versions, and, for readers, what follows
from the values. Only the values and stamps are read back: everything else is derived again.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
import re
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from autograder import files
from autograder.authoring import pareto
from autograder.authoring.subjects import SOLUTION, Subject
from autograder.authoring.thresholds import Threshold
from autograder.course import Course
from autograder.errors import CourseError

FALSE_FAILS = 1 / 1_000  # of runs of the right solution, at most
LIBRARIES = ("keras", "numpy", "scikit-learn", "tensorflow-cpu", "tensorflow")
SHORT_LIST = re.compile(r"\[\s+([^\[\]{}]*?)\s+\]")
Values = Mapping[int, float | None]  # by seed; None: the run failed before the number was taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the seeds gave for one subject."""

    subject: Subject
    values: Values
    seconds: float  # CPU for one seed, on average of those run now

    @property
    def is_right(self) -> bool:
        """Whether this is the solution itself, not a weak answer."""
        return self.subject.solution == SOLUTION

    @property
    def passed(self) -> int:
        return sum(self.subject.threshold.met(value) for value in self.values.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """The values of one solution, and the stamp of the code they were measured with."""

    fingerprint: str
    values: Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All runs for one threshold."""

    solution: Runs
    weak: Mapping[str, Runs]

    def of(self, solution: str) -> Runs | None:
        return self.solution if solution == SOLUTION else self.weak.get(solution)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """One calibration.json."""

    libraries: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, Evidence] = field(default_factory=dict)  # by check


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the solution's values say of a threshold; None where some run has no value."""

    supported: float | None  # the strictest bound with at most FALSE_FAILS false fails
    interval: tuple[float, float] | None  # of that bound, 95 %
    rate: float | None  # of false fails at the bound asked for
    typical: float | None
    worst: float | None
    fails: int


def path_of(course: Course, slug: str) -> Path:
    return course.master(slug).parent / "calibration.json"


def read(course: Course, slug: str) -> Calibration:
    """Return calibration.json; an empty one where there is none. Raises `CourseError`: damaged."""
    path = path_of(course, slug)
    if not path.is_file():
        return Calibration()
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return Calibration(
            libraries=document["libraries"],
            thresholds={key: _read_entry(raw) for key, raw in document["thresholds"].items()},
        )
    except (ValueError, KeyError, TypeError) as error:
        what = f"{path}: {error}. Restore it, or delete it and run `make calibrate`."
        raise CourseError(what) from None


def find_known(course: Course, slug: str) -> dict[str, Values]:
    """Return the values of calibration.json by stamp; none when other libraries gave them."""
    found = read(course, slug)
    if found.libraries != list_libraries():
        return {}
    return {
        runs.fingerprint: runs.values
        for evidence in found.thresholds.values()
        for runs in (evidence.solution, *evidence.weak.values())
    }


def dump(measured: Sequence[Measured]) -> bytes:
    """Return the bytes of calibration.json."""
    entries: dict[str, Any] = {}
    for one in measured:
        check = one.subject.threshold.check
        if one.is_right:
            entries[check] = {**_dump_summary(one), "solution": _dump_runs(one), "weak": {}}
        else:
            entries[check]["weak"][one.subject.solution] = _dump_weak(one)
    libraries = list_libraries()
    document = {"false_fail_rate": FALSE_FAILS, "libraries": libraries, "thresholds": entries}
    text = json.dumps(document, indent=1, sort_keys=True)
    return (SHORT_LIST.sub(lambda m: f"[{' '.join(m[1].split())}]", text) + "\n").encode()


def write(course: Course, slug: str, measured: Sequence[Measured]) -> Path:
    """Write calibration.json. Return its path."""
    path = path_of(course, slug)
    files.write_whole(path, dump(measured))
    return path


def summarise(threshold: Threshold, values: Values) -> Summary:
    """Return what the solution's values say of a threshold."""
    seen = [threshold.sign * value for value in values.values() if value is not None]
    supported = find_support(threshold, values)
    complete = seen if supported is not None else []
    return Summary(
        supported=None if supported is None else round(supported, 4),
        interval=_interval(threshold, complete),
        rate=_rate(threshold, complete),
        typical=find_typical(threshold, values),
        worst=round(threshold.sign * min(seen), 4) if seen else None,
        fails=sum(not threshold.met(value) for value in values.values()),
    )


def find_support(threshold: Threshold, values: Values) -> float | None:
    """Return the strictest bound with at most `FALSE_FAILS` false fails; None when a run failed."""
    seen = [threshold.sign * value for value in values.values() if value is not None]
    if len(seen) < len(values) or len(values) < 2:
        return None
    return threshold.sign * pareto.fit(seen).bound(FALSE_FAILS)


def find_typical(threshold: Threshold, values: Values) -> float | None:
    """Return the median of the values; None when there is none."""
    seen = [threshold.sign * value for value in values.values() if value is not None]
    return round(threshold.sign * statistics.median(seen), 4) if seen else None


def list_libraries() -> dict[str, str]:
    """Return the versions of the libraries that decide how a training goes."""
    found = {}
    for name in LIBRARIES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found[name] = importlib.metadata.version(name)
    return found


def _interval(threshold: Threshold, seen: Sequence[float]) -> tuple[float, float] | None:
    if not seen:
        return None
    low, high = sorted(threshold.sign * end for end in pareto.interval(seen, FALSE_FAILS))
    return round(low, 4), round(high, 4)


def _rate(threshold: Threshold, seen: Sequence[float]) -> float | None:
    if not seen:
        return None
    fitted, bound = pareto.fit(seen), threshold.sign * threshold.bound
    missed = sum(not threshold.met(threshold.sign * value) for value in seen)
    return round(fitted.rate(bound) if bound < fitted.start else missed / len(seen), 6)


def _read_entry(raw: dict[str, Any]) -> Evidence:
    weak = {name: _read_runs(runs) for name, runs in raw["weak"].items()}
    return Evidence(solution=_read_runs(raw["solution"]), weak=weak)


def _read_runs(raw: dict[str, Any]) -> Runs:
    values = dict(zip(raw["seeds"], raw["values"], strict=True))
    return Runs(fingerprint=raw["fingerprint"], values=values)


def _dump_summary(one: Measured) -> dict[str, Any]:
    threshold = one.subject.threshold
    summary = asdict(summarise(threshold, one.values))
    if summary["supported"] is None:
        del summary["interval"], summary["rate"]
    bound = f"{threshold.operator} {threshold.bound:g}"
    return {**summary, "statistic": threshold.statistic, "bound": bound}


def _dump_weak(one: Measured) -> dict[str, Any]:
    ends: Iterable[float] = pareto.proportion(one.passed, len(one.values))
    interval = [round(end, 4) for end in ends]
    return {**_dump_runs(one), "passes": one.passed, "interval": interval}


def _dump_runs(one: Measured) -> dict[str, Any]:
    seeds = sorted(one.values)
    values = [one.values[seed] for seed in seeds]
    return {"fingerprint": one.subject.fingerprint, "seeds": seeds, "values": values}
