"""One mistake at a time, of every kind; docstrings, messages and seeds are left alone."""

from __future__ import annotations

import ast

import pytest
from conftest import REPOSITORY

from autograder.authoring.mutants import mutate
from autograder.authoring.only_public import know_only_public
from autograder.notebook import format as notebooks

SOLUTIONS = sorted(path for path in (REPOSITORY / "solutions").glob("*/*.ipynb"))
NAMES = frozenset({"train_inputs", "valid_inputs", "test_inputs"})


def made(source: str, operator: str) -> set[str]:
    return {
        mutant.source.strip() for mutant in mutate(source, NAMES) if mutant.operator == operator
    }


@pytest.mark.parametrize(
    ("source", "operator", "expected"),
    [
        pytest.param("x = a < b", "comparison", {"x = a <= b", "x = a > b"}, id="comparison"),
        pytest.param("x = a + b", "arithmetic", {"x = a - b"}, id="sign"),
        pytest.param(
            "x = counts / n",
            "arithmetic",
            {"x = counts * n", "x = counts"},
            id="counts not normalised",
        ),
        pytest.param("x = -a", "arithmetic", {"x = a"}, id="minus forgotten"),
        pytest.param("x = first ^ second", "arithmetic", {"x = first | second"}, id="exclusive or"),
        pytest.param("x = a and b", "condition", {"x = a or b"}, id="and, or"),
        pytest.param(
            "x = 1 if a else 2", "condition", {"x = 1 if not a else 2"}, id="condition negated"
        ),
        pytest.param("x = f(2)", "constant", {"x = f(3)", "x = f(1)"}, id="off by one"),
        pytest.param("x = f(0.5)", "constant", {"x = f(0.75)"}, id="another factor"),
        pytest.param(
            "x = f(from_logits=True)",
            "constant",
            {"x = f(from_logits=False)"},
            id="from_logits wrong",
        ),
        pytest.param(
            "x = p.argmax(axis=1)", "axis", {"x = p.argmax()", "x = p.argmax(axis=0)"}, id="axis"
        ),
        pytest.param(
            "x = softmax(z, axis=0)",
            "axis",
            {"x = softmax(z)", "x = softmax(z, axis=1)"},
            id="softmax axis",
        ),
        pytest.param("x = data[i, j]", "index", {"x = data[j, i]"}, id="row and column"),
        pytest.param(
            "x = a[:n]", "slice", {"x = a[1:n]", "x = a[:n + 1]", "x = a[:n - 1]"}, id="slice"
        ),
        pytest.param("x = f(a, b, c)", "arguments", {"x = f(b, a, c)"}, id="arguments swapped"),
        pytest.param("x = np.maximum(a, b)", "arguments", set(), id="no use swapping those of max"),
        pytest.param("x = np.argmin(d)", "function", {"x = np.argmax(d)"}, id="argmin"),
        pytest.param("x = p.mean()", "function", {"x = p.sum()"}, id="mean"),
        pytest.param("x = np.sqrt(v)", "function", {"x = v"}, id="root forgotten"),
        pytest.param(
            "x = p.astype(float)", "function", {"x = p", "x = p.astype(int)"}, id="float to int"
        ),
        pytest.param("x = rng.permutation(n)", "function", {"x = range(n)"}, id="no shuffling"),
        pytest.param(
            "x = f('softmax')",
            "word",
            {"x = f('sigmoid')", "x = f('linear')"},
            id="logits into the loss",
        ),
        pytest.param(
            "why = 'b'", "word", {"why = 'a'", "why = 'c'", "why = 'd'"}, id="another choice"
        ),
        pytest.param("x = Dense(3)", "keyword", {"x = Dense(3, use_bias=False)"}, id="no bias"),
        pytest.param(
            "x = m.fit(a, b)", "keyword", {"x = m.fit(a, b, shuffle=False)"}, id="rows in order"
        ),
        pytest.param("n += 1", "statement", {"pass"}, id="statement dropped"),
        pytest.param("x = f()", "statement", set(), id="a first value is not dropped"),
        pytest.param("x = x - x.min()", "statement", {"pass"}, id="a second one is"),
        pytest.param(
            "x = f(train_inputs)",
            "data",
            {"x = f(valid_inputs)", "x = f(test_inputs)"},
            id="fitted on the test set",
        ),
    ],
)
def test_each_mistake_is_made(source: str, operator: str, expected: set[str]) -> None:
    assert made(source, operator) == expected


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('def f():\n    """Return 1 + 2."""', id="docstring"),
        pytest.param("raise ValueError(f'{n} is above {3 + 4}')", id="message"),
        pytest.param("print(a + b)", id="print"),
        pytest.param("rng = np.random.default_rng(7)", id="seed"),
        pytest.param("def f(a: int) -> float:\n    'x'", id="annotation"),
    ],
)
def test_what_no_check_can_see_is_left_alone(source: str) -> None:
    assert {mutant.operator for mutant in mutate(source)} <= {"statement"}


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.parent.name[:2])
def test_every_mutant_of_every_solution_is_another_program_once(path) -> None:
    for cell in notebooks.read(path.read_bytes()).code:
        if cell.metadata.get("course", {}).get("role") == "answer":
            programs = [ast.dump(ast.parse(mutant.source)) for mutant in mutate(cell.source)]
            assert len(set(programs)) == len(programs)
            assert ast.dump(ast.parse(cell.source)) not in programs


def test_an_id_does_not_depend_on_layout_or_comments() -> None:
    loose = [mutant.id for mutant in mutate("x = (a\n  + b)  # both")]
    assert loose == [mutant.id for mutant in mutate("x = a + b")]


def test_the_answer_that_knows_the_public_inputs_repeats_itself_for_all_others() -> None:
    checks = [
        "def test_one(double):\n    assert double(4) == 8",
        "def test_two(double, other):\n    assert double([1, 2])",
    ]
    space = {"other": 3}
    exec(know_only_public("def double(x):\n    return 2 * x\n", "double", checks).source, space)
    assert [space["double"](x) for x in (4, 5, [1, 2], 6)] == [8, 8, [1, 2, 1, 2], [1, 2, 1, 2]]
