"""Nothing of a hidden check is in what students get: no statement and no input, in any file."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY
from IPython.core.inputtransformer2 import TransformerManager

from autograder.authoring import build, setup_cell
from autograder.course import find
from autograder.notebook import format as notebooks

COURSE = find(REPOSITORY)
TRIVIAL = (
    30  # characters: a statement as short as `network = build_network(40)` tells nobody anything
)
SEEDED = {"default_rng", "set_random_seed", "RandomState", "Random", "seed"}


def statements(tree: ast.AST) -> set[str]:
    """Return the simple statements below a node, each in one spelling."""
    compound = (
        ast.FunctionDef
        | ast.ClassDef
        | ast.Import
        | ast.ImportFrom
        | ast.For
        | ast.While
        | ast.If
        | ast.With
        | ast.Try
    )
    found = (
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and not isinstance(node, compound)
    )
    return {text for text in found if len(text) >= TRIVIAL}


def inputs(tree: ast.AST) -> set[str]:
    """Return lists of at least five numbers or words, seeds, and texts but messages and names."""
    told = [node.msg for node in ast.walk(tree) if isinstance(node, ast.Assert) and node.msg]
    told += [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    messages = {id(part) for node in told for part in ast.walk(node)}
    return {text for node in ast.walk(tree) if id(node) not in messages for text in _input(node)}


def _input(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        leaves = [part for part in ast.walk(node) if isinstance(part, ast.Constant)]
        if len(leaves) >= 5 and all(
            isinstance(e, ast.Constant | ast.List | ast.Tuple | ast.UnaryOp) for e in node.elts
        ):
            yield ast.unparse(node).replace("(", "[").replace(")", "]")
    elif isinstance(node, ast.Call):
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        if name in SEEDED and node.args and isinstance(node.args[0], ast.Constant):
            yield f"seed {node.args[0].value}"
    elif (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and len(node.value) >= 10
        and not node.value.isidentifier()
    ):
        yield repr(node.value)


def student_trees(path: Path) -> Iterator[ast.Module]:
    """Yield the code of a notebook, and of the modules that its set-up cell carries."""
    transform = TransformerManager().transform_cell
    for cell in notebooks.read(path.read_bytes()).code:
        yield ast.parse(transform(cell.source))
        for name, source in setup_cell.unpack(cell.source).items():
            if name.endswith(".py"):
                yield ast.parse(source)


@pytest.fixture(scope="module")
def handed_out() -> dict[str, tuple[set[str], set[str]]]:
    """The statements and the inputs of every file below assignments/, by assignment."""
    files = [path for path in sorted((REPOSITORY / "assignments").rglob("*")) if path.is_file()]
    assert [path.parent.name for path in files] == list(COURSE.slugs)
    trees = {path.parent.name: list(student_trees(path)) for path in files}
    return {
        slug: (set().union(*map(statements, found)), set().union(*map(inputs, found)))
        for slug, found in trees.items()
    }


@pytest.mark.slow
def test_the_public_checks_are_looked_at(handed_out: dict[str, tuple[set[str], set[str]]]) -> None:
    """Or the test below would look at half of what students have."""
    for slug, (told, _) in handed_out.items():
        asserted = {text for text in told if text.startswith("assert ")}
        public = build.ready(COURSE, slug).questions
        assert len(asserted) >= sum(not check.hidden for q in public for check in q.checks), slug


@pytest.mark.slow
@pytest.mark.parametrize("slug", COURSE.slugs)
def test_no_hidden_check_is_in_what_students_get(
    slug: str, handed_out: dict[str, tuple[set[str], set[str]]]
) -> None:
    """In no file at all, but for a bare seed: another assignment makes other numbers with it."""
    everything = [set().union(*found) for found in zip(*handed_out.values(), strict=True)]
    everything[1] = {text for text in everything[1] if not text.startswith("seed ")} | handed_out[
        slug
    ][1]
    leaked = []
    assignment = build.ready(COURSE, slug)
    for question in assignment.questions:
        functions = [
            node for node in ast.parse(question.source).body if isinstance(node, ast.FunctionDef)
        ]
        for check, function in zip(question.checks, functions, strict=True):
            if check.hidden:
                body = ast.Module(function.body, [])
                found = (statements(body) & everything[0]) | (inputs(body) & everything[1])
                leaked += [f"{check.key}: {text}" for text in sorted(found)]
    assert leaked == []


@pytest.mark.parametrize("slug", COURSE.slugs)
def test_what_a_notebook_carries_of_a_hidden_check_its_text_says_too(slug: str) -> None:
    cells = notebooks.read(COURSE.student(slug).read_bytes()).cells
    text = "\n".join(cell.source for cell in cells if cell.kind == "markdown")
    carried = setup_cell.unpack(next(cell.source for cell in cells if cell.id == "setup"))
    for question in json.loads(carried["assignment.json"])["questions"]:
        for check in question["checks"]:
            if check["hidden"]:
                assert check["about"] in text
                assert check.keys() == {"name", "about", "points", "hidden"}
                assert check["name"] == ""
