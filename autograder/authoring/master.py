"""A master: one py:percent text with otter's marks, from which everything else of an assignment is
built.

`parse` reads it (`blocks`), refuses it with all its problems at once (`traps`), or returns it as
records. The keys of ours (`about` on a check; `title`, `difficulty`, `minutes` on a question; all
of the assignment's) end here: otter ignores unknown keys silently, so it never sees them.
docs/authoring.md describes the format.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.authoring import blocks, traps
from autograder.authoring.blocks import DraftCheck, DraftQuestion, MasterCell
from autograder.errors import MasterError
from autograder.records import Check, Limits

__all__ = ["Master", "MasterCell", "MasterQuestion", "parse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterQuestion:
    """A question as written: its settings, and its checks with the bodies that otter will see."""

    name: str
    title: str
    points: float
    difficulty: int
    minutes: int
    manual: bool
    line: int
    checks: tuple[Check, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """A master without problems."""

    slug: str
    title: str
    section: str
    minutes: int
    limits: Limits
    cells: tuple[MasterCell, ...]
    questions: tuple[MasterQuestion, ...]


def parse(path: Path) -> Master:
    """Read one master. Raises `MasterError` with every problem: file, line, what, remedy."""
    draft = blocks.read(path)
    problems = traps.find(draft)
    if problems or draft.config is None:
        raise MasterError([problem.text(path.name) for problem in problems])
    config = draft.config.values
    return Master(
        slug=config["name"],
        title=str(config["title"]),
        section=str(config["section"]),  # YAML reads 2.1 as a number
        minutes=config["minutes"],
        limits=Limits(**config.get("limits", {})),
        cells=draft.cells,
        questions=tuple(map(_question, draft.questions)),
    )


def _question(draft: DraftQuestion) -> MasterQuestion:
    settings = draft.settings.values
    return MasterQuestion(
        name=draft.name,
        title=str(settings["title"]),
        points=settings["points"],
        difficulty=settings["difficulty"],
        minutes=settings["minutes"],
        manual=bool(settings.get("manual", False)),
        line=draft.line,
        checks=tuple(_check(draft.name, check) for check in draft.checks),
        bodies=tuple(check.body.strip() + "\n" for check in draft.checks),
    )


def _check(question: str, draft: DraftCheck) -> Check:
    settings = draft.settings.values
    return Check(
        question=question,
        name=draft.name,
        points=settings["points"],
        hidden=settings.get("hidden", False),
        about=str(settings["about"]),
        hint=str(settings["failure_message"]),
    )
