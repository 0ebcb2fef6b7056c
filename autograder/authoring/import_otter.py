"""A notebook in the format of otter assign, v4 to v7, read into the parts of a master of ours.

Raw cells hold its marks: `# ASSIGNMENT CONFIG`, `# BEGIN QUESTION` … `# END QUESTION`, and in them
SOLUTION, PROMPT and TESTS blocks. Tests are functions (`ok_format: false`), or cells whose shown
value is expected again. Points are divided as otter divides them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.authoring.blocks import BOUNDARY, CONFIG, TEST_CONFIG, only_function, read_settings
from autograder.authoring.doctests import compare_output, find_imports, write_function
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
        make = self._doctest if self.ok_format else _function
        return Check(
            name=f"test_{number}",
            body=make(number, body, cell),
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
        reader.problems += _complete(question)
    if not questions:
        reader.problems.append("cell 1: no `# BEGIN QUESTION` in a raw cell. Is it a master?")
    if reader.problems:
        return [], reader.problems, reader.notes
    texts = [one for one in reader.top if isinstance(one, Part)]
    parts = [write_config(slug, find_title(texts) or slug, questions)]
    for one in reader.top:
        parts += write_question(one) if isinstance(one, Question) else [one]
    return parts, [], reader.notes


def _function(number: int, body: str, cell: Any) -> str:
    """Return the body of a test that is a function, under a name of its own."""
    function = only_function(body)
    if function is None:
        raise ValueError("a test is one function here. Move what is beside it into it.")
    if any(argument.arg == "env" for argument in function.args.args):
        raise ValueError("the test takes `env`. Name what it needs as parameters.")
    name = function.name if function.name.startswith("test_") else f"test_{function.name}"
    return re.sub(rf"\bdef {function.name}\b", f"def {name}_{number}", body, count=1).strip()


def _expected(cell: Any) -> str:
    """Return the value that a cell shows. Raises ValueError where it printed or drew something."""
    shown = ""
    for output in cell.get("outputs", ()):
        if output.output_type != "execute_result" or "text/plain" not in output.data:
            raise ValueError("the test prints or draws. Let it show one value.")
        shown = "".join(output.data["text/plain"])
    return shown


def _complete(question: Question) -> Iterator[str]:
    """Give a question's checks their points as otter does; yield why that cannot be."""
    where = f"cell {question.cell}, question `{question.name}`"
    if question.manual:
        return
    if not question.checks:
        yield f"{where}: no tests. Write some, or say `manual: true`."
        return
    try:
        question.checks = list(_divide(question))
    except ValueError as error:
        yield f"{where}: {error}"
        return
    if question.all_or_nothing:
        question.checks = _join(question.checks)
    if all(check.hidden for check in question.checks):
        question.checks.insert(0, _ask_for_names(question.checks))


def _divide(question: Question) -> Iterator[Check]:
    total, checks = question.points, question.checks
    if isinstance(total, list):
        if len(total) != len(checks):
            raise ValueError(f"{len(total)} points for {len(checks)} tests. Give one for each.")
        checks, total = [replace(c, points=p) for c, p in zip(checks, total, strict=True)], None
    given = [check.points for check in checks if check.points is not None]
    free = len(checks) - len(given)
    if total is None:
        share = 1 / free if free and not any(given) else 0.0
    elif sum(given) > total:
        raise ValueError(f"its tests give more than its {total} points. Lower them.")
    else:
        share = (total - sum(given)) / free if free else 0.0
    for check in checks:
        yield check if check.points is not None else replace(check, points=share)


def _join(checks: list[Check]) -> list[Check]:
    """Return public checks without points, and a hidden one that runs all and earns them all."""
    functions = [only_function(check.body) for check in checks]
    names = sorted({argument.arg for one in functions if one for argument in one.args.args})
    inner = ["\n".join("    " + line for line in check.body.splitlines()) for check in checks]
    calls = [
        f"    {one.name}({', '.join(argument.arg for argument in one.args.args)})"
        for one in functions
        if one
    ]
    body = "\n".join([f"def test_all({', '.join(names)}):", *inner, *calls])
    points = sum(check.points or 0 for check in checks)
    whole = Check(name="test_all", body=body, hidden=True, points=points)
    return [*(replace(c, points=0) for c in checks if not c.hidden), whole]


def _ask_for_names(checks: list[Check]) -> Check:
    """Return a public check without points: that the names have a value."""
    names = sorted(
        {
            argument.arg
            for check in checks
            for node in ast.parse(check.body).body
            if isinstance(node, ast.FunctionDef)
            for argument in node.args.args
        }
    )
    asserts = [f"    assert {name} is not ..., '{name} is not written yet'" for name in names]
    body = "\n".join([f"def test_written({', '.join(names)}):", *(asserts or ["    pass"])])
    return Check(name="test_written", body=body, points=0, hint="Write your answer first.")
