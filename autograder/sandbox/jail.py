"""What a student's process may see and use. Runs in a child forked from the zygote, before any student code.

`enter` is called once in a fresh, single-threaded child and cannot be undone. How much it closes is the tier, the best that the
machine grants (facts and measurements: research notes on isolation; `tests/test_box.py` and `tests/test_tiers.py` prove each
from inside, `autograder doctor` on the spot):

NAMESPACES. Layers, each of which alone would stop most of what the others stop: 1. own namespaces: user (unless root), mount,
pid, net, ipc, uts. The child is process 1 of its pid namespace, so its death ends every process it started. Its root is a
read-only tmpfs holding the libraries, a few devices, and two sized scratch folders, /box (home and working folder) and /tmp.
2. another identity: no capabilities; as root also a kernel uid of its own, so that limits count and root-only files stay shut.
3. rlimits. 4. Landlock (package `sandlock`). 5. seccomp (package `pyseccomp`), a deny list of what those do not cover.

LANDLOCK, inside containers and where namespaces are restricted: 2 to 5 alone, with a longer list of refusals. Its scratch
folder is one of the machine's, measured from outside; the machine's file names can be guessed at with `stat`, contents not read.

NONE: rlimits and a scratch folder, nothing else. Only where the instructor typed `--unsafe`.

`MachineRefused` names the step that this machine refuses; no tier falls back to less by itself.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import site
import socket
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sandlock

from autograder.records import Limits, Tier
from autograder.sandbox import policy
from autograder.sandbox.faults import MachineRefused
from autograder.sandbox.policy import HOME, SHARED, TEMPORARY

OUTSIDE_UID = 65_534
FIRST_ROOT_UID = 2_000_000_000  # + pid: a kernel uid that nobody else has
FEW_UIDS = 4_096  # of those that a container was given, the last: nobody has an account there

_CLONE = {
    "ns": 0x20000,
    "uts": 0x4000000,
    "ipc": 0x8000000,
    "user": 0x10000000,
    "pid": 0x20000000,
    "net": 0x40000000,
}
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_BIND, _MS_REC, _MS_PRIVATE = 1, 2, 4, 4096, 16384, 1 << 18
_MNT_DETACH = 2
_AT_FDCWD, _AT_EMPTY_PATH, _AT_RECURSIVE = -100, 0x1000, 0x8000
(
    _PR_SET_PDEATHSIG,
    _PR_CAPBSET_DROP,
    _PR_SET_CHILD_SUBREAPER,
    _PR_SET_NO_NEW_PRIVS,
    _PR_CAP_AMBIENT,
) = 1, 24, 36, 38, 47
_SYSCALLS = {  # those libc has no wrapper for, by machine
    "x86_64": {"pivot_root": 155, "capset": 126, "mount_setattr": 442},
    "aarch64": {"pivot_root": 41, "capset": 91, "mount_setattr": 442},
}
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Plan:
    """What `enter` will do, worked out in the zygote while everything can still be read."""

    limits: Limits
    tier: Tier
    root: bool
    readable: tuple[str, ...]
    seccomp: object


def plan(limits: Limits, tier: Tier) -> Plan:
    """Prepare a jail: which folders stay readable, and the seccomp filter. Raises `MachineRefused`."""
    root, readable = os.getuid() == 0, _readable()
    if root and tier is Tier.LANDLOCK:
        _check_open(readable)
    return Plan(limits, tier, root, readable, None if tier is Tier.NONE else _seccomp_filter(tier))


def _check_open(readable: tuple[str, ...]) -> None:
    """Raise `MachineRefused` for a library folder that only root reaches, where no mount can show it to a student's own uid."""
    for folder in readable:
        for part in (Path(folder), *Path(folder).parents):
            if not part.stat().st_mode & stat.S_IXOTH and part.is_dir():
                raise MachineRefused(
                    f"{folder} holds Python, but {part} is closed to all but its owner. "
                    f"Open it (`chmod o+x {part}`), install Python elsewhere, or grade as an ordinary user."
                )


def _readable() -> tuple[str, ...]:
    """Return the folders that Python and its libraries live in, none inside another."""
    folders = {sys.prefix, sys.base_prefix, *site.getsitepackages(), *policy.SYSTEM, *policy.LINKS}
    found = sorted({folder for folder in folders if Path(folder).exists()}, key=len)
    return tuple(
        folder
        for folder in found
        if not any(folder != other and Path(folder).is_relative_to(other) for other in found)
    )


def separate(root: bool) -> None:
    """Give the calling process its own namespaces; its next child is the first process of the pid namespace."""
    uid, gid = os.getuid(), os.getgid()
    flags = sum(bit for name, bit in _CLONE.items() if not (root and name == "user"))
    if _libc.unshare(flags) != 0:
        code = ctypes.get_errno()
        raise MachineRefused(
            f"unshare: {os.strerror(code)}. This machine does not let you make namespaces "
            "(a container, or user namespaces restricted by sysctl or AppArmor)."
        )
    if not root:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{OUTSIDE_UID} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{OUTSIDE_UID} {gid} 1")


def student_uid(pid: int) -> int:
    """Return a kernel uid of its own for a root grader's child: far above all accounts, or the last that a container has."""
    ranges = [
        tuple(map(int, line.split()))
        for line in Path("/proc/self/uid_map").read_text().splitlines()
    ]
    if any(inside <= FIRST_ROOT_UID + pid < inside + count for inside, _, count in ranges):
        return FIRST_ROOT_UID + pid
    return max(inside + count for inside, _, count in ranges) - 1 - pid % FEW_UIDS


def enter(plan: Plan, uid: int, scratch: str) -> None:
    """Close the sandbox around the calling process. Raises `MachineRefused`.

    `scratch` is its folder where it has no root of its own.
    """
    _step("oom_score_adj", lambda: Path("/proc/self/oom_score_adj").write_text("1000"))
    if plan.tier is Tier.NAMESPACES:
        _step("a root of its own", lambda: _new_root(plan))
        _step("a host name", lambda: socket.sethostname("box"))
    if plan.tier is not Tier.NONE:
        _step("dropping privileges", lambda: _drop(plan, uid))
    _step("dying with the grader", die_with_parent)
    _step("resource limits", lambda: _limit(plan))
    _step(
        "the scratch folder",
        lambda: os.chdir(HOME if plan.tier is Tier.NAMESPACES else scratch + HOME),
    )
    if plan.tier is not Tier.NONE:
        _step("Landlock", lambda: _landlock(plan, scratch))
        _step("seccomp", lambda: plan.seccomp.load())


def _step(name: str, act: Callable[[], object]) -> None:
    try:
        act()
    except Exception as error:
        raise MachineRefused(f"{name}: {error}") from error


def _new_root(plan: Plan) -> None:
    """Build a read-only root from bind mounts and pivot into it.

    Sources are opened first, since a mount below may hide them; the scratch folders come before them, as one may lie in /tmp.
    """
    _mount(None, "/", None, _MS_REC | _MS_PRIVATE)
    sources = [(path, os.open(path, os.O_PATH)) for path in (*plan.readable, *policy.DEVICES)]
    links = {path: str(Path(path).readlink()) for path in policy.LINKS if Path(path).is_symlink()}
    root = "/tmp"  # noqa: S108 - any folder that exists will do to mount on; nothing is written to the machine's
    _mount("tmpfs", root, "tmpfs", _MS_NOSUID | _MS_NODEV, "size=1m,nr_inodes=4096,mode=755")
    os.umask(0o022)
    for folder, (size, files) in policy.scratch(plan.limits).items():
        _scratch(root + folder, size, files)
    for path, fd in sources:
        target = root + path
        if path in links:
            Path(target).symlink_to(links[path])
        else:
            _bind(fd, target)
        os.close(fd)
    Path(root, "proc").mkdir()
    _mount("proc", root + "/proc", "proc", _MS_NOSUID | _MS_NODEV)
    os.chdir(root)
    _call(_syscall("pivot_root", b".", b"."), "pivot_root")
    _call(_libc.umount2(b".", _MNT_DETACH), "umount2")
    os.chdir("/")
    _set_readonly(_AT_FDCWD, "/", recursive=False, nodev=False)


def _bind(fd: int, target: str) -> None:
    if os.path.isdir(f"/proc/self/fd/{fd}"):  # noqa: PTH112 - a magic link that pathlib would resolve
        Path(target).mkdir(parents=True)
    else:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        Path(target).touch()
    _mount(f"/proc/self/fd/{fd}", target, None, _MS_BIND | _MS_REC)
    device = target.rpartition("/")[0].endswith("/dev")
    if not device:
        _set_readonly(_AT_FDCWD, target, recursive=True, nodev=True)


def _scratch(target: str, size: int, files: int) -> None:
    Path(target).mkdir(parents=True, exist_ok=True)
    _mount(
        "tmpfs", target, "tmpfs", _MS_NOSUID | _MS_NODEV, f"size={size},nr_inodes={files},mode=1777"
    )


def _mount(
    source: str | None, target: str, kind: str | None, flags: int, data: str | None = None
) -> None:
    encoded = [None if part is None else part.encode() for part in (source, target, kind, data)]
    result = _libc.mount(encoded[0], encoded[1], encoded[2], ctypes.c_ulong(flags), encoded[3])
    _call(result, f"mount on {target}")


class _MountAttr(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_uint64) for name in ("attr_set", "attr_clr", "propagation", "userns_fd")
    ]


def _set_readonly(fd: int, path: str, *, recursive: bool, nodev: bool) -> None:
    """Only adds flags, so that it works on mounts whose flags a user namespace may not clear."""
    attr = _MountAttr(_MS_RDONLY | _MS_NOSUID | (_MS_NODEV if nodev else 0), 0, 0, 0)
    flags = _AT_RECURSIVE if recursive else 0
    result = _syscall(
        "mount_setattr", fd, path.encode(), flags, ctypes.byref(attr), ctypes.sizeof(attr)
    )
    _call(result, f"read-only {path}")


def _syscall(name: str, *args: object) -> int:
    numbers = _SYSCALLS.get(os.uname().machine)
    if numbers is None:
        raise OSError(errno.ENOSYS, f"no jail for the machine {os.uname().machine}")
    return _libc.syscall(numbers[name], *args)


def _call(result: int, what: str) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def die_with_parent(by: signal.Signals = signal.SIGKILL) -> None:
    """Have the kernel send this process a signal when the one that started it ends."""
    _prctl(_PR_SET_PDEATHSIG, by)


def adopt_orphans() -> None:
    """Make this process the parent of every descendant whose own parent ends."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def _prctl(option: int, value: int = 0, third: int = 0) -> None:
    _call(
        _libc.prctl(option, ctypes.c_ulong(value), ctypes.c_ulong(third), 0, 0), f"prctl {option}"
    )


def _drop(plan: Plan, uid: int) -> None:
    """Leave every capability behind, for good; as root, root's identity, too."""
    if plan.root or plan.tier is Tier.NAMESPACES:  # others have none to drop, and may not try
        last = int(Path("/proc/sys/kernel/cap_last_cap").read_text())
        for capability in range(last + 1):
            _prctl(_PR_CAPBSET_DROP, capability)
    _prctl(_PR_CAP_AMBIENT, 4)  # PR_CAP_AMBIENT_CLEAR_ALL
    if plan.root:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    _call(_syscall("capset", ctypes.byref(header), ctypes.byref((ctypes.c_uint32 * 6)())), "capset")
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def _limit(plan: Plan) -> None:
    shared = plan.tier is not Tier.NAMESPACES and not (plan.root and plan.tier is Tier.LANDLOCK)
    others = _threads_of_mine() - 1 if shared else 0
    for name, value in policy.resources(plan.limits).items():
        kind = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(kind)[1]
        value += others if name == "NPROC" else 0
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))


def _threads_of_mine() -> int:
    """Return how many threads this user has: RLIMIT_NPROC counts them all where the student has no uid of its own."""
    total, uid = 0, os.getuid()
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and process.stat().st_uid == uid:
                total += len(os.listdir(process / "task"))  # noqa: PTH208 - names only
        except OSError:
            continue  # it has ended
    return total


def _landlock(plan: Plan, scratch: str) -> None:
    """Shut all files but the libraries, the scratch folders and a few devices.

    What a kernel before 6.12 lacks of Landlock is done without where another layer does the same: all of it with namespaces, or
    as root, whose students have uids of their own; for others the network's part, which seccomp refuses, too.
    """
    if plan.tier is Tier.NAMESPACES:
        seen, written = ["/proc"], [HOME, TEMPORARY, SHARED]
    else:
        seen, written = (
            [path for path in (f"/proc/{os.getpid()}", *policy.PROC) if Path(path).exists()],
            [scratch],
        )
    need = sandlock.Protection
    spared = {need.NET_TCP, need.FS_IOCTL_DEV}
    if plan.root or plan.tier is Tier.NAMESPACES:
        spared |= set(need)
    sandlock.confine(
        sandlock.Sandbox(
            fs_readable=[*plan.readable, *seen, *policy.DEVICES],
            fs_writable=[*written, *policy.DEVICES],
            allow_degraded=sorted(spared),
        )
    )


def _seccomp_filter(tier: Tier) -> object:
    """Return the filter: an allow-by-default list of refusals, for what the other layers of a tier leave open.

    memfd and System V memory are refused because RLIMIT_AS does not count them. Sockets other than unix ones get
    EOPNOTSUPP, since libraries take EAFNOSUPPORT for a fault. clone3 says ENOSYS so that libc falls back to clone, whose flags
    can be seen here.
    """
    try:
        import pyseccomp as seccomp
    except RuntimeError as error:
        raise MachineRefused(
            f"seccomp: {error}. Install the system package libseccomp2 (libseccomp on Fedora)."
        ) from error
    refuse = seccomp.ERRNO(errno.EPERM)
    rules = seccomp.SyscallFilter(seccomp.ALLOW)
    rules.set_attr(seccomp.Attr.ACT_BADARCH, seccomp.KILL_PROCESS)
    for name in policy.DENIED_CALLS:
        _rule(rules, refuse, name)
    for name in policy.DENIED_TO_OTHERS:
        _rule(rules, refuse, name, seccomp.Arg(0, seccomp.NE, 0))
    _rule(rules, seccomp.ERRNO(errno.ENOSYS), "clone3")
    for bit in range(32):
        if policy.NEW_NAMESPACES >> bit & 1:
            _rule(rules, refuse, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, 1 << bit, 1 << bit))
    for request in policy.DENIED_IOCTLS:
        _rule(rules, refuse, "ioctl", seccomp.Arg(1, seccomp.MASKED_EQ, 0xFFFFFFFF, request))
    for name in policy.UNIX_ONLY:
        _rule(
            rules, seccomp.ERRNO(errno.EOPNOTSUPP), name, seccomp.Arg(0, seccomp.NE, socket.AF_UNIX)
        )
    if tier is not Tier.NAMESPACES:
        _refuse_strangers(rules, refuse, seccomp)
    return rules


def _refuse_strangers(rules: object, refuse: int, seccomp: object) -> None:
    """Refuse what reaches processes, sockets and files of others by name, where no namespace hides them."""
    for name in policy.DENIED_WITHOUT_NAMESPACES:
        _rule(rules, refuse, name)
    _rule(
        rules, refuse, "sendto", seccomp.Arg(4, seccomp.NE, 0)
    )  # to an address; without one it is a plain send
    for name in policy.IGNORED_WITHOUT_NAMESPACES:
        _rule(rules, seccomp.ERRNO(0), name)


def _rule(rules: object, action: int, name: str, *args: object) -> None:
    """Add one rule; a name that this libseccomp or this machine does not know has nothing to refuse."""
    import pyseccomp

    number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
    if number != -1:
        rules.add_rule(action, number, *args)
