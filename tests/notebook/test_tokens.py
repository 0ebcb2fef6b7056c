"""What is easily disguised reads the same; what means something else does not."""

from __future__ import annotations

import pytest

from autograder.notebook import tokens

NAMES = {"np": "numpy"}
LOOP = "out = []\nfor row in rows:\n    out.append(np.sum(row))"


def words(source: str) -> list[str]:
    return [token.text for token in tokens.read_code(source, NAMES)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("total = np.sum(x)", "t = np.sum(x)  # all of them", id="renamed, commented"),
        pytest.param("x += 1", "x = x + 1", id="in place"),
        pytest.param("n: int = 3", "n = 3", id="annotated"),
        pytest.param(
            "def f(a):\n    return a @ a", "def g(b):\n    'dot'\n    return (b @ b)", id="function"
        ),
        pytest.param("f = lambda a: a @ a", "g = lambda b: (b\n @ b)", id="lambda"),
        pytest.param("import numpy as n\nn.sum(1)", "np.sum(1)", id="another alias"),
        pytest.param("s = 'one'", 's = """two"""', id="another text"),
        pytest.param("x = 0.125", "x = 17", id="another number"),
        pytest.param("m.rate = 1\nm.rate", "m.speed = 1\nm.speed", id="an attribute of its own"),
    ],
)
def test_a_disguise_reads_the_same(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("np.sum(x)", "np.prod(x)", id="another function"),
        pytest.param("np.sum(x, axis=0)", "np.sum(x, axis=1)", id="another axis"),
        pytest.param("np.sum(x, axis=0)", "np.sum(x, dtype=0)", id="another keyword"),
        pytest.param("a < b", "a <= b", id="another comparison"),
        pytest.param("x = True", "x = None", id="another constant"),
    ],
)
def test_another_meaning_reads_otherwise(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_a_comprehension_reads_like_the_loop_it_stands_for() -> None:
    assert words("[np.sum(row) for row in rows]") == ["For", "v", "rows", ".sum", "numpy", "v"]
    assert set(words("[np.sum(row) for row in rows]")) <= set(words(LOOP))


def test_each_token_knows_its_line() -> None:
    found = tokens.read_code("a = 1\n\n\nb = np.sum(a)", NAMES)

    assert {token.line for token in found} == {0, 3}


@pytest.mark.parametrize(
    "source",
    ["def f(:\n  x = # broken\n", "%%bash\nls", "", "'" * 5_000, "(" * 5_000, "\ud800 = 1"],
)
def test_whatever_does_not_parse_is_read_by_its_words(source: str) -> None:
    assert all(token.text for token in tokens.read_code(source, NAMES))


def test_prose_is_read_word_by_word() -> None:
    assert [t.text for t in tokens.read_prose("It’s\nThe SAME.")] == ["it’s", "the", "same", "."]
