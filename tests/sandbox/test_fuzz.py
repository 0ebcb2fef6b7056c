"""Hostile bytes of every kind: those that once broke a reader, and a few thousand fresh ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fuzz
import pytest
from fuzz import CORPUS, Fuzzer

from autograder.records import Assignment
from autograder.sandbox import plain, wire

pytestmark = pytest.mark.kernel


@pytest.fixture(scope="module")
def readers(assignment: Assignment) -> Iterator[Fuzzer]:
    with fuzz.fuzzer(assignment) as made:
        yield made


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_what_once_broke_a_reader_breaks_none(path: Path, readers: Fuzzer) -> None:
    assert readers.fault(path.name.partition("-")[0], path.read_bytes()) is None


@pytest.mark.parametrize(("what", "count"), [("frames", 4_000), ("notebooks", 1_000)])
def test_hostile_bytes_raise_only_what_is_documented(
    what: str, count: int, readers: Fuzzer
) -> None:
    faults = [
        (kind, error, data)
        for kind, data in fuzz.cases(what, count, 7)
        if (error := readers.fault(kind, data))
    ]
    assert [(kind, repr(error), len(data)) for kind, error, data in faults] == []


def test_an_honest_answer_passes_through_the_peer(readers: Fuzzer) -> None:
    """Else no hostile one would reach the box either."""
    encoder = plain.Encoder()
    honest = b"".join(wire.pack({"ok": encoder.encode([1, "a"])}, encoder.buffers))
    with readers.boxed(honest) as box:
        assert box.get("x") == [1, "a"]


def test_a_fault_is_noticed(readers: Fuzzer) -> None:
    def broken(data: bytes) -> None:
        raise KeyError(len(data))

    readers.kinds["broken"] = broken
    assert repr(readers.fault("broken", b"ab")) == "KeyError(2)"
