"""The instructor's page of what a run changes: whose points, by which checks, old and new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.records import Assignment
from autograder.report import page


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckChange:
    """One check that ended otherwise than before, in words."""

    key: str
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One student whose points are not those that were published.

    `ours` says that the notebook is the same, so that a check, a library or the grader changed it.
    """

    name: str
    student: str
    before: float
    now: float
    why: str
    checks: tuple[CheckChange, ...] = ()
    ours: bool = False


def changes_page(assignment: Assignment, changes: Sequence[Change]) -> str:
    """Return the page as HTML: those first whose notebook did not change."""
    rows = sorted(changes, key=lambda change: (not change.ours, change.name.casefold()))
    return page.render("changes.html", assignment=assignment, changes=rows)
