# why: limits that can be taken back are none
# points: 1
# verdict: ok
# prints: refused refused refused refused

# %%
import resource

for name in ("AS", "NPROC", "FSIZE", "NOFILE"):
    kind = getattr(resource, f"RLIMIT_{name}")
    try:
        resource.setrlimit(kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print("open", end=" ")
    except (OSError, ValueError):
        print("refused", end=" ")

# %%
total = numbers.sum()
