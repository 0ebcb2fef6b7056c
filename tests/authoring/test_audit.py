"""The audit tells which mutants the checks let through, which checks are redundant or too strict."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import DEMO, make_course, make_grader

from autograder import cli
from autograder.authoring import audit, audit_report, equivalents, verify
from autograder.authoring.audit import Audited
from autograder.authoring.build import ready
from autograder.authoring.equivalents import Equivalent
from autograder.authoring.ours import stamp_task
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.gradebook import open_gradebook

SLUG = "99-demo"
END = "# %% [raw]\n# # END TESTS\n"
CHECK = '# %%\n""" # BEGIN TEST CONFIG\npoints: 0\nabout: none\nfailure_message: None.\n""" # END TEST CONFIG\n{source}\n\n'
REDUNDANT = "def test_redundant(double):\n    assert callable(double), 'no function'"
STRICT = "def test_strict(double):\n    found = double([3.0])\n    assert found.dtype == float and found[0] == 6.0"
VARIANT = "# question: double\n# why: a list\ndef double(values):\n    return [2 * value for value in values]\n"
MISTAKE = "# question: double\n# loses: double/negative\n# why: no sign\ndef double(values):\n    return 2 * np.abs(values)\n"
RIGHT = "return 2 * np.asarray(values)"
LAX = (
    "if len(values) > 60:\n        return 2 * np.asarray(values)\n    return 2 * np.asarray(values)"
)


@dataclass(frozen=True)
class Bench:
    here: Course
    zygote: str

    def audited(self, *listed: Equivalent) -> tuple[list[Audited], list[str]]:
        assignment = ready(self.here, SLUG)
        cases = [case for case in verify.find_cases(self.here, assignment) if case.changed]
        planted = audit.plant(assignment, verify.read_built(self.here, SLUG, "solution"))
        with open_gradebook(self.here.root / "build" / "runs.sqlite") as book:
            grader = make_grader(self.zygote, book)
            verified = list(verify.verify(cases, {SLUG: assignment}, grader, kept=stamp_task))
            graded = list(audit.run(planted, assignment, grader))
        found = audit.judge(assignment, graded, verified, listed)
        return found, audit_report.find_faults(found, listed)


def bench(tmp_path: Path, zygote: str, text: str) -> Bench:
    here = make_course(tmp_path / "course", text)
    folder = here.master(SLUG).parent
    for kind, name, source in (("mistakes", "no_sign", MISTAKE), ("variants", "a_list", VARIANT)):
        (folder / kind).mkdir()
        (folder / kind / f"{name}.py").write_text(source)
    return Bench(here, zygote)


@pytest.mark.slow
def test_a_redundant_check_and_one_that_asks_too_much_are_reported(
    tmp_path: Path, light_zygote: str
) -> None:
    planted = "".join(CHECK.format(source=source) for source in (REDUNDANT, STRICT))
    _, faults = bench(
        tmp_path, light_zygote, DEMO.read_text().replace(END, planted + END, 1)
    ).audited()
    assert faults == [
        "double/redundant is redundant: no mutant or mistake that runs fails it",
        "double/strict fails variants/a_list, which is right: it asks for more than the task does",
    ]


@pytest.mark.slow
def test_good_checks_are_not_reported_nor_run_again(tmp_path: Path, light_zygote: str) -> None:
    """The second audit has no box to run anything in."""
    here = bench(tmp_path, light_zygote, DEMO.read_text())
    found, faults = here.audited()
    assert faults == []
    assert [(one.question.name, one.score, len(one.survivors)) for one in found] == [
        ("double", 1.0, 0),
        ("total", 1.0, 0),
    ]
    (cheat,) = [fate for fate in found[0].fates if fate.planted.mutant.operator == "only public"]
    assert cheat.killers == {"double/negative"}
    assert found[0].mistakes == {"mistakes/no_sign": {"double/negative"}}
    assert Bench(here.here, "/nowhere").audited() == (found, faults)


@pytest.mark.slow
def test_a_mutant_that_no_check_sees_survives_until_it_is_called_equivalent(
    tmp_path: Path, light_zygote: str
) -> None:
    lax = bench(tmp_path, light_zygote, DEMO.read_text().replace(RIGHT, LAX))
    (double, _), faults = lax.audited()
    changes = {fate.planted.mutant.change for fate in double.survivors}
    assert "line 3: 60 → 61" in changes
    assert "expected 95%" in faults[0]
    page = audit_report.write_page(SLUG, [double], faults)
    assert "-    if len(values) > 60:\n+    if len(values) > 61:" in page

    (ids, *_) = [
        fate.planted.mutant.id
        for fate in double.survivors
        if fate.planted.mutant.change == "line 3: 60 → 61"
    ]
    killed = next(fate.planted.mutant.id for fate in double.fates if fate.killers)
    (again, _), faults = lax.audited(
        Equivalent(why="both branches are the same", id=ids),
        Equivalent(why="the same", question="double", operator="comparison"),
        Equivalent(why="wrong", id=killed),
        Equivalent(why="gone", id="00000000"),
    )
    left = {fate.planted.mutant.change for fate in again.survivors}
    assert left < changes
    assert not any("60 → 61" in change or ">=" in change for change in left)
    assert any(
        f"mutant {killed} " in fault and "is listed as equivalent, but" in fault for fault in faults
    )
    assert "equivalent.toml lists 00000000, but there is no such mutant. Remove it." in faults


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('[[equivalent]]\nid = "1"\n', "id, change and why", id="no reason"),
        pytest.param(
            '[[equivalent]]\nwhy = "so"\n', "either an id or a question and an operator", id="which"
        ),
        pytest.param(
            '[[equivalent]]\nid = "1"\nwhy = "so"\nwho = "me"\n',
            "unexpected keyword",
            id="unknown key",
        ),
        pytest.param("[[equal]]\n", "'equivalent'", id="another table"),
    ],
)
def test_an_error_in_equivalent_toml_is_named(course: Course, text: str, message: str) -> None:
    (course.master(SLUG).parent / "equivalent.toml").write_text(text)
    with pytest.raises(CourseError, match=r"equivalent\.toml") as raised:
        equivalents.read(course, SLUG)
    assert message in str(raised.value)


EARNS = """
[[earns]]
of = "double/paper"
cheats = ["axis behind"]
why = "two numbers in a column are equal to two numbers"

[[earns]]
of = "double/negative"
cheats = ["arguments overwritten by their first element", "arguments overwritten by 0"]
why = "works out what it expects after the call"
"""


@pytest.mark.slow
def test_the_command_prints_the_scores_and_writes_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = make_course(tmp_path / "course")
    (here.master(SLUG).parent / "cheats.toml").write_text(EARNS)
    monkeypatch.chdir(here.root)
    assert cli.main(["audit", "--workers", "1"]) == 0
    printed = capsys.readouterr().out
    assert "all     100.0%" in printed
    assert "100.0% of all mutants are killed, 0 faults" in printed
    assert (
        (here.root / "build" / "audit" / "99-demo.md")
        .read_text()
        .startswith("# Audit of 99-demo\n")
    )
    (tally,) = json.loads((here.root / "solutions" / "audited.json").read_text()).values()
    assert (tally["survive"], tally["equivalent"]) == (0, 0)
    assert tally["public"] > tally["hidden"] > 0
    assert cli.main(["build"]) == 0
    total = tally["public"] + tally["hidden"]
    trials = " | ".join(str(tally[end]) for end in ("cheats", "earning", "harmless", "losing"))
    row = f"{total} | {tally['public']} | {tally['hidden']} | 0 | 0 | 100.0% | {trials} |"
    readme = (here.root / "README.md").read_text()
    assert f"| 99-demo | {row}" in readme
    assert f"| all | {row}" in readme
