"""`autograder build`: write what the masters make, or say what is stale."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, say

if TYPE_CHECKING:
    from collections.abc import Sequence


def build_notebooks(slugs: Sequence[str], *, check: bool = False) -> int:
    """Write what the masters make; with `check` say what is stale, and write nothing."""
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
