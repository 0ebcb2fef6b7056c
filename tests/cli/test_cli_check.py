"""`autograder check`: any notebook, graded on the spot; what cannot be graded is one line, the rest is graded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import edited

from autograder.authoring.build import Built
from autograder.cli.check import check_notebooks
from autograder.report import summary

FIELDS = {
    *("version", "notebook", "slug", "points", "possible"),
    *("verdict", "note", "repairs", "checks", "seconds"),
}
WRONG = "def double(values):\n    return 3 * np.asarray(values)"


@pytest.mark.slow
def test_notebooks_are_graded_in_their_order_and_bad_ones_named(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = json.loads(edited(demo.solution, {"double-answer": WRONG}))
    plain["metadata"], plain["nbformat_minor"] = {}, 4
    for cell in plain["cells"]:
        cell["metadata"] = {}
        del cell["id"]
    (here / "right.ipynb").write_bytes(demo.solution)
    (here / "99-demo plain.ipynb").write_text(json.dumps(plain))
    (here / "essay.ipynb").write_text("hello")
    names = ["right.ipynb", "essay.ipynb", "99-demo plain.ipynb", "none.ipynb"]
    paths = [Path(name) for name in names]

    code = check_notebooks(paths, as_json=True, workers=2)

    printed = capsys.readouterr()
    right, wrong = (json.loads(line) for line in printed.out.splitlines())
    assert code == 1
    assert [line.split(":")[0] for line in printed.err.splitlines()] == [
        "essay.ipynb",
        "none.ipynb",
    ]
    assert right.keys() == wrong.keys() == FIELDS
    assert (right["version"], right["notebook"], right["slug"]) == (1, "right.ipynb", "99-demo")
    assert (right["points"], wrong["points"], wrong["possible"]) == (3.0, 1.0, 3.0)
    assert [check["outcome"] for check in right["checks"]] == ["passed"] * 3
    failed = wrong["checks"][0]
    assert (failed["key"], failed["outcome"], failed["hidden"]) == ("double/paper", "failed", False)
    assert failed["message"]
    assert not (here / "grades").exists()


def test_a_notebook_that_names_no_assignment_asks_for_one(
    here: Path, demo: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    data = demo.student.replace(b"99-demo", b"00-other")
    (here / "work.ipynb").write_bytes(data)
    assert check_notebooks([Path("work.ipynb")]) == 1
    assert "Name one with --assignment: 99-demo." in capsys.readouterr().err


def test_a_summary_says_what_was_lost_and_why(demo: Built) -> None:
    from autograder.records import Grade, Outcome, Result, Verdict

    double, total = demo.assignment.questions[:2]
    results = (
        Result(check=double.checks[0], outcome=Outcome.FAILED, message="is 3, expected 2"),
        *(Result(check=check, outcome=Outcome.PASSED) for check in double.checks[1:]),
        *(Result(check=check, outcome=Outcome.PASSED) for check in total.checks),
    )
    grade = Grade(
        student="s",
        slug="99-demo",
        results=results,
        verdict=Verdict.STUDENT_ERROR,
        note="cell 3 raised an error",
        repairs=("a cell was missing",),
    )
    text = summary.summarise("work.ipynb", demo.assignment, grade)
    lines = text.splitlines()
    assert lines[0] == "work.ipynb: 99-demo: 2 of 3 points"
    assert lines[1:3] == [
        "  student error: cell 3 raised an error",
        "  repaired: a cell was missing",
    ]
    assert "is 3, expected 2" in text
    assert "(check, 0 of 1): failed" in text
