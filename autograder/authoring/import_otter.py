"""A notebook in the format of otter assign, v4 to v7, read into the parts of a master of ours.

Raw cells hold its marks: `# ASSIGNMENT CONFIG`, `# BEGIN QUESTION` … `# END QUESTION`, and in them
SOLUTION, PROMPT and TESTS blocks. Tests are functions (`ok_format: false`), or cells whose shown
value is expected again. Points are divided as otter divides them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.authoring.blocks import BOUNDARY, CONFIG, TEST_CONFIG, read_settings
from autograder.authoring.doctests import compare_output, find_imports, write_function
from autograder.authoring.import_checks import complete, rename_function
from autograder.authoring.import_settings import Seed, find_seed, pack_files
from autograder.authoring.imports import (
    Check,
    Part,
    Question,
    find_title,
    mark,
    write_config,
    write_question,
)

Read = tuple[list[Part], list[str], list[str]]  # parts of the master, problems, notes
IGNORE = re.compile(r"^.*#\s*IGNORE\s*$\n?", re.MULTILINE)
HIDDEN = re.compile(r"^#\s*hidden\s*(?:\n|$)", re.IGNORECASE)
OURS = {"name", "tests", "init_cell", "export_cell", "check_all_cell", "solutions_pdf"}
OURS |= {"files", "seed"}  # which have a place of their own below
OURS |= {"template_pdf", "run_tests", "show_question_points", "colab"}  # nothing is lost with them
WHY = {
    "generate": "plugins and what a results page shows are otter's own",
    "requirements": "grading uses the course's packages. Ask for these in the course's environment",
    "environment": "grading uses the course's packages. Ask for these in the course's environment",
}
QUESTION_KEYS = {"name", "points", "manual", "all_or_nothing", "check_cell", "export"}


@dataclass(slots=True)
class _Reader:
    """The notebook as far as it is read."""

    folder: Path
    imports: Mapping[str, str]
    seed: Seed | None = None
    ok_format: bool = True
    top: list[Part | Question] = field(default_factory=list)
    question: Question | None = None
    in_tests: bool = False
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def read(self, number: int, cell: Any) -> None:
        """Take one cell."""
        first = cell.source.split("\n", 1)[0]
        boundary = BOUNDARY.match(first) if cell.cell_type == "raw" else None
        if cell.cell_type == "raw" and CONFIG.match(first):
            self._configure(number, cell.source)
        elif boundary:
            self._pass(number, boundary[1].upper(), boundary[2].upper(), cell.source)
        elif self.in_tests and self.question is not None:
            self._test(number, cell)
        else:
            kept = self.top if self.question is None else self.question.parts
            seeded = self.seed is not None and cell.cell_type == "code"
            source = self.seed.set_in(cell.source) if self.seed and seeded else cell.source
            kept.append(Part(kind=cell.cell_type, source=source))

    def _configure(self, number: int, source: str) -> None:
        settings = read_settings(source)
        if settings.fault:
            self.problems.append(f"cell {number}: the assignment config {settings.fault}. Fix it.")
        tests = settings.values.get("tests")
        self.ok_format = bool(tests.get("ok_format", True)) if isinstance(tests, dict) else True
        self._take_seed(number, settings.values)
        self._take_files(number, settings.values.get("files", []))
        for key, value in _unread(settings.values).items():
            why = WHY.get(key, "we have no such setting. Leave it out if nothing rests on it")
            self.notes.append(f"cell {number}: `{key}: {value}` is not carried over: {why}.")

    def _take_seed(self, number: int, settings: Mapping[str, Any]) -> None:
        self.seed = find_seed(settings)
        if self.seed is not None:
            self.top += self.seed.parts
            what = self.seed.variable or "the state of NumPy's and Python's generators"
            self.notes.append(
                f"cell {number}: {what} begins from {self.seed.value} in the cells, for students, "
                "too; otter did so only while it graded."
            )

    def _take_files(self, number: int, names: Any) -> None:
        try:
            self.top += [pack_files(names, self.folder)] if names else []
        except (TypeError, ValueError) as error:
            why = f"`files: {names}` is not carried over: {error}."
            self.notes.append(f"cell {number}: {why}")

    def _pass(self, number: int, side: str, block: str, source: str) -> None:
        if block == "QUESTION":
            self._turn(number, side, source)
        elif block == "TESTS":
            self.in_tests = side == "BEGIN"
        elif self.question is not None:
            self.question.parts.append(mark(f"{side} {block}"))

    def _turn(self, number: int, side: str, source: str) -> None:
        if side == "END":
            self.question = None
            return
        values = read_settings(source).values
        name = str(values.get("name", ""))
        known = re.sub(r"\W", "_", name)
        known = known if known.isidentifier() else f"q_{known}"
        if known != name:
            self.notes.append(f"cell {number}: question `{name}` is called `{known}` now.")
        for key in values.keys() - QUESTION_KEYS:
            self.notes.append(
                f"cell {number}: `{key}: {values[key]}` of question `{name}` is not carried over."
            )
        self.question = Question(
            cell=number,
            name=known,
            points=values.get("points"),
            manual=bool(values.get("manual", False)),
            all_or_nothing=bool(values.get("all_or_nothing", False)),
        )
        self.top.append(self.question)

    def _test(self, number: int, cell: Any) -> None:
        question = self.question
        if question is None or cell.cell_type != "code":
            self.problems.append(f"cell {number}: text in a TESTS block. Move it above the block.")
            return
        try:
            question.checks.append(self._convert(len(question.checks) + 1, cell))
        except (SyntaxError, ValueError) as error:
            self.problems.append(f"cell {number}, question `{question.name}`: {error}")

    def _convert(self, number: int, cell: Any) -> Check:
        match = TEST_CONFIG.match(cell.source)
        settings = read_settings(match["yaml"]).values if match else {}
        body = IGNORE.sub("", match["body"] if match else cell.source)
        hidden = bool(settings.get("hidden", False)) or bool(HIDDEN.match(body))
        body = HIDDEN.sub("", body)
        return Check(
            name=f"test_{number}",
            body=self._doctest(number, body, cell)
            if self.ok_format
            else rename_function(number, body),
            hidden=hidden,
            points=settings.get("points"),
            hint=str(settings.get("failure_message", "")),
        )

    def _doctest(self, number: int, body: str, cell: Any) -> str:
        source = compare_output(body, _expected(cell))
        return write_function(f"test_{number}", source, self.imports)


def _unread(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that nothing here has read."""
    values = {key: settings[key] for key in sorted(settings.keys() - OURS)}
    generate = values.get("generate")
    if isinstance(generate, dict):
        others = {key: generate[key] for key in generate.keys() - {"seed", "seed_variable"}}
        values["generate"] = others
    return {key: value for key, value in values.items() if value not in ({}, None)}


def read(notebook: Any, slug: str, folder: Path) -> Read:
    """Return the parts of a master of ours, with problems and notes.

    In `folder` are the files that the notebook's settings name.
    """
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    reader = _Reader(folder, find_imports(sources))
    for number, cell in enumerate(notebook.cells, 1):
        reader.read(number, cell)
    questions = [one for one in reader.top if isinstance(one, Question)]
    for question in questions:
        reader.problems += complete(question)
    if not questions:
        reader.problems.append("cell 1: no `# BEGIN QUESTION` in a raw cell. Is it a master?")
    if reader.problems:
        return [], reader.problems, reader.notes
    texts = [one for one in reader.top if isinstance(one, Part)]
    parts = [write_config(slug, find_title(texts) or slug, questions)]
    for one in reader.top:
        parts += write_question(one) if isinstance(one, Question) else [one]
    return parts, [], reader.notes


def _expected(cell: Any) -> str:
    """Return the value that a cell shows. Raises ValueError where it printed or drew something."""
    shown = ""
    for output in cell.get("outputs", ()):
        if output.output_type != "execute_result" or "text/plain" not in output.data:
            raise ValueError("the test prints or draws. Let it show one value.")
        shown = "".join(output.data["text/plain"])
    return shown
