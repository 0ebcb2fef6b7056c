"""What a cell showed, as the student's process tells it: believed in its shape, never in its size.

For human eyes only, worth no points. `Box` asks `room` before a cell and hands `take` the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.records import Limits
from autograder.sandbox.policy import IMAGE_BYTES, NOTEBOOK_IMAGE_BYTES, TRACEBACK_CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one cell showed; `dropped` counts the characters beyond the limit."""

    stdout: str
    dropped: int
    images: tuple[bytes, ...]
    error: str


class Outputs:
    """What is left of a notebook's output."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._characters_left = limits.notebook_output_bytes
        self._images_left = limits.images
        self._image_bytes_left = NOTEBOOK_IMAGE_BYTES

    def room(self) -> int:
        """Return how many characters the next cell may print."""
        return min(self._characters_left, self._limits.cell_output_bytes)

    def take(self, raw: Any, buffers: list[bytearray]) -> Shown:
        """Take a report apart. A damaged one raises one of `BadFrame`'s builtin likes."""
        stdout = str(raw.get("stdout", ""))[: self.room()]
        dropped = int(raw.get("dropped", 0))
        images = self._take_images(raw.get("images", []), buffers)
        self._characters_left -= len(stdout)
        self._images_left -= len(images)
        return Shown(
            stdout=stdout, dropped=dropped, images=images, error=_read_error(raw.get("raised"))
        )

    def _take_images(self, trees: list[Any], buffers: list[bytearray]) -> tuple[bytes, ...]:
        """Return the images that fit into what is left of number and bytes, each buffer once."""
        images = []
        for number in dict.fromkeys(tree["b"] for tree in trees[: self._images_left]):
            size = len(buffers[number])
            if size <= min(IMAGE_BYTES, self._image_bytes_left):
                self._image_bytes_left -= size
                images.append(bytes(buffers[number]))
        return tuple(images)


def _read_error(raised: Any) -> str:
    if not isinstance(raised, dict):
        return ""
    return str(raised.get("traceback", ""))[:TRACEBACK_CHARACTERS]
