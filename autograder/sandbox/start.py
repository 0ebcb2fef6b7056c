"""Start the zygote, and have it start a student's process.

The grader calls `zygote` once a run and `start` once a submission (through `box.Box`). What comes
back is the channel to the process and the kernel's view of it. No student code runs before both
are there.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.errors import MachineError
from autograder.records import Limits, Tier, Verdict
from autograder.sandbox import policy
from autograder.sandbox.channel import Channel
from autograder.sandbox.faults import BadFrame, SandboxFailed, StudentStopped
from autograder.sandbox.scratch import REMOVE
from autograder.sandbox.watch import Process

START_SECONDS = 120.0  # wall: the zygote's imports, on a cold disk
READY_SECONDS = 60.0  # wall: a fork and closing its sandbox, on a busy machine
ENDED = "the student's process ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zygote:
    """A warm parent that runs: its socket, the tier it grants, and why it is not a better one."""

    path: str
    tier: Tier
    refused: str = ""


@contextlib.contextmanager
def zygote(
    cache: Path,
    libraries: Sequence[str] = (),
    tiers: Sequence[Tier] = policy.SANDBOXED,
) -> Iterator[Zygote]:
    """Start the warm parent and wait for it: see `warming`."""
    with warming(cache, libraries, tiers) as wait:
        yield wait()


@contextlib.contextmanager
def warming(
    cache: Path,
    libraries: Sequence[str] = (),
    tiers: Sequence[Tier] = policy.SANDBOXED,
) -> Iterator[Callable[[], Zygote]]:
    """Start the warm parent, on the first of the tiers that this machine grants.

    What is yielded waits until it is warm, and raises `MachineError` where the machine grants none.
    `cache` keeps matplotlib's font list between runs; `libraries` are imported instead of the
    course's, where given.
    """
    cache.mkdir(parents=True, exist_ok=True)
    with _temporary_folder() as folder:
        # A root grader's students have uids of their own, and homes in this folder.
        os.chmod(folder, 0o711)  # noqa: PTH101, S103
        path = str(Path(folder) / "zygote")
        fonts = Path(folder) / "fonts"  # the environment must not name a folder of the instructor's
        fonts.symlink_to(cache.absolute())
        command = [sys.executable, "-P", "-m", "autograder.sandbox.zygote"]
        process = subprocess.Popen(  # noqa: S603 - our own module
            [*command, path, ",".join(tiers), *libraries],
            env=policy.ENVIRONMENT | {"MPLCONFIGDIR": str(fonts)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

        @functools.cache
        def wait() -> Zygote:
            tier, refused = _wait_ready(process)
            fonts.unlink()
            return Zygote(path=path, tier=tier, refused=refused)

        try:
            yield wait
        finally:
            process.kill()
            process.communicate()


@contextlib.contextmanager
def _temporary_folder() -> Iterator[str]:
    """Give a new folder, and remove it as what students wrote: of any depth, whatever is left."""
    folder = tempfile.mkdtemp(prefix="autograder-")
    try:
        yield folder
    finally:
        subprocess.run([*REMOVE, folder], check=False)  # noqa: S603 - fixed, but for the folder


def _wait_ready(process: subprocess.Popen[bytes]) -> tuple[Tier, str]:
    """Return the tier that a new zygote grants, and what was refused. Raises `MachineError`."""
    word, _, rest = _first_line(process).partition(" ")
    if word == "ready":
        tier, _, refused = rest.partition(" ")
        return Tier(tier), refused
    process.kill()
    _, errors = process.communicate()
    if word == "refused":
        raise refuse(rest)
    last = errors.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no answer"]
    raise MachineError(
        f"the course's libraries do not start: {last[0]}. Run `make clean` and try again."
    )


def _first_line(process: subprocess.Popen[bytes]) -> str:
    if process.stdout is None or not select.select([process.stdout], [], [], START_SECONDS)[0]:
        return ""
    return process.stdout.readline().decode().strip()


def refuse(why: str) -> MachineError:
    """Return the error for a machine on which no sandbox can be closed."""
    return MachineError(
        f"the sandbox is unavailable on this machine: {why} "
        "`autograder doctor` says what is missing."
    )


def start(zygote_path: str, limits: Limits) -> tuple[Channel, Process]:
    """Start a student's process and wait until its sandbox is closed.

    Raises `BoxLost` where it ends before that, `MachineError` where the machine refuses a step.
    """
    sock = _fork(zygote_path, limits)
    channel = Channel(sock)
    try:
        return channel, _meet(channel)
    except BaseException:
        channel.close()
        raise


def is_alive(zygote_path: str) -> bool:
    """Say whether a zygote answers at its socket."""
    with socket.socket(socket.AF_UNIX) as connection:
        return connection.connect_ex(zygote_path) == 0


def _fork(zygote_path: str, limits: Limits) -> socket.socket:
    """Ask the zygote for a child; return our end of its socket pair."""
    ours, theirs = socket.socketpair()
    with socket.socket(socket.AF_UNIX) as connection, theirs:
        try:
            connection.connect(zygote_path)
            socket.send_fds(connection, [json.dumps(asdict(limits)).encode()], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise SandboxFailed(f"the zygote is gone: {error}") from None
    return ours


def _meet(channel: Channel) -> Process:
    """Take the waiter's announcement of the process, then the process's own greeting."""
    ended = SandboxFailed("the zygote ended before the sandbox was open")
    announced = _receive(channel, ended)
    try:
        process = Process(
            int(announced["pid"]),
            int(announced["waiter"]),
            Tier(announced["tier"]),
            str(announced["scratch"]),
        )
    except ProcessLookupError:
        raise StudentStopped(Verdict.KILLED, ENDED) from None
    try:
        _receive(channel, StudentStopped(Verdict.KILLED, ENDED))
        process.measure_shared()
    except BaseException:
        process.kill()
        raise
    return process


def _receive(channel: Channel, ended: SandboxFailed | StudentStopped) -> dict[str, Any]:
    """Return one message of the start. Raises `ended` at the end of the channel."""
    try:
        message, _ = channel.receive(_deadline(READY_SECONDS))
    except EOFError:
        raise ended from None
    except BadFrame as error:
        note = f"the student's process sent a damaged frame: {error}"
        raise StudentStopped(Verdict.PROTOCOL_VIOLATION, note) from None
    if "refused" in message:
        raise refuse(str(message["refused"]))
    return message


def _deadline(seconds: float) -> Callable[[], None]:
    """Return a `look` for the time before student code runs: only the clock counts."""
    end = time.monotonic() + seconds

    def look() -> None:
        if time.monotonic() > end:
            raise SandboxFailed(f"the sandbox did not open within {seconds:.0f} s")

    return look
