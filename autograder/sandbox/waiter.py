"""The waiter: from the zygote's fork to a student's process, and to what is left of it.

`fork` is called in the zygote. The waiter makes what the tier needs (namespaces, or a scratch
folder), forks the child into it and announces it; the child closes its sandbox and serves.

When the child ends, however it ends, or the owner that asked for it does, or the zygote, the waiter
ends all that the child started and removes what it wrote. With namespaces it is process 1 of their
processes: they end with it, even when it is killed, and nothing of theirs can signal it.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from autograder.records import Limits, Tier
from autograder.sandbox import jail, kernel, policy, wire
from autograder.sandbox.faults import MachineRefused
from autograder.sandbox.scratch import REMOVE, make_scratch
from autograder.sandbox.usage import descendants

CHILD_SOCKET = 3  # the descriptor; 0 to 2 are /dev/null, all others closed
DESCRIPTORS = 4_096
Serve = Callable[[socket.socket, Limits], None]


def fork(sock: socket.socket, plan: jail.Plan, folder: str, serve: Serve, owner: int) -> None:
    """Fork the waiter, which makes what the tier needs and forks the child into it.

    `owner` is a pidfd of the process that asks for it. Raises `MachineRefused`.
    """
    threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208
    if threads != 1:
        raise MachineRefused(
            f"the zygote has {threads} threads; a fork of it could hang. Report this as a bug."
        )
    apart = plan.tier is Tier.NAMESPACES
    if (jail.fork_apart(plan.root) if apart else os.fork()) != 0:
        return
    try:
        _close_all_but(sock.fileno(), owner)
        _wait(sock, plan, folder, serve, owner)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _close_all_but(*kept: int) -> None:
    """Close every descriptor but the standard ones and those given."""
    ends = (2, *sorted(kept), DESCRIPTORS)
    for before, after in pairwise(ends):
        os.closerange(before + 1, after)


def _wait(sock: socket.socket, plan: jail.Plan, folder: str, serve: Serve, owner: int) -> None:
    """Stay beside the child until it ends, then end what it started and remove what it wrote."""
    os.setsid()
    signal.signal(signal.SIGCHLD, _bury)
    try:
        uid = _student_uid() if plan.root else os.getuid()
        scratch = _prepare(plan, folder, uid)
    except MachineRefused as error:
        wire.send(sock, {"refused": str(error)})
        return
    try:
        child = _start(sock, plan, uid, scratch, serve)
        _wait_for_either(child, owner)
    finally:
        if scratch:
            _clean_up(scratch)


def _student_uid() -> int:
    return jail.student_uid(int(os.readlink("/proc/self")))  # noqa: PTH115


def _wait_for_either(*pidfds: int) -> None:
    """Wait until one of some processes has ended."""
    ends = select.poll()
    for pidfd in pidfds:
        ends.register(pidfd, select.POLLIN)
    ends.poll()


def _bury(*_: object) -> None:
    """Take the time of those that have ended, which goes into the waiter's own account."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _prepare(plan: jail.Plan, folder: str, uid: int) -> str:
    """Make what the child is forked into; return its scratch folder, "" where it needs none."""
    if plan.tier is Tier.NAMESPACES:  # the kernel cleans up
        kernel.die_with_parent()
        jail.separate(plan)
        return ""
    signal.signal(signal.SIGTERM, _leave)
    kernel.die_with_parent(signal.SIGTERM)
    kernel.adopt_orphans()
    own_uid = plan.root and plan.tier is not Tier.NONE
    return make_scratch(folder, uid if own_uid else os.getuid())


def _start(sock: socket.socket, plan: jail.Plan, uid: int, scratch: str, serve: Serve) -> int:
    """Fork the child and announce it, before it may speak; return a pidfd of it."""
    announced, announce = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(announce)
        if not os.read(announced, 1):  # the waiter has ended, and nobody would clean up
            os._exit(0)
        _run_child(sock, plan, uid, scratch, serve)
    held = os.pidfd_open(child)
    pid, waiter = _numbers_outside()
    wire.send(sock, {"pid": pid, "waiter": waiter, "tier": plan.tier, "scratch": scratch})
    sock.close()
    os.write(announce, b"1")
    return held


def _numbers_outside() -> tuple[int, int]:
    """Return the child's and the waiter's own number, as the grader knows them."""
    me = os.readlink("/proc/self")  # noqa: PTH115
    return int(Path(f"/proc/{me}/task/{me}/children").read_text()), int(me)


def _leave(*_: object) -> None:
    sys.exit(0)


def _clean_up(scratch: str) -> None:
    """End every process that the child left, then become the program that removes its folder.

    They are stopped first, all of them: a stopped process makes no other, and keeps its place among
    those that the limit allows. To kill them one by one would only make room for what others make.
    """
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the zygote's end, too, must not end this
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    stopped: set[int] = set()
    while left := descendants(os.getpid()):
        fresh = left - stopped
        for pid in fresh or left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP if fresh else signal.SIGKILL)
        stopped |= fresh
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, os.WNOHANG if fresh else 0)
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
    os.execv(REMOVE[0], [*REMOVE, scratch])  # noqa: S606 - fixed, but for the folder


def _run_child(
    sock: socket.socket, plan: jail.Plan, uid: int, scratch: str, serve: Serve
) -> NoReturn:
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        sock = _keep_only(sock)
        try:
            jail.enter(plan, uid, scratch)
        except MachineRefused as error:
            wire.send(sock, {"refused": str(error)})
        else:
            if scratch:
                _move_home(scratch)
            serve(sock, plan.limits)
    finally:
        os._exit(0)


def _keep_only(sock: socket.socket) -> socket.socket:
    """Close every descriptor but this socket's, which becomes number 3."""
    kept = os.dup2(sock.fileno(), CHILD_SOCKET)
    null = os.open("/dev/null", os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(CHILD_SOCKET + 1, DESCRIPTORS)
    sock.detach()
    return socket.socket(fileno=kept)


def _move_home(scratch: str) -> None:
    """Have programs look for their files in the scratch folder instead of /box and /tmp."""
    moved = {
        name: scratch + value for name, value in os.environ.items() if value.startswith(policy.HOME)
    }
    os.environ.update(moved, TMPDIR=scratch + policy.TEMPORARY)
    tempfile.tempdir = None
