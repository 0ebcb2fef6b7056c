"""Whose turn it is at the student's end: requests and callbacks nest, and threads wait.

The grader sends a request, student code runs, and may call functions of the check from any thread;
the grader may ask something before it answers such a call. It serves what came last first. So both
are kept as a stack here: only the newest may send or read, and a function of the check is called
while the newest is a request, whose code runs.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator


class Turns:
    def __init__(self) -> None:
        self._moved = threading.Condition()
        self._open: list[object] = []
        self._calls: set[object] = set()

    def begin(self) -> object:
        """Open the request that was just read."""
        request = object()
        with self._moved:
            self._open.append(request)
            self._moved.notify_all()
        return request

    def end(self, request: object) -> None:
        """Close a request, whose answer can be sent then; wait until all after it is closed."""
        with self._moved:
            self._moved.wait_for(lambda: self._open[-1] is request)
            self._open.pop()

    @contextlib.contextmanager
    def call(self) -> Iterator[None]:
        """Have the turn until the grader has answered a call of one of its functions."""
        call = object()
        with self._moved:
            self._moved.wait_for(self._is_running)
            self._open.append(call)
            self._calls.add(call)
        try:
            yield
        finally:
            with self._moved:
                self._open.remove(call)
                self._calls.remove(call)
                self._moved.notify_all()

    def _is_running(self) -> bool:
        return bool(self._open) and self._open[-1] not in self._calls
