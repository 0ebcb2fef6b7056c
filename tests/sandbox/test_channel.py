"""Whole frames cross a channel, and nothing else does."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from autograder.sandbox import wire
from autograder.sandbox.channel import Channel
from autograder.sandbox.faults import BadFrame


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Channel(ours), theirs


def pass_by() -> None:
    """Look, and find nothing wrong."""


def test_a_frame_crosses_both_ways(ends: tuple[Channel, socket.socket]) -> None:
    channel, theirs = ends
    wire.send(theirs, {"a": 1}, [b"bytes"])
    answer, buffers = channel.receive(pass_by)
    assert (answer, buffers) == ({"a": 1}, [bytearray(b"bytes")])
    channel.send(wire.pack(answer, [bytes(buffer) for buffer in buffers]), pass_by)
    assert theirs.recv(1_000) == b"".join(wire.pack({"a": 1}, [b"bytes"]))


def test_frames_that_come_at_once_are_read_one_by_one(
    ends: tuple[Channel, socket.socket],
) -> None:
    channel, theirs = ends
    first, second = wire.pack({"a": 1}, [b"bytes"]), wire.pack({"b": 2}, [bytes(100_000)])
    theirs.setblocking(False)
    theirs.sendall(b"".join([*first, *second]))
    assert channel.receive(pass_by) == ({"a": 1}, [bytearray(b"bytes")])
    assert channel.receive(pass_by) == ({"b": 2}, [bytearray(100_000)])


@pytest.mark.parametrize("size", [0, 1, 70_000])
def test_a_frame_that_comes_in_pieces_is_one(
    ends: tuple[Channel, socket.socket], size: int
) -> None:
    channel, theirs = ends
    whole = b"".join(wire.pack({"a": 1}, [bytes(size)]))
    pieces = iter([whole[:3], whole[3:20], whole[20:50_000], whole[50_000:]])

    def look() -> None:
        theirs.sendall(next(pieces, b""))

    assert channel.receive(look) == ({"a": 1}, [bytearray(size)])


@pytest.mark.parametrize("sent", [pytest.param(b"", id="at once"), pytest.param(b"\x09", id="cut")])
def test_the_other_end_that_is_gone_is_the_end(
    ends: tuple[Channel, socket.socket], sent: bytes
) -> None:
    channel, theirs = ends
    theirs.sendall(sent)
    theirs.close()
    with pytest.raises(EOFError):
        channel.receive(pass_by)
    with pytest.raises(EOFError):
        channel.send([b"x"], pass_by)


def test_a_channel_closed_here_is_the_end(ends: tuple[Channel, socket.socket]) -> None:
    channel, _ = ends
    channel.close()
    with pytest.raises(EOFError):
        channel.receive(pass_by)


@pytest.mark.parametrize("tree", [5, [1], "text", None])
def test_only_an_object_is_an_answer(ends: tuple[Channel, socket.socket], tree: object) -> None:
    channel, theirs = ends
    wire.send(theirs, tree)
    with pytest.raises(BadFrame, match="not an object"):
        channel.receive(pass_by)


def test_somebody_looks_while_nothing_comes(ends: tuple[Channel, socket.socket]) -> None:
    channel, _ = ends
    looks = []

    def look() -> None:
        looks.append(1)
        if len(looks) == 3:
            raise LookupError

    with pytest.raises(LookupError):
        channel.receive(look)
    assert len(looks) == 3


def test_somebody_looks_while_nothing_is_read(ends: tuple[Channel, socket.socket]) -> None:
    channel, _ = ends

    def look() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        channel.send([bytes(16 << 20)], look)
