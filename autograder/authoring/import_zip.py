"""otter's autograder.zip and the notebook that students got, read into the parts of a master.

The zip holds the tests with their points; texts, given cells and blanks come from the notebook,
whose calls `grader.check("…")` say where each question ends. Nothing tells a right answer: the
author writes it into the master. Students go on with the notebook that they have. What otter's own
settings do while it grades, seeds and files, reaches no such notebook, so it is a problem here.
Tests are parsed, never run.
"""

from __future__ import annotations

import ast
import doctest
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.authoring.doctests import compare_output, find_imports, write_function
from autograder.authoring.import_checks import complete, rename_function
from autograder.authoring.import_otter import Read
from autograder.authoring.imports import (
    Check,
    Part,
    Question,
    find_title,
    mark,
    write_config,
    write_question,
)
from autograder.lms.archive import open_download
from autograder.notebook.format import CHECK_CALL

BLANK = re.compile(r"(?<!\.)\.\.\.(?!\.)")
OTTERS = re.compile(
    r"otter\.Notebook\(|grader\.(?:check_all|export)\("
    r"|^Make sure you have run all cells in your notebook in order",
    re.MULTILINE,
)
OTTERS_FILES = {"otter_config.json", "requirements.txt", "environment.yml", "run_autograder"}
OTTERS_FILES |= {"run_otter.py", "setup.sh"}
UNWRITTEN = "# Nobody has told the right answer yet: write it here, then `autograder verify`.\n"
Module = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Test:
    """One test file of the zip."""

    points: float | list[float] | None
    all_or_nothing: bool
    checks: tuple[Check, ...]


def read(archive: Path, notebook: Any, slug: str) -> Read:
    """Return the parts of a master of ours, with problems and notes.

    Raises `SubmissionError` where the zip cannot be opened.
    """
    files = _read_files(archive)
    imports = find_imports(one.source for one in notebook.cells if one.cell_type == "code")
    problems = list(_find_refused(files))
    tests: dict[str, _Test] = {}
    for path in filter(_is_test, sorted(files)):
        try:
            tests[PurePosixPath(path).stem] = _read_test(files[path].decode(), imports)
        except (SyntaxError, ValueError, KeyError, TypeError) as error:
            problems.append(f"{path}: {error}")
    top = list(_cut(notebook.cells, tests))
    questions = [one for one in top if isinstance(one, Question)]
    for question in questions:
        problems += complete(question)
    problems += _find_strays(tests, questions)
    if problems:
        return [], problems, []
    texts = [one for one in top if isinstance(one, Part)]
    parts = [write_config(slug, find_title(texts) or slug, questions)]
    for one in top:
        parts += write_question(one) if isinstance(one, Question) else [one]
    return parts, [], list(_tell(questions))


def _read_files(archive: Path) -> dict[str, bytes]:
    with open_download(archive) as opened:
        return {"/".join(one.parts): opened.read(one) for one in opened.members}


def _is_test(path: str) -> bool:
    return path.startswith("tests/") and path.endswith(".py") and not path.endswith("__init__.py")


def _find_refused(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what otter does only while it grades."""
    remedy = "Import the master: its cells then say so to students, too."
    settings = json.loads(files.get("otter_config.json", b"{}"))
    if settings.get("seed") is not None:
        yield f"otter_config.json: `seed: {settings['seed']}` is set before each cell. {remedy}"
    if settings.get("plugins"):
        yield "otter_config.json: plugins are otter's own, and may change points. Leave them out."
    others = [path for path in files if path not in OTTERS_FILES and not _is_test(path)]
    for path in sorted(others):
        yield f"{path}: a file that cells may read. {remedy}"


def _read_test(source: str, imports: Mapping[str, str]) -> _Test:
    """Return a test file as checks. Raises ValueError or one of its like where that cannot be."""
    tree = ast.parse(source)
    names = {
        target.id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    if "test" in names:
        return _read_doctests(names["test"], imports)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return _Test(
        points=names.get("points"),
        all_or_nothing=bool(names.get("all_or_nothing", False)),
        checks=tuple(_read_function(n, one, source) for n, one in enumerate(functions, 1)),
    )


def _read_function(number: int, function: ast.FunctionDef, source: str) -> Check:
    calls = [one for one in function.decorator_list if isinstance(one, ast.Call)]
    words = [word for call in calls for word in call.keywords]
    settings = {str(word.arg): ast.literal_eval(word.value) for word in words}
    body = "\n".join(source.split("\n")[function.lineno - 1 : function.end_lineno])
    return _check(number, rename_function(number, body), settings)


def _read_doctests(test: Module, imports: Mapping[str, str]) -> _Test:
    (suite,) = test["suites"]
    if suite.get("setup") or suite.get("teardown"):
        raise ValueError("its suite has a set-up or a teardown. Move it into the cases.")
    cases = enumerate(suite["cases"], 1)
    return _Test(
        points=test.get("points"),
        all_or_nothing=bool(test.get("all_or_nothing", False)),
        checks=tuple(
            _check(number, _write_doctest(number, case["code"], imports), {"hidden": True} | case)
            for number, case in cases
        ),
    )


def _check(number: int, body: str, settings: Module) -> Check:
    return Check(
        name=f"test_{number}",
        body=body,
        hidden=bool(settings.get("hidden", False)),
        points=settings.get("points"),
        hint=str(settings.get("failure_message") or ""),
    )


def _write_doctest(number: int, code: str, imports: Mapping[str, str]) -> str:
    examples = doctest.DocTestParser().get_examples(code)
    body = "\n".join(map(_compare, examples))
    return write_function(f"test_{number}", body, imports)


def _compare(example: doctest.Example) -> str:
    last = ast.parse(example.source).body[-1]
    prints = isinstance(last, ast.Expr) and ast.unparse(last).startswith("print(")
    if example.exc_msg or example.options or prints or (example.want and not _is_value(last)):
        raise ValueError(f"`{example.source.strip()}` shows more than a value. Compare a value.")
    return compare_output(example.source.rstrip("\n"), example.want)


def _is_value(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr)


def _cut(cells: Sequence[Any], tests: Mapping[str, _Test]) -> Iterator[Part | Question]:
    """Yield what stands outside of questions, and each question with its cells and checks."""
    waiting: list[Any] = []
    for number, cell in enumerate(cells, 1):
        name, is_call = _find_end(cell, tests)
        if not (is_call or OTTERS.search(cell.source)):
            waiting.append(cell)
        if name:
            begin = _find_begin(waiting)
            yield from map(_part, waiting[:begin])
            yield _question(number, name, waiting[begin:], tests[name])
            waiting = []
    yield from map(_part, waiting)


def _find_end(cell: Any, tests: Mapping[str, _Test]) -> tuple[str, bool]:
    """Return the question that ends with a cell, and whether the cell only calls its check.

    An answer that has hidden tests only has no call below it; otter names them in its metadata.
    """
    called = CHECK_CALL.search(cell.source) if cell.cell_type == "code" else None
    if called and called["question"] in tests:
        return called["question"], True
    named = cell.metadata.get("otter", {}).get("tests", [])
    return next((name for name in named if name in tests), ""), False


def _find_begin(cells: Sequence[Any]) -> int:
    """Return where a question begins: at the texts right above its first blank."""
    begin = next((n for n, cell in enumerate(cells) if _is_blank(cell)), len(cells))
    while begin > 0 and cells[begin - 1].cell_type == "markdown":
        begin -= 1
    return begin


def _is_blank(cell: Any) -> bool:
    return cell.cell_type == "code" and bool(BLANK.search(cell.source))


def _question(number: int, name: str, cells: Sequence[Any], test: _Test) -> Question:
    parts = [
        part
        for cell in cells
        for part in (_write_blank(cell.source) if _is_blank(cell) else [_part(cell)])
    ]
    return Question(
        cell=number,
        name=name,
        points=test.points,
        all_or_nothing=test.all_or_nothing,
        parts=parts,
        checks=list(test.checks),
    )


def _write_blank(source: str) -> list[Part]:
    """Return a blank as students have it, with the place for the answer."""
    answer = f"{source}\n# BEGIN SOLUTION NO PROMPT\n{UNWRITTEN}# END SOLUTION"
    return [mark("BEGIN SOLUTION"), Part(kind="code", source=answer), mark("END SOLUTION")]


def _part(cell: Any) -> Part:
    return Part(kind=cell.cell_type, source=cell.source)


def _find_strays(tests: Mapping[str, _Test], questions: Sequence[Question]) -> Iterator[str]:
    """Yield the tests that no cell calls, and the questions without a blank."""
    for name in sorted(tests.keys() - {question.name for question in questions}):
        yield f'tests/{name}.py: no cell of the notebook calls `grader.check("{name}")`. Add one.'
    for question in questions:
        if not any(part.source == "# BEGIN SOLUTION" for part in question.parts):
            yield (
                f"cell {question.cell}, question `{question.name}`: no code cell with `...` above "
                "its check. Write `...` where students answer."
            )


def _tell(questions: Sequence[Question]) -> Iterator[str]:
    names = ", ".join(f"`{question.name}`" for question in questions)
    yield (
        f"the answers to {names} are to be written: the zip has none, and until then `verify` "
        "fails. Grading needs none, and takes the notebooks that students have."
    )
    yield "questions that are graded manually are texts here: the zip does not name them."
