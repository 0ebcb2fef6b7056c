"""A master of otter assign (v4 to v7) or of nbgrader → a master of ours, or why it cannot be one.

`autograder import` calls `convert` with a notebook's bytes. What comes out is text in our format
(docs/authoring.md), which `build` reads like any other: the same points for the same answers. What
otter or nbgrader can and we cannot is named with its cell, its value and a remedy: a *problem*,
where no master can be written, or a *note*, where something is left out. Nothing of the notebook
is run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import yaml

from autograder.errors import MasterError

HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
HEADER = """\
# ---
# jupyter:
#   kernelspec: {display_name: Python 3, language: python, name: python3}
# ---

"""
MINUTES = 10  # of a question: neither otter nor nbgrader says it
NO_MASTER = (
    "a zip, not a notebook. otter's autograder.zip holds the tests and neither the texts nor the "
    "blanks. Name the master's .ipynb file that it was made of; or add `--notebook` and the "
    "notebook that students got."
)
NO_ZIP = "not a zip. `--notebook` goes with otter's autograder.zip. Leave it out for a master."
DEFAULT_HINT = "Compare your answer with what the question asks for."


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One cell of the new master."""

    kind: str  # code | markdown | raw
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of the new master, with what its function takes and does."""

    name: str
    body: str
    hidden: bool = False
    points: float | None = None
    hint: str = ""


@dataclass(slots=True, kw_only=True)
class Question:
    """One question while its cells are read."""

    cell: int
    name: str
    points: float | list[float] | None = None
    manual: bool = False
    all_or_nothing: bool = False
    parts: list[Part] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A master of ours, and what of the old one it leaves out."""

    text: str
    notes: tuple[str, ...] = ()


def convert(path: Path, slug: str, students: Path | None = None) -> Imported:
    """Return a master of ours; `students` is the notebook that they got, beside a zip of otter.

    Raises `MasterError` with every problem: file, cell, remedy.
    """
    is_zip = path.read_bytes()[:2] == b"PK"
    if is_zip == (students is None):
        raise MasterError([f"{path.name}: {NO_MASTER if is_zip else NO_ZIP}"])
    parts, problems, notes = _read(path, slug, students)
    name = path.name if students is None else f"{path.name} with {students.name}"
    if problems:
        raise MasterError([f"{name}, {problem}" for problem in problems])
    return Imported(text=_write(parts), notes=tuple(f"{name}, {note}" for note in notes))


def _read(path: Path, slug: str, students: Path | None) -> tuple[list[Part], list[str], list[str]]:
    from autograder.authoring import import_nbgrader, import_otter, import_zip

    notebook = _open(students or path)
    if students is not None:
        return import_zip.read(path, notebook, slug)
    if import_nbgrader.claims(notebook):
        return import_nbgrader.read(notebook, slug)
    return import_otter.read(notebook, slug, path.parent)


def _open(path: Path) -> Any:
    try:
        text = path.read_bytes().decode("utf-8")
        # The function has no types.
        return nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    except Exception as error:  # whatever it raises, this is not a notebook
        what = f"{path.name}: not a notebook ({error}). Name a .ipynb file."
        raise MasterError([what]) from error


def write_config(slug: str, title: str, questions: Sequence[Question]) -> Part:
    """Return the assignment's settings."""
    points = sum(_total(question) for question in questions)
    minutes = MINUTES * len(questions) or MINUTES
    settings = {"name": slug, "title": title, "section": "none", "minutes": minutes}
    return mark("ASSIGNMENT CONFIG", settings | {"points": _short(points)})


def write_question(question: Question) -> list[Part]:
    """Return a question with its checks; `question.checks` have their points already."""
    settings = {
        "name": question.name,
        "title": find_title(question.parts) or question.name,
        "points": _short(_total(question)),
        "difficulty": 1,
        "minutes": MINUTES,
    }
    if question.manual:
        return [
            mark("BEGIN QUESTION", settings | {"manual": True}),
            *question.parts,
            mark("END QUESTION"),
        ]
    checks = [_write_check(number, check) for number, check in enumerate(question.checks, 1)]
    return [
        mark("BEGIN QUESTION", settings),
        *question.parts,
        *(mark("BEGIN TESTS"), *checks, mark("END TESTS")),
        mark("END QUESTION"),
    ]


def mark(words: str, settings: Mapping[str, Any] | None = None) -> Part:
    """Return a raw cell with a mark and settings."""
    text = yaml.safe_dump(dict(settings), sort_keys=False, allow_unicode=True) if settings else ""
    return Part(kind="raw", source=f"# {words}\n{text}".rstrip("\n"))


def find_title(parts: Sequence[Part]) -> str:
    """Return the first heading of the texts; empty where there is none."""
    texts = [part.source for part in parts if part.kind == "markdown"]
    heading = next(filter(None, map(HEADING.search, texts)), None)
    return heading[1].strip("* ") if heading else ""


def one_line(message: object) -> str:
    """Return a message as a TEST CONFIG can hold it."""
    text = " ".join(str(message).split())
    return text.replace('"', "’").replace("\\", "/")


def _total(question: Question) -> float:
    if question.manual:
        points = question.points
        return float(sum(points) if isinstance(points, list) else 1 if points is None else points)
    return sum(check.points or 0 for check in question.checks)


def _short(points: float) -> float:
    return int(points) if points == int(points) else points


def _write_check(number: int, check: Check) -> Part:
    settings = {"points": _short(check.points or 0)}
    if check.hidden:
        settings["hidden"] = True
    words = {
        "about": f"{'hidden check' if check.hidden else 'check'} {number}",
        "failure_message": one_line(check.hint or DEFAULT_HINT),
    }
    text = yaml.safe_dump(settings | words, sort_keys=False, allow_unicode=True, width=10_000)
    config = f'""" # BEGIN TEST CONFIG\n{text}""" # END TEST CONFIG\n'
    return Part(kind="code", source=config + check.body.strip("\n"))


def _write(parts: Sequence[Part]) -> str:
    v4: Any = nbformat.v4  # has no types
    make = {"code": v4.new_code_cell, "markdown": v4.new_markdown_cell, "raw": v4.new_raw_cell}
    notebook = v4.new_notebook(cells=[make[part.kind](part.source) for part in parts])
    notebook.metadata["jupytext"] = {"notebook_metadata_filter": "-all"}
    return HEADER + str(jupytext.writes(notebook, fmt="py:percent"))
