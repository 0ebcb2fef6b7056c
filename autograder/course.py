"""Which assignments exist, and where every file is: the one place that knows the tree.

`course.toml` is read here; what it says is checked here, so that a typing error is a message with
its remedy.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, tzinfo
from functools import partial
from pathlib import Path
from typing import Any

from autograder import rules
from autograder.errors import CourseError
from autograder.records import CarryForward, Limits
from autograder.rules import Policy, Rules

MOST = {"seconds": 604_800, "bytes": 1 << 50}  # of limits; of what is only counted, a billion
MEGABYTE = 1_000_000
KEYS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "time_zone": (lambda value: isinstance(value, str), 'Write text, such as "Europe/Berlin".'),
    "upload_megabytes": (
        lambda value: rules.is_number(value) and 0.1 <= value <= 1e6,
        "Write what your LMS takes in one upload, at least 0.1, such as 20.",
    ),
    "limits": (
        lambda value: isinstance(value, dict),
        "Write a line [limits], and below it lines such as `cell_seconds = 60`.",
    ),
    "assignments": (
        lambda value: isinstance(value, dict),
        "Write a line such as [assignments.01-classifier], and its settings below it.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The repository that holds a course: its root, its slugs in order, what course.toml says."""

    root: Path
    slugs: tuple[str, ...]
    zone: tzinfo = UTC
    limits: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Rules] = field(default_factory=dict)
    upload_bytes: int | None = None  # what the LMS takes in one upload, where that is known

    def master(self, slug: str) -> Path:
        return self.root / "solutions" / slug / f"{slug}.py"

    def student(self, slug: str) -> Path:
        return self.root / "assignments" / slug / f"{slug}.ipynb"

    def solution(self, slug: str) -> Path:
        return self.root / "solutions" / slug / f"{slug}.ipynb"

    def built(self, slug: str) -> Path:
        return self.root / "build" / slug

    @property
    def cache(self) -> Path:
        """Where libraries keep what they would otherwise rebuild in each run."""
        return self.root / "build" / "cache"

    @property
    def audit(self) -> Path:
        """Where the audit writes its reports, and the grades that they rest on."""
        return self.root / "build" / "audit"

    @property
    def verified(self) -> Path:
        """Where `verify --changed` keeps the grades of the cases that it has run."""
        return self.root / "build" / "verify"

    @property
    def calibration(self) -> Path:
        """Where calibration writes its pictures, and the grades that they rest on."""
        return self.root / "build" / "calibrate"

    @property
    def sample(self) -> Path:
        """Where the sample class is: `submissions/` and its own settings."""
        return self.root / "sample"

    @property
    def sample_grades(self) -> Path:
        """Where the grades of the sample class go: never among those of a real class."""
        return self.root / "build" / "sample-grades"

    def policy(self, slug: str) -> Policy:
        """Return the late policy of an assignment: course.toml's, or one that takes nothing."""
        return self.rules.get(slug, Rules()).policy

    def column(self, slug: str) -> str | None:
        """Return what the LMS calls an assignment's column, where course.toml tells."""
        return self.rules.get(slug, Rules()).column

    def carry_forward(self, slug: str) -> CarryForward:
        """Return whether errors in an assignment are carried forward."""
        return self.rules.get(slug, Rules()).carry_forward


@dataclass(frozen=True, slots=True)
class Outputs:
    """What a run of `grade` writes: the folder `grades/`, and the files in it."""

    root: Path

    @property
    def gradebook(self) -> Path:
        return self.root / "gradebook.sqlite"

    @property
    def rendered(self) -> Path:
        """Return where pages are kept that need not be rendered again."""
        return self.root / "rendered.sqlite"

    def folder(self, slug: str) -> Path:
        return self.root / slug

    def marking_sheet(self, slug: str) -> Path:
        """Return where the marks are entered that a person gives."""
        return self.folder(slug) / "marking.csv"

    def table(self, slug: str) -> Path:
        return self.folder(slug) / "grades.csv"

    def checks(self, slug: str) -> Path:
        """Return where it says who failed which check."""
        return self.folder(slug) / "checks.csv"

    def changes(self, slug: str) -> Path:
        """Return where it says whose points a run changes."""
        return self.folder(slug) / "changes.html"

    def similarity(self, slug: str) -> Path:
        """Return where it says whose answers are unusually alike; beside it the same as a table."""
        return self.folder(slug) / "similar.html"

    def class_page(self, slug: str) -> Path:
        return self.folder(slug) / "index.html"


def runs(folder: Path) -> Path:
    """Return the gradebook of notebooks of ours, graded for an audit or a calibration."""
    return folder / "runs.sqlite"


def find(start: Path) -> Course:
    """Return the course whose `course.toml` is in `start` or above it. Raises `CourseError`."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "course.toml").is_file():
            return _read(folder)
    raise CourseError(
        f"{start}: no course.toml here or above. Run the command inside the course's folder."
    )


def read_sample(course: Course) -> Course:
    """Return the course with the sample class's own settings for assignments."""
    path = course.sample / "settings.toml"
    tables = _load(path).get("assignments", {})
    return replace(course, rules=_rules(tables, course.slugs, course.zone, path))


def select(course: Course, slugs: Sequence[str]) -> tuple[str, ...]:
    """Return the named slugs, or all; a unique beginning such as `05` will do.

    Raises `CourseError`.
    """
    return tuple(_select(course, wanted) for wanted in slugs) or course.slugs


def _select(course: Course, wanted: str) -> str:
    hits = [slug for slug in course.slugs if slug.startswith(wanted)]
    if wanted in hits:
        return wanted
    if len(hits) != 1:
        found = "matches several assignments" if hits else "is not an assignment"
        raise CourseError(f"`{wanted}` {found}. Use one of: {', '.join(course.slugs)}.")
    return hits[0]


def _read(root: Path) -> Course:
    path = root / "course.toml"
    settings = _load(path)
    slugs = tuple(
        sorted(p.parent.name for p in root.glob("solutions/*/*.py") if p.stem == p.parent.name)
    )
    if not slugs:
        raise CourseError(
            f"{root / 'solutions'}: no masters. `autograder new 01-my-topic` begins one."
        )
    zone = rules.time_zone(settings.get("time_zone", "UTC"), f"{path}, time_zone")
    limits, most = settings.get("limits", {}), settings.get("upload_megabytes")
    _check(limits, LIMITS, f"{path}, [limits]")
    return Course(
        root=root,
        slugs=slugs,
        zone=zone,
        limits=limits,
        rules=_rules(settings.get("assignments", {}), slugs, zone, path),
        upload_bytes=int(most * MEGABYTE) if most else None,
    )


def _load(path: Path) -> dict[str, Any]:
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CourseError(f"{path}: {error}. Fix that line.") from None
    _check(settings, KEYS, f"{path}")
    return settings


def _check(
    table: Mapping[str, object],
    keys: Mapping[str, tuple[Callable[[object], bool], str]],
    where: str,
) -> None:
    if problems := rules.find_problems(table, keys, where):
        raise CourseError("\n".join(problems))


def _rules(
    tables: Mapping[str, object], slugs: Sequence[str], zone: tzinfo, path: Path
) -> dict[str, Rules]:
    for slug in sorted(tables.keys() - set(slugs)):
        raise CourseError(
            f"{path}, [assignments]: `{slug}` is not an assignment. Use one of: {', '.join(slugs)}."
        )
    return {
        slug: rules.read(table, zone, f"{path}, [assignments.{slug}]")
        for slug, table in tables.items()
    }


def _is_limit(kind: type, most: int, value: object) -> bool:
    return rules.is_number(value) and isinstance(value, kind | int) and 0 < value <= most


def _limit(name: str, default: float) -> tuple[Callable[[object], bool], str]:
    most = MOST.get(name.rpartition("_")[2], 1_000_000_000)
    remedy = f"Write a positive number of at most {most}, such as {default}."
    return partial(_is_limit, type(default), most), remedy


LIMITS = {limit.name: _limit(limit.name, getattr(Limits(), limit.name)) for limit in fields(Limits)}
