"""Verify says when a solution, an untouched notebook, a mistake or a variant does not come out as
promised, and how.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import DEMO, make_course

from autograder import cli
from autograder.authoring import verify
from autograder.authoring.build import ready
from autograder.authoring.ours import seal_task
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.session import Grader
from autograder.grading.task import Task

SLUG = "99-demo"
HALF = "# question: double\n# loses: {loses}\n# why: no sign\ndef double(values):\n    return 2 * np.abs(values)\n"
LIST = "# question: double\n# why: a list\ndef double(values):\n    return [2 * value for value in values]\n"


def write(here: Course, kind: str, text: str) -> None:
    folder = here.master(SLUG).parent / kind
    folder.mkdir(exist_ok=True)
    (folder / "case.py").write_text(text)


def faults(here: Course, grader: Grader) -> dict[str, tuple[str, ...]]:
    """Verify the demo assignment; return the faults by case."""
    assignment = ready(here, SLUG)
    found = verify.verify(verify.find_cases(here, assignment), {SLUG: assignment}, grader)
    return {verified.case.name: verified.faults for verified in found}


def test_what_comes_out_as_promised_has_no_fault(course: Course, light_grader: Grader) -> None:
    write(course, "mistakes", HALF.format(loses="double/negative"))
    write(course, "variants", LIST)
    assert faults(course, light_grader) == {
        "solution": (),
        "blank": (),
        "mistakes/case": (),
        "variants/case": (),
    }


@pytest.mark.parametrize(
    ("loses", "fault"),
    [
        pytest.param(
            "double/paper, double/negative",
            "passes double/paper, which it should lose",
            id="too many",
        ),
        pytest.param(
            "double/paper",
            "loses double/negative, which it should not: The sign does not matter.",
            id="other",
        ),
    ],
)
def test_a_mistake_that_loses_other_checks_than_it_names(
    course: Course, light_grader: Grader, loses: str, fault: str
) -> None:
    write(course, "mistakes", HALF.format(loses=loses))
    assert fault in faults(course, light_grader)["mistakes/case"]


@pytest.mark.parametrize(
    ("loses", "faulty"),
    [
        pytest.param("double/paper\n# may lose: double/negative", ["double/paper"], id="lost"),
        pytest.param("double/negative\n# may lose: total/value", [], id="passed"),
    ],
)
def test_a_check_that_a_mistake_may_lose_is_no_fault_either_way(
    course: Course, light_grader: Grader, loses: str, faulty: list[str]
) -> None:
    write(course, "mistakes", HALF.format(loses=loses))
    told = [f"passes {key}, which it should lose" for key in faulty]
    assert list(faults(course, light_grader)["mistakes/case"]) == told


def test_a_variant_that_a_check_refuses(tmp_path: Path, light_grader: Grader) -> None:
    strict = DEMO.read_text().replace(
        "secret = -np", "assert double([1]).dtype == int, 'no array'\n    secret = -np"
    )
    here = make_course(tmp_path / "course", strict)
    write(here, "variants", LIST)
    assert faults(here, light_grader) == {
        "solution": (),
        "blank": (),
        "variants/case": ("loses double/negative, which it should not: The sign does not matter.",),
    }


def test_a_solution_that_fails(tmp_path: Path, light_grader: Grader) -> None:
    here = make_course(tmp_path / "course", DEMO.read_text().replace("== 6,", "== 7,"))
    told = "total is 6.0, expected 6\nAdd all numbers up."
    assert faults(here, light_grader)["solution"] == (
        f"loses total/value, which it should not: {told}",
    )


def test_an_untouched_notebook_that_gives_an_answer_away(
    course: Course, light_grader: Grader
) -> None:
    assignment = ready(course, SLUG)
    solution, blank = verify.find_cases(course, assignment)
    given = replace(blank, notebook=solution.notebook)
    (found,) = verify.verify([given], {SLUG: assignment}, light_grader)
    assert "passes total/value, which it should lose" in found.faults
    assert "the untouched notebook's total/value is `passed`, not `not attempted`" in found.faults


def test_a_check_that_no_mistake_loses_is_told(course: Course, light_grader: Grader) -> None:
    write(course, "mistakes", HALF.format(loses="double/negative"))
    assignment = ready(course, SLUG)
    done = list(
        verify.verify(verify.find_cases(course, assignment), {SLUG: assignment}, light_grader)
    )
    assert verify.find_unlost(done, assignment) == ["double/paper", "total/value"]


def keep(here: Course, grader: Grader) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """Verify the demo assignment with what is kept; return the faults and the keys by case."""
    assignment, keys = ready(here, SLUG), {}

    def note(task: Task) -> Task:
        sealed = seal_task(task)
        keys[task.submission.student.removeprefix(f"{SLUG}/")] = sealed.key
        return sealed

    cases = verify.find_cases(here, assignment)
    found = verify.verify(cases, {SLUG: assignment}, grader, kept=note)
    return {one.case.name: one.faults for one in found}, keys


def run_nothing(grader: Grader) -> Grader:
    return replace(grader, warm=lambda: pytest.fail("a case was run again"))


def test_what_came_out_as_promised_is_not_run_again(course: Course, light_grader: Grader) -> None:
    write(course, "mistakes", HALF.format(loses="double/negative"))
    write(course, "variants", LIST)
    first = keep(course, light_grader)
    assert not any(first[0].values())
    assert keep(course, run_nothing(light_grader)) == first


def test_what_did_not_come_out_as_promised_is_run_again(
    course: Course, light_grader: Grader
) -> None:
    write(course, "mistakes", HALF.format(loses="double/paper"))
    faults, _ = keep(course, light_grader)
    assert [name for name, found in faults.items() if found] == ["mistakes/case"]
    with pytest.raises(pytest.fail.Exception, match="a case was run again"):
        keep(course, run_nothing(light_grader))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        pytest.param("expected 6", "expected six", {"solution", "blank"}, id="another question"),
        pytest.param("Write `double`", "Now write `double`", set(), id="a text between the cells"),
        pytest.param(
            "The sign does not matter",
            "The sign must",
            {"solution", "blank", "mistakes/case"},
            id="the words of its own check",
        ),
    ],
)
def test_a_change_runs_those_cases_again_that_it_can_reach(
    course: Course, light_grader: Grader, old: str, new: str, changed: set[str]
) -> None:
    write(course, "mistakes", HALF.format(loses="double/negative"))
    _, before = keep(course, light_grader)
    master = course.master(SLUG)
    text = master.read_text()
    assert old in text
    master.write_text(text.replace(old, new))
    _, after = keep(course, light_grader)
    assert {name for name in before if before[name] != after[name]} == changed


def test_cases_are_chosen_by_any_of_several_texts(course: Course) -> None:
    write(course, "mistakes", HALF.format(loses="double/negative"))
    write(course, "variants", LIST)
    assignment = ready(course, SLUG)

    def names(*only: str) -> list[str]:
        return [case.name for case in verify.find_cases(course, assignment, only=only)]

    assert names() == names("99-") == ["solution", "blank", "mistakes/case", "variants/case"]
    assert names("/blank", "99-demo/variants") == ["blank", "variants/case"]
    assert names("98-") == []


def test_a_check_that_another_seed_loses_is_told(tmp_path: Path, light_grader: Grader) -> None:
    lucky = "return 2 * np.asarray(values) * (np.random.default_rng(7).random() < 0.8)"  # 0.63; with seed 8 0.33, with 9 0.87
    here = make_course(
        tmp_path / "course", DEMO.read_text().replace("return 2 * np.asarray(values)", lucky)
    )
    assignment = ready(here, SLUG)
    cases = verify.find_cases(here, assignment, only=["/solution", "/seeds/"], seeds=2)
    found = {v.case.name: v.faults for v in verify.verify(cases, {SLUG: assignment}, light_grader)}
    assert {name: bool(faults) for name, faults in found.items()} == {
        "solution": False,
        "seeds/1": False,
        "seeds/2": True,
    }
    assert any(
        fault.startswith("loses double/paper, which it should not") for fault in found["seeds/2"]
    )


def test_a_solution_without_chance_has_no_other_seeds(course: Course) -> None:
    assert [case.name for case in verify.find_cases(course, ready(course, SLUG), seeds=3)] == [
        "solution",
        "blank",
    ]


def test_a_text_that_no_case_holds_is_an_error(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ready(course, SLUG)
    monkeypatch.chdir(course.root)
    assert cli.main(["verify", "--only", "solutoin"]) == 1
    assert "--only solutoin: no case's name contains this." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        pytest.param(
            "variants",
            "# why: x\n",
            "is not a question of the assignment. Use one of double, total.",
            id="no question",
        ),
        pytest.param(
            "variants",
            "# question: triple\n",
            "`# question: triple` is not a question",
            id="unknown question",
        ),
        pytest.param(
            "mistakes",
            "# question: double\n# loses: double/odd\n",
            "double/odd, which is not a check",
            id="check",
        ),
        pytest.param(
            "mistakes",
            "# question: double\n",
            "a mistake has a line `# loses:",
            id="a mistake without",
        ),
        pytest.param(
            "variants", HALF.format(loses="double/paper"), "a variant has none", id="a variant with"
        ),
        pytest.param(
            "variants",
            "# question: double\n# may lose: double/paper\n",
            "a variant has none",
            id="a variant that may",
        ),
        pytest.param(
            "mistakes",
            "# question: double\n# loses: double/paper\n# may lose: double/odd\n",
            "`# may lose:` names double/odd, which is not a check",
            id="may lose a check",
        ),
        pytest.param(
            "mistakes",
            "# question: double\n# loses: double/paper\n# may lose: double/paper\n",
            "double/paper stands in `# loses:` and in `# may lose:`",
            id="both",
        ),
    ],
)
def test_a_header_that_does_not_fit_is_named(
    course: Course, kind: str, text: str, said: str
) -> None:
    write(course, kind, text)
    with pytest.raises(CourseError, match=f"99-demo/{kind}/case.py") as raised:
        verify.find_cases(course, ready(course, SLUG))
    assert said in str(raised.value)


@pytest.mark.slow
def test_the_command_ends_with_the_number_of_faults_and_a_status(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(course, "mistakes", HALF.format(loses="double/paper"))
    monkeypatch.chdir(course.root)
    assert cli.main(["verify", "--workers", "1"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("99-demo: 3 cases, the solution takes ")
    assert {"  no mistake loses double/paper", "  no mistake loses total/value"} <= set(said)
    assert said[-1] == "3 cases, 4 faults"


def test_without_the_solution_nothing_is_said_of_its_time(course: Course) -> None:
    assert verify.report([], ready(course, SLUG), ["mistakes/"]).lines == ("99-demo: 0 cases",)
