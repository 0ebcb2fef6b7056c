"""Untrusted PNG bytes -> PNG bytes of our own making, or None. The one place that decodes an image.

`figures` passes what cells showed through `small`, the student's page what the gradebook holds
through `shown`. What comes out holds pixels only: no text, no colour profile, no second frame,
nothing after the end. The size is read and capped before a pixel is decoded, so a small file that
claims a huge picture costs nothing.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable

from PIL import Image, UnidentifiedImageError

MAX_BYTES = 2 << 20
SMALL_PIXELS, SMALL_COLOURS = 640, 64  # a side of what is made to be read
MAX_PIXELS = 8_000_000  # 10 by 8 inches at 300 dots; 16 bits of grey take 14 bytes a pixel
KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER = struct.Struct(">IIBBBBB")  # width, height, bits, colours, compression, filters, interlace
# What Pillow raises on damaged files, found by fuzzing and in its PNG plug-in.
DAMAGED = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    struct.error,
    zlib.error,
)


def png(data: bytes) -> bytes | None:
    """Return the picture re-encoded; None when it is not a sound PNG, or too large."""
    pixels = _decode(data)
    if pixels is None:
        return None
    buffer = io.BytesIO()
    pixels.save(buffer, "PNG", compress_level=3)  # half the time of the usual 6, a tenth more bytes
    return buffer.getvalue() if buffer.tell() <= MAX_BYTES else None


def small(data: bytes) -> bytes | None:
    """Return the picture re-encoded for reading on a page: a plot takes about 10 kB.

    It has at most 640 pixels a side and 64 colours, on white. None where `png` returns None.
    """
    pixels = _decode(data)
    if pixels is None:
        return None
    pixels.thumbnail((SMALL_PIXELS, SMALL_PIXELS))
    white = Image.new("RGBA", pixels.size, "white")
    flat = Image.alpha_composite(white, pixels.convert("RGBA")).convert("RGB")
    buffer = io.BytesIO()
    flat.quantize(SMALL_COLOURS, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def shown(data: bytes) -> bytes | None:
    """Return the picture for a page: as it is where `png` has written it, else re-encoded."""
    chunks = _chunks(data)
    return data if chunks and _file(chunks) == data else png(data)


def _decode(data: bytes) -> Image.Image | None:
    """Return the pixels of a PNG, or None."""
    chunks = _chunks(data)
    if chunks is None:
        return None
    try:
        with Image.open(io.BytesIO(_file(chunks)), formats=("PNG",)) as image:
            image.load()
            pixels = _eight_bit(image)
    except DAMAGED:
        return None
    pixels.info = {}  # else Pillow writes back a transparency it found
    return pixels


def _chunks(data: bytes) -> list[tuple[bytes, bytes]] | None:
    """Return kind and body of the chunks that are kept; None when they do not add up.

    Pillow sees these only: its readers of the others warn, inflate text, and let a second header
    change the size.
    """
    if len(data) > MAX_BYTES or not data.startswith(SIGNATURE):
        return None
    chunks: list[tuple[bytes, bytes]] = []
    place, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        body, end = (
            data[place + 8 : place + 8 + length],
            data[place + 8 + length : place + 12 + length],
        )
        if end != _checksum(kind, body) or (kind == b"IHDR") != (not chunks):
            return None
        if kind in KEPT:
            chunks.append((kind, b"" if kind == b"IEND" else body))
        place += 12 + length
    if len(chunks[0][1]) != HEADER.size:
        return None
    width, height, *_ = HEADER.unpack(chunks[0][1])
    return chunks if 0 < width * height <= MAX_PIXELS else None


def _checksum(kind: bytes, body: bytes) -> bytes:
    return zlib.crc32(body, zlib.crc32(kind)).to_bytes(4, "big")


def _file(chunks: Iterable[tuple[bytes, bytes]]) -> bytes:
    parts = [SIGNATURE]
    for kind, body in chunks:
        parts += [len(body).to_bytes(4, "big"), kind, body, _checksum(kind, body)]
    return b"".join(parts)


def _eight_bit(image: Image.Image) -> Image.Image:
    """Return the picture in a plain mode; 16-bit greys are scaled, where Pillow would clip them."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 257).convert("L")
    if image.mode in ("L", "RGB", "RGBA") and "transparency" not in image.info:
        return image
    return image.convert("RGBA")
