"""`autograder container`: grade the one submission of Gradescope's container."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def grade_in_container(root: Path) -> int:
    """Grade the one submission of Gradescope's container."""
    from autograder.grading import container

    container.run(root)
    return 0
