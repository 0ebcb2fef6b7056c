"""Which checks stand on the answers of earlier questions: told by the names of the cells.

`forward` asks for a student's notebook, `authoring.build` for the reference's. Cells are parsed,
never run. A check stands on an earlier answer where it takes a name that this gives, or one that
was made with its help, however indirectly. It counts only where it also takes a name that its own
question gives, so that no reference earns its own points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from autograder.assignments import taken
from autograder.notebook.code import Code, understand
from autograder.notebook.scope import NOTHING
from autograder.notebook.shipped import understand_shipped
from autograder.records import Assignment, Question


def find_chains(assignment: Assignment, codes: Sequence[Code]) -> dict[str, tuple[str, ...]]:
    """Return for each check the earlier questions on whose answers it stands, in these cells.

    Only those count whose reference answer gives no name that another question asks for.
    """
    given = understand_shipped(assignment).given
    users = _find_users(codes)
    touched = {
        question.name: _find_touched(given[question.name], codes, users)
        for question in assignment.questions
        if _stands_alone(question, given)
    }
    chains: dict[str, tuple[str, ...]] = {}
    for place, question in enumerate(assignment.questions):
        for key, names in taken(question).items() if question.checks else ():
            earlier = [one.name for one in assignment.questions[:place] if one.name in touched]
            stands = tuple(name for name in earlier if names & touched[name])
            if stands and names & given[question.name]:
                chains[key] = stands
    return chains


def find_own_chains(assignment: Assignment) -> dict[str, tuple[str, ...]]:
    """Return the same for the reference's notebook."""
    shipped = understand_shipped(assignment)
    handed_out = (source for source in shipped.sources if source not in shipped.blanks)
    answers = (source for question in assignment.questions for source in question.reference)
    return find_chains(assignment, [understand(source) for source in (*handed_out, *answers)])


def _stands_alone(question: Question, given: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a question has a reference answer that answers no other question, too."""
    binds = NOTHING.union(*(understand(source).binds for source in question.reference))
    others = NOTHING.union(*(given[name] for name in given if name != question.name))
    return bool(question.reference) and not binds & others


def _find_users(codes: Sequence[Code]) -> dict[str, list[int]]:
    """Return by name the cells that use it."""
    users = defaultdict(list)
    for number, code in enumerate(codes):
        for name in code.uses | code.uses_later:
            users[name].append(number)
    return users


def _find_touched(
    names: frozenset[str], codes: Sequence[Code], users: Mapping[str, Sequence[int]]
) -> set[str]:
    """Return what these names may decide: they themselves, and what is made with their help."""
    touched, waiting, seen = set(names), list(names), set[int]()
    while waiting:
        for number in users.get(waiting.pop(), ()):
            if number not in seen:
                seen.add(number)
                new = codes[number].binds - touched
                touched |= new
                waiting += new
    return touched
