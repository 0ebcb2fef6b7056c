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


class Channel:
    """Raises `EOFError` when the other end is gone, `BadFrame` when it sent something else."""

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self._sock = sock

    def close(self) -> None:
        self._sock.close()

    def send(self, parts: Sequence[Part], look: Callable[[], None]) -> None:
        """Send one frame, part by part: joined, an array would be in memory twice."""
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
            readable, _, _ = select.select([self._sock], [], [], LOOK_SECONDS)
            if readable:
                got = self._sock.recv_into(view)
                if got == 0:
                    raise EOFError
                view = view[got:]
            look()
        return data
