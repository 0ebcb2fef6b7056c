"""One file of `mistakes/` or `variants/`: another answer to one question, with what must come of it
in its header.

# question: one_nn
# loses: one_nn/paper, one_nn/speed        the checks that must catch it; a variant has no such line
# why: takes the farthest point
def one_nn(…): …
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring import ours
from autograder.errors import CourseError
from autograder.notebook.format import Notebook
from autograder.records import Assignment

HEADER = re.compile(r"^# (question|loses|why): *(.*?) *$", re.MULTILINE)
MISTAKES = "mistakes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handwritten:
    """The solution with one answer replaced; `changed` is the id of that cell."""

    name: str  # mistakes/<name> or variants/<name>
    notebook: Notebook
    changed: str
    loses: frozenset[str]


def read(path: Path, assignment: Assignment, solution: Notebook) -> Handwritten:
    """Return what a file makes of the solution. Raises `CourseError` for a header that does not
    fit.
    """
    kind = path.parent.name
    where = f"{path.parent.parent.name}/{kind}/{path.name}"
    text = path.read_text(encoding="utf-8")
    header = dict(HEADER.findall(text))
    loses = frozenset(part.strip() for part in header.get("loses", "").split(",") if part.strip())
    problem = next(_judge(header.get("question", ""), loses, kind, assignment), "")
    if problem:
        raise CourseError(f"{where}: {problem}")
    try:
        notebook, changed = ours.replace_answer(solution, header["question"], text)
    except LookupError as error:
        raise CourseError(f"{where}: {error}. Name another question.") from None
    return Handwritten(name=f"{kind}/{path.stem}", notebook=notebook, changed=changed, loses=loses)


def _judge(
    question: str, loses: frozenset[str], kind: str, assignment: Assignment
) -> Iterator[str]:
    names = [one.name for one in assignment.questions]
    keys = {check.key for one in assignment.questions for check in one.checks}
    if question not in names:
        known = ", ".join(names)
        yield f"`# question: {question}` is not a question of the assignment. Use one of {known}."
    if loses - keys:
        unknown = ", ".join(sorted(loses - keys))
        yield f"`# loses:` names {unknown}, which is not a check. Write question/check."
    if bool(loses) != (kind == MISTAKES):
        yield "a mistake has a line `# loses: question/check, …`, a variant has none."
