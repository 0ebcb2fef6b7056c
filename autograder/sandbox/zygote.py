"""The warm parent: imports the course's libraries once, then forks one jailed child per submission.

Run as ``python -m autograder.sandbox.zygote SOCKET TIER[,TIER…] [LIBRARY…]`` (default: the course's). It prints
``ready TIER WHY``,
naming the first tier whose jail closes on this machine and what was refused before, or ``refused WHY`` and ends. It listens on
a unix socket in a folder of the grader's own; each connection brings one file descriptor (the child's end of a socket pair) and
the limits, and is answered on that pair: first ``{"pid": n, "waiter": n, "tier": name, "scratch": folder}``, written before the
child runs by the waiter (the fork that made the child, and that cleans up behind it), then by the child ``{"ready": true}`` or
``{"refused": why}``.

It executes no TensorFlow operation, ever: a fork after the first operation hangs. It must be single-threaded at each
fork, and refuses otherwise. It holds no secret: a child can read all of this process's memory.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from autograder.records import Limits, Tier
from autograder.sandbox import jail, policy, wire
from autograder.sandbox.faults import MachineRefused
from autograder.sandbox.watch import descendants

REQUEST_BYTES = 4_096
Serve = Callable[[socket.socket, Limits], None]


def main(path: str, tiers: Sequence[Tier], libraries: Sequence[str]) -> None:
    """Serve forks until the grader ends."""
    jail.die_with_parent()
    _import_libraries(libraries)
    from autograder.sandbox import inside

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    os.chmod(path, 0o600)  # noqa: PTH101
    listener.listen(64)
    gc.collect()
    gc.freeze()
    folder = os.path.dirname(path)  # noqa: PTH120
    tier, refused = _best(tiers, folder)
    os.write(1, f"{f'ready {tier}' if tier else 'refused'} {refused}\n".encode())
    jail_plans: dict[Limits, jail.Plan] = {}
    while tier:
        connection, _ = listener.accept()
        with connection:
            data, fds, _, _ = socket.recv_fds(connection, REQUEST_BYTES, 1)
            if not data:
                continue
            limits = Limits(**json.loads(data))
            sock = socket.socket(fileno=fds[0])
            try:
                if limits not in jail_plans:
                    jail_plans[limits] = jail.plan(limits, tier)
                _fork(sock, jail_plans[limits], folder, inside.main, [listener, connection])
            except MachineRefused as error:
                wire.send(sock, {"refused": str(error)}, [])
            finally:
                sock.close()


def _best(tiers: Sequence[Tier], folder: str) -> tuple[Tier | None, str]:
    """Return the first tier whose jail closes here, and what the machine refused before it. Found by closing one."""
    refused = []
    for tier in tiers:
        ours, theirs = socket.socketpair()
        with ours:
            try:
                with theirs:
                    _fork(theirs, jail.plan(Limits(), tier), folder, _greet, [ours])
                answers = list(_frames(ours))
            except MachineRefused as error:
                answers = [{"refused": str(error)}]
        if {"ready": True} in answers:
            return tier, "; ".join(refused)
        refused.append(
            f"{tier}: " + next((a["refused"] for a in answers if "refused" in a), "its child ended")
        )
    return None, "; ".join(refused)


def _frames(sock: socket.socket) -> Iterator[dict[str, Any]]:
    """Yield the frames that arrive until the peer hangs up."""
    with contextlib.suppress(EOFError), sock.makefile("rb") as stream:

        def read(count: int) -> bytearray:
            data = stream.read(count)
            if len(data) < count:
                raise EOFError
            return bytearray(data)

        while True:
            yield wire.receive(read)[0]


def _greet(sock: socket.socket, _: Limits) -> None:
    wire.send(sock, {"ready": True}, [])


def _import_libraries(libraries: Sequence[str]) -> None:
    """Import what notebooks import, with what Keras, the shell and the plots would load only when they first need it.

    TensorFlow's graph optimiser is off: for the small networks of a course it costs more than it saves, at each trace and at
    each epoch's new iterator. What they compute stays the same to the bit, as it would not with oneDNN's fused kernels.
    A child that trains several networks takes about 50 MB more for it.
    """
    for name in libraries:
        module = importlib.import_module(name)
        for lazy in policy.LAZY.get(name, ()):
            getattr(module, lazy)
    if "tensorflow" in libraries:
        sys.modules["tensorflow"].config.optimizer.set_experimental_options(
            {"disable_meta_optimizer": True}
        )


def _fork(
    sock: socket.socket,
    plan: jail.Plan,
    folder: str,
    serve: Serve,
    keep_out: Sequence[socket.socket],
) -> None:
    """Fork the waiter, which makes what the tier needs and forks the child into it."""
    threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208
    if threads != 1:
        raise MachineRefused(
            f"the zygote has {threads} threads; a fork of it could hang. Report this as a bug."
        )
    if os.fork() != 0:
        return
    try:
        for other in keep_out:
            other.close()
        _waiter(sock, plan, folder, serve)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _waiter(sock: socket.socket, plan: jail.Plan, folder: str, serve: Serve) -> None:
    """Stay beside the child until it ends, then end whatever it started and remove what it wrote."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    uid = jail.student_uid(os.getpid())
    if plan.tier is Tier.NAMESPACES:  # the kernel cleans up
        jail.die_with_parent()
        scratch = ""
        try:
            jail.separate(plan.root)
        except MachineRefused as error:
            wire.send(sock, {"refused": str(error)}, [])
            return
    else:
        signal.signal(signal.SIGTERM, _leave)
        jail.die_with_parent(signal.SIGTERM)
        jail.adopt_orphans()
        scratch = _scratch(folder, uid if plan.root and plan.tier is not Tier.NONE else os.getuid())
    try:
        child = _start(sock, plan, uid, scratch, serve)
        sock.close()
        os.waitpid(child, 0)
    finally:
        if scratch:
            _clean_up(scratch)


def _start(sock: socket.socket, plan: jail.Plan, uid: int, scratch: str, serve: Serve) -> int:
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(tell)
        os.read(told, 1)  # the pid is announced before the child may speak
        _child(sock, plan, uid, scratch, serve)
    wire.send(
        sock, {"pid": child, "waiter": os.getpid(), "tier": plan.tier, "scratch": scratch}, []
    )
    os.write(tell, b"1")
    return child


def _leave(*_: object) -> None:
    sys.exit(0)


def _scratch(folder: str, uid: int) -> str:
    """Return a new folder for the student alone, with a home and a place for temporary files."""
    scratch = tempfile.mkdtemp(prefix="box-", dir=folder)
    for path in (scratch, scratch + policy.HOME, scratch + policy.TEMPORARY):
        os.makedirs(path, mode=0o700, exist_ok=True)  # noqa: PTH103
        os.chown(path, uid, uid if os.getuid() == 0 else -1)
    return scratch


def _clean_up(scratch: str) -> None:
    """End every process that the child left, then become the program that removes its folder, however deep.

    They are stopped first, all of them: a stopped process makes no other, and keeps its place among those that the limit allows.
    To kill them one by one would only make room for what the others make.
    """
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
    remove = 'trap "" TERM; exec >/dev/null 2>&1; chmod -R u+rwx "$1"; exec rm -rf "$1"'
    os.execv("/bin/sh", ["sh", "-c", remove, "sh", scratch])  # noqa: S606 - a fixed script; the folder is an argument


def _child(sock: socket.socket, plan: jail.Plan, uid: int, scratch: str, serve: Serve) -> None:
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        kept = os.dup2(sock.fileno(), 3)
        null = os.open("/dev/null", os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        os.closerange(4, 4_096)
        sock.detach()
        sock = socket.socket(fileno=kept)
        try:
            jail.enter(plan, uid, scratch)
        except MachineRefused as error:
            wire.send(sock, {"refused": str(error)}, [])
            return
        if scratch:
            _move_home(scratch)
        serve(sock, plan.limits)
    finally:
        os._exit(0)


def _move_home(scratch: str) -> None:
    """Have programs look for their files in the scratch folder instead of /box and /tmp."""
    moved = {
        name: scratch + value for name, value in os.environ.items() if value.startswith(policy.HOME)
    }
    os.environ.update(moved, TMPDIR=scratch + policy.TEMPORARY)
    tempfile.tempdir = None


if __name__ == "__main__":
    main(
        sys.argv[1],
        [Tier(name) for name in sys.argv[2].split(",")],
        sys.argv[3:] or policy.LIBRARIES,
    )
