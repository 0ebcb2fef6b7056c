"""Thresholds are measured with the check's own number, over seeds, in the box; build refuses what they do not support."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from conftest import DEMO, make_course, make_grader

from autograder import cli
from autograder.authoring import build, calibrate, thresholds
from autograder.authoring.master import parse
from autograder.authoring.thresholds import Subject
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading.gradebook import open_gradebook

SLUG = "99-demo"
ANSWER = "total = numbers.sum()  # SOLUTION"
CHANCE = "gen = np.random.default_rng(5)  # SOLUTION\ntotal = 0.9 + 0.01 * gen.normal()  # SOLUTION"
EXACT = 'assert total == 6, f"total is {total}, expected 6"'
CHECK = """assert isinstance(total, float), "no number"
    import numpy as np
    gen = np.random.default_rng(7)
    score = total - gen.integers(2, 3)
    assert score + 2 >= BOUND, f"the score is {score}" """
WEAK = "# question: total\n# loses: total/value\n# why: half as good\ntotal = 0.5 + 0.01 * np.random.default_rng(1).normal()\n"
DECLARED = '[[threshold]]\ncheck = "total/value"\nweak = ["mistakes/weak"]\n'


@dataclass(frozen=True)
class Bench:
    """A course of one question whose answer depends on a seed, and the functions of calibrate over it."""

    course: Course
    zygote: str

    def subjects(self) -> list[Subject]:
        return thresholds.subjects(self.course, self.master, build.build(self.course.master(SLUG)))

    @property
    def master(self):
        return parse(self.course.master(SLUG))

    def sweep(self, seeds, known=None, zygote: str | None = None) -> Iterator:
        with open_gradebook(self.course.root / "build" / "runs.sqlite") as book:
            grader = make_grader(zygote or self.zygote, book)
            yield from calibrate.sweep(self.subjects(), seeds, known or {}, grader)

    def faults(self) -> list[str]:
        return calibrate.faults(self.course, self.master, build.build(self.course.master(SLUG)))

    def write(self, values: Callable[[Subject, int], float | None], seeds=range(50)) -> bytes:
        """Write calibration.json as if these values had been measured."""
        swept = [
            (subject, seed, values(subject, seed), 0.1)
            for subject in self.subjects()
            for seed in seeds
        ]
        return calibrate.write(
            self.course, SLUG, calibrate.collect(self.subjects(), {}, swept)
        ).read_bytes()

    def edit(self, old: str, new: str) -> None:
        path = self.course.master(SLUG)
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))


@pytest.fixture
def bench(tmp_path: Path, light_zygote: str) -> Bench:
    text = DEMO.read_text().replace(ANSWER, CHANCE).replace(EXACT, CHECK.replace("BOUND", "0.75"))
    course = make_course(tmp_path / "course", text)
    (course.master(SLUG).parent / "mistakes").mkdir()
    (course.master(SLUG).parent / "mistakes" / "weak.py").write_text(WEAK)
    (course.master(SLUG).parent / "calibrate.toml").write_text(DECLARED)
    return Bench(course, light_zygote)


def normal(subject: Subject, seed: int) -> float:
    """A value like those of the bench's own answer and its weak one."""
    middle = 0.9 if subject.solution == "solution" else 0.5
    return round(middle + 0.01 * float(np.random.default_rng(5 + seed).normal()), 6)


# -- what is measured


def test_a_threshold_is_an_assert_that_compares_with_a_number(bench: Bench) -> None:
    (found,) = thresholds.find(bench.master)
    line = bench.course.master(SLUG).read_text().splitlines()[found.line - 1]
    assert (str(found), line.strip()) == (
        "total/value: score + 2 >= 0.75",
        'assert score + 2 >= 0.75, f"the score is {score}"',
    )


def test_the_values_are_the_checks_own_with_the_seeds_of_the_answer_moved(bench: Bench) -> None:
    values = {(s.solution, seed): value for s, seed, value, _ in bench.sweep(range(3))}
    assert values == {
        **{
            ("solution", k): round(0.9 + 0.01 * np.random.default_rng(5 + k).normal(), 6)
            for k in range(3)
        },
        **{
            ("mistakes/weak", k): round(0.5 + 0.01 * np.random.default_rng(1 + k).normal(), 6)
            for k in range(3)
        },
    }


def test_the_seed_of_the_check_moves_where_it_is_said_to(bench: Bench) -> None:
    bench.edit("gen.integers(2, 3)", "(2 + gen.random())")
    (bench.course.master(SLUG).parent / "calibrate.toml").write_text(
        '[[threshold]]\ncheck = "total/value"\nseeds = "check"\n'
    )
    values = [value for _, _, value, _ in bench.sweep(range(3))]
    truth = [
        0.9 + 0.01 * np.random.default_rng(5 + k).normal() - np.random.default_rng(7 + k).random()
        for k in range(3)
    ]
    assert values == pytest.approx(truth, abs=1e-6)


def test_a_loop_is_measured_at_its_worst(bench: Bench) -> None:
    bench.edit("score = total - gen.integers(2, 3)\n", "scores = [total - 1, total - 2]\n")
    bench.edit(
        '    assert score + 2 >= 0.75, f"the score is {score}"',
        "    for score in scores:\n        assert score >= 0.75",
    )
    values = [value for subject, _, value, _ in bench.sweep([0]) if subject.solution == "solution"]
    assert values == [pytest.approx(-1.1 + 0.01 * np.random.default_rng(5).normal(), abs=1e-6)]


def test_a_run_that_fails_before_the_comparison_has_no_value(bench: Bench) -> None:
    bench.edit("total = 0.9 + 0.01 * gen.normal()", 'total = "much"')
    assert [
        value for subject, _, value, _ in bench.sweep([0]) if subject.solution == "solution"
    ] == [None]


# -- going on


def test_an_interrupted_sweep_goes_on_where_it_stopped(bench: Bench) -> None:
    """The second run has no box to run anything in: all it yields it must have kept."""
    stopped = bench.sweep(range(2))
    first = [next(stopped), next(stopped)]
    stopped.close()
    again = bench.sweep(range(2), zygote="/nowhere")
    assert [next(again)[1:3], next(again)[1:3]] == [item[1:3] for item in first]


def test_what_calibration_json_holds_is_not_run_again(bench: Bench) -> None:
    bench.write(normal, seeds=range(4))
    known = calibrate.known(bench.course, SLUG)
    assert list(bench.sweep(range(4), known, zygote="/nowhere")) == []
    assert {seed for _, seed, _, _ in bench.sweep(range(5), known)} == {4}


def test_other_libraries_measure_anew(bench: Bench) -> None:
    document = json.loads(bench.write(normal))
    document["libraries"]["numpy"] = "0.1"
    (bench.course.master(SLUG).parent / "calibration.json").write_text(json.dumps(document))
    assert calibrate.known(bench.course, SLUG) == {}


def test_the_file_is_one_byte_sequence_whatever_the_order_of_the_runs(bench: Bench) -> None:
    swept = [
        (subject, seed, normal(subject, seed), 0.1)
        for subject in bench.subjects()
        for seed in range(20)
    ]
    there, back = (
        calibrate.dump(calibrate.collect(bench.subjects(), {}, order))
        for order in (swept, swept[::-1])
    )
    assert there == back


# -- what build makes of it


def test_a_bound_that_the_seeds_support_is_built(bench: Bench) -> None:
    bench.write(normal)
    assert bench.faults() == []


def test_build_refuses_a_bound_above_what_the_seeds_support(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bound that all fifty runs met is refused, too, when more than one in a thousand would miss it."""
    bench.edit(">= 0.75", ">= 0.879")
    bench.write(lambda subject, seed: max(normal(subject, seed), 0.88))
    monkeypatch.chdir(bench.course.root)
    line = thresholds.find(bench.master)[0].line
    assert cli.main(["build"]) == 1
    message = capsys.readouterr().err
    assert (
        f"99-demo.py, line {line}: total/value: score + 2 >= 0.879, but 50 seeds support 0.8"
        in message
    )
    assert "Ask for less" in message
    assert not bench.course.student(SLUG).exists()


def test_build_refuses_a_threshold_that_was_never_calibrated(bench: Bench) -> None:
    (fault,) = bench.faults()
    assert fault.endswith(
        "score + 2 >= 0.75 has no calibration. Name it in calibrate.toml and run `autograder calibrate 99`."
    )


def test_build_refuses_where_a_run_of_the_solution_failed_outright(bench: Bench) -> None:
    bench.write(lambda subject, seed: None if seed == 3 else normal(subject, seed))
    assert "some runs fail before it" in bench.faults()[0]


@pytest.mark.parametrize(
    ("edit", "which"),
    [
        pytest.param(("total = 0.9 +", "total = 0.95 +"), "solution", id="the solution"),
        pytest.param(("gen.integers(2, 3)", "gen.integers(1, 2)"), "solution", id="the check"),
    ],
)
def test_build_refuses_a_calibration_of_something_older(
    bench: Bench, edit: tuple[str, str], which: str
) -> None:
    bench.write(normal)
    bench.edit(*edit)
    assert (
        f"`total/value` was calibrated with another `{which}`. Run `autograder calibrate 99`."
        in bench.faults()[0]
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"no number"', '"total is not a number"', id="message"),
        pytest.param("the score is {score}", "{score} is your score", id="message of the bound"),
        pytest.param(
            "    import numpy as np\n", '    """One."""\n    import numpy as np\n', id="docstring"
        ),
        pytest.param("# SOLUTION\ntotal", "# a guess # SOLUTION\ntotal", id="comment"),
        pytest.param("Add all numbers up.", "All of them count.", id="hint"),
        pytest.param("the sum of all numbers", "what all numbers add up to", id="markdown"),
    ],
)
def test_another_word_needs_no_new_runs(bench: Bench, old: str, new: str) -> None:
    bench.write(normal)
    bench.edit(old, new)
    assert bench.faults() == []


def test_build_refuses_a_calibration_with_an_older_weak_solution(bench: Bench) -> None:
    bench.write(normal)
    path = bench.course.master(SLUG).parent / "mistakes" / "weak.py"
    path.write_text(WEAK.replace("0.5", "0.6"))
    assert [fault.partition(": ")[2] for fault in bench.faults()] == [
        "`total/value` was calibrated with another `mistakes/weak`. Run `autograder calibrate 99`."
    ]


def test_another_bound_needs_no_new_runs(bench: Bench) -> None:
    bench.write(normal)
    bench.edit(">= 0.75", ">= 0.8")
    assert bench.faults() == []


def test_where_less_is_better_the_upper_tail_counts(bench: Bench) -> None:
    bench.edit(">= 0.75", "<= 1.1")
    bench.write(normal)
    assert bench.faults() == []
    bench.edit("<= 1.1", "<= 0.93")
    assert "<= 0.93, but 50 seeds support 0.9" in bench.faults()[0]


def test_a_message_gives_the_number_that_was_measured_and_the_one_asked_for(bench: Bench) -> None:
    bench.edit("the score is {score}", "the score is {score}, required 0.75, typical 0.9")
    bench.write(normal)
    assert bench.faults() == []
    bench.edit("required 0.75, typical 0.9", "required 0.8, typical 0.95")
    assert [fault.partition(": ")[2] for fault in bench.faults()] == [
        "the message of `total/value` calls 0.8 required, it is 0.75. Correct it, and what the question's text says of it.",
        "the message of `total/value` calls 0.95 typical, it is 0.90. Correct it, and what the question's text says of it.",
    ]


def test_what_is_not_calibrated_is_listed(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(bench.course.root)
    (bench.course.master(SLUG).parent / "calibrate.toml").unlink()
    assert cli.main(["calibrate", "--missing"]) == 1
    line = thresholds.find(bench.master)[0].line
    assert (
        f"99-demo.py, line {line}: total/value: score + 2 >= 0.75 has no calibration."
        in capsys.readouterr().out
    )


def test_a_threshold_without_chance_may_be_called_fixed(bench: Bench) -> None:
    path = bench.course.master(SLUG).parent / "calibrate.toml"
    path.write_text('[[fixed]]\ncheck = "total/value"\nwhy = "a formula"\n')
    assert calibrate.missing(bench.course, bench.master) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            '[[threshold]]\ncheck = "total/other"\n',
            "`total/other` must have one assert",
            id="no such check",
        ),
        pytest.param(
            DECLARED + "seed = 1\n",
            "A [[threshold]] has check, weak, seeds and statistic",
            id="unknown key",
        ),
        pytest.param(
            DECLARED + 'seeds = "luck"\n',
            "seeds = 'luck'. Use 'notebook' or 'check'",
            id="unknown seeds",
        ),
        pytest.param(
            DECLARED.replace("weak.py", "").replace("/weak", "/none"),
            "none.py: missing",
            id="no such mistake",
        ),
        pytest.param(
            '[[fixed]]\ncheck = "double/paper"\nwhy = "x"\n',
            "no check with a threshold",
            id="fixed without one",
        ),
        pytest.param(
            '[[treshold]]\ncheck = "total/value"\n', "unknown table `treshold`", id="unknown table"
        ),
    ],
)
def test_an_error_in_calibrate_toml_is_named(bench: Bench, text: str, message: str) -> None:
    (bench.course.master(SLUG).parent / "calibrate.toml").write_text(text)
    with pytest.raises(CourseError) as raised:
        bench.subjects()
    assert "calibrate.toml" in str(raised.value)
    assert message in str(raised.value)


# -- what a person reads


def test_the_report_tells_how_often_right_fails_and_wrong_passes(bench: Bench) -> None:
    values = [
        (s, k, normal(s, k) if k or s.solution == "solution" else 0.8, 1.5)
        for s in bench.subjects()
        for k in range(50)
    ]
    first, second, third = calibrate.report(calibrate.collect(bench.subjects(), {}, values))
    assert first.startswith(
        "total/value: score + 2 >= 0.75; 50 seeds, 1.5 CPU seconds each: worst 0.8"
    )
    assert second.endswith("at 0.75 0.00 in 1,000")
    assert third == "  mistakes/weak passes 1 of 50 (95 %: 0.1% to 10.6%)"


def test_fresh_seeds_with_which_the_solution_fails_are_named(bench: Bench) -> None:
    swept = [
        (subject, 1_000 + k, 0.7 + 0.1 * k, 0.1) for subject in bench.subjects() for k in range(2)
    ]
    assert calibrate.failed(calibrate.collect(bench.subjects(), {}, swept)) == [
        "total/value: score + 2 >= 0.75: the solution fails with seed 1000: 0.7000"
    ]


def test_the_plot_is_a_picture(bench: Bench, tmp_path: Path) -> None:
    swept = [
        (subject, seed, normal(subject, seed), 0.1)
        for subject in bench.subjects()
        for seed in range(20)
    ]
    calibrate.plot(tmp_path / "plot.png", calibrate.collect(bench.subjects(), {}, swept))
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
def test_the_command_writes_evidence_and_plot_and_tries_fresh_seeds(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(bench.course.root)
    assert cli.main(["calibrate", "99", "--seeds", "4", "--workers", "1"]) == 0
    path = bench.course.master(SLUG).parent / "calibration.json"
    written = path.read_bytes()
    assert (bench.course.root / "build" / "calibrate" / "99-demo.png").is_file()
    assert json.loads(written)["thresholds"]["total/value"]["weak"]["mistakes/weak"]["passes"] == 0
    bench.edit(">= 0.75", ">= 0.895")
    assert cli.main(["calibrate", "99", "--fresh", "6", "--workers", "1"]) == 1
    missed = [
        k for k in range(1_000, 1_006) if 0.9 + 0.01 * np.random.default_rng(5 + k).normal() < 0.895
    ]
    complaints = capsys.readouterr().err.splitlines()
    assert missed
    assert [line.partition("seed ")[2].partition(":")[0] for line in complaints] == [
        str(k) for k in missed
    ]
    assert path.read_bytes() == written


def test_one_threshold_can_be_measured_alone(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(bench.course.root)
    assert (
        cli.main(["calibrate", "99", "--check", "total/value", "--fresh", "2", "--workers", "1"])
        == 0
    )
    assert "total/value: " in capsys.readouterr().out
    assert cli.main(["calibrate", "99", "--check", "total/none"]) == 1
    assert (
        "--check `total/none` is no threshold of a calibrate.toml. Use one of: total/value"
        in capsys.readouterr().err
    )


def test_a_threshold_of_which_a_subject_was_not_measured_is_left_out(bench: Bench) -> None:
    subjects = bench.subjects()
    swept = [
        (subject, seed, normal(subject, seed), 0.1) for subject in subjects for seed in range(3)
    ]
    assert [one.subject for one in calibrate.collect(subjects, {}, swept)] == subjects
    assert (
        calibrate.collect(subjects, {}, [row for row in swept if row[0].solution == "solution"])
        == []
    )
