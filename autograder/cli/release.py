"""`autograder release`: write the zip that students get, for each assignment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Sequence


def release_assignments(slugs: Sequence[str]) -> int:
    """Write the zip that students get, for each assignment."""
    from autograder import course, files
    from autograder.authoring import build, release

    here = course.find(Path.cwd())
    for slug in course.select(here, slugs):
        path = here.built(slug).parent / "release" / f"{slug}.zip"
        files.write_whole(path, release.bundle(here, build.ready(here, slug)))
        say(f"wrote  {path.relative_to(here.root)}")
    return 0
