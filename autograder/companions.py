"""A companion: a file that a student handed in beside the notebook, which runs with it.

`lms` chooses a notebook's companions, the sandbox writes them into the student's home before the
first cell, and their hashes are part of what a grade depends on. No process of the grader's imports
one, and none is written anywhere else. A file is read when it is needed, not kept: of a thousand
students the companions may be larger than the memory.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from autograder.handed_in import read_same

MOST = 100  # files beside one notebook
MOST_BYTES = 16 << 20  # of all of them
MOST_NAME_BYTES = 1_000
MOST_PARTS = 20  # of one path: each is a folder to make and to remove
MOST_PART_BYTES = 255  # what file systems take


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """One such file, by its path below the notebook's own folder, such as `data/points.csv`."""

    path: str
    sha: str
    load: Callable[[], bytes] = field(repr=False, compare=False)

    def read(self) -> bytes:
        """Return its bytes. Raises `SubmissionError` when they are not those of before."""
        return read_same(self.path, self.sha, self.load)

    def keep(self) -> Companion:
        """Return the same with its bytes, for another process."""
        return replace(self, load=functools.partial(bytes, self.read()))


def is_inside(path: str) -> bool:
    """Tell whether a path leads to a file below the folder that it is used in, on any system."""
    parts = path.split("/")
    whole = path.encode("utf-8", "surrogatepass")
    return (
        len(whole) <= MOST_NAME_BYTES
        and len(parts) <= MOST_PARTS
        and not re.search(r"[\\\x00-\x1f\x7f\ud800-\udfff]|^[A-Za-z]:", path)
        and all(part not in ("", ".", "..") for part in parts)
        and all(len(part.encode("utf-8", "surrogatepass")) <= MOST_PART_BYTES for part in parts)
    )
