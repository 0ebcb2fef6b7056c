# question: draw
# loses: draw/values, draw/unchanged, tuned/network, tuned/accuracy
# why: the positions instead of the values
def draw(space, rng):
    return {name: int(rng.integers(len(values))) for name, values in space.items()}
