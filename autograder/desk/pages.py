"""Standings -> the desk's pages, as HTML. Pure functions: what is written is decided in `app`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from autograder.desk import answers
from autograder.desk.parts import make_parts
from autograder.desk.shelf import Group, name_student
from autograder.desk.way import Way
from autograder.records import Standing
from autograder.report import outcomes, page
from autograder.report.student_page import headline

ROOM = "autograder.desk"


def course_page(root: str, slugs: Sequence[str]) -> str:
    """Return the page that lists the assignments."""
    links = [(slug, f"{root}/{quote(slug)}/") for slug in slugs]
    return _render("course.html", root=root, links=links)


def group_page(way: Way, group: Group, asked: int | None = None) -> str:
    """Return the page of a class: everyone with the state of each question.

    `asked` is how many pairs are asked about, where somebody compared the answers.
    """
    rows = [
        (way.call(one), way.to(one), one, outcomes.question_states(group.assignment, one.grade))
        for one in way.order(group)
    ]
    questions = [
        (question, Way(root=way.root, slug=way.slug, question=question.name, hidden=True).group)
        for question in group.assignment.questions
    ]
    return _render(
        "group.html",
        way=way,
        root=way.root,
        assignment=group.assignment,
        rows=rows,
        questions=questions,
        asked=asked,
        waiting=[one for one in way.order(group) if _awaits(way, group, one)],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a form was not saved, and what was typed into it."""

    status: int
    message: str
    typed: Mapping[str, str] = field(default_factory=dict)


def student_page(
    way: Way, group: Group, standing: Standing, refusal: Refusal | None = None, asked: int = 0
) -> str:
    """Return the page of one student; `standing` has its file and cells.

    `asked` is how many questions about likeness concern the student.
    """
    everyone = way.order(group)
    names = [name_student(one) for one in everyone]
    place = names.index(name_student(standing))
    later = [*everyone[place + 1 :], *everyone[:place]]
    shown = answers.find(group.assignment, standing)
    return _render(
        "student.html",
        way=way,
        root=way.root,
        assignment=group.assignment,
        standing=standing,
        name=way.call(standing),
        headline=headline(group.assignment, standing),
        parts=make_parts(way, group, standing, shown, refusal.typed if refusal else {}),
        refusal=refusal,
        asked=asked,
        others=() if way.question else shown.get("", ()),
        place=place + 1,
        count=len(everyone),
        before=way.to(everyone[place - 1] if place else None),
        after=way.to(everyone[place + 1] if place + 1 < len(everyone) else None),
        unmarked=way.to(next((one for one in later if _awaits(way, group, one)), None)),
    )


def _awaits(way: Way, group: Group, standing: Standing) -> bool:
    """Tell whether a student awaits a mark, for the question of this way if it has one."""
    waiting = group.unmarked(standing)
    return way.question in waiting if way.question else bool(waiting) or _reviewed(standing)


def _reviewed(standing: Standing) -> bool:
    asked = any(request.waits for request in standing.requests)
    return standing.grade.needs_review or standing.unclear or asked


def _render(template: str, /, **names: object) -> str:
    return page.environment(ROOM).get_template(template).render(names)
