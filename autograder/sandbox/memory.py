"""How much memory a student's processes hold, by the kernel's account: exact, but slow to ask.

It is asked where `usage`, which is never too low, is over the limit. What neither can see is
refused by `policy`: memory that no mapping and no open file of theirs leads to.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from autograder.sandbox.usage import (
    PAGE_BYTES,
    PROCESS_BYTES,
    SOCKET_BYTES,
    count_descriptors,
    find_memory,
    has_left,
    kept_bytes,
    resident,
    tasks,
)

COUNT_SECONDS = 1.0  # of ours; two hundred processes with all of a course's libraries take 0.4
MAPPING_BYTES = 400
FILE_BYTES = {"socket": SOCKET_BYTES, "pipe": 64 << 10}
OTHER_BYTES = 50_000  # an epoll that watches as many files as can be open
NAMED = ("socket", "pipe", "/")  # the same name for the same file
KEPT = (b"VmPTE:", b"VmSwap:")  # in kB


def private_bytes(pids: Iterable[int], shared: int) -> int:
    """Return the proportional share (PSS) of some processes: exact, but too slow to ask often.

    A root without the right to look at others (in a container) gets an estimate: what is not
    shared with a file, less the `shared` bytes that came from the zygote.
    """
    return sum(_private_parts(list(pids), shared))


def is_over(pids: Iterable[int], shared: int, limit: int) -> bool:
    """Return whether some processes hold more than `limit` bytes, those in the kernel included.

    So is what lies in more pieces than can be counted in a moment: it could grow meanwhile.
    """
    known, total, end = list(pids), 0, time.thread_time() + COUNT_SECONDS
    for part in chain(_private_parts(known, shared), _kernel_parts(known)):
        total += part
        if total > limit or time.thread_time() > end:
            return True
    return False


def anonymous_bytes(pids: Iterable[int]) -> int:
    """Return the bytes behind which no file stands, shared pages counted for each process."""
    return sum(pages - shared for pages, shared in map(resident, pids)) * PAGE_BYTES


def kernel_bytes(pids: Iterable[int]) -> int:
    """Return what the kernel holds for some processes beside their resident pages."""
    return sum(_kernel_parts(list(pids)))


def _private_parts(pids: Sequence[int], shared: int) -> Iterator[int]:
    for pid in pids:
        try:
            yield _proportional_bytes(pid)
        except PermissionError:
            yield max(0, anonymous_bytes(pids) - shared)
            return
        except OSError:
            continue  # it has ended


def _proportional_bytes(pid: int) -> int:
    place = find_memory(pid)
    if has_left(place):
        return 0
    lines = Path(place, "smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))


def _kernel_parts(pids: Sequence[int]) -> Iterator[int]:
    counted: set[str] = set()
    for pid in pids:
        files = {name for task in tasks(pid) for name in _open_files(task)} - counted
        counted |= files
        yield sum(FILE_BYTES.get(name.partition(":")[0], OTHER_BYTES) for name in files)
        yield _table_bytes(pid)


def _open_files(task: str) -> Iterator[str]:
    """Yield a name for each file that a thread has open, the same for the same."""
    try:
        for number in os.listdir(f"{task}/fd"):  # noqa: PTH208
            with contextlib.suppress(OSError):  # it was closed
                name = os.readlink(f"{task}/fd/{number}")  # noqa: PTH115
                yield name if name.startswith(NAMED) else f"{task}/{number}"
    except PermissionError:
        yield from (f"socket:{task}/{number}" for number in range(count_descriptors(task)))
    except OSError:
        return  # it has ended


def _table_bytes(pid: int) -> int:
    """Return the bytes of a process's tables and mappings, and of its pages that were put away."""
    place = find_memory(pid)
    if has_left(place):
        return 0
    try:
        with open(f"{place}/maps", "rb") as maps:  # noqa: PTH123
            mappings = sum(1 for _ in maps)
    except PermissionError:
        return PROCESS_BYTES
    except OSError:  # it has ended
        return 0
    return mappings * MAPPING_BYTES + kept_bytes(pid, *KEPT)
