# question: draw
# loses: draw/unchanged
# why: value scaled between smallest and largest
def draw(space, rng):
    return {n: rng.uniform(min(v), max(v)) if all(isinstance(x, float) for x in v) else v[rng.integers(len(v))] for n, v in space.items()}
