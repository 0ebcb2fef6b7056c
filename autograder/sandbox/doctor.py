"""Is this machine fit to grade? Proved by trying: a box is opened, and what a cheat would try first is tried in it.

Each probe is a cell that prints `open` where it got through. A probe that does not get through is proof; that the kernel
claims to have a feature is not.
"""

from __future__ import annotations

import os
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

LIBRARIES = (
    "IPython.core.interactiveshell",
    "matplotlib_inline.backend_inline",
)  # enough for a box
JAILS = {
    Tier.NAMESPACES: "own namespaces, Landlock, seccomp and limits",
    Tier.LANDLOCK: "Landlock, seccomp and limits, without namespaces (as in a container)",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried, whether it is as it must be, and what to do when it is not."""

    what: str
    sound: bool
    remedy: str = ""


PROBES = {
    "a file of yours cannot be read": "print('open' if open({canary!r}).read() else '')",
    "the files of your home and /etc/passwd cannot be read": (
        "for path in {home!r}:\n    try:\n        open(path, 'rb').read(1)\n        print('open')\n"
        "    except OSError:\n        pass"
    ),
    "nothing can be written outside the box": "open('/usr/probe', 'w'); print('open')",
    "no network": "import socket; socket.create_connection(('127.0.0.1', 9), timeout=2); print('open')",
    "no socket but a unix one can be made": "import socket; socket.socket(); print('open')",
    "no other process can be looked at": (
        "import os\ntry:\n    seen = [p for p in os.listdir('/proc') if p.isdigit()] != ['1']\n"
        "except PermissionError:\n    seen = False\n"
        "try:\n    open('/proc/{pid}/environ').read()\n    seen = True\nexcept OSError:\n    pass\nprint('open' if seen else '')"
    ),
    "no process outside can be signalled": "import os; os.kill({pid}, 0); print('open')",
    "memory that no limit counts is refused": "import os; os.memfd_create('probe'); print('open')",
    "no new namespace can be made": "import ctypes; print('open' if ctypes.CDLL(None).unshare(0x10000000) == 0 else '')",
    "the memory limit holds": "bytearray(3 << 30); print('open')",
    "the process limit holds": (
        "import os\nchildren = []\ntry:\n    for _ in range(200):\n        child = os.fork()\n        if child == 0:\n"
        "            import time; time.sleep(60); os._exit(0)\n        children.append(child)\nexcept OSError:\n    pass\n"
        "for child in children:\n    os.kill(child, 9)\nprint('open' if len(children) >= 200 else '')"
    ),
    "the scratch space is limited": (
        "import os\ntry:\n    for n in range(100):\n        open(f'big{{n}}', 'wb').write(bytes(8 << 20))\n    print('open')\n"
        "except OSError:\n    print('')"
    ),
}


def examine(cache: Path, tiers: Sequence[Tier] = SANDBOXED) -> Iterator[Finding]:
    """Yield what was found for the best tier that this machine grants; where it grants none, that alone."""
    limits = Limits(
        cell_seconds=20, address_space_bytes=2 << 30, processes=100, scratch_bytes=64 << 20
    )
    try:
        with zygote(cache, LIBRARIES, tiers) as warm:
            missing = (
                f"Better is refused: {warm.refused} {_remedy(warm.refused)}" if warm.refused else ""
            )
            yield Finding(f"the jail closes: {JAILS[warm.tier]}", sound=True, remedy=missing)
            yield from _probe(warm.path, limits)
    except (MachineError, BoxLost) as error:
        yield Finding("the jail closes", sound=False, remedy=f"{error} {_remedy(str(error))}")


def _probe(zygote_path: str, limits: Limits) -> Iterator[Finding]:
    with tempfile.NamedTemporaryFile("w", suffix=".canary") as canary:
        canary.write("secret")
        canary.flush()
        names = {
            "canary": canary.name,
            "home": ["/etc/passwd", *_files(Path.home())],
            "pid": os.getpid(),
        }
        for what, source in PROBES.items():
            sound = _holds(zygote_path, limits, source.format(**names))
            yield Finding(
                what,
                sound,
                ""
                if sound
                else "The jail is not tight on this kernel. Report it; do not grade here.",
            )


def _holds(zygote_path: str, limits: Limits, source: str) -> bool:
    """Return whether a probe does not get through: it fails, or is stopped for what it has written."""
    with Box(zygote_path, limits) as box:
        try:
            return "open" not in box.run(source, 1).stdout
        except BoxLost as loss:
            if loss.verdict is Verdict.DISK:
                return True
            raise


def _files(folder: Path) -> list[str]:
    try:
        return [str(path) for path in folder.iterdir() if path.is_file()][:20]
    except OSError:
        return []


def _remedy(message: str) -> str:
    """Return what to do about the step that failed."""
    if "unshare" in message:
        return (
            "For namespaces inside a container, give it the right to make them or grade on its host; on Ubuntu 24.04 or newer, "
            "`sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`, or grade as root."
        )
    if "seccomp" in message:
        return "Install the system package `libseccomp2` (`libseccomp` on Fedora)."
    if "Landlock" in message:
        return (
            "Landlock is needed: Linux 5.13 or newer (6.12 for an ordinary user without namespaces), with `landlock` among those "
            "that the boot option `lsm=` names."
        )
    return ""
