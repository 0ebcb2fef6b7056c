"""An assignment's code cells as handed out: what a student's notebook is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from autograder.assignments import parameters
from autograder.notebook.code import Code, understand
from autograder.records import Assignment, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped:
    """The cells as handed out, in their order."""

    sources: tuple[str, ...]
    codes: tuple[Code, ...]
    shapes: frozenset[bytes]  # of the cells
    blanks: frozenset[str]  # sources of the answer cells
    blank_shapes: frozenset[bytes]
    places: Mapping[bytes, frozenset[int]]  # of each statement handed out
    answers: Mapping[str, int]  # by name that a blank binds, its place
    given: Mapping[str, frozenset[str]]  # by question, the names that its blanks bind
    taken: Mapping[str, frozenset[str]]  # by question, the names that its checks take

    def find_place(self, code: Code) -> int | None:
        """Return a cell's place among those handed out; None for one of the student's own."""
        common = [self.places.get(part, frozenset()) for part in _parts(code)]
        place = min(frozenset.intersection(*common), default=None)
        if place is None:
            return min((self.answers[n] for n in code.binds if n in self.answers), default=None)
        return place


@lru_cache(maxsize=16)  # as many assignments as a run grades at a time; they are ours, and small
def understand_shipped(assignment: Assignment) -> Shipped:
    """Return the assignment's cells understood."""
    codes = tuple(map(understand, assignment.shipped))
    blanks = frozenset(blank for question in assignment.questions for blank in question.blanks)
    blank_shapes = frozenset(understand(blank).shape for blank in blanks)
    return Shipped(
        sources=assignment.shipped,
        codes=codes,
        shapes=frozenset(code.shape for code in codes),
        blanks=blanks,
        blank_shapes=blank_shapes,
        places=_find_places(codes),
        answers={
            name: number
            for number, code in enumerate(codes)
            if code.shape in blank_shapes
            for name in code.binds
        },
        given={question.name: _names_given(question) for question in assignment.questions},
        taken={question.name: parameters(question) for question in assignment.questions},
    )


def _parts(code: Code) -> Iterable[bytes]:
    return code.statements or {code.shape}


def _find_places(codes: Iterable[Code]) -> dict[bytes, frozenset[int]]:
    places: dict[bytes, frozenset[int]] = {}
    for number, code in enumerate(codes):
        for part in _parts(code):
            places[part] = places.get(part, frozenset()) | {number}
    return places


def _names_given(question: Question) -> frozenset[str]:
    return frozenset().union(*(understand(blank).binds for blank in question.blanks))
