"""`autograder gradescope`: write the autograder that Gradescope takes, for each assignment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Sequence


def bundle_for_gradescope(slugs: Sequence[str]) -> int:
    """Write the autograder that Gradescope takes, for each assignment."""
    from autograder import course, files
    from autograder.authoring import build
    from autograder.grading import container

    here = course.find(Path.cwd())
    for slug in course.select(here, slugs):
        path = here.built(slug) / "gradescope.zip"
        data = container.bundle(here, build.ready_for_class(here, slug))
        files.write_whole(path, data)
        say(f"wrote  {path.relative_to(here.root)}")
    return 0
