"""The only code of ours beside the student's: an IPython shell that serves frames. Runs jailed, and may be taken over.

Nothing here is trusted and nothing here decides anything: it runs cells for human eyes, and hands out the values that the
student's functions return. It holds no check, no expected value and no points. A request is one frame, its answer the next;
while a call runs, the student's code may call back a function of the judge (`{"callback": …}`), which answers in between.

Requests: run · get · call · attr · item · length · iterate · next · array. Answers: ``{"ok": tree}`` (with ``changed``: arguments
that the call altered in place), ``{"missing": true}``, ``{"stop": true}``, ``{"raised": {...}}``; for run a report of the cell.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib.machinery
import io
import os
import signal
import socket
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.records import Limits
from autograder.sandbox import policy, wire

MUTABLE = (list, dict, set, bytearray, np.ndarray, np.random.Generator)


class Output(io.TextIOBase):
    """Standard output and error of one cell, kept up to a number of bytes; what is beyond is counted, not kept."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.parts: list[str] = []
        self.kept = 0
        self.dropped = 0

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        raise io.UnsupportedOperation("fileno")

    @property
    def encoding(self) -> str:
        return "utf-8"

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        room = self.limit - self.kept
        if room > 0:
            self.parts.append(text[:room])
            self.kept += min(len(text), room)
        self.dropped += max(0, len(text) - max(0, room))
        return len(text)

    def text(self) -> str:
        return wire.sendable("".join(self.parts))


class Served:
    """The student's end: the shell, the objects it has handed out, the socket."""

    def __init__(self, sock: socket.socket, limits: Limits) -> None:
        self.sock = sock
        self.limits = limits
        self.pid = os.getpid()
        self.objects: list[Any] = []
        self.images: list[bytes] = []
        self.traceback = ""
        self.busy = False  # student code is running, which an interrupt may end
        self.interrupted = False  # an interrupt came while it was not
        self.shell = self._shell()

    def _shell(self) -> Any:
        from IPython.core.interactiveshell import InteractiveShell
        from traitlets.config import Config

        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        config.InteractiveShell.xmode = "Context"
        config.InteractiveShellApp.exec_PYTHONSTARTUP = False
        shell = InteractiveShell.instance(config=config)
        shell.enable_gui = lambda gui=None: None
        shell.system = self._system
        shell.display_pub.publish = self._publish
        shell._tee = lambda channel: (
            contextlib.nullcontext()
        )  # IPython 9 would keep all output for its history
        shell.ask_exit = lambda: None
        shell._showtraceback = self._showtraceback
        shell.displayhook.write_output_prompt = lambda: None
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            shell.run_line_magic("matplotlib", "inline")
        return shell

    def _system(self, command: str) -> None:
        """Run `!command` without a terminal; its output goes where the cell's goes."""
        done = subprocess.run(  # noqa: S602 - the student's own shell escape, inside the jail
            command,
            shell=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        sys.stdout.write(done.stdout.decode("utf-8", "replace"))
        self.shell.user_ns["_exit_code"] = done.returncode

    def _publish(
        self, data: dict[str, Any], metadata: Any = None, source: Any = None, **rest: Any
    ) -> None:
        """Keep what a rich display shows: a PNG as an image, else its plain text."""
        image = data.get("image/png")
        if isinstance(image, str):
            import base64

            image = base64.b64decode(image)
        if (
            isinstance(image, bytes)
            and len(image) <= policy.IMAGE_BYTES
            and len(self.images) < self.limits.images
        ):
            self.images.append(image)
        elif "text/plain" in data:
            sys.stdout.write(f"{data['text/plain']}\n")

    def _showtraceback(self, kind: type, error: BaseException, lines: list[str]) -> None:
        """Keep IPython's traceback apart from the output."""
        self.traceback = self.shell.InteractiveTB.stb2text(lines)

    # -- the loop

    def serve(self) -> None:
        """Answer requests until the peer hangs up."""
        with contextlib.suppress(EOFError):
            while True:
                request = self._receive()
                self.interrupted = False  # meant for the request before
                self._answer(*request)

    def interrupt(self, *_: object) -> None:
        """Handle SIGINT: end student code, but never a frame half sent or read."""
        if self.busy:
            raise KeyboardInterrupt
        self.interrupted = True

    @contextlib.contextmanager
    def _uninterrupted(self) -> Iterator[None]:
        self.busy, before = False, self.busy
        yield
        self.busy = before
        if before and self.interrupted:
            self.interrupted = False
            raise KeyboardInterrupt

    def _receive(self) -> tuple[Any, list[bytearray]]:
        return wire.receive(self._read)

    def _read(self, count: int) -> bytearray:
        data = bytearray(count)
        view = memoryview(data)
        while view:
            got = self.sock.recv_into(view)
            if not got:
                raise EOFError
            view = view[got:]
        return data

    def _answer(self, request: dict[str, Any], buffers: list[bytearray]) -> None:
        encoder = wire.Encoder(self._handle)
        before = self.busy
        try:
            self.busy = True
            if request["op"] == "run":
                answer = self._run(request, encoder)
            else:
                with contextlib.redirect_stdout(Output(0)), contextlib.redirect_stderr(Output(0)):
                    answer = self._value(request, buffers, encoder)
            parts = wire.pack(answer, encoder.buffers)
            self.busy = False
        except (
            BaseException
        ) as error:  # whatever student code raises, SystemExit and KeyboardInterrupt included
            self.busy = False
            parts = wire.pack({"raised": self._raised(error)}, [])
        if (
            os.getpid() != self.pid
        ):  # student code forked and came back here twice: the copy has nothing to answer
            os._exit(0)
        self.sock.sendall(b"".join(parts))
        self.busy = before

    def _value(
        self, request: dict[str, Any], buffers: list[bytearray], encoder: wire.Encoder
    ) -> dict[str, Any]:
        op = request["op"]
        if op == "get":
            name = request["name"]
            if name not in self.shell.user_ns:
                return {"missing": True}
            return {"ok": encoder.encode(self.shell.user_ns[name])}
        if op == "call":
            return self._call(request, buffers, encoder)
        target = self.objects[request["object"]]
        if op == "next":
            try:
                return {"ok": encoder.encode(next(target))}
            except StopIteration:
                return {"stop": True}
        decoder = wire.Decoder(buffers, self._resolve)
        verbs: dict[str, Callable[[], Any]] = {
            "attr": lambda: getattr(target, request["name"]),
            "item": lambda: target[decoder.decode(request["key"])],
            "length": lambda: len(target),
            "iterate": lambda: iter(target),
            "array": lambda: np.asarray(target),
        }
        return {"ok": encoder.encode(verbs[op]())}

    def _call(
        self, request: dict[str, Any], buffers: list[bytearray], encoder: wire.Encoder
    ) -> dict[str, Any]:
        sent = [bytes(buffer) for buffer in buffers]  # decoded arrays share the buffers' memory
        decoder = wire.Decoder(buffers, self._resolve)
        args = [decoder.decode(tree) for tree in request["args"]]
        kwargs = {name: decoder.decode(tree) for name, tree in request["kwargs"]}
        result = self.objects[request["object"]](*args, **kwargs)
        trees = [*request["args"], *(tree for _, tree in request["kwargs"])]
        changed = []
        for number, (value, tree) in enumerate(zip([*args, *kwargs.values()], trees, strict=True)):
            if type(value) in MUTABLE and not self._same(value, tree, sent):
                changed.append([number, encoder.encode(value)])
        return {"ok": encoder.encode(result), "changed": changed}

    def _same(self, value: Any, tree: Any, sent: list[bytes]) -> bool:
        """Return whether an argument still is what was sent."""
        probe = wire.Encoder(self._handle)
        kept = len(self.objects)
        now = probe.encode(value)
        del self.objects[kept:]
        return _expand(now, probe.buffers) == _expand(tree, sent)

    def _raised(self, error: BaseException) -> dict[str, Any]:
        with contextlib.redirect_stdout(Output(0)), contextlib.redirect_stderr(Output(0)):
            try:
                message = str(error)[: policy.MESSAGE_CHARACTERS]
            except BaseException:
                message = "(its message could not be read)"
        names = [
            kind.__name__
            for kind in type(error).__mro__
            if getattr(builtins, kind.__name__, None) is kind
        ]
        return {
            "type": names[0],
            "name": wire.sendable(type(error).__name__[:100]),
            "message": wire.sendable(message),
        }

    # -- objects that stay here

    def _handle(self, value: Any) -> dict[str, Any]:
        if isinstance(value, _Callback):
            return {"callback": value.number}
        self.objects.append(value)
        kind = type(value)
        return {
            "object": len(self.objects) - 1,
            "type": wire.sendable(kind.__name__[:100]),
            "callable": callable(value),
            "sized": hasattr(kind, "__len__"),
        }

    def _resolve(self, body: dict[str, Any]) -> Any:
        if "callback" in body:
            return _Callback(self, body["callback"])
        return self.objects[body["object"]]

    def callback(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Ask the judge for the value of one of its functions; answer what it asks meanwhile."""
        encoder = wire.Encoder(self._handle)
        tree = {
            "callback": number,
            "args": [encoder.encode(arg) for arg in args],
            "kwargs": [[name, encoder.encode(value)] for name, value in kwargs.items()],
        }
        parts = wire.pack(tree, encoder.buffers)
        with self._uninterrupted():
            self.sock.sendall(b"".join(parts))
        while True:
            with self._uninterrupted():
                answer, buffers = self._receive()
            if "op" in answer:
                self._answer(answer, buffers)
            elif "raised" in answer:
                raise getattr(builtins, answer["raised"]["type"])(answer["raised"]["message"])
            else:
                return wire.Decoder(buffers, self._resolve).decode(answer["ok"])

    # -- cells

    def _run(self, request: dict[str, Any], encoder: wire.Encoder) -> dict[str, Any]:
        output = Output(request["output_bytes"])
        self.images, self.traceback = [], ""
        self.shell.execution_count = request["number"]
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            result = self.shell.run_cell(request["source"], store_history=False)
        error = result.error_before_exec or result.error_in_exec
        report = {
            "stdout": output.text(),
            "dropped": output.dropped,
            "images": [encoder.encode(i) for i in self.images],
        }
        if error is not None:
            raised = self._raised(error)
            shown = wire.sendable(
                self.traceback[-policy.TRACEBACK_CHARACTERS :]
            )  # none for a magic that is not known
            report["raised"] = raised | {
                "traceback": shown or f"{raised['name']}: {raised['message']}"
            }
        _close_figures()
        return {"ok": report}


class _Callback:
    """A function of the judge, as student code sees it."""

    def __init__(self, served: Served, number: int) -> None:
        self._served = served
        self.number = number

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._served.callback(self.number, args, kwargs)


def _expand(tree: Any, buffers: list[Any]) -> Any:
    """Replace buffer numbers by the bytes they stand for, so that two frames can be compared."""
    if isinstance(tree, list):
        return [_expand(item, buffers) for item in tree]
    if not isinstance(tree, dict):
        return tree
    ((tag, body),) = tree.items()
    if tag in ("a", "n"):
        return {tag: [*body[:-1], bytes(buffers[body[-1]])]}
    if tag == "b":
        return {tag: bytes(buffers[body])}
    return {tag: _expand(body, buffers)} if isinstance(body, list) else tree


def _close_figures() -> None:
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        with contextlib.suppress(Exception):
            pyplot.close("all")


def _otter_stand_in() -> types.ModuleType:
    """Return a module `otter` whose Notebook does nothing: checks run elsewhere, and a check here would be worth nothing."""

    class Notebook:
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            pass

        def __getattr__(self, name: str) -> Callable[..., None]:
            return lambda *args, **kwargs: None

    module = types.ModuleType("otter", "A stand-in: the checks run in the judge, after the cell.")
    module.__spec__ = importlib.machinery.ModuleSpec("otter", None)
    module.Notebook = Notebook
    return module


def main(sock: socket.socket, limits: Limits) -> None:
    """Serve one submission in this process, already jailed; returns when the judge hangs up."""
    sys.modules["otter"] = _otter_stand_in()
    sys.path[:] = [entry for entry in sys.path if entry]
    sys.path.append(os.getcwd())  # noqa: PTH109 - the box's home, as text
    sys.argv = ["ipython"]
    np.random.seed(
        0
    )  # the legacy state is inherited from the zygote; every submission starts alike
    served = Served(sock, limits)
    signal.signal(signal.SIGINT, served.interrupt)
    sock.sendall(b"".join(wire.pack({"ready": True}, [])))
    served.serve()
