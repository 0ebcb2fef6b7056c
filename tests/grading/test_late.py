"""Late penalties, attempts and excuses, on real dates."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.errors import CourseError
from autograder.grading import late as policies
from autograder.grading.late import best, last
from autograder.handed_in import HandedIn
from autograder.records import Check, Grade, Outcome, Result, Standing, Submission
from autograder.rules import Policy, Rules, read, time_zone

DUE = datetime(2026, 11, 30, 18, tzinfo=UTC)
POLICY = Policy(due=DUE, late_per_day=0.1, late_cap=0.35, grace=timedelta(minutes=15))


def handed_in(
    after: timedelta | None, *, late: bool = False, student: str = "student01"
) -> Submission:
    return Submission(
        student=student,
        name=student,
        filename="x.ipynb",
        file=HandedIn.of(b""),
        slug="99-demo",
        late=late,
        submitted=None if after is None else DUE + after,
    )


def adjust(policy: Policy, submission: Submission, raw: float, possible: float) -> Standing:
    check = Check(question="q", name="c", points=possible)
    result = Result(check=check, outcome=Outcome.FAILED, given=raw)
    grade = Grade(student=submission.student, slug=submission.slug, results=(result,))
    return policies.adjust(policy, submission, grade, possible)


@pytest.mark.parametrize(
    ("after", "points", "note"),
    [
        pytest.param(timedelta(days=-1), 17.0, "", id="early"),
        pytest.param(timedelta(0), 17.0, "", id="to the second"),
        pytest.param(timedelta(minutes=15), 17.0, "", id="within the grace time"),
        pytest.param(
            timedelta(minutes=15, seconds=1), 15.0, "1 day late: −10 %", id="after the grace time"
        ),
        pytest.param(timedelta(days=1), 15.0, "1 day late: −10 %", id="one day"),
        pytest.param(
            timedelta(days=1, seconds=1), 13.0, "2 days late: −20 %", id="a second day begun"
        ),
        pytest.param(timedelta(days=30), 10.0, "30 days late: −35 %", id="capped"),
    ],
)
def test_each_day_begun_costs_its_share_up_to_the_cap(
    after: timedelta, points: float, note: str
) -> None:
    worth = adjust(POLICY, handed_in(after), 17.0, 20.0)

    assert (worth.grade.points, worth.points, worth.note) == (17.0, points, note)
    assert worth.late == bool(note)


def test_points_never_fall_below_zero() -> None:
    assert adjust(POLICY, handed_in(timedelta(days=9)), 2.0, 20.0).points == 0.0


def test_a_day_is_24_hours_also_when_the_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    policy = Policy(
        due=datetime(2026, 10, 24, 18, tzinfo=berlin), late_per_day=0.1
    )  # clocks go back that night
    submission = replace(handed_in(None), submitted=datetime(2026, 10, 25, 17, 30, tzinfo=berlin))

    assert adjust(policy, submission, 20.0, 20.0).note == "2 days late: −20 %"


def test_late_by_an_unknown_time_costs_nothing_and_needs_review() -> None:
    worth = adjust(POLICY, handed_in(None, late=True), 17.0, 20.0)

    assert (worth.points, worth.unclear) == (17.0, True)
    assert "unknown amount" in worth.note


def test_an_extension_moves_the_date_for_one_student() -> None:
    policy = replace(POLICY, extensions={"student01": DUE + timedelta(days=3)})

    assert adjust(policy, handed_in(timedelta(days=2)), 17.0, 20.0).points == 17.0
    assert (
        adjust(policy, handed_in(timedelta(days=2), student="student02"), 17.0, 20.0).points == 13.0
    )


def test_more_time_that_the_lms_gave_counts_where_it_is_later() -> None:
    """An extension in course.toml comes first; where nothing is due, nothing is late."""
    later, own = DUE + timedelta(days=3), {"student01": DUE + timedelta(days=9)}
    mine = replace(POLICY, extensions=own)

    assert policies.extend(POLICY, "student01", later).extensions == {"student01": later}
    assert policies.extend(POLICY, "student01", DUE - timedelta(days=1)) == POLICY
    assert policies.extend(POLICY, "student01", None) == POLICY
    assert policies.extend(mine, "student01", later) == mine
    assert policies.extend(Policy(), "student01", later) == Policy()


def test_an_unknown_time_costs_nothing_and_needs_review_but_not_where_the_lms_tells_who_is_late() -> (
    None
):
    folder, canvas = handed_in(None), replace(handed_in(None), lms="canvas")

    assert [adjust(POLICY, one, 17.0, 20.0).unclear for one in (folder, canvas)] == [True, False]
    assert adjust(POLICY, folder, 17.0, 20.0).points == 17.0


def test_an_excused_student_keeps_the_raw_points_and_says_so() -> None:
    policy = replace(POLICY, excused=frozenset({"student01"}))

    worth = adjust(policy, handed_in(timedelta(days=2)), 17.0, 20.0)

    assert (worth.points, worth.note, worth.excused) == (17.0, "excused", True)


def test_the_last_attempt_is_taken_only_where_the_times_tell() -> None:
    first, second = handed_in(timedelta(0)), handed_in(timedelta(hours=1))

    assert last([second, first]) is second
    assert last([first, replace(first, filename="y.ipynb")]) is None
    assert last([first, handed_in(None)]) is None
    assert last([handed_in(None)]) == handed_in(None)


def test_the_best_attempt_is_the_one_worth_most_after_the_penalty() -> None:
    early, late = handed_in(timedelta(0)), handed_in(timedelta(days=1))
    attempts = [adjust(POLICY, s, raw, 20.0) for s, raw in ((early, 16.0), (late, 17.0))]
    equal = [adjust(Policy(), submission, 5.0, 20.0) for submission in (early, late)]

    assert best(attempts).submission is early
    assert best(equal).submission is late


@given(st.floats(0, 20), st.floats(0, 1), st.floats(0, 1), st.integers(-(10**6), 10**7))
def test_no_policy_ever_adds_points_or_goes_below_zero(
    raw: float, per_day: float, cap: float, seconds: int
) -> None:
    policy = Policy(due=DUE, late_per_day=per_day, late_cap=cap)

    worth = adjust(policy, handed_in(timedelta(seconds=seconds)), raw, 20.0)

    assert 0 <= worth.points <= round(raw, 2) + 0.005
    assert worth.grade.points == raw


def test_a_table_of_the_course_is_read() -> None:
    text = """
    due = 2026-11-30
    late_per_day = 0.1
    late_cap = 0.5
    grace_minutes = 15
    attempts = "best"
    excused = ["student07"]
    extensions = { student01 = 2026-12-02T18:00:00 }
    """
    zone = time_zone("Europe/Berlin", "course.toml")

    policy = read(tomllib.loads(text), zone, "course.toml").policy

    assert policy == Policy(
        due=datetime(2026, 11, 30, 23, 59, 59, 999999, tzinfo=zone),
        late_per_day=0.1,
        late_cap=0.5,
        grace=timedelta(minutes=15),
        attempts="best",
        excused=frozenset({"student07"}),
        extensions={"student01": datetime(2026, 12, 2, 18, tzinfo=zone)},
    )
    assert read({}, UTC, "course.toml") == Rules()


def test_every_mistake_of_a_table_is_named_with_its_remedy() -> None:
    settings = {
        "due": "30.11.",
        "late_per_day": 10,
        "grace_minutes": 1.5,
        "attempts": "first",
        "excused": "student01",
    }

    with pytest.raises(CourseError) as caught:
        read(settings, UTC, "course.toml, [assignments.05-neuron]")

    lines = str(caught.value).splitlines()
    assert [line.partition("`")[2].partition(" ")[0] for line in lines] == [
        "due",
        "late_per_day",
        "grace_minutes",
        "attempts",
        "excused",
    ]
    assert all(line.startswith("course.toml, [assignments.05-neuron]: ") for line in lines)


def test_a_penalty_without_a_date_is_a_mistake() -> None:
    with pytest.raises(CourseError, match="without `due`"):
        read({"late_per_day": 0.1}, UTC, "course.toml")


@pytest.mark.parametrize("name", ["Berlin", "", "../etc/passwd", "/etc/passwd"])
def test_an_unknown_zone_is_named(name: str) -> None:
    with pytest.raises(CourseError, match="is not a time zone"):
        time_zone(name, "course.toml")
