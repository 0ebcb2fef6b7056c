"""Several gradebook exports of one LMS: which belong to an assignment, and which to one course.

A class may be spread over courses, each with its own gradebook, and an instructor may pass the
exports of all assignments at once. `upload` makes a folder of files for each course.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autograder.lms.roster import Column, Roster
from autograder.records import Assignment


def group(
    rosters: Sequence[Roster], assignment: Assignment, column: str | None = None
) -> tuple[Roster, ...]:
    """Return the gradebooks with the assignment's column, those of one LMS course as one.

    That is where they share a student or the column's id: exports of its sections, or an older one;
    of a student's rows the last counts. Where none has the column, the first is returned.
    """
    fitting = [one for one in rosters if isinstance(one.column(assignment, column), Column)]
    groups: list[Roster] = []
    for roster in fitting:
        alike = [one for one in groups if _are_alike(one, roster, assignment, column)]
        groups = [one for one in groups if one not in alike]
        groups.append(_join([*alike, roster]))
    return tuple(groups or rosters[:1])


def _are_alike(one: Roster, other: Roster, assignment: Assignment, column: str | None) -> bool:
    first, second = (roster.column(assignment, column) for roster in (one, other))
    if not isinstance(first, Column) or not isinstance(second, Column):
        return False
    if first.id or second.id:
        return first.id == second.id
    return bool(one.by_key().keys() & other.by_key().keys())


def _join(rosters: Sequence[Roster]) -> Roster:
    people = {person.key: person for roster in rosters for person in roster.people}
    origin = ", ".join(roster.origin for roster in rosters)
    return replace(rosters[-1], people=tuple(people.values()), origin=origin)
