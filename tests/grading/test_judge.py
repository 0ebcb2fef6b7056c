"""Checks over proxies: what crosses, what an exception becomes, what a hidden check tells, what
cheats gain (nothing).
"""

from __future__ import annotations

import dataclasses
import json
import math
import os
import re
import signal
import subprocess
import sys
import textwrap
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from conftest import edited, python, submission

from autograder.authoring.build import Built
from autograder.grading.grade import grade
from autograder.grading.judge import Judge
from autograder.grading.outcome import charge
from autograder.grading.task import prepare
from autograder.records import Check, Outcome, Question, Result, Verdict
from autograder.sandbox.box import REFUSED, Box
from autograder.sandbox.faults import BoxLost, SandboxFailed

HINT = "Read the question again."


def question(*bodies: str, hidden: bool = False) -> Question:
    """Return a question with one check for each body, a function's text."""
    checks, parts = (
        [],
        ["OK_FORMAT = False\nfrom otter.test_files import test_case\nname = 'q'\npoints = None\n"],
    )
    for number, body in enumerate(bodies):
        name = f"check_{number}"
        checks.append(
            Check(question="q", name=name, points=1.0, hidden=hidden, about="something", hint=HINT)
        )
        parts.append(
            f"@test_case(points=1, hidden={hidden}, name={name!r})\n"
            f"{textwrap.dedent(body).strip()}\n"
        )
    return Question(
        name="q",
        title="Q",
        points=len(bodies),
        difficulty=1,
        minutes=1,
        checks=tuple(checks),
        source="\n".join(parts),
    )


def judged(box: Box, *bodies: str, hidden: bool = False) -> list[Result]:
    return list(judge(question(*bodies, hidden=hidden), box))


def judge(asked: Question, box: Box, done: int = 0) -> Iterator[Result]:
    with Judge(box, [asked]) as one:
        yield from one.results(asked.name, done)


def outcome(box: Box, body: str) -> tuple[Outcome, str]:
    (result,) = judged(box, body)
    return result.outcome, result.message.removesuffix("\n" + HINT)


def define(box: Box, source: str) -> None:
    report = box.run(textwrap.dedent(source), 1)
    assert report.error == ""


@pytest.mark.parametrize(
    ("source", "use", "expected"),
    [
        pytest.param(
            "f = lambda a, b=1, *c, d=2: (a, b, c, d)",
            "f(5, d=[6])",
            (5, 1, (), [6]),
            id="keywords",
        ),
        pytest.param(
            "def f(**names): return names", "f(b=1, a=2)", {"b": 1, "a": 2}, id="any keywords"
        ),
        pytest.param("def f(): pass", "f()", None, id="nothing returned"),
        pytest.param("class C:\n  x = 5\nf = C()", "f.x", 5, id="attribute"),
        pytest.param("class C:\n  def m(self, a): return a + 1\nf = C()", "f.m(4)", 5, id="method"),
        pytest.param(
            "class C:\n  def __init__(self, a): self.a = a\nf = C", "f(5).a", 5, id="class"
        ),
        pytest.param(
            "class C:\n  def __getitem__(self, k): return k\nf = C()",
            "f[1, 2:3]",
            (1, slice(2, 3)),
            id="item",
        ),
        pytest.param("class C:\n  def __len__(self): return 7\nf = C()", "len(f)", 7, id="length"),
        pytest.param("def f():\n  yield 1\n  yield [2]", "list(f())", [1, [2]], id="generator"),
        pytest.param("f = {'a': lambda x: x + 1}", "f['a'](1)", 2, id="a function in a dict"),
        pytest.param("f = [lambda x: x, 5]", "f[1]", 5, id="a function in a list"),
        pytest.param("def f(n): return lambda x: x + n", "f(2)(3)", 5, id="closure"),
        pytest.param("def f(g): return g(2) + 1", "f(lambda x: 10 * x)", 21, id="callback"),
        pytest.param(
            "def f(g): return g(lambda x: x + 1)",
            "f(lambda h: h(1) * h(2))",
            6,
            id="callback calls back",
        ),
        pytest.param("def f(g): return g", "f(max)(3, 9)", 9, id="callback returned"),
        pytest.param(
            "def f(g): return [g(i) for i in range(3)]",
            "f(lambda x: [x])",
            [[0], [1], [2]],
            id="callbacks",
        ),
        pytest.param("f = lambda g: g(a=1)", "f(dict)", {"a": 1}, id="a class as callback"),
        pytest.param("f = object()", "bool(f)", True, id="truth"),
        pytest.param("class C: pass\nf = C()", "f == f", True, id="itself"),
        pytest.param("def f(x): return x is None", "f(None)", True, id="None"),
        pytest.param(
            "def f(o): return o.x\nclass C: x = 3\nc = C()", "f(c)", 3, id="its own object back"
        ),
        pytest.param(
            "import fractions\nf = fractions.Fraction(1, 3)",
            "f.denominator",
            3,
            id="a library's object",
        ),
        pytest.param("f = lambda: range(3)", "list(f())", [0, 1, 2], id="range"),
        pytest.param("f = (x for x in 'ab')", "list(f)", ["a", "b"], id="an iterator"),
        pytest.param("f = map(str, [1])", "next(iter(f))", "1", id="next of it"),
    ],
)
def test_a_proxy_serves(box: Box, source: str, use: str, expected: Any) -> None:
    define(box, source)
    f, c = box.get("f"), box.get("c")
    assert eval(use, {"f": f, "c": c}) == expected


def test_an_object_with_an_array_form_gives_it(box: Box) -> None:
    define(
        box,
        "import numpy as np\nclass T:\n"
        "  def __array__(self, dtype=None, copy=None): return np.arange(3.0)\nt = T()",
    )
    t = box.get("t")
    assert np.asarray(t).tolist() == [0.0, 1.0, 2.0]
    assert np.asarray(t, dtype=np.int8).dtype == np.int8
    assert np.allclose(t, [0, 1, 2])


@pytest.mark.parametrize(
    ("source", "make", "expected"),
    [
        pytest.param("def f(x): x.sort()", lambda: [3, 1, 2], [1, 2, 3], id="list"),
        pytest.param("def f(x): x['b'] = 2; del x['a']", lambda: {"a": 1}, {"b": 2}, id="dict"),
        pytest.param("def f(x): x.add(2)", lambda: {1}, {1, 2}, id="set"),
        pytest.param("def f(x): x.append([1])", lambda: deque([0]), deque([0, [1]]), id="deque"),
        pytest.param("def f(x): x['a'] = 5", lambda: Counter("aa"), Counter(a=5), id="Counter"),
        pytest.param(
            "def f(x): x['a'] = 5",
            lambda: OrderedDict(b=1),
            OrderedDict(b=1, a=5),
            id="OrderedDict",
        ),
        pytest.param("def f(x): x[0].append(2)", lambda: [[1]], [[1, 2]], id="deep inside"),
        pytest.param("def f(x): return 5", lambda: [1], [1], id="left alone"),
    ],
)
def test_what_a_call_changes_in_place_is_changed_here(
    box: Box, source: str, make: Callable[[], Any], expected: Any
) -> None:
    define(box, source)
    value = make()
    box.get("f")(value)
    assert value == expected
    named = make()
    box.get("f")(x=named)
    assert named == expected


def test_an_array_changed_in_place_is_changed_here_through_views_too(box: Box) -> None:
    define(box, "def f(x): x *= 2")
    whole = np.arange(12.0).reshape(3, 4)
    box.get("f")(whole[:, 1:3])
    assert whole.tolist() == [[0, 2, 4, 3], [4, 10, 12, 7], [8, 18, 20, 11]]
    columns = np.asfortranarray(np.arange(6).reshape(2, 3))
    box.get("f")(columns)
    assert columns.tolist() == [[0, 2, 4], [6, 8, 10]]


def test_an_array_that_may_not_be_written_stays(box: Box) -> None:
    define(box, "def f(x): x *= 2; return x")
    fixed = np.arange(3)
    fixed.flags.writeable = False
    assert box.get("f")(fixed).tolist() == [0, 2, 4]
    assert fixed.tolist() == [0, 1, 2]


def test_an_array_reshaped_in_place_costs_the_check_only(box: Box) -> None:
    define(box, "def f(x):\n  x.resize(6, refcheck=False)\nf2 = lambda: 5")
    with pytest.raises(RuntimeError, match="another shape"):
        box.get("f")(np.zeros((2, 3)))
    assert box.get("f2")() == 5


@pytest.mark.parametrize("bits", ["PCG64", "MT19937", "Philox"])
def test_a_generator_goes_on_where_the_student_left_it(box: Box, bits: str) -> None:
    define(box, "def f(rng): return rng.random(3)")
    ours, twin = (np.random.Generator(getattr(np.random, bits)(5)) for _ in range(2))
    first = box.get("f")(ours)
    assert first.tolist() == twin.random(3).tolist()
    assert ours.random(2).tolist() == twin.random(2).tolist()


def test_a_callback_sees_the_changes_of_its_caller(box: Box) -> None:
    define(box, "def f(g, x):\n  x[0] = 5\n  return g(x)")
    seen = []
    assert box.get("f")(lambda x: seen.append(x) or sum(x), [1, 2]) == 7
    assert seen == [[5, 2]]


LAZY = """
import numpy as np
def batches(x, size, rng):
  order = rng.permutation(len(x))
  for start in range(0, len(x), size):
    yield x[order[start:start + size]]
    x[0] += 1
def shuffles(x, rng):
  return map(lambda _: rng.permutation(x), range(3))
"""


@pytest.mark.parametrize("call", ["batches(x, 2, rng)", "shuffles(x, rng)"])
def test_what_a_lazy_result_changes_later_is_changed_here(box: Box, call: str) -> None:
    define(box, LAZY)
    names: dict[str, Any] = {}
    exec(LAZY, names)
    outcomes = []
    for batches, shuffles in (
        (names["batches"], names["shuffles"]),
        (box.get("batches"), box.get("shuffles")),
    ):
        given = {"x": np.arange(5), "rng": np.random.default_rng(3)}
        items = eval(call, given | {"batches": batches, "shuffles": shuffles})
        found = [(item.tolist(), given["x"].tolist()) for item in items]
        outcomes.append((found, given["x"].tolist(), given["rng"].random()))
    assert outcomes[0] == outcomes[1]


def measure_error(weights: Any, *, truth: float = 0.25) -> float:
    """Return the error."""
    return float(np.sum(weights)) - truth


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        pytest.param("g.__name__", "measure_error", id="name"),
        pytest.param("g.__doc__", "Return the error.", id="docstring"),
        pytest.param("list(signature(g).parameters)", ["weights", "truth"], id="parameters"),
        pytest.param("str(signature(g))", "(weights, *, truth=Ellipsis)", id="no default"),
        pytest.param("hasattr(g, '__wrapped__')", False, id="not the function itself"),
        pytest.param("g.__closure__ and '0.25' in str(vars(g))", False, id="no expected value"),
        pytest.param("isfunction(g)", True, id="a function"),
        pytest.param("g(weights=[1])", 0.75, id="by name"),
        pytest.param("partial(g, truth=0)([1])", 1.0, id="partly"),
        pytest.param("list(ThreadPoolExecutor(4).map(g, range(40)))[39]", 38.75, id="threads"),
        pytest.param("ThreadPoolExecutor().submit(g, 1).result()", 0.75, id="another thread"),
    ],
)
def test_a_function_of_a_check_is_one_to_student_code(box: Box, use: str, expected: Any) -> None:
    define(box, "from concurrent.futures import ThreadPoolExecutor\nfrom functools import partial")
    define(box, f"from inspect import isfunction, signature\ndef f(g): return {use}")
    assert box.get("f")(measure_error) == expected


def test_threads_that_call_back_and_are_called_back_each_get_their_own_answer(box: Box) -> None:
    define(
        box,
        """
        from concurrent.futures import ThreadPoolExecutor
        def f(g):
            with ThreadPoolExecutor(4) as pool:
                return list(pool.map(lambda n: g(lambda m: g(None, n + m), n), range(30)))
        """,
    )
    assert box.get("f")(lambda h, n: h(100) if h else 2 * n) == [2 * n + 200 for n in range(30)]
    assert outcome(box, "def test(f):\n  assert f(lambda h, n: n)[7] == 7") == (Outcome.PASSED, "")


def test_a_thread_that_goes_on_after_its_call_disturbs_nobody(box: Box) -> None:
    define(
        box,
        """
        import threading
        seen = []
        def f(g):
            global thread
            go = lambda: [seen.append(g(n)) for n in range(1_000)]
            thread = threading.Thread(target=go, daemon=True)
            thread.start()
        def count():
            thread.join()  # which takes no processor from it
            return sorted(seen) == list(range(1_000))
        """,
    )
    box.get("f")(lambda n: n)
    assert box.get("count")() is True


def test_a_function_of_a_check_called_in_another_process_is_an_error_there(box: Box) -> None:
    define(
        box,
        """
        import os
        def f(g):
            read, write = os.pipe()
            if os.fork() == 0:
                try: g(1)
                except RuntimeError as error: os.write(write, str(error).encode())
                os._exit(0)
            os.wait()
            return os.read(read, 200).decode(), g(2)
        """,
    )
    message, here = box.get("f")(lambda n: 10 * n)
    assert "was called in another process" in message
    assert here == 20


def test_a_proxys_text_holds_no_address(box: Box) -> None:
    define(box, "class Model: pass\nm = Model()")
    assert f"{box.get('m')}" == "<Model>"
    assert type(box.get("m")).__name__ == "Model"


@pytest.mark.parametrize(
    "use", ["f.x = 1", "del f.x", "f + 1", "f < 1", "f[0] = 1", "1 in f", "f()", "len(f)", "abs(f)"]
)
def test_a_proxy_serves_nothing_else(box: Box, use: str) -> None:
    define(box, "class C:\n  x = 5\nf = C()")
    with pytest.raises((TypeError, AttributeError)):
        exec(use, {"f": box.get("f")})
    assert box.get("f").x == 5


def test_a_check_cannot_reach_what_begins_with_two_underscores(box: Box) -> None:
    define(box, "def f(): pass")
    with pytest.raises(AttributeError):
        box.get("f").__globals__  # noqa: B018


@pytest.mark.parametrize(
    "name",
    [
        "ValueError",
        "TypeError",
        "KeyError",
        "IndexError",
        "ZeroDivisionError",
        "AttributeError",
        "RuntimeError",
        "OSError",
        "AssertionError",
        "RecursionError",
        "FloatingPointError",
        "LookupError",
        "ArithmeticError",
        "MemoryError",
        "NameError",
        "ImportError",
    ],
)
def test_a_builtin_exception_comes_back_as_its_own_type(box: Box, name: str) -> None:
    define(box, f"def f(): raise {name}('why')")
    with pytest.raises(Exception, match="why") as caught:
        box.get("f")()
    assert type(caught.value).__name__ == name


@pytest.mark.parametrize(
    ("raised", "kind", "text"),
    [
        pytest.param("type('Mine', (ValueError,), {})('why')", ValueError, "why", id="a subclass"),
        pytest.param("np.linalg.LinAlgError('why')", ValueError, "why", id="NumPy's"),
        pytest.param(
            "UnicodeDecodeError('utf-8', b'x', 0, 1, 'why')",
            ValueError,
            "why",
            id="one of five arguments",
        ),
        pytest.param(
            "StopIteration('why')", RuntimeError, "StopIteration: why", id="StopIteration"
        ),
        pytest.param("SystemExit('why')", RuntimeError, "SystemExit: why", id="SystemExit"),
        pytest.param(
            "KeyboardInterrupt()", RuntimeError, "KeyboardInterrupt", id="KeyboardInterrupt"
        ),
        pytest.param("GeneratorExit()", RuntimeError, "GeneratorExit", id="GeneratorExit"),
        pytest.param(
            "BaseException('why')", RuntimeError, "BaseException: why", id="BaseException"
        ),
        pytest.param("ExceptionGroup('why', [ValueError()])", Exception, "why", id="a group"),
        pytest.param("ValueError('x' * 100_000)", ValueError, "x" * 2_000, id="a long message"),
        pytest.param("ValueError('\\ud800')", ValueError, r"\?", id="half a character"),
    ],
)
def test_any_exception_comes_back_as_an_ordinary_one(
    box: Box, raised: str, kind: type, text: str
) -> None:
    define(box, f"import numpy as np\ndef f(): raise {raised}\nkept = 5")
    with pytest.raises(kind, match=text):
        box.get("f")()
    assert box.get("kept") == 5


RETURNS_3 = "def f(*args): return 3"


@pytest.mark.parametrize(
    ("source", "body", "expected"),
    [
        pytest.param(RETURNS_3, "def test(f): assert f() == 3", (Outcome.PASSED, ""), id="right"),
        pytest.param(
            "from fractions import Fraction\nf = Fraction(1, 4)",
            "def test(f): assert f.ndim == 0 and 0 < float(f) <= f",
            (Outcome.PASSED, ""),
            id="a name whose value is a fraction",
        ),
        pytest.param(
            "import numpy as np\nclass T:\n"
            "  def __array__(self, dtype=None, copy=None): return np.arange(3.0)\nf = T()",
            "def test(f): assert f.shape == (3,) and (f - f).tolist() == [0, 0, 0]",
            (Outcome.PASSED, ""),
            id="a name whose value has an array form",
        ),
        pytest.param(
            RETURNS_3,
            "def test(f): assert f() == 4, 'f() is 3'",
            (Outcome.FAILED, "f() is 3"),
            id="wrong",
        ),
        pytest.param(
            RETURNS_3,
            "def test(f): assert f() == 4",
            (Outcome.FAILED, HINT),
            id="wrong, without a message",
        ),
        pytest.param(
            RETURNS_3,
            "def test(f): f().shape",
            (
                Outcome.FAILED,
                "The check could not use your answer: "
                "AttributeError: 'int' object has no attribute 'shape'",
            ),
            id="another type than the check can use",
        ),
        pytest.param(
            "def f(): return 1 / 0",
            "def test(f): f()",
            (Outcome.CRASHED, "Your code raised ZeroDivisionError: division by zero"),
            id="crashes",
        ),
        pytest.param(
            "def f(): assert False, 'mine'",
            "def test(f): f()",
            (Outcome.CRASHED, "Your code raised AssertionError: mine"),
            id="its own assertion fails",
        ),
        pytest.param(
            "def f(): raise ImportError('torch')",
            "def test(f): f()",
            (Outcome.CRASHED, "Your code raised ImportError: torch"),
            id="its own import fails",
        ),
        pytest.param(
            "def f(): return undefined",
            "def test(f): f()",
            (Outcome.CRASHED, "Your code raised NameError: name 'undefined' is not defined"),
            id="its own name is missing",
        ),
        pytest.param(
            "def f(): raise NotImplementedError('write f')",
            "def test(f): f()",
            (Outcome.NOT_ATTEMPTED, "Not written yet: write f."),
            id="not written",
        ),
        pytest.param(
            "import sys\ndef f(): sys.exit(0)",
            "def test(f): assert f() == 3",
            (Outcome.CRASHED, "Your code raised SystemExit: 0"),
            id="exits",
        ),
        pytest.param(
            "def f():\n  while True: pass",
            "def test(f): f()",
            (Outcome.CRASHED, "Your code ran longer than 1 CPU seconds."),
            marks=pytest.mark.slow,
            id="hangs",
        ),
        pytest.param(
            "def f(): raise ValueError('no')",
            "def test(f):\n  try: f()\n  except ValueError: pass",
            (Outcome.PASSED, ""),
            id="raises as it should",
        ),
        pytest.param(
            "x = 5",
            "def test(f): f()",
            (Outcome.FAILED, "`f` is not defined."),
            id="is not there",
        ),
        pytest.param(
            "x = 5",
            "def test(f): assert f is None",
            (Outcome.FAILED, "`f` is not defined."),
            id="is not there, and the check would pass for None",
        ),
        pytest.param(
            RETURNS_3,
            "def test(f): undefined",
            (
                Outcome.BROKEN,
                "This check is broken. You lose no points; an instructor will review it.",
            ),
            id="a name the check lacks",
        ),
        pytest.param(
            RETURNS_3,
            "def test(f): import no_such_module",
            (
                Outcome.BROKEN,
                "This check is broken. You lose no points; an instructor will review it.",
            ),
            id="a module the check lacks",
        ),
        pytest.param(
            RETURNS_3,
            "def test(f): f(object())",
            (
                Outcome.BROKEN,
                "This check is broken. You lose no points; an instructor will review it.",
            ),
            id="an argument that cannot cross",
        ),
        pytest.param(
            "def f(): return '\\ud800'",
            "def test(f): assert f() == 'a', f()",
            (Outcome.FAILED, "?"),
            id="half a character",
        ),
    ],
)
def test_a_check_has_an_outcome(
    box: Box, source: str, body: str, expected: tuple[Outcome, str]
) -> None:
    define(box, source)
    assert outcome(box, body) == expected


def test_a_failing_check_leaves_the_others_be(box: Box) -> None:
    define(box, RETURNS_3)
    results = judged(
        box, "def test_a(f): f().x", "def test_b(f): assert f() == 3", "def test_c(f): 1 / 0"
    )
    assert [result.outcome for result in results] == [
        Outcome.FAILED,
        Outcome.PASSED,
        Outcome.FAILED,
    ]
    assert [result.points for result in results] == [0, 1, 0]


@pytest.mark.parametrize("statement", ["import xml.dom.pulldom", "from xml.dom import pulldom"])
def test_what_a_check_imports_is_imported_before_the_fork(
    box: Box, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    """Else the fork of every question imports it again."""
    monkeypatch.delitem(sys.modules, "xml.dom.pulldom", raising=False)
    judged(box, f"def test():\n  {statement}")
    assert "xml.dom.pulldom" in sys.modules


def test_judging_goes_on_behind_the_results_that_are_known(box: Box) -> None:
    define(box, RETURNS_3)
    asked = question("def test_a(f): assert 0", "def test_b(f): assert f() == 3")
    assert [result.check.name for result in judge(asked, box, done=1)] == ["check_1"]


def test_one_judge_serves_a_box_until_a_question_crashes(box: Box) -> None:
    define(box, RETURNS_3 + "\ndef g(): raise KeyError")
    bodies = "def test(f): assert f() == 3", "def test(f): assert f() == 4", "def test(g): g()"
    questions = [
        dataclasses.replace(question(body), name=name)
        for name, body in zip("abc", bodies, strict=True)
    ]
    outcomes, processes = [], []
    with Judge(box, questions) as one:
        for name in "abacb":
            outcomes += [result.outcome.value for result in one.results(name)]
            processes.append(set(psutil.Process().children()))
    assert outcomes == ["passed", "failed", "passed", "crashed", "failed"]
    assert processes[0] == processes[1] == processes[2] > processes[3]
    assert len(processes[4] - processes[2]) == 1


def test_a_judge_that_was_ended_between_two_questions_is_made_anew(box: Box) -> None:
    define(box, RETURNS_3)
    with Judge(box, [question("def test(f): assert f() == 3")]) as one:
        assert [result.outcome for result in one.results("q")] == [Outcome.PASSED]
        os.kill(one._child, signal.SIGKILL)
        os.waitid(os.P_PID, one._child, os.WEXITED | os.WNOWAIT)
        assert [result.outcome for result in one.results("q")] == [Outcome.PASSED]


@pytest.mark.parametrize("hurt", ["raise MemoryError", "os._exit(1)", "os.kill(os.getpid(), 9)"])
def test_a_judge_that_an_earlier_value_hurt_is_made_anew(box: Box, hurt: str) -> None:
    """Before the next check has seen a value of its own, that is; nobody's check is broken by it."""
    define(box, RETURNS_3)
    first = f"""
        def test_a(f):
            import os
            import autograder.grading.check as check
            def begin(*parts, **options): {hurt}
            check.ExceptionTestFile = begin
            assert f() == 3"""
    results = judged(box, first, "def test_b(f): assert f() == 3", "def test_c(f): pass")
    assert [result.outcome for result in results] == [Outcome.PASSED] * 3


def test_a_result_that_cannot_be_told_is_the_answers_fault(box: Box) -> None:
    """No memory is left for it, say."""
    define(box, RETURNS_3)
    body = """
        def test(f):
            import json
            def tell(*parts, **options): raise MemoryError
            assert f() == 3
            json.dumps = tell"""
    with pytest.raises(BoxLost, match="gave an answer that ended the process") as caught:
        judged(box, body)
    assert caught.value.verdict is Verdict.KILLED


def test_a_judge_that_is_not_asked_starts_no_process(box: Box) -> None:
    before = psutil.Process().children()
    with Judge(box, [question("def test(): pass")]):
        assert psutil.Process().children() == before


@pytest.mark.parametrize(
    ("source", "body"),
    [
        pytest.param(
            RETURNS_3, "def test(f): assert f(41) == 42, 'f(41) is 3, expected 42'", id="wrong"
        ),
        pytest.param("def f(x): return 41 / 0", "def test(f): f(41)", id="crashes"),
        pytest.param(
            "def f(x): raise NotImplementedError(x)", "def test(f): f(41)", id="not written"
        ),
        pytest.param("def f(x): raise ValueError(x)", "def test(f): f(41)", id="tells its input"),
        pytest.param(RETURNS_3, "def test(f): f(41).x41", id="another type"),
    ],
)
def test_a_hidden_check_tells_its_hint_alone(box: Box, source: str, body: str) -> None:
    define(box, source)
    (result,) = judged(box, body, hidden=True)
    assert result.message == HINT
    assert result.outcome is not Outcome.PASSED


def test_what_student_code_prints_during_a_check_goes_nowhere(
    box: Box, capfd: pytest.CaptureFixture[str]
) -> None:
    define(box, "import sys\ndef f(x): print(x); print(x, file=sys.stderr); display(x); return x")
    (result,) = judged(box, "def test(f): assert f(41) == 41", hidden=True)
    report = box.run("print('later')", 2)
    assert (result.outcome, report.stdout, report.images) == (Outcome.PASSED, "later\n", ())
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            "class E:\n  def __eq__(self, o): return True\n  __hash__ = None\nf = lambda: E()",
            id="always equal",
        ),
        pytest.param(
            "class E(int):\n  def __eq__(self, o): return True\n  __hash__ = None\n"
            "f = lambda: E(4)",
            id="an integer that is",
        ),
        pytest.param(
            "import numpy as np\nclass E(np.ndarray):\n"
            "  def __array_ufunc__(self, *a, **k): return True\n"
            "f = lambda: np.zeros(1).view(E)",
            id="an array that is",
        ),
        pytest.param(
            "class E:\n  __getattr__ = lambda s, n: True\n  __bool__ = lambda s: True\n"
            "f = lambda: E()",
            id="says yes",
        ),
        pytest.param(
            "import numpy as np\nnp.allclose = np.array_equal = lambda *a, **k: True\n"
            "f = lambda: 4",
            id="NumPy patched",
        ),
        pytest.param(
            "import builtins\nbuiltins.abs = builtins.len = builtins.all = lambda *a: 3\n"
            "f = lambda: 4",
            id="builtins",
        ),
        pytest.param(
            "class E:\n  def __abs__(s): return 0\n  def __sub__(s, o): return 0\n"
            "  __rsub__ = __sub__\nf = E",
            id="zero",
        ),
        pytest.param("f = lambda: (_ for _ in ()).throw(SystemExit)", id="exit"),
        pytest.param(
            "import gc, sys\nf = lambda: [o for o in gc.get_objects() if type(o) is float] + [4]",
            id="searches",
        ),
        pytest.param(
            "import sys\ndef f():\n  frame = sys._getframe()\n  while frame:\n"
            "    if 'expected' in frame.f_locals: return frame.f_locals['expected']\n"
            "    frame = frame.f_back",
            id="looks at its callers",
        ),
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        pytest.param("def test(f):\n  expected = 3\n  assert f() == expected", id="compared"),
        pytest.param(
            "def test(f):\n  import numpy as np\n  assert np.allclose(f(), 3)", id="close"
        ),
        pytest.param("def test(f):\n  assert abs(f() - 3) < 1e-9", id="difference"),
        pytest.param("def test(f):\n  assert not f() != 3", id="not different"),
    ],
)
def test_a_cheat_gains_nothing(box: Box, source: str, body: str) -> None:
    try:
        define(box, source)
        result = outcome(box, body)[0]
    except BoxLost:  # a patched builtin breaks the student's own end
        result = Outcome.CRASHED
    assert result is not Outcome.PASSED


def test_a_subclass_of_array_arrives_as_the_array_that_it_is(box: Box) -> None:
    define(box, "import numpy as np\nx = np.ma.masked_array([1.0, 2.0])")
    assert type(box.get("x")) is np.ndarray
    assert box.get("x").tolist() == [1, 2]


@pytest.mark.parametrize(
    ("source", "body"),
    [
        pytest.param(
            "def f():\n  while True: yield 1",
            "sum(f)",
            marks=pytest.mark.slow,
            id="an endless generator",
        ),
        pytest.param(
            "class C:\n  def __getitem__(s, i): return 1\nf = C",
            "assert 2 in f",
            marks=pytest.mark.slow,
            id="endless items",
        ),
        pytest.param(
            "f = lambda: {k * (2**61 - 1): 0 for k in range(20_000)}",
            "f",
            marks=pytest.mark.slow,
            id="keys that collide",
        ),
        pytest.param("f = lambda: 2**4_000", "f**f", id="a power in one operation"),
        pytest.param("f = lambda: 7**1_400", "pow(3, f, f) ** 3_000_000", id="a power that fits"),
        pytest.param(
            "f = lambda: 10**12",
            "sum(range(f))",
            marks=pytest.mark.slow,
            id="a sum in one operation",
        ),
        pytest.param("f = lambda: 10**10", "'x' * f", id="a text repeated"),
        pytest.param("f = lambda: 10**9", "[0] * f", id="a list repeated"),
        pytest.param("f = lambda: 10**8", "list(range(f))", id="a list of a range"),
        pytest.param(
            "f = lambda: 10**15",
            "import numpy as np; np.broadcast_to(0.0, (f,)).copy()",
            id="broadcast",
        ),
        pytest.param(
            "f = lambda: np.zeros((40_000, 1))",
            "(f - f[:, 0]).sum()",
            id="a column where a row was meant",
        ),
        pytest.param("f = lambda: np.zeros(7_000_000)", "sorted(f.tolist())", id="sorted"),
        pytest.param(
            "f = lambda: np.zeros((3_000, 2_000))", "f @ f.T @ f @ f.T", id="products of matrices"
        ),
        pytest.param(
            "f = lambda: [0] * 90_000",
            "f[0] in [f] * 90_000 or [g for g in [f] * 90_000 if f.count(g)]",
            id="counts",
        ),
        pytest.param(
            "f = lambda: 'a' * 40",
            "import re; re.match('(a|a)*b', f)",
            id="a pattern that explodes",
        ),
    ],
)
def test_a_value_that_hurts_the_judge_costs_its_check(
    open_box: Callable[..., Box], source: str, body: str
) -> None:
    """The next check gets a fresh judge, and this process neither grows nor ends."""
    box = open_box(judge_seconds=0.5, judge_bytes=100 << 20)
    define(box, f"import numpy as np\n{source}")
    asked = question(f"def test(f):\n  f = f()\n  {body}")
    try:
        (result,) = judge(asked, box)
    except BoxLost as loss:  # the judge was stopped in the middle: the notebook is replayed
        result = charge(asked.checks[0], loss)
    assert result.outcome is Outcome.CRASHED
    assert re.search("CPU seconds|memory", result.message)


def test_a_judge_that_the_kernel_ends_costs_the_check_it_was_at(
    open_box: Callable[..., Box],
) -> None:
    box = open_box(judge_seconds=0.2)
    define(box, "f = lambda: 10**12")
    asked = question(
        "def test_a(f): assert f() > 1",
        "def test_b(f): sum(range(f()))",
        "def test_c(f): assert f() > 1",
    )
    done: list[Result] = []
    with pytest.raises(
        BoxLost, match=r"an answer that took more than 1\.2 CPU seconds to judge"
    ) as caught:
        done += judge(asked, box)
    assert caught.value.verdict is Verdict.TIMEOUT


def test_a_judge_that_somebody_kills_costs_no_check(box: Box) -> None:
    define(box, RETURNS_3)
    with pytest.raises(SandboxFailed, match="was killed, perhaps for want of memory"):
        judged(
            box, "def test(f):\n  import os, signal\n  f()\n  os.kill(os.getpid(), signal.SIGKILL)"
        )


def test_a_limit_met_beside_the_check_is_still_the_checks(open_box: Callable[..., Box]) -> None:
    """otter makes a message of what a check raised, which may take as long as it likes.

    Then the next check goes on.
    """
    box = open_box(judge_seconds=0.2)
    define(box, "f = 5")
    slow = """
        def test_a(f):
            class Slow(Exception):
                def __str__(self):
                    while True: pass
            raise Slow"""
    results = judged(box, slow, "def test_b(f): pass")
    assert [result.outcome for result in results] == [Outcome.CRASHED, Outcome.PASSED]


def test_a_judge_that_ends_for_no_reason_of_the_students_is_our_failure(box: Box) -> None:
    define(box, RETURNS_3)
    with pytest.raises(BoxLost, match="the judge ended with status 256") as caught:
        judged(box, "def test(f):\n  import os\n  os._exit(1)")
    assert caught.value.verdict is Verdict.SANDBOX_FAILURE


@pytest.mark.parametrize("source", ["f = 5", "f = [5]", "f = __import__('fractions').Fraction(5)"])
@pytest.mark.parametrize("end", ["os._exit(1)", "faulthandler.disable(); os.abort()"])
def test_a_judge_that_ends_on_a_students_value_costs_that_check(
    box: Box, source: str, end: str
) -> None:
    """A library in C may end the process for want of memory, or for a value it does not expect."""
    define(box, source)
    asked = question(f"def test(f):\n  import faulthandler, os\n  {end}")
    with pytest.raises(BoxLost, match="gave an answer that ended the process") as caught:
        list(judge(asked, box))
    assert caught.value.verdict is Verdict.KILLED
    result = charge(asked.checks[0], caught.value)
    assert result.outcome is Outcome.CRASHED
    assert "Your code gave an answer that ended" in result.message


def test_a_judge_that_ends_on_what_a_call_returned_costs_that_check(box: Box) -> None:
    define(box, RETURNS_3)
    with pytest.raises(BoxLost) as caught:
        judged(box, "def test(f):\n  import os\n  f()\n  os._exit(1)")
    assert caught.value.verdict is Verdict.KILLED


NO_SUCH = "The check could not use your answer: "
TABLE = "f = [[None, 1.0]]\ng = lambda rows: rows"


@pytest.mark.parametrize(
    ("source", "body", "told"),
    [
        pytest.param(
            "f = []",
            "def test(f):\n  for last in f: pass\n  assert last",
            f"{NO_SUCH}UnboundLocalError: cannot access local variable 'last'",
            id="no items for a loop",
        ),
        pytest.param(
            RETURNS_3,
            "def test(f): f(); from xml import nothing",
            f"{NO_SUCH}ImportError: cannot import name 'nothing'",
            id="an import without memory, say",
        ),
        pytest.param(
            "f = 'not python'",
            "def test(f): eval(f)",
            f"{NO_SUCH}NameError: name 'python' is not defined",
            id="a text that is read",
        ),
        pytest.param(
            "f = '1 +'",
            "def test(f): compile(f, 'f', 'eval')",
            f"{NO_SUCH}SyntaxError: invalid syntax",
            id="a text that is parsed",
        ),
        pytest.param(
            TABLE,
            "def test(f, g):\n  import numpy as np\n  g(np.asarray(f))",
            "Your answer cannot be given to a function: an array of dtype object (numbers mixed",
            id="None in a table",
        ),
        pytest.param(
            "f = lambda: [[]]\nfor _ in range(40): f = (lambda g: lambda: [g()])(f)",
            "def test(f): f()",
            "Your answer cannot be checked: the value is nested deeper than 32",
            id="a nest",
        ),
        pytest.param(
            "f = range(10**18)",
            "def test(f): f",
            "Your answer cannot be checked: a range of more than 100,000 numbers",
            id="an endless range",
        ),
    ],
)
def test_what_comes_of_a_students_value_is_not_a_broken_check(
    box: Box, source: str, body: str, told: str
) -> None:
    define(box, source)
    made, message = outcome(box, body)
    assert made is Outcome.FAILED
    assert message.startswith(told)


@pytest.mark.parametrize("body", ["f; import no_such_module", "f; from no_such_module import x"])
def test_a_module_that_this_machine_lacks_is_our_failure_whatever_the_value(
    box: Box, body: str
) -> None:
    define(box, "f = 5")
    assert outcome(box, f"def test(f): {body}")[0] is Outcome.BROKEN


ASKS = """
def f(g):
    try: g('x')
    except Exception as error: seen.append((type(error).__name__, str(error)))
    g('x')
seen = []
"""


@pytest.mark.parametrize("hidden", [False, True])
def test_what_a_function_of_a_check_raises_tells_student_code_no_word_of_it(
    box: Box, hidden: bool
) -> None:
    """The judge keeps the text, and tells it of a public check in the feedback."""
    define(box, ASKS)
    body = """
        def test(f):
            def height(place):
                assert place == 5, f"at {place}, expected 5"
            f(height)"""
    (result,) = judged(box, body, hidden=hidden)
    text = "Your code raised AssertionError: at x, expected 5\n"
    assert (result.outcome, result.message) == (Outcome.CRASHED, ("" if hidden else text) + HINT)
    assert box.get("seen") == [("AssertionError", REFUSED)]


def test_a_function_of_a_check_may_raise_what_wants_more_than_a_message(box: Box) -> None:
    define(box, ASKS)
    (result,) = judged(box, "def test(f): f(lambda place: b'\\xff'.decode())")
    assert (result.outcome, box.get("seen")) == (Outcome.CRASHED, [("UnicodeError", REFUSED)])


def test_what_student_code_raised_in_a_function_of_a_check_keeps_its_text(box: Box) -> None:
    define(box, "def f(g): return g(h)\ndef h(): raise ValueError('mine')")
    assert outcome(box, "def test(f): f(lambda h: h())") == (
        Outcome.CRASHED,
        "Your code raised ValueError: mine",
    )


def test_a_function_that_a_check_defines_tells_its_parameters_alone(box: Box) -> None:
    define(
        box,
        "import inspect\ndef f(g): return g.__name__, g.__doc__, str(inspect.signature(g))",
    )
    body = """
        def test(f):
            def lowest_place(weights, secret=7):
                "Where it is lowest."
            class Count:
                "How often."
                def __call__(self, place): pass
            told = f(lowest_place), f(lambda x: x), f(Count())
            assert told == (
                ("function", None, "(weights, secret=Ellipsis)"),
                ("function", None, "(x)"),
                ("function", None, "(place)"),
            ), told"""
    assert outcome(box, body) == (Outcome.PASSED, "")


def test_a_function_that_everybody_can_import_has_its_own_name(box: Box) -> None:
    define(box, "def f(g): return g.__name__")
    assert [box.get("f")(g) for g in (np.tanh, np.mean, math.sqrt, len)] == [
        "tanh",
        "mean",
        "sqrt",
        "len",
    ]


ENDLESS = "  while True: pass"


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(
            f"class E(Exception):\n def __str__(self):\n {ENDLESS}",
            marks=pytest.mark.slow,
            id="its text",
        ),
        pytest.param(
            f"class M(type):\n @property\n def __mro__(self):\n {ENDLESS}\n"
            "class E(Exception, metaclass=M): pass",
            id="its bases",
        ),
        pytest.param(
            f"class M(type):\n @property\n def __name__(self):\n {ENDLESS}\n"
            "class E(Exception, metaclass=M): pass",
            id="its name",
        ),
    ],
)
def test_what_runs_while_an_error_is_described_has_the_same_clock(box: Box, error: str) -> None:
    define(box, f"{error}\ndef f(): raise E('why')\nkept = 5")
    assert outcome(box, "def test(f): f()")[0] is Outcome.CRASHED
    assert box.get("kept") == 5


def test_a_fault_of_ours_in_the_judge_is_not_swallowed(box: Box) -> None:
    broken = dataclasses.replace(
        question("def test(f): pass"),
        source="no python",
        checks=(Check(question="q", name="c", points=1.0),),
    )
    with pytest.raises((RuntimeError, SyntaxError)):
        list(judge(broken, box))


def test_leaving_a_question_in_the_middle_leaves_no_process(box: Box) -> None:
    before = psutil.Process().children()
    running = judge(question("def test_a(f): pass", "def test_b(f):\n  while True: pass"), box)
    next(running)
    running.close()
    assert psutil.Process().children() == before


@pytest.mark.parametrize(
    ("ending", "verdict", "text"),
    [
        pytest.param(
            "import os; os._exit(0)",
            Verdict.KILLED,
            "Your code ended its own process during this check.",
            id="exit",
        ),
        pytest.param(
            "import os; os.write(3, b'x' * 64)",
            Verdict.PROTOCOL_VIOLATION,
            "Your code was stopped during this check.",
            id="frame",
        ),
    ],
)
def test_a_box_lost_in_a_check_is_that_checks_crash(
    box: Box, ending: str, verdict: Verdict, text: str
) -> None:
    define(box, f"def f():\n  {ending}")
    asked = question("def test(f): assert f() == 3")
    with pytest.raises(BoxLost) as caught:
        list(judge(asked, box))
    assert caught.value.verdict is verdict
    assert charge(asked.checks[0], caught.value) == Result(
        check=asked.checks[0], outcome=Outcome.CRASHED, message=f"{text}\n{HINT}"
    )


def test_a_failure_of_ours_is_a_broken_check() -> None:
    (check,) = question("def test(f): pass").checks
    assert charge(check, SandboxFailed("no box")).outcome is Outcome.BROKEN


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("{'ok': {'zz': 1}}", id="an unknown value"),
        pytest.param("{}", id="nothing"),
        pytest.param("{'raised': 5}", id="an exception that is a number"),
        pytest.param("{'raised': {}}", id="an exception without a type"),
        pytest.param("{'ok': {'o': {'object': 'x', 'type': 'f'}}}", id="an object by a text"),
        pytest.param("{'ok': {'o': {'object': 1, 'type': 'f' * 101}}}", id="a long type"),
        pytest.param("{'ok': {'o': 5}}", id="an object that is a number"),
        pytest.param("{'ok': {'o': {'callback': 5}}}", id="a callback that nobody gave"),
        pytest.param("{'ok': 1, 'changed': [[0, 5]]}", id="a changed number"),
        pytest.param("{'ok': 1, 'changed': [[7, 5]]}", id="a change of what was not sent"),
        pytest.param("{'ok': 1, 'changed': 5}", id="changes that are a number"),
        pytest.param("{'ok': 1, 'changed': [5]}", id="a change that is a number"),
    ],
)
def test_a_damaged_answer_ends_the_box(box: Box, answer: str) -> None:
    define(box, "def f(x): return 1")
    f = box.get("f")
    box.run(f"import autograder.sandbox.inside as i\ni.Served._call = lambda *a: {answer}", 2)
    with pytest.raises(BoxLost) as caught:
        f([1])
    assert caught.value.verdict is Verdict.PROTOCOL_VIOLATION


def test_a_claimed_exception_is_never_more_than_an_ordinary_one(box: Box) -> None:
    define(box, "def f(): return 1")
    f = box.get("f")
    for name in (
        "SystemExit",
        "KeyboardInterrupt",
        "eval",
        "object",
        "no_such_name",
        "__import__",
        "BoxLost",
    ):
        claim = {"type": name, "name": name, "message": "why"}
        define(
            box,
            f"import autograder.sandbox.inside as i\n"
            f"i.Served._call = lambda *a: {{'raised': {claim}}}",
        )
        with pytest.raises(RuntimeError, match="why"):
            f()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edits", "points"),
    [
        pytest.param(
            {"double-answer": "def double(v): return [abs(2 * x) for x in v]"}, 2, id="partly right"
        ),
        pytest.param(None, 0, id="blank"),
    ],
)
def test_otter_run_gives_the_same_score(  # a right one is in the sample class
    full_zygote: str, demo: Built, tmp_path: Path, edits: dict[str, str] | None, points: float
) -> None:
    data = demo.student if edits is None else edited(demo.solution, edits)
    (tmp_path / "99-demo.ipynb").write_bytes(data)
    (tmp_path / "autograder.zip").write_bytes(demo.autograder_zip)
    made = grade(
        prepare(submission(data), demo.assignment), lambda: Box(full_zygote, demo.assignment.limits)
    )
    command = python("-m", "otter", "run", "-a", "autograder.zip", "-o", ".", "99-demo.ipynb")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    tests = json.loads((tmp_path / "results.json").read_text())["tests"]
    assert made.points == points
    assert sum(test.get("score", 0) for test in tests) == points
