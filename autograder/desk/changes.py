"""What a form of the desk asks for -> a mark in the sheet, or a decision in the gradebook.

Both are stored by the functions of the command line. Nothing is overwritten: each form carries what
its page showed, and where somebody else changed that since, nothing is stored.
"""

from __future__ import annotations

from collections.abc import Mapping

from autograder.desk.shelf import Group, Shelf
from autograder.errors import CourseError
from autograder.grading import deciding, marking, overrides, sheet
from autograder.grading.overrides import EVERYBODY, Decision
from autograder.grading.roll import Person
from autograder.records import Question, Standing

Form = Mapping[str, str]


def save(shelf: Shelf, group: Group, standing: Standing, form: Form) -> bool:
    """Store what a form asks for; False where somebody else was first.

    Raises `CourseError` for what cannot be meant.
    """
    question = _find_question(group, form)
    if form.get("form") == "mark" and question.manual:
        mark = marking.read_mark(question, form.get("points", ""), form.get("comment", ""))
        whole, seen = shelf.sheet(group), form.get("seen", "")
        return sheet.give(whole, standing.submission, question.name, mark, seen)
    person = _person(standing)
    about = EVERYBODY if form.get("who") == "everybody" else person
    decision = deciding.decide_for(group.assignment, about, form)

    def still(decisions: list[Decision]) -> bool:
        concerning = overrides.find_concerning(decisions, question.name, person)
        return str(len(concerning)) == form.get("seen")

    return shelf.book.decide_if(still, decision)


def count(group: Group, standing: Standing, question: Question) -> str:
    """Return what a form that decides carries: it differs once somebody decided something."""
    concerning = overrides.find_concerning(group.decisions, question.name, _person(standing))
    return str(len(concerning))


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
