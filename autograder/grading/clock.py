"""The clock of the process that grades: what a student's source or values make it compute.

`check` bounds each check with it, `grade` the reading of a notebook's cells. It counts CPU seconds.
First comes an exception; where one operation in C goes on for ever, the kernel then ends the
process by SIGVTALRM, from which `judge` and `batch` tell why it ended. Works in the main thread.
"""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Iterator

GRACE_SECONDS = 1.0  # CPU, from the exception to the kernel's own limit
SHORTEST_SECONDS = 1e-3  # a timer of 0 would never ring
INTRICATE = (
    "its cells take longer to read than a notebook written by hand. Take generated code and "
    "pasted data out of them and submit again."
)


class TooLong(Exception):
    """This process itself, not the student's, ran too long on what it was given."""


@contextlib.contextmanager
def limit(seconds: float, why: str = "it took more than {:g} CPU seconds") -> Iterator[None]:
    """Raise `TooLong` in what runs longer; a second later the kernel ends the process."""

    def stop(*_: object) -> None:
        raise TooLong(why.format(seconds))

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds + GRACE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)


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
