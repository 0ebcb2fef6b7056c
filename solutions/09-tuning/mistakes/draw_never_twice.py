# question: draw
# loses: draw/uniform
# why: never the same value twice in a row
def draw(space, rng):
    last = draw.__dict__.setdefault('last', {})
    result = {}
    for n, v in space.items():
        k = int(rng.integers(len(v)))
        if len(v) > 1 and last.get(n) == k:
            k = (k + 1) % len(v)
        last[n] = k
        result[n] = v[k]
    return result
