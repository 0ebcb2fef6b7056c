# why: a frame that names one buffer of bytes a thousand times
# points: 0
# verdict: protocol violation

# %%
import autograder.sandbox.inside as inside


def call(self, request, buffers, encoder):
    encoder.buffers.append(bytes(32 << 20))
    return {"ok": [{"b": 0}] * 1_000}


inside.Served._call = call


def double(values):
    return values
