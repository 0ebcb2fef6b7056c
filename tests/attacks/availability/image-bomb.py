# why: a small picture that claims many pixels
# points: 1
# verdict: ok

# %%
import struct
import zlib

from IPython.display import Image, display


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


for side in (2_800, 50_000):
    header = struct.pack(">IIBBBBB", side, side, 16, 0, 0, 0, 0)
    rows = zlib.compress(bytes((2 * 2_800 + 1) * 2_800), 1)
    display(Image(data=b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")))

# %%
total = numbers.sum()
