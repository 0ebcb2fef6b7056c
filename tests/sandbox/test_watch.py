"""What the kernel says of a student's processes, beside what psutil makes of the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from conftest import LIMITS

from autograder.records import Tier, Verdict
from autograder.sandbox import usage, watch
from autograder.sandbox.budget import Budget
from autograder.sandbox.faults import StudentStopped

CLEANER = "input(); import os; os.execv('/bin/sh', ['/bin/sh', '-c', 'read line'])"
SLOW_END = """
import os, select, sys
select.select([os.pidfd_open(int(sys.argv[1]))], [], [])
sum(range(10_000_000))
"""
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
    cpu = round(cpu, 2)  # of hundredths, whose sum may be 0.060000000000000005
    memory = sum(process.memory_info().rss for process in (family, child))
    assert used.cpu_seconds >= cpu > 0
    assert used.memory_bytes >= memory
    beside = watch.usage(family.pid, child.pid)
    assert beside.memory_bytes < used.memory_bytes
    assert beside.cpu_seconds >= cpu, "what the waiter does for a student counts"


def test_usage_keeps_what_has_ended(family: psutil.Process) -> None:
    before = watch.usage(os.getpid(), family.pid).cpu_seconds
    subprocess.run([sys.executable, "-c", "sum(range(10_000_000))"], check=True)
    assert watch.usage(os.getpid(), family.pid).cpu_seconds > before


def test_a_process_that_has_ended_uses_nothing() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert watch.usage(ended.pid, ended.pid) == watch.Usage(0.0, 0, 0)
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


def test_lines_of_the_status_are_added_up() -> None:
    kept = usage.kept_bytes(os.getpid(), b"VmPTE:", b"VmSwap:")
    assert 0 < kept < 100 << 20


@pytest.mark.parametrize("name", [b"\x1cVmPTE: -999999", b"\rVmPTE: -999999", b"\xff) R 1"])
def test_no_name_that_a_process_gives_itself_changes_what_is_counted(name: bytes) -> None:
    rename = f"open('/proc/self/comm', 'wb').write({name!r})"
    with subprocess.Popen(
        [sys.executable, "-c", f"{rename}; print(flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as named:
        assert named.stdout
        named.stdout.readline()
        assert usage.kept_bytes(named.pid, b"VmPTE:") > 0
        assert usage.usage(os.getpid(), named.pid).memory_bytes > 0
        named.communicate(b"\n")


class Still:
    """A process that holds so much, and does nothing."""

    alive = True

    def __init__(self, memory_bytes: int, scratch: str, processes: int) -> None:
        self.used = usage.Usage(0.0, memory_bytes, processes=processes)
        self.scratch = scratch
        self.looks = 0

    def usage(self) -> usage.Usage:
        self.looks += 1
        return self.used

    def read_fill(self) -> tuple[int, int]:
        return 0, 0

    def has_filled(self, _: object) -> bool:
        return False

    def queued_seconds(self) -> tuple[float, float]:
        return 0.0, 0.0

    def is_ready(self) -> bool:
        return False


@pytest.mark.parametrize(
    ("free_bytes", "scratch", "processes", "looks"),
    [
        pytest.param(4 << 30, "", 1, 4, id="much memory is left"),
        pytest.param(1 << 30, "", 1, 8, id="a gigabyte is left"),
        pytest.param(100 << 20, "", 1, 20, id="little is left"),
        pytest.param(4 << 30, "", 2, 20, id="another process"),
        pytest.param(4 << 30, "folder", 1, 20, id="the kernel bounds no disk"),
    ],
)
def test_it_is_looked_at_the_oftener_the_less_memory_is_left(
    free_bytes: int,
    scratch: str,
    processes: int,
    looks: int,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    now = [0.0]
    monkeypatch.setattr(watch, "GROWTH_BYTES", 8 << 30)  # as with two processors
    monkeypatch.setattr(watch, "time", SimpleNamespace(monotonic=lambda: now[0]))
    limits = replace(LIMITS, memory_bytes=5 << 30)
    folder = scratch and str(tmp_path / scratch)
    process = Still(limits.memory_bytes - free_bytes, folder, processes)
    looking = watch.Watch(process, limits, Budget(limits))  # type: ignore[arg-type] # stands for one
    for now[0] in (hundredths / 100 for hundredths in range(1, 201)):
        looking.look()
    assert process.looks == pytest.approx(2 * looks, abs=2)


@pytest.fixture
def waiting() -> Iterator[subprocess.Popen[bytes]]:
    """A process that waits for input, and heeds an interrupt even where the tests ignore it."""
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, preexec_fn=_heed_interrupts) as cat:
        yield cat


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def hold(process: subprocess.Popen[bytes], scratch: str = "") -> watch.Process:
    return watch.Process(process.pid, process.pid, Tier.NONE, scratch)


def test_a_process_that_has_ended_cannot_be_held(waiting: subprocess.Popen[bytes]) -> None:
    waiting.communicate()
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(ProcessLookupError):
        hold(waiting)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_process_is_killed_once(waiting: subprocess.Popen[bytes]) -> None:
    held = hold(waiting)
    assert held.alive
    held.kill()
    held.kill()
    assert not held.alive
    assert waiting.wait() == -signal.SIGKILL


def test_the_grader_looks_while_what_was_written_is_removed(
    waiting: subprocess.Popen[bytes],
) -> None:
    with subprocess.Popen([sys.executable, "-c", CLEANER], stdin=subprocess.PIPE) as cleaner:
        held, looks = watch.Process(waiting.pid, cleaner.pid, Tier.NONE, ""), []
        cleaner.stdin.write(b"\n")
        cleaner.stdin.flush()

        def look() -> None:
            looks.append(cleaner.poll())
            if len(looks) == 2:
                cleaner.kill()

        held.kill(lambda: look, free_seconds=0.0)
    assert looks[:2] == [None, None]


def test_the_time_that_ending_the_processes_takes_is_not_counted(
    waiting: subprocess.Popen[bytes],
) -> None:
    with subprocess.Popen([sys.executable, "-c", SLOW_END, str(waiting.pid)]) as waiter:
        held, begun = watch.Process(waiting.pid, waiter.pid, Tier.NONE, ""), []
        held.kill(lambda: begun.append, free_seconds=0.0)
        assert waiter.wait() == 0
    assert not begun


def test_an_interrupt_reaches_the_process(waiting: subprocess.Popen[bytes]) -> None:
    held = hold(waiting)
    held.interrupt()
    assert waiting.wait() == -signal.SIGINT
    held.interrupt()
    held.kill()


@pytest.mark.parametrize(
    ("limits", "note"),
    [
        pytest.param({"scratch_bytes": 1 << 20}, "wrote more than 1 MB to disk", id="bytes"),
        pytest.param({"scratch_files": 2}, "wrote more than 2 files", id="files"),
    ],
)
def test_a_folder_is_measured(
    waiting: subprocess.Popen[bytes], tmp_path: Path, limits: dict[str, int], note: str
) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "big").write_bytes(b"x" * (2 << 20))
    held = hold(waiting, str(tmp_path))
    watch.check_scratch(held, LIMITS)
    with pytest.raises(StudentStopped, match=note) as caught:
        watch.check_scratch(held, replace(LIMITS, **limits))
    assert caught.value.verdict is Verdict.DISK
    held.kill()
