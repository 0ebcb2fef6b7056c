"""`autograder init`, `new` and `import`: begin a course, begin or bring along an assignment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, say

if TYPE_CHECKING:
    from collections.abc import Sequence


def init_course(folder: Path) -> int:
    """Write an empty course into a folder."""
    from autograder.authoring import scaffold

    _report(scaffold.make_course(folder))
    where = "" if folder.resolve() == Path.cwd() else f"cd {folder}, then "
    complain(f"Next: {where}`autograder new 01-my-topic` begins an assignment.")
    return 0


def begin_assignment(slug: str) -> int:
    """Write a small, complete assignment to change into one's own."""
    from autograder.authoring import scaffold

    _report(scaffold.make_assignment(Path.cwd(), slug))
    complain(
        f"Next: `autograder build {slug}` makes the notebooks, and `autograder verify {slug}` "
        "grades its solution, mistakes and variants."
    )
    return 0


def import_master(master: Path, slug: str, notebook: Path | None = None) -> int:
    """Write a master made of one of otter assign or nbgrader, and say what it leaves out."""
    from autograder.authoring import imports, scaffold
    from autograder.errors import CourseError

    for path in filter(None, (master, notebook)):
        if not path.is_file():
            raise CourseError(f"{path}: missing. Name a file that is there.")
    imported = imports.convert(master, slug, notebook)
    _report([scaffold.write_master(Path.cwd(), slug, imported.text)])
    for note in imported.notes:
        complain(note)
    complain(
        f"Next: set difficulty, minutes, `about` and hints in it, then `autograder build {slug}`."
    )
    return 0


def _report(paths: Sequence[Path]) -> None:
    for path in paths:
        say(f"wrote  {os.path.relpath(path)}")
