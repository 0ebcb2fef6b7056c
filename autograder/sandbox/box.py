"""The trusted end of a box: start the zygote, open a box, run cells in it, call what the student wrote.

A `Box` is one student's process. `run` returns a `CellReport` for human eyes; `get` returns a name's value: plain data, or a
`Proxy` for a function, model or other object. Everything that arrives is decoded by `wire` within caps; after one bad frame the
child is killed. Time and memory are watched from outside, by the kernel's own count of the child's processes: CPU seconds
first, so that a busy machine fails nobody; the clock only while it waits. A run over its limit is interrupted, then killed.

`BoxLost` (the child is gone) derives from BaseException, since otter's test runner swallows every Exception of a check.
"""

from __future__ import annotations

import builtins
import contextlib
import json
import os
import select
import signal
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
from autograder.records import CellReport, Limits, Tier, Verdict
from autograder.sandbox import processes, wire
from autograder.sandbox.processes import Usage
from autograder.sandbox.proxies import Proxy, exception, overwrite, proxy

START_SECONDS = 120.0  # wall: the zygote's imports, on a cold disk
READY_SECONDS = 60.0  # wall: a fork and its jail, on a busy machine
IMAGE_BYTES = 2 << 20
NOTEBOOK_IMAGE_BYTES = 16 << 20  # of one notebook; they stay in memory until its grade is kept
GRACE_SECONDS = 3.0  # wall: from the interrupt to the kill
SLICE_SECONDS = 0.05
SCRATCH_SECONDS = 0.5
JAILED = (Tier.NAMESPACES, Tier.LANDLOCK)
WAITING_SHARE = 0.2
THREAD_ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
}


class BoxLost(BaseException):
    """The student's process is gone, or was ended by us: `verdict` says why, `note` in one sentence."""

    def __init__(self, verdict: Verdict, note: str) -> None:
        super().__init__(note)
        self.verdict = verdict
        self.note = note


class OverLimit(Exception):
    """A request took longer than its limit and was interrupted; the box lives on. `answer` is the frame that ended it."""

    def __init__(self, why: str, answer: tuple[dict[str, Any], list[bytearray]]) -> None:
        super().__init__(why)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Zygote:
    """A warm parent that runs: the path of its socket, the tier of the boxes it opens, why it is no better one."""

    path: str
    tier: Tier
    refused: str = ""


@contextlib.contextmanager
def zygote(
    cache: Path, libraries: Sequence[str] = (), tiers: Sequence[Tier] = JAILED
) -> Iterator[Zygote]:
    """Start the warm parent, which opens boxes of the first of the tiers that this machine grants.

    `cache` keeps matplotlib's font list between runs; `libraries` are imported instead of the course's, where given.
    Raises `MachineError` where the machine grants none.
    """
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="autograder-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o711)  # noqa: PTH101, S103 - a root grader's students have uids of their own, and homes in it
        path = str(Path(folder) / "zygote")
        process = subprocess.Popen(  # noqa: S603 - our own module
            [
                sys.executable,
                "-P",
                "-m",
                "autograder.sandbox.zygote",
                path,
                ",".join(tiers),
                *libraries,
            ],
            env=_environment(cache),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            yield Zygote(path, *_wait_ready(process))
        finally:
            process.kill()
            process.communicate()


def _environment(cache: Path) -> dict[str, str]:
    """Return a clean environment: nothing of the instructor's reaches student code."""
    return (
        THREAD_ENVIRONMENT
        | {
            "PATH": "/usr/bin:/bin",
            "HOME": "/box",
            "USER": "student",
            "LOGNAME": "student",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONHASHSEED": "0",
            "IPYTHONDIR": "/box/.ipython",
            "KERAS_HOME": "/box/.keras",
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "MPLCONFIGDIR": str(cache),
            "CUDA_VISIBLE_DEVICES": "-1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "TF_ENABLE_ONEDNN_OPTS": "0",
            "MALLOC_ARENA_MAX": "1",  # TensorFlow's threads take turns anyway; an arena for each would lie half empty
        }
    )


def _wait_ready(process: subprocess.Popen[bytes]) -> tuple[Tier, str]:
    """Return the tier that a new zygote has found, and what the machine refused. Raises `MachineError`."""
    ready, _, _ = select.select([process.stdout], [], [], START_SECONDS)
    word, _, rest = (
        process.stdout.readline().decode().strip().partition(" ") if ready else ("", "", "")
    )
    if word == "ready":
        tier, _, refused = rest.partition(" ")
        return Tier(tier), refused
    process.kill()
    _, errors = process.communicate()
    if word == "refused":
        raise MachineError(
            f"this machine cannot close the jail: {rest} `autograder doctor` says what is missing."
        )
    last = errors.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no answer"]
    raise MachineError(
        f"the course's libraries do not start: {last[0]}. Run `make clean` and try again."
    )


class Box:
    """One student's process. A context manager: leaving it kills whatever is left."""

    def __init__(self, zygote_path: str, limits: Limits) -> None:
        self.limits = limits
        self.callbacks: list[Callable[..., Any]] = []
        self._output_left = limits.notebook_output_bytes
        self._images_left = limits.images
        self._image_bytes_left = NOTEBOOK_IMAGE_BYTES
        self.tier = Tier.NONE
        self._pid = self._waiter = 0
        self._pidfd = self._waiter_fd = -1
        self._scratch = ""
        self._own_pages = (
            0  # bytes the child shares with the zygote, where the exact count is not to be had
        )
        self._sock = _fork(zygote_path, limits)
        try:
            self._start()
        except BaseException:
            self.kill()
            raise

    def __enter__(self) -> Box:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _start(self) -> None:
        for _ in range(2):
            message, _ = self._receive(_soon(READY_SECONDS))
            if "unjailed" in message:
                raise MachineError(
                    f"this machine cannot close the jail: {message['unjailed']} `autograder doctor` says what is missing."
                )
            if "pid" in message:
                self._pid, self._waiter = int(message["pid"]), int(message["waiter"])
                self.tier, self._scratch = Tier(message["tier"]), message["scratch"]
                try:
                    self._waiter_fd = os.pidfd_open(self._waiter)
                    self._pidfd = os.pidfd_open(self._pid)
                except ProcessLookupError:
                    raise self._gone() from None
        self._own_pages = processes.anonymous_bytes(processes.descendants(self._waiter))

    def kill(self) -> None:
        """End every process of the box, and wait until what it wrote is removed."""
        if self._pidfd >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            select.select([self._waiter_fd], [], [], READY_SECONDS)
            os.close(self._pidfd)
            self._pidfd = -1
        if self._waiter_fd >= 0:
            os.close(self._waiter_fd)
            self._waiter_fd = -1
        self._sock.close()

    def usage(self) -> Usage:
        """Return what the kernel counts for the child and everything it started."""
        return processes.usage(self._waiter, self._pid)

    def private_memory(self) -> int:
        """Return the bytes of the box's processes that are theirs alone, or their share of what is not."""
        return processes.private_bytes(processes.descendants(self._waiter), self._own_pages)

    def check_scratch(self) -> None:
        """Measure the box's folder, where the kernel does not bound it. Raises `BoxLost` when it has grown too large."""
        if not self._scratch:
            return
        size, files = processes.folder_size(self._scratch)
        if size > self.limits.scratch_bytes:
            raise self._lose(
                Verdict.DISK, f"wrote more than {self.limits.scratch_bytes >> 20:,} MB to disk"
            )
        if files > self.limits.scratch_files:
            raise self._lose(Verdict.DISK, f"wrote more than {self.limits.scratch_files:,} files")

    # -- what the judge does with it

    def run(self, source: str, number: int) -> CellReport:
        """Run one cell. Raises `BoxLost`."""
        before = self.usage().cpu_seconds
        room = min(self._output_left, self.limits.cell_output_bytes)
        request = {"op": "run", "source": source, "number": number, "output_bytes": room}
        note, verdict = "", Verdict.OK
        try:
            answer, buffers = self._ask(request, [])
        except OverLimit as error:
            note, verdict, (answer, buffers) = str(error), Verdict.TIMEOUT, error.answer
        seconds = self.usage().cpu_seconds - before
        self.check_scratch()
        report = self._report(answer.get("ok", answer), buffers, number, room)
        raised = _raised_text(report["raised"])
        if report["dropped"] > 0:
            note = (
                note or f"its output was cut: {report['dropped']:,} characters more than the limit"
            )
            verdict = Verdict.OUTPUT_LIMIT if verdict is Verdict.OK else verdict
        if raised and verdict is Verdict.OK:
            verdict = Verdict.STUDENT_ERROR
        return CellReport(
            number=number,
            source=source,
            stdout=report["stdout"],
            error=raised,
            images=tuple(report["images"]),
            verdict=verdict,
            note=note,
            seconds=round(seconds, 2),
        )

    def _report(self, raw: Any, buffers: list[bytearray], number: int, room: int) -> dict[str, Any]:
        """Take the child's account of a cell apart, believing only its shape, not its size."""
        try:
            stdout, dropped = str(raw.get("stdout", ""))[:room], int(raw.get("dropped", 0))
            images = self._images(raw.get("images", []), buffers)
        except (AttributeError, TypeError, ValueError, LookupError) as error:
            raise self._lose(
                Verdict.PROTOCOL_VIOLATION, f"cell {number} answered with a damaged report: {error}"
            ) from None
        self._output_left -= len(stdout)
        self._images_left -= len(images)
        return {"stdout": stdout, "dropped": dropped, "images": images, "raised": raw.get("raised")}

    def _images(self, trees: list[Any], buffers: list[bytearray]) -> list[bytes]:
        """Return the images that fit into what is left of their number and bytes, each buffer once."""
        images = []
        for number in dict.fromkeys(tree["b"] for tree in trees[: self._images_left]):
            size = len(buffers[number])
            if size <= min(IMAGE_BYTES, self._image_bytes_left):
                self._image_bytes_left -= size
                images.append(bytes(buffers[number]))
        return images

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value a name has in the notebook: plain data or a `Proxy`; `default` when it has none."""
        answer, buffers = self._ask({"op": "get", "name": name}, [])
        return (
            default
            if "missing" in answer
            else self._value(answer, wire.Decoder(buffers, self._resolve))
        )

    def request(self, tree: dict[str, Any], buffers: list[bytes | memoryview] | None = None) -> Any:
        """Send one request about an object and return the value of its answer; raises what the student's code raised."""
        answer, received = self._ask(tree, buffers or [])
        if answer.get("stop"):
            raise StopIteration
        return self._value(answer, wire.Decoder(received, self._resolve))

    def call(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call an object of the box. Arguments that it changed in place are changed here, too."""
        encoder = wire.Encoder(self._handle)
        tree = {
            "op": "call",
            "object": number,
            "args": [encoder.encode(arg) for arg in args],
            "kwargs": [[name, encoder.encode(value)] for name, value in kwargs.items()],
        }
        answer, buffers = self._ask(tree, encoder.buffers)
        decoder = wire.Decoder(buffers, self._resolve)
        result = self._value(answer, decoder)
        values = [*args, *kwargs.values()]
        with self._bad_frames():
            for position, changed in answer.get("changed") or []:
                overwrite(values[position], decoder.decode(changed))
        return result

    def key(self, number: int, key: Any) -> Any:
        """Return item `key` of an object of the box."""
        encoder = wire.Encoder(self._handle)
        return self.request(
            {"op": "item", "object": number, "key": encoder.encode(key)}, encoder.buffers
        )

    # -- frames

    def _value(self, answer: dict[str, Any], decoder: wire.Decoder) -> Any:
        with self._bad_frames():
            if "raised" in answer:
                error = exception(answer["raised"])
            else:
                return decoder.decode(answer["ok"])
        raise error

    @contextlib.contextmanager
    def _bad_frames(self) -> Iterator[None]:
        try:
            yield
        except (
            wire.BadFrame,
            KeyError,
            TypeError,
            ValueError,
            IndexError,
            AttributeError,
        ) as error:
            raise self._lose(
                Verdict.PROTOCOL_VIOLATION, f"the student's process sent a damaged answer: {error}"
            ) from None

    def _handle(self, value: Any) -> dict[str, Any]:
        if isinstance(value, Proxy):
            return {"object": value._number}
        if callable(value):
            self.callbacks.append(value)
            return {"callback": len(self.callbacks) - 1}
        raise wire.NotPlain(f"a check may not pass a {type(value).__name__} to the student's code")

    def _resolve(self, body: Any) -> Any:
        if type(body) is not dict:
            raise wire.BadFrame("a damaged handle")
        if "callback" in body:
            return self.callbacks[body["callback"]]
        number, name = body["object"], body["type"]
        if type(number) is not int or type(name) is not str or len(name) > 100:
            raise wire.BadFrame("a damaged handle")
        return proxy(
            self,
            number,
            name,
            callable_=body.get("callable") is True,
            sized=body.get("sized") is True,
        )

    def _ask(
        self, tree: dict[str, Any], buffers: list[bytes | memoryview]
    ) -> tuple[dict[str, Any], list[bytearray]]:
        """Send a request and return its answer, serving callbacks in between. Raises `OverLimit` and `BoxLost`."""
        parts = wire.pack(tree, buffers)
        watch = _Watch(self)
        try:
            self._send(parts)
            answer, received = self._receive(watch.look)
            while "callback" in answer:
                self._serve_callback(answer, received)
                answer, received = self._receive(watch.look)
        except MemoryError:
            raise self._lose(
                Verdict.MEMORY, "gave an answer that needs more memory than there is to judge it"
            ) from None
        except Exception as error:  # from the judge's own time limit, say: the answer would be taken for the next one's
            raise self._lose(
                Verdict.TIMEOUT, f"was stopped in the middle of a request ({error})"
            ) from error
        if watch.interrupted:
            raise OverLimit(watch.interrupted, (answer, received))
        return answer, received

    def _serve_callback(self, request: dict[str, Any], buffers: list[bytearray]) -> None:
        with self._bad_frames():
            decoder = wire.Decoder(buffers, self._resolve)
            function = self.callbacks[request["callback"]]
            args = [decoder.decode(tree) for tree in request["args"]]
            kwargs = {str(name): decoder.decode(tree) for name, tree in request["kwargs"]}
        encoder = wire.Encoder(self._handle)
        try:
            parts = wire.pack({"ok": encoder.encode(function(*args, **kwargs))}, encoder.buffers)
        except Exception as error:  # the check's function refused what the student's code gave it
            name = next(
                k.__name__ for k in type(error).__mro__ if getattr(builtins, k.__name__, None) is k
            )
            message = str(error)[:2_000].encode("utf-8", "replace").decode()
            parts = wire.pack({"raised": {"type": name, "message": message}}, [])
        self._send(parts)

    def _send(self, parts: list[bytes | memoryview]) -> None:
        try:
            self._sock.settimeout(self.limits.idle_seconds + self.limits.cell_seconds)
            for part in parts:  # not joined: an array would be there twice
                self._sock.sendall(part)
        except (OSError, ValueError):
            raise self._gone() from None

    def _receive(self, look: Callable[[], None]) -> tuple[dict[str, Any], list[bytearray]]:
        """Return the next frame; `look` is called all the while, and ends a wait that has become too long."""

        def read(count: int) -> bytearray:
            data = bytearray(count)
            view = memoryview(data)
            while view:
                readable, _, _ = select.select([self._sock], [], [], SLICE_SECONDS)
                if readable:
                    got = self._sock.recv_into(view)
                    if got == 0:
                        raise self._gone()
                    view = view[got:]
                look()
            return data

        try:
            answer, buffers = wire.receive(read)
        except wire.BadFrame as error:
            raise self._lose(
                Verdict.PROTOCOL_VIOLATION, f"the student's process sent a damaged frame: {error}"
            ) from None
        except (OSError, ValueError):  # reset by the peer, or closed here
            raise self._gone() from None
        if type(answer) is not dict:
            raise self._lose(Verdict.PROTOCOL_VIOLATION, "the student's process sent no object")
        return answer, buffers

    def _lose(self, verdict: Verdict, note: str) -> BoxLost:
        self.kill()
        return BoxLost(verdict, note)

    def _gone(self) -> BoxLost:
        if not self._pid:
            return self._lose(Verdict.SANDBOX_FAILURE, "the zygote ended before the box was open")
        return self._lose(Verdict.KILLED, "the student's process ended")


class _Watch:
    """Look at one request from outside while it runs: interrupt it over its CPU limit, or when it only waits; then kill it.

    The CPU time of a request counts from the first look: whatever answers within a slice is not measured at all.
    It waits when, over `idle_seconds` on the clock, it used less than a fifth of the CPU time that the machine's load
    leaves to one process. So neither a crowd of other processes nor a loop of short sleeps is mistaken.
    """

    def __init__(self, box: Box) -> None:
        now = time.monotonic()
        self._box = box
        self._cpu = -1.0
        self._window = (now, 0.0)
        self._next = now + SLICE_SECONDS
        self._next_scratch = now + SCRATCH_SECONDS
        self._kill_at = 0.0
        self.interrupted = ""

    def look(self) -> None:
        """Look, unless it was a moment ago. Raises `BoxLost` when the child had to be killed."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + SLICE_SECONDS
        limits, usage = self._box.limits, self._box.usage()
        if self._cpu < 0:
            self._cpu = usage.cpu_seconds
            self._window = (now, self._cpu)
        if (
            usage.memory_bytes > limits.memory_bytes < self._box.private_memory()
        ):  # the first counts shared pages, too
            megabytes = limits.memory_bytes >> 20
            raise self._box._lose(Verdict.MEMORY, f"used more than {megabytes:,} MB of memory")
        if now > self._next_scratch:
            self._box.check_scratch()
            self._next_scratch = time.monotonic() + SCRATCH_SECONDS
        if self.interrupted:
            if now > self._kill_at:
                raise self._box._lose(Verdict.TIMEOUT, self.interrupted)
        elif usage.cpu_seconds - self._cpu > limits.cell_seconds:
            self._interrupt(f"ran longer than {limits.cell_seconds:g} CPU seconds", now)
        elif self._only_waits(usage.cpu_seconds, now):
            self._interrupt("waited without end", now)

    def _only_waits(self, cpu_seconds: float, now: float) -> bool:
        begun, before = self._window
        elapsed = now - begun
        if elapsed < self._box.limits.idle_seconds:
            return False
        self._window = (now, cpu_seconds)
        share = min(1.0, len(os.sched_getaffinity(0)) / (os.getloadavg()[0] + 1))
        return cpu_seconds - before < WAITING_SHARE * share * elapsed

    def _interrupt(self, why: str, now: float) -> None:
        self.interrupted = why
        self._kill_at = now + GRACE_SECONDS
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._box._pidfd, signal.SIGINT)


def _soon(seconds: float) -> Callable[[], None]:
    """Return a `look` for a box that is not open yet: no student code runs, so only time counts."""
    deadline = time.monotonic() + seconds

    def look() -> None:
        if time.monotonic() > deadline:
            raise BoxLost(Verdict.SANDBOX_FAILURE, f"no box within {seconds:.0f} s")

    return look


def _fork(zygote_path: str, limits: Limits) -> socket.socket:
    """Ask the zygote for a child; return our end of its socket pair."""
    ours, theirs = socket.socketpair()
    with socket.socket(socket.AF_UNIX) as connection, theirs:
        try:
            connection.connect(zygote_path)
            socket.send_fds(connection, [json.dumps(asdict(limits)).encode()], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise BoxLost(Verdict.SANDBOX_FAILURE, f"the zygote is gone: {error}") from None
    return ours


def _raised_text(raw: Any) -> str:
    return str(raw.get("traceback", ""))[:8_000] if isinstance(raw, dict) else ""
