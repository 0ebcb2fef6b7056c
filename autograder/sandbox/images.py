"""Untrusted PNG bytes -> PNG bytes of our own making, or None. The one place that decodes an image.

What comes out holds pixels only: no text, no colour profile, no second frame, nothing after the end. The size is read
and capped before a pixel is decoded, so a small file that claims a huge picture costs nothing.

The usual kind, what matplotlib writes, is packed anew without looking at its pixels, in two fifths of the time; any other
goes through Pillow.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable

from PIL import Image, UnidentifiedImageError

MAX_BYTES = 2 << 20
MAX_PIXELS = (
    8_000_000  # 10 by 8 inches at 300 dots; a grey one of 16 bits takes 14 bytes a pixel on its way
)
KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER = struct.Struct(">IIBBBBB")  # width, height, bits, colours, compression, filters, interlace
USUAL = {(8, 2, 0, 0, 0): 3, (8, 6, 0, 0, 0): 4}  # RGB and RGBA with their bytes for a pixel
FILTERS = 5
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
    """Return the picture re-encoded, or None when it is no sound PNG, has too many pixels or too many bytes."""
    chunks = _chunks(data)
    if chunks is None:
        return None
    try:
        if usual := _packed_anew(chunks):
            return usual if len(usual) <= MAX_BYTES else None
        with Image.open(io.BytesIO(_file(chunks)), formats=("PNG",)) as image:
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
    chunks = _chunks(data)
    return data if chunks and _file(chunks) == data else png(data)


def _chunks(data: bytes) -> list[tuple[bytes, bytes]] | None:
    """Return kind and body of the header, palette, pixels and end mark; None when they are too big or do not add up.

    Pillow sees these only: its readers of the other chunks warn, inflate text, and let a second header change the size.
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


def _packed_anew(chunks: list[tuple[bytes, bytes]]) -> bytes | None:
    """Return the picture with its rows compressed by us; None when it is not of the usual kind, or its rows do not add up.

    That kind has whole rows of red, green, blue and perhaps opacity, a byte each: one byte for the row's filter, of which there
    are five, then its pixels. So any bytes of the right number are a sound picture.
    """
    width, height, *form = HEADER.unpack(chunks[0][1])
    bytes_per_pixel = USUAL.get(tuple(form))
    if not bytes_per_pixel or any(kind != b"IDAT" for kind, _ in chunks[1:-1]):
        return None
    row = 1 + width * bytes_per_pixel
    unpacker = zlib.decompressobj()
    rows = unpacker.decompress(b"".join(body for _, body in chunks[1:-1]), row * height + 1)
    if not unpacker.eof or len(rows) != row * height or max(rows[::row]) >= FILTERS:
        return None
    return _file([chunks[0], (b"IDAT", zlib.compress(rows, 3)), chunks[-1]])


def _eight_bit(image: Image.Image) -> Image.Image:
    """Return the picture in a plain mode; 16-bit greys are scaled, which Pillow's own conversion would clip."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 257).convert("L")
    if image.mode in ("L", "RGB", "RGBA") and "transparency" not in image.info:
        return image
    return image.convert("RGBA")
