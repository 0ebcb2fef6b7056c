"""What is graded again and what is not, whose points changed and why, and files that are written whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from test_session import count_calls

from autograder import report
from autograder.course import Outputs
from autograder.grading import publish, regrade, standings
from autograder.grading.gradebook import Gradebook, open_gradebook
from autograder.grading.rendered import open_rendered
from autograder.grading.roll import Roll
from autograder.grading.standings import Given
from autograder.grading.task import Task, prepare
from autograder.handed_in import HandedIn
from autograder.lms.terms import Terms
from autograder.notebook.format import Cell, write
from autograder.records import (
    Assignment,
    Check,
    Grade,
    Outcome,
    Question,
    Result,
    Standing,
    Submission,
    Verdict,
)
from autograder.rules import Policy

CHECK = Check(question="q", name="one", points=2.0)
ASSIGNMENT = Assignment(
    slug="99-demo",
    title="Demo",
    questions=(Question(name="q", title="Q", points=2, difficulty=1, minutes=1, checks=(CHECK,)),),
    fingerprint="f",
)


def handed_in(
    source: str = "x = 1",
    student: str = "student01",
    filename: str = "a.ipynb",
    lms: str = "folder",
) -> Submission:
    data = write([Cell(kind="code", source=source, id="a")], "99-demo")
    return Submission(
        student=student,
        name=student,
        filename=filename,
        file=HandedIn.of(data),
        slug="99-demo",
        lms=lms,
        entry=f"{student}/{filename}",
    )


def graded(task: Task, outcome: Outcome = Outcome.PASSED) -> Grade:
    return Grade(
        student=task.submission.student,
        slug="99-demo",
        results=(Result(check=CHECK, outcome=outcome),),
        key=task.key,
    )


def run(
    book: Gradebook,
    *submissions: Submission,
    environment: str = "e",
    outcome: Outcome = Outcome.PASSED,
) -> tuple[int, list[str]]:
    """Grade as the command line does; return how many were graded, and why points may change."""
    count = Counter(submission.student for submission in submissions)
    tasks = [
        replace(prepare(one, ASSIGNMENT, environment), several=count[one.student] > 1)
        for one in submissions
    ]
    known, new = regrade.find_new(book, tasks)
    lines = [regrade.carry_over(book, one) for one in known]
    lines += [regrade.save(book, task, graded(task, outcome)) for task in new]
    return len(new), [line for line in lines if line]


@pytest.fixture
def book(tmp_path: Path) -> Gradebook:
    with open_gradebook(tmp_path / "book.sqlite") as opened:
        yield opened


def write_files(outputs: Outputs, found: Sequence[Standing], book: Gradebook) -> None:
    with open_rendered(outputs.rendered) as store:
        graded = publish.render(ASSIGNMENT, found, book, store)
        publish.write(outputs, publish.Class(assignment=ASSIGNMENT, graded=graded), store)
        store.keep_only(ASSIGNMENT.slug, publish.keys(graded))


def rows(book: Gradebook) -> int:
    return book._connection.execute("SELECT count(*) FROM grades").fetchone()[0]


def test_an_unchanged_submission_is_graded_once(book: Gradebook) -> None:
    assert run(book, handed_in(), handed_in(student="student02")) == (2, [])
    assert run(book, handed_in(), handed_in(student="student02")) == (0, [])
    assert rows(book) == 2


def test_a_file_that_comes_in_another_download_is_not_said_to_be_graded_again(
    book: Gradebook,
) -> None:
    run(book, handed_in())
    moved = replace(handed_in(), origin="another.zip")
    assert run(book, moved) == (0, [])


def test_a_table_is_made_again_only_when_something_in_it_changed(
    book: Gradebook, tmp_path: Path
) -> None:
    run(book, handed_in())
    (found,) = standings.read(book, ASSIGNMENT, Given())
    given = replace(found.grade.results[0], given=1.5, message="half of it")
    marked = replace(found.grade, results=(given,))
    outputs, tables = Outputs(tmp_path / "kept"), (report.grades_csv, report.checks_csv)
    changed = [
        replace(found, late=True),
        replace(found, points=1.0, note="1 day late"),
        replace(found, grade=marked),
        replace(found, excused=True),
        found,
    ]
    for number, one in enumerate([found, *changed]):
        fresh = Outputs(tmp_path / f"fresh-{number}")
        write_files(fresh, [one], book)
        calls = count_calls(lambda now=one: write_files(outputs, [now], book), *tables)
        again = count_calls(lambda now=one: write_files(outputs, [now], book), *tables)
        assert (calls, again) == ([1, 1], [0, 0])
        for path in (outputs.table("99-demo"), outputs.checks("99-demo")):
            assert path.read_bytes() == (fresh.folder("99-demo") / path.name).read_bytes()


def test_a_grade_that_failed_through_our_fault_is_replaced_by_the_next_run(book: Gradebook) -> None:
    """They have the same key: nothing of the notebook, the checks or the libraries changed."""
    run(book, handed_in(), outcome=Outcome.BROKEN)
    assert run(book, handed_in(), outcome=Outcome.BROKEN) == (1, [])
    assert rows(book) == 1
    assert run(book, handed_in()) == (1, ["graded again"])
    ((entry,),) = book.attempts("99-demo")
    assert (entry.grade.points, entry.grade.needs_review) == (2, False)
    assert run(book, handed_in()) == (0, [])


def test_a_grade_made_without_a_sandbox_is_replaced_by_one_made_in_it(book: Gradebook) -> None:
    task = prepare(handed_in(), ASSIGNMENT, "e")
    regrade.save(book, task, replace(graded(task), unsafe=True))
    assert run(book, handed_in()) == (1, ["graded again"])
    ((entry,),) = book.attempts("99-demo")
    assert not entry.grade.unsafe
    assert run(book, handed_in()) == (0, [])


def test_an_equal_notebook_of_another_student_has_the_grade_already(book: Gradebook) -> None:
    run(book, handed_in())
    assert run(book, handed_in(student="student02")) == (0, [])
    (entry,) = book.attempts("99-demo")[1]
    assert (entry.submission.student, entry.grade.student) == ("student02", "student02")


@pytest.mark.parametrize(
    ("source", "environment", "why"),
    [
        pytest.param("x = 2", "e", "a new notebook or file", id="cells"),
        pytest.param("x = 1", "other", "the libraries or the grader changed", id="environment"),
    ],
)
def test_a_changed_basis_is_graded_again_and_the_change_is_told(
    book: Gradebook, source: str, environment: str, why: str
) -> None:
    run(book, handed_in())
    count, lines = run(book, handed_in(source), environment=environment, outcome=Outcome.FAILED)
    assert (count, lines) == (1, [why])


def test_a_failure_of_ours_is_graded_again(book: Gradebook) -> None:
    task = prepare(handed_in(), ASSIGNMENT)
    broken = replace(graded(task, outcome=Outcome.BROKEN), verdict=Verdict.SANDBOX_FAILURE)
    regrade.save(book, task, broken)
    assert run(book, handed_in())[0] == 1


def test_several_attempts_of_one_student_stay_graded(book: Gradebook) -> None:
    """Where the best attempt counts, all are graded; a second run must find all of them."""
    attempts = [handed_in("x = 1", filename="a.ipynb"), handed_in("x = 2", filename="b.ipynb")]
    run(book, *attempts)
    before = rows(book)
    assert run(book, *attempts) == (0, [])
    assert rows(book) == before


def test_files_are_written_whole_and_equal_every_time(book: Gradebook, tmp_path: Path) -> None:
    run(book, handed_in(), handed_in(student="=cmd"), handed_in(student="../up"))
    written = []
    for name in ("one", "two"):
        found = standings.read(book, ASSIGNMENT, Given())
        write_files(Outputs(tmp_path / name), found, book)
        folder = tmp_path / name / "99-demo"
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        written.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
    assert written[0] == written[1]
    assert {"grades.csv", "index.html"} < set(written[0])
    assert len([name for name in written[0] if name.startswith("feedback/")]) == 3
    assert not any(name.endswith(".part") for name in written[0])
    assert not (tmp_path / "up").exists()
    assert not any(line.startswith(b"=") for line in written[0]["grades.csv"].splitlines())


def test_students_of_two_systems_with_one_key_keep_their_own_points(
    book: Gradebook, tmp_path: Path
) -> None:
    run(book, handed_in(lms="canvas"))
    run(book, handed_in("x = 2", lms="moodle"), outcome=Outcome.FAILED)
    found = standings.read(book, ASSIGNMENT, Given())
    write_files(Outputs(tmp_path), found, book)
    lines = (tmp_path / "99-demo" / "grades.csv").read_text("utf-8-sig").splitlines()[1:]
    assert [standing.points for standing in found] == [2, 0]
    assert len(lines) == 2
    assert len({line.split(",")[3] for line in lines}) == 2 or lines[0] != lines[1]


def test_the_table_shows_points_and_remarks(book: Gradebook) -> None:
    late = replace(handed_in(student="student02"), late=True)
    run(book, handed_in(), late)
    text = report.class_table(ASSIGNMENT, standings.read(book, ASSIGNMENT, Given()))
    lines = text.splitlines()
    assert lines[0] == "99-demo  Demo"
    assert lines[2].split() == ["student01", "2/2", "a.ipynb"]
    assert "late" in lines[3]


def test_only_who_is_handed_in_now_has_a_standing_to_publish(book: Gradebook) -> None:
    run(book, handed_in(student="student01"), handed_in("x = 2", student="student02"))
    found = standings.read(book, ASSIGNMENT, Given())

    people = [("folder", "student02"), ("canvas", "student01")]
    here, absent = standings.split(found, Roll(graded=dict.fromkeys(people, Terms())))

    assert [one.submission.student for one in here] == ["student02"]
    assert [one.submission.student for one in absent] == ["student01"]
    assert standings.split(found, None) == (found, [])


def test_changes_are_told_by_points_after_penalties_and_only_where_there_are_any(
    book: Gradebook,
) -> None:
    """A better grade of an attempt that does not count changes nothing that a student gets."""
    due = datetime(2026, 11, 30, 18, tzinfo=UTC)
    policy = Policy(due=due, late_per_day=0.25, attempts="best")
    first, late = handed_in(), handed_in("x = 2", "student02")
    first = replace(first, submitted=due)
    late = replace(late, submitted=due + timedelta(hours=1))
    run(book, first, late)
    found = standings.read(book, ASSIGNMENT, Given(policy=policy))
    before = {("folder", "student01"): 2.0, ("folder", "student02"): 2.0, ("folder", "gone"): 1.0}

    lines = regrade.tell_changes("99-demo", found, before, {("folder", "student02"): "why"})

    assert lines == ["99-demo: student02: 2 → 1.5 (why; 1 day late: −25 %)"]
    assert regrade.tell_changes("99-demo", found, {("folder", "student01"): 0.0}, {}) == [
        "99-demo: student01: 0 → 2 (a mark, a rubric, an override or a setting changed)"
    ]


def test_an_attempt_is_compared_with_the_same_attempt(book: Gradebook) -> None:
    attempts = [handed_in("x = 1", filename="a.ipynb"), handed_in("x = 2", filename="b.ipynb")]
    run(book, *attempts)

    _, reasons = run(book, *attempts, environment="other")

    assert reasons == ["the libraries or the grader changed"] * 2


def test_a_time_that_an_earlier_run_knew_of_the_same_file_is_kept(book: Gradebook) -> None:
    """So running again without the worksheet does not undo a penalty."""
    when = datetime(2026, 11, 30, 18, tzinfo=UTC)
    run(book, replace(handed_in(), submitted=when))

    assert regrade.keep_time(book, handed_in()).submitted == when
    assert regrade.keep_time(book, handed_in("x = 2")).submitted is None
    assert regrade.keep_time(book, handed_in(student="student02")).submitted is None


def test_the_longest_are_graded_first_and_unknown_ones_before_them(book: Gradebook) -> None:
    tasks = {}
    for slug, seconds in (("01-short", 1.0), ("02-long", 9.0), ("03-unknown", None)):
        one = replace(handed_in(), slug=slug)
        tasks[slug] = prepare(one, replace(ASSIGNMENT, slug=slug))
        if seconds:
            made = Grade(student=one.student, slug=slug, results=(), seconds=seconds)
            book.save(one, made, tasks[slug].basis)
    ordered = regrade.put_longest_first(book, tasks.values())
    assert [task.assignment.slug for task in ordered] == ["03-unknown", "02-long", "01-short"]
