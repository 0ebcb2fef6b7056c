"""A public check that names the solution's own value is refused; what a notebook states, and inputs, shapes and counts are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.authoring import told
from autograder.authoring.build import build
from autograder.authoring.master import Master, parse
from autograder.errors import MasterError
from autograder.notebook.format import Cell

MASTER = '''\
# ---
# jupyter:
#   kernelspec: {{display_name: Python 3, language: python, name: python3}}
# ---

# %% [raw]
# # ASSIGNMENT CONFIG
# name: 11-told
# title: Told
# section: none
# minutes: 5
# points: 1

# %% [raw]
# # BEGIN QUESTION
# name: share
# title: A share
# points: 1
# difficulty: 1
# minutes: 5

# %% [markdown]
# {text}

# %% [raw]
# # BEGIN SOLUTION

# %%
{answer}

# %% [raw]
# # END SOLUTION

# %% [raw]
# # BEGIN TESTS

# %%
""" # BEGIN TEST CONFIG
points: 1
about: its value
failure_message: Work it out.
""" # END TEST CONFIG
def test_value(share):
    {check}

# %% [raw]
# # END TESTS

# %% [raw]
# # END QUESTION
'''
VALUE = "share = 0.37  # SOLUTION"
FUNCTION = "def share(n):\n    return {} # SOLUTION"


def write(folder: Path, text: str, answer: str, check: str) -> Path:
    path = folder / "11-told.py"
    path.write_text(MASTER.format(text=text, answer=answer, check=check), encoding="utf-8")
    return path


def problems(master: Master, text: str, check: str) -> list[str]:
    cells = [Cell(kind="markdown", source=text, id="text")]
    return list(told.find(master, cells, {"share": f"def test_value(share):\n    {check}"}))


@pytest.mark.parametrize(
    ("text", "answer", "check", "literal"),
    [
        pytest.param("How large?", VALUE, "assert share == 0.37", "0.37", id="equal"),
        pytest.param("How large?", VALUE, "assert abs(share - 0.37) < 1e-9", "0.37", id="near"),
        pytest.param(
            "How large?",
            VALUE,
            "import math; assert math.isclose(share, 0.37)",
            "0.37",
            id="isclose",
        ),
        pytest.param(
            "a, b, c or d?",
            'share = "c"  # SOLUTION',
            "assert share == 'c'",
            "'c'",
            id="a letter among those of the text",
        ),
        pytest.param(
            "True or False?",
            "share = False  # SOLUTION",
            "assert share == False",
            "False",
            id="a truth value",
        ),
        pytest.param(
            "Which?",
            "share = [3, 1, -2]  # SOLUTION",
            "assert share == [3, 1, -2]",
            "[3, 1, -2]",
            id="a list",
        ),
        pytest.param(
            "Which?",
            FUNCTION.format("'north'"),
            "assert share(7) == 'north'",
            "'north'",
            id="returned",
        ),
    ],
)
def test_the_solutions_own_value_is_refused(
    text: str, answer: str, check: str, literal: str, tmp_path: Path
) -> None:
    (problem,) = problems(parse(write(tmp_path, text, answer, check)), text, check)
    assert f"question `share`, line 14: the public check `value` holds {literal}, which" in problem


@pytest.mark.parametrize(
    ("text", "answer", "check"),
    [
        pytest.param("Set it to 0.37.", VALUE, "assert share == 0.37", id="stated in the text"),
        pytest.param("How large?", VALUE, "assert 0 <= share <= 1", id="bounds"),
        pytest.param("How large?", VALUE, "assert round(share, 2) == share", id="computed"),
        pytest.param(
            "Which?", 'share = "c"  # SOLUTION', "assert share in list('abcd')", id="form"
        ),
        pytest.param(
            "Which?",
            'share = "c"  # SOLUTION',
            "assert share in ('a', 'b', 'c', 'd')",
            id="one of several",
        ),
        pytest.param(
            "Which?",
            FUNCTION.format("0 if n < 1 else 5 / n"),
            "assert share(0) == 0 and share(5) == 1",
            id="an edge case",
        ),
        pytest.param(
            "Which?",
            "share = sum([3, 1, 2])  # SOLUTION",
            "assert share == 6",
            id="worked out by the solution, too",
        ),
    ],
)
def test_what_tells_no_answer_is_taken(text: str, answer: str, check: str, tmp_path: Path) -> None:
    assert problems(parse(write(tmp_path, text, answer, check)), text, check) == []


def test_build_refuses_it(tmp_path: Path) -> None:
    with pytest.raises(MasterError, match=r"holds 0\.37, which is the solution's `share`"):
        build(write(tmp_path, "How large?", VALUE, "assert share == 0.37"))
