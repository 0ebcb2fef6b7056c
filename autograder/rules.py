"""What course.toml says of one assignment: its late policy, and the LMS's own name for its column.

`grading.late` applies the policy; here it is only read and checked, so that a typing error is a message with its remedy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from autograder.errors import CourseError

ATTEMPTS = ("last", "best")
KEYS = {"due", "late_per_day", "late_cap", "grace_minutes", "attempts", "excused", "extensions"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules of one assignment. `excused` and `extensions` go by `Submission.student`."""

    due: datetime | None = None
    late_per_day: float = 0.0  # share of the assignment's points
    late_cap: float = 1.0  # the largest share that lateness can cost
    grace: timedelta = timedelta()
    attempts: str = "last"
    excused: frozenset[str] = frozenset()
    extensions: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What course.toml says of one assignment: its late policy, and the LMS's own name for its column."""

    policy: Policy = field(default_factory=Policy)
    column: str | None = None


def parse(settings: Mapping[str, object], zone: tzinfo, where: str) -> Policy:
    """Return the policy that a table of course.toml describes. Raises `CourseError` with every problem in it.

    Keys: `due` (a date, at whose end it is due, or a time), `late_per_day`, `late_cap` (shares, 0 to 1),
    `grace_minutes`, `attempts` ("last" or "best"), `excused` (students), `extensions` (a table student = due date).
    """
    problems: list[str] = []

    def read(key: str, default: object, valid: bool, remedy: str) -> object:
        if key in settings and not valid:
            problems.append(f"{where}: `{key} = {settings[key]!r}`. {remedy}")
        return settings[key] if key in settings and valid else default

    def share(key: str, default: float) -> float:
        value = settings.get(key)
        valid = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
        return float(read(key, default, valid, "Write a share from 0 to 1, such as 0.1."))

    minutes, excused, extensions = (
        settings.get(key) for key in ("grace_minutes", "excused", "extensions")
    )
    is_table = isinstance(extensions, dict) and all(
        isinstance(value, date) for value in extensions.values()
    )
    is_list = isinstance(excused, list) and all(isinstance(student, str) for student in excused)
    is_minutes = isinstance(minutes, int) and not isinstance(minutes, bool) and minutes >= 0
    dates = (
        "Write a date or a time as TOML does, without quotes: 2026-11-30 or 2026-11-30T18:00:00."
    )
    due = read("due", None, isinstance(settings.get("due"), date), dates)
    policy = Policy(
        due=_moment(due, zone) if due else None,
        late_per_day=share("late_per_day", 0.0),
        late_cap=share("late_cap", 1.0),
        grace=timedelta(
            minutes=read("grace_minutes", 0, is_minutes, "Write a whole number of minutes.")
        ),
        attempts=str(
            read(
                "attempts", "last", settings.get("attempts") in ATTEMPTS, 'Write "last" or "best".'
            )
        ),
        excused=frozenset(read("excused", (), is_list, 'Write a list of students: ["student01"].')),
        extensions={
            k: _moment(v, zone) for k, v in read("extensions", {}, is_table, dates).items()
        },
    )
    if policy.late_per_day and policy.due is None and not problems and not policy.extensions:
        problems.append(
            f"{where}: `late_per_day` without `due`. Add the date from which it counts."
        )
    if problems:
        raise CourseError("\n".join(problems))
    return policy


def time_zone(name: str, where: str) -> tzinfo:
    """Return the time zone of this name. Raises `CourseError`."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        raise CourseError(
            f"{where}: `{name}` is not a time zone. Write one such as Europe/Berlin or UTC."
        ) from None


def _moment(day: date, zone: tzinfo) -> datetime:
    """Return a due date as a moment; a day without a time is due at its end."""
    if not isinstance(day, datetime):
        day = datetime.combine(day, time(23, 59, 59, 999_999))
    return day if day.tzinfo else day.replace(tzinfo=zone)
