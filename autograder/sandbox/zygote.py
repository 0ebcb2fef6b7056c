"""The warm parent: imports the course's libraries once, then forks a child for each submission.

Run as ``python -m autograder.sandbox.zygote SOCKET TIER[,TIER…] [LIBRARY…]`` by `start`; without
libraries it takes the course's. It prints one line: ``ready TIER WHY`` names the first tier that
this machine grants and what it refused before, ``refused WHY`` that it grants none.

Then it listens on a unix socket in a folder of the grader's own. A connection brings the limits and
the child's end of a socket pair, which is answered twice:

1. by the waiter (see `waiter`): ``{"pid": n, "waiter": n, "tier": name, "scratch": folder}``
2. by the child: ``{"ready": true}``; or ``{"refused": why}`` by the process that met it.

It must never execute a TensorFlow operation (a fork after the first one hangs), have a second
thread at a fork, or hold a secret: a child can read all of this process's memory.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import struct
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.records import Limits, Tier
from autograder.sandbox import inside, jail, kernel, policy, wire
from autograder.sandbox.faults import MachineRefused
from autograder.sandbox.waiter import fork

REQUEST_BYTES = 4_096
PEER = struct.Struct("3i")  # pid, uid, gid


def main(path: str, tiers: Sequence[Tier], libraries: Sequence[str]) -> None:
    """Serve forks until the grader ends."""
    kernel.die_with_parent()
    _import_libraries(libraries)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    folder = os.path.dirname(path)  # noqa: PTH120
    with _listen(path) as listener:
        gc.collect()
        gc.freeze()
        tier, refused = _find_best(tiers, folder)
        os.write(1, f"{f'ready {tier}' if tier else 'refused'} {refused}\n".encode())
        if tier:
            _serve(listener, tier, folder)


def _listen(path: str) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    os.chmod(path, 0o600)  # noqa: PTH101
    listener.listen(64)
    return listener


def _serve(listener: socket.socket, tier: Tier, folder: str) -> None:
    plans: dict[Limits, jail.Plan] = {}
    while True:
        connection, _ = listener.accept()
        with connection:
            data, fds, _, _ = socket.recv_fds(connection, REQUEST_BYTES, 1)
            if not data:
                continue
            limits = Limits(**json.loads(data))
            with socket.socket(fileno=fds[0]) as sock, _hold_peer(connection) as owner:
                if owner < 0:
                    continue
                try:
                    if limits not in plans:
                        plans[limits] = jail.plan(limits, tier)
                    fork(sock, plans[limits], folder, inside.main, owner)
                except MachineRefused as error:
                    wire.send(sock, {"refused": str(error)})


@contextlib.contextmanager
def _hold_peer(connection: socket.socket) -> Iterator[int]:
    """Give a pidfd of the process at the other end, -1 where it has ended."""
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, PEER.size)
    try:
        held = os.pidfd_open(PEER.unpack(credentials)[0])
    except ProcessLookupError:
        yield -1
        return
    try:
        yield held
    finally:
        os.close(held)


def _find_best(tiers: Sequence[Tier], folder: str) -> tuple[Tier | None, str]:
    """Return the first tier that works here, and what was refused before it. Found by trying."""
    refused: list[str] = []
    for tier in tiers:
        answers = _try(tier, folder)
        if {"ready": True} in answers:
            return tier, "; ".join(refused)
        why = next((a["refused"] for a in answers if "refused" in a), "its child ended")
        refused.append(f"{tier}: {why}")
    return None, "; ".join(refused)


def _try(tier: Tier, folder: str) -> list[dict[str, Any]]:
    """Return what a child of a tier answers that only greets."""
    ours, theirs = socket.socketpair()
    with ours:
        try:
            with theirs, _hold_peer(theirs) as owner:
                fork(theirs, jail.plan(Limits(), tier), folder, _greet, owner)
            return list(_read_frames(ours))
        except MachineRefused as error:
            return [{"refused": str(error)}]


def _greet(sock: socket.socket, _: Limits) -> None:
    wire.send(sock, {"ready": True})


def _read_frames(sock: socket.socket) -> Iterator[dict[str, Any]]:
    """Yield the frames that arrive until the other end hangs up."""
    with contextlib.suppress(EOFError), sock.makefile("rb") as stream:

        def read(count: int) -> bytearray:
            data = stream.read(count)
            if len(data) < count:
                raise EOFError
            return bytearray(data)

        while True:
            yield wire.receive(read)[0]


def _import_libraries(libraries: Sequence[str]) -> None:
    """Import what notebooks import, and what would load only when it is first needed.

    TensorFlow's graph optimiser is off: for the small networks of a course it costs more than it
    saves, at each trace and at each epoch's new iterator. What they compute stays the same to the
    bit, as it would not with oneDNN's fused kernels. A child that trains several networks takes
    about 50 MB more for it.
    """
    for name in libraries:
        module = importlib.import_module(name)
        for lazy in policy.LAZY.get(name, ()):
            getattr(module, lazy)
    if "tensorflow" in libraries:
        options = {"disable_meta_optimizer": True}
        sys.modules["tensorflow"].config.optimizer.set_experimental_options(options)


if __name__ == "__main__":
    main(
        sys.argv[1],
        [Tier(name) for name in sys.argv[2].split(",")],
        sys.argv[3:] or policy.LIBRARIES[policy.Needs.NETWORKS],
    )
