"""A student's page: safe to open whatever a student wrote, right in its words and numbers."""

from __future__ import annotations

import base64
import csv
import io
from dataclasses import replace

import pytest
from classroom import (
    ASSIGNMENT,
    HOSTILE,
    SHAPE,
    TINY,
    F,
    P,
    Page,
    assert_safe,
    graded,
    handed_in,
    hostile_standing,
    make_question,
    picture,
    sample_class,
    standing,
    with_chunk,
)

from autograder import report
from autograder.records import (
    CellReport,
    Verdict,
)
from autograder.sandbox.images import png


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "verdict", [Verdict.STUDENT_ERROR, Verdict.UNREADABLE, Verdict.SANDBOX_FAILURE, Verdict.OK]
)
def test_hostile_text_stays_text_in_a_feedback_page(text: str, verdict: Verdict) -> None:
    page = assert_safe(report.student_page(ASSIGNMENT, hostile_standing(text, verdict=verdict)))

    assert report.terminal(text) in page.words


@pytest.mark.parametrize("name", [f"student{number:02}" for number in range(1, 11)])
def test_every_outcome_and_verdict_makes_a_safe_page(name: str) -> None:
    (one,) = [one for one in sample_class() if one.submission.student == name]

    assert_safe(report.student_page(ASSIGNMENT, one))


def test_a_public_check_shows_expected_and_got_and_its_hint_once() -> None:
    page = Page(report.student_page(ASSIGNMENT, sample_class()[1]))

    assert page.words.count(SHAPE) == 1
    assert page.words.count("One label per row of points.") == 1
    assert page.words.count("Add over every axis, not over the first one only.") == 1


def test_the_first_thing_a_student_reads_is_the_points() -> None:
    late = replace(sample_class()[1], points=5.85, note="10 % off: one day late.")

    page = Page(report.student_page(ASSIGNMENT, late))

    words = " ".join(page.words.split())
    assert (
        "Feedback for Student 02 Nearest neighbour 5.85 of 20 points 10 % off: one day late."
        in words
    )
    assert "handed in 2026-03-01 14:05 UTC · late" in words


def test_what_happened_in_the_run_is_told_cell_by_cell() -> None:
    page = Page(report.student_page(ASSIGNMENT, sample_class()[1]))

    words = " ".join(page.words.split())
    assert (
        "Code cell 7✗ raised an error ValueError: matmul: Input operand 1 has a mismatch" in words
    )
    assert "# the first column only guess(data[:, 0] @ data)" in words
    assert "will work once it is: 11 (write k_nn)." in words
    assert "3/3 done loss 0.12" in words
    assert "1/3" not in words
    assert "cell 12 had no known type and was read as text" in words
    assert len(page.values("src")) == 1


def test_a_failure_of_ours_shows_no_points_and_needs_review() -> None:
    failed = sample_class()[6]

    page = Page(report.student_page(ASSIGNMENT, failed))
    (row,) = csv.DictReader(io.StringIO(report.grades_csv(ASSIGNMENT, [failed])))

    assert "Not graded yet" in page.words
    assert "An instructor will review this. The grader failed." in page.words
    assert (row["points"], row["percent"], row["k_nn"]) == ("", "", "")
    assert row["note"] == "needs review; the sandbox failed to start twice"


def test_a_broken_check_needs_review_and_says_that_it_costs_nothing() -> None:
    page = Page(report.student_page(ASSIGNMENT, sample_class()[4]))

    assert (
        "Checks worth 2.5 points could not be run. It is not your fault and costs you no points."
        in page.words
    )
    assert "? broken check" in page.words


def test_a_question_that_is_graded_manually_has_no_points_yet() -> None:
    by_hand = make_question("essay", "Write a short report", manual=True)
    assignment = replace(ASSIGNMENT, questions=(*ASSIGNMENT.questions, by_hand))
    one = sample_class()[0]

    page = Page(report.student_page(assignment, one))
    (row,) = csv.DictReader(io.StringIO(report.grades_csv(assignment, [one])))

    assert "20 of 20 points" in page.words
    assert "Question 6 (2 points) is graded manually." in page.words
    assert (row["essay"], row["points"], row["possible"]) == ("", "20", "20")


@pytest.mark.slow
def test_a_flood_of_output_makes_a_page_of_bounded_size() -> None:
    flood = CellReport(
        number=1,
        source="x" * 2**16,
        stdout="y\n" * 2**18,
        error="z\r" * 2**16,
        images=(picture(),) * 30,
        verdict=Verdict.OUTPUT_LIMIT,
    )
    grade = graded(1, *(F,) * 11, cells=(flood, *[replace(flood, stdout="")] * 120))

    page = report.student_page(ASSIGNMENT, standing(handed_in(1), grade))

    assert len(page) < 16 * 2**20
    assert "lines left out" in page
    assert "21 more cells like these are left out." in page


def test_a_page_embeds_images_of_ours_as_they_are_and_re_encodes_others() -> None:
    foreign = with_chunk(TINY, b"tEXt", b"Comment\0<script>alert(1)</script>")
    cell = CellReport(number=1, source="show()", images=(png(TINY) or b"", foreign, b"<svg/>"))

    page = assert_safe(
        report.student_page(
            ASSIGNMENT, standing(handed_in(1), graded(1, *(P,) * 11, cells=(cell,)))
        )
    )

    images = [base64.b64decode(source.partition(",")[2]) for source in page.values("src")]
    assert images == [png(TINY)] * 2
    assert "1 image is left out" in page.words
