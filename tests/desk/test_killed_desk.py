"""Whenever the desk is killed while it saves, the old mark is there or the new one, and every grade."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from conftest import python
from served import fill, with_essay

from autograder import assignments
from autograder.records import Assignment

MARK = {"form": "mark", "question": "essay", "points": "3", "comment": "Well argued."}
DECISION = {"form": "override", "question": "double", "points": "1.5", "reason": "Right."}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "saved"),
    [pytest.param(MARK, [3, None], id="mark"), pytest.param(DECISION, [None, 1.5], id="decision")],
)
def test_a_desk_killed_while_it_saves_loses_nothing(
    form: dict[str, str], saved: list[float | None], tmp_path: Path, assignment: Assignment
) -> None:
    whole, built = with_essay(assignment), tmp_path / "assignment.json"
    built.write_bytes(assignments.dump(whole))
    fill(tmp_path, whole, {"student01": ""})
    script = str(Path(__file__).with_name("killed_desk.py"))

    run = subprocess.run(
        python(script, str(tmp_path), str(built), json.dumps(form)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(found) > 3, "killed several times"
    assert all(code == -9 and state == [None, None] for code, *state in found[:-1])
    assert found[-1][1:] == saved
