"""How much memory a student's processes hold, by the kernel's account."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

import psutil


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
