"""A zip of feedback that is larger than the LMS takes -> several, each of which it takes.

`upload` asks with the size that course.toml allows (`upload_megabytes`). Files are put together in
their order, a student's folder never apart. What is too large alone is said: nothing is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from autograder import files
from autograder.lms.exchange import Upload

MEGABYTE = 1_000_000
SHARED = "index.html"  # Brightspace's list of submissions, which goes along with each part
MANY = 100  # files, from which on a zip is worth a word
TOO_LARGE = (
    "`{name}` has {size} MB, more than the {most} MB of `upload_megabytes` in course.toml, and "
    "cannot be divided. Raise the limit of your LMS, or enter what is in it by hand."
)
UNKNOWN = (
    "`{name}` holds {count} files; a page has some 0.2 MB. If your LMS takes less in one upload, "
    "set `upload_megabytes` in course.toml: the zip is then divided."
)


def split(made: Upload, most_bytes: int | None) -> Upload:
    """Return an upload whose zips have at most so many bytes, with the steps that name them."""
    if most_bytes is None:
        return replace(made, notes=(*made.notes, *_mention(made)))
    contents: dict[str, files.Content] = {}
    steps, notes = made.steps, list(made.notes)
    for name, content in made.files.items():
        parts = _divide(name, content, most_bytes)
        steps = tuple(step.replace(f"`{name}`", _list(list(parts))) for step in steps)
        notes += _complain(parts, most_bytes)
        contents |= parts
    return replace(made, files=contents, steps=steps, notes=tuple(notes))


def _divide(name: str, content: files.Content, most_bytes: int) -> dict[str, files.Content]:
    if not isinstance(content, Mapping):
        return {name: content}
    groups = list(_group(content, most_bytes))
    if len(groups) == 1:
        return {name: content}
    stem = name.removesuffix(".zip")
    shared = {SHARED: content[SHARED]} if SHARED in content else {}
    return {f"{stem}-{at}.zip": shared | group for at, group in enumerate(groups, start=1)}


def _group(content: files.Contents, most_bytes: int) -> Iterator[dict[str, files.Content]]:
    """Yield as many folders and files at a time as fit."""
    shared = files.zip_size({SHARED: content[SHARED]} if SHARED in content else {})
    group: dict[str, files.Content] = {}
    size = shared
    for unit in _find_units(content):
        more = files.zip_size(unit) - files.zip_size({})
        if group and size + more > most_bytes:
            yield group
            group, size = {}, shared
        group, size = group | unit, size + more
    yield group


def _find_units(content: files.Contents) -> Iterator[dict[str, files.Content]]:
    """Yield what stays together: each folder with all that is in it, each other file."""
    folders: dict[str, dict[str, files.Content]] = {}
    for name in sorted(content.keys() - {SHARED}):
        folders.setdefault(name.partition("/")[0], {})[name] = content[name]
    yield from folders.values()


def _list(names: Sequence[str]) -> str:
    first, *others = (f"`{name}`" for name in names)
    return f"{first}, then {', then '.join(others)}, one after the other" if others else first


def _complain(parts: Mapping[str, files.Content], most_bytes: int) -> Iterator[str]:
    for name, content in parts.items():
        size = _measure(content)
        if size > most_bytes:
            told = {"size": _write(size), "most": files.number(most_bytes / MEGABYTE)}
            yield TOO_LARGE.format(name=name, **told)


def _measure(content: files.Content) -> int:
    """Return the bytes of a table or a zip; what is alone is sent by hand, and takes none."""
    if isinstance(content, files.Member):
        return 0
    return len(content) if isinstance(content, bytes) else files.zip_size(content)


def _write(size: int) -> str:
    return files.number(math.ceil(size / (MEGABYTE / 100)) / 100)  # never as much as the limit


def _mention(made: Upload) -> Iterator[str]:
    for name, content in made.files.items():
        if isinstance(content, Mapping) and len(content) > MANY:
            yield UNKNOWN.format(name=name, count=len(content))
