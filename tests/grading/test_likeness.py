"""Likeness is a share, rarity a count in this class, and only both together make a pair."""

from __future__ import annotations

from collections import Counter

import pytest

from autograder.grading import likeness
from autograder.grading.likeness import Bag, Index, Pair


def answer(*words: str, of: int = 20) -> Bag:
    """Return an answer of so many pieces to each word."""
    return Counter(f"{word}-{n}".encode() for word in words for n in range(of))


def pairs(*answers: Bag) -> list[tuple[int, int]]:
    found = likeness.find_unusual({"q": Index.of(dict(enumerate(answers)))})
    return [pair.members for pair in found]


OTHERS = [answer(f"other{n}") for n in range(20)]


def test_identical_answers_are_wholly_alike() -> None:
    index = Index.of({0: answer("a"), 1: answer("a"), 2: answer("b")})

    assert index.compare(0, 1) == (1.0, 20, 20)
    assert index.compare(0, 2) == (0.0, 0, 0)


def test_a_copy_is_asked_about_and_so_is_half_of_one() -> None:
    assert pairs(answer("a"), answer("a"), *OTHERS) == [(0, 1)]
    assert pairs(answer("a", "b"), answer("a", "c"), *OTHERS) == [(0, 1)]


def test_what_many_write_is_not_asked_about_however_alike() -> None:
    assert pairs(*[answer("a")] * 6, *OTHERS) == []


def test_a_little_of_a_long_answer_is_not_asked_about() -> None:
    assert pairs(answer("a", "b", "c"), answer("a", "d", "e"), *OTHERS) == []


def test_little_in_each_of_several_questions_adds_up() -> None:
    index = Index.of(dict(enumerate([answer("a", of=12), answer("a", of=12), *OTHERS])))

    assert likeness.find_unusual({"q": index}) == []
    (pair,) = likeness.find_unusual({"q": index, "r": index})
    assert (pair.members, pair.rare) == ((0, 1), 24)


def test_the_most_unusual_comes_first() -> None:
    more = [answer("b", of=30)] * 2
    assert pairs(answer("a"), answer("a"), *more, *OTHERS) == [(2, 3), (0, 1)]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        pytest.param([answer("a", of=4)] * 5, "the answers are too short", id="short"),
        pytest.param([answer("a", of=4)] * 5 + OTHERS[:2], "", id="short for most"),
        pytest.param([answer("a")] * 5 + OTHERS[:2], "", id="half of the pairs"),
        pytest.param([answer("a")] * 6 + OTHERS[:1], "most answers are alike", id="natural"),
        pytest.param([answer("a")] * 2, "", id="two alike"),
        pytest.param([answer("a")] * 900, "most answers are alike", id="natural, in a large class"),
        pytest.param([answer(str(n)) for n in range(300)], "", id="each another"),
        pytest.param([answer("a")], "fewer than two answers", id="one"),
        pytest.param([], "fewer than two answers", id="none"),
    ],
)
def test_a_question_with_one_natural_answer_is_left_out(answers: list[Bag], reason: str) -> None:
    assert Index.of(dict(enumerate(answers))).explain_silence() == reason


@pytest.mark.parametrize(
    ("count", "few"), [(2, 2), (10, 2), (15, 3), (60, 3), (100, 5), (160, 8), (1_000, 8)]
)
def test_few_depends_on_the_class(count: int, few: int) -> None:
    assert likeness.few(count) == few


def test_a_piece_of_many_makes_no_pairs_to_compare() -> None:
    """So the work grows with the class, not with its square."""
    index = Index.of({n: answer("a") for n in range(1_000)})

    assert index.find_candidates() == set()


def test_pairs_of_no_question_share_nothing() -> None:
    assert Pair(members=(0, 1)).rare == 0
