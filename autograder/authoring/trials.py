"""Do cheats lose points and harmless changes none? Both are made of each answer, and graded.

`plant` makes them, `audit.run` grades them, `judge` says of each question which cheats earn points
(all of them listed, or a fault) and which harmless changes lose a check (each a fault).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.authoring import audit, cheats, harmless, ours
from autograder.authoring.audit import Planted
from autograder.authoring.cheats import BLIND, NARROW, Earned
from autograder.authoring.harmless import Harmless
from autograder.authoring.mutants import Mutant
from autograder.notebook.format import Cell, Notebook
from autograder.records import Assignment, Grade, Outcome, Question

HARMLESS = "harmless"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earning:
    """A check that a cheat passes, or a question that a narrow cheat loses nothing of."""

    of: str
    cheat: str
    why: str = ""  # where cheats.toml lists it


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One question: how many cheats and harmless changes were tried, and what went wrong."""

    question: Question
    cheats: int
    harmless: int
    earning: tuple[Earning, ...]
    lost: Mapping[str, tuple[str, ...]]  # by harmless change: the messages of checks that it lost
    broken: tuple[str, ...]  # cheats and changes that break a check


def plant(assignment: Assignment, solution: Notebook) -> list[Planted]:
    """Return every cheat and harmless change of every question with checks, in their order."""
    return [
        planted
        for question in assignment.questions
        if not question.manual
        for planted in _plant(question, solution)
    ]


def judge(
    assignment: Assignment,
    graded: Iterable[tuple[Planted, Grade]],
    listed: Sequence[Earned],
) -> list[Tried]:
    """Return what was found about every question with checks."""
    found = list(graded)
    return [
        _judge_question(
            question, [one for one in found if one[0].question == question.name], listed
        )
        for question in assignment.questions
        if not question.manual
    ]


def find_faults(tried: Sequence[Tried], listed: Sequence[Earned]) -> list[str]:
    """Return what is not as it should be, a line each."""
    faults: list[str] = []
    for one in tried:
        faults += [
            f"{earning.of}: the cheat “{earning.cheat}” keeps its points. Strengthen the check, or "
            "list it in cheats.toml."
            for earning in one.earning
            if not earning.why
        ]
        for name, messages in one.lost.items():
            faults += [f"{message}, by the harmless change “{name}”" for message in messages]
        faults += one.broken
    earned = {(earning.of, earning.cheat) for one in tried for earning in one.earning}
    return faults + [
        f"cheats.toml lists “{name}” for {row.of}, which earns nothing there. Remove it."
        for row in listed
        for name in row.cheats
        if (row.of, name) not in earned
    ]


def summarise(tried: Sequence[Tried]) -> list[str]:
    """Return a line for each question."""
    width = max((len(one.question.name) for one in tried), default=0)
    return [
        f"  {one.question.name:{width}}  {one.cheats:4} cheats, {len(one.earning):2} earnings "
        f"({sum(bool(earning.why) for earning in one.earning)} listed), "
        f"{one.harmless:3} harmless changes, {len(one.lost):2} lose"
        for one in tried
    ]


def tally(tried: Sequence[Tried]) -> dict[str, int]:
    """Return the figures of an assignment, as audited.json has them."""
    return {
        "cheats": sum(one.cheats for one in tried),
        "earning": sum(len(one.earning) for one in tried),
        "harmless": sum(one.harmless for one in tried),
        "losing": sum(len(one.lost) for one in tried),
    }


def write_page(tried: Sequence[Tried]) -> str:
    """Return the table of what earns points and why, in Markdown."""
    rows = [
        f"| {earning.of} | {earning.cheat} | {earning.why or 'not listed'} |"
        for one in tried
        for earning in one.earning
    ]
    return "\n".join(
        ["## Cheats that earn points", "", "| of | cheat | why |", "|---|---|---|", *rows, ""]
    )


def _plant(question: Question, solution: Notebook) -> Iterator[Planted]:
    notebook = audit.cut(question, solution)
    for cell in ours.find_answers(solution, question.name):
        if cell.kind == "code":
            for cheat in cheats.make(cell.source, question):
                yield audit.put(cheat, question, cell, notebook)
            for change in harmless.make(cell.source, question):
                yield _put(change, question, cell, notebook)


def _put(change: Harmless, question: Question, cell: Cell, notebook: Notebook) -> Planted:
    """Return the notebook with a harmless change and the cells that belong to it."""
    mutant = Mutant(operator=HARMLESS, change=change.name, source=change.source)
    planted = audit.put(mutant, question, cell, notebook)
    cells: list[Cell] = []
    for one in planted.notebook.cells:
        around = [change.above, None, change.below] if one.id == cell.id else [None]
        cells += [
            one if source is None else Cell(kind="code", source=source, id=f"{cell.id}-{place}")
            for place, source in enumerate(around)
            if source != ""
        ]
    return replace(planted, notebook=replace(planted.notebook, cells=tuple(cells)))


def _judge_question(
    question: Question, graded: Sequence[tuple[Planted, Grade]], listed: Sequence[Earned]
) -> Tried:
    by_kind: dict[str, list[tuple[str, Grade]]] = {BLIND: [], NARROW: [], HARMLESS: []}
    for planted, grade in graded:
        by_kind[planted.mutant.operator].append((planted.mutant.change, grade))
    whys = {(row.of, name): row.why for row in listed for name in row.cheats}
    earnings = [
        *((key, name) for name, grade in by_kind[BLIND] for key in _find_earned(grade)),
        *((question.name, name) for name, grade in by_kind[NARROW] if not _find_lost(grade)),
    ]
    return Tried(
        question=question,
        cheats=len(by_kind[BLIND]) + len(by_kind[NARROW]),
        harmless=len(by_kind[HARMLESS]),
        earning=tuple(
            Earning(of=of, cheat=name, why=whys.get((of, name), "")) for of, name in earnings
        ),
        lost={name: lost for name, grade in by_kind[HARMLESS] if (lost := _find_lost(grade))},
        broken=tuple(
            f"{result.check.key} breaks on “{planted.mutant.change}”"
            for planted, grade in graded
            for result in grade.results
            if result.outcome is Outcome.BROKEN
        ),
    )


def _find_earned(grade: Grade) -> list[str]:
    return [
        result.check.key
        for result in grade.results
        if result.outcome is Outcome.PASSED and result.check.points
    ]


def _find_lost(grade: Grade) -> tuple[str, ...]:
    return tuple(
        f"{result.check.key} is {result.outcome}: {' '.join(result.message.split())[:200]}"
        for result in grade.results
        if result.outcome not in (Outcome.PASSED, Outcome.BROKEN)
    )
