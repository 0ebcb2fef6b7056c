"""The warm parent: imports the course's libraries once, then forks one jailed child per submission.

Run as ``python -m autograder.box.zygote SOCKET [LIBRARY…]`` (default: the course's). It listens on a unix socket in a
folder of the grader's own; each connection brings one file descriptor (the child's end of a socket pair) and the
limits, and is answered by the child itself on that pair: first ``{"pid": n}``, written by the fork that made the child
before the child runs, then ``{"ready": true}`` or ``{"unjailed": why}``.

It executes no TensorFlow operation, ever: a fork after the first operation hangs. It must be single-threaded at each
fork, and refuses otherwise. It holds no secret: a child can read all of this process's memory.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from autograder.box import jail, wire
from autograder.records import Limits

REQUEST_BYTES = 4_096
LIBRARIES = (
    "numpy scipy.stats scipy.optimize sklearn.datasets sklearn.metrics sklearn.model_selection sklearn.neighbors "
    "sklearn.preprocessing sklearn.tree matplotlib.pyplot matplotlib_inline.backend_inline "
    "IPython.core.interactiveshell IPython.core.completer tensorflow keras"
).split()
LAZY = {"keras": ("layers", "losses", "metrics", "optimizers", "utils", "ops", "Sequential", "Model", "Input")}


def main(path: str, libraries: Sequence[str]) -> None:
    """Serve forks until the grader ends."""
    jail.die_with_parent()
    _import_libraries(libraries)
    from autograder.box import inside

    jail_plans: dict[Limits, jail.Plan] = {}
    root = os.getuid() == 0
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    gc.collect()
    gc.freeze()
    os.write(1, b"ready\n")
    while True:
        connection, _ = listener.accept()
        with connection:
            data, fds, _, _ = socket.recv_fds(connection, REQUEST_BYTES, 1)
            if not data:
                continue
            limits = Limits(**json.loads(data))
            sock = socket.socket(fileno=fds[0])
            try:
                if limits not in jail_plans:
                    jail_plans[limits] = jail.plan(limits)
                _fork(sock, jail_plans[limits], root, inside, [listener, connection])
            except jail.Unjailed as error:
                wire.send(sock, {"unjailed": str(error)}, [])
            finally:
                sock.close()


def _import_libraries(libraries: Sequence[str]) -> None:
    """Import what notebooks import, with the parts that Keras imports only when they are first named."""
    for name in libraries:
        module = importlib.import_module(name)
        for lazy in LAZY.get(name, ()):
            getattr(module, lazy)


def _fork(sock: socket.socket, plan: jail.Plan, root: bool, inside: object, keep_out: list[socket.socket]) -> None:
    """Fork the waiter, which makes the namespaces and forks the child into them."""
    threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208
    if threads != 1:
        raise jail.Unjailed(f"the zygote has {threads} threads; a fork of it could hang. Report this as a bug.")
    if os.fork() != 0:
        return
    try:
        for other in keep_out:
            other.close()
        _waiter(sock, plan, root, inside)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _waiter(sock: socket.socket, plan: jail.Plan, root: bool, inside: object) -> None:
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    jail.die_with_parent()
    try:
        jail.separate(root)
    except jail.Unjailed as error:
        wire.send(sock, {"unjailed": str(error)}, [])
        return
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(tell)
        os.read(told, 1)  # the pid is announced before the child may speak
        _child(sock, plan, root, inside)
    wire.send(sock, {"pid": child}, [])
    os.write(tell, b"1")
    sock.close()
    os.waitpid(child, 0)


def _child(sock: socket.socket, plan: jail.Plan, root: bool, inside: object) -> None:
    try:
        kept = os.dup2(sock.fileno(), 3)
        null = os.open("/dev/null", os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        os.closerange(4, 4_096)
        sock.detach()
        sock = socket.socket(fileno=kept)
        try:
            jail.enter(plan, root, jail.FIRST_ROOT_UID + _outer_pid())
        except jail.Unjailed as error:
            wire.send(sock, {"unjailed": str(error)}, [])
            return
        inside.main(sock, plan.limits)
    finally:
        os._exit(0)


def _outer_pid() -> int:
    """Return this process's id as the zygote's namespace counts it (unique on the machine while it lives)."""
    return int(Path("/proc/self").readlink().name)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] or LIBRARIES)
