"""Untrusted PNG bytes -> PNG bytes of our own making, or None. The one place that decodes an image.

What comes out holds pixels only: no text, no colour profile, no second frame, nothing after the end. The size is read
and capped before a pixel is decoded, so a small file that claims a huge picture costs nothing.
"""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, UnidentifiedImageError

MAX_BYTES = 2 << 20
MAX_PIXELS = 20_000_000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What Pillow raises on damaged files, found by fuzzing and in its PNG plug-in.
DAMAGED = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)


def png(data: bytes) -> bytes | None:
    """Return the picture re-encoded, or None when it is no sound PNG, has too many pixels or too many bytes."""
    if len(data) > MAX_BYTES or not _claims_few_pixels(data):
        return None
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            if image.width * image.height > MAX_PIXELS:  # a second header may say something else
                return None
            image.load()
            pixels = _eight_bit(image)
    except (*DAMAGED, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    pixels.info = {}  # else Pillow writes back a colour profile and a transparency it found
    buffer = io.BytesIO()
    pixels.save(buffer, "PNG")
    return buffer.getvalue() if buffer.tell() <= MAX_BYTES else None


def _claims_few_pixels(data: bytes) -> bool:
    if not data.startswith(SIGNATURE) or data[12:16] != b"IHDR" or len(data) < 24:
        return False
    width, height = struct.unpack(">II", data[16:24])
    return 0 < width * height <= MAX_PIXELS


def _eight_bit(image: Image.Image) -> Image.Image:
    """Return the picture in a plain mode; 16-bit greys are scaled, which Pillow's own conversion would clip."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 257).convert("L")
    if image.mode in ("L", "RGB", "RGBA") and "transparency" not in image.info:
        return image
    return image.convert("RGBA")
