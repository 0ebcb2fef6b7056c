# question: draw
# loses: draw/uniform
# why: position of 0 to 9 modulo the length
def draw(space, rng):
    return {n: v[rng.integers(10) % len(v)] for n, v in space.items()}
