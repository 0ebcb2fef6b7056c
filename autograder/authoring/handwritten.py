"""One file of `mistakes/` or `variants/`: another answer to one question, with what must come of it
in its header.

# question: one_nn
# loses: one_nn/paper, one_nn/speed        the checks that must catch it; a variant has no such line
# may lose: one_nn/accuracy                where it is chance: what a wrong network learns, say
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

HEADER = re.compile(r"^# (question|loses|may lose|why): *(.*?) *$", re.MULTILINE)
MISTAKES = "mistakes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handwritten:
    """The solution with one answer replaced; `changed` is the id of that cell."""

    name: str  # mistakes/<name> or variants/<name>
    notebook: Notebook
    changed: str
    loses: frozenset[str]
    may_lose: frozenset[str]


def read(path: Path, assignment: Assignment, solution: Notebook) -> Handwritten:
    """Return what a file makes of the solution. Raises `CourseError` for a header that does not
    fit.
    """
    kind = path.parent.name
    where = f"{path.parent.parent.name}/{kind}/{path.name}"
    text = path.read_text(encoding="utf-8")
    header = dict(HEADER.findall(text))
    loses, may_lose = (_split(header.get(name, "")) for name in ("loses", "may lose"))
    problem = next(_judge(header.get("question", ""), loses, may_lose, kind, assignment), "")
    if problem:
        raise CourseError(f"{where}: {problem}")
    try:
        notebook, changed = ours.replace_answer(solution, header["question"], text)
    except LookupError as error:
        raise CourseError(f"{where}: {error}. Name another question.") from None
    return Handwritten(
        name=f"{kind}/{path.stem}",
        notebook=notebook,
        changed=changed,
        loses=loses,
        may_lose=may_lose,
    )


def _split(keys: str) -> frozenset[str]:
    return frozenset(part.strip() for part in keys.split(",") if part.strip())


def _judge(
    question: str,
    loses: frozenset[str],
    may_lose: frozenset[str],
    kind: str,
    assignment: Assignment,
) -> Iterator[str]:
    names = [one.name for one in assignment.questions]
    keys = {check.key for one in assignment.questions for check in one.checks}
    if question not in names:
        known = ", ".join(names)
        yield f"`# question: {question}` is not a question of the assignment. Use one of {known}."
    for line, named in (("loses", loses), ("may lose", may_lose)):
        if named - keys:
            unknown = ", ".join(sorted(named - keys))
            yield f"`# {line}:` names {unknown}, which is not a check. Write question/check."
    if bool(loses) != (kind == MISTAKES) or (may_lose and not loses):
        yield "a mistake has a line `# loses: question/check, …`, a variant has none."
    if both := ", ".join(sorted(loses & may_lose)):
        yield f"{both} stands in `# loses:` and in `# may lose:`. Keep it in one of them."
