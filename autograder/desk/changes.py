"""What a form of the desk asks for -> a mark in the sheet, or a decision in the gradebook.

Both are stored by the functions of the command line. Nothing is overwritten: each form carries what
its page showed, and where somebody else changed that since, nothing is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from autograder.desk.shelf import Group, Shelf
from autograder.errors import CourseError
from autograder.grading import adjustments, deciding, marking, overrides, rubric, sheet
from autograder.grading.gradebook import Gradebook
from autograder.grading.marking import Mark
from autograder.grading.overrides import EVERYBODY, Decision
from autograder.grading.roll import Person
from autograder.grading.rubric import Item, Ticked, Typed
from autograder.grading.sheet import Sheet
from autograder.records import Question, Standing
from autograder.regrade_request import RegradeRequest

TICKED = re.compile(r"item-([0-9]{1,9})", re.ASCII)
Form = Mapping[str, str]


def save(shelf: Shelf, group: Group, standing: Standing, form: Form) -> bool:
    """Store what a form asks for; False where somebody else was first.

    Raises `CourseError` for what cannot be meant.
    """
    question = _find_question(group, form)
    if form.get("form") == "mark" and question.manual:
        typed = Typed(
            mark=marking.read_mark(question, form.get("points", ""), form.get("comment", "")),
            seen=form.get("seen", ""),
            items=_read_ticks(form),
        )
        return rubric.give(shelf.sheet(group), standing.submission, question, typed)
    if form.get("form") == "adjust" and not question.manual:
        ticked = Ticked(items=_read_ticks(form), comment=marking.as_typed(form.get("comment", "")))
        seen = form.get("seen", "")
        return adjustments.give(shelf.sheet(group), standing.submission, question, ticked, seen)
    if form.get("form") == "item":
        return _change_item(shelf.sheet(group), group, question, form)
    person = _person(standing)
    about = EVERYBODY if form.get("who") == "everybody" else person
    decision = deciding.decide_for(group.assignment, about, form)

    def still(book: Gradebook) -> bool:
        slug = group.assignment.slug
        seen = _count(book.decisions(slug), book.requests(slug), question, person)
        return seen == form.get("seen")

    return shelf.book.decide_if(still, decision)


def _read_ticks(form: Form) -> tuple[int, ...]:
    """Return the numbers of the items that are ticked in a form."""
    return tuple(int(match[1]) for name in form if (match := TICKED.fullmatch(name)))


def _change_item(whole: Sheet, group: Group, question: Question, form: Form) -> bool:
    """Write an item of the rubric; False where it is not any more as its page showed it."""
    text = "" if "remove" in form else form.get("text", "")
    item = rubric.read_item(question, text, form.get("points", ""))
    number = form.get("item", "")
    if not number and not item.text:
        raise CourseError("an item of a rubric has no text. Write what it stands for.")
    seen = next((one for one in group.rubric.items if str(one.number) == number), None)
    if number and (seen is None or print_item(seen) != form.get("seen")):
        return False
    return rubric.change_item(whole, item, seen)


def print_item(item: Item) -> str:
    """Return what tells an item from what it was before it was changed."""
    return sheet.fingerprint(Mark(points=item.points, comment=item.text))


def count(group: Group, standing: Standing, question: Question) -> str:
    """Return what a form that decides carries: it differs once somebody decided something."""
    return _count(group.decisions, group.requests, question, _person(standing))


def _count(
    decisions: Iterable[Decision],
    requests: Iterable[RegradeRequest],
    question: Question,
    person: Person,
) -> str:
    """Return how much was decided and asked so far about a student's question."""
    concerning = overrides.find_concerning(decisions, question.name, person)
    asked = [r for r in requests if (r.question, r.lms, r.student) == (question.name, *person)]
    return str(len(concerning) + len(asked))


def find_holding(group: Group, standing: Standing, question: Question) -> tuple[Decision, ...]:
    """Return the decisions about a student's question that hold now."""
    concerning = overrides.find_concerning(group.decisions, question.name, _person(standing))
    return tuple(overrides.current(concerning).values())


def _find_question(group: Group, form: Form) -> Question:
    name = form.get("question", "")
    for question in group.assignment.questions:
        if question.name == name:
            return question
    raise CourseError(f"{group.assignment.slug} has no question {name!r}. Load the page again.")


def _person(standing: Standing) -> Person:
    return standing.submission.lms, standing.submission.student
