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
MAX_PIXELS = 8_000_000  # 10 by 8 inches at 300 dots; a grey one of 16 bits takes 14 bytes a pixel on its way
KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What Pillow raises on damaged files, found by fuzzing and in its PNG plug-in.
DAMAGED = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)


def png(data: bytes) -> bytes | None:
    """Return the picture re-encoded, or None when it is no sound PNG, has too many pixels or too many bytes."""
    bare = _bare(data)
    if bare is None:
        return None
    try:
        with Image.open(io.BytesIO(bare), formats=("PNG",)) as image:
            image.load()
            pixels = _eight_bit(image)
    except DAMAGED:
        return None
    pixels.info = {}  # else Pillow writes back a transparency it found
    buffer = io.BytesIO()
    pixels.save(buffer, "PNG", compress_level=3)  # half the time of the usual 6, a tenth more bytes
    return buffer.getvalue() if buffer.tell() <= MAX_BYTES else None


def shown(data: bytes) -> bytes | None:
    """Return the picture for a page: as it is when it has the bare form that `png` writes, else re-encoded."""
    return data if _bare(data) == data else png(data)


def _bare(data: bytes) -> bytes | None:
    """Return the file's header, palette, pixels and end mark; None when it is too big or does not add up.

    Pillow sees this only: its readers of the other chunks warn, inflate text, and let a second header change the size.
    """
    if len(data) > MAX_BYTES or not data.startswith(SIGNATURE):
        return None
    parts, place, kind = [SIGNATURE], len(SIGNATURE), b""
    while kind != b"IEND":
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        chunk = data[place : place + 12 + length]
        if len(chunk) < 12 + length or (kind == b"IHDR") != (len(parts) == 1):
            return None
        if kind in KEPT:
            parts.append(chunk)
        place += len(chunk)
    width, height = struct.unpack(">II", parts[1][8:16])
    return b"".join(parts) if 0 < width * height <= MAX_PIXELS else None


def _eight_bit(image: Image.Image) -> Image.Image:
    """Return the picture in a plain mode; 16-bit greys are scaled, which Pillow's own conversion would clip."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 257).convert("L")
    if image.mode in ("L", "RGB", "RGBA") and "transparency" not in image.info:
        return image
    return image.convert("RGBA")
