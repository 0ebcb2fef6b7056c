"""The student's end: serves the grader's requests. Runs in the sandbox, and may be taken over.

Nothing here is trusted and nothing here decides: it runs cells for human eyes, and hands out the
values that the student's functions return. It holds no check, no expected value and no points.
A request is one frame, its answer the next; while a call runs, the student's code may call back a
function of a check (`{"callback": …}`), whose answer comes in between.

request                                      | answer
---------------------------------------------|------------------------------------------------------
run (a cell)                                 | ``{"ok": report}``: output, images, the error
put (files, by their paths)                  | ``{"ok": null}``
get (a name)                                 | ``{"ok": tree}`` or ``{"missing": true}``
call                                         | ``{"ok": tree, "changed": [[argument, tree], ...]}``
next                                         | the same, or ``{"stop": true, "changed": ...}``
attr · item · length · iterate · array       | ``{"ok": tree}``

Each may also be answered ``{"raised": {"type", "name", "message"}}``.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib.machinery
import itertools
import os
import pathlib
import signal
import socket
import sys
import threading
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.characters import replace_surrogates
from autograder.records import Limits
from autograder.sandbox import plain, policy, portraits, wire
from autograder.sandbox.lent import Lent
from autograder.sandbox.shell import Output, Shell, close_figures
from autograder.sandbox.turns import Turns

UNREADABLE = "(its message could not be read)"
TYPE_NAME = vars(type)["__name__"]
Part = bytes | memoryview
OTTER_VERSION = "7.0.0"  # of the stand-in: a notebook's first cell asks for it
OTHER_PROCESS = (
    "a function that a check gave you was called in another process (multiprocessing, joblib). "
    "Call it in the notebook's own process; threads may."
)


class Served:
    """The student's end: the shell, the objects it has handed out, the socket."""

    def __init__(self, sock: socket.socket, limits: Limits) -> None:
        self.sock = sock
        self.limits = limits
        self.pid = os.getpid()
        self.thread = threading.get_ident()
        self.turns = Turns()
        self.objects: dict[int, Any] = {}
        self.numbers = itertools.count()
        self.given: dict[Any, int] = {}  # functions of the check, and their numbers there
        self.lent: dict[int, Lent] = {}  # by the number of the result that may change it yet
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

    def _mark(self, busy: bool) -> bool:
        """Say whether student code runs, and return what was said before.

        An interrupt reaches the main thread alone: what others do is not its affair.
        """
        before = self.busy
        if threading.get_ident() == self.thread:
            self.busy = busy
        return before

    @contextlib.contextmanager
    def _uninterrupted(self) -> Iterator[None]:
        before = self._mark(busy=False)
        try:
            yield
        finally:
            self._mark(before)
        if before and self.interrupted and threading.get_ident() == self.thread:
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
        turn, before = self.turns.begin(), self.busy
        try:
            self._mark(busy=True)
            parts = self._work_out(request, buffers)
            self._mark(busy=False)  # Python may notice here an interrupt from before
        except BaseException as error:  # an interrupt, beside the text of an exception
            parts = wire.pack({"raised": _describe(type(error), UNREADABLE)}, [])
            self._mark(busy=False)
        if os.getpid() != self.pid:  # student code forked, and its copy has nothing to answer
            os._exit(0)
        self.turns.end(turn)
        self.sock.sendall(b"".join(parts))
        self._mark(before)

    def _work_out(self, request: dict[str, Any], buffers: list[bytearray]) -> list[Part]:
        """Return the answer. The text of an exception and its end are student code, too."""
        encoder = plain.Encoder(self._handle, reads=True)
        try:
            if request["op"] == "run":
                answer = self._run(request, encoder)
            else:
                with contextlib.redirect_stdout(Output(0)), contextlib.redirect_stderr(Output(0)):
                    answer = self._value(request, buffers, encoder)
            return wire.pack(answer, encoder.buffers)
        except BaseException as error:  # SystemExit and KeyboardInterrupt, too
            return wire.pack({"raised": self._raised(error)}, [])

    def _value(
        self, request: dict[str, Any], buffers: list[bytearray], encoder: plain.Encoder
    ) -> dict[str, Any]:
        op = request["op"]
        if op == "get":
            name = request["name"]
            if name not in self.shell.names:
                return {"missing": True}
            return {"ok": encoder.encode(self.shell.names[name])}
        if op == "put":
            _put(request["paths"], buffers)
            return {"ok": None}
        if op == "call":
            return self._call(request, buffers, encoder)
        if op == "next":
            return self._next(request, encoder)
        target = self.objects[request["object"]]
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
        decoder = plain.Decoder(buffers, self._resolve)
        args = [decoder.decode(tree) for tree in request["args"]]
        kwargs = {name: decoder.decode(tree) for name, tree in request["kwargs"]}
        trees = [*request["args"], *(tree for _, tree in request["kwargs"])]
        lent = Lent([*args, *kwargs.values()], trees, buffers)
        result = self.objects[request["object"]](*args, **kwargs)
        tree = encoder.encode(result)
        handle = tree.get("o", {}) if isinstance(tree, dict) else {}
        lazy = "object" in handle and hasattr(type(result), "__iter__")
        if lazy:
            self.lent[handle["object"]] = lent
        return {"ok": tree, "changed": lent.changes(encoder), "lazy": lazy}

    def _next(self, request: dict[str, Any], encoder: plain.Encoder) -> dict[str, Any]:
        try:
            answer = {"ok": encoder.encode(next(self.objects[request["object"]]))}
        except StopIteration:
            answer = {"stop": True}
        lent = self.lent.get(request["source"])
        return answer | {"changed": lent.changes(encoder) if lent else []}

    def _raised(self, error: BaseException) -> dict[str, Any]:
        with contextlib.redirect_stdout(Output(0)), contextlib.redirect_stderr(Output(0)):
            try:
                message = str(error)[: policy.MESSAGE_CHARACTERS]
            except BaseException:
                message = UNREADABLE
        return _describe(type(error), message)

    def _handle(self, value: Any) -> dict[str, Any]:
        if type(value) is types.FunctionType and value in self.given:
            return {"callback": self.given[value]}
        number = next(self.numbers)
        self.objects[number] = value
        kind = type(value)
        return {
            "object": number,
            "type": replace_surrogates(_name(kind)[:100]),
            "callable": callable(value),
            "sized": hasattr(kind, "__len__"),
        }

    def _resolve(self, body: dict[str, Any]) -> Any:
        if "callback" in body:
            return self._give(body)
        return self.objects[body["object"]]

    def _give(self, body: dict[str, Any]) -> Callable[..., Any]:
        """Return a function that calls one of the check's, and looks like it."""
        number = body["callback"]

        def call(*args: Any, **kwargs: Any) -> Any:
            return self._callback(number, args, kwargs)

        call.__name__ = call.__qualname__ = body["name"]
        call.__doc__ = body["doc"]
        call.__module__ = "__main__"
        if body["parameters"] is not None:
            vars(call)["__signature__"] = portraits.rebuild(body["parameters"])
        self.given[call] = number
        return call

    def _callback(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Ask the judge for the value of one of its functions; answer what it asks meanwhile."""
        if os.getpid() != self.pid:
            raise RuntimeError(OTHER_PROCESS)
        encoder = plain.Encoder(self._handle, reads=True)
        tree = {
            "callback": number,
            "args": [encoder.encode(arg) for arg in args],
            "kwargs": [[name, encoder.encode(value)] for name, value in kwargs.items()],
        }
        parts = wire.pack(tree, encoder.buffers)
        with self._uninterrupted(), self.turns.call():
            self.sock.sendall(b"".join(parts))
            answer, buffers = self._receive()
            while "op" in answer:
                self._answer(answer, buffers)
                answer, buffers = self._receive()
        if "raised" in answer:
            raise getattr(builtins, answer["raised"]["type"])(answer["raised"]["message"])
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


def _put(paths: list[str], contents: list[bytearray]) -> None:
    """Write what was handed in beside the notebook. What cannot lie here is missing, as there."""
    for path, data in zip(map(pathlib.Path, paths), contents, strict=True):
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _describe(kind: type[BaseException], message: str) -> dict[str, Any]:
    """Return an exception of a type, in words. Nothing that the type overrides is run."""
    bases = type.mro(kind)
    builtin = next(_name(k) for k in bases if getattr(builtins, _name(k), None) is k)
    return {
        "type": builtin,
        "name": replace_surrogates(_name(kind)[:100]),
        "message": replace_surrogates(message),
    }


def _name(kind: type) -> str:
    """Return the name of a type, whatever its metaclass says."""
    name: str = TYPE_NAME.__get__(kind)
    return name


def _otter_stand_in() -> types.ModuleType:
    """Return a module `otter` whose Notebook does nothing: checks run elsewhere."""

    class Notebook:
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            pass

        def __getattr__(self, name: str) -> Callable[..., None]:
            return lambda *args, **kwargs: None

    module = types.ModuleType("otter", "A stand-in: the checks run in the judge, after the cell.")
    module.__spec__ = importlib.machinery.ModuleSpec("otter", None)
    vars(module).update(Notebook=Notebook, __version__=OTTER_VERSION)
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
