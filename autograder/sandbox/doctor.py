"""Is this machine fit to grade? Proved by trying what a cheat would try first, in a real sandbox.

Each of `probes` is a cell that prints `open` where it got through, or defines a function for the
border between checks and submissions. A probe that does not get through is proof; that the kernel
claims to have a feature is not.
"""

from __future__ import annotations

import os
import resource
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from autograder.errors import MachineError
from autograder.records import Limits, Tier, Verdict
from autograder.sandbox.box import Box
from autograder.sandbox.faults import BoxLost, StudentOverLimit, StudentRaised
from autograder.sandbox.policy import SANDBOXED
from autograder.sandbox.probes import (
    BOUNDED,
    DESCRIBES,
    FORGES,
    LIMITS,
    LISTENS,
    PROBES,
    SPAWNS,
    SPENDS,
    SPENT_SECONDS,
    STAYS,
)
from autograder.sandbox.start import zygote
from autograder.sandbox.usage import busy_seconds, descendants, tasks

Call = Callable[..., Any]
LIBRARIES = (  # enough to run a cell
    "IPython.core.interactiveshell",
    "matplotlib_inline.backend_inline",
)
TIERS = {
    Tier.NAMESPACES: "own namespaces, Landlock, seccomp and limits",
    Tier.LANDLOCK: "Landlock, seccomp and limits, without namespaces (as in a container)",
}
LEAK = "The sandbox leaks on this kernel. Report it; do not grade here."
DUMPS = (
    "Crashes go to a program (/proc/sys/kernel/core_pattern), and `ulimit -Hc 0` keeps the sandbox "
    "from stopping that. Start the grader where `ulimit -Hc` is not 0."
)
UNCOUNTED = (
    "This kernel forgets what such processes computed, so that a submission could compute without "
    "end. Report it; do not grade here."
)
QUEUE = (
    "This kernel does not count it (CONFIG_SCHED_INFO), so that on a busy machine honest "
    "notebooks can run out of time. Use fewer workers than processors."
)
REMEDIES = {  # by the step that failed
    "make namespaces": (
        "For namespaces inside a container, give it the right to make them or grade on its host; "
        "on Ubuntu 24.04 or newer, "
        "`sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`, or grade as root."
    ),
    "seccomp": "Install the system package `libseccomp2` (`libseccomp` on Fedora).",
    "Landlock": (
        "Landlock is needed: Linux 5.13 or newer (6.12 for an ordinary user without namespaces), "
        "with `landlock` among those that the boot option `lsm=` names."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was tried, whether it is as it must be, and what to do when it is not."""

    what: str
    sound: bool
    remedy: str = ""


def examine(cache: Path, tiers: Sequence[Tier] = SANDBOXED) -> Iterator[Finding]:
    """Yield what was found for the best tier that this machine grants; for none, that alone."""
    try:
        with zygote(cache, LIBRARIES, tiers) as warm:
            better = f"Better is refused: {warm.refused} {_find_remedy(warm.refused)}"
            yield Finding(
                what=f"the sandbox is available: {TIERS[warm.tier]}",
                sound=True,
                remedy=better if warm.refused else "",
            )
            yield from examine_sandbox(warm.path)
            yield _examine_dumps()
            yield _examine_queue()
    except (MachineError, BoxLost) as error:
        remedy = f"{error} {_find_remedy(str(error))}"
        yield Finding(what="the sandbox is unavailable", sound=False, remedy=remedy)


def examine_sandbox(zygote_path: str) -> Iterator[Finding]:
    """Yield what was found in sandboxes of this zygote."""
    yield from probe(zygote_path)
    for what, (limits, source) in BOUNDED.items():
        yield _judge(what, _holds(zygote_path, limits, source), LEAK)
    for what, (source, holds) in BORDER.items():
        yield _judge(what, _examine_border(zygote_path, source, holds), LEAK)
    yield _examine_count(zygote_path)
    yield _examine_end(zygote_path)


def probe(
    zygote_path: str, limits: Limits = LIMITS, probes: dict[str, str] = PROBES
) -> Iterator[Finding]:
    """Try each probe in a sandbox of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".canary") as canary:
        canary.write("secret")
        canary.flush()
        home, folder = ["/etc/passwd", *_list_files(Path.home())], f"{Path.cwd()}/"
        for what, source in probes.items():
            cell = source.format(canary=canary.name, home=home, folder=folder, pid=os.getpid())
            yield _judge(what, _holds(zygote_path, limits, cell), LEAK)


def _judge(what: str, sound: bool, remedy: str) -> Finding:
    """Return a finding whose remedy is told only where it is needed."""
    return Finding(what=what, sound=sound, remedy="" if sound else remedy)


def _holds(zygote_path: str, limits: Limits, source: str) -> bool:
    """Return whether a probe does not get through: it fails, or is stopped for what it wrote."""
    with Box(zygote_path, limits) as box:
        try:
            return "open" not in box.run(source, 1).stdout
        except BoxLost as loss:
            if loss.verdict is Verdict.DISK:
                return True
            raise


def _is_the_students(call: Call) -> bool:
    try:
        call()
    except Exception as error:
        return isinstance(error.__cause__, StudentRaised)
    return False


def _is_not_told(call: Call) -> bool:
    def check(_value: object) -> None:
        raise AssertionError("secret")

    told = call(check)
    return isinstance(told, str) and "secret" not in told


def _is_drawn_as_here(call: Call) -> bool:
    here, there = (np.random.default_rng(7) for _ in range(2))
    return bool(call(there) == here.spawn(1)[0].random())


def _is_stopped(call: Call) -> bool:
    try:
        call()
    except BoxLost:
        return True
    except Exception as error:
        return isinstance(error, StudentOverLimit)
    return False


BORDER: dict[str, tuple[str, Callable[[Call], bool]]] = {  # a cell, and whether its probe holds
    "what a submission raises is never taken for the grader's fault": (FORGES, _is_the_students),
    "no word of a check reaches a submission": (LISTENS, _is_not_told),
    "random generators keep their seeds": (SPAWNS, _is_drawn_as_here),
    "an error that never ends its message is stopped": (DESCRIBES, _is_stopped),
}


def _examine_border(zygote_path: str, source: str, holds: Callable[[Call], bool]) -> bool:
    """Return whether a probe holds that is called with what checks hand over."""
    with Box(zygote_path, replace(LIMITS, cell_seconds=1)) as box:
        box.run(source, 1)
        return holds(box.get("probe"))


def _examine_count(zygote_path: str) -> Finding:
    with Box(zygote_path, LIMITS) as box:
        sound = box.run(SPENDS, 1).seconds >= SPENT_SECONDS
    return _judge("processes that nobody waits for are counted", sound, UNCOUNTED)


def _examine_end(zygote_path: str) -> Finding:
    """Find out whether what a submission leaves running ends with it."""
    with Box(zygote_path, LIMITS) as box:
        box.run(STAYS, 1)
        started = descendants(box.process.waiter)
    sound = len(started) > 1 and not any(tasks(pid) for pid in started)
    return _judge("what a submission leaves running ends with it", sound, LEAK)


def _examine_dumps(pattern: Path = Path("/proc/sys/kernel/core_pattern")) -> Finding:
    """Find out whether what a crash leaves could go to a program outside."""
    piped = pattern.read_text().startswith(("|", "@"))
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    return _judge("a crash is not dumped", hard != 0 or not piped, DUMPS)


def _examine_queue() -> Finding:
    what = "waiting is told from standing in line for a processor"
    return _judge(what, busy_seconds() > 0, QUEUE)


def _list_files(folder: Path) -> list[str]:
    try:
        return [str(path) for path in folder.iterdir() if path.is_file()][:20]
    except OSError:
        return []


def _find_remedy(message: str) -> str:
    return next((remedy for step, remedy in REMEDIES.items() if step in message), "")
