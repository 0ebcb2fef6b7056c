"""What a grade is worth after the course's rules: due dates, late penalties, attempts, excuses.

Pure functions. The penalty is a share of the assignment's points for each day or part of a day
after the due date, up to a cap. Within the grace time nothing is late; after it the days count from
the due date. A day is 24 hours of real time, also when the clocks change. What cannot be known (an
LMS that says "late" but not when) costs nothing and needs review.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from autograder.records import Grade, Standing, Submission
from autograder.rules import Policy

DAY = timedelta(days=1)
UNKNOWN = (
    "late by an unknown amount; no penalty applied: enter one by hand, or let the LMS apply it"
)
TIMELESS = "handed in at an unknown time; no penalty applied: pass the export that tells it"
FLAGGING = {"canvas"}  # these tell who is late: who is not, is in time


def adjust(policy: Policy, submission: Submission, grade: Grade, possible: float) -> Standing:
    """Return what a submission's grade is worth; `possible` are the assignment's points."""
    standing = Standing(
        submission=submission, grade=grade, points=grade.points, late=submission.late
    )
    if submission.student in policy.excused:
        return replace(standing, note="excused", excused=True)
    due = policy.extensions.get(submission.student, policy.due)
    if due is None or submission.submitted is None:
        return _without_times(policy, standing)
    after = submission.submitted.astimezone(UTC) - due.astimezone(UTC)
    if after <= policy.grace:
        return standing
    days = math.ceil(after / DAY)
    note = f"{days} day{'s' if days > 1 else ''} late"
    share = min(policy.late_cap, policy.late_per_day * days)
    if not share:
        return replace(standing, note=note, late=True)
    points = round(max(0.0, grade.points - share * possible), 2)
    return replace(standing, points=points, note=f"{note}: −{share * 100:g} %", late=True)


def extend(policy: Policy, student: str, until: datetime | None) -> Policy:
    """Return the policy with the more time that the LMS gave a student; course.toml's comes first.

    Where course.toml sets no date, nothing is due.
    """
    if until is None or policy.due is None or student in policy.extensions or until <= policy.due:
        return policy
    return replace(policy, extensions={student: until})


def _without_times(policy: Policy, standing: Standing) -> Standing:
    submission = standing.submission
    if not submission.late:
        asked = policy.due and policy.late_per_day and submission.lms not in FLAGGING
        return replace(standing, note=TIMELESS, unclear=True) if asked else standing
    if policy.late_per_day and submission.student not in policy.extensions:
        return replace(standing, note=UNKNOWN, unclear=True)
    return replace(standing, note="late")


def last(attempts: Sequence[Submission]) -> Submission | None:
    """Return the latest of one student's attempts, or None where the times do not tell."""
    if len(attempts) == 1:
        return attempts[0]
    times = [attempt.submitted for attempt in attempts if attempt.submitted]
    hits = [attempt for attempt in attempts if attempt.submitted == max(times, default=None)]
    return hits[0] if len(times) == len(attempts) and len(hits) == 1 else None


def best(attempts: Sequence[Standing]) -> Standing:
    """Return the attempt that is worth most after the policy; of equal ones the later."""
    epoch = datetime.min.replace(tzinfo=UTC)
    return max(attempts, key=lambda one: (one.points, one.submission.submitted or epoch))
