"""What a grading worksheet tells of an assignment's settings in Moodle, and whom they cost a grade.

`moodle` asks. Moodle's importer skips without a word what a scale, a lower maximum or no grade at
all leaves no room for; such points are listed here instead. What only delays a grade, as a marking
workflow and hidden names do, is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from autograder.files import number, parse_number
from autograder.lms.roster import Person, plain
from autograder.lms.worksheet import cell
from autograder.records import Assignment

MAXIMA = ("Maximum grade", "Maximum Grade")
WORKFLOW_COLUMN = "Marking workflow state"
RELEASED = "Released"
HIDDEN_NAME = "Participant"
MANY_ALIKE = 3  # names of different students: Moodle's word in another language
SCALE = (
    "the assignment in Moodle has a scale, and Moodle skips numbers there: set its grade to the "
    "type Point and download the worksheet again"
)
GRADELESS = (
    "the assignment in Moodle has no grade, and Moodle skips all: set its grade to the type Point "
    "and download the worksheet again"
)
ABOVE = (
    "{points} points are more than Moodle's maximum grade of {limit}, and Moodle skips them: set "
    "the maximum to the assignment's points and download the worksheet again"
)
LIMIT = (
    "Moodle's maximum grade is {limit}, but the assignment has {points} points. Change the maximum "
    "in Moodle before you upload."
)
WORKFLOW = (
    "The assignment in Moodle has a marking workflow: students see neither grade nor feedback "
    "until their state is Released. After uploading, select them on the page Submissions and set "
    "the marking workflow state."
)
ANONYMOUS = (
    "Moodle hides the names (anonymous submissions): grades stay out of its gradebook until you "
    "choose Submissions > Actions > Reveal student identities, but students see comment and page "
    "as soon as you upload them."
)


def bar(row: Person, points: float) -> str:
    """Return why Moodle would skip a student's points; "" if it takes them."""
    if "Scale" in row.cells:
        return SCALE
    limit = _limit(row)
    if not limit and "Grade can be changed" in row.cells:  # which came with the maximum
        return GRADELESS
    most = parse_number(limit)
    above = most is not None and points > most
    return ABOVE.format(points=number(points), limit=limit) if above else ""


def tell(
    assignment: Assignment, people: Sequence[Person], names: Mapping[str, str]
) -> Iterator[str]:
    """Yield notes on the assignment's settings; `names` are those in the download, by student."""
    for limit in sorted({_limit(person) for person in people} - {""}):
        if parse_number(limit) != assignment.points:
            yield LIMIT.format(limit=limit, points=number(assignment.points))
    states = {cell(person, WORKFLOW_COLUMN) for person in people}
    if states - {"", RELEASED}:
        yield WORKFLOW
    if any(map(_is_hidden, people)) or _are_hidden(list(names.values())):
        yield ANONYMOUS


def _limit(row: Person) -> str:
    return next(filter(None, (cell(row, title) for title in MAXIMA)), "")


def _is_hidden(person: Person) -> bool:
    """Tell whether a row has the participant's number for a name, or before it."""
    number_only = "Full name" not in person.cells
    return number_only or plain(person.name).startswith(plain(cell(person, "Identifier")))


def _are_hidden(names: Sequence[str]) -> bool:
    alike = len(names) >= MANY_ALIKE and len(set(names)) == 1
    return alike or HIDDEN_NAME in names
