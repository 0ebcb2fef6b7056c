"""What holds for every page: safe to open, equal for equal input, readable for everyone."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from classroom import (
    ASSIGNMENT,
    Page,
    assert_safe,
    hostile_standing,
    hostile_text,
    sample_class,
)
from contrast import find_contrast
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import report
from autograder.records import (
    Outcome,
    Verdict,
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(hostile_text, st.sampled_from(list(Outcome)), st.sampled_from(list(Verdict)))
def test_no_text_a_student_can_write_breaks_out_of_a_report(
    text: str, outcome: Outcome, verdict: Verdict
) -> None:
    hostile = hostile_standing(text, outcome, verdict)
    standings = [hostile, *sample_class()[:3]]

    assert_safe(report.student_page(ASSIGNMENT, hostile))
    assert_safe(
        report.class_page(ASSIGNMENT, standings),
        frozenset(report.page_name(one.submission) for one in standings),
    )
    rows = list(csv.reader(io.StringIO(report.grades_csv(ASSIGNMENT, standings), newline="")))
    assert len(rows) == 5
    nbformat.validate(json.loads(report.student_notebook(ASSIGNMENT, hostile)))


def test_templates_never_mark_text_as_safe() -> None:
    sources = [
        p.read_text()
        for p in Path(report.__file__).parent.iterdir()
        if p.suffix in (".html", ".py")
    ]

    assert not [
        s
        for s in sources
        if re.search(r"\|\s*safe\b|Markup\(|autoescape\s+false|autoescape=False", s)
    ]


def test_the_sample_covers_every_outcome_and_nearly_every_verdict() -> None:
    grades = [one.grade for one in sample_class()]

    assert {result.outcome for grade in grades for result in grade.results} == set(Outcome)
    assert {grade.verdict for grade in grades} == set(Verdict) - {
        Verdict.DISK,
        Verdict.PROTOCOL_VIOLATION,
    }


def test_a_grade_without_a_sandbox_says_so_everywhere() -> None:
    one = sample_class()[8]
    assert one.grade.unsafe

    assert "Graded without a sandbox" in report.student_page(ASSIGNMENT, one)
    assert "Graded without a sandbox" in report.student_notebook(ASSIGNMENT, one).decode()
    assert "1 of 1 graded without a sandbox" in Page(report.class_page(ASSIGNMENT, [one])).words
    assert "graded without a sandbox" in report.class_table(ASSIGNMENT, [one])
    (row,) = csv.DictReader(io.StringIO(report.grades_csv(ASSIGNMENT, [one])))
    assert row["unsafe"] == "yes"


def test_equal_input_gives_equal_bytes_and_the_order_of_students_does_not_matter() -> None:
    there, back = sample_class(), sample_class()[::-1]

    assert report.class_page(ASSIGNMENT, there) == report.class_page(ASSIGNMENT, back)
    assert report.grades_csv(ASSIGNMENT, there) == report.grades_csv(ASSIGNMENT, back)
    assert report.class_table(ASSIGNMENT, there) == report.class_table(ASSIGNMENT, sample_class())
    for one, again in zip(there, sample_class(), strict=True):
        assert report.student_page(ASSIGNMENT, one) == report.student_page(ASSIGNMENT, again)
        assert report.student_notebook(ASSIGNMENT, one) == report.student_notebook(
            ASSIGNMENT, again
        )


def test_colours_keep_a_contrast_of_four_and_a_half_to_one_in_both_themes() -> None:
    style = report.class_page(ASSIGNMENT, [])
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w{6})", part))
        for part in re.split("prefers-color-scheme", style)[:2]
    )
    inks = {"ink", "soft", "link", "passed", "partly", "failed", "crashed", "neutral", "person"}

    for theme in (light, dark):
        papers = {
            name: {"paper", "panel"} if name in ("ink", "soft", "link") else {f"{name}-paper"}
            for name in inks
        }
        low = [(n, p) for n in inks for p in papers[n] if find_contrast(theme[n], theme[p]) < 4.5]
        assert low == []
        assert find_contrast(theme["bar"], theme["neutral-paper"]) >= 3


def test_an_outcome_is_told_by_a_word_and_headings_never_skip_a_level() -> None:
    for html in (
        report.student_page(ASSIGNMENT, sample_class()[1]),
        report.class_page(ASSIGNMENT, sample_class()),
    ):
        page = Page(html)
        words = re.findall(
            r'class="badge[^"]*">(?:<span aria-hidden="true">[^<]+</span>|[^<\w]<span>)[a-z]{3}',
            html,
        )
        assert len(words) == html.count('class="badge') > 0
        levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert all("alt" in attributes for tag, attributes in page.elements if tag == "img")
