"""The clock of the process that grades: what a student's source or values make it compute.

`check` bounds each check with it, `grade` the reading of a notebook's cells. It counts CPU seconds.
First comes an exception; where one operation in C goes on for ever, the kernel then ends the
process by SIGVTALRM, from which `judge` and `batch` tell why it ended. Works in the main thread.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections.abc import Iterator
from typing import NoReturn

GRACE_SECONDS = 1.0  # CPU, from the exception to the kernel's own limit
AGAIN_SECONDS = 0.1  # CPU, from one exception to the next
SHORTEST_SECONDS = 1e-3  # a timer of 0 would never ring
INTRICATE = (
    "its cells take longer to read than a notebook written by hand. Take generated code and "
    "pasted data out of them and submit again."
)


class TooLong(Exception):
    """This process itself, not the student's, ran too long on what it was given."""


@contextlib.contextmanager
def limit(seconds: float, why: str = "it took more than {:g} CPU seconds") -> Iterator[None]:
    """Raise `TooLong` in what runs longer; a second later the kernel ends the process.

    The exception may come anywhere: C code that builds a syntax tree makes another one of it, and
    what runs as an object goes loses it. So it is raised again until somebody heeds it, and at the
    end whatever became of it is a `TooLong`.
    """
    told = TooLong(why.format(seconds))
    rang = False

    def stop(*_: object) -> NoReturn:
        nonlocal rang
        rang = True
        raise told

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN_SECONDS)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds + GRACE_SECONDS)
    try:
        with _unprinted(told):
            try:
                yield
            finally:
                signal.setitimer(signal.ITIMER_VIRTUAL, 0)
                signal.setitimer(signal.ITIMER_PROF, 0)
    except Exception as error:
        if rang and error is not told:
            raise told from error
        raise
    if rang:
        raise told


@contextlib.contextmanager
def _unprinted(told: TooLong) -> Iterator[None]:
    """Keep Python from printing it where it gets lost: in what runs when an object is done with."""
    before = sys.unraisablehook

    def tell(lost: sys.UnraisableHookArgs) -> None:
        if lost.exc_value is not told:
            before(lost)

    sys.unraisablehook = tell
    try:
        yield
    finally:
        sys.unraisablehook = before


class Reading:
    """The CPU seconds that reading one notebook's cells may take, in all."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    @contextlib.contextmanager
    def spend(self) -> Iterator[None]:
        """Count what runs. Raises `TooLong` in it when nothing is left."""
        began = time.process_time()
        try:
            with limit(max(self._left, SHORTEST_SECONDS)):
                yield
        finally:
            self._left -= time.process_time() - began
