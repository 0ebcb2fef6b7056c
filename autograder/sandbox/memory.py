"""How much memory a student's processes hold, by the kernel's account: exact, but slow to ask.

It is asked where `usage`, which is never too low, is over the limit. What neither can see is
refused by `policy`: memory that no mapping and no open file of theirs leads to.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator

import psutil

from autograder.sandbox.usage import (
    PROCESS_BYTES,
    SOCKET_BYTES,
    count_descriptors,
    kept_bytes,
    tasks,
)

MAPPING_BYTES = 400
FILE_BYTES = {"socket": SOCKET_BYTES, "pipe": 64 << 10}
OTHER_BYTES = 50_000  # an epoll that watches as many files as can be open
NAMED = ("socket", "pipe", "/")  # the same name for the same file
KEPT = ("VmPTE:", "VmSwap:")  # in kB


def private_bytes(pids: Iterable[int], shared: int) -> int:
    """Return the proportional share (PSS) of some processes: exact, but too slow to ask often.

    A root without the right to look at others (in a container) gets an estimate: what is not
    shared with a file, less the `shared` bytes that came from the zygote.
    """
    total, known = 0, list(pids)
    for pid in known:
        try:
            total += psutil.Process(pid).memory_full_info().pss
        except psutil.AccessDenied:
            return max(0, anonymous_bytes(known) - shared)
        except psutil.Error:
            continue  # it has ended
    return total


def anonymous_bytes(pids: Iterable[int]) -> int:
    """Return the bytes behind which no file stands, shared pages counted for each process."""
    total = 0
    for pid in pids:
        with contextlib.suppress(psutil.Error):
            memory = psutil.Process(pid).memory_info()
            total += memory.rss - memory.shared
    return total


def kernel_bytes(pids: Iterable[int]) -> int:
    """Return what the kernel holds for some processes beside their resident pages."""
    known = list(pids)
    files = {name for pid in known for task in tasks(pid) for name in _open_files(task)}
    held = sum(FILE_BYTES.get(name.partition(":")[0], OTHER_BYTES) for name in files)
    return held + sum(_table_bytes(pid) for pid in known)


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
    try:
        with open(f"/proc/{pid}/maps", "rb") as maps:  # noqa: PTH123
            mappings = sum(1 for _ in maps)
    except PermissionError:
        return PROCESS_BYTES
    except OSError:  # it has ended
        return 0
    return mappings * MAPPING_BYTES + kept_bytes(pid, *KEPT)
