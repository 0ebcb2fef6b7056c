"""Folders so deep that no path leads to the last."""

from __future__ import annotations

import os
from pathlib import Path


def build_tower(place: Path, levels: int) -> None:
    """Make folders in one another, of the longest names; no path leads to the last."""
    held = os.open(place, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir("d" * 255, dir_fd=held)
        inner = os.open("d" * 255, os.O_RDONLY, dir_fd=held)
        os.close(held)
        held = inner
    os.close(held)
