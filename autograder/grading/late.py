"""What a grade is worth after the course's rules: due dates, late penalties, attempts, excuses. Pure functions.

The penalty is a share of the assignment's points for each day or part of a day after the due date, up to a cap; within
the grace time nothing is late, after it the days count from the due date. A day is 24 hours of real time, also when the
clocks change. What cannot be known (an LMS that says "late" and not when) costs nothing and is noted for a human.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from autograder.records import Submission
from autograder.rules import Policy

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """Points before and after the policy, and why they differ. `unclear` asks a human to look."""

    raw: float
    points: float
    days_late: int = 0
    note: str = ""
    excused: bool = False
    unclear: bool = False


def adjust(policy: Policy, submission: Submission, raw: float, possible: float) -> Adjusted:
    """Return what a submission's raw points are worth."""
    if submission.student in policy.excused:
        return Adjusted(raw=raw, points=raw, note="excused", excused=True)
    due = policy.extensions.get(submission.student, policy.due)
    if due is None or submission.submitted is None:
        if submission.late and policy.late_per_day and submission.student not in policy.extensions:
            note = "late by an unknown time, no penalty taken: enter it by hand, or let the LMS take it"
            return Adjusted(raw=raw, points=raw, note=note, unclear=True)
        return Adjusted(raw=raw, points=raw, note="late" if submission.late else "")
    after = submission.submitted.astimezone(UTC) - due.astimezone(UTC)
    if after <= policy.grace:
        return Adjusted(raw=raw, points=raw)
    days = math.ceil(after / DAY)
    share = min(policy.late_cap, policy.late_per_day * days)
    points = round(max(0.0, raw - share * possible), 2)
    note = f"{days} day{'s' * (days > 1)} late" + (f": −{share * 100:g} %" if share else "")
    return Adjusted(raw=raw, points=points if share else raw, days_late=days, note=note)


def last(attempts: Sequence[Submission]) -> Submission | None:
    """Return the latest of one student's attempts, or None where the times do not tell which that is."""
    if any(attempt.submitted is None for attempt in attempts):
        return attempts[0] if len(attempts) == 1 else None
    newest = max(attempt.submitted for attempt in attempts)
    hits = [attempt for attempt in attempts if attempt.submitted == newest]
    return hits[0] if len(hits) == 1 else None


def best(attempts: Sequence[tuple[Submission, Adjusted]]) -> tuple[Submission, Adjusted]:
    """Return the attempt that is worth most after the policy; of equal ones the later."""
    epoch = datetime.min.replace(tzinfo=UTC)
    return max(attempts, key=lambda attempt: (attempt[1].points, attempt[0].submitted or epoch))
