"""Close the sandbox around a student's process: the mechanism. What is allowed is in `policy`.

The zygote asks for a `plan` once for each set of limits; `enter` is called in a fresh,
single-threaded child before any student code, and cannot be undone. How much it closes is the
tier, the best that the machine grants. `tests/sandbox/test_box.py` and `test_tiers.py` prove each
from inside, `autograder doctor` on the spot.

NAMESPACES: layers, each of which alone would stop most of what the others stop.
1. Own namespaces: user (unless root), mount, pid, net, ipc, uts. Process 1 of its pid namespace is
   the waiter, whose death ends every process in it. Its root is a read-only tmpfs that holds the
   libraries, a few devices, and two sized scratch folders, /box (home) and /tmp.
2. Another identity: no capabilities; as root also a kernel uid of its own, so that limits count
   and root-only files stay closed.
3. Resource limits. 4. Landlock (package `sandlock`). 5. seccomp (package `pyseccomp`).

LANDLOCK, inside containers and where namespaces are restricted: 2 to 5 alone, with more system
calls refused. Its scratch folder is one of the machine's, measured from outside. The machine's
file names can be guessed at with `stat`; contents cannot be read.

NONE: resource limits and a scratch folder alone. Only where the instructor typed `--unsafe`.

`MachineRefused` names the step that failed; no tier falls back to less by itself.
"""

from __future__ import annotations

import contextlib
import os
import resource
import site
import socket
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sandlock

from autograder.records import Limits, Tier
from autograder.sandbox import kernel, policy
from autograder.sandbox.faults import MachineRefused
from autograder.sandbox.mounts import enter_new_root
from autograder.sandbox.syscalls import build_filter

OUTSIDE_UID = 65_534
FIRST_ROOT_UID = 2_000_000_000  # + pid: a kernel uid that nobody else has
FEW_UIDS = 4_096  # of those that a container was given, the last: nobody has an account there


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What `enter` will do, worked out in the zygote while everything can still be read."""

    limits: Limits
    tier: Tier
    root: bool
    identity: tuple[int, int]  # the grader's uid and gid, which a user namespace hides
    readable: tuple[str, ...]
    seccomp: Any  # pyseccomp's filter; None without a sandbox


def plan(limits: Limits, tier: Tier) -> Plan:
    """Work out which folders stay readable, and the seccomp filter. Raises `MachineRefused`."""
    root, readable = os.getuid() == 0, _find_readable()
    if root and tier is Tier.LANDLOCK:
        _check_open(readable)
    seccomp = None if tier is Tier.NONE else build_filter(tier)
    return Plan(
        limits=limits,
        tier=tier,
        root=root,
        identity=(os.getuid(), os.getgid()),
        readable=readable,
        seccomp=seccomp,
    )


def _check_open(readable: tuple[str, ...]) -> None:
    """Raise `MachineRefused` for a library folder that only root reaches.

    Without a mount of its own a student's uid could not see it.
    """
    for folder in readable:
        for part in (Path(folder), *Path(folder).parents):
            if not part.stat().st_mode & stat.S_IXOTH and part.is_dir():
                raise MachineRefused(
                    f"{folder} holds Python, but {part} is closed to all but its owner. Open it "
                    f"(`chmod o+x {part}`), install Python elsewhere, or grade as an ordinary user."
                )


def _find_readable() -> tuple[str, ...]:
    """Return the folders that Python and its libraries live in, none inside another."""
    python = {sys.prefix, sys.base_prefix, *site.getsitepackages()}
    folders = python | {*policy.SYSTEM, *policy.LINKS}
    found = sorted({folder for folder in folders if Path(folder).exists()}, key=len)
    return tuple(
        folder
        for folder in found
        if not any(folder != other and Path(folder).is_relative_to(other) for other in found)
    )


def fork_apart(root: bool) -> int:
    """Fork a child that is process 1 of a pid namespace. Raises `MachineRefused`."""
    with _making_namespaces():
        return kernel.fork_into(sum(_first_namespaces(root).values()))


def separate(plan: Plan) -> None:
    """Give the calling process, forked by `fork_apart`, the other namespaces of its own."""
    first = _first_namespaces(plan.root)
    others = {name: bit for name, bit in kernel.NAMESPACES.items() if name not in first}
    if plan.root:
        del others["user"]
    with _making_namespaces():
        kernel.unshare(sum(others.values()))
    if not plan.root:
        uid, gid = plan.identity
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{OUTSIDE_UID} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{OUTSIDE_UID} {gid} 1")


def _first_namespaces(root: bool) -> dict[str, int]:
    """Return those that the first process in them must be born in."""
    names = ("pid",) if root else ("user", "pid")
    return {name: kernel.NAMESPACES[name] for name in names}


@contextlib.contextmanager
def _making_namespaces() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MachineRefused(
            f"{error.strerror}. This machine does not let you make namespaces "
            "(a container, or user namespaces restricted by sysctl or AppArmor)."
        ) from error


def student_uid(pid: int) -> int:
    """Return a kernel uid for a root grader's student.

    Far above all accounts, or one of the last that a container has.
    """
    lines = Path("/proc/self/uid_map").read_text().splitlines()
    ranges = [tuple(map(int, line.split())) for line in lines]
    if any(inside <= FIRST_ROOT_UID + pid < inside + count for inside, _, count in ranges):
        return FIRST_ROOT_UID + pid
    return max(inside + count for inside, _, count in ranges) - 1 - pid % FEW_UIDS


def enter(plan: Plan, uid: int, scratch: str) -> None:
    """Close the sandbox around the calling process. Raises `MachineRefused`.

    `scratch` is its folder where it has no root of its own.
    """
    own_root, closed = plan.tier is Tier.NAMESPACES, plan.tier is not Tier.NONE
    home = policy.HOME if own_root else scratch + policy.HOME
    _step("oom_score_adj", lambda: Path("/proc/self/oom_score_adj").write_text("1000"))
    if own_root:
        _step("a root of its own", lambda: enter_new_root(plan.readable, plan.limits))
        _step("a host name", lambda: socket.sethostname("box"))
    if closed:
        _step("dropping privileges", lambda: _drop(plan, uid))
    _step("dying with the grader", kernel.die_with_parent)
    _step("resource limits", lambda: _limit(plan))
    _step("the scratch folder", lambda: os.chdir(home))
    if closed:
        _step("Landlock", lambda: _landlock(plan, scratch))
        _step("seccomp", lambda: plan.seccomp.load())


def _step(name: str, act: Callable[[], object]) -> None:
    try:
        act()
    except Exception as error:
        raise MachineRefused(f"{name}: {error}") from error


def _drop(plan: Plan, uid: int) -> None:
    """Leave every capability behind, for good; as root, root's identity, too."""
    if plan.root or plan.tier is Tier.NAMESPACES:  # others have none to drop, and may not try
        last = int(Path("/proc/sys/kernel/cap_last_cap").read_text())
        for capability in range(last + 1):
            kernel.prctl(kernel.PR_CAPBSET_DROP, capability)
    kernel.prctl(kernel.PR_CAP_AMBIENT, kernel.PR_CAP_AMBIENT_CLEAR_ALL)
    if plan.root:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    kernel.drop_capabilities()
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)


def _limit(plan: Plan) -> None:
    shared = plan.tier is not Tier.NAMESPACES and not (plan.root and plan.tier is Tier.LANDLOCK)
    others = _count_my_threads() - 1 if shared else 0
    for name, value in policy.resources(plan.limits).items():
        kind = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(kind)[1]
        wanted = value * policy.NEIGHBOURS + others if name == "NPROC" and shared else value
        allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _count_my_threads() -> int:
    """Return how many this user has: NPROC counts them all where a student has no own uid."""
    total, uid = 0, os.getuid()
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and process.stat().st_uid == uid:
                total += len(os.listdir(process / "task"))  # noqa: PTH208 - names only
        except OSError:
            continue  # it has ended
    return total


def _landlock(plan: Plan, scratch: str) -> None:
    """Close all files but the libraries, the scratch folders and a few devices.

    What a kernel before 6.12 lacks of Landlock is done without where another layer does the same:
    all of it with namespaces, or as root, whose students have uids of their own; for others the
    network's part, which seccomp refuses, too.
    """
    own_root = plan.tier is Tier.NAMESPACES
    written = [policy.HOME, policy.TEMPORARY, policy.SHARED] if own_root else [scratch]
    mine = [f"/proc/{os.getpid()}/{name}" for name in policy.OWN_PROC]
    seen = [path for path in (*mine, *policy.PROC) if Path(path).exists()]
    need = sandlock.Protection
    spared = {need.NET_TCP, need.FS_IOCTL_DEV}
    if plan.root or plan.tier is Tier.NAMESPACES:
        spared |= set(need)
    sandlock.confine(
        sandlock.Sandbox(
            fs_readable=[*plan.readable, *seen, *policy.DEVICES],
            fs_writable=[*written, *policy.WRITABLE_DEVICES],
            allow_degraded=sorted(spared),
        )
    )
