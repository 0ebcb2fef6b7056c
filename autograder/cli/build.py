"""`autograder build`: write what the masters make, or say what is stale."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, say
from autograder.errors import AutograderError

if TYPE_CHECKING:
    from collections.abc import Sequence

WATCH_SECONDS = 0.5
WATCHED = frozenset({".py", ".toml", ".json"})  # beside a master; what is built ends in .ipynb
WATCHING = "Watching the masters. Each one that you save is built; Ctrl-C ends it."
Times = dict[Path, int]


def build_notebooks(slugs: Sequence[str], *, check: bool = False, watch: bool = False) -> int:
    """Write what the masters make; with `check` say what is stale, and write nothing.

    With `watch` go on, and build each master that changes, until it is interrupted.
    """
    return _watch(slugs) if watch else _build(slugs, check=check)


def _build(slugs: Sequence[str], *, check: bool = False) -> int:
    from autograder import course, files
    from autograder.authoring import products

    here = course.find(Path.cwd())
    made = products.make(here, course.select(here, slugs))
    stale = products.find_stale(made)
    for path in stale:
        if not check:
            files.write_whole(path, made[path])
        say(f"{'stale' if check else 'wrote'}  {path.relative_to(here.root)}")
    if stale and check:
        complain("Run `make assignments` and commit what it writes.")
        return 1
    return 0


def _watch(slugs: Sequence[str]) -> int:
    """Build, and build again what has changed; a faulty master is told, and ends nothing."""
    seen: dict[str, Times] = {}
    try:
        while True:
            now = _read_times(slugs)
            if changed := [slug for slug in now if now[slug] != seen.get(slug)]:
                _build_or_complain(changed)
                say(WATCHING)
            seen = now
            time.sleep(WATCH_SECONDS)
    except KeyboardInterrupt:
        return 0


def _read_times(slugs: Sequence[str]) -> dict[str, Times]:
    """Return when each file beside a master was changed last, in nanoseconds."""
    from autograder import course

    here = course.find(Path.cwd())
    folders = {slug: here.master(slug).parent for slug in course.select(here, slugs)}
    return {
        slug: {path: _time(path) for path in folder.iterdir() if path.suffix in WATCHED}
        for slug, folder in folders.items()
    }


def _time(path: Path) -> int:
    try:
        return path.lstat().st_mtime_ns
    except FileNotFoundError:  # an editor's, for a moment
        return 0


def _build_or_complain(slugs: Sequence[str]) -> None:
    try:
        _build(slugs)
    except AutograderError as error:
        complain(str(error))
