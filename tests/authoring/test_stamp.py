"""A stamp changes with the code and with nothing else."""

from __future__ import annotations

import pytest

from autograder.authoring.stamp import normalise, stamp

CHECK = '''
@test_case(points=2, hidden=False, failure_message="Look at the sign.")
def test_value(total):
    """The sum."""
    import numpy as np
    gap = np.abs(total - 6.5)  # a float
    assert gap < 1e-3, f"total is {total}, expected 6.5"
'''
ANSWER = '''
def total(numbers):
    """Return the sum."""
    if not numbers:
        raise ValueError(f"no numbers: {numbers}")
    print("adding", len(numbers))
    return sum(numbers, 0.0)
'''


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        pytest.param(CHECK, "expected 6.5", "it must be 6.5", id="message of an assert"),
        pytest.param(CHECK, ', f"total is {total}, expected 6.5"', "", id="no message"),
        pytest.param(CHECK, "Look at the sign.", "Is the sign right?", id="hint"),
        pytest.param(CHECK, "points=2", "points=1", id="points"),
        pytest.param(CHECK, "The sum.", "Adds up.", id="docstring of a check"),
        pytest.param(CHECK, "  # a float", "", id="comment"),
        pytest.param(CHECK, "1e-3", "0.001", id="another way to write a number"),
        pytest.param(
            CHECK, "np.abs(total - 6.5)", "np.abs(\n        total - 6.5\n    )", id="layout"
        ),
        pytest.param(ANSWER, '    """Return the sum."""\n', "", id="no docstring"),
        pytest.param(ANSWER, "no numbers: {numbers}", "{numbers} is empty", id="text of an error"),
        pytest.param(ANSWER, '"adding"', '"I add"', id="printed text"),
    ],
)
def test_another_word_keeps_the_stamp(source: str, old: str, new: str) -> None:
    assert old in source
    assert stamp([source.replace(old, new)]) == stamp([source])


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        pytest.param(CHECK, "6.5)", "6.4)", id="number"),
        pytest.param(CHECK, "1e-3", "1e-2", id="bound"),
        pytest.param(CHECK, "gap < 1e-3", "gap <= 1e-3", id="comparison"),
        pytest.param(CHECK, "(total)", "(total, numbers)", id="parameter"),
        pytest.param(ANSWER, "ValueError", "TypeError", id="kind of error"),
        pytest.param(ANSWER, "len(numbers)", "numbers.pop()", id="what a print does"),
        pytest.param(ANSWER, "0.0)", "0)", id="int for float"),
        pytest.param(ANSWER, "return sum", "sum", id="no return"),
        pytest.param('loss = "mse"', "mse", "mae", id="text that is data"),
        pytest.param("%matplotlib inline", "inline", "agg", id="magic"),
    ],
)
def test_another_code_changes_the_stamp(source: str, old: str, new: str) -> None:
    assert old in source
    assert stamp([source.replace(old, new)]) != stamp([source])


def test_the_order_of_cells_counts() -> None:
    assert stamp(["x = 1", "y = 2"]) != stamp(["y = 2", "x = 1"])


def test_a_stamp_is_the_same_on_every_version_of_python() -> None:
    """Fields that a later Python adds to its trees are empty here, and left out."""
    source = "def f(x: int = 1, *, y=None):\n    return [f'{x!r:>{y}}' for x in (y or {}) if -x]"
    assert normalise(source) == (
        "Module(body=[FunctionDef(name='f', args=arguments(args=[arg(arg='x', "
        "annotation=Name(id='int', ctx=Load()))], kwonlyargs=[arg(arg='y')], "
        "kw_defaults=[Constant()], defaults=[Constant(value=1)]), "
        "body=[Return(value=ListComp(elt=JoinedStr(values=[FormattedValue("
        "value=Name(id='x', ctx=Load()), conversion=114, format_spec=JoinedStr("
        "values=[Constant(value='>'), FormattedValue(value=Name(id='y', ctx=Load()), "
        "conversion=-1)]))]), generators=[comprehension(target=Name(id='x', ctx=Store()), "
        "iter=BoolOp(op=Or(), values=[Name(id='y', ctx=Load()), Dict()]), "
        "ifs=[UnaryOp(op=USub(), operand=Name(id='x', ctx=Load()))], is_async=0)]))])])"
    )
