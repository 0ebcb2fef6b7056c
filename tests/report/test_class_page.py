"""The class page: who needs review first, points as they are, safe whatever a student wrote."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from classroom import (
    ASSIGNMENT,
    HOSTILE,
    SHAPE,
    B,
    Page,
    assert_safe,
    handed_in,
    hostile_standing,
    sample_class,
)

from autograder import report
from autograder.handed_in import HandedIn
from autograder.records import (
    Assignment,
    Check,
    Grade,
    Outcome,
    Question,
    Result,
    Standing,
    Submission,
)


def test_the_class_page_shows_points_before_and_after_the_late_policy() -> None:
    one = sample_class()[0]
    late = replace(one, points=18.5, note="2 days late: −20 %")

    words = Page(report.class_page(ASSIGNMENT, [late])).words

    assert "20 → 18.5" in words
    assert "2 days late: −20 %" in words
    assert "→" not in Page(report.class_page(ASSIGNMENT, [one])).words


def test_students_with_the_same_key_in_two_lmss_do_not_share_a_page() -> None:
    submission = handed_in(1)
    moved = [replace(submission, lms=name) for name in ("folder", "canvas", "moodle")]

    assert len({report.page_name(one) for one in moved}) == 3
    assert report.page_name(submission) == "student01.html"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_a_class_page(text: str) -> None:
    hostile = hostile_standing(text, B)

    page = assert_safe(
        report.class_page(ASSIGNMENT, [hostile]),
        frozenset({report.page_name(hostile.submission)}),
    )

    assert report.terminal(text) in page.words


def test_a_link_that_a_caller_makes_of_student_text_is_a_relative_path() -> None:
    html = report.class_page(
        ASSIGNMENT, sample_class()[:1], link=lambda submission: "javascript:alert(1)"
    )

    assert_safe(html, frozenset({"javascript%3Aalert%281%29"}))


def test_the_class_page_puts_those_who_need_review_first() -> None:
    page = report.class_page(ASSIGNMENT, sample_class())

    rows = re.findall(r'<th scope="row"><a href="([^"]*)"', page)
    assert rows[:3] == ["student05.html", "student06.html", "student07.html"]
    assert sorted(rows) == [f"student{n:02}.html" for n in range(1, 11)]
    assert "check broke: one_nn/crescent" in page
    assert "the sandbox failed to start twice" in page


def test_the_class_page_counts_points_without_failures_of_ours() -> None:
    page = Page(report.class_page(ASSIGNMENT, sample_class()))

    words = " ".join(page.words.split())
    assert "mean9.78 of 20" in words
    label = next(
        attributes["aria-label"]
        for _, attributes in page.elements
        if attributes.get("role") == "img"
    )
    assert [int(count) for count in re.findall(r": (\d+)[,.]", label)] == [
        2,
        0,
        0,
        1,
        2,
        1,
        0,
        0,
        2,
        0,
        1,
    ]


def test_points_before_and_after_late_penalties_are_named() -> None:
    """The mean of what the table shows as final is there, too, and says so."""
    one = sample_class()[0]
    late = replace(one, points=one.points - 1.5, note="1 day late: −10 %")

    words = " ".join(Page(report.class_page(ASSIGNMENT, [one, late])).words.split())

    assert "Points before late penalties" in words
    assert f"mean{one.points:g} of 20" in words
    assert f"After late penalties: mean {one.points - 0.75:g} of 20" in words
    assert "late penalties" not in Page(report.class_page(ASSIGNMENT, [one])).words


@pytest.mark.parametrize("text", HOSTILE)
def test_the_class_page_accounts_for_everyone_who_handed_in(text: str) -> None:
    account = report.Account(
        lms="moodle",
        sum="2 students in the download = 1 in the upload + 1 listed with a reason",
        listed=((f"{text} (5)", f"{text}: encrypted"),),
    )

    page = assert_safe(
        report.class_page(ASSIGNMENT, sample_class()[:1], accounts=[account]),
        frozenset({"student01.html"}),
    )

    assert f"moodle: {account.sum}." in page.words
    assert report.terminal(f"{text}: encrypted") in page.words


def test_an_empty_class_makes_a_page_and_a_table() -> None:
    assert "There are no submissions." in assert_safe(report.class_page(ASSIGNMENT, [])).words
    assert len(report.grades_csv(ASSIGNMENT, []).splitlines()) == 1


def test_the_class_page_names_the_wrong_answer_that_many_gave() -> None:
    words = Page(report.class_page(ASSIGNMENT, sample_class())).words

    assert f"3 × {SHAPE}" in words
    assert "Add over every axis" not in words  # a hidden check's message is not shown, even here


def test_points_that_are_unclear_need_review_with_the_reason() -> None:
    unclear = replace(sample_class()[0], unclear=True, note="late by an unknown amount")

    words = Page(report.class_page(ASSIGNMENT, [unclear])).words

    assert "Needs review (1)" in words
    assert "Student 01: late by an unknown amount" in words


def test_the_page_of_a_thousand_students_stays_below_a_megabyte() -> None:
    """Twelve questions each, as many as any assignment has."""
    questions = tuple(
        Question(
            name=f"q{number}",
            title=f"Question {number}",
            points=1.5,
            difficulty=1,
            minutes=1,
            checks=(Check(question=f"q{number}", name="one", points=1.5),),
        )
        for number in range(12)
    )
    assignment = Assignment(slug="99-large", title="Large", questions=questions)
    results = tuple(
        Result(check=check, outcome=Outcome.PASSED) for q in questions for check in q.checks
    )
    standings = []
    for number in range(1_000):
        name = f"student{number:04}"
        made = Grade(student=name, slug="99-large", results=results, seconds=7.5)
        theirs = Submission(
            student=name,
            name=name,
            filename=f"{name}.ipynb",
            file=HandedIn.of(b""),
            slug="99-large",
        )
        standings.append(Standing(submission=theirs, grade=made, points=made.points))
    html = report.class_page(
        assignment, standings, link=lambda one: f"feedback/{report.page_name(one)}"
    )
    assert html.count("</bdi></a></th>") == 1_000
    assert len(html.encode()) < 1_000_000
