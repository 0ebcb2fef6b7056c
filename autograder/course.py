"""Which assignments exist, and where their files are. The one place that knows the tree of the repository.

`course.toml` is read here; what it says is checked here, so that a typing error is a message with its remedy.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from autograder import rules
from autograder.errors import CourseError
from autograder.records import Limits
from autograder.rules import Policy, Rules

KEYS = {"title", "time_zone", "limits", "assignments"}
LIMITS = {limit.name: limit.default for limit in fields(Limits)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The repository that holds a course: its root, its slugs in order, and what course.toml says."""

    root: Path
    title: str
    slugs: tuple[str, ...]
    zone: tzinfo = UTC
    limits: Mapping[str, float] = field(default_factory=dict)
    rules: Mapping[str, Rules] = field(default_factory=dict)

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
        """Where libraries keep what they would otherwise make anew in each run."""
        return self.root / "build" / "cache"

    @property
    def audit(self) -> Path:
        """Where the audit writes its reports, and the grades that they rest on."""
        return self.root / "build" / "audit"

    @property
    def calibration(self) -> Path:
        """Where calibration writes its pictures, and the grades that they rest on."""
        return self.root / "build" / "calibrate"

    def policy(self, slug: str) -> Policy:
        """Return the late policy of an assignment: course.toml's, or one that takes nothing."""
        return self.rules.get(slug, Rules()).policy

    def column(self, slug: str) -> str | None:
        """Return what the LMS calls an assignment's column, where course.toml tells."""
        return self.rules.get(slug, Rules()).column


@dataclass(frozen=True, slots=True)
class Outputs:
    """What a run of `grade` writes: the folder `grades/`, and the files in it."""

    root: Path

    @property
    def gradebook(self) -> Path:
        return self.root / "gradebook.sqlite"

    def folder(self, slug: str) -> Path:
        return self.root / slug

    def marking_sheet(self, slug: str) -> Path:
        """Return where the marks are entered that a person gives."""
        return self.folder(slug) / "marking.csv"

    def table(self, slug: str) -> Path:
        return self.folder(slug) / "grades.csv"

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


def _read(root: Path) -> Course:
    path = root / "course.toml"
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: {error}. Mend that line.") from None
    slugs = tuple(
        sorted(p.parent.name for p in root.glob("solutions/*/*.py") if p.stem == p.parent.name)
    )
    if not slugs:
        raise CourseError(f"{root / 'solutions'}: no masters. Each is solutions/<slug>/<slug>.py.")
    _known(settings, KEYS, f"{path}")
    zone = rules.time_zone(str(settings.get("time_zone", "UTC")), f"{path}, time_zone")
    assignments = settings.get("assignments", {})
    _known(assignments, set(slugs), f"{path}, [assignments]")
    ruled = {
        slug: _rules(table, zone, f"{path}, [assignments.{slug}]")
        for slug, table in assignments.items()
    }
    return Course(
        root=root,
        title=str(settings.get("title", "")),
        slugs=slugs,
        zone=zone,
        limits=_limits(settings.get("limits", {}), path),
        rules=ruled,
    )


def _known(table: Mapping[str, Any], keys: set[str], where: str) -> None:
    for key in sorted(table.keys() - keys):
        raise CourseError(f"{where}: unknown key `{key}`. Use one of {', '.join(sorted(keys))}.")


def _rules(table: Mapping[str, Any], zone: tzinfo, where: str) -> Rules:
    _known(table, rules.KEYS | {"column"}, where)
    column = table.get("column")
    if column is not None and not isinstance(column, str):
        raise CourseError(f'{where}: `column = {column!r}`. Write it as text: column = "{column}".')
    return Rules(
        policy=rules.parse(
            {key: value for key, value in table.items() if key != "column"}, zone, where
        ),
        column=column,
    )


def _limits(table: Mapping[str, Any], path: Path) -> Mapping[str, float]:
    _known(table, set(LIMITS), f"{path}, [limits]")
    for key, value in table.items():
        if isinstance(value, bool) or not isinstance(value, type(LIMITS[key]) | int) or value <= 0:
            raise CourseError(
                f"{path}, [limits]: `{key} = {value!r}`. Write a positive number such as {LIMITS[key]}."
            )
    return table


def select(course: Course, slugs: Sequence[str]) -> tuple[str, ...]:
    """Return the named slugs, or all; a unique beginning such as `05` will do. Raises `CourseError`."""
    chosen = []
    for wanted in slugs:
        hits = [slug for slug in course.slugs if slug == wanted or slug.startswith(wanted)]
        if len(hits) != 1:
            found = "matches several assignments" if hits else "is no assignment"
            raise CourseError(f"`{wanted}` {found}. Use one of: {', '.join(course.slugs)}.")
        chosen.append(hits[0])
    return tuple(chosen) or course.slugs
