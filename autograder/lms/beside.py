"""Which of a student's other files are companions of a notebook, and why the rest are not.

A path is told from where the two lie to each other: in one folder, in a folder below, in one zip.
An LMS that renames files tells the student's own name for each, so `helper.py` can be imported.
Of two files with one name the one that came with the notebook counts; where that does not tell,
none does.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from autograder.characters import shorten
from autograder.companions import MOST, MOST_BYTES, Companion, is_inside
from autograder.handed_in import hash_bytes
from autograder.lms import again
from autograder.lms.archive import Archive, Member
from autograder.lms.exchange import Claim

Claimed = tuple[Member, Claim]
TOO_MUCH = (
    f"only {MOST} files and {MOST_BYTES:,} bytes beside a notebook are there when it runs; it was "
    "graded without this one"
)
TWICE = "two files of the student's have this name; the notebook was graded without them"
ELSEWHERE = (
    "it lies outside the notebook's folder, or its path is too long or not valid on every system; "
    "the notebook was graded without it"
)


def choose(
    source: Archive, notebook: Claimed, others: Sequence[Claimed]
) -> tuple[tuple[Companion, ...], dict[Claimed, str]]:
    """Return the companions of a notebook, and why each other file is none."""
    refused: dict[Claimed, str] = {}
    by_path: dict[str, list[Claimed]] = {}
    for pair in others:
        path = _locate(notebook, pair)
        if is_inside(path):
            by_path.setdefault(path, []).append(pair)
        else:
            refused[pair] = ELSEWHERE
    made: list[Companion] = []
    room = MOST_BYTES
    for path, pairs in sorted(by_path.items()):
        same = [pair for pair in pairs if len(pairs) == 1 or _came_with(notebook, pair)]
        if len(same) != 1:
            refused |= dict.fromkeys(pairs, TWICE)
            continue
        ((member, _),) = same
        if len(made) == MOST or member.size > room:
            refused[same[0]] = TOO_MUCH
            continue
        try:
            made.append(_make(source, path, member))
        except again.DAMAGE as error:
            refused[same[0]] = f"damaged: {error}"
        room -= member.size
    return tuple(made), refused


def _locate(notebook: Claimed, other: Claimed) -> str:
    """Return a file's path below the notebook's folder; "" where it lies elsewhere."""
    home = notebook[0].parts[:-1]
    parts = other[0].parts[:-1]
    if parts[: len(home)] != home:
        return ""
    return "/".join((*parts[len(home) :], other[1].filename))


def _came_with(notebook: Claimed, other: Claimed) -> bool:
    return (notebook[1].submitted, notebook[1].late) == (other[1].submitted, other[1].late)


def _make(source: Archive, path: str, member: Member) -> Companion:
    """Return a companion. It is read once for its hash, and again when it is needed."""
    load = functools.partial(again.read_again, name_place(source, member), member.again)
    return Companion(path=path, sha=hash_bytes(member.load()), load=load)


def name_place(source: Archive, member: Member) -> str:
    """Return where a file lies, for people to read."""
    return f"{source.path}: {shorten(member.name)}"
