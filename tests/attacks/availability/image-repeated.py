# why: a forged report that names one large buffer a hundred times
# points: 0
# verdict: ok

# %%
import autograder.sandbox.inside as inside


def run(self, request, encoder):
    encoder.buffers.append(bytes(60 << 20))
    return {"ok": {"stdout": "", "dropped": 0, "images": [{"b": 0}] * 100}}


inside.Served._run = run

# %%
total = numbers.sum()
