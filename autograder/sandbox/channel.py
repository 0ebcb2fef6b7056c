"""Our end of the socket to one student's process: whole frames in, whole frames out.

A frame from there is decoded by `wire` within caps; `look` is called while the other end is waited
for.
"""

from __future__ import annotations

import select
import socket
from collections.abc import Callable, Sequence
from typing import Any

from autograder.sandbox import wire
from autograder.sandbox.faults import BadFrame
from autograder.sandbox.watch import LOOK_SECONDS

Frame = tuple[dict[str, Any], list[bytearray]]
Part = bytes | memoryview
AHEAD_BYTES = 1 << 16  # a small frame comes in one piece: to wait for each part takes longer


class Channel:
    """Raises `EOFError` when the other end is gone, `BadFrame` when it sent something else."""

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self._sock = sock
        self._ahead = bytearray()

    def close(self) -> None:
        self._sock.close()

    def send(self, parts: Sequence[Part], look: Callable[[], None]) -> None:
        """Send one frame, a large one part by part: joined, an array would be in memory twice."""
        if sum(map(len, parts)) < AHEAD_BYTES:
            parts = [b"".join(parts)]
        try:
            for part in parts:
                self._write(memoryview(part), look)
        except (OSError, ValueError) as error:
            raise EOFError from error

    def _write(self, view: memoryview, look: Callable[[], None]) -> None:
        while view:
            try:
                view = view[self._sock.send(view) :]
            except BlockingIOError:
                select.select([], [self._sock], [], LOOK_SECONDS)
                look()

    def receive(self, look: Callable[[], None]) -> Frame:
        """Return the next frame."""
        try:
            answer, buffers = wire.receive(lambda count: self._read(count, look))
        except (OSError, ValueError) as error:  # reset by the other end, or closed here
            raise EOFError from error
        if type(answer) is not dict:
            raise BadFrame("not an object")
        return answer, buffers

    def _read(self, count: int, look: Callable[[], None]) -> bytearray:
        data = bytearray(count)
        view = memoryview(data)
        while view:
            view = view[self._take(view) :]
            look()
        return data

    def _take(self, view: memoryview) -> int:
        """Fill the beginning of a view with what is there in a moment; return how much."""
        if not self._ahead:
            if not select.select([self._sock], [], [], LOOK_SECONDS)[0]:
                return 0
            if len(view) < AHEAD_BYTES:
                self._ahead += self._sock.recv(AHEAD_BYTES)
            elif got := self._sock.recv_into(view):
                return got
            if not self._ahead:
                raise EOFError
        taken = self._ahead[: len(view)]
        view[: len(taken)] = taken
        del self._ahead[: len(taken)]
        return len(taken)
