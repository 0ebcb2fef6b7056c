"""The student's end: serves the grader's requests. Runs in the sandbox, and may be taken over.

Nothing here is trusted and nothing here decides: it runs cells for human eyes, and hands out the
values that the student's functions return. It holds no check, no expected value and no points.
A request is one frame, its answer the next; while a call runs, the student's code may call back a
function of a check (`{"callback": …}`), whose answer comes in between.

request                                      | answer
---------------------------------------------|------------------------------------------------------
run (a cell)                                 | ``{"ok": report}``: output, images, the error
get (a name)                                 | ``{"ok": tree}`` or ``{"missing": true}``
call                                         | ``{"ok": tree, "changed": [[argument, tree], ...]}``
next                                         | ``{"ok": tree}`` or ``{"stop": true}``
attr · item · length · iterate · array       | ``{"ok": tree}``

Each may also be answered ``{"raised": {"type", "name", "message"}}``.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib.machinery
import os
import signal
import socket
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.characters import replace_surrogates
from autograder.records import Limits
from autograder.sandbox import plain, policy, wire
from autograder.sandbox.shell import Output, Shell, close_figures

MUTABLE = (list, dict, set, bytearray, np.ndarray, np.random.Generator)


class Served:
    """The student's end: the shell, the objects it has handed out, the socket."""

    def __init__(self, sock: socket.socket, limits: Limits) -> None:
        self.sock = sock
        self.limits = limits
        self.pid = os.getpid()
        self.objects: list[Any] = []
        self.busy = False  # student code is running, which an interrupt may end
        self.interrupted = False  # an interrupt came while it was not
        self.shell = Shell(limits.images)

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
        encoder = plain.Encoder(self._handle, reads=True)
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
        except BaseException as error:  # SystemExit and KeyboardInterrupt, too
            self.busy = False
            parts = wire.pack({"raised": self._raised(error)}, [])
        if os.getpid() != self.pid:  # student code forked, and its copy has nothing to answer
            os._exit(0)
        self.sock.sendall(b"".join(parts))
        self.busy = before

    def _value(
        self, request: dict[str, Any], buffers: list[bytearray], encoder: plain.Encoder
    ) -> dict[str, Any]:
        op = request["op"]
        if op == "get":
            name = request["name"]
            if name not in self.shell.names:
                return {"missing": True}
            return {"ok": encoder.encode(self.shell.names[name])}
        if op == "call":
            return self._call(request, buffers, encoder)
        target = self.objects[request["object"]]
        if op == "next":
            try:
                return {"ok": encoder.encode(next(target))}
            except StopIteration:
                return {"stop": True}
        decoder = plain.Decoder(buffers, self._resolve)
        verbs: dict[str, Callable[[], Any]] = {
            "attr": lambda: getattr(target, request["name"]),
            "item": lambda: target[decoder.decode(request["key"])],
            "length": lambda: len(target),
            "iterate": lambda: iter(target),
            "array": lambda: np.asarray(target),
        }
        return {"ok": encoder.encode(verbs[op]())}

    def _call(
        self, request: dict[str, Any], buffers: list[bytearray], encoder: plain.Encoder
    ) -> dict[str, Any]:
        sent = [bytes(buffer) for buffer in buffers]  # decoded arrays share the buffers' memory
        decoder = plain.Decoder(buffers, self._resolve)
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
        probe = plain.Encoder(self._handle)
        kept = len(self.objects)
        now = probe.encode(value)
        del self.objects[kept:]
        return bool(_expand(now, probe.buffers) == _expand(tree, sent))

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
            "name": replace_surrogates(type(error).__name__[:100]),
            "message": replace_surrogates(message),
        }

    def _handle(self, value: Any) -> dict[str, Any]:
        if isinstance(value, _Callback):
            return {"callback": value.number}
        self.objects.append(value)
        kind = type(value)
        return {
            "object": len(self.objects) - 1,
            "type": replace_surrogates(kind.__name__[:100]),
            "callable": callable(value),
            "sized": hasattr(kind, "__len__"),
        }

    def _resolve(self, body: dict[str, Any]) -> Any:
        if "callback" in body:
            return _Callback(self, body["callback"])
        return self.objects[body["object"]]

    def callback(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Ask the judge for the value of one of its functions; answer what it asks meanwhile."""
        encoder = plain.Encoder(self._handle, reads=True)
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
                return plain.Decoder(buffers, self._resolve).decode(answer["ok"])

    def _run(self, request: dict[str, Any], encoder: plain.Encoder) -> dict[str, Any]:
        output = Output(request["output_bytes"])
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            error = self.shell.run(request["source"], request["number"])
        report = {
            "stdout": output.text(),
            "dropped": output.dropped,
            "images": [encoder.encode(image) for image in self.shell.images],
        }
        if error is not None:
            raised = self._raised(error)
            shown = replace_surrogates(self.shell.traceback[-policy.TRACEBACK_CHARACTERS :])
            # An unknown magic has no traceback.
            line = f"{raised['name']}: {raised['message']}"
            report["raised"] = raised | {"traceback": shown or line}
        close_figures()
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


def _otter_stand_in() -> types.ModuleType:
    """Return a module `otter` whose Notebook does nothing: checks run elsewhere."""

    class Notebook:
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            pass

        def __getattr__(self, name: str) -> Callable[..., None]:
            return lambda *args, **kwargs: None

    module = types.ModuleType("otter", "A stand-in: the checks run in the judge, after the cell.")
    module.__spec__ = importlib.machinery.ModuleSpec("otter", None)
    vars(module)["Notebook"] = Notebook
    return module


def main(sock: socket.socket, limits: Limits) -> None:
    """Serve one submission in this process, whose sandbox is closed, until the judge hangs up."""
    sys.modules["otter"] = _otter_stand_in()
    sys.path[:] = [entry for entry in sys.path if entry]
    sys.path.append(os.getcwd())  # noqa: PTH109 - the home, as text
    sys.argv = ["ipython"]
    np.random.seed(0)  # the legacy state comes from the zygote; every submission starts alike
    served = Served(sock, limits)
    signal.signal(signal.SIGINT, served.interrupt)
    sock.sendall(b"".join(wire.pack({"ready": True}, [])))
    served.serve()
