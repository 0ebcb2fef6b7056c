"""A file that a student handed in: known by the hash of its bytes, and read when it is needed.

`lms` reads each file of a download once, for its hash, and forgets the bytes: of ten thousand
students they are larger than the memory. Who needs them later asks the record, which reads the very
same place again. What is there must be what was there: anything else is an error, never graded.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from autograder.errors import SubmissionError


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """One such file. `load` returns its bytes; two are equal if their bytes are."""

    sha: str
    load: Callable[[], bytes] = field(repr=False, compare=False)

    @classmethod
    def of(cls, data: bytes) -> HandedIn:
        """Return a file whose bytes are at hand."""
        return cls(sha=hash_bytes(data), load=functools.partial(bytes, data))

    @classmethod
    def at(cls, place: str, data: bytes, again: Callable[[], bytes]) -> HandedIn:
        """Return a file that was read from a place, and can be read there `again`."""
        sha = hash_bytes(data)
        return cls(sha=sha, load=functools.partial(read_same, place, sha, again))

    def keep(self) -> HandedIn:
        """Return the same with its bytes, for another process. Raises `SubmissionError`."""
        return replace(self, load=functools.partial(bytes, self.load()))

    def leave(self) -> HandedIn:
        """Return the same without a way to its bytes, which are empty there."""
        return replace(self, load=bytes)


def hash_bytes(data: bytes) -> str:
    """Return the hash that tells whether two files are the same."""
    return hashlib.sha256(data).hexdigest()


def read_same(place: str, sha: str, load: Callable[[], bytes]) -> bytes:
    """Return a file's bytes. Raises `SubmissionError` when they are not those of before."""
    with contextlib.suppress(OSError):
        data = load()
        if hash_bytes(data) == sha:
            return data
    raise SubmissionError(
        f"{place}: the file changed while its notebook was waiting to be graded. Run the command "
        "again."
    )
