"""What course.toml says of one assignment: its late policy, its column in the LMS, and whether
errors are carried forward.

`read` checks every value, so that a typing error is a message with its remedy. `grading.late`
applies the policy.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, TypeGuard
from zoneinfo import ZoneInfo

from autograder.errors import CourseError
from autograder.records import CarryForward

ATTEMPTS = ("last", "best")
YEARS = range(1970, 9999)  # within which dates can be moved to any time zone
MOST_MINUTES = 366 * 24 * 60
DATES = "Write a date or a time as TOML does, without quotes: 2026-11-30 or 2026-11-30T18:00:00."
SHARES = "Write a share from 0 to 1, such as 0.1."


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The late policy of one assignment. `excused` and `extensions` go by `Submission.student`."""

    due: datetime | None = None
    late_per_day: float = 0.0  # share of the assignment's points
    late_cap: float = 1.0  # the largest share that lateness can cost
    grace: timedelta = timedelta()
    attempts: str = "last"
    excused: frozenset[str] = frozenset()
    extensions: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What course.toml says of one assignment."""

    policy: Policy = field(default_factory=Policy)
    column: str | None = None
    carry_forward: CarryForward = CarryForward.OFF


def is_number(value: object) -> TypeGuard[float]:
    """Tell whether a value of a TOML file is a number that one can compute with."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_share(value: object) -> bool:
    return is_number(value) and 0 <= value <= 1


def _is_date(value: object) -> bool:
    return isinstance(value, date) and value.year in YEARS


def _are_minutes(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST_MINUTES


def _are_students(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(student, str) for student in value)


def _are_extensions(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_date, value.values()))


KEYS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "due": (_is_date, DATES),
    "late_per_day": (_is_share, SHARES),
    "late_cap": (_is_share, SHARES),
    "grace_minutes": (_are_minutes, "Write a whole number of minutes, such as 15."),
    "attempts": (lambda value: value in ATTEMPTS, 'Write "last" or "best".'),
    "excused": (_are_students, 'Write a list of students: ["student01"].'),
    "extensions": (_are_extensions, DATES),
    "column": (lambda value: isinstance(value, str), 'Write text in quotes, such as "4202".'),
    "carry_forward": (
        lambda value: isinstance(value, str) and value in tuple(CarryForward),
        'Write "off", "show" or "on".',
    ),
}


def read(table: object, zone: tzinfo, where: str) -> Rules:
    """Return the rules in a table of course.toml. Raises `CourseError` with every problem in it.

    `due` is a day, at whose end it is due, or a time. `late_per_day` and `late_cap` are shares.
    `extensions` is a table of students with a due date each.
    """
    if not isinstance(table, dict):
        raise CourseError(
            f"{where}: `{table!r}` is not a table. Write `key = value` lines below it."
        )
    problems = find_problems(table, KEYS, where)
    problems += [] if problems else _find_idle(table, where)
    if problems:
        raise CourseError("\n".join(problems))
    return Rules(
        policy=_policy(table, zone),
        column=table.get("column"),
        carry_forward=CarryForward(table.get("carry_forward", CarryForward.OFF)),
    )


def _find_idle(table: Mapping[str, object], where: str) -> list[str]:
    """Return a line for each setting that does nothing without another."""
    dated = {"due", "extensions"} & table.keys()
    idle = [
        f"{where}: `{key}` without `due`. Add the date it counts from."
        for key in ("late_per_day", "grace_minutes")
        if key in table and not dated
    ]
    if "late_cap" in table and not table.get("late_per_day"):
        idle.append(f"{where}: `late_cap` without `late_per_day`. Add the share that a day costs.")
    return idle


def find_problems(
    table: Mapping[str, object],
    keys: Mapping[str, tuple[Callable[[object], bool], str]],
    where: str,
) -> list[str]:
    """Return a line for each key that is not among `keys`, or whose value is not valid."""
    known = ", ".join(sorted(keys))
    unknown = [
        f"{where}: unknown key `{key}`. Use one of: {known}."
        for key in sorted(table.keys() - keys.keys())
    ]
    return unknown + [
        f"{where}: `{key} = {value!r}`. {keys[key][1]}"
        for key, value in table.items()
        if key in keys and not keys[key][0](value)
    ]


def time_zone(name: str, where: str) -> tzinfo:
    """Return the time zone of this name. Raises `CourseError`."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise CourseError(
            f"{where}: `{name}` is not a time zone. Write one such as Europe/Berlin or UTC."
        ) from None


def _policy(table: Mapping[str, Any], zone: tzinfo) -> Policy:
    due, extensions = table.get("due"), table.get("extensions", {})
    return Policy(
        due=_moment(due, zone) if due else None,
        late_per_day=float(table.get("late_per_day", 0.0)),
        late_cap=float(table.get("late_cap", 1.0)),
        grace=timedelta(minutes=table.get("grace_minutes", 0)),
        attempts=table.get("attempts", "last"),
        excused=frozenset(table.get("excused", ())),
        extensions={student: _moment(day, zone) for student, day in extensions.items()},
    )


def _moment(day: date, zone: tzinfo) -> datetime:
    """Return a due date as a moment; a day without a time is due at its end."""
    if not isinstance(day, datetime):
        day = datetime.combine(day, time(23, 59, 59, 999_999))
    return day if day.tzinfo else day.replace(tzinfo=zone)
