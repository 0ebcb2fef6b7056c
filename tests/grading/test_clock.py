"""What the grader computes over a notebook's source has a limit, whatever the source is."""

from __future__ import annotations

import contextlib
import gc
import sys
import time
import weakref
from collections.abc import Callable
from dataclasses import replace

import pytest
from conftest import submission

from autograder.grading.clock import INTRICATE, Reading, TooLong, limit
from autograder.grading.grade import grade
from autograder.grading.task import prepare
from autograder.notebook import format as notebooks
from autograder.notebook.format import Cell
from autograder.notebook.given import find_pieces
from autograder.notebook.names import analyse
from autograder.notebook.shipped import understand_shipped
from autograder.notebook.syntax import parse
from autograder.records import Assignment, Outcome, Verdict
from autograder.sandbox.box import Box

DENSE = "a;" * 32_000  # half a second of parsing
CELLS = [Cell(kind="code", source=f"#{n}\n{DENSE}", id=f"c{n}") for n in range(16)]


def _compute() -> None:
    while True:
        pass


def no_box() -> Box:
    raise AssertionError("a notebook that cannot be read must not run")


def test_a_notebook_that_takes_too_long_to_read_is_unreadable(assignment: Assignment) -> None:
    limits = replace(assignment.limits, reading_seconds=0.05)
    data = notebooks.write(CELLS, assignment.slug)
    made = grade(prepare(submission(data), replace(assignment, limits=limits)), no_box)
    assert (made.verdict, made.note, made.points) == (Verdict.UNREADABLE, INTRICATE, 0)
    assert {result.outcome for result in made.results} == {Outcome.NOT_ATTEMPTED}


def test_reading_is_counted_over_all_that_is_read() -> None:
    reading = Reading(0.05)
    for _ in range(2):
        with pytest.raises(TooLong), reading.spend():
            _compute()


def _linger(*_: object) -> None:
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass


class Lost:
    """What is raised while it goes is printed, and lost."""

    def __del__(self) -> None:
        _linger()


def _lose() -> None:
    Lost()  # goes at once
    _compute()


def _collect() -> None:
    """Run what some libraries run around each collection of garbage: it is lost there, too."""
    gc.callbacks.append(_linger)
    try:
        gc.collect()
    finally:
        gc.callbacks.remove(_linger)
    _compute()


class Named:
    """An object that a table knows as long as it lives."""


def _forget() -> None:
    """Let a table of weak references forget a thing, which runs a function of the library."""
    kept = weakref.finalize(Named(), _linger)
    assert not kept.alive
    _compute()


def _drop() -> None:
    """Let what a weak reference calls run, as some libraries' tables do on their own."""
    thing = Named()
    kept = weakref.ref(thing, _linger)
    del thing
    assert kept() is None
    _compute()


def _swallow() -> None:
    with contextlib.suppress(TooLong):
        _compute()


def _change() -> None:
    try:
        _compute()
    except TooLong:
        raise SystemError("AST constructor recursion depth mismatch") from None


@pytest.mark.parametrize("run", [_lose, _collect, _forget, _drop, _swallow, _change])
def test_whatever_becomes_of_the_exception_it_took_too_long(run: Callable[[], None]) -> None:
    """CPython 3.11 makes a SystemError of one that comes while it builds a syntax tree."""
    with pytest.raises(TooLong, match=r"more than 0\.05 CPU seconds"), limit(0.05):
        run()


def test_what_else_gets_lost_is_still_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[BaseException | None] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: printed.append(lost.exc_value))

    class Fails:
        def __del__(self) -> None:
            raise KeyError

    with limit(60.0):
        Fails()
    assert [type(error) for error in printed] == [KeyError]


def test_what_takes_less_keeps_its_own_exception() -> None:
    with pytest.raises(KeyError), limit(60.0):
        raise KeyError


def test_a_cell_is_parsed_as_often_however_many_were_handed_out(assignment: Assignment) -> None:
    """To compare it with each took minutes where it is long."""
    read: list[str] = []

    class Source(str):
        def encode(self, *options: str) -> bytes:
            read.append(self[:10])
            return super().encode(*options)

        def splitlines(self, *options: bool) -> list[str]:
            read.append(self[:10])
            return super().splitlines(*options)

    shipped = understand_shipped(replace(assignment, shipped=assignment.shipped * 20))
    find_pieces(Source("values = [1"), shipped)
    assert len(read) < len(shipped.sources)


def test_what_a_crowd_of_lambdas_reads_is_kept_once() -> None:
    """Each might be held by any name of the cell, and two crowds of thousands take gigabytes."""
    source = "\n".join(f"n{n} = 1" for n in range(2_000))
    found = analyse(parse(f"{source}\n[{','.join(f'lambda: m{n}' for n in range(2_000))}]"))
    assert found.bodies == {}
    assert len(found.uses_later) == 2_000
