# why: JSON of eight megabytes makes values of a hundred times that
# points: 0
# verdict: protocol violation

# %%
import os
import struct

text = b'{"ok":[' + b"[]," * 2_700_000 + b"[]]}"
frame = struct.pack("<II", len(text), 0) + text
while frame:
    frame = frame[os.write(3, frame) :]
