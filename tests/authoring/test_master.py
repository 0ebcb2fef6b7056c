"""Every authoring trap that otter lets through is refused, with file and line, and all of a
master's at once.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import DEMO

from autograder.authoring.master import parse
from autograder.errors import MasterError

TEXT = DEMO.read_text(encoding="utf-8")


def problems(folder: Path, text: str, name: str = "99-demo") -> list[str]:
    path = folder / f"{name}.py"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MasterError) as caught:
        parse(path)
    return caught.value.problems


def changed(old: str, new: str, count: int = 1) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, count)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_master_becomes_cells_questions_and_checks() -> None:
    master = parse(DEMO)
    assert (master.slug, master.title, master.minutes, master.limits.cell_seconds) == (
        "99-demo",
        "A demonstration",
        5,
        3,
    )
    assert [(q.name, q.points, [c.key for c in q.checks]) for q in master.questions] == [
        ("double", 2, ["double/paper", "double/negative"]),
        ("total", 1, ["total/value"]),
    ]
    assert [check.hidden for question in master.questions for check in question.checks] == [
        False,
        True,
        False,
    ]
    assert [cell.role for cell in master.cells if cell.kind == "code"] == [
        "given",
        "answer",
        "check",
        "check",
        "answer",
        "check",
    ]


BEGIN_TEST = '""" # BEGIN TEST CONFIG\npoints: 1\nabout: its value\n'
HIDDEN_COMMENT = "# check the hidden layer\ndef test_value(total):"
CHECK_VALUE = "def test_value(total):\n    assert total == 6"

TRAPS = [
    pytest.param(
        "np.arange(4.0)",
        "np.arange(4.0)  # SOLUTION",
        "outside a SOLUTION block leaks the answer",
        id="a leak",
    ),
    pytest.param(
        "numbers = np",
        "# BEGIN SOLUTION\nnumbers = np",
        "`# BEGIN SOLUTION` outside a SOLUTION block",
        id="a block leaks",
    ),
    pytest.param(
        "    # END SOLUTION\n",
        "",
        "BEGIN SOLUTION has no END SOLUTION. Add `# END SOLUTION` after",
        id="no end",
    ),
    pytest.param(
        "    # BEGIN SOLUTION NO PROMPT\n",
        "",
        "END SOLUTION has no BEGIN SOLUTION",
        id="no beginning",
    ),
    pytest.param(
        '    """  # END PROMPT\n', "", "swallows the `# %%` after it", id="no end of a prompt"
    ),
    pytest.param(
        "# %% [raw]\n# # END SOLUTION\n",
        "",
        "END QUESTION where END TESTS is expected|BEGIN TESTS must",
        id="blocks",
    ),
    pytest.param(
        "# %% [raw]\n# # END QUESTION\n",
        "",
        "a question inside another",
        id="a question inside another",
    ),
    pytest.param(
        "# %% [raw]\n# # END TESTS\n",
        "",
        "END QUESTION where END TESTS is expected",
        id="no end of tests",
    ),
    pytest.param(
        BEGIN_TEST,
        "# hidden numbers\n" + BEGIN_TEST,
        "would silently hide it",
        id="a first comment that hides",
    ),
    pytest.param(
        "# # A demonstration\n",
        "# # Ignore the rest\n",
        "begins with `# ignore`, so otter drops it",
        id="a dropped text",
    ),
    pytest.param(
        "import numpy as np\n\nnumbers",
        "# ignore\nnumbers",
        "begins with `# ignore`",
        id="a dropped cell",
    ),
    pytest.param(
        "def test_negative(double)",
        "def test_paper(double)",
        "2 checks are called `paper`; otter keeps only",
        id="checks",
    ),
    pytest.param(
        "# name: total",
        "# name: double",
        "2 questions are called `double`; otter would merge",
        id="questions",
    ),
    pytest.param(
        "every value by two.",
        'every value by "two".',
        "holds a double quote",
        id="a message with quotes",
    ),
    pytest.param(
        "every value by two.",
        "every value by \\\\ two.",
        "backslash",
        id="a message with a backslash",
    ),
    pytest.param(
        "# points: 3",
        "# pionts: 3",
        "unknown key `pionts` in the assignment config",
        id="an assignment's key",
    ),
    pytest.param(
        "# difficulty: 1",
        "# dificulty: 1",
        "unknown key `dificulty` in the question",
        id="a question's key",
    ),
    pytest.param(
        "hidden: true", "hiden: true", "unknown key `hiden` in the test config", id="a check's key"
    ),
    pytest.param(
        "cell_seconds: 3", "cel_seconds: 3", "unknown limit `cel_seconds`", id="a limit's key"
    ),
    pytest.param(
        "cell_seconds: 3",
        "cell_seconds: many",
        "limit `cell_seconds` is 'many'",
        id="a limit that is none",
    ),
    pytest.param("limits: {cell", "limits: [cell", "is not YAML", id="not YAML"),
    pytest.param(
        "limits: {cell_seconds: 3",
        "limits: 5 # {cell_seconds: 3",
        "limits",
        id="limits that are none",
    ),
    pytest.param(
        "# name: 99-demo",
        "# name: 98-demo",
        "the name is `98-demo`, the file `99-demo.py`",
        id="another name",
    ),
    pytest.param(
        "# title: A demonstration\n", "", "the assignment config has no `title`", id="no title"
    ),
    pytest.param(
        "# name: total",
        "# name: to tal",
        "the question's name is 'to tal'",
        id="a name that is none",
    ),
    pytest.param("# minutes: 3\n", "", "the question has no `minutes`", id="no minutes"),
    pytest.param(
        "# minutes: 3", "# minutes: some", "minutes 'some' is not a positive", id="some minutes"
    ),
    pytest.param(
        "# difficulty: 2", "# difficulty: 7", "difficulty 7 is not 1, 2 or 3", id="too difficult"
    ),
    pytest.param(
        "# points: 2", "# points: two", "points 'two' is not a number", id="points that are none"
    ),
    pytest.param(
        "# points: 2",
        "# points: [1, 1]",
        "points [1, 1] is not a number",
        id="points of every check",
    ),
    pytest.param("about: its value\n", "", "the check has no `about`", id="no about"),
    pytest.param(
        "failure_message: Add all numbers up.\n",
        "",
        "the check has no `failure_message`",
        id="no hint",
    ),
    pytest.param(
        "points: 1\nabout: its",
        "points: 2\nabout: its",
        "its checks give 2 points, the question 1",
        id="a sum",
    ),
    pytest.param(
        "# points: 3",
        "# points: 4",
        "the questions give 3 points, the assignment 4",
        id="the whole sum",
    ),
    pytest.param(
        CHECK_VALUE,
        f"import math\n{CHECK_VALUE}",
        "a check is exactly one function",
        id="an import beside it",
    ),
    pytest.param(
        CHECK_VALUE,
        f"def test_b(): pass\n{CHECK_VALUE}",
        "exactly one function",
        id="two functions",
    ),
    pytest.param(
        CHECK_VALUE,
        "def test_value(total)\n    assert total",
        "the check does not parse",
        id="a broken check",
    ),
    pytest.param(
        "def test_value",
        "def check_value",
        "the check is called `check_value`. Call it `test_…`",
        id="its name",
    ),
    pytest.param(
        "assert total == 6",
        "assert total == np.pi",
        "`test_value` uses `np`, which is neither",
        id="a free name",
    ),
    pytest.param(
        "points: 1\nhidden: true",
        "points: 1\nhidden: 'no'",
        "hidden 'no' is neither true nor false",
        id="hidden",
    ),
    pytest.param(
        "points: 1\nabout: its",
        "points: 1\nhidden: true\nabout: its",
        "no public check: a student would see",
        id="all hidden",
    ),
    pytest.param(
        "numbers.sum()  # SOLUTION",
        "numbers.sum()",
        "no answer cell has a solution mark",
        id="given away",
    ),
    pytest.param(
        "# Write `double`.",
        "# ![](twice.png)",
        "`![](` is a picture without a text for those who cannot see it",
        id="a silent picture",
    ),
    pytest.param(
        "# Write `double`.",
        '# <img src="twice.png" width="300">',
        'line 34: `<img src="twice.png" width="300">` is a picture without a text',
        id="a silent picture in HTML",
    ),
    pytest.param("def test_value(total):", HIDDEN_COMMENT, None, id="a comment that hides nothing"),
]


@pytest.mark.parametrize(("old", "new", "expected"), TRAPS)
def test_a_trap_is_refused(tmp_path: Path, old: str, new: str, expected: str | None) -> None:
    text = changed(old, new)
    if expected is None:
        (tmp_path / DEMO.name).write_text(text)
        assert not parse(tmp_path / DEMO.name).questions[1].checks[0].hidden
        return
    found = problems(tmp_path, text)
    assert any(part in problem for problem in found for part in expected.split("|")), found
    assert all(
        re.match(r"99-demo\.py, (question `[^`]*`, )?line \d+: .+", problem) for problem in found
    ), found


def test_a_section_that_looks_like_a_number_is_a_text(tmp_path: Path) -> None:
    (tmp_path / DEMO.name).write_text(changed("# section: none", "# section: 2.1"))
    assert parse(tmp_path / DEMO.name).section == "2.1"


def test_the_line_is_the_one_of_the_fault(tmp_path: Path) -> None:
    text = changed("np.arange(4.0)", "np.arange(4.0)  # SOLUTION")
    (problem,) = problems(tmp_path, text)
    assert problem.startswith(f"99-demo.py, line {line_of(text, 'numbers = np.arange')}: ")


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    text = TEXT.replace("# points: 3", "# pionts: 3").replace("hidden: true", "hiden: true")
    text = text.replace("about: its value\n", "").replace(
        "np.arange(4.0)", "np.arange(4.0)  # SOLUTION"
    )
    found = problems(tmp_path, text)
    for part in ("`pionts`", "`hiden`", "no `about`", "leaks the answer"):
        assert any(part in problem for problem in found), found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("print(1)\n", id="no cells"),
        pytest.param("# %%\nprint(1)\n", id="no config"),
        pytest.param("# %% [raw]\n# # ASSIGNMENT CONFIG\n# 5\n", id="a config that is a number"),
        pytest.param(
            "# %% [raw]\n# # BEGIN TESTS\n# %%\nx = 1\n# %% [raw]\n# # END TESTS\n",
            id="tests without a question",
        ),
    ],
)
def test_what_is_no_master_is_refused(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "99-demo.py").write_bytes(b"# %%\n\xff\xfe")
    with pytest.raises(MasterError, match=r"99-demo\.py, line 2: .*UTF-8"):
        parse(tmp_path / "99-demo.py")
