"""Halves of characters are replaced, whole ones kept."""

from __future__ import annotations

import pytest

from autograder.characters import replace_surrogates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("grün 😀 \x00", "grün 😀 \x00", id="whole characters"),
        pytest.param("a\ud800b", "a?b", id="a first half"),
        pytest.param("\udc00", "?", id="a second half"),
        pytest.param("\ud83d\ude00", "??", id="two halves that were never joined"),
    ],
)
def test_halves_of_characters_become_question_marks(text: str, expected: str) -> None:
    assert replace_surrogates(text) == expected
    expected.encode()
