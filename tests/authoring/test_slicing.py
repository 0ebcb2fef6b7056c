"""What of a notebook can matter: always the cells that do, and not those that obviously do not."""

from __future__ import annotations

import pytest

from autograder.authoring import slicing


def needed(cells: list[str], wanted: str, behind: int | None = None) -> list[int]:
    """Return the cells that matter to names looked at behind a cell (by default the last)."""
    place = len(cells) - 1 if behind is None else behind
    return sorted(slicing.needed(slicing.find_effects(cells), {place: frozenset(wanted.split())}))


def affected(cells: list[str], changed: int, behind: int | None = None) -> set[str]:
    return set(
        slicing.affected(slicing.find_effects(cells), changed)[-1 if behind is None else behind]
    )


@pytest.mark.parametrize(
    ("cells", "wanted", "expected"),
    [
        pytest.param(["a = 1", "b = a", "c = 2"], "b", [0, 1], id="a chain"),
        pytest.param(["a = 1", "a = 2"], "a", [1], id="a name given a new value"),
        pytest.param(["a = 1", "if b:\n    a = 2"], "a", [0, 1], id="perhaps a new value"),
        pytest.param(["a = 1", "a += 1"], "a", [0, 1], id="a value built on the old"),
        pytest.param(["a = []", "a.append(1)"], "a", [0, 1], id="a method"),
        pytest.param(["a = x()", "a.mean()"], "a", [0], id="a method that changes nothing"),
        pytest.param(["a = x()", "a[0] = 1"], "a", [0, 1], id="an item"),
        pytest.param(["a = x()", "a.b.c = 1"], "a", [0, 1], id="an attribute"),
        pytest.param(
            ["def f(x): x[0] = 1", "a = g()", "f(a)"],
            "a",
            [0, 1, 2],
            id="a function that changes what it is given",
        ),
        pytest.param(["def f(x, y): x[0] = y", "a = g()", "f(b, a)"], "a", [1], id="but only that"),
        pytest.param(
            ["def f(x): return x", "a = g()", "f(a)"],
            "a",
            [1],
            id="a function that changes nothing",
        ),
        pytest.param(
            ["def h(x): x.pop()\ndef f(y): h(y)", "a = g()", "f(a)"],
            "a",
            [0, 1, 2],
            id="through another",
        ),
        pytest.param(
            ["def f(do, x): do(x)", "a = g()", "f(k, a)"],
            "a",
            [0, 1, 2],
            id="through a function it is given",
        ),
        pytest.param(
            ["import numpy as np", "a = x()", "np.random.default_rng(0).shuffle(a)"],
            "a",
            [0, 1, 2],
            id="shuffled",
        ),
        pytest.param(
            ["scale = 2", "def f(x): return x * scale", "b = f(1)"],
            "b",
            [0, 1, 2],
            id="what a body reads",
        ),
        pytest.param(
            ["def f(x): return x * scale", "scale = 2", "b = f(1)"],
            "b",
            [0, 1, 2],
            id="set after the body",
        ),
        pytest.param(
            ["f = lambda x: x * scale", "scale = 2", "g = f", "b = g(1)"],
            "b",
            [0, 1, 2, 3],
            id="a lambda, renamed",
        ),
        pytest.param(["rows = [1]", "b = [r for r in rows]"], "b", [0, 1], id="a comprehension"),
        pytest.param(
            ["r = 5", "rows = [1]", "b = [r for r in rows]"],
            "b",
            [1, 2],
            id="its variable is its own",
        ),
        pytest.param(
            ["name = 1", "for name in rows:\n    print(name)", "b = 2"],
            "b",
            [2],
            id="a scratch name",
        ),
        pytest.param(
            ["BLUE = 'b'", "ax.plot(x, BLUE)", "b = BLUE"],
            "b",
            [0, 2],
            id="a constant is not changed",
        ),
        pytest.param(["%matplotlib inline", "a = 1"], "a", [1], id="a magic"),
        pytest.param(
            ["s = 2", "for i in r:\n    f = lambda x: x * s", "b = i(1)"],
            "b",
            [0, 1, 2],
            id="a lambda in a loop may be held by any name of its cell",
        ),
        pytest.param(
            ["n = 1", "def f():\n    global n\n    n = 2", "def g(): f()", "g()"],
            "n",
            [0, 1, 2, 3],
            id="a global set through another function",
        ),
        pytest.param(["a = 1", "from m import *", "b = a"], "b", [0, 1, 2], id="a star import"),
        pytest.param(
            ["a = 1", "class C:\n    b = [a for _ in r]", "c = C.b"],
            "c",
            [0, 1, 2],
            id="what a class reads as it is made",
        ),
    ],
)
def test_needed(cells: list[str], wanted: str, expected: list[int]) -> None:
    assert needed(cells, wanted) == expected


@pytest.mark.parametrize(
    ("body", "use", "expected"),
    [
        pytest.param(
            "def fit(self, x): self.x = x", "C().fit(1)", [0, 2], id="nothing but its objects' own"
        ),
        pytest.param("def fit(self, x): C.x = x", "C().fit(1)", [0, 1, 2], id="by its name"),
        pytest.param(
            "all = []\n    def fit(self, x): self.all.append(x)",
            "C().fit(1)",
            [0, 1, 2],
            id="in a list",
        ),
        pytest.param(
            "def fit(self, x, seen=[]): seen.append(x)", "C().fit(1)", [0, 1, 2], id="in a default"
        ),
        pytest.param("def fit(self, x): self.x = x", "C.x = 1", [0, 1, 2], id="set from outside"),
    ],
)
def test_an_object_matters_to_the_next_one_if_their_class_keeps_something(
    body: str, use: str, expected: list[int]
) -> None:
    assert needed([f"class C:\n    {body}", use, "a = C()"], "a") == expected


def test_what_comes_after_the_look_does_not_matter() -> None:
    assert needed(["a = 1", "check", "a = 2"], "a", behind=1) == [0]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(["a = 1", "b = a", "c = 2"], {"a", "b"}, id="a chain"),
        pytest.param(["def f(): return 1", "b = f()"], {"f", "b"}, id="a function"),
        pytest.param(
            ["def f(): return 1", "def g(): return f()", "b = g()"],
            {"f", "g", "b"},
            id="a function of it",
        ),
        pytest.param(
            ["a = 1", "a = 2", "b = a"], {"a", "b"}, id="the safe side: a new value counts, too"
        ),
    ],
)
def test_affected(cells: list[str], expected: set[str]) -> None:
    assert affected(cells, 0) == expected


def test_nothing_before_the_change_is_affected() -> None:
    assert affected(["b = a", "a = 1", "c = a"], 1) == {"a", "c"}


def test_behind_each_cell_it_is_what_stood_there() -> None:
    assert affected(["a = 1", "b = 2", "c = a"], 0, behind=1) == {"a"}
