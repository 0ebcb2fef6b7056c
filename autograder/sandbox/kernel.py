"""The system calls that Python has no function for, on x86-64 and arm64.

`jail` and `mounts` call these in a fresh child, the zygote and the judge for the end of their own
processes. Each raises `OSError`, which says what was tried.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal

NAMESPACES = {
    "ns": 0x20000,
    "uts": 0x4000000,
    "ipc": 0x8000000,
    "user": 0x10000000,
    "pid": 0x20000000,
    "net": 0x40000000,
}
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_BIND, MS_REC, MS_PRIVATE = 1, 2, 4, 4096, 16384, 1 << 18
MNT_DETACH = 2
AT_FDCWD, AT_EMPTY_PATH, AT_RECURSIVE = -100, 0x1000, 0x8000
PR_SET_PDEATHSIG = 1
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
CAPABILITY_VERSION = 0x20080522
NUMBERS = {  # of those that libc has no wrapper for, by machine
    "x86_64": {"clone": 56, "pivot_root": 155, "capset": 126, "mount_setattr": 442},
    "aarch64": {"clone": 220, "pivot_root": 41, "capset": 91, "mount_setattr": 442},
}

_libc = ctypes.CDLL(None, use_errno=True)
_locked = ctypes.PyDLL(None, use_errno=True)  # calls that keep the interpreter's lock


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("attr_set", ctypes.c_uint64),
        ("attr_clr", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns_fd", ctypes.c_uint64),
    )


def fork_into(namespaces: int) -> int:
    """Fork as `os.fork` does, the child into new namespaces; it is process 1 of a new pid one.

    Only a clone makes the first process of a pid namespace without a second fork.
    """
    number = _number("clone")
    ctypes.pythonapi.PyOS_BeforeFork()
    pid = _locked.syscall(number, ctypes.c_ulong(namespaces | signal.SIGCHLD), None, None, None, 0)
    if pid == 0:
        ctypes.pythonapi.PyOS_AfterFork_Child()
    else:
        ctypes.pythonapi.PyOS_AfterFork_Parent()
    _check(min(int(pid), 0), "clone")
    return int(pid)


def unshare(flags: int) -> None:
    _check(_libc.unshare(flags), "unshare")


def mount(source: str | None, target: str, kind: str | None, flags: int, data: str = "") -> None:
    """Mount as mount(2) does; `data` are the file system's own options."""
    encoded = [part.encode() if part else None for part in (source, target, kind, data)]
    result = _libc.mount(encoded[0], encoded[1], encoded[2], ctypes.c_ulong(flags), encoded[3])
    _check(result, f"mount on {target}")


def set_readonly(path: str, *, recursive: bool, nodev: bool) -> None:
    """Only adds flags, so that it works on mounts whose flags a user namespace may not clear."""
    wanted = MS_RDONLY | MS_NOSUID | (MS_NODEV if nodev else 0)
    attributes = _MountAttributes(wanted, 0, 0, 0)
    size = ctypes.sizeof(attributes)
    flags = AT_RECURSIVE if recursive else 0
    pointer = ctypes.byref(attributes)
    result = _syscall("mount_setattr", AT_FDCWD, path.encode(), flags, pointer, size)
    _check(result, f"read-only {path}")


def pivot_root_here() -> None:
    """Make the current folder the root, and let go of the old one."""
    _check(_syscall("pivot_root", b".", b"."), "pivot_root")
    _check(_libc.umount2(b".", MNT_DETACH), "umount2")


def drop_capabilities() -> None:
    """Leave those that the process has."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    none = (ctypes.c_uint32 * 6)()
    _check(_syscall("capset", ctypes.byref(header), ctypes.byref(none)), "capset")


def die_with_parent(by: signal.Signals = signal.SIGKILL) -> None:
    """Have the kernel send this process a signal when the one that started it ends."""
    prctl(PR_SET_PDEATHSIG, by)


def adopt_orphans() -> None:
    """Make this process the parent of every descendant whose own parent ends."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)


def prctl(option: int, value: int = 0) -> None:
    _check(_libc.prctl(option, ctypes.c_ulong(value), ctypes.c_ulong(0), 0, 0), f"prctl {option}")


def _syscall(name: str, *args: object) -> int:
    return int(_libc.syscall(_number(name), *args))


def _number(name: str) -> int:
    machine = os.uname().machine
    if machine not in NUMBERS:
        raise OSError(errno.ENOSYS, f"the sandbox does not support the processor {machine}")
    return NUMBERS[machine][name]


def _check(result: int, what: str) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
