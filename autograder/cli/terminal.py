"""What reaches a person's terminal: results on stdout, complaints and progress on stderr.

The only module that prints.
"""

from __future__ import annotations

import contextlib
import io
import math
import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
TOLD_EVERY_SECONDS = 30.0


def tolerate_encodings() -> None:
    """Print a question mark for a character that the terminal's encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str = "") -> None:
    """Print a result, with whatever a student put into it made safe for a terminal.

    A reader at the other end of a pipe has it at once.
    """
    print(_safe(text), flush=True)


def complain(text: str) -> None:
    """Print what a person should know or fix."""
    print(_safe(text), file=sys.stderr)


def ask(question: str) -> bool:
    """Ask on the terminal; only `y` or `yes` is a yes."""
    complain(f"{question} [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def say_each(lines: Iterable[str]) -> None:
    """Print results, each on one line, whatever a student put into it."""
    for line in lines:
        print(_safe_line(line))


def complain_each(lines: Iterable[str]) -> None:
    """Print what a person should know or fix, each on one line."""
    for line in lines:
        print(_safe_line(line), file=sys.stderr)


def _safe_line(text: str) -> str:
    from autograder.report.text import terminal

    return terminal(text)


def _safe(text: str) -> str:
    return "\n".join(map(_safe_line, text.split("\n")))


@contextlib.contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[], None]]:
    """Show a bar with rate and time left on a terminal's stderr; yield what advances it.

    Where stderr is a file, a line every half minute says the same.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    if not console.is_terminal:
        yield Log(total=total, what=what).advance
        return
    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")

        def advance() -> None:
            bar.advance(task)
            speed = bar.tasks[0].speed or bar.tasks[0].finished_speed
            bar.update(task, rate=f"{60 * speed:.0f}/min" if speed else "")

        yield advance


class Log:
    """How far a long run is, told in lines: at most one every half minute."""

    def __init__(
        self, *, total: int, what: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin to count; `clock` gives seconds."""
        self._total, self._what, self._clock = total, what, clock
        self._done, self._began = 0, clock()
        self._told = self._began

    def advance(self) -> None:
        """Count one more, and tell when it is time."""
        self._done, now = self._done + 1, self._clock()
        if now - self._told >= TOLD_EVERY_SECONDS:
            self._told = now
            complain(self._describe(now - self._began))

    def _describe(self, seconds: float) -> str:
        rate = 60 * self._done / seconds
        left = math.ceil((self._total - self._done) / rate)
        minutes = "1 minute" if left == 1 else f"{left} minutes"
        return f"{self._what} {self._done}/{self._total}, {rate:.3g}/min, about {minutes} left"


def counted(items: Iterable[Item], advance: Callable[[], None]) -> Iterator[Item]:
    """Yield the items, advancing a bar at each."""
    for item in items:
        advance()
        yield item
