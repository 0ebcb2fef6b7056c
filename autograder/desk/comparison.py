"""The desk's pages of answers that are unusually alike, as `autograder similar` found them.

Questions to a person, never a verdict: a student's page says how many there are, and nothing where
names are hidden. Where nobody has compared the class yet, the page says how to do it.
"""

from __future__ import annotations

from autograder.desk.pages import ROOM
from autograder.desk.shelf import Group, name_person
from autograder.desk.way import Way
from autograder.grading.pairs import Compared
from autograder.grading.roll import Person
from autograder.records import Standing, Submission
from autograder.report import page


def count_all(compared: Compared | None) -> int | None:
    """Return how many questions about likeness there are; None where nobody has compared."""
    return len(compared.found.pairs) + len(compared.found.same) if compared else None


def count_about(compared: Compared | None, standing: Standing) -> int:
    """Return how many of them concern a student."""
    if compared is None:
        return 0
    person = _person(standing.submission)
    return len(compared.find(person)) + compared.share_files(person)


def list_page(way: Way, group: Group, compared: Compared | None, about: Standing | None) -> str:
    """Return the page that lists the pairs of a class, or those that one student is in."""
    places: list[int] = []
    if compared:
        everyone = list(range(len(compared.found.pairs)))
        places = compared.find(_person(about.submission)) if about else everyone
    return (
        page.environment(ROOM)
        .get_template("similar.html")
        .render(
            way=way,
            root=way.root,
            assignment=group.assignment,
            about=about,
            compared=compared,
            rows=[(compared.found.pairs[place], way.pair(place)) for place in places if compared],
            since=_count_new(group, compared) if compared else 0,
        )
    )


def pair_page(way: Way, group: Group, compared: Compared, place: int) -> str:
    """Return the page of one pair, with the answers side by side."""
    pairs = compared.found.pairs
    return (
        page.environment(ROOM)
        .get_template("pair.html")
        .render(
            way=way,
            root=way.root,
            assignment=group.assignment,
            pair=pairs[place],
            place=place + 1,
            count=len(pairs),
            members=[_find(way, group, one) for one in pairs[place].members],
            before=way.pair(place - 1) if place else "",
            after=way.pair(place + 1) if place + 1 < len(pairs) else "",
        )
    )


def _find(way: Way, group: Group, member: Submission) -> tuple[Submission, str, bool]:
    """Return a member with the address of the student, and whether another notebook came since."""
    standing = group.find(name_person(_person(member)))
    newer = standing is not None and standing.submission.digest != member.digest
    return member, way.to(standing), newer


def _count_new(group: Group, compared: Compared) -> int:
    """Return how many notebooks of the class were not compared."""
    return len({one.submission.digest for one in group.students} - compared.notebooks)


def _person(submission: Submission) -> Person:
    return submission.lms, submission.student
