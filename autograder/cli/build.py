"""`autograder build`: write what the masters make, or say what is stale."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.cli.terminal import complain, say

if TYPE_CHECKING:
    from collections.abc import Sequence


def build_notebooks(slugs: Sequence[str], *, check: bool = False) -> int:
    """Write what the masters make, or say what is stale."""
    from autograder import course
    from autograder.authoring import build, calibrate
    from autograder.authoring import readme as overview
    from autograder.authoring.master import parse
    from autograder.errors import MasterError

    here = course.find(Path.cwd())
    products: dict[Path, bytes] = {}
    refused: list[str] = []
    for slug in course.select(here, slugs):
        made = build.build(here.master(slug))
        refused += calibrate.faults(here, parse(here.master(slug)), made)
        products |= {here.student(slug): made.student, here.solution(slug): made.solution}
    if refused:
        raise MasterError(refused)
    products |= {path: text.encode() for path, text in overview.texts(here).items()}
    stale = [
        path for path, data in products.items() if not path.is_file() or path.read_bytes() != data
    ]
    for path in stale:
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(products[path])
        say(f"{'stale' if check else 'wrote'}  {path.relative_to(here.root)}")
    if stale and check:
        complain("Run `make assignments` and commit what it writes.")
        return 1
    return 0
