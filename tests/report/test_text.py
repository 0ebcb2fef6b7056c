"""Text that students made, cleaned for people."""

from __future__ import annotations

import re
import time

import pytest
from classroom import (
    hostile_text,
)
from hypothesis import given
from hypothesis import strategies as st

from autograder import report
from autograder.report.text import block, code_spans, excerpt


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        pytest.param("\x1b[31mred\x1b[0m", "red", id="colours"),
        pytest.param("\x1b]52;c;ZXZpbA==\x07done", "done", id="clipboard"),
        pytest.param("\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\", "click", id="link"),
        pytest.param("\x1b]0;unfinished title", "0;unfinished title", id="unfinished"),
        pytest.param("\x9b2Jx\x90y\x07", "2Jxy", id="eight-bit controls"),
        pytest.param("0 points\r20 points", "0 points20 points", id="overwriting"),
        pytest.param(
            "student01\nstudent02  20/20", "student01 student02  20/20", id="a forged line"
        ),
        pytest.param("a\u202eb\u2066c\u200fd", "abcd", id="direction"),
        pytest.param("a\u2028b\x85c\td", "a b c d", id="other line ends"),
        pytest.param("\ud800", "\ufffd", id="lone surrogate"),
        pytest.param(
            "Zoë Ångström 王 👩‍💻 نیم‌فاصله",
            "Zoë Ångström 王 👩‍💻 نیم‌فاصله",
            id="names of the world",
        ),
    ],
)
def test_nothing_reaches_a_terminal_but_what_is_to_be_read(text: str, safe: str) -> None:
    assert report.terminal(text) == safe


@given(hostile_text)
def test_text_for_a_terminal_is_one_encodable_line_without_controls(text: str) -> None:
    line = report.terminal(text)

    assert line.encode().decode() == line
    assert len(line.splitlines()) <= 1
    assert not [c for c in line if ord(c) < 32 or 127 <= ord(c) < 160]
    assert report.terminal(line) == line
    assert report.terminal(text, lines=True).replace("\n", " ").replace("\t", " ") == line


@pytest.mark.parametrize(
    "text", ["\r", "\x1b", "\x1b]", "\x1b[", "\x1b]0;" + "x" * 50, "\n", "`", "\x1b\\"]
)
def test_a_flood_of_any_control_is_cleaned_in_linear_time(text: str) -> None:
    """A megabyte of one of these takes minutes with a pattern that backtracks."""
    started = time.process_time()

    excerpt(block(text * (2**20 // len(text))), lines=40, characters=5_000)

    assert time.process_time() - started < 10


@given(
    st.lists(st.text("ab ", max_size=700), max_size=80), st.integers(3, 40), st.integers(0, 3_000)
)
def test_an_excerpt_keeps_both_ends_and_counts_what_it_leaves_out(
    rows: list[str], lines: int, characters: int
) -> None:
    text = "\n".join(rows)

    short = excerpt(text, lines=lines, characters=characters).split("\n")

    left_out = [
        int(m[1].replace(",", ""))
        for row in short
        if (m := re.fullmatch(r"… ([\d,]+) lines? left out …", row))
    ]
    assert len(short) <= lines + 1
    assert sum(map(len, short)) <= characters + 60
    assert len(short) - len(left_out) + sum(left_out) == len(text.split("\n"))


@given(st.text("a`b", max_size=20))
def test_code_spans_lose_no_character_but_paired_backticks(text: str) -> None:
    pieces = code_spans(text)

    joined = "".join(f"`{piece}`" if code else piece for code, piece in pieces)
    assert joined.replace("`", "") == text.replace("`", "")
    assert "".join(piece for _, piece in pieces).count("`") == text.count("`") % 2
