"""Hostile frames, answers, notebooks and zips against the grader's readers: `python tests/fuzz.py
--frames N --notebooks N`.

Each reader may raise what its docstring names and nothing else; whatever else is raised, or takes
ten CPU seconds, is a bug, and its bytes are kept in tests/corpus/, which
`tests/sandbox/test_fuzz.py` replays. The same seed gives the same cases.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import os
import random
import re
import resource
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

from autograder import lms
from autograder.authoring import build
from autograder.course import Course, find
from autograder.errors import SubmissionError
from autograder.grading import intake
from autograder.notebook import format as notebooks
from autograder.notebook.heal import heal
from autograder.records import Assignment, Limits, Tier
from autograder.sandbox import images, plain, wire
from autograder.sandbox.box import Box
from autograder.sandbox.faults import BadFrame, BoxLost, NotPlain, StudentOverLimit, StudentRaised
from autograder.sandbox.proxies import Proxy

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
CASE_SECONDS = 10.0  # CPU
ANSWER_BYTES = 60_000  # what fits into a socket at once
Case = Callable[[bytes], None]


class Slow(Exception):
    """A case took longer than any honest one."""


class Fuzzer:
    """The readers under test; a context manager, since answers come from a peer behind a socket."""

    def __init__(self, assignment: Assignment, course: Course) -> None:
        self._assignment = assignment
        self._course = course
        self._stack = contextlib.ExitStack()
        self._peer: Peer | None = None
        self.kinds: dict[str, Case] = {
            "frame": self._frame,
            "answer": self._answer,
            "notebook": self._notebook,
            "zip": self._zip,
        }

    def __enter__(self) -> Fuzzer:
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self._peer = self._stack.enter_context(Peer(self._folder / "peer"))
        self._downloads = self._folder / "downloads"
        self._downloads.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def fault(self, kind: str, data: bytes) -> BaseException | None:
        """Return what a reader raised that it may not raise."""
        previous = signal.signal(signal.SIGPROF, _slow)
        signal.setitimer(signal.ITIMER_PROF, CASE_SECONDS)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                self.kinds[kind](data)
        except (Exception, BoxLost) as error:
            return error
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, previous)
        return None

    def _frame(self, data: bytes) -> None:
        with contextlib.suppress(BadFrame, _Ended):
            tree, buffers = wire.receive(_reader(data))
            value = plain.Decoder(buffers, lambda body: body["object"]).decode(tree)
            with contextlib.suppress(NotPlain):
                encoder = plain.Encoder()
                wire.pack(encoder.encode(value), encoder.buffers)  # what was let in is plain

    def _answer(self, data: bytes) -> None:
        """Let the student's process answer with `data`, whose first byte chooses the request."""
        request = REQUESTS[data[0] % len(REQUESTS) if data else 0]
        with (
            contextlib.suppress(BoxLost, StudentOverLimit, StopIteration),
            self.boxed(data[1:]) as box,
        ):
            try:
                request(box)
            except Exception as error:
                told = isinstance(error, TypeError | RuntimeError) and TOLD.match(str(error))
                if not isinstance(error.__cause__, StudentRaised) and not told:
                    raise

    def boxed(self, answers: bytes) -> Box:
        """Return a box whose process answers with these bytes."""
        self._peer.says = answers
        return Box(str(self._peer.path), Limits())

    def _notebook(self, data: bytes) -> None:
        with contextlib.suppress(notebooks.Unreadable):
            notebook = notebooks.read(data)
            assert notebooks.read(notebooks.write(notebook.cells, "s")).cells == notebook.cells
            notebooks.check_points(heal(notebook, self._assignment).code)

    def _zip(self, data: bytes) -> None:
        path = self._downloads / "class.zip"
        path.write_bytes(data)
        with contextlib.suppress(SubmissionError):
            lms.read(path)
        with contextlib.suppress(SubmissionError):
            intake.collect(self._course, self._downloads)


class Peer:
    """A zygote that hands out a socket on which `says` is what the student's process answers."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.says = b""
        self._listener = socket.socket(socket.AF_UNIX)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        # What it announces as the student's process: one that has ended and is kept from vanishing.
        self._process = subprocess.Popen(["true"])

    def __enter__(self) -> Peer:
        os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)
        self._listener.bind(str(self.path))
        self._listener.listen()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()
        self._process.wait()

    def _serve(self) -> None:
        pid = self._process.pid
        announced = {"pid": pid, "waiter": pid, "tier": Tier.NONE, "scratch": ""}
        greeting = b"".join(
            part for tree in (announced, {"ready": True}) for part in wire.pack(tree, [])
        )
        with contextlib.ExitStack() as held, contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                held.close()  # the case before
                with connection:
                    _, fds, _, _ = socket.recv_fds(connection, 65_536, 1)
                theirs = held.enter_context(socket.socket(fileno=fds[0]))
                theirs.sendall(greeting + self.says)
                theirs.shutdown(socket.SHUT_WR)


class _Ended(Exception):
    """The bytes ended, which is the peer's affair."""


def _slow(number: int, frame: FrameType | None) -> None:
    raise Slow(f"more than {CASE_SECONDS:g} CPU seconds")


def _reader(data: bytes) -> Callable[[int], bytearray]:
    rest = memoryview(data)

    def read(count: int) -> bytearray:
        nonlocal rest
        if count > len(rest):
            raise _Ended
        taken, rest = bytearray(rest[:count]), rest[count:]
        return taken

    return read


TOLD = re.compile(
    r"the student's |the function gave "
    r"|.+ object is not callable$|object of type .+ has no len\(\)$"
)


def _use(value: Any) -> None:
    """Do with a value what checks do."""
    repr(value)
    if isinstance(value, Proxy):
        value.shape  # noqa: B018 - an attribute is a request
        np.asarray(value)
        len(value)
        for _ in zip(range(3), value, strict=False):
            pass
        value(1)


def _call(box: Box) -> None:
    _use(
        box.call(
            0, (np.arange(6.0).reshape(2, 3), [1], np.random.default_rng(0)), {"key": {"a": 1}}
        )
    )


def _run(box: Box) -> None:
    for image in box.run("x = 1", 1).images:
        images.png(image)


REQUESTS: tuple[Callable[[Box], None], ...] = (
    _run,
    _call,
    lambda box: _use(box.get("x")),
    lambda box: _use(box.key(0, (1, None))),
    lambda box: _use(box.request({"op": "length", "object": 0})),
)


VALUES = [
    *(
        None,
        True,
        7,
        -(1 << 70),
        1.5,
        float("nan"),
        1 + 2j,
        "text ä",
        b"bytes",
        ...,
        range(3),
        slice(1, None),
    ),
    *(
        [1, [2, [3]]],
        (1, "a"),
        {1, 2},
        frozenset([3]),
        {"a": [1], 2: None},
        np.float32(1.5),
        np.str_("ab"),
    ),
    *(
        np.arange(6.0).reshape(2, 3),
        np.zeros((0, 4)),
        np.array(["a", "bc"]),
        np.array([True, False]),
        np.array([b"ab"]),
    ),
    *(
        np.random.default_rng(1),
        np.random.Generator(np.random.MT19937(2)),
        np.random.Generator(np.random.Philox(3)),
    ),
]
DTYPES = [
    *"|b1 |i1 |u1 <i4 <i8 <f2 <f4 <f8 <f16 <c8 <c16 |S3 <U2 <U999 |O |V8 <M8[D]".split(),
    *">f8 f8 float64 (2,2)f8 f8,f8".split(),
    "",
]
WORDS = """ok object type callable sized callback args kwargs changed raised name
    message stop missing stdout dropped
    images traceback""".split()
TAGS = "i f c t s z d b a n r l e g o x".split()
NUMBERS = [
    0,
    1,
    -1,
    2,
    3,
    7,
    True,
    1 << 28,
    1 << 31,
    1 << 53,
    1 << 62,
    10**400,
    -(1 << 63),
    0.5,
    1e308,
    -0.0,
]
TEXTS = [
    "",
    "a",
    "nan",
    "inf",
    "0x7",
    "PCG64",
    "MT19937",
    "Philox",
    "RandomState",
    "StopIteration",
    "KeyError",
    "f" * 3_000,
]
KINDS = """
    Exception BaseException SystemExit ImportError OSError UnicodeDecodeError ExceptionGroup
    int print __import__
""".split()


def frame(rng: random.Random) -> bytes:
    """Return one frame: a sound one changed, a tree of wrong tags and lies, or bytes."""
    way = rng.random()
    if way < 0.4:
        return changed(rng, sound(rng))
    if way < 0.95:
        return raw(rng, deep(rng) if rng.random() < 0.03 else tree(rng))
    return struct.pack(
        "<II", rng.choice([0, 5, 40, 0xFFFFFFFF]), rng.choice([0, 1, 4_097])
    ) + rng.randbytes(rng.randint(0, 60))


def answer(rng: random.Random) -> bytes:
    """Return a request's number and a few frames that pretend to be its answers."""
    frames = [
        frame(rng) if rng.random() < 0.3 else raw(rng, reply(rng)) for _ in range(rng.randint(1, 5))
    ]
    return (rng.randbytes(1) + b"".join(frames))[:ANSWER_BYTES]


def sound(rng: random.Random) -> bytes:
    encoder = plain.Encoder()
    value = rng.choice(VALUES)
    made = encoder.encode([value, rng.choice(VALUES)] if rng.random() < 0.3 else value)
    return b"".join(wire.pack(rng.choice([made, {"ok": made}]), encoder.buffers))


def raw(rng: random.Random, made: Any) -> bytes:
    """Return a frame around any tree, whose buffers and lengths fit it by chance."""
    text = json.dumps(made).encode()
    buffers = [
        rng.choice([bytes, rng.randbytes])(rng.choice([0, 1, 8, 16, 24, 48]))
        for _ in range(rng.randint(0, 3))
    ]
    size, count = (
        (len(text), len(buffers))
        if rng.random() < 0.95
        else rng.choices([0, 3, len(text) + 9, 1 << 30], k=2)
    )
    parts = [struct.pack("<II", size, count), text]
    for buffer in buffers:
        length = len(buffer) if rng.random() < 0.97 else rng.choice([0, 9, 1 << 27, 1 << 63])
        parts += [struct.pack("<Q", length), buffer]
    return b"".join(parts)


def tree(rng: random.Random, depth: int = 0) -> Any:
    """Return a tree with mostly known tags and mostly wrong bodies."""
    way = rng.random()
    if depth > 5 or way < 0.3:
        return rng.choice([None, True, rng.choice(NUMBERS), rng.choice(TEXTS), rng.choice(WORDS)])
    if way < 0.45:
        return [tree(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    if way < 0.9:
        tag = rng.choice(TAGS)
        return {tag: body(rng, tag, depth)}
    return {rng.choice([*TAGS, *WORDS]): tree(rng, depth + 1) for _ in range(rng.randint(0, 3))}


def body(rng: random.Random, tag: str, depth: int) -> Any:
    if rng.random() < 0.25:
        return tree(rng, depth + 1)
    number = rng.choice([0, 0, 1, rng.choice(NUMBERS)])
    shape = [rng.choice([0, 1, 2, 3, rng.choice(NUMBERS)]) for _ in range(rng.randint(0, 3))]
    if tag == "a":
        return [rng.choice(DTYPES), shape * (20 if rng.random() < 0.02 else 1), number]
    if tag in ("n", "b"):
        return [rng.choice(DTYPES), number] if tag == "n" else number
    if tag == "g":
        state = rng.choice(VALUES[-3:]).bit_generator.state
        return [
            state["bit_generator"],
            spoilt(
                rng, plain.Encoder().encode(state) if rng.random() < 0.5 else tree(rng, depth + 1)
            ),
        ]
    if tag == "o":
        return rng.choice(
            [
                {"callback": number},
                {"object": number, "type": rng.choice(TEXTS), "callable": True, "sized": 1},
            ]
        )
    if tag == "d":
        return [[tree(rng, depth + 2), tree(rng, depth + 2)] for _ in range(rng.randint(0, 3))]
    return [tree(rng, depth + 1) for _ in range(rng.randint(0, 4))]


def reply(rng: random.Random) -> Any:
    """Return what looks like an answer of the student's process."""
    raised = {
        "type": rng.choice([*KINDS, *TEXTS]),
        "name": tree(rng, 4),
        "message": deep(rng) if rng.random() < 0.1 else "m",
    }
    proxy = {"o": {"object": 0, "type": rng.choice(TEXTS), "callable": True, "sized": True}}
    report = {
        "stdout": tree(rng, 4),
        "dropped": tree(rng, 4),
        "images": [{"b": 0}, tree(rng, 4)],
        "raised": raised,
    }
    made = {
        "ok": rng.choice([proxy, proxy, tree(rng), report, deep(rng)]),
        "changed": rng.choice([None, [[rng.choice(NUMBERS), tree(rng)]], tree(rng)]),
        "raised": rng.choice([raised, raised | {"traceback": tree(rng)}, tree(rng)]),
        "callback": rng.choice(NUMBERS),
        "stop": tree(rng, 4),
        "missing": True,
    }
    names = rng.sample(sorted(made), rng.choice([1, 1, 2, 3]))
    return spoilt(
        rng,
        {name: made[name] for name in names}
        | {"args": tree(rng), "kwargs": tree(rng)}
        | {"ok": made["ok"]},
    )


def spoilt(rng: random.Random, made: Any) -> Any:
    """Return JSON with, now and then, one of its parts replaced."""
    if rng.random() < 0.5 or not isinstance(made, dict | list) or not made:
        return made if rng.random() < 0.8 else tree(rng, 4)
    made = list(made) if isinstance(made, list) else dict(made)
    key = rng.randrange(len(made)) if isinstance(made, list) else rng.choice(sorted(made))
    made[key] = spoilt(rng, made[key])
    return made


def deep(rng: random.Random) -> Any:
    """Return lists or tagged values in each other, about as deep as a parser allows."""
    made: Any = rng.choice([0, [], {"i": "0x1"}])
    wraps = [
        (1, lambda m: [m]),
        (2, lambda m: {"t": [m]}),
        (3, lambda m: {"d": [[0, m]]}),
        (1, lambda m: {"o": m}),
    ]
    levels, wrap = rng.choice(wraps)
    for _ in range(rng.choice([16, 31, 32, 33, 150, 880 // levels])):
        made = wrap(made)
    return made


def changed(rng: random.Random, data: bytes) -> bytes:
    """Return bytes cut, doubled, overwritten or swapped in a few places."""
    made = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        start = rng.randrange(len(made) + 1)
        end = min(len(made), start + rng.choice([1, 1, 2, 8, 60]))
        way = rng.randrange(5)
        if way == 0:
            made[start:end] = rng.randbytes(end - start)
        elif way == 1:
            del made[start : rng.choice([end, len(made)])]
        elif way == 2:
            made[start:start] = made[start:end]
        elif way == 3:
            made[start:end] = bytes([rng.choice(b'\0\xff"\\{}[]0-,')]) * (end - start)
        else:
            made[start:start] = rng.choice(
                [
                    b"\xff\xff\xff\xff",
                    b"[" * 999,
                    b'{"a":' * 999,
                    b"\\ud800",
                    b"1e999",
                    b"NaN",
                    b"9" * 5_000,
                ]
            )
    return bytes(made)


KEYS = """cells cell_type source input metadata otter assignment_name worksheets id outputs
    widgets attachments level
    nbformat""".split()
SOURCES = [
    *(
        "",
        "x = 1",
        "%%time\nx",
        "%%bash\n\nx",
        "!ls",
        "x = !ls",
        "def double(values):",
        "    return 2",
        "grader.check('double')",
    ),
    *(
        "total = numbers.sum()",
        "import numpy as np\n\nnumbers = np.arange(4.0)",
        "'''",
        "(" * 300,
        "a\0b",
        "\f",
        "\\\n" * 99,
    ),
    *(
        "lambda: " * 99,
        "-" * 999 + "1",
        "class double:\n    total = 1",
        "global double",
        "nonlocal x",
        "return",
        "await x",
        "é = 1",
    ),
    *(
        "f'{x!r:{y}}'",
        "match x:\n case double: pass",
        "x" * 70_000,
        "\n" * 9_999 + ")",
        "from x import *",
        "del double",
        "print(double)",
    ),
]
CELL_TYPES = ["code", "code", "markdown", "raw", "heading", "html", "", None, 5]
PIECES = [
    *(
        "student01",
        "doejane",
        "_12_34_",
        "_LATE",
        "_assignsubmission_file",
        "12-34 - ",
        " - Oct 10, 2025 1022 AM",
        "submission_11",
    ),
    *(
        "_attempt_2025-03-03-16-05-06",
        "99-demo",
        ".ipynb",
        ".zip",
        ".txt",
        "index.html",
        "submission_metadata.yml",
        "/",
        "\\",
        "../",
    ),
    *("\0", "ü", "\u202e", "\x1b", "🦊", "C:", "x" * 300, ".", " ", "._", "__MACOSX/"),
]

NAMES = [
    *(
        "student01.ipynb",
        "student01/99-demo.ipynb",
        "doejane_1234_5678_99-demo.ipynb",
        "doejane_LATE_1234_5678_x.ipynb",
    ),
    *(
        "Jane Doe_12_assignsubmission_file/x.ipynb",
        "12-34 - Jane Doe - Oct 10, 2025 1022 AM/x.ipynb",
        "index.html",
        "in.zip",
    ),
    *(
        "99-demo_doejane_attempt_2025-03-03-16-05-06_x.ipynb",
        "99-demo_doejane_attempt_2025-03-03-16-05-06.txt",
    ),
    *("submission_11/x.ipynb", "submission_metadata.yml"),
]


def notebook(rng: random.Random) -> bytes:
    """Return one notebook.

    A sound one changed in its JSON or its bytes, JSON of the right words, or bytes.
    """
    cells = [cell(rng) for _ in range(rng.choice([0, 1, 3, 9]))]
    document: Any = {
        "cells": cells,
        "metadata": {"otter": {"assignment_name": "99-demo"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    way = rng.random()
    if way < 0.3:
        document = words(rng) if rng.random() < 0.5 else document | {rng.choice(KEYS): words(rng)}
    elif way < 0.6:
        document = replaced(rng, document)
    text = json.dumps(document, indent=rng.choice([None, 1]), ensure_ascii=rng.random() < 0.5)
    data = text.encode(
        rng.choice(
            ["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"]
        ),
        "replace",
    )
    if way > 0.95:
        return rng.randbytes(rng.randint(0, 99))
    return changed(rng, data) if rng.random() < 0.5 else data


def cell(rng: random.Random) -> Any:
    made = {
        "cell_type": rng.choice(CELL_TYPES),
        "metadata": {},
        "outputs": [{"text": ["]}", '"']}],
        "id": rng.choice(TEXTS),
    }
    text = "\n".join(rng.choices(SOURCES, k=rng.randint(1, 3)))
    made[rng.choice(["source", "source", "input"])] = rng.choice(
        [text, text.splitlines(keepends=True), words(rng)]
    )
    return made if rng.random() < 0.8 else made | {rng.choice(KEYS): words(rng)}


def words(rng: random.Random, depth: int = 0) -> Any:
    """Return JSON of any shape whose keys are a notebook's."""
    way = rng.random()
    if depth > 4 or way < 0.4:
        return rng.choice(
            [
                None,
                rng.choice(NUMBERS),
                rng.choice(TEXTS),
                rng.choice(SOURCES),
                float("nan"),
                "\ud800",
            ]
        )
    if way < 0.7:
        return [words(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    return (
        deep(rng)
        if way > 0.98
        else {
            rng.choice([*KEYS, "\ud800"]): words(rng, depth + 1) for _ in range(rng.randint(0, 4))
        }
    )


def replaced(rng: random.Random, made: Any) -> Any:
    """Return JSON with one of its parts, at any depth, replaced."""
    if rng.random() < 0.25 or not isinstance(made, dict | list) or not made:
        return words(rng)
    made = list(made) if isinstance(made, list) else dict(made)
    key = rng.randrange(len(made)) if isinstance(made, list) else rng.choice(sorted(made))
    made[key] = replaced(rng, made[key])
    return made


def archive(rng: random.Random) -> bytes:
    """Return one zip.

    Hostile names, notebooks and zips in it, then lies in its directory or anywhere.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", rng.choice([0, 8])) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name
        for _ in range(rng.randint(0, 4)):
            name = (
                rng.choice(NAMES)
                if rng.random() < 0.6
                else "".join(rng.choices(PIECES, k=rng.randint(1, 5)))
            )
            info = zipfile.ZipInfo(name)
            info.external_attr = rng.choice(
                [0, 0, 0, 0o120777 << 16, 0o100644 << 16, rng.getrandbits(32)]
            )
            info.extra = rng.choice(
                [b""] * 20 + [rng.randbytes(9), struct.pack("<HH4s", 1, 24, b"abcd")]
            )
            inner = b"PK\5\6" + bytes(18) if rng.random() < 0.1 else notebook(rng)
            made.writestr(info, inner)
        made.comment = rng.choice([b""] * 20 + [b"PK\5\6" + bytes(18)])
    data = bytearray(buffer.getvalue())
    for _ in range(rng.choice([0, 0, 1, 1, 3])):
        _lie(rng, data)
    return changed(rng, bytes(data)) if rng.random() < 0.3 else bytes(data)


def _lie(rng: random.Random, data: bytearray) -> None:
    """Overwrite a number of a directory entry, a local header or the end record."""
    mark, length = rng.choice([(b"PK\1\2", 46), (b"PK\1\2", 46), (b"PK\3\4", 30), (b"PK\5\6", 22)])
    found = data.rfind(mark, 0, rng.randint(0, len(data)) or None)
    if found >= 0:
        place = found + 4 + rng.randrange(length - 6)
        number = rng.choice([0, 1, 8, 14, 99, 0xFFFF, 0xFFFFFFFF, rng.getrandbits(32)])
        data[place : place + 4] = struct.pack("<I", number)[: len(data[place : place + 4])]


MAKERS: dict[str, Callable[[random.Random], bytes]] = {
    "frame": frame,
    "answer": answer,
    "notebook": notebook,
    "zip": archive,
}
SHARES = {"frames": {"frame": 0.8, "answer": 0.2}, "notebooks": {"notebook": 0.7, "zip": 0.3}}


def cases(what: str, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield kind and bytes of `count` cases; the n-th does not depend on the others."""
    shares = SHARES[what]
    for number in range(count):
        rng = random.Random(f"{what} {seed} {number}")
        kind = rng.choices(list(shares), list(shares.values()))[0]
        yield kind, MAKERS[kind](rng)


def keep(kind: str, data: bytes) -> Path:
    """Save a case to the corpus, under a name told by its bytes."""
    CORPUS.mkdir(exist_ok=True)
    path = CORPUS / f"{kind}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    return path


@contextlib.contextmanager
def fuzzer(assignment: Assignment) -> Iterator[Fuzzer]:
    """Yield the readers, with a small course that has the assignment 99-demo."""
    with tempfile.TemporaryDirectory() as folder:
        solutions = Path(folder, "solutions", "99-demo")
        solutions.mkdir(parents=True)
        (solutions / "99-demo.py").touch()
        Path(folder, "course.toml").touch()
        with Fuzzer(assignment, find(Path(folder))) as made:
            yield made


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--frames", type=int, default=10_000)
    parser.add_argument("--notebooks", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    assignment = build.build(HERE / "demo" / "99-demo.py").assignment
    faults = 0
    with fuzzer(assignment) as readers:
        for what in SHARES:
            started, counts = time.process_time(), Counter[str]()
            for kind, data in cases(what, getattr(options, what), options.seed):
                counts[kind] += 1
                error = readers.fault(kind, data)
                if error is not None:
                    faults += 1
                    sys.stdout.write(
                        f"{keep(kind, data)}: {type(error).__name__}: {str(error)[:200]}\n"
                    )
            seconds = time.process_time() - started
            megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
            sys.stdout.write(
                f"{dict(counts)}: {seconds:.0f} CPU s, {faults} faults, peak {megabytes} MB\n"
            )
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
