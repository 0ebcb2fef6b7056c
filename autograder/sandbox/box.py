"""One student's process, as the grader uses it: run cells in it, get values, call what it defines.

`run` returns a `CellReport` for human eyes; `get` returns a name's value: plain data, or a `Proxy`
for a function, model or other object. Everything that arrives is decoded by `wire` within caps;
after one bad frame the process is killed. `Watch` bounds each request from outside. Whatever is
raised as `BoxLost` has ended the process; whose fault that is, its class says (`faults`).
"""

from __future__ import annotations

import builtins
import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from autograder.characters import replace_surrogates
from autograder.companions import is_inside
from autograder.records import CellReport, Limits, Tier, Verdict
from autograder.sandbox import plain, start, watch, wire
from autograder.sandbox.budget import Budget
from autograder.sandbox.channel import Frame, Part
from autograder.sandbox.faults import (
    BadFrame,
    BoxLost,
    SandboxFailed,
    StudentOverLimit,
    StudentRaised,
    StudentStopped,
)
from autograder.sandbox.outputs import Outputs, Shown
from autograder.sandbox.policy import MESSAGE_CHARACTERS
from autograder.sandbox.proxies import Objects, Proxy, make_error, overwrite, rebuild

REFUSED = "a function that the check gave you cannot use what your code gave it"
DAMAGED = (BadFrame, KeyError, TypeError, ValueError, IndexError, AttributeError)


class Box:
    """One student's process. A context manager: leaving it kills whatever is left."""

    def __init__(self, zygote_path: str, limits: Limits) -> None:
        """Start it. Raises `BoxLost` and `MachineError`."""
        self.limits = limits
        self.budget = Budget(limits)
        self._outputs = Outputs(limits)
        self._objects = Objects(self)
        self.involve: Callable[[], None] = _nothing  # called before student code answers
        self._refused = ("", "")  # type and text of what a function of the check raised last
        self._lent: dict[int, list[Any]] = {}  # arguments, by the result that may change them yet
        self._channel, self.process = start.start(zygote_path, limits)
        self.spend(self.budget)

    def __enter__(self) -> Box:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def tier(self) -> Tier:
        return self.process.tier

    def spend(self, budget: Budget) -> None:
        """Count into an account: that of a submission's earlier boxes, say."""
        self.budget = budget
        budget.open(self.process.usage().cpu_seconds, self.process)

    def look(self) -> None:
        """Look at what runs between two requests. Raises `BoxLost`."""
        with self._ending():
            used = self.process.usage()
            watch.check_memory(self.process, self.limits, used)
            watch.check_processes(self.limits, used)
            self.budget.check_unseen(used.cpu_seconds)
            watch.check_scratch(self.process, self.limits)

    def _measure(self) -> float:
        """Return the CPU seconds of all the submission's boxes by now."""
        self.budget.count(self.process.usage().cpu_seconds, self.process)
        return self.budget.cpu_seconds

    def kill(self) -> None:
        """End every process of the box, and wait until what it wrote is removed.

        Where removing takes long it is counted as a request is, for the submission chose how much
        there is; with namespaces the kernel does it in a moment.
        """
        self.process.kill(self._count_removal if self.process.scratch else lambda: _nothing)
        self._channel.close()

    def _count_removal(self) -> Callable[[], None]:
        return watch.Watch(self.process, self.limits, self.budget).count

    def run(self, source: str, number: int) -> CellReport:
        """Run one cell, the `number`-th of its notebook. Raises `BoxLost`."""
        before = self._measure()
        self.budget.begin()
        room = self._outputs.room()
        request = {"op": "run", "source": source, "number": number, "output_bytes": room}
        note = ""
        try:
            answer, buffers = self._ask(request)
        except StudentOverLimit as error:
            note, (answer, buffers) = str(error), error.answer
        seconds = self._measure() - before
        with self._ending():
            watch.check_scratch(self.process, self.limits)
        with self._decoding(f"cell {number} answered with a damaged report"):
            shown = self._outputs.take(answer.get("ok", answer), buffers)
        verdict, note = _judge_cell(shown, note)
        return CellReport(
            number=number,
            source=source,
            stdout=shown.stdout,
            error=shown.error,
            images=shown.images,
            verdict=verdict,
            note=note,
            seconds=round(seconds, 2),
        )

    def put(self, files: Mapping[str, bytes]) -> None:
        """Write files below its home, by their paths there. Raises `BoxLost`, having ended it."""
        if outside := [path for path in files if not is_inside(path)]:
            self.kill()
            raise ValueError(f"{outside[0]!r} leads out of the student's home")
        if not files:
            return
        try:
            self._ask({"op": "put", "paths": list(files)}, list(files.values()))
        except StudentOverLimit as error:
            self.kill()
            raise SandboxFailed(
                f"the files beside the notebook were not written: {error}"
            ) from None

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of a name: plain data or a `Proxy`; `default` when it has none."""
        answer, buffers = self._ask({"op": "get", "name": name})
        if "missing" in answer:
            return default
        return self._value(answer, self._objects.decoder(buffers))

    def request(self, tree: dict[str, Any], buffers: Sequence[Part] = ()) -> Any:
        """Ask about an object and return the value; raises what the student's code raised."""
        answer, received = self._ask(tree, buffers)
        return self._value(answer, self._objects.decoder(received))

    def next(self, source: int, iterator: int) -> Any:
        """Return the next item of an iterator of an object. Raises `StopIteration`.

        What it changed of the arguments of the call that returned the object is changed here.
        """
        tree = {"op": "next", "object": iterator, "source": source}
        answer, received = self._ask(tree)
        decoder = self._objects.decoder(received)
        stops = answer.get("stop") is True
        item = None if stops else self._value(answer, decoder)
        self._change(answer, decoder, self._lent.get(source, []))
        if stops:
            raise StopIteration
        return item

    def call(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call an object of the box. Arguments that it changed in place are changed here, too."""
        encoder = self._objects.encoder()
        tree = {
            "op": "call",
            "object": number,
            "args": [encoder.encode(arg) for arg in args],
            "kwargs": [[name, encoder.encode(value)] for name, value in kwargs.items()],
        }
        answer, buffers = self._ask(tree, encoder.buffers)
        decoder = self._objects.decoder(buffers)
        result = self._value(answer, decoder)
        values = [*args, *kwargs.values()]
        self._change(answer, decoder, values)
        if answer.get("lazy") and isinstance(result, Proxy):
            self._lent[result._number] = values
        return result

    def _change(self, answer: dict[str, Any], decoder: plain.Decoder, values: list[Any]) -> None:
        """Change arguments to what an answer says that student code made of them."""
        with self._decoding():
            for position, changed in answer.get("changed") or []:
                overwrite(values[position], decoder.decode(changed))

    def key(self, number: int, key: Any) -> Any:
        """Return item `key` of an object of the box."""
        encoder = self._objects.encoder()
        tree = {"op": "item", "object": number, "key": encoder.encode(key)}
        return self.request(tree, encoder.buffers)

    def _value(self, answer: dict[str, Any], decoder: plain.Decoder) -> Any:
        with self._decoding():
            if "raised" not in answer:
                return decoder.decode(answer["ok"])
            error, cause = rebuild(self._recall(answer["raised"]))
        raise error from cause

    def _recall(self, raised: dict[str, Any]) -> dict[str, Any]:
        """Return what student code raised, in a check's words where its function refused it."""
        kind, text = self._refused
        if kind and raised["type"] == kind and REFUSED in str(raised["message"]):
            return raised | {"message": text}
        return raised

    def _ask(self, tree: dict[str, Any], buffers: Sequence[Part] = ()) -> Frame:
        """Send a request and return its answer, serving callbacks in between.

        Raises `StudentOverLimit` when it had to be interrupted, and `BoxLost`.
        """
        parts = wire.pack(tree, buffers)
        self.involve()
        with self._ending(), watch.Watch(self.process, self.limits, self.budget) as looking:
            self._channel.send(parts, looking.look)
            answer, received = self._channel.receive(looking.look)
            while "callback" in answer:
                with looking.paused():
                    parts = self._call_back(answer, received)
                self._channel.send(parts, looking.look)
                answer, received = self._channel.receive(looking.look)
        if looking.interrupted:
            raise StudentOverLimit(looking.interrupted, (answer, received))
        return answer, received

    def _call_back(self, request: dict[str, Any], buffers: list[bytearray]) -> list[Part]:
        """Call a function of the check for the student's code; return the answer's frame."""
        with self._decoding():
            function, args, kwargs = self._objects.read_callback(request, buffers)
        encoder = self._objects.encoder()
        try:
            return wire.pack({"ok": encoder.encode(function(*args, **kwargs))}, encoder.buffers)
        except Exception as error:  # the function refused what the student's code gave it
            told, self._refused = _describe(error)
            return wire.pack({"raised": told}, [])

    @contextlib.contextmanager
    def _decoding(
        self, what: str = "the student's process sent a damaged answer"
    ) -> Iterator[None]:
        """End the process for an answer that does not decode."""
        try:
            yield
        except DAMAGED as error:
            self.kill()
            raise StudentStopped(Verdict.PROTOCOL_VIOLATION, f"{what}: {error}") from None

    @contextlib.contextmanager
    def _ending(self) -> Iterator[None]:
        """End the process for everything that leaves a request half done."""
        try:
            yield
        except BoxLost:
            self.kill()
            raise
        except Exception as error:
            self.kill()
            raise StudentStopped(*_explain(error)) from error


def _explain(error: Exception) -> tuple[Verdict, str]:
    """Return why a request could not be brought to its end."""
    if isinstance(error, EOFError):
        return Verdict.KILLED, start.ENDED
    if isinstance(error, BadFrame):
        note = f"the student's process sent a damaged frame: {error}"
        return Verdict.PROTOCOL_VIOLATION, note
    if isinstance(error, MemoryError):
        return Verdict.MEMORY, "gave an answer that needs more memory than there is to judge it"
    # The judge's own time limit, say: what came late would be taken for the next answer.
    return Verdict.TIMEOUT, f"was stopped in the middle of a request ({error})"


def _describe(error: Exception) -> tuple[dict[str, str], tuple[str, str]]:
    """Return a check's exception as the student's code will see it, and its type and text here.

    What crosses is a builtin type, and no word of the check: it may be a hidden one.
    """
    kinds = type(error).__mro__
    kind = next(k for k in kinds if getattr(builtins, k.__name__, None) is k)
    name = type(make_error(kind, "")).__name__
    text = replace_surrogates(str(error)[:MESSAGE_CHARACTERS])
    cause = error.__cause__
    theirs = cause.message if isinstance(cause, StudentRaised) else REFUSED
    return {"type": name, "message": theirs}, (name, text)


def _nothing() -> None:
    pass


def _judge_cell(shown: Shown, note: str) -> tuple[Verdict, str]:
    """Return the verdict on a cell, and which limit was met; `note` says why it was interrupted."""
    verdict = Verdict.TIMEOUT if note else Verdict.OK
    if shown.dropped > 0:
        note = note or f"its output was cut: {shown.dropped:,} characters more than the limit"
        verdict = Verdict.OUTPUT_LIMIT if verdict is Verdict.OK else verdict
    if shown.error and verdict is Verdict.OK:
        verdict = Verdict.STUDENT_ERROR
    return verdict, note
