"""The house rules that no linter knows: how long modules and functions are, and which words are not ours.

A phrase of `PHRASES` reads translated or names a thing by a second name; its value is what to write instead.
"""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY

PACKAGE = sorted((REPOSITORY / "autograder").rglob("*.py"))
TESTS = sorted((REPOSITORY / "tests").rglob("*.py"))
MODULE_LINES = 350
FUNCTION_LINES = 8  # the median
LINE_CHARACTERS, LONGER = 100, 0.02
ARGUMENTS = 5
READ = (
    "*.md",
    "*.toml",
    "Makefile",
    ".ci/*",
    "docs/*.md",
    "autograder/**/*.py",
    "autograder/**/*.html",
    "solutions/**/*.py",
    "solutions/**/*.toml",
    "solutions/*.md",
    "tests/**/*.py",
    "tests/**/*.toml",
)
OURS = {Path(__file__)}  # this list itself
PHRASES = {
    r"\bmend(s|ed|ing)?\b": "fix (code, tests) or repair (notebooks)",
    r"\bpassed over\b": "skipped",
    r"\bfore(tell|tells|told)\b": "predict",
    r"\bperson must look\b|\ba human (must )?looks?\b": "needs review",
    r"\bread by a person\b": "graded manually",
    r"\bnothing to do for you\b": "You don't need to do anything.",
    r"\bpoints? to win\b": "points left",
    r"\bvouch(es|ed)? for\b": "review, trust",
    r"\banew\b": "again, from scratch",
    r"(?<!there )(?<!There )\b(is|are) no (?!longer|more|less|\w+er\b|worse|one\b)": "is not a",
    r"\bof no use\b": "redundant",
    r"\bwithout end\b": "forever, endlessly",
    r"\bnot to be had\b": "not available",
    r"\bslips?\b(?! (of|through))": "mutant, or mistake",
    r"\blook(s|ed)? whether\b": "check that",
}


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def functions(paths: list[Path]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@pytest.mark.parametrize("path", PACKAGE, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_a_module_is_short(path: Path) -> None:
    assert len(lines(path)) <= MODULE_LINES


def test_half_of_the_functions_are_short() -> None:
    lengths = [(node.end_lineno or 0) - node.lineno + 1 for node in functions(PACKAGE)]

    assert statistics.median(lengths) <= FUNCTION_LINES


def test_functions_take_few_arguments() -> None:
    wide = {
        node.name
        for node in functions(PACKAGE)
        if len(node.args.posonlyargs + node.args.args + node.args.kwonlyargs) > ARGUMENTS
    }

    assert not wide


@pytest.mark.parametrize("paths", [PACKAGE, TESTS], ids=["autograder", "tests"])
def test_hardly_a_line_is_long(paths: list[Path]) -> None:
    all_lines = [line for path in paths for line in lines(path)]
    longer = sum(len(line) > LINE_CHARACTERS for line in all_lines)

    assert longer <= LONGER * len(all_lines)


@pytest.mark.parametrize("phrase", PHRASES)
def test_no_phrase_stands_where_a_plainer_one_exists(phrase: str) -> None:
    pattern = re.compile(phrase)
    found = [
        f"{path.relative_to(REPOSITORY)}:{number}: {line.strip()}"
        for glob in READ
        for path in sorted(REPOSITORY.glob(glob))
        if path.is_file() and path not in OURS
        for number, line in enumerate(lines(path), 1)
        if pattern.search(line)
    ]

    assert not found, f"write: {PHRASES[phrase]}\n" + "\n".join(found)
