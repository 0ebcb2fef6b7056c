# why: more pictures than anybody looks at, each as large as it may be
# points: 1
# verdict: ok

# %%
import os
import struct
import zlib

from IPython.display import Image, display


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


side = 700
rows = b"".join(b"\0" + os.urandom(3 * side) for _ in range(side))
header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
picture = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")
for _ in range(40):
    display(Image(data=picture))

# %%
total = numbers.sum()
