"""What the kernel says of a student's processes, beside what psutil makes of the same."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from autograder.sandbox import watch

BUSY = "sum(range(3_000_000)); import os, sys; os.fork(); os.write(1, b'.'); sys.stdin.read()"


@pytest.fixture
def family() -> Iterator[psutil.Process]:
    """A process that has worked, with a child of its own; both wait."""
    with subprocess.Popen(
        [sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout.read(2) == b".."
        yield psutil.Process(parent.pid)
        parent.stdin.close()


def test_descendants_are_those_at_any_depth(family: psutil.Process) -> None:
    found = watch.descendants(os.getpid())
    assert {family.pid, *(child.pid for child in family.children())} <= found
    assert os.getpid() not in found
    assert watch.descendants(family.pid) == {child.pid for child in family.children()}


def test_usage_counts_the_child_and_what_it_started(family: psutil.Process) -> None:
    (child,) = family.children()
    used = watch.usage(os.getpid(), family.pid)
    cpu = sum(sum(process.cpu_times()[:2]) for process in (family, child))
    memory = sum(process.memory_info().rss for process in (family, child))
    assert used.cpu_seconds >= cpu > 0
    assert used.memory_bytes >= memory
    assert watch.usage(family.pid, child.pid).memory_bytes < used.memory_bytes


def test_usage_keeps_what_has_ended(family: psutil.Process) -> None:
    before = watch.usage(os.getpid(), family.pid).cpu_seconds
    subprocess.run([sys.executable, "-c", "sum(range(10_000_000))"], check=True)
    assert watch.usage(os.getpid(), family.pid).cpu_seconds > before


def test_a_process_that_has_ended_uses_nothing() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert watch.usage(ended.pid, ended.pid) == watch.Usage(0.0, 0)
    assert watch.descendants(ended.pid) == set()


def test_a_name_with_brackets_and_spaces_does_not_shift_the_fields(tmp_path: Path) -> None:
    program = tmp_path / "a) R 1 (b"
    program.symlink_to("/bin/cat")
    with subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as cat:
        cat.stdin.write(b".")
        cat.stdin.flush()
        assert cat.stdout.read(1) == b"."
        assert (
            watch.usage(cat.pid, cat.pid).memory_bytes == psutil.Process(cat.pid).memory_info().rss
        )
