# why: the same, of JSON objects
# points: 0
# verdict: protocol violation

# %%
import os
import struct

text = b'{"ok":[' + b'{"":0},' * 1_000_000 + b"0]}"
frame = struct.pack("<II", len(text), 0) + text
while frame:
    frame = frame[os.write(3, frame) :]
