"""Is this machine fit to grade? Proved by trying what a cheat would try first, in a real sandbox.

Each probe is a cell that prints `open` where it got through. A probe that does not get through is
proof; that the kernel claims to have a feature is not.
"""

from __future__ import annotations

import os
import resource
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import MachineError
from autograder.records import Limits, Tier, Verdict
from autograder.sandbox.box import Box
from autograder.sandbox.faults import BoxLost
from autograder.sandbox.policy import SANDBOXED
from autograder.sandbox.start import zygote
from autograder.sandbox.usage import busy_seconds

LIBRARIES = (  # enough to run a cell
    "IPython.core.interactiveshell",
    "matplotlib_inline.backend_inline",
)
TIERS = {
    Tier.NAMESPACES: "own namespaces, Landlock, seccomp and limits",
    Tier.LANDLOCK: "Landlock, seccomp and limits, without namespaces (as in a container)",
}
LIMITS = Limits(cell_seconds=20, address_space_bytes=2 << 30, processes=100, scratch_bytes=64 << 20)
LEAK = "The sandbox leaks on this kernel. Report it; do not grade here."
DUMPS = (
    "Crashes go to a program (/proc/sys/kernel/core_pattern), and `ulimit -Hc 0` keeps the sandbox "
    "from stopping that. Start the grader where `ulimit -Hc` is not 0."
)
QUEUE = (
    "This kernel does not count it (CONFIG_SCHED_INFO), so that on a busy machine honest "
    "notebooks can run out of time. Use fewer workers than processors."
)
PROBES = {
    "a file of yours cannot be read": """
print('open' if open({canary!r}).read() else '')
""",
    "the files of your home and /etc/passwd cannot be read": """
for path in {home!r}:
    try:
        open(path, 'rb').read(1)
        print('open')
    except OSError:
        pass
""",
    "nothing can be written outside the sandbox": """
open('/usr/probe', 'w')
print('open')
""",
    "the network cannot be reached": """
import socket
socket.create_connection(('127.0.0.1', 9), timeout=2)
print('open')
""",
    "only Unix sockets can be made": """
import socket
socket.socket()
print('open')
""",
    "no other process can be seen": """
import os
try:
    seen = bool(os.listdir('/proc'))
except PermissionError:
    seen = False
try:
    open('/proc/{pid}/environ').read()
    seen = True
except OSError:
    pass
print('open' if seen else '')
""",
    "nothing of the machine can be read in /proc": """
names = 'cmdline config.gz diskstats interrupts kallsyms locks modules partitions version_signature'
for name in names.split():
    try:
        open(f'/proc/{{name}}', 'rb').read(1)
        print('open')
    except OSError:
        pass
""",
    "no process outside can be signalled": """
import os
os.kill({pid}, 0)
print('open')
""",
    "no handle of a process outside can be had": """
import os
os.pidfd_open({pid})
print('open')
""",
    "memory that no limit counts is refused": """
import os
os.memfd_create('probe')
print('open')
""",
    "shared memory without a file is refused": """
import mmap
mmap.mmap(-1, 4096)
print('open')
""",
    "what is shared by the whole machine is refused: events and watches": """
import ctypes, os
libc = ctypes.CDLL(None)
number = {{'x86_64': 206, 'aarch64': 0}}[os.uname().machine]
print('open' if libc.syscall(number, 1, ctypes.byref(ctypes.c_ulong(0))) == 0 else '')
print('open' if libc.inotify_init1(0) >= 0 else '')
""",
    "sockets and pipes keep their size": """
import fcntl, os, socket
for act in (
    lambda: socket.socketpair()[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20),
    lambda: fcntl.fcntl(os.pipe()[1], 1031, 1 << 18),
):
    try:
        act()
        print('open')
    except OSError:
        pass
""",
    "locks do not reach other submissions": """
import fcntl, os
first, second = os.open('/usr', os.O_RDONLY), os.open('/usr', os.O_RDONLY)
fcntl.flock(first, fcntl.LOCK_EX | fcntl.LOCK_NB)
try:
    fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
except OSError:
    print('open')
""",
    "the kernel cannot be asked to forget the grader": """
import ctypes
print('open' if ctypes.CDLL(None).prctl(1, 0, 0, 0, 0) == 0 else '')
""",
    "priorities cannot be lowered to pass computing off as waiting": """
import os
os.nice(1)
print('open')
""",
    "no new namespace can be made": """
import ctypes
print('open' if ctypes.CDLL(None).unshare(0x10000000) == 0 else '')
""",
    "the memory limit holds": """
bytearray(3 << 30)
print('open')
""",
    "the process limit holds": """
import os
children = []
try:
    for _ in range(200):
        child = os.fork()
        if child == 0:
            import time
            time.sleep(60)
            os._exit(0)
        children.append(child)
except OSError:
    pass
for child in children:
    os.kill(child, 9)
print('open' if len(children) >= 200 else '')
""",
    "the scratch space is limited": """
import os
try:
    for n in range(100):
        open(f'big{{n}}', 'wb').write(bytes(8 << 20))
    print('open')
except OSError:
    print('')
""",
}
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
            yield from probe(warm.path)
            yield _examine_dumps()
            yield _examine_queue()
    except (MachineError, BoxLost) as error:
        remedy = f"{error} {_find_remedy(str(error))}"
        yield Finding(what="the sandbox is unavailable", sound=False, remedy=remedy)


def probe(
    zygote_path: str, limits: Limits = LIMITS, probes: dict[str, str] = PROBES
) -> Iterator[Finding]:
    """Try each probe in a sandbox of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".canary") as canary:
        canary.write("secret")
        canary.flush()
        home = ["/etc/passwd", *_list_files(Path.home())]
        for what, source in probes.items():
            cell = source.format(canary=canary.name, home=home, pid=os.getpid())
            sound = _holds(zygote_path, limits, cell)
            yield Finding(what=what, sound=sound, remedy="" if sound else LEAK)


def _holds(zygote_path: str, limits: Limits, source: str) -> bool:
    """Return whether a probe does not get through: it fails, or is stopped for what it wrote."""
    with Box(zygote_path, limits) as box:
        try:
            return "open" not in box.run(source, 1).stdout
        except BoxLost as loss:
            if loss.verdict is Verdict.DISK:
                return True
            raise


def _examine_dumps(pattern: Path = Path("/proc/sys/kernel/core_pattern")) -> Finding:
    """Find out whether what a crash leaves could go to a program outside."""
    piped = pattern.read_text().startswith(("|", "@"))
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    return Finding(
        what="a crash is not dumped",
        sound=hard != 0 or not piped,
        remedy="" if hard != 0 or not piped else DUMPS,
    )


def _examine_queue() -> Finding:
    counted = busy_seconds() > 0
    return Finding(
        what="waiting is told from standing in line for a processor",
        sound=counted,
        remedy="" if counted else QUEUE,
    )


def _list_files(folder: Path) -> list[str]:
    try:
        return [str(path) for path in folder.iterdir() if path.is_file()][:20]
    except OSError:
        return []


def _find_remedy(message: str) -> str:
    return next((remedy for step, remedy in REMEDIES.items() if step in message), "")
