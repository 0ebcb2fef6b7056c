"""Errors carried forward: what stands on a wrong answer is judged again with the reference's in its place, and nothing else comes of that."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field, replace

import pytest
from conftest import DEMO, REPOSITORY, edited, make_course, submission

from autograder import assignments
from autograder.authoring import build
from autograder.authoring.build import Built
from autograder.course import Course, find
from autograder.errors import CourseError
from autograder.grading import container, differences, regrade, standings
from autograder.grading.chains import find_own_chains
from autograder.grading.grade import grade
from autograder.grading.gradebook import open_gradebook
from autograder.grading.overrides import Decision
from autograder.grading.roll import Person, Roll
from autograder.grading.standings import carry_forward
from autograder.grading.task import prepare
from autograder.lms.terms import Terms
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.records import Assignment, CarryForward, Grade, Outcome, Result, Verdict
from autograder.rules import Rules
from autograder.sandbox.box import Box
from autograder.sandbox.faults import SandboxFailed

CHAIN = (DEMO.parent / "chain" / DEMO.name).read_text()
PAPER, NEGATIVE, TOTAL = "spread/paper", "spread/negative", "total/value"
WRONG = "def shift(values):\n    return np.asarray(values) + 7"
ALONE = "def spread(values):\n    return 2 * np.asarray(values) + 2"
SPREAD = "def spread(values):\n    return shift(values) + shift(values)"
ALL_THREE = {PAPER: ("shift",), NEGATIVE: ("shift",), TOTAL: ("shift",)}
QUESTIONS = ("shift", "spread", "total", "size")
NUMBERS = "import numpy as np\n\nnumbers = np.arange(4.0)"
SPY = "seen = ' '.join(map(str, shift.__code__.co_consts + shift.__code__.co_names))"


@dataclass(frozen=True, kw_only=True)
class Bench:
    """The chain's assignment, and boxes that are counted as they are opened."""

    path: str
    assignment: Assignment
    opened: list[Box] = field(default_factory=list)

    def open(self) -> Box:
        self.opened.append(Box(self.path, self.assignment.limits))
        return self.opened[-1]

    def grade(self, data: bytes) -> Grade:
        self.opened.clear()
        return grade(prepare(submission(data), self.assignment), self.open)


def set_option(course: Course, value: str) -> Course:
    line = f'[assignments.99-demo]\ncarry_forward = "{value}"\n'
    (course.root / "course.toml").write_text(line)
    return find(course.root)


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return set_option(make_course(tmp_path_factory.mktemp("chain") / "course", CHAIN), "show")


@pytest.fixture(scope="module")
def assignment(chain: Course) -> Assignment:
    return build.ready_for_class(chain, "99-demo")


@pytest.fixture(scope="module")
def built(chain: Course) -> Built:
    return build.build(chain.master("99-demo"))


@pytest.fixture
def bench(light_zygote: str, assignment: Assignment) -> Bench:
    return Bench(path=light_zygote, assignment=assignment)


def passed(result: Result) -> bool:
    return result.outcome is Outcome.PASSED or result.carried


def stood_on(made: Grade) -> dict[str, tuple[str, ...]]:
    return {one.check.key: one.stood_on for one in made.results if one.stood_on}


# -- what is judged again


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param({"shift-answer": WRONG}, ALL_THREE, id="a wrong answer"),
        pytest.param(
            {"shift-answer": "def shift(values):\n    raise NotImplementedError"},
            ALL_THREE,
            id="a blank",
        ),
        pytest.param({"shift-answer": None}, ALL_THREE, id="a deleted answer"),
        pytest.param(
            {"shift-answer": "def shift(values):\n    while True: pass"},
            ALL_THREE,
            marks=pytest.mark.slow,
            id="an answer that hangs",
        ),
        pytest.param(
            {"shift-answer": "import os; os._exit(0)"}, ALL_THREE, id="an answer that ends it all"
        ),
        pytest.param(
            {
                "shift-answer": WRONG,
                "spread-answer": "def spread(values):\n    return shift(values)",
            },
            {TOTAL: ("shift", "spread")},
            id="two wrong answers",
        ),
        pytest.param(
            {"spread-answer": "def spread(values):\n    return shift(values)"},
            {TOTAL: ("spread",)},
            id="the second alone",
        ),
        pytest.param(
            {
                "shift-answer": WRONG,
                "spread-answer": "def spread(values):\n    return abs(shift(values) * 2)",
            },
            {PAPER: ("shift",), TOTAL: ("shift", "spread")},
            id="a second answer that is right in part",
        ),
        pytest.param(
            {
                "shift-answer": f"{WRONG}\n\n{SPREAD}\ntotal = spread(numbers).sum()",
                "spread-answer": "",
                "total-answer": "",
            },
            {PAPER: ("shift",), NEGATIVE: ("shift",)},
            id="all in one cell: what was computed in it stays",
        ),
        pytest.param(
            {"shift-answer": WRONG, "shift-check": None, "spread-check": None, "total-check": None},
            ALL_THREE,
            id="without a check cell",
        ),
        pytest.param(
            {
                "shift-answer": WRONG,
                "spread-answer": "helper = lambda v: 2 * shift(v)\nspread = helper",
            },
            ALL_THREE,
            id="by way of a helper",
        ),
    ],
)
def test_what_stands_on_a_wrong_answer_is_judged_again(
    bench: Bench, built: Built, edits: dict[str, str | None], expected: dict[str, tuple[str, ...]]
) -> None:
    made = bench.grade(edited(built.solution, edits))
    assert stood_on(made) == expected
    assert all(one.outcome is not Outcome.PASSED for one in made.results if one.stood_on)


def test_answers_above_all_checks_are_judged_again(bench: Bench, built: Built) -> None:
    sources = {cell.id: cell.source for cell in notebooks.read(built.solution).cells}
    sources |= {"shift-answer": WRONG}
    order = [f"{name}-{kind}" for kind in ("answer", "check") for name in QUESTIONS]
    texts = [NUMBERS, *(sources[name] for name in order)]
    cells = [Cell(kind="code", source=text, id=f"c{n}") for n, text in enumerate(texts)]
    assert stood_on(bench.grade(notebooks.write(cells, "99-demo"))) == ALL_THREE


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param({}, id="everything is right"),
        pytest.param({"total-answer": "total = 7"}, id="the answer before is right"),
        pytest.param(
            {"shift-answer": WRONG, "spread-answer": ALONE, "size-answer": "size = 7"}, id="unused"
        ),
        pytest.param(
            {"shift-answer": WRONG, "spread-answer": "def spread(values): return 5"},
            id="an answer that does without",
        ),
        pytest.param({"shift-answer": WRONG, "spread-answer": None}, id="nothing attempted"),
    ],
)
def test_nothing_runs_again_where_it_can_change_nothing(
    bench: Bench, built: Built, edits: dict[str, str | None]
) -> None:
    """Of the questions behind, `total` is right by itself: it was given its value."""
    data = edited(built.solution, {"total-answer": "total = 20", **edits})
    made = bench.grade(data)
    assert (stood_on(made), len(bench.opened)) == ({}, 1)


def test_off_there_is_no_second_judgement_and_the_key_is_that_of_a_course_without_the_option(
    bench: Bench, chain: Course, built: Built
) -> None:
    off = build.ready(chain, "99-demo")
    data = edited(built.solution, {"shift-answer": WRONG})
    plain = replace(bench, assignment=off, opened=[])
    made = plain.grade(data)
    assert (stood_on(made), len(plain.opened)) == ({}, 1)
    assert off == built.assignment
    assert made.results == tuple(replace(one, stood_on=()) for one in bench.grade(data).results)
    assert made.key != bench.grade(data).key


# -- nothing else comes of it


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f"{SPREAD}\n{SPY}\nprint(seen)", id="prints it"),
        pytest.param(f"{SPREAD}\n{SPY}\nraise ValueError(seen)", id="raises it"),
        pytest.param(
            f"def spread(values):\n    {SPY}\n    raise ValueError(seen)", id="raises it in a check"
        ),
        pytest.param(
            "def spread(values):\n    return ' '.join(map(str, In))", id="returns what has run"
        ),
        pytest.param(f"{SPREAD}\n{SPY}\nopen('note', 'w').write(seen)", id="writes it"),
        pytest.param(
            f"{SPREAD}\nget_ipython().events.register('pre_run_cell', lambda info: print(info.raw_cell))",
            id="listens to cells",
        ),
        pytest.param(
            f"{SPREAD}\n{SPY}\nimport os\nos._exit('reference' in str(In))", id="ends its process"
        ),
    ],
)
def test_no_word_of_the_reference_comes_out(bench: Bench, built: Built, source: str) -> None:
    without = replace(bench, assignment=replace(bench.assignment, carry_forward=CarryForward.OFF))
    data = edited(built.solution, {"shift-answer": WRONG, "spread-answer": source})
    made = bench.grade(data)
    assert "reference" not in repr(made).replace("reference' in str(In)", "")
    known = without.grade(data)
    assert [replace(one, stood_on=()) for one in made.results] == list(known.results)
    assert (made.verdict, made.note, made.repairs) == (known.verdict, known.note, known.repairs)
    same = [[replace(cell, seconds=0) for cell in one.cells] for one in (made, known)]
    assert same[0] == same[1]


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param(
            {"shift-answer": f"{WRONG}\nkeep = shift\nshift = lambda v: globals()['keep'](v)"},
            id="for its own question",
        ),
        pytest.param(
            {"shift-answer": WRONG, "spread-answer": "spread = lambda v: shift(v)"},
            id="as the next answer",
        ),
    ],
)
def test_a_reference_earns_no_points_by_itself(
    bench: Bench, built: Built, edits: dict[str, str]
) -> None:
    made = bench.grade(edited(built.solution, edits))
    assert "shift/small" not in stood_on(made)
    assert ("spread-answer" in edits) is not (PAPER in stood_on(made))


def test_what_passed_stays_passed(bench: Bench, built: Built) -> None:
    """An answer that fails as soon as the reference is there loses nothing."""
    sly = (
        "def spread(values):\n"
        "    return 2 * (np.asarray(values) + 1) if shift([0])[0] == 7 else [0]"
    )
    made = bench.grade(edited(built.solution, {"shift-answer": WRONG, "spread-answer": sly}))
    assert [one.outcome for one in made.results if one.check.question == "spread"] == [
        Outcome.PASSED,
        Outcome.PASSED,
    ]
    assert len(bench.opened) == 1


@pytest.mark.slow
def test_an_answer_that_hangs_with_the_reference_has_its_time_and_no_more(
    bench: Bench, built: Built
) -> None:
    hangs = "def spread(values):\n    while shift([0])[0] == 1: pass\n    return shift(values)"
    made = bench.grade(edited(built.solution, {"shift-answer": WRONG, "spread-answer": hangs}))
    assert stood_on(made) == {TOTAL: ("shift", "spread")}
    assert made.seconds < bench.assignment.limits.cell_seconds


def test_a_failure_of_the_sandbox_is_one_of_the_grade(
    bench: Bench, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its points might be too few, so it needs review, and nobody loses any."""

    def open_one() -> Box:
        if bench.opened:
            raise SandboxFailed("no second box")
        return bench.open()

    data = edited(built.solution, {"shift-answer": WRONG})
    made = grade(prepare(submission(data), bench.assignment), open_one)
    assert (made.verdict, made.note) == (Verdict.SANDBOX_FAILURE, "no second box")
    assert made.needs_review


def test_who_is_overdue_is_not_run_again(bench: Bench, built: Built) -> None:
    limits = replace(bench.assignment.limits, notebook_idle_seconds=0.5, idle_seconds=0.4)
    hasty = replace(bench, assignment=replace(bench.assignment, limits=limits), opened=[])
    waits = [(3, "import time; time.sleep(0.45)")] * 3
    made = hasty.grade(edited(built.solution, {"shift-answer": WRONG}, add=waits))
    assert (made.verdict, stood_on(made), len(hasty.opened)) == (Verdict.TIMEOUT, {}, 1)


# -- what stands on what


def test_the_chains_of_an_assignment_are_those_of_its_reference(assignment: Assignment) -> None:
    assert find_own_chains(assignment) == {
        PAPER: ("shift",),
        NEGATIVE: ("shift",),
        TOTAL: ("shift", "spread"),
    }


def test_a_reference_that_answers_another_question_never_runs(assignment: Assignment) -> None:
    first = assignment.questions[0]
    longer = replace(first, reference=(*first.reference, "spread = None"))
    changed = replace(assignment, questions=(longer, *assignment.questions[1:]))
    assert find_own_chains(changed) == {TOTAL: ("spread",)}


def test_a_check_of_nothing_but_earlier_names_is_not_judged_again(assignment: Assignment) -> None:
    second = assignment.questions[1]
    only = replace(second, source=second.source.replace("test_paper(spread)", "test_paper(shift)"))
    changed = replace(
        assignment, questions=(assignment.questions[0], only, *assignment.questions[2:])
    )
    assert find_own_chains(changed).keys() == {NEGATIVE, TOTAL}


@pytest.mark.slow
def test_in_01_a_wrong_circle_costs_its_own_points_alone(light_zygote: str) -> None:
    """Three of its questions stand on `in_circle`, which here takes numbers only."""
    slug, question = "01-make-your-own-function", "in_circle"
    rules = {slug: Rules(carry_forward=CarryForward.ON)}
    wanted = build.ready_for_class(replace(find(REPOSITORY), rules=rules), slug)
    mistake = (REPOSITORY / "solutions" / slug / "mistakes" / "circle_if.py").read_text()
    solution = (REPOSITORY / "build" / slug / "solution.ipynb").read_bytes()
    handed_in = replace(submission(edited(solution, {"in_circle-answer": mistake})), slug=slug)

    made = grade(prepare(handed_in, wanted), lambda: Box(light_zygote, wanted.limits))

    lost = {one.check.question for one in made.results if not passed(one)}
    assert lost == {question, "crescent", "balanced_sample", "my_classifier"}
    kept = standings.carry_forward(CarryForward.ON, made)
    assert {one.check.question for one in kept.results if not passed(one)} == {question}


# -- the option


def test_it_is_off_by_default_and_an_assignment_says_no_word_of_it(
    course: Course, demo: Built
) -> None:
    made = build.ready_for_class(course, "99-demo")
    assert made == build.ready(course, "99-demo") == demo.assignment
    assert b"reference" not in assignments.dump(made)
    assert b"carry" not in assignments.dump(made)


def test_an_assignment_whose_questions_stand_alone_is_told(course: Course) -> None:
    with pytest.raises(CourseError) as told:
        build.ready_for_class(set_option(course, "on"), "99-demo")
    assert str(told.value) == (
        f'{course.root / "course.toml"}, [assignments.99-demo]: `carry_forward = "on"` does nothing: '
        "no question of it stands on an earlier one's answer. Take the line out."
    )


@pytest.mark.parametrize("value", ['"yes"', "true", "1", '["on"]'])
def test_a_wrong_value_is_one_line(course: Course, value: str) -> None:
    (course.root / "course.toml").write_text(f"[assignments.99-demo]\ncarry_forward = {value}\n")
    with pytest.raises(CourseError, match=r'carry_forward = .*Write "off", "show" or "on"\.$'):
        find(course.root)


def test_an_assignment_that_carries_comes_back_from_its_record(assignment: Assignment) -> None:
    assert assignments.load(assignments.dump(assignment)) == assignment


def test_show_and_on_share_a_key_and_off_and_another_reference_have_others(
    assignment: Assignment,
) -> None:
    first = assignment.questions[0]
    other = replace(first, reference=("def shift(values): return 1 + np.asarray(values)",))
    prints = [
        assignments.sealed(one).fingerprint
        for one in (
            replace(assignment, carry_forward=CarryForward.SHOW),
            replace(assignment, carry_forward=CarryForward.ON),
            replace(assignment, carry_forward=CarryForward.OFF),
            replace(assignment, questions=(other, *assignment.questions[1:])),
        )
    ]
    assert prints[0] == prints[1]
    assert len(set(prints)) == 3


def test_points_change_only_where_they_count(bench: Bench, built: Built) -> None:
    made = bench.grade(edited(built.solution, {"shift-answer": WRONG}))
    assert (made.points, carry_forward(CarryForward.SHOW, made).points) == (1.0, 1.0)
    assert carry_forward(CarryForward.ON, made).points == 4.0
    assert Grade.from_document(made.to_document()) == made


def test_switching_it_tells_whose_points_change_and_why(bench: Bench, built: Built) -> None:
    """From `off` to `show` the notebook is judged again and no point changes; from there to `on` it is not."""
    handed_in = submission(edited(built.solution, {"shift-answer": WRONG}))
    person, told = (handed_in.lms, handed_in.student), []
    with open_gradebook(None) as book:
        before: dict[Person, float] = {}
        for option in (CarryForward.OFF, CarryForward.SHOW, CarryForward.ON):
            wanted = assignments.sealed(replace(bench.assignment, carry_forward=option))
            task = prepare(handed_in, wanted)
            known, new = regrade.find_new(book, [task])
            for one in new:
                why = regrade.save(book, one, grade(one, bench.open))
            found = standings.read(book, wanted, standings.Given())
            lines = regrade.tell_changes("99-demo", found, before, {person: why if new else ""})
            told.append((len(known), why if new else "", lines))
            before = {person: found[0].points}
    changed = "99-demo: student01: 1 → 4 (a mark, a rubric, an override or a setting changed)"
    assert told == [
        (0, "", []),
        (0, "`carry_forward` or the reference's answers changed", []),
        (1, "", [changed]),
    ]


def test_a_change_is_told_by_check(bench: Bench, built: Built) -> None:
    handed_in = submission(edited(built.solution, {"shift-answer": WRONG}))
    person = (handed_in.lms, handed_in.student)
    on = replace(bench.assignment, carry_forward=CarryForward.ON)
    with open_gradebook(None) as book:
        made = bench.grade(handed_in.data)
        task = prepare(handed_in, on)
        plain = tuple(replace(one, stood_on=()) for one in made.results)
        book.save(handed_in, replace(made, results=plain), task.basis)
        book.save(handed_in, made, task.basis)
        found = standings.read(book, on, standings.Given())
        roll = Roll(graded={person: Terms()}, points={person: 1.0}, rows={person: 1})
        (change,) = differences.find(book, found, roll, {}, CarryForward.ON)
    assert (change.before, change.now, change.ours) == (1.0, 4.0, True)
    assert [(one.key, one.before, one.now) for one in change.checks] == [
        (key, "failed, 0 of 1", "failed, carried forward, 1 of 1")
        for key in (PAPER, NEGATIVE, TOTAL)
    ]


def test_an_override_comes_on_top(bench: Bench, built: Built) -> None:
    handed_in = submission(edited(built.solution, {"shift-answer": WRONG}))
    on = replace(bench.assignment, carry_forward=CarryForward.ON)
    decided = [
        Decision(slug="99-demo", question="spread", check="paper", points=0.5, reason="half"),
        Decision(slug="99-demo", question="total", points=0.25, reason="a quarter"),
    ]
    with open_gradebook(None) as book:
        book.save(handed_in, bench.grade(handed_in.data), prepare(handed_in, on).basis)
        book.decide(decided)
        (one,) = standings.read(book, on, standings.Given())
    assert one.points == 1.0 + 0.5 + 1.0 + 0.25


def test_a_bundle_for_gradescope_holds_the_reference_only_where_it_is_asked_for(
    chain: Course, assignment: Assignment
) -> None:
    plain = build.ready(chain, "99-demo")
    for wanted, held in ((plain, False), (assignment, True)):
        with zipfile.ZipFile(io.BytesIO(container.bundle(chain, wanted))) as bundle:
            record = bundle.read("assignment.json")
        assert (b"the reference's shift" in record) is held
        assert assignments.sealed(assignments.load(record)) == wanted


def test_the_option_is_for_a_class_alone(chain: Course) -> None:
    """What verifies, audits or publishes an assignment never meets it."""
    assert build.ready(chain, "99-demo").carry_forward is CarryForward.OFF
